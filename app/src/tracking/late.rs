//! A late file: where it lies, and what the applicant can do about it.

use leptos::prelude::*;

use super::status::Page;
use crate::public::{Mark, dialled};
use crate::words::{self, tracking::sentence};

/// Where the file lies, and whom to call.
pub(super) fn view(page: &Page<'_>) -> AnyView {
    let (w, office) = (page.w, page.office);
    let frame = &words::words().public;
    let place = page.status.place.as_ref().map(|place| {
        view! {
            <section class="pub-card block">
                <h2 class="minor">{w.where_now}</h2>
                <p>{sentence::place(page.teller, place)}</p>
            </section>
        }
    });
    let phone = (!office.phone.is_empty()).then(|| {
        view! {
            <a class="btn" href=format!("tel:{}", dialled(&office.phone))>
                {Mark::Phone.view()}{frame.phone}{" "}{office.phone.clone()}
            </a>
        }
    });
    let sms = (!office.sms.is_empty()).then(|| {
        view! {
            <a class="btn btn-second" href=format!("sms:{}", dialled(&office.sms))>
                {Mark::Message.view()}{frame.sms}{" "}{office.sms.clone()}
            </a>
        }
    });
    view! {
        {place}
        <section class="block">
            <h2>{w.you_can}</h2>
            <p>{w.no_harm}</p>
            <div class="buttons">{phone}{sms}</div>
            <p class="small muted">
                {w.at_counter}{" "}{w.no_answer}{" "}
                <a href=format!("tel:{}", w.ombudsman_phone)>{w.ombudsman}</a>
            </p>
        </section>
    }
    .into_any()
}

/// The limit of the law.
pub(super) fn law(page: &Page<'_>) -> Option<AnyView> {
    let limit = page.status.legal.as_ref()?;
    let (before, due, after) = sentence::legal(page.teller, limit);
    let law = view! {
        <details class="pub-why" open>
            <summary>{page.w.your_right}</summary>
            <p class="small">{before}<b>{due}</b>{after}</p>
        </details>
    };
    Some(law.into_any())
}
