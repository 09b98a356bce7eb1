//! Who is signed in, on which desk. The cookie is random; its hash is what the kit keeps.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint};

use super::StoreError;
use super::journal::time;
use crate::domain::ids::{EventId, RowId, StaffId};
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
    /// The device on the network they signed in on; none at the laptop itself.
    pub device: Option<RowId>,
    /// When they signed in.
    pub started_at: Timestamp,
    /// When they were last seen.
    pub seen_at: Timestamp,
}

/// The turn of whoever is seen now: one more than everybody's so far.
const NEXT_TURN: &str = "(SELECT coalesce(max(turn), 0) + 1 FROM sessions)";

/// Signs somebody in, at the laptop itself or on a device.
pub fn begin(
    sp: &Savepoint<'_>,
    token: &[u8; 32],
    staff: StaffId,
    device: Option<RowId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let at = at.as_millisecond();
    sp.execute(
        &format!(
            "INSERT INTO sessions (token, staff, device, started_at, seen_at, turn)
             VALUES (?1, ?2, ?3, ?4, ?4, {NEXT_TURN})"
        ),
        (token, staff, device, at),
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

/// Ends every session on one device, when it is taken off.
pub fn end_all_on(sp: &Savepoint<'_>, device: RowId) -> Result<(), StoreError> {
    sp.execute("DELETE FROM sessions WHERE device = ?1", [device])?;
    Ok(())
}

/// Notes that somebody is still there.
pub fn seen(sp: &Savepoint<'_>, token: &[u8; 32], at: Timestamp) -> Result<(), StoreError> {
    sp.prepare_cached(&format!(
        "UPDATE sessions SET seen_at = ?2, turn = {NEXT_TURN} WHERE token = ?1"
    ))?
    .execute((token, at.as_millisecond()))?;
    Ok(())
}

/// Brings sessions that seem to lie in the future to `now`: the clock was put back.
pub fn bring_back(sp: &Savepoint<'_>, now: Timestamp) -> Result<(), StoreError> {
    sp.execute(
        "UPDATE sessions SET seen_at = min(seen_at, ?1), started_at = min(started_at, ?1)
         WHERE seen_at > ?1 OR started_at > ?1",
        [now.as_millisecond()],
    )?;
    Ok(())
}

/// Sits somebody down at a desk.
pub fn take_desk(sp: &Savepoint<'_>, token: &[u8; 32], desk: u8) -> Result<(), StoreError> {
    sp.execute("UPDATE sessions SET desk = ?2 WHERE token = ?1", (token, desk))?;
    Ok(())
}

/// Sits somebody down at a desk on every screen where they are signed in, or lets them stand up everywhere.
pub fn seat(sp: &Savepoint<'_>, staff: StaffId, desk: Option<u8>) -> Result<(), StoreError> {
    sp.execute("UPDATE sessions SET desk = ?2 WHERE staff = ?1", (staff, desk))?;
    Ok(())
}

/// Somebody at a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Which desk.
    pub desk: u8,
    /// Their name, as they sign in by it.
    pub name: String,
    /// When they were last seen.
    pub seen_at: Timestamp,
}

/// Who but `staff` sits at which desk and was seen since `since`; by desk, then by who was seen last.
pub fn at_desks(
    conn: &Connection,
    staff: StaffId,
    since: Timestamp,
) -> Result<Vec<Sitting>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT s.desk, p.name, max(s.seen_at) FROM sessions s JOIN staff p ON p.id = s.staff
         WHERE s.desk IS NOT NULL AND s.staff <> ?1 AND s.seen_at >= ?2 AND p.left_at IS NULL
         GROUP BY s.desk, p.id ORDER BY s.desk, max(s.turn) DESC",
    )?;
    let sitting = statement.query_map((staff, since.as_millisecond()), |row| {
        Ok(Sitting { desk: row.get(0)?, name: row.get(1)?, seen_at: time(row.get(2)?) })
    })?;
    Ok(sitting.collect::<Result<_, _>>()?)
}

/// Who is signed in on which device and was seen since `since`, by name.
pub fn on_devices(conn: &Connection, since: Timestamp) -> Result<Vec<(RowId, String)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT s.device, p.name FROM sessions s JOIN staff p ON p.id = s.staff
         WHERE s.device IS NOT NULL AND s.seen_at > ?1 AND p.left_at IS NULL ORDER BY p.name",
    )?;
    let there =
        statement.query_map([since.as_millisecond()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(there.collect::<Result<_, _>>()?)
}

/// The desk at which somebody was last seen since `since`, on any screen.
pub fn last_desk(
    conn: &Connection,
    staff: StaffId,
    since: Timestamp,
) -> Result<Option<u8>, StoreError> {
    let desk = conn
        .prepare_cached(
            "SELECT desk FROM sessions WHERE staff = ?1 AND desk IS NOT NULL AND seen_at >= ?2
             ORDER BY turn DESC LIMIT 1",
        )?
        .query_row((staff, since.as_millisecond()), |row| row.get(0))
        .optional()?;
    Ok(desk)
}

/// The session with this token, if the person still works here.
pub fn by_token(
    conn: &Connection,
    token: &[u8; 32],
    event: Option<EventId>,
) -> Result<Option<Session>, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT s.staff, p.name, s.desk, s.started_at, s.seen_at, s.device
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
                device: row.get(5)?,
            })
        })
        .optional()?;
    let Some(mut session) = found else {
        return Ok(None);
    };
    session.roles = super::staff::roles_now(conn, session.staff, event)?;
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
