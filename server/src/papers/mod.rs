//! What is printed, as it is asked for: who may, which facts, and the PDF as an answer. Each print that shows personal data
//! is written into the access log before it leaves.

mod batch;
mod dossier;
mod gather;
mod letters;
mod signed_copy;
mod sop;

use app::error::AppError;
use app::routes;
use app::words;
use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::clock::ClockError;
use domain::lang::Lang;
use domain::office::Office;
use domain::paper::HandoverFault;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use storage::template::TemplateText;
use storage::{StorageError, Store};
use tokio::task::spawn_blocking;

use crate::documents::{Aside, Faults, OwnTemplate, Templates};
use crate::incident;
use crate::state::AppState;
pub use batch::print_turn;
pub use letters::OfficeLetters;

/// The addresses of the papers.
pub fn routes() -> Router<AppState> {
    let papers = dossier::NAMED.into_iter().fold(Router::new(), |router, paper| {
        router.route(&format!("/berkas/{{id}}/{}.pdf", paper.name()), get(dossier::paper))
    });
    papers
        .route(routes::HANDOVER_LIST, get(dossier::handover_list))
        .route("/standar/{service}/sop.pdf", get(sop::sheet))
        .merge(signed_copy::routes())
        .route("/cetak/{id}/cetakan.pdf", get(batch::file))
}

/// The templates that an office prints from: the program's own, and in place of them those that it took in and that are not
/// set aside.
///
/// # Errors
/// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
pub async fn templates(store: &Store, identity: &Office, aside: &Aside) -> Result<Templates, StorageError> {
    let own = store.templates().await?;
    let printed = own.iter().filter(|own| !aside.holds(&own.name, &own.sha256));
    let set = printed.fold(Templates::shipped(), |set, own| set.with(&own.name, &own.text));
    Ok(set.with_emblem(identity.emblem_svg.as_deref()))
}

/// The templates of an office that this program cannot print with. Prints every sample of the office's own.
///
/// # Errors
/// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
///
/// # Panics
/// Where setting a sample panics.
pub async fn set_aside(store: &Store, identity: &Office) -> Result<Aside, StorageError> {
    let own = store.templates().await?.into_iter();
    let own: Vec<OwnTemplate> =
        own.map(|TemplateText { name, sha256, text, .. }| OwnTemplate { name, sha256, text }).collect();
    let program = Templates::shipped().with_emblem(identity.emblem_svg.as_deref());
    Ok(spawn_blocking(move || Aside::of(&program, &own)).await.expect("setting a sample does not panic"))
}

/// What kept a paper from being printed. The reader gets a rule or a number, the log the rest.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("not permitted, or not there")]
    Refused(AppError),
    #[error(transparent)]
    Handover(HandoverFault),
    #[error(transparent)]
    Store(#[from] StorageError),
    #[error("a clock of the dossier is none: {0}")]
    Clock(#[from] ClockError),
    #[error("the template is at fault: {0}")]
    Template(#[from] Faults),
    #[error("an issued letter that is kept is not the one that the card speaks of")]
    Altered,
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::Refused(error)
    }
}

impl Failure {
    fn answer(&self, lang: Lang) -> Response {
        let error = match self {
            Self::Refused(error) => error.clone(),
            Self::Handover(fault) => {
                let told = words::papers::handover_fault(lang, fault);
                return (StatusCode::UNPROCESSABLE_ENTITY, format!("{told}\n")).into_response();
            }
            other => {
                let incident = incident::number();
                tracing::error!(incident, error = %other, "a paper could not be printed");
                AppError::Internal { incident }
            }
        };
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let told = words::error::app_error(lang, &error);
        (status, format!("{}\n{}\n", told.title, told.detail)).into_response()
    }
}

/// A PDF that opens in the browser, under a name that says what it is and nothing of a person.
fn pdf(name: &str, bytes: impl Into<Body>) -> Response {
    let mut answer = bytes.into().into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("inline; filename=\"{name}.pdf\"")) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    answer
}

/// "tanda-terima-REG-2026-000123": a register number as part of a file's name.
fn file_name(paper: &str, number: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    format!("{paper}-{}", number.chars().map(plain).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_register_number() {
        assert_eq!(file_name("tanda-terima", "REG/2026/000123"), "tanda-terima-REG-2026-000123");
    }
}
