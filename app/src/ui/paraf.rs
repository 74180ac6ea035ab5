//! Initials, and the pair of giver and receiver that every handover has. Source: SP komponen Pengawasan internal.

use leptos::prelude::*;

use super::icon::Icon;
use crate::words;

/// One officer's initials.
#[component]
pub fn Paraf(
    /// The letters.
    #[prop(into)]
    initials: String,
    /// Whether they are the reader's own.
    #[prop(optional, into)]
    mine: Signal<bool>,
    /// The officer's name, shown on hovering.
    #[prop(optional, into)]
    name: String,
) -> impl IntoView {
    let class = move || if mine.get() { "paraf paraf-mine" } else { "paraf" };
    view! { <span class=class title=(!name.is_empty()).then_some(name)>{initials}</span> }
}

/// Who gave a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Giver {
    /// An officer, by initials.
    Officer(String),
    /// The applicant.
    Applicant,
}

/// Who received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// An officer, by initials.
    Officer(String),
    /// Nobody yet.
    Nobody,
    /// An act that was struck by a send-back: the initials, struck through.
    Struck(String),
}

/// The pair: who gave, who received. A child stands in the receiver's place instead: the button of one's own desk, with
/// the class `paraf-accept`.
#[component]
pub fn ParafPair(
    /// Who gave.
    giver: Giver,
    /// Who received.
    receiver: Receiver,
    /// What stands in the receiver's place while nobody has received.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let w = words::words();
    let given = match giver {
        Giver::Officer(initials) => view! { <span>{initials}</span> }.into_any(),
        Giver::Applicant => view! {
            <span title=w.common.applicant>
                {Icon::Person.small()}
                <span class="unseen">{w.common.applicant}</span>
            </span>
        }
        .into_any(),
    };
    let received = match (receiver, children) {
        (Receiver::Nobody, Some(children)) => children(),
        (Receiver::Nobody, None) => {
            view! { <span class="paraf-none"><span class="unseen">{w.common.not_received}</span></span> }
                .into_any()
        }
        (Receiver::Officer(initials), _) => view! { <span>{initials}</span> }.into_any(),
        (Receiver::Struck(initials), _) => view! { <s class="struck">{initials}</s> }.into_any(),
    };
    view! { <span class="paraf-pair">{given} {received}</span> }.into_any()
}
