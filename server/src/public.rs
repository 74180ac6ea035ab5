//! The public pages: rendered whole on the server, without any script.
//!
//! Tracking is posted, so that neither code nor digits stand in an address or a log; who knew both gets a cookie that
//! opens the page of that code for an hour, so that it can be loaded again. A printed link opens it by its signature.

use app::public::{self, Here, OfficeFace, Service};
use app::shell::PublicPage;
use app::standard::{self, Published};
use app::tracking::{self, Ask, Fault, FormPage};
use app::words;
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::{Days, TimeDelta};
use domain::dashboard::Period;
use domain::time::{Instant, Offset};
use domain::tracking::{LastFour, public_status};
use domain::tracking_code::{TrackingCode, TrackingCodeError};
use http::header::{RETRY_AFTER, SET_COOKIE};
use http::request::Parts;
use http::{HeaderName, StatusCode};
use leptos::prelude::AnyView;
use serde::Deserialize;
use storage::setting::Office;
use storage::tracking::{Pass, Tracked, Tried};
use storage::{StorageError, Store};

use crate::pages::{cookie, public_page};
use crate::state::AppState;
use crate::{incident, licence, network};

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");
/// How long the page of a code stays open for one who knew the second factor.
const VISIT: TimeDelta = TimeDelta::hours(1);
/// The days over which a public standard tells how it is kept: twelve weeks.
const KEPT_OVER: Days = Days::new(84);

/// The public routes.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(home))
        .route("/lacak", get(track_form).post(track))
        .route("/lacak/{code}", get(status))
        .merge(licence::routes())
        .route("/standar", get(standards))
        .route("/standar/{service}", get(one_standard))
}

/// What kept a page from being made; the reader gets a number, the log the rest.
pub(crate) struct Failure(StorageError);

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let incident = incident::number();
        tracing::error!(incident, error = %self.0, "a public page could not be made");
        let text = format!(
            "Terjadi kesalahan. Nomor kejadian: {incident}\nSomething went wrong. Incident: {incident}\n"
        );
        (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
    }
}

pub(crate) type Page = Result<Response, Failure>;

