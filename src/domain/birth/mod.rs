//! When someone was born, as exactly as it is known and never more exactly.

mod answers;
mod boxes;
mod era;
mod month;
mod parse;

use std::fmt;

use jiff::civil::{Date, date};

pub use answers::{BirthAnswers, BirthError, BirthField};
pub use era::Era;
pub use month::month_number;

/// A birth date with its precision. What is not known is not made up: a known year is never
/// stored as its 1 January.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Birth {
    /// The day is known.
    Exact(Date),
    /// The month is known; `month` is 1 to 12.
    Month {
        /// Year of the common era.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
    /// Only the year is known.
    Year(i16),
    /// "About nine years old", said on a day.
    About {
        /// Completed years, 0 to 110.
        years: u8,
        /// The day on which it was said.
        on: Date,
    },
    /// "About three months old", said on a day: a small child's age is said in months.
    AboutMonths {
        /// Completed months, 0 to 23.
        months: u8,
        /// The day on which it was said.
        on: Date,
    },
    /// A lunar date in the family's words, for the officer to turn into a civil one.
    Lunar {
        /// As typed, normalised, or as chosen from lists.
        words: Box<str>,
        /// The first and the last day that it may be, where the family chose among such stretches
        /// or was not sure among a few days.
        days: Option<(Date, Date)>,
    },
}

/// How exactly a birth date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// To the day.
    Exact,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// From an age.
    About,
    /// Lunar words only.
    Lunar,
}

impl Precision {
    /// Every precision, best first.
    pub const ALL: [Self; 5] = [Self::Exact, Self::Month, Self::Year, Self::About, Self::Lunar];

    /// The stored name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Month => "month",
            Self::Year => "year",
            Self::About => "about",
            Self::Lunar => "lunar",
        }
    }

    /// The precision with this stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.code() == code)
    }

    /// The text that names it.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Exact => "birth-precision-exact",
            Self::Month => "birth-precision-month",
            Self::Year => "birth-precision-year",
            Self::About => "birth-precision-about",
            Self::Lunar => "birth-precision-lunar",
        }
    }
}

impl Birth {
    /// The oldest age that is believed, in years.
    pub const MAX_AGE: u8 = 110;
    /// The earliest year that is believed.
    pub const MIN_YEAR: i16 = 1900;
    /// From this age on months are no better than years.
    pub const MONTHS: u8 = 24;
    /// The longest lunar date in words, in characters.
    pub const MAX_LUNAR_CHARS: usize = 120;

    /// How exactly the date is known.
    pub fn precision(&self) -> Precision {
        match self {
            Self::Exact(_) => Precision::Exact,
            Self::Month { .. } => Precision::Month,
            Self::Year(_) => Precision::Year,
            Self::About { .. } | Self::AboutMonths { .. } => Precision::About,
            Self::Lunar { .. } => Precision::Lunar,
        }
    }

    /// The first day that agrees with what is known; none for lunar words alone.
    pub fn earliest(&self) -> Option<Date> {
        match *self {
            Self::Exact(day) => Some(day),
            Self::Month { year, month } => Date::new(year, month, 1).ok(),
            Self::Year(year) => Date::new(year, 1, 1).ok(),
            Self::About { years, on } => {
                years_before(on, i16::from(years) + 1).and_then(|day| day.tomorrow().ok())
            }
            Self::AboutMonths { months, on } => {
                months_before(on, months + 1).and_then(|day| day.tomorrow().ok())
            }
            Self::Lunar { days, .. } => days.map(|(first, _)| first),
        }
    }

    /// The last day that agrees with what is known; none for lunar words alone. An age says that it
    /// is in completed years, although some people count the year of birth as one.
    pub fn latest(&self) -> Option<Date> {
        match *self {
            Self::Exact(day) => Some(day),
            Self::Month { year, month } => Date::new(year, month, 1).ok().map(Date::last_of_month),
            Self::Year(year) => Date::new(year, 12, 31).ok(),
            Self::About { years, on } => years_before(on, i16::from(years)),
            Self::AboutMonths { months, on } => months_before(on, months),
            Self::Lunar { days, .. } => days.map(|(_, last)| last),
        }
    }

    /// The stored text: `2026-01-05`, `2026-01`, `2026`, `~9@2026-11-21`, `~3m@2026-11-21`,
    /// `lunar:words` or `lunar@2023-04-14..2024-04-13:words`.
    pub fn to_code(&self) -> String {
        match self {
            Self::Exact(day) => day.to_string(),
            Self::Month { year, month } => format!("{year:04}-{month:02}"),
            Self::Year(year) => format!("{year:04}"),
            Self::About { years, on } => format!("~{years}@{on}"),
            Self::AboutMonths { months, on } => format!("~{months}m@{on}"),
            Self::Lunar { words, days: None } => format!("lunar:{words}"),
            Self::Lunar { words, days: Some((first, last)) } => {
                format!("lunar@{first}..{last}:{words}")
            }
        }
    }

