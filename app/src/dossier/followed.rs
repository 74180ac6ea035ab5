//! An open dossier follows what others do to it. What the reader is in the middle of is not taken away: then a line says that
//! the dossier has changed, and shows it when asked.

use std::cell::RefCell;

use domain::id::DossierId;
use domain::lang::Lang;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::api::{DossierPayload, read_dossier};
use crate::command::CommandDesk;
use crate::live::{self, Heard, Topic};
use crate::ui::{Toasting, use_toasts};
use crate::words::{self, live as said};

/// How long to wait for the answer to a command of one's own, which brings the dossier anyway.
const WAITS_MS: u32 = 300;
/// What the reader is in the middle of: a dialog, a menu, marks that are not kept yet, or what has the focus by the keys.
const IN_USE: &str = "dialog[open], #isi .menu, #isi .mark-save button:not([disabled]), #isi :focus-visible";

thread_local! {
    static WAITING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// How far the page is behind what it has heard. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Followed {
    id: StoredValue<DossierId>,
    desk: CommandDesk,
    /// The version that is shown.
    version: StoredValue<u32>,
    /// The newest version that was told of; `u32::MAX` where one does not know.
    heard: StoredValue<u32>,
    is_reading: StoredValue<bool>,
    /// Whether something was typed since the dossier was shown.
    is_typed: StoredValue<bool>,
    show: Callback<DossierPayload>,
    /// Whether the line stands there.
    says_so: RwSignal<bool>,
    toasts: Toasting,
    lang: Lang,
}

impl Followed {
    /// Follows a dossier from an event on, until its page is left. `version` tells whenever another answer is shown.
    pub(super) fn new(
        (id, since): (DossierId, i64),
        desk: CommandDesk,
        version: Signal<u32>,
        show: Callback<DossierPayload>,
    ) -> Self {
        let followed = Self {
            id: StoredValue::new(id.clone()),
            desk,
            version: StoredValue::new(version.get_untracked()),
            heard: StoredValue::new(0),
            is_reading: StoredValue::new(false),
            is_typed: StoredValue::new(false),
            show,
            says_so: RwSignal::new(false),
            toasts: use_toasts(),
            lang: words::lang(),
        };
        if cfg!(target_arch = "wasm32") {
            Effect::new(move |_| followed.shown(version.get()));
            let typing = window_event_listener(leptos::ev::input, move |event| {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let is_here = |field: Element| field.closest("#isi").is_ok_and(|found| found.is_some());
                let in_dialog = |field: &Element| field.closest("dialog").is_ok_and(|found| found.is_some());
                if target.filter(|field| !in_dialog(field)).is_some_and(is_here) {
                    followed.is_typed.set_value(true);
                }
            });
            on_cleanup(move || {
                typing.remove();
                WAITING.take();
            });
        }
        let topic = Topic::Dossier(id.clone());
        live::follow(topic, since, move |heard| match heard {
            Heard::Moved(moved) if moved.card.id == id => followed.hear(moved.card.standing.version),
            Heard::Anew => followed.hear(u32::MAX),
            Heard::Moved(_) | Heard::Printed(_) | Heard::OtherProgram => {}
        });
        followed
    }

    fn hear(self, version: u32) {
        if version > self.version.get_value() {
            self.heard.update_value(|heard| *heard = version.max(*heard));
            self.look();
        }
    }

    /// Another answer of the server is shown.
    fn shown(self, version: u32) {
        self.version.set_value(version);
        self.is_typed.set_value(false);
        self.says_so.set(false);
        // What one does not know is known now.
        let heard = self.heard.get_value();
        if heard == u32::MAX || heard <= version {
            self.heard.set_value(0);
        } else {
            self.look();
        }
    }

    /// Shows what is new, or says that there is something.
    fn look(self) {
        let Some(id) = self.id.try_get_value() else { return };
        if self.heard.get_value() == 0 || self.is_reading.get_value() {
            return;
        }
        if self.desk.is_sending(&id) {
            WAITING.set(Some(Timeout::new(WAITS_MS, move || self.look())));
        } else if self.is_typed.get_value() || is_in_use() {
            self.says_so.set(true);
        } else {
            self.read(id);
        }
    }

    fn read(self, id: DossierId) {
        self.is_reading.set_value(true);
        spawn_local(async move {
            let newer = read_dossier(id).await;
            // The reader may have left the page meanwhile.
            if self.is_reading.try_set_value(false).is_some() {
                return;
            }
            match newer {
                Ok(newer) => {
                    self.show.run(newer);
                    self.toasts.announce(said::is_shown(self.lang));
                }
                // The line offers to try again.
                Err(_) => self.says_so.set(true),
            }
        });
    }

    /// The line, where something new is not shown.
    pub(super) fn line(self) -> impl IntoView {
        let show = move |_| {
            if let Some(id) = self.id.try_get_value() {
                self.read(id);
            }
        };
        let line = move || {
            self.says_so.get().then(|| {
                view! {
                    <p class="news">
                        <span>{said::has_changed(self.lang)}</span>
                        <button type="button" class="link" on:click=show>{said::show(self.lang)}</button>
                    </p>
                }
            })
        };
        view! { <div class="news-place" role="status">{line}</div> }
    }
}

fn is_in_use() -> bool {
    document().query_selector(IN_USE).is_ok_and(|found| found.is_some())
}
