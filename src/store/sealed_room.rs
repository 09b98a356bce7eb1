//! The focal's room: boxes that only a focal opens. Whom one is about stands inside, never in a column.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, Savepoint};
use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::domain::ids::{ChildId, EventId, FamilyId, RowId, StaffId};
use crate::domain::safeguarding::{About, Note, What};

/// A note inside its box.
#[derive(Serialize, Deserialize)]
struct Inside {
    id: String,
    at: i64,
    by: Option<String>,
    family: String,
    child: Option<String>,
    kind: String,
    said: BTreeMap<String, String>,
}

/// The text that is sealed for a note.
///
/// # Errors
/// [`StoreError::BadRow`] if it cannot be written as JSON; texts and ids always can.
pub fn text_of(note: &Note) -> Result<Vec<u8>, StoreError> {
    let inside = Inside {
        id: note.id.to_string(),
        at: note.at.as_millisecond(),
        by: note.by.map(|by| by.to_string()),
        family: note.about.family.to_string(),
        child: note.about.child.map(|child| child.to_string()),
        kind: note.what.kind().to_owned(),
        said: note.what.said(),
    };
    serde_json::to_vec(&inside).map_err(|_| BAD)
}

const BAD: StoreError = StoreError::BadRow("a sealed note");

/// The note that an opened box holds; none in a box that was sealed empty.
///
/// # Errors
/// [`StoreError::BadRow`] for what no version of this program sealed.
pub fn note_of(text: &[u8]) -> Result<Option<Note>, StoreError> {
    if text.is_empty() {
        return Ok(None);
    }
    let inside: Inside = serde_json::from_slice(text).map_err(|_| BAD)?;
    let family = FamilyId::parse(&inside.family).map_err(|_| BAD)?;
    let child = inside.child.as_deref().map(ChildId::parse).transpose().map_err(|_| BAD)?;
    Ok(Some(Note {
        id: RowId::parse(&inside.id).map_err(|_| BAD)?,
        at: Timestamp::from_millisecond(inside.at).map_err(|_| BAD)?,
        by: inside.by.as_deref().map(StaffId::parse).transpose().map_err(|_| BAD)?,
        about: About { family, child },
        what: What::from_said(&inside.kind, &inside.said).map_err(|_| BAD)?,
    }))
}

/// Keeps a box.
pub fn keep(sp: &Savepoint<'_>, event: EventId, boxed: &[u8]) -> Result<(), StoreError> {
    sp.prepare_cached("INSERT INTO sealed_room (event, box) VALUES (?1, ?2)")?
        .execute((event, boxed))?;
    Ok(())
}

/// Every box of an event that was written after `after` (0: all), with its number, in the order of writing.
pub fn boxes(
    conn: &Connection,
    event: EventId,
    after: i64,
) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
    let mut boxes = Vec::new();
    each_box(conn, event, after, |number, boxed| {
        boxes.push((number, boxed.to_vec()));
        Ok(())
    })?;
    Ok(boxes)
}

/// Shows `look` every box of an event that was written after `after` (0: all), in the order of writing. One after the
/// other: those of an event of 10,000 families take 50 MB.
///
/// # Errors
/// The first that `look` gives.
pub fn each_box(
    conn: &Connection,
    event: EventId,
    after: i64,
    mut look: impl FnMut(i64, &[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT number, box FROM sealed_room WHERE event = ?1 AND number > ?2 ORDER BY number",
    )?;
    let mut rows = statement.query((event, after))?;
    while let Some(row) = rows.next()? {
        let boxed =
            row.get_ref(1)?.as_blob().map_err(|_| StoreError::BadRow("a box of the room"))?;
        look(row.get(0)?, boxed)?;
    }
    Ok(())
}

/// Puts another box in the place of one, when the event's key changes.
pub fn replace(sp: &Savepoint<'_>, number: i64, boxed: &[u8]) -> Result<(), StoreError> {
    sp.prepare_cached("UPDATE sealed_room SET box = ?2 WHERE number = ?1")?
        .execute((number, boxed))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_the_same_after_it_was_sealed_and_opened() {
        let note = Note {
            id: RowId([1; 16]),
            at: Timestamp::from_second(1_790_000_000).unwrap(),
            by: Some(StaffId([2; 16])),
            about: About { family: FamilyId([3; 16]), child: None },
            what: What::Words("ក្រឡាទី១\n\"x\"".to_owned()),
        };
        assert_eq!(note_of(&text_of(&note).unwrap()).unwrap(), Some(note));
        assert_eq!(note_of(b"").unwrap(), None);
        assert!(note_of(b"{}").is_err());
    }
}
