//! Batches of prints: asked for once, worked off by any server of the office, handed out, and removed after some days.
//!
//! A paper that is being printed belongs to one worker for some time. Who takes one and who keeps a printed one asks the
//! row again in the same statement, so that two workers never print the same, whichever the database.

use domain::batch::{Batch, BatchFault, BatchItem, BatchLine, BatchPaper, ItemState, MOST_TRIES, Progress};
use domain::id::{AccountId, BatchId, DossierId};
use domain::person::PersonName;
use domain::time::{Instant, ms_of};

use crate::access::{LOG, Reading};
use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;
use crate::event_log::{Logbook, Printed};

/// A batch as it is asked for.
#[derive(Clone, Debug)]
pub struct NewBatch<'a> {
    /// Its identity; asked for again, nothing is added.
    pub id: &'a BatchId,
    /// Who asks.
    pub owner: &'a AccountId,
    /// The paper.
    pub paper: BatchPaper,
    /// Where readers of the papers reach the office, such as `https://izin.example.go.id`.
    pub site: &'a str,
    /// The dossiers, each once.
    pub dossiers: &'a [DossierId],
}

/// A paper whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The batch.
    pub batch: BatchId,
    /// Its place in it.
    pub no: u32,
    /// The dossier.
    pub dossier: DossierId,
    /// The paper.
    pub paper: BatchPaper,
    /// Who asked for it.
    pub owner: AccountId,
    /// Where readers reach the office.
    pub site: String,
}

/// A dossier that a paper could be printed of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The dossier.
    pub dossier: DossierId,
    /// Its register number.
    pub register: String,
    /// The applicant.
    pub name: PersonName,
    /// Since when it is where it is.
    pub since: Instant,
}

/// Which dossiers are looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Those whose letter was issued and not handed over.
    Issued,
    /// Those that are ready to be collected.
    Ready,
    /// Those that came in since an instant and have not ended.
    CameInSince(Instant),
}

const BEGIN: &str = "insert into print_batches (id, owner, paper, site, made_at_ms) values ($1, $2, $3, $4, $5) \
    on conflict (id) do nothing";
const ADD: &str =
    "insert into print_items (batch_id, no, dossier_id, state, tries) values ($1, $2, $3, 'waiting', 0)";
const LINES: &str = "select b.id, b.paper, b.made_at_ms, count(*) as papers, \
    sum(case when i.state = 'done' then 1 else 0 end) as done, \
    sum(case when i.state = 'failed' then 1 else 0 end) as failed \
    from print_batches b join print_items i on i.batch_id = b.id where b.owner = $1 \
    group by b.id, b.paper, b.made_at_ms order by b.made_at_ms desc, b.id desc limit $2";
const HEAD: &str = "select owner, paper, made_at_ms from print_batches where id = $1";
const ITEMS: &str = "select i.no, i.dossier_id, i.state, i.fault, d.register, d.name_front, d.name, d.name_back \
    from print_items i left join dossiers d on d.id = i.dossier_id where i.batch_id = $1 order by i.no";
const FILES: &str = "select file from print_items where batch_id = $1 and state = 'done' order by no";
// Those that a server began too often and never ended: without them no batch would wait for ever.
const GIVE_UP: &str = "update print_items set state = 'failed', fault = $3, worker = null, until_ms = null \
    where tries >= $2 and (state = 'waiting' or (state = 'printing' and until_ms <= $1)) returning batch_id, no";
const OPEN: &str = "select exists (select 1 from print_items \
    where state = 'waiting' or (state = 'printing' and until_ms <= $1))";
// The oldest batch first, and within it the order of choice. The condition stands twice: PostgreSQL asks the outer one
// again after it waited for another worker's row.
const TAKE: &str = "update print_items set state = 'printing', worker = $1, until_ms = $2, tries = tries + 1 \
    where (batch_id, no) = (select i.batch_id, i.no from print_items i join print_batches b on b.id = i.batch_id \
      where i.state = 'waiting' or (i.state = 'printing' and i.until_ms <= $3) \
      order by b.made_at_ms, b.id, i.no limit 1) \
    and (state = 'waiting' or (state = 'printing' and until_ms <= $3)) \
    returning batch_id, no, dossier_id";
const TAKEN_OF: &str = "select owner, paper, site from print_batches where id = $1";
const KEEP: &str = "update print_items set state = 'done', file = $4, done_at_ms = $5, worker = null, until_ms = null \
    where batch_id = $1 and no = $2 and state = 'printing' and worker = $3";
