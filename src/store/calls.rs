//! Somebody asked for the team lead. A call says nothing else: a jammed printer and a child that needs somebody look
//! the same.

use jiff::Timestamp;
use rusqlite::{Connection, Savepoint};

use super::StoreError;
use crate::domain::ids::EventId;

/// A call nobody has answered yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// Its number.
    pub number: i64,
    /// From which desk; none from elsewhere.
    pub desk: Option<u8>,
    /// When.
    pub at: Timestamp,
}

/// Notes a call. While one from the same place is unanswered, that one stands.
pub fn ring(
    sp: &Savepoint<'_>,
    event: EventId,
    desk: Option<u8>,
    at: Timestamp,
) -> Result<(), StoreError> {
    sp.prepare_cached(
        "INSERT INTO calls (event, desk, at) SELECT ?1, ?2, ?3 WHERE NOT EXISTS
         (SELECT 1 FROM calls WHERE event = ?1 AND desk IS ?2 AND answered_at IS NULL)",
    )?
    .execute((event, desk, at.as_millisecond()))?;
    Ok(())
}

/// Marks a call as answered. `false`: it was already, or there is none.
pub fn answer(sp: &Savepoint<'_>, number: i64, at: Timestamp) -> Result<bool, StoreError> {
    let answered = sp.execute(
        "UPDATE calls SET answered_at = ?2 WHERE number = ?1 AND answered_at IS NULL",
        (number, at.as_millisecond()),
    )?;
    Ok(answered == 1)
}

/// Calls that wait for an answer, the oldest first.
pub fn waiting(conn: &Connection, event: EventId) -> Result<Vec<Call>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT number, desk, at FROM calls WHERE event = ?1 AND answered_at IS NULL ORDER BY number",
    )?;
    let calls = statement.query_map([event], |row| {
        Ok((row.get(0)?, row.get::<_, Option<u8>>(1)?, row.get::<_, i64>(2)?))
    })?;
    calls
        .map(|call| {
            let (number, desk, at) = call?;
            let at = Timestamp::from_millisecond(at).map_err(|_| StoreError::BadRow("a call"))?;
            Ok(Call { number, desk, at })
        })
        .collect()
}
