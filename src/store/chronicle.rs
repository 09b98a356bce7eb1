//! The journal as it is told to a person: ids become numbers of the line and names of the staff.
//!
//! Nothing here reads the sealed room: its entries carry no subject, and are told as they stand.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::journal::{self, Line};
use super::{StoreError, staff, tickets};
use crate::domain::ids::{EventId, RowId, StaffId};

/// Which entries are told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Only what this person did.
    pub staff: Option<StaffId>,
    /// Only what happened from here until there.
    pub span: Option<(Timestamp, Timestamp)>,
    /// Only what is about the family with this number, its children and their papers.
    pub ticket: Option<u32>,
}

/// One entry, with who and what it is about.
pub struct Told {
    /// As it stands in the journal.
    pub line: Line,
    /// Who, by name; empty for a family's phone or the kit.
    pub who: String,
    /// What it is about.
    pub about: About,
}

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Nothing that has a number or a name.
    Nothing,
    /// A family by its number in the line, and which of its children.
    Family {
        /// The number.
        ticket: u32,
        /// Position of the child, where it is about one.
        child: Option<u8>,
    },
    /// Somebody of the staff.
    Member(String),
}

/// The newest entries that are wanted, the newest first.
pub fn told(
    conn: &Connection,
    event: Option<EventId>,
    wanted: Wanted,
    most: usize,
) -> Result<Vec<Told>, StoreError> {
    let subjects = match (wanted.ticket, event) {
        (Some(number), Some(event)) => Some(subjects_of(conn, event, number)?),
        (Some(_), None) => Some(BTreeSet::new()),
        (None, _) => None,
    };
    let (from, until) = wanted.span.map_or((i64::MIN, i64::MAX), |(from, until)| {
        (from.as_millisecond(), until.as_millisecond())
    });
    let mut statement = conn.prepare_cached(
        "SELECT seq, at, staff, act, subject, detail, hash FROM journal
         WHERE (?1 IS NULL OR staff = ?1) AND ?2 <= at AND at < ?3 ORDER BY seq DESC",
    )?;
    let mut rows = statement.query((wanted.staff, from, until))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        if all.len() == most {
            break;
        }
        let line = journal::line(row)?;
        if subjects.as_ref().is_some_and(|subjects| !subjects.contains(&line.subject)) {
            continue;
        }
        let who = match line.staff {
            Some(id) => staff::name_of(conn, id)?,
            None => String::new(),
        };
        let about = about(conn, &line.subject)?;
        all.push(Told { line, who, about });
    }
    Ok(all)
}

/// Every name under which the journal may know a family: its number, its row, its children's rows, their receipts'.
fn subjects_of(
    conn: &Connection,
    event: EventId,
    number: u32,
) -> Result<BTreeSet<String>, StoreError> {
    let mut subjects = BTreeSet::from([format!("ticket {number}")]);
    let Some(ticket) = tickets::by_number(conn, event, number)? else {
        return Ok(subjects);
    };
    subjects.insert(ticket.family.to_string());
    for sql in [
        "SELECT id FROM children WHERE family = ?1",
        "SELECT i.id FROM issues i JOIN receipts r ON r.code = i.code JOIN children c ON c.id = r.child
         WHERE c.family = ?1",
    ] {
        let mut statement = conn.prepare_cached(sql)?;
        let ids = statement.query_map([ticket.family], |row| row.get::<_, [u8; 16]>(0))?;
        for id in ids {
            subjects.insert(RowId(id?).to_string());
        }
    }
    Ok(subjects)
}

/// What a subject of the journal stands for.
pub fn about(conn: &Connection, subject: &str) -> Result<About, StoreError> {
    if let Some(ticket) = subject.strip_prefix("ticket ").and_then(|number| number.parse().ok()) {
        return Ok(About::Family { ticket, child: None });
    }
    let Ok(id) = RowId::parse(subject) else {
        return Ok(About::Nothing);
    };
    for sql in [
        "SELECT number, NULL FROM tickets WHERE family = ?1",
        "SELECT t.number, c.position FROM children c JOIN tickets t ON t.family = c.family WHERE c.id = ?1",
        "SELECT t.number, c.position FROM issues i JOIN receipts r ON r.code = i.code
         JOIN children c ON c.id = r.child JOIN tickets t ON t.family = c.family WHERE i.id = ?1",
    ] {
        let found = conn
            .prepare_cached(sql)?
            .query_row([id.0], |row| Ok(About::Family { ticket: row.get(0)?, child: row.get(1)? }))
            .optional()?;
        if let Some(found) = found {
            return Ok(found);
        }
    }
    let name = staff::name_of(conn, StaffId(id.0))?;
    Ok(if name.is_empty() { About::Nothing } else { About::Member(name) })
}
