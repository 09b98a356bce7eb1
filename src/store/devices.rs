//! Tablets and laptops of the staff that were let in on the network, and the authority by which they know the kit.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};
use zeroize::Zeroizing;

use super::StoreError;
use super::journal::time;
use crate::domain::ids::{RowId, StaffId};
use crate::seal::authority::Kept;

/// What a device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A tablet or phone, paired by a code on the laptop's screen.
    Tablet,
    /// A laptop that joined with this program.
    Laptop,
}

impl Kind {
    /// Stable code for rows and texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Tablet => "tablet",
            Self::Laptop => "laptop",
        }
    }

    fn from_code(code: &str) -> Result<Self, StoreError> {
        [Self::Tablet, Self::Laptop]
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or(StoreError::BadRow("a kind of device"))
    }
}

/// A device that was let in.
#[derive(Clone)]
pub struct Device {
    /// Row.
    pub id: RowId,
    /// What it is.
    pub kind: Kind,
    /// What the administrator called it.
    pub name: String,
    /// When it was let in.
    pub paired_at: Timestamp,
    /// When it last asked for anything, within a minute.
    pub seen_at: Timestamp,
    /// When it was taken off, if it was.
    pub revoked_at: Option<Timestamp>,
}

/// Keeps the kit's authority in the place of any before it: there is only ever one.
pub fn keep_authority(sp: &Savepoint<'_>, kept: &Kept) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO authority (one, name, made_at, key, certificate, kit_key)
         VALUES (1, :name, :made_at, :key, :certificate, :kit_key)
         ON CONFLICT DO UPDATE SET name = :name, made_at = :made_at, key = :key, certificate = :certificate,
             kit_key = :kit_key",
        named_params! {
            ":name": kept.name, ":made_at": kept.made_at.as_millisecond(),
            ":key": kept.key.as_slice(), ":certificate": kept.certificate,
            ":kit_key": kept.kit_key.as_slice(),
        },
    )?;
    Ok(())
}

/// The kit's authority, if the door for devices was ever opened.
pub fn authority(conn: &Connection) -> Result<Option<Kept>, StoreError> {
    let kept = conn
        .query_row("SELECT name, made_at, key, certificate, kit_key FROM authority", [], |row| {
            Ok(Kept {
                name: row.get(0)?,
                made_at: time(row.get(1)?),
                key: Zeroizing::new(row.get(2)?),
                certificate: row.get(3)?,
                kit_key: Zeroizing::new(row.get(4)?),
            })
        })
        .optional()?;
    Ok(kept)
}

/// Lets a device in that shows the token with this hash.
pub fn add(
    sp: &Savepoint<'_>,
    id: RowId,
    kind: Kind,
    name: &str,
    token: &[u8; 32],
    by: StaffId,
    at: Timestamp,
) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO devices (id, kind, name, token, paired_by, paired_at, seen_at)
         VALUES (:id, :kind, :name, :token, :by, :at, :at)",
        named_params! {
            ":id": id, ":kind": kind.code(), ":name": name, ":token": token, ":by": by,
            ":at": at.as_millisecond(),
        },
    )?;
    Ok(())
}

/// Notes that a device is still there.
pub fn seen(sp: &Savepoint<'_>, id: RowId, at: Timestamp) -> Result<(), StoreError> {
    sp.execute("UPDATE devices SET seen_at = ?2 WHERE id = ?1", (id, at.as_millisecond()))?;
    Ok(())
}

/// Calls a device otherwise. `false`: none is let in under this id, or it is called so already.
pub fn rename(sp: &Savepoint<'_>, id: RowId, name: &str) -> Result<bool, StoreError> {
    let changed = sp.execute(
        "UPDATE devices SET name = ?2 WHERE id = ?1 AND revoked_at IS NULL AND name <> ?2",
        (id, name),
    )?;
    Ok(changed == 1)
}

/// Takes a device off. `false`: there is none, or it was taken off before.
pub fn revoke(sp: &Savepoint<'_>, id: RowId, at: Timestamp) -> Result<bool, StoreError> {
    let changed = sp.execute(
        "UPDATE devices SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
        (id, at.as_millisecond()),
    )?;
    Ok(changed == 1)
}

const COLUMNS: &str = "SELECT id, kind, name, paired_at, seen_at, revoked_at FROM devices";

/// A device as its row has it; the kind's code is read afterwards.
fn device(row: &Row<'_>) -> rusqlite::Result<(Device, String)> {
    let revoked: Option<i64> = row.get(5)?;
    let device = Device {
        id: row.get(0)?,
        kind: Kind::Tablet,
        name: row.get(2)?,
        paired_at: time(row.get(3)?),
        seen_at: time(row.get(4)?),
        revoked_at: revoked.map(time),
    };
    Ok((device, row.get(1)?))
}

fn whole((device, code): (Device, String)) -> Result<Device, StoreError> {
    Ok(Device { kind: Kind::from_code(&code)?, ..device })
}

/// The device that shows the token with this hash, also after it was taken off.
pub fn by_token(conn: &Connection, token: &[u8; 32]) -> Result<Option<Device>, StoreError> {
    conn.prepare_cached(&format!("{COLUMNS} WHERE token = ?1"))?
        .query_row([token], device)
        .optional()?
        .map(whole)
        .transpose()
}

/// What a device is called, also after it was taken off.
pub fn name_of(conn: &Connection, id: RowId) -> Result<Option<String>, StoreError> {
    let name = conn
        .prepare_cached("SELECT name FROM devices WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(name)
}

/// Whether a device is still let in.
pub fn is_let_in(conn: &Connection, id: RowId) -> Result<bool, StoreError> {
    let there = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM devices WHERE id = ?1 AND revoked_at IS NULL)",
        )?
        .query_row([id], |row| row.get(0))?;
    Ok(there)
}

/// Every device that is let in now, the newest first.
pub fn all(conn: &Connection) -> Result<Vec<Device>, StoreError> {
    let mut statement =
        conn.prepare(&format!("{COLUMNS} WHERE revoked_at IS NULL ORDER BY rowid DESC"))?;
    let rows = statement.query_map([], device)?;
    rows.map(|row| whole(row?)).collect()
}
