//! What a command asks before it is sent, shared by the board and the page of a dossier.

mod deliver;
mod number;
mod passphrase;
mod password;
mod reason;
mod to_applicant;

use domain::command::{Command, Then};
use domain::event::ItemNote;
use domain::standard::StepNo;
use leptos::prelude::*;

pub(super) use passphrase::PassphraseDialog;
pub use password::PasswordDialog;

use super::desk::CommandDesk;
use super::subject::Subject;
use crate::ui::{Button, ButtonKind, Dialog, DialogWidth};
use crate::words::{self, words};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Why a file goes back, and to which step.
    SendBack {
        /// The step.
        to: StepNo,
    },
    /// What the applicant must mend.
    Return,
    /// Whether the stamp is set.
    Number {
        /// What follows the number.
        then: Then,
    },
    /// The reasons of a refusal.
    Refuse,
    /// Who takes the licence.
    Deliver,
}

/// An item of the checklist, as a return offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskItem {
    /// Its place in the list, from 1.
    pub number: usize,
    /// The requirement's own wording.
    pub text: String,
    /// Whether the desk found it absent: chosen from the start.
    pub missing: bool,
    /// The requirement's key, and what was noted about it already.
    pub note: ItemNote,
}

/// A dialog that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// About which dossier.
    pub subject: Subject,
    /// What is asked.
    pub ask: Ask,
    /// The items of the checklist, for a return.
    pub items: Vec<AskItem>,
}

/// The dialog of the command that asks for something.
#[component]
pub fn AskDialog(
    /// The desk of the screen.
    desk: CommandDesk,
) -> impl IntoView {
    let lang = words::lang();
    let w = words();
    let title = Signal::derive(move || {
        desk.asking.with(|asking| {
            let Some(Asking { subject, ask, .. }) = asking else { return String::new() };
            match ask {
                Ask::SendBack { to } => words::command::back(lang, &desk.step_name(subject, *to)),
                Ask::Return => w.command.return_verb.to_owned(),
                Ask::Number { then: Then::Keep } => w.command.number_keep_verb.to_owned(),
                Ask::Number { .. } => w.command.number_verb.to_owned(),
                Ask::Refuse => w.command.refuse_verb.to_owned(),
                Ask::Deliver => w.command.deliver_verb.to_owned(),
            }
        })
    });
    let lead = Signal::derive(move || {
        desk.asking.with(|asking| {
            let Some(Asking { subject, ask, .. }) = asking else { return String::new() };
            let about = words::command::subject(&subject.register, &subject.name.full());
            match ask {
                Ask::Return => format!("{about} · {}", w.command.return_lead),
                Ask::Refuse => format!("{about} · {}", w.command.refuse_lead),
                Ask::SendBack { .. } | Ask::Number { .. } | Ask::Deliver => about,
            }
        })
    });
    view! {
        <Dialog id="perintah" title=title lead=lead open=desk.open width=DialogWidth::Wide>
            {move || desk.asking.get().map(|asking| body(desk, asking))}
        </Dialog>
    }
}

fn body(desk: CommandDesk, asking: Asking) -> AnyView {
    let Asking { subject, ask, items } = asking;
    let about = subject.clone();
    let send = Callback::new(move |command: Command| {
        desk.open.set(false);
        desk.run(subject.clone(), command);
    });
    match ask {
        Ask::SendBack { to } => {
            let verb = words::command::back(words::lang(), &desk.step_name(&about, to));
            let command = Callback::new(move |reason| Command::SendBack { to, reason });
            view! { <reason::ReasonForm desk=desk kind=reason::ReasonKind::SendBack verb=verb command=command send=send/> }
                .into_any()
        }
        Ask::Refuse => {
            let command = Callback::new(|reasons| Command::Refuse { reasons });
            let verb = words().command.refuse_verb.to_owned();
            view! { <reason::ReasonForm desk=desk kind=reason::ReasonKind::Refusal verb=verb command=command send=send/> }
                .into_any()
        }
        Ask::Return => view! { <to_applicant::ReturnForm desk=desk items=items send=send/> }.into_any(),
        Ask::Number { then } => view! { <number::NumberForm desk=desk then=then send=send/> }.into_any(),
        Ask::Deliver => view! { <deliver::DeliverForm desk=desk send=send/> }.into_any(),
    }
}

/// The two buttons at the foot of a dialog; the second sends the form around it.
#[component]
fn Actions(
    /// The desk of the screen.
    desk: CommandDesk,
    /// The verb of the command.
    verb: String,
    /// What the verb weighs.
    #[prop(default = ButtonKind::Primary)]
    kind: ButtonKind,
) -> impl IntoView {
    view! {
        <div class="dialog-actions">
            <Button on:click=move |_| desk.open.set(false)>{words().command.cancel}</Button>
            <Button kind=kind role=crate::ui::ButtonRole::Submit>{verb}</Button>
        </div>
    }
}
