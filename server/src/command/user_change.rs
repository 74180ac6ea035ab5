//! `kendali user disable`, `enable`, `password`, `grant` and `revoke`: what changes of an account that is there.

use domain::role::RoleKey;
use storage::Store;
use storage::account::Account;
use storage::credential::SignInName;
use storage::password::NewPassword;
use storage::settings_log::By;

use super::Outcome;
use super::user::{ask_password, find, known_roles, say, told};
use crate::config::{Common, RoleChange};
use crate::opening;

/// Closes an account and ends its sessions.
pub(super) async fn disable(common: &Common, user: &SignInName) -> Outcome {
    let (store, account) = open(common, user).await?;
    if account.disabled_at.is_some() {
        return say(format_args!("{} was closed already", account.user_name));
    }
    let now = opening::clock(common, &store).await?.now();
    store.disable_account(&account.id, &By::CommandLine, now).await.map_err(told)?;
    store.close().await;
    say(format_args!("{} is closed and signed out everywhere", account.user_name))
}

/// Opens a closed account again.
pub(super) async fn enable(common: &Common, user: &SignInName) -> Outcome {
    let (store, account) = open(common, user).await?;
    if account.disabled_at.is_none() {
        return say(format_args!("{} is open already", account.user_name));
    }
    let now = opening::clock(common, &store).await?.now();
    store.enable_account(&account.id, &By::CommandLine, now).await.map_err(told)?;
    store.close().await;
    say(format_args!("{} is open again", account.user_name))
}

/// Sets a forgotten password anew and ends the account's sessions.
pub(super) async fn password(common: &Common, user: &SignInName) -> Outcome {
    let (store, account) = open(common, user).await?;
    let names = [account.user_name.as_str(), account.nip.as_deref().unwrap_or_default()];
    let new = NewPassword::parse(&ask_password(&account.user_name)?, &names)?;
    let now = opening::clock(common, &store).await?.now();
    store.reset_password(&account.id, &new, &By::CommandLine, now).await.map_err(told)?;
    store.close().await;
    say(format_args!("{} is signed out and must change the password at the next sign-in", account.user_name))
}

/// Grants a role.
pub(super) async fn grant(common: &Common, change: &RoleChange) -> Outcome {
    let (store, account) = open(common, &change.user).await?;
    let role = known_roles(&store, std::slice::from_ref(&change.role)).await?.swap_remove(0);
    if account.roles.contains(&role) {
        return say(format_args!("{} holds {role} already", account.user_name));
    }
    let now = opening::clock(common, &store).await?.now();
    store.grant_role(&account.id, &role, &By::CommandLine, now).await.map_err(told)?;
    store.close().await;
    say(format_args!("{} holds {role}", account.user_name))
}

/// Takes a role away. One that no standard names any more can be taken away too.
pub(super) async fn revoke(common: &Common, change: &RoleChange) -> Outcome {
    let (store, account) = open(common, &change.user).await?;
    let role = RoleKey(change.role.clone());
    if !account.roles.contains(&role) {
        return Err(format!("--role {role}: {} does not hold it", account.user_name).into());
    }
    let now = opening::clock(common, &store).await?.now();
    store.revoke_role(&account.id, &role, &By::CommandLine, now).await.map_err(told)?;
    store.close().await;
    say(format_args!("{} no longer holds {role}", account.user_name))
}

async fn open(common: &Common, user: &SignInName) -> Result<(Store, Account), Box<dyn std::error::Error>> {
    let store = opening::open(common).await?;
    let account = find(&store, user, "USER").await?;
    Ok((store, account))
}
