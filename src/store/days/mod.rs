//! Days of an event: opened by a person, counted, closed by a person, and what the figures were then.
//!
//! A day holds everything since the day before was closed, told by the rows themselves and not by the clock.

mod books;
mod children;
mod receipts;
mod record;
mod tickets;
mod used;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::journal::{By, time};
use super::talks;
use super::{StoreError, journal};
use crate::domain::ids::{EventId, StaffId};

pub use books::BookUse;
pub use children::{Children, Count, Decided, STATES};
pub use receipts::Receipts;
pub use record::{Book, Closed, Closing, Counted, Day, Difference, Figures, Marks, Stock};
pub use tickets::{Papers, Tickets, Waiting, waiting};
pub use used::{BookSince, Left, Used, left, left_now, used, used_before_now};

/// A day to be opened.
pub struct NewDay {
    /// Event.
    pub event: EventId,
    /// The day, as a person confirmed it.
    pub day: Date,
    /// What the laptop's clock says.
    pub clock_said: Date,
    /// What was counted.
    pub stock: Stock,
    /// Who sits at which desk.
    pub desks: Vec<(u8, StaffId)>,
}

#[derive(Serialize, Deserialize)]
struct DeskRow {
    desk: u8,
    staff: String,
}

fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::BadRow("a day"))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::BadRow("a day"))
}

/// Opens a day as the next of its event; gives its number.
pub fn open(sp: &Savepoint<'_>, new: &NewDay, by: By) -> Result<u32, StoreError> {
    let stock = new.stock.clone().not_after(last_step(sp)?);
    let desks: Vec<DeskRow> = new
        .desks
        .iter()
        .map(|(desk, staff)| DeskRow { desk: *desk, staff: staff.to_string() })
        .collect();
    let number = sp.query_row(
        "INSERT INTO event_days (event, day, number, opened_at, opened_by, clock_said, stock, desks)
         VALUES (:event, :day, (SELECT coalesce(max(number), 0) + 1 FROM event_days WHERE event = :event), :at, :staff,
            :clock_said, :stock, :desks)
         RETURNING number",
        named_params! {
            ":event": new.event, ":day": new.day.to_string(), ":at": by.at.as_millisecond(), ":staff": by.staff,
            ":clock_said": new.clock_said.to_string(), ":stock": json(&stock)?, ":desks": json(&desks)?,
        },
        |row| row.get(0),
    )?;
    Ok(number)
}

/// Gives an open day another date. `false`: it is closed.
pub fn redate(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    day: Date,
) -> Result<bool, StoreError> {
    let changed = sp.execute(
        "UPDATE event_days SET day = ?3 WHERE event = ?1 AND number = ?2 AND closed_at IS NULL",
        (event, number, day.to_string()),
    )?;
    Ok(changed == 1)
}

/// Changes what was counted at opening and who sits where, while the day is open.
pub fn recount(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    stock: &Stock,
    desks: &[(u8, StaffId)],
) -> Result<bool, StoreError> {
    let stock = stock.clone().not_after(last_step(sp)?);
    let desks: Vec<DeskRow> = desks
        .iter()
        .map(|(desk, staff)| DeskRow { desk: *desk, staff: staff.to_string() })
        .collect();
    let changed = sp.execute(
        "UPDATE event_days SET stock = :stock, desks = :desks
         WHERE event = :event AND number = :number AND closed_at IS NULL",
        named_params! {
            ":stock": json(&stock)?, ":desks": json(&desks)?, ":event": event, ":number": number,
        },
    )?;
    Ok(changed == 1)
}

/// What closing writes down.
pub struct Frozen<'a> {
    /// What was counted and said.
    pub closing: &'a Closing,
    /// The figures, as text, so that what is hashed is what is stored.
    pub figures: &'a str,
    /// Up to which rows the day reaches.
    pub marks: Marks,
    /// The journal's last entry.
    pub head: &'a (i64, String),
}

