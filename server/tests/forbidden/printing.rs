//! Who may print what, what leaves the house then, and that it is written down.

use axum::body::{Body, to_bytes};
use domain::id::DossierId;
use domain::office::Office as Identity;
use domain::paper::{PaperSize, Sheet};
use domain::role::OfficeRole::{self, FrontOffice, JuniorAnalyst};
use http::{Request, Response, StatusCode};
use serde_json::json;
use std::process::Command;
use storage::access::Reading;
use storage::settings_log::By;

use crate::office::{NIK, NOBODY, Office, SERVICE, Served, morning, text};

async fn get(served: &Served, path: &str, cookie: &str) -> Response<Body> {
    served.send(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
}

/// What a program of poppler says of a PDF.
async fn poppler(program: &str, response: Response<Body>) -> String {
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "application/pdf");
    let bytes = to_bytes(response.into_body(), 4_000_000).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, bytes).unwrap();
    let run = Command::new(program).arg(&path).args((program == "pdftotext").then_some("-")).output();
    let output = run.unwrap_or_else(|error| panic!("{program}: {error}; install poppler-utils"));
    String::from_utf8(output.stdout).unwrap()
}

/// The text of a PDF as a reader selects it, a blank between all words.
async fn pdf_text(response: Response<Body>) -> String {
    let text = poppler("pdftotext", response).await;
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{200b}', "")
}

fn paper(dossier: &DossierId, name: &str) -> String {
    format!("/berkas/{dossier}/{name}.pdf")
}

/// What was printed of a dossier, the first at the head.
async fn printed(office: &Office, dossier: &DossierId) -> Vec<Reading> {
    let mut accesses = office.store.accesses_of(dossier).await.unwrap();
    accesses.reverse();
    accesses.into_iter().map(|access| access.what).collect()
}

#[tokio::test]
async fn papers_are_printed_by_those_who_may_see_the_dossier_alone() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let before = office.written(&dossier).await;
    let list = format!("/berkas/daftar-pengantar.pdf?berkas={dossier}");
    let papers = [
        paper(&dossier, "tanda-terima"),
        paper(&dossier, "kartu-kendali"),
        paper(&dossier, "label"),
        paper(&dossier, "surat-pengembalian"),
        paper(&dossier, "surat-penolakan"),
        paper(&dossier, "surat-pemberitahuan"),
        paper(&dossier, "konsep"),
        paper(&dossier, "surat-izin"),
        list,
    ];
    for role in OfficeRole::ALL.into_iter().filter(|role| !role.works_at_steps()) {
        let cookie = served.sign_in(role.key()).await;
        for path in &papers {
            let response = get(&served, path, &cookie).await;
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path} by {}", role.key());
            let told = text(response).await;
            assert!(!told.contains("Rina") && told.contains("wewenang"), "{told}");
        }
    }
    for path in &papers {
        let response = get(&served, path, "").await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{path}");
        assert!(response.headers()["location"].to_str().unwrap().starts_with("/masuk?ke=/berkas/"));
    }
    assert_eq!(office.written(&dossier).await, before, "what is forbidden is no reading");
    for role in OfficeRole::ALL.into_iter().filter(|role| role.works_at_steps()) {
        let cookie = served.sign_in(role.key()).await;
        for path in [&papers[0], &papers[1], &papers[2], &papers[8]] {
            let response = get(&served, path, &cookie).await;
            assert_eq!(response.status(), StatusCode::OK, "{path} by {}", role.key());
        }
    }
}

#[tokio::test]
async fn a_receipt_has_a_speaking_name_and_never_the_second_factor() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let front = served.sign_in(FrontOffice.key()).await;
    let response = get(&served, &paper(&dossier, "tanda-terima"), &front).await;
    let headers = response.headers();
    assert_eq!(headers["content-disposition"], "inline; filename=\"tanda-terima-REG-2026-000001.pdf\"");
    assert_eq!(headers["cache-control"], "no-store");
    let code = office.store.dossier(&dossier).await.unwrap().unwrap().dossier.code.written();
    let said = pdf_text(response).await;
    for part in ["Rina Dewi Sartika, S.Pt.", "REG/2026/000001", &code, "26 November 2026 pukul 16.00 WIB"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    for hidden in [&NIK[12..], NIK, "7600", "cetak ulang"] {
        assert!(!said.contains(hidden), "{hidden}: {said}");
    }
    assert_eq!(printed(&office, &dossier).await, [Reading::Printed(Sheet::Receipt)]);
}

