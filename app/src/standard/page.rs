//! One standard: the six components of delivery, the SOP, the eight of manufacturing.

use chrono::NaiveDate;
use domain::dashboard::Dashboard;
use domain::standard::{ComponentPart, ServiceStandard};
use leptos::prelude::*;

use super::{component, performance, sop};
use crate::public::{Mark, said};
use crate::words::public::fee;
use crate::words::standard::version;
use crate::words::tracking::sentence::years;
use crate::{routes, words};

/// A standard in force.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// The standard.
    pub standard: &'a ServiceStandard,
    /// Its version.
    pub version: u32,
    /// The date from which it is in force.
    pub effective: NaiveDate,
    /// How it is kept, over some weeks up to today.
    pub kept: &'a Dashboard,
}

/// The title of the browser's tab.
pub fn title(standard: &ServiceStandard) -> String {
    format!("{} · {}", standard.short.get(words::lang()), words::words().standard.title)
}

/// The page.
pub fn page(published: Published<'_>) -> AnyView {
    let standard = published.standard;
    let w = &words::words().standard;
    let summary = (!standard.summary.id.is_empty()).then(|| view! { {said(&standard.summary)}{" "} });
    let part = |part: ComponentPart| standard.components.iter().filter(move |one| one.part == part);
    let delivery = part(ComponentPart::Delivery).map(|one| component::open(standard, one)).collect_view();
    let manufacturing = part(ComponentPart::Manufacturing).map(component::folded).collect_view();
    view! {
        <div class="pub-wide">
            <a class="back" href=routes::STANDARDS>{Mark::Back.view()}{w.all}</a>
            <div class="pagehead">
                <p class="kick">{version(words::lang(), published.version, published.effective)}</p>
                <h1>{said(&standard.title)}</h1>
                <p class="lead">{summary}{w.page_lead}</p>
            </div>
            <div class="two">
                <div class="right">{performance::panel(standard, published.kept)}{in_short(standard)}</div>
                <section class="left" aria-labelledby="komponen">
                    <h2 id="komponen" class="unseen">{w.delivery}</h2>
                    <dl class="components">{delivery}</dl>
                </section>
            </div>
            <section class="block sop-sheet">
                <h2 id="prosedur">{w.procedure}</h2>
                <p class="lead">
                    {w.procedure_lead}{" "}
                    <a href=routes::sop(&standard.service)>{words::words().papers.sop}</a>
                </p>
                {sop::table(standard, published.kept)}
                <p class="small muted pub-legend">{w.legend}{" "}{w.mean_legend}</p>
            </section>
            <section class="block" aria-labelledby="pengelolaan">
                <h2 id="pengelolaan">{w.manufacturing}</h2>
                <p class="lead">{w.manufacturing_lead}</p>
                <div class="standard-folds">{manufacturing}</div>
            </section>
        </div>
    }
    .into_any()
}

fn in_short(standard: &ServiceStandard) -> impl IntoView + use<> {
    let w = &words::words().standard;
    let lang = words::lang();
    view! {
        <section class="pub-card short" aria-labelledby="ringkasan">
            <h2 id="ringkasan">{w.in_short}</h2>
            <dl class="pub-facts">
                <div><dt>{w.time}</dt><dd>{standard.promise.text(lang)}</dd></div>
                <div><dt>{w.fee}</dt><dd>{fee(lang, standard.fee)}</dd></div>
                <div><dt>{w.validity}</dt><dd>{years(lang, standard.validity_years)}</dd></div>
                <div><dt>{w.collect}</dt><dd>{said(&standard.collect_at)}</dd></div>
                <div><dt>{w.hours}</dt><dd>{said(&standard.collect_hours)}</dd></div>
            </dl>
            <a class="btn" href=routes::TRACKING>{w.track}</a>
        </section>
    }
}
