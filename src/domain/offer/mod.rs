//! A name in the other script, as an offer: to be tapped by whoever knows how it is spelt, never filled in silently.
//!
//! Latin spellings of Khmer names come from papers and from families, not from a rule. What is offered is learned from
//! a table of common names; parts of compounds next; rules of sound where the table knows nothing.
//!
//! `names.csv` (version 1): 198 parts of names, `kind,khmer,latin`, where the kind is `family`, `girl`, `boy` or
//! `either`. An own list from general knowledge, no persons; no native reader has checked it yet, nor the rules.

mod back;
mod sounds;

use std::sync::OnceLock;

use crate::domain::names::PersonName;
use crate::khmer;

/// The table as it is compiled in.
pub const TABLE: &str = include_str!("names.csv");

/// The most offers for one box: more would be a quiz.
const MOST: usize = 3;
/// Shorter parts would be found inside every name.
const SHORTEST_PART: usize = 3;

struct Row {
    khmer: String,
    latin: &'static str,
    /// How the Latin spelling sounds.
    sound: String,
}

fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let rows = TABLE.lines().filter_map(|line| {
            let mut columns = line.split(',').skip(1);
            let (khmer, latin) = (columns.next()?, columns.next()?);
            Some(Row { khmer: khmer::normalize(khmer), latin, sound: khmer::latin_fold(latin) })
        });
        rows.collect()
    })
}

/// Latin spellings of one part of a Khmer name, the likeliest first, in capitals as on identity papers; none where
/// the text is no Khmer name.
pub fn latin(khmer: &str) -> Vec<String> {
    let Ok(name) = PersonName::parse_khmer(khmer) else { return Vec::new() };
    let words: Vec<&str> = name.as_str().split(' ').collect();
    let [word] = words[..] else {
        // Several words: each has one spelling, or nothing is offered.
        let spelt: Option<Vec<String>> =
            words.iter().map(|word| latin(word).into_iter().next()).collect();
        return spelt.map(|spelt| spelt.join(" ")).into_iter().collect();
    };
    let known = rows().iter().filter(|row| row.khmer == word).map(|row| row.latin.to_owned());
    let whole = known.chain(of_parts(word));
    offered(whole.chain([sounds::latin(word)]), |spelt| PersonName::parse_latin(spelt).is_ok())
}

/// Khmer spellings of one part of a Latin name, the likeliest first; none where the text is no Latin name or nothing
/// like it is known.
pub fn khmer(latin: &str) -> Vec<String> {
    let Ok(name) = PersonName::parse_latin(latin) else { return Vec::new() };
    let word: String =
        name.as_str().to_lowercase().chars().filter(char::is_ascii_lowercase).collect();
    if name.as_str().contains(' ') || !name.as_str().is_ascii() || word.is_empty() {
        return Vec::new();
    }
    let spelt = |row: &&Row| row.latin.eq_ignore_ascii_case(&word);
    let sound = khmer::latin_fold(&word);
    let known = rows().iter().filter(spelt).chain(rows().iter().filter(|row| row.sound == sound));
    let known = known.map(|row| row.khmer.clone());
    let compounds = rows().iter().filter_map(|first| compound(&word, first));
    let found = known.chain(compounds).chain(back::khmer(&word));
    offered(found, |spelt| {
        PersonName::parse_khmer(spelt).is_ok() && khmer::well_formed(spelt).is_ok()
    })
}

fn offered(found: impl Iterator<Item = String>, is_right: impl Fn(&str) -> bool) -> Vec<String> {
    let mut offers = Vec::new();
    for spelt in found.filter(|spelt| is_right(spelt)) {
        if !offers.contains(&spelt) {
            offers.push(spelt);
        }
        if offers.len() == MOST {
            break;
        }
    }
    offers
}

