//! The Khmer lunar calendar: a civil date in lunar words and back.
//!
//! The arithmetic is the traditional one as Roath Kim Soeun teaches it (described at
//! khmer-calendar.tovnah.com), valid for every day 1900–2100 and carried on beyond. Days
//! are counted from midnight, UTC+7. Three labels of a date change on three different
//! days: the animal on Khmer New Year's day, the sak on Lerng Sak, the Buddhist Era on
//! 1 រោច ពិសាខ; each is worked out by itself.
//!
//! A birth record has a date and rarely an hour, so New Year's day itself already has
//! the new animal; [`LunarDate::animal_turns_today`] lets a page say so.

mod days;
mod names;
mod new_year;
mod possible;
mod read;
mod said;
mod spellings;
#[cfg(test)]
mod vectors;
mod words;
mod year;

pub use names::{
    ANIMALS, CIVIL_MONTHS, MONTHS, Name, PHASES, SAKS, civil_month_name, weekday_name,
};
pub use new_year::NewYear;
pub use possible::{Fit, Fits, Possible, Twin};
pub use read::{Read, read, weekday};
pub use said::Said;
pub use words::impossible_day;

use jiff::civil::Date;
use year::LunarYear;

/// One day of the lunar calendar.
///
/// It knows its lunar year, which its labels alone do not tell: the same words come back
/// after 354 or 355 days in the month ចេត្រ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LunarDate {
    /// 1 to 15, counted from the new moon or from the full moon.
    pub day: u8,
    /// Whether the day stands before or after the full moon.
    pub phase: Phase,
    /// The month.
    pub month: LunarMonth,
    year: LunarYear,
}

/// The half of a lunar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// កើត, days 1 to 15.
    Waxing,
    /// រោច, days 1 to 14, or to 15 in a month of 30 days.
    Waning,
}

impl Phase {
    /// 0 កើត, 1 រោច.
    pub fn from_index(index: u8) -> Option<Self> {
        [Self::Waxing, Self::Waning].get(usize::from(index)).copied()
    }

    /// កើត or រោច.
    pub fn name(self) -> &'static Name {
        match self {
            Self::Waxing => &PHASES[0],
            Self::Waning => &PHASES[1],
        }
    }
}

/// A month of the lunar year, which begins with មិគសិរ in November or December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the documentation; see `MONTHS` for the Khmer")]
pub enum LunarMonth {
    Migasir,
    Boss,
    Meak,
    Phalkun,
    Cheit,
    Pisakh,
    Jesth,
    /// Absent in a year with a leap month, which has the two below in its place.
    Asadh,
    Srap,
    Phatrabot,
    Assoch,
    Kadeuk,
    /// First Asadh, in a year with a leap month only.
    Pathamasadh,
    /// Second Asadh, in a year with a leap month only.
    Tutiyasadh,
}

impl LunarMonth {
    /// Every month by index.
    pub const ALL: [Self; 14] = [
        Self::Migasir,
        Self::Boss,
        Self::Meak,
        Self::Phalkun,
        Self::Cheit,
        Self::Pisakh,
        Self::Jesth,
        Self::Asadh,
        Self::Srap,
        Self::Phatrabot,
        Self::Assoch,
        Self::Kadeuk,
        Self::Pathamasadh,
        Self::Tutiyasadh,
    ];

    /// 0 មិគសិរ to 11 កត្តិក, 12 បឋមាសាឍ, 13 ទុតិយាសាឍ.
    pub fn index(self) -> u8 {
        self as u8
    }

    /// The month with this [`index`](Self::index).
    pub fn from_index(index: u8) -> Option<Self> {
        Self::ALL.get(usize::from(index)).copied()
    }

    /// Its name in Khmer and Latin.
    pub fn name(self) -> &'static Name {
        MONTHS.get(usize::from(self.index())).unwrap_or(&MONTHS[0])
    }
}

impl LunarDate {
    /// The lunar date of a civil date.
    pub fn from_gregorian(date: Date) -> Self {
        let (year, mut rest) = LunarYear::containing(days::number(date));
        for month in year.months() {
            let length = year.month_days(month);
            if rest < length {
                let phase = if rest < 15 { Phase::Waxing } else { Phase::Waning };
                // `rest` is below 30, so the day is 1 to 15.
                let day = u8::try_from(rest % 15 + 1).unwrap_or(1);
                return Self { day, phase, month, year };
            }
            rest -= length;
        }
        // Not reached: a year's months add up to its days.
        Self { day: 1, phase: Phase::Waxing, month: LunarMonth::Migasir, year }
    }

