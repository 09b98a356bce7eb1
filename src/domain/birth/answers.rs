//! The birth question: its boxes and what can be wrong in them.

#[cfg(doc)]
use super::Birth;

/// What was typed about one birth, each as it stands in its box; blank is empty.
#[derive(Clone, Copy, Default)]
pub struct BirthAnswers<'a> {
    /// Day of the month.
    pub day: &'a str,
    /// Month as number or name.
    pub month: &'a str,
    /// Year of the common era, or of the Buddhist one.
    pub year: &'a str,
    /// About how old, in years, or in months with the word ខែ or *months*.
    pub about: &'a str,
    /// A lunar date in words.
    pub lunar: &'a str,
}

/// A box of the birth question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BirthField {
    /// Day of the month.
    Day,
    /// Month.
    Month,
    /// Year.
    Year,
    /// About how old.
    About,
    /// Lunar date in words.
    Lunar,
}

impl BirthField {
    /// The end of the field's name in a form.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::About => "about",
            Self::Lunar => "lunar",
        }
    }
}

/// Why a birth date is not taken. Each variant has its own sentence in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BirthError {
    /// The day is no number from 1 to 31.
    #[error("the day is no number from 1 to 31")]
    Day,
    /// The month has only so many days.
    #[error("the month has only {0} days")]
    DayOfMonth(i8),
    /// The month is neither a number from 1 to 12 nor the name of a month.
    #[error("the month is not known")]
    Month,
    /// A day without a month.
    #[error("the month is missing")]
    MonthMissing,
    /// A day or month without a year.
    #[error("the year is missing")]
    YearMissing,
    /// A year that is not written with four digits: 16 may be 2016 or 1916.
    #[error("the year is not written with four digits")]
    YearDigits,
    /// A year before [`Birth::MIN_YEAR`], or one that no calendar in use here makes plausible.
    #[error("the year is too long ago")]
    YearRange,
    /// A date after today.
    #[error("the date is in the future")]
    Future,
    /// The age is no number from 0 to [`Birth::MAX_AGE`].
    #[error("the age is no number of years")]
    About,
    /// The age and the date do not agree.
    #[error("the age and the date do not agree")]
    AboutAgainstDate,
    /// The lunar words are longer than [`Birth::MAX_LUNAR_CHARS`] or cannot be printed.
    #[error("the lunar date is too long")]
    Lunar,
    /// A day that no lunar month has; its half has at most so many.
    #[error("half a lunar month has only {0} days")]
    LunarDay(u8),
}

impl BirthError {
    /// The sentence that tells the family what to do.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Day => "mistake-birth-day",
            Self::DayOfMonth(_) => "mistake-birth-day-of-month",
            Self::Month => "mistake-birth-month",
            Self::MonthMissing => "mistake-birth-month-missing",
            Self::YearMissing => "mistake-birth-year-missing",
            Self::YearDigits => "mistake-birth-year-digits",
            Self::YearRange => "mistake-birth-year-range",
            Self::Future => "mistake-birth-future",
            Self::About => "mistake-birth-about",
            Self::AboutAgainstDate => "mistake-birth-about-against-date",
            Self::Lunar => "mistake-birth-lunar",
            Self::LunarDay(_) => "mistake-birth-lunar-day",
        }
    }

    /// The number that belongs into the sentence, if it has one.
    pub fn number(self) -> Option<u8> {
        match self {
            Self::DayOfMonth(days) => Some(days.unsigned_abs()),
            Self::LunarDay(days) => Some(days),
            _ => None,
        }
    }
}