    /// The birth date with this stored text; nothing if it is not one of ours.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(words) = code.strip_prefix("lunar:") {
            return (!words.is_empty()).then(|| Self::Lunar { words: words.into(), days: None });
        }
        if let Some(stretch) = code.strip_prefix("lunar@") {
            let (days, words) = stretch.split_once(':')?;
            let (first, last) = days.split_once("..")?;
            let days = Some((civil(first)?, civil(last)?));
            return (!words.is_empty()).then(|| Self::Lunar { words: words.into(), days });
        }
        if let Some(about) = code.strip_prefix('~') {
            let (age, on) = about.split_once('@')?;
            let on = civil(on)?;
            let Some(months) = age.strip_suffix('m') else {
                return Some(Self::About { years: digits(age)?, on });
            };
            let months = digits(months).filter(|months| *months < Self::MONTHS)?;
            return Some(Self::AboutMonths { months, on });
        }
        match code.len() {
            4 => Some(Self::Year(digits(code)?)),
            7 => {
                let (year, month) = code.split_once('-')?;
                let (year, month) = (digits(year)?, digits(month)?);
                Date::new(year, month, 1).ok()?;
                Some(Self::Month { year, month })
            }
            10 => civil(code).map(Self::Exact),
            _ => None,
        }
    }
}

impl fmt::Debug for Birth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Birth::{:?}(…)", self.precision())
    }
}

/// The same day `years` earlier; 29 February becomes the 28th.
fn years_before(day: Date, years: i16) -> Option<Date> {
    let year = day.year().checked_sub(years)?;
    Date::new(year, day.month(), day.day())
        .or_else(|_| Date::new(year, day.month(), day.day() - 1))
        .ok()
}

/// The same day so many months earlier, or the last one of a shorter month.
fn months_before(day: Date, months: u8) -> Option<Date> {
    day.checked_sub(jiff::Span::new().months(i32::from(months))).ok()
}

/// A number written in ASCII digits only.
fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    let only_digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if only_digits { text.parse().ok() } else { None }
}

/// `YYYY-MM-DD`, nothing else.
fn civil(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    Date::new(digits(year)?, digits(month)?, digits(day)?).ok()
}

/// The first day that can be meant at all.
pub(crate) const FIRST_DAY: Date = date(Birth::MIN_YEAR, 1, 1);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_precision_is_stored_and_read_back() {
        for code in [
            "2026-01-05",
            "2026-01",
            "2026",
            "~9@2026-11-21",
            "~3m@2026-11-21",
            "lunar:១០កើត ខែចេត្រ",
        ] {
            let birth = Birth::from_code(code).unwrap();
            assert_eq!(birth.to_code(), code);
        }
    }

    #[test]
    fn what_the_store_never_wrote_is_not_read() {
        for code in [
            "",
            "26",
            "2026-13",
            "2026-02-30",
            "2026-1-5",
            "~@2026-01-01",
            "~9",
            "lunar:",
            "+026",
            "~24m@2026-01-01",
            "~m@2026-01-01",
        ] {
            assert_eq!(Birth::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn a_year_spans_all_of_its_days() {
        let birth = Birth::Year(2016);
        assert_eq!(birth.earliest(), Some(date(2016, 1, 1)));
        assert_eq!(birth.latest(), Some(date(2016, 12, 31)));
        let february = Birth::Month { year: 2024, month: 2 };
        assert_eq!(february.latest(), Some(date(2024, 2, 29)));
    }

    #[test]
    fn about_nine_years_old_spans_one_year() {
        let birth = Birth::About { years: 9, on: date(2026, 11, 21) };
        assert_eq!(birth.earliest(), Some(date(2016, 11, 22)));
        assert_eq!(birth.latest(), Some(date(2017, 11, 21)));
        let leap = Birth::About { years: 1, on: date(2024, 2, 29) };
        assert_eq!(leap.latest(), Some(date(2023, 2, 28)));
    }

    #[test]
    fn about_three_months_old_spans_one_month() {
        let birth = Birth::AboutMonths { months: 3, on: date(2026, 5, 31) };
        assert_eq!(birth.earliest(), Some(date(2026, 2, 1)));
        assert_eq!(birth.latest(), Some(date(2026, 2, 28)));
        let newborn = Birth::AboutMonths { months: 0, on: date(2026, 5, 31) };
        assert_eq!(newborn.latest(), Some(date(2026, 5, 31)));
    }

    #[test]
    fn a_birth_date_is_never_printed_by_debug() {
        assert_eq!(format!("{:?}", Birth::Year(2016)), "Birth::Year(…)");
    }

    proptest! {
        #[test]
        fn any_stored_text_is_read_without_a_panic(code in any::<String>()) {
            if let Some(birth) = Birth::from_code(&code) {
                prop_assert_eq!(Birth::from_code(&birth.to_code()), Some(birth));
            }
        }
    }
}
