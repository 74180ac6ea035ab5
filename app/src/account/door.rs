//! The page of the door: the office's mark, and the form beside it.

use leptos::prelude::*;

use super::sign_in_form::SignInForm;
use crate::ui::{
    BrandMark, Giver, LanguageSwitch, PageTitle, ParafPair, Receiver, ThemeSwitch, Toasts, use_calendar,
    use_here,
};
use crate::{routes, ticker, words};

/// Where the picture of a control card begins in the SOP.
const FIRST_STEP: usize = 5;

/// The pucuk rebung, bamboo shoots of Malay weaving: outer, hollow and inner triangles, 20 to a width of 800.
fn shoots(half: i32, height: i32, every: i32, offset: i32) -> String {
    let tops = (0..=20).map(|index| index * 40).filter(|top| (top / 40 + offset) % every == 0);
    let shoot = |top: i32| format!("M{} 120l{half} -{height}l{half} {height}z", top - half);
    tops.map(shoot).collect()
}

#[component]
fn Motif() -> impl IntoView {
    view! {
        <svg class="door-motif" viewBox="0 0 800 120" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
            <path class="outer" d=shoots(20, 104, 1, 0)></path>
            <path class="hollow" d=shoots(13, 74, 1, 0)></path>
            <path class="outer" d=shoots(7, 44, 2, 1)></path>
            <path class="inner" d=shoots(7, 44, 2, 0)></path>
            <path class="ground" d="M0 118h800v2H0z"></path>
        </svg>
    }
}

/// Three lines of a control card: what the program is about. An ornament.
#[component]
fn CardPicture() -> impl IntoView {
    let w = &words::words().account;
    let officer = |initials: &str| Giver::Officer(initials.to_owned());
    let by = |initials: &str| Receiver::Officer(initials.to_owned());
    let lines = [
        (officer("NS"), by("HS"), "51 m", "8 m"),
        (officer("HS"), by("ZL"), "27 m", "6 m"),
        (officer("ZL"), Receiver::Nobody, "12 m", w.card_open),
    ];
    let rows = lines
        .into_iter()
        .enumerate()
        .map(|(index, (giver, receiver, queue, work))| {
            let open = receiver == Receiver::Nobody;
            view! {
                <li class:open=open>
                    <b>{FIRST_STEP + index}</b>
                    <span>{w.card_steps[index]}</span>
                    <ParafPair giver=giver receiver=receiver/>
                    <span class="soft">{queue}</span>
                    <span class:soft=open>{work}</span>
                </li>
            }
        })
        .collect_view();
    let heads = w.card_heads.map(|head| view! { <span>{head}</span> }).collect_view();
    view! {
        <ol class="door-card" aria-hidden="true">
            <li>
                <span></span>
                {heads}
            </li>
            {rows}
        </ol>
    }
    .into_any()
}

/// Date, time, and whether the office is open, in one line.
#[component]
fn TimeLine() -> impl IntoView {
    let lang = words::lang();
    use_here().zip(use_calendar()).map(|(here, calendar)| {
        let line = ticker::live(here.as_of, move |now| {
            let local = calendar.local(now);
            let next = now + chrono::TimeDelta::seconds(60 - i64::from(local.second));
            ((local.long(lang), words::common::office_state(lang, &calendar, now)), Some(next))
        });
        view! {
            <p class="door-time">
                <span>{move || line.with(|(time, _)| time.clone())}</span>
                <span>{move || line.with(|(_, state)| state.clone())}</span>
            </p>
        }
    })
}

/// Sign in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let w = words::words();
    let office = StoredValue::new(use_here().map(|here| here.office.clone()).unwrap_or_default());
    view! {
        <PageTitle text=w.account.sign_in.to_owned()/>
        <div class="door">
            <header class="door-about">
                <div class="brand">
                    <BrandMark/>
                    <div>
                        <b>"Kendali"</b>
                        <span>{office.get_value()}</span>
                    </div>
                </div>
                <p class="door-headline">{w.account.headline}</p>
                <p class="door-lead">{w.account.lead}</p>
                <CardPicture/>
                <Motif/>
            </header>
            <main id="isi" class="door-main">
                <div class="door-top">
                    <TimeLine/>
                    <LanguageSwitch/>
                    <ThemeSwitch/>
                </div>
                <SignInForm office=office.get_value()/>
                <p class="door-foot">
                    <b>{w.account.applicant}</b>
                    " "
                    {w.account.applicant_lead}
                    " "
                    <a class="link" href=routes::TRACKING rel="external">{w.account.track}</a>
                    " "
                    {w.account.track_how}
                    " "
                    <a class="link" href=routes::STANDARDS rel="external">{w.account.standards}</a>
                    "."
                </p>
            </main>
            <Toasts/>
        </div>
    }
    .into_any()
}
