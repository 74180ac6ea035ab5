//! Who holds which role on a day: the actor of a command, the holders of a desk, roles that nobody holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::id::AccountId;
use domain::person::Initials;
use domain::role::{Actor, Grant, RoleKey, StandInForm};

use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;
use crate::grant::form_of;

/// Who holds a role on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The account, open on that day.
    pub account: AccountId,
    /// The name with titles.
    pub name: String,
    /// The initials.
    pub initials: Initials,
    /// The form in which the role is lent, none for an own role.
    pub lent: Option<StandInForm>,
    /// Whether an absence is entered for the day.
    pub absent: bool,
}

/// The name and initials of an account, closed or open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAccount {
    /// The name with titles.
    pub name: String,
    /// The initials.
    pub initials: Initials,
}

const ACTOR: &str = "select a.name, a.initials, cast((select count(*) from absences b \
    where b.account_id = a.id and b.from_date <= $2 and b.to_date >= $2) as bigint), held.role, held.form \
    from accounts a left join (select account_id, role, null as form from account_roles where account_id = $1 \
    union all select account_id, role, form from stand_ins \
    where account_id = $1 and from_date <= $2 and to_date >= $2) held on held.account_id = a.id \
    where a.id = $1 and a.disabled_at_ms is null order by held.role, held.form";
const HOLDERS: &str = "select a.id, a.name, a.initials, held.role, held.form, cast((select count(*) from absences b \
    where b.account_id = a.id and b.from_date <= $1 and b.to_date >= $1) as bigint) \
    from accounts a join (select account_id, role, null as form from account_roles \
    union all select account_id, role, form from stand_ins where from_date <= $1 and to_date >= $1) held \
    on held.account_id = a.id where a.disabled_at_ms is null order by a.name, a.id";
const NAMES: &str = "select id, name, initials from accounts";

type ActorRow = (String, String, i64, Option<String>, Option<String>);
type HolderRow = (String, String, String, String, Option<String>, i64);

impl Store {
    /// The account as the actor of a command on a local date: own roles and those lent for the day. None where the
    /// account does not exist or is closed.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn actor_on(
        &self,
        account: &AccountId,
        date: NaiveDate,
    ) -> Result<Option<Actor>, StorageError> {
        let rows: Vec<ActorRow> = read!(self, |conn| {
            sqlx::query_as(ACTOR).bind(account.as_str()).bind(date.to_string()).fetch_all(&mut *conn).await
        })?;
        let Some((name, initials, absences, ..)) = rows.first().cloned() else { return Ok(None) };
        // An account without any role is one row with none.
        let held = rows.into_iter().filter_map(|(.., role, form)| Some((role?, form)));
        let grants = held.map(|(role, form)| {
            Ok(Grant { role: RoleKey(role), lent: lent(form.as_deref(), account.as_str())? })
        });
        Ok(Some(Actor {
            account: account.clone(),
            name,
            initials: place("accounts", "initials", account.as_str()).read(Initials::parse(&initials))?,
            grants: grants.collect::<Result<_, StorageError>>()?,
            absent: absences > 0,
        }))
    }

    /// Who holds a role on a local date, by name; an own role goes before a lent one of the same person.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn holders(&self, role: &RoleKey, date: NaiveDate) -> Result<Vec<Holder>, StorageError> {
        Ok(self.all_holders(date).await?.remove(role).unwrap_or_default())
    }

    /// Every role that someone holds on a local date, with its holders.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn all_holders(&self, date: NaiveDate) -> Result<BTreeMap<RoleKey, Vec<Holder>>, StorageError> {
        let rows: Vec<HolderRow> =
            read!(self, |conn| sqlx::query_as(HOLDERS).bind(date.to_string()).fetch_all(&mut *conn).await)?;
        let mut by_role: BTreeMap<RoleKey, Vec<Holder>> = BTreeMap::new();
        for (id, name, initials, role, form, absences) in rows {
            let at = |column| place("accounts", column, &id);
            let holder = Holder {
                account: at("id").read(AccountId::parse(&id))?,
                initials: at("initials").read(Initials::parse(&initials))?,
                lent: lent(form.as_deref(), &id)?,
                absent: absences > 0,
                name,
            };
            let held = by_role.entry(RoleKey(role)).or_default();
            match held.iter_mut().find(|known| known.account == holder.account) {
                Some(known) if holder.lent.is_none() => *known = holder,
                Some(_) => {}
                None => held.push(holder),
            }
        }
        Ok(by_role)
    }

    /// Those of `roles` that nobody holds on a local date who is present, as an own role or as a stand-in.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn roles_without_holder(
        &self,
        roles: &[RoleKey],
        date: NaiveDate,
    ) -> Result<Vec<RoleKey>, StorageError> {
        let by_role = self.all_holders(date).await?;
        let present: BTreeSet<&RoleKey> = by_role
            .iter()
            .filter(|(_, holders)| holders.iter().any(|holder| !holder.absent))
            .map(|(role, _)| role)
            .collect();
        Ok(roles.iter().filter(|role| !present.contains(role)).cloned().collect())
    }

    /// Names and initials of every account, closed ones too: an office has tens of them.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn names(&self) -> Result<BTreeMap<AccountId, NamedAccount>, StorageError> {
        let rows: Vec<(String, String, String)> =
            read!(self, |conn| sqlx::query_as(NAMES).fetch_all(&mut *conn).await)?;
        let read = |(id, name, initials): (String, String, String)| {
            let at = |column| place("accounts", column, &id);
            let initials = at("initials").read(Initials::parse(&initials))?;
            Ok((at("id").read(AccountId::parse(&id))?, NamedAccount { name, initials }))
        };
        rows.into_iter().map(read).collect()
    }
}

fn lent(form: Option<&str>, account: &str) -> Result<Option<StandInForm>, StorageError> {
    let known = |key| form_of(key).ok_or_else(|| place("stand_ins", "form", account).corrupt());
    form.map(known).transpose()
}
