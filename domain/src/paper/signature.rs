//! Who signs, and how it is written. Source: Permendagri 1/2023 Ps 44: a signer below the Sekretaris Daerah writes title,
//! rank and NIP; a lent role is signed under one's own name, its form before the office.

use serde::{Deserialize, Serialize};

use super::letterhead::lines_of;
use super::role::role_title;
use crate::id::AccountId;
use crate::office::Office;
use crate::role::{OfficeRole, RoleKey, StandInForm};
use crate::standard::ServiceStandard;

/// A member of staff as letters name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    /// The account.
    pub account: AccountId,
    /// The name with titles.
    pub name: String,
    /// The initials.
    pub initials: String,
    /// Rank and class.
    pub rank: Option<String>,
    /// The official's number. Shape: 18 digits.
    pub nip: Option<String>,
    /// The own roles.
    pub roles: Vec<RoleKey>,
}

/// The form of the signer before the office; none signs under the own office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignerForm {
    /// The holder is away for a time.
    #[serde(rename = "Plh.")]
    Plh,
    /// The post is vacant.
    #[serde(rename = "Plt.")]
    Plt,
    /// A mandate one level down.
    #[serde(rename = "a.n.")]
    An,
    /// One level further.
    #[serde(rename = "u.b.")]
    Ub,
}

impl From<StandInForm> for SignerForm {
    fn from(form: StandInForm) -> Self {
        match form {
            StandInForm::Plh => Self::Plh,
            StandInForm::Plt => Self::Plt,
            StandInForm::An => Self::An,
            StandInForm::Ub => Self::Ub,
        }
    }
}

/// What stands in place of an electronic signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElectronicMark {
    /// Office, name without titles, rank.
    pub lines: Vec<String>,
    /// What the foot of every page says of the signature.
    pub statements: Vec<String>,
}

/// The signature block of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The form before the office.
    pub form: Option<SignerForm>,
    /// The office signed under.
    pub office_lines: Vec<String>,
    /// On whose behalf, with `a.n.` and `u.b.`
    pub of_office_lines: Option<Vec<String>>,
    /// The level between, with `u.b.`
    pub through_lines: Option<Vec<String>>,
    /// The own office of one who stands in, with `Plh.` and `Plt.`
    pub own_office: Option<String>,
    /// The name with titles.
    pub name: String,
    /// Rank and class.
    pub rank: Option<String>,
    /// The official's number, grouped.
    pub nip: Option<String>,
    /// The electronic mark, none where it is signed by hand.
    pub electronic: Option<ElectronicMark>,
}

/// Titles before a name, in small letters, without their full stop; "M." and "Abd." belong to the name.
const TITLES: [&str; 14] =
    ["prof", "dr", "drg", "drh", "drs", "dra", "ir", "apt", "ns", "h", "hj", "kh", "tgk", "pdt"];

/// A name without its titles, in capitals, as it stands beside an electronic signature: "AHMAD FAUZI". What stands behind the
/// first comma is a title too.
fn without_titles(name: &str) -> String {
    let name = name.split(',').next().unwrap_or_default();
    let is_title = |word: &str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    // Titles are often written together: "Dr.Ir.".
    let name = name.replace('.', ". ");
    let words = name.split_whitespace().skip_while(|word| word.ends_with('.') && is_title(word));
    words.collect::<Vec<_>>().join(" ").to_uppercase()
}

impl Signature {
    /// The same block for a letter that is signed electronically; `checked_at` is where it is checked, in words.
    /// Source: the signature block of electronic letters as `PermenPANRB` sets it: office, name and rank beside the code, two statements at the foot.
    #[must_use]
    pub fn electronically(self, checked_at: Option<&str>) -> Self {
        let form = match self.form {
            Some(SignerForm::Plh) => "Plh. ",
            Some(SignerForm::Plt) => "Plt. ",
            Some(SignerForm::An | SignerForm::Ub) | None => "",
        };
        let mut lines = vec![format!("{form}{}", self.office_lines.join(" ")), without_titles(&self.name)];
        lines.extend(self.rank.clone());
        let place = checked_at.map(|address| format!(" pada halaman {address}")).unwrap_or_default();
        let statements = vec![
            "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan \
             oleh Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara."
                .to_owned(),
            format!(
                "Keaslian dokumen dapat diperiksa dengan memindai kode QR atau memasukkan nomor izin{place}."
            ),
        ];
        Self { electronic: Some(ElectronicMark { lines, statements }), ..self }
    }
}

