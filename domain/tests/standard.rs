//! The standards that the program ships, and every way in which a standard can be wrong.

use domain::clock::Norm;
use domain::lang::Lang;
use domain::role::OfficeRole;
use domain::standard::{ComponentPart, ServiceStandard, StepKind};
use domain::standard_file::read_standard;

const INSEMINATOR: &str = include_str!("../../server/standards/sipp-inseminator.toml");
const VETERINARIAN: &str = include_str!("../../server/standards/sip-dokter-hewan.toml");

fn shipped() -> [ServiceStandard; 2] {
    [INSEMINATOR, VETERINARIAN].map(|text| read_standard(text).expect("a shipped standard is one"))
}

#[test]
fn the_inseminators_standard_promises_what_the_office_published() {
    let [standard, _] = shipped();
    assert_eq!(standard.service, "sipp-inseminator");
    assert_eq!(standard.requirements.len(), 11);
    assert_eq!((standard.promise, standard.fee), (Norm::WorkingDays(2), 0));
    let norms: Vec<Norm> = standard.steps.iter().map(|step| step.norm).collect();
    let minutes = Norm::Minutes;
    let expected = [
        minutes(5),
        minutes(20),
        minutes(3),
        minutes(5),
        minutes(10),
        minutes(10),
        Norm::WorkingDays(1),
        minutes(3),
        minutes(1),
    ];
    assert_eq!(norms, expected);
    let names: Vec<&str> = standard.steps.iter().map(|step| step.name.get(Lang::Id)).collect();
    assert_eq!(
        names.join(", "),
        "Permohonan, Verifikasi, Cetak blanko, Paraf Ahli Muda, Paraf Ahli Madya, Paraf Sekretaris, Tanda tangan, Penomoran, Penyerahan"
    );
}

#[test]
fn the_roles_of_the_steps_are_those_of_the_sop() {
    use OfficeRole as R;
    let [standard, _] = shipped();
    let roles: Vec<_> = standard.steps.iter().filter_map(|step| step.role.office_role()).collect();
    let (front, back) = (R::FrontOffice, R::BackOffice);
    assert_eq!(
        roles,
        [front, front, back, R::JuniorAnalyst, R::SeniorAnalyst, R::Secretary, R::Head, back, front]
    );
}

#[test]
fn a_phase_brackets_neighbouring_columns() {
    let [standard, _] = shipped();
    let mut phases: Vec<(&str, Vec<u8>)> = Vec::new();
    for (no, step) in standard.numbered() {
        match phases.last_mut() {
            Some((phase, steps)) if *phase == step.phase.id => steps.push(no.number()),
            _ => phases.push((&step.phase.id, vec![no.number()])),
        }
    }
    assert_eq!(
        phases,
        [
            ("Loket", vec![1, 2]),
            ("Penyusunan", vec![3]),
            ("Paraf berjenjang", vec![4, 5, 6]),
            ("Penandatanganan", vec![7]),
            ("Penerbitan", vec![8, 9]),
        ]
    );
}

#[test]
fn the_second_service_differs_in_steps_order_fee_and_promise() {
    use StepKind as K;
    let [_, standard] = shipped();
    let kinds: Vec<StepKind> = standard.steps.iter().map(|step| step.kind).collect();
    assert_eq!(
        kinds,
        [K::Intake, K::Verify, K::Draft, K::Initial, K::Initial, K::Number, K::Sign, K::Deliver]
    );
    assert_eq!((standard.fee, standard.promise), (100_000, Norm::WorkingDays(5)));
    assert_eq!((standard.fields.len(), standard.requirements.len()), (3, 8));
    assert_eq!(standard.steps.iter().filter(|step| step.norm == Norm::Minutes(90)).count(), 1);
    assert!(standard.requirement("bukti-setor").is_some_and(|item| item.mandatory && item.asks.len() == 2));
}

#[test]
fn a_requirement_may_hold_for_some_kinds_only() {
    let [_, standard] = shipped();
    assert_eq!(standard.requirements_for("baru").count(), 7);
    assert_eq!(standard.requirements_for("perpanjangan").count(), 8);
}

