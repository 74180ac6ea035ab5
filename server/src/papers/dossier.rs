//! The papers of one dossier, and the list of several that a courier carries.

use app::error::AppError;
use app::routes;
use app::ssr::SignedIn;
use axum::extract::{Extension, Path, Query, State};
use axum::response::Response;
use chrono::TimeDelta;
use data_encoding::{BASE64, HEXLOWER};
use domain::application::Facts;
use domain::event::Entry;
use domain::id::DossierId;
use domain::licence::IssuedLetter;
use domain::paper::{self, Case, Copy, DossierPaper, Made, Sheet};
use domain::role::{Actor, Permission};
use http::header::ETAG;
use http::request::Parts;
use http::{HeaderName, HeaderValue};
use ring::digest::{Digest, SHA256, digest};
use serde::{Deserialize, Serialize};
use storage::access::{Access, Reading};
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
    let returned = paper::returns(&folder.card.entries).count();
    let wanted = named(parts.uri.path(), asked, returned).ok_or(AppError::NotFound)?;
    who.permitted(wanted.permission())?;
    let printing = Printing::on(state, parts, folder.day_of(wanted)).await?;
    if !folder.printable(&printing).contains(&wanted) {
        return Err(AppError::NotFound.into());
    }
    let earlier = state.store.accesses_of(&id).await?;
    state.store.log_access(&who.actor.account, &id, Reading::Printed(wanted.sheet()), printing.now).await?;
    let sheet = Sheets { state, actor: &who.actor, printing: &printing, folder: &folder };
    let copy = asked.lembar.as_deref();
    if wanted == DossierPaper::Licence && copy != Some("kantor") {
        return sheet.issued().await;
    }
    let copy = if copy == Some("berkas") { Copy::File } else { Copy::Applicant };
    let bytes = sheet.print(wanted, copy, &earlier).await?;
    Ok(pdf(&file_name(wanted.name(), &folder.dossier.register), bytes))
}

/// The sheets of one dossier on their way to the press.
pub(super) struct Sheets<'a> {
    /// The press, and the links of papers.
    pub(super) state: &'a AppState,
    /// Who prints.
    pub(super) actor: &'a Actor,
    /// The office; for a letter of a return, with the posts of its day.
    pub(super) printing: &'a Printing,
    /// The dossier.
    pub(super) folder: &'a Folder,
}

impl Sheets<'_> {
    /// Prints one of the dossier's printable sheets; `earlier` are the readings before this one, newest first.
    pub(super) async fn print(
        &self,
        wanted: DossierPaper,
        copy: Copy,
        earlier: &[Access],
    ) -> Result<Vec<u8>, Failure> {
        let entries = &self.folder.card.entries;
        match wanted {
            DossierPaper::Receipt => {
                let printed = |access: &&Access| access.what == Reading::Printed(Sheet::Receipt);
                let earlier = earlier.iter().filter(printed).map(|access| access.at);
                let again = paper::is_reprint(earlier, self.printing.now);
                let made = paper::receipt(&self.case(), self.facts()?, copy, again, self.link()?)?;
                self.set(wanted, &made).await
            }
            DossierPaper::ControlCard => self.control_card().await,
            DossierPaper::Label => self.set(wanted, &paper::folder_label(&self.case(), self.scan())).await,
            DossierPaper::ReturnLetter(no) => {
                let entry = return_of(entries, no).ok_or(AppError::NotFound)?;
                let made = paper::return_letter(&self.case(), self.facts()?, entry, self.link()?);
                self.set(wanted, &made).await
            }
            DossierPaper::RefusalLetter => {
                let entry = paper::refused(entries).ok_or(AppError::NotFound)?;
                let made = paper::refusal_letter(&self.case(), self.facts()?, entry, self.link()?)?;
                self.set(wanted, &made).await
            }
            DossierPaper::ReminderLetter => {
                let Printing { calendar, now, .. } = self.printing;
                let since = paper::uncollected_since(&self.folder.dossier, calendar, *now);
                let since = since.ok_or(AppError::NotFound)?;
                let made = paper::reminder_letter(&self.case(), self.facts()?, since, self.link()?);
                self.set(wanted, &made).await
            }
            DossierPaper::Draft => {
                let draft = self.folder.dossier.standing.draft.ok_or(AppError::NotFound)?.number;
                let facts = paper::facts_of_draft(entries, draft).ok_or(AppError::NotFound)?;
                self.set(wanted, &paper::draft(&self.case(), facts, draft)).await
            }
            DossierPaper::Licence => self.office_copy().await,
            DossierPaper::RevocationLetter => {
                let entry = paper::revoked(entries).ok_or(AppError::NotFound)?;
                let issued = &self.folder.dossier.licence.as_ref().ok_or(AppError::NotFound)?.letter;
                let check = self.check(&issued.number);
                let made = paper::revocation_letter(&self.case(), self.facts()?, (issued, entry), check)?;
                self.set(wanted, &made).await
            }
            DossierPaper::HandoverList => Err(AppError::NotFound.into()),
        }
    }

    /// What the office and the dossier are, as the papers are made of them.
    pub(super) fn case(&self) -> Case<'_> {
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
    pub(super) async fn issued_file(&self) -> Result<(Vec<u8>, Digest), Failure> {
        let (kept, letter) = self.kept().await?;
        let hash = digest(&SHA256, &kept.file);
        if HEXLOWER.encode(hash.as_ref()) != letter.sha256 {
            return Err(Failure::Altered);
        }
        Ok((kept.file, hash))
    }

    /// The issued file as an answer, with its hash.
    async fn issued(&self) -> Result<Response, Failure> {
        let (file, hash) = self.issued_file().await?;
        let mut answer = pdf(&file_name(DossierPaper::Licence.name(), &self.folder.dossier.register), file);
        let tags = [
            (ETAG, format!("\"{}\"", HEXLOWER.encode(hash.as_ref()))),
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
    pub(super) async fn office_copy(&self) -> Result<Vec<u8>, Failure> {
        let (kept, _) = self.kept().await?;
        let licence = serde_json::from_str(&kept.facts).map_err(|_| Failure::Altered)?;
        let data = paper::office_copy(&self.case(), licence);
        self.set(DossierPaper::Licence, &Made { data, qr: kept.qr }).await
    }

    async fn control_card(&self) -> Result<Vec<u8>, Failure> {
        let head = (self.folder.card.head.as_str(), self.folder.proof);
        let made = paper::control_card(&self.case(), self.actor, head, self.scan())?;
        self.set(DossierPaper::ControlCard, &made).await
    }

    /// Sets a sheet.
    pub(super) async fn set<T: Serialize>(
        &self,
        paper: DossierPaper,
        made: &Made<T>,
    ) -> Result<Vec<u8>, Failure> {
        Ok(self.state.press.print(paper.sheet(), self.printing.templates.clone(), made).await?)
    }
}

/// A return on a card, by its place from 1.
pub(super) fn return_of(entries: &[Entry], no: usize) -> Option<&Entry> {
    paper::returns(entries).nth(no.checked_sub(1)?)
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