/// A NIP as it is written: birth date, month of appointment, sex, number: "19690817 199403 1 006". What has not 18 digits
/// stays as it is.
pub fn nip_grouped(nip: &str) -> String {
    let digits: String = nip.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.len() == 18 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{} {} {} {}", &digits[..8], &digits[8..14], &digits[14..15], &digits[15..])
    } else {
        nip.to_owned()
    }
}

/// The office of a role in capitals: the head's with the office's whole name and region, another's by its title.
fn office_lines(office: &Office, standard: Option<&ServiceStandard>, role: &RoleKey) -> Vec<String> {
    if role.office_role() != Some(OfficeRole::Head) {
        return vec![role_title(standard, role).to_uppercase()];
    }
    let mut lines = lines_of(&office.head_title().to_uppercase());
    let region = office.region();
    if !region.is_empty() && !office.head_title().ends_with(region) {
        lines.push(region.to_uppercase());
    }
    lines
}

/// The role between the one that mandates and the one that signs two levels down.
fn level_between(role: &RoleKey) -> RoleKey {
    match role.office_role() {
        Some(OfficeRole::Head) | None => OfficeRole::Secretary.into(),
        Some(_) => OfficeRole::Head.into(),
    }
}

/// The block of a person under an office; room for the name where nobody is known.
fn block(office_lines: Vec<String>, official: Option<&Official>) -> Signature {
    Signature {
        form: None,
        office_lines,
        of_office_lines: None,
        through_lines: None,
        own_office: None,
        name: official.map_or_else(|| ".".repeat(40), |official| official.name.clone()),
        rank: official.and_then(|official| official.rank.clone()),
        nip: official.and_then(|official| official.nip.as_deref().map(nip_grouped)),
        electronic: None,
    }
}

/// The block of one who signs for a role, own or lent; with room for the name where nobody is known.
pub fn signature(
    office: &Office,
    standard: Option<&ServiceStandard>,
    official: Option<&Official>,
    role: &RoleKey,
    lent: Option<StandInForm>,
) -> Signature {
    let lines = |role: &RoleKey| office_lines(office, standard, role);
    let own = official.and_then(|official| official.roles.iter().find(|own| *own != role));
    let below = || own.map_or_else(|| lines(role), lines);
    let mut block = Signature { form: lent.map(SignerForm::from), ..block(lines(role), official) };
    match lent {
        None => {}
        Some(StandInForm::Plh | StandInForm::Plt) => {
            block.own_office = own.map(|own| role_title(standard, own));
        }
        Some(StandInForm::An) => {
            block.of_office_lines = Some(lines(role));
            block.office_lines = below();
        }
        Some(StandInForm::Ub) => {
            block.of_office_lines = Some(lines(role));
            block.through_lines = Some(lines(&level_between(role)));
            block.office_lines = below();
        }
    }
    block
}