const FAIL: &str = "update print_items set state = 'failed', fault = $4, done_at_ms = $5, worker = null, \
    until_ms = null where batch_id = $1 and no = $2 and state = 'printing' and worker = $3";
const RETRY: &str = "update print_items set state = 'waiting', fault = null, tries = 0, done_at_ms = null \
    where batch_id = $1 and state = 'failed'";
const FREE: &str =
    "update print_items set state = 'waiting', worker = null, until_ms = null where state = 'printing'";
const PURGE: &str = "delete from print_batches where made_at_ms < $1";
const ISSUED: &str = "select id, register, name_front, name, name_back, since_ms from dossiers \
    where ended_at_ms is null and licence_state = 'standing' order by since_ms, id limit $1";
const READY: &str = "select id, register, name_front, name, name_back, since_ms from dossiers \
    where ended_at_ms is null and stage = 'ready' order by since_ms, id limit $1";
const CAME_IN: &str = "select id, register, name_front, name, name_back, submitted_at_ms as since_ms from dossiers \
    where ended_at_ms is null and submitted_at_ms >= $2 order by submitted_at_ms, id limit $1";

fn paper_of(paper: &str, batch: &str) -> Result<BatchPaper, StorageError> {
    BatchPaper::from_key(paper).ok_or_else(|| StorageError::corrupt("print_batches", "paper", batch))
}

#[derive(Debug, sqlx::FromRow)]
struct LineRow {
    id: String,
    paper: String,
    made_at_ms: i64,
    papers: i64,
    done: i64,
    failed: i64,
}

impl LineRow {
    fn read(&self) -> Result<BatchLine, StorageError> {
        let at = |column| place("print_batches", column, &self.id);
        let count = |count: i64| at("id").read(u32::try_from(count));
        Ok(BatchLine {
            id: at("id").read(BatchId::parse(&self.id))?,
            paper: paper_of(&self.paper, &self.id)?,
            made_at: at("made_at_ms").instant(self.made_at_ms)?,
            progress: Progress {
                all: count(self.papers)?,
                done: count(self.done)?,
                failed: count(self.failed)?,
            },
        })
    }
}

#[derive(Debug, sqlx::FromRow)]
struct ItemRow {
    no: i64,
    dossier_id: String,
    state: String,
    fault: Option<String>,
    register: Option<String>,
    name_front: Option<String>,
    name: Option<String>,
    name_back: Option<String>,
}

impl ItemRow {
    fn read(self, batch: &str) -> Result<BatchItem, StorageError> {
        let at = |column| place("print_items", column, batch);
        let state = match (self.state.as_str(), &self.fault) {
            ("waiting", None) => ItemState::Waiting,
            ("printing", None) => ItemState::Printing,
            ("done", None) => ItemState::Done,
            ("failed", Some(fault)) => ItemState::Failed(at("fault").read(serde_json::from_str(fault))?),
            _ => return Err(at("state").corrupt()),
        };
        let name = PersonName {
            front: self.name_front.unwrap_or_default(),
            name: self.name.unwrap_or_default(),
            back: self.name_back.unwrap_or_default(),
        };
        Ok(BatchItem {
            no: at("no").read(u32::try_from(self.no))?,
            dossier: at("dossier_id").read(DossierId::parse(&self.dossier_id))?,
            register: self.register.unwrap_or_default(),
            name: name.full(),
            state,
        })
    }
}

#[derive(Debug, sqlx::FromRow)]
struct CandidateRow {
    id: String,
    register: String,
    name_front: String,
    name: String,
    name_back: String,
    since_ms: i64,
}

impl CandidateRow {
    fn read(self) -> Result<Candidate, StorageError> {
        let at = |column| place("dossiers", column, &self.id);
        Ok(Candidate {
            dossier: at("id").read(DossierId::parse(&self.id))?,
            since: at("since_ms").instant(self.since_ms)?,
            register: self.register,
            name: PersonName { front: self.name_front, name: self.name, back: self.name_back },
        })
    }
}

fn told(fault: &BatchFault) -> String {
    serde_json::to_string(fault).expect("a fault is plain data")
}

