//! What was handed over and what was wiped: acts that stay when the data are gone.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};

use crate::domain::ids::{EventId, RowId, StaffId};
use crate::domain::retention::Kind;
use crate::store::StoreError;
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
    /// Both.
    pub const ALL: [Self; 2] = [Self::Registration, Self::Safeguarding];

    /// Stable code for rows and texts (`forget-what-…`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Safeguarding => "safeguarding",
        }
    }

    /// The one with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.code() == code)
    }
}

/// A confirmed hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// What.
    pub what: What,
    /// How it is known: `paper`, or the digest of an acknowledgement that was read in.
    pub proof: String,
    /// Who confirmed it here.
    pub staff: Option<StaffId>,
    /// When.
    pub at: Timestamp,
}

/// Writes down that data were handed over and that whoever took them said so. The first time stands; `false`: it was
/// written down before.
pub fn hand_over(
    sp: &Savepoint<'_>,
    event: EventId,
    what: What,
    proof: &str,
    by: By,
) -> Result<bool, StoreError> {
    let is_new = sp.execute(
        "INSERT OR IGNORE INTO handed_over (event, what, proof, staff, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (event, what.code(), proof, by.staff, by.at.as_millisecond()),
    )? == 1;
    if is_new {
        journal::append(sp, by, "handed_over", &event.to_string(), what.code())?;
    }
    Ok(is_new)
}

/// What of an event was handed over.
pub fn handed_over(conn: &Connection, event: EventId) -> Result<Vec<Handed>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT what, proof, staff, at FROM handed_over WHERE event = ?1 ORDER BY what",
    )?;
    let rows = statement.query_map([event], |row| {
        let what: String = row.get(0)?;
        Ok((what, row.get(1)?, row.get(2)?, journal::time(row.get(3)?)))
    })?;
    let mut handed = Vec::new();
    for row in rows {
        let (what, proof, staff, at) = row?;
        let what = What::from_code(&what).ok_or(StoreError::BadRow("what was handed over"))?;
        handed.push(Handed { what, proof, staff, at });
    }
    if !handed.iter().any(|handed| handed.what == What::Safeguarding) {
        handed.extend(acknowledged(conn, event)?);
    }
    Ok(handed)
}

/// The focal's room as the other laptop acknowledged it, unless a box was sealed here since the file was made:
/// by the journal's order, since a box has the time of the entry before it.
fn acknowledged(conn: &Connection, event: EventId) -> Result<Option<Handed>, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT h.manifest, h.acknowledged_at FROM hand_overs h JOIN events e ON e.id = h.event
             WHERE h.event = ?1 AND h.kind = 'room' AND h.acknowledged_at IS NOT NULL AND NOT EXISTS
                (SELECT 1 FROM journal j WHERE j.act = 'sealed' AND j.seq > (SELECT coalesce(max(l.seq), 0)
                    FROM journal l WHERE l.act = 'file_leaves' AND l.subject = lower(hex(h.id))) AND j.at <
                    coalesce((SELECT min(n.opened_at) FROM events n WHERE n.opened_at > e.opened_at), j.at + 1))
             ORDER BY h.number DESC LIMIT 1",
        )?
        .query_row([event], |row| Ok((row.get(0)?, journal::time(row.get(1)?))))
        .optional()?;
    let of = |(proof, at)| Handed { what: What::Safeguarding, proof, staff: None, at };
    Ok(found.map(of))
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
