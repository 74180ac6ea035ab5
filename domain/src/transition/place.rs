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

/// A place as it is kept: one space between words; none where nothing is said.
///
/// # Errors
/// [`Refusal::TextTooLong`].
pub fn read_place(place: &str) -> Result<Option<String>, Refusal> {
    let place = place.split_whitespace().collect::<Vec<_>>().join(" ");
    if place.chars().count() > PLACE_LIMIT {
        return Err(Refusal::TextTooLong { limit: PLACE_LIMIT });
    }
    Ok(Some(place).filter(|place| !place.is_empty()))
}

/// The words of a text, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// A place that names nobody. It outlives the erasure of the personal data and is read by those who may see no names, so
/// it holds no word of the applicant's or the proxy's name and no number of theirs. Source: UU 27/2022 art. 16 (2) g.
fn nobodys(place: Option<String>, facts: Option<&Facts>) -> Result<Option<String>, Refusal> {
    let Some(text) = place else { return Ok(None) };
    let run = text.split(|letter: char| !letter.is_ascii_digit()).map(str::len).max();
    let proxy = |facts: &Facts| facts.proxy.as_ref().map(|proxy| proxy.name.clone()).unwrap_or_default();
    let named = facts.is_some_and(|facts| {
        let names = format!("{} {}", facts.name.name, proxy(facts));
        let telling: Vec<String> = words(&names).filter(|word| word.chars().count() >= TELLING).collect();
        words(&text).any(|word| telling.contains(&word))
    });
    if named || run.is_some_and(|digits| digits > DIGITS) {
        Err(Refusal::NamesAPerson)
    } else {
        Ok(Some(text))
    }
}

/// Puts the file somewhere: whoever works at a step may, whosever the file is, and when it has ended too, since it then
/// goes to the archive. Source: house rule.
pub(super) fn put(dossier: &Dossier, actor: &Actor, place: &str) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::SeeDossier)?);
    let place = nobodys(read_place(place)?, dossier.facts.as_ref())?;
    if place == dossier.place {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![act(by, Event::Placed { place })])
}

/// The place that is named with the registration, where one is.
pub(super) fn first(by: &By, place: &str, facts: &Facts) -> Result<Option<Act>, Refusal> {
    Ok(nobodys(read_place(place)?, Some(facts))?
        .map(|place| act(by.clone(), Event::Placed { place: Some(place) })))
}
