//! What a card offers: every way out of where it is, those refused with the rule that forbids them.

use domain::board::BoardCard;
use domain::command::{Command, Then};
use domain::dossier::{Stage, Standing, TrayOrigin};
use domain::refusal::Refusal;
use domain::role::Actor;
use domain::standard::{ServiceStandard, StepKind, StepNo};
use domain::transition::{Target, forward_command, moves, number_follows_signature};

use super::dialogs::Ask;

/// What is done when an offer is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A command that needs nothing more.
    Run(Command),
    /// A dialog that asks for the rest.
    Ask(Ask),
    /// Nothing: a rule forbids it.
    Refused(Refusal),
}

/// Which way out an offer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Out of the tray onto one's desk.
    Accept,
    /// A file given away comes back.
    Retrieve,
    /// A colleague's file becomes one's own.
    TakeOver,
    /// To a later step.
    Forward(StepNo),
    /// To the next step, and accepted there in the same act.
    ForwardToMyself(StepNo),
    /// To an earlier step.
    Back(StepNo),
    /// To the applicant.
    Applicant,
    /// The applicant comes for the licence.
    Arrive,
    /// The applicant leaves without it.
    Leave,
    /// The licence is handed over.
    Deliver,
    /// The application is refused.
    Refuse,
}

/// One line of a card's menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Which way out.
    pub way: Way,
    /// What taking it does.
    pub deed: Deed,
}

/// What the menu of a card offers to this actor, the possible first.
pub fn offers(standard: &ServiceStandard, card: &BoardCard, actor: &Actor) -> Vec<Offer> {
    let standing = &card.standing;
    let mut offers = at_the_counter(standard, standing, actor);
    let colleagues = matches!(&standing.stage, Stage::Desk { holder, .. } if holder.account != actor.account);
    let role_is_mine = standard.step(standing.step).is_some_and(|step| actor.holds(&step.role));
    if colleagues && role_is_mine {
        offers.push(Offer { way: Way::TakeOver, deed: Deed::Run(Command::TakeOver) });
    }
    for (target, verdict) in moves(standard, standing, actor) {
        offers.extend(of_move(standard, standing, actor, target, verdict));
    }
    if may_refuse(standard, standing, actor) {
        offers.push(Offer { way: Way::Refuse, deed: Deed::Ask(Ask::Refuse) });
    }
    // A stable sort: within both halves the order of the SOP stays.
    offers.sort_by_key(|offer| matches!(offer.deed, Deed::Refused(_)));
    offers
}

/// The command of a tray's button, where the actor may accept.
pub fn may_accept(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> bool {
    matches!(standing.stage, Stage::Tray { .. })
        && standard.step(standing.step).is_some_and(|step| actor.holds(&step.role))
}

/// Whether the actor gave the file away and nobody has accepted it yet.
pub fn may_retrieve(standing: &Standing, actor: &Actor) -> bool {
    matches!(&standing.stage, Stage::Tray { origin: TrayOrigin::Forward, giver, .. }
        if giver.hand().is_some_and(|hand| hand.account == actor.account))
}

fn may_refuse(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> bool {
    let signs = standard
        .step(standing.step)
        .is_some_and(|step| step.kind == StepKind::Sign && actor.holds(&step.role));
    signs
        && standing.signature.is_none()
        && matches!(&standing.stage, Stage::Desk { holder, .. } if holder.account == actor.account)
}

fn at_the_counter(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> Vec<Offer> {
    let Stage::Ready { arrived, .. } = &standing.stage else { return Vec::new() };
    if !standard.step(standing.step).is_some_and(|step| actor.holds(&step.role)) {
        return Vec::new();
    }
    let mut offers = vec![Offer { way: Way::Deliver, deed: Deed::Ask(Ask::Deliver) }];
    if arrived.is_some() {
        offers.push(Offer { way: Way::Leave, deed: Deed::Run(Command::ApplicantLeft) });
    }
    offers.push(Offer { way: Way::Arrive, deed: Deed::Run(Command::ApplicantArrived) });
    offers
}

fn of_move(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
    target: Target,
    verdict: Result<(), Refusal>,
) -> Vec<Offer> {
    let refused = |way: Way, rule: Refusal| vec![Offer { way, deed: Deed::Refused(rule) }];
    let asked = |way: Way, ask: Ask| vec![Offer { way, deed: Deed::Ask(ask) }];
    match (target, verdict) {
        (Target::Desk, Ok(())) => vec![Offer { way: Way::Accept, deed: Deed::Run(Command::Accept) }],
        (Target::Desk, Err(rule)) => refused(Way::Accept, rule),
        (Target::Retrieve, Ok(())) => vec![Offer { way: Way::Retrieve, deed: Deed::Run(Command::TakeBack) }],
        (Target::Retrieve, Err(rule)) => refused(Way::Retrieve, rule),
        (Target::Forward(to), Ok(())) => forward(standard, standing, actor, to),
        (Target::Forward(to), Err(rule)) => refused(Way::Forward(to), rule),
        (Target::Back(to), Ok(())) => asked(Way::Back(to), Ask::SendBack { to }),
        (Target::Back(to), Err(rule)) => refused(Way::Back(to), rule),
        (Target::Applicant, Ok(())) => asked(Way::Applicant, Ask::Return),
        (Target::Applicant, Err(rule)) => refused(Way::Applicant, rule),
    }
}

fn forward(standard: &ServiceStandard, standing: &Standing, actor: &Actor, to: StepNo) -> Vec<Offer> {
    let mut offers = Vec::with_capacity(2);
    let deed = |then: Then| -> Option<Deed> {
        Some(match forward_command(standard, standing, then)? {
            Command::Number { .. } if number_follows_signature(standard) => Deed::Ask(Ask::Number { then }),
            Command::Number { then, .. } => Deed::Run(Command::Number { stamped: false, then }),
            command => Deed::Run(command),
        })
    };
    offers.extend(deed(Then::HandOver).map(|deed| Offer { way: Way::Forward(to), deed }));
    if standard.step(to).is_some_and(|next| actor.holds(&next.role)) {
        let deed = deed(Then::HandOverAndAccept);
        offers.extend(deed.map(|deed| Offer { way: Way::ForwardToMyself(to), deed }));
    }
    offers
}