/// A compound of which the table has the first part, and the rest by table or by sound.
fn of_parts(word: &str) -> Option<String> {
    let fits = |row: &&Row| {
        row.khmer.chars().count() >= SHORTEST_PART
            && row.khmer != word
            && word.strip_prefix(&row.khmer).is_some_and(begins_a_syllable)
    };
    let first = rows().iter().filter(fits).max_by_key(|row| row.khmer.len())?;
    let rest = word.strip_prefix(&first.khmer)?;
    let known = rows().iter().find(|row| row.khmer == rest).map(|row| row.latin.to_owned());
    Some(format!("{}{}", first.latin, known.unwrap_or_else(|| sounds::latin(rest))))
}

fn begins_a_syllable(rest: &str) -> bool {
    rest.starts_with(|letter| matches!(letter, '\u{1780}'..='\u{17B3}'))
        && rest.chars().skip(1).any(|letter| matches!(letter, '\u{1780}'..='\u{17C5}'))
}

/// Compounds of two parts that the table has, the first of them `first`.
fn compound(word: &str, first: &Row) -> Option<String> {
    let start = first.latin.to_lowercase();
    let rest = word.strip_prefix(&start).filter(|rest| 1 < rest.len())?;
    let sound = khmer::latin_fold(rest);
    let exact = rows().iter().find(|row| row.latin.eq_ignore_ascii_case(rest));
    let second = exact.or_else(|| rows().iter().find(|row| row.sound == sound))?;
    Some(format!("{}{}", first.khmer, second.khmer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn common_names_are_spelt_as_families_spell_them() {
        assert_eq!(latin("សុខ").first().map(String::as_str), Some("SOK"));
        assert_eq!(latin("ស្រីមុំ").first().map(String::as_str), Some("SREYMOM"));
        assert_eq!(khmer("SOK").first().map(String::as_str), Some("សុខ"));
        // Two names that are spelt alike in letters are both offered.
        assert_eq!(khmer("dara"), ["ដារា", "ដារ៉ា", "តារា"]);
        // Another spelling of the same sound.
        assert!(khmer("Sopea").contains(&"សុភា".to_owned()));
    }

    #[test]
    fn every_name_of_the_table_is_offered_both_ways() {
        for row in rows() {
            assert!(latin(&row.khmer).contains(&row.latin.to_owned()), "{}", row.khmer);
            // At most three are offered, and some sound alike.
            assert!(!khmer(row.latin).is_empty(), "{}", row.latin);
        }
    }

    #[test]
    fn compounds_and_unknown_names_are_spelt_by_their_parts_and_their_sound() {
        assert_eq!(latin("ស្រីរតនា").first().map(String::as_str), Some("SREYRATANA"));
        assert_eq!(latin("ប៊ុនសៅ").first().map(String::as_str), Some("BUNSAO"));
        assert_eq!(khmer("BUNSAO").first().map(String::as_str), Some("ប៊ុនសៅ"));
        assert_eq!(latin("ថាវី").first().map(String::as_str), Some("THAVY"));
        assert_eq!(latin("សុខ ដារា"), ["SOK DARA"]);
    }

    /// How often the rules alone come to a spelling that sounds like the table's. They were written with these names
    /// at hand, so other names will fare worse; that is why the table comes first and nothing is filled in.
    #[test]
    fn the_rules_alone_sound_right_for_three_of_four_common_names() {
        let right = |row: &&Row| khmer::latin_fold(&sounds::latin(&row.khmer)) == row.sound;
        let count = rows().iter().filter(right).count();
        assert!(rows().len() * 3 <= count * 4, "{count} of {}", rows().len());
    }

    #[test]
    fn nothing_is_offered_for_what_is_no_name() {
        for text in ["", "  ", "123", "SOK", "<b>"] {
            assert!(latin(text).is_empty(), "{text}");
        }
        for text in ["", "សុខ", "q", "Zzz", "Nguyễn", "12"] {
            assert!(khmer(text).is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_offer_is_a_name(text in "[\u{1780}-\u{17D2}]{0,14}", letters in "[a-zA-Z]{0,14}") {
            for spelt in latin(&text) {
                prop_assert!(PersonName::parse_latin(&spelt).is_ok());
            }
            for spelt in khmer(&letters) {
                prop_assert!(PersonName::parse_khmer(&spelt).is_ok());
            }
        }
    }
}
