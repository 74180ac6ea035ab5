//! The page of the dashboard: it loads, its parts show. Service and period live in the address.

use domain::dashboard::Period;
use domain::licence::EXPIRY_NOTICES;
use domain::register::{LicenceFilter, Outcome, RegisterQuery, State};
use domain::standard::StepNo;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{Behind, DashboardPayload, read_dashboard};
use super::steps::Steps;
use crate::routes;
use crate::ui::{Button, ButtonRole, Failed, PageTitle, Skeleton, SkeletonShape};
use crate::words::dashboard::{share, within};
use crate::words::register::grouped;
use crate::words::{lang, words};

/// The dashboard, `/dasbor?layanan=…&dari=…&sampai=…`.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let w = words();
    let query = use_query_map();
    let asked = move || {
        query.with(|query| {
            let word = |key: &str| query.get_str(key).filter(|text| !text.is_empty()).map(str::to_owned);
            (word("layanan"), word("dari"), word("sampai"))
        })
    };
    let payload = Resource::new(asked, |(service, from, to)| read_dashboard(service, from, to));
    let retry = Callback::new(move |()| payload.refetch());
    view! {
        <PageTitle text=w.dashboard.title/>
        <main id="isi" class="page dashboard">
            <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Blocks(4)/> }>
                {move || Suspend::new(async move {
                    match payload.await {
                        Ok(payload) => view! { <Loaded payload=payload/> }.into_any(),
                        Err(error) => view! { <Failed error=error retry=retry/> }.into_any(),
                    }
                })}
            </Transition>
        </main>
    }
}

/// The address of the dossiers behind a figure; none where the reader may not see them.
#[derive(Clone)]
pub(super) struct Links {
    behind: Behind,
    service: String,
    period: Period,
}

impl Links {
    fn to(&self, query: RegisterQuery) -> Option<String> {
        let query = RegisterQuery { service: Some(self.service.clone()), ..query };
        (self.behind == Behind::Open).then(|| routes::register(&query))
    }

    pub(super) fn outcome(&self, outcome: Outcome) -> Option<String> {
        self.to(RegisterQuery {
            outcome: Some(outcome),
            period: Some(self.period),
            ..RegisterQuery::default()
        })
    }

    pub(super) fn state(&self, state: State, step: Option<StepNo>) -> Option<String> {
        self.to(RegisterQuery { state: Some(state), step, ..RegisterQuery::default() })
    }

    fn licences(&self, licence: LicenceFilter) -> Option<String> {
        self.to(RegisterQuery { licence: Some(licence), ..RegisterQuery::default() })
    }

    pub(super) fn visits(&self, step: StepNo) -> Option<String> {
        self.to(RegisterQuery {
            visits: true,
            step: Some(step),
            period: Some(self.period),
            ..RegisterQuery::default()
        })
    }
}

/// A figure, leading to its dossiers where the reader may see them.
pub(super) fn figure(text: String, link: Option<String>) -> AnyView {
    match link {
        Some(link) => view! { <a class="figure-link" href=link>{text}</a> }.into_any(),
        None => view! { <span>{text}</span> }.into_any(),
    }
}

#[component]
fn Loaded(payload: DashboardPayload) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let dashboard = payload.dashboard.clone();
    let links =
        Links { behind: payload.behind, service: payload.standard.service.clone(), period: dashboard.period };
    let as_of = payload.calendar.local(dashboard.as_of).long(lang);
    view! {
        <header class="page-head dashboard-head">
            <div>
                <h1>{w.dashboard.title}</h1>
                <p class="muted">{w.dashboard.as_of}" "{as_of}</p>
            </div>
            <PeriodForm payload=payload.clone()/>
        </header>
        <Tiles payload=payload.clone() links=links.clone()/>
        <Steps payload=payload links=links/>
    }
    .into_any()
}

