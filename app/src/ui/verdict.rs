//! A verdict is a colour, a shape and a word, always together.

use domain::clock::Status;
use domain::clock_words::{VerdictWord, Words};
use leptos::prelude::*;

use crate::words;

/// The colour of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// In time.
    OnTime,
    /// Most of the norm is used.
    Risk,
    /// Past the due time.
    Late,
    /// With the applicant.
    Paused,
    /// Outside working hours, or ended.
    Closed,
}

impl Tone {
    /// The class that sets the three shades.
    pub const fn class(self) -> &'static str {
        match self {
            Self::OnTime => "verdict-ontime",
            Self::Risk => "verdict-risk",
            Self::Late => "verdict-late",
            Self::Paused => "verdict-paused",
            Self::Closed => "verdict-closed",
        }
    }

    /// The tone of a clock's word.
    pub const fn of(word: VerdictWord) -> Self {
        match word {
            VerdictWord::OnTime | VerdictWord::Ready => Self::OnTime,
            VerdictWord::Near => Self::Risk,
            VerdictWord::Late | VerdictWord::LateBeforeReturn => Self::Late,
            VerdictWord::WaitingApplicant => Self::Paused,
            VerdictWord::Discontinued => Self::Closed,
        }
    }
}

/// The shape of a verdict, readable in greyscale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// In time.
    Circle,
    /// Due soon.
    Triangle,
    /// Late.
    Square,
    /// With the applicant.
    Bars,
    /// Outside working hours.
    Crescent,
    /// Ended in time.
    Tick,
    /// Ended too late.
    StruckSquare,
}

impl Shape {
    const fn path(self) -> &'static str {
        match self {
            Self::Circle => "M9.4 5A4.4 4.4 0 1 1 .6 5a4.4 4.4 0 0 1 8.8 0z",
            Self::Triangle => "M5 .4 9.9 9.4H.1z",
            Self::Square => "M.8.8h8.4v8.4H.8z",
            Self::Bars => "M1.4.8h2.5v8.4H1.4zM6.1.8h2.5v8.4H6.1z",
            Self::Crescent => "M9.4 6.3A4.6 4.6 0 1 1 3.7.6a3.8 3.8 0 0 0 5.7 5.7z",
            Self::Tick => "M1 5.4 3.9 8.3 9.2 1.9",
            Self::StruckSquare => "M1.3 1.3h7.4v7.4H1.3zM1.3 1.3l7.4 7.4",
        }
    }

    const fn path_class(self) -> Option<&'static str> {
        match self {
            Self::Tick | Self::StruckSquare => Some("drawn"),
            Self::Circle | Self::Triangle | Self::Square | Self::Bars | Self::Crescent => None,
        }
    }

    /// The shape of a clock's word, its status given.
    pub const fn of(word: VerdictWord, status: Option<Status>) -> Self {
        match (word, status) {
            (VerdictWord::OnTime, Some(Status::Stopped)) | (VerdictWord::Ready, _) => Self::Tick,
            (VerdictWord::Late | VerdictWord::LateBeforeReturn, Some(Status::Stopped))
            | (VerdictWord::Discontinued, _) => Self::StruckSquare,
            (VerdictWord::OnTime, _) => Self::Circle,
            (VerdictWord::Near, _) => Self::Triangle,
            (VerdictWord::Late | VerdictWord::LateBeforeReturn, _) => Self::Square,
            (VerdictWord::WaitingApplicant, _) => Self::Bars,
        }
    }

    /// The shape, drawn in the verdict's colour.
    pub fn view(self) -> impl IntoView {
        view! {
            <svg class="shape" viewBox="0 0 10 10" aria-hidden="true">
                <path class=self.path_class() d=self.path()></path>
            </svg>
        }
    }
}

/// What a card shows of a clock: made of the clock's words once, and again when they change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockFace {
    /// As "sisa 18 m kerja".
    pub text: String,
    /// The word of the verdict.
    pub word: Option<VerdictWord>,
    /// What the clock is doing.
    pub status: Option<Status>,
    /// The used share of the norm in thousandths, above 1000 when late; none where there is no bar.
    pub share_permille: Option<u32>,
}

impl ClockFace {
    /// The face of a clock's words.
    pub fn of(words: &Words) -> Self {
        Self {
            text: words.text.clone(),
            word: words.verdict_word,
            status: words.status,
            share_permille: words.share_permille,
        }
    }

    /// The face of nothing: a visit without a clock, or a clock that cannot be read.
    pub fn none() -> Self {
        Self { text: String::new(), word: None, status: None, share_permille: None }
    }

    /// Whether the clock stands still: with the applicant or outside working hours.
    pub const fn stands(&self) -> bool {
        matches!(self.status, Some(Status::Paused | Status::OutsideHours))
    }

    /// The tone, late and due soon before the crescent of closed hours.
    pub fn tone(&self) -> Option<Tone> {
        let tone = self.word.map(Tone::of)?;
        let closed = self.status == Some(Status::OutsideHours) && tone == Tone::OnTime;
        Some(if closed { Tone::Closed } else { tone })
    }

    /// The class of the tone, empty where there is none.
    pub fn tone_class(&self) -> &'static str {
        self.tone().map_or("", Tone::class)
    }

    /// The shape that stands beside the word.
    pub fn shape(&self) -> Option<Shape> {
        let word = self.word?;
        Some(if self.tone() == Some(Tone::Closed) && self.status == Some(Status::OutsideHours) {
            Shape::Crescent
        } else {
            Shape::of(word, self.status)
        })
    }

    /// The word that stands beside the shape: outside hours the status, else the verdict's.
    pub fn word_text(&self) -> Option<&'static str> {
        let lang = words::lang();
        let word = self.word?;
        Some(match (self.shape()?, self.status) {
            (Shape::Crescent, Some(status)) => status.text(lang),
            _ => word.text(lang),
        })
    }
}

/// The verdict of a clock: shape and word in its colour, nothing where there is none.
#[component]
pub fn VerdictChip(
    /// The clock.
    #[prop(into)]
    face: Signal<ClockFace>,
) -> impl IntoView {
    move || {
        face.with(|face| {
            let shape = face.shape()?;
            Some(view! {
                <span class=format!("verdict {}", face.tone_class())>
                    {shape.view()}
                    <b>{face.word_text()}</b>
                </span>
            })
        })
    }
}

/// The date that was promised: plain while it is safe, with shape and colour when it is not.
#[component]
pub fn PromiseChip(
    /// The promise's clock.
    #[prop(into)]
    face: Signal<ClockFace>,
) -> impl IntoView {
    move || {
        face.with(|face| {
            let marked = match face.tone() {
                Some(tone @ (Tone::Risk | Tone::Late | Tone::Paused)) => Some((tone, face.shape())),
                _ => None,
            };
            let class = marked.map_or("promise".to_owned(), |(tone, _)| format!("promise {}", tone.class()));
            let said = marked.and_then(|_| face.word_text());
            view! {
                <span class=class>
                    {marked.and_then(|(_, shape)| shape).map(Shape::view)}
                    {said.map(|word| view! { <span class="unseen">{word}": "</span> })}
                    {face.text.clone()}
                </span>
            }
        })
    }
}
