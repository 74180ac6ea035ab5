//! Words that every slice uses.

use chrono::NaiveDate;
use domain::calendar::{Calendar, DayName};
use domain::lang::Lang;
use domain::role::{Grant, OfficeRole, RoleKey};
use domain::standard::ServiceStandard;
use domain::time::Instant;

/// Words that every slice uses.
#[derive(Debug)]
pub struct Common {
    /// The first link of a page.
    pub skip_to_content: &'static str,
    /// The places of the bar.
    pub rooms: &'static str,
    /// The board.
    pub board: &'static str,
    /// The reader's own desk.
    pub my_desk: &'static str,
    /// All dossiers.
    pub register: &'static str,
    /// The dashboard.
    pub dashboard: &'static str,
    /// The camera that reads a folder's QR.
    pub scan: &'static str,
    /// The search of the register.
    pub search: &'static str,
    /// What a telephone's bar has no room for.
    pub further: &'static str,
    /// The reader's account.
    pub my_account: &'static str,
    /// Sign in.
    pub sign_in: &'static str,
    /// Sign out.
    pub sign_out: &'static str,
    /// Change the password.
    pub change_password: &'static str,
    /// An absence is entered for today.
    pub marked_absent: &'static str,
    /// The language switch.
    pub language: &'static str,
    /// The theme switch.
    pub turn_theme: &'static str,
    /// Content is under way.
    pub loading: &'static str,
    /// Try again.
    pub try_again: &'static str,
    /// A link to the board.
    pub to_the_board: &'static str,
    /// Close a dialog or a toast.
    pub close: &'static str,
    /// Before a page is left on which something was typed.
    pub leave_title: &'static str,
    /// What is lost.
    pub leave_lead: &'static str,
    /// Leave all the same.
    pub leave: &'static str,
    /// Stay.
    pub stay: &'static str,
    /// Leave a dialog without the act.
    pub cancel: &'static str,
    /// Keep what was typed.
    pub save: &'static str,
    /// Go back.
    pub back: &'static str,
    /// A field that may stay empty.
    pub optional: &'static str,
    /// Show the password.
    pub show_password: &'static str,
    /// Hide the password.
    pub hide_password: &'static str,
    /// The applicant, as giver.
    pub applicant: &'static str,
    /// The receiver's half of a pair is empty.
    pub not_received: &'static str,
    /// The password field.
    pub password: &'static str,
    /// Further acts.
    pub more: &'static str,
    /// Print.
    pub print: &'static str,
    /// No filter.
    pub all: &'static str,
    /// Yes.
    pub yes: &'static str,
    /// No.
    pub no: &'static str,
    /// There is no figure.
    pub no_value: &'static str,
    /// Two days of a period were given the wrong way round.
    pub days_turned: &'static str,
    /// The title of the page of an address that leads nowhere.
    pub not_found: &'static str,
}

/// Since when: "sejak Kam 19/11".
pub fn since(lang: Lang, day: &str) -> String {
    format!("{} {day}", lang.pick("sejak", "since"))
}

/// An hour of today: "Hari ini 11.45".
pub fn today_at(lang: Lang, time: &str) -> String {
    format!("{} {time}", lang.pick("Hari ini", "Today"))
}

/// The words of a clock without what only a wide place has room for, and that: "sisa 4 m" and " kerja"; nothing where
/// there is no such end.
pub fn without_tail(lang: Lang, text: &str) -> (&str, &'static str) {
    let tails: &[&'static str] = match lang {
        Lang::Id => &[" kerja"],
        Lang::En => &[" working time left", " working time late"],
    };
    let cut = tails.iter().find_map(|tail| Some((text.strip_suffix(tail)?, *tail)));
    cut.unwrap_or((text, ""))
}

/// That the browser is not connected, since when, and what that means.
pub fn offline(lang: Lang, since: Option<&str>) -> (String, &'static str) {
    let title = match (lang, since) {
        (Lang::Id, Some(time)) => format!("Tidak tersambung sejak {time}."),
        (Lang::Id, None) => "Tidak tersambung.".to_owned(),
        (Lang::En, Some(time)) => format!("Not connected since {time}."),
        (Lang::En, None) => "Not connected.".to_owned(),
    };
    let meaning = lang.pick(
        "Jam tetap berjalan; perubahan ditolak sampai tersambung.",
        "Clocks go on; changes are refused until the connection is back.",
    );
    (title, meaning)
}

/// That the checkpoint knows what the database has not, and what to do.
pub fn missing(lang: Lang, count: usize) -> (String, &'static str) {
    let title = match (lang, count) {
        (Lang::Id, count) => format!("{count} kartu kendali atau seri nomor hilang dari basis data."),
        (Lang::En, 1) => "1 control card or number series is missing from the database.".to_owned(),
        (Lang::En, count) => format!("{count} control cards or number series are missing from the database."),
    };
    let meaning = lang.pick(
        "Titik periksa mengenalnya. Jalankan kendali verify di server.",
        "The checkpoint knows them. Run kendali verify on the server.",
    );
    (title, meaning)
}