#[test]
fn all_fourteen_components_are_there_in_both_languages() {
    for standard in shipped() {
        let of = |part| standard.components.iter().filter(|c| c.part == part).count();
        assert_eq!((of(ComponentPart::Delivery), of(ComponentPart::Manufacturing)), (6, 8));
        for component in &standard.components {
            assert!(component.paragraphs.iter().all(|text| text.en.is_some()), "{}", component.title.id);
        }
    }
}

#[test]
fn a_text_without_english_is_told_to_be_indonesian() {
    let [standard, _] = shipped();
    let mut text = standard.title;
    assert_eq!(text.in_lang(Lang::En).1, Lang::En);
    text.en = None;
    assert_eq!(text.in_lang(Lang::En), ("Surat Izin Praktik Paramedik Inseminator", Lang::Id));
}

#[test]
fn a_standard_survives_the_wire() {
    for standard in shipped() {
        let wire = serde_json::to_string(&standard).expect("it is data");
        assert_eq!(serde_json::from_str::<ServiceStandard>(&wire).expect("the same data"), standard);
        let file = toml::to_string(&standard).expect("it is data");
        assert_eq!(read_standard(&file).expect("the same file"), standard);
    }
}

/// One change of the inseminators' file, and the entry and words of the fault it must be told as.
fn check(from: &str, to: &str, entry: &str, words: &str) {
    assert!(INSEMINATOR.contains(from), "the file has no {from:?}");
    let broken = INSEMINATOR.replacen(from, to, 1);
    let fault = read_standard(&broken).expect_err(&format!("{to:?} was accepted"));
    assert_eq!(fault.entry, entry, "{fault}");
    assert!(fault.fault.contains(words), "{fault}");
    let changed = INSEMINATOR[..INSEMINATOR.find(from).expect("found above")].lines().count();
    assert!(
        fault.line.abs_diff(changed) <= 12 || entry == "steps" || entry == "components",
        "{fault}: the change was near line {changed}"
    );
}

