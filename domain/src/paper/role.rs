//! Roles as papers name them: the title of the post, not the short word of a screen.

use crate::lang::Lang;
use crate::role::{OfficeRole, RoleKey};
use crate::standard::ServiceStandard;

/// The title of a role's post: "JF Analis Kebijakan Ahli Muda".
pub fn role_title(standard: Option<&ServiceStandard>, role: &RoleKey) -> String {
    title(standard, role, false)
}

/// The title in a narrow column: "JF Ahli Muda".
pub(super) fn short_title(standard: &ServiceStandard, role: &RoleKey) -> String {
    title(Some(standard), role, true)
}

fn title(standard: Option<&ServiceStandard>, role: &RoleKey, short: bool) -> String {
    let own = standard.and_then(|standard| standard.roles.iter().find(|own| own.key == role.0));
    if let Some(own) = own {
        return own.label.get(Lang::Id).to_owned();
    }
    let named = role.office_role().map(|role| match role {
        OfficeRole::FrontOffice => "Front Office",
        OfficeRole::BackOffice => "Back Office",
        OfficeRole::JuniorAnalyst if short => "JF Ahli Muda",
        OfficeRole::JuniorAnalyst => "JF Analis Kebijakan Ahli Muda",
        OfficeRole::SeniorAnalyst if short => "JF Ahli Madya",
        OfficeRole::SeniorAnalyst => "JF Analis Kebijakan Ahli Madya",
        OfficeRole::Secretary => "Sekretaris",
        OfficeRole::Head => "Kepala Dinas",
        OfficeRole::ComplaintOfficer => "Petugas Pengaduan",
        OfficeRole::DivisionHead => "Kepala Bidang",
        OfficeRole::Personnel => "Subbagian Umum dan Kepegawaian",
        OfficeRole::Administrator => "Administrator",
    });
    named.map_or_else(|| role.0.clone(), str::to_owned)
}
