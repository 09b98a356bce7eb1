//! What was handed over and what was wiped: acts that stay when the data are gone.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};

use crate::domain::ids::{EventId, RowId, StaffId};
use crate::domain::retention::Kind;
use crate::store::StoreError;
use crate::store::hand_overs::{self, Acknowledged};
use crate::store::journal::{self, By};

/// What can be handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Registration: the commune has the book, the NGO what it was promised.
    Registration,
    /// The focal's room: whoever follows its cases has them elsewhere.
    Safeguarding,
}

impl What {
    /// Stable code for rows and texts (`forget-what-…`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Safeguarding => "safeguarding",
        }
    }
}

/// A confirmed hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// What.
    pub what: What,
    /// How it is known: `paper`, or the digest of the manifest that another laptop acknowledged.
    pub proof: String,
    /// Who confirmed it here.
    pub staff: Option<StaffId>,
    /// When.
    pub at: Timestamp,
}

/// Writes down that the registration was handed over and that whoever took it said so. The first time stands; `false`:
/// it was written down before.
pub fn hand_over(sp: &Savepoint<'_>, event: EventId, by: By) -> Result<bool, StoreError> {
    let what = What::Registration.code();
    let is_new = sp.execute(
        "INSERT OR IGNORE INTO handed_over (event, what, proof, staff, at) VALUES (?1, ?2, 'paper', ?3, ?4)",
        (event, what, by.staff, by.at.as_millisecond()),
    )? == 1;
    if is_new {
        journal::append(sp, by, "handed_over", &event.to_string(), what)?;
    }
    Ok(is_new)
}

/// What of an event was handed over and is whole where it went: see [`hand_overs::whole`].
pub fn handed_over(conn: &Connection, event: EventId) -> Result<Vec<Handed>, StoreError> {
    both(conn, event, hand_overs::whole(conn, event)?)
}

/// What of an event was ever handed over, whatever came since: an act that was done stays on its record.
pub fn once_handed_over(conn: &Connection, event: EventId) -> Result<Vec<Handed>, StoreError> {
    both(conn, event, hand_overs::acknowledged(conn, event)?)
}

/// The registration by somebody's word, the focal's room by another laptop's answer alone: earlier versions wrote the
/// room down among the words, for good.
fn both(
    conn: &Connection,
    event: EventId,
    room: Option<Acknowledged>,
) -> Result<Vec<Handed>, StoreError> {
    let what = What::Registration;
    let mut statement = conn.prepare_cached(
        "SELECT proof, staff, at FROM handed_over WHERE event = ?1 AND what = ?2",
    )?;
    let said = statement.query_row((event, what.code()), |row| {
        Ok(Handed { what, proof: row.get(0)?, staff: row.get(1)?, at: journal::time(row.get(2)?) })
    });
    let room = room.map(|room| Handed {
        what: What::Safeguarding,
        proof: room.manifest,
        staff: None,
        at: room.at,
    });
    Ok(said.optional()?.into_iter().chain(room).collect())
}

/// An act of wiping.
pub struct Wipe {
    /// Row.
    pub id: RowId,
    /// Of which event.
    pub event: EventId,
    /// What was wiped.
    pub kinds: Vec<Kind>,
    /// What went and what stayed, JSON of codes and numbers.
    pub counts: String,
    /// Figures of the event before, JSON.
    pub report: String,
    /// What became of the backups, JSON; empty where the program was stopped before it came to them.
    pub backups: String,
    /// Who.
    pub staff: Option<StaffId>,
    /// When.
    pub at: Timestamp,
}

/// Writes an act of wiping down.
pub fn keep(sp: &Savepoint<'_>, wipe: &Wipe) -> Result<(), StoreError> {
    let kinds: Vec<&str> = wipe.kinds.iter().map(|kind| kind.code()).collect();
    sp.execute(
        "INSERT INTO wipes (id, event, kinds, counts, report, backups, staff, at)
         VALUES (:id, :event, :kinds, :counts, :report, '', :staff, :at)",
        named_params! {
            ":id": wipe.id, ":event": wipe.event, ":kinds": kinds.join(" "), ":counts": wipe.counts,
            ":report": wipe.report, ":staff": wipe.staff, ":at": wipe.at.as_millisecond(),
        },
    )?;
    Ok(())
}

/// Writes down what became of the backups.
pub fn keep_backups(sp: &Savepoint<'_>, id: RowId, backups: &str) -> Result<(), StoreError> {
    sp.execute("UPDATE wipes SET backups = ?2 WHERE id = ?1", (id, backups))?;
    Ok(())
}

const COLUMNS: &str = "id, event, kinds, counts, report, backups, staff, at";

fn wipe_of(row: &Row<'_>) -> rusqlite::Result<Wipe> {
    let kinds: String = row.get(2)?;
    Ok(Wipe {
        id: row.get(0)?,
        event: row.get(1)?,
        kinds: kinds.split_whitespace().filter_map(Kind::from_code).collect(),
        counts: row.get(3)?,
        report: row.get(4)?,
        backups: row.get(5)?,
        staff: row.get(6)?,
        at: journal::time(row.get(7)?),
    })
}

/// Every wipe of an event, the first one first.
pub fn all_wipes(conn: &Connection, event: EventId) -> Result<Vec<Wipe>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM wipes WHERE event = ?1 ORDER BY id"))?;
    let wipes = statement.query_map([event], wipe_of)?;
    Ok(wipes.collect::<Result<_, _>>()?)
}

/// One wipe.
pub fn by_id(conn: &Connection, id: RowId) -> Result<Option<Wipe>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM wipes WHERE id = ?1"))?;
    Ok(statement.query_row([id], wipe_of).optional()?)
}
