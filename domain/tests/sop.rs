//! The SOP as a table: each step, each command, each role, and what comes of it.
//!
//! Rows are read as `1-2 !other_work; 3 drafted`: at steps 1 and 2 the rule refuses, at step 3 the event follows.

mod desk;

use desk::*;
use domain::command::{Command, Then};
use domain::event::{Brought, Finding, Recipient};
use domain::role::{OfficeRole, RoleKey};
use domain::standard::{ServiceStandard, StepKind};

/// What the holder of each step's desk is told, for the files of a row.
fn check(source: &str, files: &[File], command: impl Fn(&File) -> Command, row: &str) {
    let expected = read_row(row);
    for file in files {
        let step = file.step();
        let told = file.told(&file.holder(), &command(file));
        let wanted = expected.iter().find(|(from, to, _)| (*from..=*to).contains(&step));
        let wanted = wanted.unwrap_or_else(|| panic!("{source}: the row says nothing of step {step}"));
        assert_eq!(told, wanted.2, "{source}, step {step}");
    }
}

fn read_row(row: &str) -> Vec<(u8, u8, String)> {
    row.split(';')
        .map(|cell| {
            let (steps, told) = cell.trim().split_once(' ').expect("steps and answer");
            let (from, to) = steps.split_once('-').unwrap_or((steps, steps));
            (from.parse().expect("a step"), to.parse().expect("a step"), told.to_owned())
        })
        .collect()
}

fn mark(file: &File) -> Command {
    file.mark_all(Some(Brought::Physical), Some(Finding::Present))
}
fn draft(_: &File) -> Command {
    Command::Draft { then: Then::Keep }
}
fn initial(_: &File) -> Command {
    Command::Initial { then: Then::Keep }
}
fn sign(_: &File) -> Command {
    Command::Sign { then: Then::Keep }
}
fn number(_: &File) -> Command {
    Command::Number { stamped: true, then: Then::Keep }
}
fn refuse(_: &File) -> Command {
    Command::Refuse { reasons: "Tidak memenuhi syarat".into() }
}
fn deliver(_: &File) -> Command {
    Command::Deliver { recipient: Recipient::Applicant }
}

/// The files of all nine steps, accepted, the work of the step not done; the ninth is ready.
fn desks() -> Vec<File> {
    (1..=9).map(|number| File::at_desk(inseminator(), number)).collect()
}

/// The same, the work of the step done and the file not handed over.
fn worked() -> Vec<File> {
    let mut files: Vec<File> = (1..=8).map(|number| File::at_desk(inseminator(), number)).collect();
    files.iter_mut().for_each(File::work);
    files
}

fn trays() -> Vec<File> {
    (2..=9).map(|number| File::in_tray(inseminator(), number)).collect()
}

/// Every command that belongs to a desk.
fn desk_commands(file: &File) -> Vec<Command> {
    vec![
        mark(file),
        draft(file),
        initial(file),
        sign(file),
        number(file),
        hand_over(),
        send_back(2),
        returns("ktp"),
        refuse(file),
    ]
}

#[test]
fn on_an_accepted_desk_only_the_work_of_its_step_is_done() {
    let files = desks();
    let check = |source: &str, command: fn(&File) -> Command, row: &str| check(source, &files, command, row);
    check("SOP 1, 2: the checklist", mark, "1-2 items_marked; 3-8 !other_work; 9 !already_ready");
    check(
        "SOP 3: the letter is printed",
        draft,
        "1-2 !other_work; 3 drafted; 4-8 !other_work; 9 !already_ready",
    );
    check(
        "SOP 4, 5, 6: three initials",
        initial,
        "1-3 !other_work; 4-6 initialled; 7-8 !other_work; 9 !already_ready",
    );
    check("SOP 7: the signature", sign, "1-6 !other_work; 7 signed; 8 !other_work; 9 !already_ready");
    check("SOP 8: the number", number, "1-7 !other_work; 8 numbered; 9 !already_ready");
    check("SOP 9: the handover", deliver, "1-8 !not_ready; 9 delivered");
    check(
        "house: refusal is the signer's",
        refuse,
        "1-6 !other_work; 7 refused; 8 !other_work; 9 !already_ready",
    );
}

#[test]
fn a_desk_hands_over_only_what_its_step_has_made() {
    let row = "1 handed_over; 2 !items_undecided; 3 !no_draft; 4-6 !not_initialled; 7 !not_signed; \
        8 !not_numbered; 9 !already_ready";
    check("SOP, output of each row", &desks(), |_| hand_over(), row);
    let row = "1 handed_over; 2 file_completed+handed_over; 3-8 handed_over";
    check("SOP, output of each row", &worked(), |_| hand_over(), row);
}

#[test]
fn a_step_is_done_once() {
    let files = worked();
    check("house: a current draft", &files[2..3], draft, "3 !draft_is_current");
    check("house: one initial a visit", &files[3..6], initial, "4-6 !already_initialled");
    check("house: one signature", &files[6..7], sign, "7 !already_signed");
    check("house: one number", &files[7..8], number, "8 !already_numbered");
    check("house: signed is not refused", &files[6..7], refuse, "7 !already_signed");
}

