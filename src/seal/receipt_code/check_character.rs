//! The check character: one equation over all 23 characters.
//!
//! Each place has its own weight, none of them zero, and the weighted sum of a sound code is
//! zero. One changed character changes the sum, and so does a swap of any two different
//! characters, neighbours or not.

use super::super::gf32;
use super::{LENGTH, Symbols};

/// The weight of the place `place`: two to the power of it.
fn weight(place: usize) -> u8 {
    const WEIGHTS: [u8; LENGTH] =
        [1, 2, 4, 8, 16, 5, 10, 20, 13, 26, 17, 7, 14, 28, 29, 31, 27, 19, 3, 6, 12, 24, 21];
    WEIGHTS.get(place).copied().unwrap_or_default()
}

/// The weighted sum: zero for a sound code.
fn sum(symbols: &Symbols) -> u8 {
    (0..).zip(symbols).fold(0, |sum, (place, value)| sum ^ gf32::times(weight(place), *value))
}

/// Whether the equation holds.
pub(super) fn fits(symbols: &Symbols) -> bool {
    sum(symbols) == 0
}

/// `symbols` with the one value at `place` (0 to 22) for which the equation holds.
pub(super) fn solve(mut symbols: Symbols, place: usize) -> Symbols {
    let (Some(value), Ok(exponent)) = (symbols.get_mut(place), u8::try_from(place)) else {
        return symbols;
    };
    *value = 0;
    let missing = gf32::divided_by_power(sum(&symbols), exponent);
    if let Some(value) = symbols.get_mut(place) {
        *value = missing;
    }
    symbols
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> impl Iterator<Item = Symbols> {
        let numbers = (0..64_u32).map(|seed| {
            std::array::from_fn(|place| {
                let mixed = (seed + 1)
                    .wrapping_mul(2_654_435_761)
                    .rotate_left(u32::try_from(place).unwrap());
                u8::try_from(mixed & 31).unwrap()
            })
        });
        numbers.map(|symbols| solve(symbols, 12))
    }

    #[test]
    fn the_weights_are_the_powers_of_two() {
        for place in 0..LENGTH {
            assert_eq!(weight(place), gf32::power(u8::try_from(place).unwrap()));
        }
    }

    #[test]
    fn solving_at_any_place_gives_a_sound_code() {
        for symbols in samples() {
            for place in 0..LENGTH {
                assert_eq!(solve(symbols, place), symbols);
            }
        }
    }

    #[test]
    fn every_single_change_is_caught() {
        // The sum is linear, so what matters is the change alone: all 23 times 31 of them.
        for symbols in samples() {
            for place in 0..LENGTH {
                for change in 1..32 {
                    let mut changed = symbols;
                    changed[place] ^= change;
                    assert!(!fits(&changed), "place {place}, change {change}");
                }
            }
        }
    }

    #[test]
    fn every_swap_of_two_different_characters_is_caught() {
        // Exhaustive: every pair of places with every pair of values.
        for (one, other) in (0..LENGTH).flat_map(|a| (0..a).map(move |b| (a, b))) {
            for (left, right) in (0..32).flat_map(|a| (0..a).map(move |b| (a, b))) {
                let mut symbols = [0; LENGTH];
                symbols[one] = left;
                symbols[other] = right;
                let before = sum(&symbols);
                symbols.swap(one, other);
                assert_ne!(before, sum(&symbols), "{one} and {other}");
            }
        }
    }
}
