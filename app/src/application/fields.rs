//! The fields of the form, as the standard and the core of every application ask for them.

use std::collections::BTreeMap;

use domain::application::{ApplicationForm, FieldError, FieldKey};
use domain::standard::{FieldKind, ServiceField, ServiceStandard};
use leptos::prelude::*;

use crate::ui::{Choice, InputKind, Presence, SelectField, TextField};
use crate::words::{lang, words};

/// What is typed, a signal per field, and what is wrong with it.
#[derive(Clone, Copy)]
pub struct FormState {
    typed: StoredValue<BTreeMap<FieldKey, RwSignal<String>>>,
    /// What is wrong, in the order of the form.
    pub errors: RwSignal<Vec<FieldError>>,
}

impl FormState {
    /// A form that begins with these texts.
    pub fn new(standard: &ServiceStandard, form: &ApplicationForm) -> Self {
        let own = standard.fields.iter().map(|field| FieldKey::Service(field.key.clone()));
        let typed = FieldKey::CORE.into_iter().chain(own).map(|field| {
            let text = RwSignal::new(form.get(&field).to_owned());
            (field, text)
        });
        Self { typed: StoredValue::new(typed.collect()), errors: RwSignal::new(Vec::new()) }
    }

    /// What is typed in a field.
    pub fn text(&self, field: &FieldKey) -> RwSignal<String> {
        self.typed
            .with_value(|typed| typed.get(field).copied())
            .unwrap_or_else(|| RwSignal::new(String::new()))
    }

    /// The form as it is typed now.
    pub fn form(&self) -> ApplicationForm {
        self.typed.with_value(|typed| {
            typed.iter().fold(ApplicationForm::default(), |form, (field, text)| {
                form.with(field, text.get_untracked())
            })
        })
    }
}

/// One line, by its key.
#[component]
fn Line(
    standard: StoredValue<ServiceStandard>,
    state: FormState,
    field: FieldKey,
    #[prop(optional)] kind: InputKind,
    #[prop(optional)] presence: Presence,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let label = standard.with_value(|standard| words().application.label(standard, &field, lang()));
    let error = problem_of(standard, state, field.clone());
    view! {
        <TextField
            name=field.name()
            label=label
            value=state.text(&field)
            kind=kind
            presence=presence
            hint=hint
            error=error
        />
    }
}

fn problem_of(
    standard: StoredValue<ServiceStandard>,
    state: FormState,
    field: FieldKey,
) -> Signal<Option<String>> {
    let lang = lang();
    let w = words();
    Signal::derive(move || {
        state.errors.with(|errors| {
            let found = errors.iter().find(|error| error.field == field)?;
            let sentence =
                |standard: &ServiceStandard| w.application.problem(standard, &field, &found.problem, lang);
            Some(standard.with_value(sentence))
        })
    })
}

#[component]
fn KindField(standard: StoredValue<ServiceStandard>, state: FormState) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let mut choices = vec![Choice::new("", w.application.choose)];
    standard.with_value(|standard| {
        choices.extend(standard.kinds.iter().map(|kind| Choice::new(kind.key.clone(), kind.label.get(lang))));
    });
    let label = standard.with_value(|standard| w.application.label(standard, &FieldKey::Kind, lang));
    view! {
        <SelectField
            name=FieldKey::Kind.name()
            label=label
            choices=choices
            value=state.text(&FieldKey::Kind)
            error=problem_of(standard, state, FieldKey::Kind)
        />
    }
}

