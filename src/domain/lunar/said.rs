//! What a parent knows of a birth by the Khmer calendar: "year of the Rabbit, 5 waning of
//! Pisakh, a Tuesday", or just the animal and about how old.
//!
//! Nothing is chosen here: every date that fits is shown with what fits and what does not,
//! even if it is the only one. The same words can mean two dates about a year apart, and some
//! fit no date at all.

use super::names::{SAKS, weekday_name};
use super::possible::{self, Possible};
use super::{ANIMALS, LunarDate, LunarMonth, Name, Phase};
use crate::khmer::digits::to_khmer;
use jiff::civil::{Date, Weekday};
use std::ops::RangeInclusive;

/// What is remembered; what is not is `None`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Said {
    /// The animal of the year, 0 ជូត to 11 កុរ.
    pub animal: Option<u8>,
    /// The sak, 0 សំរឹទ្ធិ to 9 នព្វ.
    pub sak: Option<u8>,
    /// The year of the Buddhist Era.
    pub era: Option<i32>,
    /// The month. Asadh stands for "Asadh, I do not know which" in a year that had two.
    pub month: Option<LunarMonth>,
    /// Before or after the full moon.
    pub phase: Option<Phase>,
    /// 1 to 15.
    pub day: Option<u8>,
    /// The day of the week: a check that six in seven wrong dates do not pass.
    pub weekday: Option<Weekday>,
    /// The first and the last day that agree with an age that was said as well.
    pub age: Option<(Date, Date)>,
    /// The same of a civil year or month that was written.
    pub year: Option<(Date, Date)>,
}

impl Said {
    /// How many dates a page shows: more than these nobody reads, and who knows so little is
    /// better asked for the animal or the age.
    pub const PAGE: usize = 8;

    /// The dates within `bounds` that may be meant, the latest first; nothing, if neither the
    /// month nor anything about the year was said.
    ///
    /// Where things contradict each other, the sak gives way first, then the Buddhist Era, then
    /// the age or the year, and never the animal; each date says what does not fit it. Where the day
    /// of the week fits some dates, only those and the ones a day off are given, and where no date
    /// fits the age or the year, only the nearest before and after it.
    pub fn possible(&self, bounds: &RangeInclusive<Date>) -> Vec<Possible> {
        possible::possible(self, bounds)
    }

    /// Whether `day` may be meant: nothing speaks against it but a weekday that is one day off.
    pub fn fits(&self, day: Date) -> bool {
        let is_near = |said: Weekday| matches!(said.since(day.weekday()), 0 | 1 | 6);
        let lunar = LunarDate::from_gregorian(day);
        let rest = Self { weekday: None, age: None, year: None, ..*self };
        let year = Self { month: None, phase: None, day: None, ..rest };
        let in_year = year.is_empty() || year.possible(&(day..=day)).iter().any(Possible::fits_all);
        let in_month =
            rest.month.is_none() || rest.possible(&(day..=day)).iter().any(Possible::fits_all);
        self.weekday.is_none_or(is_near)
            && self.phase.is_none_or(|phase| phase == lunar.phase)
            && self.day.is_none_or(|number| number == lunar.day)
            && (in_month && (rest.month.is_some() || in_year))
    }

    /// Whether nothing of the Khmer calendar was said; an age or a civil year alone is none of it.
    pub fn is_empty(&self) -> bool {
        Self { age: None, year: None, ..*self } == Self::default()
    }

