//! Accounts, their roles, stand-ins and absences.

use domain::role::{OfficeRole, StandInForm};
use storage::account::{AccountDetails, AccountError, NewAccount};
use storage::credential::{Nip, SignInName};
use storage::grant::{Absence, StandIn};
use storage::identity::fresh_account;
use storage::session::Computer;
use storage::settings_log::{By, Change};

use crate::office::{Office, at, day, founded, person, role};

stories! {
    an_account_is_found_by_user_name_and_by_nip,
    what_names_a_person_is_unique,
    an_account_changes_its_details_but_keeps_its_initials,
    nobody_grants_a_role_to_himself,
    a_lent_role_holds_on_its_days_only,
    an_own_role_goes_before_a_lent_one,
    every_form_of_standing_in_is_known_to_the_database,
    a_loan_ends_early_or_never_begins,
    an_absence_is_marked_and_leaves_the_role_without_holder,
    a_closed_account_holds_nothing,
    what_is_done_to_accounts_is_logged,
}

async fn an_account_is_found_by_user_name_and_by_nip(office: Office) {
    let id = office.employ("rina", "RD", &[OfficeRole::FrontOffice, OfficeRole::BackOffice]).await;
    let known = office.store.account(&id).await.unwrap().expect("just made");
    assert_eq!(known.roles, [role(OfficeRole::BackOffice), role(OfficeRole::FrontOffice)]);
    assert_eq!(known.disabled_at, None);
    let nip = Nip::parse(known.nip.as_deref().unwrap()).unwrap();
    for typed in [" Rina ", &nip.grouped(), nip.as_str()] {
        let name = SignInName::parse(typed).expect("a name");
        assert_eq!(office.store.account_named(&name).await.unwrap().as_ref(), Some(&known), "{typed}");
    }
    let nobody = SignInName::parse("budi").expect("a name");
    assert_eq!(office.store.account_named(&nobody).await.unwrap(), None);
    assert_eq!(office.store.accounts().await.unwrap(), [known]);
}

async fn what_names_a_person_is_unique(office: Office) {
    office.employ("rina", "RD", &[]).await;
    let rina = person("rina", "RD", &[]);
    let mut other = person("dewi", "DS", &[]);
    let make = async |new: &NewAccount| office.store.create_account(new, &By::System, founded()).await;

    other.user_name = rina.user_name.clone();
    assert!(matches!(make(&other).await, Err(AccountError::UserNameTaken)));
    other = person("dewi", "DS", &[]);
    other.nip = rina.nip.clone();
    assert!(matches!(make(&other).await, Err(AccountError::NipTaken)));
    other = person("dewi", "DS", &[]);
    other.initials = rina.initials.clone();
    assert!(matches!(make(&other).await, Err(AccountError::InitialsTaken)));
    assert_eq!(office.store.accounts().await.unwrap().len(), 1);

    // Two people without a NIP are not one.
    for (name, initials) in [("dewi", "DS"), ("budi", "BS")] {
        let mut without = person(name, initials, &[]);
        without.nip = None;
        make(&without).await.unwrap();
    }
}

async fn an_account_changes_its_details_but_keeps_its_initials(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    let dewi = office.employ("dewi", "DS", &[]).await;
    let details = AccountDetails { nip: None, name: "Dewi Sartika, S.H.".to_owned(), rank: None };
    office.store.change_account(&dewi, &details, &By::CommandLine, founded()).await.unwrap();
    let changed = office.store.account(&dewi).await.unwrap().unwrap();
    assert_eq!(
        (changed.name.as_str(), changed.nip, changed.initials.as_str()),
        ("Dewi Sartika, S.H.", None, "DS")
    );

    let nip = office.store.account(&rina).await.unwrap().unwrap().nip.unwrap();
    let taken = AccountDetails { nip: Some(Nip::parse(&nip).unwrap()), ..details };
    let refused = office.store.change_account(&dewi, &taken, &By::CommandLine, founded()).await;
    assert!(matches!(refused, Err(AccountError::NipTaken)));
    let nobody = fresh_account(founded());
    let refused = office.store.change_account(&nobody, &taken, &By::CommandLine, founded()).await;
    assert!(matches!(refused, Err(AccountError::NipTaken | AccountError::Unknown)));
}

