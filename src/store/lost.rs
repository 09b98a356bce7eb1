//! Whose papers are on this kit: for telling the families after a laptop was lost.

use rusqlite::Connection;

use super::StoreError;
use crate::domain::ids::EventId;

/// One family, by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// Ticket.
    pub ticket: u32,
    /// How many children.
    pub children: u32,
    /// Village in words; where the families of one village are told.
    pub village: String,
}

/// Every family of an event, village by village.
pub fn affected(conn: &Connection, event: EventId) -> Result<Vec<Affected>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT t.number, (SELECT count(*) FROM children c WHERE c.family = f.id), f.village
         FROM tickets t JOIN families f ON f.id = t.family WHERE t.event = ?1 ORDER BY f.village, t.number",
    )?;
    let rows = statement.query_map([event], |row| {
        Ok(Affected { ticket: row.get(0)?, children: row.get(1)?, village: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
