//! Times that were written down while the clock was in doubt: a mark in the journal where it began, and one where an
//! administrator said that date and time are right. What lies between is marked wherever a time counts.

use jiff::Timestamp;
use rusqlite::{Connection, Savepoint};

use super::journal::{self, By};
use super::{StoreError, settings};
use crate::domain::clock_doubt::Doubt;

/// Setting: why the clock is in doubt; empty when it is not.
const STANDING: &str = "clock_doubt";

/// The entry with which a doubt begins; its detail is the doubt's code.
const BEGINS: &str = "doubt_clock";

/// The entry with which it ends.
const ENDS: &str = "confirm_clock";

/// Why the clock is in doubt now, if it is.
pub fn standing(conn: &Connection) -> Result<Option<Doubt>, StoreError> {
    Ok(settings::get(conn, STANDING)?.and_then(|code| Doubt::from_code(&code)))
}

/// From now on times are in doubt. While they are already, nothing is written.
pub fn begin(sp: &Savepoint<'_>, doubt: Doubt, at: Timestamp) -> Result<(), StoreError> {
    if standing(sp)?.is_some() {
        return Ok(());
    }
    settings::set(sp, STANDING, doubt.code())?;
    journal::append(sp, By { staff: None, at }, BEGINS, "", doubt.code())
}

/// Somebody looked at date and time and says that they are right. Where nothing is in doubt, nothing is written.
pub fn end(sp: &Savepoint<'_>, by: By) -> Result<(), StoreError> {
    let Some(doubt) = standing(sp)? else { return Ok(()) };
    settings::set(sp, STANDING, "")?;
    journal::append(sp, by, ENDS, "", doubt.code())
}

/// Stretches of the journal whose times are in doubt, by number: from the first to the last entry of each.
pub fn spans(conn: &Connection) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT seq, act FROM journal WHERE act IN (?1, ?2) ORDER BY seq")?;
    let mut rows = statement.query([BEGINS, ENDS])?;
    let (mut spans, mut from) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        let (Ok(seq), Ok(act)) = (row.get::<_, i64>(0), row.get::<_, String>(1)) else { continue };
        match from {
            None if act == BEGINS => from = Some(seq),
            Some(first) if act == ENDS => {
                spans.push((first, seq - 1));
                from = None;
            }
            None | Some(_) => {}
        }
    }
    spans.extend(from.map(|first| (first, i64::MAX)));
    Ok(spans)
}

/// The newest time of the journal at which the clock was not in doubt: since somebody last said that it was right, and
/// before the doubt that stands. `broken`: the entry from which on the journal cannot be believed.
pub fn last_sure(conn: &Connection, broken: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    let last = conn
        .prepare_cached(
            "WITH sure (start) AS (SELECT coalesce(max(seq), 0) FROM journal WHERE act = ?1 AND seq < ?3)
             SELECT max(at) FROM journal, sure WHERE start <= seq AND seq < coalesce(
                (SELECT min(seq) FROM journal WHERE act = ?2 AND start < seq AND seq < ?3), ?3)",
        )?
        .query_row((ENDS, BEGINS, broken.unwrap_or(i64::MAX)), |row| {
            Ok(row.get::<_, Option<i64>>(0).unwrap_or_default())
        })?;
    Ok(last.and_then(|at| Timestamp::from_millisecond(at).ok()))
}

/// Whether a time that stands in a row was written down while the clock was in doubt: it lies among those that the
/// journal has of such a stretch. Who counts from it says so.
pub fn is_doubtful(conn: &Connection, at: Timestamp) -> Result<bool, StoreError> {
    for (first, last) in spans(conn)? {
        let among = conn
            .prepare_cached(
                "SELECT coalesce(min(at) <= ?3 AND ?3 <= max(at), 0) FROM journal WHERE seq BETWEEN ?1 AND ?2",
            )?
            .query_row((first, last, at.as_millisecond()), |row| row.get(0))?;
        if among {
            return Ok(true);
        }
    }
    Ok(false)
}
