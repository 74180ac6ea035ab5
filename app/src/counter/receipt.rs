//! What the officer tells the applicant once the application is registered.

use domain::paper::DossierPaper;
use leptos::prelude::*;

use super::api::Receipt;
use crate::routes;
use crate::ui::{Button, Icon, use_calendar};
use crate::words::{lang, words};

/// The receipt on the screen.
#[component]
pub fn ReceiptPanel(
    /// What was registered.
    receipt: Receipt,
    /// The service.
    service: String,
    /// Another application.
    on_another: Callback<()>,
) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let calendar = use_calendar();
    let say = move |at| calendar.as_ref().map(|calendar| calendar.local(at).long(lang));
    let promised = receipt.promised.and_then(&say);
    let doubles = receipt
        .doubles
        .iter()
        .map(|double| {
            let since = say(double.submitted_at);
            view! { <li><a class="link" href=routes::dossier(&double.id)>{double.register.clone()}</a>" · "{since}</li> }
        })
        .collect_view();
    view! {
        <section class="panel receipt" aria-labelledby="receipt" tabindex="-1">
            <h1 id="receipt">{Icon::Tick.view()} {w.counter.registered}</h1>
            <p>{w.counter.registered_lead}</p>
            <dl class="facts">
                <dt>{w.counter.register_number}</dt>
                <dd><b>{receipt.register}</b></dd>
                <dt>{w.counter.code}</dt>
                <dd><b class="receipt-code">{receipt.code}</b><br/><small class="muted">{w.counter.code_hint}</small></dd>
                <dt>{w.counter.promised}</dt>
                <dd><b>{promised}</b></dd>
            </dl>
            {(!receipt.doubles.is_empty())
                .then(|| view! { <div class="note">{Icon::Info.view()}<div>{w.counter.double}<ul>{doubles}</ul></div></div> })}
            <div class="counter-actions">
                <a
                    class="button button-primary"
                    href=routes::paper(&receipt.id, DossierPaper::Receipt)
                    target="_blank"
                    rel="external noopener"
                >
                    {Icon::Print.view()}
                    {w.papers.print_receipt}
                    <span class="unseen">" "{w.papers.opens_anew}</span>
                </a>
                <a class="button" href=routes::dossier(&receipt.id)>{w.counter.open_dossier}</a>
                <Button on:click=move |_| on_another.run(())>{w.counter.another}</Button>
                <a class="link" href=routes::board(&service)>{w.counter.to_board}</a>
            </div>
        </section>
    }
}