/// The block of a clerk at a form: "Petugas Front Office", not in capitals.
pub(super) fn clerk(standard: &ServiceStandard, official: Option<&Official>, role: &RoleKey) -> Signature {
    let title = role_title(Some(standard), role);
    let line = match role.office_role() {
        Some(OfficeRole::FrontOffice | OfficeRole::BackOffice) => format!("Petugas {title}"),
        _ => title,
    };
    block(vec![line], official)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Office {
        Office {
            government: "Pemerintah Kota Pekanbaru".into(),
            name: "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu".into(),
            naming_line: "Kepala Dinas".into(),
            ..Office::default()
        }
    }

    fn official(name: &str, role: OfficeRole) -> Official {
        Official {
            account: AccountId::parse("0192f0c1-7a3b-7c4d-8e5f-0123456789ab").expect("a uuid"),
            name: name.into(),
            initials: "XX".into(),
            rank: Some("Pembina Tingkat I (IV/b)".into()),
            nip: Some("197203051998032004".into()),
            roles: vec![role.into()],
        }
    }

    const HEAD: [&str; 3] =
        ["KEPALA DINAS PENANAMAN MODAL", "DAN PELAYANAN TERPADU SATU PINTU", "KOTA PEKANBARU"];

    fn signed(by: &Official, lent: Option<StandInForm>) -> Signature {
        signature(&office(), None, Some(by), &OfficeRole::Head.into(), lent)
    }

    #[test]
    fn the_holder_signs_under_the_own_office() {
        let block = signed(&official("Drs. H. Ahmad Fauzi, M.Si.", OfficeRole::Head), None);
        assert_eq!(block.form, None);
        assert_eq!(block.office_lines, HEAD);
        assert_eq!(block.own_office, None);
        assert_eq!(block.name, "Drs. H. Ahmad Fauzi, M.Si.");
        assert_eq!(block.rank.as_deref(), Some("Pembina Tingkat I (IV/b)"));
        assert_eq!(block.nip.as_deref(), Some("19720305 199803 2 004"));
    }

    #[test]
    fn who_stands_in_signs_under_the_lent_office_with_the_own_name_and_post() {
        let secretary = official("Ir. Marlina Yusuf, M.M.", OfficeRole::Secretary);
        for (form, written) in [(StandInForm::Plh, SignerForm::Plh), (StandInForm::Plt, SignerForm::Plt)] {
            let block = signed(&secretary, Some(form));
            assert_eq!(block.form, Some(written));
            assert_eq!(block.office_lines, HEAD);
            assert_eq!(block.own_office.as_deref(), Some("Sekretaris"));
            assert_eq!(block.name, "Ir. Marlina Yusuf, M.M.");
            assert_eq!((block.of_office_lines, block.through_lines), (None, None));
        }
    }

    #[test]
    fn a_mandate_names_the_office_it_comes_from_and_the_own_one() {
        let block =
            signed(&official("Ir. Marlina Yusuf, M.M.", OfficeRole::Secretary), Some(StandInForm::An));
        assert_eq!(block.form, Some(SignerForm::An));
        assert_eq!(block.of_office_lines.as_deref(), Some(&HEAD.map(str::to_owned)[..]));
        assert_eq!(block.office_lines, ["SEKRETARIS"]);
        assert_eq!((block.through_lines, block.own_office), (None, None));
    }

    #[test]
    fn one_level_further_names_the_level_between() {
        let division = official("Syafrudin Nasution, S.H., M.H.", OfficeRole::DivisionHead);
        let block = signed(&division, Some(StandInForm::Ub));
        assert_eq!(block.form, Some(SignerForm::Ub));
        assert_eq!(block.of_office_lines.as_deref(), Some(&HEAD.map(str::to_owned)[..]));
        assert_eq!(block.through_lines.as_deref(), Some(&["SEKRETARIS".to_owned()][..]));
        assert_eq!(block.office_lines, ["KEPALA BIDANG"]);
    }

    #[test]
    fn where_nobody_holds_the_role_there_is_room_for_a_name() {
        let block = signature(&office(), None, None, &OfficeRole::Head.into(), None);
        assert!(block.name.chars().all(|letter| letter == '.'), "{}", block.name);
        assert_eq!((block.rank, block.nip), (None, None));
    }

    #[test]
    fn beside_an_electronic_signature_stand_office_name_without_titles_and_rank() {
        let block = signed(&official("Drs. H. Ahmad Fauzi, M.Si.", OfficeRole::Head), None);
        let mark = block.electronically(Some("izin.example.go.id/izin")).electronic.expect("a mark");
        assert_eq!(mark.lines[0], HEAD.join(" "));
        assert_eq!(mark.lines[1..], ["AHMAD FAUZI", "Pembina Tingkat I (IV/b)"]);
        assert!(
            mark.statements[0].contains("BSrE") && mark.statements[1].ends_with("izin.example.go.id/izin.")
        );
        let lent =
            signed(&official("Ir. Marlina Yusuf, M.M.", OfficeRole::Secretary), Some(StandInForm::Plh));
        let mark = lent.electronically(None).electronic.expect("a mark");
        assert!(
            mark.lines[0].starts_with("Plh. KEPALA DINAS") && mark.lines[1] == "MARLINA YUSUF",
            "{mark:?}"
        );
    }

    #[test]
    fn a_name_loses_its_titles_and_keeps_its_shortened_parts() {
        for (name, plain) in [
            ("Prof. Dr. H. M. Yusuf Amin, S.H., M.Si.", "M. YUSUF AMIN"),
            ("drh. Abd. Rahman", "ABD. RAHMAN"),
            ("Hj. Siti Aminah, S.Sos", "SITI AMINAH"),
            ("Drs Herman", "DRS HERMAN"),
            ("Dr.Ir. R. Budi Situmorang", "R. BUDI SITUMORANG"),
        ] {
            assert_eq!(without_titles(name), plain);
        }
    }

    #[test]
    fn a_nip_is_grouped_by_what_its_digits_say() {
        assert_eq!(nip_grouped("196908171994031006"), "19690817 199403 1 006");
        assert_eq!(nip_grouped("19690817 199403 1 006"), "19690817 199403 1 006");
        for other in ["", "123", "19690817199403100x"] {
            assert_eq!(nip_grouped(other), other);
        }
    }
}
