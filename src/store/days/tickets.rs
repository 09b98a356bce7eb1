//! Every ticket of an event, and what became of those of one day.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::super::{StoreError, forms, tickets as line};
use super::Marks;
use crate::domain::arrival::{FIRST_FORM, LAST_FORM};
use crate::domain::day::in_a_line;
use crate::domain::ids::EventId;

/// Families and their tickets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Tickets {
    /// Numbers handed out, in one line.
    pub numbers: String,
    /// How many were handed out.
    pub given: u32,
    /// Of these, sent from a phone, typed by a helper, written on paper.
    pub channels: [u32; 3],
    /// Not finished when the day before was closed.
    pub carried: u32,
    /// Finished.
    pub done: u32,
    /// Numbers not finished now: waiting, called, at a desk, did not come.
    pub unserved: Vec<i64>,
    /// Numbers set aside.
    pub parked: Vec<i64>,
    /// Numbers of the whole event by state: waiting, called, at a desk, did not come, set aside, done.
    pub states: [u32; 6],
    /// Numbers handed out in the whole event.
    pub total: u32,
    /// Numbers left out in the whole event.
    pub skipped: u32,
    /// Whether numbers were left out because the kit was restored from a backup.
    pub restored: bool,
    /// Forms begun and not sent.
    pub drafts: u32,
    /// Application forms on paper, in the whole event.
    pub papers: Papers,
}

/// Application forms on paper.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Papers {
    /// Printed.
    pub printed: u32,
    /// Typed in and sent.
    pub typed: u32,
    /// Begun to be typed.
    pub begun: u32,
    /// Put aside as spoilt.
    pub spoilt: u32,
    /// Numbers of all others: blank in a drawer, or with a family.
    pub out: Vec<i64>,
}

impl Tickets {
    /// Numbers not finished.
    pub fn open(&self) -> usize {
        self.unserved.len() + self.parked.len()
    }

    /// Families that were finished before and came back: what was there and what came, against what is done and
    /// what is left.
    pub fn came_back(&self) -> u32 {
        let left = u32::try_from(self.open()).unwrap_or(u32::MAX);
        (self.done + left).saturating_sub(self.carried + self.given)
    }
}

/// Families that are not finished when a day is about to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Left over from the days that were closed.
    pub carried: i64,
    /// Filed since the last day was closed, or before there was one.
    pub early: i64,
}

/// Who waits when a day is about to be opened.
pub fn waiting(conn: &Connection, event: EventId) -> Result<Waiting, StoreError> {
    let closed = super::marks_so_far(conn, event)?;
    let waiting = conn.query_row(
        "SELECT count(*) FILTER (WHERE f.rowid <= ?2), count(*) FILTER (WHERE ?2 < f.rowid)
         FROM tickets t JOIN families f ON f.id = t.family WHERE t.event = ?1 AND t.state <> 'done'",
        (event, closed.family),
        |row| Ok(Waiting { carried: row.get(0)?, early: row.get(1)? }),
    )?;
    Ok(waiting)
}

/// Counts what came after `from`.
pub(super) fn count(
    conn: &Connection,
    event: EventId,
    from: &Marks,
    before: Option<&Tickets>,
) -> Result<Tickets, StoreError> {
    let mut tickets = conn.query_row(
        "SELECT count(*), count(*) FILTER (WHERE f.channel = 'phone'), count(*) FILTER (WHERE f.channel = 'entry'),
            count(*) FILTER (WHERE f.channel = 'paper')
         FROM tickets t JOIN families f ON f.id = t.family WHERE t.event = ?1 AND ?2 < f.rowid",
        (event, from.family),
        |row| {
            Ok(Tickets {
                given: row.get(0)?,
                channels: [row.get(1)?, row.get(2)?, row.get(3)?],
                ..Tickets::default()
            })
        },
    )?;
    let mut statement = conn.prepare_cached(
        "SELECT t.number FROM tickets t JOIN families f ON f.id = t.family WHERE t.event = ?1 AND ?2 < f.rowid",
    )?;
    let given = statement.query_map((event, from.family), |row| row.get(0))?;
    tickets.numbers = in_a_line(&given.collect::<Result<Vec<i64>, _>>()?);
    tickets.carried = before.map_or(0, |before| u32::try_from(before.open()).unwrap_or(u32::MAX));
    tickets.done = conn.query_row(
        "SELECT count(*) FROM tickets t WHERE t.event = ?1 AND t.state = 'done' AND EXISTS (
            SELECT 1 FROM ticket_moves m
            WHERE m.event = t.event AND m.number = t.number AND m.move = 'finish' AND m.undone = 0 AND ?2 < m.id)",
        (event, from.moved),
        |row| row.get(0),
    )?;
    tickets.unserved = numbers(conn, event, "state NOT IN ('done', 'parked')")?;
    tickets.parked = numbers(conn, event, "state = 'parked'")?;
    tickets.states = line::counts(conn, event)?;
    tickets.total = tickets.states.iter().sum();
    tickets.skipped = skipped(conn, event)?;
    tickets.restored = super::was_restored(conn)?;
    tickets.drafts = conn.query_row(
        "SELECT count(*) FROM drafts WHERE event = ?1 AND family IS NULL AND answers <> '{}'",
        [event],
        |row| row.get(0),
    )?;
    tickets.papers = papers(conn, event)?;
    Ok(tickets)
}

/// Numbers of phones that nobody was given although a later one was.
fn skipped(conn: &Connection, event: EventId) -> Result<u32, StoreError> {
    let (due, given): (u32, u32) = conn.query_row(
        "SELECT next_ticket, (SELECT count(*) FROM tickets WHERE event = ?1 AND number NOT BETWEEN ?2 AND ?3)
         FROM events WHERE id = ?1",
        (event, FIRST_FORM, LAST_FORM),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    // Phones jump over the numbers that are kept for paper.
    let kept = if LAST_FORM < due { LAST_FORM - FIRST_FORM + 2 } else { 0 };
    Ok((due - 1).saturating_sub(given + kept))
}

fn papers(conn: &Connection, event: EventId) -> Result<Papers, StoreError> {
    let mut papers = Papers::default();
    for form in forms::of_event(conn, event)? {
        papers.printed += 1;
        if form.spoilt_at.is_some() {
            papers.spoilt += 1;
        } else if form.is_out() {
            papers.out.push(i64::from(form.number));
        } else if form.is_begun() {
            papers.begun += 1;
        } else {
            papers.typed += 1;
        }
    }
    Ok(papers)
}

fn numbers(conn: &Connection, event: EventId, which: &str) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT number FROM tickets WHERE event = ?1 AND {which} ORDER BY arrival"
    ))?;
    let numbers = statement.query_map([event], |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}
