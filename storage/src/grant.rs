//! Roles granted, roles lent by letter for a time, and absences. Dates are local, both inclusive.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::AccountId;
use domain::role::{RoleKey, StandInForm};
use serde_json::json;

use crate::account::{ADD_ROLE, AccountError, entry};
use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;
use crate::settings_log::{By, Change, Logging};

/// A role lent to an account by a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// Who stands in.
    pub account: AccountId,
    /// The role.
    pub role: RoleKey,
    /// In which form.
    pub form: StandInForm,
    /// The letter that lends it: number and date.
    pub letter: String,
    /// Whose role it is, none for a vacant post.
    pub of: Option<AccountId>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// Days on which an account is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Who.
    pub account: AccountId,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Why, in a few words.
    pub note: String,
}

const DROP_ROLE: &str = "delete from account_roles where account_id = $1 and role = $2";
const LEND: &str = "insert into stand_ins (account_id, role, form, letter, of_account_id, from_date, to_date, \
    entered_at_ms, entered_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const SHORTEN_LOAN: &str = "update stand_ins set to_date = $4 \
    where account_id = $1 and role = $2 and from_date = $3 and to_date > $4";
const STAND_INS: &str = "select account_id, role, form, letter, of_account_id, from_date, to_date from stand_ins \
    where to_date >= $1 order by from_date, account_id, role";
const ENTER_ABSENCE: &str = "insert into absences (account_id, from_date, to_date, note, entered_at_ms, entered_by) \
    values ($1, $2, $3, $4, $5, $6)";
const SHORTEN_ABSENCE: &str = "update absences set to_date = $3 \
    where account_id = $1 and from_date = $2 and to_date > $3";
const CANCEL_LOAN: &str = "delete from stand_ins where account_id = $1 and role = $2 and from_date = $3";
const CANCEL_ABSENCE: &str = "delete from absences where account_id = $1 and from_date = $2";
const ABSENCES: &str = "select account_id, from_date, to_date, note from absences \
    where to_date >= $1 order by from_date, account_id";
const KNOWN: &str = "select cast(count(*) as bigint) from accounts where id = $1";

#[derive(sqlx::FromRow)]
struct StandInRow {
    account_id: String,
    role: String,
    form: String,
    letter: String,
    of_account_id: Option<String>,
    from_date: String,
    to_date: String,
}

impl StandInRow {
    fn read(self) -> Result<StandIn, StorageError> {
        let key = format!("{}/{}/{}", self.account_id, self.role, self.from_date);
        let at = |column| place("stand_ins", column, &key);
        let of = self.of_account_id.as_deref().map(AccountId::parse).transpose();
        Ok(StandIn {
            account: at("account_id").read(AccountId::parse(&self.account_id))?,
            form: form_of(&self.form).ok_or_else(|| at("form").corrupt())?,
            of: at("of_account_id").read(of)?,
            from: at("from_date").date(&self.from_date)?,
            to: at("to_date").date(&self.to_date)?,
            role: RoleKey(self.role),
            letter: self.letter,
        })
    }
}

/// The form with this key.
pub(crate) fn form_of(key: &str) -> Option<StandInForm> {
    StandInForm::ALL.into_iter().find(|form| form.key() == key)
}

/// The details of a loan or an absence for the log.
fn days(from: NaiveDate, to: NaiveDate) -> serde_json::Value {
    json!({ "from": from.to_string(), "to": to.to_string() })
}

impl Store {
    /// Grants a role. Held already, it stays.
    ///
    /// # Errors
    /// [`AccountError::OwnGrant`] or [`AccountError::Unknown`].
    pub async fn grant_role(
        &self,
        account: &AccountId,
        role: &RoleKey,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        if by.is(account) {
            return Err(AccountError::OwnGrant);
        }
        self.require_account(account).await?;
        write_tx!(self, |tx| {
            let granted = sqlx::query(ADD_ROLE)
                .bind(account.as_str())
                .bind(&role.0)
                .bind(now.timestamp_millis())
                .bind(by.key())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if granted > 0 {
                tx.record(&entry(Change::RoleGranted, account, json!({ "role": role.0 }), by, now)).await?;
            }
        });
        Ok(())
    }

    /// Takes a role away. Not held, nothing changes.
    ///
    /// # Errors
    /// [`AccountError::Storage`].
    pub async fn revoke_role(
        &self,
        account: &AccountId,
        role: &RoleKey,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        write_tx!(self, |tx| {
            let gone = sqlx::query(DROP_ROLE)
                .bind(account.as_str())
                .bind(&role.0)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if gone > 0 {
                tx.record(&entry(Change::RoleRevoked, account, json!({ "role": role.0 }), by, now)).await?;
            }
        });
        Ok(())
    }

