//! What the papers say: the very JSON of the templates' samples, and sheets made of files that walked through the office.

mod desk;

use std::path::PathBuf;

use chrono::NaiveDate;
use domain::command::{Command, Then};
use domain::dossier_view::CardProof;
use domain::event::{Brought, Event, Finding};
use domain::licence::{IssuedLetter, issue};
use domain::office::Office;
use domain::paper::{
    self, Case, ControlCardSheet, Copy, Desk, FolderLabel, HandoverFault, HandoverList, Held, Licence,
    Official, People, Receipt, RefusalLetter, ReminderLetter, ReturnLetter, RevocationLetter, Sheet,
    SopSheet,
};
use domain::person::Nik;
use domain::role::{Actor, OfficeRole, RoleKey, StandInForm};
use domain::time::Instant;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use desk::{File, af, answers, dk, hs, inseminator, my, on, person, returns, send_back, ys};

fn samples(sheet: Sheet) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../server/templates/samples");
    let named = |name: &str| name.split('.').next() == Some(sheet.key());
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the samples are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.file_name().is_some_and(|name| named(&name.to_string_lossy())))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a text");
            (path.display().to_string(), text)
        })
        .collect();
    found.sort();
    assert!(found.len() >= 4, "{} has shortest, typical, longest and hostile samples", sheet.key());
    found
}

/// Every sample of a sheet says what `T` says, no more and no less.
fn same<T: Serialize + DeserializeOwned>(sheet: Sheet) {
    for (path, text) in samples(sheet) {
        let sample: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let read: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let said = serde_json::to_value(&read).expect("plain data");
        let (said, sample) = (said.as_object().expect("an object"), sample.as_object().expect("an object"));
        let differs = |key: &&String| said.get(*key) != sample.get(*key);
        let apart: Vec<&String> = said.keys().chain(sample.keys()).filter(differs).collect();
        assert!(apart.is_empty(), "{path}: {apart:?}");
    }
}

#[test]
fn every_sample_is_what_the_program_would_say() {
    for sheet in Sheet::ALL {
        match sheet {
            Sheet::Receipt => same::<Receipt>(sheet),
            Sheet::ControlCard => same::<ControlCardSheet>(sheet),
            Sheet::FolderLabel => same::<FolderLabel>(sheet),
            Sheet::HandoverList => same::<HandoverList>(sheet),
            Sheet::ReturnLetter => same::<ReturnLetter>(sheet),
            Sheet::RefusalLetter => same::<RefusalLetter>(sheet),
            Sheet::ReminderLetter => same::<ReminderLetter>(sheet),
            Sheet::RevocationLetter => same::<RevocationLetter>(sheet),
            Sheet::Licence => same::<Licence>(sheet),
            Sheet::Sop => same::<SopSheet>(sheet),
        }
    }
}

#[test]
fn the_papers_that_an_office_begins_with_are_those_of_the_samples() {
    let begins = domain::paper::Papers::default();
    for (sheet, page) in [
        (Sheet::Licence, serde_json::to_value(&begins.letter)),
        (Sheet::ReturnLetter, serde_json::to_value(&begins.letter)),
        (Sheet::Receipt, serde_json::to_value(&begins.form)),
        (Sheet::HandoverList, serde_json::to_value(&begins.form)),
        (Sheet::Sop, serde_json::to_value(&begins.sop)),
        (Sheet::FolderLabel, serde_json::to_value(&begins.label)),
    ] {
        let name = format!("{}.typical.json", sheet.key());
        let (_, text) = samples(sheet).into_iter().find(|(path, _)| path.ends_with(&name)).expect(&name);
        let sample: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(page.expect("plain data"), sample["page"], "{name}");
    }
}

/// The office of these sheets, with its people.
struct Printing {
    office: Office,
    calendar: domain::calendar::Calendar,
    people: People,
}

