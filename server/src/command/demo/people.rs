//! The people of the demonstration office, and who stands in for whom.

use chrono::{Days, NaiveDate};
use domain::calendar::Calendar;
use domain::id::AccountId;
use domain::person::Initials;
use domain::role::{Actor, Grant, OfficeRole, RoleKey, StandInForm};
use domain::time::Instant;
use storage::account::{FirstPassword, NewAccount};
use storage::credential::{CredentialError, Nip, UserName};
use storage::grant::{Absence, StandIn};
use storage::password::NewPassword;

use super::identity::uuid;
use super::rng::Rng;

/// Everybody's password. It is printed, and the office is served on this computer only.
pub const PASSWORD: &str = "kendali-demo";

/// A member of staff.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    /// Signs in with this.
    pub(super) user: &'static str,
    /// On the card.
    pub(super) initials: &'static str,
    /// With titles.
    pub(super) name: &'static str,
    /// 18 digits.
    pub(super) nip: &'static str,
    /// Rank and class.
    pub(super) rank: &'static str,
    /// The own role.
    pub(super) role: OfficeRole,
}

const fn person(
    user: &'static str,
    initials: &'static str,
    name: &'static str,
    nip: &'static str,
    rank: &'static str,
    role: OfficeRole,
) -> Person {
    Person { user, initials, name, nip, rank, role }
}

use OfficeRole as R;

/// Everybody, in the order of the SOP. Invented, as are their numbers.
pub(super) const PEOPLE: [Person; 11] = [
    person(
        "yuliana",
        "YS",
        "Yuliana Sari, A.Md.",
        "19940211 201903 2 003",
        "Pengatur Tingkat I (II/d)",
        R::FrontOffice,
    ),
    person("rahmat", "RH", "Rahmat Hidayat", "19920617 202012 1 004", "Pengatur (II/c)", R::FrontOffice),
    person(
        "dian",
        "DK",
        "Dian Kusuma, S.Kom.",
        "19900523 201502 2 001",
        "Penata Muda (III/a)",
        R::BackOffice,
    ),
    person(
        "nurlela",
        "NS",
        "Nurlela Sitompul, S.Sos.",
        "19810909 200604 2 007",
        "Penata Tingkat I (III/d)",
        R::JuniorAnalyst,
    ),
    person(
        "hendri",
        "HS",
        "Ir. Hendri Saputra, M.T.",
        "19750412 200212 1 002",
        "Pembina (IV/a)",
        R::SeniorAnalyst,
    ),
    person(
        "marlina",
        "MY",
        "Ir. Marlina Yusuf, M.M.",
        "19720305 199803 2 004",
        "Pembina Tingkat I (IV/b)",
        R::Secretary,
    ),
    person(
        "fauzi",
        "AF",
        "Drs. H. Ahmad Fauzi, M.Si.",
        "19690817 199403 1 006",
        "Pembina Utama Muda (IV/c)",
        R::Head,
    ),
    person(
        "fitria",
        "FN",
        "Fitria Ningsih, S.I.Kom.",
        "19880412 201101 2 003",
        "Penata Muda Tingkat I (III/b)",
        R::ComplaintOfficer,
    ),
    person(
        "syafrudin",
        "SN",
        "Syafrudin Nasution, S.H., M.H.",
        "19740920 200003 1 005",
        "Pembina (IV/a)",
        R::DivisionHead,
    ),
    person(
        "wirdawati",
        "WD",
        "Wirdawati, S.E.",
        "19790115 200501 2 008",
        "Penata Tingkat I (III/d)",
        R::Personnel,
    ),
    person(
        "teguh",
        "TS",
        "Teguh Santoso, S.Kom.",
        "19910730 201801 1 002",
        "Penata Muda (III/a)",
        R::Administrator,
    ),
];

/// The people with their accounts, loans and absences.
#[derive(Clone, Debug)]
pub(super) struct Staff {
    actors: Vec<Actor>,
    /// Roles lent by letter.
    pub(super) loans: Vec<StandIn>,
    /// Days away.
    pub(super) absences: Vec<Absence>,
}

impl Staff {
    /// The staff of an office whose history ends at `now`: the Sekretaris is away these days, the Kepala Dinas was away
    /// three weeks ago.
    pub(super) fn of(calendar: &Calendar, seed: u64, now: Instant) -> Self {
        let mut rng = Rng::of(seed, u64::MAX, 0);
        let actors: Vec<Actor> = PEOPLE
            .iter()
            .map(|person| Actor {
                account: AccountId::parse(&uuid(&mut rng, now)).expect("made in the shape of an identity"),
                name: person.name.to_owned(),
                initials: Initials::parse(person.initials).expect("the initials above are two letters"),
                grants: vec![Grant { role: person.role.into(), lent: None }],
                absent: false,
            })
            .collect();
        let mut staff = Self { actors, loans: Vec::new(), absences: Vec::new() };
        let today = calendar.date(now);
        let year = |date: NaiveDate| date.format("%Y").to_string();
        let first = working_day(calendar, today, -1);
        let letter = format!("800.1.11/0417/DPMPTSP/{}", year(first));
        staff.away(R::Secretary, R::SeniorAnalyst, &letter, first, working_day(calendar, today, 1));
        let first = working_day(calendar, today - Days::new(21), 0);
        let letter = format!("800.1.11/0388/DPMPTSP/{}", year(first));
        staff.away(R::Head, R::Secretary, &letter, first, working_day(calendar, first, 2));
        staff
    }

