//! Where a text cannot be spelt as it stands: found by drawing it, as the paper would show it.

use std::ops::Range;

use super::face::Face;
use super::shape::{is_khmer, shape};
use crate::khmer;

/// The glyph's character: a circle in place of the letter that a mark lacks.
const CIRCLE: char = '\u{25CC}';

/// The first syllable of `text` that looks wrong, as byte offsets on character boundaries, never empty: a mark without
/// a letter, which shaping draws on a dotted circle, or characters that form no syllable of modern Khmer.
///
/// For the normal form of a text: what only the order makes wrong, [`khmer::normalize`] has mended before. It is a
/// question to whoever types and no reason to refuse anything: real names break the rule.
pub fn doubtful(text: &str) -> Option<Range<usize>> {
    let circled = circled(text);
    let unformed = khmer::well_formed(text).err().map(|suspect| suspect.range);
    let found = match (circled, unformed) {
        (Some(one), Some(other)) if other.start < one.start => other,
        (Some(one), _) => one,
        (None, other) => other?,
    };
    // A mark after a blank is drawn as one with it.
    let blank = text.get(found.clone())?.find(|letter: char| !letter.is_whitespace())?;
    Some(with_its_letter(text, found.start + blank..found.end))
}

/// The characters that shaping draws with a dotted circle nobody typed.
fn circled(text: &str) -> Option<Range<usize>> {
    let font = Face::Text.font();
    let (circle, glyphs) = (font.dotted_circle(), shape(font, text));
    let typed = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(CIRCLE));
    let start = glyphs.iter().find(|glyph| glyph.id == circle && !typed(glyph.cluster))?.cluster;
    let after = glyphs.iter().map(|glyph| glyph.cluster).filter(|cluster| start < *cluster).min();
    let end = after.unwrap_or(text.len());
    text.get(start..end)?;
    Some(start..end)
}

/// A mark alone is hard to see: the syllable before it is marked with it, if it touches.
fn with_its_letter(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let touching = before.char_indices().rev().take_while(|(_, letter)| is_khmer(*letter));
    let mut start = range.start;
    for (at, letter) in touching {
        start = at;
        let below = text.get(..at).is_some_and(|before| before.ends_with('\u{17D2}'));
        if matches!(letter, '\u{1780}'..='\u{17B3}') && !below {
            break;
        }
    }
    start..range.end
}

#[cfg(test)]
mod tests {
    use super::doubtful;
    use crate::domain::place::{Level, Place};
    use proptest::prelude::*;

    #[track_caller]
    fn marked(text: &str) -> &str {
        text.get(doubtful(text).expect("something looks wrong")).unwrap()
    }

    #[test]
    fn the_syllable_that_cannot_be_drawn_is_marked() {
        assert_eq!(marked("សុខ ដា\u{17B7}រា"), "ដា\u{17B7}");
        assert_eq!(marked("\u{17B6}សុខ"), "\u{17B6}");
        assert_eq!(marked("ស្ត្រី\u{17D2}"), "ស្ត្រី\u{17D2}");
        assert_eq!(marked("សុខ \u{17CB}"), "\u{17CB}");
    }

    #[test]
    fn common_names_and_other_scripts_are_not_doubted() {
        for text in ["សុខ ដារ៉ា", "ស៊ើប ច័ន្ទធី", "វណ្ណៈ", "ឫទ្ធី", "Sok Dara", "១២ ។ល។", "◌", ""]
        {
            assert_eq!(doubtful(text), None, "{text}");
        }
    }

    /// A warning that comes up for good names is read by nobody.
    #[test]
    fn hardly_any_name_of_a_village_is_doubted() {
        let villages = || Place::all(Level::Village).map(Place::khmer);
        let doubted = villages().filter(|name| doubtful(name).is_some()).count();
        assert!(doubted * 500 < villages().count(), "{doubted} of {}", villages().count());
    }

    proptest! {
        #[test]
        fn whatever_is_marked_can_be_cut_out(text in "[\u{1780}-\u{17DD}\u{200B}-\u{200D}a ]{0,20}") {
            if let Some(range) = doubtful(&text) {
                prop_assert!(!range.is_empty());
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