impl Store {
    /// Begins a batch; asked for again with the same identity, it is the same batch.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn begin_batch(&self, batch: &NewBatch<'_>, now: Instant) -> Result<(), StorageError> {
        write_tx!(self, |tx| {
            let begun = sqlx::query(BEGIN)
                .bind(batch.id.as_str())
                .bind(batch.owner.as_str())
                .bind(batch.paper.key())
                .bind(batch.site)
                .bind(ms_of(now))
                .execute(&mut *tx)
                .await?;
            if begun.rows_affected() > 0 {
                for (no, dossier) in (1_i64..).zip(batch.dossiers) {
                    let add = sqlx::query(ADD).bind(batch.id.as_str()).bind(no).bind(dossier.as_str());
                    add.execute(&mut *tx).await?;
                }
            }
        });
        Ok(())
    }

    /// The batches of an account, the newest first, at most so many.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn batches_of(&self, owner: &AccountId, most: u32) -> Result<Vec<BatchLine>, StorageError> {
        let rows: Vec<LineRow> = read!(self, |conn| {
            let lines = sqlx::query_as(LINES).bind(owner.as_str()).bind(i64::from(most));
            lines.fetch_all(&mut *conn).await
        })?;
        rows.iter().map(LineRow::read).collect()
    }

    /// A batch with its papers, none where there is no such batch any more. Whose it is, the caller asks.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn batch(&self, id: &BatchId) -> Result<Option<Batch>, StorageError> {
        let (head, items): (Option<(String, String, i64)>, Vec<ItemRow>) = read_tx!(self, |tx| {
            let head = sqlx::query_as(HEAD).bind(id.as_str()).fetch_optional(&mut *tx).await?;
            let items = sqlx::query_as(ITEMS).bind(id.as_str()).fetch_all(&mut *tx).await?;
            (head, items)
        });
        let Some((owner, paper, made_at_ms)) = head else { return Ok(None) };
        let at = |column| place("print_batches", column, id.as_str());
        let items: Vec<BatchItem> =
            items.into_iter().map(|item| item.read(id.as_str())).collect::<Result<_, StorageError>>()?;
        let line = BatchLine {
            id: id.clone(),
            paper: paper_of(&paper, id.as_str())?,
            made_at: at("made_at_ms").instant(made_at_ms)?,
            progress: Progress::of(items.iter().map(|item| &item.state)),
        };
        Ok(Some(Batch { line, owner: at("owner").read(AccountId::parse(&owner))?, items }))
    }

    /// The printed files of a batch, in its order. Shape: PDF.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn batch_files(&self, id: &BatchId) -> Result<Vec<Vec<u8>>, StorageError> {
        Ok(read!(self, |conn| sqlx::query_scalar(FILES).bind(id.as_str()).fetch_all(&mut *conn).await)?)
    }

    /// Whether some paper waits for its turn, or was left behind by a worker. Writes nothing: asked at every change of the
    /// office.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn has_turns(&self, now: Instant) -> Result<bool, StorageError> {
        let open: bool =
            read!(self, |conn| sqlx::query_scalar(OPEN).bind(ms_of(now)).fetch_one(&mut *conn).await)?;
        Ok(open)
    }

    /// Takes the next paper whose turn it is, for `worker` and until an instant: one that waits, or that another worker
    /// did not end in time. None where there is none, or another worker was quicker: the caller asks again at the next
    /// change.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn take_turn(
        &self,
        worker: &str,
        until: Instant,
        now: Instant,
    ) -> Result<Option<Turn>, StorageError> {
        type Taken = (String, i64, String);
        type Head = (String, String, String);
        let taken: Option<(Taken, Head)> = write_tx!(self, |tx| {
            let given_up: Vec<(String, i64)> = sqlx::query_as(GIVE_UP)
                .bind(ms_of(now))
                .bind(i64::from(MOST_TRIES))
                .bind(told(&BatchFault::Interrupted))
                .fetch_all(&mut *tx)
                .await?;
            let taken: Option<Taken> = sqlx::query_as(TAKE)
                .bind(worker)
                .bind(ms_of(until))
                .bind(ms_of(now))
                .fetch_optional(&mut *tx)
                .await?;
            let taken = match taken {
                None => None,
                Some(taken) => {
                    let head: Head = sqlx::query_as(TAKEN_OF).bind(&taken.0).fetch_one(&mut *tx).await?;
                    Some((taken, head))
                }
            };
            for (batch, no) in given_up {
                let (owner, ..): Head = sqlx::query_as(TAKEN_OF).bind(&batch).fetch_one(&mut *tx).await?;
                let at = |column| place("print_items", column, &batch);
                let paper = Printed {
                    owner: at("batch_id").read(AccountId::parse(&owner))?,
                    no: at("no").read(u32::try_from(no))?,
                    state: ItemState::Failed(BatchFault::Interrupted),
                };
                tx.log_printed(&batch, &paper, ms_of(now)).await?;
            }
            taken
        });
        taken
            .map(|((batch, no, dossier), (owner, paper, site))| {
                let at = |column| place("print_items", column, &batch);
                Ok(Turn {
                    no: at("no").read(u32::try_from(no))?,
                    dossier: at("dossier_id").read(DossierId::parse(&dossier))?,
                    owner: at("batch_id").read(AccountId::parse(&owner))?,
                    paper: paper_of(&paper, &batch)?,
                    batch: at("batch_id").read(BatchId::parse(&batch))?,
                    site,
                })
            })
            .transpose()
    }

    /// Keeps what a worker printed, or why it did not, and writes a printed paper into the access log in the same
    /// transaction; whoever watches is told. Answers whether the turn was still the worker's: if not, another printed it, and
    /// nothing is kept.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn end_turn(
        &self,
        worker: &str,
        turn: &Turn,
        printed: &Result<Vec<u8>, BatchFault>,
        now: Instant,
    ) -> Result<bool, StorageError> {
        let kept = write_tx!(self, |tx| {
            let (batch, no) = (turn.batch.as_str(), i64::from(turn.no));
            let rows = match printed {
                Ok(file) => {
                    let keep = sqlx::query(KEEP).bind(batch).bind(no).bind(worker).bind(file.as_slice());
                    keep.bind(ms_of(now)).execute(&mut *tx).await?.rows_affected()
                }
                Err(fault) => {
                    let fail = sqlx::query(FAIL).bind(batch).bind(no).bind(worker).bind(told(fault));
                    fail.bind(ms_of(now)).execute(&mut *tx).await?.rows_affected()
                }
            };
            if rows > 0 && printed.is_ok() {
                sqlx::query(LOG)
                    .bind(ms_of(now))
                    .bind(turn.owner.as_str())
                    .bind(turn.dossier.as_str())
                    .bind(Reading::Printed(turn.paper.sheet()).key())
                    .execute(&mut *tx)
                    .await?;
            }
            if rows > 0 {
                let state = match printed {
                    Ok(_) => ItemState::Done,
                    Err(fault) => ItemState::Failed(fault.clone()),
                };
                let paper = Printed { owner: turn.owner.clone(), no: turn.no, state };
                tx.log_printed(batch, &paper, ms_of(now)).await?;
            }
            rows > 0
        });
        Ok(kept)
    }

    /// Lets the papers of a batch that failed wait again; answers how many.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn retry_batch(&self, id: &BatchId) -> Result<u64, StorageError> {
        Ok(write_tx!(self, |tx| {
            sqlx::query(RETRY).bind(id.as_str()).execute(&mut *tx).await?.rows_affected()
        }))
    }

    /// Lets what was being printed wait again. For the start of a server that has the database to itself: nobody is left
    /// who could be printing.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn free_turns(&self) -> Result<u64, StorageError> {
        Ok(write_tx!(self, |tx| sqlx::query(FREE).execute(&mut *tx).await?.rows_affected()))
    }

    /// Removes the batches that were asked for before an instant, files and all; answers how many.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn purge_batches(&self, before: Instant) -> Result<u64, StorageError> {
        Ok(write_tx!(self, |tx| {
            sqlx::query(PURGE).bind(ms_of(before)).execute(&mut *tx).await?.rows_affected()
        }))
    }

    /// Dossiers that a paper may be printed of, the longest waiting first, at most so many.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn batch_candidates(&self, among: Among, most: u32) -> Result<Vec<Candidate>, StorageError> {
        let rows: Vec<CandidateRow> = read!(self, |conn| {
            let query = match among {
                Among::Issued => sqlx::query_as(ISSUED).bind(i64::from(most)),
                Among::Ready => sqlx::query_as(READY).bind(i64::from(most)),
                Among::CameInSince(since) => sqlx::query_as(CAME_IN).bind(i64::from(most)).bind(ms_of(since)),
            };
            query.fetch_all(&mut *conn).await
        })?;
        rows.into_iter().map(CandidateRow::read).collect()
    }
}
