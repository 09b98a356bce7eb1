//! The journal as it is told to a person: ids become numbers of the line and names of the staff.
//!
//! Nothing here reads the sealed room: its entries carry no subject, and are told as they stand.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::journal::{self, Line};
use super::{StoreError, devices, events, staff, tickets};
use crate::domain::event::Bilingual;
use crate::domain::ids::{EventId, RowId, StaffId};

/// Which entries are told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Only what this person did, or what was done to them.
    pub staff: Option<StaffId>,
    /// Only what happened from here until there.
    pub span: Option<(Timestamp, Timestamp)>,
    /// Only what is about the family with this number, its children and their papers.
    pub ticket: Option<u32>,
    /// Only what is about this child of that family, by its position.
    pub child: Option<u8>,
    /// Only what is about this row and its papers: a child or a family by its id.
    pub row: Option<RowId>,
    /// Only entries before this one, for the next page.
    pub before: Option<i64>,
}

/// The act of every entry of the sealed room: neither child nor kind is told.
pub const SEALED: &str = "sealed";

/// One entry, with who and what it is about.
pub struct Told {
    /// As it stands in the journal.
    pub line: Line,
    /// Who, by name; empty for a family's phone or the kit.
    pub who: String,
    /// What it is about.
    pub about: About,
    /// What the device is called on which it was done; none at the laptop itself.
    pub device: Option<String>,
    /// The event it belongs to, where that is another one than was asked about.
    pub elsewhere: Option<Bilingual>,
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
    /// A device of the network, by what it is called.
    Device(String),
}

/// The newest entries that are wanted, the newest first.
pub fn told(
    conn: &Connection,
    event: Option<EventId>,
    wanted: Wanted,
    most: usize,
) -> Result<Vec<Told>, StoreError> {
    let subjects = match (wanted.ticket, event) {
        (Some(number), Some(event)) => Some(subjects_of(conn, event, number, wanted.child)?),
        (Some(_), None) => Some(BTreeSet::new()),
        (None, _) => wanted.row.map(|row| rows_of(conn, row)).transpose()?,
    };
    let sought = event.zip(wanted.ticket).filter(|_| wanted.child.is_none());
    let is_sought = |line: &Line, numbered: Option<(Numbered, EventId)>| {
        subjects.as_ref().is_none_or(|subjects| {
            let ticket = numbered.and_then(|(what, event)| match what {
                Numbered::Ticket(number) => Some((event, number)),
                Numbered::Day => None,
            });
            let is_among = |id: &str| subjects.contains(id);
            is_among(&line.subject)
                || paired_with(line).is_some_and(is_among)
                || (ticket.is_some() && ticket == sought)
        })
    };
    let mut names = BTreeMap::new();
    let (from, until) = wanted.span.map_or((i64::MIN, i64::MAX), |(from, until)| {
        (from.as_millisecond(), until.as_millisecond())
    });
    let mut statement = conn.prepare_cached(
        "SELECT seq, at, staff, act, subject, detail, hash FROM journal
         WHERE (?1 IS NULL OR staff = ?1 OR (subject = ?5 AND act <> ?6)) AND ?2 <= at AND at < ?3 AND seq < ?4
         ORDER BY seq DESC",
    )?;
    let done_to = wanted.staff.map(|staff| staff.to_string());
    let before = wanted.before.unwrap_or(i64::MAX);
    let openings = openings(conn)?;
    let mut rows = statement.query((wanted.staff, from, until, before, done_to, SEALED))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        if all.len() == most {
            break;
        }
        let mut line = journal::line(row)?;
        if line.act == SEALED {
            // Whoever writes there gives neither; should somebody ever, it is not told.
            (line.subject, line.detail) = (String::new(), String::new());
        }
        let numbered = numbered(&line, &openings);
        if !is_sought(&line, numbered) {
            continue;
        }
        let who = match line.staff {
            Some(id) => staff::name_of(conn, id)?,
            None => String::new(),
        };
        let (about, belongs_to) = match numbered {
            Some((Numbered::Ticket(ticket), of)) => {
                (About::Family { ticket, child: None }, Some(of))
            }
            Some((Numbered::Day, of)) => (About::Nothing, Some(of)),
            None => {
                let is_among = |id: &&str| subjects.as_ref().is_some_and(|all| all.contains(*id));
                let is_the_first = is_among(&line.subject.as_str());
                let other = paired_with(&line).filter(is_among).filter(|_| !is_the_first);
                about(conn, other.unwrap_or(&line.subject))?
            }
        };
        let elsewhere = match belongs_to.filter(|of| Some(*of) != event) {
            Some(of) => name_of(conn, &mut names, of)?,
            None => None,
        };
        let device = match journal::device_in(&line.detail) {
            Some(id) => devices::name_of(conn, id)?,
            None => None,
        };
        all.push(Told { line, who, about, device, elsewhere });
    }
    Ok(all)
}