    fn away(&mut self, of: OfficeRole, to: OfficeRole, letter: &str, from: NaiveDate, until: NaiveDate) {
        let account = |role| self.actors[place_of(role)].account.clone();
        self.loans.push(StandIn {
            account: account(to),
            role: of.into(),
            form: StandInForm::Plh,
            letter: letter.to_owned(),
            of: Some(account(of)),
            from,
            to: until,
        });
        self.absences.push(Absence { account: account(of), from, to: until, note: "Dinas luar".to_owned() });
    }

    /// The accounts to be made.
    ///
    /// # Errors
    /// None while the people above are well formed; a test holds it.
    pub(super) fn accounts(&self) -> Result<Vec<NewAccount>, CredentialError> {
        PEOPLE
            .iter()
            .zip(&self.actors)
            .map(|(person, actor)| {
                Ok(NewAccount {
                    id: actor.account.clone(),
                    user_name: UserName::parse(person.user)?,
                    nip: Some(Nip::parse(person.nip)?),
                    name: actor.name.clone(),
                    initials: actor.initials.clone(),
                    rank: Some(person.rank.to_owned()),
                    password: NewPassword::of_the_demonstration(PASSWORD),
                    first_password: FirstPassword::Stays,
                    roles: vec![person.role.into()],
                })
            })
            .collect()
    }

    /// The administrator, who confirms what was loaded.
    pub(super) fn administrator(&self) -> &AccountId {
        &self.actors[place_of(R::Administrator)].account
    }

    fn on(&self, actor: &Actor, date: NaiveDate) -> Actor {
        let mut actor = actor.clone();
        let lent =
            self.loans.iter().filter(|loan| loan.account == actor.account && holds(loan.from, loan.to, date));
        actor.grants.extend(lent.map(|loan| Grant { role: loan.role.clone(), lent: Some(loan.form) }));
        actor.absent =
            self.absences.iter().any(|away| away.account == actor.account && holds(away.from, away.to, date));
        actor
    }

    /// A person as the actor of that day.
    pub(super) fn actor(&self, account: &AccountId, date: NaiveDate) -> Option<Actor> {
        self.actors.iter().find(|actor| actor.account == *account).map(|actor| self.on(actor, date))
    }

    /// Who holds a role on a day and is there; who is away only where nobody else holds it.
    pub(super) fn holders(&self, role: &RoleKey, date: NaiveDate) -> Vec<Actor> {
        let could = |actor: &&Actor| {
            actor.holds(role)
                || self.loans.iter().any(|loan| loan.account == actor.account && loan.role == *role)
        };
        let held: Vec<Actor> = self
            .actors
            .iter()
            .filter(could)
            .map(|actor| self.on(actor, date))
            .filter(|actor| actor.holds(role))
            .collect();
        let present: Vec<Actor> = held.iter().filter(|actor| !actor.absent).cloned().collect();
        if present.is_empty() { held } else { present }
    }
}

fn holds(from: NaiveDate, to: NaiveDate, date: NaiveDate) -> bool {
    from <= date && date <= to
}

fn place_of(role: OfficeRole) -> usize {
    PEOPLE.iter().position(|person| person.role == role).expect("every office role has a person above")
}

/// The working day so many working days after a date; 0 is the first on or after it.
fn working_day(calendar: &Calendar, date: NaiveDate, days: i32) -> NaiveDate {
    let mut day = calendar.working_day_from(date);
    for _ in 0..days.abs() {
        loop {
            day = if days < 0 { day - Days::new(1) } else { day + Days::new(1) };
            if calendar.is_working_day(day) {
                break;
            }
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staff() -> (Calendar, Staff, Instant) {
        let calendar = domain::calendar_file::read(crate::shipped::CALENDAR).unwrap();
        let now = "2026-11-24T03:42:00Z".parse().unwrap();
        let staff = Staff::of(&calendar, 1, now);
        (calendar, staff, now)
    }

    #[test]
    fn every_role_of_the_office_has_a_person() {
        let (_, staff, _) = staff();
        assert_eq!(staff.accounts().unwrap().len(), PEOPLE.len());
        for role in OfficeRole::ALL {
            assert!(PEOPLE.iter().any(|person| person.role == role), "{role:?}");
        }
    }

    #[test]
    fn the_secretary_is_away_and_another_stands_in() {
        let (calendar, staff, now) = staff();
        let holders = staff.holders(&OfficeRole::Secretary.into(), calendar.date(now));
        let names: Vec<&str> = holders.iter().map(|actor| actor.initials.as_str()).collect();
        assert_eq!(names, ["HS"]);
        let later = working_day(&calendar, calendar.date(now), 3);
        assert_eq!(staff.holders(&OfficeRole::Secretary.into(), later)[0].initials.as_str(), "MY");
    }

    #[test]
    fn the_secretary_is_away_from_monday_to_wednesday() {
        let (_, staff, _) = staff();
        let days = (staff.loans[0].from.to_string(), staff.loans[0].to.to_string());
        assert_eq!(days, ("2026-11-23".to_owned(), "2026-11-25".to_owned()));
    }
}
