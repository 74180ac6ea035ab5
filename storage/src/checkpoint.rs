//! The checkpoint: how long every card was and where its chain ended, and how far each series of numbers had come.
//!
//! A keyed file beside the key file. It is only ever replaced by one that contains it, so that a card cut short or a
//! dossier gone since is found, and stays found until the office accepts it with a reason. What came after the newest
//! checkpoint and vanished again, it cannot know.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use domain::time::{Instant, instant_ms, ms_of};
use serde_json::json;

use crate::db::Store;
use crate::error::StorageError;
use crate::identity::fresh;
use crate::keys::{Keys, Proof, Purpose};
use crate::number::SeriesHead;
use crate::settings_log::{By, Change, LogEntry};

/// One card in a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardMark {
    /// The dossier.
    pub dossier: String,
    /// The entries on its card.
    pub count: i64,
    /// The head of its chain.
    pub head: String,
}

/// What was there at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// When the line of checkpoints began, each containing the one before.
    pub since: Instant,
    /// When this one was written.
    pub written_at: Instant,
    /// Every card, by dossier.
    pub cards: Vec<CardMark>,
    /// Every series of numbers.
    pub series: Vec<SeriesHead>,
}

/// What a checkpoint knows and the database has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The dossier is gone.
    Dossier {
        /// The dossier.
        id: String,
        /// The entries its card had.
        count: i64,
    },
    /// Its card is shorter.
    Shorter {
        /// The dossier.
        id: String,
        /// The entries its card had.
        had: i64,
        /// The entries it has.
        has: i64,
    },
    /// Its card went another way: the entry where the chain ended is another.
    OtherHead {
        /// The dossier.
        id: String,
        /// The entry.
        count: i64,
    },
    /// A series of numbers stands lower.
    Series {
        /// The series.
        series: String,
        /// Its year.
        year: i64,
        /// The highest number it had.
        had: i64,
        /// The highest it has.
        has: i64,
    },
}

/// Why a checkpoint cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The file cannot be read or written.
    #[error("the checkpoint {path}: {source}", path = .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no checkpoint.
    #[error("line {line} of the checkpoint {path} cannot be read", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The file was changed, or written with another key.
    #[error("the checkpoint {path} was not written with the keys of this office", path = .path.display())]
    Forged {
        /// The file.
        path: PathBuf,
    },
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What became of a checkpoint to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It stands.
    New {
        /// The cards it knows.
        cards: usize,
    },
    /// The old one stays, since it knows what is not there.
    OldStays(Vec<Missing>),
}

const MARKS: &str = "select d.id, d.entries, coalesce(e.mac, '') from dossiers d \
    left join card_entries e on e.dossier_id = d.id and e.seq = d.entries where d.id > $1 order by d.id limit $2";
const HEADS: &str = "select series, year, last from number_series order by series, year";
const MAC_AT: &str = "select mac from card_entries where dossier_id = $1 and seq = $2";
/// Cards read by one statement.
const AT_A_TIME: i64 = 5_000;

/// The checkpoint of an office lies beside its key file: `data/kendali.keys` and `data/kendali.checkpoint`.
pub fn path_beside(key_file: &Path) -> PathBuf {
    key_file.with_extension("checkpoint")
}

impl Checkpoint {
    fn text(&self, key: &str) -> String {
        let mut text = format!(
            "kendali checkpoint 1\nsince {}\nwritten {}\nkey {key}\n",
            ms_of(self.since),
            ms_of(self.written_at)
        );
        // A string takes every write.
        for SeriesHead { series, year, last } in &self.series {
            let _ = writeln!(text, "series {series} {year} {last}");
        }
        for CardMark { dossier, count, head } in &self.cards {
            let _ = writeln!(text, "{dossier} {count} {head}");
        }
        text
    }

