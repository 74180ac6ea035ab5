//! Asking before a page is left on which something was typed: the browser's own question before it loads another page, a
//! dialog before a link of this program.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, Element, HtmlAnchorElement, MouseEvent};

use super::{Button, ButtonKind, Dialog};
use crate::words::words;

thread_local! {
    /// Kept by the browser's one thread: what listens there cannot be sent to another.
    static LISTENERS: RefCell<Option<[EventListener; 2]>> = const { RefCell::new(None) };
    /// The link that was clicked when it was asked.
    static WANTED: RefCell<Option<HtmlAnchorElement>> = const { RefCell::new(None) };
}

/// The link of a click that leads to another page of this program; none where it opens beside, saves a file or stays here.
fn leads_on(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() || event.button() != 0 {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let here = window().location();
    let stays = link.pathname() == here.pathname().ok()? && !link.hash().is_empty();
    let beside = !link.target().is_empty() || link.has_attribute("download");
    let elsewhere = link.origin() != here.origin().ok()?;
    (!stays && !beside && !elsewhere).then_some(link)
}

/// Asks before the page is left, while `is_typed` says that something would be lost.
#[component]
pub fn LeaveGuard(
    /// Whether something was typed that is kept nowhere.
    #[prop(into)]
    is_typed: Signal<bool>,
) -> impl IntoView {
    let w = words();
    let open = RwSignal::new(false);
    if cfg!(target_arch = "wasm32") {
        let unload = EventListener::new_with_options(
            &window(),
            "beforeunload",
            EventListenerOptions::enable_prevent_default(),
            move |event| {
                if is_typed.try_get_untracked() == Some(true) {
                    event.prevent_default();
                    if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                        // Older browsers ask only where something is said, whatever it is.
                        event.set_return_value("1");
                    }
                }
            },
        );
        // Before the router hears of it.
        let mut first = EventListenerOptions::enable_prevent_default();
        first.phase = gloo::events::EventListenerPhase::Capture;
        let click = EventListener::new_with_options(&document(), "click", first, move |event| {
            let Some(link) = event.dyn_ref::<MouseEvent>().and_then(leads_on) else { return };
            if is_typed.try_get_untracked() == Some(true) {
                event.prevent_default();
                event.stop_propagation();
                WANTED.set(Some(link));
                open.try_set(true);
            }
        });
        LISTENERS.set(Some([unload, click]));
        on_cleanup(|| {
            LISTENERS.set(None);
            WANTED.set(None);
        });
    }
    let leave = move |_| {
        open.set(false);
        // The same click again, and nobody asks.
        LISTENERS.set(None);
        if let Some(link) = WANTED.take() {
            link.click();
        }
    };
    view! {
        <Dialog id="tinggalkan" title=w.common.leave_title lead=w.common.leave_lead open=open>
            <div class="dialog-body">
                <div class="dialog-actions">
                    <Button on:click=leave>{w.common.leave}</Button>
                    <Button kind=ButtonKind::Primary on:click=move |_| open.set(false)>{w.common.stay}</Button>
                </div>
            </div>
        </Dialog>
    }
}
