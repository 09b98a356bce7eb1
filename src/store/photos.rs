//! Photos of papers, where an event takes them. They lie inside the encrypted file, never beside it.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint};

use super::StoreError;
use crate::domain::ids::{DraftId, FamilyId, RowId};

/// Most photos one family may send.
pub const MOST: i64 = 8;

/// Keeps a photo; `false` when the family has sent [`MOST`] already.
pub fn keep(
    sp: &Savepoint<'_>,
    id: RowId,
    draft: DraftId,
    paper: &str,
    jpeg: &[u8],
    at: Timestamp,
) -> Result<bool, StoreError> {
    let kept: i64 =
        sp.query_row("SELECT count(*) FROM photos WHERE draft = ?1", [draft], |row| row.get(0))?;
    if kept >= MOST {
        return Ok(false);
    }
    sp.execute(
        "INSERT INTO photos (id, draft, paper, jpeg, taken_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (id, draft, paper, jpeg, at.as_millisecond()),
    )?;
    Ok(true)
}

/// Takes a photo away again, as long as the form has not been sent.
pub fn take_away(sp: &Savepoint<'_>, id: RowId, draft: DraftId) -> Result<(), StoreError> {
    sp.execute(
        "DELETE FROM photos WHERE id = ?1 AND draft = ?2
         AND (SELECT family FROM drafts WHERE drafts.id = photos.draft) IS NULL",
        (id, draft),
    )?;
    Ok(())
}

/// The photos of a draft: id and what it shows.
pub fn of_draft(conn: &Connection, draft: DraftId) -> Result<Vec<(RowId, String)>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT id, paper FROM photos WHERE draft = ?1 ORDER BY rowid")?;
    let photos = statement.query_map([draft], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(photos.collect::<Result<_, _>>()?)
}

/// The photos of a filed family.
pub fn of_family(conn: &Connection, family: FamilyId) -> Result<Vec<(RowId, String)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id, p.paper FROM photos p JOIN families f ON f.draft = p.draft WHERE f.id = ?1 ORDER BY p.rowid",
    )?;
    let photos = statement.query_map([family], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(photos.collect::<Result<_, _>>()?)
}

/// One photo, if it belongs to that draft or family's draft.
pub fn jpeg(conn: &Connection, id: RowId) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(conn
        .query_row("SELECT jpeg FROM photos WHERE id = ?1", [id], |row| row.get(0))
        .optional()?)
}