    fn parse(text: &str, path: &Path) -> Result<(Self, String), CheckpointError> {
        let mut checkpoint =
            Self { since: instant_ms(0), written_at: instant_ms(0), cards: Vec::new(), series: Vec::new() };
        let mut key = None;
        for (index, line) in text.lines().enumerate() {
            let unreadable = || CheckpointError::Unreadable { path: path.to_owned(), line: index + 1 };
            let number = |text: &str| text.parse::<i64>().map_err(|_| unreadable());
            match line.split(' ').collect::<Vec<_>>()[..] {
                ["kendali", "checkpoint", "1"] if index == 0 => {}
                ["since", ms] => checkpoint.since = instant_ms(number(ms)?),
                ["written", ms] => checkpoint.written_at = instant_ms(number(ms)?),
                ["key", id] => key = Some(id.to_owned()),
                ["series", series, year, last] => checkpoint.series.push(SeriesHead {
                    series: series.to_owned(),
                    year: number(year)?,
                    last: number(last)?,
                }),
                [dossier, count, head] => checkpoint.cards.push(CardMark {
                    dossier: dossier.to_owned(),
                    count: number(count)?,
                    head: head.to_owned(),
                }),
                _ => return Err(unreadable()),
            }
        }
        let key = key.ok_or_else(|| CheckpointError::Unreadable { path: path.to_owned(), line: 1 })?;
        Ok((checkpoint, key))
    }

    /// Reads a checkpoint, none where there is no file.
    ///
    /// # Errors
    /// [`CheckpointError::Forged`] where it was not written with these keys, or the file cannot be read.
    pub fn read(path: &Path, keys: &Keys) -> Result<Option<Self>, CheckpointError> {
        let Some((text, mac)) = read_parts(path)? else { return Ok(None) };
        let (checkpoint, key) = Self::parse(&text, path)?;
        match keys.check(Purpose::Checkpoint, &key, text.as_bytes(), &mac) {
            Proof::Holds => Ok(Some(checkpoint)),
            Proof::Broken | Proof::UnknownKey => Err(CheckpointError::Forged { path: path.to_owned() }),
        }
    }

    /// Reads a checkpoint that cannot be proven: to lift number series above what it knows, no more.
    fn read_unproven(path: &Path) -> Option<Self> {
        let (text, _) = read_parts(path).ok()??;
        Self::parse(&text, path).ok().map(|(checkpoint, _)| checkpoint)
    }

    fn write(&self, path: &Path, keys: &Keys) -> Result<(), CheckpointError> {
        use std::os::unix::fs::OpenOptionsExt;
        let text = self.text(keys.current_id());
        let mac = HEXLOWER.encode(&keys.mac_now(Purpose::Checkpoint, text.as_bytes()));
        let beside = path.with_extension(format!("checkpoint-{}", fresh(self.written_at)));
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let written = std::fs::OpenOptions::new()
            .create_new(true)
            .write(true)
            .mode(0o600)
            .open(&beside)
            .and_then(|mut file| {
                file.write_all(text.as_bytes())?;
                file.write_all(format!("mac {mac}\n").as_bytes())?;
                file.sync_all()
            })
            .and_then(|()| std::fs::rename(&beside, path))
            .and_then(|()| std::fs::File::open(folder)?.sync_all());
        if written.is_err() {
            // What is left of it is of no use; that it could not be written is told.
            let _ = std::fs::remove_file(&beside);
        }
        written.map_err(|source| CheckpointError::File { path: path.to_owned(), source })
    }
}

/// The coded text of a checkpoint file, and its code.
fn read_parts(path: &Path) -> Result<Option<(String, Vec<u8>)>, CheckpointError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(CheckpointError::File { path: path.to_owned(), source }),
    };
    let unreadable = || CheckpointError::Unreadable { path: path.to_owned(), line: text.lines().count() };
    let (coded, mac) = text.rsplit_once("mac ").ok_or_else(unreadable)?;
    let mac = HEXLOWER.decode(mac.trim_end().as_bytes()).map_err(|_| unreadable())?;
    Ok(Some((coded.to_owned(), mac)))
}

impl Store {
    async fn marks(&self) -> Result<(Vec<CardMark>, Vec<SeriesHead>), StorageError> {
        let parts = read_tx!(self, |tx| {
            let mut cards: Vec<CardMark> = Vec::new();
            loop {
                let after = cards.last().map_or("", |mark| mark.dossier.as_str()).to_owned();
                let rows: Vec<(String, i64, String)> =
                    sqlx::query_as(MARKS).bind(after).bind(AT_A_TIME).fetch_all(&mut *tx).await?;
                if rows.is_empty() {
                    break;
                }
                cards.extend(rows.into_iter().map(|(dossier, count, head)| CardMark {
                    dossier,
                    count,
                    head,
                }));
            }
            let series: Vec<(String, i64, i64)> = sqlx::query_as(HEADS).fetch_all(&mut *tx).await?;
            let series = series.into_iter().map(|(series, year, last)| SeriesHead { series, year, last });
            (cards, series.collect())
        });
        Ok(parts)
    }

