//! Where the file of paper lies.

use super::guards::{act, hand_by};
use crate::application::Facts;
use crate::dossier::Dossier;
use crate::event::{Act, By, Event};
use crate::refusal::Refusal;
use crate::role::{Actor, Permission};

/// The longest place, in characters: a line of the register.
pub const PLACE_LIMIT: usize = 60;

/// The shortest word of a name that tells whose it is, in characters.
const TELLING: usize = 3;
/// The longest run of digits in a place: a folder's number, but no NIK and no telephone.
const DIGITS: usize = 7;

/// A place as it is kept: one space between words; none where nothing is said. It outlives the erasure of the personal
/// data and is read by those who may see no names, so it holds no word of `names`, the applicant's and the proxy's, and no
/// number as long as theirs. Source: UU 27/2022 art. 16 (2) g.
///
/// # Errors
/// [`Refusal::TextTooLong`] or [`Refusal::NamesAPerson`].
pub fn read_place(place: &str, names: &[&str]) -> Result<Option<String>, Refusal> {
    let place = place.split_whitespace().collect::<Vec<_>>().join(" ");
    if place.chars().count() > PLACE_LIMIT {
        return Err(Refusal::TextTooLong { limit: PLACE_LIMIT });
    }
    let telling: Vec<String> =
        names.iter().flat_map(|name| words(name)).filter(|word| word.chars().count() >= TELLING).collect();
    let digits = place.split(|letter: char| !letter.is_ascii_digit()).map(str::len).max();
    if digits.is_some_and(|digits| digits > DIGITS) || words(&place).any(|word| telling.contains(&word)) {
        return Err(Refusal::NamesAPerson);
    }
    Ok(Some(place).filter(|place| !place.is_empty()))
}

/// The words of a text, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// The place of a dossier with these facts; none where they were erased.
fn place_of(place: &str, facts: Option<&Facts>) -> Result<Option<String>, Refusal> {
    let applicant = facts.map(|facts| facts.name.name.as_str());
    let proxy = facts.and_then(|facts| facts.proxy.as_ref()).map(|proxy| proxy.name.as_str());
    let names: Vec<&str> = applicant.into_iter().chain(proxy).collect();
    read_place(place, &names)
}

/// Puts the file somewhere: whoever works at a step may, whosever the file is, and when it has ended too, since it then
/// goes to the archive. Source: house rule.
pub(super) fn put(dossier: &Dossier, actor: &Actor, place: &str) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::SeeDossier)?);
    let place = place_of(place, dossier.facts.as_ref())?;
    if place == dossier.place {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![act(by, Event::Placed { place })])
}

/// The place that is named with the registration, where one is.
pub(super) fn first(by: &By, place: &str, facts: &Facts) -> Result<Option<Act>, Refusal> {
    Ok(place_of(place, Some(facts))?.map(|place| act(by.clone(), Event::Placed { place: Some(place) })))
}