    /// What was said here, and what `other` adds to it.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            animal: self.animal.or(other.animal),
            sak: self.sak.or(other.sak),
            era: self.era.or(other.era),
            month: self.month.or(other.month),
            phase: self.phase.or(other.phase),
            day: self.day.or(other.day),
            weekday: self.weekday.or(other.weekday),
            age: self.age.or(other.age),
            year: self.year.or(other.year),
        }
    }

    /// The words as they are spoken, in Khmer: "ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ". Their order
    /// waits for a native reader.
    pub fn in_khmer(&self) -> String {
        let number = self.day.map(|day| to_khmer(&day.to_string())).unwrap_or_default();
        let half = self.phase.map_or("", |phase| phase.name().khmer);
        let parts = [
            self.weekday.map(|day| format!("ថ្ងៃ{}", weekday_name(day).khmer)),
            Some(format!("{number}{half}")),
            self.month.map(|month| format!("ខែ{}", month.name().khmer)),
            self.animal_name().map(|animal| format!("ឆ្នាំ{}", animal.khmer)),
            self.sak_name().map(|sak| sak.khmer.to_owned()),
            self.era.map(|era| format!("ព.ស. {}", to_khmer(&era.to_string()))),
        ];
        joined(parts, " ")
    }

    /// The same with the English animals and the Latin hints of the months: "Tuesday, 5 waning of Pisakh, year of the
    /// rabbit".
    pub fn in_english(&self) -> String {
        let half = self.phase.map(|phase| phase.name().latin.to_owned());
        let day = [self.day.map(|day| day.to_string()), half];
        let day = day.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let month = self.month.map(|month| month.name().latin);
        let of = if day.is_empty() || month.is_none() { "" } else { " of " };
        let parts = [
            self.weekday.map(|day| weekday_name(day).latin.to_owned()),
            Some(format!("{day}{of}{}", month.unwrap_or_default())),
            self.animal_name().map(|animal| format!("year of the {}", animal.latin)),
            self.sak_name().map(|sak| sak.latin.to_owned()),
            self.era.map(|era| format!("B.E. {era}")),
        ];
        joined(parts, ", ")
    }

    fn animal_name(&self) -> Option<&'static Name> {
        ANIMALS.get(usize::from(self.animal?))
    }

    fn sak_name(&self) -> Option<&'static Name> {
        SAKS.get(usize::from(self.sak?))
    }
}

