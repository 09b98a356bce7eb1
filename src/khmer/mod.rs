//! Khmer text: one encoding order, search folds, digits, the order of lists, and a check of spelling.
//!
//! The same Khmer word can be typed in many orders of code points that look alike on
//! paper. Whatever enters the kit goes through [`normalize`] once, so that everything
//! after it may compare, measure and shape what it holds.
//!
//! This is the ground floor: text in, text out, no other room is named here.

mod collate;
pub mod digits;
mod fold;
mod latin;
mod look_alike;
mod order;
mod policy;
mod syllable;

pub use collate::{SortKey, compare};
pub use fold::{fold, search_key, skeleton};
pub use latin::{latin_fold, latin_skeleton, loose};
pub use look_alike::look_alike;
pub use policy::{normalize, turns_direction};
pub use syllable::{Suspect, syllables, well_formed};

/// Whether `letter` belongs to the Khmer script: letters, marks, digits, punctuation
/// (U+1780–17FF) and the symbols of lunar dates (U+19E0–19FF).
///
/// Joiners (U+200B–200D) belong to no script and are not counted here.
pub fn is_khmer(letter: char) -> bool {
    matches!(letter, '\u{1780}'..='\u{17FF}' | '\u{19E0}'..='\u{19FF}')
}

/// The sign that puts the next letter below the one before (U+17D2).
const COENG: char = '\u{17D2}';
/// Zero width non-joiner: keeps a shifter above its letter.
const ZWNJ: char = '\u{200C}';
/// Zero width joiner.
const ZWJ: char = '\u{200D}';

/// A letter that can begin a syllable: consonants and independent vowels in use.
fn is_base(letter: char) -> bool {
    matches!(letter, '\u{1780}'..='\u{17A2}' | '\u{17A5}'..='\u{17B3}')
}

/// A consonant (U+1780–17A2).
fn is_consonant(letter: char) -> bool {
    matches!(letter, '\u{1780}'..='\u{17A2}')
}

/// What the letters of one cluster say about the register shifter that fits it.
///
/// A cluster is strong when it has a letter of the first series and no BA: its shifter
/// is TRIISAP (U+17CA), that of any other cluster MUUSIKATOAN (U+17C9).
#[derive(Clone, Copy, Default)]
struct Strength {
    first_series: bool,
    ba: bool,
}

impl Strength {
    fn with(self, letter: char) -> Self {
        let first_series = matches!(letter,
            '\u{1780}'..='\u{1783}' | '\u{1785}'..='\u{1788}' | '\u{178A}'..='\u{178D}'
            | '\u{178F}'..='\u{1792}' | '\u{1795}'..='\u{1797}' | '\u{179E}'..='\u{17A0}' | '\u{17A2}');
        Self {
            first_series: self.first_series || first_series,
            ba: self.ba || letter == '\u{1794}',
        }
    }

    fn is_strong(self) -> bool {
        self.first_series && !self.ba
    }
}
