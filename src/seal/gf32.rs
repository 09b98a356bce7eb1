//! Arithmetic with 32 numbers, so that a check character can be weighted.
//!
//! The field GF(2⁵) with the polynomial x⁵ + x² + 1. Adding is exclusive-or; the powers of 2 run
//! through all 31 other numbers before they repeat, so up to 31 places get weights of their own.

/// All products, row by row: looking for a damaged group multiplies some million times.
static PRODUCTS: [u8; 1024] = products();

/// The product of two numbers below 32.
pub(super) fn times(left: u8, right: u8) -> u8 {
    let place = usize::from(left & 31) << 5 | usize::from(right & 31);
    PRODUCTS.get(place).copied().unwrap_or_default()
}

#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "runs in the compiler only, where a fault would be an error"
)]
const fn products() -> [u8; 1024] {
    let mut products = [0; 1024];
    let mut place = 0;
    while place < 1024 {
        let mut shifted = (place >> 5) as u8;
        let mut factor = place as u8 & 31;
        while factor != 0 {
            if factor & 1 == 1 {
                products[place] ^= shifted;
            }
            factor >>= 1;
            shifted <<= 1;
            if shifted & 0b10_0000 != 0 {
                shifted ^= 0b10_0101;
            }
        }
        place += 1;
    }
    products
}

/// Two to the power of `exponent`.
pub(super) fn power(exponent: u8) -> u8 {
    (0..exponent % 31).fold(1, |product, _| times(product, 2))
}

/// `number` divided by two to the power of `exponent`.
pub(super) fn divided_by_power(number: u8, exponent: u8) -> u8 {
    times(number, power(31 - exponent % 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_powers_of_two_are_all_different() {
        let powers: std::collections::BTreeSet<u8> = (0..31).map(power).collect();
        assert_eq!(powers, (1..32).collect());
    }

    #[test]
    fn it_is_a_field() {
        for a in 0..32 {
            assert_eq!(times(a, 1), a);
            assert_eq!(times(a, 0), 0);
            for b in 0..32 {
                assert_eq!(times(a, b), times(b, a));
                assert_eq!(times(a, b) == 0, a == 0 || b == 0);
                for c in 0..32 {
                    assert_eq!(times(a, b ^ c), times(a, b) ^ times(a, c));
                    assert_eq!(times(a, times(b, c)), times(times(a, b), c));
                }
            }
        }
    }

    #[test]
    fn dividing_undoes_multiplying() {
        for number in 0..32 {
            for exponent in 0..31 {
                assert_eq!(divided_by_power(times(number, power(exponent)), exponent), number);
            }
        }
    }
}
