//! The control card: a row per visit with both initials, waiting and work on one scale, so that a delay is seen before
//! it is read.

use domain::clock::Verdict;
use domain::control_card::{CardRow, ControlCard};
use domain::dossier::TrayWait;
use domain::event::By;
use domain::standard::StepNo;
use domain::time::WorkingMs;
use leptos::prelude::*;

use super::page::Shown;
use crate::ui::{Icon, Paraf, Shape, Tone, portion};
use crate::words::common::role_name_under;
use crate::words::dossier::{not_counted, over, visit_end_name, where_time_went, working};
use crate::words::{lang, words};

/// The panel of the card.
#[component]
pub(super) fn ControlCardPanel(shown: Shown) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let Ok(card) = ControlCard::of(&shown.standard, &shown.calendar, &shown.view.dossier, shown.view.as_of)
    else {
        return ().into_any();
    };
    let longest =
        card.rows.iter().map(|row| row.queue + row.work.unwrap_or_default()).max().unwrap_or_default();
    let rows = card
        .rows
        .iter()
        .enumerate()
        .map(|(place, row)| visit(&shown, place + 1, row, longest))
        .collect_view();
    let reached = shown.view.dossier.standing.step;
    let to_come = shown
        .standard
        .numbered()
        .filter(|(no, _)| *no > reached && shown.view.dossier.standing.ended().is_none())
        .map(|(no, step)| {
            view! {
                <tr class="to-come">
                    <td>{no.number()}</td>
                    <td>{step.name.get(lang).to_owned()}</td>
                    <td colspan="4">{w.dossier.not_reached}</td>
                    <td class="number">{step.norm.text(lang)}</td>
                    <td colspan="3"></td>
                </tr>
            }
        })
        .collect_view();
    let step_name = |step: StepNo| shown.standard.step(step).map(|step| step.name.get(lang).to_owned());
    let finding = card
        .waiting_percent
        .zip(card.longest_wait.and_then(step_name))
        .map(|(percent, step)| where_time_went(lang, percent, &step));
    let head = shown.view.head.get(..16).unwrap_or(&shown.view.head).to_uppercase();
    view! {
        <section class="panel" aria-labelledby="card">
            <div class="panel-head">
                <h2 class="panel-title" id="card">{w.dossier.card}</h2>
                <span class="muted">
                    {shown.view.card.len()}" "{w.dossier.entries}" · "{w.dossier.head}" "
                    <span class="hash">{head}</span>
                </span>
            </div>
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="card">
                <table class="table control-card">
                    <thead>
                        <tr>
                            <th scope="col">{w.dossier.card_no}</th>
                            <th scope="col">{w.dossier.card_step}</th>
                            <th scope="col">{w.dossier.card_giver}</th>
                            <th scope="col">{w.dossier.card_receiver}</th>
                            <th scope="col" class="number">{w.dossier.card_queue}</th>
                            <th scope="col" class="number">{w.dossier.card_work}</th>
                            <th scope="col" class="number">{w.dossier.card_norm}</th>
                            <th scope="col">{w.dossier.card_verdict}</th>
                            <th scope="col">
                                <span class="card-key">
                                    <svg viewBox="0 0 18 8" aria-hidden="true"><rect class="card-queue" width="18" height="8"></rect></svg>
                                    {w.dossier.queue}
                                    <svg viewBox="0 0 18 8" aria-hidden="true"><rect class="card-work" width="18" height="8"></rect></svg>
                                    {w.dossier.work}
                                </span>
                            </th>
                            <th scope="col">{w.dossier.card_notes}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows}
                        {to_come}
                    </tbody>
                    <tfoot>
                        <tr>
                            <td></td>
                            <th scope="row">{w.dossier.card_sum}</th>
                            <td colspan="2" class="muted">
                                {(card.with_applicant > WorkingMs::ZERO)
                                    .then(|| not_counted(lang, card.with_applicant))}
                            </td>
                            <td class="number" data-label=w.dossier.card_queue><b>{working(lang, card.queue)}</b></td>
                            <td class="number" data-label=w.dossier.card_work><b>{working(lang, card.work)}</b></td>
                            <td colspan="2"></td>
                            <td colspan="2"><b>{finding}</b></td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Each tray of a visit on a line of its own: who gave, who received, and when.
