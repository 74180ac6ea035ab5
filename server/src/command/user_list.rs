//! `kendali user list`: who is in the office, and who stands in for whom from today on.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

use domain::id::AccountId;
use storage::account::Account;

use super::Outcome;
use crate::config::Common;
use crate::opening;

/// Prints the accounts, the loans and absences that are not over, one a line.
///
/// # Errors
/// When there is no database, or it does not answer.
pub(super) async fn list(common: &Common) -> Outcome {
    let store = opening::existing(common).await?;
    let now = opening::clock(common, &store).await?.now();
    let today = opening::today(&store, now).await?;
    let accounts = store.accounts().await?;
    let names: BTreeMap<&AccountId, &str> =
        accounts.iter().map(|account| (&account.id, account.user_name.as_str())).collect();
    let name = |account: &AccountId| names.get(account).copied().unwrap_or("?");
    let mut out = std::io::stdout().lock();
    let width = accounts.iter().map(|account| account.user_name.len()).max().unwrap_or(0);
    for account in &accounts {
        let roles: Vec<&str> = account.roles.iter().map(|role| role.0.as_str()).collect();
        writeln!(
            out,
            "{:<width$}  {:<18}  {:<4}  {}  [{}]{}",
            account.user_name,
            account.nip.as_deref().unwrap_or("-"),
            account.initials.as_str(),
            account.name,
            roles.join(", "),
            state(account),
        )?;
    }
    for loan in store.stand_ins(today).await? {
        let of = loan.of.as_ref().map_or("a vacant post", name);
        writeln!(
            out,
            "stand-in  {} {} {} of {of}, {} to {}, letter {}",
            name(&loan.account),
            loan.form.written(),
            loan.role,
            loan.from,
            loan.to,
            loan.letter,
        )?;
    }
    for away in store.absences(today).await? {
        writeln!(out, "absent  {}, {} to {}: {}", name(&away.account), away.from, away.to, away.note)?;
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

fn state(account: &Account) -> &'static str {
    match (account.disabled_at.is_some(), account.must_change) {
        (true, _) => "  closed",
        (false, true) => "  password not changed yet",
        (false, false) => "",
    }
}