/// Closes a day. `false`: it was not open.
pub fn close(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    frozen: &Frozen<'_>,
    by: By,
) -> Result<bool, StoreError> {
    let closed = sp.execute(
        "UPDATE event_days SET closed_at = :at, closed_by = :staff, closing = :closing, figures = :figures,
            marks = :marks, head = :head
         WHERE event = :event AND number = :number AND closed_at IS NULL",
        named_params! {
            ":at": by.at.as_millisecond(), ":staff": by.staff, ":closing": json(frozen.closing)?,
            ":figures": frozen.figures, ":marks": json(&frozen.marks)?, ":head": json(frozen.head)?,
            ":event": event, ":number": number,
        },
    )?;
    Ok(closed == 1)
}

/// Takes the closing of the last day back. `false`: it is open, or a later day was opened.
pub fn reopen(sp: &Savepoint<'_>, event: EventId, number: u32) -> Result<bool, StoreError> {
    let reopened = sp.execute(
        "UPDATE event_days SET closed_at = NULL, closed_by = NULL, closing = NULL, figures = NULL, marks = NULL, head = NULL
         WHERE event = ?1 AND number = ?2 AND closed_at IS NOT NULL
           AND number = (SELECT max(number) FROM event_days WHERE event = ?1)",
        (event, number),
    )?;
    Ok(reopened == 1)
}

const COLUMNS: &str =
    "event, day, number, clock_said, opened_at, opened_by, stock, desks, closed_at, closed_by,
    closing, figures, marks, head";

fn day_of(row: &Row<'_>) -> Result<Day, StoreError> {
    let text = |column: &str| row.get::<_, Option<String>>(column);
    let desks: Vec<DeskRow> = read(&row.get::<_, String>("desks")?)?;
    let closed = match row.get::<_, Option<i64>>("closed_at")? {
        Some(at) => Some(Closed {
            at: time(at),
            by: row.get("closed_by")?,
            closing: text("closing")?.map_or(Ok(Closing::default()), |text| read(&text))?,
            figures: text("figures")?.map_or(Ok(Figures::default()), |text| read(&text))?,
            marks: text("marks")?.map_or(Ok(Marks::default()), |text| read(&text))?,
            head: text("head")?.map_or(Ok((0, String::new())), |text| read(&text))?,
        }),
        None => None,
    };
    Ok(Day {
        event: row.get("event")?,
        day: row.get::<_, String>("day")?.parse().map_err(|_| StoreError::BadRow("a day"))?,
        number: row.get("number")?,
        clock_said: row.get::<_, String>("clock_said")?.parse().ok(),
        opened_at: time(row.get("opened_at")?),
        opened_by: row.get("opened_by")?,
        stock: read(&row.get::<_, String>("stock")?)?,
        desks: desks
            .into_iter()
            .filter_map(|row| Some((row.desk, StaffId::parse(&row.staff).ok()?)))
            .collect(),
        closed,
    })
}

/// The days of an event in their order.
pub fn all(conn: &Connection, event: EventId) -> Result<Vec<Day>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM event_days WHERE event = ?1 ORDER BY number"
    ))?;
    let mut rows = statement.query([event])?;
    let mut days = Vec::new();
    while let Some(row) = rows.next()? {
        days.push(day_of(row)?);
    }
    Ok(days)
}

/// One day of an event.
pub fn by_number(
    conn: &Connection,
    event: EventId,
    number: u32,
) -> Result<Option<Day>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM event_days WHERE event = ?1 AND number = ?2"
    ))?;
    let mut rows = statement.query((event, number))?;
    rows.next()?.map(day_of).transpose()
}

/// The day that is open, or else the last one; none before the first was opened.
pub fn last(conn: &Connection, event: EventId) -> Result<Option<Day>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM event_days WHERE event = ?1 ORDER BY number DESC LIMIT 1"
    ))?;
    let mut rows = statement.query([event])?;
    rows.next()?.map(day_of).transpose()
}

/// Number and date of the last day and whether it is open, without its figures: what every page asks.
pub fn standing(
    conn: &Connection,
    event: EventId,
) -> Result<Option<(u32, Date, bool)>, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT number, day, closed_at IS NULL FROM event_days WHERE event = ?1 ORDER BY number DESC LIMIT 1",
        )?
        .query_row([event], |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)? == 1))
        })
        .optional()?;
    let Some((number, day, open)) = found else { return Ok(None) };
    let day = day.parse().map_err(|_| StoreError::BadRow("a day"))?;
    Ok(Some((number, day, open)))
}

