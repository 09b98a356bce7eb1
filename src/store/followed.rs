//! What the focal's room reads of the register: every family's form as it stands now, and homes to visit.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use super::journal::{self, time};
use super::{StoreError, drafts};
use crate::domain::ids::{ChildId, EventId, FamilyId, StaffId};
use crate::domain::intake::Answers;

/// A family's form as it stands.
pub struct Filed {
    /// The event it came to.
    pub event: EventId,
    /// Grows with every change.
    pub version: i64,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// Number in the line.
    pub ticket: u32,
    /// Every answer.
    pub answers: Answers,
    /// Its children by their place on the form, from 1.
    pub children: Vec<(ChildId, u8)>,
}

/// Where the event's room and the journal are: while both stand still there is nothing new to read.
pub fn mark(conn: &Connection, event: EventId) -> Result<(i64, i64), StoreError> {
    let boxes = conn
        .prepare_cached("SELECT coalesce(max(number), 0) FROM sealed_room WHERE event = ?1")?
        .query_row([event], |row| row.get(0))?;
    Ok((boxes, journal::newest(conn)?))
}

/// Every family of an event with its version.
pub fn versions(conn: &Connection, event: EventId) -> Result<Vec<(FamilyId, i64)>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT id, version FROM families WHERE event = ?1 ORDER BY arrival")?;
    let versions = statement.query_map([event], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(versions.collect::<Result<_, _>>()?)
}

/// One family's form.
pub fn filed(conn: &Connection, family: FamilyId) -> Result<Option<Filed>, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT f.event, f.version, f.filed_at, f.answers, t.number
             FROM families f JOIN tickets t ON t.family = f.id WHERE f.id = ?1",
        )?
        .query_row([family], |row| {
            Ok(Filed {
                event: row.get(0)?,
                version: row.get(1)?,
                filed_at: time(row.get(2)?),
                answers: drafts::from_json(row.get_ref(3)?.as_str()?),
                ticket: row.get(4)?,
                children: Vec::new(),
            })
        })
        .optional()?;
    let Some(mut filed) = found else { return Ok(None) };
    let mut statement = conn
        .prepare_cached("SELECT id, position FROM children WHERE family = ?1 ORDER BY position")?;
    let children = statement.query_map([family], |row| Ok((row.get(0)?, row.get(1)?)))?;
    filed.children = children.collect::<Result<_, _>>()?;
    Ok(Some(filed))
}

/// How a form stood before each of its corrections, and when that was made; the newest first. `now`: as it stands.
pub fn before_corrections(
    conn: &Connection,
    family: FamilyId,
    now: &Answers,
) -> Result<Vec<(Timestamp, Answers)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT version, at, field, before FROM revisions WHERE family = ?1 ORDER BY version DESC",
    )?;
    let mut rows = statement.query([family])?;
    let mut all: Vec<(Timestamp, Answers)> = Vec::new();
    let mut last: Option<i64> = None;
    while let Some(row) = rows.next()? {
        let version = row.get(0)?;
        if last.replace(version) != Some(version) {
            let after = all.last().map_or(now, |(_, after)| after).clone();
            all.push((time(row.get(1)?), after));
        }
        if let Some((_, before)) = all.last_mut() {
            before.set(&row.get::<_, String>(2)?, &row.get::<_, String>(3)?);
        }
    }
    Ok(all)
}

