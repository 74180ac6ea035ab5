//! The frame of every staff screen: the bar with the places one may go to, the office's clock and the reader.
//!
//! A page is one `<main id="isi">` with a class: `page` scrolls with the window, `page-narrow` is for forms, `page-full`
//! fills the height and scrolls inside itself.

use domain::calendar::Calendar;
use domain::my_desk::{DeskCounts, Lies};
use domain::role::{Actor, Permission};
use domain::time::Instant;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::banner::Banner;
use super::icon::Icon;
use super::language::LanguageSwitch;
use super::menu::{Menu, MenuItem, MenuLink};
use super::office_clock::OfficeClock;
use super::offline::OfflineBar;
use super::paraf::Paraf;
use super::rooms::{Rooms, TopRoom, provide_room_line};
use super::session_bar::SessionBar;
use super::theme::ThemeSwitch;
use super::toast::{Toast, Toasting, Toasts, use_toasts};
use crate::live::{self, Heard, Topic};
use crate::{account, my_desk, routes, words};

/// Who reads the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// With the rights of today. Only for what is shown: every command is judged by the server.
    pub actor: Actor,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
    /// What lies on the reader's desk.
    pub desk: DeskCounts,
    /// The number of an event that the page contains: what comes after it is told by the stream.
    pub seq: i64,
}

/// What every staff page knows of the office, sent with the page itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Here {
    /// The office's short name and city, as "DPMPTSP Kota Pekanbaru".
    pub office: String,
    /// The working calendar.
    pub calendar: Calendar,
    /// The server's time.
    #[serde(with = "domain::millis::at")]
    pub as_of: Instant,
    /// How much the checkpoint knows and the database has not; told to the administrator alone, who can look into it.
    pub missing: Option<usize>,
    /// The reader, none at the door.
    pub me: Option<Me>,
}

#[derive(Clone)]
struct HereOfPage {
    here: Arc<Here>,
    calendar: Arc<Calendar>,
}

/// Takes [`Here`] from the server's context or from the page, and keeps it for [`use_here`].
pub(crate) fn provide_here() {
    let here = SharedValue::new(use_context::<Here>).into_inner();
    if let Some(here) = here {
        crate::ticker::begin(here.as_of);
        let calendar = Arc::new(here.calendar.clone());
        provide_context(HereOfPage { here: Arc::new(here), calendar });
    }
    provide_context(Toasting::new());
}

/// What the page knows of the office, none on a page outside the staff app.
pub fn use_here() -> Option<Arc<Here>> {
    use_context::<HereOfPage>().map(|page| page.here)
}

/// The office's calendar as the page knows it.
pub(crate) fn use_calendar() -> Option<Arc<Calendar>> {
    use_context::<HereOfPage>().map(|page| page.calendar)
}

/// The reader of the page, none at the door.
pub fn use_me() -> Option<Me> {
    use_here().and_then(|here| here.me.clone())
}

/// How much lies on the reader's desk, kept by the frame as files come and go.
#[derive(Clone, Copy, Debug)]
pub struct DeskBadge {
    /// In trays.
    pub waiting: RwSignal<u32>,
    /// Accepted.
    pub working: RwSignal<u32>,
}

impl DeskBadge {
    /// Shows other counts.
    pub fn set(self, counts: &DeskCounts) {
        self.waiting.set(counts.waiting);
        self.working.set(counts.working);
    }

    /// A file lies here now, or no longer.
    fn count(self, actor: &Actor, lies: &Lies, is_here: bool) {
        let Some(counter) = lies.on_desk_of(actor).then_some(match lies {
            Lies::InTray(_) => self.waiting,
            Lies::OnDesk(_) | Lies::AtCounter(_) | Lies::Elsewhere => self.working,
        }) else {
            return;
        };
        counter.update(|count| *count = if is_here { *count + 1 } else { count.saturating_sub(1) });
    }
}

/// Follows the reader's desk for the badge and the title of every page, and what the server says of its program.
fn follow_desk(me: &Me) -> DeskBadge {
    let badge =
        DeskBadge { waiting: RwSignal::new(me.desk.waiting), working: RwSignal::new(me.desk.working) };
    provide_context(badge);
    if !me.actor.may(Permission::Board) || me.must_change_password {
        return badge;
    }
    let (actor, toasts, w) = (me.actor.clone(), use_toasts(), words::words());
    // What the page contains is told again where another part of it asks for more.
    let counted = StoredValue::new(std::collections::HashMap::new());
    live::follow(Topic::Desk, me.seq, move |heard| match heard {
        Heard::Moved(moved) => {
            let (id, version) = (moved.card.id.clone(), moved.card.standing.version);
            let is_new = counted.try_update_value(|counted| counted.insert(id, version) != Some(version));
            if is_new == Some(true) {
                if let Some(lay) = &moved.lay {
                    badge.count(&actor, lay, false);
                }
                badge.count(&actor, &moved.lies, true);
            }
        }
        Heard::Anew => leptos::task::spawn_local(async move {
            if let Ok(counts) = my_desk::api::counts().await {
                badge.set(&counts);
            }
        }),
        Heard::Printed(_) => {}
        Heard::OtherProgram => {
            // Refused only by a page that is being left already.
            let load = Callback::new(|()| drop(window().location().reload()));
            toasts.say(
                Toast::warning(w.board.new_program)
                    .detail(w.board.new_program_why)
                    .action(w.board.load_anew, load),
            );
        }
    });
    badge
}

