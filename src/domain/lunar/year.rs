//! Which lunar years are long, and when they begin.
//!
//! A lunar year has 354 days, 355 with a leap day (a thirtieth day of ជេស្ឋ), or 384 with
//! a leap month (two months Asadh). All divisions round down.

use super::LunarMonth;

/// A lunar year: from 1 កើត មិគសិរ in November or December of the civil year before to
/// the last of កត្តិក.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct LunarYear(pub(super) i32);

/// How long a lunar year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    LeapDay,
    LeapMonth,
}

impl Kind {
    pub(super) const fn days(self) -> i32 {
        match self {
            Self::Plain => 354,
            Self::LeapDay => 355,
            Self::LeapMonth => 384,
        }
    }
}

/// The lunar year whose first day is [`ANCHOR`]; so 1900-01-01 is 1 កើត បុស្ស.
const ANCHOR_YEAR: i32 = 1900;
/// The Julian day number of 1899-12-03, which is 1 កើត មិគសិរ.
const ANCHOR: i32 = 2_414_992;
/// How many years' first days are worked out beforehand: those of the births of anyone alive.
const KNOWN: usize = 202;
/// The first days of the lunar years 1900 to 2101.
const STARTS: [i32; KNOWN] = starts();

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which checks the bounds")]
const fn starts() -> [i32; KNOWN] {
    let mut starts = [ANCHOR; KNOWN];
    let (mut at, mut year) = (1, ANCHOR_YEAR);
    while at < KNOWN {
        starts[at] = starts[at - 1] + LunarYear(year).kind().days();
        year += 1;
        at += 1;
    }
    starts
}

impl LunarYear {
    /// The year that holds the day `number`, and the days from its first one.
    pub(super) fn containing(number: i32) -> (Self, i32) {
        let mut year = Self(ANCHOR_YEAR);
        if number >= ANCHOR {
            let known = STARTS.partition_point(|start| *start <= number);
            year = Self(ANCHOR_YEAR - 1 + i32::try_from(known).unwrap_or(1));
        }
        let mut start = year.start();
        while number < start {
            year = Self(year.0 - 1);
            start -= year.kind().days();
        }
        while number - start >= year.kind().days() {
            start += year.kind().days();
            year = Self(year.0 + 1);
        }
        (year, number - start)
    }

    /// The day number of its 1 កើត មិគសិរ.
    pub(super) fn start(self) -> i32 {
        let place = usize::try_from(self.0 - ANCHOR_YEAR);
        if let Some(start) = place.ok().and_then(|place| STARTS.get(place)) {
            return *start;
        }
        let days = |year| Self(year).kind().days();
        if self.0 < ANCHOR_YEAR {
            return ANCHOR - (self.0..ANCHOR_YEAR).map(days).sum::<i32>();
        }
        ANCHOR + (ANCHOR_YEAR..self.0).map(days).sum::<i32>()
    }

    /// Its months in order.
    pub(super) fn months(self) -> impl Iterator<Item = LunarMonth> {
        use LunarMonth::{Asadh, Pathamasadh, Tutiyasadh};
        let [first @ .., srap, phatrabot, assoch, kadeuk, _, _] = LunarMonth::ALL;
        let has_leap_month = self.kind() == Kind::LeapMonth;
        let middle = if has_leap_month { [Pathamasadh, Tutiyasadh].as_slice() } else { &[Asadh] };
        let before = first.into_iter().filter(|month| *month != Asadh);
        before.chain(middle.iter().copied()).chain([srap, phatrabot, assoch, kadeuk])
    }

    /// How many days `month` has in this year: 29 or 30.
    pub(super) fn month_days(self, month: LunarMonth) -> i32 {
        match month {
            LunarMonth::Pathamasadh | LunarMonth::Tutiyasadh => 30,
            LunarMonth::Jesth if self.kind() == Kind::LeapDay => 30,
            _ => 29 + i32::from(month.index() % 2),
        }
    }

    pub(super) const fn kind(self) -> Kind {
        if self.has_leap_month() {
            return Kind::LeapMonth;
        }
        if self.has_raw_leap_day() || self.takes_over_a_leap_day() {
            return Kind::LeapDay;
        }
        Kind::Plain
    }

