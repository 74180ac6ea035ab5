//! One dossier.

use chrono::NaiveDate;
use domain::dossier::End;
use domain::lang::Lang;
use domain::licence::{Fate, LicenceStatus};
use domain::time::words::full_date;
use domain::time::{Instant, WorkingMs};

/// One dossier.
#[derive(Debug)]
pub struct Dossier {
    /// Of the page, while the dossier is not there yet.
    pub title: &'static str,
    /// Before the register number.
    pub register: &'static str,
    /// Before the tracking code.
    pub code: &'static str,
    /// Where the file of paper lies.
    pub place: &'static str,
    /// It lies nowhere in particular.
    pub no_place: &'static str,
    /// Change the place.
    pub change_place: &'static str,
    /// What the place is for.
    pub place_lead: &'static str,
    /// What is typed.
    pub place_hint: &'static str,
    /// It is longer than a line of the register.
    pub place_too_long: &'static str,
    /// It names the applicant or the proxy.
    pub place_names_a_person: &'static str,
    /// The label of the folder.
    pub label: &'static str,
    /// Before the service.
    pub service: &'static str,
    /// Before the fee.
    pub fee: &'static str,
    /// No fee.
    pub free: &'static str,
    /// Heading of the facts.
    pub facts: &'static str,
    /// The facts were erased.
    pub facts_erased: &'static str,
    /// Of the name.
    pub name: &'static str,
    /// Of birth place and date.
    pub born: &'static str,
    /// Of the address.
    pub address: &'static str,
    /// Of the telephone.
    pub phone: &'static str,
    /// Of the e-mail.
    pub email: &'static str,
    /// Of the kind.
    pub kind: &'static str,
    /// Of the proxy.
    pub proxy: &'static str,
    /// Of the submission.
    pub submitted: &'static str,
    /// At the counter.
    pub at_counter: &'static str,
    /// By the public form.
    pub online: &'static str,
    /// Shows the whole NIK.
    pub show_nik: &'static str,
    /// What showing it does.
    pub nik_logged: &'static str,
    /// The steps as a trail.
    pub trail: &'static str,
    /// A step not reached yet.
    pub not_reached: &'static str,
    /// Waiting in a tray.
    pub queue: &'static str,
    /// Worked on.
    pub work: &'static str,
    /// Heading of the clocks.
    pub clocks: &'static str,
    /// What they count.
    pub clocks_lead: &'static str,
    /// The promise.
    pub promise: &'static str,
    /// The legal limit.
    pub legal: &'static str,
    /// The step's clock, before its number.
    pub step: &'static str,
    /// A share, after the number.
    pub used: &'static str,
    /// A clock that does not run.
    pub no_clock: &'static str,
    /// The due time rests on holidays that are not decreed yet.
    pub provisional: &'static str,
    /// Why this deadline?
    pub why: &'static str,
    /// Which clock it explains.
    pub why_clock: &'static str,
    /// The day.
    pub why_day: &'static str,
    /// Its working time.
    pub why_sum: &'static str,
    /// The sum of the explanation.
    pub why_total: &'static str,
    /// The time left.
    pub why_left: &'static str,
    /// The due time on the drawing.
    pub why_due: &'static str,
    /// Heading of the control card.
    pub card: &'static str,
    /// Number of the row.
    pub card_no: &'static str,
    /// The step of the row.
    pub card_step: &'static str,
    /// The giver's initial.
    pub card_giver: &'static str,
    /// The receiver's initial.
    pub card_receiver: &'static str,
    /// Waiting.
    pub card_queue: &'static str,
    /// Work.
    pub card_work: &'static str,
    /// The norm.
    pub card_norm: &'static str,
    /// The verdict.
    pub card_verdict: &'static str,
    /// Remarks.
    pub card_notes: &'static str,
    /// The sum.
    pub card_sum: &'static str,
    /// Now on this desk.
    pub card_running: &'static str,
    /// The receiver's half is empty.
    pub card_waiting: &'static str,
    /// Entries of the card, one by one.
    pub log: &'static str,
    /// The personal part was erased.
    pub erased: &'static str,
    /// The head of the chain.
    pub head: &'static str,
    /// Entries.
    pub entries: &'static str,
    /// Heading of the requirements.
    pub items: &'static str,
    /// Saves the marks.
    pub save_marks: &'static str,
    /// No mark was changed.
    pub no_marks: &'static str,
    /// After saving.
    pub marks_saved: &'static str,
    /// Heading of the letter.
    pub letter: &'static str,
    /// There is no draft.
    pub no_draft: &'static str,
    /// The draft's version.
    pub draft: &'static str,
    /// Facts changed since.
    pub stale: &'static str,
    /// Initials.
    pub initials: &'static str,
    /// The signature.
    pub signature: &'static str,
    /// The licence number.
    pub number: &'static str,
    /// The number must be confirmed again.
    pub unconfirmed: &'static str,
    /// Who took the licence.
    pub recipient: &'static str,
    /// The last reason.
    pub reason: &'static str,
    /// The system as actor.
    pub system: &'static str,
    /// The applicant as actor.
    pub applicant: &'static str,
    /// Recorded at the counter by.
    pub recorded_by: &'static str,
    /// Correct facts.
    pub correct: &'static str,
    /// What a correction does.
    pub correct_lead: &'static str,
    /// Why it is corrected.
    pub correct_reason: &'static str,
    /// Saves it.
    pub correct_save: &'static str,
    /// Record the answer.
    pub answer: &'static str,
    /// What an answer does.
    pub answer_lead: &'static str,
    /// The items brought.
    pub answer_items: &'static str,
    /// A remark.
    pub answer_remark: &'static str,
    /// The return was a mistake.
    pub answer_mistaken: &'static str,
    /// What that means.
    pub answer_mistaken_hint: &'static str,
    /// Records it.
    pub answer_save: &'static str,
    /// Withdraw.
    pub withdraw: &'static str,
    /// What withdrawing does.
    pub withdraw_lead: &'static str,
    /// Annul.
    pub annul: &'static str,
    /// What annulling does.
    pub annul_lead: &'static str,
    /// Leaves the dialog of an end: the file goes on.
    pub go_on: &'static str,
    /// Change the telephone number.
    pub change_phone: &'static str,
    /// What it is for.
    pub change_phone_lead: &'static str,
    /// Refuse.
    pub refuse: &'static str,
    /// Move to.
    pub move_to: &'static str,
    /// Send back.
    pub send_back: &'static str,
    /// Return to the applicant.
    pub return_it: &'static str,
    /// Take over.
    pub take_over: &'static str,
    /// Only the work, without handing over.
    pub draft_only: &'static str,
    /// Only the initial.
    pub initial_only: &'static str,
    /// Only the signature.
    pub sign_only: &'static str,
    /// Only the number.
    pub number_only: &'static str,
    /// Further acts.
    pub more: &'static str,
    /// The holder has no right at this desk any more.
    pub off_duty: &'static str,
    /// In the tray of.
    pub in_tray_of: &'static str,
    /// On the desk of.
    pub on_desk_of: &'static str,
    /// With the applicant.
    pub with_applicant: &'static str,
    /// Ready.
    pub ready: &'static str,
    /// Since.
    pub since: &'static str,
    /// Before the instant of a dossier's end.
    pub ended_on: &'static str,
    /// Heading of the applicant's other dossiers.
    pub links: &'static str,
    /// There is none.
    pub no_links: &'static str,
    /// Opens one of them.
    pub open_link: &'static str,
    /// Before the number of a licence.
    pub licence: &'static str,
    /// Another open dossier under the same service.
    pub another_open: &'static str,
    /// Prints the control card alone.
    pub print_card: &'static str,
    /// Prints the explanation alone.
    pub print_why: &'static str,
    /// Before the version of the standard.
    pub standard_version: &'static str,
    /// Before the initials of who decided the items.
    pub decided_by: &'static str,
    /// What a day took of the norm.
    pub why_share: &'static str,
    /// It counts for nothing.
    pub why_not_counted: &'static str,
    /// The time left, in the list.
    pub why_until_due: &'static str,
    /// Before a time that is within the norm.
    pub on_time_short: &'static str,
    /// Before a time of which most is used.
    pub near_short: &'static str,
    /// Before a norm, within a line.
    pub norm: &'static str,
    /// Of the dossier whose licence this one renews or replaces.
    pub renewed_here: &'static str,
    /// Revokes the licence.
    pub revoke: &'static str,
    /// What revoking does.
    pub revoke_lead: &'static str,
    /// What else an order that ends a licence does while it waits at the counter.
    pub ends_too: &'static str,
    /// Orders the licence to be replaced.
    pub replace: &'static str,
    /// What replacing does.
    pub replace_lead: &'static str,
    /// What becomes of the reason of a revocation or replacement.
    pub end_reason_hint: &'static str,
    /// Registers the renewal of the licence.
    pub renew: &'static str,
    /// Registers the letter that takes its place.
    pub register_replacement: &'static str,
    /// Registers anew what ended without a licence.
    pub register_again: &'static str,
    /// The replacement was ordered and is not registered yet.
    pub waits_for_replacement: &'static str,
    /// Before the days on which a licence holds.
    pub holds: &'static str,
    /// Before the hash of the issued file.
    pub file_hash: &'static str,
    /// Of the dossier that renews or replaces the licence of this one.
    pub renews_here: &'static str,
    /// A number whose application ended otherwise.
    pub void: &'static str,
    /// When it was printed.
    pub printed: &'static str,
}

