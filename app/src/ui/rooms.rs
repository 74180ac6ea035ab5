//! The places that one may go to: a bar above on a broad screen, and at the thumb on a telephone, where it holds what one
//! does with a telephone and keeps the rest behind one button.

use domain::role::{Actor, Permission};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::frame::{DeskBadge, use_here};
use super::icon::Icon;
use super::language::LanguageSwitch;
use super::menu::{Menu, MenuItem, MenuLink};
use super::theme::ThemeSwitch;
use crate::{account, routes, words};

/// A place of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The board.
    Board,
    /// The reader's own desk.
    Desk,
    /// All dossiers.
    Register,
    /// The dashboard.
    Dashboard,
    /// A folder's QR, by the camera: on a telephone alone.
    Scan,
    /// The search of the register: on a telephone alone.
    Search,
}

impl Room {
    /// What the bar above holds.
    const ABOVE: [Self; 4] = [Self::Board, Self::Desk, Self::Register, Self::Dashboard];
    /// What lies at the thumb beside [`Room::ABOVE`].
    const AT_THUMB: [Self; 2] = [Self::Scan, Self::Search];

    const fn address(self) -> &'static str {
        match self {
            Self::Board => routes::BOARDS,
            Self::Desk => routes::DESK,
            Self::Register => routes::REGISTER,
            Self::Dashboard => routes::DASHBOARD,
            Self::Scan => routes::SCANNER,
            Self::Search => routes::REGISTER_SEARCH,
        }
    }

    const fn permission(self) -> Permission {
        match self {
            Self::Board | Self::Desk | Self::Scan => Permission::Board,
            Self::Register | Self::Search => Permission::SeeRegister,
            Self::Dashboard => Permission::SeeDeskFigures,
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Board => Icon::Board,
            Self::Desk => Icon::Desk,
            Self::Register => Icon::Folder,
            Self::Dashboard => Icon::Figures,
            Self::Scan => Icon::Scan,
            Self::Search => Icon::Search,
        }
    }

    fn name(self) -> &'static str {
        let w = words::words();
        match self {
            Self::Board => w.common.board,
            Self::Desk => w.common.my_desk,
            Self::Register => w.common.register,
            Self::Dashboard => w.common.dashboard,
            Self::Scan => w.common.scan,
            Self::Search => w.common.search,
        }
    }

    fn holds(self, path: &str) -> bool {
        let within = |address: &str| path.strip_prefix(address).is_some_and(|rest| rest.starts_with('/'));
        match self {
            // The list itself; a dossier that was found is another place.
            Self::Search => path == routes::REGISTER,
            _ => path == self.address() || within(self.address()),
        }
    }

    /// On a telephone, whether the place lies behind the button for the rest: of those who work on the board, since others
    /// have room for it.
    fn is_behind(self, actor: &Actor) -> bool {
        matches!(self, Self::Register | Self::Dashboard) && actor.may(Permission::Board)
    }
}

/// The places, each with its sign; how many files lie on the reader's desk.
#[component]
pub fn Rooms(
    /// Who may go there.
    actor: Actor,
    /// What lies on the desk.
    badge: DeskBadge,
) -> impl IntoView {
    let path = use_location().pathname;
    let w = words::words();
    let link = |room: Room, class: &'static str| {
        let current = move || path.with(|path| room.holds(path)).then_some("page");
        view! {
            <a href=room.address() class=class aria-current=current on:click=move |_| find_at_once(room)>
                {room.icon().drawn("icon nav-icon")}
                {room.name()}
                {(room == Room::Desk).then(|| badge_view(badge))}
            </a>
        }
    };
    let may = |room: &Room| actor.may(room.permission());
    let above = Room::ABOVE
        .into_iter()
        .filter(may)
        .map(|room| link(room, if room.is_behind(&actor) { "nav-above" } else { "" }))
        .collect_view();
    let at_thumb = Room::AT_THUMB
        .into_iter()
        .filter(|room| may(room) && (*room != Room::Search || Room::Register.is_behind(&actor)))
        .map(|room| link(room, "nav-thumb"))
        .collect_view();
    let behind: Vec<Room> =
        Room::ABOVE.into_iter().filter(|room| may(room) && room.is_behind(&actor)).collect();
    let may_print = actor.may(Permission::SeeDossier);
    view! {
        <nav class="top-nav" aria-label=w.common.rooms>
            {above} {at_thumb}
            <More behind=behind may_print=may_print/>
        </nav>
    }
    .into_any()
}

