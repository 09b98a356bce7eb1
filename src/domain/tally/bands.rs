//! Age bands that sum exactly to the bands of those who get reports.

use jiff::civil::Date;

use super::Count;
use crate::domain::age::{Days, years};
use crate::domain::application::Sex;
use crate::domain::birth::Birth;

/// The smallest bands: every reader's bands are sums of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Up to 30 days: on time for a registration.
    Days30,
    /// From 31 days to the day before the first birthday.
    Months11,
    /// 1 to 4 years.
    To4,
    /// 5 years.
    At5,
    /// 6 to 9.
    To9,
    /// 10 and 11.
    To11,
    /// 12.
    At12,
    /// 13 and 14.
    To14,
    /// 15 to 17.
    To17,
    /// 18 to 59.
    To59,
    /// 60 and older.
    From60,
    /// Not known, or not exactly enough for one band.
    Unknown,
}

impl Band {
    /// Every band, the youngest first.
    pub const ALL: [Self; 12] = [
        Self::Days30,
        Self::Months11,
        Self::To4,
        Self::At5,
        Self::To9,
        Self::To11,
        Self::At12,
        Self::To14,
        Self::To17,
        Self::To59,
        Self::From60,
        Self::Unknown,
    ];

    /// The band of somebody with this birth on `day`: one only if the whole interval lies there.
    pub fn of(birth: Option<&Birth>, day: Date) -> Self {
        let born = birth.and_then(Days::of).and_then(|born| born.until(day));
        let Some(born) = born else { return Self::Unknown };
        let (oldest, youngest) = (Self::on(born.first(), day), Self::on(born.last(), day));
        if oldest == youngest { oldest } else { Self::Unknown }
    }

    fn on(birth: Date, day: Date) -> Self {
        let days = birth.until(day).map_or(0, |span| span.get_days());
        match years(birth, day) {
            ..=0 if days <= 30 => Self::Days30,
            ..=0 => Self::Months11,
            1..=4 => Self::To4,
            5 => Self::At5,
            6..=9 => Self::To9,
            10..=11 => Self::To11,
            12 => Self::At12,
            13..=14 => Self::To14,
            15..=17 => Self::To17,
            18..=59 => Self::To59,
            60.. => Self::From60,
        }
    }
}

/// Whose bands are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Primero.
    Primero,
    /// The United Nations' refugee agency.
    Unhcr,
    /// The Ministry of Social Affairs.
    Ministry,
    /// `RapidSMS`, as birth registration is counted with it elsewhere.
    RapidSms,
    /// The Sustainable Development Goal on birth registration.
    Goal,
    /// Laws on child labour.
    Labour,
}

/// A reader's band: its name and what it sums.
pub type Group = (&'static str, &'static [Band]);

use Band::{At5, At12, Days30, From60, Months11, To4, To9, To11, To14, To17, To59};

const ADULTS: Group = ("18+", &[To59, From60]);
const UNKNOWN: Group = ("unknown", &[Band::Unknown]);

impl Grouping {
    /// Every grouping.
    pub const ALL: [Self; 6] =
        [Self::Primero, Self::Unhcr, Self::Ministry, Self::RapidSms, Self::Goal, Self::Labour];

    /// Its bands. Each of the smallest stands in exactly one, those it has no name for in the last but one, so that
    /// every table sums to everybody.
    pub fn groups(self) -> &'static [Group] {
        match self {
            Self::Primero => &[
                ("0–5", &[Days30, Months11, To4, At5]),
                ("6–11", &[To9, To11]),
                ("12–17", &[At12, To14, To17]),
                ADULTS,
                UNKNOWN,
            ],
            Self::Unhcr => &[
                ("0–4", &[Days30, Months11, To4]),
                ("5–11", &[At5, To9, To11]),
                ("12–17", &[At12, To14, To17]),
                ("18–59", &[To59]),
                ("60+", &[From60]),
                UNKNOWN,
            ],
            Self::Ministry => &[
                ("0–5", &[Days30, Months11, To4, At5]),
                ("6–12", &[To9, To11, At12]),
                ("13–17", &[To14, To17]),
                ADULTS,
                UNKNOWN,
            ],
            Self::RapidSms => &[
                ("<1", &[Days30, Months11]),
                ("1–4", &[To4]),
                ("5–9", &[At5, To9]),
                ("10–17", &[To11, At12, To14, To17]),
                ADULTS,
                UNKNOWN,
            ],
            Self::Goal => &[
                ("<5", &[Days30, Months11, To4]),
                ("5+", &[At5, To9, To11, At12, To14, To17, To59, From60]),
                UNKNOWN,
            ],
            Self::Labour => &[
                ("<15", &[Days30, Months11, To4, At5, To9, To11, At12, To14]),
                ("15–17", &[To17]),
                ADULTS,
                UNKNOWN,
            ],
        }
    }
}

