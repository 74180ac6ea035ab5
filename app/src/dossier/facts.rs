//! The applicant's data, the NIK masked until it is asked for.

use domain::application::{FieldKey, written_phone};
use domain::dossier_view::StaffFacts;
use domain::event::Channel;
use domain::role::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::full_nik;
use super::fold::Fold;
use super::page::Shown;
use crate::ui::use_toasts;
use crate::words::application::field_value;
use crate::words::{lang, words};

/// The panel of the applicant's data.
#[component]
pub(super) fn FactsPanel(shown: Shown) -> impl IntoView {
    let w = words();
    let told = shown.view.facts.as_ref().map(|facts| format!("NIK {}", facts.nik)).unwrap_or_default();
    let content = match shown.view.facts.clone() {
        Some(facts) => view! { <FactsList shown=shown facts=facts/> }.into_any(),
        None => view! { <p class="muted">{w.dossier.facts_erased}</p> }.into_any(),
    };
    view! { <Fold id="facts" title=w.dossier.facts told=told>{content}</Fold> }
}

#[component]
fn FactsList(shown: Shown, facts: StaffFacts) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let dossier = &shown.view.dossier;
    let kind = field_value(lang, &shown.standard, &FieldKey::Kind, &facts.kind);
    let born = format!("{}, {}", facts.birth_place, domain::time::words::full_date(facts.birth_date, lang));
    let submitted = shown.calendar.local(dossier.submitted_at).long(lang);
    let channel = match dossier.channel {
        Channel::Counter => w.dossier.at_counter,
        Channel::Online => w.dossier.online,
    };
    let own = shown
        .standard
        .fields
        .iter()
        .filter_map(|field| {
            let text = facts.fields.get(&field.key)?;
            let text = field_value(lang, &shown.standard, &FieldKey::Service(field.key.clone()), text);
            Some(view! { <dt>{field.label.get(lang).to_owned()}</dt><dd>{text}</dd> })
        })
        .collect_view();
    let email = facts.email.clone().map(|email| view! { <dt>{w.dossier.email}</dt><dd>{email}</dd> });
    let proxy = facts.proxy.clone().map(|proxy| {
        view! {
            <dt>{w.dossier.proxy}</dt>
            <dd>{proxy.name}" ("{proxy.relation}"), "{proxy.nik}<br/>{proxy.document}</dd>
        }
    });
    view! {
        <dl class="facts">
            <dt>{w.dossier.name}</dt>
            <dd>{facts.name.full()}</dd>
            <dt>"NIK"</dt>
            <dd><WholeNik shown=shown.clone() masked=facts.nik.clone()/></dd>
            <dt>{w.dossier.born}</dt>
            <dd>{born}</dd>
            <dt>{w.dossier.address}</dt>
            <dd>{facts.address.line()}</dd>
            <dt>{w.dossier.phone}</dt>
            <dd>{written_phone(&facts.phone)}</dd>
            {email}
            <dt>{w.dossier.kind}</dt>
            <dd>{kind}</dd>
            {own}
            {proxy}
            <dt>{w.dossier.submitted}</dt>
            <dd>{submitted}", "{channel}</dd>
        </dl>
    }
}

/// The NIK: masked, and whole after a click that is logged.
#[component]
fn WholeNik(shown: Shown, masked: String) -> impl IntoView {
    let w = words();
    let toasts = use_toasts();
    let whole = RwSignal::new(None::<String>);
    let may = shown.actor.may(Permission::SeeFullNik);
    let id = StoredValue::new(shown.view.dossier.id.clone());
    let show = move |_| {
        spawn_local(async move {
            match full_nik(id.get_value()).await {
                Ok(nik) => whole.set(Some(nik)),
                Err(error) => toasts.error(&error),
            }
        });
    };
    view! {
        <span class="nik">{move || whole.get().unwrap_or_else(|| masked.clone())}</span>
        {move || {
            (may && whole.with(Option::is_none))
                .then(|| {
                    view! {
                        " "
                        <button type="button" class="link" title=w.dossier.nik_logged on:click=show>
                            {w.dossier.show_nik}
                        </button>
                    }
                })
        }}
    }
}
