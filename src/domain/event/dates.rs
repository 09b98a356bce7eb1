//! Days of an event as they are typed, and what is wrong with one that is none.

use jiff::civil::Date;

/// What may be wrong with the boxes of a single day, whichever it is.
pub const NO_DAY: [&str; 3] = ["mistake-event-date", "mistake-event-no-day", "mistake-event-year"];

/// Years that a day of an event may have. Those far away are slips of the hand, or of another era, and would turn every
/// later count round.
pub const YEARS: std::ops::RangeInclusive<i16> = 2024..=2100;

/// What is wrong with a day that was typed as year, month and day and is none: something is missing, the year is one of
/// another era or of no calendar at all, or there is no such day.
pub fn not_a_day(typed: &str) -> &'static str {
    let ascii = crate::khmer::digits::to_ascii(typed.trim());
    let parts: Vec<u32> = ascii.split('-').filter_map(|part| part.parse().ok()).collect();
    let [missing, none, year] = NO_DAY;
    match *parts.as_slice() {
        [said, month, day] if said != 0 && month != 0 && day != 0 => {
            let is_near = i16::try_from(said).is_ok_and(|said| YEARS.contains(&said));
            if is_near { none } else { year }
        }
        _ => missing,
    }
}

/// What is wrong with a day that must not come before the first one, as it was typed.
pub(super) fn not_after(
    first: Option<Date>,
    day: Option<Date>,
    typed: &str,
    before: &'static str,
) -> Option<&'static str> {
    match (first, day) {
        (_, None) => Some(not_a_day(typed)),
        (Some(first), Some(day)) if day < first => Some(before),
        (_, Some(_)) => None,
    }
}
