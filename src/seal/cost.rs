//! What one guess at a passphrase costs, and the only caller of Argon2.

use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::{Deserialize, Serialize};

use super::Secret;
use crate::machine;

/// One derivation at a time: its memory is most of the server's budget (64 MB), and ten
/// people who sign in after a power cut must not need ten times that.
static ONE_PIN: Mutex<()> = Mutex::new(());

/// The same for passphrases, which take a second and more: whoever types a PIN does not wait behind one.
static ONE_PASSPHRASE: Mutex<()> = Mutex::new(());

/// From this many bytes on the GNU allocator always gives memory back to the system when it is
/// freed (its `DEFAULT_MMAP_THRESHOLD_MAX` is 32 MiB). A PIN's 7 MiB would be kept instead, once in
/// each arena: 10 MB and more of the server's budget. What is reserved beyond need is never touched.
const RETURNED_AT_ONCE: usize = 33 << 20;

/// The most memory a file may ask for, so that a damaged one cannot exhaust the laptop: 1 GiB.
const MOST_MEMORY_KIB: u32 = 1 << 20;
/// The most passes a file may ask for.
const MOST_PASSES: u32 = 1_000;
/// The most lanes a file may ask for.
const MOST_LANES: u32 = 16;

/// How much work one guess at a passphrase or PIN is: Argon2id's memory, passes and lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    #[serde(rename = "m")]
    memory_kib: u32,
    #[serde(rename = "t")]
    passes: u32,
    #[serde(rename = "p")]
    lanes: u32,
}

impl Cost {
    /// For passphrases that guard keys on a laptop which may be stolen: 46 MiB, 24 passes,
    /// about one second. Memory would be the stronger lever, but it counts in the server's peak.
    pub const fn field() -> Self {
        Self { memory_kib: 46 * 1024, passes: 24, lanes: 1 }
    }

    /// For staff PINs, whose hashes lie inside the encrypted database: 7 MiB and 5 passes, some 30 ms. OWASP's password
    /// storage cheat sheet holds it equal to its minimum of 19 MiB and 2 passes, and officers sign in while two hundred
    /// phones are at it.
    pub const fn pin() -> Self {
        Self { memory_kib: 7 * 1024, passes: 5, lanes: 1 }
    }

    /// For tests only: no protection at all, and fast.
    pub const fn test() -> Self {
        Self { memory_kib: 32, passes: 1, lanes: 1 }
    }

    /// A cost read from a file, if it is within what this program agrees to spend.
    pub(super) fn checked(self) -> Option<Self> {
        let sound = self.memory_kib <= MOST_MEMORY_KIB
            && self.passes <= MOST_PASSES
            && self.lanes <= MOST_LANES
            && self.params().is_some();
        sound.then_some(self)
    }

    /// Twelve bytes that bind a cost to what it was used for.
    pub(super) fn to_bytes(self) -> [u8; 12] {
        let mut bytes = [0; 12];
        let fields = [self.memory_kib, self.passes, self.lanes];
        for (place, field) in bytes.chunks_exact_mut(4).zip(fields) {
            place.copy_from_slice(&field.to_be_bytes());
        }
        bytes
    }

    /// What [`Cost::to_bytes`] wrote, if it is acceptable.
    pub(super) fn from_bytes(bytes: [u8; 12]) -> Option<Self> {
        let mut fields = bytes.as_chunks::<4>().0.iter().map(|field| u32::from_be_bytes(*field));
        Self { memory_kib: fields.next()?, passes: fields.next()?, lanes: fields.next()? }.checked()
    }

    /// Memory in KiB, passes and lanes, for the text form of a PIN's hash.
    pub(super) fn parts(self) -> [u32; 3] {
        [self.memory_kib, self.passes, self.lanes]
    }

    /// The reverse of [`Cost::parts`], if acceptable.
    pub(super) fn from_parts([memory_kib, passes, lanes]: [u32; 3]) -> Option<Self> {
        Self { memory_kib, passes, lanes }.checked()
    }