/// Rows of the family that was filed last and of the last correction; 0 where there is none.
pub fn last_filed(conn: &Connection) -> Result<(i64, i64), StoreError> {
    let sql = "SELECT (SELECT coalesce(max(rowid), 0) FROM families),
                      (SELECT coalesce(max(id), 0) FROM revisions)";
    Ok(conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Whether any form of an event does that was filed after a moment and up to a row: `does` is given when it was and what
/// it says. Reads no further than the first that does, one form at a time.
pub fn any_filed_between(
    conn: &Connection,
    event: EventId,
    (after, until): (Timestamp, i64),
    does: impl Fn(Timestamp, &Answers) -> bool,
) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT filed_at, answers FROM families WHERE event = ?1 AND filed_at > ?2 AND rowid <= ?3",
    )?;
    let mut filed = statement.query((event, after.as_millisecond(), until))?;
    while let Some(row) = filed.next()? {
        let answers: String = row.get(1)?;
        if does(time(row.get(0)?), &drafts::from_json(&answers)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether any correction of an event's form does that was made after a moment and up to a row: `does` is given when the
/// form was filed, what it said before and what it said then. A later correction of the same form is given as well. Reads no further than the first that does.
pub fn any_corrected_between(
    conn: &Connection,
    event: EventId,
    (after, until): (Timestamp, i64),
    does: impl Fn(Timestamp, &Answers, &Answers) -> bool,
) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, filed_at, answers FROM families WHERE event = ?1 AND version > 1 AND id IN
            (SELECT family FROM revisions WHERE at > ?2 AND id <= ?3)",
    )?;
    let mut corrected = statement.query((event, after.as_millisecond(), until))?;
    while let Some(row) = corrected.next()? {
        let (answers, filed_at) = (row.get::<_, String>(2)?, time(row.get(1)?));
        let mut said = drafts::from_json(&answers);
        for (at, before) in before_corrections(conn, row.get(0)?, &said)? {
            if after < at && does(filed_at, &before, &said) {
                return Ok(true);
            }
            said = before;
        }
    }
    Ok(false)
}

/// Events whose room somebody may open, the newest first. Whoever was a focal and is none now opens a room of before
/// only while nobody does who is one at the event at hand: a due time goes on after the next event was opened. One that
/// came from another laptop is never at hand.
pub fn events_of(conn: &Connection, staff: StaffId) -> Result<Vec<EventId>, StoreError> {
    let at_hand = super::lists::event_at_hand(conn)?;
    let mut statement = conn.prepare_cached(
        "SELECT e.id FROM events e JOIN roles r ON r.event = e.id AND r.staff = ?1 AND r.role = 'focal'
         WHERE EXISTS (SELECT 1 FROM focal_keys k WHERE k.event = e.id AND k.staff = ?1)
           AND (e.taken_in IS NOT NULL
             OR EXISTS (SELECT 1 FROM roles WHERE event = ?2 AND staff = ?1 AND role = 'focal')
             OR NOT EXISTS (SELECT 1 FROM roles now JOIN focal_keys k ON k.staff = now.staff
                 JOIN staff p ON p.id = now.staff AND p.left_at IS NULL
                 WHERE now.event = ?2 AND now.role = 'focal' AND k.event = e.id))
         ORDER BY e.closed_at IS NULL DESC, e.rowid DESC",
    )?;
    let events = statement.query_map((staff, at_hand), |row| row.get(0))?;
    Ok(events.collect::<Result<_, _>>()?)
}

/// Events whose rooms have any key here, the newest first.
pub fn events_with_keys(conn: &Connection) -> Result<Vec<EventId>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM events WHERE id IN (SELECT event FROM focal_keys)
         ORDER BY closed_at IS NULL DESC, rowid DESC",
    )?;
    let events = statement.query_map([], |row| row.get(0))?;
    Ok(events.collect::<Result<_, _>>()?)
}

/// A home that somebody may visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Whose.
    pub family: FamilyId,
    /// Number in the line.
    pub ticket: u32,
    /// The village, wider words where it lies elsewhere; empty where none was given.
    pub village: String,
    /// Whether something of the office's is to be done there: a certificate to deliver, papers that are awaited.
    pub has_errand: bool,
}

/// Every home of an event, in the order in which the families came, and those of `others`.
pub fn homes(
    conn: &Connection,
    event: EventId,
    others: &BTreeSet<FamilyId>,
) -> Result<Vec<Home>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("{HOME} WHERE f.event = ?1 ORDER BY f.arrival"))?;
    let homes = statement.query_map([event], home)?;
    let mut homes: Vec<Home> = homes.collect::<Result<_, _>>()?;
    let mut statement = conn.prepare_cached(&format!("{HOME} WHERE f.id = ?1"))?;
    for family in others {
        if !homes.iter().any(|home| home.family == *family) {
            homes.extend(statement.query_row([family], home).optional()?);
        }
    }
    Ok(homes)
}

const HOME: &str =
    "SELECT f.id, t.number, f.village, f.home, f.home_words, EXISTS (SELECT 1 FROM children c
    WHERE c.family = f.id AND c.state IN ('certificate_ready', 'awaiting_papers'))
    FROM families f JOIN tickets t ON t.family = f.id";

fn home(row: &Row<'_>) -> rusqlite::Result<Home> {
    let (village, home, words): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
    let parts = [village, if home == "elsewhere" { words } else { String::new() }];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(Home {
        family: row.get(0)?,
        ticket: row.get(1)?,
        village: parts.join(", "),
        has_errand: row.get::<_, i64>(5)? == 1,
    })
}