    const fn has_leap_month(self) -> bool {
        let next = Self(self.0 + 1);
        match (self.bodithey(), next.bodithey()) {
            (25, 5) => false,
            (24, 6) => true,
            (bodithey, _) => bodithey >= 25 || bodithey <= 5,
        }
    }

    const fn has_raw_leap_day(self) -> bool {
        let next = Self(self.0 + 1);
        match (self.is_solar_leap(), self.avoman(), next.avoman()) {
            (true, avoman, _) => avoman <= 126,
            (false, 137, 0) => false,
            (false, avoman, _) => avoman <= 137,
        }
    }

    /// A leap day that falls into a year with a leap month is carried over to the next
    /// year without one.
    const fn takes_over_a_leap_day(self) -> bool {
        let mut before = Self(self.0 - 1);
        while before.has_leap_month() {
            if before.has_raw_leap_day() {
                return true;
            }
            before = Self(before.0 - 1);
        }
        false
    }

    const fn scaled(self) -> i64 {
        // The Buddhist Era that begins in this lunar year.
        (self.0 as i64 + 544) * 292_207 + 499
    }

    const fn aharkun(self) -> i64 {
        self.scaled().div_euclid(800) + 4
    }

    const fn avoman(self) -> i64 {
        (11 * self.aharkun() + 25).rem_euclid(692)
    }

    const fn bodithey(self) -> i64 {
        let aharkun = self.aharkun();
        ((11 * aharkun + 25).div_euclid(692) + aharkun + 29).rem_euclid(30)
    }

    const fn kromathupol(self) -> i64 {
        800 - self.scaled().rem_euclid(800)
    }

    const fn is_solar_leap(self) -> bool {
        self.kromathupol() <= 207
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, LunarYear};
    use crate::domain::lunar::days;
    use jiff::civil::date;

    #[test]
    fn the_steps_of_the_arithmetic_are_those_written_down() {
        for (year, aharkun, avoman, bodithey, kromathupol, kind, start) in [
            (2025, 938_354, 47, 19, 518, Kind::LeapDay, date(2024, 12, 1)),
            (2026, 938_719, 602, 29, 311, Kind::LeapMonth, date(2025, 11, 21)),
            (2027, 939_084, 465, 10, 104, Kind::Plain, date(2026, 12, 10)),
        ] {
            let year = LunarYear(year);
            assert_eq!((year.aharkun(), year.avoman()), (aharkun, avoman));
            assert_eq!((year.bodithey(), year.kromathupol()), (bodithey, kromathupol));
            assert_eq!(year.kind(), kind);
            assert_eq!(days::date(year.start()), start);
        }
    }

    fn years_of(kind: Kind, years: std::ops::RangeInclusive<i32>) -> Vec<i32> {
        years.filter(|year| LunarYear(*year).kind() == kind).collect()
    }

    #[test]
    fn the_long_years_are_those_of_the_almanac() {
        assert_eq!(
            years_of(Kind::LeapMonth, 1950..=2030),
            [
                1950, 1953, 1956, 1958, 1961, 1964, 1966, 1969, 1972, 1975, 1977, 1980, 1983, 1985,
                1988, 1991, 1993, 1996, 1999, 2002, 2004, 2007, 2010, 2012, 2015, 2018, 2021, 2023,
                2026, 2029
            ]
        );
        assert_eq!(
            years_of(Kind::LeapDay, 1950..=2030),
            [
                1954, 1959, 1963, 1968, 1973, 1978, 1984, 1989, 1994, 2000, 2005, 2009, 2016, 2020,
                2025, 2030
            ]
        );
    }

    #[test]
    fn the_months_of_a_year_add_up_to_its_days() {
        for year in (1700..2300).map(LunarYear) {
            let days: i32 = year.months().map(|month| year.month_days(month)).sum();
            assert_eq!(days, year.kind().days());
            assert_eq!(year.start() + days, LunarYear(year.0 + 1).start());
        }
    }

    #[test]
    fn two_centuries_have_as_many_long_years_as_counted() {
        assert_eq!(years_of(Kind::LeapMonth, 1900..=2100).len(), 74);
        assert_eq!(years_of(Kind::LeapDay, 1900..=2100).len(), 39);
        assert_eq!(years_of(Kind::Plain, 1900..=2100).len(), 88);
    }
}