impl Printing {
    fn new() -> Self {
        let person = |actor: domain::role::Actor, name: &str| Official {
            account: actor.account,
            name: name.into(),
            initials: actor.initials.to_string(),
            rank: Some("Penata (III/c)".into()),
            nip: Some("196908171994031006".into()),
            roles: actor.grants.into_iter().map(|grant| grant.role).collect(),
        };
        let people = [
            (ys(), "Yuliana Sari, A.Md."),
            (dk(), "Dian Kusuma, S.Kom."),
            (my(), "Ir. Marlina Yusuf, M.M."),
            (af(), "Drs. H. Ahmad Fauzi, M.Si."),
        ];
        let officials: Vec<Official> = people.into_iter().map(|(actor, name)| person(actor, name)).collect();
        let held = |official: &Official| Held {
            role: official.roles[0].clone(),
            account: official.account.clone(),
            lent: None,
            absent: false,
        };
        let office = Office {
            government: "Pemerintah Kota Pekanbaru".into(),
            name: "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu".into(),
            short_name: "DPMPTSP".into(),
            city: "Pekanbaru".into(),
            address: "Jalan Jenderal Sudirman No. 464".into(),
            phone: "(0761) 28262".into(),
            sms: "0811 7515 133".into(),
            naming_line: "Kepala Dinas".into(),
            ..Office::default()
        };
        let held = officials.iter().map(held).collect();
        Self { office, calendar: desk::calendar(), people: People { officials, held } }
    }

    fn case<'a>(&'a self, file: &'a File, now: Instant) -> Case<'a> {
        let desk = Desk {
            office: &self.office,
            calendar: &self.calendar,
            people: &self.people,
            site: "https://izin.example.go.id",
            now,
        };
        Case { desk, standard: &file.standard, dossier: &file.dossier, card: &file.card }
    }

    fn receipt(&self, file: &File, now: Instant, reprinted: bool) -> Receipt {
        let facts = file.dossier.facts.as_ref().expect("kept");
        let link = Some("https://izin.example.go.id/lacak/7KM4Q-9TX2T?t=1".to_owned());
        let made = paper::receipt(&self.case(file, now), facts, Copy::Applicant, reprinted, link);
        made.expect("a clock").data
    }

    fn card(&self, file: &File) -> ControlCardSheet {
        let head = "9f3c41d87be205a6c1f488e03d976b52e4a10c7d5f2893bb16ce72f0a85d4e39";
        let link = "https://izin.example.go.id/berkas/x/pindai".to_owned();
        let made = paper::control_card(&self.case(file, file.now), &ys(), (head, CardProof::Intact), link);
        made.expect("a clock").data
    }
}

fn text(data: &impl Serialize) -> String {
    serde_json::to_string(data).expect("plain data")
}

#[test]
fn a_receipt_tells_the_promise_and_what_was_brought_but_never_the_second_factor() {
    let printing = Printing::new();
    let mut file = File::unmarked(inseminator());
    let keys: Vec<String> = file.dossier.items.iter().map(|item| item.key.clone()).collect();
    let mut marks: Vec<_> =
        keys.iter().map(|key| desk::decision(key, Some(Brought::Physical), None)).collect();
    marks[7].note.number = "31.2.2024".into();
    marks[7].note.expiry = "2028-07-02".into();
    marks[8].brought = Some(Brought::Promised);
    marks[9].brought = Some(Brought::NotThere);
    file.must(&ys(), &Command::MarkItems { items: marks });
    let receipt = printing.receipt(&file, file.now, false);
    assert_eq!(receipt.promise.due, "Kamis, 26 November 2026 pukul 16.00 WIB");
    assert_eq!(receipt.received, "Selasa, 24 November 2026 pukul 08.00 WIB");
    assert_eq!(receipt.nik, "1471••••••••••••");
    assert_eq!(receipt.track_address.as_deref(), Some("izin.example.go.id/lacak"));
    let item = |place: usize| (receipt.items[place].present, receipt.items[place].note.as_str());
    assert_eq!(item(0), (Some(true), ""));
    assert_eq!(item(7), (Some(true), "No. 31.2.2024, berlaku s.d. 2 Juli 2028"));
    assert_eq!(item(8), (Some(false), "menyusul"));
    assert_eq!(item(9), (Some(false), ""));
    let officer = receipt.officer.as_ref().expect("registered at the counter");
    assert_eq!(officer.office_lines, ["Petugas Front Office"]);
    assert_eq!(officer.name, "Yuliana Sari, A.Md.");
    let nik = file.dossier.facts.as_ref().expect("kept").nik.clone();
    let said = text(&receipt);
    assert!(!said.contains(nik.last_four()) && !said.contains(nik.full()), "{said}");
}

