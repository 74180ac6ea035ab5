//! Roles, the people who hold them for a day, and what a role may do beside its desk.
//!
//! Which role works at which step is data of the standard. What is fixed is only what this file lists.

use serde::{Deserialize, Serialize};

use crate::id::AccountId;
use crate::person::Initials;

/// The key of a role: one of the [`OfficeRole`]s, or one that a standard names for itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoleKey(pub String);

impl RoleKey {
    /// The office role behind the key, none where a standard named the role itself.
    pub fn office_role(&self) -> Option<OfficeRole> {
        OfficeRole::from_key(&self.0)
    }
}

impl std::fmt::Display for RoleKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<OfficeRole> for RoleKey {
    fn from(role: OfficeRole) -> Self {
        Self(role.key().to_owned())
    }
}

/// The roles every office has, whatever its standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeRole {
    /// The counter: registers, verifies, hands over the licence.
    FrontOffice,
    /// Drafts and numbers.
    BackOffice,
    /// JF Analis Kebijakan Ahli Muda.
    JuniorAnalyst,
    /// JF Analis Kebijakan Ahli Madya.
    SeniorAnalyst,
    /// Sekretaris: the last initial, annulment, the complaint book.
    Secretary,
    /// Kepala Dinas: signs, refuses, sees everything.
    Head,
    /// Petugas Pengaduan.
    ComplaintOfficer,
    /// Kepala Bidang.
    DivisionHead,
    /// Subbagian Umum dan Kepegawaian.
    Personnel,
    /// Administrator of users, standards, calendars and texts; sees no dossier by right.
    Administrator,
}

impl OfficeRole {
    /// Every office role.
    pub const ALL: [Self; 10] = [
        Self::FrontOffice,
        Self::BackOffice,
        Self::JuniorAnalyst,
        Self::SeniorAnalyst,
        Self::Secretary,
        Self::Head,
        Self::ComplaintOfficer,
        Self::DivisionHead,
        Self::Personnel,
        Self::Administrator,
    ];

    /// The key in standards, accounts and routes.
    pub const fn key(self) -> &'static str {
        match self {
            Self::FrontOffice => "front-office",
            Self::BackOffice => "back-office",
            Self::JuniorAnalyst => "analis-ahli-muda",
            Self::SeniorAnalyst => "analis-ahli-madya",
            Self::Secretary => "sekretaris",
            Self::Head => "kepala-dinas",
            Self::ComplaintOfficer => "petugas-pengaduan",
            Self::DivisionHead => "kepala-bidang",
            Self::Personnel => "kepegawaian",
            Self::Administrator => "administrator",
        }
    }

    /// The role with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Whether the role may stand at a step of an SOP.
    pub const fn works_at_steps(self) -> bool {
        match self {
            Self::FrontOffice
            | Self::BackOffice
            | Self::JuniorAnalyst
            | Self::SeniorAnalyst
            | Self::Secretary
            | Self::Head => true,
            Self::ComplaintOfficer | Self::DivisionHead | Self::Personnel | Self::Administrator => false,
        }
    }
}

/// In which form a role is lent. Source: Permendagri 1/2023 on official letters; a lent role signs with its own name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StandInForm {
    /// `a.n.`: a mandate exactly one level down.
    An,
    /// `u.b.`: one level further.
    Ub,
    /// `Plh.`: the holder is away for a time.
    Plh,
    /// `Plt.`: the post is vacant.
    Plt,
}

impl StandInForm {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::An, Self::Ub, Self::Plh, Self::Plt];

    /// The key on the command line and in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::An => "an",
            Self::Ub => "ub",
            Self::Plh => "plh",
            Self::Plt => "plt",
        }
    }

    /// As it is written before the office: `Plh.`
    pub const fn written(self) -> &'static str {
        match self {
            Self::An => "a.n.",
            Self::Ub => "u.b.",
            Self::Plh => "Plh.",
            Self::Plt => "Plt.",
        }
    }
}

/// A role held on the day of the command, the person's own or lent by a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: RoleKey,
    /// The form in which it is lent, none where it is the person's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lent: Option<StandInForm>,
}

/// Who acts, with the rights of this day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// The name with titles.
    pub name: String,
    /// The initials that the control card will show.
    pub initials: Initials,
    /// Roles in force today.
    pub grants: Vec<Grant>,
    /// Whether an absence is entered for today. Takes no right away; acts are marked.
    #[serde(default)]
    pub absent: bool,
}