#[component]
fn OwnField(standard: StoredValue<ServiceStandard>, state: FormState, field: ServiceField) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let key = FieldKey::Service(field.key.clone());
    let presence = if field.mandatory { Presence::Mandatory } else { Presence::Optional };
    let kind = match field.kind {
        FieldKind::Text | FieldKind::Place => InputKind::Text,
        FieldKind::Date => InputKind::Date,
        FieldKind::Number => InputKind::Digits,
        FieldKind::Choice => {
            let mut choices = vec![Choice::new("", w.application.choose)];
            choices.extend(field.choices.iter().map(|one| Choice::new(one.key.clone(), one.label.get(lang))));
            return view! {
                <SelectField
                    name=key.name()
                    label=field.label.get(lang).to_owned()
                    choices=choices
                    value=state.text(&key)
                    presence=presence
                    error=problem_of(standard, state, key.clone())
                />
            }
            .into_any();
        }
    };
    view! { <Line standard=standard state=state field=key kind=kind presence=presence/> }.into_any()
}

/// Whether the kind of application may be chosen. A correction keeps it: the kind decides the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindChoice {
    /// It may.
    Open,
    /// It stays what it was.
    Fixed,
}

/// The fields of an application.
#[component]
pub fn ApplicationFields(
    /// The standard that asks.
    standard: StoredValue<ServiceStandard>,
    /// What is typed.
    state: FormState,
    /// Whether the kind may be chosen.
    kind: KindChoice,
    /// What is told below the NIK.
    #[prop(optional, into)]
    below_nik: ViewFn,
) -> impl IntoView {
    let w = words();
    let own = standard.with_value(|standard| standard.fields.clone());
    let own = own
        .into_iter()
        .map(|field| view! { <OwnField standard=standard state=state field=field/> })
        .collect_view();
    let optional = Presence::Optional;
    view! {
        <fieldset class="form-part">
            <legend>{w.application.applicant}</legend>
            {(kind == KindChoice::Open).then(|| view! { <KindField standard=standard state=state/> })}
            <div class="form-row form-name">
                <Line standard=standard state=state field=FieldKey::FrontTitle presence=optional/>
                <Line standard=standard state=state field=FieldKey::Name hint=w.application.name_hint/>
                <Line standard=standard state=state field=FieldKey::BackTitle presence=optional/>
            </div>
            <Line
                standard=standard
                state=state
                field=FieldKey::Nik
                kind=InputKind::Digits
                hint=w.application.nik_hint
            />
            {below_nik.run()}
            <div class="form-row">
                <Line standard=standard state=state field=FieldKey::BirthPlace/>
                <Line standard=standard state=state field=FieldKey::BirthDate kind=InputKind::Date/>
            </div>
        </fieldset>
        <fieldset class="form-part">
            <legend>{w.application.address}</legend>
            <Line standard=standard state=state field=FieldKey::Street/>
            <div class="form-row">
                <Line standard=standard state=state field=FieldKey::Kelurahan/>
                <Line standard=standard state=state field=FieldKey::Kecamatan/>
            </div>
            <Line standard=standard state=state field=FieldKey::City/>
        </fieldset>
        <fieldset class="form-part">
            <legend>{w.application.contact}</legend>
            <div class="form-row">
                <Line
                    standard=standard
                    state=state
                    field=FieldKey::Phone
                    kind=InputKind::Phone
                    hint=w.application.phone_hint
                />
                <Line standard=standard state=state field=FieldKey::Email kind=InputKind::Email presence=optional/>
            </div>
        </fieldset>
        <fieldset class="form-part">
            <legend>{w.application.service}</legend>
            {own}
        </fieldset>
        <details class="form-part form-proxy">
            <summary>{w.application.proxy}</summary>
            <p class="field-hint">{w.application.proxy_lead}</p>
            <div class="form-row">
                <Line standard=standard state=state field=FieldKey::ProxyName presence=optional/>
                <Line
                    standard=standard
                    state=state
                    field=FieldKey::ProxyNik
                    kind=InputKind::Digits
                    presence=optional
                />
            </div>
            <div class="form-row">
                <Line standard=standard state=state field=FieldKey::ProxyRelation presence=optional/>
                <Line standard=standard state=state field=FieldKey::ProxyDocument presence=optional/>
            </div>
        </details>
    }
}
