//! What is known of a child when it is asked whether the child is here already.

use crate::domain::application::Sex;
use crate::domain::birth::Birth;
use crate::khmer::digits;
use jiff::civil::Date;
use std::fmt;

/// What one record says of a child, as far as it is compared. Nothing else is: not the
/// family's phone, not its house, and nothing that was noticed about the child.
#[derive(Clone)]
pub struct Known {
    /// The child's name.
    pub child: Names,
    /// The child's sex, if it was stated.
    pub sex: Option<Sex>,
    /// When the child was born, as exactly as it is known.
    pub birth: Option<BirthDate>,
    /// The mother's name, if she was named.
    pub mother: Option<Names>,
    /// The village the family lives in, if it is on the list.
    pub village: Option<VillageCode>,
}

impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Known(…)")
    }
}

/// A person's whole name in two scripts, family name first; either may be empty.
#[derive(Clone, Default)]
pub struct Names {
    /// In Khmer letters, as typed or normalised.
    pub khmer: String,
    /// In Latin letters.
    pub latin: String,
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Names(…)")
    }
}

/// A date of birth with its precision. Two dates are compared at the coarser one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum BirthDate {
    /// The day is known.
    Day(Date),
    /// The year and the month, 1 to 12.
    Month(i16, i8),
    /// The year, or an age turned into one.
    Year(i16),
}

impl BirthDate {
    /// What can be compared of a birth; nothing, where only lunar words are known.
    pub fn of(birth: &Birth) -> Option<Self> {
        match *birth {
            Birth::Exact(date) => Some(Self::Day(date)),
            Birth::Month { year, month } => Some(Self::Month(year, month)),
            Birth::Year(year) => Some(Self::Year(year)),
            Birth::About { years, on } => Some(Self::Year(on.year() - i16::from(years))),
            Birth::AboutMonths { .. } => birth.latest().map(|day| Self::Year(day.year())),
            Birth::Lunar { .. } => None,
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Day(date) => date.year(),
            Self::Month(year, _) | Self::Year(year) => year,
        }
    }

    /// The month, 1 to 12, if it is known.
    pub fn month(self) -> Option<i8> {
        match self {
            Self::Day(date) => Some(date.month()),
            Self::Month(_, month) => Some(month),
            Self::Year(_) => None,
        }
    }

    /// The day, if it is known.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Month(..) | Self::Year(_) => None,
        }
    }
}

impl From<Date> for BirthDate {
    fn from(date: Date) -> Self {
        Self::Day(date)
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

/// The code of a village in the national gazetteer: eight digits, of which the first two
/// are the province, four the district, six the commune.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VillageCode(u32);

/// Why a text is not the code of a village.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a village code of eight digits")]
pub struct NotAVillageCode;

impl VillageCode {
    /// Reads eight digits of either script, or seven where a spreadsheet has dropped the
    /// leading zero.
    pub fn parse(text: &str) -> Result<Self, NotAVillageCode> {
        let digits = digits::to_ascii(text.trim());
        let fits =
            matches!(digits.len(), 7 | 8) && digits.bytes().all(|digit| digit.is_ascii_digit());
        let code = digits.parse().map_err(|_| NotAVillageCode)?;
        if fits { Ok(Self(code)) } else { Err(NotAVillageCode) }
    }

    /// The first six digits.
    pub fn commune(self) -> u32 {
        self.0 / 100
    }

    /// The first four digits.
    pub fn district(self) -> u32 {
        self.0 / 10_000
    }

    /// The first two digits.
    pub fn province(self) -> u32 {
        self.0 / 1_000_000
    }
}

impl fmt::Debug for VillageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VillageCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{BirthDate, Known, Names, NotAVillageCode, VillageCode};
    use crate::domain::birth::Birth;
    use jiff::civil::date;

    #[test]
    fn a_village_code_knows_the_places_around_it() {
        let code = VillageCode::parse("08080804");
        assert_eq!(code.map(VillageCode::commune), Ok(80_808));
        assert_eq!(code.map(VillageCode::district), Ok(808));
        assert_eq!(code.map(VillageCode::province), Ok(8));
        assert_eq!(VillageCode::parse("8080804"), code);
        assert_eq!(VillageCode::parse(" ០៨០៨០៨០៤ "), code);
    }

    #[test]
    fn what_is_no_code_of_a_village_is_refused() {
        for text in ["", "0808", "080808044", "0808080x", "+8080804", "ភូមិ"] {
            assert_eq!(VillageCode::parse(text), Err(NotAVillageCode));
        }
    }

    #[test]
    fn an_age_is_a_year_and_lunar_words_are_no_date() {
        let about = Birth::About { years: 9, on: date(2026, 11, 21) };
        assert_eq!(BirthDate::of(&about), Some(BirthDate::Year(2017)));
        assert_eq!(BirthDate::of(&Birth::Lunar { words: "ឆ្នាំថោះ".into() }), None);
        assert_eq!(
            BirthDate::of(&Birth::Exact(date(2020, 2, 29))).and_then(BirthDate::month),
            Some(2)
        );
    }

    #[test]
    fn nothing_of_a_person_reaches_a_log_line() {
        let known = Known {
            child: Names { khmer: "សុខ ដារា".into(), latin: "SOK Dara".into() },
            sex: None,
            birth: Some(date(2020, 1, 2).into()),
            mother: None,
            village: VillageCode::parse("08080804").ok(),
        };
        let shown = format!("{known:?} {:?} {:?} {:?}", known.child, known.birth, known.village);
        assert!(!shown.contains("2020") && !shown.contains("សុខ") && !shown.contains("0808"));
    }
}