/// The mark: a stem, what is given, what is received.
#[component]
pub(crate) fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
            <path class="stem" d="M5 4h5.5v24H5z"></path>
            <path class="given" d="M13 15.2 28 4v11.2z"></path>
            <path class="received" d="M13 16.8 28 28V16.8z"></path>
        </svg>
    }
}

/// Mark, name and office.
#[component]
fn Brand() -> impl IntoView {
    let office = use_here().map(|here| here.office.clone()).unwrap_or_default();
    view! {
        <a class="brand" href=routes::BOARDS aria-label=format!("Kendali {office}")>
            <BrandMark/>
            <div>
                <b>"Kendali"</b>
                " "
                <span>{office.clone()}</span>
            </div>
        </a>
    }
}

#[component]
fn Person(me: Me) -> impl IntoView {
    let lang = words::lang();
    let w = words::words();
    let Me { actor, must_change_password, .. } = me;
    let may_print = actor.may(Permission::SeeDossier) && !must_change_password;
    let Actor { name, initials, grants, absent, .. } = actor;
    let role = grants.first().map(|grant| words::common::grant_name(lang, grant)).unwrap_or_default();
    let letters = initials.to_string();
    let shown_name = name.clone();
    let shown_role = role.clone();
    let button = ViewFn::from(move || {
        view! {
            <Paraf initials=letters.clone()/>
            " "
            <span>
                <b>{shown_name.clone()}</b>
                " "
                <small>{shown_role.clone()}</small>
            </span>
            {Icon::ChevronDown.small()}
        }
    });
    let label = format!("{initials} {name} {role}: {}", w.common.my_account);
    let roles = StoredValue::new(
        grants.iter().map(|grant| words::common::grant_name(lang, grant)).collect::<Vec<_>>().join(", "),
    );
    let name = StoredValue::new(name);
    view! {
        <div class="person">
            <Menu name=label class="person-button" button=button>
                <p class="menu-title">
                    <b class="strong">{name.get_value()}</b>
                    <br/>
                    {roles.get_value()}
                    {absent.then(|| view! { <br/><span class="stand-in">{w.common.marked_absent}</span> })}
                </p>
                // On a telephone the bar has no room for them, and the rooms lie at the thumb once one may enter them.
                {must_change_password
                    .then(|| view! { <div class="person-switches"><LanguageSwitch/> <ThemeSwitch/></div> })}
                <MenuLink href=routes::ACCOUNT>
                    {Icon::Person.view()}
                    {w.common.my_account}
                </MenuLink>
                {may_print
                    .then(|| {
                        view! {
                            <MenuLink href=routes::BATCHES>
                                {Icon::Print.view()}
                                {w.batch.title}
                            </MenuLink>
                        }
                    })}
                <MenuItem on_choose=|()| account::leave()>
                    {Icon::SignOut.view()}
                    {w.common.sign_out}
                </MenuItem>
            </Menu>
        </div>
    }
    .into_any()
}

/// The bar, and below it the page of the route.
#[component]
pub fn StaffFrame() -> impl IntoView {
    let w = words::words();
    let here = use_here();
    let me = use_me();
    let clock = here.as_ref().zip(use_calendar()).map(|(here, calendar)| {
        view! { <OfficeClock calendar=calendar as_of=here.as_of/> }
    });
    // Before the first change of the password there is nowhere to go but the account.
    live::provide_link();
    let badge = me.as_ref().map(follow_desk);
    provide_room_line();
    let rooms = me
        .clone()
        .filter(|me| !me.must_change_password)
        .zip(badge)
        .map(|(me, badge)| view! { <Rooms actor=me.actor badge=badge/> });
    let person = me.map(|me| view! { <Person me=me/> });
    let missing = here.as_ref().and_then(|here| here.missing).map(|missing| {
        let (title, meaning) = words::common::missing(words::lang(), missing);
        view! {
            <div role="alert">
                <Banner icon=Icon::Warning title=title meaning=meaning/>
            </div>
        }
    });
    view! {
        <div class="staff">
            <a class="skip-link" href="#isi" rel="external">{w.common.skip_to_content}</a>
            <header class="top-bar">
                <Brand/>
                <TopRoom/>
                {rooms}
                <div class="top-bar-end">
                    {clock}
                    <LanguageSwitch/>
                    <ThemeSwitch/>
                    {person}
                </div>
            </header>
            <OfflineBar/>
            <SessionBar/>
            {missing}
            <Outlet/>
            <Toasts/>
        </div>
    }
    .into_any()
}
