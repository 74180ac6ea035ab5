//! Refusals: every one has an example, a rule, and survives the wire.

mod desk;

use std::collections::BTreeSet;

use desk::refusal_name;
use domain::refusal::{Refusal, Rule};

/// Names every variant, so that a new one does not compile before it stands here.
fn known(refusal: &Refusal) -> &'static str {
    use Refusal as R;
    match refusal {
        R::WrongRole { .. } => "wrong_role",
        R::NotPermitted { .. } => "not_permitted",
        R::HeldByColleague { .. } => "held_by_colleague",
        R::HolderOffDuty { .. } => "holder_off_duty",
        R::NotAccepted { .. } => "not_accepted",
        R::NotInTray => "not_in_tray",
        R::WithApplicant => "with_applicant",
        R::NotWithApplicant => "not_with_applicant",
        R::Ended => "ended",
        R::AlreadyReady => "already_ready",
        R::NotReady => "not_ready",
        R::NotIssued => "not_issued",
        R::LicenceOver => "licence_over",
        R::OtherWork { .. } => "other_work",
        R::ItemsUnmarked { .. } => "items_unmarked",
        R::ItemsUndecided { .. } => "items_undecided",
        R::ItemsMissing { .. } => "items_missing",
        R::UnknownItem { .. } => "unknown_item",
        R::FormNotAccepted { .. } => "form_not_accepted",
        R::NoDraft => "no_draft",
        R::StaleDraft => "stale_draft",
        R::DraftIsCurrent => "draft_is_current",
        R::NotInitialled { .. } => "not_initialled",
        R::AlreadyInitialled => "already_initialled",
        R::NotSigned => "not_signed",
        R::AlreadySigned => "already_signed",
        R::NotNumbered => "not_numbered",
        R::AlreadyNumbered => "already_numbered",
        R::NotStamped => "not_stamped",
        R::NotYourHandover { .. } => "not_your_handover",
        R::HeldByYourself => "held_by_yourself",
        R::NextDeskIsAnothers { .. } => "next_desk_is_anothers",
        R::NotAnEarlierStep { .. } => "not_an_earlier_step",
        R::NotTheNextStep { .. } => "not_the_next_step",
        R::NoReason => "no_reason",
        R::TextTooLong { .. } => "text_too_long",
        R::NamesAPerson => "names_a_person",
        R::NothingAsked => "nothing_asked",
        R::NothingAnswered => "nothing_answered",
        R::NothingChanged => "nothing_changed",
        R::FaultyField { .. } => "faulty_field",
        R::NotAPhone => "not_a_phone",
        R::NoRecipient => "no_recipient",
        R::NobodyAtCounter => "nobody_at_counter",
        R::NotEnded => "not_ended",
        R::OtherService => "other_service",
        R::OtherHolder => "other_holder",
        R::OnlyTheProgram => "only_the_program",
    }
}

const KNOWN: usize = 48;

#[test]
fn every_refusal_has_one_example() {
    let examples = Refusal::examples();
    let names: BTreeSet<&str> = examples.iter().map(known).collect();
    assert_eq!((names.len(), examples.len()), (KNOWN, KNOWN));
}

#[test]
fn a_refusal_survives_the_wire_under_its_name() {
    for refusal in Refusal::examples() {
        assert_eq!(refusal_name(&refusal), known(&refusal));
        let wire = serde_json::to_string(&refusal).expect("data");
        assert_eq!(serde_json::from_str::<Refusal>(&wire).expect("the same"), refusal);
    }
}

#[test]
fn a_refusal_names_the_rule_it_comes_from() {
    let of = |rule| Refusal::examples().iter().filter(|refusal| refusal.rule() == rule).count();
    for rule in [Rule::SopRow, Rule::ControlCard, Rule::Requirements, Rule::House] {
        assert!(of(rule) > 0, "{rule:?}");
    }
    assert_eq!(Refusal::NotSigned.rule(), Rule::SopRow);
    assert_eq!(Refusal::ItemsMissing { count: 1 }.rule(), Rule::Requirements);
    assert_eq!(Refusal::StaleDraft.rule(), Rule::House);
}
