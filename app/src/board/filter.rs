//! What the board leaves out: the filters of its address, `?saring=milik-saya,terlambat&cari=…`.

use domain::board::{BoardCard, Group};
use domain::person::Initials;
use domain::role::Actor;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// A filter that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sieve {
    /// Held by me.
    Mine,
    /// The step's clock is overdue.
    Late,
    /// In one group of every column.
    In(Group),
}

impl Sieve {
    /// Every filter, in the order of the bar and the legend.
    pub const ALL: [Self; 6] = [
        Self::Mine,
        Self::Late,
        Self::In(Group::Tray),
        Self::In(Group::Desk),
        Self::In(Group::WithApplicant),
        Self::In(Group::Ready),
    ];

    /// The word in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mine => "milik-saya",
            Self::Late => "terlambat",
            Self::In(Group::Tray) => "menunggu-diterima",
            Self::In(Group::Desk) => "di-meja",
            Self::In(Group::WithApplicant) => "di-pemohon",
            Self::In(Group::Ready) => "siap-diambil",
        }
    }
}

/// The filters that are on. On the wire as in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardQuery {
    /// Held by me.
    pub mine: bool,
    /// The step's clock is overdue.
    pub late: bool,
    /// In this group of every column.
    pub group: Option<Group>,
    /// Held by the officer with these initials; empty is whoever.
    pub holder: String,
    /// A part of the name or of the register number; empty is no search.
    pub find: String,
}

impl BoardQuery {
    /// The filters of an address. What is not known is left out.
    pub fn from_address(query: &ParamsMap) -> Self {
        let sieves = query.get_str("saring").unwrap_or_default();
        let on = |sieve: Sieve| sieves.split(',').any(|word| word == sieve.key());
        Self {
            mine: on(Sieve::Mine),
            late: on(Sieve::Late),
            group: Group::ALL.into_iter().find(|group| on(Sieve::In(*group))),
            holder: query.get_str("pemegang").unwrap_or_default().trim().chars().take(8).collect(),
            find: query.get_str("cari").unwrap_or_default().trim().chars().take(60).collect(),
        }
    }

    /// Whether a filter is on.
    pub const fn is_on(&self, sieve: Sieve) -> bool {
        match sieve {
            Sieve::Mine => self.mine,
            Sieve::Late => self.late,
            Sieve::In(group) => matches!(self.group, Some(on) if on as u8 == group as u8),
        }
    }

    /// Whether nothing is left out.
    pub const fn is_open(&self) -> bool {
        !self.mine && !self.late && self.group.is_none() && self.holder.is_empty() && self.find.is_empty()
    }

    /// What is searched, none where nothing is.
    pub fn text(&self) -> Option<String> {
        (!self.find.is_empty()).then(|| self.find.clone())
    }

    /// Whose dossiers alone are shown, none where all are.
    pub fn held_by(&self, actor: &Actor) -> Option<Initials> {
        if self.mine { Some(actor.initials.clone()) } else { Initials::parse(&self.holder).ok() }
    }

    /// Whether these filters show a card, apart from what is searched for: the place of the file may hold that, and a card
    /// does not tell it.
    pub fn fits(&self, card: &BoardCard, is_overdue: bool, actor: &Actor) -> bool {
        let holder = card.standing.stage.holder();
        let is_held = |by: &Initials| holder.is_some_and(|hand| hand.initials == *by);
        self.held_by(actor).as_ref().is_none_or(is_held)
            && (!self.late || is_overdue)
            && self.group.is_none_or(|group| card.group() == Some(group))
    }

    /// The same with one filter the other way.
    #[must_use]
    pub fn toggled(&self, sieve: Sieve) -> Self {
        let mut query = self.clone();
        let on = !self.is_on(sieve);
        match sieve {
            Sieve::Mine => {
                query.mine = on;
                query.holder.clear();
            }
            Sieve::Late => query.late = on,
            Sieve::In(group) => query.group = on.then_some(group),
        }
        query
    }

    /// The same with the files of one officer alone; a second time of whoever.
    #[must_use]
    pub fn of_holder(&self, initials: &str) -> Self {
        let holder = if self.holder == initials { String::new() } else { initials.to_owned() };
        Self { holder, mine: false, ..self.clone() }
    }

    /// The same with another search.
    #[must_use]
    pub fn searching(&self, find: &str) -> Self {
        Self { find: find.trim().to_owned(), ..self.clone() }
    }

    /// The address of the board with these filters.
    pub fn address(&self, board: &str) -> String {
        let mut parts = Vec::new();
        let sieves: Vec<&str> =
            Sieve::ALL.into_iter().filter(|sieve| self.is_on(*sieve)).map(Sieve::key).collect();
        if !sieves.is_empty() {
            parts.push(format!("saring={}", sieves.join(",")));
        }
        if !self.holder.is_empty() {
            parts.push(format!("pemegang={}", escaped(&self.holder)));
        }
        if !self.find.is_empty() {
            parts.push(format!("cari={}", escaped(&self.find)));
        }
        if parts.is_empty() { board.to_owned() } else { format!("{board}?{}", parts.join("&")) }
    }
}

/// A text as a value of an address.
fn escaped(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a string takes every write");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filters_of_a_board_are_its_address() {
        let mut map = ParamsMap::new();
        map.insert("saring", "terlambat,milik-saya,lain".to_owned());
        map.insert("cari", " Siti & anak ".to_owned());
        let query = BoardQuery::from_address(&map);
        assert!(query.mine && query.late && query.group.is_none());
        assert_eq!(query.address("/papan/x"), "/papan/x?saring=milik-saya,terlambat&cari=Siti%20%26%20anak");
        assert_eq!(
            query.toggled(Sieve::Late).searching("").address("/papan/x"),
            "/papan/x?saring=milik-saya"
        );
        let waiting = BoardQuery::default().toggled(Sieve::In(Group::Tray));
        assert_eq!(waiting.address("/papan/x"), "/papan/x?saring=menunggu-diterima");
        let ready = waiting.toggled(Sieve::In(Group::Ready));
        assert_eq!(ready.address("/papan/x"), "/papan/x?saring=siap-diambil", "a file is in one group only");
        let held = query.of_holder("DK");
        assert_eq!(held.searching("").address("/papan/x"), "/papan/x?saring=terlambat&pemegang=DK");
        assert!(held.of_holder("DK").holder.is_empty() && !held.mine);
        assert_eq!(BoardQuery::default().address("/papan/x"), "/papan/x");
    }
}
