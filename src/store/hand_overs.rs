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
    /// Number of the room's last box, and of the journal's last entry, before a room was read for it, as
    /// [`super::followed::mark`] gives them: what is above is not in the file. 0 and 0 where it holds no room.
    pub reach: (i64, i64),
}

/// Remembers a file that leaves.
pub fn keep(sp: &Savepoint<'_>, made: &HandOver) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO hand_overs (id, event, kind, at, manifest, ack_key, sealed_until, entry_until)
         VALUES (:id, :event, :kind, :at, :manifest, :ack_key, :sealed_until, :entry_until)",
        named_params! {
            ":id": made.id, ":event": made.event, ":kind": made.kind, ":at": made.at.as_millisecond(),
            ":manifest": made.manifest, ":ack_key": made.ack_key.bytes().as_slice(),
            ":sealed_until": made.reach.0, ":entry_until": made.reach.1,
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

const COLUMNS: &str = "id, event, kind, at, manifest, ack_key, read_at, sealed_until, entry_until";

fn one(row: &rusqlite::Row<'_>) -> rusqlite::Result<HandOver> {
    Ok(HandOver {
        id: row.get(0)?,
        event: row.get(1)?,
        kind: row.get(2)?,
        at: time(row.get(3)?),
        manifest: row.get(4)?,
        ack_key: AckKey::from_bytes(row.get(5)?),
        read_at: row.get::<_, Option<i64>>(6)?.map(time),
        reach: (row.get(7)?, row.get(8)?),
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

/// That another laptop has an event's room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// The digest of the file's manifest.
    pub manifest: String,
    /// When this laptop read that.
    pub at: Timestamp,
}

/// The newest of an event's rooms that another laptop acknowledged, whatever came here since.
pub fn acknowledged(conn: &Connection, event: EventId) -> Result<Option<Acknowledged>, StoreError> {
    newest(conn, event, "1")
}

/// The same, as long as it is whole: the one rule by which a room counts as handed over. Nothing was sealed in it after
/// the file was made, by number and not by the clock; and no family was filed or corrected, which may be one that the
/// rules find. A box that holds nothing counts as well, since nobody without a focal's key knows that it does.
pub fn whole(conn: &Connection, event: EventId) -> Result<Option<Acknowledged>, StoreError> {
    newest(
        conn,
        event,
        "NOT EXISTS (SELECT 1 FROM sealed_room s WHERE s.event = h.event AND s.number > h.sealed_until)
         AND NOT EXISTS (SELECT 1 FROM journal j JOIN families f ON f.id = unhex(j.subject)
            WHERE j.seq > h.entry_until AND j.act IN ('file', 'correct') AND f.event = h.event)",
    )
}

fn newest(
    conn: &Connection,
    event: EventId,
    and: &str,
) -> Result<Option<Acknowledged>, StoreError> {
    let sql = format!(
        "SELECT h.manifest, h.acknowledged_at FROM hand_overs h
         WHERE h.event = ?1 AND h.kind = 'room' AND h.acknowledged_at IS NOT NULL AND {and}
         ORDER BY h.number DESC LIMIT 1"
    );
    let of =
        |row: &rusqlite::Row<'_>| Ok(Acknowledged { manifest: row.get(0)?, at: time(row.get(1)?) });
    Ok(conn.prepare_cached(&sql)?.query_row([event], of).optional()?)
}

/// The boxes of an event went. A number may be given out anew, and what is sealed under it is in no file.
pub(super) fn boxes_went(sp: &Savepoint<'_>, event: EventId) -> Result<(), StoreError> {
    sp.execute("UPDATE hand_overs SET sealed_until = 0 WHERE event = ?1", [event])?;
    Ok(())
}
