//! Reads the single boxes of a birth question.

use jiff::civil::Date;

use super::{Birth, BirthError, Era};
use crate::domain::lunar::impossible_day;
use crate::khmer;

/// The digits of a text, ASCII, without spaces; nothing else may stand beside them.
pub(super) fn only_digits(typed: &str) -> Option<String> {
    let text: String = khmer::digits::to_ascii(&khmer::normalize(typed)).split(' ').collect();
    text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
}

pub(super) fn day_number(typed: &str) -> Result<i8, BirthError> {
    let number = only_digits(typed).and_then(|text| text.parse().ok());
    number.filter(|day| (1..=31).contains(day)).ok_or(BirthError::Day)
}

/// A year of the common era; one of the Buddhist Era is read in the first way that `era` has.
pub(super) fn common_year(typed: &str, era: Option<&Era>, today: Date) -> Result<i16, BirthError> {
    let text = only_digits(typed).ok_or(BirthError::YearDigits)?;
    if text.len() != 4 {
        return Err(BirthError::YearDigits);
    }
    let year: i16 = text.parse().map_err(|_| BirthError::YearDigits)?;
    let common = match era {
        Some(era) => *era.readings.first().ok_or(BirthError::Future)?,
        None => year,
    };
    if common < Birth::MIN_YEAR {
        return Err(BirthError::YearRange);
    }
    if today.year() < common {
        return Err(BirthError::Future);
    }
    Ok(common)
}

/// An age as it was said.
#[derive(Clone, Copy)]
pub(super) enum Age {
    Years(u8),
    Months(u8),
}

impl Age {
    /// The birth that this age gives on the day it is said.
    pub(super) fn said(self, on: Date) -> Birth {
        match self {
            Self::Years(years) => Birth::About { years, on },
            Self::Months(months) => Birth::AboutMonths { months, on },
        }
    }
}

/// "9", "៩ ឆ្នាំ", "9 years"; "5 months", "៥ខែ" and "2 weeks" stay months as long as people say months.
pub(super) fn age(typed: &str) -> Result<Age, BirthError> {
    let text = khmer::digits::to_ascii(&khmer::normalize(typed)).to_lowercase();
    let text = text.strip_prefix("អាយុ").unwrap_or(&text).trim_start();
    let text = text.strip_prefix("ប្រហែល").unwrap_or(text).trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number: u16 = number.parse().map_err(|_| BirthError::About)?;
    let months = match unit.trim() {
        "" | "ឆ្នាំ" | "year" | "years" | "y" | "yr" | "yrs" => {
            return years(number).map(Age::Years);
        }
        "ខែ" | "month" | "months" | "m" => number,
        "ថ្ងៃ" | "day" | "days" => number / 30,
        "សប្តាហ៍" | "សប្ដាហ៍" | "អាទិត្យ" | "week" | "weeks" =>
        {
            // 52 weeks are twelve months.
            u16::try_from(u32::from(number) * 12 / 52).unwrap_or(u16::MAX)
        }
        _ => return Err(BirthError::About),
    };
    match u8::try_from(months) {
        Ok(months) if months < Birth::MONTHS => Ok(Age::Months(months)),
        _ => years(months / 12).map(Age::Years),
    }
}

fn years(number: u16) -> Result<u8, BirthError> {
    u8::try_from(number).ok().filter(|years| *years <= Birth::MAX_AGE).ok_or(BirthError::About)
}

pub(super) fn lunar_words(typed: &str) -> Result<Box<str>, BirthError> {
    let words = khmer::normalize(typed);
    if words.chars().any(char::is_control) || Birth::MAX_LUNAR_CHARS < words.chars().count() {
        return Err(BirthError::Lunar);
    }
    if let Some(last) = impossible_day(&words) {
        return Err(BirthError::LunarDay(last));
    }
    Ok(words.into_boxed_str())
}
