//! The press of the stories.

use chrono::NaiveDate;
use domain::command::{Command, Then};
use domain::dossier::Dossier;
use domain::licence::IssuedLetter;
use domain::role::OfficeRole;
use domain::standard::ServiceStandard;
use storage::dossier::Order;
use storage::identity::fresh_command;
use storage::licence::{PrintFault, PrintedLetter, Printer};
use storage::write_error::WriteError;

use crate::desk::{Desk, after};

/// A press of the tests: the "file" is what it was asked to print.
#[derive(Debug)]
pub(crate) struct Press {
    /// Whether every print fails.
    pub(crate) broken: bool,
}

impl Press {
    /// One that prints.
    pub(crate) const SOUND: Self = Self { broken: false };
}

impl Printer for Press {
    fn print(
        &self,
        standard: &ServiceStandard,
        dossier: &Dossier,
        date: NaiveDate,
    ) -> Result<PrintedLetter, PrintFault> {
        if self.broken {
            return Err(PrintFault::NotSet("licence.typ:12: unknown field".into()));
        }
        let number = dossier.standing.number.as_ref().expect("numbered").number.clone();
        let letter = IssuedLetter {
            from: date,
            until: domain::licence::last_day(date, standard.validity_years),
            contents: "aa".repeat(32),
            sha256: format!("{:0>64}", dossier.register.replace('/', "").to_lowercase()),
            template: "cc".repeat(32),
            key: "k1".into(),
            number: number.clone(),
        };
        let facts = format!("{{\"number\":\"{number}\"}}");
        let qr = format!("https://izin.example.go.id/izin?n={number}");
        Ok(PrintedLetter { letter, facts, qr, program: "0.1.0".into(), file: number.into_bytes() })
    }
}

impl Desk {
    /// Numbers a dossier with a press at hand, and hands it over.
    pub(crate) async fn number_with(&self, seen: &Dossier, press: &Press) -> Result<Dossier, WriteError> {
        let command = Command::Number { stamped: true, then: Then::HandOver };
        let id = fresh_command(after(40));
        let order = Order {
            dossier: &seen.id,
            seen: seen.standing.version,
            id: &id,
            actor: self.officer(OfficeRole::BackOffice),
            command: &command,
            printer: Some(press),
        };
        self.office.store.advance(&self.rulebook, &order, after(40)).await.map(|advanced| advanced.dossier)
    }
}
