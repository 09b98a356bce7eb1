//! Certificates that lie ready and certificates that were handed over.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use super::{StoreError, journal};
use crate::domain::collection::{Fact, Proof, Shown, Standing, Thumb};
use crate::domain::ids::{ChildId, EventId, StaffId};

/// A hand-over as it stands.
pub struct Collection {
    /// Code of the paper: certificate or attestation.
    pub paper: String,
    /// Who took it.
    pub taker: String,
    /// Code of their relation to the child.
    pub relation: String,
    /// Who vouched, empty when the receipt was shown.
    pub vouched: String,
    /// What was shown and asked, and where the thumbprint is.
    pub proof: Proof,
    /// By which officer.
    pub staff: StaffId,
    /// When.
    pub at: Timestamp,
}

/// The hand-over of a child's certificate, if it stands.
pub fn of_child(conn: &Connection, child: ChildId) -> Result<Option<Collection>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT paper, taker, relation, vouched, staff, at, shown, facts, standing, thumb, list
             FROM collections WHERE child = ?1 AND undone_at IS NULL",
        )?
        .query_row([child], |row| {
            Ok(Collection {
                paper: row.get(0)?,
                taker: row.get(1)?,
                relation: row.get(2)?,
                vouched: row.get(3)?,
                staff: row.get(4)?,
                at: journal::time(row.get(5)?),
                proof: proof_of(row)?,
            })
        })
        .optional()?)
}

fn proof_of(row: &Row<'_>) -> rusqlite::Result<Proof> {
    let word = |column: &str| row.get::<_, String>(column);
    Ok(Proof {
        shown: Shown::from_code(&word("shown")?),
        facts: word("facts")?.split(' ').filter_map(Fact::from_code).collect(),
        standing: Standing::from_code(&word("standing")?),
        thumb: Thumb::from_code(&word("thumb")?),
        list: row.get("list")?,
    })
}

/// How many certificates of an event lie ready and how many were handed over.
pub fn counts(conn: &Connection, event: EventId) -> Result<(u32, u32), StoreError> {
    let counts = conn.query_row(
        "SELECT count(*) FILTER (WHERE c.state = 'certificate_ready'), count(*) FILTER (WHERE c.state = 'collected')
         FROM children c JOIN families f ON f.id = c.family WHERE f.event = ?1",
        [event],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(counts)
}