#[test]
fn a_receipt_printed_again_says_so_and_keeps_the_first_promise() {
    let printing = Printing::new();
    let mut file = File::at_desk(inseminator(), 2);
    let first = printing.receipt(&file, file.now, false);
    file.must(&ys(), &returns("npwp"));
    file.at(on(26, "09:00"));
    file.must(&ys(), &answers("npwp"));
    let again = printing.receipt(&file, file.now, true);
    assert_eq!(first.reprinted, None);
    assert_eq!(again.reprinted.as_deref(), Some("Kamis, 26 November 2026 pukul 09.01 WIB"));
    assert_eq!((again.promise, again.date, again.received), (first.promise, first.date, first.received));
    // A printer that jammed is no reason to call the sheet a copy.
    let earlier = [on(24, "08:00"), on(24, "08:10")];
    assert!(!paper::is_reprint(earlier, on(24, "08:14")));
    assert!(paper::is_reprint(earlier, on(24, "08:16")));
    assert!(!paper::is_reprint([], on(24, "08:16")));
}

#[test]
fn an_application_from_the_public_form_has_no_officer_on_its_receipt() {
    let file = File::online(inseminator());
    let receipt = Printing::new().receipt(&file, file.now, false);
    assert_eq!(receipt.officer, None);
    assert_eq!(receipt.channel, "halaman Ajukan (daring)");
}

#[test]
fn a_control_card_shows_both_initials_of_every_visit_and_whose_they_are() {
    let printing = Printing::new();
    let mut file = File::at_desk(inseminator(), 5);
    file.work();
    let card = printing.card(&file);
    assert_eq!(card.visits.len(), 5);
    let first = &card.visits[0].handovers[0];
    assert_eq!((first.giver.role.as_str(), first.giver.initials.as_deref()), ("Pemohon", None));
    assert_eq!(first.receiver.as_ref().and_then(|hand| hand.initials.as_deref()), Some("YS"));
    let third = &card.visits[2].handovers[0];
    assert_eq!(third.giver.initials.as_deref(), Some("YS"));
    assert_eq!(third.receiver.as_ref().map(|hand| hand.role.as_str()), Some("Back Office"));
    let marks = |place: usize| -> Vec<(&str, bool)> {
        card.visits[place].marks.iter().map(|mark| (mark.initials.as_str(), mark.struck)).collect()
    };
    assert_eq!((marks(2), marks(3), marks(4)), (vec![], vec![("NS", false)], vec![("HS", false)]));
    assert_eq!(card.visits[4].verdict, "berjalan");
    let to_come: Vec<&str> = card.upcoming.iter().map(|step| step.no.as_str()).collect();
    assert_eq!(to_come, ["6", "7", "8", "9"]);
    assert_eq!(card.chain.head.len(), 16);
    assert_eq!((card.chain.verdict.as_str(), card.chain.count), ("utuh", file.dossier.entries));
    let whose: Vec<String> = card.initials.iter().map(|of| format!("{} {}", of.letters, of.name)).collect();
    assert_eq!(whose, ["YS Yuliana Sari", "DK Dian Kusuma", "NS NS", "HS HS"]);
    assert_eq!(card.outcome, None);
    assert!(card.completeness.starts_with("11 dari 11 persyaratan ada, diperiksa 24/11"), "{card:?}");
}

#[test]
fn what_a_send_back_struck_stays_on_the_card_as_struck() {
    let printing = Printing::new();
    let mut file = File::at_desk(inseminator(), 6);
    file.must(&my(), &desk::send_back(3));
    let card = printing.card(&file);
    assert_eq!(card.visits.len(), 7);
    assert!(card.visits[3].marks[0].struck && card.visits[4].marks[0].struck);
    assert_eq!(card.visits[5].note.as_deref(), Some("dikirim balik ke tahap 3"));
    let last = card.visits[6].handovers.last().expect("a tray");
    assert_eq!((last.receiver.clone(), last.waiting.as_str()), (None, "menunggu diterima"));
}

