//! `kendali standard`: service standards.

use chrono::NaiveDate;
use domain::clock::Norm;
use domain::lang::Lang;
use domain::standard::ServiceStandard;
use domain::standard_file::read_standard;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use storage::settings_log::By;
use storage::standard::Loaded;

use super::{Outcome, file};
use crate::config::{Common, StandardCommand};
use crate::opening;

/// Checks or imports a file.
///
/// # Errors
/// When the file is no standard, with line and entry; nothing is written then.
pub async fn run(common: Common, command: StandardCommand) -> Outcome {
    match command {
        StandardCommand::Check { file } => check(&file),
        StandardCommand::Import { file, effective } => import(&common, &file, effective).await,
    }
}

fn check(path: &Path) -> Outcome {
    let (_, standard) = read(path)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}: in order", path.display())?;
    writeln!(out, "  {} ({})", standard.title.get(Lang::Id), standard.service)?;
    writeln!(out, "  {} steps, promised within {}", standard.steps.len(), norm(standard.promise))?;
    writeln!(
        out,
        "  {} requirements, {} fields of its own",
        standard.requirements.len(),
        standard.fields.len()
    )?;
    for notice in &standard.notices {
        writeln!(out, "  note: {}: {}", notice.concerns, notice.text.get(Lang::Id))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn import(common: &Common, path: &Path, effective: Option<NaiveDate>) -> Outcome {
    let (text, standard) = read(path)?;
    let store = opening::open(common).await?;
    let now = opening::clock(common, &store).await?.now();
    let today = opening::today(&store, now).await?;
    let since = effective.unwrap_or(today);
    if since < today {
        return Err(format!(
            "--effective {since}: that day is past; applications of it came under another version"
        )
        .into());
    }
    let loaded = store.add_standard(&standard.service, &text, since, &By::CommandLine, now).await?;
    store.confirm_standard(&standard.service, loaded.version(), &By::CommandLine, now).await?;
    let mut out = std::io::stdout().lock();
    match loaded {
        Loaded::New(version) => {
            writeln!(out, "{} is now version {version}, in force from {since}", standard.service)?;
        }
        Loaded::Same(version) => {
            writeln!(out, "{} is version {version} already, with the same text", standard.service)?;
        }
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<(String, ServiceStandard), String> {
    let text = file::read(path)?;
    let standard = read_standard(&text).map_err(|error| file::fault(path, &error))?;
    Ok((text, standard))
}

fn norm(norm: Norm) -> String {
    match norm {
        Norm::Minutes(minutes) => format!("{minutes} working minutes"),
        Norm::WorkingDays(days) => format!("{days} working days"),
    }
}