#[tokio::test]
async fn a_lost_receipt_is_printed_again_and_says_so() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let path = paper(&dossier, "tanda-terima");
    for (minutes, again) in [(0, false), (5, false), (40, true)] {
        let served = office.at(minutes).await;
        let front = served.sign_in(FrontOffice.key()).await;
        let said = pdf_text(get(&served, &path, &front).await).await;
        assert_eq!(said.contains("cetak ulang"), again, "after {minutes} minutes: {said}");
        let file = pdf_text(get(&served, &format!("{path}?lembar=berkas"), &front).await).await;
        assert!(file.contains("lembar untuk berkas") && said.contains("lembar untuk pemohon"), "{file}");
    }
}

#[tokio::test]
async fn a_control_card_is_walked_before_it_says_that_it_is_whole() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let analyst = served.sign_in(JuniorAnalyst.key()).await;
    let said = pdf_text(get(&served, &paper(&dossier, "kartu-kendali"), &analyst).await).await;
    let head = office.store.card(&dossier).await.unwrap().head;
    for part in ["KARTU KENDALI PELAYANAN", "utuh", &head[..4], "FO", "Rina Dewi Sartika"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains(NIK) && !said.contains("7600"), "{said}");
    assert_eq!(printed(&office, &dossier).await, [Reading::Printed(Sheet::ControlCard)]);
}

#[tokio::test]
async fn the_label_of_a_folder_tells_number_and_name_and_nothing_more_of_a_person() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let analyst = served.sign_in(JuniorAnalyst.key()).await;
    let said = pdf_text(get(&served, &paper(&dossier, "label"), &analyst).await).await;
    assert!(said.contains("REG/2026/000001") && said.contains("Rina Dewi Sartika"), "{said}");
    assert!(!said.contains("1471") && !said.contains("7600"), "{said}");
    assert_eq!(printed(&office, &dossier).await, [Reading::Printed(Sheet::FolderLabel)], "a name was read");
}

#[tokio::test]
async fn a_letter_is_printed_once_there_is_something_to_write_about() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let front = served.sign_in(FrontOffice.key()).await;
    for name in ["surat-pengembalian", "surat-penolakan", "surat-pemberitahuan", "konsep", "surat-izin"] {
        let response = get(&served, &paper(&dossier, name), &front).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
    }
    let command = json!({ "dossier": dossier, "id": crate::office::fresh_id(), "seen": 1, "command": {
        "command": "return", "items": [{ "key": "npwp", "note": "Buram", "remedy": "Bawa yang terbaca" }],
    } });
    let response = served.call("command/act", &front, command).await;
    assert_eq!(response.status(), StatusCode::OK, "{}", text(response).await);
    let said = pdf_text(get(&served, &paper(&dossier, "surat-pengembalian"), &front).await).await;
    for part in ["Sdr. Rina Dewi Sartika", "Buram", "Bawa yang terbaca", "28 Desember 2026"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let response = get(&served, &format!("{}?ke=2", paper(&dossier, "surat-pengembalian")), &front).await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND, "there was one return");
    let unknown = get(&served, &format!("/berkas/{NOBODY}/tanda-terima.pdf"), &front).await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    assert_eq!(printed(&office, &dossier).await, [Reading::Printed(Sheet::ReturnLetter)]);
}