    /// The date of these words in lunar year `year` (that of the civil year in which
    /// most of it lies: lunar year 2026 begins on 21 November 2025).
    ///
    /// `None` when there is no such day: an Asadh the year does not have, 15 រោច in a
    /// month of 29 days, a day outside 1 to 15.
    pub fn new(year: i16, month: LunarMonth, phase: Phase, day: u8) -> Option<Self> {
        let year = LunarYear(year.into());
        let exists = year.months().any(|known| known == month)
            && (1..=15).contains(&day)
            && offset(phase, day) < year.month_days(month);
        exists.then_some(Self { day, phase, month, year })
    }

    /// The civil date.
    ///
    /// If the public fields were changed to a day that does not exist, the day that
    /// counting on from the month before would give.
    pub fn to_gregorian(&self) -> Date {
        let before: i32 = self
            .year
            .months()
            .take_while(|month| *month != self.month)
            .map(|month| self.year.month_days(month))
            .sum();
        days::date(self.year.start() + before + offset(self.phase, self.day))
    }

    /// The lunar year; see [`LunarDate::new`].
    pub fn year(&self) -> i16 {
        i16::try_from(self.year.0).unwrap_or(i16::MAX)
    }

    /// The animal of the year: 0 ជូត (rat) to 11 កុរ (pig). New on Khmer New Year's day.
    pub fn animal(&self) -> u8 {
        let date = self.to_gregorian();
        let year = i32::from(date.year());
        let is_new = NewYear::of(date.year()).day <= date;
        remainder(year + if is_new { 8 } else { 7 }, 12)
    }

    /// The name of [`animal`](Self::animal).
    pub fn animal_name(&self) -> &'static Name {
        ANIMALS.get(usize::from(self.animal())).unwrap_or(&ANIMALS[0])
    }

    /// Whether this is Khmer New Year's day, on which the animal changes at an hour: a
    /// family may use the old one or the new one.
    pub fn animal_turns_today(&self) -> bool {
        let date = self.to_gregorian();
        NewYear::of(date.year()).day == date
    }

    /// The place in the cycle of ten years: 0 សំរឹទ្ធិស័ក, 1 ឯកស័ក to 9 នព្វស័ក. New on Lerng Sak.
    pub fn sak(&self) -> u8 {
        remainder(self.chula_sakaraj(), 10)
    }

    /// The name of [`sak`](Self::sak), with the word ស័ក.
    pub fn sak_name(&self) -> &'static Name {
        SAKS.get(usize::from(self.sak())).unwrap_or(&SAKS[0])
    }

    /// The year of the Chula Sakaraj (ច.ស.), of which the sak is the last digit.
    pub fn chula_sakaraj(&self) -> i32 {
        let date = self.to_gregorian();
        let is_new = NewYear::of(date.year()).lerng_sak <= date;
        i32::from(date.year()) - if is_new { 638 } else { 639 }
    }

    /// The year of the Buddhist Era (ព.ស.). New on 1 រោច ពិសាខ, from midnight.
    pub fn buddhist_era(&self) -> i32 {
        let date = self.to_gregorian();
        let turns = Self {
            day: 1,
            phase: Phase::Waning,
            month: LunarMonth::Pisakh,
            year: LunarYear(date.year().into()),
        };
        i32::from(date.year()) + if turns.to_gregorian() <= date { 544 } else { 543 }
    }
}

/// Days from the first of the month.
fn offset(phase: Phase, day: u8) -> i32 {
    let full_moon = match phase {
        Phase::Waxing => 0,
        Phase::Waning => 15,
    };
    full_moon + i32::from(day) - 1
}