#[test]
fn a_control_card_tells_a_stand_in_and_the_way_by_the_applicant() {
    let printing = Printing::new();
    let mut file = File::in_tray(inseminator(), 6);
    let stand_in = desk::lent(dk(), OfficeRole::Secretary, StandInForm::Plh);
    file.must(&stand_in, &Command::Accept);
    file.must(&stand_in, &returns("npwp"));
    let card = printing.card(&file);
    let hand = card.visits[5].handovers[0].receiver.clone().expect("accepted");
    assert_eq!((hand.role.as_str(), hand.note.as_deref()), ("Sekretaris", Some("Plh. Dian Kusuma")));
    assert_eq!(card.visits[5].note.as_deref(), Some("di tangan pemohon"));
    assert_eq!(card.outcome.as_ref().map(|out| out.label.as_str()), Some("Di tangan pemohon"));
    file.must(&ys(), &answers("npwp"));
    let card = printing.card(&file);
    assert_eq!(card.visits[5].handovers[1].giver.note.as_deref(), Some("dicatat oleh YS"));
    assert!(card.completeness.ends_with("Pengembalian: 1 kali."), "{}", card.completeness);
}

#[test]
fn a_ready_licence_says_on_the_card_whether_the_promise_was_kept() {
    let printing = Printing::new();
    let file = File::at_desk(inseminator(), 9);
    let card = printing.card(&file);
    let outcome = card.outcome.expect("ready");
    assert_eq!(outcome.label, "Siap diambil");
    assert!(outcome.value.ends_with(", tepat janji"), "{}", outcome.value);
    assert_eq!(card.sum.label, "Jumlah sampai siap diambil");
    assert_eq!(card.visits[8].verdict, "siap diambil");
    assert!(card.time_spent.expect("worked on").contains("norma"));
}

#[test]
fn each_return_has_its_letter_with_its_own_last_day() {
    let printing = Printing::new();
    let mut file = File::at_desk(inseminator(), 2);
    let mut asked = desk::note("str");
    asked.note = "Masa berlaku STR berakhir".into();
    asked.remedy = "Bawa STR yang masih berlaku".into();
    file.must(&ys(), &Command::Return { items: vec![asked], remark: String::new() });
    file.at(on(26, "09:00"));
    file.must(&ys(), &answers("str"));
    file.must(&ys(), &file.mark_all(None, Some(Finding::Present)));
    file.must(&ys(), &desk::hand_over());
    file.accept();
    file.must(&dk(), &returns("npwp"));
    let case = printing.case(&file, file.now);
    let facts = file.dossier.facts.as_ref().expect("kept");
    let letters: Vec<ReturnLetter> = paper::returns(&file.card)
        .map(|entry| paper::return_letter(&case, facts, entry, None).data)
        .collect();
    assert_eq!(letters.len(), 2);
    let (first, second) = (&letters[0], &letters[1]);
    assert_eq!(first.items[0].problem, "Masa berlaku STR berakhir");
    assert_eq!(first.items[0].remedy, "Bawa STR yang masih berlaku");
    assert_eq!(first.until, "Senin, 28 Desember 2026", "the 24th, the eve of Christmas, is not worked");
    assert_eq!(second.until, "Senin, 28 Desember 2026", "the 26th is a Saturday");
    assert_eq!((first.restarts, second.restarts), (true, false), "complete once, the promise only pauses");
    assert_eq!(first.letter.date.as_deref(), Some("24 November 2026"));
    assert_eq!(first.letter.number, None, "the office's register of letters gives it");
    assert_eq!(first.letter.signature.name, "Drs. H. Ahmad Fauzi, M.Si.");
    assert_eq!(first.letter.addressee.name, "Sdr. Bambang Prasetyo, S.Pt.");
}