    fn params(self) -> Option<Params> {
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()
    }
}

/// What was typed, which says whom it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    Pin,
    Passphrase,
}

/// Argon2id (version 1.3) of `typed` with `salt`. Blocks for as long as the cost says, and
/// waits for any other derivation of its kind first. `None` for a cost Argon2 refuses, or no memory.
pub(super) fn derive(what: Typed, typed: &[u8], salt: &[u8; 16], cost: Cost) -> Option<Secret<32>> {
    match what {
        Typed::Pin => {
            let _turn = ONE_PIN.lock().unwrap_or_else(PoisonError::into_inner);
            derive_now(typed, salt, cost)
        }
        Typed::Passphrase => {
            let _turn = ONE_PASSPHRASE.lock().unwrap_or_else(PoisonError::into_inner);
            // A second of nothing but work would take half of a small laptop from two hundred phones.
            machine::yielding(|| derive_now(typed, salt, cost))
        }
    }
}

fn derive_now(typed: &[u8], salt: &[u8; 16], cost: Cost) -> Option<Secret<32>> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?);
    let blocks = argon.params().block_count();
    let mut memory = Vec::new();
    memory.try_reserve_exact(blocks.max(RETURNED_AT_ONCE / Block::SIZE)).ok()?;
    memory.resize(blocks, Block::new());
    let mut key = Secret::from_bytes([0; 32]);
    let outcome = argon.hash_password_into_with_memory(typed, salt, key.bytes_mut(), &mut memory);
    drop(memory);
    outcome.ok().map(|()| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_and_salt_give_the_same_key_and_nothing_else_does() {
        let key =
            |typed: &[u8], salt, cost| *derive(Typed::Pin, typed, &salt, cost).unwrap().bytes();
        let dearer = Cost { passes: 2, ..Cost::test() };
        let phrase = derive(Typed::Passphrase, b"rice field", &[1; 16], Cost::test()).unwrap();
        assert_eq!(*phrase.bytes(), key(b"rice field", [1; 16], Cost::test()));
        let first = key(b"rice field", [1; 16], Cost::test());
        assert_eq!(first, key(b"rice field", [1; 16], Cost::test()));
        assert_ne!(first, key(b"rice fields", [1; 16], Cost::test()));
        assert_ne!(first, key(b"rice field", [2; 16], Cost::test()));
        assert_ne!(first, key(b"rice field", [1; 16], dearer));
    }

    #[test]
    fn the_cost_in_the_field_is_never_under_the_published_minimum() {
        assert!(Cost::field().memory_kib >= 46 * 1024 && Cost::field().passes >= 24);
        // OWASP's password storage cheat sheet, read in November 2026: what it holds equally strong, in KiB and passes.
        let enough = [(47_104, 1), (19_456, 2), (12_288, 3), (9_216, 4), (7_168, 5)];
        let pin = Cost::pin();
        let is_enough =
            |(memory, passes): &(u32, u32)| pin.memory_kib >= *memory && pin.passes >= *passes;
        assert!(enough.iter().any(is_enough));
    }

    #[test]
    fn a_damaged_cost_is_refused() {
        for cost in [
            Cost { memory_kib: u32::MAX, ..Cost::test() },
            Cost { passes: u32::MAX, ..Cost::test() },
            Cost { lanes: u32::MAX, ..Cost::test() },
            Cost { memory_kib: 0, ..Cost::test() },
            Cost { passes: 0, ..Cost::test() },
            Cost { lanes: 0, ..Cost::test() },
        ] {
            assert_eq!(cost.checked(), None);
            assert_eq!(Cost::from_bytes(cost.to_bytes()), None);
        }
        assert_eq!(Cost::from_bytes(Cost::field().to_bytes()), Some(Cost::field()));
    }
}
