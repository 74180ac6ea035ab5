//! An ended application: what it means, why, and what can be done next.

use domain::dossier::End;
use leptos::prelude::*;

use super::status::{Page, channels};

/// What the end means for the applicant.
pub(super) fn view(page: &Page<'_>) -> Option<AnyView> {
    let ended = page.status.ended.as_ref()?;
    let w = page.w;
    let view = match ended.end {
        End::Delivered => view! { <p class="pub-note">{w.delivered_do}</p> }.into_any(),
        End::Refused => {
            let (letter, how) = (page.w.refusal_letter, page.w.objection_how);
            view! { {reasons(page, ended.reasons.as_deref(), letter)}{objection(page, how)}{again(page)} }
                .into_any()
        }
        End::Revoked => {
            let (letter, how) = (page.w.revocation_letter, page.w.revocation_objection);
            view! { {reasons(page, ended.reasons.as_deref(), letter)}{objection(page, how)} }.into_any()
        }
        End::Replaced => {
            view! { <p class="pub-note">{page.w.replaced_means}</p>{channels(page.office)} }.into_any()
        }
        End::Withdrawn => view! { <p class="pub-note">{w.withdrawn_means}</p>{again(page)} }.into_any(),
        End::Closed => view! { <p class="pub-note">{w.closed_means}</p>{again(page)} }.into_any(),
        End::Annulled => {
            view! { <p class="pub-note">{w.annulled_means}</p>{channels(page.office)} }.into_any()
        }
    };
    Some(view)
}

fn reasons(page: &Page<'_>, reasons: Option<&str>, letter: &'static str) -> AnyView {
    let w = page.w;
    let said = reasons.map(|reasons| {
        reasons
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| view! { <p>{line.to_owned()}</p> })
            .collect_view()
    });
    view! {
        <section class="pub-card block">
            <h2 class="minor">{w.reasons}</h2>
            {said}
            <p class="small muted">{letter}</p>
        </section>
    }
    .into_any()
}

fn objection(page: &Page<'_>, how: &'static str) -> AnyView {
    let w = page.w;
    view! {
        <section class="block">
            <h2>{w.objection}</h2>
            <p>{how}</p>
            {channels(page.office)}
        </section>
    }
    .into_any()
}

fn again(page: &Page<'_>) -> AnyView {
    let w = page.w;
    let free = (page.status.fee == 0).then_some(w.again_free);
    view! {
        <section class="block">
            <h2>{w.again}</h2>
            <p>{w.again_how}{" "}{free}</p>
        </section>
    }
    .into_any()
}
