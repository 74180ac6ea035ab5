//! Who and what the dossier is, and where it is now.

use domain::dossier::Stage;
use domain::licence::Fate;
use domain::paper::DossierPaper;
use domain::person::PersonName;
use domain::role::Permission;
use leptos::prelude::*;

use super::page::Shown;
use super::reasoned::PlaceDialog;
use crate::command::CommandDesk;
use crate::routes;
use crate::ui::Icon;
use crate::words::common::role_name_under;
use crate::words::dossier::{end_name, licence_over};
use crate::words::{lang, words};

/// Breadcrumb, name, numbers and place.
#[component]
pub(super) fn Head(shown: Shown, desk: CommandDesk) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let dossier = &shown.view.dossier;
    let name = shown.view.facts.as_ref().map_or_else(PersonName::default, |facts| facts.name.clone());
    let name = if name.name.is_empty() { dossier.register.clone() } else { name.full() };
    let step = shown.standard.step(dossier.standing.step);
    let step_name = step.map(|step| format!("{} {}", dossier.standing.step.number(), step.name.get(lang)));
    let fee = crate::words::public::fee(lang, shown.standard.fee);
    view! {
        <div class="dossier-title">
            <nav class="crumb" aria-label=w.dossier.trail>
                <a href=routes::board(&dossier.service)>{w.common.board}</a>
                {Icon::ChevronRight.small()}
                <span>{shown.standard.short.get(lang).to_owned()}</span>
                {Icon::ChevronRight.small()}
                <span>{step_name}</span>
            </nav>
            <h1>{name}</h1>
            <p class="dossier-numbers">
                <span>{w.dossier.register}" "<b>{dossier.register.clone()}</b></span>
                <span>{w.dossier.code}" "<b>{dossier.code.written()}</b></span>
                <span>{w.dossier.service}" "<b>{shown.standard.short.get(lang).to_owned()}</b></span>
                <span>{w.dossier.fee}" "<b>{fee}</b></span>
            </p>
            <p class="dossier-place">{place(&shown)}</p>
            {over(&shown)}
            <Folder shown=shown.clone() desk=desk with_label=true/>
        </div>
    }
}

/// What ended the licence before its last day; nothing while it stands.
fn over(shown: &Shown) -> Option<impl IntoView + use<>> {
    let fate = shown.view.dossier.licence.as_ref()?.fate.as_ref()?;
    let told = licence_over(lang(), fate, |at| shown.calendar.date(at));
    let waits = matches!(fate, Fate::Replaced { by: None, .. }) && shown.successor().is_none();
    let waits = waits.then(|| view! { " · "{words().dossier.waits_for_replacement} });
    Some(view! { <p class="dossier-over">{Icon::Info.small()} <b>{told}</b>{waits}</p> })
}

/// Where the folder of paper lies, changed in place by whoever works at a step; its label too where one can be printed.
#[component]
pub(super) fn Folder(
    shown: Shown,
    desk: CommandDesk,
    /// Whether the label can be printed from here.
    #[prop(optional)]
    with_label: bool,
) -> impl IntoView {
    let w = words();
    let open = RwSignal::new(false);
    let may = shown.actor.may(Permission::SeeDossier);
    let lies_at = match shown.view.dossier.place.clone() {
        Some(place) => view! { <b>{place}</b> }.into_any(),
        None => w.dossier.no_place.into_any(),
    };
    let change = may.then(|| {
        view! {
            <button
                type="button"
                class="button-icon"
                aria-label=w.dossier.change_place
                title=w.dossier.change_place
                on:click=move |_| open.set(true)
            >
                {Icon::Pencil.small()}
            </button>
        }
    });
    let label = with_label.then(|| {
        let address = routes::paper(&shown.view.dossier.id, DossierPaper::Label);
        view! {
            <a class="button button-small" href=address target="_blank" rel="external noopener">
                {Icon::Print.view()}
                {w.dossier.label}
                <span class="unseen">" "{w.papers.opens_anew}</span>
            </a>
        }
    });
    view! {
        <p class="dossier-folder">
            {Icon::Folder.small()}
            <span>{w.dossier.place}": "{lies_at}</span>
            {change}
            {label}
        </p>
        <PlaceDialog shown=shown desk=desk open=open/>
    }
}

/// Where the file is, in a line: "Di tangan Kepala Dinas (AF) sejak 23 Nov 14.10".
pub(super) fn place(shown: &Shown) -> impl IntoView + use<> {
    let (lang, w) = (lang(), words());
    let standing = &shown.view.dossier.standing;
    let role = shown
        .standard
        .step(standing.step)
        .map(|step| role_name_under(lang, &shown.standard, &step.role))
        .unwrap_or_default();
    let since = shown.calendar.local(standing.stage.since()).day_month_time(lang);
    let (before, who) = match &standing.stage {
        Stage::Tray { .. } => (w.dossier.in_tray_of, role),
        Stage::Desk { holder, .. } => {
            let lent = holder.lent.map(|form| format!("{} ", form.written())).unwrap_or_default();
            (w.dossier.on_desk_of, format!("{lent}{role} ({})", holder.initials))
        }
        Stage::WithApplicant { .. } => (w.dossier.with_applicant, String::new()),
        Stage::Ready { .. } => (w.dossier.ready, String::new()),
        Stage::Ended { end, .. } => (end_name(lang, *end), String::new()),
    };
    let when = if standing.ended().is_some() { w.dossier.ended_on } else { w.dossier.since };
    view! { {before}" "<b>{who}</b>" "{when}" "{since} }
}
