//! The control card: a row per visit with both initials, waiting and work on one scale, so that a delay is seen before
//! it is read; and what the reading proved of its chain.

use domain::card_remark::{Remark, remarks};
use domain::clock::Verdict;
use domain::clock_words::{VerdictWord, step_words};
use domain::control_card::{CardRow, ControlCard};
use domain::dossier::{Stage, TrayWait};
use domain::dossier_clock::step_facts;
use domain::dossier_view::CardProof;
use domain::event::By;
use domain::standard::StepNo;
use domain::time::{Instant, WorkingMs};
use leptos::prelude::*;

use super::page::Shown;
use super::paper::{PaperHead, Part};
use crate::ui::{Button, Icon, Paraf, Shape, Size, Tone, portion};
use crate::words::common::role_name_under;
use crate::words::control_card::{Teller, head_in_groups, proof_line, proof_warning};
use crate::words::dossier::{not_counted, over, where_time_went, working};
use crate::words::my_desk::shortened;
use crate::words::{lang, words};

/// A wait of this share of all waiting stands out: one in five.
const LONG_WAIT: i64 = 5;

/// What is left of the running step at an instant: "sisa 4 j 18 m"; none where its clock does not run.
pub(super) fn left_of(shown: &Shown, now: Instant) -> Option<String> {
    let dossier = &shown.view.dossier;
    let stage = &dossier.standing.stage;
    if !matches!(stage, Stage::Desk { .. }) {
        return None;
    }
    let norm = shown.standard.step(dossier.standing.step)?.norm;
    let said =
        step_words(&shown.calendar, &step_facts(stage, norm, dossier.step_clock())?, now, lang()).ok()?;
    Some(shortened(lang(), &said.text, ""))
}

/// The panel of the card.
#[component]
pub(super) fn ControlCardPanel(
    shown: Shown,
    card: Memo<Option<ControlCard>>,
    #[prop(into)] now: Signal<Instant>,
) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let warning = proof_warning(lang, shown.proof)
        .map(|text| view! { <p class="note note-danger">{Icon::Warning.view()}<span>{text}</span></p> });
    let told = StoredValue::new(remarks(&shown.view.dossier, &shown.view.card));
    let (for_rows, for_sum) = (shown.clone(), shown.clone());
    let rows = move || {
        card.with(|card| {
            let card = card.as_ref()?;
            Some(told.with_value(|told| visits(&for_rows, card, told, now.get())))
        })
    };
    let sum = move || card.with(|card| Some(sum_row(&for_sum, card.as_ref()?)));
    view! {
        <section class="panel card-panel" aria-labelledby="card">
            <PaperHead shown=shown.clone() title=w.dossier.card/>
            <div class="panel-head">
                <h2 class="panel-title" id="card">{w.dossier.card}</h2>
                <p class="card-proof muted">
                    <Proof shown=shown.clone()/>
                    <span class="nowrap">{shown.view.card.len()}" "{w.dossier.entries}</span>
                    <span class="nowrap">
                        {w.dossier.head}" "
                        <span class="hash" title=shown.view.head.clone()>{head_in_groups(&shown.view.head)}</span>
                    </span>
                </p>
                <Button size=Size::Small on:click=move |_| Part::Card.print()>
                    {Icon::Print.view()}
                    {w.dossier.print_card}
                </Button>
            </div>
            {warning}
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
                        {to_come(&shown)}
                    </tbody>
                    <tfoot>{sum}</tfoot>
                </table>
            </div>
            <p class="on-paper chain-head">{w.dossier.head}": "{shown.view.head.clone()}</p>
        </section>
    }
}

/// What the reading proved, with a shape that says it too.
#[component]
fn Proof(shown: Shown) -> impl IntoView {
    let text = proof_line(lang(), shown.proof, &shown.calendar, shown.view.as_of);
    let (class, icon) = match shown.proof {
        CardProof::Intact | CardProof::IntactSince(_) => ("proof", Icon::Tick),
        CardProof::Unproven | CardProof::Broken(_) => ("proof danger-text strong", Icon::Warning),
    };
    view! { <span class=class>{icon.small()} {text}</span> }
}

/// The visits that were, each with its remarks.
fn visits(
    shown: &Shown,
    card: &ControlCard,
    told: &[Vec<Remark>],
    now: Instant,
) -> Vec<impl IntoView + use<>> {
    let longest =
        card.rows.iter().map(|row| row.queue + row.work.unwrap_or_default()).max().unwrap_or_default();
    let scale = Scale { longest, waiting: card.queue };
    let left = left_of(shown, now);
    card.rows
        .iter()
        .zip(told)
        .map(|(row, told)| {
            let left = left.clone().filter(|_| row.end.is_none());
            visit(shown, row, told, scale, left)
        })
        .collect()
}

/// The steps that the file has not reached.
fn to_come(shown: &Shown) -> Vec<impl IntoView + use<>> {
    let (lang, w) = (lang(), words());
    let standing = &shown.view.dossier.standing;
    shown
        .standard
        .numbered()
        .filter(|(no, _)| *no > standing.step && standing.ended().is_none())
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
        .collect()
}