/// The other child of an entry that is about two: it is found under both, and told of the one that was asked about.
fn paired_with(line: &Line) -> Option<&str> {
    let is_pair = ["pair", "undo_pair"].contains(&line.act.as_str());
    line.detail.split_once(' ').filter(|_| is_pair).map(|(_, other)| other)
}

/// What a subject names by a number, which counts from one in each event.
#[derive(Clone, Copy)]
enum Numbered {
    Ticket(u32),
    Day,
}

/// The number that a subject names and the event in which it counts. Entries of an older program do not say the
/// event: it is the one that was opened last before them.
fn numbered(line: &Line, openings: &[(i64, EventId)]) -> Option<(Numbered, EventId)> {
    let (what, rest) = line.subject.split_once(' ')?;
    let (number, event) =
        rest.split_once(" of ").map_or((rest, None), |(number, event)| (number, Some(event)));
    let number = number.parse().ok()?;
    let what = match what {
        "ticket" => Numbered::Ticket(number),
        "day" => Numbered::Day,
        _ => return None,
    };
    let event = match event {
        Some(event) => EventId::parse(event).ok(),
        // By the order of the entries: the clock may have gone back between two of them.
        None => openings.iter().rev().find(|(seq, _)| *seq < line.seq).map(|(_, event)| *event),
    };
    event.map(|event| (what, event))
}

/// With which entry each event was opened, in the order of the entries.
fn openings(conn: &Connection) -> Result<Vec<(i64, EventId)>, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT seq, subject FROM journal WHERE act = 'open_event' ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut openings = Vec::new();
    while let Some(row) = rows.next()? {
        // One that was damaged opened no event that has a name.
        let (Ok(seq), Ok(event)) = (row.get(0), row.get::<_, String>(1)) else { continue };
        openings.extend(EventId::parse(&event).ok().map(|event| (seq, event)));
    }
    Ok(openings)
}

/// The name of an event, read once.
fn name_of(
    conn: &Connection,
    names: &mut BTreeMap<EventId, Option<Bilingual>>,
    event: EventId,
) -> Result<Option<Bilingual>, StoreError> {
    if let Some(known) = names.get(&event) {
        return Ok(known.clone());
    }
    let name = events::by_id(conn, event)?.map(|event| event.name);
    names.insert(event, name.clone());
    Ok(name)
}

/// Every row under which the journal may know a family: its own, its children's, their receipts'.
fn subjects_of(
    conn: &Connection,
    event: EventId,
    number: u32,
    child: Option<u8>,
) -> Result<BTreeSet<String>, StoreError> {
    let Some(ticket) = tickets::by_number(conn, event, number)? else {
        return Ok(BTreeSet::new());
    };
    let Some(position) = child else { return rows_of(conn, RowId(ticket.family.0)) };
    let child = conn
        .prepare_cached("SELECT id FROM children WHERE family = ?1 AND position = ?2")?
        .query_row((ticket.family, position), |row| row.get::<_, [u8; 16]>(0))
        .optional()?;
    child.map_or(Ok(BTreeSet::new()), |id| rows_of(conn, RowId(id)))
}

/// Every row that belongs to a family or to a child, itself included.
fn rows_of(conn: &Connection, row: RowId) -> Result<BTreeSet<String>, StoreError> {
    let mut subjects = BTreeSet::from([row.to_string()]);
    for sql in [
        "SELECT id FROM children WHERE family = ?1",
        "SELECT i.id FROM issues i JOIN receipts r ON r.code = i.code JOIN children c ON c.id = r.child
         WHERE c.family = ?1 OR c.id = ?1",
    ] {
        let mut statement = conn.prepare_cached(sql)?;
        let ids = statement.query_map([row.0], |row| row.get::<_, [u8; 16]>(0))?;
        for id in ids {
            subjects.insert(RowId(id?).to_string());
        }
    }
    Ok(subjects)
}

/// What a subject stands for that names a row, and the event that belongs to.
fn about(conn: &Connection, subject: &str) -> Result<(About, Option<EventId>), StoreError> {
    let Ok(id) = RowId::parse(subject) else {
        return Ok((About::Nothing, None));
    };
    for sql in [
        "SELECT number, NULL, event FROM tickets WHERE family = ?1",
        "SELECT t.number, c.position, t.event FROM children c JOIN tickets t ON t.family = c.family WHERE c.id = ?1",
        "SELECT t.number, c.position, t.event FROM issues i JOIN receipts r ON r.code = i.code
         JOIN children c ON c.id = r.child JOIN tickets t ON t.family = c.family WHERE i.id = ?1",
    ] {
        let found = conn
            .prepare_cached(sql)?
            .query_row([id.0], |row| {
                Ok((About::Family { ticket: row.get(0)?, child: row.get(1)? }, row.get(2)?))
            })
            .optional()?;
        if let Some(found) = found {
            return Ok(found);
        }
    }
    if let Some(name) = devices::name_of(conn, id)? {
        return Ok((About::Device(name), None));
    }
    let name = staff::name_of(conn, StaffId(id.0))?;
    Ok((if name.is_empty() { About::Nothing } else { About::Member(name) }, None))
}
