//! Batches of prints.

use domain::batch::{BatchFault, BatchPaper, BatchRefusal, ItemState, MOST, Progress};
use domain::lang::Lang;

/// Batches of prints.
#[derive(Debug)]
pub struct Batch {
    /// Heading of the page.
    pub title: &'static str,
    /// What a batch is.
    pub lead: &'static str,
    /// Heading of the beginning.
    pub begin: &'static str,
    /// The field of the paper.
    pub paper: &'static str,
    /// Looks for the dossiers that wait for the chosen paper.
    pub look: &'static str,
    /// Beside a dossier that has no such paper.
    pub not_due: &'static str,
    /// Nothing waits for the paper.
    pub nothing: &'static str,
    /// What to do then.
    pub nothing_lead: &'static str,
    /// Chooses all.
    pub all: &'static str,
    /// Lets go of all that are chosen.
    pub let_go: &'static str,
    /// Heading of the reader's batches.
    pub mine: &'static str,
    /// There are none.
    pub none: &'static str,
    /// What will come.
    pub none_lead: &'static str,
    /// The column of the instant.
    pub asked_at: &'static str,
    /// The column of the progress.
    pub progress: &'static str,
    /// The column of the end.
    pub kept_until: &'static str,
    /// Takes the printed papers along as one file.
    pub download: &'static str,
    /// Lets what failed wait again.
    pub retry: &'static str,
    /// What a reader may do while it prints.
    pub leave: &'static str,
    /// The papers of a batch.
    pub items: &'static str,
    /// Back to the list.
    pub back: &'static str,
    /// On a bar of what is chosen.
    pub print: &'static str,
    /// Leads from those that wait to be collected to the beginning of a batch of their letters.
    pub print_letters: &'static str,
}

/// What the papers of a batch are called.
pub const fn paper_name(lang: Lang, paper: BatchPaper) -> &'static str {
    match paper {
        BatchPaper::Receipt => lang.pick("Tanda terima", "Receipts"),
        BatchPaper::ReceiptForFile => {
            lang.pick("Tanda terima, lembar untuk berkas", "Receipts, copies for the file")
        }
        BatchPaper::ControlCard => lang.pick("Kartu kendali", "Control cards"),
        BatchPaper::Label => lang.pick("Label map", "Folder labels"),
        BatchPaper::ReturnLetter => lang.pick("Surat pengembalian terbaru", "Newest letters of return"),
        BatchPaper::RefusalLetter => lang.pick("Surat penolakan", "Letters of refusal"),
        BatchPaper::ReminderLetter => lang.pick("Surat pemberitahuan", "Letters of reminder"),
        BatchPaper::Draft => lang.pick("Konsep surat izin", "Drafts of licences"),
        BatchPaper::Licence => lang.pick("Surat izin yang terbit", "Issued licences"),
        BatchPaper::OfficeCopy => lang.pick("Surat izin, lembar arsip", "Licences, office copies"),
    }
}

/// The button: "Cetak 12 surat".
pub fn verb(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Id, _) => format!("Cetak {count} lembar"),
        (Lang::En, 1) => "Print 1 paper".to_owned(),
        (Lang::En, _) => format!("Print {count} papers"),
    }
}

/// More than a batch takes are chosen.
pub fn too_many(lang: Lang, chosen: usize) -> String {
    match lang {
        Lang::Id => format!("{chosen} berkas dipilih; sekali cetak paling banyak {MOST}."),
        Lang::En => format!("{chosen} files are chosen; one batch takes at most {MOST}."),
    }
}

/// How far a batch is: "31 dari 50 tercetak, 1 gagal".
pub fn progress(lang: Lang, progress: Progress) -> String {
    let Progress { all, done, failed } = progress;
    match (lang, failed) {
        (Lang::Id, 0) => format!("{done} dari {all} tercetak"),
        (Lang::Id, _) => format!("{done} dari {all} tercetak, {failed} gagal"),
        (Lang::En, 0) => format!("{done} of {all} printed"),
        (Lang::En, _) => format!("{done} of {all} printed, {failed} failed"),
    }
}

