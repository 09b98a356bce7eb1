//! From a parent's words ("year of the Rabbit, 5 waning of Pisakh, a Tuesday") to the
//! dates they may mean.
//!
//! Nothing is chosen here: every date that fits is shown with what fits and what does
//! not, even if it is the only one. The same words can mean two dates about a year
//! apart, and some fit no date at all.

use super::{LunarDate, LunarMonth, NewYear, Phase};
use jiff::civil::{Date, Weekday};
use std::ops::RangeInclusive;

/// What a parent remembers of a lunar date; what is not remembered is `None`.
#[derive(Clone, Copy)]
pub struct Words {
    /// The animal of the year, 0 ជូត to 11 កុរ.
    pub animal: Option<u8>,
    /// The sak, 0 សំរឹទ្ធិ to 9 នព្វ.
    pub sak: Option<u8>,
    /// The month. Asadh stands for "Asadh, I do not know which" in a year that had two.
    pub month: LunarMonth,
    /// Before or after the full moon.
    pub phase: Phase,
    /// 1 to 15.
    pub day: u8,
    /// The day of the week: a check that six in seven wrong dates do not pass.
    pub weekday: Option<Weekday>,
}

/// One date the words may mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The civil date.
    pub date: Date,
    /// The same day in the lunar calendar.
    pub lunar: LunarDate,
    /// How the day of the week fits.
    pub weekday: WeekdayFit,
    /// Whether the date lies on a New Year's day, which families count to either year.
    pub on_new_year: bool,
    /// Whether the date lies outside the animal's year: the nearest there is, since in
    /// that year the words fit no day.
    pub nearest: bool,
}

/// How a remembered day of the week fits a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeekdayFit {
    /// It was not said.
    NotSaid,
    /// It is the same.
    Fits,
    /// It is the next or the one before: a family may count the hours before dawn to the
    /// day before.
    OneOff,
    /// It is another one.
    Differs,
}

/// The dates within `bounds` that `words` may mean, earliest first.
///
/// Where a day of the week was said and fits some of them, the others are left out, but
/// for those that are one day off.
pub fn candidates(words: Words, bounds: RangeInclusive<Date>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for year in bounds.start().year().saturating_sub(1)..=bounds.end().year() {
        if words.animal.is_none_or(|animal| animal == super::remainder(i32::from(year) + 8, 12)) {
            found.extend(
                in_animal_year(words, year).into_iter().filter(|one| bounds.contains(&one.date)),
            );
        }
    }
    // A New Year's day belongs to two animal years, so it may be found twice.
    found.sort_by_key(|one| (one.date, one.nearest));
    found.dedup_by_key(|one| one.date);
    if found.iter().any(|one| one.weekday == WeekdayFit::Fits) {
        found.retain(|one| matches!(one.weekday, WeekdayFit::Fits | WeekdayFit::OneOff));
    }
    found
}

/// The dates of `words` in the animal year that begins in April of `year`; if there is
/// none, those just outside it.
fn in_animal_year(words: Words, year: i16) -> Vec<Candidate> {
    let (first, last) = (NewYear::of(year).day, NewYear::of(year.saturating_add(1)).day);
    let dates: Vec<Candidate> = lunar_years(words.month, year)
        .flat_map(|lunar_year| months(words.month, lunar_year))
        .filter_map(|(lunar_year, month)| LunarDate::new(lunar_year, month, words.phase, words.day))
        .map(|lunar| {
            let date = lunar.to_gregorian();
            Candidate {
                date,
                lunar,
                weekday: weekday_fit(words.weekday, date),
                on_new_year: date == first || date == last,
                nearest: !(first..=last).contains(&date),
            }
        })
        // In the days between New Year and Lerng Sak a family may use the sak of either year.
        .filter(|one| {
            let of_year = super::remainder(i32::from(year) - 638, 10);
            words.sak.is_none_or(|sak| sak == of_year || sak == one.lunar.sak())
        })
        .collect();
    let fits: Vec<Candidate> = dates.iter().copied().filter(|one| !one.nearest).collect();
    if fits.is_empty() { dates } else { fits }
}

/// The lunar years that may hold `month` of the animal year that begins in April of
/// `year`. Cheit and Pisakh lie around New Year, so it may be either.
fn lunar_years(month: LunarMonth, year: i16) -> RangeInclusive<i16> {
    use LunarMonth::{Boss, Cheit, Meak, Migasir, Phalkun, Pisakh};
    let next = year.saturating_add(1);
    match month {
        Migasir | Boss | Meak | Phalkun => next..=next,
        Cheit | Pisakh => year..=next,
        _ => year..=year,
    }
}

