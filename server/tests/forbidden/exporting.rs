//! Who may take the register out of the house, what of it, and that it is written down.

use std::io::Cursor;

use axum::body::{Body, to_bytes};
use calamine::{Data, DataType, Range, Reader, Xlsx};
use domain::role::OfficeRole::{self, FrontOffice, Head, Secretary};
use http::{Request, Response, StatusCode};
use serde_json::json;
use storage::access::Export;

use crate::office::{NIK, Office, SERVICE, Served, morning, registration, text};

const FILES: [&str; 2] = ["/berkas/ekspor.xlsx", "/berkas/ekspor.csv"];

async fn get(served: &Served, path: &str, cookie: &str) -> Response<Body> {
    served.send(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
}

/// Registers somebody of this name.
async fn register(served: &Served, name: &str) {
    let front = served.sign_in(FrontOffice.key()).await;
    let mut arguments = registration();
    arguments["form"]["name"] = json!(name);
    let response = served.call("counter/register", &front, arguments).await;
    assert_eq!(response.status(), StatusCode::OK);
}

async fn sheet(response: Response<Body>) -> Range<Data> {
    assert_eq!(response.status(), StatusCode::OK);
    let bytes = to_bytes(response.into_body(), 4_000_000).await.unwrap().to_vec();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    book.worksheet_range("Register berkas").unwrap()
}

fn row(sheet: &Range<Data>, number: usize) -> Vec<String> {
    sheet.rows().nth(number).unwrap().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn the_register_leaves_the_house_with_those_who_may_export_alone() {
    let office = Office::open().await;
    let served = office.at(0).await;
    office.dossier(&served).await;
    for role in OfficeRole::ALL {
        let cookie = served.sign_in(role.key()).await;
        let may = [FrontOffice, Secretary, Head].contains(&role);
        for file in FILES {
            let response = get(&served, file, &cookie).await;
            let wanted = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(response.status(), wanted, "{file} by {}", role.key());
            if !may {
                let told = text(response).await;
                assert!(!told.contains("Rina") && told.contains("wewenang"), "{told}");
            }
        }
    }
    assert_eq!(office.store.exports(100).await.unwrap().len(), 6, "what is forbidden is no export");
}

#[tokio::test]
async fn without_a_session_one_comes_to_the_door_first_and_then_to_the_file() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let response = get(&served, "/berkas/ekspor.csv?keadaan=baki", "").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/masuk?ke=/berkas/ekspor.csv%3Fkeadaan%3Dbaki");
    assert_eq!(office.store.exports(100).await.unwrap(), []);
}

#[tokio::test]
async fn a_workbook_holds_dates_as_dates_and_says_what_it_shows() {
    let office = Office::open().await;
    let served = office.at(0).await;
    office.dossier(&served).await;
    let secretary = served.sign_in(Secretary.key()).await;
    let path = format!("/berkas/ekspor.xlsx?layanan={SERVICE}&keadaan=terbuka&halaman=7");
    let response = get(&served, &path, &secretary).await;
    let headers = response.headers();
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(
        headers["content-disposition"],
        format!("attachment; filename=\"register-{SERVICE}-2026-11-24.xlsx\"").as_str()
    );
    let sheet = sheet(response).await;
    let note = row(&sheet, 1)[0].clone();
    for part in ["SIPP Inseminator", "terbuka", "1 berkas", "24 November 2026", "08.30"] {
        assert!(note.contains(part), "{part}: {note}");
    }
    assert_eq!(
        row(&sheet, 2),
        [
            "Register",
            "Pemohon",
            "Layanan",
            "Diajukan",
            "Keadaan",
            "Langkah",
            "Sejak",
            "Janji",
            "Hasil",
            "Tempat berkas",
            "Nomor izin",
            "Izin berlaku sampai",
            "Keadaan izin",
        ]
    );
    let line = sheet.rows().nth(3).unwrap();
    assert_eq!(line[0].to_string(), "REG/2026/000001");
    assert_eq!(line[1].to_string(), "Rina Dewi Sartika, S.Pt.");
    for column in [3, 6, 7] {
        assert!(line[column].is_datetime(), "{:?}", line[column]);
    }
    let submitted = line[3].as_datetime().unwrap().to_string();
    assert_eq!(submitted, "2026-11-24 08:30:00", "the office's own clock");
    assert_eq!(line[5].to_string(), "1 Permohonan");
    assert_eq!(sheet.height(), 4);
    let all: String = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(!all.contains(NIK) && !all.contains("7600"), "{all}");
}

#[tokio::test]
async fn a_csv_opens_as_a_table_in_indonesia_and_runs_nothing() {
    let office = Office::open().await;
    let served = office.at(0).await;
    register(&served, "=HYPERLINK(1)").await;
    register(&served, "Siti Aminah").await;
    let head = served.sign_in(Head.key()).await;
    let response = get(&served, "/berkas/ekspor.csv", &head).await;
    assert_eq!(response.headers()["content-type"], "text/csv; charset=utf-8");
    let disposition = response.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(disposition.contains("register-semua-layanan-2026-11-24.csv"), "{disposition}");
    let text = text(response).await;
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}Register;Pemohon;Layanan;Diajukan;"), "{text}");
    assert!(lines[1].starts_with("REG/2026/000002;Siti Aminah, S.Pt.;"), "{text}");
    assert!(lines[1].contains(";2026-11-24 08:30;"), "{text}");
    assert!(lines[2].contains(";'=HYPERLINK(1), S.Pt.;"), "{text}");
    assert_eq!(lines.len(), 4);
    assert!(!text.contains(NIK) && !text.contains("7600"), "{text}");
    // In English on request.
    let english = self::text(get(&served, "/berkas/ekspor.csv?bahasa=en", &head).await).await;
    assert!(english.starts_with("\u{feff}Register;Applicant;Service;"), "{english}");
}

#[tokio::test]
async fn an_export_is_written_down_without_the_name_that_was_searched() {
    let office = Office::open().await;
    let served = office.at(0).await;
    register(&served, "Siti Aminah").await;
    register(&served, "Budi Santoso").await;
    let secretary = served.sign_in(Secretary.key()).await;
    let found =
        text(get(&served, "/berkas/ekspor.csv?cari=Siti+Aminah&layanan=tidak-ada%0A", &secretary).await)
            .await;
    assert_eq!(found.lines().count(), 1, "{found}");
    let found = text(get(&served, "/berkas/ekspor.csv?cari=Siti+Aminah&kunjungan=1", &secretary).await).await;
    assert!(found.contains("Antre (menit kerja);Kerja (menit kerja)"), "{found}");
    let found = text(get(&served, "/berkas/ekspor.csv?cari=Siti+Aminah", &secretary).await).await;
    assert!(found.contains("Siti Aminah") && !found.contains("Budi"), "{found}");
    let account = office.account(Secretary.key()).await;
    let newest = office.store.exports(1).await.unwrap();
    let at = newest[0].at;
    assert!(at >= morning());
    let wanted = |form: &str| Export {
        at,
        account: account.clone(),
        form: form.into(),
        filters: "cari=…".into(),
        dossiers: 1,
    };
    assert_eq!(newest, [wanted("csv")]);
    // A print leaves the house like a file.
    let printed = json!({ "query": { "find": "Siti Aminah", "sheet": true } });
    let answer = text(served.call("register/read", &secretary, printed).await).await;
    assert!(answer.contains("Siti Aminah"), "{answer}");
    assert_eq!(office.store.exports(1).await.unwrap()[0].form, "cetak");
}
