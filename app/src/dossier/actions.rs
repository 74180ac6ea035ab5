//! What the reader may do with the dossier now: the act of the desk first, the rest in two menus.

use domain::board::BoardCard;
use domain::command::{Command, Then};
use domain::dossier::Stage;
use domain::event::{Finding, ItemNote};
use domain::licence::{LicenceStatus, Succession, standing_licence, succession};
use domain::role::Permission;
use domain::standard::StepKind;
use domain::transition::forward_command;
use leptos::prelude::*;
use std::sync::Arc;

use super::answer::AnswerDialog;
use super::correct::CorrectDialog;
use super::page::Shown;
use super::reasoned::{PhoneDialog, ReasonDialog};
use crate::command::dialogs::AskItem;
use crate::command::offer::{Deed, Offer, Way, offers};
use crate::command::{CommandDesk, OfferLine, Subject};
use crate::routes;
use crate::ui::{Button, ButtonKind, Icon, Menu, MenuItem};
use crate::words::refusal::refusal_line;
use crate::words::{self, lang, words};

/// The dossier as a card of the board: what offers and subjects are made of.
pub(super) fn card_of(shown: &Shown) -> BoardCard {
    let name = shown.view.facts.as_ref().map(|facts| facts.name.clone()).unwrap_or_default();
    BoardCard { name, ..BoardCard::of(&shown.view.dossier) }
}

/// The items of the checklist, as a return offers them: those found absent are chosen from the start.
fn ask_items(shown: &Shown) -> Vec<AskItem> {
    let lang = lang();
    let dossier = &shown.view.dossier;
    (1..)
        .zip(&dossier.items)
        .filter_map(|(number, item)| {
            let text = shown.standard.requirement(&item.key)?.text.get(lang).to_owned();
            let noted = dossier.notes.get(&item.key).cloned();
            let note = noted.unwrap_or_else(|| ItemNote { key: item.key.clone(), ..ItemNote::default() });
            Some(AskItem { number, text, missing: item.finding == Finding::Absent, note })
        })
        .collect()
}

fn take(shown: &Shown, desk: CommandDesk, deed: Deed) {
    let subject = Subject::from(&card_of(shown));
    match deed {
        Deed::Run(command) => desk.run(subject, command),
        Deed::Ask(ask) => desk.ask(subject, ask, ask_items(shown)),
        Deed::Refused(_) => {}
    }
}

/// The one act that stands out: what the desk is there for.
const fn stands_out(way: Way) -> bool {
    match way {
        Way::Accept | Way::Forward(_) | Way::ForwardToMyself(_) | Way::Deliver => true,
        Way::Retrieve
        | Way::TakeOver
        | Way::Back(_)
        | Way::Applicant
        | Way::Arrive
        | Way::Leave
        | Way::Refuse => false,
    }
}

/// Acts with a button of their own beside the one that stands out.
const fn has_button(way: Way) -> bool {
    match way {
        Way::Retrieve | Way::TakeOver | Way::Applicant | Way::Arrive | Way::Leave | Way::Refuse => true,
        Way::Accept | Way::Forward(_) | Way::ForwardToMyself(_) | Way::Back(_) | Way::Deliver => false,
    }
}

#[component]
fn OfferButton(shown: Shown, desk: CommandDesk, offer: Offer, kind: ButtonKind) -> impl IntoView {
    let line = OfferLine::of(&shown.standard, &card_of(&shown), &offer);
    let id = shown.view.dossier.id.clone();
    let busy = Signal::derive(move || desk.is_sending(&id));
    let choose = move |_| take(&shown, desk, offer.deed.clone());
    view! {
        <Button kind=kind busy=busy on:click=choose>
            {line.icon.map(Icon::view)}
            {line.text}
        </Button>
    }
}

/// "Pindahkan ke…": every way out, those refused with the rule.
#[component]
fn MoveMenu(shown: Shown, desk: CommandDesk, offers: Vec<Offer>) -> impl IntoView {
    let w = words();
    let card = card_of(&shown);
    let line_of = move |offer: Offer| {
        let line = OfferLine::of(&shown.standard, &card, &offer);
        let refused = matches!(offer.deed, Deed::Refused(_));
        let shown = shown.clone();
        let plate = line.plate.map(|number| view! { <span class="plate plate-soft">{number}</span> });
        let body = view! {
            {plate}
            {line.icon.map(Icon::view)}
            <span>
                {line.text}
                {(!line.below.is_empty()).then(|| view! { <small>{line.below}</small> })}
            </span>
        };
        if refused {
            view! {
                <button type="button" class="menu-item" aria-disabled="true">{body}</button>
            }
            .into_any()
        } else {
            let deed = offer.deed;
            view! { <MenuItem on_choose=move |()| take(&shown, desk, deed.clone())>{body}</MenuItem> }
                .into_any()
        }
    };
    let button = ViewFn::from(
        move || view! { <span class="unless-phone">{Icon::Dots.view()}</span> {w.dossier.move_to} },
    );
    view! {
        <Menu name=w.dossier.move_to class="button" button=button>
            {offers.iter().cloned().map(&line_of).collect_view()}
        </Menu>
    }
}