/// Whether the office is open, and until when: "Jam kerja · istirahat 12.00".
pub fn office_state(lang: Lang, calendar: &Calendar, now: Instant) -> String {
    let local = calendar.local(now);
    let time = |at: Instant| calendar.local(at).time(lang);
    let hours = calendar.intervals(local.date);
    let running = hours.iter().find(|(open, close)| *open <= now && now < *close);
    if let Some((_, close)) = running {
        let ends = hours.last().is_some_and(|(_, last)| last == close);
        let what = if ends { lang.pick("tutup", "closes") } else { lang.pick("istirahat", "break at") };
        return format!("{} · {what} {}", lang.pick("Jam kerja", "Open"), time(*close));
    }
    if let Some((open, _)) = hours.iter().find(|(open, _)| now < *open) {
        let begun = hours.first().is_some_and(|(first, _)| *first <= now);
        return if begun {
            format!("{} {}", lang.pick("Istirahat · lanjut", "Break · resumes"), time(*open))
        } else {
            format!("{} {}", lang.pick("Belum buka · buka", "Not open yet · opens"), time(*open))
        };
    }
    let opens = calendar.local(calendar.next_opening(now)).weekday_time(lang);
    let closed = closed_day(lang, calendar, local.date);
    format!("{closed} · {} {opens}", lang.pick("buka", "opens"))
}

/// Why the office is closed on a date: the day's name, or that it is over.
fn closed_day(lang: Lang, calendar: &Calendar, date: NaiveDate) -> String {
    match calendar.name_of_day(date) {
        Some(DayName::Closed { name, .. }) if !calendar.is_working_day(date) => name.to_owned(),
        _ => lang.pick("Tutup", "Closed").to_owned(),
    }
}

/// What an office role is called.
pub const fn office_role_name(lang: Lang, role: OfficeRole) -> &'static str {
    match role {
        OfficeRole::FrontOffice => "Front Office",
        OfficeRole::BackOffice => "Back Office",
        OfficeRole::JuniorAnalyst => lang.pick("Ahli Muda", "Junior Policy Analyst"),
        OfficeRole::SeniorAnalyst => lang.pick("Ahli Madya", "Senior Policy Analyst"),
        OfficeRole::Secretary => lang.pick("Sekretaris", "Secretary"),
        OfficeRole::Head => lang.pick("Kepala Dinas", "Head of Office"),
        OfficeRole::ComplaintOfficer => lang.pick("Petugas Pengaduan", "Complaint Officer"),
        OfficeRole::DivisionHead => lang.pick("Kepala Bidang", "Head of Division"),
        OfficeRole::Personnel => lang.pick("Kepegawaian", "Personnel"),
        OfficeRole::Administrator => lang.pick("Administrator", "Administrator"),
    }
}

/// What a role is called where no standard is at hand: an office role by its name, another by its key.
pub fn role_name(lang: Lang, role: &RoleKey) -> String {
    role.office_role().map_or_else(|| role.0.clone(), |role| office_role_name(lang, role).to_owned())
}

/// What a role is called under a standard, which may name roles of its own.
pub fn role_name_under(lang: Lang, standard: &ServiceStandard, role: &RoleKey) -> String {
    let own = standard.roles.iter().find(|named| named.key == role.0);
    own.map_or_else(|| role_name(lang, role), |named| named.label.get(lang).to_owned())
}

/// A role as it is held: "Sekretaris", or "Plh. Sekretaris" where it is lent.
pub fn grant_name(lang: Lang, grant: &Grant) -> String {
    let name = role_name(lang, &grant.role);
    grant.lent.map_or_else(|| name.clone(), |form| format!("{} {name}", form.written()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        let day = serde_json::json!([["07:30", "12:00"], ["13:00", "16:00"]]);
        let week = serde_json::json!({
            "mon": day, "tue": day, "wed": day, "thu": day, "fri": day, "sat": [], "sun": [],
        });
        let spec = serde_json::json!({ "offset": "+07:00", "week": week, "horizon": "2026-12-31" });
        serde_json::from_value(spec).expect("a calendar")
    }

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_narrow_place_leaves_out_that_it_is_working_time() {
        assert_eq!(without_tail(Lang::Id, "sisa 4 m kerja"), ("sisa 4 m", " kerja"));
        assert_eq!(without_tail(Lang::En, "4 m working time left"), ("4 m", " working time left"));
        assert_eq!(without_tail(Lang::En, "17 m working time late"), ("17 m", " working time late"));
        assert_eq!(without_tail(Lang::Id, "menunggu pemohon"), ("menunggu pemohon", ""));
    }

    #[test]
    fn the_bar_says_until_when_the_office_is_open() {
        let calendar = calendar();
        let said = |text: &str| office_state(Lang::Id, &calendar, at(text));
        assert_eq!(said("2026-11-24T10:42:00+07:00"), "Jam kerja · istirahat 12.00");
        assert_eq!(said("2026-11-24T12:10:00+07:00"), "Istirahat · lanjut 13.00");
        assert_eq!(said("2026-11-24T15:00:00+07:00"), "Jam kerja · tutup 16.00");
        assert_eq!(said("2026-11-24T06:00:00+07:00"), "Belum buka · buka 07.30");
        assert_eq!(said("2026-11-27T17:00:00+07:00"), "Tutup · buka Senin 07.30");
    }
}
