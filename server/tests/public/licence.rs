//! The check of a licence by number, by QR and by file.

use axum::body::Body;
use chrono::NaiveDate;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use domain::command::{Command as Act, Then};
use domain::dossier::Dossier;
use domain::licence::{CLAIM_DIGITS, Claim, IssuedLetter, last_day};
use domain::standard::{ServiceStandard, StepKind};
use http::{Request, Response, StatusCode};
use ring::digest::{SHA256, digest};
use storage::dossier::Order;
use storage::identity::fresh_command;
use storage::licence::{PrintFault, PrintedLetter, Printer};
use tower::ServiceExt;

use crate::office::{Office, ago, office, text};

const FILE: &[u8] = b"%PDF-1.7 the issued letter";

/// Prints one and the same file.
#[derive(Debug)]
struct Press;

fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(digest(&SHA256, bytes).as_ref())
}

impl Printer for Press {
    fn print(
        &self,
        standard: &ServiceStandard,
        dossier: &Dossier,
        date: NaiveDate,
    ) -> Result<PrintedLetter, PrintFault> {
        let letter = IssuedLetter {
            number: dossier.standing.number.as_ref().expect("numbered").number.clone(),
            from: date,
            until: last_day(date, standard.validity_years),
            contents: sha256(b"the facts of the sheet"),
            sha256: sha256(FILE),
            template: "cc".repeat(32),
            key: "k1".into(),
        };
        Ok(PrintedLetter {
            letter,
            facts: "{}".into(),
            qr: "https://izin.example.go.id/izin?n=1".into(),
            program: "0.1.0".into(),
            file: FILE.to_vec(),
        })
    }
}

async fn issued(office: &Office) -> Dossier {
    let dossier = office.register("Rina Dewi Sartika", ago(3)).await;
    let dossier = office.walk(dossier, StepKind::Number, ago(2)).await;
    let command = Act::Number { stamped: true, then: Then::HandOver };
    let id = fresh_command(ago(1));
    let order = Order {
        dossier: &dossier.id,
        seen: dossier.standing.version,
        id: &id,
        actor: &office.officer,
        command: &command,
        printer: Some(&Press),
    };
    let dossier = office.store.advance(&office.rulebook, &order, ago(1)).await.unwrap().dossier;
    office.act(&dossier, &Act::Accept, ago(1)).await
}

fn number(dossier: &Dossier) -> String {
    dossier.licence.as_ref().expect("issued").letter.number.clone()
}

async fn by_number(office: &Office, number: &str) -> String {
    let response = office.get(&format!("/izin?nomor={}", number.replace('/', "%2F")), "").await;
    assert_eq!(response.status(), StatusCode::OK);
    text(response).await
}

