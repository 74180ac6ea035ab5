//! The sentences of the applicant's page that are made of facts.

use domain::clock::Norm;
use domain::dossier::End;
use domain::lang::Lang;
use domain::role::OfficeRole;
use domain::standard::StepKind;
use domain::time::Instant;
use domain::tracking::{
    AfterAnswer, Band, Counter, DayReason, Heading, Lateness, LegalLimit, Place, RoleName,
};

use super::moment::Teller;
use crate::words::common::office_role_name;

const NUMBERS_ID: [&str; 12] = [
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
    "dua belas",
];
const NUMBERS_EN: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// A small number in words, a larger one in digits.
pub fn number(lang: Lang, n: usize) -> String {
    let names = match lang {
        Lang::Id => &NUMBERS_ID,
        Lang::En => &NUMBERS_EN,
    };
    n.checked_sub(1)
        .and_then(|place| names.get(place))
        .map_or_else(|| n.to_string(), |name| (*name).to_owned())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The sentence at the head of the page.
pub fn heading(lang: Lang, heading: Heading) -> String {
    let plain = match heading {
        Heading::Checking => {
            lang.pick("Permohonan Anda sedang diperiksa", "Your application is being checked")
        }
        Heading::Returned { things: 0 } => {
            lang.pick("Ada yang perlu Anda lengkapi", "There is something for you to complete")
        }
        Heading::Returned { things: 1 } => {
            lang.pick("Satu hal perlu Anda lengkapi", "There is one thing for you to complete")
        }
        Heading::Returned { things } => {
            let n = number(lang, things);
            return match lang {
                Lang::Id => format!("{} hal perlu Anda lengkapi", capital(&n)),
                Lang::En => format!("There are {n} things for you to complete"),
            };
        }
        Heading::Drafting => lang.pick("Surat izin Anda sedang disusun", "Your licence is being drafted"),
        Heading::Initialling => {
            lang.pick("Surat izin Anda sedang diparaf", "Your licence is being initialled")
        }
        Heading::Signing => {
            lang.pick("Surat izin Anda menunggu tanda tangan", "Your licence is waiting for its signature")
        }
        Heading::Numbering => {
            lang.pick("Surat izin Anda sedang diberi nomor", "Your licence is being numbered")
        }
        Heading::Preparing => lang.pick(
            "Surat izin Anda sedang disiapkan untuk diambil",
            "Your licence is being made ready for collection",
        ),
        Heading::Late => lang.pick("Permohonan Anda terlambat", "Your application is late"),
        Heading::Ready => lang.pick("Surat izin Anda siap diambil", "Your licence is ready for collection"),
        Heading::Delivered => lang.pick("Surat izin sudah Anda terima", "You have received the licence"),
        Heading::Refused => lang.pick("Permohonan Anda ditolak", "Your application was refused"),
        Heading::Withdrawn => lang.pick("Anda menarik permohonan ini", "You withdrew this application"),
        Heading::Closed => {
            lang.pick("Permohonan ditutup karena tidak dilengkapi", "Closed since it was not completed")
        }
        Heading::Annulled => lang.pick(
            "Permohonan ini dibatalkan karena tercatat dua kali",
            "Annulled since it was entered twice",
        ),
        Heading::Revoked => lang.pick(
            "Izin Anda dicabut sebelum diserahkan",
            "Your licence was revoked before it was handed over",
        ),
        Heading::Replaced => {
            lang.pick("Surat izin Anda akan diganti", "Your licence is to be replaced by another letter")
        }
    };
    plain.to_owned()
}

/// "3 jam 12 menit kerja", from the next close on "2 hari kerja".
pub fn lateness(lang: Lang, lateness: Lateness) -> String {
    let count = |n: i64, one: &str, many: &str| format!("{n}\u{a0}{}", if n == 1 { one } else { many });
    let hours_word = |n| count(n, lang.pick("jam", "hour"), lang.pick("jam", "hours"));
    let minutes_word = |n| count(n, lang.pick("menit", "minute"), lang.pick("menit", "minutes"));
    if lateness.closes > 0 {
        let days = i64::from(lateness.closes);
        return count(days, lang.pick("hari kerja", "working day"), lang.pick("hari kerja", "working days"));
    }
    let minutes = lateness.working.whole_minutes();
    let time = match (minutes / 60, minutes % 60) {
        (0, 0) => lang.pick("kurang dari 1 menit", "less than a minute").to_owned(),
        (0, minutes) => minutes_word(minutes),
        (hours, 0) => hours_word(hours),
        (hours, minutes) => format!("{} {}", hours_word(hours), minutes_word(minutes)),
    };
    match lang {
        Lang::Id => format!("{time} kerja"),
        Lang::En => format!("{time} of working time"),
    }
}

/// The word on the band.
pub fn band(lang: Lang, band: Band) -> String {
    let plain = match band {
        Band::InTime => lang.pick("Sesuai janji", "As promised"),
        Band::Near => lang.pick("Mendekati janji", "Close to the promised time"),
        Band::Late(late) => {
            return format!("{}, {}", lang.pick("Melewati janji", "Past the promise"), lateness(lang, late));
        }
        Band::WaitingForYou => lang.pick("Menunggu Anda", "Waiting for you"),
        Band::FinishedInTime => lang.pick("Selesai tepat janji", "Done as promised"),
        Band::FinishedLate(None) => lang.pick("Selesai terlambat", "Done late"),
        Band::FinishedLate(Some(late)) => {
            return format!("{}, {}", lang.pick("Selesai terlambat", "Done late"), lateness(lang, late));
        }
        Band::Finished | Band::Ended(End::Delivered) => lang.pick("Selesai", "Finished"),
        Band::Ended(End::Refused) => lang.pick("Ditolak", "Refused"),
        Band::Ended(End::Withdrawn) => lang.pick("Ditarik", "Withdrawn"),
        Band::Ended(End::Closed) => lang.pick("Ditutup", "Closed"),
        Band::Ended(End::Annulled) => lang.pick("Dibatalkan", "Annulled"),
        Band::Ended(End::Revoked) => lang.pick("Dicabut", "Revoked"),
        Band::Ended(End::Replaced) => lang.pick("Diganti", "Replaced"),
    };
    plain.to_owned()
}

/// A role as the public reads it: "Analis Kebijakan Ahli Muda".
pub fn role(lang: Lang, role: &RoleName) -> String {
    if let Some(own) = &role.own {
        return own.get(lang).to_owned();
    }
    match role.key.office_role() {
        Some(OfficeRole::JuniorAnalyst) => {
            lang.pick("Analis Kebijakan Ahli Muda", "Junior Policy Analyst").to_owned()
        }
        Some(OfficeRole::SeniorAnalyst) => {
            lang.pick("Analis Kebijakan Ahli Madya", "Senior Policy Analyst").to_owned()
        }
        Some(other) => office_role_name(lang, other).to_owned(),
        None => role.key.0.clone(),
    }
}

/// Where the late file lies: "Menunggu tanda tangan Kepala Dinas sejak Senin, 23 November pukul 13.50."
pub fn place(teller: Teller, place: &Place) -> String {
    let (who, since) = (role(teller.lang, &place.role), teller.moment(place.since));
    match (teller.lang, place.kind) {
        (Lang::Id, StepKind::Intake | StepKind::Verify) => format!("Diperiksa {who} sejak {since}."),
        (Lang::Id, StepKind::Draft) => format!("Surat izin disusun {who} sejak {since}."),
        (Lang::Id, StepKind::Initial) => format!("Menunggu paraf {who} sejak {since}."),
        (Lang::Id, StepKind::Sign) => format!("Menunggu tanda tangan {who} sejak {since}."),
        (Lang::Id, StepKind::Number) => format!("Menunggu nomor dari {who} sejak {since}."),
        (Lang::Id, StepKind::Deliver) => format!("{who} menyiapkannya untuk Anda ambil sejak {since}."),
        (Lang::En, StepKind::Intake | StepKind::Verify) => {
            format!("Being checked by the {who} since {since}.")
        }
        (Lang::En, StepKind::Draft) => format!("The licence is being drafted by the {who} since {since}."),
        (Lang::En, StepKind::Initial) => format!("Waiting for the initials of the {who} since {since}."),
        (Lang::En, StepKind::Sign) => format!("Waiting for the signature of the {who} since {since}."),
        (Lang::En, StepKind::Number) => format!("Waiting for its number from the {who} since {since}."),
        (Lang::En, StepKind::Deliver) => format!("The {who} makes it ready for collection since {since}."),
    }
}

/// What the standard promises.
pub fn promise(lang: Lang, norm: Norm) -> String {
    let norm = unbroken(&norm.text(lang));
    match lang {
        Lang::Id => format!("Janji layanan kami {norm} untuk berkas lengkap."),
        Lang::En => format!("We promise {norm} for a complete file."),
    }
}

/// The same with spaces that do not break.
pub fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// Why a day counts or not.
pub fn day_reason(teller: Teller, reason: &DayReason) -> String {
    let lang = teller.lang;
    match reason {
        DayReason::AfterHours => lang.pick("masuk setelah jam tutup", "came in after closing").to_owned(),
        DayReason::Received => lang.pick("hari masuk", "day of receipt").to_owned(),
        DayReason::WithYou => lang.pick("menunggu Anda", "waiting for you").to_owned(),
        DayReason::Weekend => lang.pick("akhir pekan", "weekend").to_owned(),
        DayReason::Holiday { name } => name.clone(),
        DayReason::Counted { nth, until } => {
            let day = match (nth, lang) {
                (Some(n), Lang::Id) => format!("hari kerja ke-{n}"),
                (Some(n), Lang::En) => format!("working day {n}"),
                (None, _) => lang.pick("dihitung", "counted").to_owned(),
            };
            match until {
                None => day,
                Some(until) => format!("{day}, {}\u{a0}{}", lang.pick("s.d.", "until"), teller.time(*until)),
            }
        }
    }
}

/// When the file was returned, and what the answer does to the promise.
pub fn returned(teller: Teller, since: Instant, after: AfterAnswer, norm: Norm) -> String {
    let (since, norm) = (teller.moment(since), unbroken(&norm.text(teller.lang)));
    match (teller.lang, after) {
        (Lang::Id, AfterAnswer::Restarts) => {
            format!("Dikembalikan {since}. Setelah Anda melengkapinya, janji {norm} dihitung dari awal.")
        }
        (Lang::Id, AfterAnswer::Resumes) => {
            format!("Dikembalikan {since}. Setelah Anda melengkapinya, janji {norm} berjalan lagi.")
        }
        (Lang::En, AfterAnswer::Restarts) => {
            format!("Returned {since}. Once you complete it, our promise of {norm} starts anew.")
        }
        (Lang::En, AfterAnswer::Resumes) => {
            format!("Returned {since}. Once you complete it, our promise of {norm} goes on.")
        }
    }
}

/// What happens if nothing comes.
pub fn will_close(lang: Lang, last_day: &str, notice_days: u32, free: bool) -> String {
    let text = match lang {
        Lang::Id => format!(
            "Bila sampai {last_day} tidak ada kelengkapan, permohonan kami tutup. Kami mengingatkan Anda \
             {notice_days}\u{a0}hari sebelumnya. Anda boleh mengajukan lagi kapan saja"
        ),
        Lang::En => format!(
            "If nothing comes by {last_day}, we close the application. We remind you {notice_days}\u{a0}days before. \
             You may apply again at any time"
        ),
    };
    if free { format!("{text}{}", lang.pick(", gratis.", ", free.")) } else { format!("{text}.") }
}

/// Whether the counter is open.
pub fn counter(teller: Teller, counter: Counter) -> (String, String) {
    let lang = teller.lang;
    match counter {
        Counter::OpenUntilBreak(at) => (
            lang.pick("Buka sekarang", "Open now").to_owned(),
            format!(", {} {}", lang.pick("istirahat mulai", "break from"), teller.time(at)),
        ),
        Counter::OpenUntilClose(at) => (
            lang.pick("Buka sekarang", "Open now").to_owned(),
            format!(", {} {}", lang.pick("tutup", "closes at"), teller.time(at)),
        ),
        Counter::ClosedUntil(at) => (
            lang.pick("Sekarang tutup", "Closed now").to_owned(),
            format!(", {} {}", lang.pick("buka", "opens"), teller.moment(at)),
        ),
    }
}

/// Until when the licence is best collected.
pub fn collect_until(lang: Lang, date: &str) -> String {
    match lang {
        Lang::Id => format!(
            "Ambil paling lambat {date}. Setelah itu kami mengirim surat pemberitahuan ke rumah Anda."
        ),
        Lang::En => format!("Collect it by {date}. After that we send a letter to your home."),
    }
}

/// The promise beside a licence that is ready.
pub fn our_promise(teller: Teller, due: Instant) -> String {
    format!("{} {}.", teller.lang.pick("Janji kami:", "Our promise:"), teller.moment(due))
}

/// "5 tahun".
pub fn years(lang: Lang, years: u8) -> String {
    match (lang, years) {
        (Lang::Id, _) => format!("{years} tahun"),
        (Lang::En, 1) => "1 year".to_owned(),
        (Lang::En, _) => format!("{years} years"),
    }
}

/// The limit of the law.
pub fn legal(teller: Teller, limit: &LegalLimit) -> (String, String, String) {
    let norm = unbroken(&limit.norm.text(teller.lang));
    let due = teller.full_moment(limit.due_at);
    match teller.lang {
        Lang::Id => (
            format!("Keputusan harus ada dalam {norm} sejak berkas lengkap: paling lambat "),
            due,
            format!(
                " (UU 30/2014 Pasal 53). {}",
                if limit.passed { "Batas ini sudah lewat." } else { "Batas ini belum lewat." }
            ),
        ),
        Lang::En => (
            format!("There must be a decision within {norm} of the complete file: at the latest on "),
            due,
            format!(
                " (Law 30/2014 art. 53). {}",
                if limit.passed { "This limit has passed." } else { "This limit has not passed." }
            ),
        ),
    }
}

/// "Keadaan Selasa, 24 November 2026 pukul 10.42 WIB".
pub fn as_of(teller: Teller, now: Instant) -> String {
    format!("{} {}", teller.lang.pick("Keadaan", "As of"), teller.full_moment(now))
}

/// A number of digits other than four.
pub fn digits(lang: Lang, written: usize) -> String {
    match lang {
        Lang::Id => format!("Isi empat angka terakhir NIK. Anda menulis {written}."),
        Lang::En => format!("Enter the last four digits of the NIK. You wrote {written}."),
    }
}

/// Too many tries.
pub fn throttled(teller: Teller, until: Instant) -> String {
    let until = teller.clock(until);
    match teller.lang {
        Lang::Id => format!("Terlalu banyak percobaan. Coba lagi {until}."),
        Lang::En => format!("Too many tries. Try again {until}."),
    }
}

/// Where the counter is, and what to say there: before the register number.
pub fn bring(lang: Lang, address: &str) -> String {
    let name = lang.pick("Sebutkan nomor", "Name the number");
    if address.is_empty() { name.to_owned() } else { format!("{address}. {name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::WorkingMs;

    #[test]
    fn lateness_is_hours_and_minutes_before_it_is_days() {
        let late = |minutes: i64, closes| {
            lateness(Lang::Id, Lateness { working: WorkingMs(minutes * 60_000), closes })
        };
        assert_eq!(late(192, 0), "3\u{a0}jam 12\u{a0}menit kerja");
        assert_eq!(late(35, 0), "35\u{a0}menit kerja");
        assert_eq!(late(120, 0), "2\u{a0}jam kerja");
        assert_eq!(late(0, 0), "kurang dari 1 menit kerja");
        assert_eq!(late(900, 2), "2\u{a0}hari kerja");
    }

    #[test]
    fn things_to_complete_are_counted_in_words() {
        assert_eq!(heading(Lang::Id, Heading::Returned { things: 2 }), "Dua hal perlu Anda lengkapi");
        assert_eq!(heading(Lang::Id, Heading::Returned { things: 13 }), "13 hal perlu Anda lengkapi");
        assert_eq!(
            heading(Lang::En, Heading::Returned { things: 3 }),
            "There are three things for you to complete"
        );
    }
}
