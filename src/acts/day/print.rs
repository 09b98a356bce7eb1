//! Sheets that go to the printer: composed and written down in one savepoint.

use super::words::{Printing, day_sheet, event_sheet};
use super::{account, event_account};
use crate::clock;
use crate::domain::event::Event;
use crate::papers::day_sheet::DaySheet;
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, journal};

/// The sheet of the whole event.
pub fn print_event_sheet(
    sp: &Savepoint<'_>,
    event: &Event,
    printing: &Printing,
    by: By,
) -> Result<DaySheet, StoreError> {
    journal::append(sp, by, "event_sheet", &event.id.to_string(), "")?;
    let account = event_account(sp, event, clock::civil_day(by.at))?;
    Ok(event_sheet(event, &account, printing))
}

/// The sheet of the day with this number, or without one of the day at hand; `None` for a day there never was.
pub fn print_day_sheet(
    sp: &Savepoint<'_>,
    event: &Event,
    number: Option<u32>,
    printing: &Printing,
    by: By,
) -> Result<Option<DaySheet>, StoreError> {
    let subject =
        number.map_or_else(|| event.id.to_string(), |number| journal::day(event.id, number));
    journal::append(sp, by, "day_sheet", &subject, "")?;
    let account = account(sp, event, number, clock::civil_day(by.at))?;
    Ok(account.map(|account| day_sheet(event, &account, printing)))
}
