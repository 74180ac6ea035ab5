//! The page of the register: filters in the address, a table, a page at a time.

use domain::dashboard::Period;
use domain::figures::PromiseOutcome;
use domain::register::{LicenceFilter, Outcome, RegisterLine, RegisterQuery, State};
use domain::role::Permission;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use super::api::{Letterhead, RegisterPayload, read_register};
use crate::routes;
use crate::ui::{
    Button, ButtonKind, ButtonRole, Empty, Failed, Icon, PageTitle, Shape, Skeleton, SkeletonShape, Tone,
    use_me,
};
use crate::words::dossier::{end_name, licence_state, working};
use crate::words::register::{
    as_of_line, filter_line, licence_name, outcome_name, page_line, promise_name, stage_name, state_name,
    step_of,
};
use crate::words::{lang, words};

/// All dossiers, `/berkas`.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let w = words();
    let address = use_query_map();
    let query = Memo::new(move |_| address.with(|address| RegisterQuery::read(|key| address.get_str(key))));
    let payload = Resource::new(move || query.get(), read_register);
    let retry = Callback::new(move |()| payload.refetch());
    view! {
        <PageTitle text=w.register.title/>
        <main id="isi" class="page register">
            <header class="page-head">
                <h1>{w.register.title}</h1>
                {move || (may_take_along() && !query.get().sheet).then(|| view! { <TakeAlong query=query.get()/> })}
            </header>
            <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Lines(12)/> }>
                {move || Suspend::new(async move {
                    match payload.await {
                        Ok(payload) => view! { <Loaded payload=payload query=query.get_untracked()/> }.into_any(),
                        Err(error) => view! { <Failed error=error retry=retry/> }.into_any(),
                    }
                })}
            </Transition>
        </main>
    }
}

/// Whether the reader may take the list out of the house, as a file or on paper.
fn may_take_along() -> bool {
    use_me().is_some_and(|me| me.actor.may(Permission::Export))
}

/// The list as a file, or on paper.
#[component]
fn TakeAlong(query: RegisterQuery) -> impl IntoView {
    let w = words();
    let file = |path: &str| routes::register_export(path, &query);
    let sheet = routes::register(&RegisterQuery { sheet: true, page: 0, ..query.clone() });
    view! {
        <div class="page-actions" role="group" aria-label=w.register.take_along>
            <a class="button" href=file(routes::REGISTER_XLSX) rel="external">{Icon::Download.view()} {w.register.export_xlsx}</a>
            <a class="button" href=file(routes::REGISTER_CSV) rel="external">{Icon::Download.view()} {w.register.export_csv}</a>
            <a class="button" href=sheet>{Icon::Print.view()} {w.register.print}</a>
        </div>
    }
}

/// The head of the printed list: whose register, which part of it, and of when.
#[component]
fn PrintHead(payload: RegisterPayload, query: RegisterQuery) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let Letterhead { government, name, address } = payload.letterhead.clone();
    let filters = filter_line(lang, &query, &payload.standards);
    let as_of = as_of_line(lang, payload.page.total, payload.calendar.local(payload.page.as_of));
    // What stands on other pages is not on this paper, and it says so.
    let only = (payload.page.total > u64::from(query.page_size()))
        .then(|| view! { <p>{page_line(lang, &query, payload.page.total)}</p> });
    view! {
        <header class="on-paper register-head">
            <p>{government}</p>
            <p class="register-office">{name}</p>
            <p>{address}</p>
            <h2>{w.register.title}</h2>
            <p>{w.register.filters}": "{filters}</p>
            <p>{as_of}</p>
            {only}
        </header>
    }
}

#[component]
fn Loaded(payload: RegisterPayload, query: RegisterQuery) -> impl IntoView {
    let w = words();
    let table = if payload.page.lines.is_empty() {
        view! { <Empty title=w.register.empty text=w.register.empty_lead/> }.into_any()
    } else {
        view! { <Table payload=payload.clone() query=query.clone()/> }.into_any()
    };
    let total = payload.page.total;
    let above = if query.sheet {
        view! { <Sheet total=total query=query.clone()/> }.into_any()
    } else {
        view! { <Filters payload=payload.clone() query=query.clone()/> }.into_any()
    };
    let address = use_query_map();
    let turned = address
        .with_untracked(|address| Period::is_turned(address.get_str("dari"), address.get_str("sampai")));
    view! {
        <PrintHead payload=payload.clone() query=query.clone()/>
        {above}
        {turned.then(|| view! { <p class="note" role="status">{w.common.days_turned}</p> })}
        {query.visits.then(|| view! { <p class="note">{w.register.visits_of}</p> })}
        {table}
        <Pages total=total query=query/>
    }
}

