//! Stages that are skipped when their inputs have not changed.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::{Outcome, Places};

/// Remembers each stage's inputs in a stamp file.
pub(crate) struct Stages {
    stamps: PathBuf,
}

impl Stages {
    /// Opens the stamps of the last build.
    pub(crate) fn new(places: &Places) -> Outcome<Self> {
        let stamps = places.work.join("stamps");
        std::fs::create_dir_all(&stamps)?;
        Ok(Self { stamps })
    }

    /// Runs a stage unless its inputs are those of the last time and its outputs still lie there.
    pub(crate) fn run(
        &self,
        name: &str,
        inputs: u64,
        outputs: &[&Path],
        work: impl FnOnce() -> Outcome,
    ) -> Outcome {
        let stamp = self.stamps.join(name);
        let wanted = format!("{inputs:016x}");
        let same = std::fs::read_to_string(&stamp).is_ok_and(|last| last == wanted);
        if same && outputs.iter().all(|output| output.exists()) {
            eprintln!("  {name:<9} –");
            return Ok(());
        }
        let begun = Instant::now();
        // A stage that breaks off must run again, whatever its inputs.
        if stamp.exists() {
            std::fs::remove_file(&stamp)?;
        }
        work().map_err(|error| format!("{name}: {error}"))?;
        std::fs::write(&stamp, wanted)?;
        eprintln!("  {name:<9} {:.1} s", begun.elapsed().as_secs_f64());
        Ok(())
    }
}
