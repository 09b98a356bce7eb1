//! Closes an event, and takes that back while no other one is open.

use super::{DayError, event_account, short_hash};
use crate::domain::event::Event;
use crate::store::journal::By;
use crate::store::{Savepoint, days, events, journal};

/// Closes the event: its last day is closed, and what is still open has been looked at. Collecting, checking receipts
/// and searching go on for it.
pub fn close_event(sp: &Savepoint<'_>, event: &Event, by: By) -> Result<(), DayError> {
    if days::all(sp, event.id)?.iter().any(days::Day::is_open) {
        return Err(DayError::Stale);
    }
    let whole = event_account(sp, event, crate::clock::civil_day(by.at))?.whole;
    let text = days::as_text(&whole)?;
    if !events::close(sp, event.id, &text, by.staff, by.at)? {
        return Err(DayError::NoEvent);
    }
    let mark = short_hash(text.as_bytes());
    Ok(journal::append(sp, by, "close_event", &event.id.to_string(), &mark)?)
}

/// Takes the closing of the last event back.
pub fn reopen_event(sp: &Savepoint<'_>, event: &Event, by: By) -> Result<(), DayError> {
    if events::current(sp)?.is_some() || !events::reopen(sp, event.id)? {
        return Err(DayError::Stale);
    }
    Ok(journal::append(sp, by, "reopen_event", &event.id.to_string(), "")?)
}