/// The office as its pages show it.
pub(crate) async fn face(store: &Store) -> Result<OfficeFace, StorageError> {
    let office = store.setting::<Office>().await?.unwrap_or_default();
    let street = office.address.trim();
    let address = if office.city.is_empty() || street.ends_with(&office.city) {
        street.to_owned()
    } else {
        [street, &office.city].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    Ok(OfficeFace {
        short: office.short_title(),
        full: office.title(),
        address,
        phone: office.phone,
        sms: office.sms,
    })
}

/// A page in its frame.
pub(crate) fn framed(
    state: &AppState,
    parts: &Parts,
    office: &OfficeFace,
    here: Here,
    page: impl FnOnce() -> (String, AnyView),
) -> Response {
    let rendered = public_page(state, parts, || {
        let (title, body) = page();
        let name = if office.short.is_empty() { words::words().public.unnamed } else { &office.short };
        PublicPage {
            title: format!("{title} · {name}"),
            refresh_after: None,
            body: public::frame(office, here, body),
        }
    });
    rendered.into_response()
}

async fn home(State(state): State<AppState>, parts: Parts) -> Page {
    let office = face(&state.store).await?;
    let services = services(&state).await?;
    Ok(framed(&state, &parts, &office, Here::Home, || {
        (words::words().public.welcome.to_owned(), public::landing(&office.short, &services))
    }))
}

/// Answers a path that leads nowhere.
pub async fn not_found(State(state): State<AppState>, parts: Parts) -> Response {
    let office = face(&state.store).await.unwrap_or_default();
    let page = framed(&state, &parts, &office, Here::Nowhere, || {
        (words::words().public.not_found.to_owned(), public::not_found())
    });
    (StatusCode::NOT_FOUND, page).into_response()
}

/// The standards in force today.
async fn services(state: &AppState) -> Result<Vec<Service>, StorageError> {
    let today = today(state).await?;
    let mut keys: Vec<String> = state.store.standards().await?.into_iter().map(|text| text.service).collect();
    keys.dedup();
    let mut services = Vec::with_capacity(keys.len());
    for key in keys {
        let Some(found) = state.rulebook.standard_on(&state.store, &key, today).await? else { continue };
        services.push(Service {
            key,
            title: found.standard.title.clone(),
            summary: found.standard.summary.clone(),
            promise: found.standard.promise,
            fee: found.standard.fee,
        });
    }
    Ok(services)
}

/// The office's date; before a calendar is loaded, that of western Indonesia.
pub(crate) async fn today(state: &AppState) -> Result<chrono::NaiveDate, StorageError> {
    Ok(domain::time::Local::of(state.clock.now(), offset(state).await?).date)
}

pub(crate) async fn offset(state: &AppState) -> Result<Offset, StorageError> {
    match state.rulebook.calendar(&state.store).await {
        Ok(found) => Ok(found.calendar.offset()),
        Err(StorageError::Invalid { .. }) => Ok(Offset::WIB),
        Err(error) => Err(error),
    }
}

async fn standards(State(state): State<AppState>, parts: Parts) -> Page {
    let office = face(&state.store).await?;
    let services = services(&state).await?;
    Ok(framed(&state, &parts, &office, Here::Standards, || {
        (words::words().standard.title.to_owned(), standard::list(&services))
    }))
}

async fn one_standard(State(state): State<AppState>, Path(service): Path<String>, parts: Parts) -> Page {
    let text = state.store.standard_on(&service, today(&state).await?).await?;
    let version = text.as_ref().and_then(|text| u32::try_from(text.version).ok());
    let (Some(text), Some(version)) = (text, version) else {
        return Ok(not_found(State(state), parts).await);
    };
    let office = face(&state.store).await?;
    let found = state.rulebook.standard(&state.store, &service, version).await?;
    let now = state.clock.now();
    let to = today(&state).await?;
    let period = Period { from: to.checked_sub_days(KEPT_OVER).unwrap_or(to), to };
    let kept = state.store.dashboard(&found.standard, period, now).await?;
    let published = Published { standard: &found.standard, version, effective: text.effective, kept: &kept };
    Ok(framed(&state, &parts, &office, Here::Standards, || {
        (standard::title(&found.standard), standard::page(published))
    }))
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    kode: String,
    nik4: String,
}

async fn track_form(State(state): State<AppState>, parts: Parts) -> Page {
    form(&state, &parts, StatusCode::OK, Ask::Track, "", Vec::new()).await
}

/// The form, kept short of what was typed as digits.
async fn form(
    state: &AppState,
    parts: &Parts,
    status: StatusCode,
    ask: Ask,
    code: &str,
    faults: Vec<Fault>,
) -> Page {
    let office = face(&state.store).await?;
    let now = state.clock.now();
    let code: String = code.chars().take(40).collect();
    let page = FormPage { ask, code, faults, offset: offset(state).await?, now };
    let answer = framed(state, parts, &office, Here::Tracking, || (page.title(), page.view(&office)));
    let mut answer = (status, [(ROBOTS, "noindex")], answer).into_response();
    let until = page.faults.iter().find_map(|fault| match fault {
        Fault::Throttled(until) => Some(*until),
        _ => None,
    });
    if let Some(until) = until {
        let seconds = (until - now).num_seconds().max(0) + 1;
        answer.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    Ok(answer)
}

const fn code_fault(error: TrackingCodeError) -> Fault {
    match error {
        TrackingCodeError::Shape => Fault::CodeShape,
        TrackingCodeError::Check => Fault::CodeTypo,
    }
}

async fn track(
    State(state): State<AppState>,
    parts: Parts,
    sent: Result<Form<Asked>, FormRejection>,
) -> Page {
    let Form(asked) = sent.unwrap_or_else(|_| Form(Asked::default()));
    let typed = asked.kode.trim();
    let code = TrackingCode::parse(typed);
    let digits = LastFour::parse(&asked.nik4);
    let mut faults = Vec::new();
    match code {
        Err(_) if typed.is_empty() => faults.push(Fault::CodeMissing),
        Err(error) => faults.push(code_fault(error)),
        Ok(_) => {}
    }
    match digits {
        Err(_) if asked.nik4.trim().is_empty() => faults.push(Fault::DigitsMissing),
        Err(error) => faults.push(Fault::Digits(error.digits)),
        Ok(_) => {}
    }
    let (Ok(code), Ok(digits)) = (code, digits) else {
        return form(&state, &parts, StatusCode::UNPROCESSABLE_ENTITY, Ask::Track, typed, faults).await;
    };
    let now = state.clock.now();
    let network = network::of(&parts, &state.config);
    match Box::pin(state.store.track(&code, digits, &network, now)).await? {
        Tried::Found(_) => open(&state, &code, now),
        Tried::NotFound => {
            form(&state, &parts, StatusCode::NOT_FOUND, Ask::Track, typed, vec![Fault::NotFound]).await
        }
        Tried::NotBefore(at) => {
            let faults = vec![Fault::Throttled(at)];
            form(&state, &parts, StatusCode::TOO_MANY_REQUESTS, Ask::Track, typed, faults).await
        }
    }
}

/// The name of the visit's cookie; by https it is bound to https.
fn cookie_name(state: &AppState) -> &'static str {
    if state.config.is_https() { "__Secure-lacak" } else { "lacak" }
}

/// Opens the page of a code for this browser.
fn open(state: &AppState, code: &TrackingCode, now: Instant) -> Page {
    let pass = state.store.tracking_pass(Pass::Visit, code, now, VISIT)?;
    let secure = if state.config.is_https() { "; Secure" } else { "" };
    let cookie = format!(
        "{}={pass}; Path=/lacak; Max-Age={}; HttpOnly; SameSite=Lax{secure}",
        cookie_name(state),
        VISIT.num_seconds()
    );
    Ok(([(SET_COOKIE, cookie)], Redirect::to(&app::routes::tracking(code))).into_response())
}

/// The signature of a printed or mailed link: `?t=…`.
fn signature(parts: &Parts) -> Option<&str> {
    parts.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("t="))
}

