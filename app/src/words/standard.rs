//! The public standard.

use chrono::NaiveDate;
use domain::lang::Lang;
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
