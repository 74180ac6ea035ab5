//! The screens of the office and their server functions, one folder per slice.
//!
//! Staff screens are rendered on the server and taken over in the browser ([`StaffApp`]); public pages are
//! rendered on the server alone and hold no script.
#![expect(unreachable_pub, reason = "the component macro makes the properties of every component public")]
// A view is one deep type; the layout of the largest needs more than the usual 128 steps.
#![recursion_limit = "512"]
#![allow(
    clippy::large_futures,
    clippy::needless_pass_by_value,
    clippy::similar_names,
    clippy::too_many_lines,
    reason = "what a component takes is its own, a server function's future holds its answer, and a view is one long sentence"
)]

pub mod application;
pub mod card_face;
pub mod error;
pub mod live;
pub mod routes;
pub mod ticker;
pub mod ui;
pub mod wire;
pub mod words;

pub mod account;
pub mod batch;
pub mod board;
pub mod command;
pub mod counter;
pub mod dashboard;
pub mod dossier;
pub mod licence;
pub mod my_desk;
pub mod public;
pub mod register;
pub mod scanner;
pub mod standard;
pub mod tracking;

#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod ssr;

use domain::lang::Lang;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use account::{AccountPage, SignInPage};
use batch::{BatchPage, BatchesPage};
use board::{BoardPage, BoardsPage};
use counter::CounterPage;
use dashboard::DashboardPage;
use dossier::{DossierPage, ScanPage};
use my_desk::DeskPage;
use register::RegisterPage;
use scanner::ScannerPage;
use ui::{NotFoundPart, StaffFrame};

/// The staff app: every screen behind a session, and the sign-in.
#[component]
pub fn StaffApp() -> impl IntoView {
    provide_meta_context();
    if cfg!(target_arch = "wasm32") {
        provide_context(language_of_document());
    }
    ui::provide_here();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/masuk") view=SignInPage/>
                <ParentRoute path=path!("") view=StaffFrame>
                    <Route path=path!("/akun") view=AccountPage/>
                    <Route path=path!("/papan") view=BoardsPage/>
                    <Route path=path!("/papan/:service") view=BoardPage/>
                    <Route path=path!("/papan/:service/daftar") view=CounterPage/>
                    <Route path=path!("/meja") view=DeskPage/>
                    <Route path=path!("/berkas") view=RegisterPage/>
                    <Route path=path!("/berkas/:id") view=DossierPage/>
                    <Route path=path!("/berkas/:id/pindai") view=ScanPage/>
                    <Route path=path!("/pindai") view=ScannerPage/>
                    <Route path=path!("/cetak") view=BatchesPage/>
                    <Route path=path!("/cetak/:id") view=BatchPage/>
                    <Route path=path!("/dasbor") view=DashboardPage/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// What a path without a screen shows.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <main id="isi" class="page">
            <NotFoundPart/>
        </main>
    }
}

/// The language that the server rendered the page in.
fn language_of_document() -> Lang {
    let lang = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("lang"));
    lang.and_then(|code| Lang::from_code(&code)).unwrap_or_default()
}