/// What stands above a list that is there to be printed. The browser's own dialog opens once it is painted.
#[component]
fn Sheet(total: u64, query: RegisterQuery) -> impl IntoView {
    let w = words();
    let print = || drop(window().print());
    // The first frame is drawn after its callbacks have run: the second finds it painted.
    Effect::new(move || request_animation_frame(move || request_animation_frame(print)));
    let list = routes::register(&RegisterQuery { sheet: false, page: 0, ..query.clone() });
    let full = (total > u64::from(query.page_size()))
        .then(|| view! { <p class="note" role="status">{w.register.sheet_full}</p> });
    view! {
        <div class="filters">
            <Button kind=ButtonKind::Primary on:click=move |_| print()>{Icon::Print.view()} {w.register.print}</Button>
            <a class="button" href=list>{w.register.back_to_list}</a>
        </div>
        {full}
    }
}

/// One of a list, by plain options.
fn options(all: &'static str, entries: Vec<(String, String)>, chosen: &str) -> impl IntoView + use<> {
    let chosen = chosen.to_owned();
    let entries = entries
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect_view();
    view! { <option value="">{all}</option> {entries} }
}

/// The filters; a plain form, so that the address holds them.
#[component]
fn Filters(payload: RegisterPayload, query: RegisterQuery) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let services: Vec<_> = payload
        .standards
        .iter()
        .map(|standard| (standard.service.clone(), standard.short.get(lang).to_owned()))
        .collect();
    let states: Vec<_> = State::ALL
        .into_iter()
        .map(|state| (state.key().to_owned(), state_name(lang, state).to_owned()))
        .collect();
    let outcomes: Vec<_> = Outcome::ALL
        .into_iter()
        .map(|outcome| (outcome.key().to_owned(), outcome_name(lang, outcome).to_owned()))
        .collect();
    let licences: Vec<_> = LicenceFilter::ALL
        .into_iter()
        .map(|licence| (licence.key().to_owned(), licence_name(lang, licence).to_owned()))
        .collect();
    let licence = query.licence.map(LicenceFilter::key).unwrap_or_default();
    let service = query.service.clone().unwrap_or_default();
    let named = payload.standard(&service).or(payload.standards.first());
    let steps: Vec<_> = named
        .map(|standard| {
            let name = |(no, step): (domain::standard::StepNo, &domain::standard::Step)| {
                (no.number().to_string(), format!("{} {}", no.number(), step.name.get(lang)))
            };
            standard.numbered().map(name).collect()
        })
        .unwrap_or_default();
    let state = query.state.map(State::key).unwrap_or_default();
    let outcome = query.outcome.map(Outcome::key).unwrap_or_default();
    let step = query.step.map(|step| step.number().to_string()).unwrap_or_default();
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let visits = query.visits.then(|| view! { <input type="hidden" name="kunjungan" value="1"/> });
    // An address that names the field puts the focus into it.
    let (find, hash) = (NodeRef::<html::Input>::new(), use_location().hash);
    Effect::new(move |_| {
        let is_named = hash.with(|hash| hash.trim_start_matches('#') == routes::SEARCH_FIELD);
        if let Some(field) = find.get().filter(|_| is_named) {
            // What has just been read is made before it is put into the page: only then can it take the focus.
            request_animation_frame(move || drop(field.focus()));
        }
    });
    view! {
        <form class="filters" method="get" action=routes::REGISTER role="search">
            <label class="field filter-find">
                <span class="field-label">{w.register.find}</span>
                <input
                    node_ref=find
                    id=routes::SEARCH_FIELD
                    class="input"
                    type="search"
                    name="cari"
                    value=query.find.clone()
                />
            </label>
            <label class="field">
                <span class="field-label">{w.register.service}</span>
                <select class="input" name="layanan">{options(w.register.all_services, services, &service)}</select>
            </label>
            <label class="field">
                <span class="field-label">{w.register.state}</span>
                <select class="input" name="keadaan">{options(w.register.all_states, states, state)}</select>
            </label>
            <label class="field">
                <span class="field-label">{w.register.step}</span>
                <select class="input" name="langkah">{options(w.register.all_steps, steps, &step)}</select>
            </label>
            <label class="field">
                <span class="field-label">{w.register.outcome}</span>
                <select class="input" name="hasil">{options(w.register.all_outcomes, outcomes, outcome)}</select>
            </label>
            <label class="field">
                <span class="field-label">{w.register.licence}</span>
                <select class="input" name="izin">{options(w.register.all_licences, licences, licence)}</select>
            </label>
            <label class="field">
                <span class="field-label">{w.register.from}</span>
                <input class="input" type="date" name="dari" value=date(query.from())/>
            </label>
            <label class="field">
                <span class="field-label">{w.register.to}</span>
                <input class="input" type="date" name="sampai" value=date(query.to())/>
            </label>
            {visits}
            <Button role=ButtonRole::Submit kind=ButtonKind::Primary>{w.register.apply}</Button>
            <a class="link" href=routes::REGISTER>{w.register.reset}</a>
        </form>
    }
}