#[test]
fn files_go_back_to_an_earlier_step_but_never_to_intake() {
    let files = desks();
    let to = |number: u8| move |_: &File| send_back(number);
    check("house: not to intake", &files, to(1), "1-8 !not_an_earlier_step; 9 !already_ready");
    check(
        "SOP 2: verified again",
        &files,
        to(2),
        "1-2 !not_an_earlier_step; 3-8 sent_back; 9 !already_ready",
    );
    check(
        "house: an earlier step",
        &files,
        to(5),
        "1-5 !not_an_earlier_step; 6-8 sent_back; 9 !already_ready",
    );
    check("house: signed again", &files, to(7), "1-7 !not_an_earlier_step; 8 sent_back; 9 !already_ready");
}

#[test]
fn every_desk_before_the_signature_returns_to_the_applicant() {
    check(
        "SOP 2, extended",
        &desks(),
        |_| returns("ktp"),
        "1-7 returned; 8 !already_signed; 9 !already_ready",
    );
    check(
        "house: a signed file is first sent back",
        &worked()[6..],
        |_| returns("ktp"),
        "7-8 !already_signed",
    );
}

#[test]
fn a_file_in_a_tray_is_accepted_before_anything_else() {
    let files = trays();
    check("SP M4 c: the receiver's initial", &files, |_| Command::Accept, "2-9 accepted");
    for place in 0..desk_commands(&files[0]).len() {
        check("SP M4 c", &files, |file| desk_commands(file).swap_remove(place), "2-9 !not_accepted");
    }
    check("SP M4 c", &files, |_| Command::TakeOver, "2-9 !not_accepted");
    check("SOP 9", &files, deliver, "2-9 !not_ready");
}

#[test]
fn nothing_happens_at_a_desk_while_the_file_is_with_the_applicant() {
    let mut files = desks();
    files.truncate(7);
    for file in &mut files {
        let holder = file.holder();
        file.must(&holder, &returns("ktp"));
    }
    for place in 0..desk_commands(&files[0]).len() {
        check("SOP 2", &files, |file| desk_commands(file).swap_remove(place), "1-7 !with_applicant");
    }
    check("SOP 2", &files, |_| Command::Accept, "1-7 !with_applicant");
    check("house: taken over at a desk only", &files, |_| Command::TakeOver, "1-7 !with_applicant");
    check("SP M4 c", &files, |_| Command::TakeBack, "1-7 !not_in_tray");
}

#[test]
fn every_other_role_is_told_whose_step_it_is() {
    for standard in [inseminator(), veterinarian()] {
        let last = standard.last().number();
        for number in 1..last {
            let file = File::at_desk(standard.clone(), number);
            let step = &standard.steps[usize::from(number) - 1];
            for role in OfficeRole::ALL.into_iter().filter(|role| RoleKey::from(*role) != step.role) {
                let stranger = person("ZZ", &[role]);
                for command in desk_commands(&file).into_iter().chain([Command::Accept, Command::TakeOver]) {
                    let told = file.told(&stranger, &command);
                    assert_eq!(
                        told,
                        "!wrong_role",
                        "{} step {number}: {} by {role:?}",
                        standard.service,
                        command.name()
                    );
                }
            }
        }
    }
}

#[test]
fn a_colleague_of_the_role_is_told_who_holds_the_file() {
    for file in &desks()[..8] {
        let mut colleague = file.holder();
        colleague = desk::person("ZZ", &[colleague.grants[0].role.office_role().expect("an office role")]);
        for command in desk_commands(file) {
            let told = file.told(&colleague, &command);
            assert_eq!(told, "!held_by_colleague", "step {}: {}", file.step(), command.name());
        }
        assert_eq!(file.told(&colleague, &Command::TakeOver), "taken_over");
        assert_eq!(file.told(&colleague, &Command::Accept), "!not_in_tray");
    }
}

/// Who may do what whatever the desk. Source: house rules on permissions.
#[test]
fn acts_beside_the_desk_follow_from_the_permission() {
    use OfficeRole as R;
    let file = File::at_desk(inseminator(), 3);
    let mut returned = file.clone();
    returned.must(&dk(), &returns("ktp"));
    let withdraw = Command::Withdraw { reason: "Pindah kota".into() };
    let annul = Command::Annul { reason: "Terdaftar dua kali".into() };
    let phone = Command::ChangePhone { phone: "0812 7654 9999".into() };
    let sop = &[R::FrontOffice, R::BackOffice, R::JuniorAnalyst, R::SeniorAnalyst, R::Secretary, R::Head];
    let rows: [(&File, Command, &[R], &str); 6] = [
        (&file, corrected(&file, "Bambang Prasetya"), &[R::FrontOffice, R::BackOffice], "corrected"),
        (&file, withdraw, &[R::FrontOffice], "withdrawn"),
        (&file, annul, &[R::Secretary], "annulled"),
        (&file, phone, &[R::FrontOffice], "phone_changed"),
        (&file, Command::Place { place: "Map 12, rak 3".into() }, sop, "placed"),
        (&returned, answers("ktp"), &[R::FrontOffice], "answered"),
    ];
    for (file, command, holders, event) in rows {
        for role in R::ALL {
            let told = file.told(&person("ZZ", &[role]), &command);
            let wanted = if holders.contains(&role) { event } else { "!not_permitted" };
            assert_eq!(told, wanted, "{} by {role:?}", command.name());
        }
    }
}

