//! The applicant's page: no account, no script.
