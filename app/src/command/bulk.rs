//! Accepting, initialling and signing many files at once: the names are listed, the password is asked before signatures,
//! each file is a command by itself, and what somebody else was quicker with is named.

use domain::board::{BoardCard, Group};
use domain::command::Command;
use domain::role::Actor;
use domain::standard::{ServiceStandard, StepKind};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::CommandDesk;
use super::offer::{Deed, Way, may_accept, offers};
use super::subject::Subject;
use crate::account::api::confirm_password;
use crate::error::AppError;
use crate::ui::{Button, ButtonKind, ButtonRole, CheckBox, Dialog, DialogWidth, Icon, InputKind, TextField};
use crate::words::{self, words};

/// What can be done with many files at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkAct {
    /// Take them from the tray.
    Accept,
    /// Initial and hand over.
    Initial,
    /// Sign and hand over.
    Sign,
}

impl BulkAct {
    /// Every act, in the order of the SOP.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Initial, Self::Sign];

    /// The word of the act's button in the page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Accept => "accept-all",
            Self::Initial => "initial-all",
            Self::Sign => "sign-all",
        }
    }

    /// The act with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.key() == key)
    }

    /// The group of a column whose files it is for.
    pub const fn group(self) -> Group {
        match self {
            Self::Accept => Group::Tray,
            Self::Initial | Self::Sign => Group::Desk,
        }
    }

    /// The act that a desk does in bulk with what it has accepted: a paraf or a signature is the same for every file.
    pub const fn of_desk(kind: StepKind) -> Option<Self> {
        match kind {
            StepKind::Initial => Some(Self::Initial),
            StepKind::Sign => Some(Self::Sign),
            StepKind::Intake | StepKind::Verify | StepKind::Draft | StepKind::Number | StepKind::Deliver => {
                None
            }
        }
    }

    /// The command for a card, none where it does not fit. A licence is made ready one by one, since each acceptance
    /// tells an applicant to come.
    pub fn command(self, standard: &ServiceStandard, card: &BoardCard, actor: &Actor) -> Option<Command> {
        let kind = standard.step(card.standing.step)?.kind;
        match self {
            Self::Accept => {
                let fits = kind != StepKind::Deliver && may_accept(standard, &card.standing, actor);
                fits.then_some(Command::Accept)
            }
            Self::Initial | Self::Sign if Self::of_desk(kind) != Some(self) => None,
            Self::Initial | Self::Sign => {
                let forward = |offer: super::offer::Offer| match (offer.way, offer.deed) {
                    (Way::Forward(_), Deed::Run(command)) => Some(command),
                    _ => None,
                };
                offers(standard, card, actor).into_iter().find_map(forward)
            }
        }
    }
}

/// How it went with one file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    /// Not sent.
    Open,
    /// On its way.
    Sending,
    /// Carried out.
    Done,
    /// Not, and why.
    Failed(String),
}

/// A file of the list.
#[derive(Clone, Debug)]
struct Row {
    subject: Subject,
    step: String,
    command: Command,
    // Counted references: the list outlives the button that opened it.
    chosen: ArcRwSignal<bool>,
    outcome: ArcRwSignal<Outcome>,
}

/// A list that is open.
#[derive(Clone, Debug)]
pub(super) struct Bulk {
    act: BulkAct,
    rows: Vec<Row>,
}

impl Bulk {
    /// The files among `cards` that the act fits.
    pub(super) fn new(desk: CommandDesk, act: BulkAct, cards: Vec<BoardCard>) -> Self {
        let (standards, actor, lang) = (desk.standards(), desk.actor(), words::lang());
        let row = |card: BoardCard| {
            let standard = standards.find(&card.service, card.standard)?;
            let command = act.command(standard, &card, &actor)?;
            Some(Row {
                subject: Subject::from(&card),
                step: standard.step(card.standing.step).map_or("", |step| step.name.get(lang)).to_owned(),
                command,
                chosen: ArcRwSignal::new(true),
                outcome: ArcRwSignal::new(Outcome::Open),
            })
        };
        Self { act, rows: cards.into_iter().filter_map(row).collect() }
    }
}

/// The dialog of a list.
#[component]
pub(super) fn BulkDialog(
    /// The desk of the screen.
    desk: CommandDesk,
) -> impl IntoView {
    let lang = words::lang();
    let title = Signal::derive(move || {
        desk.bulk.with(|bulk| bulk.as_ref().map_or(String::new(), |bulk| words::bulk::title(lang, bulk.act)))
    });
    let lead = Signal::derive(move || {
        desk.bulk.with(|bulk| bulk.as_ref().map_or("", |bulk| words::bulk::lead(lang, bulk.act)).to_owned())
    });
    view! {
        <Dialog id="banyak" title=title lead=lead open=desk.bulk_open width=DialogWidth::Wide>
            {move || desk.bulk.get().map(|bulk| view! { <BulkForm desk=desk bulk=bulk/> })}
        </Dialog>
    }
}

