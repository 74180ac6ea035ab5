//! Refusals in sentences. Each names where its rule comes from: the row of the SOP, the control card, the requirements,
//! or the house.

use domain::application::{FieldKey, FieldProblem};
use domain::lang::Lang;
use domain::refusal::{Refusal, Rule};
use domain::role::RoleKey;
use domain::standard::{ServiceStandard, StepKind, StepNo};

use super::common::{role_name, role_name_under};
use super::error::{Told, permission_text};

/// A refusal, steps told by their number.
pub fn refusal(lang: Lang, refusal: &Refusal) -> Told {
    Names { lang, standard: None }.told(refusal)
}

/// A refusal, steps and roles named as the dossier's standard names them.
pub fn refusal_under(lang: Lang, standard: &ServiceStandard, refusal: &Refusal) -> Told {
    Names { lang, standard: Some(standard) }.told(refusal)
}

/// A refusal in short, for a place beside what it forbids: with the row of the SOP behind it, "Belum diparaf · SOP langkah
/// 4"; otherwise with what is to be done, "Berkas belum lengkap: 1 persyaratan wajib tidak ada. …".
pub fn refusal_line(lang: Lang, standard: &ServiceStandard, refusal: &Refusal) -> String {
    let names = Names { lang, standard: Some(standard) };
    let (title, why) = names.sentences(refusal);
    match refusal.rule() {
        Rule::SopRow => format!("{title} · {}", names.source(refusal)),
        Rule::ControlCard | Rule::Requirements | Rule::House => format!("{title}: {why}"),
    }
}

/// The work of a kind of step.
pub const fn kind_work(lang: Lang, kind: StepKind) -> &'static str {
    match kind {
        StepKind::Intake => lang.pick("penerimaan permohonan", "intake"),
        StepKind::Verify => lang.pick("verifikasi", "verification"),
        StepKind::Draft => lang.pick("cetak blanko", "drafting"),
        StepKind::Initial => lang.pick("paraf", "initialling"),
        StepKind::Sign => lang.pick("tanda tangan", "signature"),
        StepKind::Number => lang.pick("penomoran", "numbering"),
        StepKind::Deliver => lang.pick("penyerahan", "delivery"),
    }
}

struct Names<'s> {
    lang: Lang,
    standard: Option<&'s ServiceStandard>,
}

