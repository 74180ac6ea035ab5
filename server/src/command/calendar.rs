//! `kendali calendar`: calendars of working time.

use domain::calendar::Calendar;
use domain::calendar_change::eve;
use domain::calendar_file;
use domain::event::ClockName;
use domain::lang::Lang;
use domain::time::Instant;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use storage::dossier::calendar_change::{CalendarImportError, NewCalendar};
use storage::dossier::rewrite::MovedClocks;
use storage::rulebook::Rulebook;
use storage::settings_log::By;
use storage::standard::Loaded;

use super::{Outcome, file};
use crate::config::{CalendarCommand, Common};
use crate::opening;

/// Checks or imports a file.
///
/// # Errors
/// When the file is no calendar, with line and entry, or changes days that are past without a reason; nothing is written
/// then.
pub async fn run(common: Common, command: CalendarCommand) -> Outcome {
    match command {
        CalendarCommand::Check { file } => check(&file),
        CalendarCommand::Import { file, retroactive } => import(&common, &file, retroactive.as_deref()).await,
    }
}

fn check(path: &Path) -> Outcome {
    let (_, calendar) = read(path)?;
    let spec = calendar.spec();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}: in order", path.display())?;
    writeln!(out, "  {} listed days, {} periods", spec.days.len(), spec.periods.len())?;
    writeln!(out, "  holidays known up to {}", spec.horizon)?;
    Ok(ExitCode::SUCCESS)
}

async fn import(common: &Common, path: &Path, retroactive: Option<&str>) -> Outcome {
    let (text, calendar) = read(path)?;
    let store = opening::open(common).await?;
    let now = opening::clock(common, &store).await?.now();
    let new = NewCalendar { spec: &text, calendar: &calendar, retroactive };
    let import = match Box::pin(store.import_calendar(&Rulebook::new(), &new, &By::CommandLine, now)).await {
        Err(CalendarImportError::ChangesThePast(past)) => {
            let eve = eve(calendar.date(now));
            return Err(format!(
                "{}: the hours of {} past days would change, from {} to {}; nothing was changed. For a lasting change \
                 keep the old hours as a period up to {eve}; to change the past itself say why with --retroactive",
                path.display(),
                past.days,
                past.first,
                past.last,
            )
            .into());
        }
        import => import?,
    };
    let mut out = std::io::stdout().lock();
    match import.loaded {
        Loaded::New(version) => writeln!(out, "the calendar is now version {version}")?,
        Loaded::Same(version) => {
            writeln!(out, "the calendar is version {version} already, with the same text")?;
        }
    }
    if let Some(because) = &import.because {
        writeln!(out, "{because}")?;
    }
    tell_moved(&mut out, &calendar, &import.moved)?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Says which clocks moved, in the office's time.
///
/// # Errors
/// Those of the writer.
pub fn tell_moved(out: &mut impl Write, calendar: &Calendar, moved: &[MovedClocks]) -> std::io::Result<()> {
    writeln!(out, "{} open dossiers with another due time", moved.len())?;
    let told = |due: Option<Instant>| {
        due.map_or_else(|| "none".to_owned(), |due| calendar.local(due).long(Lang::En))
    };
    for dossier in moved {
        for clock in &dossier.moves {
            let name = match clock.clock {
                ClockName::Promise => "promise",
                ClockName::Legal => "legal limit",
                ClockName::Step => "step",
            };
            writeln!(out, "  {} {name}: {} -> {}", dossier.register, told(clock.from), told(clock.to))?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<(String, Calendar), String> {
    let text = file::read(path)?;
    let calendar = calendar_file::read(&text).map_err(|error| file::fault(path, &error))?;
    Ok((text, calendar))
}