/// Which dialog of the page is open.
#[derive(Clone, Copy)]
struct Dialogs {
    correct: RwSignal<bool>,
    answer: RwSignal<bool>,
    withdraw: RwSignal<bool>,
    annul: RwSignal<bool>,
    phone: RwSignal<bool>,
    revoke: RwSignal<bool>,
    replace: RwSignal<bool>,
}

/// The desk's own work without handing over, where it is this desk's and not done yet.
fn work_only(shown: &Shown) -> Option<(&'static str, Command)> {
    let w = words();
    let standing = &shown.view.dossier.standing;
    let mine = matches!(&standing.stage, Stage::Desk { holder, .. } if holder.account == shown.actor.account);
    if !mine {
        return None;
    }
    let command = forward_command(&shown.standard, standing, Then::Keep)?;
    let label = match &command {
        Command::Draft { .. } => w.dossier.draft_only,
        Command::Initial { .. } => w.dossier.initial_only,
        Command::Sign { .. } => w.dossier.sign_only,
        _ => return None,
    };
    Some((label, command))
}

#[component]
fn MoreMenu(shown: Shown, desk: CommandDesk, dialogs: Dialogs) -> impl IntoView {
    let w = words();
    let standing = &shown.view.dossier.standing;
    let actor = &shown.actor;
    let open = standing.ended().is_none();
    let ready = matches!(standing.stage, Stage::Ready { .. });
    let unsigned = standing.signature.is_none() && !ready;
    let mut entries: Vec<(&'static str, Callback<()>)> = Vec::new();
    if let Some((label, command)) = work_only(&shown) {
        let shown = shown.clone();
        let act = Callback::new(move |()| take(&shown, desk, Deed::Run(command.clone())));
        entries.push((label, act));
    }
    let mut dialog = |label: &'static str, allowed: bool, open: RwSignal<bool>| {
        if allowed {
            entries.push((label, Callback::new(move |()| open.set(true))));
        }
    };
    dialog(w.dossier.correct, open && unsigned && actor.may(Permission::Correct), dialogs.correct);
    dialog(w.dossier.change_phone, open && actor.may(Permission::ChangePhone), dialogs.phone);
    dialog(w.dossier.withdraw, open && unsigned && actor.may(Permission::WithdrawOnBehalf), dialogs.withdraw);
    dialog(w.dossier.annul, open && !ready && actor.may(Permission::Annul), dialogs.annul);
    let ends_licence = actor.may(Permission::EndLicence) && standing_licence(&shown.view.dossier).is_ok();
    dialog(w.dossier.revoke, ends_licence, dialogs.revoke);
    dialog(w.dossier.replace, ends_licence, dialogs.replace);
    if entries.is_empty() {
        return ().into_any();
    }
    let button = ViewFn::from(move || {
        view! {
            <span class="when-phone">{Icon::Dots.view()}</span>
            <span class="unless-phone">{w.dossier.more} {Icon::ChevronDown.small()}</span>
        }
    });
    view! {
        <Menu name=w.dossier.more class="button" button=button>
            {entries
                .iter()
                .copied()
                .map(|(label, act)| view! { <MenuItem on_choose=act>{label}</MenuItem> })
                .collect_view()}
        </Menu>
    }
    .into_any()
}

/// Why the reader, who has the file on the desk, cannot hand it on yet: the rule that forbids the next step.
fn why_not_onward(shown: &Shown, offers: &[Offer]) -> Option<String> {
    let standing = &shown.view.dossier.standing;
    let mine = matches!(&standing.stage, Stage::Desk { holder, .. } if holder.account == shown.actor.account);
    let onward = Way::Forward(standing.step.next());
    let refused = offers.iter().find(|offer| mine && offer.way == onward)?;
    match &refused.deed {
        Deed::Refused(rule) => Some(refusal_line(lang(), &shown.standard, rule)),
        Deed::Run(_) | Deed::Ask(_) => None,
    }
}

/// The way to the counter's form filled from this dossier, for who registers; none while an application that follows it is
/// there already.
fn follow(shown: &Shown) -> Option<impl IntoView + use<>> {
    let w = words();
    let dossier = &shown.view.dossier;
    let may = shown.actor.may(Permission::Register) && shown.view.facts.is_some();
    let succession = succession(dossier).ok().filter(|_| may && shown.successor().is_none())?;
    let today = shown.calendar.date(shown.view.as_of);
    let is_near =
        dossier.licence.as_ref().is_some_and(|licence| licence.status(today) != LicenceStatus::Valid);
    let (name, class) = match succession {
        Succession::Renewal if is_near => (w.dossier.renew, "button button-primary"),
        Succession::Renewal => (w.dossier.renew, "button"),
        Succession::Replacement => (w.dossier.register_replacement, "button button-primary"),
        Succession::Again => (w.dossier.register_again, "button"),
    };
    Some(view! { <a class=class href=routes::counter_from(&dossier.service, &dossier.id)>{name}</a> })
}

