//! Letters that are typed as two and look like one.

use std::ops::Range;

/// What is typed and what it looks like. Worth a question and no repair: the first of a pair is a spelling too, rare as
/// it is, and eight places of the national list have it.
///
/// Source: Khmer typing practice as told in SIL's notes on the Khmer Encoding Structure (version 2, October 2024).
/// UNREVIEWED: no native reader has checked these pairs yet.
const PAIRS: [(&str, &str); 3] = [
    ("\u{1791}\u{17D2}\u{1794}", "ឡ"),
    ("\u{1796}\u{17D2}\u{1789}", "ញ"),
    ("\u{1794}\u{17D2}\u{1789}", "ឫ"),
];

/// The first letters of `text`, as byte offsets, that look like another letter, and that letter.
///
/// For the normal form of a text.
///
/// ```
/// use outreach_kit::khmer::look_alike;
/// let (place, letter) = look_alike("ទ្បុង").unwrap();
/// assert_eq!((place, letter), (0..9, "ឡ"));
/// ```
pub fn look_alike(text: &str) -> Option<(Range<usize>, &'static str)> {
    let found = PAIRS.iter().filter_map(|(typed, meant)| {
        let start = text.find(typed)?;
        Some((start..start + typed.len(), *meant))
    });
    found.min_by_key(|(place, _)| place.start)
}

#[cfg(test)]
mod tests {
    use super::look_alike;
    use crate::khmer;

    #[test]
    fn letters_that_look_like_another_are_told() {
        assert_eq!(look_alike("ទ្បុង"), Some((0..9, "ឡ")));
        assert_eq!(look_alike("ព្ញា"), Some((0..9, "ញ")));
        assert_eq!(look_alike("សុប្ញ ទ្ប"), Some((6..15, "ឫ")));
        for typed in ["ទ្បុង", "ព្ញា"] {
            assert_eq!(khmer::normalize(typed), typed, "the normal form keeps it");
        }
    }

    #[test]
    fn the_letters_themselves_and_common_names_are_nothing_to_ask_about() {
        for text in ["ឡុង", "ញាណ", "ឫទ្ធី", "បញ្ញា", "ពញា", "សម្បត្តិ", "ពេជ្រ", ""]
        {
            assert_eq!(look_alike(text), None, "{text}");
        }
    }
}
