//! The public standard.

use chrono::NaiveDate;
use domain::clock_words::duration;
use domain::lang::Lang;
use domain::time::WorkingMs;
use domain::time::words::full_date;

/// The public standard.
#[derive(Debug)]
pub struct Standard {
    /// The heading of the list.
    pub title: &'static str,
    /// What a standard is.
    pub lead: &'static str,
    /// No service is published yet.
    pub none: &'static str,
    /// What this standard says, after the service's own sentence.
    pub page_lead: &'static str,
    /// Back to the list.
    pub all: &'static str,
    /// The panel of the main facts.
    pub in_short: &'static str,
    /// The promise.
    pub time: &'static str,
    /// Under the promise.
    pub time_complete: &'static str,
    /// The fee.
    pub fee: &'static str,
    /// How long the licence holds.
    pub validity: &'static str,
    /// Where it is collected.
    pub collect: &'static str,
    /// When.
    pub hours: &'static str,
    /// The button of tracking.
    pub track: &'static str,
    /// The heading of the components of delivery.
    pub delivery: &'static str,
    /// A requirement that is not mandatory.
    pub if_any: &'static str,
    /// The heading of the current performance.
    pub performance: &'static str,
    /// Too few applications ended to tell a share.
    pub too_few: &'static str,
    /// How the figures are counted.
    pub performance_note: &'static str,
    /// The columns of the current performance.
    pub performance_now: &'static str,
    /// The mean.
    pub mean: &'static str,
    /// The share within the norm.
    pub within_norm: &'static str,
    /// What the mean says.
    pub mean_legend: &'static str,
    /// The heading of the SOP.
    pub procedure: &'static str,
    /// What its table says.
    pub procedure_lead: &'static str,
    /// The number of a step.
    pub no: &'static str,
    /// What is done.
    pub activity: &'static str,
    /// Who does it.
    pub performers: &'static str,
    /// The applicant's column.
    pub applicant: &'static str,
    /// The quality standard.
    pub quality: &'static str,
    /// What must lie on the desk.
    pub completeness: &'static str,
    /// The norm.
    pub norm: &'static str,
    /// What leaves the desk.
    pub output: &'static str,
    /// Read aloud: the flow begins here.
    pub begins: &'static str,
    /// Read aloud: the flow ends here.
    pub ends: &'static str,
    /// Read aloud: this role does it.
    pub does: &'static str,
    /// Read aloud: this role decides.
    pub decides: &'static str,
    /// The decision's way on.
    pub yes: &'static str,
    /// The decision's way back.
    pub no_way: &'static str,
    /// The sum.
    pub total: &'static str,
    /// What the shapes mean.
    pub legend: &'static str,
    /// The heading of the eight components of manufacturing.
    pub manufacturing: &'static str,
    /// What they are.
    pub manufacturing_lead: &'static str,
}

/// "Standar Pelayanan · versi 1, berlaku sejak 2 Januari 2026".
pub fn version(lang: Lang, version: u32, effective: NaiveDate) -> String {
    let date = full_date(effective, lang);
    match lang {
        Lang::Id => format!("Standar Pelayanan · versi {version}, berlaku sejak {date}"),
        Lang::En => format!("Service standard · version {version}, in force since {date}"),
    }
}

/// Which kinds of application a requirement is for.
pub fn only_for(lang: Lang, kinds: &str) -> String {
    format!("{} {kinds}", lang.pick("hanya untuk", "only for"))
}

/// "Janji ditepati sejak 31 Agustus 2026".
pub fn kept_since(lang: Lang, from: NaiveDate) -> String {
    format!("{} {}", lang.pick("Janji ditepati sejak", "Promises kept since"), full_date(from, lang))
}

/// "262 dari 293", and what they did.
pub fn kept(lang: Lang, met: u64, decided: u64, promise: &str) -> (String, String) {
    match lang {
        Lang::Id => (format!("{met} dari {decided}"), format!("permohonan selesai dalam {promise}.")),
        Lang::En => (format!("{met} of {decided}"), format!("applications were done within {promise}.")),
    }
}

/// "89,4": a share in percent without its sign.
pub fn percent(lang: Lang, permille: u64) -> String {
    format!("{}{}{}", permille / 10, lang.pick(",", "."), permille % 10)
}

/// "16 m", "2 j 5 m"; rounded to whole minutes, the first of them begun.
pub fn mean(lang: Lang, time: WorkingMs) -> String {
    duration(WorkingMs(time.0 + 30_000).whole_minutes().max(1), lang)
}

/// "antre 26 m".
pub fn queued(lang: Lang, time: WorkingMs) -> String {
    format!("{} {}", lang.pick("antre", "queue"), duration(WorkingMs(time.0 + 30_000).whole_minutes(), lang))
}
