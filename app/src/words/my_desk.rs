//! Meja Saya.

use domain::lang::Lang;
use domain::my_desk::DuePart;

/// Meja Saya.
#[derive(Debug)]
pub struct MyDesk {
    /// Before the counts of licences that come to their end.
    pub ending: &'static str,
    /// Filter: all.
    pub all: &'static str,
    /// Filter: accepted.
    pub working: &'static str,
    /// Beside the group of the late.
    pub late_lead: &'static str,
    /// Nothing lies here.
    pub empty: &'static str,
    /// What will come.
    pub empty_lead: &'static str,
    /// Nothing lies here under the filter.
    pub nothing: &'static str,
    /// What to do then.
    pub nothing_lead: &'static str,
    /// The act of the last desk.
    pub accept_ready: &'static str,
    /// Opens the dossier.
    pub open: &'static str,
    /// To the applicant.
    pub send_back: &'static str,
    /// The break on the line of the day.
    pub rest: &'static str,
    /// The bar of what is chosen.
    pub chosen: &'static str,
    /// The pane.
    pub pane: &'static str,
    /// It shows nothing yet.
    pub pane_empty: &'static str,
    /// Above the letter.
    pub letter: &'static str,
    /// In the place of the reader's initial.
    pub your_initial: &'static str,
    /// Before the newest initial.
    pub last_initial: &'static str,
    /// Above the bar of waiting and working.
    pub time_so_far: &'static str,
}

/// "9 berkas menunggu Anda di 2 layanan. Diurutkan menurut tenggat terdekat."
pub fn lead(lang: Lang, count: u32, services: u32) -> String {
    match (lang, count, services) {
        (Lang::Id, 0, _) => "Tidak ada berkas yang menunggu Anda.".to_owned(),
        (Lang::En, 0, _) => "No file waits for you.".to_owned(),
        (Lang::Id, _, 0 | 1) => format!("{count} berkas menunggu Anda. Diurutkan menurut tenggat terdekat."),
        (Lang::Id, _, _) => {
            format!("{count} berkas menunggu Anda di {services} layanan. Diurutkan menurut tenggat terdekat.")
        }
        (Lang::En, 1, _) => "1 file waits for you.".to_owned(),
        (Lang::En, _, 0 | 1) => format!("{count} files wait for you. The earliest due comes first."),
        (Lang::En, _, _) => {
            format!("{count} files wait for you in {services} services. The earliest due comes first.")
        }
    }
}

/// What lies on the desk, below its name on a telephone: "9 berkas · 2 layanan".
pub fn room_line(lang: Lang, count: u32, services: u32) -> String {
    let files = super::bulk::files(lang, count as usize);
    match (lang, services) {
        (_, 0 | 1) => files,
        (Lang::Id, _) => format!("{files} · {services} layanan"),
        (Lang::En, _) => format!("{files} · {services} services"),
    }
}

/// The name of a part of the day.
pub const fn part_name(lang: Lang, part: DuePart) -> &'static str {
    match part {
        DuePart::Late => lang.pick("Lewat tenggat", "Past due"),
        DuePart::BeforeBreak => lang.pick("Sebelum istirahat", "Before the break"),
        DuePart::Today => lang.pick("Hari ini", "Today"),
        DuePart::Later => lang.pick("Setelah hari ini", "After today"),
    }
}

/// "sebelum 16.00".
pub fn before(lang: Lang, time: &str) -> String {
    format!("{} {time}", lang.pick("sebelum", "before"))
}

/// "janji hari ini 16.00".
pub fn promised(lang: Lang, chip: &str) -> String {
    if chip.is_empty() {
        return String::new();
    }
    let text = match chip.split_once(' ') {
        Some((day @ ("Hari" | "Today"), rest)) => format!("{} {rest}", day.to_lowercase()),
        _ => chip.to_owned(),
    };
    format!("{} {text}", lang.pick("janji", "promised"))
}

/// The words of a clock without what the column says: "sisa 2 m kerja" is "sisa 2 m"; "17 m working time late" is
/// "17 m late", and beside the verdict "late" only "17 m".
pub fn shortened(lang: Lang, text: &str, word: &str) -> String {
    match lang {
        Lang::Id => text.strip_suffix(" kerja").unwrap_or(text).to_owned(),
        Lang::En => {
            let text = text.replacen(" working time ", " ", 1);
            let told = (!word.is_empty()).then(|| text.strip_suffix(word)).flatten();
            told.map_or(text.clone(), |rest| rest.trim_end().to_owned())
        }
    }
}

/// "antre 55 m".
pub fn queueing(lang: Lang, time: &str) -> String {
    format!("{} {time}", lang.pick("antre", "waited"))
}

