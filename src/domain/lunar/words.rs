//! A Khmer date in a family's own words, looked through for a day that no month has.

use super::spellings::HALVES;
use super::{LunarMonth, Phase};
use crate::khmer;

/// Months that never have 15 days after the full moon: 29 days in every year. ជេស្ឋ has 30 in some years.
const SHORT: [LunarMonth; 5] = [
    LunarMonth::Migasir,
    LunarMonth::Meak,
    LunarMonth::Cheit,
    LunarMonth::Srap,
    LunarMonth::Assoch,
];

/// The most days that the half of a month has of which `words` name a later one, or none: 15, or 14 after the full
/// moon of a short month. Nothing where no day is named, or one that there is.
///
/// Only a number of one or two digits just before កើត or រោច is a day: កើត is also "born".
pub fn impossible_day(words: &str) -> Option<u8> {
    let words = khmer::digits::to_ascii(&khmer::normalize(words)).to_lowercase();
    let short = SHORT.iter().any(|month| words.contains(month.name().khmer));
    HALVES.iter().find_map(|(name, half)| {
        words.match_indices(name).find_map(|(at, _)| {
            let before = words.get(..at)?.trim_end();
            let number = before.rsplit(|letter: char| !letter.is_ascii_digit()).next()?;
            if !matches!(number.len(), 1 | 2) {
                return None;
            }
            let last = if short && *half == Phase::Waning { 14 } else { 15 };
            let day: u8 = number.parse().ok()?;
            (!(1..=last).contains(&day)).then_some(last)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{SHORT, impossible_day};
    use crate::domain::lunar::{LunarDate, LunarMonth, Phase};

    #[test]
    fn days_that_no_month_has_are_found() {
        assert_eq!(impossible_day("99 កើត"), Some(15));
        assert_eq!(impossible_day("ថ្ងៃអង្គារ ១៦រោច ខែពិសាខ"), Some(15));
        assert_eq!(impossible_day("15 រោច ខែចេត្រ"), Some(14));
        assert_eq!(impossible_day("0 Keut"), Some(15));
    }

    #[test]
    fn days_that_there_are_and_other_words_are_left_alone() {
        for words in ["១៥រោច ខែពិសាខ", "15 កើត ខែចេត្រ", "កើតឆ្នាំ 2010", "2015 កើតនៅភូមិ", "រោច ១៦", ""]
        {
            assert_eq!(impossible_day(words), None, "{words}");
        }
    }

    #[test]
    fn short_months_are_short_in_every_year() {
        for month in LunarMonth::ALL {
            let has =
                (1900..=2100).any(|year| LunarDate::new(year, month, Phase::Waning, 15).is_some());
            assert_eq!(!has, SHORT.contains(&month), "{month:?}");
        }
    }
}
