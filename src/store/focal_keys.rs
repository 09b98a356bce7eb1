//! Who reaches an event's safeguarding secret: focals, and the recovery sheet.

use rusqlite::{Connection, OptionalExtension, Row, Savepoint};

use super::StoreError;
use crate::domain::ids::{EventId, RowId, StaffId};

/// Somebody's key, as it lies in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Row.
    pub id: RowId,
    /// Of which event.
    pub event: EventId,
    /// Whose; none for the recovery sheet's.
    pub staff: Option<StaffId>,
    /// The key, wrapped.
    pub key: Vec<u8>,
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept { id: row.get(0)?, event: row.get(1)?, staff: row.get(2)?, key: row.get(3)? })
}

/// Every key of an event, the newest first.
pub fn of_event(conn: &Connection, event: EventId) -> Result<Vec<Kept>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, event, staff, wrapped FROM focal_keys WHERE event = ?1 ORDER BY rowid DESC",
    )?;
    let keys = statement.query_map([event], kept)?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// A focal's keys of every event, the newest first.
pub fn of_staff(conn: &Connection, staff: StaffId) -> Result<Vec<Kept>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, event, staff, wrapped FROM focal_keys WHERE staff = ?1 ORDER BY rowid DESC",
    )?;
    let keys = statement.query_map([staff], kept)?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Puts another key in the place of one that is still as it was read. `false`: it is not.
pub fn replace(
    sp: &Savepoint<'_>,
    id: RowId,
    before: &[u8],
    after: &[u8],
) -> Result<bool, StoreError> {
    let replaced = sp.execute(
        "UPDATE focal_keys SET wrapped = ?3 WHERE id = ?1 AND wrapped = ?2",
        (id, before, after),
    )?;
    Ok(replaced == 1)
}

/// Takes every key of a focal in an event away.
pub fn remove_of(sp: &Savepoint<'_>, event: EventId, staff: StaffId) -> Result<usize, StoreError> {
    Ok(sp.execute("DELETE FROM focal_keys WHERE event = ?1 AND staff = ?2", (event, staff))?)
}

/// Takes the keys of every recovery sheet of an event away but for the newest.
pub fn keep_newest_sheet(sp: &Savepoint<'_>, event: EventId) -> Result<(), StoreError> {
    sp.execute(
        "DELETE FROM focal_keys WHERE event = ?1 AND staff IS NULL AND rowid <
         (SELECT max(rowid) FROM focal_keys WHERE event = ?1 AND staff IS NULL)",
        [event],
    )?;
    Ok(())
}

/// Keeps the pair of a new recovery sheet until a focal of each event gives it the secret.
pub fn sheet_waits(sp: &Savepoint<'_>, own: &[u8]) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO focal_sheets (event, own) SELECT id, ?1 FROM events WHERE true
         ON CONFLICT (event) DO UPDATE SET own = excluded.own, confirmed = 0",
        [own],
    )?;
    Ok(())
}

/// The pair of a recovery sheet that waits, and whether the sheet before it has ended.
pub fn waiting_sheet(
    conn: &Connection,
    event: EventId,
) -> Result<Option<(Vec<u8>, bool)>, StoreError> {
    let waiting = conn
        .query_row("SELECT own, confirmed FROM focal_sheets WHERE event = ?1", [event], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(waiting)
}

/// The recovery sheet has the secret of this event.
pub fn sheet_given(sp: &Savepoint<'_>, event: EventId) -> Result<(), StoreError> {
    sp.execute("DELETE FROM focal_sheets WHERE event = ?1", [event])?;
    Ok(())
}

/// The new sheet is on paper: the one before it ends now where the new one has the secret, and elsewhere as soon as it
/// has. Until then the one before it is all there is.
pub fn sheet_confirmed(sp: &Savepoint<'_>) -> Result<(), StoreError> {
    sp.execute("UPDATE focal_sheets SET confirmed = 1", [])?;
    let mut statement =
        sp.prepare("SELECT id FROM events WHERE id NOT IN (SELECT event FROM focal_sheets)")?;
    let events = statement.query_map([], |row| row.get(0))?;
    let events: Vec<EventId> = events.collect::<Result<_, _>>()?;
    events.into_iter().try_for_each(|event| keep_newest_sheet(sp, event))
}
