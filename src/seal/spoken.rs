//! Six digits that two laptops show when one joins the other. They agree only if nobody stands between them.
//!
//! The joining laptop first sends a *promise*: a hash over a random number and its own secret's hash. Only then does
//! the kit say its random number, and only then does the joining laptop open its promise. Whoever stands between the
//! two would have to fix their own numbers before they know the other side's, so that the digits agree once in a
//! million tries, and each try needs an administrator who presses a button.

use super::mac::{digest, same};

/// One side's random number.
pub type Nonce = [u8; 32];

/// The promise of a joining laptop: its random number and the hash of its secret, as one hash.
pub fn promise(nonce: &Nonce, device: &[u8; 32]) -> [u8; 32] {
    digest("outreach-kit join promise v1", &[nonce, device])
}

/// Whether a promise was kept.
pub fn is_kept(promised: &[u8; 32], nonce: &Nonce, device: &[u8; 32]) -> bool {
    same(promised, &promise(nonce, device))
}

/// The digits: `pin` is the kit's key ([`super::authority::pin_of`]) as each side knows it, `device` the hash of the
/// joining laptop's secret, then the joining laptop's number and the kit's.
pub fn digits(pin: &[u8; 32], device: &[u8; 32], joining: &Nonce, kit: &Nonce) -> String {
    let hash = digest("outreach-kit join digits v1", &[pin, device, joining, kit]);
    let head = hash.iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let number = head % 1_000_000;
    format!("{:03} {:03}", number / 1000, number % 1000)
}

/// Bytes as they are sent: lower-case hexadecimal digits.
pub fn to_text(bytes: &[u8; 32]) -> String {
    super::token::to_hex(bytes)
}

/// The reverse of [`to_text`]; none for anything else.
pub fn from_text(text: &str) -> Option<[u8; 32]> {
    super::token::from_hex(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_binds_the_number_and_the_secret() {
        let made = promise(&[1; 32], &[2; 32]);
        assert!(is_kept(&made, &[1; 32], &[2; 32]));
        assert!(!is_kept(&made, &[3; 32], &[2; 32]));
        assert!(!is_kept(&made, &[1; 32], &[3; 32]));
    }

    #[test]
    fn every_part_changes_the_digits() {
        let shown = digits(&[1; 32], &[2; 32], &[3; 32], &[4; 32]);
        assert_eq!(shown.len(), 7);
        let others = [
            digits(&[9; 32], &[2; 32], &[3; 32], &[4; 32]),
            digits(&[1; 32], &[9; 32], &[3; 32], &[4; 32]),
            digits(&[1; 32], &[2; 32], &[9; 32], &[4; 32]),
            digits(&[1; 32], &[2; 32], &[3; 32], &[9; 32]),
        ];
        for other in others {
            assert_ne!(shown, other);
        }
    }

    #[test]
    fn numbers_travel_as_text() {
        assert_eq!(from_text(&to_text(&[171; 32])), Some([171; 32]));
        assert_eq!(from_text("ab"), None);
        assert_eq!(from_text(&"x".repeat(64)), None);
    }
}
