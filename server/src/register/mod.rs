//! The register as a file: every dossier of the address's filters, whatever its page. Read some at a time, or all at once
//! where visits are ranked, and written as they come: the CSV into the answer, the workbook onto the disk.

mod comma;
mod table;
mod workbook;

use std::fs::File;

use app::error::AppError;
use app::routes;
use app::ssr::{self, SignedIn, register};
use app::words;
use app::words::register::{as_of_line, filter_line};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::register::{RegisterQuery, Sight};
use domain::role::Permission;
use domain::standard::Standards;
use domain::time::Instant;
use futures_util::StreamExt;
use futures_util::stream::unfold;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use rust_xlsxwriter::XlsxError;
use storage::StorageError;
use storage::register::After;
use tokio::io::AsyncReadExt;
use tokio::task::{JoinError, spawn_blocking};

use self::table::{Cell, Table};
use self::workbook::Book;
use crate::state::AppState;
use crate::{incident, pages};

/// Dossiers in memory at a time.
const AT_A_TIME: u32 = 2_000;
/// Bytes of a finished workbook in memory at a time.
const PIECE: usize = 64 * 1024;

/// The addresses of the files.
pub fn routes() -> Router<AppState> {
    Router::new().route(routes::REGISTER_XLSX, get(as_workbook)).route(routes::REGISTER_CSV, get(as_csv))
}

/// What kept a file from being made. The reader gets a rule or a number, the log the rest.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("not permitted")]
    Refused(AppError),
    #[error(transparent)]
    Store(#[from] StorageError),
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    #[error(transparent)]
    Cut(#[from] JoinError),
    #[error(transparent)]
    Disk(#[from] std::io::Error),
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::Refused(error)
    }
}

impl Failure {
    fn answer(&self, lang: domain::lang::Lang) -> Response {
        let error = match self {
            Self::Refused(error) => error.clone(),
            other => {
                let incident = incident::number();
                tracing::error!(incident, error = %other, "the register could not be written");
                AppError::Internal { incident }
            }
        };
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let told = words::error::app_error(lang, &error);
        (status, format!("{}\n{}\n", told.title, told.detail)).into_response()
    }
}

/// What is exported, for whom.
#[derive(Clone, Debug)]
struct Asked {
    state: AppState,
    who: SignedIn,
    query: RegisterQuery,
    sight: Sight,
    now: Instant,
    table: Table,
}

impl Asked {
    /// Looks whether the reader may, and reads what names and hours are needed.
    async fn of(
        state: AppState,
        who: SignedIn,
        query: RegisterQuery,
        lang: domain::lang::Lang,
    ) -> Result<Self, Failure> {
        who.permitted(Permission::Export)?;
        let (office, now) = (state.office(), state.clock.now());
        let calendar = office.calendar().await?;
        let table = Table {
            lang,
            standards: ssr::standards_in_force(&office, now).await?,
            pinned: Standards::default(),
            today: calendar.date(now),
            calendar: (*calendar).clone(),
            with_visits: query.visits,
        };
        Ok(Self { sight: Sight::of(&who.actor), state, who, query, now, table })
    }

    /// Writes who takes what along, before the first line leaves the house. How many dossiers it is.
    async fn log(&self, form: &str) -> Result<u64, Failure> {
        let store = &self.state.store;
        let dossiers = store.register_count(&self.query, self.sight, self.table.today, self.now).await?;
        let (office, account) = (self.state.office(), &self.who.actor.account);
        let taken = (&self.query, dossiers);
        register::log(&office, account, taken, form, &self.table.standards, self.now).await?;
        Ok(dossiers)
    }

    /// Some rows, and where to go on.
    async fn rows(&mut self, after: &After) -> Result<(Vec<Vec<Cell>>, Option<After>), Failure> {
        let store = &self.state.store;
        let some = store
            .register_lines(&self.query, self.sight, after, AT_A_TIME, self.table.today, self.now)
            .await?;
        register::pin(&self.state.office(), &mut self.table.pinned, &some.lines).await?;
        Ok((some.lines.iter().map(|line| self.table.row(line)).collect(), some.next))
    }

    /// The service that is asked for, where the office has it.
    fn service(&self) -> Option<&str> {
        let asked = self.query.service.as_deref();
        self.table
            .standards
            .iter()
            .map(|standard| standard.service.as_str())
            .find(|known| asked == Some(known))
    }

    /// "register-sipp-inseminator-2026-11-24.xlsx"
    fn file_name(&self, ending: &str) -> String {
        let w = &words::of(self.table.lang).register;
        let service = self.service();
        let date = self.table.calendar.date(self.now);
        format!("{}-{}-{date}.{ending}", w.file_name, service.unwrap_or(w.file_all_services))
    }
}

fn file(name: &str, kind: &'static str, body: Body) -> Response {
    let mut answer = body.into_response();
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        answer.headers_mut().insert(CONTENT_DISPOSITION, disposition);
    }
    answer
}

