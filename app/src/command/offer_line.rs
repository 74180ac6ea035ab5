//! An offer in words: what taking it does, and below it the step, or the rule that forbids it.

use domain::board::BoardCard;
use domain::command::Command;
use domain::dossier::Stage;
use domain::standard::{ServiceStandard, StepNo};

use super::dialogs::Ask;
use super::offer::{Deed, Offer, Way};
use crate::ui::Icon;
use crate::words::command::Before;
use crate::words::common::role_name_under;
use crate::words::{self, words};

/// The plate or the drawing of an offer, its words, and what is below them.
#[derive(Clone, Debug)]
pub struct OfferLine {
    /// The number of the step it leads to.
    pub plate: Option<u8>,
    /// The drawing of an offer that leads to no other step.
    pub icon: Option<Icon>,
    /// What taking it does.
    pub text: String,
    /// The step, or the rule that forbids it.
    pub below: String,
}

impl OfferLine {
    /// The words of an offer on a card.
    pub fn of(standard: &ServiceStandard, card: &BoardCard, offer: &Offer) -> Self {
        let (w, lang) = (words(), words::lang());
        let step_name = |no: StepNo| standard.step(no).map_or("", |step| step.name.get(lang)).to_owned();
        let role_of = |no: StepNo| {
            standard.step(no).map(|step| role_name_under(lang, standard, &step.role)).unwrap_or_default()
        };
        let refused = match &offer.deed {
            Deed::Refused(rule) => Some(words::refusal::refusal_line(lang, standard, rule)),
            Deed::Run(_) | Deed::Ask(_) => None,
        };
        let named = |icon: Icon, text: String, below: String| Self {
            plate: None,
            icon: Some(icon),
            text,
            below: refused.clone().unwrap_or(below),
        };
        let numbered = |no: StepNo, text: String, below: String| Self {
            plate: Some(no.number()),
            icon: None,
            text: if refused.is_some() { step_name(no) } else { text },
            below: refused.clone().unwrap_or(below),
        };
        match offer.way {
            Way::Accept => named(Icon::Tick, w.command.accept.to_owned(), step_name(card.standing.step)),
            Way::Retrieve => named(Icon::Undo, w.command.retrieve.to_owned(), String::new()),
            Way::TakeOver => named(Icon::Person, w.command.take_over.to_owned(), taken_from(card)),
            Way::Forward(to) => {
                // Where one's own role has the next desk too, its name alone would say nothing.
                let (role, own) = (role_of(to), role_of(card.standing.step));
                let to_whom = if role == own { step_name(to) } else { role };
                let text = words::command::forward(lang, Self::before(&offer.deed), &to_whom);
                numbered(to, text, step_name(to))
            }
            Way::ForwardToMyself(to) => {
                let text = words::command::forward_to_myself(lang, Self::before(&offer.deed));
                numbered(to, text, format!("{} · {}", step_name(to), w.command.same_person))
            }
            Way::Back(to) => {
                let text = format!("{}…", words::command::back(lang, &step_name(to)));
                numbered(to, text, w.command.give_reason.to_owned())
            }
            Way::Applicant => {
                let text = format!("{}…", w.command.return_verb);
                let below = refused.clone().unwrap_or_else(|| w.command.choose_items.to_owned());
                Self { plate: Some(StepNo(0).number()), icon: None, text, below }
            }
            Way::Arrive => named(Icon::Person, w.command.arrived.to_owned(), String::new()),
            Way::Leave => named(Icon::SignOut, w.command.left.to_owned(), String::new()),
            Way::Deliver => named(Icon::Tick, format!("{}…", w.command.deliver_verb), String::new()),
            Way::Refuse => named(Icon::Refused, format!("{}…", w.command.refuse_verb), String::new()),
        }
    }

    /// What the desk does in the same act as the handover.
    pub const fn before(deed: &Deed) -> Before {
        match deed {
            Deed::Ask(Ask::Number { .. }) | Deed::Run(Command::Number { .. }) => Before::Number,
            Deed::Run(Command::Draft { .. }) => Before::Draft,
            Deed::Run(Command::Initial { .. }) => Before::Initial,
            Deed::Run(Command::Sign { .. }) => Before::Sign,
            Deed::Run(_) | Deed::Ask(_) | Deed::Refused(_) => Before::Nothing,
        }
    }
}

fn taken_from(card: &BoardCard) -> String {
    match &card.standing.stage {
        Stage::Desk { holder, .. } => holder.initials.to_string(),
        Stage::Tray { .. } | Stage::WithApplicant { .. } | Stage::Ready { .. } | Stage::Ended { .. } => {
            String::new()
        }
    }
}