/// Up to which rows the closed days of an event reach: whatever came later belongs to the day that is open or next.
pub fn marks_so_far(conn: &Connection, event: EventId) -> Result<Marks, StoreError> {
    let marks: Option<String> = conn
        .prepare_cached(
            "SELECT marks FROM event_days WHERE event = ?1 AND closed_at IS NOT NULL ORDER BY number DESC LIMIT 1",
        )?
        .query_row([event], |row| row.get(0))
        .optional()?
        .flatten();
    marks.map_or(Ok(Marks::default()), |text| read(&text))
}

/// The last row of each table now.
pub fn marks_now(conn: &Connection, event: EventId) -> Result<Marks, StoreError> {
    let journal = journal::newest(conn)?;
    let marks = conn.query_row(
        "SELECT (SELECT coalesce(max(rowid), 0) FROM families),
                (SELECT coalesce(max(serial), 0) FROM receipts WHERE event = ?1),
                (SELECT coalesce(max(id), 0) FROM case_steps),
                (SELECT coalesce(max(id), 0) FROM ticket_moves),
                (SELECT coalesce(max(id), 0) FROM prints),
                (SELECT coalesce(max(rowid), 0) FROM issues),
                (SELECT coalesce(max(id), 0) FROM talks)",
        [event],
        |row| {
            Ok(Marks {
                family: row.get(0)?,
                serial: row.get(1)?,
                step: row.get(2)?,
                moved: row.get(3)?,
                print: row.get(4)?,
                issue: row.get(5)?,
                talk: row.get(6)?,
                journal,
            })
        },
    )?;
    Ok(marks)
}

/// The last decision now.
pub fn last_step(conn: &Connection) -> Result<i64, StoreError> {
    let mut statement = conn.prepare_cached("SELECT coalesce(max(id), 0) FROM case_steps")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// What came after `from`, with `before` as the figures of the day before. `on` tells the day for what is late.
pub fn count(
    conn: &Connection,
    event: EventId,
    from: &Marks,
    before: Option<&Figures>,
    on: &Decided,
) -> Result<Figures, StoreError> {
    Ok(Figures {
        tickets: tickets::count(conn, event, from, before.map(|figures| &figures.tickets))?,
        children: children::count(conn, event, from, on)?,
        receipts: receipts::count(conn, event, from, before.map(|figures| &figures.receipts))?,
        books: books::count(conn, event, from)?,
        talks: talks::list(conn, event, from.talk)?,
        used: None,
    })
}

/// The figures of the day that is open, or of the time since the last one was closed.
pub fn so_far(conn: &Connection, event: EventId, on: Date) -> Result<Figures, StoreError> {
    let days = all(conn, event)?;
    let open = days.last().filter(|day| day.is_open()).map(|day| day.stock.clone());
    let before = days.into_iter().rev().find_map(|day| day.closed);
    let from = before.as_ref().map(|closed| closed.marks).unwrap_or_default();
    let on = Decided { closed: Vec::new(), since: on };
    let figures = count(conn, event, &from, before.as_ref().map(|closed| &closed.figures), &on)?;
    let used = open.map(|stock| used(conn, event, &stock)).transpose()?;
    Ok(Figures { used, ..figures })
}

/// The figures as text, to be stored and hashed.
pub fn as_text(figures: &Figures) -> Result<String, StoreError> {
    json(figures)
}

/// Figures from their text.
pub fn from_text(text: &str) -> Result<Figures, StoreError> {
    read(text)
}

/// Whether this kit was restored from a backup at some time: numbers then skip ahead on purpose.
fn was_restored(conn: &Connection) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM journal WHERE act = 'restore')")?
        .query_row([], |row| row.get(0))?)
}

/// The journal's last entry.
pub fn head(conn: &Connection) -> Result<(i64, String), StoreError> {
    journal::head_in_words(conn)
}
