//! Is it spelt as Khmer is spelt? A warning for the officer, never a reason to refuse:
//! real names break the rule.

use super::{COENG, Strength, ZWJ, ZWNJ, is_base, is_khmer};
use std::ops::Range;

/// A place in a text where Khmer characters form no syllable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// The characters that do not fit, as byte offsets into the text; on character
    /// boundaries and never empty.
    pub range: Range<usize>,
}

/// Checks that the Khmer in `text` consists of well-formed syllables (modern Khmer).
///
/// Meant for a normal form: what only the order makes wrong, [`super::normalize`] has
/// mended before. Text of other scripts, digits and punctuation pass.
///
/// # Errors
/// The first place that does not fit.
pub fn well_formed(text: &str) -> Result<(), Suspect> {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let mut reader = Reader { rest };
        if is_base(first) {
            reader.syllable();
        } else if !stands_alone(first) {
            reader.take(|_| true);
            while reader
                .take(|letter| is_khmer(letter) && !is_base(letter) && !stands_alone(letter))
            {
            }
            return Err(Suspect { range: start..text.len() - reader.rest.len() });
        } else {
            reader.take(|_| true);
        }
        rest = reader.rest;
    }
    Ok(())
}

/// The text in pieces of one letter each, with what stands below and around it: as it is spelt aloud. Joined again
/// they are the text; whatever is no Khmer letter stands in a piece of its own.
///
/// ```
/// let pieces: Vec<&str> = outreach_kit::khmer::syllables("ស្រីមុំ").collect();
/// assert_eq!(pieces, ["ស្រី", "មុំ"]);
/// ```
pub fn syllables(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut reader = Reader { rest };
        reader.take(|_| true);
        while let Some(letter) = reader.rest.chars().next() {
            let is_below = rest
                .get(..rest.len() - reader.rest.len())
                .is_some_and(|before| before.ends_with(COENG));
            if !(is_below && is_base(letter)) && stands_alone_or_begins(letter) {
                break;
            }
            reader.take(|_| true);
        }
        let piece = rest.get(..rest.len() - reader.rest.len()).filter(|piece| !piece.is_empty())?;
        rest = reader.rest;
        Some(piece)
    })
}

fn stands_alone_or_begins(letter: char) -> bool {
    is_base(letter) || stands_alone(letter)
}

/// Everything but marks and joiners, which need a letter before them.
fn stands_alone(letter: char) -> bool {
    !matches!(letter, '\u{17B6}'..='\u{17D2}' | '\u{17DD}' | ZWNJ | ZWJ) && !is_base(letter)
}