/// The state of one paper.
pub const fn state_name(lang: Lang, state: &ItemState) -> &'static str {
    match state {
        ItemState::Waiting => lang.pick("menunggu giliran", "waiting for its turn"),
        ItemState::Printing => lang.pick("sedang dicetak", "being printed"),
        ItemState::Done => lang.pick("tercetak", "printed"),
        ItemState::Failed(_) => lang.pick("gagal", "failed"),
    }
}

/// Why one paper was not printed, and what to do.
pub fn fault(lang: Lang, fault: &BatchFault) -> String {
    match (lang, fault) {
        (Lang::Id, BatchFault::NotPermitted) => {
            "Peran Anda sudah tidak mencakup cetakan ini. Bila keliru, hubungi Administrator.".to_owned()
        }
        (Lang::En, BatchFault::NotPermitted) => {
            "Your roles do not include this paper any more. If that is wrong, ask the Administrator.".to_owned()
        }
        (Lang::Id, BatchFault::Gone) => {
            "Berkas tidak ada, atau datanya sudah dihapus menurut retensi.".to_owned()
        }
        (Lang::En, BatchFault::Gone) => {
            "There is no such file, or its data was erased when its time was over.".to_owned()
        }
        (Lang::Id, BatchFault::NotDue) => {
            "Berkas ini sekarang tidak mempunyai lembar tersebut: sudah berpindah, atau belum sampai ke sana. Buka berkasnya."
                .to_owned()
        }
        (Lang::En, BatchFault::NotDue) => {
            "This file has no such paper now: it moved on, or is not that far. Open the file.".to_owned()
        }
        (Lang::Id, BatchFault::Failed { incident }) => format!(
            "Lembar tidak dapat dicetak. Coba lagi; bila terulang, sebutkan nomor kejadian {incident} kepada Administrator."
        ),
        (Lang::En, BatchFault::Failed { incident }) => format!(
            "The paper could not be printed. Try again; if it happens again, tell the Administrator incident {incident}."
        ),
        (Lang::Id, BatchFault::Interrupted) => {
            "Server berhenti beberapa kali saat mencetak lembar ini. Coba lagi, dan beri tahu Administrator.".to_owned()
        }
        (Lang::En, BatchFault::Interrupted) => {
            "The server ended several times while it printed this paper. Try again, and tell the Administrator.".to_owned()
        }
    }
}

/// Why no batch was begun: what happened, and what to do.
pub fn refusal(lang: Lang, why: &BatchRefusal) -> (String, String) {
    match why {
        BatchRefusal::NotPermitted { permission } => (
            lang.pick("Bukan wewenang Anda", "Not within your authority").to_owned(),
            super::error::permission_text(lang, *permission).to_owned(),
        ),
        BatchRefusal::Empty => (
            lang.pick("Tidak ada yang dicetak", "Nothing was printed").to_owned(),
            lang.pick("Pilih sedikitnya satu berkas.", "Choose at least one file.").to_owned(),
        ),
        BatchRefusal::TooMany { chosen } => (
            lang.pick("Terlalu banyak untuk sekali cetak", "Too many for one batch").to_owned(),
            too_many(lang, *chosen),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_a_paper_is_told_with_a_reason_in_both_languages() {
        let faults = [
            BatchFault::NotPermitted,
            BatchFault::Gone,
            BatchFault::NotDue,
            BatchFault::Failed { incident: "0a1b2c3d".to_owned() },
            BatchFault::Interrupted,
        ];
        for one in faults {
            let [id, en] = Lang::ALL.map(|lang| fault(lang, &one));
            assert!(id.ends_with('.') && en.ends_with('.') && id != en, "{one:?}: {id} {en}");
        }
    }

    #[test]
    fn a_batch_says_how_far_it_is() {
        let of = |done, failed| progress(Lang::Id, Progress { all: 50, done, failed });
        assert_eq!(of(31, 0), "31 dari 50 tercetak");
        assert_eq!(of(49, 1), "49 dari 50 tercetak, 1 gagal");
    }

    #[test]
    fn the_papers_of_batches_have_names_of_their_own() {
        for lang in Lang::ALL {
            let names: std::collections::BTreeSet<_> =
                BatchPaper::ALL.into_iter().map(|paper| paper_name(lang, paper)).collect();
            assert_eq!(names.len(), BatchPaper::ALL.len());
        }
    }
}