#[component]
fn Table(payload: RegisterPayload, query: RegisterQuery) -> impl IntoView {
    let w = words();
    let (with_visits, with_licences) = (query.visits, query.licence.is_some());
    let rows = payload.page.lines.iter().map(|line| row(&payload, line, &query)).collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=w.register.title>
            <table class="table register-table">
                <thead>
                    <tr>
                        <th scope="col">{w.register.number}</th>
                        <th scope="col">{w.register.name}</th>
                        <th scope="col">{w.register.service}</th>
                        <th scope="col">{w.register.submitted}</th>
                        <th scope="col">{w.register.where_now}</th>
                        <th scope="col">{w.register.promise}</th>
                        <th scope="col">{w.register.result}</th>
                        <th scope="col">{w.register.lies_at}</th>
                        {with_licences.then(|| view! { <th scope="col">{w.register.licence}</th> })}
                        {with_visits.then(|| view! { <th scope="col" class="number">{w.register.visit}</th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The outcome with its shape: open and in time shows no verdict.
fn outcome(line: &RegisterLine) -> impl IntoView + use<> {
    let lang = lang();
    let text = promise_name(lang, line.outcome);
    let drawn = match (line.outcome, line.overdue) {
        (PromiseOutcome::Met, _) => Some((Tone::OnTime, Shape::Tick)),
        (PromiseOutcome::Missed, _) => Some((Tone::Late, Shape::StruckSquare)),
        (PromiseOutcome::Open, true) => Some((Tone::Late, Shape::Square)),
        (PromiseOutcome::Open, false) | (PromiseOutcome::Stopped, _) => None,
    };
    let text = if line.overdue { state_name(lang, State::Overdue) } else { text };
    match drawn {
        Some((tone, shape)) => {
            view! { <span class=format!("verdict {}", tone.class())>{shape.view()} {text}</span> }.into_any()
        }
        None => view! { <span class="muted">{text}</span> }.into_any(),
    }
}

/// Number, last day and state of a licence.
fn licence(payload: &RegisterPayload, line: &RegisterLine) -> impl IntoView + use<> {
    let lang = lang();
    let today = payload.calendar.date(payload.page.as_of);
    let said = line.licence.as_ref().map(|licence| {
        let state = licence_state(lang, Some((licence.status(today), licence.until)), false);
        view! { <b>{licence.number.clone()}</b><br/><span class="muted">{state}</span> }
    });
    view! { <td class="register-licence">{said}</td> }
}

fn row(payload: &RegisterPayload, line: &RegisterLine, query: &RegisterQuery) -> impl IntoView + use<> {
    let (lang, w) = (lang(), words());
    let local = |at| payload.calendar.local(at).day_month_time(lang);
    let step = step_of(lang, &payload.pinned, line);
    let state = line.end.map_or_else(|| stage_name(lang, &line.stage), |end| end_name(lang, end));
    let name = if line.name.name.is_empty() { w.register.hidden_name.to_owned() } else { line.name.full() };
    let submitted = payload.calendar.local(line.submitted_at);
    let licence = query.licence.is_some().then(|| licence(payload, line));
    let visit = query.visits.then(|| {
        let spent =
            line.visit.map(|(queue, work)| format!("{} + {}", working(lang, queue), working(lang, work)));
        view! { <td class="number register-visit" data-label=w.register.visit>{spent}</td> }
    });
    view! {
        <tr>
            <th scope="row"><a class="link" href=routes::dossier(&line.id)>{line.register.clone()}</a></th>
            <td>{name}</td>
            <td>{payload.short(&line.service).get(lang).to_owned()}</td>
            <td>{domain::time::words::short_day(submitted.date, lang)}" "{submitted.time(lang)}</td>
            <td>
                {state}
                <br/>
                <span class="muted">{step}" · "{local(line.since)}</span>
            </td>
            <td>{line.promise_due.map(local)}</td>
            <td>{outcome(line)}</td>
            <td class="register-place">{line.place.clone()}</td>
            {licence}
            {visit}
        </tr>
    }
}

/// The way through the pages.
#[component]
fn Pages(total: u64, query: RegisterQuery) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let size = u64::from(query.page_size());
    let last = (u64::from(query.page) + 1) * size;
    let line = page_line(lang, &query, total);
    let page = |page: u32| routes::register(&RegisterQuery { page, ..query.clone() });
    let before = (query.page > 0)
        .then(|| view! { <a class="button" rel="prev" href=page(query.page - 1)>{w.register.previous}</a> });
    let after = (last < total)
        .then(|| view! { <a class="button" rel="next" href=page(query.page + 1)>{w.register.next}</a> });
    view! {
        <nav class="pages" aria-label=w.register.pages>
            <span class="muted">{line}</span>
            {before}
            {after}
        </nav>
    }
}
