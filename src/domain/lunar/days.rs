//! Civil dates as day numbers, in which the calendar counts.

use jiff::Span;
use jiff::civil::Date;

/// The day from which Unix counts.
const EPOCH: Date = Date::constant(1970, 1, 1);
/// The Julian day number of [`EPOCH`] (that of its noon).
const EPOCH_NUMBER: i32 = 2_440_588;

/// The Julian day number of a civil date.
pub(super) fn number(date: Date) -> i32 {
    EPOCH_NUMBER + (date - EPOCH).get_days()
}

/// The civil date of a Julian day number; the nearest there is, if it is out of range.
pub(super) fn date(number: i32) -> Date {
    let days = number.saturating_sub(EPOCH_NUMBER);
    Span::new()
        .try_days(days)
        .map_or(if days < 0 { Date::MIN } else { Date::MAX }, |span| EPOCH.saturating_add(span))
}

#[cfg(test)]
mod tests {
    use super::{date, number};
    use jiff::civil::{Date, date as civil};

    #[test]
    fn day_numbers_are_those_of_astronomers() {
        assert_eq!(number(civil(2000, 1, 1)), 2_451_545);
        assert_eq!(date(2_451_545), civil(2000, 1, 1));
        assert_eq!(number(civil(1899, 12, 3)), 2_414_992);
    }

    #[test]
    fn numbers_out_of_range_stop_at_the_last_day() {
        assert_eq!(date(i32::MAX), Date::MAX);
        assert_eq!(date(i32::MIN), Date::MIN);
    }
}
