//! Years of the Buddhist Era, which are counted in two ways.

use jiff::civil::Date;

use super::BirthAnswers;
use super::boxes::{day_number, only_digits};
use super::month_number;
use super::parse::whole_date;
use crate::domain::lunar::LunarDate;

/// How far the Thai count is ahead, all the year round.
const AHEAD: i16 = 543;

/// A year as it was written, and the years of the common era that it may be.
///
/// Thai papers count 543 years ahead from January to December. In Cambodia the year turns at the end of ពិសាខ, in
/// April or May: before it the count is the same, after it 544 ahead (facts/lunar-calendar.md).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Era {
    /// The year of the Buddhist Era.
    pub said: i16,
    /// The Thai reading first; none if all of them lie ahead.
    pub readings: Vec<i16>,
}

impl Era {
    /// What the year box says, if it is a year of the Buddhist Era; the month and the day beside it tell readings apart.
    pub fn of(answers: &BirthAnswers<'_>, today: Date) -> Option<Self> {
        let split = whole_date(answers);
        let [day, month, year] = split
            .as_ref()
            .map_or([answers.day, answers.month, answers.year], |[day, month, year]| {
                [day, month, year]
            });
        let said: i16 =
            only_digits(year)?.parse().ok().filter(|year| (2400..=2699).contains(year))?;
        if said <= today.year() {
            return None;
        }
        let month = month_number(month);
        let day = month.and_then(|_| day_number(day).ok());
        let mut readings = Vec::new();
        for year in [said - AHEAD, said - AHEAD - 1] {
            let Some((first, last)) = days_of(year, month, day) else { continue };
            let last = last.min(today);
            let era = |day: Date| LunarDate::from_gregorian(day).buddhist_era();
            // The count grows by one at a time, so that it takes on every value between two days.
            let cambodian = || (era(first)..=era(last)).contains(&i32::from(said));
            if first <= last && (year == said - AHEAD || cambodian()) {
                readings.push(year);
            }
        }
        Some(Self { said, readings })
    }

    /// Whether somebody has to say which of two years is meant.
    pub fn is_open(&self) -> bool {
        1 < self.readings.len()
    }
}

/// The first and the last day that a date means; the whole month where it has no such day, which is said elsewhere.
fn days_of(year: i16, month: Option<i8>, day: Option<i8>) -> Option<(Date, Date)> {
    let Some(month) = month else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    if let Some(day) = day.and_then(|day| Date::new(year, month, day).ok()) {
        return Some((day, day));
    }
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

#[cfg(test)]
mod tests {
    use super::Era;
    use crate::domain::birth::BirthAnswers;
    use jiff::civil::date;

    fn readings(day: &str, month: &str, year: &str) -> Option<Vec<i16>> {
        let answers = BirthAnswers { day, month, year, ..BirthAnswers::default() };
        Era::of(&answers, date(2026, 11, 21)).map(|era| era.readings)
    }

    #[test]
    fn the_month_tells_the_two_counts_apart_or_leaves_both() {
        assert_eq!(readings("", "1", "2569"), Some(vec![2026]));
        assert_eq!(readings("", "មីនា", "២៥៦៥"), Some(vec![2022]));
        assert_eq!(readings("", "7", "2565"), Some(vec![2022, 2021]));
        assert_eq!(readings("", "", "2565"), Some(vec![2022, 2021]));
        assert_eq!(readings("5/9/2565", "", ""), Some(vec![2022, 2021]));
        // The year turned on 27 April 2021: on 20 April 2021 it was still 2564.
        assert_eq!(readings("20", "4", "2565"), Some(vec![2022]));
        assert_eq!(readings("30", "5", "2565"), Some(vec![2022, 2021]));
    }

    #[test]
    fn what_lies_ahead_is_no_birth() {
        assert_eq!(readings("", "12", "2569"), Some(vec![2025]));
        assert_eq!(readings("", "", "2570"), Some(vec![2026]));
        assert_eq!(readings("", "1", "2570"), Some(vec![]));
        assert_eq!(readings("", "", "2571"), Some(vec![]));
    }

    #[test]
    fn a_common_year_is_none_of_it() {
        for year in ["2016", "16", "", "x", "2700", "2399"] {
            assert_eq!(readings("", "", year), None, "{year}");
        }
    }
}
