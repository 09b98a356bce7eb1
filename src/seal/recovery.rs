//! The code on the printed recovery sheet: it opens the kit when every passphrase is forgotten.
//!
//! Eight groups of five characters. Four of each group carry 20 random bits, 160 in all; the
//! fifth checks the group and its place, so that a mistyped or swapped group can be named.

use zeroize::Zeroizing;

use super::alphabet::{is_separator, symbol, value};
use super::{Secret, gf32, khmer_keys};

/// Groups on the sheet.
const GROUPS: usize = 8;
/// Random characters in a group, before its check character.
const CARRIED: usize = 4;

/// Why typed text is not a recovery code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    /// Not 40 characters of the code's alphabet; perhaps a passphrase.
    #[error("this is not a recovery code")]
    NotACode,
    /// These groups (1 to 8, as printed) are not what the sheet says.
    #[error("some groups of the recovery code are mistyped")]
    Mistyped(Vec<u8>),
}

/// The secret of a recovery sheet: 160 random bits.
#[derive(Clone, Debug)]
pub struct RecoveryCode(Secret<32>);

impl RecoveryCode {
    /// A new code.
    pub fn random() -> Self {
        let mut carried: Secret<32> = Secret::random();
        for value in carried.bytes_mut() {
            *value &= 31;
        }
        Self(carried)
    }

    /// The code as it is printed: `XXXXX-XXXXX-…`, eight groups. Print it, then drop it.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(GROUPS * (CARRIED + 2));
        for (place, group) in (0..).zip(self.0.bytes().as_chunks::<CARRIED>().0) {
            if place != 0 {
                text.push('-');
            }
            text.extend(group.iter().map(|value| symbol(*value)));
            text.push(symbol(check_value(place, *group)));
        }
        text
    }

    /// Reads what a person typed from the sheet: any case, with or without dashes, look-alikes,
    /// Khmer digits, or the Khmer layout.
    pub fn parse(typed: &str) -> Result<Self, RecoveryError> {
        let latin = Zeroizing::new(khmer_keys::to_latin(typed));
        let kept = latin.chars().filter(|each| !is_separator(*each));
        let values: Zeroizing<Vec<u8>> =
            Zeroizing::new(kept.map(value).collect::<Option<_>>().ok_or(RecoveryError::NotACode)?);
        let (groups, []) = values.as_chunks::<{ CARRIED + 1 }>() else {
            return Err(RecoveryError::NotACode);
        };
        if groups.len() != GROUPS {
            return Err(RecoveryError::NotACode);
        }
        let mut carried = Secret::from_bytes([0; 32]);
        let mut mistyped = Vec::new();
        let places = carried.bytes_mut().as_chunks_mut::<CARRIED>().0;
        for ((place, group), [a, b, c, d, check]) in (0..).zip(places).zip(groups) {
            *group = [*a, *b, *c, *d];
            if check_value(place, *group) != *check {
                mistyped.push(place + 1);
            }
        }
        if mistyped.is_empty() { Ok(Self(carried)) } else { Err(RecoveryError::Mistyped(mistyped)) }
    }

    /// Whether a reading that failed was meant as a recovery code: most groups are sound. A
    /// passphrase that happens to have 40 such letters gets there about once in 600 000.
    pub(super) fn was_meant(mistyped: &[u8]) -> bool {
        mistyped.len() < GROUPS / 2
    }
}

/// The check value of the group at `place` (from 0): any one change, any swap of two characters,
/// and any other place give another value.
fn check_value(place: u8, group: [u8; CARRIED]) -> u8 {
    let weighted = (1..).zip(group).map(|(weight, value)| gf32::times(gf32::power(weight), value));
    // The place is added with a weight of its own; 1 keeps the first group from checking as zeros.
    weighted.fold(gf32::times(gf32::power(7), place + 1), |sum, term| sum ^ term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_code_reads_back_however_it_is_typed() {
        let code = RecoveryCode::random();
        let text = code.text();
        assert_eq!(text.len(), 8 * 5 + 7);
        let loose = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        for typed in [text.clone(), text.replace('-', ""), loose] {
            let read = RecoveryCode::parse(&typed).unwrap();
            assert_eq!(read.0.bytes(), code.0.bytes(), "{typed}");
        }
    }

    #[test]
    fn every_single_change_names_its_group() {
        let text: Vec<char> = RecoveryCode::random().text().chars().collect();
        for place in (0..text.len()).filter(|place| text[*place] != '-') {
            for changed in (0..32).map(symbol).filter(|other| *other != text[place]) {
                let mut typed = text.clone();
                typed[place] = changed;
                let group = u8::try_from(place / 6 + 1).unwrap();
                let outcome = RecoveryCode::parse(&typed.iter().collect::<String>());
                assert_eq!(outcome.err(), Some(RecoveryError::Mistyped(vec![group])));
            }
        }
    }

    #[test]
    fn swapped_neighbours_and_swapped_groups_are_noticed() {
        for group in [[0, 1, 2, 3], [31, 30, 7, 8]] {
            for place in 0..3 {
                let mut swapped = group;
                swapped.swap(place, place + 1);
                assert_ne!(check_value(0, group), check_value(0, swapped));
            }
        }
        for (one, other) in (0..8).flat_map(|one| (0..one).map(move |other| (one, other))) {
            assert_ne!(check_value(one, [1, 2, 3, 4]), check_value(other, [1, 2, 3, 4]));
        }
    }

    #[test]
    fn a_passphrase_is_not_taken_for_a_code() {
        for typed in ["", "river lamp goat", "U".repeat(40).as_str(), "7".repeat(41).as_str()] {
            assert_eq!(RecoveryCode::parse(typed).err(), Some(RecoveryError::NotACode));
        }
        let Err(RecoveryError::Mistyped(groups)) = RecoveryCode::parse(&"A".repeat(40)) else {
            panic!("forty letters are no code");
        };
        assert!(!RecoveryCode::was_meant(&groups));
    }

    #[test]
    fn a_debug_print_shows_no_code() {
        assert_eq!(format!("{:?}", RecoveryCode::random()), "RecoveryCode(Secret(…))");
    }
}