async fn by_file(office: &Office, file: &[u8]) -> Response<Body> {
    let mut body =
        b"--x\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"izin.pdf\"\r\n\r\n".to_vec();
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    let request = Request::post("/izin/berkas").header("content-type", "multipart/form-data; boundary=x");
    office.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_number_is_answered_with_a_masked_name_and_dates_and_nothing_else() {
    let office = office().await;
    let html = by_number(&office, &number(&issued(&office).await)).await;
    for shown in ["BERLAKU", "R*** D*** S***", "24 November 2026", "24 November 2031", "Cocokkan nomor"] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    for hidden in ["Dewi", "Sartika", "0003", "Kenanga", "81275551234", "Pejabat"] {
        assert!(!html.contains(hidden), "{hidden}: {html}");
    }
}

#[tokio::test]
async fn a_number_is_found_as_people_type_it() {
    let office = office().await;
    let number = number(&issued(&office).await);
    for typed in [number.to_lowercase(), format!("NOMOR%20{number}"), number.replace('/', "%20/%20")] {
        assert!(by_number(&office, &typed).await.contains("BERLAKU"), "{typed}");
    }
}

#[tokio::test]
async fn whoever_comes_back_to_what_a_file_was_found_to_be_begins_anew() {
    let office = office().await;
    let response = office.get("/izin/berkas?bahasa=en", "").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/izin?bahasa=en");
}

#[tokio::test]
async fn what_became_of_a_licence_is_told() {
    let office = office().await;
    let dossier = issued(&office).await;
    let number = number(&dossier);
    office.act(&dossier, &Act::Revoke { reason: "Pemegang meninggal".into() }, ago(0)).await;
    let html = by_number(&office, &number).await;
    assert!(html.contains("DICABUT") && html.contains("tidak boleh berpraktik"), "{html}");
    assert!(!html.contains("meninggal"), "the reason is the office's: {html}");
    let html = by_number(&office, "500.7/999/SIPP-I/DPMPTSP/2026").await;
    assert!(html.contains("TIDAK DIKENAL"), "{html}");
}

#[tokio::test]
async fn a_void_number_and_one_without_a_letter_are_no_licence() {
    let office = office().await;
    let dossier = office.walk(office.register("Budi", ago(3)).await, StepKind::Number, ago(2)).await;
    let numbered = office.act(&dossier, &Act::Number { stamped: true, then: Then::Keep }, ago(1)).await;
    let number = numbered.standing.number.as_ref().unwrap().number.clone();
    assert!(by_number(&office, &number).await.contains("BELUM TERBIT"));
    office.act(&numbered, &Act::Annul { reason: "Terdaftar dua kali".into() }, ago(0)).await;
    assert!(by_number(&office, &number).await.contains("BATAL"));
}

#[tokio::test]
async fn a_licence_whose_letter_was_written_elsewhere_is_answered_from_the_register() {
    let office = office().await;
    let dossier =
        office.walk(office.register("Rina Dewi Sartika", ago(3)).await, StepKind::Deliver, ago(2)).await;
    let number = dossier.standing.number.as_ref().unwrap().number.clone();
    let html = by_number(&office, &number).await;
    for shown in ["BERLAKU", "R*** D*** S***", "24 November 2026", "24 November 2031"] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
}

/// The address that the QR of a letter holds, with what a forger makes of its fields.
fn qr(office: &Office, dossier: &Dossier, forge: impl Fn(&mut Vec<(&'static str, String)>)) -> String {
    let letter = &dossier.licence.as_ref().expect("issued").letter;
    let claim = Claim {
        number: letter.number.clone(),
        service: dossier.service.clone(),
        holder: sha256("Rina Dewi Sartika, S.Pt.".as_bytes())[..CLAIM_DIGITS].to_owned(),
        from: letter.from,
        until: letter.until,
        contents: letter.contents[..CLAIM_DIGITS].to_owned(),
    };
    let keys = office.store.keys().unwrap();
    let (key, signature) = keys.sign_licence(claim.signed_text().as_bytes());
    let mut fields = vec![
        ("n", claim.number.replace('/', "%2F")),
        ("j", claim.service),
        ("o", claim.holder),
        ("d", claim.from.to_string()),
        ("s", claim.until.to_string()),
        ("i", claim.contents),
        ("k", key.to_owned()),
        ("t", BASE64URL_NOPAD.encode(&signature)),
    ];
    forge(&mut fields);
    let query: Vec<String> = fields.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("/izin?{}", query.join("&"))
}

#[tokio::test]
async fn the_qr_of_a_letter_holds_and_one_with_any_changed_byte_does_not() {
    let office = office().await;
    let dossier = issued(&office).await;
    let html = text(office.get(&qr(&office, &dossier, |_| {}), "").await).await;
    assert!(html.contains("BERLAKU") && html.contains("Tanda tangan digital"), "{html}");
    for place in 0..8 {
        let address = qr(&office, &dossier, |fields| {
            let value = &mut fields[place].1;
            let last = value.pop().unwrap();
            value.push(if last == '1' { '2' } else { '1' });
        });
        let html = text(office.get(&address, "").await).await;
        assert!(html.contains("TIDAK SAH") && !html.contains("R***"), "field {place}: {html}");
    }
}

#[tokio::test]
async fn the_issued_file_is_recognised_and_one_with_a_changed_byte_is_not() {
    let office = office().await;
    let dossier = issued(&office).await;
    let html = text(by_file(&office, FILE).await).await;
    assert!(html.contains("sama persis") && html.contains(&number(&dossier)[..6]), "{html}");
    for place in 5..FILE.len() {
        let mut changed = FILE.to_vec();
        changed[place] ^= 1;
        let html = text(by_file(&office, &changed).await).await;
        assert!(html.contains("bukan surat yang kami terbitkan"), "byte {place}");
    }
}

#[tokio::test]
async fn what_is_no_pdf_or_no_file_is_told_so() {
    let office = office().await;
    for (file, told) in [(&b"PK\x03\x04"[..], "Berkas harus PDF"), (b"", "Pilih berkas PDF")] {
        let response = by_file(&office, file).await;
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text(response).await.contains(told));
    }
    let large = [b"%PDF-".to_vec(), vec![b'x'; 10 * 1024 * 1024]].concat();
    assert!(text(by_file(&office, &large).await).await.contains("terlalu besar"));
}

#[tokio::test]
async fn the_pages_of_the_check_hold_no_script_and_tell_the_public_keys() {
    let office = office().await;
    let key = office.store.licence_keys().await.unwrap().remove(0);
    for path in ["/izin", "/izin?nomor=", "/izin/kunci", "/izin?bahasa=en"] {
        let html = text(office.get(path, "").await).await;
        assert!(!html.contains("<script") && !html.contains(" style=\""), "{path}: {html}");
    }
    let html = text(office.get("/izin/kunci", "").await).await;
    assert!(html.contains(&key.id) && html.contains(&key.public[..4]), "{html}");
}

#[tokio::test]
async fn too_many_checks_of_one_network_are_asked_to_wait() {
    let office = office().await;
    for _ in 0..60 {
        assert_eq!(office.get("/izin?nomor=1", "").await.status(), StatusCode::OK);
    }
    let response = office.get("/izin?nomor=1", "").await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(response.headers().contains_key("retry-after"));
}