async fn nobody_grants_a_role_to_himself(office: Office) {
    let admin = office.employ("admin", "AD", &[OfficeRole::Administrator]).await;
    let rina = office.employ("rina", "RD", &[]).await;
    let by = By::Account(admin.clone());
    let head = role(OfficeRole::Head);

    let refused = office.store.grant_role(&admin, &head, &by, founded()).await;
    assert!(matches!(refused, Err(AccountError::OwnGrant)));
    let refused = office.store.lend_role(&loan(&admin, None), &by, founded()).await;
    assert!(matches!(refused, Err(AccountError::OwnGrant)));
    let refused = office.store.disable_account(&admin, &by, founded()).await;
    assert!(matches!(refused, Err(AccountError::OwnAccount)));
    let refused = office.store.grant_role(&fresh_account(founded()), &head, &by, founded()).await;
    assert!(matches!(refused, Err(AccountError::Unknown)));

    office.store.grant_role(&rina, &head, &by, founded()).await.unwrap();
    office.store.grant_role(&rina, &head, &by, founded()).await.unwrap();
    assert_eq!(office.store.account(&rina).await.unwrap().unwrap().roles, std::slice::from_ref(&head));
    office.store.revoke_role(&rina, &head, &by, founded()).await.unwrap();
    assert_eq!(office.store.account(&rina).await.unwrap().unwrap().roles, []);
    assert_eq!(office.store.account(&admin).await.unwrap().unwrap().roles, [role(OfficeRole::Administrator)]);
}

fn loan(account: &domain::id::AccountId, of: Option<&domain::id::AccountId>) -> StandIn {
    StandIn {
        account: account.clone(),
        role: role(OfficeRole::Head),
        form: StandInForm::Plh,
        letter: "800.1.11.1/12/DPMPTSP/2026".to_owned(),
        of: of.cloned(),
        from: day("2026-11-23"),
        to: day("2026-11-25"),
    }
}

async fn a_lent_role_holds_on_its_days_only(office: Office) {
    let head = office.employ("kadis", "MF", &[OfficeRole::Head]).await;
    let secretary = office.employ("sekretaris", "ES", &[OfficeRole::Secretary]).await;
    let lent = loan(&secretary, Some(&head));
    office.store.lend_role(&lent, &By::CommandLine, founded()).await.unwrap();
    let again = office.store.lend_role(&lent, &By::CommandLine, founded()).await;
    assert!(matches!(again, Err(AccountError::SameFirstDay)), "{again:?}");
    let reversed = StandIn { from: day("2026-12-02"), to: day("2026-12-01"), ..lent.clone() };
    let refused = office.store.lend_role(&reversed, &By::CommandLine, founded()).await;
    assert!(matches!(refused, Err(AccountError::DatesReversed)));

    for (date, holds) in
        [("2026-11-22", false), ("2026-11-23", true), ("2026-11-25", true), ("2026-11-26", false)]
    {
        let actor = office.store.actor_on(&secretary, day(date)).await.unwrap().expect("open");
        assert_eq!(actor.is(OfficeRole::Head), holds, "{date}");
        assert!(actor.is(OfficeRole::Secretary), "{date}");
        let form = actor.grant(&role(OfficeRole::Head)).and_then(|grant| grant.lent);
        assert_eq!(form, holds.then_some(StandInForm::Plh), "{date}");
        let holders = office.store.holders(&role(OfficeRole::Head), day(date)).await.unwrap();
        assert_eq!(holders.len(), if holds { 2 } else { 1 }, "{date}");
    }
    assert_eq!(office.store.stand_ins(day("2026-11-25")).await.unwrap(), [lent]);
    assert_eq!(office.store.stand_ins(day("2026-11-26")).await.unwrap(), []);
}

async fn an_own_role_goes_before_a_lent_one(office: Office) {
    let head = office.employ("kadis", "MF", &[OfficeRole::Head]).await;
    office.store.lend_role(&loan(&head, None), &By::CommandLine, founded()).await.unwrap();
    let holders = office.store.holders(&role(OfficeRole::Head), day("2026-11-24")).await.unwrap();
    assert_eq!(holders.len(), 1);
    assert_eq!(holders[0].lent, None);
    let actor = office.store.actor_on(&head, day("2026-11-24")).await.unwrap().unwrap();
    assert_eq!(actor.grant(&role(OfficeRole::Head)).unwrap().lent, None);
}

async fn every_form_of_standing_in_is_known_to_the_database(office: Office) {
    let head = office.employ("kadis", "MF", &[]).await;
    for (form, month) in StandInForm::ALL.into_iter().zip(1..) {
        let from = chrono::NaiveDate::from_ymd_opt(2027, month, 1).unwrap();
        let lent = StandIn { form, from, to: from, ..loan(&head, None) };
        office.store.lend_role(&lent, &By::CommandLine, founded()).await.unwrap();
        let actor = office.store.actor_on(&head, from).await.unwrap().unwrap();
        assert_eq!(actor.grant(&role(OfficeRole::Head)).unwrap().lent, Some(form));
    }
}

