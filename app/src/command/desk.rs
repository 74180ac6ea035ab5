//! The browser's side of a command: it is sent once, repeated with the same identity where the answer was lost, and what
//! came of it is said in words.

use std::sync::Arc;

use domain::board::BoardCard;
use domain::command::Command;
use domain::dossier::{End, Stage, TrayOrigin};
use domain::event::ItemNote;
use domain::id::{CommandId, DossierId};
use domain::role::Actor;
use domain::signing::{Passphrase, SigningFault};
use domain::standard::{ServiceStandard, Standards, StepNo};
use domain::time::Instant;
use domain::transition::BulkAct;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{Acted, act};
use super::bulk::{Bulk, BulkDialog};
use super::dialogs::{Ask, AskDialog, AskItem, Asking, PassphraseDialog, PasswordDialog};
use super::id::new_command_id;
use super::offer::Deed;
use super::subject::Subject;
use crate::error::AppError;
use crate::ticker;
use crate::ui::{Toast, ToastKind, Toasting, use_toasts};
use crate::words::command::{Outcome, done};
use crate::words::{self, words};

/// What a screen does with the answers to commands.
#[derive(Clone, Copy, Debug)]
pub struct Answers {
    /// It was carried out: the dossier as it is now.
    pub done: Callback<Acted>,
    /// Somebody was quicker: the screen shows the dossier anew.
    pub changed: Callback<DossierId>,
}

/// A command on its way.
#[derive(Clone, Debug)]
struct Sending {
    subject: Subject,
    command: Command,
    id: CommandId,
    /// What unlocks the signer's key, for this one sending.
    passphrase: Option<Passphrase>,
}

/// A command that waits for a password or a passphrase.
#[derive(Clone, Debug)]
struct Held {
    sending: Sending,
    /// What was wrong with the last passphrase.
    fault: Option<String>,
}

/// Sends commands. Cheap to copy; a screen makes one, its parts take it from the context.
#[derive(Clone, Copy)]
pub struct CommandDesk {
    standards: StoredValue<Arc<Standards>>,
    actor: StoredValue<Actor>,
    answers: StoredValue<Answers>,
    toasts: Toasting,
    sending: RwSignal<Vec<DossierId>>,
    pub(super) asking: RwSignal<Option<Asking>>,
    pub(super) open: RwSignal<bool>,
    pub(super) bulk: RwSignal<Option<Bulk>>,
    pub(super) bulk_open: RwSignal<bool>,
    held: RwSignal<Option<Held>>,
    password: RwSignal<bool>,
    /// Whether the passphrase of an electronic signature is asked for.
    pub(super) passphrase: RwSignal<bool>,
}

/// Makes the desk of a screen and puts it into the context. [`CommandDialogs`] must stand somewhere on the screen.
pub fn provide_command_desk(standards: Arc<Standards>, actor: Actor, answers: Answers) -> CommandDesk {
    let desk = CommandDesk {
        standards: StoredValue::new(standards),
        actor: StoredValue::new(actor),
        answers: StoredValue::new(answers),
        toasts: use_toasts(),
        sending: RwSignal::new(Vec::new()),
        asking: RwSignal::new(None),
        open: RwSignal::new(false),
        bulk: RwSignal::new(None),
        bulk_open: RwSignal::new(false),
        held: RwSignal::new(None),
        password: RwSignal::new(false),
        passphrase: RwSignal::new(false),
    };
    provide_context(desk);
    desk
}

impl CommandDesk {
    /// Whether a command on this dossier is under way.
    ///
    /// A screen that is being replaced may still ask: nothing is on its way for it.
    pub fn is_sending(self, id: &DossierId) -> bool {
        self.sending.try_with(|all| all.contains(id)).unwrap_or(false)
    }

    /// The standards by which the screen's dossiers are judged.
    pub fn standards(self) -> Arc<Standards> {
        self.standards.get_value()
    }

    /// The screen shows dossiers under these standards from now on.
    pub fn judge_by(self, standards: Arc<Standards>) {
        self.standards.set_value(standards);
    }

    /// Who acts.
    pub fn actor(self) -> Actor {
        self.actor.get_value()
    }

    /// Takes an offer on a card: sends the command or opens what asks for the rest of it.
    pub fn take(self, card: &BoardCard, deed: Deed) {
        match deed {
            Deed::Run(command) => self.run(Subject::from(card), command),
            Deed::Ask(ask) => self.ask(Subject::from(card), ask, self.items(card)),
            Deed::Refused(_) => {}
        }
    }

    /// The requirements of a card's application, as a return offers them.
    fn items(self, card: &BoardCard) -> Vec<AskItem> {
        let (standards, lang) = (self.standards(), words::lang());
        let Some(standard) = standards.find(&card.service, card.standard) else { return Vec::new() };
        (1..)
            .zip(standard.requirements_for(&card.standing.kind))
            .map(|(number, item)| AskItem {
                number,
                text: item.text.get(lang).to_owned(),
                missing: false,
                note: ItemNote { key: item.key.clone(), ..ItemNote::default() },
            })
            .collect()
    }

