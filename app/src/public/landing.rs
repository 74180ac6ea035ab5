//! The first page: what one can do here.

use domain::clock::Norm;
use domain::standard::Text;
use leptos::prelude::*;

use super::mark::Mark;
use super::parts::said;
use crate::routes;
use crate::words::{self, public::fee};

/// A service with what it promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its key.
    pub key: String,
    /// Its name.
    pub title: Text,
    /// What it is in one sentence; may be empty.
    pub summary: Text,
    /// What is promised.
    pub promise: Norm,
    /// The fee in rupiah.
    pub fee: u64,
}

impl Service {
    /// The link to its standard in a list.
    pub fn entry(&self) -> impl IntoView + use<> {
        let lang = words::lang();
        let facts = format!("{} · {}", self.promise.text(lang), fee(lang, self.fee));
        let summary = (!self.summary.id.is_empty()).then(|| view! { <small>{said(&self.summary)}</small> });
        view! {
            <li>
                <a href=routes::standard(&self.key)>
                    <span class="link-text"><b>{said(&self.title)}</b>{summary}<small>{facts}</small></span>
                    {Mark::Onward.view()}
                </a>
            </li>
        }
    }
}

/// The first page.
pub fn landing(office: &str, services: &[Service]) -> AnyView {
    let w = &words::words().public;
    let heading = if office.is_empty() { w.welcome.to_owned() } else { format!("{} {office}", w.welcome) };
    view! {
        <div class="pagehead">
            <h1>{heading}</h1>
            <p class="lead">{w.lead}</p>
        </div>
        <div class="tasks">
            <section class="pub-card task">
                <h2>{w.track_go}</h2>
                <p>{w.track_lead}</p>
                <a class="btn" href=routes::TRACKING>{w.track_go}{Mark::Onward.view()}</a>
            </section>
            <section class="pub-card task">
                <h2>{w.apply}</h2>
                <p>{w.apply_lead}</p>
                <a class="btn btn-second" href=routes::STANDARDS>{w.services_all}{Mark::Onward.view()}</a>
            </section>
        </div>
        <section class="block">
            <h2>{w.services}</h2>
            <p class="lead">{w.services_lead}</p>
            <ul class="links">{services.iter().map(Service::entry).collect_view()}</ul>
        </section>
        <p class="block"><a href=routes::SIGN_IN>{w.staff}</a></p>
    }
    .into_any()
}

/// What a path without a page says.
pub fn not_found() -> AnyView {
    let w = &words::words().public;
    view! {
        <div class="pagehead">
            <h1>{w.not_found}</h1>
            <p class="lead">{w.not_found_lead}</p>
        </div>
        <a class="btn btn-fit" href="/">{w.home}</a>
    }
    .into_any()
}
