//! What the QR on a folder leads to, on the telephone of whoever holds the folder: which dossier it is, how its time stands, and
//! one large button that accepts it where it lies in one's own tray.

use domain::command::Command;
use domain::id::DossierId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::actions::card_of;
use super::api::{DossierPayload, read_dossier};
use super::clocks::{Clock, Which};
use super::head::place;
use super::page::{Shown, living, title_of};
use crate::command::offer::may_accept;
use crate::command::{CommandDesk, CommandDialogs, Subject};
use crate::error::AppError;
use crate::routes;
use crate::ui::{Button, ButtonKind, Failed, Icon, PageTitle, Size, Skeleton, SkeletonShape};
use crate::words::{lang, words};

/// A scanned folder, `/berkas/<id>/pindai`.
#[component]
pub fn ScanPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let payload = Resource::new(id, |id| async move {
        let id = DossierId::parse(&id).map_err(|_| AppError::NotFound)?;
        read_dossier(id).await
    });
    let retry = Callback::new(move |()| payload.refetch());
    view! {
        <main id="isi" class="page-narrow scan">
            <Suspense fallback=|| {
                view! {
                    <PageTitle text=words().dossier.title/>
                    <Skeleton shape=SkeletonShape::Blocks(2)/>
                }
            }>
                {move || Suspend::new(async move {
                    match payload.await {
                        Ok(payload) => view! { <Scanned payload=payload/> }.into_any(),
                        Err(error) => {
                            view! {
                                <PageTitle text=words().dossier.title/>
                                <Failed error=error retry=retry/>
                            }
                            .into_any()
                        }
                    }
                })}
            </Suspense>
        </main>
    }
}

#[component]
fn Scanned(payload: DossierPayload) -> impl IntoView {
    let (current, desk) = living(payload);
    view! {
        <PageTitle text=title_of(current)/>
        <For
            each=move || [current.get()]
            key=|shown| (shown.view.dossier.standing.version, shown.view.as_of)
            children=move |shown| view! { <InHand shown=shown desk=desk/> }
        />
        <CommandDialogs desk=desk/>
    }
}

/// The folder in one's hand.
#[component]
fn InHand(shown: Shown, desk: CommandDesk) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let dossier = &shown.view.dossier;
    let standing = &dossier.standing;
    let facts = shown.view.facts.as_ref();
    let name = facts.map_or_else(|| dossier.register.clone(), |facts| facts.name.full());
    let step = shown.standard.step(standing.step).map(|step| {
        view! {
            <p class="scan-step">
                <span class="plate">{standing.step.number()}</span>
                <b>{step.name.get(lang).to_owned()}</b>
            </p>
        }
    });
    let lies_at = dossier.place.clone().map(|place| {
        view! { <p class="dossier-folder">{Icon::Folder.small()} <span>{w.dossier.place}": "<b>{place}</b></span></p> }
    });
    let accept = may_accept(&shown.standard, standing, &shown.actor).then(|| {
        let subject = StoredValue::new(Subject::from(&card_of(&shown)));
        let id = dossier.id.clone();
        let busy = Signal::derive(move || desk.is_sending(&id));
        view! {
            <Button
                kind=ButtonKind::Primary
                size=Size::Wide
                busy=busy
                on:click=move |_| desk.run(subject.get_value(), Command::Accept)
            >
                {Icon::Tick.view()}
                {w.command.accept}
            </Button>
        }
    });
    let ended = standing.ended().is_some();
    view! {
        <header class="scan-head">
            <p class="muted">{dossier.register.clone()}" · "{shown.standard.short.get(lang).to_owned()}</p>
            <h1>{name}</h1>
            {step}
            <p class="dossier-place">{place(&shown)}</p>
            {lies_at}
        </header>
        <div class="scan-acts">
            {accept}
            <a class="button button-large button-wide" href=routes::dossier(&dossier.id)>{w.counter.open_dossier}</a>
        </div>
        {(!ended)
            .then(|| {
                view! {
                    <div class="clocks">
                        <Clock shown=shown.clone() which=Which::Step/>
                        <Clock shown=shown.clone() which=Which::Promise/>
                    </div>
                }
            })}
    }
}
