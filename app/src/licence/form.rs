//! The page that asks for a number or a file, and shows what was found above it.

use domain::time::{Instant, Local, Offset};
use leptos::prelude::*;

use super::answer::Answer;
use crate::public::{Mark, OfficeFace};
use crate::routes;
use crate::words::tracking::moment::Teller;
use crate::words::{self, licence as told};

/// What is wrong with what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No number.
    NumberMissing,
    /// No file.
    FileMissing,
    /// The file is no PDF.
    NotPdf,
    /// The file is too large.
    TooLarge,
    /// Too many tries; the next one from then on.
    Throttled(Instant),
}

const NUMBER: &str = "nomor";
const FILE: &str = "berkas";

impl Fault {
    const fn field(self) -> &'static str {
        match self {
            Self::NumberMissing | Self::Throttled(_) => NUMBER,
            Self::FileMissing | Self::NotPdf | Self::TooLarge => FILE,
        }
    }

    fn text(self, teller: Teller) -> String {
        let w = &words::words().licence;
        match self {
            Self::NumberMissing => w.number_missing.to_owned(),
            Self::FileMissing => w.file_missing.to_owned(),
            Self::NotPdf => w.not_pdf.to_owned(),
            Self::TooLarge => w.too_large.to_owned(),
            Self::Throttled(until) => words::tracking::sentence::throttled(teller, until),
        }
    }
}

/// The page.
#[derive(Clone, Debug)]
pub struct CheckPage {
    /// What was typed as the number.
    pub number: String,
    /// What was found, none before anything was asked.
    pub answer: Option<Answer>,
    /// What is wrong.
    pub fault: Option<Fault>,
    /// The office's distance from UTC.
    pub offset: Offset,
    /// Now.
    pub now: Instant,
}

impl CheckPage {
    /// The title of the browser's tab.
    pub fn title(&self) -> String {
        let w = &words::words().licence;
        match (&self.answer, self.fault) {
            (_, Some(_)) => format!("{}{}", words::words().tracking.fault_title, w.title),
            (Some(answer), None) => answer.heading().to_owned(),
            (None, None) => w.title.to_owned(),
        }
    }

    /// The page.
    pub fn view(&self, office: &OfficeFace) -> AnyView {
        let w = &words::words().licence;
        let teller = Teller::new(words::lang(), self.offset, self.now);
        let today = Local::of(self.now, self.offset).date;
        let found = self.answer.as_ref().map(|answer| {
            let checked = told::checked(teller, self.now, &office.short);
            view! {
                <a class="back" href=routes::LICENCES>{Mark::Back.view()}<span>{w.another}</span></a>
                <div class="pagehead">
                    <p class="label">{w.result}</p>
                    <h1>{answer.heading()}</h1>
                </div>
                {answer.view(teller, today)}
                <p class="small muted licence-checked">{checked}</p>
            }
        });
        let head = self.answer.is_none().then(|| {
            view! {
                <div class="pagehead">
                    <h1>{w.title}</h1>
                    <p class="lead">{w.lead}</p>
                </div>
            }
        });
        let another = self.answer.is_some().then(|| view! { <h2>{w.another}</h2> });
        view! {
            <div class="narrow">
                {self.summary(teller)}
                {head}
                {found}
                <section class="block">
                    {another}
                    {self.number_form(teller)}
                </section>
                <section class="block">
                    <h2>{w.file_title}</h2>
                    {self.file_form(teller)}
                </section>
                <p class="small licence-keys"><a href=routes::LICENCE_KEYS>{w.keys_title}</a></p>
            </div>
        }
        .into_any()
    }

    fn summary(&self, teller: Teller) -> Option<AnyView> {
        let fault = self.fault?;
        let summary = view! {
            <div class="faults" role="alert" aria-labelledby="kesalahan" tabindex="-1" autofocus>
                <h2 id="kesalahan">{words::words().tracking.faults}</h2>
                <ul><li><a href=format!("#{}", fault.field())>{fault.text(teller)}</a></li></ul>
            </div>
        };
        Some(summary.into_any())
    }

    fn fault_of(&self, field: &str, teller: Teller) -> Option<String> {
        self.fault.filter(|fault| fault.field() == field).map(|fault| fault.text(teller))
    }

    fn number_form(&self, teller: Teller) -> impl IntoView + use<> {
        let w = &words::words().licence;
        let fault = self.fault_of(NUMBER, teller);
        let described = if fault.is_some() { "nomor-petunjuk nomor-salah" } else { "nomor-petunjuk" };
        let class = if fault.is_some() { "pub-field pub-field-fault" } else { "pub-field" };
        view! {
            <form method="get" action=routes::LICENCES novalidate>
                <div class=class>
                    <label for=NUMBER>{w.number}</label>
                    <p class="hint" id="nomor-petunjuk">{w.number_hint}</p>
                    {fault.clone().map(|fault| view! { <p class="fault" id="nomor-salah">{fault}</p> })}
                    <input
                        class="in"
                        id=NUMBER
                        name=NUMBER
                        type="text"
                        value=self.number.clone()
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby=described
                        aria-invalid=fault.map(|_| "true")
                    />
                </div>
                <button class="btn" type="submit">{w.check}</button>
            </form>
        }
    }

    fn file_form(&self, teller: Teller) -> impl IntoView + use<> {
        let w = &words::words().licence;
        let fault = self.fault_of(FILE, teller);
        let described = if fault.is_some() { "berkas-petunjuk berkas-salah" } else { "berkas-petunjuk" };
        let class = if fault.is_some() { "pub-field pub-field-fault" } else { "pub-field" };
        view! {
            <form method="post" action=routes::LICENCE_FILE enctype="multipart/form-data" novalidate>
                <div class=class>
                    <label for=FILE>{w.file}</label>
                    <p class="hint" id="berkas-petunjuk">{w.file_hint}</p>
                    {fault.clone().map(|fault| view! { <p class="fault" id="berkas-salah">{fault}</p> })}
                    <input
                        class="in in-file"
                        id=FILE
                        name=FILE
                        type="file"
                        accept="application/pdf,.pdf"
                        aria-describedby=described
                        aria-invalid=fault.map(|_| "true")
                    />
                </div>
                <button class="btn btn-second" type="submit">{w.check_file}</button>
            </form>
        }
    }
}
