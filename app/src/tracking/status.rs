//! The page of one application: the promise first, then the way of the file, then the facts.

use domain::tracking::{Heading, PublicStatus};
use leptos::prelude::*;

use super::{ended, late, panel, ready, returned, timeline};
use crate::public::{Mark, OfficeFace, at_slashes, phone_link, said, sms_link};
use crate::routes;
use crate::words::public::fee;
use crate::words::tracking::moment::Teller;
use crate::words::tracking::sentence;
use crate::words::{self, tracking::Tracking};

/// What every part of the page needs.
pub(super) struct Page<'a> {
    pub(super) status: &'a PublicStatus,
    pub(super) office: &'a OfficeFace,
    pub(super) w: &'static Tracking,
    pub(super) teller: Teller,
}

/// The title of the browser's tab: no name stands in it.
pub fn title(status: &PublicStatus) -> String {
    sentence::heading(words::lang(), status.heading)
}

/// The page.
pub fn page(status: &PublicStatus, office: &OfficeFace) -> AnyView {
    let page = Page {
        status,
        office,
        w: &words::words().tracking,
        teller: Teller::new(words::lang(), status.offset, status.as_of),
    };
    view! {
        <a class="back" href=routes::TRACKING>{Mark::Back.view()}{page.w.another}</a>
        <div class="two">
            <div class="pagehead left">
                <p class="kick">{said(&status.title)}</p>
                <h1>{sentence::heading(page.teller.lang, status.heading)}</h1>
            </div>
            <div class="right">{panel::promise(&page)}</div>
            {middle(&page)}
            <div class="right">
                {about(&page)}
                <p class="fresh">
                    <span>{sentence::as_of(page.teller, status.as_of)}</span>
                    <a href=routes::tracking(&status.code)>{page.w.reload}</a>
                </p>
            </div>
            <div class="left">{further(&page)}</div>
        </div>
    }
    .into_any()
}

/// What stands between promise and facts, by state.
fn middle(page: &Page<'_>) -> AnyView {
    match page.status.heading {
        Heading::Checking
        | Heading::Drafting
        | Heading::Initialling
        | Heading::Signing
        | Heading::Numbering
        | Heading::Preparing => view! { <div class="left">{timeline::open(page)}</div> }.into_any(),
        Heading::Late => view! {
            <div class="left">{late::view(page)}{timeline::open(page)}{late::law(page)}</div>
        }
        .into_any(),
        Heading::Returned { .. } => view! {
            <div class="left">{returned::view(page)}{timeline::open(page)}{returned::closing(page)}</div>
        }
        .into_any(),
        Heading::Ready => {
            view! { <div class="left">{ready::view(page)}{timeline::folded(page)}</div> }.into_any()
        }
        Heading::Delivered
        | Heading::Refused
        | Heading::Withdrawn
        | Heading::Closed
        | Heading::Annulled
        | Heading::Revoked
        | Heading::Replaced => {
            view! { <div class="left">{ended::view(page)}{timeline::open(page)}</div> }.into_any()
        }
    }
}

fn fact(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

fn about(page: &Page<'_>) -> impl IntoView + use<> {
    let (status, w, lang) = (page.status, page.w, page.teller.lang);
    let name = status.name.clone().unwrap_or_else(|| w.erased.to_owned());
    let licence = status.licence.clone().map(|number| {
        vec![
            fact(w.licence, at_slashes(&number)),
            fact(w.validity, sentence::years(lang, status.validity_years)),
        ]
    });
    view! {
        <section class="block about" aria-labelledby="tentang">
            <h2 id="tentang">{w.about}</h2>
            <dl class="pub-facts">
                {fact(w.applicant, name)}
                {fact(w.service, said(&status.title))}
                {licence}
                {fact(w.register, status.register.clone())}
                {fact(w.code, status.code.written())}
                {fact(w.fee, fee(lang, status.fee))}
            </dl>
        </section>
    }
}

/// Telephone and short messages in one line; nothing where the office gave none.
pub(super) fn channels(office: &OfficeFace) -> impl IntoView + use<> {
    let w = &words::words().public;
    let phone =
        (!office.phone.is_empty()).then(|| view! { <li>{w.phone}{" "}{phone_link(&office.phone)}</li> });
    let sms = (!office.sms.is_empty()).then(|| view! { <li>{w.sms}{" "}{sms_link(&office.sms)}</li> });
    let address = (!office.address.is_empty()).then(|| view! { <li>{office.address.clone()}</li> });
    view! { <ul class="channels">{phone}{sms}{address}</ul> }
}

/// How to ask, how to withdraw, and the standard behind it.
fn further(page: &Page<'_>) -> impl IntoView + use<> {
    let w = page.w;
    let withdraw = page.status.withdrawable.then(|| {
        view! {
            <li>
                <details>
                    <summary>{w.withdraw}{Mark::Onward.view()}</summary>
                    <p>{w.withdraw_how}</p>
                </details>
            </li>
        }
    });
    view! {
        <ul class="links">
            <li>
                <details>
                    <summary>{w.ask}{Mark::Onward.view()}</summary>
                    <p>{w.ask_how}</p>
                    {channels(page.office)}
                </details>
            </li>
            {withdraw}
            <li><a href=routes::standard(&page.status.service)>{w.standard}{Mark::Onward.view()}</a></li>
        </ul>
    }
}
