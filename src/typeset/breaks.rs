//! Where a line may end.
//!
//! Khmer writes no spaces between words, so a dictionary finds the words; a filter after it keeps signs with their
//! word and never cuts a name, a place, a date, a number or a code.

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};

/// Where lines of a text may end.
#[derive(Debug, Clone, Copy)]
pub enum Cut<'a> {
    /// At words, but never inside one of these: names and places. Dates and numbers are known by their look.
    Words(&'a [String]),
    /// At spaces: the text is itself a name, a place or a date, or holds one. What is between two spaces and wider
    /// than a line is cut at words all the same.
    Spaces,
}

/// The pieces between which a line may end; joined they are `text` again.
pub fn pieces<'t>(text: &'t str, cut: Cut<'_>) -> Vec<&'t str> {
    match cut {
        Cut::Spaces => slices(text, unless_inside(text, &[], spaces(text))),
        Cut::Words(whole) => slices(text, unless_inside(text, whole, words(text))),
    }
}

/// The pieces of a piece that is wider than a line: what should have stayed together is cut at its spaces, and what
/// then still does not fit at its words.
pub(super) fn smaller(piece: &str, fits: impl Fn(&str) -> bool) -> Vec<&str> {
    let parts = slices(piece, spaces(piece)).into_iter();
    parts.flat_map(|part| if fits(part) { vec![part] } else { slices(part, words(part)) }).collect()
}

/// How many bytes of a word that is wider than a line stand on it: as many letters, each with its stack and its
/// marks, as fit; at least one.
pub(super) fn letters(word: &str, fits: impl Fn(&str) -> bool) -> usize {
    let cuts = GraphemeClusterSegmenter::new().segment_str(word).filter(|&at| 0 < at);
    let cuts: Vec<usize> = cuts.collect();
    let fitting = cuts.iter().take_while(|&&at| word.get(..at).is_some_and(&fits)).count();
    let fitting = cuts.get(..fitting).unwrap_or_default();
    let tidy = fitting.iter().rev().find(|&&at| may_break(word, at));
    tidy.or(fitting.last()).or(cuts.first()).copied().unwrap_or(word.len())
}

/// The bytes after each run of spaces.
fn spaces(text: &str) -> Vec<usize> {
    let after = text.match_indices(' ').map(|(at, space)| at + space.len());
    after
        .filter(|&at| {
            text.get(at..).is_some_and(|next| !next.starts_with(' ')) && may_break(text, at)
        })
        .collect()
}

/// The bytes where words begin.
fn words(text: &str) -> Vec<usize> {
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    segmenter.segment_str(text).filter(|&at| may_break(text, at)).collect()
}

/// Those of `cuts` that are not inside one of `whole`, a date or a number.
fn unless_inside(text: &str, whole: &[String], mut cuts: Vec<usize>) -> Vec<usize> {
    let mut atoms = named(text, whole);
    atoms.extend(dates(text));
    let inside = |at: usize| atoms.iter().any(|atom| atom.start < at && at < atom.end);
    cuts.retain(|&at| !inside(at) && !parts_a_number(text, at));
    cuts
}

/// Cuts `text` at rising byte offsets.
fn slices(text: &str, cuts: Vec<usize>) -> Vec<&str> {
    let mut start = 0;
    let mut slices = Vec::with_capacity(cuts.len() + 1);
    for at in cuts {
        if let Some(slice) = text.get(start..at).filter(|slice| !slice.is_empty()) {
            slices.push(slice);
            start = at;
        }
    }
    slices.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    slices
}

/// Where each of `whole` stands in `text`.
fn named(text: &str, whole: &[String]) -> Vec<Range<usize>> {
    whole
        .iter()
        .filter(|atom| !atom.is_empty())
        .flat_map(|atom| text.match_indices(atom.as_str()))
        .map(|(start, atom)| start..start + atom.len())
        .collect()
}

/// Where dates in words stand: from "day" to the digits of the year.
fn dates(text: &str) -> impl Iterator<Item = Range<usize>> {
    const DAY: &str = "ថ្ងៃទី";
    const YEAR: &str = "ឆ្នាំ ";
    /// "ថ្ងៃទី ២១ ខែ វិច្ឆិកា ឆ្នាំ " and some more: a year further away belongs to something else.
    const REACH: usize = 100;
    text.match_indices(DAY).filter_map(|(start, _)| {
        let from_day = text.get(start..)?;
        let to_year = from_day.find(YEAR).filter(|&at| at < REACH)? + YEAR.len();
        let digits = from_day.get(to_year..)?.chars().take_while(|letter| is_digit(*letter));
        Some(start..start + to_year + digits.map(char::len_utf8).sum::<usize>())
    })
}

/// Whether `at` stands between a number and what it counts or the word that announces it, or in a number that is
/// written in groups: 21 November, ព.ស. ២៥៦៧, 012 345 678.
fn parts_a_number(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let spaced = before.ends_with(' ');
    let of_number = |letter: Option<char>| letter.is_some_and(is_digit);
    spaced && (of_number(after.chars().next()) || of_number(before.trim_end().chars().next_back()))
}