/// Asadh means both of its halves where the year had two.
fn months(month: LunarMonth, year: i16) -> impl Iterator<Item = (i16, LunarMonth)> {
    let other = (month == LunarMonth::Asadh)
        .then_some([LunarMonth::Pathamasadh, LunarMonth::Tutiyasadh])
        .into_iter()
        .flatten();
    std::iter::once(month).chain(other).map(move |month| (year, month))
}

fn weekday_fit(said: Option<Weekday>, date: Date) -> WeekdayFit {
    let Some(said) = said else { return WeekdayFit::NotSaid };
    match said.since(date.weekday()) {
        0 => WeekdayFit::Fits,
        1 | 6 => WeekdayFit::OneOff,
        _ => WeekdayFit::Differs,
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidate, WeekdayFit, Words, candidates};
    use crate::domain::lunar::{LunarDate, LunarMonth, Phase};
    use jiff::civil::{Date, Weekday, date};
    use proptest::prelude::*;

    fn words(animal: u8, day: u8, phase: Phase, month: LunarMonth) -> Words {
        Words { animal: Some(animal), sak: None, month, phase, day, weekday: None }
    }

    fn dates(words: Words, first: i16, last: i16) -> Vec<Date> {
        let found = candidates(words, date(first, 1, 1)..=date(last, 12, 31));
        found.iter().map(|one| one.date).collect()
    }

    #[test]
    fn the_year_of_the_rabbit_and_a_tuesday_leave_one_date_for_a_child() {
        let mut said = words(3, 5, Phase::Waning, LunarMonth::Pisakh);
        assert_eq!(
            dates(said, 1987, 2024),
            [date(1987, 5, 17), date(1999, 5, 4), date(2011, 5, 22), date(2023, 5, 9)]
        );
        said.weekday = Some(Weekday::Tuesday);
        let fits = |one: &Candidate| one.weekday == WeekdayFit::Fits;
        let found = candidates(said, date(1987, 1, 1)..=date(2024, 12, 31));
        let fitting: Vec<Date> = found.iter().filter(|one| fits(one)).map(|one| one.date).collect();
        assert_eq!(fitting, [date(1999, 5, 4), date(2023, 5, 9)]);
        assert!(found.iter().all(|one| one.weekday != WeekdayFit::Differs));
    }

    #[test]
    fn the_same_words_near_new_year_mean_two_dates() {
        let said = words(2, 1, Phase::Waning, LunarMonth::Cheit);
        assert_eq!(dates(said, 2020, 2024), [date(2022, 4, 17), date(2023, 4, 6)]);
    }

    #[test]
    fn words_that_fit_no_day_give_the_nearest_marked_as_such() {
        let said = words(10, 15, Phase::Waxing, LunarMonth::Cheit);
        let found = candidates(said, date(2017, 1, 1)..=date(2020, 12, 31));
        assert!(!found.is_empty());
        assert!(found.iter().all(|one| one.nearest));
    }

    #[test]
    fn asadh_of_a_year_with_two_means_either() {
        let said = words(3, 8, Phase::Waxing, LunarMonth::Asadh);
        assert_eq!(dates(said, 2023, 2023), [date(2023, 6, 25), date(2023, 7, 25)]);
        let second = words(3, 8, Phase::Waxing, LunarMonth::Tutiyasadh);
        assert_eq!(dates(second, 2023, 2023), [date(2023, 7, 25)]);
        // In a year with one, first and second are refused.
        let none = words(4, 8, Phase::Waxing, LunarMonth::Tutiyasadh);
        assert_eq!(dates(none, 2024, 2025), []);
    }

    #[test]
    fn the_sak_tells_years_of_one_animal_apart() {
        let mut said = words(3, 5, Phase::Waning, LunarMonth::Pisakh);
        said.sak = Some(5);
        assert_eq!(dates(said, 1980, 2030), [date(2023, 5, 9)]);
    }

    #[test]
    fn nothing_outside_the_bounds_is_offered() {
        let said = words(3, 5, Phase::Waning, LunarMonth::Pisakh);
        assert_eq!(candidates(said, date(2023, 5, 10)..=date(2024, 1, 1)).len(), 0);
    }

    proptest! {
        #[test]
        fn the_words_of_a_date_always_lead_back_to_it(days in 0..55_000_i32, with_sak: bool, with_weekday: bool) {
            let day = date(1950, 1, 1).saturating_add(jiff::Span::new().days(days));
            let lunar = LunarDate::from_gregorian(day);
            let said = Words {
                animal: Some(lunar.animal()),
                sak: with_sak.then(|| lunar.sak()),
                month: lunar.month,
                phase: lunar.phase,
                day: lunar.day,
                weekday: with_weekday.then(|| day.weekday()),
            };
            let found = candidates(said, date(1940, 1, 1)..=date(2110, 1, 1));
            prop_assert!(found.iter().any(|one| one.date == day && one.lunar == lunar && !one.nearest));
        }
    }
}
