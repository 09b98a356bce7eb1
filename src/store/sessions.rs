//! Who is signed in, on which desk. The cookie is random; its hash is what the kit keeps.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint};

use super::StoreError;
use super::journal::time;
use crate::domain::ids::{EventId, StaffId};
use crate::domain::staff::Role;

/// Somebody signed in.
#[derive(Clone)]
pub struct Session {
    /// Who.
    pub staff: StaffId,
    /// Their name, for the bar.
    pub name: String,
    /// What they may do in the open event.
    pub roles: Vec<Role>,
    /// The desk they sit at, if they took one.
    pub desk: Option<u8>,
    /// When they signed in.
    pub started_at: Timestamp,
    /// When they were last seen.
    pub seen_at: Timestamp,
}

/// Signs somebody in.
pub fn begin(
    sp: &Savepoint<'_>,
    token: &[u8; 32],
    staff: StaffId,
    at: Timestamp,
) -> Result<(), StoreError> {
    let at = at.as_millisecond();
    sp.execute(
        "INSERT INTO sessions (token, staff, started_at, seen_at) VALUES (?1, ?2, ?3, ?3)",
        (token, staff, at),
    )?;
    Ok(())
}

/// Signs out.
pub fn end(sp: &Savepoint<'_>, token: &[u8; 32]) -> Result<(), StoreError> {
    sp.execute("DELETE FROM sessions WHERE token = ?1", [token])?;
    Ok(())
}

/// Ends every session of one person, after a new PIN or when they leave.
pub fn end_all_of(sp: &Savepoint<'_>, staff: StaffId) -> Result<(), StoreError> {
    sp.execute("DELETE FROM sessions WHERE staff = ?1", [staff])?;
    Ok(())
}

/// Notes that somebody is still there.
pub fn seen(sp: &Savepoint<'_>, token: &[u8; 32], at: Timestamp) -> Result<(), StoreError> {
    sp.prepare_cached("UPDATE sessions SET seen_at = ?2 WHERE token = ?1")?
        .execute((token, at.as_millisecond()))?;
    Ok(())
}

/// Sits somebody down at a desk.
pub fn take_desk(sp: &Savepoint<'_>, token: &[u8; 32], desk: u8) -> Result<(), StoreError> {
    sp.execute("UPDATE sessions SET desk = ?2 WHERE token = ?1", (token, desk))?;
    Ok(())
}

/// The session with this token, if the person still works here.
pub fn by_token(
    conn: &Connection,
    token: &[u8; 32],
    event: Option<EventId>,
) -> Result<Option<Session>, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT s.staff, p.name, s.desk, s.started_at, s.seen_at
             FROM sessions s JOIN staff p ON p.id = s.staff
             WHERE s.token = ?1 AND p.left_at IS NULL",
        )?
        .query_row([token], |row| {
            Ok(Session {
                staff: row.get(0)?,
                name: row.get(1)?,
                roles: Vec::new(),
                desk: row.get(2)?,
                started_at: time(row.get(3)?),
                seen_at: time(row.get(4)?),
            })
        })
        .optional()?;
    let Some(mut session) = found else {
        return Ok(None);
    };
    session.roles = super::staff::roles_of(conn, session.staff, event)?;
    Ok(Some(session))
}

/// How many desks have somebody sitting at them who was seen since `since`.
pub fn desks_open(conn: &Connection, since: Timestamp) -> Result<u8, StoreError> {
    let count = conn.query_row(
        "SELECT count(DISTINCT desk) FROM sessions WHERE desk IS NOT NULL AND seen_at >= ?1",
        [since.as_millisecond()],
        |row| row.get(0),
    )?;
    Ok(count)
}