/// Service and period; a plain form, so that the address holds them.
#[component]
fn PeriodForm(payload: DashboardPayload) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let chosen = payload.standard.service.clone();
    let services = payload
        .services
        .iter()
        .map(|(key, short)| {
            let selected = *key == chosen;
            view! { <option value=key.clone() selected=selected>{short.get(lang).to_owned()}</option> }
        })
        .collect_view();
    let period = payload.dashboard.period;
    let turned = use_query_map()
        .with_untracked(|address| Period::is_turned(address.get_str("dari"), address.get_str("sampai")));
    view! {
        <form class="filters" method="get" action=routes::DASHBOARD>
            <label class="field">
                <span class="field-label">{w.dashboard.service}</span>
                <select class="input" name="layanan">{services}</select>
            </label>
            <label class="field">
                <span class="field-label">{w.dashboard.from}</span>
                <input class="input" type="date" name="dari" value=period.from.to_string()/>
            </label>
            <label class="field">
                <span class="field-label">{w.dashboard.to}</span>
                <input class="input" type="date" name="sampai" value=period.to.to_string()/>
            </label>
            <Button role=ButtonRole::Submit>{w.dashboard.show}</Button>
            {turned.then(|| view! { <p class="note" role="status">{w.common.days_turned}</p> })}
        </form>
    }
}

fn tile(title: &'static str, lead: String, content: impl IntoView) -> impl IntoView {
    view! {
        <section class="tile">
            <h2>{title}</h2>
            <div class="tile-figure">{content}</div>
            <p class="muted">{lead}</p>
        </section>
    }
}

/// The figures over all steps.
#[component]
fn Tiles(payload: DashboardPayload, links: Links) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let dashboard = payload.dashboard;
    let promise = dashboard.promise;
    let counted = |value: u64, link: Option<String>| figure(grouped(lang, value), link);
    let few = promise.decided() > 0 && promise.decided() < 10;
    let on_time_lead = if few {
        format!("{}. {}", w.dashboard.on_time_lead, w.dashboard.few)
    } else {
        w.dashboard.on_time_lead.to_owned()
    };
    let on_time = view! {
        <b class="tile-main">{share(lang, promise.share_permille())}</b>
        <span class="tile-of">
            {counted(promise.met, links.outcome(Outcome::Met))}
            " "{w.dashboard.on_time_of}" "
            {counted(promise.decided(), links.outcome(Outcome::Decided))}
            " · "{w.dashboard.late_count}" "
            {counted(promise.missed, links.outcome(Outcome::Missed))}
        </span>
    };
    let overdue = view! {
        <b class="tile-main">{counted(dashboard.open_overdue, links.state(State::Overdue, None))}</b>
    };
    let in_process = view! {
        <b class="tile-main">{counted(dashboard.in_process(), links.state(State::InProcess, None))}</b>
        <span class="tile-of">
            {w.dashboard.with_applicant}" "
            {counted(dashboard.with_applicant, links.state(State::WithApplicant, None))}
            " · "{w.dashboard.ready}" "
            {counted(dashboard.ready, links.state(State::Ready, None))}
        </span>
    };
    let stopped = view! {
        <b class="tile-main">{counted(promise.stopped, links.outcome(Outcome::Stopped))}</b>
    };
    let [soon, next] = EXPIRY_NOTICES;
    let ending = payload.expiring.map(|expiring| {
        let figures = view! {
            <b class="tile-main">{counted(expiring.soon, links.licences(LicenceFilter::EndsSoon))}</b>
            <span class="tile-of">
                {within(lang, soon)}" · "
                {counted(expiring.next, links.licences(LicenceFilter::EndsNext))}
                " "{within(lang, next)}
            </span>
        };
        tile(w.dashboard.ending, w.dashboard.ending_lead.to_owned(), figures)
    });
    view! {
        <div class="tiles">
            {tile(w.dashboard.on_time, on_time_lead, on_time)}
            {tile(w.dashboard.open_overdue, w.dashboard.open_overdue_lead.to_owned(), overdue)}
            {tile(w.dashboard.in_process, w.dashboard.in_process_lead.to_owned(), in_process)}
            {tile(w.dashboard.stopped, w.dashboard.stopped_lead.to_owned(), stopped)}
            {ending}
        </div>
    }
}
