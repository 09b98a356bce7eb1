//! The two hash functions everything else here is built from, with their labels.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

/// HMAC-SHA-256 under `key` over `label` and then each part, every one with its length before
/// it, so that no two different lists of parts give the same bytes.
pub(super) fn hmac(key: &[u8; 32], label: &str, parts: &[&[u8]]) -> [u8; 32] {
    // HMAC fills a short key up with zeros to one block; doing it here leaves nothing to fail.
    let mut block = [0; 64];
    for (place, byte) in block.iter_mut().zip(key) {
        *place = *byte;
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    block.zeroize();
    mac.update(&length(label.as_bytes()));
    mac.update(label.as_bytes());
    for part in parts {
        mac.update(&length(part));
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// SHA-256 over `label` and then each part, lengths included as in [`hmac()`].
pub(super) fn digest(label: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(length(label.as_bytes()));
    hash.update(label.as_bytes());
    for part in parts {
        hash.update(length(part));
        hash.update(part);
    }
    hash.finalize().into()
}

/// SHA-256 of a whole file, of which no more than a piece is held.
pub fn sha256_of(mut file: impl std::io::Read) -> std::io::Result<[u8; 32]> {
    let (mut hash, mut some) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let count = file.read(&mut some)?;
        if count == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(some.get(..count).unwrap_or_default());
    }
}

/// SHA-256 of the bytes alone, as other programs reckon it: for manifests.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Whether two byte strings are equal, in a time that does not tell where they differ.
/// Only their lengths may show.
pub fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let difference =
        left.iter().zip(right).fold(0, |sum, (a, b)| std::hint::black_box(sum | (a ^ b)));
    std::hint::black_box(difference) == 0
}

/// A part's length as eight bytes, the largest first.
fn length(part: &[u8]) -> [u8; 8] {
    u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_be_shifted_into_each_other() {
        assert_ne!(digest("a", &[b"bc", b"d"]), digest("a", &[b"b", b"cd"]));
        assert_ne!(digest("ab", &[b"c"]), digest("a", &[b"bc"]));
        assert_ne!(hmac(&[1; 32], "a", &[b"bc", b"d"]), hmac(&[1; 32], "a", &[b"b", b"cd"]));
    }

    #[test]
    fn hmac_agrees_with_a_key_given_by_its_length() {
        let mut reference = Hmac::<Sha256>::new_from_slice(&[7; 32]).unwrap();
        reference.update(&1_u64.to_be_bytes());
        reference.update(b"L");
        reference.update(&2_u64.to_be_bytes());
        reference.update(b"xy");
        let expected: [u8; 32] = reference.finalize().into_bytes().into();
        assert_eq!(hmac(&[7; 32], "L", &[b"xy"]), expected);
    }

    #[test]
    fn same_means_equal() {
        assert!(same(b"", b""));
        assert!(same(b"abc", b"abc"));
        assert!(!same(b"abc", b"abd"));
        assert!(!same(b"abc", b"abcd"));
    }
}
