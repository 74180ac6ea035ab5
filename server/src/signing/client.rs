//! The calls to BSrE: prepare, sign, check. None is repeated by itself: after a signature that was not answered nobody knows
//! whether it was made.

use std::time::Duration;

use data_encoding::BASE64;
use domain::signing::{Certificate, Passphrase, SigningFault};
use reqwest::{Client, Response, StatusCode, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::wire::{Fault, Properties, Signed, Status, ToCheck, ToSign, Verdict, WhoSigns};
use crate::config::BsreConfig;
use crate::incident;

/// The largest answer that is read: a signed letter is some hundred kilobytes.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// BSrE's client service. Cheap to clone.
#[derive(Clone)]
pub struct Bsre {
    http: Client,
    base: Url,
    user: String,
    password: Zeroizing<String>,
    timeout: Duration,
}

impl std::fmt::Debug for Bsre {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bsre").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}

/// What BSrE makes of a signed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Whether it calls the file valid, every signature in it whole and trusted.
    pub is_valid: bool,
    /// Who signed, in the order of the signatures.
    pub signers: Vec<String>,
}

/// How a call went wrong before BSrE said anything.
enum Lost {
    /// It was never sent.
    Unreachable,
    /// It was sent, and not answered in time or in words.
    NoAnswer,
}

impl From<Lost> for SigningFault {
    fn from(lost: Lost) -> Self {
        match lost {
            Lost::Unreachable => Self::Unreachable,
            Lost::NoAnswer => Self::NoAnswer,
        }
    }
}

impl Bsre {
    /// The service of a configuration; none where the office has none.
    ///
    /// # Errors
    /// What is wrong with the configuration, in words for who set it.
    pub fn open(config: &BsreConfig) -> Result<Option<Self>, String> {
        let Some(url) = &config.bsre_url else {
            return match (&config.bsre_user, &config.bsre_password_file) {
                (None, None) => Ok(None),
                _ => Err("KENDALI_BSRE_URL is missing: user and password alone reach nobody".to_owned()),
            };
        };
        let base = if url.ends_with('/') { url.clone() } else { format!("{url}/") };
        let base = Url::parse(&base).map_err(|error| format!("KENDALI_BSRE_URL: {error}"))?;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none() {
            return Err("KENDALI_BSRE_URL: it must begin with https:// or http:// and name a host".to_owned());
        }
        if !base.username().is_empty() || base.password().is_some() {
            return Err("KENDALI_BSRE_URL: user and password stand in settings of their own".to_owned());
        }
        if base.scheme() == "http" && !is_this_computer(&base) {
            tracing::warn!("BSrE is called without TLS: passphrases are readable on the way");
        }
        let user = config.bsre_user.clone().ok_or("KENDALI_BSRE_USER is missing: BSrE asks for a user")?;
        let file = config.bsre_password_file.as_ref().ok_or(
            "KENDALI_BSRE_PASSWORD_FILE is missing: the password of BSrE's client service stands in a file of its own",
        )?;
        let password = std::fs::read_to_string(file).map_err(|error| {
            format!("KENDALI_BSRE_PASSWORD_FILE: {} cannot be read: {error}", file.display())
        })?;
        let password = Zeroizing::new(Zeroizing::new(password).trim_end_matches(['\r', '\n']).to_owned());
        // Installed by whoever comes first; a second time changes nothing.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let timeout = Duration::from_millis(config.bsre_timeout_ms);
        let http = Client::builder()
            .connect_timeout(timeout.min(Duration::from_secs(10)))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| format!("BSrE cannot be called: {error}"))?;
        Ok(Some(Self { http, base, user, password, timeout }))
    }

    /// Asks whether a signer can sign, before a passphrase is typed.
    ///
    /// # Errors
    /// [`SigningFault::Certificate`] where the signer cannot, or why BSrE did not say.
    pub async fn prepare(&self, email: &str) -> Result<(), SigningFault> {
        let asked = self.call("api/v2/user/check/status", &WhoSigns { email }).await;
        // Nothing was asked to be signed: an answer that did not come left nothing behind.
        let Ok(answer) = asked else { return Err(SigningFault::Unreachable) };
        if answer.status() == StatusCode::NOT_FOUND {
            return Err(SigningFault::Certificate(Certificate::NotRegistered));
        }
        let status: Status = read(answer).await.map_err(|fault| match fault {
            SigningFault::NoAnswer => SigningFault::Unreachable,
            fault => fault,
        })?;
        Certificate::of_status(&status.status).map_or(Ok(()), |stands| Err(SigningFault::Certificate(stands)))
    }

    /// Has a PDF signed, once. The bytes are BSrE's own and are changed no more.
    ///
    /// # Errors
    /// [`SigningFault`]; after [`SigningFault::NoAnswer`] it is not known whether a signature was made.
    pub async fn sign(
        &self,
        email: &str,
        passphrase: &Passphrase,
        pdf: &[u8],
        location: &str,
    ) -> Result<Vec<u8>, SigningFault> {
        let file = BASE64.encode(pdf);
        let wanted = ToSign {
            email,
            passphrase: passphrase.reveal(),
            signature_properties: [Properties {
                tampilan: "INVISIBLE",
                location,
                reason: "Surat izin",
                contact_info: "",
            }],
            file: [&file],
        };
        let answer = self.call("api/v2/sign/pdf", &wanted).await?;
        let signed: Signed = read(answer).await?;
        let [file] = signed.file.as_slice() else {
            tracing::error!(files = signed.file.len(), "BSrE answered with another number of files");
            return Err(SigningFault::NoAnswer);
        };
        let bytes = BASE64.decode(file.as_bytes()).ok().filter(|bytes| is_signed(bytes));
        bytes.ok_or_else(|| {
            tracing::error!("what BSrE answered with is no signed PDF");
            SigningFault::NoAnswer
        })
    }

    /// Has a signed PDF checked.
    ///
    /// # Errors
    /// [`SigningFault`] where BSrE did not check it.
    pub async fn check(&self, pdf: &[u8]) -> Result<Checked, SigningFault> {
        let file = BASE64.encode(pdf);
        let answer = self.call("api/v2/verify/pdf", &ToCheck { file: &file }).await?;
        let verdict: Verdict = read(answer).await?;
        let signatures = &verdict.signature_informations;
        let whole = signatures.iter().all(|one| one.integrity_valid && one.certificate_trusted);
        Ok(Checked {
            is_valid: verdict.conclusion == "VALID" && whole && !signatures.is_empty(),
            signers: verdict.signature_informations.into_iter().map(|one| one.signer_name).collect(),
        })
    }

    async fn call(&self, path: &str, wanted: &impl Serialize) -> Result<Response, Lost> {
        let url = self.base.join(path).expect("a path of our own joins every base");
        let body = serde_json::to_vec(wanted).expect("what is sent is plain data");
        let request = self
            .http
            .post(url)
            .basic_auth(&self.user, Some(self.password.as_str()))
            .header("content-type", "application/json")
            .timeout(self.timeout)
            .body(body);
        request.send().await.map_err(|error| {
            let (is_timeout, is_connect) = (error.is_timeout(), error.is_connect());
            tracing::warn!(path, is_timeout, is_connect, "BSrE did not answer");
            if is_connect { Lost::Unreachable } else { Lost::NoAnswer }
        })
    }
}

