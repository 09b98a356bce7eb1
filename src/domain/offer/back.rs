//! From Latin letters back to Khmer ones, by sound. Many spellings are possible; one is offered, and only if it reads
//! back as what was typed. No native reader has checked the rules.

use super::sounds;
use crate::khmer::latin_fold;

/// How a syllable begins: Latin, then the letter of the first and of the second series. The longest first.
const BEGINS: [(&str, &str, &str); 23] = [
    ("chh", "ឆ", "ឈ"),
    ("kh", "ខ", "ឃ"),
    ("ng", "ង៉", "ង"),
    ("nh", "ញ៉", "ញ"),
    ("ch", "ច", "ជ"),
    ("th", "ថ", "ធ"),
    ("ph", "ផ", "ភ"),
    ("k", "ក", "គ"),
    ("d", "ដ", "ឌ"),
    ("t", "ត", "ទ"),
    ("n", "ណ", "ន"),
    ("b", "ប", "ប៊"),
    ("p", "ប៉", "ព"),
    ("m", "ម៉", "ម"),
    ("y", "យ៉", "យ"),
    ("r", "រ៉", "រ"),
    ("l", "ឡ", "ល"),
    ("v", "វ៉", "វ"),
    ("w", "វ៉", "វ"),
    ("s", "ស", "ស៊"),
    ("h", "ហ", "ហ៊"),
    ("j", "ច", "ជ"),
    ("", "អ", "អ៊"),
];

/// The vowel: Latin, whether it is heard after the second series, the sign. The longest first.
const VOWELS: [(&str, bool, &str); 21] = [
    ("oeu", true, "\u{17BF}"),
    ("oam", true, "\u{17B6}\u{17C6}"),
    ("ea", true, "\u{17B6}"),
    ("ey", false, "\u{17B8}"),
    ("ei", false, "\u{17B8}"),
    ("ee", true, "\u{17B8}"),
    ("eu", true, "\u{17BA}"),
    ("ou", false, "\u{17BC}"),
    ("oo", true, "\u{17BC}"),
    ("uo", true, "\u{17BD}"),
    ("ua", true, "\u{17BD}"),
    ("ao", false, "\u{17C5}"),
    ("ov", true, "\u{17C5}"),
    ("ai", false, "\u{17C3}"),
    ("ie", true, "\u{17C0}"),
    ("a", false, "\u{17B6}"),
    ("e", false, "\u{17C1}"),
    ("i", true, "\u{17B7}"),
    ("o", false, "\u{17BB}"),
    ("u", true, "\u{17BB}"),
    ("y", true, "\u{17B8}"),
];

/// How a syllable ends. The longest first.
const ENDS: [(&str, &str); 14] = [
    ("ng", "ង"),
    ("nh", "ញ"),
    ("ch", "ច"),
    ("th", "ធ"),
    ("k", "ក"),
    ("t", "ត"),
    ("n", "ន"),
    ("p", "ប"),
    ("m", "ម"),
    ("l", "ល"),
    ("s", "ស"),
    ("r", "រ"),
    ("v", "វ"),
    ("y", "យ"),
];

/// A Khmer spelling of a word in small Latin letters, if one reads back alike.
pub(super) fn khmer(word: &str) -> Option<String> {
    let mut spelt = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        let (begins, first, second, after) = begin(rest)?;
        // A liquid after another consonant stands below it.
        let medial = [("r", "\u{17D2}រ"), ("l", "\u{17D2}ល"), ("v", "\u{17D2}វ")].into_iter();
        let below = medial
            .filter(|_| !begins.is_empty() && !matches!(begins, "r" | "l" | "v" | "w" | "y"))
            .find_map(|(latin, below)| Some((below, after.strip_prefix(latin)?)));
        let (below, after) = below.unwrap_or(("", after));
        let (is_second, sign, after) = VOWELS
            .iter()
            .find_map(|(latin, second, sign)| Some((*second, *sign, after.strip_prefix(latin)?)))?;
        spelt.push_str(&with_below(if is_second { second } else { first }, below));
        spelt.push_str(sign);
        rest = after;
        if let Some((end, after)) = end_of(rest) {
            spelt.push_str(end);
            rest = after;
        }
    }
    let spelt = crate::khmer::normalize(&spelt);
    (latin_fold(&sounds::latin(&spelt)) == latin_fold(word)).then_some(spelt)
}

fn begin(rest: &str) -> Option<(&'static str, &'static str, &'static str, &str)> {
    BEGINS.iter().find_map(|(latin, first, second)| {
        Some((*latin, *first, *second, rest.strip_prefix(latin)?))
    })
}

/// A coeng stands before the shifter of its letter.
fn with_below(letter: &str, below: &str) -> String {
    let at = letter.find(['\u{17C9}', '\u{17CA}']).unwrap_or(letter.len());
    let (bare, shifter) = letter.split_at(at);
    format!("{bare}{below}{shifter}")
}

/// The letter that ends a syllable: one that no vowel follows.
fn end_of(rest: &str) -> Option<(&'static str, &str)> {
    ENDS.iter().find_map(|(latin, letter)| {
        let after = rest.strip_prefix(latin)?;
        let begins_another = after.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
        (!begins_another).then_some((*letter, after))
    })
}
