//! The server function of every command.

use domain::board::BoardCard;
use domain::command::Command;
use domain::id::{CommandId, DossierId};
use domain::signing::Passphrase;
use domain::time::Instant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// What a command came to: the dossier as the board shows it, ended ones too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acted {
    /// When.
    #[serde(with = "domain::millis::at")]
    pub as_of: Instant,
    /// The dossier now.
    pub card: BoardCard,
}

/// Carries out a command on a dossier as it was seen. Repeated with the same identity, it gets the first answer.
///
/// # Errors
/// [`AppError::Refused`] with the rule, [`AppError::Changed`] where somebody was quicker, [`AppError::PasswordAgain`]
/// before a signature, a refusal or an end that may void a number; [`AppError::NotSigned`] where the letter is signed
/// electronically: without a passphrase it says first how the certificate stands, then asks for it.
#[server(endpoint = "command/act", input = Json, output = Json)]
pub async fn act(
    dossier: DossierId,
    seen: u32,
    id: CommandId,
    command: Command,
    passphrase: Option<Passphrase>,
) -> Result<Acted, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let who = ssr::signed_in().await?;
    who.permitted(Permission::SeeDossier)?;
    if command.asks_password() {
        who.confirmed()?;
    }
    let (office, now) = (ssr::office()?, ssr::now());
    let printer = if command.may_complete_letter() {
        let site = ssr::public_address(&office, "");
        let (actor, passphrase) = (&who.actor, passphrase.as_ref());
        let act =
            ssr::Completing { site, now, dossier: &dossier, seen, actor, command: &command, passphrase };
        Some(office.letters.prepare_act(act).await?)
    } else {
        None
    };
    let order = storage::dossier::Order {
        dossier: &dossier,
        seen,
        id: &id,
        actor: &who.actor,
        command: &command,
        printer: printer.as_deref().map(|printer| printer as &dyn storage::licence::Printer),
    };
    let advanced = office.store.advance(&office.rulebook, &order, now).await?;
    Ok(Acted { as_of: now, card: BoardCard::of(&advanced.dossier) })
}
