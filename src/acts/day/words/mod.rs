//! From figures to words: the sections of a day's page and of its sheet are the same ones.

mod event;
mod parts;
mod sheet;

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Account;
use crate::domain::tally::{self, Notation};
use crate::i18n::{self, Arg, Lang, dates};
use crate::papers::Bilingual;
use crate::papers::day_sheet::{Body, Section};
use crate::store::days::{Count, Difference};

pub use event::event_sections;
pub use sheet::{Printing, day_sheet, event_sheet};
pub(in crate::acts) use sheet::{foot, of_event};

/// What a day's page and its sheet say.
pub fn sections(account: &Account) -> Vec<Section> {
    vec![
        parts::opened(account),
        parts::tickets(account),
        parts::children(&account.figures),
        parts::receipts(&account.figures),
        parts::books(account),
        parts::forms(account),
        parts::talks(&account.figures),
        parts::adds_up(account),
        parts::journal(&account.head),
    ]
}

pub(in crate::acts) type Fact = (Bilingual, Bilingual);

pub(in crate::acts) fn both(of: impl Fn(Lang) -> String) -> Bilingual {
    Bilingual::new(of(Lang::Km), of(Lang::En))
}

pub(in crate::acts) fn text(key: &str) -> Bilingual {
    both(|lang| i18n::text(lang, key))
}

pub(in crate::acts) fn section(key: &'static str, body: Vec<Body>) -> Section {
    Section { key, heading: text(key), body }
}

pub(in crate::acts) fn fact(label: &str, value: Bilingual) -> Fact {
    (text(label), value)
}

/// Digits of a line, and the same line where there are none.
pub(in crate::acts) fn line(ascii: &str) -> Bilingual {
    both(|lang| i18n::digits(lang, ascii))
}

/// A number; on the screen and on paper each language has its own digits.
pub(in crate::acts) fn number(number: impl std::fmt::Display) -> Bilingual {
    line(&number.to_string())
}

/// The first and the last of what was used; one alone stands for itself.
fn span(first: i64, last: i64) -> Bilingual {
    if first == last { number(first) } else { line(&format!("{first}–{last}")) }
}

/// `105 (52F)`.
pub(in crate::acts) fn count(count: Count) -> Bilingual {
    if count.all == 0 {
        return number(0);
    }
    both(|lang| {
        let notation = match lang {
            Lang::Km => &Notation::KHMER,
            Lang::En => &Notation::ENGLISH,
        };
        let written = tally::Count::new(count.all, count.girls, 0);
        let written = written.map_or_else(|| count.all.to_string(), |it| tally::fmt(it, notation));
        i18n::digits(lang, &written)
    })
}

/// How many, and which in brackets where there are any.
fn counted_list(how_many: usize, list: &str) -> Bilingual {
    if how_many == 0 { number(0) } else { line(&format!("{how_many}: {list}")) }
}

pub(in crate::acts) fn shown(lang: Lang, number: impl std::fmt::Display) -> String {
    i18n::digits(lang, &number.to_string())
}

/// One name and one other thing put into a sentence, the second in the reader's digits.
pub(in crate::acts) fn with(key: &str, args: &[(&str, String)]) -> Bilingual {
    both(|lang| {
        let shown: Vec<(&str, String)> =
            args.iter().map(|(name, value)| (*name, i18n::digits(lang, value))).collect();
        let args: Vec<(&str, Arg<'_>)> =
            shown.iter().map(|(name, value)| (*name, Arg::Text(value))).collect();
        i18n::text_with(lang, key, &args)
    })
}

/// A day with its weekday.
pub(in crate::acts) fn day_in_words(day: Date) -> Bilingual {
    both(|lang| format!("{} {}", dates::weekday(lang, day), dates::in_words(lang, day)))
}

/// Time of day and name.
pub(in crate::acts) fn who_and_when(at: Timestamp, name: &str) -> Bilingual {
    both(|lang| {
        let clock = dates::time_of_day(lang, at);
        if name.is_empty() { clock } else { format!("{clock}, {name}") }
    })
}

/// Serials of one laptop as a person reads them out: `3-00012`, or `00012` where there is one laptop only.
fn serials(laptop: u16, list: &str) -> String {
    let mut padded = String::new();
    let mut digits = String::new();
    for letter in list.chars().chain([' ']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            if laptop > 0 {
                let _ = write!(padded, "{laptop}-");
            }
            let _ = write!(padded, "{digits:0>5}");
            digits.clear();
        }
        padded.push(letter);
    }
    padded.trim_end().to_owned()
}

/// A difference in words.
pub fn in_words(difference: &Difference, laptop: u16) -> Bilingual {
    let list = match difference.code.as_str() {
        "unprinted" | "blanks-missing" | "blanks-more" | "blanks-uncounted" => {
            serials(laptop, &difference.list)
        }
        _ => difference.list.clone(),
    };
    both(|lang| {
        let list = i18n::digits(lang, &list);
        i18n::text_with(
            lang,
            &format!("day-diff-{}", difference.code),
            &[("count", Arg::Count(difference.count)), ("list", Arg::Text(&list))],
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn girls_stand_in_brackets_behind_all() {
        let words = count(Count { all: 105, girls: 52 });
        assert_eq!(words.en, "105 (52F)");
        assert_eq!(words.km, "១០៥ (ស្រី ៥២)");
        assert_eq!(count(Count::default()).en, "0");
    }

    #[test]
    fn a_serial_is_written_as_it_stands_on_the_receipt() {
        assert_eq!(serials(3, "7–9, 12"), "3-00007–3-00009, 3-00012");
        assert_eq!(serials(0, "7"), "00007");
    }

    #[test]
    fn every_difference_has_its_sentence_in_both_languages() {
        for code in [
            "undecided",
            "no-receipt",
            "unprinted",
            "tickets-skipped",
            "receipts-skipped",
            "book-gap",
            "book-odd",
            "book-start",
            "book-over",
            "book-unknown",
            "blanks-missing",
            "blanks-more",
            "blanks-uncounted",
            "papers-out",
            "papers-more",
            "papers-uncounted",
            "forms-fewer-used",
            "forms-more-used",
            "forms-uncounted",
            "forms-missing",
            "forms-more",
            "night-forms-fewer",
            "night-forms-more",
            "night-book",
        ] {
            let difference = Difference { code: code.to_owned(), count: 2, list: "4".to_owned() };
            let words = in_words(&difference, 0);
            assert!(
                !words.en.starts_with("day-diff") && !words.km.starts_with("day-diff"),
                "{code}"
            );
        }
    }
}
