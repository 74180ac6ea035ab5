//! What the QR on a folder leads to, on the telephone of whoever holds the folder: which dossier it is, how its time stands, and
//! one large button that accepts it where it lies in one's own tray; and where the folder is put down is noted at once.

use domain::command::Command;
use leptos::prelude::*;

use super::actions::card_of;
use super::clocks::{Clock, Which};
use super::head::{Folder, place};
use super::page::{Shown, dossier_page};
use crate::command::offer::may_accept;
use crate::command::{CommandDesk, Subject};
use crate::routes;
use crate::ui::{Button, ButtonKind, Icon, Size};
use crate::words::{lang, words};

/// A scanned folder, `/berkas/<id>/pindai`.
#[component]
pub fn ScanPage() -> impl IntoView {
    dossier_page("page-narrow scan", 2, |shown, desk| view! { <InHand shown=shown desk=desk/> }.into_any())
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
            <Folder shown=shown.clone() desk=desk/>
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
