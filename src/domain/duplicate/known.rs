//! What is known of a child when it is asked whether the child is here already.

use crate::domain::application::Sex;
use crate::domain::birth::Birth;
use crate::domain::place::VillageCode;
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

impl Known {
    /// What is known beside the names.
    pub fn beside(&self) -> Beside {
        Beside { sex: self.sex, birth: self.birth, village: self.village }
    }
}

/// What is known of a child beside the names: it is compared in no time, and rules most others out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The child's sex, if it was stated.
    pub sex: Option<Sex>,
    /// When the child was born, as exactly as it is known.
    pub birth: Option<BirthDate>,
    /// The village the family lives in, if it is on the list.
    pub village: Option<VillageCode>,
}

impl fmt::Debug for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Beside(…)")
    }
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

#[cfg(test)]
mod tests {
    use super::{BirthDate, Known, Names, VillageCode};
    use crate::domain::birth::Birth;
    use jiff::civil::date;

    #[test]
    fn an_age_is_a_year_and_lunar_words_are_no_date() {
        let about = Birth::About { years: 9, on: date(2026, 11, 21) };
        assert_eq!(BirthDate::of(&about), Some(BirthDate::Year(2017)));
        assert_eq!(BirthDate::of(&Birth::Lunar { words: "ឆ្នាំថោះ".into(), days: None }), None);
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
        let shown = format!(
            "{known:?} {:?} {:?} {:?} {:?}",
            known.beside(),
            known.child,
            known.birth,
            known.village
        );
        assert!(!shown.contains("2020") && !shown.contains("សុខ") && !shown.contains("0808"));
    }
}
