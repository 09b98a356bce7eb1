//! Opens and closes a day. Closing counts everything, asks for a word about what does not add up, sends families
//! that were called back to their place, and freezes the figures.

mod account;
mod differences;
mod event;
mod overnight;
mod print;
pub(in crate::acts) mod words;

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::domain::ids::EventId;
use crate::domain::queue::Move;
use crate::seal::chain;
use crate::store::days::{self, Closing, Counted, Day, Difference, Frozen, NewDay, Stock};
use crate::store::journal::By;
use crate::store::tickets::MoveError;
use crate::store::{Reading, Savepoint, StoreError, events, journal};

pub use account::{Account, EventAccount, account, event_account, left_of};
pub use differences::{differences, mark_of};
pub use event::{close_event, reopen_event};
pub use overnight::Evening;
pub(crate) use overnight::gone_on;
pub use print::{print_day_sheet, print_event_sheet};
pub use words::{Printing, day_sheet, event_sections, event_sheet, in_words, sections};

/// Why a day was not opened or closed.
#[derive(Debug, thiserror::Error)]
pub enum DayError {
    /// There is no open event.
    #[error("no event is open")]
    NoEvent,
    /// A day is open already, or another one than the page says.
    #[error("the day is no longer as the page says")]
    Stale,
    /// This day of the event was opened before.
    #[error("this day was opened before")]
    SameDay,
    /// Something does not add up and nobody has said a word about it, or something new came up meanwhile.
    #[error("{} things do not add up", .0.len())]
    Unexplained(Vec<Difference>),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Opens a day; gives its number.
pub fn open_day(sp: &Savepoint<'_>, new: &NewDay, by: By) -> Result<u32, DayError> {
    let open = events::current(sp)?.is_some_and(|event| event.id == new.event);
    if !open {
        return Err(DayError::NoEvent);
    }
    let known = days::all(sp, new.event)?;
    if known.iter().any(Day::is_open) {
        return Err(DayError::Stale);
    }
    if known.iter().any(|day| day.day == new.day) {
        return Err(DayError::SameDay);
    }
    let number = days::open(sp, new, by)?;
    super::desks::seat_by_list(sp, &[], &new.desks, by.at)?;
    let mut detail = new.day.to_string();
    if new.day != new.clock_said {
        let _ = write!(detail, " clock {}", new.clock_said);
    }
    journal::append(sp, by, "open_day", &journal::day(new.event, number), &detail)?;
    Ok(number)
}

/// Changes what was counted at opening and who sits where.
pub fn recount_day(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    stock: &Stock,
    desks: &[(u8, crate::domain::ids::StaffId)],
    by: By,
) -> Result<(), DayError> {
    let before = days::by_number(sp, event, number)?.ok_or(DayError::Stale)?;
    let stock = &stock.clone().corrects(&before.stock);
    if !days::recount(sp, event, number, stock, desks)? {
        return Err(DayError::Stale);
    }
    super::desks::seat_by_list(sp, &before.desks, desks, by.at)?;
    // Both counts stand in the journal: a difference must not be made to vanish without a trace.
    let detail = format!("{} > {}", in_figures(&before.stock), in_figures(stock));
    Ok(journal::append(sp, by, "recount_day", &journal::day(event, number), &detail)?)
}

/// Gives an open day the date it should have been opened under; the same date changes nothing.
pub fn redate_day(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    day: Date,
    by: By,
) -> Result<(), DayError> {
    let known = days::all(sp, event)?;
    let before = known.iter().find(|day| day.number == number && day.is_open());
    let before = before.ok_or(DayError::Stale)?;
    if before.day == day {
        return Ok(());
    }
    if known.iter().any(|other| other.number != number && other.day == day) {
        return Err(DayError::SameDay);
    }
    if !days::redate(sp, event, number, day)? {
        return Err(DayError::Stale);
    }
    let detail = format!("{} > {day}", before.day);
    Ok(journal::append(sp, by, "redate_day", &journal::day(event, number), &detail)?)
}

/// A count of the morning in figures: forms, then each book with its next entry and what it has left.
fn in_figures(stock: &Stock) -> String {
    let forms = stock.forms.map_or_else(|| "-".to_owned(), |forms| forms.to_string());
    let books = stock.books.iter().map(|book| format!("{}:{}/{}", book.book, book.next, book.left));
    std::iter::once(forms).chain(books).collect::<Vec<_>>().join(" ")
}

/// What somebody who closes a day says.
pub struct ToClose {
    /// Number of the day.
    pub number: u32,
    /// What was counted.
    pub counted: Counted,
    /// What is said about differences.
    pub explanation: String,
    /// Which differences the page showed, by [`mark_of`].
    pub seen: String,
}

/// Closes the open day.
pub fn close_day(
    sp: &Savepoint<'_>,
    event: EventId,
    close: &ToClose,
    by: By,
) -> Result<(), DayError> {
    let day =
        days::by_number(sp, event, close.number)?.filter(Day::is_open).ok_or(DayError::Stale)?;
    let returned = back_to_their_place(sp, event, by)?;
    let figures = days::so_far(sp, event, day.day)?;
    let evening = evening_before(sp, event, day.number)?;
    let found = differences(&figures, &day.stock, evening.as_ref(), Some(&close.counted));
    let explained =
        found.is_empty() || (!close.explanation.trim().is_empty() && mark_of(&found) == close.seen);
    if !explained {
        return Err(DayError::Unexplained(found));
    }
    let closing = Closing {
        counted: close.counted.clone(),
        differences: found,
        explanation: close.explanation.clone(),
        returned,
    };
    let text = days::as_text(&figures)?;
    // The figures' own mark stands in the journal, so that they cannot be changed afterwards without it showing.
    let detail = format!("{} {}", day.day, short_hash(text.as_bytes()));
    journal::append(sp, by, "close_day", &journal::day(event, day.number), &detail)?;
    let frozen = Frozen {
        closing: &closing,
        figures: &text,
        marks: days::marks_now(sp, event)?,
        head: &days::head(sp)?,
    };
    if !days::close(sp, event, day.number, &frozen, by)? {
        return Err(DayError::Stale);
    }
    Ok(())
}

/// Families that were called, sat at a desk or missed their call wait again, each at its place by arrival: whoever was
/// not served today is first tomorrow. Whoever was set aside for a reason stays so until they come back.
fn back_to_their_place(sp: &Savepoint<'_>, event: EventId, by: By) -> Result<Vec<i64>, DayError> {
    let mut returned = Vec::new();
    for state in ["called", "at_desk", "missed"] {
        for listed in crate::store::tickets::list(sp, event, state, u32::MAX)? {
            let number = listed.ticket.number;
            match super::move_ticket(sp, event, number, &Move::Return, by) {
                Ok(_) => returned.push(i64::from(number)),
                Err(MoveError::Store(err)) => return Err(err.into()),
                Err(MoveError::Moved(_) | MoveError::Unknown | MoveError::Undecided(_)) => {
                    return Err(DayError::Stale);
                }
            }
        }
    }
    returned.sort_unstable();
    Ok(returned)
}

/// Takes the closing of the last day back.
pub fn reopen_day(sp: &Savepoint<'_>, event: EventId, number: u32, by: By) -> Result<(), DayError> {
    let open = events::current(sp)?.is_some_and(|open| open.id == event);
    if !open {
        return Err(DayError::NoEvent);
    }
    if !days::reopen(sp, event, number)? {
        return Err(DayError::Stale);
    }
    Ok(journal::append(sp, by, "reopen_day", &journal::day(event, number), "")?)
}

/// The event day after `day`, if the event has one.
pub fn next_day(event: &crate::domain::event::Event, day: Date) -> Option<Date> {
    day.tomorrow().ok().filter(|next| event.starts_on <= *next && *next <= event.ends_on)
}

/// What the day before this one left behind; none for the first.
fn evening_before(
    conn: &Reading,
    event: EventId,
    number: u32,
) -> Result<Option<Evening>, StoreError> {
    let before = days::by_number(conn, event, number.saturating_sub(1))?;
    Ok(before.as_ref().and_then(Evening::of))
}

fn short_hash(bytes: &[u8]) -> String {
    chain::hash(bytes).iter().take(8).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
