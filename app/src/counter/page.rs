//! The page of the counter: the form, the checklist, and the receipt once it is done.

use domain::application::{ApplicationForm, FieldKey};
use domain::id::DossierId;
use domain::licence::Succession;
use domain::person::Nik;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::api::{CounterPayload, Earlier, OpenDouble, Receipt, open_counter, open_doubles, register};
use super::receipt::ReceiptPanel;
use crate::application::{
    ApplicationFields, ErrorSummary, FormState, KindChoice, MarkList, MarkRow, Question, decisions,
};
use crate::command::new_command_id;
use crate::error::AppError;
use crate::routes;
use crate::ticker;
use crate::ui::{
    Button, ButtonKind, ButtonRole, Failed, Icon, LeaveGuard, PageTitle, Presence, Size, Skeleton,
    SkeletonShape, TextField, use_toasts,
};
use crate::words::dossier::validity;
use crate::words::{lang, words};

/// Registration at the counter, `/papan/<service>/daftar`.
#[component]
pub fn CounterPage() -> impl IntoView {
    let params = use_params_map();
    let service = move || params.read().get("service").unwrap_or_default();
    let address = use_query_map();
    let asked = move || (service(), address.with(|address| address.get(routes::FROM)));
    let payload = Resource::new(asked, |(service, earlier)| async move {
        let earlier = earlier.map(|id| DossierId::parse(&id)).transpose();
        open_counter(service, earlier.map_err(|_| AppError::NotFound)?).await
    });
    let w = words();
    view! {
        <PageTitle text=w.counter.title/>
        <main id="isi" class="page">
            <Suspense fallback=|| view! { <Skeleton shape=SkeletonShape::Lines(8)/> }>
                {move || Suspend::new(async move {
                    match payload.await {
                        Ok(payload) => view! { <Counter payload=payload service=service()/> }.into_any(),
                        Err(error) => view! { <Failed error=error/> }.into_any(),
                    }
                })}
            </Suspense>
        </main>
    }
}

/// The form, or the receipt of what was registered with it.
#[component]
fn Counter(payload: CounterPayload, service: String) -> impl IntoView {
    let receipt: RwSignal<Option<Receipt>> = RwSignal::new(None);
    let service = StoredValue::new(service);
    let payload = StoredValue::new(payload);
    move || {
        match receipt.get() {
        Some(done) => {
            let again = Callback::new(move |()| {
                // The next application is another person's.
                payload.update_value(|payload| payload.earlier = None);
                receipt.set(None);
            });
            view! { <ReceiptPanel receipt=done service=service.get_value() on_another=again/> }.into_any()
        }
        None => view! {
            <RegistrationForm payload=payload service=service on_done=Callback::new(move |done| receipt.set(Some(done)))/>
        }
        .into_any(),
    }
    }
}

/// What is being registered.
fn title_of(earlier: Option<&Earlier>) -> &'static str {
    let w = words();
    match earlier.map(|earlier| earlier.succession) {
        None => w.counter.title,
        Some(Succession::Renewal) => w.counter.renewal,
        Some(Succession::Replacement) => w.counter.replacement,
        Some(Succession::Again) => w.counter.again,
    }
}

/// From which dossier the form was filled, with its licence.
#[component]
fn FilledFrom(earlier: Earlier) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let licence = earlier.letter.map(|letter| {
        let holds = validity(lang, letter.from, letter.until);
        view! { ", "{w.dossier.licence}" "<b>{letter.number}</b>", "{w.dossier.holds.to_lowercase()}" "{holds} }
    });
    view! {
        <p class="note counter-from">
            {Icon::Info.view()}
            <span>
                {w.counter.from_lead}" "
                <a class="link" href=routes::dossier(&earlier.id)>{earlier.register}</a>
                {licence}"."
            </span>
        </p>
    }
}