/// A digit of either script.
fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '\u{17E0}'..='\u{17E9}')
}

/// Whether a reader would let a line end at `at`: no sign is left alone, none begins a line.
fn may_break(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let opens = before.ends_with(['(', '[', '«', '“', '‘', '‹']);
    let closes = after.starts_with(|next: char| {
        matches!(next, 'ៗ' | '។' | '៕' | '៖' | '៘' | '៚')
            || matches!(next, ')' | ']' | '»' | '”' | '’' | '›' | '…' | '%')
            || matches!(next, '!' | '?' | ',' | '.' | ':' | ';')
    });
    // Vowels, signs and coengs belong to the letter before them, joiners too.
    let hangs = after.starts_with(|next: char| {
        matches!(next, '\u{17B4}'..='\u{17D3}' | '\u{17DD}' | '\u{200C}' | '\u{200D}')
    });
    let stacks = before.ends_with('\u{17D2}');
    let et_cetera = before.trim_end().ends_with('។') && after.starts_with("ល។");
    !opens && !closes && !hangs && !stacks && !et_cetera && !parts_a_range(before, after)
}

/// Whether this is inside a range or a number of parts, `3-00012–3-00040`, or before the dash of one that has spaces
/// around it: half a range is a number that nobody meant.
fn parts_a_range(before: &str, after: &str) -> bool {
    const DASHES: [char; 2] = ['–', '-'];
    let (last, first) = (before.chars().next_back(), after.chars().next());
    let is = |letter: Option<char>| letter.is_some_and(is_digit);
    let dash = |letter: Option<char>| letter.is_some_and(|letter| DASHES.contains(&letter));
    let after_dash = dash(last) && is(before.chars().rev().nth(1)) && is(first);
    let before_dash = is(last) && dash(first) && is(after.chars().nth(1));
    after_dash || before_dash || before.ends_with(' ') && after.starts_with("– ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_and_numbers_keep_together() {
        for (text, whole) in [
            ("មកយកចាប់ពីថ្ងៃទី ២១ ខែ ធ្នូ ឆ្នាំ ២០២៦ នៅសាលាឃុំ", "ថ្ងៃទី ២១ ខែ ធ្នូ ឆ្នាំ ២០២៦"),
            ("Collect from 21 December 2026 at the hall", "21 December 2026"),
            ("ឆ្នាំថោះ បញ្ចស័ក ព.ស. ២៥៦៧", "ព.ស. ២៥៦៧"),
            ("call 012 345 678 or come", "012 345 678"),
            ("ចាប់ពីម៉ោង ០៧:៤២ ព្រឹក", "ម៉ោង ០៧:៤២"),
            ("ខ្សែទូរស័ព្ទជំនួយកុមារ ១២៨០ (ឥតគិតថ្លៃ)", "១២៨០"),
            ("numbers 3-00012–3-00040, then 3-00052", "3-00012–3-00040"),
            ("បង្កាន់ដៃលេខ ០០០១២–០០០៤០ ត្រូវបានទុកជាខូច", "០០០១២–០០០៤០"),
            ("from Monday – whatever comes – to Friday", "Monday – "),
        ] {
            let pieces = pieces(text, Cut::Words(&[]));
            assert!(pieces.iter().any(|piece| piece.contains(whole)), "{pieces:?}");
            assert!(1 < pieces.len(), "{text}");
        }
    }

    #[test]
    fn a_range_wider_than_its_column_is_cut_anywhere_but_at_its_dash() {
        let range = "3-00012–3-00040";
        let cut: Vec<&str> = smaller(range, |_| false);
        assert_eq!(cut, [range], "a column that is too narrow is the layout's to mend");
    }

    #[test]
    fn a_year_far_from_a_day_is_another_thing() {
        let far = format!("ថ្ងៃទី ៥ {} ឆ្នាំ ២០២៦", "សូមអញ្ជើញមកយកសំបុត្រកំណើត ".repeat(3));
        assert!(3 < pieces(&far, Cut::Words(&[])).len());
    }

    #[test]
    fn signs_stay_with_their_word() {
        for text in ["ក្មេង ៗ ទាំងអស់ ។", "ផ្ទះ ខោអាវ ។ល។", "(ភូមិ) «ថ្មី»", "ស\u{17D2} ត"]
        {
            for cut in [Cut::Words(&[]), Cut::Spaces] {
                for piece in pieces(text, cut).into_iter().skip(1) {
                    assert!(!piece.starts_with(['ៗ', '។', ')', '»']), "{piece} of {text}");
                    assert!(!piece.starts_with("ល។"), "{text}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn pieces_joined_are_the_text_again(text in "[ក-៩ a-z0-9.,()«»។\u{200B}-\u{200D}]{0,40}") {
            prop_assert_eq!(pieces(&text, Cut::Words(&[])).concat(), text.clone());
            prop_assert_eq!(pieces(&text, Cut::Spaces).concat(), text.clone());
            prop_assert_eq!(smaller(&text, |_| false).concat(), text.clone());
            prop_assert!(text.is_empty() || 0 < letters(&text, |_| false));
        }
    }
}
