//! The papers of one dossier, and the list of several that a courier carries.

use app::error::AppError;
use app::routes;
use app::ssr::SignedIn;
use axum::extract::{Extension, Path, Query, State};
use axum::response::Response;
use chrono::TimeDelta;
use domain::application::Facts;
use domain::event::Entry;
use domain::id::DossierId;
use domain::paper::{self, Case, Copy, DossierPaper, Made, Sheet};
use domain::role::{Actor, Permission};
use http::request::Parts;
use serde::{Deserialize, Serialize};
use storage::access::{Access, Reading};
use storage::tracking::Pass;

use super::gather::{Folder, Printing};
use super::{Failure, file_name, pdf};
use crate::pages;
use crate::state::AppState;

/// How long the tracking link on a paper opens the page, counted from the registration.
const PRINTED_LINK: TimeDelta = TimeDelta::days(730);

/// Folders on one list at most: a courier carries no more.
const MOST_FOLDERS: usize = 60;

/// What an address may say beside the paper.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Which return, from 1; the newest unless said.
    ke: Option<usize>,
    /// `berkas` for the copy that stays with the file.
    lembar: Option<String>,
}

/// The papers that have an address below their dossier's.
pub(super) const NAMED: [DossierPaper; 7] = [
    DossierPaper::Receipt,
    DossierPaper::ControlCard,
    DossierPaper::Label,
    DossierPaper::ReturnLetter(0),
    DossierPaper::RefusalLetter,
    DossierPaper::ReminderLetter,
    DossierPaper::Draft,
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
    let copy = if asked.lembar.as_deref() == Some("berkas") { Copy::File } else { Copy::Applicant };
    let sheet = Sheets { state, actor: &who.actor, printing: &printing, folder: &folder };
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
