//! Commands on dossiers: their verbs, what they ask, and what came of them.

use domain::lang::Lang;

/// Commands on dossiers.
#[derive(Debug)]
pub struct Command {
    /// Closes a dialog without an act.
    pub cancel: &'static str,
    /// Why.
    pub reason: &'static str,
    /// Below the reason of a send-back.
    pub reason_hint: &'static str,
    /// The reason is missing.
    pub reason_missing: &'static str,
    /// Of the return to the applicant.
    pub return_verb: &'static str,
    /// What a return does to the clock.
    pub return_lead: &'static str,
    /// Above the items.
    pub return_items: &'static str,
    /// What is wrong with an item.
    pub problem: &'static str,
    /// How to mend it.
    pub remedy: &'static str,
    /// A remark to the applicant.
    pub remark: &'static str,
    /// Nothing is asked.
    pub return_nothing: &'static str,
    /// An item without a problem or a remedy.
    pub return_unsaid: &'static str,
    /// A chosen item without what is wrong.
    pub problem_missing: &'static str,
    /// A chosen item without how to mend it.
    pub remedy_missing: &'static str,
    /// Marks an item as found absent.
    pub item_missing: &'static str,
    /// Hands the licence over.
    pub deliver_verb: &'static str,
    /// Who takes it.
    pub deliver_to: &'static str,
    /// The applicant.
    pub applicant_self: &'static str,
    /// A proxy.
    pub proxy: &'static str,
    /// The proxy's name.
    pub proxy_name: &'static str,
    /// The proxy's document.
    pub proxy_document: &'static str,
    /// An example of one.
    pub proxy_document_hint: &'static str,
    /// Both are needed.
    pub proxy_missing: &'static str,
    /// Numbers and hands over.
    pub number_verb: &'static str,
    /// Only numbers.
    pub number_keep_verb: &'static str,
    /// The stamp.
    pub stamped: &'static str,
    /// It must be ticked.
    pub stamp_missing: &'static str,
    /// Refuses the application.
    pub refuse_verb: &'static str,
    /// What a refusal does.
    pub refuse_lead: &'static str,
    /// The reasons.
    pub refuse_reasons: &'static str,
    /// They stand in the letter.
    pub refuse_reasons_hint: &'static str,
    /// After a handover.
    pub can_be_retrieved: &'static str,
    /// Takes it back.
    pub retrieve: &'static str,
    /// The answer was lost.
    pub send_again: &'static str,
    /// Accepts.
    pub accept: &'static str,
    /// Takes over.
    pub take_over: &'static str,
    /// The applicant came.
    pub arrived: &'static str,
    /// The applicant went.
    pub left: &'static str,
    /// Opens a choice of items.
    pub choose_items: &'static str,
    /// Asks a reason.
    pub give_reason: &'static str,
    /// Asks the password again.
    pub password_title: &'static str,
    /// Why.
    pub password_lead: &'static str,
    /// The password.
    pub password: &'static str,
    /// It is another one.
    pub password_wrong: &'static str,
    /// No password was typed.
    pub password_missing: &'static str,
    /// Goes on.
    pub password_verb: &'static str,
    /// Of a file in a list: it is carried out.
    pub bulk_done: &'static str,
    /// The same person accepts.
    pub same_person: &'static str,
}

/// The verb before a handover, by what the desk does in the same act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing: the work is done.
    Nothing,
    /// The draft.
    Draft,
    /// The initial.
    Initial,
    /// The signature.
    Sign,
    /// The number.
    Number,
}

/// "Paraf dan serahkan".
pub const fn forward_verb(lang: Lang, before: Before) -> &'static str {
    match before {
        Before::Nothing => lang.pick("Serahkan", "Hand over"),
        Before::Draft => lang.pick("Cetak konsep dan serahkan", "Draft and hand over"),
        Before::Initial => lang.pick("Paraf dan serahkan", "Initial and hand over"),
        Before::Sign => lang.pick("Tanda tangani dan serahkan", "Sign and hand over"),
        Before::Number => lang.pick("Beri nomor dan serahkan", "Number and hand over"),
    }
}

/// "Serahkan ke Back Office", "Paraf dan serahkan ke Sekretaris".
pub fn forward(lang: Lang, before: Before, role: &str) -> String {
    format!("{} {} {role}", forward_verb(lang, before), lang.pick("ke", "to"))
}

/// "Serahkan dan terima", for one who holds the next desk too.
pub fn forward_to_myself(lang: Lang, before: Before) -> String {
    let verb = match before {
        Before::Nothing => lang.pick("Serahkan", "Hand over"),
        Before::Draft => lang.pick("Cetak konsep, serahkan", "Draft, hand over"),
        Before::Initial => lang.pick("Paraf, serahkan", "Initial, hand over"),
        Before::Sign => lang.pick("Tanda tangani, serahkan", "Sign, hand over"),
        Before::Number => lang.pick("Beri nomor, serahkan", "Number, hand over"),
    };
    format!("{verb} {}", lang.pick("dan terima", "and accept"))
}

