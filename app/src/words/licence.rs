//! The check of licences: its texts and the sentences made of facts.

use chrono::NaiveDate;
use domain::lang::Lang;
use domain::time::Instant;

use super::tracking::moment::Teller;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// The check of licences.
        #[derive(Debug)]
        pub struct Licence {
            $($(#[$doc])* pub $name: &'static str,)+
        }
    };
}

texts! {
    /// The title of the page.
    title,
    /// What it is for.
    lead,
    /// The result's small heading.
    result,
    /// Check another one.
    another,
    /// The number's field.
    number,
    /// Where the number stands.
    number_hint,
    /// The button.
    check,
    /// The heading of the file's form.
    file_title,
    /// The file's field.
    file,
    /// What becomes of the file.
    file_hint,
    /// The button of the file's form.
    check_file,
    /// The number is missing.
    number_missing,
    /// The file is missing.
    file_missing,
    /// The file is no PDF.
    not_pdf,
    /// The file is too large.
    too_large,
    /// It holds.
    is_valid,
    /// Its last day has passed.
    is_expired,
    /// It was revoked.
    is_revoked,
    /// Another letter took its place.
    is_replaced,
    /// Its number is void.
    is_void,
    /// Its letter is not issued yet.
    is_not_issued,
    /// The number is unknown.
    is_unknown,
    /// The file is unknown.
    is_unknown_file,
    /// The QR is not the office's.
    is_forged,
    /// The band of one that holds.
    valid,
    /// The band of one whose last day has passed.
    expired,
    /// The band of a revoked one.
    revoked,
    /// The band of a replaced one.
    replaced,
    /// The band of a void number.
    void,
    /// The band of a number without a letter.
    not_issued,
    /// The band of an unknown number.
    unknown,
    /// The band of a file that is none of the issued ones.
    no_match,
    /// The band of what the office did not make.
    not_genuine,
    /// Compare the letter with what is shown.
    compare,
    /// The signature holds.
    signature_holds,
    /// The file is the issued one.
    file_holds,
    /// Nobody may practise on it.
    may_not_practise,
    /// Why a number is void.
    void_why,
    /// Why there is no letter.
    not_issued_why,
    /// What to do about an unknown number.
    unknown_do,
    /// What to do about an unknown file.
    unknown_file_do,
    /// What to do about a forged QR.
    forged_do,
    /// The name was erased.
    erased,
    /// What it licenses.
    kind,
    /// Whose it is.
    holder,
    /// Its date.
    issued_on,
    /// Its last day.
    valid_until,
    /// When it was revoked.
    revoked_on,
    /// When it was replaced.
    replaced_on,
    /// The letter that took its place.
    replaced_by,
    /// The electronic signature in the file.
    seal,
    /// It holds; who signed follows.
    seal_holds,
    /// It holds; nobody is named.
    seal_holds_alone,
    /// It does not hold.
    seal_fails,
    /// It could not be checked.
    seal_unasked,
    /// The title of the keys.
    keys_title,
    /// What they are.
    keys_lead,
    /// A key.
    key,
    /// It is in use.
    in_use,
    /// How to check without the office.
    keys_how,
    /// The steps.
    keys_text,
    /// The signed text, with the names of its fields.
    keys_example,
}

/// "Diperiksa Selasa, 24 November 2026 pukul 10.42 WIB dari daftar izin DPMPTSP Kota Pekanbaru. Nama disamarkan …".
pub fn checked(teller: Teller, now: Instant, office: &str) -> String {
    let (day, clock) = (teller.full_day_of(now), teller.clock(now));
    match teller.lang {
        Lang::Id => format!(
            "Nama disamarkan untuk melindungi data pribadi. Diperiksa {day} {clock} dari daftar izin {office}."
        ),
        Lang::En => format!(
            "The name is masked to protect personal data. Checked on {day} {clock} in the register of {office}."
        ),
    }
}

/// "tinggal 12 hari"; on its last day "hari terakhir".
pub fn days_left(lang: Lang, until: NaiveDate, today: NaiveDate) -> String {
    let left = (until - today).num_days();
    match (lang, left) {
        (Lang::Id, 0) => "hari terakhir".to_owned(),
        (Lang::Id, _) => format!("tinggal {left} hari"),
        (Lang::En, 0) => "its last day".to_owned(),
        (Lang::En, 1) => "1 day left".to_owned(),
        (Lang::En, _) => format!("{left} days left"),
    }
}