/// How a dossier ended.
pub const fn end_name(lang: Lang, end: End) -> &'static str {
    match end {
        End::Delivered => lang.pick("diserahkan", "delivered"),
        End::Refused => lang.pick("ditolak", "refused"),
        End::Withdrawn => lang.pick("ditarik pemohon", "withdrawn"),
        End::Closed => lang.pick("ditutup, tidak dilengkapi", "closed, not completed"),
        End::Annulled => lang.pick("dibatalkan", "annulled"),
        End::Revoked => lang.pick("dicabut sebelum diserahkan", "revoked before handover"),
        End::Replaced => lang.pick("diganti sebelum diserahkan", "replaced before handover"),
    }
}

/// Under the plates of the trail: how many steps are still to come, and which.
pub fn steps_to_come(lang: Lang, names: &[&str]) -> String {
    let named = names.join(", ");
    match (lang, names.len()) {
        (Lang::Id, 0) => "langkah terakhir".to_owned(),
        (Lang::Id, 1) => format!("satu langkah lagi: {named}"),
        (Lang::Id, 2) => format!("dua langkah lagi: {named}"),
        (Lang::Id, count) => format!("{count} langkah lagi"),
        (Lang::En, 0) => "the last step".to_owned(),
        (Lang::En, 1) => format!("one more step: {named}"),
        (Lang::En, 2) => format!("two more steps: {named}"),
        (Lang::En, count) => format!("{count} more steps"),
    }
}