#[component]
fn BulkForm(desk: CommandDesk, bulk: Bulk) -> impl IntoView {
    let (w, lang) = (words(), words::lang());
    let Bulk { act, rows } = bulk;
    let password = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let is_over = RwSignal::new(false);
    let kept = StoredValue::new(rows.clone());
    let chosen =
        Memo::new(move |_| kept.with_value(|rows| rows.iter().filter(|row| row.chosen.get()).count()));
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() || chosen.get_untracked() == 0 {
            return;
        }
        is_busy.set(true);
        fault.set(None);
        spawn_local(async move {
            if act == BulkAct::Sign
                && let Err(error) = confirm_password(password.get_untracked()).await
            {
                fault.set(Some(match error {
                    AppError::WrongPassword => w.command.password_wrong.to_owned(),
                    error => words::error::app_error(lang, &error).title,
                }));
                is_busy.set(false);
                return;
            }
            for row in kept.get_value().into_iter().filter(|row| row.chosen.get_untracked()) {
                row.outcome.set(Outcome::Sending);
                let outcome = match desk.attempt(row.subject.clone(), row.command.clone()).await {
                    Ok(_) => Outcome::Done,
                    Err(error) => Outcome::Failed(desk.told(&row.subject, &error)),
                };
                row.outcome.set(outcome);
                // A list that was closed goes no further: what is sent is sent, the rest is not.
                if desk.bulk_open.try_get_untracked() != Some(true) {
                    is_busy.try_set(false);
                    return;
                }
            }
            is_busy.try_set(false);
            is_over.try_set(true);
        });
    };
    let list = rows.into_iter().map(|row| row_view(row, is_over)).collect_view();
    let password_field = (act == BulkAct::Sign).then(|| {
        view! {
            <div hidden=move || is_over.get()>
                <TextField
                    name="sandi-banyak"
                    label=w.command.password
                    value=password
                    error=fault
                    kind=InputKind::Password
                    autocomplete="current-password"
                />
            </div>
        }
    });
    let summary = move || {
        is_over.get().then(|| {
            let count = |wanted: fn(&Outcome) -> bool| {
                kept.with_value(|rows| rows.iter().filter(|row| row.outcome.with(wanted)).count())
            };
            let done = count(|outcome| *outcome == Outcome::Done);
            let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
            view! { <p class="bulk-summary" role="status">{words::bulk::summary(lang, act, done, failed)}</p> }
        })
    };
    let verb = move || words::bulk::verb(lang, act, chosen.get());
    let foot = move || {
        if is_over.get() {
            view! { <Button kind=ButtonKind::Primary on:click=move |_| desk.bulk_open.set(false)>{w.common.close}</Button> }
                .into_any()
        } else {
            view! {
                <Button on:click=move |_| desk.bulk_open.set(false)>{w.command.cancel}</Button>
                <Button kind=ButtonKind::Primary role=ButtonRole::Submit busy=is_busy>{verb}</Button>
            }
            .into_any()
        }
    };
    view! {
        <form class="dialog-body" on:submit=on_submit novalidate>
            <ul class="bulk-list">{list}</ul>
            {password_field}
            {summary}
            <div class="dialog-actions">{foot}</div>
        </form>
    }
}

fn row_view(row: Row, is_over: RwSignal<bool>) -> impl IntoView {
    let w = words();
    let Row { subject, step, chosen, outcome, .. } = row;
    let (chosen, outcome) = (RwSignal::from(chosen), RwSignal::from(outcome));
    let label = format!("{} {}", subject.register, subject.name.full());
    let told = move || {
        match outcome.get() {
        Outcome::Open => ().into_any(),
        Outcome::Sending => view! { <span class="muted">{w.board.sending}</span> }.into_any(),
        Outcome::Done => {
            view! { <span class="verdict verdict-ontime">{Icon::Tick.small()}<span>{w.command.bulk_done}</span></span> }
                .into_any()
        }
        Outcome::Failed(why) => {
            view! { <span class="bulk-failed">{Icon::Warning.small()}<span>{why}</span></span> }.into_any()
        }
    }
    };
    let name = format!("banyak-{}", subject.id);
    let disabled = Signal::derive(move || is_over.get() || outcome.with(|outcome| *outcome != Outcome::Open));
    view! {
        <li>
            <CheckBox name=name label=label checked=chosen disabled=disabled/>
            <span class="muted bulk-step">{step}</span>
            {told}
        </li>
    }
}
