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
    let advanced = if command.may_complete_letter() {
        let site = ssr::public_address(&office, "");
        let actor = who.actor;
        let act = ssr::Completing { site, now, dossier, seen, id, actor, command, passphrase };
        office.letters.complete(act).await?
    } else {
        let (actor, printer) = (&who.actor, None);
        let (dossier, id, command) = (&dossier, &id, &command);
        let order = storage::dossier::Order { dossier, seen, id, actor, command, printer };
        office.store.advance(&office.rulebook, &order, now).await?
    };
    Ok(Acted { as_of: now, card: BoardCard::of(&advanced.dossier) })
}
