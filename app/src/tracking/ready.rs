//! A licence to collect: where, when, what to bring, and that nobody may ask for money.

use leptos::prelude::*;

use super::status::Page;
use crate::public::{Mark, phone_link, said};
use crate::words::public::fee;
use crate::words::tracking::sentence;

/// Where, when and what to bring.
pub(super) fn view(page: &Page<'_>) -> Option<AnyView> {
    let collection = page.status.collection.as_ref()?;
    let (w, teller) = (page.w, page.teller);
    let (state, then) = sentence::counter(teller, collection.counter);
    let until = sentence::collect_until(teller.lang, &teller.full_date(collection.until));
    let view = view! {
        <section class="pub-card block collect">
            <div class="with-mark">
                {Mark::Pin.view()}
                <div><h2 class="minor">{w.collect_where}</h2><p>{said(&collection.place)}</p></div>
            </div>
            <div class="with-mark">
                {Mark::Clock.view()}
                <div>
                    <h2 class="minor">{w.collect_when}</h2>
                    <p>{said(&collection.hours)}</p>
                    <p class="small"><b>{state}</b>{then}</p>
                </div>
            </div>
            <div class="with-mark">
                {Mark::Case.view()}
                <div>
                    <h2 class="minor">{w.collect_bring}</h2>
                    <ul class="dots">
                        <li>{w.bring_card}</li>
                        <li>{w.bring_receipt}{" "}<b class="nowrap">{page.status.code.written()}</b></li>
                        <li>{w.bring_proxy}</li>
                    </ul>
                </div>
            </div>
        </section>
        {free(page)}
        <p class="small muted block">{until}</p>
    };
    Some(view.into_any())
}

/// Free means free.
fn free(page: &Page<'_>) -> Option<AnyView> {
    if page.status.fee > 0 {
        return None;
    }
    let w = page.w;
    let report = (!page.office.phone.is_empty())
        .then(|| view! { <span>{" "}{w.report}{" "}{phone_link(&page.office.phone)}</span> });
    let free = view! {
        <p class="pub-note"><b>{fee(page.teller.lang, 0)}{"."}</b>{" "}{w.pay_nobody}{report}</p>
    };
    Some(free.into_any())
}
