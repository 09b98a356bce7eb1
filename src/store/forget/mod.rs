//! Forgetting: what is due, what goes, and that it is gone.
//!
//! Wiped means gone. Rows are overwritten as they are deleted, the index of words is made anew from what is left, the
//! file is written anew without its free pages and the log is emptied ([`scrub`]); copies under other names are the
//! business of [`super::backup`]. What stays of a family whose certificate was not fetched is in [`mod@wipe`].

mod phones;
mod record;
mod wipe;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;

use super::{StoreError, events, settings};
use crate::domain::ids::EventId;
use crate::domain::retention::{After, Kind, LONGEST, Term, terms};

pub use record::{
    Handed, What, Wipe, all_wipes, by_id, hand_over, handed_over, keep, keep_backups,
    once_handed_over,
};
pub use wipe::{Counts, wipe};

/// States of a child whose certificate may still be fetched.
const TO_BE_FETCHED: &str =
    "('entered', 'awaiting_papers', 'sent_to_district', 'certificate_ready')";

/// Why something stays although its term may be over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// The event is open.
    Open,
    /// Nobody has said that the data were handed over.
    NotHandedOver,
    /// The focal's room of the event is not handed over: its cases stay with whoever follows them.
    Room,
    /// It stays for good.
    Always,
}

impl Held {
    /// Stable code for texts (`forget-held-…`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::NotHandedOver => "not-handed-over",
            Self::Room => "room",
            Self::Always => "always",
        }
    }
}

/// How one kind of record stands.
pub struct Line {
    /// The kind and its term.
    pub term: Term,
    /// What keeps it, whatever the term says.
    pub held: Option<Held>,
    /// The day on which it is due, where the counting has begun.
    pub due_on: Option<Date>,
    /// Whether it goes when somebody wipes today.
    pub is_due: bool,
    /// How many would go.
    pub goes: u32,
    /// Of families: how many keep what handing a certificate over needs. Else 0.
    pub reduced: u32,
}

/// How an event stands.
pub struct Plan {
    /// Each kind, in the order of the pages.
    pub lines: Vec<Line>,
    /// When the event was closed.
    pub closed: Option<Timestamp>,
    /// What was handed over, and when.
    pub handed: Vec<Handed>,
    /// Children that are to stand in the register book and were not ticked off as copied.
    pub uncopied: u32,
}

impl Plan {
    /// The kinds that go today and of which there is something.
    pub fn due(&self) -> Vec<Kind> {
        let due = self.lines.iter().filter(|line| line.is_due && 0 < line.goes + line.reduced);
        due.map(|line| line.term.kind).collect()
    }

    /// When a kind of data was handed over.
    pub fn handed(&self, what: What) -> Option<&Handed> {
        self.handed.iter().find(|handed| handed.what == what)
    }
}

/// The terms of this kit: as shipped, with the days that an administrator set.
pub fn terms_of(conn: &Connection) -> Result<Vec<Term>, StoreError> {
    let with = |term: Term| {
        let set = settings::get(conn, &term.kind.setting())?;
        Ok(term.with_days(set.as_deref()))
    };
    terms().into_iter().map(with).collect()
}

/// Sets how many days a kind stays. `false`: no such number of days, or a kind that always stays.
pub fn set_term(sp: &rusqlite::Savepoint<'_>, kind: Kind, days: u16) -> Result<bool, StoreError> {
    let fits = days <= LONGEST
        && terms().iter().any(|term| term.kind == kind && term.after != After::Never);
    if fits {
        settings::set(sp, &kind.setting(), &days.to_string())?;
    }
    Ok(fits)
}

