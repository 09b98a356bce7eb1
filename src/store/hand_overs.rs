//! Files in which an event's room left this laptop, and what came back.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint, named_params};

use super::StoreError;
use super::journal::time;
use crate::domain::ids::{EventId, RowId};
use crate::seal::parcel::AckKey;

/// One file that left.
pub struct HandOver {
    /// The file's own name.
    pub id: RowId,
    /// Of which event.
    pub event: EventId,
    /// `room`, or the profile of an export.
    pub kind: String,
    /// When it was made.
    pub at: Timestamp,
    /// SHA-256 of its manifest, in hexadecimal.
    pub manifest: String,
    /// By which whoever opened it signs.
    pub ack_key: AckKey,
    /// When the other laptop had taken it in, if it said so.
    pub read_at: Option<Timestamp>,
}

/// Remembers a file that leaves.
pub fn keep(sp: &Savepoint<'_>, made: &HandOver) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO hand_overs (id, event, kind, at, manifest, ack_key)
         VALUES (:id, :event, :kind, :at, :manifest, :ack_key)",
        named_params! {
            ":id": made.id, ":event": made.event, ":kind": made.kind, ":at": made.at.as_millisecond(),
            ":manifest": made.manifest, ":ack_key": made.ack_key.bytes().as_slice(),
        },
    )?;
    Ok(())
}

/// Remembers that a file was taken in. `false`: it was remembered before.
pub fn acknowledge(
    sp: &Savepoint<'_>,
    id: RowId,
    read_at: Timestamp,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let noted = sp.execute(
        "UPDATE hand_overs SET read_at = ?2, acknowledged_at = ?3 WHERE id = ?1 AND acknowledged_at IS NULL",
        (id, read_at.as_millisecond(), at.as_millisecond()),
    )?;
    Ok(noted == 1)
}

const COLUMNS: &str = "id, event, kind, at, manifest, ack_key, read_at";

fn one(row: &rusqlite::Row<'_>) -> rusqlite::Result<HandOver> {
    Ok(HandOver {
        id: row.get(0)?,
        event: row.get(1)?,
        kind: row.get(2)?,
        at: time(row.get(3)?),
        manifest: row.get(4)?,
        ack_key: AckKey::from_bytes(row.get(5)?),
        read_at: row.get::<_, Option<i64>>(6)?.map(time),
    })
}

/// One file by its name.
pub fn by_id(conn: &Connection, id: RowId) -> Result<Option<HandOver>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM hand_overs WHERE id = ?1");
    Ok(conn.query_row(&sql, [id], one).optional()?)
}

/// Every file of an event, the newest first.
pub fn of_event(conn: &Connection, event: EventId) -> Result<Vec<HandOver>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM hand_overs WHERE event = ?1 ORDER BY number DESC"
    ))?;
    let all = statement.query_map([event], one)?;
    Ok(all.collect::<Result<_, _>>()?)
}

/// The newest whole hand-over of an event's room that the other laptop acknowledged: what wiping waits for. Whether
/// anything was noted since is the caller's question.
pub fn acknowledged(conn: &Connection, event: EventId) -> Result<Option<HandOver>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM hand_overs WHERE event = ?1 AND kind = 'room' AND acknowledged_at IS NOT NULL
         ORDER BY number DESC LIMIT 1"
    );
    Ok(conn.query_row(&sql, [event], one).optional()?)
}
