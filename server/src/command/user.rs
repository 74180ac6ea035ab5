//! `kendali user`: accounts, stand-ins and absences.

use std::collections::BTreeSet;
use std::io::{BufRead, IsTerminal, Write};
use std::process::ExitCode;

use domain::role::{OfficeRole, RoleKey, StandInForm};
use domain::standard_file::read_standard;
use storage::account::{Account, AccountError, FirstPassword, NewAccount};
use storage::credential::{Nip, SignInName};
use storage::grant::{Absence, StandIn};
use storage::identity::fresh_account;
use storage::password::NewPassword;
use storage::settings_log::By;
use storage::{StorageError, Store};

use super::Outcome;
use super::user_change::{disable, enable, grant, password, revoke};
use super::user_list::list;
use crate::config::{Away, Common, Loan, NewUser, UserCommand};
use crate::opening;
use crate::shipped;

/// Adds, lists, closes, lends or notes an absence.
///
/// # Errors
/// When an account or role is unknown, a name is taken, dates are reversed or the password is weak; nothing is written
/// then.
pub async fn run(common: Common, command: UserCommand) -> Outcome {
    match command {
        UserCommand::Add(new) => add(&common, new).await,
        UserCommand::List => list(&common).await,
        UserCommand::Disable { user } => disable(&common, &user).await,
        UserCommand::Enable { user } => enable(&common, &user).await,
        UserCommand::Password { user } => password(&common, &user).await,
        UserCommand::Grant(change) => grant(&common, &change).await,
        UserCommand::Revoke(change) => revoke(&common, &change).await,
        UserCommand::Lend(loan) => lend(&common, loan).await,
        UserCommand::Absent(away) => absent(&common, away).await,
    }
}

async fn add(common: &Common, new: NewUser) -> Outcome {
    let names = [new.user.as_str(), new.nip.as_ref().map_or("", Nip::as_str)];
    let password = NewPassword::parse(&ask_password(new.user.as_str())?, &names)?;
    let store = opening::open(common).await?;
    let now = opening::clock(common, &store).await?.now();
    let roles = known_roles(&store, &new.roles).await?;
    let account = NewAccount {
        id: fresh_account(now),
        user_name: new.user,
        nip: new.nip,
        name: new.name,
        initials: new.initials,
        rank: new.rank,
        password,
        first_password: FirstPassword::MustChange,
        roles,
    };
    store.create_account(&account, &By::CommandLine, now).await.map_err(|error| match error {
        AccountError::UserNameTaken => format!("{}: {error}", account.user_name.as_str()),
        AccountError::NipTaken => format!("--nip: {error}"),
        AccountError::InitialsTaken => format!("--initials {}: {error}", account.initials),
        other => told(other),
    })?;
    store.close().await;
    say(format_args!(
        "{} is added; the password must be changed at the first sign-in",
        account.user_name.as_str()
    ))
}

/// A password typed twice on the terminal, or the first line of standard input.
pub(super) fn ask_password(user: &str) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("the password cannot be read: {error}");
    if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password(format!("Password for {user}: ")).map_err(failed)?;
        let again = rpassword::prompt_password("Once more: ").map_err(failed)?;
        return if first == again {
            Ok(first)
        } else {
            Err("the two passwords differ; nothing was changed".into())
        };
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(failed)?;
    let typed = line.trim_end_matches(['\n', '\r']);
    if typed.is_empty() {
        return Err("the password is expected on standard input, and there is none".into());
    }
    Ok(typed.to_owned())
}

/// The roles behind these keys.
pub(super) async fn known_roles(store: &Store, keys: &[String]) -> Result<Vec<RoleKey>, String> {
    let own = own_roles(store).await.map_err(|error| error.to_string())?;
    let known = |key: &String| OfficeRole::from_key(key).is_some() || own.contains(key);
    match keys.iter().find(|key| !known(key)) {
        Some(unknown) => {
            let all = OfficeRole::ALL.map(OfficeRole::key);
            let all: Vec<&str> = all.into_iter().chain(own.iter().map(String::as_str)).collect();
            Err(format!("--role {unknown}: there is no such role; there are {}", all.join(", ")))
        }
        None => Ok(keys.iter().cloned().map(RoleKey).collect()),
    }
}