impl Names<'_> {
    fn told(&self, refusal: &Refusal) -> Told {
        let (title, why) = self.sentences(refusal);
        Told::new(title, format!("{}: {why}", self.source(refusal)))
    }

    /// Where the rule comes from.
    fn source(&self, refusal: &Refusal) -> String {
        let lang = self.lang;
        match refusal.rule() {
            Rule::SopRow => match (self.row(refusal), Self::work_of(refusal)) {
                (Some(step), _) => format!("{} {}", lang.pick("SOP langkah", "SOP step"), step.number()),
                (None, Some(kind)) => {
                    format!("{} {}", lang.pick("SOP langkah", "SOP step"), kind_work(lang, kind))
                }
                (None, None) => lang.pick("SOP", "SOP").to_owned(),
            },
            Rule::ControlCard => lang.pick("Kartu kendali", "Control card").to_owned(),
            Rule::Requirements => lang.pick("Persyaratan", "Requirements").to_owned(),
            Rule::House => lang.pick("Aturan kantor", "House rule").to_owned(),
        }
    }

    /// The row of the SOP that a refusal names, or that its standard has for the work it asks for.
    fn row(&self, refusal: &Refusal) -> Option<StepNo> {
        match refusal {
            Refusal::WrongRole { step, .. }
            | Refusal::OtherWork { step, .. }
            | Refusal::NotInitialled { step } => Some(*step),
            Refusal::NotTheNextStep { at, .. } => Some(*at),
            other => {
                let kind = Self::work_of(other)?;
                self.standard?.numbered().find(|(_, step)| step.kind == kind).map(|(no, _)| no)
            }
        }
    }

    /// The work that a refusal asks for.
    const fn work_of(refusal: &Refusal) -> Option<StepKind> {
        match refusal {
            Refusal::NoDraft => Some(StepKind::Draft),
            Refusal::NotSigned => Some(StepKind::Sign),
            Refusal::NotNumbered => Some(StepKind::Number),
            _ => None,
        }
    }

    fn role(&self, role: &RoleKey) -> String {
        self.standard
            .map_or_else(|| role_name(self.lang, role), |standard| role_name_under(self.lang, standard, role))
    }

    fn step(&self, no: StepNo) -> String {
        let named = self.standard.and_then(|standard| standard.step(no));
        named.map_or_else(
            || format!("{} {}", self.lang.pick("langkah", "step"), no.number()),
            |step| step.name.get(self.lang).to_owned(),
        )
    }

    /// What is wrong with a field of the form.
    fn field_fault(&self, field: &FieldKey, problem: &FieldProblem) -> String {
        self.standard.map_or_else(
            || {
                self.lang
                    .pick("periksa isian lalu kirim lagi.", "check the form and send it again.")
                    .to_owned()
            },
            |standard| super::of(self.lang).application.problem(standard, field, problem, self.lang),
        )
    }

    /// A requirement by its text.
    fn item(&self, key: &str) -> String {
        let known = self.standard.and_then(|standard| standard.requirement(key));
        known.map_or_else(|| key.to_owned(), |requirement| requirement.text.get(self.lang).to_owned())
    }

    fn sentences(&self, refusal: &Refusal) -> (String, String) {
        match self.lang {
            Lang::Id => self.in_indonesian(refusal),
            Lang::En => self.in_english(refusal),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one sentence for each rule")]
    fn in_indonesian(&self, refusal: &Refusal) -> (String, String) {
        let (title, why) = match refusal {
            Refusal::WrongRole { step, role } => (
                "Bukan meja Anda".to_owned(),
                format!("{} dikerjakan oleh {}.", self.step(*step), self.role(role)),
            ),
            Refusal::NotPermitted { permission } => (
                "Bukan wewenang Anda".to_owned(),
                format!("peran Anda tidak mencakup {}.", permission_text(self.lang, *permission)),
            ),
            Refusal::HeldByColleague { holder } => (
                format!("Berkas dipegang {holder}"),
                "yang menerima yang mengerjakan. Ambil alih dulu bila perlu.".to_owned(),
            ),
            Refusal::HolderOffDuty { role } => (
                "Peran Anda di meja ini sudah berakhir".to_owned(),
                format!(
                    "berkas diteruskan oleh pejabat lain sebagai {}; ia mengambil alih.",
                    self.role(role)
                ),
            ),
            Refusal::NotAccepted { step } => (
                "Terima berkas dulu".to_owned(),
                format!("berkas masih di baki {}; penerima memaraf sebelum mengerjakan.", self.step(*step)),
            ),
            Refusal::NotInTray => (
                "Berkas sudah diterima".to_owned(),
                "hanya berkas di baki yang dapat diterima atau ditarik.".to_owned(),
            ),
            Refusal::WithApplicant => (
                "Berkas di tangan pemohon".to_owned(),
                "tunggu jawaban pemohon; Front Office mencatatnya di loket.".to_owned(),
            ),
            Refusal::NotWithApplicant => (
                "Berkas tidak di tangan pemohon".to_owned(),
                "jawaban hanya dicatat setelah berkas dikembalikan.".to_owned(),
            ),
            Refusal::Ended => (
                "Berkas sudah selesai".to_owned(),
                "berkas yang selesai tidak dibuka lagi; buat pendaftaran baru dari data ini.".to_owned(),
            ),
            Refusal::AlreadyReady => (
                "Surat sudah siap diambil".to_owned(),
                "sesudah ini hanya penyerahan kepada penerima.".to_owned(),
            ),
            Refusal::NotReady => {
                ("Surat belum siap diambil".to_owned(), "terima berkas di meja penyerahan dulu.".to_owned())
            }
            Refusal::NotIssued => (
                "Surat izin belum terbit".to_owned(),
                "surat terbit setelah ditandatangani dan diberi nomor.".to_owned(),
            ),
            Refusal::LicenceOver => (
                "Izin sudah tidak berlaku".to_owned(),
                "izin ini telah dicabut atau diganti; lihat kartu kendali.".to_owned(),
            ),
            Refusal::NotEnded => (
                "Berkas ini belum selesai".to_owned(),
                "permohonan baru didaftarkan darinya setelah izinnya diserahkan.".to_owned(),
            ),
            Refusal::OtherService => (
                "Izin lama dari layanan lain".to_owned(),
                "perpanjangan didaftarkan pada layanan yang sama.".to_owned(),
            ),
            Refusal::OtherHolder => (
                "Izin lama milik orang lain".to_owned(),
                "NIK pemohon harus sama dengan NIK pemegang izin lama.".to_owned(),
            ),
            Refusal::OtherWork { step, kind } => (
                "Bukan pekerjaan langkah ini".to_owned(),
                format!("{} mengerjakan {}.", self.step(*step), kind_work(self.lang, *kind)),
            ),
            Refusal::ItemsUnmarked { count } => (
                "Belum dapat diserahkan".to_owned(),
                format!(
                    "{count} persyaratan belum ditandai. Pilih Fisik diterima, Dijanjikan atau Tidak ada pada masing-masing."
                ),
            ),
            Refusal::ItemsUndecided { count } => (
                "Belum dapat diserahkan".to_owned(),
                format!("{count} persyaratan belum dilihat. Tentukan ada atau tidak."),
            ),
            Refusal::ItemsMissing { count } => (
                "Berkas belum lengkap".to_owned(),
                format!("{count} persyaratan wajib tidak ada. Kembalikan kepada pemohon."),
            ),
            Refusal::UnknownItem { key } => (
                "Persyaratan tidak dikenal".to_owned(),
                format!("{} bukan persyaratan permohonan ini, atau ditandai dua kali.", self.item(key)),
            ),
            Refusal::FormNotAccepted { key } => (
                "Bentuk berkas tidak diterima".to_owned(),
                format!("{} tidak diterima dalam bentuk itu.", self.item(key)),
            ),
            Refusal::NoDraft => ("Belum ada konsep".to_owned(), "blanko belum dicetak.".to_owned()),
            Refusal::StaleDraft => (
                "Konsep usang".to_owned(),
                "data berubah sesudah konsep dicetak. Kembalikan ke langkah cetak blanko atau verifikasi."
                    .to_owned(),
            ),
            Refusal::DraftIsCurrent => (
                "Konsep masih berlaku".to_owned(),
                "tidak ada data yang berubah sejak konsep dicetak.".to_owned(),
            ),
            Refusal::NotInitialled { step } => {
                ("Belum diparaf".to_owned(), format!("paraf pada {} belum ada.", self.step(*step)))
            }
            Refusal::AlreadyInitialled => {
                ("Sudah diparaf".to_owned(), "paraf langkah ini sudah ada; serahkan berkas.".to_owned())
            }
            Refusal::NotSigned => {
                ("Belum ditandatangani".to_owned(), "surat belum ditandatangani.".to_owned())
            }
            Refusal::AlreadySigned => (
                "Surat sudah ditandatangani".to_owned(),
                "kirim balik berkas dulu; tanda tangannya batal bersama itu.".to_owned(),
            ),
            Refusal::NotNumbered => {
                ("Belum bernomor".to_owned(), "nomor surat belum ada atau belum dikukuhkan lagi.".to_owned())
            }
            Refusal::AlreadyNumbered => {
                ("Sudah bernomor".to_owned(), "nomor sudah ada; serahkan berkas.".to_owned())
            }
            Refusal::NotStamped => (
                "Cap belum dibubuhkan".to_owned(),
                "bubuhkan cap dan tandai sebelum memberi nomor.".to_owned(),
            ),
            Refusal::NotYourHandover { giver } => (
                "Bukan penyerahan Anda".to_owned(),
                giver.as_ref().map_or_else(
                    || "hanya penyerahan ke depan yang dapat ditarik kembali.".to_owned(),
                    |giver| format!("hanya {giver}, yang menyerahkan, dapat menariknya sebelum diterima."),
                ),
            ),
            Refusal::HeldByYourself => {
                ("Berkas sudah Anda pegang".to_owned(), "tidak ada yang perlu diambil alih.".to_owned())
            }
            Refusal::NextDeskIsAnothers { role } => (
                "Meja berikutnya bukan meja Anda".to_owned(),
                format!("{} yang menerima; serahkan saja.", self.role(role)),
            ),
            Refusal::NotAnEarlierStep { to } => (
                "Tidak dapat dikirim balik ke sana".to_owned(),
                format!(
                    "{} bukan langkah sebelumnya; ke penerimaan permohonan berkas tidak dikirim balik.",
                    self.step(*to)
                ),
            ),
            Refusal::NotTheNextStep { at, to } if at == to => (
                "Langkah ini tidak ada dalam SOP berkas".to_owned(),
                format!("{} tidak dikenal; laporkan kepada pengelola sistem.", self.step(*at)),
            ),
            Refusal::NotTheNextStep { at, to } => (
                format!("{} dulu", self.step(*at)),
                format!("berkas maju satu langkah setiap kali; {} belum gilirannya.", self.step(*to)),
            ),
            Refusal::NoReason => {
                ("Alasan belum diisi".to_owned(), "tulis alasannya; tercatat pada kartu kendali.".to_owned())
            }
            Refusal::TextTooLong { limit } => (
                "Teks terlalu panjang".to_owned(),
                format!("paling panjang {limit} huruf; persingkat lalu kirim lagi."),
            ),
            Refusal::NamesAPerson => (
                "Tempat berkas tidak memuat nama atau nomor orang".to_owned(),
                "tulis nomor map, rak, atau meja; tempat tetap tersimpan setelah data pribadi dihapus."
                    .to_owned(),
            ),
            Refusal::NothingAsked => (
                "Belum ada yang diminta".to_owned(),
                "pilih persyaratan yang harus dilengkapi atau diperbaiki.".to_owned(),
            ),
            Refusal::NothingAnswered => (
                "Jawaban masih kosong".to_owned(),
                "catat persyaratan yang dibawa atau data yang berubah.".to_owned(),
            ),
            Refusal::NothingChanged => (
                "Tidak ada yang berubah".to_owned(),
                "perbaikan harus mengubah paling sedikit satu isian.".to_owned(),
            ),
            Refusal::FaultyField { field, problem } => {
                ("Data belum benar".to_owned(), self.field_fault(field, problem))
            }
            Refusal::NotAPhone => {
                ("Nomor telepon tidak dikenali".to_owned(), "tulis seperti 0812 3456 7890.".to_owned())
            }
            Refusal::NoRecipient => {
                ("Penerima belum lengkap".to_owned(), "isi nama kuasa dan surat yang ditunjukkan.".to_owned())
            }
            Refusal::NobodyAtCounter => {
                ("Pemohon tidak di loket".to_owned(), "catat dulu bahwa pemohon datang.".to_owned())
            }
            Refusal::OnlyTheProgram => (
                "Tidak dapat ditutup dengan tangan".to_owned(),
                "berkas yang tidak dilengkapi ditutup oleh sistem pada waktunya.".to_owned(),
            ),
        };
        (title, why)
    }

    #[expect(clippy::too_many_lines, reason = "one sentence for each rule")]
    fn in_english(&self, refusal: &Refusal) -> (String, String) {
        let (title, why) = match refusal {
            Refusal::WrongRole { step, role } => (
                "Not your desk".to_owned(),
                format!("{} is the work of {}.", self.step(*step), self.role(role)),
            ),
            Refusal::NotPermitted { permission } => (
                "Not within your role".to_owned(),
                format!("your roles do not include {}.", permission_text(self.lang, *permission)),
            ),
            Refusal::HeldByColleague { holder } => (
                format!("{holder} holds the file"),
                "whoever accepted it works on it. Take it over first if need be.".to_owned(),
            ),
            Refusal::HolderOffDuty { role } => (
                "Your role at this desk has ended".to_owned(),
                format!("another {} takes the file over.", self.role(role)),
            ),
            Refusal::NotAccepted { step } => (
                "Accept the file first".to_owned(),
                format!("it lies in the tray of {}; the receiver initials before working.", self.step(*step)),
            ),
            Refusal::NotInTray => (
                "The file is accepted already".to_owned(),
                "only a file in a tray is accepted or taken back.".to_owned(),
            ),
            Refusal::WithApplicant => (
                "The file is with the applicant".to_owned(),
                "wait for the answer; the Front Office records it at the counter.".to_owned(),
            ),
            Refusal::NotWithApplicant => (
                "The file is not with the applicant".to_owned(),
                "an answer is recorded only after a return.".to_owned(),
            ),
            Refusal::Ended => (
                "The dossier has ended".to_owned(),
                "an ended dossier is never reopened; register anew from its data.".to_owned(),
            ),
            Refusal::AlreadyReady => {
                ("The licence is ready".to_owned(), "only its handover to the recipient is left.".to_owned())
            }
            Refusal::NotReady => (
                "The licence is not ready yet".to_owned(),
                "accept the file at the delivery desk first.".to_owned(),
            ),
            Refusal::NotIssued => (
                "The licence is not issued yet".to_owned(),
                "it is issued once it is signed and numbered.".to_owned(),
            ),
            Refusal::LicenceOver => (
                "The licence is over".to_owned(),
                "it was revoked or replaced; see the control card.".to_owned(),
            ),
            Refusal::NotEnded => (
                "This dossier still goes on".to_owned(),
                "a new application is made out of it once its licence is handed over.".to_owned(),
            ),
            Refusal::OtherService => (
                "The earlier licence is of another service".to_owned(),
                "a renewal is registered under the same service.".to_owned(),
            ),
            Refusal::OtherHolder => (
                "The earlier licence is another person's".to_owned(),
                "the applicant's NIK must be that of its holder.".to_owned(),
            ),
            Refusal::OtherWork { step, kind } => (
                "Not the work of this step".to_owned(),
                format!("the work of {} is {}.", self.step(*step), kind_work(self.lang, *kind)),
            ),
            Refusal::ItemsUnmarked { count } => (
                "Cannot be handed over yet".to_owned(),
                format!(
                    "{count} requirements carry no mark. Choose On paper, Promised or Not there for each."
                ),
            ),
            Refusal::ItemsUndecided { count } => (
                "Cannot be handed over yet".to_owned(),
                format!("{count} requirements were not looked at. Decide present or absent."),
            ),
            Refusal::ItemsMissing { count } => (
                "The file is not complete".to_owned(),
                format!("{count} mandatory requirements are absent. Return the file to the applicant."),
            ),
            Refusal::UnknownItem { key } => (
                "Unknown requirement".to_owned(),
                format!("{} is no requirement of this application, or was marked twice.", self.item(key)),
            ),
            Refusal::FormNotAccepted { key } => (
                "Not accepted in this form".to_owned(),
                format!("{} does not come in that form.", self.item(key)),
            ),
            Refusal::NoDraft => {
                ("There is no draft".to_owned(), "the letter has not been drafted.".to_owned())
            }
            Refusal::StaleDraft => (
                "The draft is stale".to_owned(),
                "facts changed since it was drafted. Send the file back to drafting or verification."
                    .to_owned(),
            ),
            Refusal::DraftIsCurrent => {
                ("The draft is current".to_owned(), "no fact has changed since it was drafted.".to_owned())
            }
            Refusal::NotInitialled { step } => {
                ("Not initialled yet".to_owned(), format!("the initial of {} is missing.", self.step(*step)))
            }
            Refusal::AlreadyInitialled => (
                "Initialled already".to_owned(),
                "the initial of this step is set; hand the file over.".to_owned(),
            ),
            Refusal::NotSigned => {
                ("Not signed yet".to_owned(), "the letter carries no signature.".to_owned())
            }
            Refusal::AlreadySigned => (
                "The letter is signed".to_owned(),
                "send the file back first; that rescinds the signature.".to_owned(),
            ),
            Refusal::NotNumbered => {
                ("Not numbered yet".to_owned(), "the number is missing or not confirmed again.".to_owned())
            }
            Refusal::AlreadyNumbered => {
                ("Numbered already".to_owned(), "the number is given; hand the file over.".to_owned())
            }
            Refusal::NotStamped => {
                ("The stamp is missing".to_owned(), "set the stamp and tick it before numbering.".to_owned())
            }
            Refusal::NotYourHandover { giver } => (
                "Not your handover".to_owned(),
                giver.as_ref().map_or_else(
                    || "only a handover forward can be taken back.".to_owned(),
                    |giver| format!("only {giver}, who gave it, may take it back before it is accepted."),
                ),
            ),
            Refusal::HeldByYourself => {
                ("You hold the file already".to_owned(), "there is nothing to take over.".to_owned())
            }
            Refusal::NextDeskIsAnothers { role } => (
                "The next desk is not yours".to_owned(),
                format!("{} accepts it; just hand it over.", self.role(role)),
            ),
            Refusal::NotAnEarlierStep { to } => (
                "Cannot be sent back there".to_owned(),
                format!("{} is no earlier step; files are not sent back to intake.", self.step(*to)),
            ),
            Refusal::NotTheNextStep { at, to } if at == to => (
                "The file's SOP has no such step".to_owned(),
                format!("{} is unknown; tell whoever looks after the system.", self.step(*at)),
            ),
            Refusal::NotTheNextStep { at, to } => (
                format!("First {}", self.step(*at)),
                format!("a file moves one step at a time; it is not yet the turn of {}.", self.step(*to)),
            ),
            Refusal::NoReason => {
                ("The reason is missing".to_owned(), "write it down; the control card keeps it.".to_owned())
            }
            Refusal::TextTooLong { limit } => (
                "The text is too long".to_owned(),
                format!("at most {limit} characters; shorten it and send again."),
            ),
            Refusal::NamesAPerson => (
                "The place of the file holds no person's name or number".to_owned(),
                "write the number of the folder, shelf or desk; it stays when the personal data is erased."
                    .to_owned(),
            ),
            Refusal::NothingAsked => (
                "Nothing is asked for".to_owned(),
                "choose the requirements to be brought or mended.".to_owned(),
            ),
            Refusal::NothingAnswered => (
                "The answer is empty".to_owned(),
                "record what was brought or which facts changed.".to_owned(),
            ),
            Refusal::NothingChanged => {
                ("Nothing has changed".to_owned(), "a correction changes at least one field.".to_owned())
            }
            Refusal::FaultyField { field, problem } => {
                ("The data are not right".to_owned(), self.field_fault(field, problem))
            }
            Refusal::NotAPhone => {
                ("Not a telephone number".to_owned(), "write it like 0812 3456 7890.".to_owned())
            }
            Refusal::NoRecipient => (
                "The recipient is not complete".to_owned(),
                "fill in the proxy's name and document.".to_owned(),
            ),
            Refusal::NobodyAtCounter => {
                ("The applicant is not at the counter".to_owned(), "record the arrival first.".to_owned())
            }
            Refusal::OnlyTheProgram => (
                "Files are not closed by hand".to_owned(),
                "a file that is not completed is closed by the program in time.".to_owned(),
            ),
        };
        (title, why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// How each language names a source.
    const fn names(lang: Lang, rule: Rule) -> &'static str {
        match rule {
            Rule::SopRow => lang.pick("SOP langkah ", "SOP step "),
            Rule::ControlCard => lang.pick("Kartu kendali: ", "Control card: "),
            Rule::Requirements => lang.pick("Persyaratan: ", "Requirements: "),
            Rule::House => lang.pick("Aturan kantor: ", "House rule: "),
        }
    }

    #[test]
    fn every_refusal_names_its_rule_in_both_languages() {
        for lang in Lang::ALL {
            for example in Refusal::examples() {
                let told = refusal(lang, &example);
                let source = names(lang, example.rule());
                assert!(told.detail.starts_with(source), "{example:?}: {told:?}");
                assert!(told.title.len() > 8 && told.detail.ends_with('.'), "{example:?}: {told:?}");
            }
        }
    }

    #[test]
    fn every_refusal_has_a_sentence_of_its_own() {
        for lang in Lang::ALL {
            let details: BTreeSet<_> =
                Refusal::examples().iter().map(|example| refusal(lang, example).detail).collect();
            assert_eq!(details.len(), Refusal::examples().len());
        }
    }

    #[test]
    fn a_refusal_of_the_sop_names_the_row() {
        let wrong = Refusal::WrongRole { step: StepNo(1), role: RoleKey("front-office".to_owned()) };
        assert_eq!(
            refusal(Lang::Id, &wrong).detail,
            "SOP langkah 2: langkah 2 dikerjakan oleh Front Office."
        );
    }
}