/// More links than are shown at once: "3 berkas lagi".
pub fn more_links(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Id, _) => format!("{count} berkas lagi"),
        (Lang::En, 1) => "1 more dossier".to_owned(),
        (Lang::En, _) => format!("{count} more dossiers"),
    }
}

/// How the licence of a linked dossier stands, with its last day; none of a number without a letter.
pub fn licence_state(
    lang: Lang,
    status: Option<(LicenceStatus, NaiveDate)>,
    is_void: bool,
) -> Option<String> {
    if is_void {
        return Some(lang.pick("batal", "void").to_owned());
    }
    let (status, until) = status?;
    let until = full_date(until, lang);
    Some(match (lang, status) {
        (Lang::Id, LicenceStatus::Valid) => format!("berlaku sampai {until}"),
        (Lang::Id, LicenceStatus::Expiring { .. }) => format!("segera berakhir, {until}"),
        (Lang::Id, LicenceStatus::Expired) => format!("berakhir {until}"),
        (Lang::Id, LicenceStatus::Revoked) => "dicabut".to_owned(),
        (Lang::Id, LicenceStatus::Replaced) => "diganti".to_owned(),
        (Lang::En, LicenceStatus::Valid) => format!("valid until {until}"),
        (Lang::En, LicenceStatus::Expiring { .. }) => format!("expires soon, {until}"),
        (Lang::En, LicenceStatus::Expired) => format!("expired {until}"),
        (Lang::En, LicenceStatus::Revoked) => "revoked".to_owned(),
        (Lang::En, LicenceStatus::Replaced) => "replaced".to_owned(),
    })
}

