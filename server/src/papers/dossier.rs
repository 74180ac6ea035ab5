//! The papers of one dossier, and the list of several that a courier carries.

use app::error::AppError;
use app::routes;
use app::ssr::SignedIn;
use axum::extract::{Extension, Path, Query, State};
use axum::response::Response;
use chrono::TimeDelta;
use data_encoding::{BASE64, HEXLOWER};
use domain::application::Facts;
use domain::id::DossierId;
use domain::licence::IssuedLetter;
use domain::paper::{self, Case, Copy, DossierPaper, Made, Sheet};
use domain::role::Permission;
use http::header::ETAG;
use http::request::Parts;
use http::{HeaderName, HeaderValue};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use storage::access::Reading;
use storage::licence::KeptLetter;
use storage::tracking::Pass;

use super::gather::{Folder, Printing};
use super::{Failure, file_name, pdf};
use crate::pages;
use crate::state::AppState;

/// How long the tracking link on a paper opens the page, counted from the registration.
const PRINTED_LINK: TimeDelta = TimeDelta::days(730);

/// The hash of what is served, whatever the way there did to it. Source: RFC 9530.
const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");

/// Folders on one list at most: a courier carries no more.
const MOST_FOLDERS: usize = 60;

/// What an address may say beside the paper.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Which return, from 1; the newest unless said.
    ke: Option<usize>,
    /// `berkas` for the copy that stays with the file, `kantor` for the office's copy of a licence.
    lembar: Option<String>,
}

/// The papers that have an address below their dossier's.
pub(super) const NAMED: [DossierPaper; 9] = [
    DossierPaper::Receipt,
    DossierPaper::ControlCard,
    DossierPaper::Label,
    DossierPaper::ReturnLetter(0),
    DossierPaper::RefusalLetter,
    DossierPaper::ReminderLetter,
    DossierPaper::Draft,
    DossierPaper::Licence,
    DossierPaper::RevocationLetter,
];

/// The paper that a path names: `/berkas/<id>/tanda-terima.pdf`.
fn named(path: &str, asked: &Asked, returns: usize) -> Option<DossierPaper> {
    let name = path.rsplit('/').next()?.strip_suffix(".pdf")?;
    let paper = NAMED.into_iter().find(|paper| paper.name() == name)?;
    Some(match paper {
        DossierPaper::ReturnLetter(_) => DossierPaper::ReturnLetter(asked.ke.unwrap_or(returns)),
        other => other,
    })
}