/// "Kirim balik ke Verifikasi…".
pub fn back(lang: Lang, step: &str) -> String {
    match lang {
        Lang::Id => format!("Kirim balik ke {step}"),
        Lang::En => format!("Send back to {step}"),
    }
}

/// "Langkah 3: Cetak blanko".
pub fn step(lang: Lang, number: u8, name: &str) -> String {
    format!("{} {number}: {name}", lang.pick("Langkah", "Step"))
}

/// "000131 Siti Nurhayati Harahap", as dialogs name a dossier.
pub fn subject(register: &str, name: &str) -> String {
    format!("{register} {name}")
}

/// What a command came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// It lies in the tray of this role.
    Given {
        /// The role.
        role: &'a str,
        /// The giver's initials.
        initials: &'a str,
    },
    /// It was accepted.
    Accepted {
        /// The receiver's initials.
        initials: &'a str,
    },
    /// It came back.
    Retrieved,
    /// It was taken over.
    TakenOver,
    /// It was sent back to this step.
    SentBack {
        /// The step.
        step: &'a str,
    },
    /// It is with the applicant.
    Returned,
    /// The applicant's answer is recorded.
    Answered,
    /// It was signed, numbered, drafted, initialled or marked and stays on the desk.
    Kept,
    /// The applicant stands at the counter.
    Arrived,
    /// The applicant left.
    Left,
    /// The licence was handed over.
    Delivered,
    /// It was refused.
    Refused,
    /// It ended otherwise.
    Ended,
    /// Its licence was revoked.
    Revoked,
    /// Its licence is to be replaced.
    ToBeReplaced,
}

/// The sentence of a toast: what was done to which dossier.
pub fn done(lang: Lang, register: &str, outcome: &Outcome<'_>) -> String {
    match (outcome, lang) {
        (Outcome::Given { role, initials }, Lang::Id) => {
            format!("{register} diserahkan ke {role}, paraf {initials}")
        }
        (Outcome::Given { role, initials }, Lang::En) => {
            format!("{register} handed to {role}, initial {initials}")
        }
        (Outcome::Accepted { initials }, Lang::Id) => format!("{register} diterima, paraf {initials}"),
        (Outcome::Accepted { initials }, Lang::En) => format!("{register} accepted, initial {initials}"),
        (Outcome::Retrieved, Lang::Id) => format!("{register} ditarik kembali ke meja Anda"),
        (Outcome::Retrieved, Lang::En) => format!("{register} taken back to your desk"),
        (Outcome::TakenOver, Lang::Id) => format!("{register} diambil alih"),
        (Outcome::TakenOver, Lang::En) => format!("{register} taken over"),
        (Outcome::SentBack { step }, Lang::Id) => format!("{register} dikirim balik ke {step}"),
        (Outcome::SentBack { step }, Lang::En) => format!("{register} sent back to {step}"),
        (Outcome::Answered, Lang::Id) => format!("Jawaban pemohon {register} dicatat"),
        (Outcome::Answered, Lang::En) => format!("The applicant's answer to {register} is recorded"),
        (Outcome::Returned, Lang::Id) => format!("{register} dikembalikan ke pemohon"),
        (Outcome::Returned, Lang::En) => format!("{register} returned to the applicant"),
        (Outcome::Kept, Lang::Id) => format!("{register} tersimpan"),
        (Outcome::Kept, Lang::En) => format!("{register} saved"),
        (Outcome::Arrived, Lang::Id) => format!("{register}: pemohon datang, jam penyerahan berjalan"),
        (Outcome::Arrived, Lang::En) => format!("{register}: the applicant is here, the clock runs"),
        (Outcome::Left, Lang::Id) => format!("{register}: pemohon pergi, izin tetap siap diambil"),
        (Outcome::Left, Lang::En) => format!("{register}: the applicant left, the licence stays ready"),
        (Outcome::Delivered, Lang::Id) => format!("{register}: izin diserahkan"),
        (Outcome::Delivered, Lang::En) => format!("{register}: licence handed over"),
        (Outcome::Refused, Lang::Id) => format!("{register} ditolak"),
        (Outcome::Refused, Lang::En) => format!("{register} refused"),
        (Outcome::Ended, Lang::Id) => format!("{register} selesai"),
        (Outcome::Ended, Lang::En) => format!("{register} closed"),
        (Outcome::Revoked, Lang::Id) => format!("{register}: izin dicabut"),
        (Outcome::Revoked, Lang::En) => format!("{register}: licence revoked"),
        (Outcome::ToBeReplaced, Lang::Id) => {
            format!("{register}: izin akan diganti, menunggu surat pengganti")
        }
        (Outcome::ToBeReplaced, Lang::En) => {
            format!("{register}: the licence will be replaced by another letter")
        }
    }
}
