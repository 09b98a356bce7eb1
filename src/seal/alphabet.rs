//! Crockford's base 32: the letters of every code people read, type or say.
//!
//! It has no I, L, O and U, so that what looks like a one or a zero is one.

use super::khmer_keys;

/// The 32 symbols by value.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The symbol for the low five bits of `value`, upper case.
pub(super) fn symbol(value: u8) -> char {
    SYMBOLS.get(usize::from(value & 31)).map_or('0', |byte| char::from(*byte))
}

/// The value of a typed character: any case, O as 0, I and L as 1, Khmer digits.
pub(super) fn value(typed: char) -> Option<u8> {
    let plain = match khmer_keys::digit(typed).unwrap_or(typed).to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = SYMBOLS.iter().position(|symbol| char::from(*symbol) == plain)?;
    u8::try_from(place).ok()
}

/// What people put between groups: spaces of every kind (the Khmer keyboard's space bar makes
/// one without width), dashes, dots, strokes, and the letter on the Khmer dash key.
pub(super) fn is_separator(typed: char) -> bool {
    typed.is_whitespace()
        || typed.is_control()
        || matches!(
            typed,
            '-' | '_' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{17A5}'
                | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
        )
}

/// The low `5 * N` bits of `number` as `N` symbol values, the highest first.
pub(super) fn split<const N: usize>(number: u64) -> [u8; N] {
    let mut rest = number;
    let mut values = [0; N];
    for value in values.iter_mut().rev() {
        *value = u8::try_from(rest & 31).unwrap_or_default();
        rest >>= 5;
    }
    values
}

/// The number that [`split`] took apart. At most twelve values have a meaning.
pub(super) fn join(values: &[u8]) -> u64 {
    values.iter().fold(0, |number, value| (number << 5) | u64::from(value & 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_reads_back_in_both_cases() {
        for number in 0..32 {
            assert_eq!(value(symbol(number)), Some(number));
            assert_eq!(value(symbol(number).to_ascii_lowercase()), Some(number));
        }
        assert_eq!(value('U'), None);
        assert_eq!(value('ក'), None);
    }

    #[test]
    fn look_alikes_and_khmer_digits_are_forgiven() {
        let read = |text: &str| text.chars().map(value).collect::<Option<Vec<_>>>();
        assert_eq!(read("oOiIlL"), read("001111"));
        assert_eq!(read("០១២៣៤៥៦៧៨៩"), read("0123456789"));
    }

    #[test]
    fn numbers_split_and_join() {
        assert_eq!(split::<4>(0xFFFFF), [31; 4]);
        assert_eq!(split::<3>(1), [0, 0, 1]);
        for number in [0, 1, 31, 32, 0xABCDE] {
            assert_eq!(join(&split::<4>(number)), number);
        }
    }
}
