//! The people who work at events.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint};

use super::StoreError;
use crate::domain::ids::{EventId, RowId, StaffId};
use crate::domain::staff::Role;
use crate::khmer::SortKey;

/// One member of the staff.
pub struct Member {
    /// Row.
    pub id: StaffId,
    /// Name by which they sign in.
    pub name: String,
    /// Roles in the event that was asked about.
    pub roles: Vec<Role>,
    /// The event of these roles.
    pub event: Option<EventId>,
}

/// Adds somebody. Names are unique, so that signing in by name is clear.
pub fn add(
    sp: &Savepoint<'_>,
    id: StaffId,
    name: &str,
    pin: &str,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let taken: bool =
        sp.query_row("SELECT EXISTS (SELECT 1 FROM staff WHERE name = ?1)", [name], |row| {
            row.get(0)
        })?;
    if taken {
        return Ok(false);
    }
    sp.execute(
        "INSERT INTO staff (id, name, pin, since) VALUES (?1, ?2, ?3, ?4)",
        (id, name, pin, at.as_millisecond()),
    )?;
    Ok(true)
}

/// Gives somebody a role in an event.
pub fn give_role(
    sp: &Savepoint<'_>,
    event: EventId,
    staff: StaffId,
    role: Role,
) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO roles (event, staff, role) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        (event, staff, role.code()),
    )?;
    Ok(())
}

/// Takes a role in an event away.
pub fn take_role(
    sp: &Savepoint<'_>,
    event: EventId,
    staff: StaffId,
    role: Role,
) -> Result<(), StoreError> {
    sp.execute(
        "DELETE FROM roles WHERE event = ?1 AND staff = ?2 AND role = ?3",
        (event, staff, role.code()),
    )?;
    Ok(())
}

/// Marks that somebody no longer works here; what they did stays theirs.
pub fn leave(sp: &Savepoint<'_>, staff: StaffId, at: Timestamp) -> Result<(), StoreError> {
    sp.execute(
        "UPDATE staff SET left_at = ?2 WHERE id = ?1 AND left_at IS NULL",
        (staff, at.as_millisecond()),
    )?;
    Ok(())
}

/// Takes a "left" back.
pub fn come_back(sp: &Savepoint<'_>, staff: StaffId) -> Result<(), StoreError> {
    sp.execute("UPDATE staff SET left_at = NULL WHERE id = ?1", [staff])?;
    Ok(())
}

/// Sets a new PIN (its hash).
pub fn set_pin(sp: &Savepoint<'_>, staff: StaffId, pin: &str) -> Result<(), StoreError> {
    sp.execute("UPDATE staff SET pin = ?2 WHERE id = ?1", (staff, pin))?;
    Ok(())
}

/// Puts the same PIN in another form, unless another one was given meanwhile.
pub fn renew_pin(
    sp: &Savepoint<'_>,
    staff: StaffId,
    known: &str,
    anew: &str,
) -> Result<(), StoreError> {
    sp.execute("UPDATE staff SET pin = ?3 WHERE id = ?1 AND pin = ?2", (staff, known, anew))?;
    Ok(())
}

/// Keeps a focal's copy of the event's safeguarding secret; `staff` none means the recovery sheet's.
pub fn keep_focal_key(
    sp: &Savepoint<'_>,
    id: RowId,
    event: EventId,
    staff: Option<StaffId>,
    wrapped: &[u8],
) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO focal_keys (id, event, staff, wrapped) VALUES (?1, ?2, ?3, ?4)",
        (id, event, staff, wrapped),
    )?;
    Ok(())
}

/// Somebody's copy of an event's safeguarding secret, or the recovery sheet's.
pub fn focal_key_of(
    conn: &Connection,
    event: EventId,
    staff: Option<StaffId>,
) -> Result<Option<Vec<u8>>, StoreError> {
    let wrapped = conn
        .query_row(
            "SELECT wrapped FROM focal_keys WHERE event = ?1 AND staff IS ?2 ORDER BY rowid DESC LIMIT 1",
            (event, staff),
            |row| row.get(0),
        )
        .optional()?;
    Ok(wrapped)
}

/// Whose copy of a secret, none for the recovery sheet's, and the wrapped copy.
pub type WrappedKey = (Option<StaffId>, Vec<u8>);

