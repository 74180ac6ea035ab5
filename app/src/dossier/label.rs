//! The label of a folder: on paper alone, printed by itself.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{FolderLabel, read_label};
use super::page::Shown;
use super::paper::Part;
use crate::ui::{Icon, Qr, use_toasts};
use crate::words::{lang, words};

/// The button that prints the label.
#[component]
pub(super) fn LabelButton(shown: Shown, label: RwSignal<Option<FolderLabel>>) -> impl IntoView {
    let w = words();
    let toasts = use_toasts();
    let id = StoredValue::new(shown.view.dossier.id.clone());
    let print_label = move |_| {
        spawn_local(async move {
            match read_label(id.get_value()).await {
                Ok(read) => {
                    label.set(Some(read));
                    // Once it stands on the page.
                    request_animation_frame(|| Part::Label.print());
                }
                Err(error) => toasts.error(&error),
            }
        });
    };
    view! {
        <button type="button" class="button button-small" on:click=print_label>
            {Icon::Print.view()}
            {w.dossier.label}
        </button>
    }
}

/// The label on paper: number, name, service and the QR. Nothing more stands on the outside of a folder.
#[component]
pub(super) fn Label(label: RwSignal<Option<FolderLabel>>) -> impl IntoView {
    let (lang, w) = (lang(), words());
    move || {
        label.get().map(|label| {
            view! {
                <section class="on-paper folder-label" aria-label=w.dossier.label>
                    <Qr drawing=label.qr name=w.dossier.label_qr/>
                    <div>
                        <p class="folder-label-number">{label.register}</p>
                        <p class="folder-label-name">{label.name}</p>
                        <p>{label.service.get(lang).to_owned()}</p>
                    </div>
                </section>
            }
        })
    }
}
