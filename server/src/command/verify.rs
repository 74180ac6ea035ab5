//! `kendali verify`: walks every control card and says what does not hold.

use chrono::{DateTime, Utc};
use domain::lang::Lang;
use domain::time::{Local, Offset};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use storage::Store;
use storage::checkpoint::{self, Checkpoint, CheckpointError, Missing, Written};
use storage::master_key::{KeysError, read_file};
use storage::rulebook::Rulebook;
use storage::settings_log::By;
use storage::verify::{BrokenCard, Completeness, Fault, VerifyReport};

use super::Outcome;
use crate::config::{Common, VerifyOptions};
use crate::opening;

/// The most numbers of one gap, or cards of one kind, that are spelled out.
const SPELLED: usize = 50;

/// Says the first fault of each broken card, what is missing, and the verdict. Exit status 1 if anything does not hold.
///
/// # Errors
/// When there is no database, it does not answer, or the checkpoint cannot be written.
pub async fn run(common: Common, options: VerifyOptions) -> Outcome {
    let store = opening::existing(&common).await?;
    let (store, note) = with_what_keys_there_are(store, &common.keys).await?;
    let now = opening::clock(&common, &store).await?.now();
    let offset = match Rulebook::new().calendar(&store).await {
        Ok(newest) => newest.calendar.offset(),
        Err(_) => Offset::WIB,
    };
    let mut out = Lines { text: String::new(), offset };
    if let Some(note) = &note {
        out.line(note);
    }
    let path = checkpoint::path_beside(&common.keys);
    if let Some(reason) = &options.accept_checkpoint {
        accept(&store, &path, reason, now, &mut out).await?;
    }
    let (known, refused) = match store.keys().map(|keys| Checkpoint::read(&path, keys)) {
        Ok(Ok(known)) => (known, None),
        Ok(Err(error)) => (None, Some(error)),
        Err(_) => (None, None),
    };
    let report = store.verify(known.as_ref()).await?;
    out.report(&report, refused.as_ref());
    let mut holds = report.holds() && refused.is_none() && note.is_none();
    if options.checkpoint && refused.is_none() && options.accept_checkpoint.is_none() {
        match store.write_checkpoint(&path, now).await? {
            Written::New { cards } => out.line(&format!("titik periksa ditulis: {cards} kartu")),
            Written::OldStays(_) => {
                out.line("titik periksa lama dipertahankan: ia memuat yang tidak ada lagi");
                holds = false;
            }
        }
    }
    std::io::stdout().lock().write_all(out.text.as_bytes())?;
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The store with the keys that can be had; what cannot be proven for want of keys is said first.
async fn with_what_keys_there_are(store: Store, path: &Path) -> Result<(Store, Option<String>), KeysError> {
    match store.load_keys(path).await {
        Ok(keys) => Ok((store.with_keys(keys), None)),
        Err(KeysError::Missing(path)) => {
            let note =
                format!("berkas kunci {} tidak ada: tidak satu baris pun dapat dibuktikan", path.display());
            Ok((store, Some(note)))
        }
        Err(KeysError::Other { path, ids }) => {
            let note = format!(
                "berkas kunci {} bukan milik basis data ini, atau tidak lengkap: kunci {} tidak ada",
                path.display(),
                ids.join(", ")
            );
            let keys = read_file(&path)?;
            Ok((keys.map_or(store.clone(), |keys| store.with_keys(keys)), Some(note)))
        }
        Err(other) => Err(other),
    }
}

async fn accept(
    store: &Store,
    path: &Path,
    reason: &str,
    now: DateTime<Utc>,
    out: &mut Lines,
) -> Result<(), Box<dyn std::error::Error>> {
    if reason.trim().is_empty() {
        return Err("--accept-checkpoint needs a reason".into());
    }
    let missing = store.accept_checkpoint(path, reason.trim(), &By::CommandLine, now).await?;
    for missing in &missing {
        out.line(&format!("diterima: {}", missing_words(missing)));
    }
    out.line(&format!("titik periksa baru sejak {}: {}", out.instant(now), reason.trim()));
    Ok(())
}

struct Lines {
    text: String,
    offset: Offset,
}

impl Lines {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn instant(&self, at: DateTime<Utc>) -> String {
        Local::of(at, self.offset).long(Lang::Id)
    }

    fn report(&mut self, report: &VerifyReport, refused: Option<&CheckpointError>) {
        for broken in &report.broken {
            self.line(&broken_words(broken));
        }
        for vanished in &report.vanished {
            self.line(&format!("hilang: berkas {} ({})", vanished.number, vanished.dossier));
        }
        for gaps in &report.gaps {
            let some: Vec<String> = gaps.missing.iter().take(SPELLED).map(i64::to_string).collect();
            let more = if gaps.missing.len() > SPELLED { ", …" } else { "" };
            self.line(&format!(
                "celah nomor {} {}: {} dari {} tidak ada: {}{more}",
                gaps.head.series,
                gaps.head.year,
                gaps.missing.len(),
                gaps.head.last,
                some.join(", ")
            ));
        }
        if report.different_days > 0 {
            self.line(&format!(
                "angka {} hari berbeda dari jumlah kunjungan dan janjinya",
                report.different_days
            ));
        }
        if let Completeness::Missing(missing) = &report.completeness {
            for missing in missing.iter().take(SPELLED) {
                self.line(&format!("hilang: {}", missing_words(missing)));
            }
            if missing.len() > SPELLED {
                self.line(&format!("hilang: … seluruhnya {}", missing.len()));
            }
        }
        self.verdicts(report, refused);
    }

    fn verdicts(&mut self, report: &VerifyReport, refused: Option<&CheckpointError>) {
        let size = format!("{} kartu, {} baris", report.cards, report.entries);
        if report.is_intact() {
            self.line(&format!("utuh: {size}"));
        } else if report.broken.is_empty() && report.different_days == 0 {
            self.line(&format!("tidak dapat dibuktikan tanpa kunci {}: {size}", list(&report.unproven_keys)));
        } else {
            self.line(&format!("tidak utuh: {} dari {size}", report.broken.len()));
        }
        if let Some(before) = report.unproven_before {
            let before = self.instant(before);
            self.line(&format!("tidak dapat dibuktikan sebelum {before}: kunci diganti"));
        }
        match (&report.completeness, refused) {
            (_, Some(error)) => self.line(&format!("kelengkapan tidak dapat dibuktikan: {error}")),
            (Completeness::Missing(missing), None) => {
                self.line(&format!(
                    "tidak lengkap: {} hal yang dikenal titik periksa tidak ada",
                    missing.len()
                ));
            }
            (Completeness::NoCheckpoint, None) => {
                self.line("kelengkapan belum dapat dibuktikan: belum ada titik periksa");
            }
            (Completeness::Since { .. }, None) if !report.is_complete() => {
                self.line("tidak lengkap: ada nomor tanpa berkas");
            }
            (Completeness::Since { since, newest }, None) => {
                let (since, newest) = (self.instant(*since), self.instant(*newest));
                self.line(&format!("lengkap sejak {since} (titik periksa terakhir {newest})"));
            }
        }
    }
}

fn list(ids: &BTreeSet<String>) -> String {
    ids.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn broken_words(broken: &BrokenCard) -> String {
    let register = broken.register.as_deref().unwrap_or("tanpa nomor daftar");
    format!("rusak: {register} ({}): {}", broken.dossier, fault_words(&broken.fault))
}

fn fault_words(fault: &Fault) -> String {
    match fault {
        Fault::Altered { seq } => format!("baris {seq} diubah, atau tidak pernah ditulis kantor ini"),
        Fault::Missing { seq } => format!("baris {seq} tidak ada"),
        Fault::Detached { seq } => format!("baris {seq} tidak menyambung baris sebelumnya"),
        Fault::ForeignKey { seq, key } => format!("baris {seq} dikunci dengan kunci asing {key}"),
        Fault::FactsAltered { seq } => format!("data pribadi baris {seq} diubah"),
        Fault::FactsMissing { seq } => format!("data pribadi baris {seq} tidak ada"),
        Fault::FactsAdded { row } => format!("data pribadi {row} tidak disebut baris mana pun"),
        Fault::Unreadable { seq } => format!("baris {seq} tidak dapat dibaca program ini"),
        Fault::Impossible { seq, why } => format!("baris {seq} tidak mungkin di tempatnya: {why}"),
        Fault::CutOff { seq, of } => format!("terpotong mulai baris {seq} dari {of}"),
        Fault::NoDossier => "kartu tanpa berkas".to_owned(),
        Fault::NoCard => "berkas tanpa kartu".to_owned(),
        Fault::RowDiffers { columns } => format!("isi berkas berbeda dari kartunya: {}", columns.join(", ")),
        Fault::VisitDiffers { no } => format!("angka kunjungan ke-{} berbeda dari kartunya", no + 1),
    }
}

fn missing_words(missing: &Missing) -> String {
    match missing {
        Missing::Dossier { id, count } => format!("berkas {id} dengan {count} baris"),
        Missing::Shorter { id, had, has } => format!("berkas {id}: kartunya {has} baris, dahulu {had}"),
        Missing::OtherHead { id, count } => format!("berkas {id}: baris {count} bukan yang dahulu"),
        Missing::Series { series, year, had, has } => {
            format!("nomor {series} {year}: yang tertinggi {has}, dahulu {had}")
        }
    }
}
