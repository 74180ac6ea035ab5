//! What travels with a card of the board: all that its moves are judged by, and no more of it after a long way.

mod desk;

use domain::board::BoardCard;
use domain::command::{Command, ItemBrought};
use domain::dossier::Stage;
use domain::event::{Brought, Finding};
use domain::person::PersonName;
use domain::transition::{BulkAct, moves};

use desk::{File, af, dk, hs, inseminator, my, note, ns, on, send_back, ys};

/// Every item is asked for, brought and found in order again.
fn return_everything(file: &mut File) {
    let keys: Vec<String> = file.dossier.items.iter().map(|item| item.key.clone()).collect();
    let items = keys.iter().map(|key| note(key)).collect();
    file.must(&dk(), &Command::Return { items, remark: String::new() });
    let brought = |key: String| ItemBrought { key, brought: Brought::Physical };
    let items = keys.into_iter().map(brought).collect();
    file.must(&ys(), &Command::Answer { items, facts: None, remark: String::new(), mistaken_return: false });
    file.accept();
    file.must(&dk(), &file.mark_all(None, Some(Finding::Present)));
}

/// Every moment of a file that comes back as often as a file does that everybody remembers.
fn a_long_way() -> Vec<File> {
    let mut file = File::at_desk(inseminator(), 3);
    let mut all = vec![file.clone()];
    for day in [25, 26] {
        return_everything(&mut file);
        file.at(on(day, "08:00"));
        all.push(file.clone());
    }
    for _ in 0..4 {
        while file.step() < 6 {
            file.work();
            all.push(file.clone());
            file.must(&file.holder(), &desk::hand_over());
            all.push(file.clone());
            file.accept();
            all.push(file.clone());
        }
        file.work();
        file.must(&my(), &send_back(4));
        file.accept();
        all.push(file.clone());
    }
    while file.step() < 9 {
        file.work_and_forward();
        file.accept();
        all.push(file.clone());
    }
    all
}

#[test]
fn a_card_offers_the_moves_that_its_dossier_does() {
    for file in a_long_way() {
        let card = BoardCard::of(&file.dossier);
        for actor in [ys(), dk(), ns(), hs(), my(), af()] {
            let of = |standing| moves(&file.standard, standing, &actor);
            assert_eq!(of(&card.standing), of(&file.dossier.standing), "step {} {actor:?}", file.step());
            for act in BulkAct::ALL {
                let of = |standing| act.command(&file.standard, standing, &actor);
                assert_eq!(of(&card.standing), of(&file.dossier.standing), "step {} {act:?}", file.step());
            }
        }
    }
}

#[test]
fn a_card_carries_no_struck_initial_and_none_of_another_step() {
    let way = a_long_way();
    let longest = way.iter().map(|file| file.dossier.standing.initials.len()).max();
    assert_eq!(longest, Some(15), "the dossier keeps all three initials of its five rounds");
    for file in way {
        let card = BoardCard::of(&file.dossier);
        let marks = &card.standing.initials;
        assert!(marks.iter().all(|mark| mark.step == card.standing.step && !mark.struck), "{marks:?}");
        assert!(marks.len() <= 1, "{marks:?}");
    }
}

#[test]
fn a_card_does_not_grow_with_what_is_asked_for_or_with_an_endless_name() {
    let mut file = File::at_desk(inseminator(), 3);
    let keys: Vec<String> = file.dossier.items.iter().map(|item| item.key.clone()).collect();
    let items = keys.iter().map(|key| note(key)).collect();
    file.must(&dk(), &Command::Return { items, remark: String::new() });
    let mut facts = file.dossier.facts.clone().expect("kept");
    let long = |letter: &str| letter.repeat(200);
    facts.name = PersonName { front: long("ß"), name: long("é"), back: long("字") };
    file.dossier.facts = Some(facts);
    let card = BoardCard::of(&file.dossier);
    assert!(matches!(&card.standing.stage, Stage::WithApplicant { items, .. } if items.is_empty()));
    assert!(
        matches!(&file.dossier.standing.stage, Stage::WithApplicant { items, .. } if items.len() == keys.len())
    );
    let PersonName { front, name, back } = &card.name;
    assert!(front.len() <= 80 && name.len() <= 200 && back.len() <= 80, "{:?}", card.name);
    let mut latin = file.dossier.clone();
    latin.facts.as_mut().expect("kept").name.name = long("n");
    assert_eq!(BoardCard::of(&latin).name.name, long("n"), "a name as a form takes it stays whole");
}