/// What of an event is due on `today`, and what stays and why.
pub fn look(conn: &Connection, event: EventId, today: Date) -> Result<Plan, StoreError> {
    let closed = events::closing_of(conn, event)?.map(|closed| closed.at);
    let handed = handed_over(conn, event)?;
    let has_room = has_room(conn, event)?;
    let mut lines = Vec::new();
    for term in terms_of(conn)? {
        let handed_at = |what| handed.iter().find(|one| one.what == what).map(|one| one.at);
        let from = match term.after {
            After::Closed => closed,
            After::Registration => handed_at(What::Registration),
            After::Safeguarding => handed_at(What::Safeguarding),
            After::Never => None,
        };
        // Registration facts are what the focal's room reads about a family.
        let needs_room_gone = matches!(term.kind, Kind::Registration | Kind::Stub | Kind::Phones);
        let in_use = has_room && handed_at(What::Safeguarding).is_none();
        let held = match from {
            _ if term.after == After::Never => Some(Held::Always),
            _ if closed.is_none() => Some(Held::Open),
            None => Some(Held::NotHandedOver),
            Some(_) if needs_room_gone && in_use => Some(Held::Room),
            Some(_) => None,
        };
        let due_on = from.and_then(|at| term.due_on(crate::clock::civil_day(at)));
        let (goes, reduced) = counted(conn, event, term.kind)?;
        let is_due = held.is_none() && due_on.is_some_and(|day| day <= today);
        lines.push(Line { term, held, due_on, is_due, goes, reduced });
    }
    let uncopied = number(
        conn,
        "SELECT count(*) FROM children c JOIN families f ON f.id = c.family WHERE f.event = ?1
         AND f.reduced_at IS NULL AND c.state IN ('entered', 'certificate_ready', 'collected')
         AND NOT EXISTS (SELECT 1 FROM register_copies r WHERE r.child = c.id AND r.undone_at IS NULL)",
        event,
    )?;
    Ok(Plan { lines, closed, handed, uncopied })
}

/// Whether somebody can open the focal's room of an event on this laptop, and there is one.
fn has_room(conn: &Connection, event: EventId) -> Result<bool, StoreError> {
    let keys = "SELECT count(*) FROM focal_keys WHERE event = ?1 AND staff IS NOT NULL";
    Ok(0 < number(conn, keys, event)?)
}

/// How many of a kind there are that would go, and of how many families a part would stay.
fn counted(conn: &Connection, event: EventId, kind: Kind) -> Result<(u32, u32), StoreError> {
    let waits = format!(
        "EXISTS (SELECT 1 FROM children c WHERE c.family = f.id AND c.state IN {TO_BE_FETCHED})"
    );
    let families =
        |and: &str| format!("SELECT count(*) FROM families f WHERE f.event = ?1 AND {and}");
    let sql = match kind {
        Kind::Registration => {
            let whole = number(conn, &families(&format!("NOT {waits}")), event)?;
            let part = number(conn, &families(&format!("f.reduced_at IS NULL AND {waits}")), event)?;
            return Ok((whole, part));
        }
        Kind::Stub => families(&waits),
        Kind::Phones => families("f.phone_typed <> ''"),
        Kind::AsTyped => "SELECT count(*) FROM as_typed WHERE event = ?1".to_owned(),
        Kind::Photos => "SELECT count(*) FROM photos p JOIN drafts d ON d.id = p.draft WHERE d.event = ?1".to_owned(),
        Kind::Drafts => "SELECT count(*) FROM drafts WHERE event = ?1 AND family IS NULL".to_owned(),
        Kind::Sealed => "SELECT (SELECT count(*) FROM sealed_room WHERE event = ?1)
            + (SELECT count(*) FROM sealed_notes s JOIN families f ON f.id = s.family WHERE f.event = ?1)"
            .to_owned(),
        // Of the kit, not of an event; it stays.
        Kind::Journal => return Ok((0, 0)),
    };
    Ok((number(conn, &sql, event)?, 0))
}

fn number(conn: &Connection, sql: &str, event: EventId) -> Result<u32, StoreError> {
    Ok(conn.prepare_cached(sql)?.query_row([event], |row| row.get(0))?)
}

/// How often the log is tried to be emptied while others read.
const TRIES: usize = 6;

/// Writes the file anew without free pages and empties the log. Blocks; no transaction may be open.
pub(super) fn scrub(conn: &mut Connection) -> Result<(), StoreError> {
    conn.flush_prepared_statement_cache();
    conn.execute_batch("VACUUM")?;
    for _ in 0..TRIES {
        let is_held: bool =
            conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if !is_held {
            return Ok(());
        }
    }
    Err(StoreError::Busy)
}
