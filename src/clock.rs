//! The only caller of `now()`. Everything below a page gets the time as a parameter.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

/// Cambodia's clock is seven hours ahead of UTC all year; no table of time zones is needed.
const AHEAD: Offset = Offset::constant(7);

/// The time, UTC.
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks for the time")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The local date and time of a moment.
pub fn local(at: Timestamp) -> DateTime {
    TimeZone::fixed(AHEAD).to_datetime(at)
}

/// The civil day of a moment.
pub fn civil_day(at: Timestamp) -> Date {
    local(at).date()
}

/// When a civil day begins.
pub fn start_of(day: Date) -> Timestamp {
    AHEAD.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_civil_day_turns_at_seventeen_hours_utc() {
        let before: Timestamp = "2026-11-21T16:59:59Z".parse().unwrap();
        let after: Timestamp = "2026-11-21T17:00:00Z".parse().unwrap();
        assert_eq!(civil_day(before).to_string(), "2026-11-21");
        assert_eq!(civil_day(after).to_string(), "2026-11-22");
        assert_eq!(start_of(civil_day(after)), after);
    }
}
