//! Numbers in a register book: what one looks like, what comes next, what was left out. Of the latter there are
//! warnings only; the book is the truth.

use super::case::Entry;
use crate::khmer;

/// A number of a book as it is kept: in ASCII digits, without zeros before it. One clerk writes 041, another 41.
/// What is no plain number stays as it was written.
pub fn plain(written: &str) -> String {
    let ascii = khmer::digits::to_ascii(written.trim());
    if ascii.is_empty() || !ascii.bytes().all(|byte| byte.is_ascii_digit()) {
        return ascii;
    }
    let number = ascii.trim_start_matches('0');
    if number.is_empty() { "0".to_owned() } else { number.to_owned() }
}

impl Entry {
    /// The same entry with book, year and number as they are kept.
    #[must_use]
    pub fn plain(&self) -> Self {
        let [book, year, number] = [&self.book, &self.year, &self.number].map(|part| plain(part));
        Self { commune: self.commune.clone(), book, year, number }
    }
}

/// What of an entry in the book cannot be so, by field, when an officer typed it: book, year and number are there, the
/// number is one of up to six digits, the year one of four. A book may be told by letters as well.
pub fn check_entry(entry: &Entry) -> Vec<&'static str> {
    let digits = |text: &str| {
        let number = plain(text);
        number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse::<u32>().ok())?
    };
    let book = entry.book.trim();
    let letters = |c: char| c.is_alphanumeric() || khmer::is_khmer(c) || " -/.".contains(c);
    let fields = [
        ("book", !book.is_empty() && book.chars().count() <= 20 && book.chars().all(letters)),
        ("year", digits(&entry.year).is_some_and(|year| YEARS.contains(&year))),
        ("number", digits(&entry.number).is_some_and(|number| (1..=999_999).contains(&number))),
    ];
    fields.into_iter().filter(|(_, fits)| !fits).map(|(name, _)| name).collect()
}

/// Years that a register book may carry: none is older than the civil registry it continues, and none is of a
/// century to come.
const YEARS: std::ops::RangeInclusive<u32> = 1950..=2099;

/// A range of numbers, both ends included.
pub type Range = (u64, u64);

/// Numbers between the first and the last that nobody has.
pub fn gaps(numbers: &[u64]) -> Vec<Range> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    pairs
        .filter(|(before, after)| **before + 1 < **after)
        .map(|(before, after)| (before + 1, after - 1))
        .collect()
}

/// Whether a number stands apart from all others of its book, so that somebody should look again.
pub fn stands_apart(number: u64, others: &[u64]) -> bool {
    !others.is_empty()
        && !others.iter().any(|other| *other != number && other.abs_diff(number) <= 1)
}

/// Numbers as ranges, for a short line: 1, 2, 3 and 7 are 1 to 3 and 7.
pub fn ranges(numbers: impl IntoIterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_is_kept_in_one_way() {
        for written in ["41", "041", "០៤១", " 0041 "] {
            assert_eq!(plain(written), "41", "{written}");
        }
        for (written, kept) in
            [("0", "0"), ("000", "0"), ("", ""), ("A-០៧", "A-07"), ("07b", "07b")]
        {
            assert_eq!(plain(written), kept, "{written}");
        }
    }

    #[test]
    fn an_entry_is_a_number_of_a_book_and_a_year() {
        let with = |book: &str, year: &str, number: &str| {
            let [book, year, number] = [book, year, number].map(str::to_owned);
            check_entry(&Entry { commune: "150602".into(), book, year, number })
        };
        for (book, year, number) in
            [("3", "2026", "41"), ("ក-៣", "២០២៦", "០៤១"), ("12/A", "1999", "7")]
        {
            assert_eq!(with(book, year, number), [""; 0], "{book} {year} {number}");
        }
        for number in ["", "abc", "-5", "+5", "99999999999", "0", "😀", "=1+1", "1.5"] {
            assert_eq!(with("3", "2026", number), ["number"], "{number}");
        }
        for year in ["", "26", "20266", "1066", "this year"] {
            assert_eq!(with("3", year, "41"), ["year"], "{year}");
        }
        for book in ["", "   ", "=cmd", &"x".repeat(21)] {
            assert_eq!(with(book, "2026", "41"), ["book"], "{book}");
        }
    }

    #[test]
    fn numbers_left_out_are_seen() {
        assert_eq!(gaps(&[41, 42, 45, 50]), [(43, 44), (46, 49)]);
        assert_eq!(gaps(&[42, 41]), []);
        assert_eq!(gaps(&[]), []);
    }

    #[test]
    fn a_number_apart_from_all_others_is_looked_at_again() {
        assert!(stands_apart(45, &[41, 42]));
        assert!(!stands_apart(43, &[41, 42]));
        assert!(!stands_apart(40, &[41, 42]), "the book may be copied from either end");
        assert!(!stands_apart(7, &[]), "the first of a book");
    }

    #[test]
    fn numbers_in_a_row_are_one_range() {
        assert_eq!(ranges([1, 2, 3, 7, 9, 10]), [(1, 3), (7, 7), (9, 10)]);
    }
}