/// One paper of a dossier.
pub(super) async fn paper(
    State(state): State<AppState>,
    Extension(who): Extension<SignedIn>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Response {
    let lang = pages::language(&parts);
    let printing = Box::pin(print(&state, &who, &id, &asked, &parts));
    printing.await.unwrap_or_else(|failure| failure.answer(lang))
}

async fn print(
    state: &AppState,
    who: &SignedIn,
    id: &str,
    asked: &Asked,
    parts: &Parts,
) -> Result<Response, Failure> {
    who.permitted(Permission::SeeDossier)?;
    let id = DossierId::parse(id).map_err(|_| AppError::NotFound)?;
    let folder = Folder::read(state, &id).await?;
    let returned: Vec<_> = paper::returns(&folder.card.entries).collect();
    let wanted = named(parts.uri.path(), asked, returned.len()).ok_or(AppError::NotFound)?;
    who.permitted(wanted.permission())?;
    // A letter is signed by who held the post on the day of its return.
    let on = match wanted {
        DossierPaper::ReturnLetter(no) => no.checked_sub(1).and_then(|place| returned.get(place)),
        _ => None,
    };
    let printing = Printing::on(state, parts, on.map(|entry| entry.at)).await?;
    let known = folder.dossier.facts.is_some();
    let events = folder.card.entries.iter().map(|entry| &entry.event);
    let can =
        paper::printable(&folder.standard, &folder.dossier, events, &printing.calendar, known, printing.now);
    if !can.contains(&wanted) {
        return Err(AppError::NotFound.into());
    }
    let earlier = state.store.accesses_of(&id).await?;
    state.store.log_access(&who.actor.account, &id, Reading::Printed(wanted.sheet()), printing.now).await?;
    let sheet = Sheets { state, who, printing: &printing, folder: &folder };
    let bytes = match wanted {
        DossierPaper::Receipt => {
            let printed = |access: &&storage::access::Access| access.what == Reading::Printed(Sheet::Receipt);
            let earlier = earlier.iter().filter(printed).map(|access| access.at);
            let copy = if asked.lembar.as_deref() == Some("berkas") { Copy::File } else { Copy::Applicant };
            let again = paper::is_reprint(earlier, printing.now);
            sheet
                .print(wanted, &paper::receipt(&sheet.case(), sheet.facts()?, copy, again, sheet.link()?)?)
                .await
        }
        DossierPaper::ControlCard => sheet.control_card().await,
        DossierPaper::Label => sheet.print(wanted, &paper::folder_label(&sheet.case(), sheet.scan())).await,
        DossierPaper::ReturnLetter(_) => {
            let entry = on.ok_or(AppError::NotFound)?;
            let made = paper::return_letter(&sheet.case(), sheet.facts()?, entry, sheet.link()?);
            sheet.print(wanted, &made).await
        }
        DossierPaper::RefusalLetter => {
            let entry = paper::refused(&folder.card.entries).ok_or(AppError::NotFound)?;
            let made = paper::refusal_letter(&sheet.case(), sheet.facts()?, entry, sheet.link()?)?;
            sheet.print(wanted, &made).await
        }
        DossierPaper::ReminderLetter => {
            let since = paper::uncollected_since(&folder.dossier, &printing.calendar, printing.now);
            let since = since.ok_or(AppError::NotFound)?;
            let made = paper::reminder_letter(&sheet.case(), sheet.facts()?, since, sheet.link()?);
            sheet.print(wanted, &made).await
        }
        DossierPaper::Draft => {
            let draft = folder.dossier.standing.draft.ok_or(AppError::NotFound)?.number;
            let facts = paper::facts_of_draft(&folder.card.entries, draft).ok_or(AppError::NotFound)?;
            sheet.print(wanted, &paper::draft(&sheet.case(), facts, draft)).await
        }
        DossierPaper::Licence if asked.lembar.as_deref() == Some("kantor") => sheet.office_copy().await,
        DossierPaper::Licence => return sheet.issued().await,
        DossierPaper::RevocationLetter => {
            let entry = paper::revoked(&folder.card.entries).ok_or(AppError::NotFound)?;
            let issued = &folder.dossier.licence.as_ref().ok_or(AppError::NotFound)?.letter;
            let check = sheet.check(&issued.number);
            let made = paper::revocation_letter(&sheet.case(), sheet.facts()?, (issued, entry), check)?;
            sheet.print(wanted, &made).await
        }
        DossierPaper::HandoverList => Err(AppError::NotFound.into()),
    }?;
    Ok(pdf(&file_name(wanted.name(), &folder.dossier.register), bytes))
}

/// The sheets of one dossier on their way to the press.
struct Sheets<'a> {
    state: &'a AppState,
    who: &'a SignedIn,
    printing: &'a Printing,
    folder: &'a Folder,
}

