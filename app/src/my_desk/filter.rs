//! Which part of the desk is shown: the filter of its address, `?saring=menunggu`.

use domain::board::BoardCard;
use domain::dossier::Stage;
use domain::role::{Actor, RoleKey};
use domain::standard::ServiceStandard;

use crate::routes;

/// A part of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskFilter {
    /// All of it.
    All,
    /// What waits in a tray.
    Waiting,
    /// What was accepted.
    Working,
    /// What one does as a stand-in for a role.
    Lent(RoleKey),
}

impl DeskFilter {
    /// The filter of an address; what is not known shows all.
    pub fn from_address(word: Option<&str>) -> Self {
        match word {
            Some("menunggu") => Self::Waiting,
            Some("dikerjakan") => Self::Working,
            Some(word) => match word.strip_prefix("sebagai-") {
                Some(role) if !role.is_empty() => Self::Lent(RoleKey(role.to_owned())),
                _ => Self::All,
            },
            None => Self::All,
        }
    }

    /// The address of the desk under it.
    pub fn address(&self) -> String {
        match self {
            Self::All => routes::DESK.to_owned(),
            Self::Waiting => format!("{}?saring=menunggu", routes::DESK),
            Self::Working => format!("{}?saring=dikerjakan", routes::DESK),
            Self::Lent(role) => format!("{}?saring=sebagai-{role}", routes::DESK),
        }
    }

    /// Whether it shows a card.
    pub fn shows(&self, standard: &ServiceStandard, card: &BoardCard, actor: &Actor) -> bool {
        let in_tray = matches!(card.standing.stage, Stage::Tray { .. });
        match self {
            Self::All => true,
            Self::Waiting => in_tray,
            Self::Working => !in_tray,
            Self::Lent(role) => standard
                .step(card.standing.step)
                .and_then(|step| actor.grant(&step.role))
                .is_some_and(|grant| grant.role == *role && grant.lent.is_some()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_desk_has_an_address() {
        for filter in [
            DeskFilter::All,
            DeskFilter::Waiting,
            DeskFilter::Working,
            DeskFilter::Lent(RoleKey("sekretaris".to_owned())),
        ] {
            let address = filter.address();
            let word = address.split_once("saring=").map(|(_, word)| word);
            assert_eq!(DeskFilter::from_address(word), filter);
        }
        assert_eq!(DeskFilter::from_address(Some("lain")), DeskFilter::All);
    }
}
