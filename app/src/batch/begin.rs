//! The beginning of a batch: which paper, of which dossiers.

use domain::batch::{BatchPaper, MOST};
use domain::id::{BatchId, DossierId};
use domain::time::Instant;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::api::{OfferLine, begin_batch};
use crate::command::new_command_id;
use crate::routes;
use crate::ticker;
use crate::ui::{Button, ButtonKind, ButtonRole, CheckBox, Empty, Icon, use_toasts};
use crate::words::batch::{paper_name, too_many, verb};
use crate::words::{lang, words};

/// A dossier of the form.
#[derive(Clone)]
struct Row {
    line: OfferLine,
    chosen: RwSignal<bool>,
}

/// The papers of the form's list: those that wait for somebody by themselves, or all where the dossiers are named.
fn papers(is_named: bool) -> Vec<BatchPaper> {
    let by_itself = |paper: &BatchPaper| {
        matches!(
            paper,
            BatchPaper::Receipt
                | BatchPaper::ReceiptForFile
                | BatchPaper::Label
                | BatchPaper::Licence
                | BatchPaper::OfficeCopy
                | BatchPaper::ReminderLetter
        )
    };
    BatchPaper::ALL.into_iter().filter(|paper| is_named || by_itself(paper)).collect()
}

/// The form. `paper` is the one that was asked for; where dossiers are named, another can be taken without asking the
/// server.
#[component]
pub(super) fn Begin(
    /// The dossiers to choose from.
    offer: Vec<OfferLine>,
    /// The paper that was asked for.
    paper: BatchPaper,
    /// Whether the dossiers are those that the reader named.
    is_named: bool,
    /// When the offer was made.
    as_of: Instant,
) -> impl IntoView {
    let (w, lang) = (words(), lang());
    let paper = RwSignal::new(paper);
    let rows: Vec<Row> = offer.into_iter().map(|line| Row { line, chosen: RwSignal::new(true) }).collect();
    let has = move |row: &Row| paper.with(|paper| row.line.papers.contains(paper));
    let counted = rows.clone();
    let count = Memo::new(move |_| counted.iter().filter(|row| row.chosen.get() && has(row)).count());
    let is_busy = RwSignal::new(false);
    let toasts = use_toasts();
    // What leads elsewhere is made in the browser alone.
    let navigate = cfg!(target_arch = "wasm32").then(use_navigate);
    // Kept until it is begun: an answer that was lost does not print twice.
    let id = StoredValue::new(None::<BatchId>);
    let sent = rows.clone();
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let dossiers: Vec<DossierId> = sent
            .iter()
            .filter(|row| row.chosen.get_untracked() && has(row))
            .map(|row| row.line.dossier.clone())
            .collect();
        if is_busy.get_untracked() || dossiers.is_empty() || dossiers.len() > MOST {
            return;
        }
        let fresh = || {
            let command = new_command_id(ticker::now(as_of));
            BatchId::parse(command.as_str()).expect("a command's identity has the shape of every identity")
        };
        let batch = id.with_value(Option::clone).unwrap_or_else(fresh);
        id.set_value(Some(batch.clone()));
        is_busy.set(true);
        let (navigate, asked) = (navigate.clone(), paper.get_untracked());
        spawn_local(async move {
            match begin_batch(batch.clone(), asked, dossiers).await {
                Ok(()) => {
                    if let Some(navigate) = navigate {
                        navigate(&routes::batch(&batch), NavigateOptions::default());
                    }
                }
                Err(error) => toasts.error(&error),
            }
            is_busy.try_set(false);
        });
    };
    let options = papers(is_named)
        .into_iter()
        .map(|one| {
            let selected = paper.get_untracked() == one;
            view! { <option value=one.key() selected=selected>{paper_name(lang, one)}</option> }
        })
        .collect_view();
    let on_paper = move |event: leptos::ev::Event| {
        let Some(chosen) = BatchPaper::from_key(&event_target_value(&event)) else { return };
        id.set_value(None);
        if is_named {
            paper.set(chosen);
        } else if let Ok(Some(form)) = document().query_selector("#batch-look")
            && let Ok(form) = wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlFormElement>(form)
        {
            // Another paper has other dossiers: the address says which.
            drop(form.request_submit());
        }
    };
    let is_empty = rows.is_empty();
    let boxes = rows
        .clone()
        .into_iter()
        .map(|row| {
            let label = format!("{} {}", row.line.register, row.line.name);
            let (name, chosen) = (format!("berkas-{}", row.line.dossier), row.chosen);
            let lacks = Signal::derive(move || !has(&row));
            view! {
                <li>
                    <CheckBox name=name label=label checked=chosen disabled=lacks/>
                    {move || lacks.get().then(|| view! { <span class="muted bulk-step">{w.batch.not_due}</span> })}
                </li>
            }
        })
        .collect_view();
    let counted = rows.clone();
    let are_all = Memo::new(move |_| counted.iter().filter(|row| has(row)).all(|row| row.chosen.get()));
    let choose_all = move |_| {
        id.set_value(None);
        let wanted = !are_all.get_untracked();
        for row in &rows {
            row.chosen.set(wanted);
        }
    };
    let over = move || {
        let count = count.get();
        (count > MOST).then(|| view! { <p class="note" role="status">{too_many(lang, count)}</p> })
    };
    let cannot = Signal::derive(move || count.get() == 0 || count.get() > MOST);
    let list = if is_empty {
        view! { <Empty title=w.batch.nothing text=w.batch.nothing_lead/> }.into_any()
    } else {
        view! {
            <form class="batch-form" on:submit=on_submit>
                <ul class="bulk-list">{boxes}</ul>
                {over}
                <div class="batch-acts">
                    <Button kind=ButtonKind::Primary role=ButtonRole::Submit busy=is_busy disabled=cannot>
                        {Icon::Print.view()}
                        {move || verb(lang, count.get())}
                    </Button>
                    <button type="button" class="link" on:click=choose_all>
                        {move || if are_all.get() { w.batch.let_go } else { w.batch.all }}
                    </button>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="panel batch-begin" aria-labelledby="batch-begin">
            <h2 class="panel-title" id="batch-begin">{w.batch.begin}</h2>
            <form id="batch-look" method="get" action=routes::BATCHES class="batch-look">
                <label class="field">
                    <span class="field-label">{w.batch.paper}</span>
                    <select class="input" name=routes::BATCH_PAPER on:change=on_paper>{options}</select>
                </label>
                {(!is_named).then(|| view! { <Button role=ButtonRole::Submit>{w.batch.look}</Button> })}
            </form>
            {list}
        </section>
    }
}
