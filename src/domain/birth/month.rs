//! Names of months, as people write them on a phone.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::khmer;

/// The twelve months: the written form first, then what people type instead, then English.
const MONTHS: [(i8, &[&str]); 12] = [
    (1, &["មករា", "មករ", "មក្ករា", "january", "jan"]),
    (2, &["កុម្ភៈ", "កុម្ភ:", "កុម្ភ", "កុម្ភះ", "កុម្ភា", "កុម្ពៈ", "កុមភៈ", "កុំភៈ", "february", "feb", "febuary"]),
    (3, &["មីនា", "មិនា", "មីណា", "march", "mar"]),
    (4, &["មេសា", "មេសារ", "april", "apr"]),
    (5, &["ឧសភា", "ឧស្សភា", "ឩសភា", "ឧសភ", "ឧសផា", "អុសភា", "may"]),
    (6, &["មិថុនា", "មិថុនារ", "មីថុនា", "មិតុនា", "មិធុនា", "មិថុណា", "june", "jun"]),
    (7, &["កក្កដា", "កក្ដា", "កក្តា", "កក្កតា", "ក្កដា", "កកដា", "កក្ការដា", "july", "jul"]),
    (8, &["សីហា", "សិហា", "ស៊ីហា", "សីហារ", "august", "aug"]),
    (9, &["កញ្ញា", "កញ្ញ", "កញា", "កញ្ជា", "september", "sep", "sept"]),
    (10, &["តុលា", "តុល្លា", "តុឡា", "ទុលា", "october", "oct"]),
    (11, &["វិច្ឆិកា", "វិច្ឆិការ", "វិច្ចិកា", "វិឆិកា", "វិច្ឆកា", "វិច្ជិកា", "november", "nov"]),
    (12, &["ធ្នូ", "ធ្នួ", "ធ្នុ", "ធនូ", "ធ្នូរ", "december", "dec"]),
];

/// The month that is meant, 1 to 12: a number in Khmer or ASCII digits, the Khmer name with its
/// common misspellings, or the English name or its abbreviation. The word ខែ in front is let go.
pub fn month_number(typed: &str) -> Option<i8> {
    let word = plain(typed);
    let word = word.strip_prefix("ខែ").unwrap_or(&word);
    if let Ok(number) = word.parse::<i8>() {
        let written_out = word.bytes().all(|b| b.is_ascii_digit());
        return (written_out && (1..=12).contains(&number)).then_some(number);
    }
    SPELLINGS.get(word).copied()
}

/// The month of each spelling in its plain form: a page of the form reads every birth on it.
static SPELLINGS: LazyLock<HashMap<String, i8>> = LazyLock::new(|| {
    let of_month = |(number, spellings): &(i8, &'static [&'static str])| {
        let number = *number;
        spellings.iter().map(move |spelling| (plain(spelling), number))
    };
    MONTHS.iter().flat_map(of_month).collect()
});

/// Normal form, ASCII digits, small letters; spaces, dots and joiners gone.
fn plain(text: &str) -> String {
    khmer::digits::to_ascii(&khmer::normalize(text))
        .chars()
        .filter(|c| !matches!(c, ' ' | '.' | '\u{200C}' | '\u{200D}'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_means_one_month_only() {
        for (number, spellings) in MONTHS {
            for spelling in spellings {
                assert_eq!(month_number(spelling), Some(number), "{spelling}");
            }
        }
    }

    #[test]
    fn a_month_is_a_number_a_khmer_name_or_an_english_one() {
        for (typed, month) in [
            ("1", 1),
            ("01", 1),
            ("១២", 12),
            ("ខែមករា", 1),
            ("ខែ កុម្ភៈ", 2),
            ("ខែ៣", 3),
            ("Nov.", 11),
            ("DECEMBER", 12),
        ] {
            assert_eq!(month_number(typed), Some(month), "{typed}");
        }
        for typed in ["", "0", "13", "+3", "-3", "ខែ", "មិគសិរ", "1.5", "month", "999999999999"]
        {
            assert_eq!(month_number(typed), None, "{typed}");
        }
    }
}
