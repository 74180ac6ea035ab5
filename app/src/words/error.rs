//! Errors in sentences: what happened, why, and what to do. The sentences of refusals are in [`super::refusal`].

use domain::lang::Lang;
use domain::role::Permission;
use domain::signing::SigningFault;
use domain::standard::ServiceStandard;
use domain::time::{Instant, Local, Offset};

use super::event::event_text;
use super::refusal;
use crate::error::{AppError, Conflict};

/// What a person is told: what happened, then why and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub title: String,
    /// Why, and what to do; may be empty.
    pub detail: String,
}

impl Told {
    pub(super) fn new(title: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { title: title.into(), detail: detail.into() }
    }
}

/// Errors whose sentence never changes.
#[derive(Debug)]
pub struct Errors {
    pub(super) sign_in: Pair,
    pub(super) must_change_password: Pair,
    pub(super) password_again: Pair,
    pub(super) wrong_password: Pair,
    pub(super) weak_password: Pair,
    pub(super) throttled: &'static str,
    pub(super) forbidden: &'static str,
    pub(super) fields: Pair,
    pub(super) not_found: Pair,
    pub(super) bad_request: Pair,
    pub(super) offline: Pair,
    pub(super) not_printed: &'static str,
    pub(super) internal: &'static str,
}

/// A title and its detail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair(pub(super) &'static str, pub(super) &'static str);

impl Pair {
    fn told(self) -> Told {
        Told::new(self.0, self.1)
    }
}

/// An error in sentences.
pub fn app_error(lang: Lang, error: &AppError) -> Told {
    let w = &super::of(lang).error;
    match error {
        AppError::SignIn => w.sign_in.told(),
        AppError::MustChangePassword => w.must_change_password.told(),
        AppError::PasswordAgain => w.password_again.told(),
        AppError::WrongPassword => w.wrong_password.told(),
        AppError::WeakPassword => w.weak_password.told(),
        AppError::Throttled { until } => Told::new(w.throttled, throttled(lang, *until)),
        AppError::Forbidden { permission } => Told::new(w.forbidden, forbidden(lang, *permission)),
        AppError::Refused { rule } => refusal::refusal(lang, rule),
        AppError::Changed { conflict } => changed(lang, conflict),
        AppError::Fields { .. } => w.fields.told(),
        AppError::NotFound => w.not_found.told(),
        AppError::BadRequest => w.bad_request.told(),
        AppError::Offline => w.offline.told(),
        AppError::NotPrinted { why } => Told::new(w.not_printed, not_printed(lang, why)),
        AppError::NotSigned { fault } => {
            let until = match fault {
                SigningFault::TooManyTries { until } => clock_time(lang, *until),
                _ => String::new(),
            };
            Told::new(super::signing::title(lang, fault), super::signing::detail(lang, fault, &until))
        }
        AppError::NoBatch { why } => {
            let (title, detail) = super::batch::refusal(lang, why);
            Told::new(title, detail)
        }
        AppError::Internal { incident } => Told::new(w.internal, internal(lang, incident)),
    }
}

/// An error in sentences, steps and roles named as the dossier's standard names them.
pub fn app_error_under(lang: Lang, standard: &ServiceStandard, error: &AppError) -> Told {
    match error {
        AppError::Refused { rule } => refusal::refusal_under(lang, standard, rule),
        other => app_error(lang, other),
    }
}

/// The time of the office's wall. The offset is that of the deployment; every page of an office is in one zone.
fn clock_time(lang: Lang, at: Instant) -> String {
    let offset = crate::ui::use_calendar().map_or(Offset::WIB, |calendar| calendar.offset());
    Local::of(at, offset).time(lang)
}

fn throttled(lang: Lang, until: Instant) -> String {
    let time = clock_time(lang, until);
    match lang {
        Lang::Id => format!(
            "Kata sandi salah beberapa kali. Coba lagi pukul {time}, atau minta kata sandi baru kepada Administrator."
        ),
        Lang::En => format!(
            "The password was wrong several times. Try again at {time}, or ask the Administrator for a new one."
        ),
    }
}

