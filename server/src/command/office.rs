//! `kendali office`: the office's identity.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use storage::setting::Office;
use storage::settings_log::By;

use super::{Outcome, file};
use crate::config::{Common, OfficeCommand};
use crate::opening;

/// Takes in the office's identity.
///
/// # Errors
/// When the file does not say who the office is, with line or entry; nothing is written then.
pub async fn run(common: Common, command: OfficeCommand) -> Outcome {
    let OfficeCommand::Set { file } = command;
    let office = read(&file)?;
    let store = opening::open(&common).await?;
    let now = opening::clock(&common, &store).await?.now();
    store.set(&office, &By::CommandLine, now).await?;
    store.close().await;
    writeln!(std::io::stdout().lock(), "the office is {} ({})", office.name, office.short_name)?;
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<Office, String> {
    let text = file::read(path)?;
    let office = toml::from_str::<Office>(&text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| 1 + text.bytes().take(span.start).filter(|byte| *byte == b'\n').count());
        file::fault(path, &format!("line {line}: {}", error.message()))
    })?;
    match fault(&office) {
        Some((entry, what)) => Err(file::fault(path, &format!("{entry}: {what}"))),
        None => Ok(office),
    }
}

/// The first entry that cannot be, with what is wrong with it.
fn fault(office: &Office) -> Option<(&'static str, &'static str)> {
    let needed = [
        ("name", &office.name),
        ("short_name", &office.short_name),
        ("city", &office.city),
        ("address", &office.address),
    ];
    if let Some((entry, _)) = needed.into_iter().find(|(_, text)| text.trim().is_empty()) {
        return Some((entry, "is missing or empty"));
    }
    let postal_code = &office.postal_code;
    let five_digits = postal_code.len() == 5 && postal_code.bytes().all(|b| b.is_ascii_digit());
    if !(postal_code.is_empty() || five_digits) {
        return Some(("postal_code", "has five digits"));
    }
    let email = &office.email;
    let at = email.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
    if !email.is_empty() && (at.is_none() || email.contains(char::is_whitespace)) {
        return Some(("email", "is not an address such as dpmptsp@example.go.id"));
    }
    let website = &office.website;
    if !website.is_empty() && !["http://", "https://"].iter().any(|scheme| website.starts_with(scheme)) {
        return Some(("website", "begins with https:// or http://"));
    }
    let emblem = office.emblem_svg.as_deref().map(str::trim_start);
    if emblem.is_some_and(|svg| !svg.starts_with("<svg") && !svg.starts_with("<?xml")) {
        return Some(("emblem_svg", "is not the text of an SVG picture"));
    }
    None
}
