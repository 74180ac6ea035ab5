//! `kendali user`: accounts, stand-ins and absences.

use storage::credential::{SignInName, UserName};
use storage::session::Computer;
use storage::settings_log::{By, Change};
use storage::sign_in::{Attempt, SignIn};

use crate::{Place, Ran};

const PASSWORD: &str = "payung teduh merah";

impl Place {
    fn add(&self, arguments: &[&str], password: &str) -> Ran {
        self.run_with(&[], &[&["user", "add"], arguments].concat(), password)
    }

    /// The head, the secretary and the administrator.
    fn staffed() -> Self {
        let place = Self::new();
        for (user, initials, role, nip) in [
            ("fauzi", "AF", "kepala-dinas", "196908171994031006"),
            ("marlina", "MY", "sekretaris", "197203051998032004"),
            ("teguh", "TS", "administrator", "199107302018011002"),
        ] {
            let arguments =
                [user, "--name", "Nama Lengkap", "--initials", initials, "--role", role, "--nip", nip];
            place.add(&arguments, &format!("{PASSWORD}\n")).well();
        }
        place
    }
}

#[tokio::test]
async fn an_account_is_added_with_its_roles_and_must_change_its_password() {
    let place = Place::new();
    let arguments = [
        "Yuliana",
        "--name",
        "Yuliana Sari, A.Md.",
        "--initials",
        "ys",
        "--nip",
        "19940211 201903 2 003",
        "--rank",
        "Pengatur (II/c)",
        "--role",
        "front-office",
        "--role",
        "back-office",
    ];
    let told = place.add(&arguments, &format!("{PASSWORD}\r\n")).well();
    assert!(told.contains("yuliana is added"), "{told}");
    let store = place.store().await;
    let name = SignInName::UserName(UserName::parse("yuliana").unwrap());
    let account = store.account_named(&name).await.unwrap().unwrap();
    assert!(account.must_change && account.disabled_at.is_none());
    assert_eq!((account.name.as_str(), account.initials.as_str()), ("Yuliana Sari, A.Md.", "YS"));
    assert_eq!(account.nip.as_deref(), Some("199402112019032003"));
    let roles: Vec<&str> = account.roles.iter().map(|role| role.0.as_str()).collect();
    assert_eq!(roles, ["back-office", "front-office"]);
    assert!(store.settings_log(5).await.unwrap().iter().all(|entry| entry.by == By::CommandLine));
    let keys = store.load_keys(&place.folder.path().join("kendali.keys")).await.unwrap();
    let store = store.with_keys(keys);
    let attempt = Attempt {
        name: "199402112019032003",
        password: PASSWORD,
        network: "local",
        computer: Computer::Own,
        user_agent: "",
    };
    let now = account.created_at;
    assert!(matches!(store.sign_in(&attempt, now).await.unwrap(), SignIn::Ok { must_change: true, .. }));

    let list = place.run(&["user", "list"]).well();
    assert!(list.contains("yuliana") && list.contains("[back-office, front-office]"), "{list}");
    assert!(list.contains("password not changed yet"), "{list}");
}

#[test]
fn a_fault_of_an_option_is_told_with_the_option_and_no_database_is_made() {
    let place = Place::new();
    let good = ["yuliana", "--name", "Yuliana", "--initials", "YS", "--role", "front-office"];
    let with = |at: usize, value| {
        let mut arguments = good;
        arguments[at] = value;
        place.add(&arguments, PASSWORD).refused()
    };
    assert!(with(0, "yuliana sari").contains("is not a user name"));
    assert!(with(2, " ").contains("--name"));
    assert!(with(4, "Y5").contains("--initials"));
    let error = place.add(&[&good[..], &["--nip", "123"]].concat(), PASSWORD).refused();
    assert!(error.contains("--nip") && error.contains("18 digits"), "{error}");
    // A password is never an argument: others read those.
    let error = place.add(&[&good[..], &["--password", PASSWORD]].concat(), PASSWORD).refused();
    assert!(error.contains("--password"), "{error}");
    for (typed, told) in [
        ("", "standard input"),
        ("\n", "standard input"),
        ("pendek\n", "at least 12"),
        ("yuliana yuliana\n", "name"),
    ] {
        let error = place.add(&good, typed).refused();
        assert!(error.contains(told), "{typed:?}: {error}");
    }
    assert!(place.is_untouched());
}

