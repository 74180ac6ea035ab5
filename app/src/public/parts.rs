//! Small parts of every public page.

use domain::standard::Text;
use leptos::prelude::*;

use crate::words;

/// A text of a standard in the reader's language; where its English is missing the Indonesian stands, marked as such.
pub fn said(text: &Text) -> AnyView {
    let (said, lang) = text.in_lang(words::lang());
    let said = said.to_owned();
    if lang == words::lang() {
        said.into_any()
    } else {
        view! { <span lang=lang.code()>{said}</span> }.into_any()
    }
}

/// A telephone number as a telephone dials it.
pub fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// A telephone number that can be called.
pub fn phone_link(number: &str) -> impl IntoView + use<> {
    view! { <a class="nowrap" href=format!("tel:{}", dialled(number))>{number.to_owned()}</a> }
}

/// A number that takes short messages.
pub fn sms_link(number: &str) -> impl IntoView + use<> {
    view! { <a class="nowrap" href=format!("sms:{}", dialled(number))>{number.to_owned()}</a> }
}

/// A long number or word that may be broken after its slashes, and there alone.
pub fn at_slashes(text: &str) -> AnyView {
    let pieces = text.split_inclusive('/').map(|piece| {
        view! { <span class="piece">{piece.to_owned()}</span><wbr/> }
    });
    pieces.collect_view().into_any()
}