fn forbidden(lang: Lang, permission: Permission) -> String {
    let act = permission_text(lang, permission);
    match lang {
        Lang::Id => format!("Peran Anda hari ini tidak mencakup: {act}. Bila keliru, hubungi Administrator."),
        Lang::En => {
            format!("Your roles today do not include: {act}. If that is wrong, ask the Administrator.")
        }
    }
}

fn not_printed(lang: Lang, why: &str) -> String {
    match lang {
        Lang::Id => format!("Tidak ada yang berubah. Sampaikan kepada pengelola sistem: {why}."),
        Lang::En => format!("Nothing was changed. Tell whoever looks after the system: {why}."),
    }
}

fn internal(lang: Lang, incident: &str) -> String {
    match lang {
        Lang::Id => format!(
            "Tidak ada yang berubah. Coba lagi; bila terulang, sebutkan nomor kejadian {incident} kepada Administrator."
        ),
        Lang::En => format!(
            "Nothing was changed. Try again; if it happens again, tell the Administrator incident {incident}."
        ),
    }
}

fn changed(lang: Lang, conflict: &Conflict) -> Told {
    let time = clock_time(lang, conflict.at);
    let event = event_text(lang, &conflict.event);
    let title = match (lang, &conflict.who) {
        (Lang::Id, Some(who)) => format!("Berkas sudah diubah oleh {who} pukul {time}"),
        (Lang::Id, None) => format!("Berkas sudah berubah pukul {time}"),
        (Lang::En, Some(who)) => format!("{who} changed the dossier at {time}"),
        (Lang::En, None) => format!("The dossier changed at {time}"),
    };
    let detail = match lang {
        Lang::Id => format!("Catatan terakhir: {event}. Perubahan Anda tidak disimpan."),
        Lang::En => format!("Latest entry: {event}. Your change was not saved."),
    };
    Told::new(title, detail)
}