fn joined<const N: usize>(parts: [Option<String>; N], between: &str) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::Said;
    use crate::domain::lunar::{Fit, LunarDate, LunarMonth, NewYear, Phase, Possible, Twin};
    use jiff::civil::{Date, Weekday, date};
    use proptest::prelude::*;

    fn said(animal: u8, day: u8, phase: Phase, month: LunarMonth) -> Said {
        let (animal, day, phase, month) = (Some(animal), Some(day), Some(phase), Some(month));
        Said { animal, month, phase, day, ..Said::default() }
    }

    fn found(said: Said, first: i16, last: i16) -> Vec<Possible> {
        said.possible(&(date(first, 1, 1)..=date(last, 12, 31)))
    }

    fn dates(said: Said, first: i16, last: i16) -> Vec<Date> {
        found(said, first, last).iter().rev().map(|one| one.first).collect()
    }

    #[test]
    fn the_year_of_the_rabbit_and_a_tuesday_leave_one_date_for_a_child() {
        let mut said = said(3, 5, Phase::Waning, LunarMonth::Pisakh);
        assert_eq!(
            dates(said, 1987, 2024),
            [date(1987, 5, 17), date(1999, 5, 4), date(2011, 5, 22), date(2023, 5, 9)]
        );
        said.weekday = Some(Weekday::Tuesday);
        let all = found(said, 1987, 2024);
        let fitting: Vec<Date> =
            all.iter().filter(|one| one.fits_all()).map(|one| one.first).collect();
        assert_eq!(fitting, [date(2023, 5, 9), date(1999, 5, 4)]);
        assert!(all.iter().all(|one| one.fits.weekday != Fit::Differs));
        said.age = Some((date(2022, 11, 22), date(2023, 11, 21)));
        assert_eq!(dates(said, 1987, 2024), [date(2023, 5, 9)]);
        assert_eq!(said.in_khmer(), "ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ");
        assert_eq!(said.in_english(), "Tuesday, 5 waning of Pisakh, year of the rabbit");
    }

    #[test]
    fn a_weekday_that_fits_no_date_leaves_them_all_and_says_so() {
        let said = Said {
            weekday: Some(Weekday::Thursday),
            ..said(3, 5, Phase::Waning, LunarMonth::Pisakh)
        };
        let all = found(said, 2010, 2024);
        assert_eq!(all.len(), 2);
        assert!(all.iter().all(|one| one.fits.weekday == Fit::Differs));
    }

    #[test]
    fn the_same_words_near_new_year_mean_two_dates() {
        let all = found(said(2, 1, Phase::Waning, LunarMonth::Cheit), 2020, 2024);
        let told: Vec<_> = all.iter().map(|one| (one.first, one.twin)).collect();
        assert_eq!(
            told,
            [(date(2023, 4, 6), Some(Twin::Before)), (date(2022, 4, 17), Some(Twin::After))]
        );
    }

    #[test]
    fn words_that_fit_no_day_give_the_nearest_marked_as_such() {
        let all = found(said(10, 15, Phase::Waxing, LunarMonth::Cheit), 2017, 2020);
        assert!(!all.is_empty());
        assert!(all.iter().all(|one| one.fits.animal == Fit::Near));
    }

    #[test]
    fn a_day_of_the_feast_counts_to_the_year_before_and_to_the_new_one() {
        for year in 1990..=2030 {
            let feast = NewYear::of(year);
            let lunar = LunarDate::from_gregorian(feast.day);
            for animal in [lunar.animal(), (lunar.animal() + 11) % 12] {
                let all = found(said(animal, lunar.day, lunar.phase, lunar.month), year, year);
                let day = all.iter().find(|one| one.first == feast.day).unwrap();
                assert!(day.new_year && day.fits_all(), "{year}");
            }
        }
    }

    #[test]
    fn asadh_of_a_year_with_two_means_either() {
        let either = found(said(3, 8, Phase::Waxing, LunarMonth::Asadh), 2023, 2023);
        let told: Vec<_> = either.iter().map(|one| (one.first, one.asadh)).collect();
        assert_eq!(
            told,
            [
                (date(2023, 7, 25), Some(LunarMonth::Tutiyasadh)),
                (date(2023, 6, 25), Some(LunarMonth::Pathamasadh))
            ]
        );
        let second = said(3, 8, Phase::Waxing, LunarMonth::Tutiyasadh);
        assert_eq!(dates(second, 2023, 2023), [date(2023, 7, 25)]);
        // In a year with one, first and second are no day.
        let none = said(4, 8, Phase::Waxing, LunarMonth::Tutiyasadh);
        assert_eq!(dates(none, 2024, 2025), []);
    }

    #[test]
    fn the_sak_tells_years_of_one_animal_apart_and_gives_way_where_it_fits_none() {
        let mut words = said(3, 5, Phase::Waning, LunarMonth::Pisakh);
        words.sak = Some(5);
        assert_eq!(dates(words, 1980, 2030), [date(2023, 5, 9)]);
        words.sak = Some(4);
        let all = found(words, 1980, 2030);
        assert_eq!(all.len(), 4);
        assert!(all.iter().all(|one| one.fits.sak == Fit::Differs));
    }

    #[test]
    fn the_animal_and_about_how_old_give_its_year_from_new_year_to_new_year() {
        let rabbit = Said {
            animal: Some(3),
            age: Some((date(2022, 11, 22), date(2023, 11, 21))),
            ..Said::default()
        };
        let all = found(rabbit, 1910, 2026);
        let told: Vec<_> = all.iter().map(|one| (one.first, one.last, one.code())).collect();
        let code = "2023-04-14..2024-04-13".to_owned();
        assert_eq!(told, [(date(2023, 4, 14), date(2024, 4, 13), code)]);
        // What lies ahead is no birth.
        let horse = Said { animal: Some(6), ..Said::default() };
        let until = date(2026, 4, 20);
        let newest = horse.possible(&(date(1990, 1, 1)..=until))[0];
        assert_eq!((newest.first, newest.last), (NewYear::of(2026).day, until));
    }

    #[test]
    fn an_age_or_a_year_that_fits_no_date_leaves_the_nearest_on_either_side() {
        let rabbit = Said { animal: Some(3), ..Said::default() };
        let about_nine = Some((date(2016, 11, 22), date(2017, 11, 21)));
        for said in [Said { age: about_nine, ..rabbit }, Said { year: about_nine, ..rabbit }] {
            assert_eq!(dates(said, 1916, 2026), [date(2011, 4, 14), date(2023, 4, 14)]);
            let is_year = said.year.is_some();
            for one in found(said, 1916, 2026) {
                assert_eq!(one.fits.year == Fit::Differs, is_year);
                assert_eq!(one.fits.age == Fit::Differs, !is_year);
            }
        }
    }

    #[test]
    fn a_day_of_the_week_alone_tells_nothing_and_an_age_is_no_lunar_date() {
        let weekday = Said { weekday: Some(Weekday::Monday), ..Said::default() };
        assert!(found(weekday, 2000, 2020).is_empty() && !weekday.is_empty());
        let age = Said { age: Some((date(2020, 1, 1), date(2020, 12, 31))), ..Said::default() };
        assert!(age.is_empty());
    }

    #[test]
    fn a_written_day_fits_what_is_said_of_it_and_no_other() {
        let day = date(2023, 5, 9);
        let all = all_of(day);
        assert!(all.fits(day));
        assert!(Said { animal: None, month: None, ..all }.fits(day));
        assert!(!Said { day: Some(6), ..all }.fits(day));
        assert!(!Said { day: Some(6), month: None, ..all }.fits(day));
        assert!(!Said { animal: Some(4), ..all }.fits(day));
        assert!(!Said { animal: Some(4), month: None, ..all }.fits(day));
        assert!(!Said { weekday: Some(Weekday::Friday), ..all }.fits(day));
        assert!(Said { weekday: Some(Weekday::Monday), ..all }.fits(day), "before dawn");
    }

    #[test]
    fn a_month_around_new_year_is_cut_to_the_days_of_the_animal() {
        // 2022 is the tiger's from 14 April on; the feast of 2023 counts to either year.
        let tiger = Said { animal: Some(2), month: Some(LunarMonth::Cheit), ..Said::default() };
        let all = found(tiger, 2020, 2024);
        let told: Vec<_> = all.iter().map(|one| (one.first, one.last)).collect();
        let [after, before] = [NewYear::of(2022), NewYear::of(2023)];
        assert_eq!(told, [(date(2023, 3, 22), before.lerng_sak), (after.day, date(2022, 4, 30))]);
        assert!(all.iter().all(Possible::fits_all));
    }

    #[test]
    fn nothing_outside_the_bounds_is_offered() {
        let words = said(3, 5, Phase::Waning, LunarMonth::Pisakh);
        assert_eq!(words.possible(&(date(2023, 5, 10)..=date(2024, 1, 1))).len(), 0);
    }

    /// Everything that can be said of a day.
    fn all_of(day: Date) -> Said {
        let lunar = LunarDate::from_gregorian(day);
        Said {
            animal: Some(lunar.animal()),
            sak: Some(lunar.sak()),
            era: Some(lunar.buddhist_era()),
            month: Some(lunar.month),
            phase: Some(lunar.phase),
            day: Some(lunar.day),
            weekday: Some(day.weekday()),
            age: Some((day.saturating_sub(jiff::Span::new().days(200)), day)),
            year: Some((day.first_of_year(), day.last_of_year())),
        }
    }

    #[test]
    fn every_day_from_1990_to_2030_that_is_described_fully_gives_itself() {
        let bounds = date(1975, 1, 1)..=date(2040, 12, 31);
        let days = date(1990, 1, 1).series(jiff::Span::new().days(1));
        for day in days.take_while(|day| day.year() <= 2030) {
            let all = all_of(day).possible(&bounds);
            let fitting = all.iter().filter(|one| one.fits_all()).map(|one| (one.first, one.last));
            assert_eq!(fitting.collect::<Vec<_>>(), [(day, day)], "{day}");
        }
    }

    proptest! {
        #[test]
        fn a_day_that_is_described_in_part_is_always_among_what_it_may_be(
            days in 0..14_975_i32, kept in prop::collection::vec(any::<bool>(), 9),
            either_asadh: bool,
        ) {
            let day = date(1990, 1, 1).saturating_add(jiff::Span::new().days(days));
            let all = all_of(day);
            let mut said = Said {
                animal: all.animal.filter(|_| kept[0]),
                sak: all.sak.filter(|_| kept[1]),
                era: all.era.filter(|_| kept[2]),
                month: all.month.filter(|_| kept[3]),
                phase: all.phase.filter(|_| kept[4]),
                day: all.day.filter(|_| kept[5]),
                weekday: all.weekday.filter(|_| kept[6]),
                age: all.age.filter(|_| kept[7]),
                year: all.year.filter(|_| kept[8]),
            };
            if either_asadh && matches!(said.month, Some(LunarMonth::Pathamasadh | LunarMonth::Tutiyasadh)) {
                said.month = Some(LunarMonth::Asadh);
            }
            let found = said.possible(&(date(1960, 1, 1)..=date(2060, 12, 31)));
            let enough = said.month.is_some() || said.animal.is_some() || said.sak.is_some() || said.era.is_some();
            prop_assert_eq!(!found.is_empty(), enough);
            let holds = found.iter().any(|one| one.first <= day && day <= one.last && one.fits_all());
            prop_assert_eq!(holds, enough);
            prop_assert!(found.is_sorted_by(|a, b| a.first >= b.first));
        }
    }
}