#[component]
fn RegistrationForm(
    payload: StoredValue<CounterPayload>,
    service: StoredValue<String>,
    on_done: Callback<Receipt>,
) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let (standard, as_of) = payload.with_value(|payload| (payload.standard.clone(), payload.as_of));
    let earlier = payload.with_value(|payload| payload.earlier.clone());
    let kind = || standard.kinds.first().map(|kind| kind.key.clone()).unwrap_or_default();
    let form = match &earlier {
        Some(earlier) => earlier.form.clone(),
        None => ApplicationForm { kind: kind(), ..ApplicationForm::default() },
    };
    let follows = StoredValue::new(earlier.as_ref().map(|earlier| earlier.id.clone()));
    let state = FormState::new(&standard, &form);
    let chosen_kind = state.text(&FieldKey::Kind);
    let title = standard.title.get(lang).to_owned();
    let standard = StoredValue::new(standard);
    // Another kind may ask for other items, so the checklist is made anew.
    let rows = Memo::new_with_compare(
        move |_| {
            let kind = chosen_kind.get();
            standard.with_value(|standard| {
                standard.requirements_for(&kind).map(|item| item.key.clone()).collect::<Vec<String>>()
            })
        },
        |before: Option<&Vec<String>>, after| before != after,
    );
    let marks: StoredValue<Vec<MarkRow>> = StoredValue::new(Vec::new());
    let place = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let doubles = doubles_of(state, service);
    let begun = StoredValue::new(state.form());
    let is_typed = Signal::derive(move || {
        let is_marked = marks.with_value(|rows| !decisions(rows).is_empty());
        let form = state.form();
        is_marked || !place.get_untracked().is_empty() || begun.with_value(|begun| *begun != form)
    });
    let calendar = StoredValue::new(crate::ui::use_calendar());
    let toasts = use_toasts();
    // One identity for one application: an answer that was lost is asked for again, nothing is registered twice.
    let command = StoredValue::new(None);
    let send = move || {
        if busy.get_untracked() {
            return;
        }
        let now = ticker::now(as_of);
        let typed = state.form();
        let today = calendar.with_value(|known| known.as_ref().map(|known| known.date(now)));
        let checked =
            standard.with_value(|standard| typed.check(standard, today.unwrap_or(now.date_naive())));
        if let Err(errors) = checked {
            state.errors.set(errors);
            return;
        }
        state.errors.set(Vec::new());
        let id = command.with_value(Option::clone).unwrap_or_else(|| new_command_id(now));
        command.set_value(Some(id.clone()));
        let items = marks.with_value(|rows| decisions(rows));
        let lies_at = place.get_untracked();
        busy.set(true);
        spawn_local(async move {
            match register(service.get_value(), id, typed, items, lies_at, follows.get_value()).await {
                Ok(receipt) => {
                    toasts.done(w.counter.registered);
                    on_done.run(receipt);
                }
                Err(AppError::Fields { fields }) => state.errors.set(fields),
                Err(error) => {
                    // A refusal was an answer: the next try is another command.
                    if matches!(error, AppError::Refused { .. }) {
                        command.set_value(None);
                    }
                    toasts.error(&error);
                }
            }
            busy.set(false);
        });
    };
    let checklist = move || {
        let keys = rows.get();
        let list: Vec<MarkRow> = standard.with_value(|standard| {
            keys.iter()
                .filter_map(|key| standard.requirement(key))
                .map(|item| MarkRow::new(item, None, None))
                .collect()
        });
        marks.set_value(list.clone());
        view! { <MarkList rows=list question=Question::Comes/> }
    };
    view! {
        <header class="page-head">
            <h1>{title_of(earlier.as_ref())}</h1>
            <p class="muted">{title}" · "{w.counter.lead}</p>
        </header>
        {earlier.map(|earlier| view! { <FilledFrom earlier=earlier/> })}
        <ErrorSummary standard=standard state=state/>
        <LeaveGuard is_typed=is_typed/>
        <form
            class="counter"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <section class="panel counter-form">
                <ApplicationFields
                    standard=standard
                    state=state
                    kind=KindChoice::Open
                    below_nik=move || view! { <Doubles doubles=doubles/> }
                />
            </section>
            <section class="panel counter-checklist" aria-labelledby="checklist">
                <h2 class="panel-title" id="checklist">{w.counter.checklist}</h2>
                <p class="field-hint">{w.counter.checklist_lead}</p>
                {checklist}
                <TextField name="place" label=w.dossier.place value=place hint=w.dossier.place_hint presence=Presence::Optional/>
                <div class="counter-actions">
                    <Button role=ButtonRole::Submit kind=ButtonKind::Primary size=Size::Large busy=busy>
                        {move || if busy.get() { w.counter.registering } else { w.counter.register }}
                    </Button>
                    <a class="link" href=routes::board(&service.get_value())>{w.counter.to_board}</a>
                </div>
            </section>
        </form>
    }
}

/// The open dossiers of the person whose NIK is typed, asked for once it is whole. A warning, no obstacle: where it cannot
/// be asked, the receipt tells.
fn doubles_of(state: FormState, service: StoredValue<String>) -> RwSignal<Vec<OpenDouble>> {
    let doubles = RwSignal::new(Vec::new());
    let typed = state.text(&FieldKey::Nik);
    let nik = Memo::new(move |_| typed.with(|typed| Nik::parse(typed).ok()));
    Effect::new(move |_| {
        doubles.set(Vec::new());
        let (Some(asked), Some(service)) = (nik.get(), service.try_get_value()) else { return };
        spawn_local(async move {
            let found = open_doubles(service, asked.full().to_owned()).await;
            // An answer about another number than the one that stands there now is none.
            if nik.try_get_untracked().flatten().as_ref() == Some(&asked)
                && let Ok(found) = found
            {
                doubles.try_set(found);
            }
        });
    });
    doubles
}

/// The dossiers that are open already, with a way to each.
#[component]
fn Doubles(doubles: RwSignal<Vec<OpenDouble>>) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let calendar = StoredValue::new(crate::ui::use_calendar());
    let line = move |double: &OpenDouble| {
        let local = |calendar: &domain::calendar::Calendar| calendar.local(double.submitted_at).long(lang);
        let since = calendar.with_value(|known| known.as_deref().map(local));
        view! {
            <li>
                <a class="link" href=routes::dossier(&double.id) target="_blank" rel="external noopener">
                    {double.register.clone()}
                    <span class="unseen">" "{w.papers.opens_anew}</span>
                </a>
                " · "
                {since}
            </li>
        }
    };
    let told = move || {
        let list = doubles.with(|doubles| doubles.iter().map(line).collect::<Vec<_>>());
        (!list.is_empty())
            .then(|| view! { <div class="note">{Icon::Info.view()}<div>{w.counter.double}<ul>{list}</ul></div></div> })
    };
    view! { <div class="counter-doubles" role="status">{told}</div> }
}
