//! What the store could not do. Not found is `None`, never an error.

/// Why the store could not answer. Carries facts for the log; a person is told only that it failed.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// A stored value cannot be read as what it must be.
    #[error("{table}.{column} of {row} cannot be read")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The key of the row.
        row: String,
    },
    /// The database did not answer, or refused.
    #[error("the database is unavailable")]
    Unavailable(#[source] sqlx::Error),
    /// The migrations and the database do not fit, most often because a newer program wrote it.
    #[error("the database cannot be brought to this version: {0}")]
    Schema(#[from] sqlx::migrate::MigrateError),
    /// Something handed in from outside is wrong.
    #[error("{what}: {why}")]
    Invalid {
        /// What was handed in, such as `database URL`.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The act needs the master keys, and none are loaded.
    #[error("the key file is not loaded")]
    NoKeys,
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(error)
    }
}

impl StorageError {
    pub(crate) fn invalid(what: &'static str, why: impl Into<String>) -> Self {
        Self::Invalid { what, why: why.into() }
    }

    pub(crate) fn corrupt(table: &'static str, column: &'static str, row: impl Into<String>) -> Self {
        Self::Corrupt { table, column, row: row.into() }
    }
}

/// Whether `error` is the breach of a unique constraint. PostgreSQL names the constraint, SQLite the columns.
pub(crate) fn breaks_unique(error: &sqlx::Error, constraint: &str, columns: &str) -> bool {
    error.as_database_error().is_some_and(|inner| {
        inner.is_unique_violation()
            && (inner.constraint() == Some(constraint) || inner.message().ends_with(columns))
    })
}
