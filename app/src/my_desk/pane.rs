//! The dossier that is read beside the list: how it stands, the letter or the checklist, where the time went, the act.

use domain::dossier_view::DossierView;
use domain::event::Finding;
use domain::id::DossierId;
use domain::role::Permission;
use domain::standard::{ServiceStandard, StepKind};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::face::row_face;
use super::row::{RowAct, act_of};
use super::state::{DeskState, Kept};
use crate::command::CommandDesk;
use crate::command::offer::{Deed, Way, offers};
use crate::dossier::api::{DossierPayload, read_dossier};
use crate::error::AppError;
use crate::routes;
use crate::ticker::live;
use crate::ui::{Failed, Icon, Skeleton, SkeletonShape, portion};
use crate::words::application::field_value;
use crate::words::{self, words};
use domain::application::FieldKey;
use std::sync::Arc;

/// The pane; it says how to fill it while nothing is read.
#[component]
pub fn Pane(
    /// The desk.
    state: DeskState,
    /// What sends commands.
    desk: CommandDesk,
) -> impl IntoView {
    let w = words();
    // A dossier is read anew with each of its versions.
    let wanted = Memo::new(move |_| {
        let id = state.read.get()?;
        let version = state.cards.with(|cards| {
            cards.iter().find(|kept| kept.card.id == id).map(|kept| kept.card.standing.version)
        })?;
        Some((id, version))
    });
    // No resource: the page around it would wait for it as for itself.
    let found = RwSignal::new(None::<Result<DossierPayload, AppError>>);
    Effect::new(move |_| {
        let Some((id, version)) = wanted.get() else { return };
        spawn_local(async move {
            let answer = read_dossier(id.clone()).await;
            // Another row may have been chosen meanwhile.
            if wanted.try_get_untracked().flatten() == Some((id, version)) {
                found.set(Some(answer));
            }
        });
    });
    let kept = move |id: &DossierId| {
        state.cards.with(|cards| cards.iter().find(|kept| kept.card.id == *id).cloned())
    };
    let body = move || {
        let Some((id, version)) = wanted.get() else {
            return view! { <p class="pane-empty muted">{w.my_desk.pane_empty}</p> }.into_any();
        };
        let Some(kept) = kept(&id) else { return ().into_any() };
        let content = move || match found.get() {
            Some(Ok(payload))
                if payload.view.dossier.id == id && payload.view.dossier.standing.version >= version =>
            {
                content(state, &payload).into_any()
            }
            Some(Err(error)) => view! { <Failed error=error/> }.into_any(),
            _ => view! { <Skeleton shape=SkeletonShape::Lines(7)/> }.into_any(),
        };
        view! { {head(state, &kept)} {content} {acts(state, desk, &kept)} }.into_any()
    };
    view! { <aside class="panel desk-pane" aria-label=w.my_desk.pane>{body}</aside> }
}

/// Name, number, and how it stands.
fn head(state: DeskState, kept: &Arc<Kept>) -> impl IntoView + use<> {
    let (w, lang) = (words(), words::lang());
    let card = &kept.card;
    let short = state.under(card, |standard| standard.short.get(lang).to_owned()).unwrap_or_default();
    let norm = state
        .under(card, |standard| standard.step(card.standing.step).map(|step| step.norm.text(lang)))
        .flatten()
        .unwrap_or_default();
    let in_tray = matches!(card.standing.stage, domain::dossier::Stage::Tray { .. });
    let of_norm = (!in_tray).then(|| words::my_desk::of_norm(lang, &norm));
    let face = {
        let kept = Arc::clone(kept);
        live(kept.as_of, move |now| {
            state
                .in_light(&kept.card, |light| row_face(light, &kept.card, now))
                .map_or((None, None), |(face, next)| (Some(face), next))
        })
    };
    let strip = move || {
        face.with(|face| {
            face.as_ref().map(|face| {
                let verdict = (!face.word.is_empty()).then(|| format!("{} · ", face.word));
                view! {
                    <p class=format!("pane-strip verdict verdict-soft {}", face.look.tone().class())>
                        {face.look.shape().view()}
                        <b>{verdict}{face.text.clone()}</b>
                        <span>{of_norm.clone()}</span>
                        <span class="pane-promise">{words::my_desk::promised(lang, &face.promise)}</span>
                    </p>
                }
            })
        })
    };
    view! {
        <header class="pane-head">
            <div>
                <h2>{card.name.full()}</h2>
                <p class="muted">{card.register.clone()}" · "{short}</p>
            </div>
            <button type="button" class="button-icon" aria-label=w.common.close on:click=move |_| state.read.set(None)>
                {Icon::Close.view()}
            </button>
        </header>
        {strip}
    }
}

