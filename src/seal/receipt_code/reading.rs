//! What arrived from a scanner, a photo or a hand, before anyone asks whether it is true.

use super::super::alphabet::{is_separator, value};
use super::super::khmer_keys;
use super::{LENGTH, Symbols};

/// More characters than this are no attempt at a code, and are not looked at.
const LONGEST: usize = 64;

/// Typed characters as symbols; `None` stands for one that is no symbol, for example the `?` of
/// an officer who cannot read it.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading(Vec<Option<u8>>);

/// Reads what was typed, forgiving: any case, spaces, dashes, O for 0, I and L for 1, Khmer
/// digits, and letters typed while the Khmer layout was active.
///
/// Give it the text as it arrived: putting Khmer marks in order first would move characters.
pub fn read(typed: &str) -> Reading {
    if LONGEST * 4 < typed.len() {
        return Reading(Vec::new());
    }
    let latin = khmer_keys::to_latin(typed);
    let kept = latin.chars().filter(|each| !is_separator(*each));
    Reading(kept.map(value).take(LONGEST + 1).collect())
}

impl Reading {
    /// The characters read, known or not.
    pub(super) fn symbols(&self) -> &[Option<u8>] {
        &self.0
    }

    /// All 23 symbols, if each was read.
    pub(super) fn exact(&self) -> Option<Symbols> {
        let known: Vec<u8> = self.0.iter().copied().collect::<Option<_>>()?;
        known.try_into().ok()
    }

    /// The 23 places, if there are as many.
    pub(super) fn places(&self) -> Option<[Option<u8>; LENGTH]> {
        self.0.as_slice().try_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "KB1EVNT01002ABCDEFGHJKM";

    #[test]
    fn one_code_typed_in_many_ways_is_one_reading() {
        let sound = read(SOUND);
        assert!(sound.exact().is_some());
        for typed in [
            "KB1E-VNT0-1002-ABCD-EFGH-JKM",
            "kb1e vnt0 1002 abcd efgh jkm",
            "KBIEVNTOLOO2ABCDEFGHJKM",
            " KB1EVNT០១០០២ABCDEFGHJKM\r\n",
            "kb1e\u{200B}vnt0—1002.abcd/efgh_jkm",
        ] {
            assert!(read(typed) == sound, "{typed}");
        }
    }

    #[test]
    fn a_scanner_under_the_khmer_layout_types_the_same_code() {
        // K B 1 E V N T 0 1 0 0 2 A B C D E F G H J K M, letters with Shift and without.
        let shifted = "គព១ែ\u{17C1}\u{17C7}ណទ០១០០២\u{17B6}\u{17C6}ពជឌែធអះញគ\u{17C6}";
        let plain = "កប១\u{17C1}វនត០១០០២\u{17B6}បចដ\u{17C1}ថងហ\u{17D2}កម";
        assert!(read(shifted) == read(SOUND));
        assert!(read(plain) == read(SOUND));
    }

    #[test]
    fn what_cannot_be_read_keeps_its_place() {
        let reading = read("KB1EVNT0100?ABCDEFGHJKM");
        assert_eq!(reading.symbols().len(), 23);
        assert_eq!(reading.symbols()[11], None);
        assert_eq!(reading.exact(), None);
        assert!(reading.places().is_some());
    }

    #[test]
    fn an_endless_text_is_not_read() {
        assert!(read(&"K".repeat(100_000)).symbols().is_empty());
    }
}
