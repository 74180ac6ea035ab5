//! The form: the code of the receipt and the last four digits of the NIK. It is posted, so that neither stands in an
//! address or a log.

use domain::time::{Instant, Offset};
use leptos::prelude::*;

use crate::public::{OfficeFace, phone_link};
use crate::routes;
use crate::words::tracking::moment::Teller;
use crate::words::tracking::sentence;
use crate::words::{self, tracking::Tracking};

/// What is wrong with what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No code.
    CodeMissing,
    /// The text is no code.
    CodeShape,
    /// The check character disagrees.
    CodeTypo,
    /// No digits.
    DigitsMissing,
    /// So many digits, not four.
    Digits(usize),
    /// No application with this code and these digits; which of them is wrong is never told.
    NotFound,
    /// Too many tries; the next one from then on.
    Throttled(Instant),
}

impl Fault {
    /// The field it belongs to.
    const fn field(self) -> &'static str {
        match self {
            Self::CodeMissing | Self::CodeShape | Self::CodeTypo | Self::NotFound | Self::Throttled(_) => {
                CODE
            }
            Self::DigitsMissing | Self::Digits(_) => DIGITS,
        }
    }

    fn text(self, w: &Tracking, teller: Teller) -> String {
        match self {
            Self::CodeMissing => w.code_missing.to_owned(),
            Self::CodeShape => w.code_shape.to_owned(),
            Self::CodeTypo => w.code_typo.to_owned(),
            Self::DigitsMissing => w.digits_missing.to_owned(),
            Self::Digits(written) => sentence::digits(teller.lang, written),
            Self::NotFound => w.not_found_do.to_owned(),
            Self::Throttled(until) => sentence::throttled(teller, until),
        }
    }
}

/// Why the form is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Somebody wants to track.
    Track,
    /// Somebody came with a code whose page is not open any more.
    DigitsAgain,
}

/// The form as it is shown.
#[derive(Clone, Debug)]
pub struct FormPage {
    /// Why.
    pub ask: Ask,
    /// What was typed as the code.
    pub code: String,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// The office's distance from UTC.
    pub offset: Offset,
    /// Now.
    pub now: Instant,
}

const CODE: &str = "kode";
const DIGITS: &str = "nik4";

impl FormPage {
    /// The title of the browser's tab.
    pub fn title(&self) -> String {
        let w = &words::words().tracking;
        let title = self.heading(w);
        if self.faults.is_empty() { title.to_owned() } else { format!("{}{title}", w.fault_title) }
    }

    fn heading(&self, w: &'static Tracking) -> &'static str {
        match self.ask {
            Ask::Track => w.title,
            Ask::DigitsAgain => w.digits_again,
        }
    }

    /// The page.
    pub fn view(&self, office: &OfficeFace) -> AnyView {
        let w = &words::words().tracking;
        let teller = Teller::new(words::lang(), self.offset, self.now);
        let lead = match self.ask {
            Ask::Track => w.lead,
            Ask::DigitsAgain => w.digits_again_why,
        };
        let phone = (!office.phone.is_empty()).then(|| view! { <p>{phone_link(&office.phone)}</p> });
        view! {
            <div class="narrow">
                {self.summary(w, teller)}
                <div class="pagehead">
                    <h1>{self.heading(w)}</h1>
                    <p class="lead">{lead}</p>
                </div>
                <form method="post" action=routes::TRACKING novalidate>
                    {self.code_field(w, teller)}
                    {self.digits_field(w, teller)}
                    <button class="btn" type="submit">{w.look}</button>
                </form>
                <section class="block">
                    <h2>{w.no_code}</h2>
                    <p>{w.no_code_do}</p>
                    {phone}
                </section>
            </div>
        }
        .into_any()
    }

    /// The error summary: first in the page, focused, each line leading to its field.
    fn summary(&self, w: &'static Tracking, teller: Teller) -> Option<AnyView> {
        if self.faults.is_empty() {
            return None;
        }
        let heading = if self.faults.contains(&Fault::NotFound) { w.not_found } else { w.faults };
        let lines = self
            .faults
            .iter()
            .map(|fault| view! { <li><a href=format!("#{}", fault.field())>{fault.text(w, teller)}</a></li> })
            .collect_view();
        let summary = view! {
            <div class="faults" role="alert" aria-labelledby="kesalahan" tabindex="-1" autofocus>
                <h2 id="kesalahan">{heading}</h2>
                <ul>{lines}</ul>
            </div>
        };
        Some(summary.into_any())
    }

    fn fault_of(&self, field: &str, w: &Tracking, teller: Teller) -> Option<String> {
        self.faults.iter().find(|fault| fault.field() == field).map(|fault| fault.text(w, teller))
    }

    fn code_field(&self, w: &'static Tracking, teller: Teller) -> impl IntoView + use<> {
        let fault = self.fault_of(CODE, w, teller);
        let described = if fault.is_some() { "kode-petunjuk kode-salah" } else { "kode-petunjuk" };
        let class = if fault.is_some() { "pub-field pub-field-fault" } else { "pub-field" };
        view! {
            <div class=class>
                <label for=CODE>{w.code}</label>
                <p class="hint" id="kode-petunjuk">{w.code_hint}</p>
                {fault.clone().map(|fault| view! { <p class="fault" id="kode-salah">{fault}</p> })}
                <input
                    class="in in-code"
                    id=CODE
                    name=CODE
                    type="text"
                    value=self.code.clone()
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=fault.map(|_| "true")
                />
            </div>
        }
    }

    fn digits_field(&self, w: &'static Tracking, teller: Teller) -> impl IntoView + use<> {
        let fault = self.fault_of(DIGITS, w, teller);
        let described = if fault.is_some() { "nik4-petunjuk nik4-salah" } else { "nik4-petunjuk" };
        let class = if fault.is_some() { "pub-field pub-field-fault" } else { "pub-field" };
        view! {
            <div class=class>
                <label for=DIGITS>{w.digits}</label>
                <p class="hint" id="nik4-petunjuk">{w.digits_hint}</p>
                {fault.clone().map(|fault| view! { <p class="fault" id="nik4-salah">{fault}</p> })}
                <input
                    class="in in-code in-four"
                    id=DIGITS
                    name=DIGITS
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-describedby=described
                    aria-invalid=fault.map(|_| "true")
                />
            </div>
        }
    }
}
