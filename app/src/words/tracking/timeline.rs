//! The rows of the timeline in words: what is done, what goes on, what comes next.

use domain::dossier::End;
use domain::lang::Lang;
use domain::standard::StepKind;
use domain::tracking::{Milestone, Progress, Row};

use super::moment::Teller;
use super::sentence::{number, role, unbroken};

/// The title of a row.
pub fn title(lang: Lang, row: &Row) -> String {
    let plain = match &row.milestone {
        Milestone::Received => lang.pick("Permohonan diterima", "Application received"),
        Milestone::Step { kind, role: desk } => {
            let who = role(lang, desk);
            return step(lang, *kind, row.progress, &who);
        }
        Milestone::Initials { officials } if row.progress == Progress::Done => {
            let n = officials.len();
            return match (lang, n) {
                (Lang::Id, 1) => "Diperiksa dan diparaf pejabat".to_owned(),
                (Lang::Id, n) => format!("Diperiksa dan diparaf {} pejabat", number(lang, n)),
                (Lang::En, 1) => "Checked and initialled by an official".to_owned(),
                (Lang::En, n) => format!("Checked and initialled by {} officials", number(lang, n)),
            };
        }
        Milestone::Initials { .. } => {
            lang.pick("Diperiksa dan diparaf pejabat", "Checked and initialled by officials")
        }
        Milestone::Returned => lang.pick("Dikembalikan kepada Anda", "Returned to you"),
        Milestone::CheckedAgain => lang.pick("Berkas diperiksa kembali", "The file is checked again"),
        Milestone::Rest { kinds } => return rest(lang, kinds),
        Milestone::Collected => lang.pick("Surat izin Anda terima", "Licence handed to you"),
        Milestone::Ended(end) => match end {
            End::Delivered => lang.pick("Surat izin Anda terima", "Licence handed to you"),
            End::Refused => lang.pick("Permohonan ditolak", "Application refused"),
            End::Withdrawn => lang.pick("Permohonan ditarik", "Application withdrawn"),
            End::Closed => lang.pick("Permohonan ditutup", "Application closed"),
            End::Annulled => lang.pick("Permohonan dibatalkan", "Application annulled"),
            End::Revoked => {
                lang.pick("Izin dicabut sebelum diserahkan", "Licence revoked before it was handed over")
            }
            End::Replaced => {
                lang.pick("Surat izin tidak diserahkan, akan diganti", "Letter kept back, to be replaced")
            }
        },
    };
    plain.to_owned()
}

fn step(lang: Lang, kind: StepKind, progress: Progress, who: &str) -> String {
    let plain = match (kind, progress) {
        (StepKind::Intake | StepKind::Verify, Progress::Done) => {
            lang.pick("Berkas diperiksa: lengkap", "File checked: complete")
        }
        (StepKind::Intake | StepKind::Verify, Progress::Now) => {
            lang.pick("Berkas sedang diperiksa", "The file is being checked")
        }
        (StepKind::Intake | StepKind::Verify, _) => lang.pick("Berkas diperiksa", "The file is checked"),
        (StepKind::Draft, Progress::Now) => {
            lang.pick("Surat izin sedang disusun", "The licence is being drafted")
        }
        (StepKind::Draft, _) => lang.pick("Surat izin disusun", "Licence drafted"),
        (StepKind::Initial, _) => {
            lang.pick("Diperiksa dan diparaf pejabat", "Checked and initialled by officials")
        }
        (StepKind::Sign, Progress::Now) => lang.pick("Menunggu tanda tangan", "Waiting for the signature"),
        (StepKind::Sign, _) => {
            return match lang {
                Lang::Id => format!("Ditandatangani {who}"),
                Lang::En => format!("Signed by the {who}"),
            };
        }
        (StepKind::Number, Progress::Now) => lang.pick("Sedang diberi nomor", "Being numbered"),
        (StepKind::Number, _) => lang.pick("Diberi nomor", "Numbered"),
        (StepKind::Deliver, Progress::Now) => {
            lang.pick("Disiapkan untuk diambil", "Being made ready for collection")
        }
        (StepKind::Deliver, _) => lang.pick("Siap diambil", "Ready for collection"),
    };
    plain.to_owned()
}

fn rest(lang: Lang, kinds: &[StepKind]) -> String {
    let word = |kind: &StepKind| match kind {
        StepKind::Intake => lang.pick("diterima", "received"),
        StepKind::Verify => lang.pick("diperiksa", "checked"),
        StepKind::Draft => lang.pick("disusun", "drafted"),
        StepKind::Initial => lang.pick("diparaf", "initialled"),
        StepKind::Sign => lang.pick("ditandatangani", "signed"),
        StepKind::Number => lang.pick("diberi nomor", "numbered"),
        StepKind::Deliver => lang.pick("diserahkan", "handed over"),
    };
    let list = kinds.iter().map(word).collect::<Vec<_>>().join(", ");
    format!("{} {list}", lang.pick("Surat izin", "Licence"))
}

/// The line under a row's title; none where nothing is to be said.
pub fn line(teller: Teller, row: &Row) -> Option<String> {
    let lang = teller.lang;
    let at = row.at.map(|at| teller.moment(at));
    match (&row.milestone, row.progress) {
        (Milestone::CheckedAgain, _) => {
            Some(lang.pick("Setelah Anda melengkapinya", "Once you have completed it").to_owned())
        }
        (Milestone::Initials { .. }, Progress::Now) => {
            at.map(|at| format!("{} {at}", lang.pick("Dimulai", "Begun")))
        }
        (Milestone::Step { role: desk, .. }, Progress::Now) => {
            at.map(|at| format!("{}, {}", role(lang, desk), since(lang, &at)))
        }
        (Milestone::Step { kind: StepKind::Deliver, .. }, Progress::Next) => match (at, row.norm) {
            (Some(at), _) => Some(format!("{} {at}", lang.pick("Paling lambat", "At the latest"))),
            (None, Some(norm)) => Some(match lang {
                Lang::Id => format!("{} setelah kelengkapan masuk", unbroken(&norm.text(lang))),
                Lang::En => format!("{} after it is completed", unbroken(&norm.text(lang))),
            }),
            (None, None) => None,
        },
        (_, Progress::Next) => row.norm.map(|norm| {
            let norm = unbroken(&norm.text(lang));
            match lang {
                Lang::Id => format!("Biasanya selesai dalam {norm}"),
                Lang::En => format!("Usually done within {norm}"),
            }
        }),
        (_, Progress::Done | Progress::Now | Progress::WithYou) => at,
    }
}

/// "sejak 10.36".
pub fn since(lang: Lang, at: &str) -> String {
    format!("{} {at}", lang.pick("sejak", "since"))
}