#[test]
fn only_the_program_closes_a_file() {
    for role in OfficeRole::ALL {
        let file = File::at_desk(inseminator(), 2);
        assert_eq!(file.told(&person("ZZ", &[role]), &Command::Close), "!only_the_program");
    }
}

/// The life of a file under a standard: every step accepted, worked on and handed over, the licence collected.
fn whole_life(standard: &ServiceStandard) -> Vec<(u8, String)> {
    let mut file = File::online(standard.clone());
    let mut told = vec![(1, "registered".to_owned())];
    for (no, step) in standard.numbered() {
        let number = no.number();
        let holder = holder_of(&step.role);
        let mut say = |events: Vec<String>| told.extend(events.into_iter().map(|event| (number, event)));
        say(file.must(&holder, &Command::Accept));
        if step.kind == StepKind::Intake {
            say(file.must(&holder, &file.mark_all(Some(Brought::Physical), None)));
        }
        if step.kind == StepKind::Verify {
            say(file.must(&holder, &file.mark_all(None, Some(Finding::Present))));
        }
        let forward = domain::transition::forward_command(standard, &file.dossier.standing, Then::HandOver);
        if let Some(command) = forward {
            say(file.must(&holder, &command));
        } else {
            say(file.must(&holder, &Command::ApplicantArrived));
            say(file.must(&holder, &deliver(&file)));
        }
    }
    told
}

#[test]
fn the_whole_life_of_an_inseminators_licence() {
    let told = whole_life(&inseminator());
    let wanted = "1 registered, 1 accepted, 1 items_marked, 1 handed_over, \
        2 accepted, 2 items_marked, 2 file_completed, 2 handed_over, \
        3 accepted, 3 drafted, 3 handed_over, 4 accepted, 4 initialled, 4 handed_over, \
        5 accepted, 5 initialled, 5 handed_over, 6 accepted, 6 initialled, 6 handed_over, \
        7 accepted, 7 signed, 7 handed_over, 8 accepted, 8 numbered, 8 handed_over, \
        9 accepted, 9 applicant_arrived, 9 delivered";
    let told: Vec<String> = told.into_iter().map(|(step, event)| format!("{step} {event}")).collect();
    assert_eq!(told.join(", "), wanted);
}

#[test]
fn the_whole_life_of_a_veterinarians_licence_is_numbered_before_it_is_signed() {
    let told = whole_life(&veterinarian());
    let of = |wanted: &str| told.iter().find(|(_, event)| event == wanted).map(|(step, _)| *step);
    assert_eq!((of("numbered"), of("signed"), of("delivered")), (Some(6), Some(7), Some(8)));
    assert_eq!(told.iter().filter(|(_, event)| event == "initialled").count(), 2);
}

#[test]
fn the_stamp_is_asked_only_where_the_number_follows_the_signature() {
    let unstamped = Command::Number { stamped: false, then: Then::Keep };
    assert_eq!(File::at_desk(inseminator(), 8).told(&dk(), &unstamped), "!not_stamped");
    assert_eq!(File::at_desk(veterinarian(), 6).told(&dk(), &unstamped), "numbered");
}

#[test]
fn a_checklist_without_all_marks_does_not_leave_intake() {
    let file = File::unmarked(inseminator());
    assert_eq!(file.told(&ys(), &hand_over()), "!items_unmarked");
    let every_way = [Brought::Upload, Brought::Physical, Brought::Promised, Brought::NotThere];
    for brought in every_way {
        let mut file = file.clone();
        file.must(&ys(), &file.mark_all(Some(brought), None));
        assert_eq!(file.told(&ys(), &hand_over()), "handed_over", "{brought:?}");
    }
}

#[test]
fn intake_says_how_an_item_comes_and_not_what_it_is_worth() {
    let mut file = File::unmarked(inseminator());
    file.must(&ys(), &mark(&file));
    assert_eq!(file.dossier.standing.checklist.undecided, 11);
}

#[test]
fn a_missing_mandatory_item_leaves_verification_only_as_a_return() {
    let mut file = File::at_desk(inseminator(), 2);
    file.work();
    let missing = Command::MarkItems { items: vec![decision("str", None, Some(Finding::Absent))] };
    file.must(&ys(), &missing);
    assert_eq!(file.told(&ys(), &hand_over()), "!items_missing");
    assert_eq!(file.told(&ys(), &returns("str")), "returned");
}

#[test]
fn an_item_found_there_is_neither_promised_nor_missing() {
    for brought in [Brought::Promised, Brought::NotThere] {
        let mut file = File::unmarked(inseminator());
        file.must(&ys(), &file.mark_all(Some(brought), None));
        file.work_and_forward();
        file.accept();
        file.work();
        assert!(file.dossier.items.iter().all(|item| item.brought == Some(Brought::Physical)), "{brought:?}");
    }
}
