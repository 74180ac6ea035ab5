//! Tanda terima: what the applicant takes home. It never shows the last four digits of the NIK, which open the tracking
//! page. A lost one is printed again and says so.

use serde::{Deserialize, Serialize};

use super::signature::clerk;
use super::words::{any_of, date, fee, moment, nik_on_paper, reached_by, typed_date};
use super::{Case, Frame, Made, Qr, Signature};
use crate::application::Facts;
use crate::clock::{ClockError, evaluate};
use crate::event::{Brought, Channel, Event};
use crate::lang::Lang;
use crate::time::Instant;

/// Whose copy it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Copy {
    /// The applicant's.
    Applicant,
    /// The one that stays with the file.
    File,
}

/// What the office promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromiseOnReceipt {
    /// Until when.
    pub due: String,
    /// The promise itself: "2 hari kerja".
    pub term: String,
}

/// One requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptItem {
    /// The office's wording.
    pub text: String,
    /// Whether it was brought; none where nobody said.
    pub present: Option<bool>,
    /// Its number and expiry, what was noted; may be empty.
    pub note: String,
}

/// The receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Paper, letterhead, QR.
    #[serde(flatten)]
    pub frame: Frame,
    /// The register number.
    pub number: String,
    /// Whose copy.
    pub copy: Copy,
    /// When it was printed again; none for the first print.
    pub reprinted: Option<String>,
    /// The service in full.
    pub service: String,
    /// The tracking code.
    pub code: String,
    /// The applicant.
    pub name: String,
    /// The first four digits of the NIK.
    pub nik: String,
    /// Where the applicant lives.
    pub address: String,
    /// The kind of application.
    pub kind: String,
    /// Who came for the applicant.
    pub proxy: Option<String>,
    /// When it was received.
    pub received: String,
    /// By which way: "loket".
    pub channel: String,
    /// The fee.
    pub fee: String,
    /// The promise.
    pub promise: PromiseOnReceipt,
    /// The requirements.
    pub items: Vec<ReceiptItem>,
    /// Its date.
    pub date: Option<String>,
    /// Who took the file in; none where it came by the public form.
    pub officer: Option<Signature>,
    /// Who handed it in, without titles.
    pub handed_in_by: String,
    /// Where it is tracked.
    pub track_address: Option<String>,
    /// Where the licence is collected.
    pub collect_at: String,
    /// When.
    pub collect_hours: String,
    /// How to complain.
    pub complaints: String,
}

/// Within this time a further print is still the first: a printer may jam.
const SAME_PRINT_MINUTES: i64 = 15;

/// Whether a receipt that was printed at `earlier` instants is printed again at `now`.
pub fn is_reprint(earlier: impl IntoIterator<Item = Instant>, now: Instant) -> bool {
    earlier.into_iter().any(|at| (now - at).num_minutes() >= SAME_PRINT_MINUTES)
}

/// "Siti Nurhaliza (adik kandung), surat kuasa": who came for the applicant.
fn proxy(facts: &Facts) -> Option<String> {
    facts.proxy.as_ref().map(|proxy| {
        let relation =
            if proxy.relation.is_empty() { String::new() } else { format!(" ({})", proxy.relation) };
        let document =
            if proxy.document.is_empty() { String::new() } else { format!(", {}", proxy.document) };
        format!("{}{relation}{document}", proxy.name)
    })
}

fn items(case: &Case<'_>) -> Vec<ReceiptItem> {
    let item = |item: &crate::dossier::Item| {
        let text = case.standard.requirement(&item.key).map_or(item.key.as_str(), |it| it.text.get(Lang::Id));
        let note = case.dossier.notes.get(&item.key);
        let mut said: Vec<String> = Vec::new();
        if item.brought == Some(Brought::Promised) {
            said.push("menyusul".to_owned());
        }
        if let Some(note) = note {
            said.extend((!note.number.is_empty()).then(|| format!("No. {}", note.number)));
            let expiry = typed_date(&note.expiry);
            said.extend((!expiry.is_empty()).then(|| format!("berlaku s.d. {expiry}")));
            said.extend((!note.note.is_empty()).then(|| note.note.clone()));
        }
        ReceiptItem {
            text: text.to_owned(),
            present: item.brought.map(|how| matches!(how, Brought::Upload | Brought::Physical)),
            note: said.join(", "),
        }
    };
    case.dossier.items.iter().map(item).collect()
}

/// The receipt of a registration. `facts` are the applicant's; `link` opens the tracking page without digits.
///
/// # Errors
/// [`ClockError`] where the promise is no clock; a card that was read back makes none.
pub fn receipt(
    case: &Case<'_>,
    facts: &Facts,
    copy: Copy,
    reprinted: bool,
    link: Option<String>,
) -> Result<Made<Receipt>, ClockError> {
    let Case { desk, standard, dossier, card } = *case;
    let at = dossier.submitted_at;
    // The promise as it was given: what came later starts it anew, but not on this sheet.
    let promise = evaluate(desk.calendar, standard.promise, &dossier.promise, at)?;
    let registered = card.iter().find(|entry| matches!(entry.event, Event::Registered { .. }));
    let hand = registered.and_then(|entry| entry.by.hand());
    let kind = standard.kinds.iter().find(|kind| kind.key == facts.kind);
    let mut complaints = reached_by(desk.office);
    complaints.push("loket pengaduan".to_owned());
    let data = Receipt {
        frame: desk.frame(
            &desk.office.paper.form,
            link.is_some().then_some(Qr { address: None }),
            desk.calendar.date(at),
        ),
        number: dossier.register.clone(),
        copy,
        reprinted: reprinted.then(|| moment(desk.calendar, desk.now)),
        service: standard.title.get(Lang::Id).to_owned(),
        code: dossier.code.written(),
        name: facts.name.full(),
        nik: nik_on_paper(&facts.nik),
        address: facts.address.line(),
        kind: kind.map_or_else(|| facts.kind.clone(), |kind| kind.label.get(Lang::Id).to_owned()),
        proxy: proxy(facts),
        received: moment(desk.calendar, at),
        channel: match dossier.channel {
            Channel::Counter => "loket".to_owned(),
            Channel::Online => "halaman Ajukan (daring)".to_owned(),
        },
        fee: fee(standard.fee),
        promise: PromiseOnReceipt {
            due: promise.due_at.map_or_else(|| "–".to_owned(), |due| moment(desk.calendar, due)),
            term: standard.promise.text(Lang::Id),
        },
        items: items(case),
        date: Some(date(desk.calendar, at)),
        officer: hand.map(|hand| clerk(standard, desk.people.official(&hand.account), &hand.role)),
        handed_in_by: facts
            .proxy
            .as_ref()
            .map_or_else(|| facts.name.name.clone(), |proxy| proxy.name.clone()),
        track_address: desk.address("/lacak"),
        collect_at: standard.collect_at.get(Lang::Id).to_owned(),
        collect_hours: standard.collect_hours.get(Lang::Id).to_owned(),
        complaints: any_of(&complaints),
    };
    Ok(Made { data, qr: link })
}
