//! Photos of papers, where an event takes them. They lie inside the encrypted file, never beside it.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint};

use super::StoreError;
use crate::domain::ids::{DraftId, FamilyId, RowId};

/// Most photos one family may send.
pub const MOST: i64 = 8;

/// A photo as it is kept.
pub struct NewPhoto<'a> {
    /// Its row.
    pub id: RowId,
    /// The form it belongs to.
    pub draft: DraftId,
    /// Code of the paper it shows.
    pub paper: &'a str,
    /// The picture.
    pub jpeg: &'a [u8],
    /// Now.
    pub at: Timestamp,
}

/// What became of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Yes,
    /// The family has sent [`MOST`] already.
    Enough,
    /// Photos of forms that were not sent take as much as they may.
    NoRoom,
}

/// How photos stand before one more of a draft comes.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Of this draft, so many are kept.
    pub of_draft: i64,
    /// Photos of all forms that were not sent take so many bytes.
    pub unsent_bytes: u64,
}

/// How photos stand before one more of `draft` comes.
pub fn standing(conn: &Connection, draft: DraftId) -> Result<Standing, StoreError> {
    let of_draft = conn
        .prepare_cached("SELECT count(*) FROM photos WHERE draft = ?1")?
        .query_row([draft], |row| row.get(0))?;
    // The length of a picture stands before it: none is read.
    let unsent_bytes: i64 = conn
        .prepare_cached(
            "SELECT coalesce(sum(length(p.jpeg)), 0) FROM photos p JOIN drafts d ON d.id = p.draft
             WHERE d.family IS NULL",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(Standing { of_draft, unsent_bytes: unsent_bytes.unsigned_abs() })
}

/// Keeps a photo, if photos of forms that were not sent take at most `most_unsent` bytes with it.
pub fn keep(
    sp: &Savepoint<'_>,
    photo: &NewPhoto<'_>,
    most_unsent: u64,
) -> Result<Kept, StoreError> {
    let Standing { of_draft, unsent_bytes } = standing(sp, photo.draft)?;
    if of_draft >= MOST {
        return Ok(Kept::Enough);
    }
    let size = u64::try_from(photo.jpeg.len()).unwrap_or(u64::MAX);
    if most_unsent < unsent_bytes.saturating_add(size) {
        return Ok(Kept::NoRoom);
    }
    sp.execute(
        "INSERT INTO photos (id, draft, paper, jpeg, taken_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (photo.id, photo.draft, photo.paper, photo.jpeg, photo.at.as_millisecond()),
    )?;
    Ok(Kept::Yes)
}

/// Forms that were not sent and not touched since a moment, nor got a photo since.
const LEFT_LYING: &str = "SELECT d.id FROM drafts d WHERE d.family IS NULL AND d.saved_at < ?1
    AND NOT EXISTS (SELECT 1 FROM photos p WHERE p.draft = d.id AND p.taken_at >= ?1)";

/// Whether there are photos of forms that nobody touched since `before`.
pub fn are_left_lying(conn: &Connection, before: Timestamp) -> Result<bool, StoreError> {
    let sql = format!("SELECT EXISTS (SELECT 1 FROM photos WHERE draft IN ({LEFT_LYING}))");
    Ok(conn.query_row(&sql, [before.as_millisecond()], |row| row.get(0))?)
}

/// Lets go of the photos of every form that nobody touched since `before`; how many. The form itself stays.
pub fn let_go(sp: &Savepoint<'_>, before: Timestamp) -> Result<usize, StoreError> {
    let sql = format!("DELETE FROM photos WHERE draft IN ({LEFT_LYING})");
    Ok(sp.execute(&sql, [before.as_millisecond()])?)
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
