//! `kendali keys`: the office's master keys.

use std::io::{BufRead, Write};
use std::process::ExitCode;
use storage::Store;
use storage::checkpoint;
use storage::rulebook::Rulebook;
use storage::settings_log::By;

use super::Outcome;
use crate::config::{Common, KeysCommand};
use crate::opening;

/// What must be typed before keys are replaced.
const CONFIRMATION: &str = "ganti";

/// Rotates or replaces the keys.
///
/// # Errors
/// When the database does not answer, the key file cannot be written, or the replacement was not confirmed.
pub async fn run(common: Common, command: KeysCommand) -> Outcome {
    match command {
        KeysCommand::Rotate => rotate(&common).await,
        KeysCommand::Replace { reason } => replace(&common, &reason).await,
    }
}

async fn rotate(common: &Common) -> Outcome {
    let store = opening::open(common).await?;
    let now = opening::clock(common, &store).await?.now();
    let keys = store.rotate_keys(&common.keys, now).await?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "kunci baru {} di {}", keys.current_id(), common.keys.display())?;
    writeln!(
        out,
        "simpan salinan berkas itu; instans yang sedang berjalan memakainya setelah dijalankan ulang"
    )?;
    Ok(ExitCode::SUCCESS)
}

async fn replace(common: &Common, reason: &str) -> Outcome {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err("--reason must say why the keys are replaced".into());
    }
    let store = Store::connect(&common.database_url).await?;
    store.migrate().await?;
    let now = opening::clock(common, &store).await?.now();
    confirm()?;
    let keys = store.replace_keys(&common.keys, reason, now).await?;
    let current = keys.current_id().to_owned();
    let store = store.with_keys(keys);
    let cards = store.note_keys_replaced(&Rulebook::new(), now).await?;
    // The old checkpoint was coded with keys that are gone; a new line begins, and numbers go on above the old ones.
    let path = checkpoint::path_beside(&common.keys);
    let missing = store.accept_checkpoint(&path, reason, &By::CommandLine, now).await?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "kunci diganti: kunci baru {current} di {}, tercatat di {cards} kartu",
        common.keys.display()
    )?;
    if !missing.is_empty() {
        writeln!(out, "titik periksa lama mengenal {} hal yang tidak ada lagi", missing.len())?;
    }
    writeln!(out, "yang tertulis sebelum ini tidak dapat dibuktikan lagi; jalankan ulang semua instans")?;
    Ok(ExitCode::SUCCESS)
}

/// Asks for the word on the terminal: what is replaced cannot be proven any more.
fn confirm() -> Result<(), Box<dyn std::error::Error>> {
    eprintln!("Semua baris yang dikunci dengan kunci yang hilang tidak akan dapat dibuktikan lagi.");
    eprint!("Ketik \"{CONFIRMATION}\" untuk melanjutkan: ");
    std::io::stderr().flush()?;
    let mut typed = String::new();
    std::io::stdin().lock().read_line(&mut typed)?;
    if typed.trim() == CONFIRMATION { Ok(()) } else { Err("not confirmed; nothing was changed".into()) }
}
