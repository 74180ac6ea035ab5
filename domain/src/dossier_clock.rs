//! Which clock speaks for a dossier where it is: what [`crate::clock_words`] needs to know, from the rules' view of it.

use crate::calendar::Calendar;
use crate::clock::{ClockEvent, Norm};
use crate::clock_words::{ClockFacts, EarlierLateness, PromiseEnd, PromiseFacts, StepClockFacts};
use crate::dossier::{End, Stage, TrayOrigin};
use crate::figures::promise_late_before_return;

/// The step's clock at a stage; none once the dossier has ended. `clock` is that of the running visit.
pub fn step_facts<'e>(stage: &Stage, norm: Norm, clock: &'e [ClockEvent]) -> Option<StepClockFacts<'e>> {
    let running = (!clock.is_empty()).then(|| ClockFacts::new(norm, clock));
    match stage {
        Stage::Tray { since, origin: TrayOrigin::Answer, .. } => {
            Some(StepClockFacts::Answered { since: *since, clock: running })
        }
        Stage::Tray { since, .. } => Some(StepClockFacts::Tray { since: *since }),
        Stage::Desk { .. } => Some(running.map_or(StepClockFacts::Unclocked, StepClockFacts::Clocked)),
        Stage::WithApplicant { .. } => {
            Some(running.map_or(StepClockFacts::WithApplicant, StepClockFacts::Clocked))
        }
        Stage::Ready { since, arrived: None, .. } => Some(StepClockFacts::Ready { since: *since }),
        Stage::Ready { since, .. } => {
            Some(running.map_or(StepClockFacts::Ready { since: *since }, StepClockFacts::Clocked))
        }
        Stage::Ended { .. } => None,
    }
}

/// The promise of a dossier, with what its end means and whether it was late before a return.
pub fn promise_facts<'e>(
    calendar: &Calendar,
    stage: &Stage,
    norm: Norm,
    promise: &'e [ClockEvent],
) -> PromiseFacts<'e> {
    let end = match stage {
        Stage::Ended { end: End::Withdrawn | End::Closed | End::Annulled, .. } => PromiseEnd::Discontinued,
        Stage::Ended { end: End::Delivered | End::Refused | End::Revoked | End::Replaced, .. }
        | Stage::Tray { .. }
        | Stage::Desk { .. }
        | Stage::WithApplicant { .. }
        | Stage::Ready { .. } => PromiseEnd::Counted,
    };
    let earlier = if promise_late_before_return(calendar, norm, promise) {
        EarlierLateness::LateBeforeReturn
    } else {
        EarlierLateness::None
    };
    PromiseFacts { clock: ClockFacts::new(norm, promise), end, earlier }
}