async fn status(State(state): State<AppState>, Path(typed): Path<String>, parts: Parts) -> Page {
    let code = match TrackingCode::parse(&typed) {
        Ok(code) => code,
        Err(error) => {
            let faults = vec![code_fault(error)];
            return form(&state, &parts, StatusCode::NOT_FOUND, Ask::Track, &typed, faults).await;
        }
    };
    let now = state.clock.now();
    if let Some(link) = signature(&parts) {
        // The signature leaves the address at once: it is not to be passed on with it.
        if state.store.opens_tracking(Pass::Link, &code, link, now)? {
            return open(&state, &code, now);
        }
    }
    let opens = match cookie(&parts.headers, cookie_name(&state)) {
        Some(pass) => state.store.opens_tracking(Pass::Visit, &code, pass, now)?,
        None => false,
    };
    let tracked = if opens { Box::pin(state.store.tracked(&code)).await? } else { None };
    match tracked {
        Some(tracked) => shown(&state, &parts, &tracked, now).await,
        None => form(&state, &parts, StatusCode::OK, Ask::DigitsAgain, &code.written(), Vec::new()).await,
    }
}

async fn shown(state: &AppState, parts: &Parts, tracked: &Tracked, now: Instant) -> Page {
    let dossier = &tracked.dossier;
    let standard = state.rulebook.standard(&state.store, &dossier.service, dossier.standard).await?;
    let calendar = state.rulebook.calendar(&state.store).await?.calendar;
    let status = public_status(&standard.standard, dossier, tracked.told.as_ref(), &calendar, now)
        .map_err(|error| StorageError::Invalid { what: "clock", why: error.to_string() })?;
    let office = face(&state.store).await?;
    let page = framed(state, parts, &office, Here::Tracking, || {
        (tracking::title(&status), tracking::page(&status, &office))
    });
    Ok(([(ROBOTS, "noindex")], page).into_response())
}