impl Sheets<'_> {
    fn case(&self) -> Case<'_> {
        self.printing.case(self.folder)
    }

    fn facts(&self) -> Result<&Facts, AppError> {
        self.folder.dossier.facts.as_ref().ok_or(AppError::NotFound)
    }

    /// Opens the applicant's tracking page; it reads only, and it is the same on every print.
    fn link(&self) -> Result<Option<String>, Failure> {
        let dossier = &self.folder.dossier;
        let pass =
            self.state.store.tracking_pass(Pass::Link, &dossier.code, dossier.submitted_at, PRINTED_LINK)?;
        let path = routes::tracking(&dossier.code);
        let site = self.printing.site.trim_end_matches('/');
        Ok((!site.is_empty()).then(|| format!("{site}{path}?t={pass}")))
    }

    /// Leads staff to the page that accepts or opens the file.
    fn scan(&self) -> String {
        format!("{}{}", self.printing.site.trim_end_matches('/'), routes::scan(&self.folder.dossier.id))
    }

    /// Where everybody checks a licence by its number.
    fn check(&self, number: &str) -> Option<String> {
        let site = self.printing.site.trim_end_matches('/');
        let path = routes::LICENCES;
        (!site.is_empty()).then(|| format!("{site}{path}?nomor={}", routes::escaped(number)))
    }

    /// The issued letter as it is kept, with what the card says of it.
    async fn kept(&self) -> Result<(KeptLetter, &IssuedLetter), Failure> {
        let licence = self.folder.dossier.licence.as_ref().ok_or(AppError::NotFound)?;
        let kept = self.state.store.letter(&self.folder.dossier.id, licence.entry).await?;
        Ok((kept.ok_or(AppError::NotFound)?, &licence.letter))
    }

    /// The very bytes that were issued, whatever became of template and program since.
    async fn issued(&self) -> Result<Response, Failure> {
        let (kept, letter) = self.kept().await?;
        let hash = digest(&SHA256, &kept.file);
        if HEXLOWER.encode(hash.as_ref()) != letter.sha256 {
            return Err(Failure::Altered);
        }
        let name = file_name(DossierPaper::Licence.name(), &self.folder.dossier.register);
        let mut answer = pdf(&name, kept.file);
        let tags = [
            (ETAG, format!("\"{}\"", letter.sha256)),
            (REPR_DIGEST, format!("sha-256=:{}:", BASE64.encode(hash.as_ref()))),
        ];
        for (header, value) in tags {
            if let Ok(value) = HeaderValue::from_str(&value) {
                answer.headers_mut().insert(header, value);
            }
        }
        Ok(answer)
    }

    /// The same letter with Paraf Hierarki, made anew of the facts that were issued.
    async fn office_copy(&self) -> Result<Vec<u8>, Failure> {
        let (kept, _) = self.kept().await?;
        let licence = serde_json::from_str(&kept.facts).map_err(|_| Failure::Altered)?;
        let data = paper::office_copy(&self.case(), licence);
        self.print(DossierPaper::Licence, &Made { data, qr: kept.qr }).await
    }

    async fn control_card(&self) -> Result<Vec<u8>, Failure> {
        let head = (self.folder.card.head.as_str(), self.folder.proof);
        let made = paper::control_card(&self.case(), &self.who.actor, head, self.scan())?;
        self.print(DossierPaper::ControlCard, &made).await
    }

    async fn print<T: Serialize>(&self, paper: DossierPaper, made: &Made<T>) -> Result<Vec<u8>, Failure> {
        Ok(self.state.press.print(paper.sheet(), self.printing.templates.clone(), made).await?)
    }
}

/// The dossiers of a list: `berkas=id,id`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Listed {
    berkas: String,
}

/// The list of the folders that a courier carries to one desk.
pub(super) async fn handover_list(
    State(state): State<AppState>,
    Extension(who): Extension<SignedIn>,
    Query(listed): Query<Listed>,
    parts: Parts,
) -> Response {
    let lang = pages::language(&parts);
    let printing = Box::pin(print_list(&state, &who, &listed, &parts));
    printing.await.unwrap_or_else(|failure| failure.answer(lang))
}

async fn print_list(
    state: &AppState,
    who: &SignedIn,
    listed: &Listed,
    parts: &Parts,
) -> Result<Response, Failure> {
    who.permitted(Permission::SeeDossier)?;
    let mut ids: Vec<DossierId> = Vec::new();
    for id in listed.berkas.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        let id = DossierId::parse(id).map_err(|_| AppError::NotFound)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.len() > MOST_FOLDERS {
        return Err(AppError::BadRequest.into());
    }
    let mut folders = Vec::with_capacity(ids.len());
    for id in &ids {
        folders.push(Folder::read(state, id).await?);
    }
    let printing = Printing::on(state, parts, None).await?;
    let cases: Vec<Case<'_>> = folders.iter().map(|folder| printing.case(folder)).collect();
    let made = paper::handover_list(&cases, &who.actor).map_err(Failure::Handover)?;
    for id in &ids {
        let reading = Reading::Printed(Sheet::HandoverList);
        state.store.log_access(&who.actor.account, id, reading, printing.now).await?;
    }
    let bytes = state.press.print(Sheet::HandoverList, printing.templates.clone(), &made).await?;
    let date = printing.calendar.date(printing.now).to_string();
    Ok(pdf(&file_name(DossierPaper::HandoverList.name(), &date), bytes))
}
