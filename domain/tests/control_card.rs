//! Where the time of a file went, by its control card.

mod desk;

use desk::*;
use domain::control_card::ControlCard;
use domain::time::{Instant, WorkingMs};

fn card(file: &File, now: Instant) -> ControlCard {
    ControlCard::of(&file.standard, &calendar(), &file.dossier, now).expect("clocks of a card")
}

fn next(file: &File, now: Instant) -> Option<Instant> {
    card(file, now).next_minute(&calendar(), &file.dossier, now)
}

#[test]
fn waiting_and_work_are_told_apart_and_the_longest_wait_is_named() {
    let mut file = File::at_desk(inseminator(), 2);
    file.at(on(24, "08:30"));
    file.work_and_forward();
    file.at(on(24, "10:30"));
    let told = card(&file, file.now);
    let row = &told.rows[2];
    assert_eq!((row.queue, row.work), (WorkingMs::minutes(119), None), "in the tray of the third desk");
    assert_eq!((told.longest_wait, told.waiting_percent), (Some(no(3)), Some(80)));
    file.accept();
    file.at(on(24, "10:45"));
    let told = card(&file, file.now);
    assert_eq!(told.rows[2].work, Some(WorkingMs::minutes(15)));
    assert_eq!(told.rows[2].over, WorkingMs::minutes(12), "its norm is three minutes");
}

#[test]
fn a_card_turns_when_a_minute_of_what_runs_is_full_and_when_the_office_opens() {
    let file = File::at_desk(inseminator(), 2);
    let accepted = file.dossier.newest_at;
    let later = accepted + chrono::TimeDelta::seconds(90);
    assert_eq!(next(&file, later), Some(accepted + chrono::TimeDelta::seconds(120)));
    assert_eq!(next(&file, on(24, "12:15")), Some(on(24, "13:00")));
    assert_eq!(next(&file, on(24, "18:00")), Some(on(25, "07:30")));
}

#[test]
fn a_card_on_which_nothing_runs_does_not_turn() {
    let mut file = File::at_desk(inseminator(), 9);
    assert_eq!(next(&file, on(24, "10:00")), None, "a licence that waits to be collected");
    file.work();
    assert_eq!(next(&file, on(24, "10:00")), None);
}