#[tokio::test]
async fn what_another_account_has_is_refused_and_nothing_is_written() {
    let place = Place::staffed();
    let add = |user, initials, more: &[&str]| {
        let arguments = [&[user, "--name", "Orang Lain", "--initials", initials], more].concat();
        place.add(&arguments, PASSWORD).refused()
    };
    let error = add("fauzi", "XX", &[]);
    assert!(error.contains("fauzi: the user name is taken"), "{error}");
    let error = add("baru", "AF", &[]);
    assert!(error.contains("--initials AF") && error.contains("taken"), "{error}");
    let error = add("baru", "XX", &["--nip", "196908171994031006"]);
    assert!(error.contains("--nip: the NIP is taken"), "{error}");
    let error = add("baru", "XX", &["--role", "raja"]);
    assert!(error.contains("--role raja") && error.contains("kepala-dinas"), "{error}");
    assert_eq!(place.store().await.accounts().await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_role_that_a_standard_names_for_itself_can_be_held() {
    let place = Place::new();
    let own = format!(
        "{}\n[[roles]]\nkey = \"dokter-hewan\"\nlabel = {{ id = \"Dokter hewan\" }}\n",
        crate::STANDARD
    );
    let file = place.file("layanan.toml", &own);
    place.run(&["standard", "import", crate::as_text(&file)]).well();
    place
        .add(&["ratna", "--name", "drh. Ratna", "--initials", "RT", "--role", "dokter-hewan"], PASSWORD)
        .well();
    let roles = place.store().await.accounts().await.unwrap().remove(0).roles;
    assert_eq!(roles[0].0, "dokter-hewan");
}

#[tokio::test]
async fn a_closed_account_stays_in_the_list_and_is_signed_out() {
    let place = Place::staffed();
    assert!(place.run(&["user", "disable", "fauzi"]).well().contains("closed"));
    assert!(place.run(&["user", "disable", "196908171994031006"]).well().contains("closed already"));
    let list = place.run(&["user", "list"]).well();
    assert!(list.lines().any(|line| line.starts_with("fauzi") && line.ends_with("closed")), "{list}");
    let error = place.run(&["user", "disable", "siapa"]).refused();
    assert!(error.contains("siapa: there is no such account"), "{error}");
    let error = place.run(&["user", "disable", "?"]).refused();
    assert!(error.contains("neither a user name nor a NIP"), "{error}");
}

const LOAN: [&str; 10] = [
    "--role",
    "kepala-dinas",
    "--mode",
    "plh",
    "--letter",
    "800/12/2026",
    "--from",
    "2999-01-02",
    "--until",
    "2999-01-05",
];

fn lend(place: &Place, borrower: &str, more: &[&str]) -> Ran {
    place.run(&[&["user", "lend", borrower], &LOAN[..], more].concat())
}

#[tokio::test]
async fn a_role_is_lent_by_letter_for_a_time() {
    let place = Place::staffed();
    let told = lend(&place, "marlina", &["--of", "fauzi"]).well();
    assert!(told.contains("marlina is Plh. kepala-dinas from 2999-01-02 to 2999-01-05"), "{told}");
    let list = place.run(&["user", "list"]).well();
    assert!(list.contains("stand-in  marlina Plh. kepala-dinas of fauzi"), "{list}");
    let vacant = [
        "user",
        "lend",
        "marlina",
        "--role",
        "petugas-pengaduan",
        "--mode",
        "plt",
        "--letter",
        "800/13/2026",
        "--from",
        "2999-01-02",
        "--until",
        "2999-06-30",
    ];
    place.run(&vacant).well();
    let loans = place.store().await.stand_ins("2999-01-05".parse().unwrap()).await.unwrap();
    assert_eq!(
        loans.iter().map(|loan| loan.letter.as_str()).collect::<Vec<_>>(),
        ["800/12/2026", "800/13/2026"]
    );
    assert!(loans[0].of.is_some() && loans[1].of.is_none());
}

#[tokio::test]
async fn a_loan_that_cannot_be_is_refused_and_nothing_is_written() {
    let place = Place::staffed();
    for (borrower, more, told) in [
        ("marlina", &[][..], "--of"),
        ("marlina", &["--of", "teguh"], "teguh: does not hold kepala-dinas"),
        ("marlina", &["--of", "siapa"], "--of siapa: there is no such account"),
        ("siapa", &["--of", "fauzi"], "siapa: there is no such account"),
        ("fauzi", &["--of", "fauzi"], "himself"),
    ] {
        let error = lend(&place, borrower, more).refused();
        assert!(error.contains(told), "{told}: {error}");
    }
    let reversed = [
        "user",
        "lend",
        "marlina",
        "--role",
        "kepala-dinas",
        "--mode",
        "plh",
        "--letter",
        "1",
        "--of",
        "fauzi",
        "--from",
        "2999-01-05",
        "--until",
        "2999-01-02",
    ];
    let error = place.run(&reversed).refused();
    assert!(error.contains("--until 2999-01-02 is before --from 2999-01-05"), "{error}");
    let mut form = reversed;
    form[6] = "wakil";
    let error = place.run(&form).refused();
    assert!(error.contains("--mode") && error.contains("plh"), "{error}");
    assert!(place.store().await.stand_ins("2000-01-01".parse().unwrap()).await.unwrap().is_empty());
    lend(&place, "marlina", &["--of", "fauzi"]).well();
    let twice = lend(&place, "marlina", &["--of", "fauzi"]).refused();
    assert!(twice.contains("--from"), "{twice}");
}

#[tokio::test]
async fn an_absence_has_its_first_and_last_day_and_a_reason() {
    let place = Place::staffed();
    let absent = |from, until, reason| {
        place.run(&["user", "absent", "fauzi", "--from", from, "--until", until, "--reason", reason])
    };
    assert!(absent("2999-01-05", "2999-01-02", "Dinas luar").refused().contains("--until"));
    assert!(absent("2999-01-02", "2999-01-05", " ").refused().contains("--reason"));
    assert!(absent("2 Januari", "2999-01-05", "Dinas luar").refused().contains("--from"));
    assert!(place.store().await.absences("2000-01-01".parse().unwrap()).await.unwrap().is_empty());
    let told = absent("2999-01-02", "2999-01-05", "Dinas luar").well();
    assert!(told.contains("fauzi is absent from 2999-01-02 to 2999-01-05"), "{told}");
    assert!(
        place.run(&["user", "list"]).well().contains("absent  fauzi, 2999-01-02 to 2999-01-05: Dinas luar")
    );
}

#[test]
fn to_list_an_office_makes_none() {
    let place = Place::new();
    let error = place.run(&["user", "list"]).refused();
    assert!(error.contains("there is no database"), "{error}");
    assert!(place.is_untouched());
}

#[tokio::test]
async fn a_closed_account_is_opened_again() {
    let place = Place::staffed();
    assert!(place.run(&["user", "enable", "fauzi"]).well().contains("open already"));
    place.run(&["user", "disable", "fauzi"]).well();
    assert!(place.run(&["user", "enable", "fauzi"]).well().contains("open again"));
    let accounts = place.store().await.accounts().await.unwrap();
    assert!(accounts.iter().all(|account| account.disabled_at.is_none()));
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_and_must_be_changed() {
    let place = Place::staffed();
    let set = |password: &str| place.run_with(&[], &["user", "password", "fauzi"], password);
    assert!(set("pendek\n").refused().contains("at least 12"));
    assert!(set("fauzi dari kantor\n").refused().contains("name"));
    assert!(set("sepuluh perahu di Siak\n").well().contains("must change the password"));
    let log = place.store().await.settings_log(1).await.unwrap();
    assert_eq!((log[0].what, &log[0].by), (Change::PasswordReset, &By::CommandLine));
}

#[tokio::test]
async fn a_role_is_granted_and_taken_away() {
    let place = Place::staffed();
    let change = |verb, role| place.run(&["user", verb, "fauzi", "--role", role]);
    assert!(change("grant", "sekretaris").well().contains("fauzi holds sekretaris"));
    assert!(change("grant", "sekretaris").well().contains("already"));
    assert!(change("grant", "raja").refused().contains("--role raja"));
    assert!(change("revoke", "kepala-dinas").well().contains("no longer holds kepala-dinas"));
    assert!(change("revoke", "kepala-dinas").refused().contains("does not hold it"));
    let accounts = place.store().await.accounts().await.unwrap();
    let held: Vec<&str> = accounts
        .iter()
        .filter(|account| account.user_name == "fauzi")
        .flat_map(|account| account.roles.iter().map(|role| role.0.as_str()))
        .collect();
    assert_eq!(held, ["sekretaris"]);
}
