//! The page with the camera, `/pindai`.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::HtmlVideoElement;

use super::camera::{NoPicture, QrReader, release, show};
use crate::routes;
use crate::ui::{Button, ButtonKind, ButtonRole, Icon, PageTitle, Size, use_toasts};
use crate::words::words;

/// How long the page waits between two looks at the picture.
const LOOKS_EVERY_MS: u32 = 200;

thread_local! {
    static LOOKING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// What the page shows above the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    /// The camera is being asked for.
    Opening,
    /// The camera's picture.
    Picture,
    /// What to do without it.
    None(NoPicture),
}

/// A folder's QR by the camera, or its number by hand.
#[component]
pub fn ScannerPage() -> impl IntoView {
    let w = words();
    let picture = NodeRef::<html::Video>::new();
    let sight = RwSignal::new(Sight::Opening);
    let here = StoredValue::new(());
    // The server looks at nothing: what leads elsewhere is made in the browser alone.
    if cfg!(target_arch = "wasm32") {
        let navigate = use_navigate();
        let toasts = use_toasts();
        let found = Callback::new(move |texts: Vec<String>| {
            if let Some(id) = texts.iter().find_map(|text| routes::scanned(text)) {
                navigate(&routes::scan(&id), NavigateOptions { replace: true, ..NavigateOptions::default() });
                return;
            }
            toasts.done(w.scanner.no_folder);
        });
        Effect::new(move |_| {
            if let Some(picture) = picture.get() {
                spawn_local(open(picture, sight, here, found));
            }
        });
        on_cleanup(move || {
            drop(LOOKING.take());
            if let Some(picture) = picture.try_get_untracked().flatten() {
                release(&picture);
            }
        });
    }
    let told = move || match sight.get() {
        Sight::Opening => view! { <p>{w.scanner.opening}</p> }.into_any(),
        Sight::Picture => ().into_any(),
        Sight::None(why) => {
            let title = match why {
                NoPicture::CannotRead => w.scanner.cannot_read,
                NoPicture::Refused => w.scanner.refused,
            };
            view! {
                {Icon::Phone.view()}
                <b>{title}</b>
                <p>{w.scanner.own_camera}</p>
            }
            .into_any()
        }
    };
    view! {
        <PageTitle text=w.scanner.title/>
        <main id="isi" class="page-narrow scanner">
            <header class="page-head">
                <h1>{w.scanner.title}</h1>
                <p>{w.scanner.lead}</p>
            </header>
            <div class="scanner-sight" class:scanner-sees=move || sight.get() == Sight::Picture>
                <video node_ref=picture muted=true playsinline="" aria-label=w.scanner.picture></video>
                <div class="scanner-told" role="status">{told}</div>
            </div>
            <form class="scanner-hand" method="get" action=routes::REGISTER role="search">
                <label class="field">
                    <span class="field-label">{w.scanner.by_hand}</span>
                    <input class="input input-large" type="search" name="cari" autocomplete="off" maxlength="60" required/>
                    <span class="field-hint">{w.scanner.by_hand_hint}</span>
                </label>
                <Button kind=ButtonKind::Primary size=Size::Large role=ButtonRole::Submit>
                    {Icon::Search.view()}
                    {w.common.search}
                </Button>
            </form>
        </main>
    }
}

async fn open(
    picture: HtmlVideoElement,
    sight: RwSignal<Sight>,
    here: StoredValue<()>,
    found: Callback<Vec<String>>,
) {
    let Some(reader) = QrReader::of_browser() else {
        sight.set(Sight::None(NoPicture::CannotRead));
        return;
    };
    if let Err(why) = show(&picture).await {
        sight.set(Sight::None(why));
        return;
    }
    // The page may have been left while the browser asked.
    if here.try_get_value().is_none() {
        release(&picture);
        return;
    }
    sight.set(Sight::Picture);
    look_soon(reader, picture, found, None);
}

/// Looks for a code, and again some time later. What has been told is not told again while it stays in the picture.
fn look_soon(
    reader: QrReader,
    picture: HtmlVideoElement,
    found: Callback<Vec<String>>,
    told: Option<Vec<String>>,
) {
    let look = move || {
        spawn_local(async move {
            let seen = reader.read(&picture).await;
            let is_new = !seen.is_empty() && told.as_ref() != Some(&seen);
            // Left meanwhile: the timer is gone, and so is what listens.
            if LOOKING.with_borrow(Option::is_none) {
                return;
            }
            if is_new {
                found.run(seen.clone());
            }
            let told = if seen.is_empty() { told } else { Some(seen) };
            if LOOKING.with_borrow(Option::is_some) {
                look_soon(reader, picture, found, told);
            }
        });
    };
    LOOKING.set(Some(Timeout::new(LOOKS_EVERY_MS, look)));
}