/// What ended a licence, as its dossier says at once: "Izin dicabut sejak 24 November 2026".
pub fn licence_over(lang: Lang, fate: &Fate, date: impl Fn(Instant) -> NaiveDate) -> String {
    let since = |at: Instant| full_date(date(at), lang);
    match (lang, fate) {
        (Lang::Id, Fate::Revoked { at }) => format!("Izin dicabut sejak {}", since(*at)),
        (Lang::En, Fate::Revoked { at }) => format!("Licence revoked since {}", since(*at)),
        (Lang::Id, Fate::Replaced { at, by: None }) => format!("Izin diganti sejak {}", since(*at)),
        (Lang::En, Fate::Replaced { at, by: None }) => format!("Licence replaced since {}", since(*at)),
        (Lang::Id, Fate::Replaced { at, by: Some(by) }) => {
            format!("Izin diganti dengan {by} sejak {}", since(*at))
        }
        (Lang::En, Fate::Replaced { at, by: Some(by) }) => {
            format!("Licence replaced by {by} since {}", since(*at))
        }
    }
}

/// The days on which a licence holds: "24 November 2026 sampai 24 November 2031".
pub fn validity(lang: Lang, from: NaiveDate, until: NaiveDate) -> String {
    format!("{} {} {}", full_date(from, lang), lang.pick("sampai", "to"), full_date(until, lang))
}

/// A linked dossier that bears another name.
pub fn under_the_name(lang: Lang, name: &str) -> String {
    format!("{} {name}", lang.pick("atas nama", "under the name"))
}

/// Working time: "4 j 15 m"; less than a minute, but not nothing, is "< 1 m".
pub fn working(lang: Lang, time: WorkingMs) -> String {
    if time > WorkingMs::ZERO && time.whole_minutes() == 0 {
        return "< 1 m".to_owned();
    }
    domain::clock_words::duration(time.whole_minutes(), lang)
}

/// Where the time of a file went: "62 % waktu berkas habis di baki, terbanyak di Paraf Sekretaris".
pub fn where_time_went(lang: Lang, percent: u8, step: &str) -> String {
    match lang {
        Lang::Id => format!("{percent} % waktu berkas habis di baki, terbanyak di {step}"),
        Lang::En => format!("{percent} % of the time was spent in trays, most of it at {step}"),
    }
}

/// Time with the applicant, in no sum.
pub fn not_counted(lang: Lang, time: WorkingMs) -> String {
    let time = working(lang, time);
    match lang {
        Lang::Id => format!("menunggu pemohon {time}, tidak dihitung"),
        Lang::En => format!("waiting for the applicant {time}, not counted"),
    }
}

/// Over the norm: "lewat 4 m".
pub fn over(lang: Lang, time: WorkingMs) -> String {
    format!("{} {}", lang.pick("lewat", "over by"), working(lang, time))
}
