//! Line drawings of 16 by 16. Shapes of verdicts are in [`super::Shape`].

use leptos::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// An arrow to the left.
    Back,
    /// A bell.
    Bell,
    /// The board: three columns.
    Board,
    /// A calendar leaf.
    Calendar,
    /// A chevron downwards.
    ChevronDown,
    /// A chevron to the left.
    ChevronLeft,
    /// A chevron to the right.
    ChevronRight,
    /// A chevron upwards.
    ChevronUp,
    /// A clock.
    Clock,
    /// A cross: close, remove.
    Close,
    /// Two sheets: copy.
    Copy,
    /// A computer.
    Computer,
    /// A desk.
    Desk,
    /// Three dots: more.
    Dots,
    /// A tray with an arrow into it: download.
    Download,
    /// An eye: show.
    Eye,
    /// An eye struck through: hide.
    EyeOff,
    /// A folder: dossiers.
    Folder,
    /// Bars of a chart: the dashboard.
    Figures,
    /// A funnel: filters.
    Filter,
    /// An i in a circle.
    Info,
    /// Three lines: the rest.
    Lines,
    /// A padlock.
    Lock,
    /// A crescent moon: dark.
    Moon,
    /// A pencil: change.
    Pencil,
    /// A telephone.
    Phone,
    /// A person.
    Person,
    /// A plus.
    Plus,
    /// A printer.
    Print,
    /// An arrow in a circle: again.
    Refresh,
    /// A circle struck through: refused.
    Refused,
    /// The corners of a picture and a line: reads a QR.
    Scan,
    /// A loupe.
    Search,
    /// An arrow out of a door.
    SignOut,
    /// A sun: light.
    Sun,
    /// A tick.
    Tick,
    /// An arrow that turns back: undo.
    Undo,
    /// A triangle with an exclamation mark.
    Warning,
    /// Waves struck through: not connected.
    Offline,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Back => "M13 8H3.5M7 4 3 8l4 4",
            Self::Bell => "M4 11.5V7a4 4 0 0 1 8 0v4.5l1 1H3zM6.8 14.5h2.4",
            Self::Board => "M2.5 3h3v10h-3zM6.5 3h3v7h-3zM10.5 3h3v8.5h-3z",
            Self::Calendar => "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5V5M10.5 2.5V5",
            Self::ChevronDown => "m4 6 4 4 4-4",
            Self::ChevronLeft => "m10 4-4 4 4 4",
            Self::ChevronRight => "m6 4 4 4-4 4",
            Self::ChevronUp => "m4 10 4-4 4 4",
            Self::Clock => "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 4.5V8l2.5 1.5",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::Copy => "M6 5.5h7.5v8H6zM10 5.5v-3H2.5v8H6",
            Self::Computer => "M2.5 3h11v7.5h-11zM5.5 13.5h5M8 10.5v3",
            Self::Desk => "M1.5 6h13M3 6v7.5M13 6v7.5M8.5 6v4H13",
            Self::Dots => {
                "M4.6 8a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 2.8 0zM9.4 8a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 \
                 2.8 0zM14.2 8a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 2.8 0z"
            }
            Self::Download => "M8 2.5v7.5M5 7.2l3 3 3-3M2.5 11.5v2h11v-2",
            Self::Eye => {
                "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0z"
            }
            Self::EyeOff => {
                "M2.5 2.5l11 11M6.3 3.8A6.5 6.5 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a11 11 0 0 1-1.9 2.4M4 5.2A10.5 10.5 0 0 0 1.5 8S4 12.5 8 12.5a6 6 0 0 0 2.6-.6M6.7 6.5a2 2 0 0 0 2.8 2.8"
            }
            Self::Folder => "M2 4h4l1.5 2H14v7.5H2z",
            Self::Figures => "M2.5 13.5h11M4.5 11V8M8 11V3.5M11.5 11V6",
            Self::Filter => "M2.5 3.5h11L9.5 8.5v4l-3 1.5V8.5z",
            Self::Info => "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 7.5V11M8 5v.2",
            Self::Lines => "M2.5 4h11M2.5 8h11M2.5 12h11",
            Self::Lock => "M3.5 7h9v7h-9zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7",
            Self::Moon => "M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z",
            Self::Pencil => "M2.5 13.5V11l8-8L13 5.5l-8 8zM9 4.5 11.5 7",
            Self::Phone => "M4.5 1.5h7v13h-7zM7.5 12.3h1",
            Self::Person => {
                "M10.7 5.2a2.7 2.7 0 1 1-5.4 0 2.7 2.7 0 0 1 5.4 0zM2.8 14c.5-3 2.5-4.5 5.2-4.5s4.7 1.5 5.2 4.5"
            }
            Self::Plus => "M8 3v10M3 8h10",
            Self::Print => "M4.5 6V2.5h7V6M4.5 12h-2V6h11v6h-2M4.5 9.5h7v4h-7z",
            Self::Refresh => "M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5V5H10",
            Self::Refused => "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM4 12l8-8",
            Self::Scan => "M2 5V2h3M11 2h3v3M14 11v3h-3M5 14H2v-3M4.5 8h7",
            Self::Search => "M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM10.3 10.3l3.7 3.7",
            Self::SignOut => "M6.5 2.5h-4v11h4M10 5l3.5 3-3.5 3M13 8H6",
            Self::Sun => {
                "M11 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9 13 13M13 3l-1.1 1.1M4.1 11.9 3 13"
            }
            Self::Tick => "m3 8.5 3.5 3.5L13 4.5",
            Self::Undo => "M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6",
            Self::Warning => "M8 2.5 14.5 13.5h-13zM8 6.5V10M8 11.8v.1",
            Self::Offline => {
                "M2 2l12 12M4 7a6 6 0 0 1 2-1.2M8 5.5A6.5 6.5 0 0 1 12.5 7.3M6 10a3 3 0 0 1 4 0M8 12.8v.1"
            }
        }
    }

    const fn path_class(self) -> Option<&'static str> {
        match self {
            Self::Dots => Some("filled"),
            _ => None,
        }
    }

    /// The drawing; it is an ornament, the word beside it or the button's name says what it means.
    pub fn view(self) -> impl IntoView {
        self.drawn("icon")
    }

    /// The drawing, 13 pixels wide.
    pub fn small(self) -> impl IntoView {
        self.drawn("icon icon-small")
    }

    /// The drawing with classes of one's own.
    pub fn drawn(self, class: &'static str) -> impl IntoView {
        view! {
            <svg class=class viewBox="0 0 16 16" aria-hidden="true">
                <path class=self.path_class() d=self.path()></path>
            </svg>
        }
    }
}
