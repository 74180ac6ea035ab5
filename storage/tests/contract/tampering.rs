//! Changes behind the program's back, by somebody who has the database and lacks the keys.

use domain::dossier::Dossier;
use sqlx::{AssertSqlSafe, Connection};

use crate::desk::Desk;

/// Runs a statement on the office's database; the answer is the number of rows it touched.
pub(crate) async fn tamper(desk: &Desk, sql: &str) -> u64 {
    let sql = AssertSqlSafe(sql.to_owned());
    if let Some(path) = desk.office.url.strip_prefix("sqlite:") {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).foreign_keys(false);
        let mut conn = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        let done = sqlx::query(sql).execute(&mut conn).await.unwrap().rows_affected();
        conn.close().await.unwrap();
        done
    } else {
        let mut conn = sqlx::PgConnection::connect(&desk.office.url).await.unwrap();
        let done = sqlx::query(sql).execute(&mut conn).await.unwrap().rows_affected();
        conn.close().await.unwrap();
        done
    }
}

const DAYS: &str = "insert into day_visits (service, ended_date, step, visits, queue_ms, work_ms, clocked, met) \
    select service, ended_date, step, count(*), sum(queue_ms), sum(work_ms), count(verdict), \
    sum(case when verdict = 'met' then 1 else 0 end) from visits group by service, ended_date, step";

/// Takes every trace of a dossier away but its numbers, out of the figures of its days too.
pub(crate) async fn wipe(desk: &Desk, dossier: &Dossier) {
    for table in ["visits", "card_entries", "dossier_facts"] {
        tamper(desk, &format!("delete from {table} where dossier_id = '{}'", dossier.id)).await;
    }
    tamper(desk, &format!("delete from dossiers where id = '{}'", dossier.id)).await;
    tamper(desk, "delete from day_visits").await;
    tamper(desk, DAYS).await;
}