fn content(state: DeskState, payload: &DossierPayload) -> impl IntoView + use<> {
    let (w, lang) = (words(), words::lang());
    let DossierPayload { view: shown, standard, calendar, .. } = payload;
    let dossier = &shown.dossier;
    let present = dossier.items.iter().filter(|item| item.finding == Finding::Present).count();
    let last = dossier.standing.initials.iter().rev().find(|mark| !mark.struck).map(|mark| {
        let step = standard.step(mark.step).map(|step| step.name.get(lang).to_owned());
        let at = calendar.local(mark.at).day_month_time(lang);
        view! {
            <dt>{w.my_desk.last_initial}</dt>
            <dd><span class="paraf">{mark.hand.initials.to_string()}</span>" "{step}", "{at}</dd>
        }
    });
    let letter = dossier.standing.draft.is_some().then(|| letter(state, shown, standard));
    let reason = dossier.reason.clone().map(|reason| view! { <dt>{w.dossier.reason}</dt><dd>{reason}</dd> });
    let times = domain::control_card::ControlCard::of(standard, calendar, dossier, shown.as_of).ok().map(|card| {
        let all = (card.queue + card.work).0;
        view! {
            <h3>{w.my_desk.time_so_far}</h3>
            <svg class="pane-time" height="12" width="100%" aria-hidden="true">
                <rect class="pane-queue" width=portion(card.queue.0, all) height="12"></rect>
                <rect class="pane-work" x=portion(card.queue.0, all) width=portion(card.work.0, all) height="12"></rect>
            </svg>
            <p class="pane-times">
                <span class="muted">{words::my_desk::queueing(lang, &words::dossier::working(lang, card.queue))}</span>
                <b>{words::my_desk::worked(lang, &words::dossier::working(lang, card.work))}</b>
            </p>
        }
    });
    view! {
        {letter}
        <dl class="facts pane-facts">
            <dt>{w.dossier.items}</dt>
            <dd><b>{words::my_desk::present(lang, present, dossier.items.len())}</b></dd>
            {last}
            {reason}
        </dl>
        {times}
    }
}

/// The letter in short: what it says of the applicant, and whose initials it has.
fn letter(state: DeskState, shown: &DossierView, standard: &ServiceStandard) -> impl IntoView + use<> {
    let (w, lang) = (words(), words::lang());
    let standing = &shown.dossier.standing;
    let number = match &standing.number {
        Some(mark) => mark.number.clone(),
        None => standard
            .numbered()
            .find(|(_, step)| step.kind == StepKind::Number)
            .map(|(no, _)| words::my_desk::numbered_at(lang, no.number()))
            .unwrap_or_default(),
    };
    let facts = shown.facts.as_ref().map(|facts| {
        let own = standard
            .fields
            .iter()
            .filter(|field| field.on_letter)
            .filter_map(|field| {
                let text = facts.fields.get(&field.key).filter(|text| !text.is_empty())?;
                let text = field_value(lang, standard, &FieldKey::Service(field.key.clone()), text);
                Some(view! { <dt>{field.label.get(lang).to_owned()}</dt><dd>{text}</dd> })
            })
            .collect_view();
        view! {
            <dl class="facts">
                <dt>{w.dossier.name}</dt>
                <dd>{facts.name.full()}</dd>
                <dt>{w.dossier.address}</dt>
                <dd>{facts.address.line()}</dd>
                {own}
            </dl>
        }
    });
    let me = state.actor();
    let boxes = standard
        .numbered()
        .filter(|(_, step)| step.kind == StepKind::Initial)
        .map(|(no, step)| {
            let mark = standing.initials.iter().rev().find(|mark| mark.step == no && !mark.struck);
            let is_mine = no == standing.step && me.holds(&step.role);
            let sign = match (mark, is_mine) {
                (Some(mark), _) => view! { <i>{mark.hand.initials.to_string()}</i> }.into_any(),
                (None, true) => view! { <b>{w.my_desk.your_initial}</b> }.into_any(),
                (None, false) => view! { <span>"–"</span> }.into_any(),
            };
            let name = words::common::role_name_under(lang, standard, &step.role);
            view! { <div class=if is_mine { "mine" } else { "" }><span>{name}</span>{sign}</div> }
        })
        .collect_view();
    let stale = standing.draft.is_some_and(|draft| draft.stale);
    let stale = stale.then(
        || view! { <p class="note note-danger">{Icon::Warning.small()}<span>{w.dossier.stale}</span></p> },
    );
    view! {
        <h3>{w.my_desk.letter}</h3>
        {stale}
        <div class="pane-letter">
            <p class="pane-kop">{state.here().office.clone()}</p>
            <p class="pane-title"><b>{standard.product.get(lang).to_owned()}</b><br/><span class="muted">{w.dossier.number}": "{number}</span></p>
            {facts}
            <div class="pane-initials">{boxes}</div>
        </div>
    }
}

/// The act of the row in full, the way back to the applicant, the whole dossier.
fn acts(state: DeskState, desk: CommandDesk, kept: &Arc<Kept>) -> impl IntoView + use<> {
    let w = words();
    let card = &kept.card;
    let first = match act_of(state, card) {
        RowAct::Open => None,
        RowAct::Do { whole, deed, .. } => {
            let (kept, id) = (Arc::clone(kept), card.id.clone());
            Some(view! {
                <button
                    type="button"
                    class="button button-primary button-large button-wide"
                    disabled=move || desk.is_sending(&id)
                    on:click=move |_| desk.take(&kept.card, deed.clone())
                >
                    {whole}
                </button>
            })
        }
    };
    let actor = state.actor();
    let back = state
        .under(card, |standard| {
            offers(standard, card, &actor).into_iter().find_map(|offer| match (offer.way, offer.deed) {
                (Way::Applicant, Deed::Ask(ask)) => Some(Deed::Ask(ask)),
                _ => None,
            })
        })
        .flatten()
        .map(|deed| {
            let kept = Arc::clone(kept);
            view! {
                <button type="button" class="button" on:click=move |_| desk.take(&kept.card, deed.clone())>
                    {w.my_desk.send_back}
                </button>
            }
        });
    let may_open = actor.may(Permission::SeeDossier);
    let open =
        may_open.then(|| view! { <a class="button" href=routes::dossier(&card.id)>{w.my_desk.open}</a> });
    view! { <div class="pane-acts">{first}<div class="pane-two">{back} {open}</div></div> }
}
