//! The board.

use domain::board::Worked;
use domain::clock::Norm;
use domain::clock_words::duration;
use domain::lang::Lang;

/// The board.
#[derive(Debug)]
pub struct Board {
    /// Title of the page.
    pub title: &'static str,
    /// Before the name of the service.
    pub service: &'static str,
    /// Filter: held by me.
    pub mine: &'static str,
    /// Count: late.
    pub late: &'static str,
    /// Filter: late.
    pub sieve_late: &'static str,
    /// Filter and tray: waiting to be received.
    pub tray: &'static str,
    /// The same, narrow.
    pub tray_short: &'static str,
    /// Before the longest wait of a tray.
    pub longest: &'static str,
    /// Above the queue times.
    pub queue: &'static str,
    /// Group: accepted.
    pub desk: &'static str,
    /// The same, narrow.
    pub desk_short: &'static str,
    /// Group: with the applicant.
    pub with_applicant: &'static str,
    /// The same, narrow.
    pub with_applicant_short: &'static str,
    /// Group: ready.
    pub ready: &'static str,
    /// The same, narrow.
    pub ready_short: &'static str,
    /// The receiver's initial.
    pub accept: &'static str,
    /// Take a file back from the next tray.
    pub retrieve: &'static str,
    /// Label and hint of the search.
    pub search: &'static str,
    /// Clears the search.
    pub search_clear: &'static str,
    /// Filters, as a group.
    pub filters: &'static str,
    /// Filter: the files of one officer.
    pub holder: &'static str,
    /// Takes all filters off.
    pub unfilter: &'static str,
    /// Copies the address.
    pub copy_link: &'static str,
    /// It is copied.
    pub link_copied: &'static str,
    /// To the form of the counter.
    pub register: &'static str,
    /// The strip of steps on a phone.
    pub steps: &'static str,
    /// After a count.
    pub dossiers: &'static str,
    /// A role without anybody present.
    pub nobody: &'static str,
    /// What that means.
    pub nobody_hint: &'static str,
    /// What a click on a word of the legend does that marks.
    pub mark_hint: &'static str,
    /// The bar of a head, where no visit has ended today.
    pub not_worked_today: &'static str,
    /// An empty column.
    pub nothing: &'static str,
    /// What will come into the first column.
    pub nothing_yet_first: &'static str,
    /// An empty column under filters.
    pub nothing_matches: &'static str,
    /// What to do then.
    pub nothing_matches_hint: &'static str,
    /// A name that was erased.
    pub erased_name: &'static str,
    /// A command is under way.
    pub sending: &'static str,
    /// Title of a card's menu.
    pub move_to: &'static str,
    /// Opens the dossier.
    pub open: &'static str,
    /// The connection, when it is well.
    pub live: &'static str,
    /// The stream of what others do is lost.
    pub reconnecting: &'static str,
    /// The session has ended while the page was open.
    pub session_ended: &'static str,
    /// What it means for the page.
    pub session_ended_why: &'static str,
    /// The server runs another program than the page.
    pub new_program: &'static str,
    /// What to do then.
    pub new_program_why: &'static str,
    /// Does it.
    pub load_anew: &'static str,
    /// The connection, when it is gone.
    pub offline: &'static str,
    /// Legend: ready.
    pub ready_legend: &'static str,
    /// Legend: on time.
    pub on_time: &'static str,
    /// The same in a narrow list.
    pub on_time_tag: &'static str,
    /// Legend: due soon.
    pub near: &'static str,
    /// Legend: with the applicant.
    pub paused: &'static str,
    /// Legend: outside working hours.
    pub closed: &'static str,
    /// The same in a narrow list.
    pub closed_tag: &'static str,
    /// The verdict "terlambat" where there is no room for it.
    pub late_tag: &'static str,
    /// The verdict "mendekati" where there is no room for it.
    pub near_tag: &'static str,
    /// With the applicant, in a narrow list.
    pub paused_tag: &'static str,
    /// Ready, in a narrow list.
    pub ready_tag: &'static str,
    /// Key: opens.
    pub key_open: &'static str,
    /// Key: the menu.
    pub key_move: &'static str,
    /// Keys: walk.
    pub key_walk: &'static str,
    /// Name of the space bar.
    pub space_bar: &'static str,
    /// Name of the enter key.
    pub enter_key: &'static str,
    /// No service has a standard yet.
    pub no_service: &'static str,
    /// What to do then.
    pub no_service_hint: &'static str,
    /// After a count of cards out of sight.
    pub below: &'static str,
    /// Folds a tray again.
    pub fold: &'static str,
    /// Widens the compact columns of a phase.
    pub widen: &'static str,
    /// And back.
    pub narrow: &'static str,
    /// Rows instead of cards, in a word.
    pub dense: &'static str,
    /// As the program thinks best.
    pub auto: &'static str,
    /// As the reader set it.
    pub by_hand: &'static str,
    /// Choice: rows where there are many.
    pub density_auto: &'static str,
    /// Choice: cards.
    pub density_full: &'static str,
    /// Choice: rows.
    pub density_dense: &'static str,
    /// The widths of columns.
    pub widths: &'static str,
    /// What they do.
    pub widths_lead: &'static str,
    /// All of them automatic again.
    pub widths_reset: &'static str,
    /// Width: full cards.
    pub width_wide: &'static str,
    /// Width: name, number, bar, verdict.
    pub width_compact: &'static str,
    /// Width: spines.
    pub width_rail: &'static str,
}

