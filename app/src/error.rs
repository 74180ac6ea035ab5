//! What a person can be told when a server function does not do what was asked.

use crate::wire::JsonText;
use domain::application::FieldError;
use domain::batch::BatchRefusal;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::role::Permission;
use domain::signing::SigningFault;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// Somebody else was quicker: what happened to the dossier since it was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Who acted: name and initials, none where it was the applicant or the program.
    pub who: Option<String>,
    /// What was done.
    pub event: Event,
    /// When.
    #[serde(with = "domain::millis::at")]
    pub at: Instant,
    /// The version that the dossier has now.
    pub version: u32,
}

/// The answer of a server function that could not do it. Sentences are made by `crate::words`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is signed in, or the session has ended.
    #[error("not signed in")]
    SignIn,
    /// The password must be changed first.
    #[error("the password must be changed first")]
    MustChangePassword,
    /// The password is asked again for this act.
    #[error("the password is asked again")]
    PasswordAgain,
    /// The name or the password is wrong.
    #[error("wrong name or password")]
    WrongPassword,
    /// The new password does not follow the rule.
    #[error("the new password is too weak")]
    WeakPassword,
    /// Too many tries.
    #[error("too many tries")]
    Throttled {
        /// When the next one is allowed.
        #[serde(with = "domain::millis::at")]
        until: Instant,
    },
    /// The role does not carry the permission.
    #[error("not permitted")]
    Forbidden {
        /// The permission.
        permission: Permission,
    },
    /// A rule of the office said no.
    #[error("refused by a rule")]
    Refused {
        /// The rule.
        rule: Refusal,
    },
    /// Somebody else was quicker.
    #[error("the dossier has changed meanwhile")]
    Changed {
        /// What happened.
        conflict: Box<Conflict>,
    },
    /// Fields of a form are at fault.
    #[error("fields are at fault")]
    Fields {
        /// Each of them.
        fields: Vec<FieldError>,
    },
    /// There is no such thing.
    #[error("not found")]
    NotFound,
    /// The request itself could not be read.
    #[error("the request could not be read")]
    BadRequest,
    /// The act completes a letter that could not be printed; nothing was done.
    #[error("the letter could not be printed")]
    NotPrinted {
        /// File, line and reason, for who looks after the templates.
        why: String,
    },
    /// No batch was begun.
    #[error("no batch was begun")]
    NoBatch {
        /// The rule.
        why: BatchRefusal,
    },
    /// The letter was not signed electronically; nothing was done.
    #[error("the letter was not signed")]
    NotSigned {
        /// Why.
        fault: SigningFault,
    },
    /// The server did not answer.
    #[error("the server did not answer")]
    Offline,
    /// Something broke inside; the log has it under this number.
    #[error("incident {incident}")]
    Internal {
        /// The number in the log.
        incident: String,
    },
}

impl AppError {
    /// The status of the answer that carries it. Source: RFC 9110 and, for too many tries, RFC 6585.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignIn | Self::WrongPassword => 401,
            Self::MustChangePassword | Self::PasswordAgain | Self::Forbidden { .. } => 403,
            Self::NotFound => 404,
            Self::Refused { .. } | Self::Changed { .. } => 409,
            Self::WeakPassword | Self::Fields { .. } | Self::NoBatch { .. } => 422,
            Self::Throttled { .. } => 429,
            Self::NotSigned { fault } => match fault {
                SigningFault::PassphraseNeeded | SigningFault::WrongPassphrase => 403,
                SigningFault::TooManyTries { .. } => 429,
                SigningFault::NoIdentity
                | SigningFault::Certificate(_)
                | SigningFault::BadFile
                | SigningFault::Refused { .. }
                | SigningFault::Changed
                | SigningFault::UnderWay => 409,
                SigningFault::ServiceAccount
                | SigningFault::Outage { .. }
                | SigningFault::Unreachable
                | SigningFault::NoAnswer => 503,
            },
            Self::BadRequest => 400,
            Self::Offline => 503,
            Self::NotPrinted { .. } | Self::Internal { .. } => 500,
        }
    }
}

impl From<BatchRefusal> for AppError {
    fn from(why: BatchRefusal) -> Self {
        match why {
            BatchRefusal::NotPermitted { permission } => Self::Forbidden { permission },
            BatchRefusal::Empty | BatchRefusal::TooMany { .. } => Self::NoBatch { why },
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Offline,
            // An answer that the browser cannot read is none of this program's: a proxy says that the program does not answer.
            ServerFnErrorErr::Deserialization(_) if cfg!(target_arch = "wasm32") => Self::Offline,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::BadRequest,
            _ => Self::Internal { incident: "-".to_owned() },
        }
    }
}
