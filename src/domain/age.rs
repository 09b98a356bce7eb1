//! Ages of people whose birth is known to lie between two days.

use jiff::civil::Date;

use super::birth::Birth;

/// The days on which something may have been; the first is never after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    first: Date,
    last: Date,
}

impl Days {
    /// From `first` to `last`, both included; none where they are the wrong way round.
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The days that agree with what is known of a birth; none for lunar words alone.
    pub fn of(birth: &Birth) -> Option<Self> {
        Self::new(birth.earliest()?, birth.latest()?)
    }

    /// The first of them.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last of them.
    pub fn last(self) -> Date {
        self.last
    }

    /// Those of them on or after `day`.
    pub fn since(self, day: Date) -> Option<Self> {
        Self::new(self.first.max(day), self.last)
    }

    /// Those of them on or before `day`.
    pub fn until(self, day: Date) -> Option<Self> {
        Self::new(self.first, self.last.min(day))
    }
}

impl From<Date> for Days {
    fn from(day: Date) -> Self {
        Self { first: day, last: day }
    }
}

/// Completed years from `birth` to `day`; who is born on 29 February has the birthday on 1 March in other years.
/// Negative where the birth is later.
pub fn years(birth: Date, day: Date) -> i16 {
    let birthday_is_to_come = (day.month(), day.day()) < (birth.month(), birth.day());
    day.year() - birth.year() - i16::from(birthday_is_to_come)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DAY: Date = date(2026, 11, 21);

    #[test]
    fn an_age_is_counted_in_completed_years() {
        assert_eq!(years(date(2021, 11, 21), DAY), 5);
        assert_eq!(years(date(2021, 11, 22), DAY), 4);
        assert_eq!(years(date(2024, 2, 29), date(2025, 2, 28)), 0);
        assert_eq!(years(date(2024, 2, 29), date(2025, 3, 1)), 1);
    }
}
