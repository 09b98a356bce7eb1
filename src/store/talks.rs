//! Talks with families: how many women and men listened to what. Never who.

use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::journal::By;
use crate::domain::ids::EventId;

/// One talk as it was noted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// Row.
    pub id: i64,
    /// When it was held, HH:MM.
    pub held_at: String,
    /// Code of the topic, one of `domain::day::TOPICS`.
    pub topic: String,
    /// Women who listened.
    pub women: u32,
    /// Men who listened.
    pub men: u32,
    /// Grows with every correction.
    pub version: i64,
}

fn talk_of(row: &Row<'_>) -> rusqlite::Result<Talk> {
    Ok(Talk {
        id: row.get(0)?,
        held_at: row.get(1)?,
        topic: row.get(2)?,
        women: row.get(3)?,
        men: row.get(4)?,
        version: row.get(5)?,
    })
}

/// Notes a talk; gives its row.
pub fn note(sp: &Savepoint<'_>, event: EventId, talk: &Talk, by: By) -> Result<i64, StoreError> {
    let id = sp.query_row(
        "INSERT INTO talks (event, held_at, topic, women, men, staff, noted_at)
         VALUES (:event, :held_at, :topic, :women, :men, :staff, :at) RETURNING id",
        named_params! {
            ":event": event, ":held_at": talk.held_at, ":topic": talk.topic, ":women": talk.women,
            ":men": talk.men, ":staff": by.staff, ":at": by.at.as_millisecond(),
        },
        |row| row.get(0),
    )?;
    Ok(id)
}

/// Corrects a talk noted after `after`. `false`: it belongs to a closed day, or the page was out of date.
pub fn correct(
    sp: &Savepoint<'_>,
    event: EventId,
    talk: &Talk,
    after: i64,
) -> Result<bool, StoreError> {
    let changed = sp.execute(
        "UPDATE talks SET held_at = :held_at, topic = :topic, women = :women, men = :men, version = version + 1
         WHERE event = :event AND id = :id AND version = :version AND removed = 0 AND :after < id",
        named_params! {
            ":held_at": talk.held_at, ":topic": talk.topic, ":women": talk.women, ":men": talk.men,
            ":event": event, ":id": talk.id, ":version": talk.version, ":after": after,
        },
    )?;
    Ok(changed == 1)
}

/// Takes a talk off the list or puts it back. `false`: it belongs to a closed day, or it is so already.
pub fn set_removed(
    sp: &Savepoint<'_>,
    event: EventId,
    id: i64,
    after: i64,
    removed: bool,
) -> Result<bool, StoreError> {
    let changed = sp.execute(
        "UPDATE talks SET removed = :removed, version = version + 1
         WHERE event = :event AND id = :id AND removed <> :removed AND :after < id",
        named_params! {
            ":removed": i64::from(removed), ":event": event, ":id": id, ":after": after,
        },
    )?;
    Ok(changed == 1)
}

/// Talks noted after `after`, in the order of the day.
pub fn list(conn: &Connection, event: EventId, after: i64) -> Result<Vec<Talk>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, held_at, topic, women, men, version FROM talks
         WHERE event = ?1 AND ?2 < id AND removed = 0 ORDER BY id",
    )?;
    let talks = statement.query_map((event, after), talk_of)?;
    Ok(talks.collect::<Result<_, _>>()?)
}

/// One talk, also one that was taken off the list.
pub fn by_id(conn: &Connection, event: EventId, id: i64) -> Result<Option<Talk>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT id, held_at, topic, women, men, version FROM talks WHERE event = ?1 AND id = ?2",
        )?
        .query_row((event, id), talk_of)
        .optional()?)
}
