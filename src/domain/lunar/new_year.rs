//! Khmer New Year: the moment the animal changes, and Lerng Sak, the day the sak does.

use super::days;
use jiff::civil::Date;

/// The Khmer New Year of one civil year.
///
/// The formula agrees with the published calendars of 1950–2030 but for 2012, where one
/// of them has 14 April and the pattern of leap years says 13 April. For some years the
/// printed almanac has another hour of the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewYear {
    /// New Year's day, 12 to 15 April in 1900–2100.
    pub day: Date,
    /// When the animal changes, in minutes after the midnight that begins [`day`](Self::day);
    /// up to 1440, the midnight that ends it (as in 1974).
    pub minutes: u16,
    /// Lerng Sak (ថ្ងៃឡើងស័ក), the last day of the feast, from whose midnight the sak is new.
    pub lerng_sak: Date,
}

impl NewYear {
    /// The New Year in April of the civil year `year`.
    pub fn of(year: i16) -> Self {
        let sakaraj = i64::from(year) - 638;
        let lerng_sak = days::date(lerng_sak_number(sakaraj));
        let before = sakaraj - 1;
        let last: i64 = if remainder_of_day(before) <= 207 { 366 } else { 365 };
        for days_before in [3_i32, 2, 1, 0] {
            let minutes_of_arc = sun(before, last - i64::from(days_before));
            if let Some(left) = u16::try_from(minutes_of_arc).ok().filter(|arc| *arc < 60) {
                let day = days::date(lerng_sak_number(sakaraj) - days_before);
                return Self { day, minutes: 1440 - 24 * left, lerng_sak };
            }
        }
        // Not reached in 1900–2100; the feast has three days as a rule.
        Self { day: days::date(lerng_sak_number(sakaraj) - 2), minutes: 0, lerng_sak }
    }

    /// Whether `date` is a day of the feast, which families count to either year.
    pub fn holds(&self, date: Date) -> bool {
        (self.day..=self.lerng_sak).contains(&date)
    }

    /// How many days the feast has: 3, or 4 in some years.
    pub fn days(&self) -> i32 {
        (self.lerng_sak - self.day).get_days() + 1
    }
}

/// 800ths of a day from the beginning of the year `sakaraj`, as far as they are not whole days.
fn remainder_of_day(sakaraj: i64) -> i64 {
    800 - (sakaraj * 292_207 + 373).rem_euclid(800)
}

/// The Julian day number of Lerng Sak of `sakaraj`.
fn lerng_sak_number(sakaraj: i64) -> i32 {
    let days = (sakaraj * 292_207 + 373).div_euclid(800) + 1;
    i32::try_from(days + 1_954_167).unwrap_or(i32::MAX)
}

/// The true place of the sun on day `day` of the year `sakaraj`, in minutes of arc from
/// where the new year begins.
fn sun(sakaraj: i64, day: i64) -> i64 {
    let rest = 800 * day + remainder_of_day(sakaraj);
    let (sign, rest) = (rest.div_euclid(24_350), rest.rem_euclid(24_350));
    let (degree, rest) = (rest.div_euclid(811), rest.rem_euclid(811));
    let minute = rest.div_euclid(14) - 3;
    let mut mean = 1800 * sign + 60 * degree + minute;
    if mean > 10_800 {
        mean -= 21_600;
    }
    mean + 129 + (300 - mean).div_euclid(180)
}

#[cfg(test)]
mod tests {
    use super::NewYear;
    use jiff::civil::{Date, date};

    #[test]
    fn the_moment_is_that_of_the_almanac() {
        let rows: [(Date, u16, Date); 5] = [
            // 24:00, which others print as 00:00 of the next day.
            (date(1974, 4, 13), 1440, date(1974, 4, 16)),
            (date(1975, 4, 14), 6 * 60 + 24, date(1975, 4, 16)),
            (date(2012, 4, 13), 19 * 60 + 12, date(2012, 4, 15)),
            (date(2024, 4, 13), 22 * 60 + 24, date(2024, 4, 16)),
            (date(1950, 4, 13), 18 * 60 + 24, date(1950, 4, 15)),
        ];
        for (day, minutes, lerng_sak) in rows {
            let new_year = NewYear::of(day.year());
            assert_eq!((new_year.day, new_year.minutes), (day, minutes));
            assert_eq!(new_year.lerng_sak, lerng_sak, "{day}");
        }
        assert_eq!(NewYear::of(2026).lerng_sak, date(2026, 4, 16));
    }

    #[test]
    fn the_feast_lies_in_april_and_has_three_or_four_days() {
        for new_year in (1900..=2100).map(NewYear::of) {
            assert_eq!(new_year.day.month(), 4);
            assert!((12..=15).contains(&new_year.day.day()));
            assert!((3..=4).contains(&new_year.days()), "{new_year:?}");
            assert!(new_year.minutes <= 1440);
        }
    }
}
