//! One batch, `/cetak/<id>`: how far it is, what failed and why, and the printed papers as one file.

use std::time::Duration;

use domain::batch::{Batch, BatchItem, ItemState};
use domain::id::BatchId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::api::{BatchPayload, read_batch, retry_batch};
use crate::error::AppError;
use crate::live::{self, Heard, Link, PageLink, Topic};
use crate::routes;
use crate::ui::{Button, Failed, Icon, PageTitle, Skeleton, SkeletonShape, use_calendar, use_toasts};
use crate::words::batch::{fault, paper_name, progress, state_name};
use crate::words::{lang, words};

/// How often an open page asks how far its batch is while the stream is lost and something waits.
const ASKS_EVERY: Duration = Duration::from_secs(1);

/// The page.
#[component]
pub fn BatchPage() -> impl IntoView {
    let w = words();
    let params = use_params_map();
    let id = move || params.with(|params| BatchId::parse(params.get_str("id").unwrap_or_default()).ok());
    let payload = Resource::new(id, async |id| match id {
        Some(id) => read_batch(id).await,
        None => Err(AppError::NotFound),
    });
    let retry = Callback::new(move |()| payload.refetch());
    view! {
        <PageTitle text=w.batch.title/>
        <main id="isi" class="page batch-page" tabindex="-1">
            <Suspense fallback=|| view! { <Skeleton shape=SkeletonShape::Lines(8)/> }>
                {move || Suspend::new(async move {
                    match payload.await {
                        Ok(found) => view! { <Loaded payload=found/> }.into_any(),
                        Err(error) => view! { <Failed error=error retry=retry/> }.into_any(),
                    }
                })}
            </Suspense>
        </main>
    }
}

/// Takes in what the stream tells of the batch. While the stream is lost, asks again after a while, as long as something
/// waits.
fn follow(shown: RwSignal<Batch>, since: i64) {
    let id = StoredValue::new(shown.with_untracked(|batch| batch.line.id.clone()));
    let asked = RwSignal::new(0_u32);
    let ask = move || {
        let Some(id) = id.try_get_value() else { return };
        spawn_local(async move {
            if let Ok(BatchPayload { batch, .. }) = read_batch(id).await {
                drop(shown.try_set(batch));
            }
            // Where it failed, the next time tells.
            asked.try_update(|asked| *asked = asked.wrapping_add(1));
        });
    };
    let topic = Topic::Batch(id.get_value());
    live::follow(topic, since, move |heard| match heard {
        Heard::Printed(printed) if id.try_get_value().as_ref() == Some(&printed.batch) => {
            shown.try_update(|batch| batch.end(printed.no, printed.state.clone()));
        }
        Heard::Anew => ask(),
        Heard::Printed(_) | Heard::Moved(_) | Heard::OtherProgram => {}
    });
    let link = use_context::<PageLink>();
    Effect::new(move |_| {
        asked.track();
        let is_lost = link.is_some_and(|PageLink(link)| link.get() == Link::Lost);
        if is_lost && !shown.with(|batch| batch.line.progress.is_over()) {
            set_timeout(ask, ASKS_EVERY);
        }
    });
}

#[component]
fn Loaded(payload: BatchPayload) -> impl IntoView {
    let (w, lang) = (words(), lang());
    let line = payload.batch.line.clone();
    let shown = RwSignal::new(payload.batch);
    follow(shown, payload.seq);
    let now = Memo::new(move |_| shown.with(|batch| batch.line.progress));
    let toasts = use_toasts();
    let is_busy = RwSignal::new(false);
    let again = {
        let id = line.id.clone();
        move |_| {
            let id = id.clone();
            is_busy.set(true);
            // Before it is sent: how a paper ended may be heard sooner than the answer, which would then be the older one.
            let before = shown.get_untracked();
            shown.update(Batch::again);
            spawn_local(async move {
                if let Err(error) = retry_batch(id).await {
                    shown.try_set(before);
                    toasts.error(&error);
                }
                is_busy.try_set(false);
            });
        }
    };
    let again = StoredValue::new(again);
    let local = |at| use_calendar().map(|calendar| calendar.local(at).day_month_time(lang));
    let (asked_at, kept_until) = (local(line.made_at), local(line.kept_until()));
    let file = routes::batch_file(&line.id);
    let acts = move || {
        let now = now.get();
        let download = (now.is_over() && now.done > 0).then(|| {
            view! {
                <a class="button button-primary" href=file.clone() target="_blank" rel="external noopener">
                    {Icon::Download.view()}
                    {w.batch.download}
                    <span class="unseen">" "{w.papers.opens_anew}</span>
                </a>
            }
        });
        let retry = (now.is_over() && now.failed > 0).then(|| {
            view! {
                <Button busy=is_busy on:click=move |event| again.with_value(|again| again(event))>
                    {Icon::Refresh.view()}
                    {w.batch.retry}
                </Button>
            }
        });
        view! { {download} {retry} }
    };
    let leave = move || (!now.get().is_over()).then(|| view! { <p class="field-hint">{w.batch.leave}</p> });
    let items = move || shown.with(|batch| batch.items.iter().map(item).collect_view());
    view! {
        <header class="page-head">
            <h1>{paper_name(lang, line.paper)}</h1>
            <p>
                {w.batch.asked_at}" "{asked_at}" · "{w.batch.kept_until}" "{kept_until}
            </p>
        </header>
        <section class="panel batch-progress">
            <p class="batch-count" role="status">{move || progress(lang, now.get())}</p>
            <progress
                aria-label=w.batch.progress
                max=move || now.get().all
                value=move || now.get().done + now.get().failed
            ></progress>
            {leave}
            <div class="batch-acts">{acts}</div>
        </section>
        <section class="panel" aria-labelledby="batch-items">
            <h2 class="panel-title" id="batch-items">{w.batch.items}</h2>
            <ol class="batch-items">{items}</ol>
        </section>
        <p><a class="link" href=routes::BATCHES>{w.batch.back}</a></p>
    }
}

/// One paper: its dossier, and where it is in words and shape.
fn item(item: &BatchItem) -> impl IntoView + use<> {
    let lang = lang();
    let state = state_name(lang, &item.state);
    let told = match &item.state {
        ItemState::Waiting => view! { <span class="muted">{state}</span> }.into_any(),
        ItemState::Printing => view! { <span>{Icon::Print.small()} {state}</span> }.into_any(),
        ItemState::Done => {
            view! { <span class="verdict verdict-ontime">{Icon::Tick.small()} <span>{state}</span></span> }
                .into_any()
        }
        ItemState::Failed(why) => {
            view! { <span class="bulk-failed">{Icon::Warning.small()} <span>{fault(lang, why)}</span></span> }
                .into_any()
        }
    };
    view! {
        <li data-state=item.state.key()>
            <a class="link" href=routes::dossier(&item.dossier)>{item.register.clone()}</a>
            <span class="batch-name">{item.name.clone()}</span>
            {told}
        </li>
    }
}