/// What a permission allows, as an act.
pub const fn permission_text(lang: Lang, permission: Permission) -> &'static str {
    match permission {
        Permission::Board => lang.pick("melihat papan", "seeing the board"),
        Permission::SeeDossier => lang.pick("membuka berkas", "opening a dossier"),
        Permission::SeeCard => lang.pick("melihat kartu kendali", "seeing the control card"),
        Permission::SeeFullNik => lang.pick("melihat NIK lengkap", "seeing a full NIK"),
        Permission::Register => lang.pick("mendaftarkan permohonan di loket", "registering at the counter"),
        Permission::Answer => lang.pick("mencatat jawaban pemohon", "recording the applicant's answer"),
        Permission::WithdrawOnBehalf => lang.pick("mencatat penarikan permohonan", "recording a withdrawal"),
        Permission::ChangePhone => {
            lang.pick("mengganti nomor telepon pemohon", "changing the applicant's telephone")
        }
        Permission::Correct => lang.pick("memperbaiki data permohonan", "correcting an application"),
        Permission::EndLicence => {
            lang.pick("mencabut atau mengganti izin", "revoking or replacing a licence")
        }
        Permission::Annul => lang.pick("membatalkan berkas ganda", "annulling a double entry"),
        Permission::SeeDeskFigures => lang.pick("melihat dasbor", "seeing the dashboard"),
        Permission::SeeRegister => lang.pick("melihat register berkas", "seeing the register of dossiers"),
        Permission::SeePersonFigures => lang.pick("melihat angka per orang", "seeing figures by person"),
        Permission::Export => lang.pick("mengekspor daftar", "exporting lists"),
        Permission::HandleComplaint => lang.pick("menangani pengaduan", "handling complaints"),
        Permission::CheckComplaintBook => {
            lang.pick("memeriksa buku pengaduan", "checking the complaint book")
        }
        Permission::ManageUsers => lang.pick("mengelola pengguna", "managing users"),
        Permission::ManageStandard => lang.pick("mengelola standar pelayanan", "managing service standards"),
        Permission::ManageCalendar => lang.pick("mengelola kalender kerja", "managing the working calendar"),
        Permission::SeeSettingsLog => lang.pick("melihat catatan pengaturan", "seeing the settings log"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::batch::BatchRefusal;
    use domain::event::Event;
    use domain::refusal::Refusal;
    use domain::signing::Certificate;
    use domain::time::instant_ms;

    fn every_error() -> Vec<AppError> {
        let at = instant_ms(1_795_485_600_000);
        let conflict =
            Conflict { who: Some("Rahmat Hidayat (RH)".to_owned()), event: Event::Accepted, at, version: 4 };
        vec![
            AppError::SignIn,
            AppError::MustChangePassword,
            AppError::PasswordAgain,
            AppError::WrongPassword,
            AppError::WeakPassword,
            AppError::Throttled { until: at },
            AppError::Forbidden { permission: Permission::Export },
            AppError::Refused { rule: Refusal::NoDraft },
            AppError::Changed { conflict: Box::new(conflict) },
            AppError::Fields { fields: vec![] },
            AppError::NotFound,
            AppError::BadRequest,
            AppError::NotPrinted { why: "licence.typ:12: unknown field".to_owned() },
            AppError::NoBatch { why: BatchRefusal::TooMany { chosen: 51 } },
            AppError::NoBatch { why: BatchRefusal::Empty },
            AppError::NotSigned { fault: SigningFault::PassphraseNeeded },
            AppError::NotSigned { fault: SigningFault::WrongPassphrase },
            AppError::NotSigned { fault: SigningFault::TooManyTries { until: at } },
            AppError::NotSigned { fault: SigningFault::NoIdentity },
            AppError::NotSigned { fault: SigningFault::Certificate(Certificate::Expired) },
            AppError::NotSigned { fault: SigningFault::Certificate(Certificate::Suspended) },
            AppError::NotSigned { fault: SigningFault::BadFile },
            AppError::NotSigned { fault: SigningFault::Refused { code: 9 } },
            AppError::NotSigned { fault: SigningFault::Outage { incident: "0a1b2c3d".to_owned() } },
            AppError::NotSigned { fault: SigningFault::Unreachable },
            AppError::NotSigned { fault: SigningFault::NoAnswer },
            AppError::NotSigned { fault: SigningFault::Changed },
            AppError::NotSigned { fault: SigningFault::UnderWay },
            AppError::Offline,
            AppError::Internal { incident: "0a1b2c3d".to_owned() },
        ]
    }

    #[test]
    fn every_error_is_told_with_a_reason_in_both_languages() {
        for lang in Lang::ALL {
            for error in every_error() {
                let told = app_error(lang, &error);
                assert!(told.title.len() > 8 && told.detail.ends_with('.'), "{lang:?} {error:?}: {told:?}");
            }
        }
    }

    #[test]
    fn the_two_languages_are_two() {
        for error in every_error() {
            assert_ne!(app_error(Lang::Id, &error), app_error(Lang::En, &error), "{error:?}");
        }
    }

    #[test]
    fn a_conflict_says_who_and_when() {
        let at = instant_ms(1_795_485_600_000);
        let conflict =
            Conflict { who: Some("Rahmat Hidayat (RH)".to_owned()), event: Event::Accepted, at, version: 4 };
        let told = app_error(Lang::Id, &AppError::Changed { conflict: Box::new(conflict) });
        assert_eq!(told.title, "Berkas sudah diubah oleh Rahmat Hidayat (RH) pukul 09.00");
    }

    #[test]
    fn an_incident_is_told_by_its_number() {
        let told = app_error(Lang::En, &AppError::Internal { incident: "0a1b2c3d".to_owned() });
        assert!(told.detail.contains("0a1b2c3d"));
    }

    #[test]
    fn every_permission_has_words_of_its_own() {
        for lang in Lang::ALL {
            let texts: std::collections::BTreeSet<_> =
                Permission::ALL.into_iter().map(|permission| permission_text(lang, permission)).collect();
            assert_eq!(texts.len(), Permission::ALL.len());
        }
    }
}