#[test]
fn every_fault_is_told_with_its_line_and_entry() {
    check(r#"service = "sipp-inseminator""#, r#"service = "SIPP Inseminator""#, "service", "small letters");
    check(r#"short = { id = "SIPP Inseminator","#, r#"short = { id = " ","#, "short", "empty");
    check(r#"classification = "500.7""#, r#"classification = """#, "classification", "part of the number");
    check("promise = { working_days = 2 }", "promise = { working_days = 0 }", "promise", "a norm is 1 to");
    check("legal = { working_days = 5 }", "legal = { minutes = 99000000 }", "legal", "a norm is 1 to");
    check("validity_years = 5", "validity_years = 0", "validity_years", "at least one year");
    check("fee = 0", "fee = -1", "fee", "invalid value");
    check(r#"key = "perpanjangan""#, r#"key = "baru""#, "kinds[1].key", "stands twice");
    check(r#"key = "npwp""#, r#"key = "NPWP""#, "requirements[2].key", "small letters");
    check(r#"text = { id = "Foto copy NPWP","#, r#"text = { id = "","#, "requirements[2].text", "empty");
    check("copies = 2", "copies = 0", "requirements[3].copies", "at least one copy");
    check("copies = 2", "copies = 2\nfor_kinds = [\"mutasi\"]", "requirements[3].for_kinds", "\"mutasi\"");
    check(r#"accepts = ["upload", "physical"]"#, "accepts = []", "requirements[0].accepts", "no form");
    check(r#"kind = "place""#, r#"kind = "choice""#, "fields[4].choices", "of kind choice");
    check(
        r#"key = "d3-kesehatan-hewan""#,
        r#"key = "smk-peternakan""#,
        "fields[0].choices[1].key",
        "stands twice",
    );
    check(r#"role = "back-office""#, r#"role = "kepegawaian""#, "steps[2].role", "no role of an SOP");
    check(r#"role = "back-office""#, r#"role = "juru-ketik""#, "steps[2].role", "no role of an SOP");
    check("norm = { minutes = 20 }", "norm = { minutes = 0 }", "steps[1].norm", "a norm is 1 to");
    check(r#"name = { id = "Verifikasi","#, r#"name = { id = "","#, "steps[1].name", "empty");
    check(r#"kind = "verify""#, r#"kind = "intake""#, "steps[1].kind", "intake: exactly one");
    check(r#"kind = "sign""#, r#"kind = "initial""#, "steps", "sign: exactly one");
    check(r#"kind = "deliver""#, r#"kind = "initial""#, "steps", "deliver: exactly one");
    check(
        r#"title = { id = "Persyaratan Pelayanan","#,
        r#"title = { id = "","#,
        "components[0].title",
        "empty",
    );
    check(
        "part = \"delivery\"\nnumber = 2",
        "part = \"delivery\"\nnumber = 7",
        "components",
        "numbered in order",
    );
    check(
        r#"licence_template = "{klasifikasi}/{urut:03}"#,
        r#"licence_template = "{klasifikasi}/"#,
        "licence_template",
        "running number",
    );
    check(
        r#"licence_template = "{klasifikasi}"#,
        r#"licence_template = "{kelas}"#,
        "licence_template",
        "kelas",
    );
    check("mandatory = true", "mandatory = \"ya\"", "requirements[0].mandatory", "invalid type");
    check("kind = \"intake\"", "kind = \"intak\"", "steps[0].kind", "unknown variant");
    check("[[kinds]]", "colour = \"red\"\n\n[[kinds]]", "colour", "unknown field");
}

/// The steps of the inseminators' standard in another order.
fn reordered(order: [usize; 9]) -> String {
    let [mut standard, _] = shipped();
    let steps = standard.steps.clone();
    standard.steps = order.iter().map(|place| steps[*place].clone()).collect();
    standard.validate().map_or_else(|fault| fault.to_string(), |()| "accepted".to_owned())
}

#[test]
fn the_order_of_the_steps_is_a_setting_within_bounds() {
    // With an electronic signature the number comes before the signature.
    assert_eq!(reordered([0, 1, 2, 3, 4, 5, 7, 6, 8]), "accepted");
    assert_eq!(reordered([1, 0, 2, 3, 4, 5, 6, 7, 8]), "steps[1].kind: intake: exactly one, the first step");
    assert_eq!(reordered([0, 1, 2, 3, 4, 5, 6, 8, 7]), "steps[7].kind: deliver: exactly one, the last step");
    assert_eq!(reordered([0, 2, 1, 3, 4, 5, 6, 7, 8]), "steps[1].kind: the draft comes after verification");
    assert_eq!(reordered([0, 1, 6, 2, 3, 4, 5, 7, 8]), "steps[2].kind: the signature comes after the draft");
    assert_eq!(reordered([0, 1, 7, 2, 3, 4, 5, 6, 8]), "steps[2].kind: the number comes after the draft");
    assert_eq!(
        reordered([0, 1, 2, 3, 4, 6, 5, 7, 8]),
        "steps[6].kind: an initial stands between draft and signature"
    );
    assert_eq!(
        reordered([0, 1, 3, 2, 4, 5, 6, 7, 8]),
        "steps[2].kind: an initial stands between draft and signature"
    );
}

#[test]
fn what_a_file_cannot_spell_is_refused_too() {
    let broken = |change: fn(&mut ServiceStandard)| {
        let [mut standard, _] = shipped();
        change(&mut standard);
        standard.validate().expect_err("refused").to_string()
    };
    assert!(broken(|s| s.kinds.clear()).starts_with("kinds: at least one"));
    assert!(broken(|s| s.components[3].paragraphs.clear()).starts_with("components[3].paragraphs"));
    assert!(
        broken(|s| s
            .roles
            .push(domain::standard::Choice { key: "sekretaris".into(), label: s.title.clone() }))
        .contains("the office's own")
    );
    assert!(broken(|s| s.steps = vec![s.steps[0].clone(); 41]).contains("stands twice"));
    assert!(
        broken(|s| s.steps = (0..41)
            .map(|n| {
                let mut step = s.steps[3].clone();
                step.key = format!("s{n}");
                step
            })
            .collect())
        .contains("more than forty")
    );
    assert!(
        broken(|s| s.requirements = (0..201)
            .map(|n| {
                let mut item = s.requirements[0].clone();
                item.key = format!("r{n}");
                item
            })
            .collect())
        .contains("more than two hundred")
    );
}

#[test]
fn a_standard_may_name_a_role_of_its_own() {
    let [mut standard, _] = shipped();
    standard.roles.push(domain::standard::Choice { key: "pengolah".into(), label: standard.title.clone() });
    standard.steps[2].role = domain::role::RoleKey("pengolah".into());
    assert_eq!(standard.validate(), Ok(()));
}
