//! What a day uses of what was counted.
//!
//! Families may come before a day is opened, and the next book may be counted in the afternoon: what was used is told from
//! the decision that was the last when each thing was counted.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{Book, Day, Marks, Stock, children, last, marks_so_far};
use crate::domain::ids::EventId;
use crate::domain::register::plain;
use crate::store::StoreError;

/// What was used since the last day was closed, before and after each thing was counted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Used {
    /// Certificates written since forms were counted.
    pub forms: u32,
    /// Certificates written before that.
    pub forms_before: u32,
    /// The books that were written in.
    pub books: Vec<BookSince>,
}

/// What was written into one book.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct BookSince {
    /// The book's plain number.
    pub book: String,
    /// Entries since it was counted, or since the day was opened if nobody counted it.
    pub count: u32,
    /// The lowest of their numbers; 0 if none is a plain number.
    pub first: i64,
    /// Entries before that.
    pub count_before: u32,
    /// The highest of their numbers; 0 if none is a plain number.
    pub last_before: i64,
}

impl Used {
    /// What was written into the book of this number, however it is written.
    pub fn of_book(&self, book: &str) -> BookSince {
        self.books.iter().find(|used| used.book == plain(book)).cloned().unwrap_or_default()
    }

    /// Entries made before they were counted, into whatever book.
    pub fn entries_before(&self) -> u32 {
        self.books.iter().map(|used| used.count_before).sum()
    }
}

/// What was used since the last day was closed, against this count.
pub fn used(conn: &Connection, event: EventId, stock: &Stock) -> Result<Used, StoreError> {
    let from = marks_so_far(conn, event)?;
    let all = children::written(conn, event, &from)?;
    let forms = if from.step < stock.forms_since {
        forms_after(conn, event, stock.forms_since)?
    } else {
        all
    };
    let books = books(conn, event, &from, stock)?;
    Ok(Used { forms, forms_before: all.saturating_sub(forms), books })
}

/// What was used since the last day was closed, if everything were counted now: all of it before.
pub fn used_before_now(conn: &Connection, event: EventId) -> Result<Used, StoreError> {
    used(conn, event, &Stock { forms_since: i64::MAX, since: i64::MAX, ..Stock::default() })
}

/// Certificates written after this decision. One that was taken back and is there again is on the form it was on.
fn forms_after(conn: &Connection, event: EventId, step: i64) -> Result<u32, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT count(DISTINCT s.child)
         FROM case_steps s CROSS JOIN children c ON c.id = s.child CROSS JOIN families f ON f.id = c.family
         WHERE f.event = ?1 AND ?2 < s.id AND s.undone = 0 AND s.step IN ('mark_ready', 'enter_and_hand_over')
           AND NOT EXISTS (SELECT 1 FROM case_steps o WHERE o.child = s.child AND o.id <= ?2
                AND o.step IN ('mark_ready', 'enter_and_hand_over'))",
    )?;
    Ok(statement.query_row((event, step), |row| row.get(0))?)
}

/// An entry of a register: commune, year, number.
type Line = (String, String, String);

/// What was done since is looked through and not the whole event: `CROSS JOIN` keeps that order.
fn books(
    conn: &Connection,
    event: EventId,
    from: &Marks,
    stock: &Stock,
) -> Result<Vec<BookSince>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT e.book, e.commune, e.year, e.number, s.id,
            (SELECT min(o.id) FROM case_steps o
             WHERE o.child = s.child AND o.step IN ('enter', 'enter_and_hand_over'))
         FROM case_steps s CROSS JOIN entries e CROSS JOIN children c CROSS JOIN families f
         WHERE ?2 < s.id AND s.undone = 0 AND s.step IN ('enter', 'enter_and_hand_over')
           AND e.child = s.child AND c.id = s.child AND f.id = c.family AND f.event = ?1",
    )?;
    let mut rows = statement.query((event, from.step))?;
    let mut books: BTreeMap<String, [BTreeSet<Line>; 2]> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let book = plain(&row.get::<_, String>(0)?);
        let counted = stock.books.iter().find(|known| plain(&known.book) == book);
        let since = counted.map_or(stock.since, |counted| counted.since);
        let line: Line = (row.get(1)?, row.get(2)?, row.get(3)?);
        let (step, first_step): (i64, i64) = (row.get(4)?, row.get(5)?);
        // An entry that was taken back and made again below the next number stands on the line it stood on.
        let is_below = |next: i64| line.2.parse().is_ok_and(|number: i64| number < next);
        let is_redone = first_step <= since && counted.is_some_and(|book| is_below(book.next));
        let [before, after] = books.entry(book).or_default();
        let lines = if step <= since || is_redone { before } else { after };
        lines.insert(line);
    }
    let count = |lines: &BTreeSet<Line>| u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let numbers = |lines: &BTreeSet<Line>| -> Vec<i64> {
        lines.iter().filter_map(|(_, _, number)| number.parse().ok()).collect()
    };
    let since = books.into_iter().map(|(book, [before, after])| BookSince {
        book,
        count: count(&after),
        first: numbers(&after).into_iter().min().unwrap_or_default(),
        count_before: count(&before),
        last_before: numbers(&before).into_iter().max().unwrap_or_default(),
    });
    Ok(since.collect())
}

/// What is left of forms and of each open book on an open day, as far as the kit can tell, with the level below which
/// it is little. Without a count nothing is known.
#[derive(Clone, Default)]
pub struct Left {
    /// Certificate forms.
    pub forms: Option<i64>,
    /// Entries of each book.
    pub books: Vec<(String, i64)>,
    /// The warning level.
    pub low: i64,
}

/// What is left now; nothing while no day is open.
pub fn left_now(conn: &Connection, event: EventId) -> Result<Left, StoreError> {
    let Some(day) = last(conn, event)?.filter(Day::is_open) else { return Ok(Left::default()) };
    if day.stock.forms.is_none() && day.stock.books.is_empty() {
        return Ok(left(&day.stock, &Used::default()));
    }
    Ok(left(&day.stock, &used(conn, event, &day.stock)?))
}

/// What should be left of `stock` when so much was used.
pub fn left(stock: &Stock, used: &Used) -> Left {
    let of_book = |book: &Book| {
        (book.book.clone(), i64::from(book.left) - i64::from(used.of_book(&book.book).count))
    };
    Left {
        forms: stock.forms.map(|forms| i64::from(forms) - i64::from(used.forms)),
        books: stock.books.iter().map(of_book).collect(),
        low: i64::from(stock.low),
    }
}