/// Reads one syllable as far as its grammar goes; what is left over is the caller's.
#[derive(Clone, Copy)]
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// `Base Robat? Coengs? Shifter? Vowel? Modifiers? Final?`
    fn syllable(&mut self) {
        let mut strength = Strength::default();
        strength = self.letter().map_or(strength, |letter| strength.with(letter));
        self.take(|letter| letter == '\u{17CC}');
        if let Some(first) = self.coeng() {
            strength = strength.with(first);
            // Coeng RO is always the last.
            if first != '\u{179A}'
                && let Some(second) = self.coeng()
            {
                strength = strength.with(second);
            }
        }
        self.shifter(strength);
        let before_vowel = *self;
        self.take(|letter| matches!(letter, '\u{17B6}'..='\u{17C5}'));
        let after_u = before_vowel.rest.starts_with('\u{17BB}');
        let is_first = self.take(|letter| match letter {
            '\u{17C6}' | '\u{17CB}' | '\u{17CD}'..='\u{17CF}' | '\u{17D1}' => true,
            '\u{17D0}' | '\u{17DD}' => !after_u,
            _ => false,
        });
        if is_first {
            self.take(|letter| {
                matches!(letter, '\u{17C6}' | '\u{17CB}' | '\u{17CD}'..='\u{17D1}' | '\u{17DD}')
            });
        }
        self.take(|letter| matches!(letter, '\u{17C7}' | '\u{17C8}'));
    }

    /// A shifter, and the joiner that keeps it up where it would else drop below.
    fn shifter(&mut self, strength: Strength) {
        let is_triisap = self.rest.starts_with('\u{17CA}');
        if !self.take(|letter| matches!(letter, '\u{17C9}' | '\u{17CA}')) {
            return;
        }
        let Some(held) = self.rest.strip_prefix(ZWNJ) else { return };
        let above = held.starts_with(|letter| {
            matches!(letter, '\u{17B7}'..='\u{17BA}' | '\u{17BE}' | '\u{17DD}')
        }) || held.starts_with("\u{17B6}\u{17C6}");
        let after_left = held.trim_start_matches(['\u{17C1}', '\u{17C2}', '\u{17C3}']);
        let samyok = after_left.starts_with('\u{17D0}')
            && held.len() - after_left.len() <= '\u{17C1}'.len_utf8();
        let fits = if is_triisap {
            above && strength.is_strong()
        } else {
            (above || samyok) && !strength.is_strong()
        };
        if fits {
            self.rest = held;
        }
    }

    /// The letter of a coeng, if one comes next.
    fn coeng(&mut self) -> Option<char> {
        let mut ahead = Self { rest: self.rest.strip_prefix(COENG)? };
        let letter = ahead.letter()?;
        *self = ahead;
        Some(letter)
    }

    fn letter(&mut self) -> Option<char> {
        let letter = self.rest.chars().next()?;
        self.take(is_base).then_some(letter)
    }

    /// Steps over the next character if it is as asked; whether it was.
    fn take(&mut self, is_asked: impl Fn(char) -> bool) -> bool {
        let Some(after) = self.rest.strip_prefix(is_asked) else { return false };
        self.rest = after;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Suspect, syllables, well_formed};
    use proptest::prelude::*;

    #[test]
    fn real_words_are_well_formed() {
        for word in [
            "ស្ត្រី",
            "ពោធិ៍",
            "ស៊ើប",
            "ម្យ៉ាង",
            "កញ្ញា",
            "ញ៉ាំ",
            "ប៉័ង",
            "ធម៌",
            "ឲ្យ",
            "ព្រះមហាក្សត្រ",
            "ច័ន្ទ",
            "វណ្ណៈ",
            "ភូមិ១២ ។ល។ ៕",
            "Sok ដារា",
            "\u{1794}\u{17C9}\u{200C}\u{17B8}",
            "",
        ] {
            assert_eq!(well_formed(word), Ok(()), "{word}");
        }
    }

    #[test]
    fn a_mark_without_a_letter_is_pointed_at() {
        assert_eq!(well_formed("ក \u{17B8}\u{17C6}ខ"), Err(Suspect { range: 4..10 }));
        assert_eq!(well_formed("កាិ"), Err(Suspect { range: 6..9 }));
        assert_eq!(well_formed("ក\u{17D2}"), Err(Suspect { range: 3..6 }));
    }

    #[test]
    fn three_coengs_and_a_coeng_after_ro_are_suspect() {
        assert!(well_formed("ក្ក្ខ្គ").is_err());
        assert!(well_formed("ស្រ្ត").is_err());
    }

    #[test]
    fn a_joiner_needs_a_shifter_that_would_drop() {
        assert!(well_formed("\u{1780}\u{200C}\u{17B8}").is_err());
        assert!(well_formed("\u{1794}\u{17C9}\u{200C}\u{17B6}").is_err());
        assert!(well_formed("\u{179F}\u{17CA}\u{200C}\u{17B8}").is_ok());
        assert!(well_formed("\u{179F}\u{17C9}\u{200C}\u{17B8}").is_err());
    }

    #[test]
    fn a_name_is_spelt_syllable_by_syllable() {
        let pieces = |text| syllables(text).collect::<Vec<_>>();
        assert_eq!(pieces("ស្រីមុំ"), ["ស្រី", "មុំ"]);
        assert_eq!(pieces("ច័ន្ទ"), ["ច័", "ន្ទ"]);
        assert_eq!(pieces("ស៊ីម A"), ["ស៊ី", "ម", " ", "A"]);
        assert!(pieces("").is_empty());
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "[\u{1780}-\u{17DD}\u{200B}-\u{200D}a ]{0,20}") {
            prop_assert_eq!(syllables(&text).collect::<String>(), text);
        }

        #[test]
        fn whatever_is_pointed_at_can_be_cut_out(text in "[\u{1780}-\u{17DD}\u{200B}-\u{200D}a ]{0,20}") {
            if let Err(Suspect { range }) = well_formed(&text) {
                prop_assert!(!range.is_empty());
                prop_assert!(text.get(range).is_some());
            }
        }

        #[test]
        fn no_text_is_too_odd(text in any::<String>()) {
            let _ = well_formed(&text);
        }
    }
}