fn is_this_computer(base: &Url) -> bool {
    matches!(base.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"))
}

/// Whether a file is a PDF with a signature in it: every one names the bytes that it covers.
fn is_signed(file: &[u8]) -> bool {
    const COVERED: &[u8] = b"/ByteRange";
    file.starts_with(b"%PDF") && file.windows(COVERED.len()).any(|part| part == COVERED)
}

/// The body of an answer, and the fault of one that is none. What is in it stays out of the log.
async fn read<T: DeserializeOwned>(answer: Response) -> Result<T, SigningFault> {
    let status = answer.status();
    let body = body_of(answer).await?;
    if status.is_success() {
        return serde_json::from_slice(&body).map_err(|_| {
            tracing::error!(%status, bytes = body.len(), "BSrE's answer cannot be read");
            SigningFault::NoAnswer
        });
    }
    if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        tracing::error!(%status, "BSrE does not take the user or the password of the client service");
        return Err(SigningFault::ServiceAccount);
    }
    if matches!(status, StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT) {
        tracing::error!(%status, "something before BSrE did not get its answer");
        return Err(SigningFault::NoAnswer);
    }
    match serde_json::from_slice::<Fault>(&body) {
        Ok(fault) if status.is_client_error() => {
            tracing::warn!(%status, code = fault.status_code, "BSrE refused");
            Err(SigningFault::of_code(fault.status_code))
        }
        _ => {
            let incident = incident::number();
            tracing::error!(incident, %status, "BSrE failed");
            Err(SigningFault::Outage { incident })
        }
    }
}

async fn body_of(mut answer: Response) -> Result<Vec<u8>, SigningFault> {
    let mut body = Vec::new();
    loop {
        match answer.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() <= MOST_BYTES => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Ok(Some(_)) | Err(_) => {
                tracing::error!(bytes = body.len(), "BSrE's answer ended early, or did not end");
                return Err(SigningFault::NoAnswer);
            }
        }
    }
}
