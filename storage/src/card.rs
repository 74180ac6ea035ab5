//! The control card as a chain: every entry carries a keyed code over itself and over the code before it.
//!
//! Whoever lacks the key file can neither change an entry, nor insert, remove or reorder one, without its being found.
//! What the chain alone cannot show, a tail cut off or a whole card gone, the [`crate::checkpoint`] shows.

use data_encoding::HEXLOWER;
use domain::event::{Entry, Personal};
use domain::id::CommandId;
use domain::time::ms_of;

use crate::column::place;
use crate::error::StorageError;
use crate::keys::{Keys, Proof, Purpose};

/// The code before a card's first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The version of [`CardRow::canonical`], its first byte.
const CANONICAL: u8 = 1;

/// A card as it is read: its entries and the code of the last, which a receipt may show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The entries in order.
    pub entries: Vec<Entry>,
    /// The head of the chain. Shape: 64 hex digits.
    pub head: String,
}

/// A row of `card_entries`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct CardRow {
    pub(crate) dossier_id: String,
    pub(crate) seq: i64,
    pub(crate) at_ms: i64,
    pub(crate) by_json: String,
    pub(crate) event_json: String,
    pub(crate) version: i64,
    pub(crate) command_id: Option<String>,
    pub(crate) calendar_version: i64,
    pub(crate) facts_row: Option<i64>,
    pub(crate) facts_hash: Option<String>,
    pub(crate) key_id: String,
    pub(crate) previous_mac: String,
    pub(crate) mac: String,
}

impl CardRow {
    /// Writes an entry behind the code `previous`. The hash names the entry's row of personal details.
    pub(crate) fn seal(
        keys: &Keys,
        dossier: &str,
        entry: &Entry,
        calendar: i64,
        facts_hash: Option<String>,
        previous: &str,
    ) -> Self {
        let json = "an entry is plain data";
        let mut row = Self {
            dossier_id: dossier.to_owned(),
            seq: i64::from(entry.seq),
            at_ms: ms_of(entry.at),
            by_json: serde_json::to_string(&entry.by).expect(json),
            event_json: serde_json::to_string(&entry.event).expect(json),
            version: i64::from(entry.version),
            command_id: entry.command.as_ref().map(|command| command.as_str().to_owned()),
            calendar_version: calendar,
            facts_row: facts_hash.is_some().then_some(i64::from(entry.seq)),
            facts_hash,
            key_id: keys.current_id().to_owned(),
            previous_mac: previous.to_owned(),
            mac: String::new(),
        };
        row.mac = HEXLOWER.encode(&keys.mac_now(Purpose::Chain, &row.canonical()));
        row
    }

    /// Whether the code is that of the entry as it stands.
    pub(crate) fn proof(&self, keys: &Keys) -> Proof {
        match HEXLOWER.decode(self.mac.as_bytes()) {
            Ok(mac) => keys.check(Purpose::Chain, &self.key_id, &self.canonical(), &mac),
            Err(_) => Proof::Broken,
        }
    }

    /// The bytes that are coded: a version, then every field with its length before it, a missing one told from an
    /// empty one.
    fn canonical(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(512);
        bytes.push(CANONICAL);
        put(&mut bytes, Some(self.dossier_id.as_bytes()));
        put(&mut bytes, Some(&self.seq.to_be_bytes()));
        put(&mut bytes, Some(&self.at_ms.to_be_bytes()));
        put(&mut bytes, Some(self.by_json.as_bytes()));
        put(&mut bytes, Some(self.event_json.as_bytes()));
        put(&mut bytes, Some(&self.version.to_be_bytes()));
        put(&mut bytes, self.command_id.as_deref().map(str::as_bytes));
        put(&mut bytes, Some(&self.calendar_version.to_be_bytes()));
        put(&mut bytes, self.facts_row.map(i64::to_be_bytes).as_ref().map(<[u8; 8]>::as_slice));
        put(&mut bytes, self.facts_hash.as_deref().map(str::as_bytes));
        put(&mut bytes, Some(self.key_id.as_bytes()));
        put(&mut bytes, Some(self.previous_mac.as_bytes()));
        bytes
    }

    /// The entry, with the personal part that was read beside it.
    pub(crate) fn read(&self, personal: Personal) -> Result<Entry, StorageError> {
        let key = format!("{}/{}", self.dossier_id, self.seq);
        let at = |column| place("card_entries", column, &key);
        let command = self.command_id.as_deref().map(CommandId::parse).transpose();
        Ok(Entry {
            seq: at("seq").read(u32::try_from(self.seq))?,
            at: at("at_ms").instant(self.at_ms)?,
            by: at("by_json").read(serde_json::from_str(&self.by_json))?,
            event: at("event_json").read(serde_json::from_str(&self.event_json))?,
            version: at("version").read(u32::try_from(self.version))?,
            command: at("command_id").read(command)?,
            personal,
        })
    }
}

fn put(bytes: &mut Vec<u8>, field: Option<&[u8]>) {
    let Some(field) = field else {
        bytes.push(0);
        return;
    };
    bytes.push(1);
    bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
    bytes.extend_from_slice(field);
}
