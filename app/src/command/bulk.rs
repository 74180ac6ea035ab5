//! Accepting, initialling and signing many files at once: the names are listed, the password is asked before signatures and
//! the passphrase once for all letters that are signed electronically, each file is a command by itself, and what somebody
//! else was quicker with is named.

use domain::batch::MOST;
use domain::board::BoardCard;
use domain::command::Command;
use domain::role::Permission;
use domain::signing::{Passphrase, SigningFault};
use domain::transition::BulkAct;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::desk::CommandDesk;
use super::subject::Subject;
use crate::account::api::confirm_password;
use crate::error::AppError;
use crate::routes;
use crate::ui::{
    Button, ButtonKind, ButtonRole, CheckBox, Dialog, DialogWidth, FormError, Icon, InputKind, TextField,
};
use crate::words::{self, words};

/// The word of an act's button in the page.
pub const fn bulk_key(act: BulkAct) -> &'static str {
    match act {
        BulkAct::Accept => "accept-all",
        BulkAct::Initial => "initial-all",
        BulkAct::Sign => "sign-all",
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
            let command = act.command(standard, &card.standing, &actor)?;
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

impl Row {
    fn is_to_do(&self) -> bool {
        self.chosen.get() && self.outcome.with(|outcome| matches!(outcome, Outcome::Open | Outcome::Sending))
    }
}

/// How far a list came.
enum Came {
    /// To its end.
    Through,
    /// To a letter whose passphrase is asked for, after a wrong one or none.
    ToPassphrase(SigningFault),
    /// To a file before which the password is asked again: it holds for some minutes.
    ToPassword,
    /// To a fault that the next files would meet too, this one and they being as they were.
    ToFault(String),
    /// It was closed: what is sent is sent, the rest is not.
    ToItsClose,
}

/// Whether the next file of a list would meet the same.
fn stops_others(error: &AppError) -> bool {
    match error {
        AppError::NotSigned { fault } => fault.stops_others(),
        error => matches!(error, AppError::Offline | AppError::SignIn),
    }
}

/// Sends the files one after another.
async fn send_each(
    desk: CommandDesk,
    rows: Vec<Row>,
    passphrase: Option<Passphrase>,
    is_shown: ArcRwSignal<bool>,
) -> Came {
    for row in rows {
        if !is_shown.get_untracked() {
            return Came::ToItsClose;
        }
        row.outcome.set(Outcome::Sending);
        match desk.attempt(row.subject.clone(), row.command.clone(), passphrase.clone()).await {
            Ok(_) => row.outcome.set(Outcome::Done),
            Err(AppError::NotSigned {
                fault: fault @ (SigningFault::PassphraseNeeded | SigningFault::WrongPassphrase),
            }) => {
                row.outcome.set(Outcome::Open);
                return Came::ToPassphrase(fault);
            }
            Err(AppError::PasswordAgain) => {
                row.outcome.set(Outcome::Open);
                return Came::ToPassword;
            }
            Err(error) => {
                let told = desk.told(&row.subject, &error);
                if stops_others(&error) {
                    row.outcome.set(Outcome::Open);
                    return Came::ToFault(told);
                }
                row.outcome.set(Outcome::Failed(told));
            }
        }
    }
    Came::Through
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
    let is_confirmed = RwSignal::new(act != BulkAct::Sign);
    let passphrase = RwSignal::new(String::new());
    let passphrase_fault = RwSignal::new(None::<String>);
    let is_electronic = RwSignal::new(false);
    let stopped = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let is_over = RwSignal::new(false);
    let counted = rows.clone();
    let chosen = Memo::new(move |_| counted.iter().filter(|row| row.is_to_do()).count());
    let is_shown = ArcRwSignal::new(true);
    on_cleanup({
        let is_shown = is_shown.clone();
        move || is_shown.set(false)
    });
    let (kept, summed, printed) = (rows.clone(), rows.clone(), rows.clone());
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() || chosen.get_untracked() == 0 {
            return;
        }
        let typed_passphrase = is_electronic
            .get_untracked()
            .then(|| Passphrase::new(passphrase.try_update(std::mem::take).unwrap_or_default()));
        if typed_passphrase.as_ref().is_some_and(Passphrase::is_empty) {
            passphrase_fault.set(Some(w.signing.missing.to_owned()));
            return;
        }
        if !is_confirmed.get_untracked() && password.with_untracked(String::is_empty) {
            fault.set(Some(w.command.password_missing.to_owned()));
            return;
        }
        is_busy.set(true);
        fault.set(None);
        passphrase_fault.set(None);
        stopped.set(None);
        let to_do: Vec<Row> = kept.iter().filter(|row| untrack(|| row.is_to_do())).cloned().collect();
        let (is_shown, typed) = (is_shown.clone(), password.get_untracked());
        spawn_local(async move {
            if !is_confirmed.get_untracked() {
                if let Err(error) = confirm_password(typed).await {
                    fault.try_set(Some(match error {
                        AppError::WrongPassword => w.command.password_wrong.to_owned(),
                        error => words::error::app_error(lang, &error).title,
                    }));
                    is_busy.try_set(false);
                    return;
                }
                is_confirmed.try_set(true);
            }
            let came = send_each(desk, to_do, typed_passphrase, is_shown).await;
            is_busy.try_set(false);
            match came {
                Came::ToPassphrase(fault) => {
                    is_electronic.try_set(true);
                    let is_wrong = fault == SigningFault::WrongPassphrase;
                    passphrase_fault
                        .try_set(is_wrong.then(|| words::signing::title(lang, &fault).to_owned()));
                }
                Came::ToPassword => {
                    password.try_set(String::new());
                    is_confirmed.try_set(false);
                }
                Came::ToFault(told) => {
                    stopped.try_set(Some(told));
                }
                Came::Through => {
                    is_over.try_set(chosen.try_get_untracked() == Some(0));
                }
                Came::ToItsClose => {}
            }
        });
    };
    let list = rows.into_iter().map(|row| row_view(row, is_over)).collect_view();
    let password_field = (act == BulkAct::Sign).then(|| {
        view! {
            <div hidden=move || is_over.get() || is_confirmed.get()>
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
    let passphrase_block = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        passphrase_fault.track();
        if let Some(block) = passphrase_block.get()
            && let Ok(Some(field)) = block.query_selector("input")
        {
            drop(field.unchecked_into::<HtmlElement>().focus());
        }
    });
    let passphrase_field = move || {
        is_electronic.get().then(|| {
            view! {
                <div class="bulk-passphrase" node_ref=passphrase_block hidden=move || is_over.get()>
                    <p class="muted">{w.signing.lead_of_several}</p>
                    <TextField
                        name="frasa-banyak"
                        label=w.signing.passphrase
                        value=passphrase
                        error=passphrase_fault
                        kind=InputKind::Password
                    />
                </div>
            }
        })
    };
    let summary = move || {
        is_over.get().then(|| {
            let count = |wanted: fn(&Outcome) -> bool| {
                summed.iter().filter(|row| row.outcome.with(wanted)).count()
            };
            let done = count(|outcome| *outcome == Outcome::Done);
            let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
            view! { <p class="bulk-summary" role="status">{words::bulk::summary(lang, act, done, failed)}</p> }
        })
    };
    let verb = move || words::bulk::verb(lang, act, chosen.get());
    let may_print = desk.actor().may(Permission::SeeDossier);
    // What is chosen leads to the beginning of a batch, before the act and after it.
    let print = move || {
        let ids: Vec<_> = printed
            .iter()
            .filter(|row| row.chosen.get())
            .take(MOST)
            .map(|row| row.subject.id.clone())
            .collect();
        (may_print && !ids.is_empty() && !is_busy.get()).then(|| {
            view! {
                <a class="button bulk-print" href=routes::batch_of(&ids)>
                    {Icon::Print.view()}
                    {w.batch.print}
                </a>
            }
        })
    };
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
            {passphrase_field}
            {move || stopped.get().map(|text| view! { <FormError text=text/> })}
            {summary}
            <div class="dialog-actions">{print} {foot}</div>
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
