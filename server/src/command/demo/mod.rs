//! `kendali demo`: fills an empty database with a demonstration office and its history.
//!
//! The history is lived, not written: every entry is what the rules made of a command that somebody of the office could
//! give. The same seed and instant make the same office, its salts, key ids, codes, password hashes and signatures apart.

mod applicant;
mod delay;
mod history;
mod identity;
mod letters;
mod names;
mod people;
mod plan;
mod play;
mod rng;

pub use history::{History, Size};
pub use people::PASSWORD;
pub use play::PlayError;

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::calendar::Calendar;
use domain::calendar_file;
use domain::standard_file::read_standard;
use domain::time::{instant_ms, ms_of};
use storage::dossier::import::{Imported, ScriptedDossier};
use storage::rulebook::{VersionedCalendar, VersionedStandard};
use storage::setting::{Demonstration, Office};
use storage::settings_log::By;
use storage::{StorageError, Store};
use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinSet};

use super::Outcome;
use crate::clock::OfficeClock;
use crate::config::{Common, DemoOptions};
use crate::shipped::{CALENDAR, STANDARDS, one_after_another};
use people::{PEOPLE, Staff};

/// Dossiers written in one transaction.
const BATCH: usize = 400;

/// Makes the office, its accounts and its history, and prints how to sign in.
///
/// # Errors
/// When the database is not empty or does not answer.
pub async fn run(common: Common, options: DemoOptions) -> Outcome {
    let store = Store::connect(&common.database_url).await?;
    store.migrate().await?;
    if !store.is_empty().await? {
        return Err("the database is not empty; the demonstration is made only in an empty one".into());
    }
    let now = instant_ms(ms_of(common.clock.unwrap_or_else(|| OfficeClock::real().now())));
    let keys = store.load_or_make_keys(&common.keys, now).await?;
    let store = store.with_keys(keys);
    let size = Size::of(options.dossiers, options.open, options.seed);
    let written = make(&store, size, now).await?;
    letters::issue(&store, now).await?;
    store.close().await;
    tell(written, now)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes a demonstration office in an empty, migrated database, for a history that ends at `now`.
///
/// # Errors
/// When the database does not answer; none of the plan's while its tests hold.
pub async fn make(store: &Store, size: Size, now: DateTime<Utc>) -> Result<Imported, Box<dyn Error>> {
    let calendar = Arc::new(calendar_file::read(CALENDAR)?);
    let staff = Arc::new(Staff::of(&calendar, size.seed, now));
    let opened = size.opened(&calendar, now);
    found(store, &staff, size, opened, now).await?;
    let standards = load(store, &staff, &calendar, opened).await?;
    let version = store.latest_calendar().await?.map_or(1, |text| text.version);
    let calendar = VersionedCalendar { version, calendar };
    let history = History::new(Arc::clone(&calendar.calendar), staff, standards.clone(), size, now);
    write(store, history, &standards, &calendar).await
}

/// The past of a demonstration office under the shipped calendar and standards: no database, no clock.
///
/// # Errors
/// None while what is shipped is without fault; a test holds it.
pub fn history(size: Size, now: DateTime<Utc>) -> Result<History, Box<dyn Error>> {
    let calendar = Arc::new(calendar_file::read(CALENDAR)?);
    let staff = Arc::new(Staff::of(&calendar, size.seed, now));
    let mut standards = Vec::with_capacity(STANDARDS.len());
    for toml in STANDARDS {
        standards.push(VersionedStandard { version: 1, standard: Arc::new(read_standard(toml)?) });
    }
    Ok(History::new(calendar, staff, standards, size, now))
}

/// The office before its first dossier: mark, identity, people, who stands in for whom.
async fn found(
    store: &Store,
    staff: &Staff,
    size: Size,
    opened: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Box<dyn Error>> {
    let by = By::System;
    store.set(&Demonstration { made_for: now, seed: size.seed }, &by, opened).await?;
    store.set(&identity(), &by, opened).await?;
    for account in staff.accounts()? {
        store.create_account(&account, &by, opened).await?;
    }
    for loan in &staff.loans {
        store.lend_role(loan, &by, opened).await?;
    }
    for absence in &staff.absences {
        store.enter_absence(absence, &by, opened).await?;
    }
    Ok(())
}

/// Who the demonstration office is. Address and numbers are those that the service standard publishes.
fn identity() -> Office {
    Office {
        government: "Pemerintah Kota Pekanbaru".to_owned(),
        name: "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu".to_owned(),
        short_name: "DPMPTSP".to_owned(),
        city: "Pekanbaru".to_owned(),
        address: "Jalan Jenderal Sudirman No. 464".to_owned(),
        phone: "(0761) 28262".to_owned(),
        fax: "(0761) 42003".to_owned(),
        sms: "08117515133".to_owned(),
        naming_line: "Kepala Dinas".to_owned(),
        entry: "Loket pelayanan, Senin–Kamis 07.30–12.00 dan 13.00–16.00, Jumat 07.30–11.30 dan 13.00–16.30"
            .to_owned(),
        ..Office::default()
    }
}

/// The shipped calendar and standards, confirmed by the administrator, in force since the office opened.
async fn load(
    store: &Store,
    staff: &Staff,
    calendar: &Calendar,
    opened: DateTime<Utc>,
) -> Result<Vec<VersionedStandard>, Box<dyn Error>> {
    let administrator = By::Account(staff.administrator().clone());
    let loaded = store.add_calendar(CALENDAR, None, &By::System, opened).await?;
    store.confirm_calendar(loaded.version(), &administrator, opened).await?;
    let mut standards = Vec::with_capacity(STANDARDS.len());
    for (toml, at) in STANDARDS.into_iter().zip(one_after_another(opened)) {
        let standard = Arc::new(read_standard(toml)?);
        let since = calendar.date(opened);
        let loaded = store.add_standard(&standard.service, toml, since, &By::System, at).await?;
        store.confirm_standard(&standard.service, loaded.version(), &administrator, at).await?;
        standards.push(VersionedStandard { version: u32::try_from(loaded.version())?, standard });
    }
    Ok(standards)
}

/// Writes the history in batches while a thread of its own goes on living it.
async fn write(
    store: &Store,
    history: History,
    standards: &[VersionedStandard],
    calendar: &VersionedCalendar,
) -> Result<Imported, Box<dyn Error>> {
    let (send, mut receive) = mpsc::channel::<(usize, Vec<ScriptedDossier>)>(4);
    let count = standards.len();
    let living = tokio::task::spawn_blocking(move || -> Result<(), PlayError> {
        let mut batches: Vec<Vec<ScriptedDossier>> = vec![Vec::new(); count];
        for lived in history {
            let (service, dossier) = lived?;
            batches[service].push(dossier);
            if batches[service].len() == BATCH {
                let full = std::mem::take(&mut batches[service]);
                // Nobody receives any more: the writer has failed and says so itself.
                if send.blocking_send((service, full)).is_err() {
                    return Ok(());
                }
            }
        }
        for (service, rest) in batches.into_iter().enumerate().filter(|(_, rest)| !rest.is_empty()) {
            if send.blocking_send((service, rest)).is_err() {
                return Ok(());
            }
        }
        Ok(())
    });
    let mut written = Imported::default();
    // While one batch is being written the next is being coded.
    let mut writing = JoinSet::new();
    while let Some((service, batch)) = receive.recv().await {
        if writing.len() == 2 {
            add(&mut written, writing.join_next().await)?;
        }
        let (store, standard, calendar) = (store.clone(), standards[service].clone(), calendar.clone());
        writing.spawn(async move { store.import(&standard, &calendar, batch).await });
    }
    while !writing.is_empty() {
        add(&mut written, writing.join_next().await)?;
    }
    living.await??;
    Ok(written)
}

fn add(
    written: &mut Imported,
    batch: Option<Result<Result<Imported, StorageError>, JoinError>>,
) -> Result<(), Box<dyn Error>> {
    if let Some(batch) = batch {
        let batch = batch??;
        written.dossiers += batch.dossiers;
        written.entries += batch.entries;
    }
    Ok(())
}

fn tell(written: Imported, now: DateTime<Utc>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "A demonstration office: {} dossiers, {} entries, up to {now}.",
        written.dossiers, written.entries
    )?;
    introduce(&mut out)
}

/// Tells how to sign in: everybody's name, number, initials and role, and the one password.
///
/// # Errors
/// When the output breaks.
pub fn introduce(out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "Everybody's password is {PASSWORD}; sign in by user name or NIP.\n")?;
    for person in PEOPLE {
        writeln!(
            out,
            "  {:<10} {:<21} {}  {:<30} {}",
            person.user,
            person.nip,
            person.initials,
            person.name,
            person.role.key()
        )?;
    }
    Ok(())
}
