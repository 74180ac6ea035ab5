//! The bar that says that the browser is not connected. It goes by itself.

use gloo::events::EventListener;
use leptos::prelude::*;

use super::banner::Banner;
use super::frame::{use_calendar, use_here};
use super::icon::Icon;
use crate::{ticker, words};

thread_local! {
    static LISTENERS: std::cell::RefCell<Vec<EventListener>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Says that the browser is not connected, and since when.
#[component]
pub(super) fn OfflineBar() -> impl IntoView {
    let lang = words::lang();
    // The time of the office's wall when the connection was lost.
    let lost: RwSignal<Option<String>> = RwSignal::new(None);
    let office = StoredValue::new(use_here().zip(use_calendar()));
    Effect::new(move |_| {
        let now = move || {
            office.with_value(|office| {
                let time = office
                    .as_ref()
                    .map(|(here, calendar)| calendar.local(ticker::now(here.as_of)).time(lang));
                time.unwrap_or_default()
            })
        };
        if !window().navigator().on_line() {
            lost.set(Some(now()));
        }
        let gone = EventListener::new(&window(), "offline", move |_| lost.set(Some(now())));
        let back = EventListener::new(&window(), "online", move |_| lost.set(None));
        LISTENERS.with_borrow_mut(|listeners| *listeners = vec![gone, back]);
    });
    view! {
        <div role="status">
            {move || {
                lost.get()
                    .map(|since| {
                        let since = (!since.is_empty()).then_some(since);
                        let (title, meaning) = words::common::offline(lang, since.as_deref());
                        view! { <Banner icon=Icon::Offline title=title meaning=meaning/> }
                    })
            }}
        </div>
    }
}