#[test]
fn a_refusal_is_signed_by_who_refused_and_tells_how_to_object() {
    let printing = Printing::new();
    let mut file = File::in_tray(inseminator(), 7);
    let stand_in = desk::lent(my(), OfficeRole::Head, StandInForm::Plh);
    file.must(&stand_in, &Command::Accept);
    file.must(&stand_in, &Command::Refuse { reasons: "1. STR palsu\n2. Tempat belum layak".into() });
    let case = printing.case(&file, file.now);
    let facts = file.dossier.facts.as_ref().expect("kept");
    let entry = paper::refused(&file.card).expect("refused");
    let letter = paper::refusal_letter(&case, facts, entry, None).expect("a term").data;
    assert_eq!(letter.reasons, ["STR palsu", "Tempat belum layak"]);
    let block = &letter.letter.signature;
    assert_eq!(block.form, Some(paper::SignerForm::Plh));
    assert_eq!(block.name, "Ir. Marlina Yusuf, M.M.");
    let objection = letter.objection.expect("told");
    assert!(objection.to.ends_with("Satu Pintu Kota Pekanbaru"), "{}", objection.to);
    assert_eq!(objection.term, "21 hari kerja");
    assert!(objection.until.ends_with("Desember 2026"), "{}", objection.until);
    assert!(paper::refused(&File::at_desk(inseminator(), 2).card).is_none());
}

#[test]
fn a_revocation_tells_which_licence_ends_why_and_what_its_holder_can_do() {
    let printing = Printing::new();
    let mut file = File::at_desk(inseminator(), 8);
    file.work();
    let letter = IssuedLetter {
        number: "500.7/001/SIPP-I/DPMPTSP/2026".into(),
        from: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date"),
        until: NaiveDate::from_ymd_opt(2031, 11, 24).expect("a date"),
        contents: "aa".repeat(32),
        sha256: "bb".repeat(32),
        template: "cc".repeat(32),
        key: "k1".into(),
    };
    file.append(vec![issue(&file.dossier, letter.clone()).expect("due")]);
    file.must(&dk(), &Command::HandOver { then: Then::HandOver });
    file.accept();
    file.work();
    file.must(
        &af(),
        &Command::Revoke { reason: "1. Berpraktik di luar tempat izin\n2. Tidak melapor".into() },
    );
    let case = printing.case(&file, file.now);
    let facts = file.dossier.facts.as_ref().expect("kept");
    let entry = paper::revoked(&file.card).expect("revoked");
    let made = paper::revocation_letter(
        &case,
        facts,
        (&letter, entry),
        Some("https://izin.example.go.id/izin".into()),
    );
    let RevocationLetter { reasons, licence_number, validity, return_to, objection, .. } =
        made.expect("a term").data;
    assert_eq!(reasons, ["Berpraktik di luar tempat izin", "Tidak melapor"]);
    assert_eq!(licence_number, letter.number);
    assert_eq!(validity, "24 November 2026 sampai dengan 24 November 2031");
    assert_eq!(return_to, "loket pelayanan DPMPTSP Kota Pekanbaru");
    assert!(objection.is_some_and(|objection| objection.term == "21 hari kerja"));
    assert_eq!(paper::revoked(&File::at_desk(inseminator(), 2).card), None);
}

#[test]
fn a_licence_that_waits_for_more_than_a_month_is_written_about() {
    let printing = Printing::new();
    let file = File::at_desk(inseminator(), 9);
    let month = |text: &str| {
        let text = format!("{text}T16:00:00+07:00");
        chrono::DateTime::parse_from_rfc3339(&text).expect("an instant").with_timezone(&chrono::Utc)
    };
    let since = |now| paper::uncollected_since(&file.dossier, &printing.calendar, now);
    assert_eq!(since(month("2026-12-24")), None);
    let ready = since(month("2026-12-29")).expect("a month and more");
    let case = printing.case(&file, month("2026-12-29"));
    let facts = file.dossier.facts.as_ref().expect("kept");
    let letter = paper::reminder_letter(&case, facts, ready, None).data;
    assert_eq!(letter.licence_number, "500.7/001/SIPP-I/DPMPTSP/2026");
    assert_eq!(letter.licence_date, "24 November 2026");
    assert_eq!(letter.validity, "24 November 2026 sampai dengan 24 November 2031");
    assert_eq!(letter.letter.date.as_deref(), Some("29 Desember 2026"));
    assert_eq!(
        paper::uncollected_since(&File::at_desk(inseminator(), 2).dossier, &printing.calendar, case.desk.now),
        None
    );
}