/// People by the smallest bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByBand([Count; Band::ALL.len()]);

impl ByBand {
    /// One more.
    pub fn add(&mut self, band: Band, sex: Option<Sex>) {
        for (its, count) in Band::ALL.into_iter().zip(&mut self.0) {
            if its == band {
                count.add(sex);
            }
        }
    }

    /// How many of these bands.
    pub fn of(&self, bands: &[Band]) -> Count {
        let its = Band::ALL.into_iter().zip(self.0).filter(|(band, _)| bands.contains(band));
        its.fold(Count::default(), |sum, (_, count)| sum.plus(count))
    }

    /// Everybody.
    pub fn total(&self) -> Count {
        self.of(&Band::ALL)
    }

    /// A reader's table: every band of theirs, those with nobody too.
    pub fn grouped(&self, by: Grouping) -> Vec<(&'static str, Count)> {
        by.groups().iter().map(|(name, bands)| (*name, self.of(bands))).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Span;
    use jiff::civil::date;

    use super::*;

    const DAY: Date = date(2026, 11, 21);

    #[test]
    fn every_smallest_band_stands_once_in_every_grouping() {
        for grouping in Grouping::ALL {
            let mut bands: Vec<Band> =
                grouping.groups().iter().flat_map(|(_, bands)| bands.iter().copied()).collect();
            bands.sort_unstable();
            assert_eq!(bands, Band::ALL, "{grouping:?}");
        }
    }

    #[test]
    fn bands_begin_and_end_on_birthdays() {
        for (born, band) in [
            (DAY, Band::Days30),
            (date(2026, 10, 22), Band::Days30),
            (date(2026, 10, 21), Band::Months11),
            (date(2025, 11, 22), Band::Months11),
            (date(2025, 11, 21), Band::To4),
            (date(2021, 11, 22), Band::To4),
            (date(2021, 11, 21), Band::At5),
            (date(2020, 11, 21), Band::To9),
            (date(2016, 11, 21), Band::To11),
            (date(2014, 11, 21), Band::At12),
            (date(2013, 11, 21), Band::To14),
            (date(2011, 11, 21), Band::To17),
            (date(2008, 11, 22), Band::To17),
            (date(2008, 11, 21), Band::To59),
            (date(1966, 11, 22), Band::To59),
            (date(1966, 11, 21), Band::From60),
        ] {
            assert_eq!(Band::of(Some(&Birth::Exact(born)), DAY), band, "{born}");
        }
        assert_eq!(Band::of(Some(&Birth::Exact(date(2026, 11, 22))), DAY), Band::Unknown);
    }

    #[test]
    fn an_imprecise_birth_counts_only_where_all_its_days_do() {
        assert_eq!(Band::of(Some(&Birth::Year(2024)), DAY), Band::To4);
        assert_eq!(Band::of(Some(&Birth::Year(2021)), DAY), Band::Unknown);
        assert_eq!(Band::of(Some(&Birth::Month { year: 2026, month: 11 }), DAY), Band::Days30);
        assert_eq!(Band::of(None, DAY), Band::Unknown);
    }

    /// Every day of eighty years: each reader's bands say the age, and all tables sum to everybody.
    #[test]
    fn every_age_is_in_the_band_that_names_it_and_tables_sum() {
        let mut all = ByBand::default();
        for ago in 0..80 * 365_i64 {
            let born = DAY.saturating_sub(Span::new().days(ago));
            let (band, age) = (Band::of(Some(&Birth::Exact(born)), DAY), years(born, DAY));
            all.add(band, [Some(Sex::Female), Some(Sex::Male), None][usize::from(ago % 3 == 0)]);
            for grouping in Grouping::ALL {
                let (name, _) =
                    grouping.groups().iter().find(|(_, bands)| bands.contains(&band)).unwrap();
                let number = |text: &str| text.parse::<i16>().unwrap();
                let fits =
                    match (name.split_once('–'), name.strip_prefix('<'), name.strip_suffix('+')) {
                        (Some((from, to)), _, _) => (number(from)..=number(to)).contains(&age),
                        (_, Some(below), _) => age < number(below),
                        (_, _, Some(from)) => number(from) <= age,
                        _ => false,
                    };
                assert!(fits, "{born} {name}");
            }
        }
        for grouping in Grouping::ALL {
            let sum = all.grouped(grouping).iter().fold(Count::default(), |sum, it| sum.plus(it.1));
            assert_eq!(sum, all.total());
        }
        assert_eq!(all.total().total(), 80 * 365);
    }
}
