//! Tracking and standards: one answer for an unknown code and wrong digits, no personal data beyond a masked name.

use axum::body::Body;
use chrono::TimeDelta;
use domain::command::Command as Act;
use domain::event::Recipient;
use domain::standard::StepKind;
use domain::tracking_code::TrackingCode;
use http::header::{LOCATION, RETRY_AFTER, SET_COOKIE};
use http::{Response, StatusCode};
use storage::settings_log::By;
use storage::tracking::Pass;

use crate::office::{ago, given, now, office, text};

const UNKNOWN: &str = "7KM4Q-9TX2T";

#[tokio::test]
async fn no_public_page_holds_a_script() {
    let office = office().await;
    let paths =
        ["/", "/lacak", "/lacak/7KM4Q-9TX2T", "/lacak/7KM4Q-9TX2H", "/standar", "/standar/sipp-inseminator"];
    for path in paths {
        for query in ["", "?bahasa=en"] {
            let response = office.get(&format!("{path}{query}"), "").await;
            let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
            assert!(policy.starts_with("script-src 'none'"), "{path}: {policy}");
            assert_eq!(response.headers()["referrer-policy"], "same-origin", "{path}");
            assert_eq!(response.headers()["cache-control"], "no-store", "{path}");
            let html = text(response).await;
            assert!(!html.contains("<script") && !html.contains(" style=\""), "{path}: {html}");
            assert!(html.contains("<main id=\"isi\""), "{path}");
        }
    }
}

#[tokio::test]
async fn code_and_digits_open_a_page_that_can_be_loaded_again() {
    let office = office().await;
    let dossier = office.register("Rina Dewi Sartika", ago(2)).await;
    let code = dossier.code.written();
    let opened = office.track(&code.to_lowercase().replace('-', "+"), "00-03").await;
    assert_eq!(opened.status(), StatusCode::SEE_OTHER);
    let place = opened.headers()[LOCATION].to_str().unwrap().to_owned();
    assert_eq!(place, format!("/lacak/{code}"));
    let cookie = opened.headers()[SET_COOKIE].to_str().unwrap().to_owned();
    for bound in ["HttpOnly", "SameSite=Lax", "Path=/lacak", "Max-Age=3600"] {
        assert!(cookie.contains(bound), "{cookie}");
    }
    assert!(!cookie.contains("0003") && !place.contains("0003"));
    for _ in 0..3 {
        let html = text(office.get(&place, &given(&opened)).await).await;
        assert!(html.contains("Permohonan Anda sedang diperiksa"), "{html}");
        assert!(html.contains("Kamis, 26 November 2026"), "{html}");
        assert!(html.contains(&format!("<a href=\"{place}\">Muat ulang</a>")), "{html}");
    }
}

#[tokio::test]
async fn without_its_cookie_the_page_asks_for_the_digits_and_tells_nothing() {
    let office = office().await;
    let dossier = office.register("Rina Dewi Sartika", ago(2)).await;
    let other = office.register("Hendra Kurniawan", ago(2)).await;
    let cookie = given(&office.track(&other.code.written(), "0003").await);
    let known = format!("/lacak/{}", dossier.code.written());
    let forged = "lacak=9999999999.x.AAAA";
    let unknown = text(office.get(&format!("/lacak/{UNKNOWN}"), "").await).await;
    for cookie in ["", cookie.as_str(), forged] {
        let response = office.get(&known, cookie).await;
        assert_eq!(response.status(), StatusCode::OK);
        let html = text(response).await;
        assert!(html.contains("Isi empat angka terakhir NIK"), "{html}");
        assert_eq!(
            html.replace(&dossier.code.written(), UNKNOWN),
            unknown,
            "a code that nobody has looks the same"
        );
    }
}