/// "Milik saya" with its count; more of them may not be loaded yet.
pub fn at_least(count: usize, all_loaded: bool) -> String {
    if all_loaded { count.to_string() } else { format!("{count}+") }
}

/// "2 lagi".
pub fn more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Id => format!("{count} lagi"),
        Lang::En => format!("{count} more"),
    }
}

/// "46 berkas".
pub fn total(lang: Lang, count: u32) -> String {
    match (lang, count) {
        (Lang::Id, _) => format!("{count} berkas"),
        (Lang::En, 1) => "1 dossier".to_owned(),
        (Lang::En, _) => format!("{count} dossiers"),
    }
}

/// The name of the link of an officer's initials.
pub fn files_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Id => format!("Hanya berkas yang dipegang {name}"),
        Lang::En => format!("Only the files held by {name}"),
    }
}

/// What the bar of a head shows: how long the visits took that ended today, against the norm.
pub fn worked_today(lang: Lang, worked: Worked, norm: Norm) -> String {
    let (median, norm) = (duration(worked.median.whole_minutes(), lang), norm.text(lang));
    match (lang, worked.visits) {
        (Lang::Id, visits) => {
            format!("Waktu kerja hari ini, median {visits} berkas: {median} dari norma {norm}")
        }
        (Lang::En, 1) => format!("Working time today, one file: {median} of the norm of {norm}"),
        (Lang::En, visits) => {
            format!("Working time today, median of {visits} files: {median} of the norm of {norm}")
        }
    }
}

/// What will come into an empty column.
pub fn nothing_yet(lang: Lang, before: &str) -> String {
    match lang {
        Lang::Id => format!("Berkas yang lolos {before} akan muncul di sini."),
        Lang::En => format!("Files that pass {before} will appear here."),
    }
}

/// The name of a card's menu button.
pub fn move_name(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Id => format!("Pindahkan ke…: {name}"),
        Lang::En => format!("Move to…: {name}"),
    }
}

/// The name of a tray card's button.
pub fn accept_name(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Id => format!("Terima: {name}"),
        Lang::En => format!("Accept: {name}"),
    }
}

/// The name of the button that takes a file back.
pub fn retrieve_name(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Id => format!("Tarik kembali: {name}"),
        Lang::En => format!("Take back: {name}"),
    }
}

/// The name of a step in the strip of a phone.
pub fn step_name(lang: Lang, name: &str, count: u32, late: u32) -> String {
    match lang {
        Lang::Id => format!("{name}: {count} berkas, {late} terlambat"),
        Lang::En => format!("{name}: {count} dossiers, {late} late"),
    }
}

/// "Tampilan: padat".
pub fn view_is(lang: Lang, what: &str) -> String {
    format!("{}: {what}", lang.pick("Tampilan", "View"))
}

/// "Lebar kolom: otomatis".
pub fn widths_are(lang: Lang, what: &str) -> String {
    format!("{}: {what}", lang.pick("Lebar kolom", "Column widths"))
}

/// "1–16 dari 44".
pub fn span(lang: Lang, from: usize, to: usize, of: usize) -> String {
    format!("{from}–{to} {} {of}", lang.pick("dari", "of"))
}

/// A verdict has turned, read aloud.
pub fn turned_late(lang: Lang, register: &str, name: &str) -> String {
    match lang {
        Lang::Id => format!("{register} {name} terlambat"),
        Lang::En => format!("{register} {name} is late"),
    }
}
