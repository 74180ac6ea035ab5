//! The public check of licences: `/izin` by number or by the QR of a letter, `/izin/berkas` by the file, `/izin/kunci` with the
//! keys. Rendered without any script; a file that is sent is read through once and kept nowhere.

use app::licence::{Answer, CheckPage, Fault, Proof, PublicKey, Seal};
use app::public::Here;
use app::routes;
use app::words;
use axum::Router;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Query, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::NaiveDate;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use domain::licence::{Claim, PublicLicence, typed_number};
use domain::paper::Licence;
use domain::time::Local;
use http::StatusCode;
use http::header::RETRY_AFTER;
use http::request::Parts;
use ring::digest::{Context, SHA256};
use serde::Deserialize;
use storage::StorageError;
use storage::licence::Found;
use storage::throttle::{Allowed, Limit};

use crate::network;
use crate::public::{Page, face, framed, offset};
use crate::signing::Checked;
use crate::state::AppState;

/// The largest file that is compared, and what the form around it may add.
const FILE_LIMIT: usize = 10 * 1024 * 1024;
const FORM_LIMIT: usize = FILE_LIMIT + 16 * 1024;
/// The longest number that is looked up.
const NUMBER_LIMIT: usize = 100;
/// Sixty checks a minute of one network.
const CHECKS: Limit = Limit::per(60, 60_000);
const DOOR: &str = "licence";

/// The routes of the check.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/izin", get(check))
        .route("/izin/berkas", get(again).post(check_file).layer(DefaultBodyLimit::max(FORM_LIMIT)))
        .route("/izin/kunci", get(keys))
}

/// What the form or the QR of a letter asks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    nomor: Option<String>,
    n: Option<String>,
    j: String,
    o: String,
    d: String,
    s: String,
    i: String,
    k: String,
    t: String,
}

impl Asked {
    /// What the QR claims, with the key and the signature; none where a field cannot be one of a QR of this office.
    fn claim(&self) -> Option<(Claim, Vec<u8>)> {
        let date = |text: &str| text.parse::<NaiveDate>().ok();
        let claim = Claim {
            number: self.n.clone()?,
            service: self.j.clone(),
            holder: self.o.clone(),
            from: date(&self.d)?,
            until: date(&self.s)?,
            contents: self.i.clone(),
        };
        Some((claim, BASE64URL_NOPAD.decode(self.t.as_bytes()).ok()?))
    }
}

async fn check(State(state): State<AppState>, Query(asked): Query<Asked>, parts: Parts) -> Page {
    let number = asked.nomor.as_deref().or(asked.n.as_deref());
    let Some(number) = number.map(|number| number.trim().to_owned()) else {
        return shown(&state, &parts, StatusCode::OK, String::new(), None, None).await;
    };
    if let Some(throttled) = throttled(&state, &parts, &number).await? {
        return Ok(throttled);
    }
    if number.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&state, &parts, status, number, None, Some(Fault::NumberMissing)).await;
    }
    let number: String = number.chars().take(NUMBER_LIMIT).collect();
    let answer = if asked.n.is_some() && asked.nomor.is_none() {
        Box::pin(by_qr(&state, &asked)).await?
    } else {
        by_number(&state, &number, Proof::Number).await?
    };
    shown(&state, &parts, StatusCode::OK, number, Some(answer), None).await
}

async fn by_number(state: &AppState, number: &str, proof: Proof) -> Result<Answer, StorageError> {
    let typed = typed_number(number);
    for number in [typed.clone(), typed.to_uppercase()] {
        if let Some(found) = state.store.licence(&number).await? {
            return answer(state, found, &number, proof).await;
        }
    }
    Ok(Answer::UnknownNumber)
}

async fn answer(state: &AppState, found: Found, number: &str, proof: Proof) -> Result<Answer, StorageError> {
    if found.is_void {
        return Ok(Answer::Void(number.to_owned()));
    }
    let standard = state.rulebook.standard(&state.store, &found.service, found.standard).await?;
    let offset = offset(state).await?;
    let date = |at| Local::of(at, offset).date;
    let today = date(state.clock.now());
    if let Some(licence) = &found.licence {
        return Ok(Answer::Known(
            PublicLicence::of(&standard.standard, &found.name, licence, today, date),
            proof,
        ));
    }
    let dossier = Box::pin(state.store.dossier(&found.dossier)).await?.map(|found| found.dossier);
    let known =
        dossier.and_then(|dossier| PublicLicence::of_register(&standard.standard, &dossier, today, date));
    Ok(known.map_or_else(|| Answer::NotIssued(number.to_owned()), |known| Answer::Known(known, proof)))
}

/// A QR is the office's where a key of the office signed what it says, and the register says the same.
async fn by_qr(state: &AppState, asked: &Asked) -> Result<Answer, StorageError> {
    let Some((claim, signature)) = asked.claim() else { return Ok(Answer::ForgedQr) };
    let keys = state.store.licence_keys().await?;
    let signed = keys
        .iter()
        .any(|key| key.id == asked.k && key.has_signed(claim.signed_text().as_bytes(), &signature));
    if !signed {
        return Ok(Answer::ForgedQr);
    }
    match state.store.licence(&claim.number).await? {
        None => Ok(Answer::ForgedQr),
        Some(found) => {
            let letter = found.licence.as_ref().map(|licence| &licence.letter);
            let is_of_letter = letter.is_some_and(|letter| claim.speaks_of(&found.service, letter));
            // A letter that was drawn back before it was handed over carries a signature that once held.
            if is_of_letter || found.is_void {
                answer(state, found, &claim.number, Proof::Signature).await
            } else {
                Ok(Answer::ForgedQr)
            }
        }
    }
}