async fn a_loan_ends_early_or_never_begins(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    let lent = loan(&rina, None);
    let by = By::CommandLine;
    office.store.lend_role(&lent, &by, founded()).await.unwrap();
    office.store.end_loan(&lent, day("2026-11-24"), &by, founded()).await.unwrap();
    // A later last day never makes a loan longer.
    office.store.end_loan(&lent, day("2026-12-24"), &by, founded()).await.unwrap();
    assert_eq!(office.store.stand_ins(day("2026-11-01")).await.unwrap()[0].to, day("2026-11-24"));
    office.store.end_loan(&lent, day("2026-11-22"), &by, founded()).await.unwrap();
    assert_eq!(office.store.stand_ins(day("2026-11-01")).await.unwrap(), []);
}

async fn an_absence_is_marked_and_leaves_the_role_without_holder(office: Office) {
    let rina = office.employ("rina", "RD", &[OfficeRole::FrontOffice]).await;
    let roles = [role(OfficeRole::FrontOffice), role(OfficeRole::Head)];
    let missing = async |date| office.store.roles_without_holder(&roles, day(date)).await.unwrap();
    assert_eq!(missing("2026-11-24").await, [role(OfficeRole::Head)]);

    let (from, to) = (day("2026-11-24"), day("2026-11-26"));
    let absence = Absence { account: rina.clone(), from, to, note: "cuti".to_owned() };
    office.store.enter_absence(&absence, &By::CommandLine, founded()).await.unwrap();
    assert_eq!(missing("2026-11-24").await, roles);
    assert_eq!(missing("2026-11-27").await, [role(OfficeRole::Head)]);
    let actor = office.store.actor_on(&rina, to).await.unwrap().unwrap();
    assert!(actor.absent);
    assert!(actor.is(OfficeRole::FrontOffice), "absence takes no right away");
    assert_eq!(office.store.absences(to).await.unwrap(), [absence]);

    office.store.end_absence(&rina, from, day("2026-11-24"), &By::CommandLine, founded()).await.unwrap();
    assert!(!office.store.actor_on(&rina, day("2026-11-25")).await.unwrap().unwrap().absent);
    office.store.end_absence(&rina, from, day("2026-11-23"), &By::CommandLine, founded()).await.unwrap();
    assert!(!office.store.actor_on(&rina, day("2026-11-24")).await.unwrap().unwrap().absent);
}

async fn a_closed_account_holds_nothing(office: Office) {
    let rina = office.employ("rina", "RD", &[OfficeRole::FrontOffice]).await;
    let session = storage::identity::fresh_session(founded());
    let opened = office.store.open_session(&session, &rina, Computer::Own, "Firefox", founded()).await;
    let token = opened.unwrap();
    let newcomer = office.employ("baru", "BR", &[]).await;
    let actor = office.store.actor_on(&newcomer, day("2026-11-02")).await.unwrap().expect("open");
    assert_eq!(actor.grants, [], "an account without a role is somebody all the same");
    office.store.disable_account(&rina, &By::CommandLine, at("2026-11-02T00:31:00Z")).await.unwrap();

    let today = day("2026-11-02");
    assert_eq!(office.store.actor_on(&rina, today).await.unwrap(), None);
    assert_eq!(office.store.holders(&role(OfficeRole::FrontOffice), today).await.unwrap(), []);
    assert_eq!(office.store.names().await.unwrap()[&rina].initials.as_str(), "RD", "cards still name it");

    office.store.enable_account(&rina, &By::CommandLine, at("2026-11-02T00:32:00Z")).await.unwrap();
    assert!(office.store.actor_on(&rina, today).await.unwrap().is_some());
    let again = office.store.session(&token, at("2026-11-02T00:33:00Z")).await.unwrap();
    assert_eq!(again, None, "a session that was ended stays ended");
    let open = office.store.enable_account(&rina, &By::CommandLine, founded()).await;
    assert!(matches!(open, Err(AccountError::Unknown)));
}

async fn what_is_done_to_accounts_is_logged(office: Office) {
    let admin = office.employ("admin", "AD", &[OfficeRole::Administrator]).await;
    let rina = office.employ("rina", "RD", &[]).await;
    let by = By::Account(admin);
    let later = at("2026-11-02T03:00:00Z");
    office.store.grant_role(&rina, &role(OfficeRole::Head), &by, later).await.unwrap();
    office.store.revoke_role(&rina, &role(OfficeRole::Secretary), &by, later).await.unwrap();
    let log = office.store.settings_log(10).await.unwrap();
    let done: Vec<Change> = log.iter().map(|entry| entry.what).collect();
    assert_eq!(done, [Change::RoleGranted, Change::AccountCreated, Change::AccountCreated]);
    assert_eq!((&log[0].by, &log[0].at), (&by, &later));
    assert_eq!(log[0].subject, rina.to_string());
    assert_eq!(log[0].details["role"], "kepala-dinas");
}