#[tokio::test]
async fn a_courier_gets_one_list_for_one_desk() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let front = served.sign_in(FrontOffice.key()).await;
    let list = |ids: &str| format!("/berkas/daftar-pengantar.pdf?berkas={ids}");
    let response = get(&served, &list(&format!("{dossier},{dossier}")), &front).await;
    let name = response.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert_eq!(name, "inline; filename=\"daftar-pengantar-2026-11-24.pdf\"");
    let said = pdf_text(response).await;
    assert!(said.contains("Jumlah: 1 berkas") && said.contains("REG/2026/000001"), "{said}");
    let empty = get(&served, &list(""), &front).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(empty).await.contains("Tidak ada berkas"));
    assert_eq!(get(&served, &list("x"), &front).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(printed(&office, &dossier).await, [Reading::Printed(Sheet::HandoverList)]);
}

#[tokio::test]
async fn everybody_may_print_the_sop_of_a_service() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let response = get(&served, &format!("/standar/{SERVICE}/sop.pdf"), "").await;
    let name = response.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert_eq!(name, format!("inline; filename=\"sop-{SERVICE}.pdf\""));
    let said = pdf_text(response).await;
    for part in ["Dasar hukum", "JF Analis Kebijakan Ahli Madya", "2 hari kerja"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(get(&served, "/standar/tidak-ada/sop.pdf", "").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_print_follows_the_template_that_the_office_took_in() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let front = served.sign_in(FrontOffice.key()).await;
    let shipped = include_str!("../../templates/receipt.typ");
    let ours = shipped.replace("Telah diterima permohonan", "Sudah kami terima permohonan");
    let taken = [("receipt.typ".to_owned(), ours)];
    office.store.use_templates(&taken, &By::CommandLine, morning()).await.unwrap();
    let path = paper(&dossier, "tanda-terima");
    let said = pdf_text(get(&served, &path, &front).await).await;
    assert!(said.contains("Sudah kami terima permohonan"), "{said}");
    office.store.reset_template("receipt.typ", &By::CommandLine, morning()).await.unwrap();
    let said = pdf_text(get(&served, &path, &front).await).await;
    assert!(said.contains("Telah diterima permohonan"), "{said}");
}

#[tokio::test]
async fn a_template_that_a_newer_program_cannot_print_with_gives_way_to_the_programs_own_and_is_told() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let shipped = include_str!("../../templates/receipt.typ");
    let ours = shipped.replace("Telah diterima permohonan", "Sudah kami terima permohonan");
    let taken = [("receipt.typ".to_owned(), ours.clone() + "\n#data.gone")];
    office.store.use_templates(&taken, &By::CommandLine, morning()).await.unwrap();
    let path = paper(&dossier, "tanda-terima");
    let renewed = office.at(1).await;
    let front = renewed.sign_in(FrontOffice.key()).await;
    let said = pdf_text(get(&renewed, &path, &front).await).await;
    assert!(said.contains("Telah diterima permohonan"), "{said}");
    let told = text(get(&renewed, "/readyz", "").await).await;
    assert!(told.starts_with("ready\nwarning: the office's template receipt.typ does not print"), "{told}");
    let mended = [("receipt.typ".to_owned(), ours)];
    office.store.use_templates(&mended, &By::CommandLine, morning()).await.unwrap();
    let said = pdf_text(get(&renewed, &path, &front).await).await;
    assert!(
        said.contains("Sudah kami terima permohonan"),
        "at once, as it was checked when it was taken in: {said}"
    );
    assert_eq!(text(get(&office.at(2).await, "/readyz", "").await).await, "ready\n");
}

#[tokio::test]
async fn a_print_is_of_the_paper_that_the_office_set_for_its_kind() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let front = served.sign_in(FrontOffice.key()).await;
    let mut identity = office.store.setting::<Identity>().await.unwrap().unwrap_or_default();
    identity.paper.form.paper = PaperSize::F4;
    office.store.set(&identity, &By::CommandLine, morning()).await.unwrap();
    let sop = format!("/standar/{SERVICE}/sop.pdf");
    for (path, size) in [
        (paper(&dossier, "tanda-terima"), "609.449 x 935.433"),
        (paper(&dossier, "kartu-kendali"), "609.449 x 935.433"),
        (paper(&dossier, "label"), "283.465 x 198.425"),
        (sop, "841.89 x 595.276"),
    ] {
        let told = poppler("pdfinfo", get(&served, &path, &front).await).await;
        assert!(told.contains(size), "{path}: {told}");
    }
}
