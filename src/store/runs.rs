//! Papers printed before anybody wrote on them: what stood on each printing, so that it can be made again.

use jiff::Timestamp;
use rusqlite::{Connection, Row, Savepoint, named_params};
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::journal::{By, time};
use super::receipts::EventWords;
use crate::domain::ids::{EventId, RowId, StaffId};

/// What was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Receipts with a number and a symbol, and no name.
    Receipts,
    /// Application forms to be filled in by hand.
    Forms,
}

impl Kind {
    /// Stable code for rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Receipts => "receipts",
            Self::Forms => "forms",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Receipts, Self::Forms].into_iter().find(|kind| kind.code() == code)
    }
}

/// What the event said of itself when the papers were printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Words for receipts.
    pub event: EventWords,
    /// Where it takes place, Khmer and English.
    pub place: [String; 2],
    /// Codes of the papers that are asked for.
    pub papers: Vec<String>,
    /// Code of the signatory's title.
    pub signatory: String,
    /// Whether they are training papers.
    pub training: bool,
}

/// One printing.
pub struct Run {
    /// Its row.
    pub id: RowId,
    /// For which event.
    pub event: EventId,
    /// What was printed.
    pub kind: Kind,
    /// The first number.
    pub first: u32,
    /// The last number.
    pub last: u32,
    /// What stood on them.
    pub printed: Printed,
    /// Who printed.
    pub staff: StaffId,
    /// When.
    pub at: Timestamp,
}

/// Keeps a printing, before its numbers are drawn.
pub fn keep(
    sp: &Savepoint<'_>,
    id: RowId,
    event: EventId,
    kind: Kind,
    printed: &Printed,
    by: By,
) -> Result<(), StoreError> {
    let record = serde_json::to_string(printed).map_err(|_| StoreError::BadRow("a printing"))?;
    sp.execute(
        "INSERT INTO paper_runs (id, event, kind, first, last, record, staff, at)
         VALUES (:id, :event, :kind, 0, 0, :record, :staff, :at)",
        named_params! {
            ":id": id, ":event": event, ":kind": kind.code(), ":record": record,
            ":staff": by.staff, ":at": by.at.as_millisecond(),
        },
    )?;
    Ok(())
}

/// Writes down which numbers a printing was given.
pub fn numbered(
    sp: &Savepoint<'_>,
    id: RowId,
    (first, last): (u32, u32),
) -> Result<(), StoreError> {
    sp.execute("UPDATE paper_runs SET first = ?2, last = ?3 WHERE id = ?1", (id, first, last))?;
    Ok(())
}

const COLUMNS: &str = "id, event, kind, first, last, record, staff, at";

fn run_of(row: &Row<'_>) -> Result<Run, StoreError> {
    let record: String = row.get(5)?;
    Ok(Run {
        id: row.get(0)?,
        event: row.get(1)?,
        kind: Kind::from_code(&row.get::<_, String>(2)?).ok_or(StoreError::BadRow("a printing"))?,
        first: row.get(3)?,
        last: row.get(4)?,
        printed: serde_json::from_str(&record).map_err(|_| StoreError::BadRow("a printing"))?,
        staff: row.get(6)?,
        at: time(row.get(7)?),
    })
}

/// One printing.
pub fn by_id(conn: &Connection, id: RowId) -> Result<Option<Run>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM paper_runs WHERE id = ?1"))?;
    let mut rows = statement.query([id])?;
    rows.next()?.map(run_of).transpose()
}

/// Every printing of an event, the newest first.
pub fn of_event(conn: &Connection, event: EventId, kind: Kind) -> Result<Vec<Run>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM paper_runs WHERE event = ?1 AND kind = ?2 ORDER BY rowid DESC"
    ))?;
    let mut rows = statement.query((event, kind.code()))?;
    let mut runs = Vec::new();
    while let Some(row) = rows.next()? {
        runs.push(run_of(row)?);
    }
    Ok(runs)
}