#[test]
fn a_draft_shows_the_facts_that_were_frozen_with_it() {
    let printing = Printing::new();
    let mut file = File::at_desk(inseminator(), 4);
    file.work();
    let draft = file.dossier.standing.draft.expect("drafted").number;
    file.must(&dk(), &desk::corrected(&file, "Bambang Wijaya"));
    let facts = paper::facts_of_draft(&file.card, draft).expect("kept");
    let made = paper::draft(&printing.case(&file, file.now), facts, draft);
    let licence = made.data;
    assert_eq!(made.qr, None);
    assert_eq!(
        licence.rows[0].value, "Bambang Prasetyo, S.Pt.",
        "not the name that was corrected afterwards"
    );
    assert_eq!(licence.rows[1].value, "1471••••••••0003");
    let labels: Vec<&str> = licence.rows.iter().map(|row| row.label.as_str()).collect();
    assert!(labels.contains(&"Pendidikan") && !labels.contains(&"Nomor izin sebelumnya"), "{labels:?}");
    assert_eq!(
        licence.rows.last().map(|row| row.value.as_str()),
        Some("5 (lima) tahun sejak tanggal ditetapkan")
    );
    let paraf = licence.paraf.expect("the draft shows who initialled").rows;
    let initials: Vec<Option<&str>> = paraf.iter().map(|row| row.initials.as_deref()).collect();
    assert_eq!(initials, [Some("NS"), None, None]);
    assert_eq!(paraf[0].office, "JF Analis Kebijakan Ahli Muda");
    assert!(licence.basis.last().expect("rules").ends_with('.') && licence.basis[0].ends_with(';'));
    assert_eq!((licence.number, licence.date), (None, None));
    assert_eq!(paper::facts_of_draft(&file.card, 7), None);
    let stated = |entry: &domain::event::Entry| matches!(entry.event, Event::Corrected { .. });
    assert!(file.card.iter().any(stated), "the correction stands on the card");
}

#[test]
fn a_courier_carries_folders_to_one_desk() {
    let printing = Printing::new();
    let (one, other) = (File::in_tray(inseminator(), 3), File::at_desk(inseminator(), 2));
    let list = |files: &[&File]| {
        let cases: Vec<Case<'_>> = files.iter().map(|file| printing.case(file, on(24, "12:00"))).collect();
        paper::handover_list(&cases, &my()).map(|made| made.data)
    };
    let both = list(&[&one, &other]).expect("both go to the Back Office");
    assert_eq!(both.to.role, "Back Office");
    assert_eq!(both.to.name.as_deref(), Some("Dian Kusuma, S.Kom."));
    assert_eq!(both.from.role, "Front Office");
    assert_eq!(both.from.name.as_deref(), Some("Yuliana Sari, A.Md."));
    assert_eq!(both.dossiers.iter().map(|line| line.step.as_str()).collect::<Vec<_>>(), ["Cetak blanko"; 2]);
    let further = File::in_tray(inseminator(), 4);
    assert!(matches!(list(&[&one, &further]), Err(HandoverFault::Apart { desks }) if desks.len() == 2));
    let ready = File::at_desk(inseminator(), 9);
    assert!(matches!(list(&[&one, &ready]), Err(HandoverFault::Nowhere { .. })));
    assert_eq!(list(&[]), Err(HandoverFault::Empty));
}

