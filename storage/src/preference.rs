//! How a person looks at the screens: one text for each key, kept across computers. Nothing else hangs on it.

use domain::id::AccountId;

use crate::db::Store;
use crate::error::StorageError;

const READ: &str = "select value from preferences where account_id = $1 and key = $2";
const KEEP: &str = "insert into preferences (account_id, key, value) values ($1, $2, $3) \
    on conflict (account_id, key) do update set value = excluded.value";

impl Store {
    /// What an account prefers, none where nothing was kept.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn preference(&self, account: &AccountId, key: &str) -> Result<Option<String>, StorageError> {
        let found: Option<String> = read!(self, |conn| {
            sqlx::query_scalar(READ).bind(account.as_str()).bind(key).fetch_optional(&mut *conn).await
        })?;
        Ok(found)
    }

    /// Keeps what an account prefers.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn keep_preference(
        &self,
        account: &AccountId,
        key: &str,
        value: &str,
    ) -> Result<(), StorageError> {
        write_tx!(self, |tx| {
            sqlx::query(KEEP).bind(account.as_str()).bind(key).bind(value).execute(&mut *tx).await?;
        });
        Ok(())
    }
}