/// The hash of the file that was sent, or what is wrong with it.
async fn hash_of(sent: Result<Multipart, MultipartRejection>) -> Result<String, Fault> {
    let mut form = sent.map_err(|_| Fault::FileMissing)?;
    loop {
        let field = form.next_field().await.map_err(|_| Fault::TooLarge)?;
        let Some(mut field) = field else { return Err(Fault::FileMissing) };
        if field.name() != Some("berkas") {
            continue;
        }
        let (mut hash, mut begun, mut size) = (Context::new(&SHA256), Vec::new(), 0);
        while let Some(piece) = field.chunk().await.map_err(|_| Fault::TooLarge)? {
            size += piece.len();
            if size > FILE_LIMIT {
                return Err(Fault::TooLarge);
            }
            if begun.len() < 5 {
                begun.extend(piece.iter().take(5 - begun.len()));
            }
            hash.update(&piece);
        }
        return match &begun[..] {
            [] => Err(Fault::FileMissing),
            b"%PDF-" => Ok(HEXLOWER.encode(hash.finish().as_ref())),
            _ => Err(Fault::NotPdf),
        };
    }
}

async fn check_file(
    State(state): State<AppState>,
    parts: Parts,
    sent: Result<Multipart, MultipartRejection>,
) -> Page {
    if let Some(throttled) = throttled(&state, &parts, "").await? {
        return Ok(throttled);
    }
    let sha256 = match hash_of(sent).await {
        Ok(sha256) => sha256,
        Err(fault) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return shown(&state, &parts, status, String::new(), None, Some(fault)).await;
        }
    };
    let answer = match state.store.licence_of_file(&sha256).await? {
        None => Answer::UnknownFile,
        Some(found) => {
            // A file of an earlier letter of the same dossier is not the one that holds.
            let letter = found.licence.as_ref().map(|licence| licence.letter.clone());
            match letter {
                Some(letter) if letter.sha256 == sha256 => {
                    let seal = seal_of(&state, &found).await?;
                    answer(&state, found, &letter.number, Proof::File(seal)).await?
                }
                Some(_) | None => Answer::UnknownFile,
            }
        }
    };
    shown(&state, &parts, StatusCode::OK, String::new(), Some(answer), None).await
}

/// What BSrE says of the signature in an issued file, none where it was signed by hand. Only the office's own letters are
/// shown to BSrE: whatever else was sent has left no trace by now.
async fn seal_of(state: &AppState, found: &Found) -> Result<Option<Seal>, StorageError> {
    let Some(licence) = &found.licence else { return Ok(None) };
    let Some(kept) = state.store.letter(&found.dossier, licence.entry).await? else { return Ok(None) };
    let is_electronic = serde_json::from_str::<Licence>(&kept.facts).is_ok_and(|sheet| sheet.is_electronic());
    if !is_electronic {
        return Ok(None);
    }
    let checked = match &state.signing {
        Some(signing) => signing.checked(&kept.file).await,
        None => None,
    };
    Ok(Some(match checked {
        Some(Checked { is_valid: true, signers }) => Seal::Holds(signers),
        Some(Checked { is_valid: false, .. }) => Seal::Fails,
        None => Seal::Unasked,
    }))
}

/// A file is sent once: whoever comes back to what was found, in another language or by a bookmark, begins anew.
async fn again(RawQuery(query): RawQuery) -> Redirect {
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::to(&format!("{}{query}", routes::LICENCES))
}

async fn keys(State(state): State<AppState>, parts: Parts) -> Page {
    let found = state.store.licence_keys().await?;
    let keys: Vec<PublicKey> = found
        .into_iter()
        .map(|key| PublicKey { id: key.id, public: key.public, from: key.from, until: key.until })
        .collect();
    let office = face(&state.store).await?;
    let (offset, now) = (offset(&state).await?, state.clock.now());
    Ok(framed(&state, &parts, &office, Here::Licences, || {
        (words::words().licence.keys_title.to_owned(), app::licence::keys(&keys, offset, now))
    }))
}

/// Counts a check of the network; the page that says when the next may be made, where there were too many.
async fn throttled(
    state: &AppState,
    parts: &Parts,
    number: &str,
) -> Result<Option<Response>, crate::public::Failure> {
    let now = state.clock.now();
    let network = network::of(parts, &state.config);
    let Allowed::NotBefore(at) = state.store.allow(DOOR, &network, CHECKS, now).await? else {
        return Ok(None);
    };
    let status = StatusCode::TOO_MANY_REQUESTS;
    let mut page = shown(state, parts, status, number.to_owned(), None, Some(Fault::Throttled(at))).await?;
    let seconds = (at - now).num_seconds().max(0) + 1;
    page.headers_mut().insert(RETRY_AFTER, seconds.into());
    Ok(Some(page))
}

async fn shown(
    state: &AppState,
    parts: &Parts,
    status: StatusCode,
    number: String,
    answer: Option<Answer>,
    fault: Option<Fault>,
) -> Page {
    let office = face(&state.store).await?;
    let page = CheckPage { number, answer, fault, offset: offset(state).await?, now: state.clock.now() };
    let framed = framed(state, parts, &office, Here::Licences, || (page.title(), page.view(&office)));
    Ok((status, [("x-robots-tag", "noindex")], framed).into_response())
}