fn hands(shown: &Shown, trays: &[TrayWait], side: Side) -> Vec<impl IntoView + use<>> {
    let (lang, w) = (lang(), words());
    trays
        .iter()
        .map(|wait| {
            let (hand, at) = match side {
                Side::Giver => (wait.giver.hand(), Some(wait.from)),
                Side::Receiver => (wait.receiver.as_ref(), wait.to.filter(|_| wait.receiver.is_some())),
            };
            let who = match (hand, side, &wait.giver) {
                (_, Side::Giver, By::ApplicantAtCounter(_) | By::Applicant) => {
                    view! { {Icon::Person.small()}<span>{w.dossier.applicant}</span> }.into_any()
                }
                (Some(hand), ..) => {
                    let name = shown.view.officers.get(&hand.account).cloned().unwrap_or_default();
                    let lent = hand.lent.map(|form| view! { <span class="stand-in">{form.written()}</span> });
                    view! { <Paraf initials=hand.initials.to_string() name=name/> {lent} }.into_any()
                }
                (None, ..) => view! { <span class="muted">{w.dossier.card_waiting}</span> }.into_any(),
            };
            let at = at.map(|at| {
                let local = shown.calendar.local(at);
                format!("{} {}", domain::time::words::short_day(local.date, lang), local.time(lang))
            });
            view! { <span class="card-hand">{who} <span>{at}</span></span> }
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Giver,
    Receiver,
}

fn visit(shown: &Shown, place: usize, row: &CardRow, longest: WorkingMs) -> impl IntoView + use<> {
    let (lang, w) = (lang(), words());
    let step = shown.standard.step(row.step);
    let name = step.map(|step| step.name.get(lang).to_owned());
    let role = step.map(|step| role_name_under(lang, &shown.standard, &step.role));
    let running = row.end.is_none() && shown.view.dossier.standing.ended().is_none();
    let late = row.over > WorkingMs::ZERO;
    let verdict = row.verdict.map(|verdict| {
        let (tone, shape, text) = match verdict {
            Verdict::Overdue | Verdict::Missed => (Tone::Late, Shape::Square, over(lang, row.over)),
            Verdict::AtRisk => {
                (Tone::Risk, Shape::Triangle, domain::clock_words::VerdictWord::Near.text(lang).into())
            }
            Verdict::OnTrack | Verdict::Met => {
                (Tone::OnTime, Shape::Circle, domain::clock_words::VerdictWord::OnTime.text(lang).into())
            }
        };
        view! { <span class=format!("verdict {}", tone.class())>{shape.view()} {text}</span> }
    });
    let queue = portion(row.queue.0, longest.0);
    let work = portion(row.work.unwrap_or_default().0, longest.0);
    let work_class = if late { "card-late" } else { "card-work" };
    let same = row.trays.iter().any(|wait| {
        wait.giver
            .hand()
            .zip(wait.receiver.as_ref())
            .is_some_and(|(giver, receiver)| giver.account == receiver.account)
    });
    let note = match (running, row.end) {
        (true, _) if row.work.is_some() => Some(w.dossier.card_running),
        (_, Some(end)) => Some(visit_end_name(lang, end)),
        _ => None,
    };
    view! {
        <tr class=running.then_some("current")>
            <td><b>{row.step.number()}</b></td>
            <td>
                <b>{name}</b>
                <br/>
                <span class="muted">{role}</span>
            </td>
            <td data-label=w.dossier.card_giver>{hands(shown, &row.trays, Side::Giver)}</td>
            <td data-label=w.dossier.card_receiver>{hands(shown, &row.trays, Side::Receiver)}</td>
            <td class="number" data-label=w.dossier.card_queue>{working(lang, row.queue)}</td>
            <td class="number" data-label=w.dossier.card_work>{row.work.map(|work| working(lang, work))}</td>
            <td class="number muted" data-label=w.dossier.card_norm>{row.norm.text(lang)}</td>
            <td>{verdict}</td>
            <td class="card-bar">
                <svg aria-hidden="true">
                    <rect class="card-queue" width=queue.clone() height="10"></rect>
                    <rect class=work_class x=queue width=work height="10"></rect>
                </svg>
            </td>
            <td>
                {note}
                {same.then(|| view! { <br/><span class="stand-in">{w.dossier.card_same_person}</span> })}
                <span class="unseen">{place}</span>
            </td>
        </tr>
    }
}
