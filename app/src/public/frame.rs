//! The frame of a public page: who we are, where to go, in which language, and how to reach a person.

use domain::lang::Lang;
use leptos::prelude::*;

use super::mark::Mark;
use super::parts::{phone_link, sms_link};
use crate::{routes, words};

/// The office as the public meets it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficeFace {
    /// As the bar shows it: `DPMPTSP Kota Pekanbaru`.
    pub short: String,
    /// As the foot shows it, never abbreviated.
    pub full: String,
    /// Street and city in one line.
    pub address: String,
    /// The telephone number.
    pub phone: String,
    /// The number that takes short messages.
    pub sms: String,
}

/// Which of the bar's places the page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// The first page.
    Home,
    /// Tracking.
    Tracking,
    /// The check of licences.
    Licences,
    /// Published standards.
    Standards,
    /// None of them.
    Nowhere,
}

/// A page in its frame.
pub fn frame(office: &OfficeFace, here: Here, page: AnyView) -> AnyView {
    let w = &words::words().public;
    let short = if office.short.is_empty() { w.unnamed.to_owned() } else { office.short.clone() };
    view! {
        <div class="pub">
            <a class="skip-link" href="#isi">{w.skip}</a>
            <header class="pub-top">
                <div class="pub-top-in">
                    <a class="pub-brand" href="/">
                        {shield()}
                        <span class="pub-org">{short}<small>{w.tagline}</small></span>
                    </a>
                    <nav class="pub-nav" aria-label=w.rooms>{rooms(here)}</nav>
                    <nav class="pub-lang" aria-label=w.language>{languages()}</nav>
                    <details class="pub-menu">
                        <summary>{Mark::Menu.view()}{w.menu}</summary>
                        <div class="pub-menu-open">
                            <nav aria-label=w.rooms>{rooms(here)}</nav>
                            <nav class="pub-lang" aria-label=w.language>{languages()}</nav>
                        </div>
                    </details>
                </div>
            </header>
            {ornament()}
            <main id="isi" class="pub-main" tabindex="-1">{page}</main>
            {foot(office)}
        </div>
    }
    .into_any()
}

fn rooms(here: Here) -> impl IntoView {
    let w = &words::words().public;
    [
        (Here::Home, "/", w.home),
        (Here::Tracking, routes::TRACKING, w.track),
        (Here::Licences, routes::LICENCES, words::words().licence.title),
        (Here::Standards, routes::STANDARDS, w.standards),
    ]
    .map(|(place, href, name)| {
        view! { <a href=href aria-current=(place == here).then_some("page")>{name}</a> }
    })
    .collect_view()
}

/// Both languages; a link keeps the address and asks the server by `?bahasa=`.
fn languages() -> impl IntoView {
    let current = words::lang();
    Lang::ALL
        .map(|lang| {
            let name = match lang {
                Lang::Id => "Bahasa Indonesia",
                Lang::En => "English",
            };
            view! {
                <a
                    href=format!("?bahasa={}", lang.code())
                    lang=lang.code()
                    hreflang=lang.code()
                    aria-label=format!("{}: {name}", lang.code().to_uppercase())
                    aria-current=(lang == current).then_some("true")
                >
                    {lang.code().to_uppercase()}
                </a>
            }
        })
        .collect_view()
}

/// The place of the region's emblem.
fn shield() -> impl IntoView {
    view! {
        <svg class="pub-shield" viewBox="0 0 48 56" role="img" aria-label=words::words().public.emblem>
            <path d="M24 1.5 46 8v20c0 14-10 22-22 26.5C12 50 2 42 2 28V8z"></path>
            <path class="faint" d="M24 6.5l17.5 5.1V28c0 11-7.5 17.5-17.5 21.5C14 45.5 6.5 39 6.5 28V11.6z"></path>
            <path d="M11 34l6.5-11L24 34l6.5-11L37 34M14 34h20"></path>
            <circle cx="24" cy="16.5" r="2.6"></circle>
        </svg>
    }
}

/// The pucuk rebung border.
fn ornament() -> impl IntoView {
    view! {
        <svg class="pub-rebung" width="100%" height="10" aria-hidden="true">
            <defs>
                <pattern id="rebung" width="16" height="10" patternUnits="userSpaceOnUse" viewBox="0 0 16 10">
                    <path class="line" d="M0 10 8 .8 16 10M4 10l4-4.6L12 10"></path>
                    <path class="tip" d="M6.6 10 8 8.4 9.4 10z"></path>
                </pattern>
            </defs>
            <rect width="100%" height="10" fill="url(#rebung)"></rect>
        </svg>
    }
}

fn foot(office: &OfficeFace) -> impl IntoView + use<> {
    let w = &words::words().public;
    let phone =
        (!office.phone.is_empty()).then(|| view! { <p>{w.phone}{" "}{phone_link(&office.phone)}</p> });
    let sms = (!office.sms.is_empty()).then(|| view! { <p>{w.sms}{" "}{sms_link(&office.sms)}</p> });
    view! {
        <footer class="pub-foot">
            <div class="pub-foot-in">
                <div>
                    <p><b>{office.full.clone()}</b></p>
                    <p>{office.address.clone()}</p>
                </div>
                <section aria-label=w.contact>{phone}{sms}</section>
                <div>
                    <p><a href=routes::TRACKING>{w.track}</a></p>
                    <p><a href=routes::LICENCES>{words::words().licence.title}</a></p>
                    <p><a href=routes::STANDARDS>{w.standards}</a></p>
                    <p><a href=routes::SIGN_IN>{w.staff}</a></p>
                </div>
            </div>
        </footer>
    }
}
