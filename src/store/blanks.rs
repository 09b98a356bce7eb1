//! Receipts printed blank: numbers that wait for a child.

use jiff::Timestamp;
use rusqlite::{Connection, Row, Savepoint};

use super::journal::time;
use super::{StoreError, receipts};
use crate::domain::ids::{ChildId, EventId, RowId};

/// One receipt that was printed before it was bound.
pub struct Blank {
    /// The 23 characters.
    pub code: String,
    /// Its event.
    pub event: EventId,
    /// Running number on this laptop.
    pub number: u32,
    /// The printing; none if it was printed after the backup this kit was restored from, or not blank.
    pub run: Option<RowId>,
    /// When its number was minted.
    pub minted_at: Timestamp,
    /// When it was put aside as spoilt, or the child that had it was forgotten.
    pub spoilt_at: Option<Timestamp>,
    /// The child that has it.
    pub child: Option<ChildId>,
    /// Ticket of that child's family.
    pub ticket: Option<u32>,
}

impl Blank {
    /// Whether it may still be given to a child.
    pub fn is_out(&self) -> bool {
        self.child.is_none() && self.spoilt_at.is_none()
    }
}

/// Mints `count` numbers of a printing; gives the first and the last.
pub fn mint(
    sp: &Savepoint<'_>,
    event: EventId,
    run: RowId,
    count: u32,
    at: Timestamp,
) -> Result<(u32, u32), StoreError> {
    let mut range = None;
    for _ in 0..count {
        let code = receipts::mint_next(sp, event, at)?;
        let number = code.serial().number();
        range = Some((range.map_or(number, |(first, _)| first), number));
        sp.execute("UPDATE receipts SET run = ?2 WHERE code = ?1", (code.to_string(), run))?;
    }
    range.ok_or(StoreError::BadRow("a printing of nothing"))
}

/// Writes down a genuine number that this kit does not know: printed after the backup it was restored from.
/// `false` if the number is not among those that were skipped then.
pub fn adopt(
    sp: &Savepoint<'_>,
    event: EventId,
    code: &str,
    number: u32,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let adopted = sp.execute(
        "INSERT INTO receipts (code, event, serial, minted_at)
         SELECT ?1, id, ?3, ?4 FROM events WHERE id = ?2 AND ?3 < next_serial",
        (code, event, number, at.as_millisecond()),
    )?;
    Ok(adopted == 1)
}

/// Binds a number to a child whose paper was written by hand.
pub fn bind(
    sp: &Savepoint<'_>,
    code: &str,
    child: ChildId,
    at: Timestamp,
) -> Result<(), StoreError> {
    sp.execute(
        "UPDATE receipts SET child = ?2, bound_at = ?3, by_hand = 1 WHERE code = ?1",
        (code, child, at.as_millisecond()),
    )?;
    Ok(())
}

/// Takes a number back that was bound by mistake and never printed for the child. `false`: it was printed.
pub fn unbind(sp: &Savepoint<'_>, code: &str) -> Result<bool, StoreError> {
    let printed: bool = sp.query_row(
        "SELECT EXISTS (SELECT 1 FROM prints p JOIN issues i ON i.id = p.issue WHERE i.code = ?1)
             OR NOT EXISTS (SELECT 1 FROM receipts WHERE code = ?1 AND by_hand = 1)",
        [code],
        |row| row.get(0),
    )?;
    if printed {
        return Ok(false);
    }
    part(sp, code)?;
    Ok(true)
}

/// Parts a number from its child. What would have been printed never was; the journal keeps that it was issued.
fn part(sp: &Savepoint<'_>, code: &str) -> Result<(), StoreError> {
    sp.execute("DELETE FROM issues WHERE code = ?1", [code])?;
    sp.execute(
        "UPDATE receipts SET child = NULL, bound_at = NULL, by_hand = 0 WHERE code = ?1",
        [code],
    )?;
    Ok(())
}

/// Whether a child's number may give way to another: nobody wrote it by hand, noted a print of it or showed it.
pub fn gives_way(conn: &Connection, code: &str) -> Result<bool, StoreError> {
    Ok(conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM receipts WHERE code = ?1 AND child IS NOT NULL AND by_hand = 0)
            AND NOT EXISTS (SELECT 1 FROM prints p JOIN issues i ON i.id = p.issue WHERE i.code = ?1)
            AND NOT EXISTS (SELECT 1 FROM collections WHERE code = ?1)",
        [code],
        |row| row.get(0),
    )?)
}

/// Takes a number from its child that gives way to another, and puts it aside as spoilt. `false`: it stays.
pub fn release(sp: &Savepoint<'_>, code: &str, at: Timestamp) -> Result<bool, StoreError> {
    if !gives_way(sp, code)? {
        return Ok(false);
    }
    part(sp, code)?;
    spoil(sp, code, Some(at))
}

/// Puts a blank aside as spoilt, or with `None` back among the good ones. `false`: a child has it, or nothing changes.
pub fn spoil(sp: &Savepoint<'_>, code: &str, at: Option<Timestamp>) -> Result<bool, StoreError> {
    let changed = sp.execute(
        "UPDATE receipts SET spoilt_at = ?2
         WHERE code = ?1 AND child IS NULL AND forgotten_at IS NULL AND (spoilt_at IS NULL) = (?2 IS NOT NULL)",
        (code, at.map(Timestamp::as_millisecond)),
    )?;
    Ok(changed == 1)
}

const COLUMNS: &str =
    "r.code, r.event, r.serial, r.run, r.minted_at, coalesce(r.spoilt_at, r.forgotten_at), r.child,
    (SELECT t.number FROM tickets t JOIN children c ON c.family = t.family WHERE c.id = r.child)";

fn blank_of(row: &Row<'_>) -> rusqlite::Result<Blank> {
    Ok(Blank {
        code: row.get(0)?,
        event: row.get(1)?,
        number: row.get(2)?,
        run: row.get(3)?,
        minted_at: time(row.get(4)?),
        spoilt_at: row.get::<_, Option<i64>>(5)?.map(time),
        child: row.get(6)?,
        ticket: row.get(7)?,
    })
}

/// Every receipt of an event that was printed blank, in the order of their numbers.
pub fn of_event(conn: &Connection, event: EventId) -> Result<Vec<Blank>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM receipts r WHERE r.event = ?1 AND r.run IS NOT NULL ORDER BY r.serial"
    ))?;
    let blanks = statement.query_map([event], blank_of)?;
    Ok(blanks.collect::<Result<_, _>>()?)
}

/// The receipts of one printing, in the order of their numbers.
pub fn of_run(conn: &Connection, run: RowId) -> Result<Vec<Blank>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM receipts r WHERE r.run = ?1 ORDER BY r.serial"
    ))?;
    let blanks = statement.query_map([run], blank_of)?;
    Ok(blanks.collect::<Result<_, _>>()?)
}

/// The receipt with this running number, blank or not.
pub fn by_number(
    conn: &Connection,
    event: EventId,
    number: u32,
) -> Result<Option<Blank>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM receipts r WHERE r.event = ?1 AND r.serial = ?2"
    ))?;
    let mut rows = statement.query((event, number))?;
    Ok(rows.next()?.map(blank_of).transpose()?)
}

/// The receipt with this code, blank or not.
pub fn by_code(conn: &Connection, code: &str) -> Result<Option<Blank>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM receipts r WHERE r.code = ?1"))?;
    let mut rows = statement.query([code])?;
    Ok(rows.next()?.map(blank_of).transpose()?)
}