/// The roles that the standards name for themselves: those loaded, or those that the first start will load.
async fn own_roles(store: &Store) -> Result<BTreeSet<String>, StorageError> {
    let loaded: Vec<String> = store.standards().await?.into_iter().map(|text| text.toml).collect();
    let shipped = || shipped::STANDARDS.iter().map(|toml| (*toml).to_owned()).collect();
    let texts: Vec<String> = if loaded.is_empty() { shipped() } else { loaded };
    let standards = texts.iter().filter_map(|toml| read_standard(toml).ok());
    Ok(standards.flat_map(|standard| standard.roles).map(|role| role.key).collect())
}

async fn lend(common: &Common, loan: Loan) -> Outcome {
    if loan.until < loan.from {
        return Err(reversed(&loan.from, &loan.until).into());
    }
    let form = StandInForm::from(loan.mode);
    if loan.lender.is_none() && form != StandInForm::Plt {
        return Err(format!(
            "--of must say whose role is lent; only plt stands in for a vacant post, not {}",
            form.key()
        )
        .into());
    }
    let store = opening::open(common).await?;
    let now = opening::clock(common, &store).await?.now();
    let role = known_roles(&store, std::slice::from_ref(&loan.role)).await?.swap_remove(0);
    let borrower = find(&store, &loan.borrower, "BORROWER").await?;
    if borrower.disabled_at.is_some() {
        return Err(format!("BORROWER {}: the account is closed", borrower.user_name).into());
    }
    let lender = match &loan.lender {
        Some(name) => Some(find(&store, name, "--of").await?),
        None => None,
    };
    if let Some(lender) = &lender {
        if lender.id == borrower.id {
            return Err("nobody stands in for himself".into());
        }
        if !lender.roles.contains(&role) {
            return Err(format!("--of {}: does not hold {role}", lender.user_name).into());
        }
    }
    let stand_in = StandIn {
        account: borrower.id.clone(),
        role,
        form,
        letter: loan.letter,
        of: lender.map(|lender| lender.id),
        from: loan.from,
        to: loan.until,
    };
    store.lend_role(&stand_in, &By::CommandLine, now).await.map_err(told)?;
    store.close().await;
    say(format_args!(
        "{} is {} {} from {} to {}",
        borrower.user_name,
        form.written(),
        stand_in.role,
        stand_in.from,
        stand_in.to
    ))
}

async fn absent(common: &Common, away: Away) -> Outcome {
    if away.until < away.from {
        return Err(reversed(&away.from, &away.until).into());
    }
    let store = opening::open(common).await?;
    let now = opening::clock(common, &store).await?.now();
    let account = find(&store, &away.user, "USER").await?;
    let absence = Absence { account: account.id, from: away.from, to: away.until, note: away.reason };
    store.enter_absence(&absence, &By::CommandLine, now).await.map_err(told)?;
    store.close().await;
    say(format_args!("{} is absent from {} to {}", account.user_name, absence.from, absence.to))
}

pub(super) async fn find(store: &Store, name: &SignInName, argument: &str) -> Result<Account, String> {
    let typed = match name {
        SignInName::UserName(name) => name.as_str(),
        SignInName::Nip(nip) => nip.as_str(),
    };
    let found = store.account_named(name).await.map_err(|error| error.to_string())?;
    found.ok_or_else(|| format!("{argument} {typed}: there is no such account"))
}

fn reversed(from: &impl std::fmt::Display, until: &impl std::fmt::Display) -> String {
    format!("--until {until} is before --from {from}")
}

/// An error of an account with its cause, as one sentence.
pub(super) fn told(error: AccountError) -> String {
    match error {
        AccountError::SameFirstDay => "--from: an entry that begins on that day is there already".to_owned(),
        other => other.to_string(),
    }
}

pub(super) fn say(what: std::fmt::Arguments<'_>) -> Outcome {
    writeln!(std::io::stdout().lock(), "{what}")?;
    Ok(ExitCode::SUCCESS)
}