/// Where the list is open already, its address does not change: the field takes the focus at once.
fn find_at_once(room: Room) {
    if room == Room::Search
        && let Some(field) = document().get_element_by_id(routes::SEARCH_FIELD)
    {
        drop(field.unchecked_into::<HtmlElement>().focus());
    }
}

/// What a telephone's bar has no room for: the other places, the reader's account, language and theme.
#[component]
fn More(behind: Vec<Room>, may_print: bool) -> impl IntoView {
    let w = words::words();
    let button = ViewFn::from(move || {
        view! {
            {Icon::Lines.drawn("icon nav-icon")}
            {w.common.further}
        }
    });
    let places = StoredValue::new(behind);
    view! {
        <div class="nav-thumb nav-more">
            <Menu name=w.common.further class="nav-button" button=button>
                {places
                    .get_value()
                    .into_iter()
                    .map(|room| view! { <MenuLink href=room.address()>{room.icon().view()} {room.name()}</MenuLink> })
                    .collect_view()}
                <MenuLink href=routes::ACCOUNT>{Icon::Person.view()} {w.common.my_account}</MenuLink>
                {may_print.then(|| view! { <MenuLink href=routes::BATCHES>{Icon::Print.view()} {w.batch.title}</MenuLink> })}
                <hr class="menu-rule"/>
                <div class="person-switches">
                    <LanguageSwitch/>
                    <ThemeSwitch/>
                </div>
                <hr class="menu-rule"/>
                <MenuItem on_choose=|()| account::leave()>{Icon::SignOut.view()} {w.common.sign_out}</MenuItem>
            </Menu>
        </div>
    }
}

/// How many files lie on the reader's desk; nothing where none does.
fn badge_view(badge: DeskBadge) -> impl IntoView {
    move || {
        let count = badge.waiting.get() + badge.working.get();
        (count > 0).then(|| view! { <span class="nav-count">{count}</span> })
    }
}

/// What a page says of itself below the name of its room, on a telephone.
#[derive(Clone, Copy)]
struct RoomLine(RwSignal<String>);

/// Gives the frame's pages a line below the name of the room.
pub(super) fn provide_room_line() {
    provide_context(RoomLine(RwSignal::new(String::new())));
}

/// On a telephone, says in the bar what the page shows: the service of a board, the number of a dossier. From the browser
/// alone, since the bar is written before the page.
pub fn tell_room(line: impl Fn() -> String + 'static) {
    let Some(RoomLine(told)) = use_context::<RoomLine>() else { return };
    Effect::new(move |_| told.set(line()));
    on_cleanup(move || drop(told.try_set(String::new())));
}

/// On a telephone, in place of the program's name: where one is, and what the page shows.
#[component]
pub(super) fn TopRoom() -> impl IntoView {
    let w = words::words();
    let path = use_location().pathname;
    let office = use_here().map(|here| here.office.clone()).unwrap_or_default();
    let name = move || {
        let all = [Room::Board, Room::Desk, Room::Register, Room::Dashboard, Room::Scan];
        path.with(|path| {
            let otherwise =
                if path.starts_with(routes::BATCHES) { w.batch.title } else { w.common.my_account };
            all.into_iter().find(|room| room.holds(path)).map_or(otherwise, Room::name)
        })
    };
    let line = use_context::<RoomLine>().map(|line| line.0);
    let below =
        move || line.map(|line| line.get()).filter(|line| !line.is_empty()).unwrap_or_else(|| office.clone());
    view! { <p class="top-room"><b>{name}</b> <span>{below}</span></p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_is_in_the_register_and_the_search_is_its_list_alone() {
        for path in ["/berkas", "/berkas/01a2", "/berkas/01a2/pindai"] {
            assert!(Room::Register.holds(path), "{path}");
            assert_eq!(Room::Search.holds(path), path == "/berkas", "{path}");
        }
        assert!(!Room::Register.holds("/berkasku") && Room::Board.holds("/papan/sipp-inseminator"));
        assert!(Room::Scan.holds("/pindai") && !Room::Scan.holds("/berkas/01a2/pindai"));
    }
}