type Words = Query<Vec<(String, String)>>;

fn query_of(words: &[(String, String)]) -> RegisterQuery {
    RegisterQuery::read(|key| words.iter().find(|(name, _)| name == key).map(|(_, text)| text.as_str()))
}

async fn as_csv(
    State(state): State<AppState>,
    Extension(who): Extension<SignedIn>,
    Query(words): Words,
    parts: Parts,
) -> Response {
    let lang = pages::language(&parts);
    let file = async {
        let asked = Box::pin(Asked::of(state, who, query_of(&words), lang)).await?;
        asked.log("csv").await?;
        let name = asked.file_name("csv");
        let begin = comma::begin(&asked.table.columns())?;
        Ok(file(&name, "text/csv; charset=utf-8", lines(asked, begin)))
    };
    Box::pin(file).await.unwrap_or_else(|failure: Failure| failure.answer(lang))
}

/// The CSV as it is read: the heads first, then some lines at a time. A failure breaks the answer off, so that nobody
/// takes a part for the whole.
fn lines(asked: Asked, begin: Vec<u8>) -> Body {
    enum Next {
        Begin(Vec<u8>),
        After(After),
        End,
    }
    let stream = unfold((asked, Next::Begin(begin)), |(mut asked, next)| async move {
        let after = match next {
            Next::Begin(begin) => {
                return Some((Ok(Bytes::from(begin)), (asked, Next::After(After::default()))));
            }
            Next::After(after) => after,
            Next::End => return None,
        };
        let piece = async {
            let (rows, next) = asked.rows(&after).await?;
            Ok((Bytes::from(comma::rows(&rows)?), next))
        };
        match piece.await {
            Ok((piece, next)) => Some((Ok(piece), (asked, next.map_or(Next::End, Next::After)))),
            Err(failure) => {
                let failure: Failure = failure;
                tracing::error!(error = %failure, "the register broke off");
                Some((Err(failure), (asked, Next::End)))
            }
        }
    });
    // Whoever compresses an answer asks once more after its end.
    Body::from_stream(stream.fuse())
}

async fn as_workbook(
    State(state): State<AppState>,
    Extension(who): Extension<SignedIn>,
    Query(words): Words,
    parts: Parts,
) -> Response {
    let lang = pages::language(&parts);
    let file = async {
        let asked = Box::pin(Asked::of(state, who, query_of(&words), lang)).await?;
        let dossiers = asked.log("xlsx").await?;
        let name = asked.file_name("xlsx");
        let book = Box::pin(book(asked, dossiers)).await?;
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        Ok(file(&name, kind, pieces(book)))
    };
    Box::pin(file).await.unwrap_or_else(|failure: Failure| failure.answer(lang))
}

/// The workbook on the disk.
async fn book(mut asked: Asked, dossiers: u64) -> Result<File, Failure> {
    let Table { lang, standards, calendar, .. } = &asked.table;
    let w = &words::of(*lang).register;
    let office = register::letterhead(&asked.state.office()).await?.name;
    let title = if office.is_empty() { w.title.to_owned() } else { format!("{} · {office}", w.title) };
    let filters = filter_line(*lang, &asked.query, standards);
    let as_of = as_of_line(*lang, dossiers, calendar.local(asked.now));
    let note = format!("{}: {filters} · {as_of}", w.filters);
    let mut book = Book::begin(w.title, &title, &note, &asked.table.columns(), asked.now)?;
    let mut after = Some(After::default());
    while let Some(from) = after {
        let (rows, next) = asked.rows(&from).await?;
        after = next;
        book = spawn_blocking(move || book.add(&rows).map(|()| book)).await??;
    }
    Ok(spawn_blocking(move || book.finish()).await??)
}

/// A file from the disk, piece by piece.
fn pieces(file: File) -> Body {
    let file = tokio::fs::File::from_std(file);
    let stream = unfold(Some(file), |file| async move {
        let mut file = file?;
        let mut piece = vec![0; PIECE];
        match file.read(&mut piece).await {
            Ok(0) => None,
            Ok(read) => {
                piece.truncate(read);
                Some((Ok(Bytes::from(piece)), Some(file)))
            }
            Err(error) => Some((Err(error), None)),
        }
    });
    Body::from_stream(stream.fuse())
}
