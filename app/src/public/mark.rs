//! Drawings of the public pages, 20 by 20. Each is an ornament: the word beside it says what it means.

use domain::dossier::End;
use domain::tracking::Band;
use leptos::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Back.
    Back,
    /// Onward.
    Onward,
    /// The menu.
    Menu,
    /// A place.
    Pin,
    /// A time.
    Clock,
    /// What is carried.
    Case,
    /// A telephone.
    Phone,
    /// A message.
    Message,
    /// Done.
    Tick,
    /// Ended.
    Dash,
}

impl Mark {
    const fn path(self) -> &'static str {
        match self {
            Self::Back => "M12.5 4l-6 6 6 6",
            Self::Onward => "M7 4l6 6-6 6",
            Self::Menu => "M3 5.5h14M3 10h14M3 14.5h14",
            Self::Pin => {
                "M10 18s6-5.4 6-10a6 6 0 1 0-12 0c0 4.6 6 10 6 10zM12.2 8a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0z"
            }
            Self::Clock => "M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0zM10 5.5V10l3 2",
            Self::Case => "M2.5 6.5h15v10h-15zM7 6.5v-3h6v3M2.5 11h15",
            Self::Phone => {
                "M5 2h3l1.5 4-1.9 1.7a10 10 0 0 0 4.7 4.7L14 10.5l4 1.5v3c0 1.5-1 2.5-2.5 2.5C8.6 17.5 2.5 11.4 \
                 2.5 4.5 2.5 3 3.5 2 5 2z"
            }
            Self::Message => "M2.5 3.5h15V14H9l-4.5 3.5V14h-2z",
            Self::Tick => "M4 10.5l4 4 8-9",
            Self::Dash => "M4 10h12",
        }
    }

    /// The drawing.
    pub fn view(self) -> impl IntoView {
        let class =
            if matches!(self, Self::Tick | Self::Dash) { "pub-mark pub-mark-tick" } else { "pub-mark" };
        view! {
            <svg class=class viewBox="0 0 20 20" aria-hidden="true">
                <path d=self.path()></path>
            </svg>
        }
    }
}

/// A verdict as a panel shows it: the class that colours it, and its shape. The word stands beside.
pub struct Verdict {
    /// The classes of the panel.
    pub class: &'static str,
    /// The shape.
    pub shape: AnyView,
}

/// The colour and the shape of a band.
pub fn tone(band: Band) -> Verdict {
    let tone = Tone::of(band);
    Verdict { class: tone.class(), shape: tone.shape() }
}

/// What a band's colour and shape say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    /// In time: a circle.
    OnTime,
    /// Close to the promise: a triangle.
    Near,
    /// Past it: a square.
    Late,
    /// The applicant's turn: two bars.
    Waiting,
    /// Finished, without a verdict on time: a circle in the colour of the house.
    Finished,
    /// Ended without a licence: a circle in ink, struck.
    Ended,
}

impl Tone {
    const fn of(band: Band) -> Self {
        match band {
            Band::InTime | Band::FinishedInTime => Self::OnTime,
            Band::Near => Self::Near,
            Band::Late(_) | Band::FinishedLate(_) => Self::Late,
            Band::WaitingForYou => Self::Waiting,
            Band::Finished | Band::Ended(End::Delivered) => Self::Finished,
            Band::Ended(
                End::Refused | End::Withdrawn | End::Closed | End::Annulled | End::Revoked | End::Replaced,
            ) => Self::Ended,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::OnTime => "pub-panel verdict-ontime",
            Self::Near => "pub-panel verdict-risk",
            Self::Late => "pub-panel verdict-late",
            Self::Waiting => "pub-panel verdict-paused",
            Self::Finished => "pub-panel pub-panel-finished",
            Self::Ended => "pub-panel pub-panel-ended",
        }
    }

    fn shape(self) -> AnyView {
        let (solid, knocked) = match self {
            Self::OnTime | Self::Finished => {
                ("M19 10a9 9 0 1 1-18 0 9 9 0 0 1 18 0z", "M5.6 10.4l3 3 5.8-6.4")
            }
            Self::Near => ("M10 1.2 19.4 18H.6z", "M10 7.5v5M10 15.2v.3"),
            Self::Late => (
                "M3 1h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z",
                "M10 4.8v6.4M10 14.7v.3",
            ),
            Self::Waiting => ("M4 1.5h4.5v17H4zM11.5 1.5H16v17h-4.5z", ""),
            Self::Ended => ("M19 10a9 9 0 1 1-18 0 9 9 0 0 1 18 0z", "M6 10h8"),
        };
        view! {
            <svg class="pub-panel-shape" viewBox="0 0 20 20" aria-hidden="true">
                <path class="solid" d=solid></path>
                <path class="knocked" d=knocked></path>
            </svg>
        }
        .into_any()
    }
}
