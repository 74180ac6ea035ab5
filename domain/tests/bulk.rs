//! Many files at once: what fits each of them.

mod desk;

use desk::{File, af, dk, hs, inseminator, ns, ys};
use domain::command::{Command, Then};
use domain::role::Actor;
use domain::transition::BulkAct;

fn command(act: BulkAct, file: &File, actor: &Actor) -> Option<Command> {
    act.command(&file.standard, &file.dossier.standing, actor)
}

#[test]
fn what_lies_in_ones_tray_is_accepted_in_bulk_but_for_a_licence_to_be_made_ready() {
    let file = File::in_tray(inseminator(), 4);
    assert_eq!(command(BulkAct::Accept, &file, &ns()), Some(Command::Accept));
    assert_eq!(command(BulkAct::Accept, &file, &hs()), None, "another desk's tray");
    assert_eq!(command(BulkAct::Initial, &file, &ns()), None, "it is accepted first");
    let last = File::in_tray(inseminator(), 9);
    assert_eq!(command(BulkAct::Accept, &last, &ys()), None);
}

#[test]
fn initials_and_signatures_are_set_in_bulk_and_nothing_else_is() {
    let initial = File::at_desk(inseminator(), 4);
    assert_eq!(command(BulkAct::Initial, &initial, &ns()), Some(Command::Initial { then: Then::HandOver }));
    assert_eq!(command(BulkAct::Sign, &initial, &ns()), None);
    assert_eq!(command(BulkAct::Initial, &initial, &hs()), None, "a colleague's file");
    let sign = File::at_desk(inseminator(), 7);
    assert_eq!(command(BulkAct::Sign, &sign, &af()), Some(Command::Sign { then: Then::HandOver }));
    let draft = File::at_desk(inseminator(), 3);
    for act in BulkAct::ALL {
        assert_eq!(command(act, &draft, &dk()), None);
    }
}
