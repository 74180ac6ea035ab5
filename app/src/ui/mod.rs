//! Parts of every screen. A part takes words and facts and says what happened by events; it knows no slice, asks no
//! server and reads no clock. Only the frame of the staff's screens is more than that.

mod banner;
mod button;
mod clock_bar;
mod dialog;
mod field;
mod frame;
mod icon;
mod language;
mod leaving;
mod menu;
mod office_clock;
mod offline;
mod paraf;
mod portion;
mod rooms;
mod select;
mod session_bar;
mod sign_in_again;
mod states;
mod text_area;
mod theme;
mod title;
mod toast;
mod verdict;

pub use button::{Button, ButtonKind, ButtonRole, Size};
pub use clock_bar::ClockBar;
pub use dialog::{Dialog, DialogWidth};
pub use field::{CheckBox, Field, FormError, InputKind, Presence, Radio, TextField, described_by, field_id};
pub(crate) use frame::{BrandMark, provide_here, use_calendar};
pub use frame::{DeskBadge, Here, Me, StaffFrame, use_here, use_me};
pub use icon::Icon;
pub use language::{LanguageSwitch, switch_language};
pub use leaving::LeaveGuard;
pub use menu::{Menu, MenuItem, MenuLink};
pub use office_clock::OfficeClock;
pub use paraf::{Giver, Paraf, ParafPair, Receiver};
pub use portion::portion;
pub use rooms::{Room, tell_room};
pub use select::{Choice, SelectField};
pub use states::{Empty, Failed, NotFoundPart, Skeleton, SkeletonShape};
pub use text_area::TextArea;
pub use theme::{THEME_SCRIPT, ThemeSwitch};
pub use title::PageTitle;
pub use toast::{Toast, ToastAction, ToastKind, Toasting, Toasts, use_toasts};
pub use verdict::{ClockFace, PromiseChip, Shape, Tone, VerdictChip};