/// Buttons, menus, and the dialogs that only this page has.
#[component]
pub(super) fn Actions(shown: Shown, desk: CommandDesk) -> impl IntoView {
    let w = words();
    let standing = &shown.view.dossier.standing;
    let card = card_of(&shown);
    let all =
        if standing.ended().is_some() { Vec::new() } else { offers(&shown.standard, &card, &shown.actor) };
    let possible = |offer: &&Offer| !matches!(offer.deed, Deed::Refused(_));
    let main = all.iter().filter(possible).find(|offer| stands_out(offer.way)).cloned();
    let others: Vec<Offer> =
        all.iter().filter(possible).filter(|offer| has_button(offer.way)).cloned().collect();
    let closed = RwSignal::new(false);
    let dialogs = Dialogs {
        correct: RwSignal::new(false),
        answer: RwSignal::new(false),
        withdraw: RwSignal::new(false),
        annul: RwSignal::new(false),
        revoke: RwSignal::new(false),
        replace: RwSignal::new(false),
        phone: closed,
    };
    let may_answer =
        matches!(standing.stage, Stage::WithApplicant { .. }) && shown.actor.may(Permission::Answer);
    let answer = may_answer.then(|| {
        view! {
            <Button kind=ButtonKind::Primary on:click=move |_| dialogs.answer.set(true)>{w.dossier.answer}</Button>
        }
    });
    let off_duty = match &standing.stage {
        Stage::Desk { holder, .. } if holder.account == shown.actor.account => {
            let step = shown.standard.step(standing.step);
            step.is_some_and(|step| step.kind != StepKind::Deliver && !shown.actor.holds(&step.role))
        }
        _ => false,
    };
    let buttons = others
        .into_iter()
        .map(|offer| {
            let kind = if offer.way == Way::Refuse { ButtonKind::Danger } else { ButtonKind::Plain };
            view! { <OfferButton shown=shown.clone() desk=desk offer=offer kind=kind/> }
        })
        .collect_view();
    let main = main.map(|offer| {
        view! { <OfferButton shown=shown.clone() desk=desk offer=offer kind=ButtonKind::Primary/> }
    });
    let blocked = main.is_none().then(|| why_not_onward(&shown, &all)).flatten();
    // One reason is enough, and the rule's says more.
    let off_duty = off_duty && blocked.is_none();
    let moves = (!all.is_empty()).then(|| view! { <MoveMenu shown=shown.clone() desk=desk offers=all/> });
    let subject = Arc::new(Subject::from(&card));
    let about = words::command::subject(&subject.register, &subject.name.full());
    // What still waits at the counter is not handed over any more.
    let at_counter = matches!(standing.stage, Stage::Ready { .. });
    let ends_too = if at_counter { format!(" {}", w.dossier.ends_too) } else { String::new() };
    view! {
        <div class="dossier-actions">
            <MoreMenu shown=shown.clone() desk=desk dialogs=dialogs/>
            {moves}
            {buttons}
            {answer}
            {follow(&shown)}
            {main}
        </div>
        {blocked.map(|why| view! { <p class="note">{why}</p> })}
        {off_duty.then(|| view! { <p class="note">{w.dossier.off_duty}</p> })}
        <CorrectDialog shown=shown.clone() desk=desk open=dialogs.correct/>
        <AnswerDialog shown=shown.clone() desk=desk open=dialogs.answer/>
        <PhoneDialog shown=shown.clone() desk=desk open=dialogs.phone/>
        <ReasonDialog
            id="withdraw"
            title=w.dossier.withdraw
            lead=format!("{about} · {}", w.dossier.withdraw_lead)
            open=dialogs.withdraw
            send=reasoned(desk, Arc::clone(&subject), |reason| Command::Withdraw { reason })
        />
        <ReasonDialog
            id="annul"
            title=w.dossier.annul
            lead=format!("{about} · {}", w.dossier.annul_lead)
            open=dialogs.annul
            send=reasoned(desk, Arc::clone(&subject), |reason| Command::Annul { reason })
        />
        <ReasonDialog
            id="revoke"
            title=w.dossier.revoke
            lead=format!("{about} · {}{ends_too}", w.dossier.revoke_lead)
            hint=w.dossier.end_reason_hint
            open=dialogs.revoke
            send=reasoned(desk, Arc::clone(&subject), |reason| Command::Revoke { reason })
        />
        <ReasonDialog
            id="replace"
            title=w.dossier.replace
            lead=format!("{about} · {}{ends_too}", w.dossier.replace_lead)
            hint=w.dossier.end_reason_hint
            open=dialogs.replace
            send=reasoned(desk, subject, |reason| Command::Replace { reason })
        />
    }
}

fn reasoned(desk: CommandDesk, subject: Arc<Subject>, command: fn(String) -> Command) -> Callback<String> {
    Callback::new(move |reason| desk.run((*subject).clone(), command(reason)))
}