/// "dikerjakan 41 m".
pub fn worked(lang: Lang, time: &str) -> String {
    format!("{} {time}", lang.pick("dikerjakan", "worked"))
}

/// "diterima 10.34".
pub fn accepted(lang: Lang, at: &str) -> String {
    format!("{} {at}", lang.pick("diterima", "accepted"))
}

/// "dari 10 menit".
pub fn of_norm(lang: Lang, norm: &str) -> String {
    format!("{} {norm}", lang.pick("dari", "of"))
}

/// "11 dari 11 ada".
pub fn present(lang: Lang, count: usize, of: usize) -> String {
    match lang {
        Lang::Id => format!("{count} dari {of} ada"),
        Lang::En => format!("{count} of {of} there"),
    }
}

/// "(diberi pada langkah 8)".
pub fn numbered_at(lang: Lang, step: u8) -> String {
    match lang {
        Lang::Id => format!("(diberi pada langkah {step})"),
        Lang::En => format!("(given at step {step})"),
    }
}

/// The name of a row's box.
pub fn choose(lang: Lang, name: &str) -> String {
    format!("{}: {name}", lang.pick("Pilih", "Choose"))
}

/// "3 berkas dipilih".
pub fn chosen(lang: Lang, count: usize) -> String {
    format!("{} {}", super::bulk::files(lang, count), lang.pick("dipilih", "chosen"))
}

/// "Terima semua 4".
pub fn accept_all(lang: Lang, count: usize) -> String {
    format!("{} {count}", lang.pick("Terima semua", "Accept all"))
}

/// Where all chosen files lie: "Semua di baki Sekretaris, diterima sebagai Plh. Sekretaris".
pub fn all_at(lang: Lang, role: &str, stand_in: Option<&str>, in_tray: bool) -> String {
    let place = match (lang, in_tray) {
        (Lang::Id, true) => format!("Semua di baki {role}"),
        (Lang::Id, false) => format!("Semua di meja {role}"),
        (Lang::En, true) => format!("All in the tray of the {role}"),
        (Lang::En, false) => format!("All on the desk of the {role}"),
    };
    match (stand_in, in_tray) {
        (None, _) => place,
        (Some(form), true) => format!("{place}, {} {form}", lang.pick("diterima sebagai", "accepted as")),
        (Some(form), false) => format!("{place}, {} {form}", lang.pick("dikerjakan sebagai", "worked on as")),
    }
}

/// A very full desk shows the first only.
pub fn left_out(lang: Lang, shown: usize, all: usize) -> String {
    match lang {
        Lang::Id => {
            format!("Ditampilkan {shown} berkas dengan tenggat terdekat dari {all}. Sisanya ada di papan.")
        }
        Lang::En => format!("The {shown} files due first, of {all}. The rest is on the board."),
    }
}

/// What others did while the pointer was on the list.
pub fn held(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Id, _) => format!("{count} perubahan baru: tampilkan"),
        (Lang::En, 1) => "1 change: show".to_owned(),
        (Lang::En, _) => format!("{count} changes: show"),
    }
}

/// How many licences end within so many days: "7 dalam 90 hari".
pub fn ending_within(lang: Lang, count: u64, days: u16) -> String {
    match lang {
        Lang::Id => format!("{count} dalam {days} hari"),
        Lang::En => format!("{count} within {days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_reads_as_the_rest_of_a_sentence() {
        assert_eq!(promised(Lang::Id, "Hari ini 16.00"), "janji hari ini 16.00");
        assert_eq!(promised(Lang::Id, "Kam 26/11"), "janji Kam 26/11");
        assert_eq!(promised(Lang::Id, ""), "");
    }

    #[test]
    fn the_words_of_a_clock_stand_short_beside_its_verdict() {
        assert_eq!(shortened(Lang::Id, "sisa 2 m kerja", ""), "sisa 2 m");
        assert_eq!(shortened(Lang::Id, "sisa 3 hari kerja", ""), "sisa 3 hari");
        assert_eq!(shortened(Lang::En, "2 m working time left", ""), "2 m left");
        assert_eq!(shortened(Lang::En, "17 m working time late", "late"), "17 m");
        assert_eq!(
            shortened(Lang::En, "17 m late · resumes Wednesday 07:30", "late"),
            "17 m late · resumes Wednesday 07:30"
        );
    }

    #[test]
    fn a_stand_in_accepts_as_such() {
        assert_eq!(
            all_at(Lang::Id, "Sekretaris", Some("Plh. Sekretaris"), true),
            "Semua di baki Sekretaris, diterima sebagai Plh. Sekretaris"
        );
    }
}
