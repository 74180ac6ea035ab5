//! Where the file of paper lies.

use super::guards::{act, hand_by};
use crate::dossier::Dossier;
use crate::event::{Act, By, Event};
use crate::refusal::Refusal;
use crate::role::{Actor, Permission};

/// The longest place, in characters: a line on the label of a folder.
pub const PLACE_LIMIT: usize = 60;

/// A place as it is kept: one space between words; none where nothing is said.
fn read(place: &str) -> Result<Option<String>, Refusal> {
    let place = place.split_whitespace().collect::<Vec<_>>().join(" ");
    if place.chars().count() > PLACE_LIMIT {
        return Err(Refusal::TextTooLong { limit: PLACE_LIMIT });
    }
    Ok(Some(place).filter(|place| !place.is_empty()))
}

/// Puts the file somewhere: whoever works at a step may, whosever the file is, and when it has ended too, since it then
/// goes to the archive. Source: house rule.
pub(super) fn put(dossier: &Dossier, actor: &Actor, place: &str) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::SeeDossier)?);
    let place = read(place)?;
    if place == dossier.place {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![act(by, Event::Placed { place })])
}

/// The place that is named with the registration, where one is.
pub(super) fn first(by: &By, place: &str) -> Result<Option<Act>, Refusal> {
    Ok(read(place)?.map(|place| act(by.clone(), Event::Placed { place: Some(place) })))
}