/// Every copy of an event's safeguarding secret, each with whose it is; none for the recovery sheet's.
pub fn focal_keys(conn: &Connection, event: EventId) -> Result<Vec<WrappedKey>, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT staff, wrapped FROM focal_keys WHERE event = ?1 ORDER BY rowid")?;
    let keys = statement.query_map([event], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Everybody who works here now, by name, with their roles in `event`.
pub fn all(conn: &Connection, event: Option<EventId>) -> Result<Vec<Member>, StoreError> {
    members(conn, |_| Ok(event))
}

/// Everybody who works here now, by name, with their roles in the last event in which they had any.
pub fn lately(conn: &Connection) -> Result<Vec<Member>, StoreError> {
    members(conn, |member| {
        let event = conn
            .prepare_cached(
                "SELECT e.id FROM roles r JOIN events e ON e.id = r.event WHERE r.staff = ?1
                 ORDER BY e.rowid DESC LIMIT 1",
            )?
            .query_row([member], |row| row.get(0))
            .optional()?;
        Ok(event)
    })
}

fn members(
    conn: &Connection,
    event_of: impl Fn(StaffId) -> Result<Option<EventId>, StoreError>,
) -> Result<Vec<Member>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT id, name FROM staff WHERE left_at IS NULL ORDER BY rowid")?;
    let members = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let members: Result<Vec<Member>, StoreError> = members
        .map(|member| {
            let (id, name) = member?;
            let event = event_of(id)?;
            Ok(Member { id, name, roles: roles_of(conn, id, event)?, event })
        })
        .collect();
    let mut members = members?;
    members.sort_by_cached_key(|member| SortKey::of(&member.name));
    Ok(members)
}

/// Somebody's PIN hash, if they work here now.
pub fn pin_of(conn: &Connection, staff: StaffId) -> Result<Option<String>, StoreError> {
    let pin = conn
        .query_row("SELECT pin FROM staff WHERE id = ?1 AND left_at IS NULL", [staff], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(pin)
}

/// Everybody who is or was known here, also people of other laptops: id, name as it is where they belong, and whether
/// that is elsewhere.
pub fn known(conn: &Connection) -> Result<Vec<(StaffId, String, bool)>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id, name, pin = '' FROM staff")?;
    let known = statement.query_map([], |row| {
        let (id, name): (StaffId, String) = (row.get(0)?, row.get(1)?);
        Ok((id, own_name(id, &name).to_owned(), row.get(2)?))
    })?;
    Ok(known.collect::<Result<_, _>>()?)
}

/// What tells somebody of another laptop from a namesake of this one: the end of their id, behind the name.
pub(super) fn mark_of(id: StaffId) -> String {
    let short: String = id.to_string().chars().rev().take(4).collect();
    format!(" ({short})")
}

/// A name without the mark of another laptop.
pub fn own_name(id: StaffId, name: &str) -> &str {
    name.trim_end_matches(&mark_of(id))
}

/// Somebody's name, also after they left.
pub fn name_of(conn: &Connection, staff: StaffId) -> Result<String, StoreError> {
    let name = conn
        .query_row("SELECT name FROM staff WHERE id = ?1", [staff], |row| row.get(0))
        .optional()?;
    Ok(name.unwrap_or_default())
}

/// Somebody's roles in an event.
pub fn roles_of(
    conn: &Connection,
    staff: StaffId,
    event: Option<EventId>,
) -> Result<Vec<Role>, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT role FROM roles WHERE staff = ?1 AND event = ?2 ORDER BY role")?;
    let codes = statement.query_map((staff, event), |row| row.get::<_, String>(0))?;
    codes.map(|code| Role::from_code(&code?).ok_or(StoreError::BadRow("a role"))).collect()
}

/// What somebody may do here now: their roles in the event at hand, and what belongs to a focal where they open any
/// other room.
pub fn roles_now(
    conn: &Connection,
    staff: StaffId,
    event: Option<EventId>,
) -> Result<Vec<Role>, StoreError> {
    let mut roles = roles_of(conn, staff, event)?;
    let follows = !super::followed::events_of(conn, staff)?.is_empty();
    if follows && !roles.contains(&Role::Focal) {
        roles.push(Role::Focal);
    }
    Ok(roles)
}

/// How many work here with this role in this event.
pub fn count_with(conn: &Connection, event: EventId, role: Role) -> Result<i64, StoreError> {
    let count = conn.query_row(
        "SELECT count(*) FROM roles r JOIN staff s ON s.id = r.staff
         WHERE r.event = ?1 AND r.role = ?2 AND s.left_at IS NULL",
        (event, role.code()),
        |row| row.get(0),
    )?;
    Ok(count)
}