    /// Lends a role by letter.
    ///
    /// # Errors
    /// [`AccountError::OwnGrant`], [`AccountError::DatesReversed`], [`AccountError::Unknown`], or
    /// [`AccountError::SameFirstDay`] where the same role is lent to the same account from that day already.
    pub async fn lend_role(&self, loan: &StandIn, by: &By, now: DateTime<Utc>) -> Result<(), AccountError> {
        if by.is(&loan.account) {
            return Err(AccountError::OwnGrant);
        }
        if loan.from > loan.to {
            return Err(AccountError::DatesReversed);
        }
        self.require_account(&loan.account).await?;
        if let Some(of) = &loan.of {
            self.require_account(of).await?;
        }
        let mut details = days(loan.from, loan.to);
        details["role"] = json!(loan.role.0);
        details["form"] = json!(loan.form.key());
        details["letter"] = json!(loan.letter);
        write_tx!(self, |tx| {
            sqlx::query(LEND)
                .bind(loan.account.as_str())
                .bind(&loan.role.0)
                .bind(loan.form.key())
                .bind(&loan.letter)
                .bind(loan.of.as_ref().map(AccountId::as_str))
                .bind(loan.from.to_string())
                .bind(loan.to.to_string())
                .bind(now.timestamp_millis())
                .bind(by.key())
                .execute(&mut *tx)
                .await?;
            tx.record(&entry(Change::RoleLent, &loan.account, details, by, now)).await?;
        });
        Ok(())
    }

    /// Ends a loan early: `last` becomes its last day. A loan that would end before it begins is removed. One that ends
    /// sooner stays as it is.
    ///
    /// # Errors
    /// [`AccountError::Storage`].
    pub async fn end_loan(
        &self,
        loan: &StandIn,
        last: NaiveDate,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        let mut details = days(loan.from, last);
        details["role"] = json!(loan.role.0);
        write_tx!(self, |tx| {
            let key = sqlx::query(if last < loan.from { CANCEL_LOAN } else { SHORTEN_LOAN })
                .bind(loan.account.as_str())
                .bind(&loan.role.0)
                .bind(loan.from.to_string());
            let act = if last < loan.from { key } else { key.bind(last.to_string()) };
            if act.execute(&mut *tx).await?.rows_affected() > 0 {
                tx.record(&entry(Change::LoanEnded, &loan.account, details, by, now)).await?;
            }
        });
        Ok(())
    }

    /// The loans that end on `date` or later, by first day.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn stand_ins(&self, date: NaiveDate) -> Result<Vec<StandIn>, StorageError> {
        let rows: Vec<StandInRow> = read!(self, |conn| {
            sqlx::query_as(STAND_INS).bind(date.to_string()).fetch_all(&mut *conn).await
        })?;
        rows.into_iter().map(StandInRow::read).collect()
    }

    /// Enters an absence.
    ///
    /// # Errors
    /// [`AccountError::DatesReversed`], [`AccountError::Unknown`] or [`AccountError::SameFirstDay`].
    pub async fn enter_absence(
        &self,
        absence: &Absence,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        if absence.from > absence.to {
            return Err(AccountError::DatesReversed);
        }
        self.require_account(&absence.account).await?;
        write_tx!(self, |tx| {
            sqlx::query(ENTER_ABSENCE)
                .bind(absence.account.as_str())
                .bind(absence.from.to_string())
                .bind(absence.to.to_string())
                .bind(&absence.note)
                .bind(now.timestamp_millis())
                .bind(by.key())
                .execute(&mut *tx)
                .await?;
            let details = days(absence.from, absence.to);
            tx.record(&entry(Change::AbsenceEntered, &absence.account, details, by, now)).await?;
        });
        Ok(())
    }

    /// Ends an absence early: `last` becomes its last day, or it is removed where that is before its first.
    ///
    /// # Errors
    /// [`AccountError::Storage`].
    pub async fn end_absence(
        &self,
        account: &AccountId,
        from: NaiveDate,
        last: NaiveDate,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        write_tx!(self, |tx| {
            let key = sqlx::query(if last < from { CANCEL_ABSENCE } else { SHORTEN_ABSENCE })
                .bind(account.as_str())
                .bind(from.to_string());
            let act = if last < from { key } else { key.bind(last.to_string()) };
            if act.execute(&mut *tx).await?.rows_affected() > 0 {
                tx.record(&entry(Change::AbsenceEnded, account, days(from, last), by, now)).await?;
            }
        });
        Ok(())
    }

    /// The absences that end on `date` or later, by first day.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn absences(&self, date: NaiveDate) -> Result<Vec<Absence>, StorageError> {
        let rows: Vec<(String, String, String, String)> = read!(self, |conn| {
            sqlx::query_as(ABSENCES).bind(date.to_string()).fetch_all(&mut *conn).await
        })?;
        let read = |(account, from, to, note): (String, String, String, String)| {
            let key = format!("{account}/{from}");
            let at = |column| place("absences", column, &key);
            Ok(Absence {
                account: at("account_id").read(AccountId::parse(&account))?,
                from: at("from_date").date(&from)?,
                to: at("to_date").date(&to)?,
                note,
            })
        };
        rows.into_iter().map(read).collect()
    }

    async fn require_account(&self, account: &AccountId) -> Result<(), AccountError> {
        let known: i64 = read!(self, |conn| {
            sqlx::query_scalar(KNOWN).bind(account.as_str()).fetch_one(&mut *conn).await
        })?;
        if known > 0 { Ok(()) } else { Err(AccountError::Unknown) }
    }
}