fn sum_row(shown: &Shown, card: &ControlCard) -> impl IntoView + use<> {
    let (lang, w) = (lang(), words());
    let step_name = |step: StepNo| shown.standard.step(step).map(|step| step.name.get(lang).to_owned());
    let finding = card
        .waiting_percent
        .zip(card.longest_wait.and_then(step_name))
        .map(|(percent, step)| where_time_went(lang, percent, &step));
    let away = (card.with_applicant > WorkingMs::ZERO).then(|| not_counted(lang, card.with_applicant));
    view! {
        <tr>
            <td></td>
            <th scope="row">{w.dossier.card_sum}</th>
            <td colspan="2" class="muted">{away}</td>
            <td class="number" data-label=w.dossier.queue><b>{working(lang, card.queue)}</b></td>
            <td class="number" data-label=w.dossier.work><b>{working(lang, card.work)}</b></td>
            <td colspan="2"></td>
            <td colspan="2"><b>{finding}</b></td>
        </tr>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Giver,
    Receiver,
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
                // Received on the day on which it was given: the time says it where there is little room.
                let same_day = side == Side::Receiver && shown.calendar.date(wait.from) == local.date;
                let day = domain::time::words::short_day(local.date, lang);
                view! { <span class="nowrap"><span class:same-day=same_day>{day}" "</span>{local.time(lang)}</span> }
            });
            view! { <span class="card-hand">{who} {at}</span> }
        })
        .collect()
}

/// By what the rows are measured.
#[derive(Clone, Copy)]
struct Scale {
    /// The longest visit: the whole width of every bar.
    longest: WorkingMs,
    /// All waiting of the card.
    waiting: WorkingMs,
}

/// How a visit stands: late by how much, what is left while it lasts, or its verdict.
fn verdict(row: &CardRow, left: Option<String>) -> Option<impl IntoView + use<>> {
    let lang = lang();
    let (tone, shape, text) = match row.verdict? {
        Verdict::Overdue | Verdict::Missed => (Tone::Late, Shape::Square, over(lang, row.over)),
        Verdict::AtRisk => {
            let word = VerdictWord::Near.text(lang);
            let text = left.map_or_else(|| word.to_owned(), |left| format!("{word}, {left}"));
            (Tone::Risk, Shape::Triangle, text)
        }
        Verdict::OnTrack | Verdict::Met => {
            let text = left.unwrap_or_else(|| VerdictWord::OnTime.text(lang).to_owned());
            (Tone::OnTime, Shape::Circle, text)
        }
    };
    Some(view! { <span class=format!("verdict {}", tone.class())>{shape.view()} {text}</span> })
}

/// What is remarked of a visit, and that it is not over.
fn notes(shown: &Shown, told: &[Remark], running: Option<&'static str>) -> impl IntoView + use<> {
    let teller = Teller { lang: lang(), standard: &shown.standard, calendar: &shown.calendar };
    let told = told
        .iter()
        .map(|remark| {
            let loan = match remark {
                Remark::StandIn(hand) => shown.loan_of(hand),
                _ => None,
            };
            let class = matches!(remark, Remark::SamePerson | Remark::StandIn(_) | Remark::WhileAbsent(_))
                .then_some("stand-in");
            view! { <li class=class>{teller.remark(remark, loan)}</li> }
        })
        .collect_view();
    let running = running.map(|running| view! { <li>{running}</li> });
    view! { <ul class="remarks">{told} {running}</ul> }
}

fn visit(
    shown: &Shown,
    row: &CardRow,
    told: &[Remark],
    scale: Scale,
    left: Option<String>,
) -> impl IntoView + use<> {
    let (lang, w) = (lang(), words());
    let step = shown.standard.step(row.step);
    let name = step.map(|step| step.name.get(lang).to_owned());
    let role = step.map(|step| role_name_under(lang, &shown.standard, &step.role));
    let standing = &shown.view.dossier.standing;
    let running = row.end.is_none() && standing.ended().is_none();
    let now = match standing.stage {
        Stage::Desk { .. } => Some(w.dossier.card_running),
        Stage::Tray { .. } => Some(w.dossier.card_waiting),
        Stage::Ready { .. } => Some(w.dossier.ready),
        Stage::WithApplicant { .. } | Stage::Ended { .. } => None,
    };
    let (queue, work) =
        (portion(row.queue.0, scale.longest.0), portion(row.work.unwrap_or_default().0, scale.longest.0));
    let work_class = if row.over > WorkingMs::ZERO { "card-late" } else { "card-work" };
    let long = row.queue > WorkingMs::ZERO && row.queue.0 * LONG_WAIT >= scale.waiting.0;
    view! {
        <tr class=running.then_some("current")>
            <td><b class="card-no">{row.step.number()}</b></td>
            <td>
                <b>{name}</b>
                <span class="card-role muted">{role}</span>
            </td>
            <td data-label=w.dossier.card_giver>{hands(shown, &row.trays, Side::Giver)}</td>
            <td data-label=w.dossier.card_receiver>{hands(shown, &row.trays, Side::Receiver)}</td>
            <td class="number" class:strong=long data-label=w.dossier.queue>{working(lang, row.queue)}</td>
            <td class="number" data-label=w.dossier.work>{row.work.map(|work| working(lang, work))}</td>
            <td class="number muted" data-label=w.dossier.norm>{row.norm.text(lang)}</td>
            <td>{verdict(row, left)}</td>
            <td class="card-bar">
                <svg aria-hidden="true">
                    <rect class="card-queue" width=queue.clone() height="10"></rect>
                    <rect class=work_class x=queue width=work height="10"></rect>
                </svg>
            </td>
            <td class="card-notes">{notes(shown, told, now.filter(|_| running))}</td>
        </tr>
    }
}