/// `value` modulo `cycle`, never negative.
fn remainder(value: i32, cycle: i32) -> u8 {
    u8::try_from(value.rem_euclid(cycle)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{LunarDate, LunarMonth, NewYear, Phase};
    use jiff::civil::{Date, date};

    #[test]
    fn every_day_from_1900_to_2100_goes_there_and_back() {
        let mut before: Option<LunarDate> = None;
        for day in
            date(1900, 1, 1).series(jiff::Span::new().days(1)).take_while(|day| day.year() <= 2100)
        {
            let lunar = LunarDate::from_gregorian(day);
            assert_eq!(lunar.to_gregorian(), day);
            assert_eq!(
                LunarDate::new(lunar.year(), lunar.month, lunar.phase, lunar.day),
                Some(lunar)
            );
            let Some(yesterday) = before.replace(lunar) else { continue };
            let month_begins = lunar.day == 1 && lunar.phase == Phase::Waxing;
            assert_eq!(month_begins, lunar.month != yesterday.month, "{day}");
            if lunar.day != 1 {
                assert_eq!((lunar.day, lunar.phase), (yesterday.day + 1, yesterday.phase));
            }
        }
    }

    #[test]
    fn each_label_changes_once_a_year_on_its_own_day() {
        let mut changes = [0; 3];
        let mut before: Option<LunarDate> = None;
        for day in
            date(1900, 1, 1).series(jiff::Span::new().days(1)).take_while(|day| day.year() <= 2100)
        {
            let lunar = LunarDate::from_gregorian(day);
            let Some(yesterday) = before.replace(lunar) else { continue };
            if lunar.animal() != yesterday.animal() {
                assert_eq!(lunar.animal(), (yesterday.animal() + 1) % 12);
                assert!(lunar.animal_turns_today());
                changes[0] += 1;
            }
            if lunar.sak() != yesterday.sak() {
                assert_eq!(lunar.sak(), (yesterday.sak() + 1) % 10);
                assert_eq!(day, NewYear::of(day.year()).lerng_sak);
                changes[1] += 1;
            }
            if lunar.buddhist_era() != yesterday.buddhist_era() {
                assert_eq!(lunar.buddhist_era(), yesterday.buddhist_era() + 1);
                assert_eq!(
                    (lunar.day, lunar.phase, lunar.month),
                    (1, Phase::Waning, LunarMonth::Pisakh)
                );
                changes[2] += 1;
            }
        }
        assert_eq!(changes, [201; 3]);
    }

    /// Civil date; day, phase, month; animal, sak, Buddhist Era.
    type Row = (Date, (u8, Phase, LunarMonth), (u8, u8, i32));

    #[test]
    fn known_days_have_the_words_of_the_printed_calendar() {
        use LunarMonth::{Cheit, Jesth, Meak, Migasir, Pathamasadh, Phalkun, Pisakh, Tutiyasadh};
        use Phase::{Waning, Waxing};
        let rows: [Row; 8] = [
            (date(1999, 12, 31), (9, Waning, Migasir), (3, 1, 2543)),
            (date(2009, 6, 20), (13, Waning, Jesth), (1, 1, 2553)),
            (date(2012, 6, 25), (7, Waxing, Pathamasadh), (4, 4, 2556)),
            (date(2019, 2, 5), (1, Waxing, Meak), (10, 0, 2562)),
            (date(2022, 4, 30), (14, Waning, Cheit), (2, 4, 2565)),
            (date(2022, 5, 16), (1, Waning, Pisakh), (2, 4, 2566)),
            (date(2023, 7, 25), (8, Waxing, Tutiyasadh), (3, 5, 2567)),
            (date(2026, 3, 8), (5, Waning, Phalkun), (5, 7, 2569)),
        ];
        for (day, words, labels) in rows {
            let lunar = LunarDate::from_gregorian(day);
            assert_eq!((lunar.day, lunar.phase, lunar.month), words, "{day}");
            assert_eq!((lunar.animal(), lunar.sak(), lunar.buddhist_era()), labels, "{day}");
        }
    }

    #[test]
    fn between_new_year_and_lerng_sak_the_animal_is_new_and_the_sak_is_old() {
        let new_year = NewYear::of(2026);
        let day = LunarDate::from_gregorian(new_year.day);
        let third = LunarDate::from_gregorian(new_year.lerng_sak);
        assert_eq!((day.animal(), day.sak(), day.buddhist_era()), (6, 7, 2569));
        assert_eq!((third.animal(), third.sak(), third.buddhist_era()), (6, 8, 2569));
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert_eq!(LunarDate::new(2026, LunarMonth::Asadh, Phase::Waxing, 1), None);
        assert_eq!(LunarDate::new(2027, LunarMonth::Pathamasadh, Phase::Waxing, 1), None);
        assert_eq!(LunarDate::new(2027, LunarMonth::Cheit, Phase::Waning, 15), None);
        assert_eq!(LunarDate::new(2027, LunarMonth::Cheit, Phase::Waxing, 16), None);
        assert_eq!(LunarDate::new(2027, LunarMonth::Cheit, Phase::Waxing, 0), None);
        // Jesth has its thirtieth day in a leap-day year only.
        assert!(LunarDate::new(2025, LunarMonth::Jesth, Phase::Waning, 15).is_some());
        assert!(LunarDate::new(2027, LunarMonth::Jesth, Phase::Waning, 15).is_none());
    }

    #[test]
    fn the_ends_of_time_have_a_lunar_date_too() {
        for day in [Date::MIN, Date::MAX] {
            let lunar = LunarDate::from_gregorian(day);
            assert_eq!(lunar.to_gregorian(), day);
            let _ = (lunar.animal(), lunar.sak(), lunar.buddhist_era());
        }
    }
}
