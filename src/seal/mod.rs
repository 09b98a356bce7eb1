//! Every key in one place, and the only room that names cryptographic crates.
//!
//! | file | what it guards |
//! |---|---|
//! | [`keyring`] | the database key, wrapped once for each keyholder and once for the recovery sheet |
//! | [`recovery`] | the printed code of the recovery sheet |
//! | [`passphrase`] | what a good passphrase is, and how one typed text becomes the same bytes every time |
//! | [`pin`] | staff PINs |
//! | [`receipt_code`] | the code on a receipt: minted, read from any keyboard, checked, mended |
//! | [`sealed`] | notes that only a focal can open |
//! | [`focal_key`] | how a focal, and the recovery sheet, reach an event's secret |
//! | [`parcel`] | files that leave the laptop and open for chosen people only |
//! | [`chain`] | the journal's hash chain |
//! | [`authority`] | the kit's certificate authority and the key by which joined laptops know it |
//! | [`tls`] | what is spoken with staff devices on the network |
//! | [`spoken`] | the digits compared on two screens when a laptop joins |
//! | [`token`] | row ids, a family's ticket token, a draft's short code |
//!
//! Algorithms are fixed: Argon2id, XChaCha20-Poly1305, X25519, SHA-256 and HMAC-SHA-256.
//! Nothing in stored or received data chooses one, and each use has its own label, so that
//! bytes made for one purpose are worth nothing in another.

pub mod authority;
pub mod chain;
pub mod focal_key;
pub mod keyring;
pub mod parcel;
pub mod passphrase;
pub mod pin;
pub mod receipt_code;
pub mod recovery;
pub mod sealed;
pub mod spoken;
pub mod tls;
pub mod token;

mod alphabet;
mod cost;
mod gf32;
mod keyring_error;
mod khmer_keys;
mod mac;
mod slot;
mod wrap;

pub use cost::Cost;
pub use mac::{same, sha256, sha256_of};

use zeroize::Zeroize;

/// `N` bytes from the operating system's generator.
///
/// # Panics
/// If the operating system has no randomness to give. Any key made without it would be a lie,
/// so there is nothing sensible to return.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    assert!(getrandom::fill(&mut bytes).is_ok(), "the operating system gave no random bytes");
    bytes
}

/// Bytes that are wiped when they are dropped, and that never show in a debug print.
///
/// They lie on the heap, so that moving a secret leaves no copy of it on the stack.
#[derive(Clone)]
pub struct Secret<const N: usize>(Box<[u8; N]>);

impl<const N: usize> Secret<N> {
    /// A new secret from the operating system's generator.
    pub fn random() -> Self {
        Self::from_bytes(random())
    }

    /// Takes over `bytes` and wipes the array it was given.
    pub fn from_bytes(mut bytes: [u8; N]) -> Self {
        let mut secret = Self(Box::new([0; N]));
        secret.0.copy_from_slice(&bytes);
        bytes.zeroize();
        secret
    }

    /// The bytes. Whoever copies them must wipe the copy.
    pub fn bytes(&self) -> &[u8; N] {
        &self.0
    }

    /// For the functions of this room that fill a secret in place.
    fn bytes_mut(&mut self) -> &mut [u8; N] {
        &mut self.0
    }
}

impl<const N: usize> Drop for Secret<N> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<const N: usize> std::fmt::Debug for Secret<N> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// The raw key of the encrypted database: 32 random bytes, used as they are.
#[derive(Clone, Debug)]
pub struct DatabaseKey(Secret<32>);

impl DatabaseKey {
    /// A key for a new kit.
    pub fn random() -> Self {
        Self(Secret::random())
    }

    /// A key that was kept elsewhere, for example in a test.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret::from_bytes(bytes))
    }

    /// The raw bytes, for the one statement that unlocks the database.
    pub fn bytes(&self) -> &[u8; 32] {
        self.0.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_random_values_differ() {
        assert_ne!(random::<16>(), random::<16>());
        assert_ne!(random::<16>(), [0; 16]);
    }

    #[test]
    fn a_debug_print_shows_no_secret() {
        let key = DatabaseKey::from_bytes([0xAB; 32]);
        assert_eq!(format!("{key:?}"), "DatabaseKey(Secret(…))");
    }
}
