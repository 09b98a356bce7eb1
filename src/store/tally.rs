//! Counts for the bar, the start page and `check`. Numbers only.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::{StoreError, journal};
use crate::domain::ids::EventId;

/// How an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Families filed.
    pub families: u32,
    /// Children on their forms.
    pub children: u32,
    /// Of these, girls.
    pub girls: u32,
    /// Children about whom somebody has decided.
    pub decided: u32,
    /// Families waiting in the line.
    pub waiting: u32,
    /// Receipts bound to a child.
    pub receipts: u32,
    /// Forms begun and not sent.
    pub drafts: u32,
}

/// How an event stands now.
pub fn standing(conn: &Connection, event: EventId) -> Result<Standing, StoreError> {
    let standing = conn
        .prepare_cached(
            "SELECT (SELECT count(*) FROM families WHERE event = ?1),
                    (SELECT count(*) FROM children c JOIN families f ON f.id = c.family WHERE f.event = ?1),
                    (SELECT count(*) FROM children c JOIN families f ON f.id = c.family WHERE f.event = ?1 AND c.sex = 'female'),
                    (SELECT count(*) FROM children c JOIN families f ON f.id = c.family WHERE f.event = ?1 AND c.state <> 'filed'),
                    (SELECT count(*) FROM tickets WHERE event = ?1 AND state = 'waiting'),
                    (SELECT count(*) FROM receipts WHERE event = ?1 AND child IS NOT NULL),
                    (SELECT count(*) FROM drafts WHERE event = ?1 AND family IS NULL AND answers <> '{}')",
        )?
        .query_row([event], |row| {
            Ok(Standing {
                families: row.get(0)?,
                children: row.get(1)?,
                girls: row.get(2)?,
                decided: row.get(3)?,
                waiting: row.get(4)?,
                receipts: row.get(5)?,
                drafts: row.get(6)?,
            })
        })?;
    Ok(standing)
}

/// When the last form was filed.
pub fn last_filing(conn: &Connection, event: EventId) -> Result<Option<Timestamp>, StoreError> {
    let last = conn
        .prepare_cached(
            "SELECT filed_at FROM families WHERE event = ?1 ORDER BY rowid DESC LIMIT 1",
        )?
        .query_row([event], |row| row.get(0))
        .optional()?;
    Ok(last.map(journal::time))
}

/// How many families were ever filed.
pub fn families(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.prepare_cached("SELECT count(*) FROM families")?.query_row([], |row| row.get(0))?)
}

/// Rows of the tables that must not lose any, in a fixed order: what a backup is compared by.
pub fn row_counts(conn: &Connection) -> Result<Vec<(&'static str, i64)>, StoreError> {
    const TABLES: [&str; 8] =
        ["events", "staff", "drafts", "families", "children", "tickets", "receipts", "collections"];
    TABLES
        .iter()
        .map(|table| {
            let count =
                conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
            Ok((*table, count))
        })
        .collect()
}