#[test]
fn the_list_names_the_officer_who_hands_over_whoever_prints_it_and_nobody_where_several_do() {
    let printing = Printing::new();
    let from = |files: &[&File], by: &Actor| {
        let cases: Vec<Case<'_>> = files.iter().map(|file| printing.case(file, on(24, "12:00"))).collect();
        let party = paper::handover_list(&cases, by).expect("to one desk").data.from;
        (party.role, party.name)
    };
    let drafted = File::in_tray(inseminator(), 4);
    let dian = ("Back Office".to_owned(), Some("Dian Kusuma, S.Kom.".to_owned()));
    assert_eq!(from(&[&drafted], &my()), dian, "who gave it, not who prints");
    assert_eq!(
        from(&[&File::at_desk(inseminator(), 3), &drafted], &ys()),
        dian,
        "on the desk and in the tray"
    );
    let mut taken_over = File::at_desk(inseminator(), 3);
    let colleague = person("RH", &[OfficeRole::BackOffice]);
    taken_over.must(&colleague, &Command::TakeOver);
    let (role, name) = from(&[&taken_over, &drafted], &ys());
    assert_eq!((role.as_str(), name), ("Back Office", None), "each signs for the own folders");
    let mut sent_back = File::at_desk(inseminator(), 5);
    sent_back.must(&hs(), &send_back(4));
    let (role, name) = from(&[&sent_back, &drafted], &ys());
    assert_eq!((role.as_str(), name), ("JF Analis Kebijakan Ahli Madya, Back Office", None));
}

#[test]
fn the_sop_sheet_has_a_column_for_everybody_who_acts_and_a_row_for_each_step() {
    let printing = Printing::new();
    let file = File::at_desk(inseminator(), 2);
    let desk = printing.case(&file, file.now).desk;
    let since = NaiveDate::from_ymd_opt(2026, 8, 1).expect("a date");
    let sheet = paper::sop(&desk, &file.standard, (3, since)).data;
    assert_eq!(sheet.roles[0], "Pemohon");
    assert_eq!(sheet.roles.len(), 7);
    assert_eq!(sheet.steps.len(), 9);
    let columns: Vec<usize> = sheet.steps.iter().map(|step| step.role).collect();
    assert_eq!(columns, [1, 1, 2, 3, 4, 5, 6, 2, 1]);
    assert_eq!(sheet.steps[0].activity.len(), 3);
    assert_eq!(sheet.effective.as_deref(), Some("1 Agustus 2026"));
    assert_eq!((sheet.version.as_str(), sheet.total.as_str()), ("standar pelayanan versi 3", "2 hari kerja"));
    assert_eq!((sheet.legal_basis.len(), sheet.equipment.len()), (4, 10));
}

#[test]
fn who_is_away_does_not_sign() {
    let mut printing = Printing::new();
    let head = RoleKey::from(OfficeRole::Head);
    let signer = |printing: &Printing| {
        let (official, lent) = printing.people.signer(&head).expect("somebody signs");
        (official.name.clone(), lent)
    };
    assert_eq!(signer(&printing), ("Drs. H. Ahmad Fauzi, M.Si.".to_owned(), None));
    for held in printing.people.held.iter_mut().filter(|held| held.role == head) {
        held.absent = true;
    }
    assert_eq!(signer(&printing).1, None, "without a stand-in the holder stays");
    printing.people.held.push(Held {
        role: head.clone(),
        account: my().account,
        lent: Some(StandInForm::Plh),
        absent: false,
    });
    assert_eq!(signer(&printing), ("Ir. Marlina Yusuf, M.M.".to_owned(), Some(StandInForm::Plh)));
    assert!(printing.people.signer(&RoleKey("lain".into())).is_none());
}

#[test]
fn a_label_says_no_more_than_the_outside_of_a_folder_may() {
    let printing = Printing::new();
    let file = File::at_desk(inseminator(), 2);
    let label = paper::folder_label(&printing.case(&file, file.now), "https://izin.example.go.id/b".into());
    let said = text(&label.data);
    let nik: &Nik = &file.dossier.facts.as_ref().expect("kept").nik;
    assert!(said.contains("REG/2026/000102") && said.contains("Bambang Prasetyo"), "{said}");
    assert!(!said.contains(&nik.full()[..4]) && !said.contains("7654"), "{said}");
}