#[tokio::test]
async fn an_unknown_code_and_wrong_digits_get_one_and_the_same_answer() {
    let office = office().await;
    let code = office.register("Rina Dewi Sartika", ago(2)).await.code.written();
    let wrong = office.track(&code, "0004").await;
    let unknown = office.track(UNKNOWN, "0003").await;
    assert_eq!((wrong.status(), unknown.status()), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    let names = |response: &Response<Body>| {
        let mut names: Vec<String> = response.headers().keys().map(|name| name.as_str().to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&wrong), names(&unknown));
    let (wrong, unknown) = (text(wrong).await, text(unknown).await);
    assert!(wrong.contains("Permohonan tidak ditemukan"), "{wrong}");
    assert_eq!(wrong.replace(&code, UNKNOWN), unknown);
}

#[tokio::test]
async fn a_typing_mistake_is_told_as_one_and_is_not_counted() {
    let office = office().await;
    for _ in 0..15 {
        let response = office.track("7KM4Q-9TX2H", "0003").await;
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let html = text(response).await;
        assert!(html.contains("Kode lacak salah tulis"), "{html}");
        assert!(html.contains("<title>Kesalahan: "), "{html}");
        assert!(html.contains("value=\"7KM4Q-9TX2H\""), "what was typed stays: {html}");
        assert!(!html.contains("value=\"0003\""), "the digits do not: {html}");
    }
    assert_eq!(office.track(UNKNOWN, "0003").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_fault_of_the_form_leads_to_its_field() {
    let office = office().await;
    let html = text(office.track("", "12").await).await;
    assert!(html.contains("<a href=\"#kode\">Isi kode lacak."), "{html}");
    assert!(html.contains("<a href=\"#nik4\">Isi empat angka terakhir NIK. Anda menulis 2."), "{html}");
    assert!(html.contains("role=\"alert\"") && html.contains("autofocus"), "{html}");
    assert!(html.contains("aria-describedby=\"kode-petunjuk kode-salah\""), "{html}");
    let html = text(office.track("7KM4", "").await).await;
    assert!(
        html.contains("10 huruf dan angka, seperti") && html.contains("Isi empat angka terakhir NIK.<"),
        "{html}"
    );
}

#[tokio::test]
async fn after_five_wrong_digits_the_code_pauses_and_says_until_when() {
    let office = office().await;
    let code = office.register("Rina Dewi Sartika", ago(2)).await.code.written();
    for _ in 0..5 {
        assert_eq!(office.track(&code, "0004").await.status(), StatusCode::NOT_FOUND);
    }
    let paused = office.track(&code, "0003").await;
    assert_eq!(paused.status(), StatusCode::TOO_MANY_REQUESTS);
    let seconds: i64 = paused.headers()[RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((880..=901).contains(&seconds), "{seconds}");
    let html = text(paused).await;
    assert!(html.contains("Terlalu banyak percobaan. Coba lagi pukul\u{a0}10.57\u{a0}WIB."), "{html}");
}

#[tokio::test]
async fn one_network_is_slowed_down_whatever_it_asks() {
    let office = office().await;
    let mut codes = (0..).filter_map(|n: u8| TrackingCode::from_random([n, 1, 2, 3, 4, 5, 6, 7, 8]));
    for _ in 0..10 {
        let code = codes.next().unwrap().written();
        assert_eq!(office.track(&code, "0003").await.status(), StatusCode::NOT_FOUND);
    }
    let code = codes.next().unwrap().written();
    assert_eq!(office.track(&code, "0003").await.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_page_tells_no_personal_data_and_no_officer_in_any_state() {
    let office = office().await;
    let name = "Rina Dewi Sartika";
    let mut seen = Vec::new();
    for kind in [StepKind::Verify, StepKind::Draft, StepKind::Initial, StepKind::Sign, StepKind::Number] {
        let dossier = office.register(name, ago(2)).await;
        seen.push((office.walk(dossier, kind, ago(1)).await, "Sesuai janji"));
    }
    let late = office.register(name, ago(24 * 5)).await;
    seen.push((office.walk(late, StepKind::Sign, ago(20)).await, "Melewati janji"));
    let returned = office.register(name, ago(20)).await;
    seen.push((office.returned(&returned, "foto hitam putih", "", ago(19)).await, "Menunggu Anda"));
    let ready = office.register(name, ago(20)).await;
    let ready = office.walk(ready, StepKind::Deliver, ago(19)).await;
    seen.push((ready, "Selesai tepat janji"));
    let delivered = office.register(name, ago(20)).await;
    let delivered = office.walk(delivered, StepKind::Deliver, ago(19)).await;
    let deliver = Act::Deliver { recipient: Recipient::Applicant };
    seen.push((office.act(&delivered, &deliver, ago(1)).await, "Surat izin sudah Anda terima"));
    let refused = office.register(name, ago(20)).await;
    let refused = office.walk(refused, StepKind::Sign, ago(19)).await;
    let refuse = Act::Refuse { reasons: "Rekomendasi dicabut".into() };
    seen.push((office.act(&refused, &refuse, ago(1)).await, "Rekomendasi dicabut"));
    let withdrawn = office.register(name, ago(20)).await;
    let withdraw = Act::Withdraw { reason: "pindah".into() };
    seen.push((office.act(&withdrawn, &withdraw, ago(1)).await, "Anda menarik permohonan ini"));
    let annulled = office.register(name, ago(20)).await;
    let annul = Act::Annul { reason: "ganda".into() };
    seen.push((office.act(&annulled, &annul, ago(1)).await, "tercatat dua kali"));
    for (place, (dossier, said)) in seen.iter().enumerate() {
        // A network of its own for each, as applicants have.
        office.store.forget_tries("tracking-network", "local").await.unwrap();
        let html = office.page(dossier, "").await;
        assert!(html.contains(said), "{place}: {said} in {html}");
        assert!(html.contains("R*** D*** S***"), "{place}: {html}");
        assert!(!html.contains("<script"), "{place}");
        for secret in ["Rina", "Sartika", "1471", ">0003", "1275551234", "Kenanga", "Pejabat Rahasia", ">ZQ<"]
        {
            assert!(!html.contains(secret), "{place}: {secret} in {html}");
        }
    }
}

#[tokio::test]
async fn a_returned_file_says_the_problem_the_remedy_and_the_last_day() {
    let office = office().await;
    let dossier = office.register("Rina Dewi Sartika", ago(20)).await;
    let dossier = office.returned(&dossier, "foto hitam putih", "Loket buka sampai 16.00", ago(19)).await;
    let html = office.page(&dossier, "").await;
    for said in [
        "Satu hal perlu Anda lengkapi",
        "Pas Foto berwarna 4x6",
        "foto hitam putih",
        "kirim yang berwarna",
        "Loket buka sampai 16.00",
        "Rabu, 23 Desember 2026",
        "dihitung dari awal",
        "Jalan Jenderal Sudirman No. 464, Pekanbaru",
        dossier.register.as_str(),
    ] {
        assert!(html.contains(said), "{said} in {html}");
    }
}

#[tokio::test]
async fn hostile_words_are_shown_as_words() {
    let office = office().await;
    let hostile = "</title><script>alert(1)</script>";
    let dossier = office.register(hostile, ago(20)).await;
    let dossier = office.returned(&dossier, hostile, hostile, ago(19)).await;
    let html = office.page(&dossier, "").await;
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
    let typed =
        text(office.track("%3C%2Ftitle%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%3E", "%22%3E").await).await;
    assert!(!typed.contains("<script") && !typed.contains("value=\"\">"), "{typed}");
    let path = text(office.get("/lacak/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "").await).await;
    assert!(!path.contains("<script"), "{path}");
    let service = office.get("/standar/%3Cscript%3E", "").await;
    assert_eq!(service.status(), StatusCode::NOT_FOUND);
    assert!(!text(service).await.contains("<script"));
}

#[tokio::test]
async fn the_pages_speak_english_and_keep_it_in_a_cookie() {
    let office = office().await;
    let dossier = office.register("Rina Dewi Sartika", ago(2)).await;
    let html = office.page(&dossier, "?bahasa=en").await;
    for said in [
        "<html lang=\"en\">",
        "Your application is being checked",
        "As promised",
        "Thursday, 26 November 2026",
    ] {
        assert!(html.contains(said), "{said} in {html}");
    }
    assert!(html.contains("<a href=\"?bahasa=id\" lang=\"id\""), "{html}");
    let asked = office.get("/lacak?bahasa=en", "").await;
    let kept = given(&asked);
    assert!(text(asked).await.contains("Track your application"));
    assert!(text(office.get("/standar", &kept).await).await.contains("Service standards"));
}

#[tokio::test]
async fn a_signed_link_opens_its_page_and_leaves_the_address() {
    let office = office().await;
    let dossier = office.register("Rina Dewi Sartika", ago(2)).await;
    let code = dossier.code.written();
    let link = office.store.tracking_pass(Pass::Link, &dossier.code, now(), TimeDelta::days(30)).unwrap();
    let opened = office.get(&format!("/lacak/{code}?t={link}"), "").await;
    assert_eq!(opened.status(), StatusCode::SEE_OTHER);
    assert_eq!(opened.headers()[LOCATION], format!("/lacak/{code}"));
    let html = text(office.get(&format!("/lacak/{code}"), &given(&opened)).await).await;
    assert!(html.contains("Permohonan Anda sedang diperiksa"), "{html}");
    for wrong in ["", "x", &link[..link.len() - 3]] {
        let refused = office.get(&format!("/lacak/{code}?t={wrong}"), "").await;
        assert!(text(refused).await.contains("Isi empat angka terakhir NIK"), "{wrong}");
    }
}

#[tokio::test]
async fn a_standard_shows_its_fourteen_components_and_every_row_of_its_sop() {
    let office = office().await;
    let list = text(office.get("/standar", "").await).await;
    assert!(
        list.contains("href=\"/standar/sipp-inseminator\"")
            && list.contains("href=\"/standar/sip-dokter-hewan\"")
    );
    for service in ["sipp-inseminator", "sip-dokter-hewan"] {
        let standard =
            office.rulebook.latest_standard(&office.store, service).await.unwrap().unwrap().standard;
        let html = text(office.get(&format!("/standar/{service}"), "").await).await;
        for component in &standard.components {
            let heading = format!("{}. {}", component.number, component.title.id);
            assert!(html.contains(&heading), "{service}: {heading}");
        }
        assert_eq!(html.matches("<td class=\"no\">").count(), standard.steps.len(), "{service}");
        assert_eq!(html.matches("<details").count(), 8 + 1, "{service}: eight folded, and the menu");
    }
    let html = text(office.get("/standar/sip-dokter-hewan", "").await).await;
    assert!(html.contains("Rp100.000"), "{html}");
    assert!(html.contains("Belum cukup permohonan yang selesai"), "no share without applications: {html}");
    assert!(!html.contains(" %") && !html.contains("\u{a0}%"), "{html}");
    assert_eq!(office.get("/standar/tidak-ada", "").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_text_without_english_is_marked_as_indonesian() {
    let office = office().await;
    let toml = include_str!("../../standards/sipp-inseminator.toml");
    let english = ", en = \"Practice Licence for Inseminator Paramedics\"";
    assert!(toml.contains(english));
    let toml =
        toml.replace(english, "").replace("service = \"sipp-inseminator\"", "service = \"tanpa-inggris\"");
    let date = "2026-01-02".parse().unwrap();
    office.store.add_standard("tanpa-inggris", &toml, date, &By::System, now()).await.unwrap();
    let html = text(office.get("/standar/tanpa-inggris?bahasa=en", "").await).await;
    assert!(
        html.contains("<h1><span lang=\"id\">Surat Izin Praktik Paramedik Inseminator</span></h1>"),
        "{html}"
    );
    assert!(html.contains("in force since 2 January 2026"), "{html}");
}

#[tokio::test]
async fn help_and_the_offices_name_stand_on_every_page() {
    let office = office().await;
    for path in ["/", "/lacak", "/standar", "/tidak-ada"] {
        let html = text(office.get(path, "").await).await;
        let foot = html.split("<footer").nth(1).unwrap();
        assert!(
            foot.contains("href=\"tel:076128262\"") && foot.contains("href=\"sms:08117515133\""),
            "{path}"
        );
        assert!(foot.contains("Pelayanan Terpadu Satu Pintu Kota Pekanbaru"), "{path}: {foot}");
        assert!(html.contains("DPMPTSP Kota Pekanbaru"), "{path}");
    }
}
