//! A returned file: per item the problem and the remedy, and where to bring it.

use domain::deadline::NOTICE_BEFORE_DAYS;
use domain::standard::Form;
use domain::tracking::MissingItem;
use leptos::prelude::*;

use super::status::Page;
use crate::public::said;
use crate::words::tracking::sentence;

/// What is missing, and where to bring it.
pub(super) fn view(page: &Page<'_>) -> Option<AnyView> {
    let returned = page.status.returned.as_ref()?;
    let w = page.w;
    let items =
        returned.items.iter().enumerate().map(|(place, item)| one(page, place + 1, item)).collect_view();
    let list = (!returned.items.is_empty()).then(|| {
        view! {
            <h2 id="kurang">{w.missing}</h2>
            <ol class="missing">{items}</ol>
        }
    });
    let remark = returned.remark.clone().map(|remark| {
        view! { <div class="pub-card remark"><h2 class="minor">{w.remark}</h2><p>{remark}</p></div> }
    });
    let bring = sentence::bring(page.teller.lang, &page.office.address);
    let labelled = list.is_some().then_some("kurang");
    let view = view! {
        <section class="block" aria-labelledby=labelled>{list}{remark}</section>
        <p class="pub-note">
            <b>{w.bring}</b>{" "}{bring}{" "}<b class="nowrap">{page.status.register.clone()}</b>{"."}
        </p>
    };
    Some(view.into_any())
}

fn one(page: &Page<'_>, place: usize, item: &MissingItem) -> AnyView {
    let w = page.w;
    let problem = if item.problem.is_empty() { w.problem_unsaid.to_owned() } else { item.problem.clone() };
    let remedy = (!item.remedy.is_empty())
        .then(|| view! { <p class="meta"><b>{w.remedy}</b>{" "}{item.remedy.clone()}</p> });
    let on_paper = (item.accepts == [Form::Physical]).then(|| view! { <p class="meta">{w.on_paper}</p> });
    view! {
        <li>
            <span class="place" aria-hidden="true">{place}</span>
            <div>
                <h3>{said(&item.text)}</h3>
                <p class="meta"><b>{w.problem}</b>{" "}{problem}</p>
                {remedy}
                {on_paper}
            </div>
        </li>
    }
    .into_any()
}

/// What happens if nothing comes.
pub(super) fn closing(page: &Page<'_>) -> Option<AnyView> {
    let returned = page.status.returned.as_ref()?;
    let last = page.teller.full_date(returned.last_day);
    let text = sentence::will_close(page.teller.lang, &last, NOTICE_BEFORE_DAYS, page.status.fee == 0);
    Some(view! { <p class="small muted block">{text}</p> }.into_any())
}
