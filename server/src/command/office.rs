//! `kendali office`: the office's identity.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use storage::setting::Office;
use storage::settings_log::By;

use super::{Outcome, file, template};
use crate::config::{Common, OfficeCommand};
use crate::opening;

/// Takes in the office's identity.
///
/// # Errors
/// When the file does not say who the office is, with line or entry; nothing is written then.
pub async fn run(common: Common, command: OfficeCommand) -> Outcome {
    let OfficeCommand::Set { emblem, file } = command;
    let office = read(&file, emblem.as_deref())?;
    let store = opening::open(&common).await?;
    let now = opening::clock(&common, &store).await?.now();
    store.set(&office, &By::CommandLine, now).await?;
    store.close().await;
    writeln!(std::io::stdout().lock(), "the office is {} ({})", office.name, office.short_name)?;
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path, emblem: Option<&Path>) -> Result<Office, String> {
    let text = file::read(path)?;
    let mut office = toml::from_str::<Office>(&text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| 1 + text.bytes().take(span.start).filter(|byte| *byte == b'\n').count());
        file::fault(path, &format!("line {line}: {}", error.message()))
    })?;
    if let Some(emblem) = emblem {
        office.emblem_svg = Some(file::read(emblem)?);
    }
    let fault = |entry: &str, what: &str| match emblem {
        Some(emblem) if entry == "emblem_svg" => file::fault(emblem, &what),
        _ => file::fault(path, &format!("{entry}: {what}")),
    };
    if let Some((entry, what)) = office.fault() {
        return Err(fault(&entry, &what));
    }
    if let Some(emblem) = &office.emblem_svg {
        template::check_emblem(emblem).map_err(|faults| fault("emblem_svg", faults.first_reason()))?;
    }
    Ok(office)
}
