//! The reader's batches, and the beginning of one, `/cetak`.

use domain::batch::{BatchLine, BatchPaper};
use domain::id::DossierId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{BatchesPayload, open_batches};
use super::begin::Begin;
use crate::routes;
use crate::ui::{Empty, Failed, PageTitle, Skeleton, SkeletonShape, use_calendar};
use crate::words::batch::{paper_name, progress};
use crate::words::{lang, words};

/// What an address names: dossiers, and a paper.
fn asked(berkas: Option<&str>, surat: Option<&str>) -> (Vec<DossierId>, BatchPaper) {
    let ids = berkas.unwrap_or_default().split(',').filter_map(|id| DossierId::parse(id.trim()).ok());
    let named: Vec<DossierId> = ids.collect();
    let usual = if named.is_empty() { BatchPaper::Licence } else { BatchPaper::Receipt };
    (named, surat.and_then(BatchPaper::from_key).unwrap_or(usual))
}

/// The page.
#[component]
pub fn BatchesPage() -> impl IntoView {
    let w = words();
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| asked(query.get_str(routes::BATCH_DOSSIERS), query.get_str(routes::BATCH_PAPER)))
    });
    let payload = Resource::new(move || wanted.get(), |(named, paper)| open_batches(named, paper));
    let retry = Callback::new(move |()| payload.refetch());
    view! {
        <PageTitle text=w.batch.title/>
        <main id="isi" class="page batch-page" tabindex="-1">
            <header class="page-head">
                <h1>{w.batch.title}</h1>
                <p>{w.batch.lead}</p>
            </header>
            <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Lines(8)/> }>
                {move || Suspend::new(async move {
                    match payload.await {
                        Ok(found) => {
                            let (named, paper) = wanted.get_untracked();
                            view! { <Loaded payload=found paper=paper is_named=!named.is_empty()/> }.into_any()
                        }
                        Err(error) => view! { <Failed error=error retry=retry/> }.into_any(),
                    }
                })}
            </Transition>
        </main>
    }
}

#[component]
fn Loaded(payload: BatchesPayload, paper: BatchPaper, is_named: bool) -> impl IntoView {
    let w = words();
    let BatchesPayload { as_of, batches, offer } = payload;
    let mine = if batches.is_empty() {
        view! { <Empty title=w.batch.none text=w.batch.none_lead/> }.into_any()
    } else {
        let lines = batches.into_iter().map(line).collect_view();
        view! {
            <div class="table-scroll" tabindex="0" role="group" aria-label=w.batch.mine>
                <table class="table batch-table">
                    <thead>
                        <tr>
                            <th scope="col">{w.batch.paper}</th>
                            <th scope="col">{w.batch.asked_at}</th>
                            <th scope="col">{w.batch.progress}</th>
                            <th scope="col">{w.batch.kept_until}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <Begin offer=offer paper=paper is_named=is_named as_of=as_of/>
        <section class="panel" aria-labelledby="batch-mine">
            <h2 class="panel-title" id="batch-mine">{w.batch.mine}</h2>
            {mine}
        </section>
    }
}

fn line(line: BatchLine) -> impl IntoView {
    let lang = lang();
    let local = |at| use_calendar().map(|calendar| calendar.local(at).day_month_time(lang));
    view! {
        <tr>
            <th scope="row"><a class="link" href=routes::batch(&line.id)>{paper_name(lang, line.paper)}</a></th>
            <td>{local(line.made_at)}</td>
            <td>{progress(lang, line.progress)}</td>
            <td>{local(line.kept_until())}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_dossiers_and_a_paper_and_what_is_neither_is_left_out() {
        let id = "01a20b48-0900-7000-8000-0000000000ff";
        let (named, paper) = asked(Some(&format!("{id}, x,")), Some("label"));
        assert_eq!((named.len(), paper), (1, BatchPaper::Label));
        assert_eq!(asked(Some(id), None).1, BatchPaper::Receipt);
        assert_eq!(asked(None, Some("apa")), (Vec::new(), BatchPaper::Licence));
    }
}
