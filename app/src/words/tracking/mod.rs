//! The applicant's page: its texts, and the sentences made of facts.

pub mod moment;
pub mod sentence;
pub mod timeline;

/// The applicant's page.
#[derive(Debug)]
pub struct Tracking {
    /// The title of the form.
    pub title: &'static str,
    /// What it shows.
    pub lead: &'static str,
    /// The code's field.
    pub code: &'static str,
    /// Where the code stands.
    pub code_hint: &'static str,
    /// The second factor's field.
    pub digits: &'static str,
    /// Whose digits.
    pub digits_hint: &'static str,
    /// The button.
    pub look: &'static str,
    /// The heading for one without a code.
    pub no_code: &'static str,
    /// What to do then.
    pub no_code_do: &'static str,
    /// The heading of the error summary.
    pub faults: &'static str,
    /// Before the title of a page with errors.
    pub fault_title: &'static str,
    /// The code is missing.
    pub code_missing: &'static str,
    /// The text is no code.
    pub code_shape: &'static str,
    /// The code has a typing mistake.
    pub code_typo: &'static str,
    /// The digits are missing.
    pub digits_missing: &'static str,
    /// One heading for an unknown code and for wrong digits.
    pub not_found: &'static str,
    /// One sentence for both.
    pub not_found_do: &'static str,
    /// The heading where the digits are asked for a code that is at hand.
    pub digits_again: &'static str,
    /// Why.
    pub digits_again_why: &'static str,

    /// Back to the form.
    pub another: &'static str,
    /// Above the promised date.
    pub ready_until: &'static str,
    /// Above the promised date that has passed.
    pub promised_until: &'static str,
    /// The excuse.
    pub sorry: &'static str,
    /// The excuse for a lateness before a return.
    pub sorry_before_return: &'static str,
    /// The date lies beyond the known holidays.
    pub provisional: &'static str,
    /// Opens the days behind the date.
    pub why: &'static str,
    /// The day of receipt does not count.
    pub why_received: &'static str,
    /// Nothing is to be done now.
    pub nothing_to_do: &'static str,
    /// While it is checked.
    pub we_tell_if_missing: &'static str,
    /// Afterwards.
    pub we_text_when_ready: &'static str,
    /// The heading of the timeline.
    pub journey: &'static str,
    /// Beside what goes on.
    pub now: &'static str,
    /// Read aloud before what is done.
    pub done: &'static str,
    /// Read aloud before what is to come.
    pub next: &'static str,
    /// An official's initial is still to come.
    pub not_yet: &'static str,
    /// The heading of the facts.
    pub about: &'static str,
    /// The applicant.
    pub applicant: &'static str,
    /// The service.
    pub service: &'static str,
    /// The register number.
    pub register: &'static str,
    /// The fee.
    pub fee: &'static str,
    /// The licence number.
    pub licence: &'static str,
    /// How long it holds.
    pub validity: &'static str,
    /// A name that was erased.
    pub erased: &'static str,
    /// Loads the page anew.
    pub reload: &'static str,
    /// Opens how to ask and to complain.
    pub ask: &'static str,
    /// How.
    pub ask_how: &'static str,
    /// Opens how to withdraw.
    pub withdraw: &'static str,
    /// How.
    pub withdraw_how: &'static str,
    /// The standard of this service.
    pub standard: &'static str,

    /// Where the late file lies.
    pub where_now: &'static str,
    /// What the applicant can do.
    pub you_can: &'static str,
    /// A complaint does no harm.
    pub no_harm: &'static str,
    /// The counter for complaints.
    pub at_counter: &'static str,
    /// No answer? To whom then.
    pub no_answer: &'static str,
    /// The ombudsman.
    pub ombudsman: &'static str,
    /// The ombudsman's telephone.
    pub ombudsman_phone: &'static str,
    /// The heading of the law's limit.
    pub your_right: &'static str,

    /// Above the last day to complete.
    pub complete_until: &'static str,
    /// The heading of what is missing.
    pub missing: &'static str,
    /// What is wrong with an item.
    pub problem: &'static str,
    /// What is wrong where the office said nothing.
    pub problem_unsaid: &'static str,
    /// How to mend it.
    pub remedy: &'static str,
    /// It may be brought on paper only.
    pub on_paper: &'static str,
    /// What the office said beside it.
    pub remark: &'static str,
    /// How to bring it.
    pub bring: &'static str,

    /// Above the instant since when it is ready.
    pub ready_since: &'static str,
    /// Where to collect.
    pub collect_where: &'static str,
    /// When to collect.
    pub collect_when: &'static str,
    /// What to bring.
    pub collect_bring: &'static str,
    /// The identity card.
    pub bring_card: &'static str,
    /// The receipt, or the code that follows.
    pub bring_receipt: &'static str,
    /// What a proxy brings.
    pub bring_proxy: &'static str,
    /// Nobody may ask for money.
    pub pay_nobody: &'static str,
    /// Where to report it, before the telephone.
    pub report: &'static str,

    /// Above the instant of the end.
    pub ended_at: &'static str,
    /// Above the instant of the handover.
    pub delivered_at: &'static str,
    /// What to do with a delivered licence.
    pub delivered_do: &'static str,
    /// The heading of the reasons.
    pub reasons: &'static str,
    /// Where the letter of refusal is.
    pub refusal_letter: &'static str,
    /// The heading of the objection.
    pub objection: &'static str,
    /// How and until when.
    pub objection_how: &'static str,
    /// The heading of applying again.
    pub again: &'static str,
    /// How.
    pub again_how: &'static str,
    /// Free.
    pub again_free: &'static str,
    /// Withdrawn: what it means.
    pub withdrawn_means: &'static str,
    /// Closed: what it means.
    pub closed_means: &'static str,
    /// Annulled: what it means.
    pub annulled_means: &'static str,
    /// Where the letter of revocation is.
    pub revocation_letter: &'static str,
    /// How and until when a revocation is objected to.
    pub revocation_objection: &'static str,
    /// Replaced before it was handed over: what it means.
    pub replaced_means: &'static str,
}