    /// What the standard of a dossier says.
    /// Nothing on a page that was left meanwhile.
    fn under<T: Default>(self, subject: &Subject, say: impl FnOnce(&ServiceStandard) -> T) -> T {
        let Some(standards) = self.standards.try_get_value() else { return T::default() };
        standards.find(&subject.service, subject.standard).map(say).unwrap_or_default()
    }

    /// Sends a command on a dossier as the person sees it.
    pub fn run(self, subject: Subject, command: Command) {
        let id = new_command_id(ticker::now(Instant::UNIX_EPOCH));
        self.send(Sending { subject, command, id, passphrase: None });
    }

    /// Sends a command and waits for its end; nothing is said of it.
    ///
    /// # Errors
    /// What the server refused it with.
    pub(super) async fn attempt(
        self,
        subject: Subject,
        command: Command,
        passphrase: Option<Passphrase>,
    ) -> Result<Acted, AppError> {
        let id = new_command_id(ticker::now(Instant::UNIX_EPOCH));
        let answer = self.send_once(&Sending { subject: subject.clone(), command, id, passphrase }).await;
        if let Err(AppError::Changed { .. }) = answer {
            self.tell_changed(subject.id);
        }
        answer
    }

    fn tell_changed(self, dossier: DossierId) {
        if let Some(answers) = self.answers.try_get_value() {
            answers.changed.try_run(dossier);
        }
    }

    /// Opens the list of the files among these that an act fits.
    pub fn ask_in_bulk(self, act: BulkAct, cards: Vec<BoardCard>) {
        self.bulk.set(Some(Bulk::new(self, act, cards)));
        self.bulk_open.set(true);
    }

    /// What an error says of a dossier, in one sentence.
    pub(super) fn told(self, subject: &Subject, error: &AppError) -> String {
        let lang = words::lang();
        let told = self
            .under(subject, |standard| Some(words::error::app_error_under(lang, standard, error)))
            .unwrap_or_else(|| words::error::app_error(lang, error));
        if told.detail.is_empty() { told.title } else { format!("{}. {}", told.title, told.detail) }
    }

    /// Opens the dialog that asks for the rest of a command. `items` are those of the checklist, for a return.
    pub fn ask(self, subject: Subject, ask: Ask, items: Vec<AskItem>) {
        self.asking.set(Some(Asking { subject, ask, items }));
        self.open.set(true);
    }

    /// The name of a step of a dossier's standard.
    pub(super) fn step_name(self, subject: &Subject, step: StepNo) -> String {
        let lang = words::lang();
        self.under(subject, |standard| {
            standard.step(step).map(|step| step.name.get(lang).to_owned()).unwrap_or_default()
        })
    }

    fn send(self, sending: Sending) {
        if self.sending.with_untracked(|all| all.contains(&sending.subject.id)) {
            return;
        }
        spawn_local(async move {
            match self.send_once(&sending).await {
                Ok(acted) => self.say_done(&sending, &acted),
                Err(error) => self.say_failed(&sending, &error),
            }
        });
    }

    async fn send_once(self, sending: &Sending) -> Result<Acted, AppError> {
        let Sending { subject, command, id, passphrase } = sending;
        self.sending.try_update(|all| all.push(subject.id.clone()));
        let answer =
            act(subject.id.clone(), subject.seen, id.clone(), command.clone(), passphrase.clone()).await;
        self.sending.try_update(|all| all.retain(|other| *other != subject.id));
        if let Ok(acted) = &answer {
            ticker::correct(acted.as_of);
            // The page may have been left meanwhile.
            if let Some(answers) = self.answers.try_get_value() {
                answers.done.try_run(acted.clone());
            }
        }
        answer
    }

    fn say_done(self, sending: &Sending, acted: &Acted) {
        let lang = words::lang();
        let standing = &acted.card.standing;
        // The page was left meanwhile: where the file is now stands on the next one.
        let Some(actor) = self.actor.try_get_value() else { return };
        let role = self.under(&sending.subject, |standard| {
            let step = standard.step(standing.step);
            step.map(|step| words::common::role_name_under(lang, standard, &step.role)).unwrap_or_default()
        });
        let step = self.step_name(&sending.subject, standing.step);
        let outcome = outcome(&sending.command, &standing.stage, &role, &step, actor.initials.as_str());
        let toast = Toast::done(done(lang, &sending.subject.register, &outcome));
        let given = matches!(outcome, Outcome::Given { .. });
        self.toasts.say(if given {
            let w = words();
            let subject = Subject::from(&acted.card);
            let take_back = Callback::new(move |()| self.run(subject.clone(), Command::TakeBack));
            toast.detail(w.command.can_be_retrieved).action(w.command.retrieve, take_back)
        } else {
            toast
        });
    }