    /// What a checkpoint knows and the database has not.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn missing_against(&self, checkpoint: &Checkpoint) -> Result<Vec<Missing>, StorageError> {
        let (cards, series) = self.marks().await?;
        self.compare(checkpoint, &cards, &series).await
    }

    async fn compare(
        &self,
        old: &Checkpoint,
        cards: &[CardMark],
        series: &[SeriesHead],
    ) -> Result<Vec<Missing>, StorageError> {
        let mut missing = Vec::new();
        let mut now = cards.iter().peekable();
        for was in &old.cards {
            while now.next_if(|mark| mark.dossier < was.dossier).is_some() {}
            let id = was.dossier.clone();
            let Some(is) = now.next_if(|mark| mark.dossier == was.dossier) else {
                missing.push(Missing::Dossier { id, count: was.count });
                continue;
            };
            if is.count < was.count {
                missing.push(Missing::Shorter { id, had: was.count, has: is.count });
                continue;
            }
            let head = if is.count == was.count { Some(is.head.clone()) } else { self.mac_at(was).await? };
            if head.as_ref() != Some(&was.head) {
                missing.push(Missing::OtherHead { id, count: was.count });
            }
        }
        for was in &old.series {
            let is = series.iter().find(|is| is.series == was.series && is.year == was.year);
            let has = is.map_or(0, |is| is.last);
            if has < was.last {
                let (series, year) = (was.series.clone(), was.year);
                missing.push(Missing::Series { series, year, had: was.last, has });
            }
        }
        Ok(missing)
    }

    async fn mac_at(&self, mark: &CardMark) -> Result<Option<String>, StorageError> {
        Ok(read!(self, |conn| {
            sqlx::query_scalar(MAC_AT).bind(&mark.dossier).bind(mark.count).fetch_optional(&mut *conn).await
        })?)
    }

    /// Writes the checkpoint, where it contains the one that is there: at the start, every hour and at the end of the
    /// service. Instances share one file; the last to write contains what the others wrote.
    ///
    /// # Errors
    /// [`CheckpointError::Forged`] where the old one is not of this office: it stays. [`StorageError::NoKeys`].
    pub async fn write_checkpoint(&self, path: &Path, now: Instant) -> Result<Written, CheckpointError> {
        let keys = self.keys()?;
        let old = Checkpoint::read(path, keys)?;
        let (cards, series) = self.marks().await?;
        if let Some(old) = &old {
            let missing = self.compare(old, &cards, &series).await?;
            if !missing.is_empty() {
                return Ok(Written::OldStays(missing));
            }
        }
        let since = old.map_or(now, |old| old.since);
        let count = cards.len();
        Checkpoint { since, written_at: now, cards, series }.write(path, keys)?;
        Ok(Written::New { cards: count })
    }

    /// Begins a new line of checkpoints: what the old one knew and is missing is accepted, with a reason in the settings
    /// log. Series of numbers go on above what the old one knew.
    ///
    /// # Errors
    /// [`CheckpointError::File`], [`StorageError::NoKeys`] or [`StorageError::Unavailable`].
    pub async fn accept_checkpoint(
        &self,
        path: &Path,
        reason: &str,
        by: &By,
        now: Instant,
    ) -> Result<Vec<Missing>, CheckpointError> {
        let keys = self.keys()?;
        let old = Checkpoint::read_unproven(path);
        let mut missing = Vec::new();
        if let Some(old) = &old {
            missing = self.missing_against(old).await?;
            for head in &old.series {
                self.raise_series(head).await?;
            }
        }
        let (cards, series) = self.marks().await?;
        let entry = LogEntry {
            at: now,
            by: by.clone(),
            what: Change::CheckpointAccepted,
            subject: "checkpoint".to_owned(),
            details: json!({ "reason": reason, "missing": missing.len() }),
        };
        self.log_change(&entry).await?;
        Checkpoint { since: now, written_at: now, cards, series }.write(path, keys)?;
        Ok(missing)
    }
}