impl Actor {
    /// The grant under which the actor holds `role`: an own role goes before a lent one.
    pub fn grant(&self, role: &RoleKey) -> Option<&Grant> {
        let held = || self.grants.iter().filter(|grant| grant.role == *role);
        held().find(|grant| grant.lent.is_none()).or_else(|| held().next())
    }

    /// Whether the actor holds `role` today, own or lent.
    pub fn holds(&self, role: &RoleKey) -> bool {
        self.grant(role).is_some()
    }

    /// Whether the actor holds this office role today.
    pub fn is(&self, role: OfficeRole) -> bool {
        self.grants.iter().any(|grant| grant.role.0 == role.key())
    }

    /// Whether one of today's roles carries the permission.
    pub fn may(&self, permission: Permission) -> bool {
        self.grants.iter().any(|grant| permission.held_by(&grant.role))
    }
}

/// What is allowed by role beside the acts of a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// See the board.
    Board,
    /// Open a dossier, its NIK masked.
    SeeDossier,
    /// See the control card.
    SeeCard,
    /// See all sixteen digits of a NIK, by a click that is logged.
    SeeFullNik,
    /// Register an application at the counter.
    Register,
    /// Record the applicant's answer at the counter.
    Answer,
    /// Withdraw for an applicant who stands at the counter.
    WithdrawOnBehalf,
    /// Change the applicant's telephone number.
    ChangePhone,
    /// Correct the facts of an application.
    Correct,
    /// Annul a double entry.
    Annul,
    /// Revoke an issued licence, or have it replaced.
    EndLicence,
    /// See the figures of the desks.
    SeeDeskFigures,
    /// See the register of all dossiers, and so the dossiers behind a figure.
    SeeRegister,
    /// See figures by person.
    SeePersonFigures,
    /// Export lists.
    Export,
    /// Handle complaints.
    HandleComplaint,
    /// Check the complaint book.
    CheckComplaintBook,
    /// Manage accounts, roles and stand-ins.
    ManageUsers,
    /// Manage service standards.
    ManageStandard,
    /// Manage the working calendar.
    ManageCalendar,
    /// See the log of settings.
    SeeSettingsLog,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 21] = [
        Self::Board,
        Self::SeeDossier,
        Self::SeeCard,
        Self::SeeFullNik,
        Self::Register,
        Self::Answer,
        Self::WithdrawOnBehalf,
        Self::ChangePhone,
        Self::Correct,
        Self::Annul,
        Self::EndLicence,
        Self::SeeDeskFigures,
        Self::SeeRegister,
        Self::SeePersonFigures,
        Self::Export,
        Self::HandleComplaint,
        Self::CheckComplaintBook,
        Self::ManageUsers,
        Self::ManageStandard,
        Self::ManageCalendar,
        Self::SeeSettingsLog,
    ];

    /// Whether a role carries the permission. A role that a standard names for itself stands at a step, so it sees the
    /// board, the dossier and the card. Source: house rule.
    pub fn held_by(self, role: &RoleKey) -> bool {
        use OfficeRole as R;
        let Some(role) = role.office_role() else {
            return matches!(self, Self::Board | Self::SeeDossier | Self::SeeCard | Self::SeeRegister);
        };
        match self {
            Self::Board | Self::SeeDossier | Self::SeeCard => role.works_at_steps(),
            Self::SeeFullNik => matches!(role, R::FrontOffice | R::BackOffice | R::Secretary | R::Head),
            Self::Register | Self::Answer | Self::WithdrawOnBehalf | Self::ChangePhone => {
                role == R::FrontOffice
            }
            Self::Correct => matches!(role, R::FrontOffice | R::BackOffice),
            Self::Annul | Self::CheckComplaintBook => role == R::Secretary,
            Self::EndLicence => role == R::Head,
            Self::SeeDeskFigures => matches!(
                role,
                R::JuniorAnalyst
                    | R::SeniorAnalyst
                    | R::Secretary
                    | R::Head
                    | R::DivisionHead
                    | R::Personnel
                    | R::Administrator
            ),
            Self::SeeRegister => role.works_at_steps() || matches!(role, R::DivisionHead | R::Personnel),
            Self::SeePersonFigures => matches!(role, R::Secretary | R::Head | R::Personnel),
            Self::Export => matches!(role, R::FrontOffice | R::Secretary | R::Head),
            Self::HandleComplaint => matches!(role, R::ComplaintOfficer | R::DivisionHead),
            Self::ManageUsers | Self::ManageStandard | Self::ManageCalendar => role == R::Administrator,
            Self::SeeSettingsLog => matches!(role, R::Administrator | R::Head),
        }
    }
}