    fn say_failed(self, sending: &Sending, error: &AppError) {
        match error {
            AppError::PasswordAgain => {
                let sending = Sending { passphrase: None, ..sending.clone() };
                self.held.set(Some(Held { sending, fault: None }));
                self.password.set(true);
            }
            AppError::NotSigned {
                fault: fault @ (SigningFault::PassphraseNeeded | SigningFault::WrongPassphrase),
            } => {
                let is_wrong = *fault == SigningFault::WrongPassphrase;
                let told = is_wrong.then(|| words::signing::title(words::lang(), fault).to_owned());
                let sending = Sending { passphrase: None, ..sending.clone() };
                self.held.set(Some(Held { sending, fault: told }));
                self.passphrase.set(true);
            }
            AppError::Offline => {
                // The passphrase is not kept: sent again, it is asked for again.
                let again = Sending { passphrase: None, ..sending.clone() };
                let act = Callback::new(move |()| self.send(again.clone()));
                self.toasts.say(Toast::error(error).action(words().command.send_again, act));
            }
            // With the way to the door, and back here.
            AppError::SignIn => self.toasts.error(error),
            AppError::Changed { .. } => {
                self.toasts.error(error);
                self.tell_changed(sending.subject.id.clone());
            }
            _ => {
                let lang = words::lang();
                let told = self
                    .under(&sending.subject, |standard| {
                        Some(words::error::app_error_under(lang, standard, error))
                    })
                    .unwrap_or_else(|| words::error::app_error(lang, error));
                self.toasts
                    .say(Toast { kind: ToastKind::Error, ..Toast::done(told.title) }.detail(told.detail));
            }
        }
    }

    /// Whose command waits for a password or a passphrase: "000131 Siti Nurhayati Harahap".
    pub(super) fn held_letter(self) -> String {
        let told = |Held { sending, .. }: &Held| {
            words::command::subject(&sending.subject.register, &sending.subject.name.full())
        };
        self.held.with(|held| held.as_ref().map(told).unwrap_or_default())
    }

    /// What was wrong with the last passphrase.
    pub(super) fn held_fault(self) -> Option<String> {
        self.held.with(|held| held.as_ref().and_then(|held| held.fault.clone()))
    }

    /// What waited for the passphrase is sent with it, once.
    pub(super) fn sign_with(self, passphrase: Passphrase) {
        self.passphrase.set(false);
        if let Some(Held { sending, .. }) = self.held.try_update(Option::take).flatten() {
            self.send(Sending { passphrase: Some(passphrase), ..sending });
        }
    }

    /// After the password was confirmed, what waited for it goes on.
    fn go_on(self) {
        self.password.set(false);
        if let Some(Held { sending, .. }) = self.held.try_update(Option::take).flatten() {
            self.send(sending);
        }
    }
}

/// What a command came to, from where the file is now.
fn outcome<'a>(
    command: &Command,
    stage: &Stage,
    role: &'a str,
    step: &'a str,
    initials: &'a str,
) -> Outcome<'a> {
    match (command, stage) {
        (Command::ApplicantArrived, _) => Outcome::Arrived,
        (Command::ApplicantLeft, _) => Outcome::Left,
        (Command::Revoke { .. }, _) => Outcome::Revoked,
        (Command::Replace { .. }, _) => Outcome::ToBeReplaced,
        (Command::TakeBack, _) => Outcome::Retrieved,
        (Command::TakeOver, _) => Outcome::TakenOver,
        (Command::Answer { .. }, _) => Outcome::Answered,
        (Command::Accept, _) => Outcome::Accepted { initials },
        (_, Stage::Tray { origin: TrayOrigin::Forward, .. }) => Outcome::Given { role, initials },
        (_, Stage::Tray { origin: TrayOrigin::SendBack, .. }) => Outcome::SentBack { step },
        (_, Stage::WithApplicant { .. }) => Outcome::Returned,
        (_, Stage::Ended { end: End::Delivered, .. }) => Outcome::Delivered,
        (_, Stage::Ended { end: End::Refused, .. }) => Outcome::Refused,
        (_, Stage::Ended { .. }) => Outcome::Ended,
        (_, Stage::Tray { .. } | Stage::Desk { .. } | Stage::Ready { .. }) => Outcome::Kept,
    }
}

/// The dialogs of commands: what they ask, and the password before a signature or a refusal.
#[component]
pub fn CommandDialogs(
    /// The desk of the screen.
    desk: CommandDesk,
) -> impl IntoView {
    let confirmed = Callback::new(move |()| desk.go_on());
    let about = Signal::derive(move || desk.held_letter());
    view! {
        <AskDialog desk=desk/>
        <BulkDialog desk=desk/>
        <PasswordDialog open=desk.password about=about on_confirmed=confirmed/>
        <PassphraseDialog desk=desk/>
    }
}
