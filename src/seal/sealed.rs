//! Notes that anybody at a desk can write and only a focal can read.
//!
//! A box is: one-time public key 32 ‖ nonce 24 ‖ ciphertext ‖ tag 16. Its key is HMAC-SHA-256
//! under the X25519 secret over a label and both public keys; it is bound to `about`, which says
//! what the note is and of which case, so that no box can be moved to another child. The text is
//! padded to whole blocks first: an empty note and a full one have the same size.

use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::cost::{Cost, Typed, derive};
pub use super::focal_key::{unwrap_focal_secret, wrap_focal_secret};
use super::mac::hmac;
use super::passphrase::{WeakPassphrase, check_passphrase, material};
use super::recovery::RecoveryCode;
use super::wrap::{self, NONCE, TAG};
use super::{Secret, random};

/// Notes are padded to whole blocks of this many bytes, the length field included.
pub const BLOCK: usize = 2048;
/// Bytes that say how long the text is.
const LENGTH: usize = 4;
/// The longest note, far beyond what a person types: 1 MiB.
const LONGEST: usize = 1 << 20;
/// Bytes of an X25519 key.
const KEY: usize = 32;
/// Bytes of a salt for Argon2id.
const SALT: usize = 16;

/// Why a box or a wrapped key stays shut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The passphrase or recovery code does not open this key, or the key is damaged.
    #[error("the passphrase does not open the focal's key")]
    WrongPassphrase,
    /// Another focal's box, another case's, or a damaged one.
    #[error("the note does not open with this key")]
    Shut,
    /// More than one mebibyte of text.
    #[error("the note is too long")]
    TooLong,
    /// The passphrase is not good enough.
    #[error(transparent)]
    Weak(#[from] WeakPassphrase),
    /// The cost asked for cannot be spent on this machine.
    #[error("the passphrase's cost cannot be spent on this machine")]
    Cost,
}

/// What notes are sealed to. It opens nothing, and may lie anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FocalPublic(pub [u8; KEY]);

/// What opens the notes of one event. It lives in memory while a focal works, and wrapped
/// otherwise.
#[derive(Clone, Debug)]
pub struct FocalSecret(Secret<KEY>);

impl FocalSecret {
    /// A key pair for a new event.
    pub fn random() -> Self {
        Self(Secret::random())
    }

    /// The half that notes are sealed to.
    pub fn public(&self) -> FocalPublic {
        FocalPublic(PublicKey::from(&self.exchange()).to_bytes())
    }

    /// A secret that was opened.
    pub(super) fn from_secret(secret: Secret<KEY>) -> Self {
        Self(secret)
    }

    /// The raw secret, to be sealed to a focal.
    pub(super) fn bytes(&self) -> &[u8; KEY] {
        self.0.bytes()
    }

    /// A secret that a parcel carried.
    pub(super) fn from_bytes(bytes: [u8; KEY]) -> Self {
        Self(Secret::from_bytes(bytes))
    }

    /// As the exchange wants it; wiped when dropped.
    fn exchange(&self) -> StaticSecret {
        StaticSecret::from(*self.0.bytes())
    }
}

/// Seals `plain` so that only the holder of `to`'s secret can read it, and only as `about`.
///
/// The box of a text up to 2044 bytes, none included, is 2120 bytes long.
pub fn seal_note(to: &FocalPublic, about: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let one_time = FocalSecret::random();
    let ours = one_time.public();
    let key = box_key(&one_time, to, &ours, to).ok_or(SealError::Shut)?;
    let padded = padded(plain)?;
    let text = wrap::shut(&key, &note_about(about), &padded).ok_or(SealError::TooLong)?;
    Ok([ours.0.as_slice(), &text].concat())
}

/// Opens a box that [`seal_note`] made for this key and the same `about`.
pub fn open_note(
    secret: &FocalSecret,
    about: &[u8],
    boxed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (one_time, text) = boxed.split_first_chunk::<KEY>().ok_or(SealError::Shut)?;
    let one_time = FocalPublic(*one_time);
    let key = box_key(secret, &one_time, &one_time, &secret.public()).ok_or(SealError::Shut)?;
    let padded = wrap::open(&key, &note_about(about), text).ok_or(SealError::Shut)?;
    unpadded(&padded).ok_or(SealError::Shut)
}

/// Wraps a secret under what a focal types, a passphrase or a recovery code.
/// `about` says whose it is. Blocks for one derivation.
///
/// Layout: salt 16 ‖ cost 12 ‖ nonce 24 ‖ key 32 ‖ tag 16.
pub(super) fn wrap_secret(
    secret: &FocalSecret,
    typed: &str,
    about: &[u8],
    cost: Cost,
) -> Result<Vec<u8>, SealError> {
    if RecoveryCode::parse(typed).is_err() {
        check_passphrase(typed, &[])?;
    }
    let salt: [u8; SALT] = random();
    let key = derive(Typed::Passphrase, &material(typed), &salt, cost).ok_or(SealError::Cost)?;
    let cost = cost.to_bytes();
    let wrapped = wrap::shut(&key, &wrap_about(about, &cost), secret.0.bytes());
    Ok([salt.as_slice(), &cost, &wrapped.ok_or(SealError::TooLong)?].concat())
}

/// Opens what [`wrap_secret`] made. Blocks for one derivation.
pub(super) fn unwrap_secret(
    typed: &str,
    about: &[u8],
    wrapped: &[u8],
) -> Result<FocalSecret, SealError> {
    let opened = wrapped.split_first_chunk::<SALT>().and_then(|(salt, rest)| {
        let (cost, shut) = rest.split_first_chunk::<12>()?;
        if shut.len() != NONCE + KEY + TAG {
            return None;
        }
        let key = derive(Typed::Passphrase, &material(typed), salt, Cost::from_bytes(*cost)?)?;
        let opened = wrap::open(&key, &wrap_about(about, cost), shut)?;
        opened.first_chunk::<KEY>().map(|bytes| FocalSecret(Secret::from_bytes(*bytes)))
    });
    opened.ok_or(SealError::WrongPassphrase)
}

/// The key of one box. `None` if the other side's public key is one of the few that give every
/// secret the same result; nobody honest has one.
fn box_key(
    ours: &FocalSecret,
    theirs: &FocalPublic,
    one_time: &FocalPublic,
    recipient: &FocalPublic,
) -> Option<Secret<32>> {
    let shared = ours.exchange().diffie_hellman(&PublicKey::from(theirs.0));
    if !shared.was_contributory() {
        return None;
    }
    let label = "outreach-kit sealed note v1";
    Some(Secret::from_bytes(hmac(shared.as_bytes(), label, &[&one_time.0, &recipient.0])))
}

fn note_about(about: &[u8]) -> Vec<u8> {
    [b"outreach-kit sealed note v1\0".as_slice(), about].concat()
}

fn wrap_about(about: &[u8], cost: &[u8; 12]) -> Vec<u8> {
    [b"outreach-kit focal key v1\0".as_slice(), cost, about].concat()
}

/// Length, text and zeros, up to whole blocks.
fn padded(plain: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    if LONGEST < plain.len() {
        return Err(SealError::TooLong);
    }
    let length = u32::try_from(plain.len()).map_err(|_| SealError::TooLong)?;
    let size = (LENGTH + plain.len()).next_multiple_of(BLOCK);
    let mut padded = Zeroizing::new(Vec::with_capacity(size));
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(plain);
    padded.resize(size, 0);
    Ok(padded)
}

fn unpadded(padded: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (length, rest) = padded.split_first_chunk::<LENGTH>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    rest.get(..length).map(|text| Zeroizing::new(text.to_vec()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::token::{from_hex, to_hex};
    use super::*;

    const ABOUT: &[u8] = b"concern, case 7";

    #[test]
    fn a_note_opens_for_its_focal_and_its_case_only() {
        let focal = FocalSecret::random();
        let boxed = seal_note(&focal.public(), ABOUT, "ឃ្លាន".as_bytes()).unwrap();
        assert_eq!(open_note(&focal, ABOUT, &boxed).unwrap().as_slice(), "ឃ្លាន".as_bytes());
        assert_eq!(open_note(&FocalSecret::random(), ABOUT, &boxed), Err(SealError::Shut));
        assert_eq!(open_note(&focal, b"concern, case 8", &boxed), Err(SealError::Shut));
    }

    #[test]
    fn presence_and_length_tell_nothing() {
        let focal = FocalSecret::random().public();
        let size = |length: usize| seal_note(&focal, ABOUT, &vec![b'x'; length]).unwrap().len();
        assert_eq!(size(0), 2120);
        assert_eq!(size(1), 2120);
        assert_eq!(size(2044), 2120);
        assert_eq!(size(2045), 2120 + 2048);
    }

    #[test]
    fn the_same_note_never_looks_the_same() {
        let focal = FocalSecret::random().public();
        assert_ne!(seal_note(&focal, ABOUT, b""), seal_note(&focal, ABOUT, b""));
    }

    #[test]
    fn every_changed_or_missing_byte_keeps_it_shut() {
        let focal = FocalSecret::random();
        let boxed = seal_note(&focal.public(), ABOUT, b"note").unwrap();
        for place in 0..boxed.len() {
            let mut changed = boxed.clone();
            changed[place] ^= 0x40;
            assert_eq!(open_note(&focal, ABOUT, &changed), Err(SealError::Shut), "byte {place}");
        }
        for length in (0..100).chain([boxed.len() - 1]) {
            assert_eq!(open_note(&focal, ABOUT, &boxed[..length]), Err(SealError::Shut));
        }
    }

    #[test]
    fn a_public_key_that_fits_every_secret_is_refused() {
        assert_eq!(seal_note(&FocalPublic([0; 32]), ABOUT, b""), Err(SealError::Shut));
        let mut boxed = seal_note(&FocalSecret::random().public(), ABOUT, b"").unwrap();
        boxed[..32].fill(0);
        assert_eq!(open_note(&FocalSecret::random(), ABOUT, &boxed), Err(SealError::Shut));
    }

    #[test]
    fn a_note_too_long_is_refused() {
        let focal = FocalSecret::random().public();
        assert_eq!(seal_note(&focal, ABOUT, &vec![0; LONGEST + 1]), Err(SealError::TooLong));
    }

    #[test]
    fn the_key_exchange_is_the_published_one() {
        // RFC 7748, section 5.2, after one round: the scalar 9 and the base point, which is 9 too.
        let mut nine = [0; 32];
        nine[0] = 9;
        let public = FocalSecret(Secret::from_bytes(nine)).public();
        let expected = "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079";
        assert_eq!(to_hex(&public.0), expected);
    }

    #[test]
    fn a_wrapped_secret_opens_with_the_passphrase_and_for_that_focal_only() {
        let secret = FocalSecret::random();
        let typed = "river lamp goat seven";
        let wrapped = wrap_secret(&secret, typed, b"event 1, focal 2", Cost::test()).unwrap();
        let open = |typed, about, wrapped: &[u8]| {
            unwrap_secret(typed, about, wrapped).map(|opened| opened.public())
        };
        assert_eq!(
            open("River lamp  goat seven", b"event 1, focal 2", &wrapped),
            Ok(secret.public())
        );
        let shut = Err(SealError::WrongPassphrase);
        assert_eq!(open("river lamp goat eight", b"event 1, focal 2", &wrapped), shut);
        assert_eq!(open(typed, b"event 1, focal 3", &wrapped), shut);
        for place in 0..wrapped.len() {
            let mut changed = wrapped.clone();
            changed[place] ^= 1;
            assert_eq!(open(typed, b"event 1, focal 2", &changed), shut, "byte {place}");
            assert_eq!(open(typed, b"event 1, focal 2", &wrapped[..place]), shut);
        }
    }

    #[test]
    fn a_focals_key_can_lie_on_a_recovery_sheet() {
        let secret = FocalSecret::random();
        let code = RecoveryCode::random().text();
        let wrapped = wrap_secret(&secret, &code, b"", Cost::test()).unwrap();
        let typed = code.to_lowercase().replace('-', "");
        let opened = unwrap_secret(&typed, b"", &wrapped).unwrap();
        assert_eq!(opened.public(), secret.public());
    }

    #[test]
    fn a_weak_passphrase_wraps_nothing() {
        let wrapped = wrap_secret(&FocalSecret::random(), "1234", b"", Cost::test());
        assert_eq!(wrapped, Err(SealError::Weak(WeakPassphrase::TooShort)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn any_note_comes_back(plain in prop::collection::vec(any::<u8>(), 0..5000), about: Vec<u8>) {
            let focal = FocalSecret::random();
            let boxed = seal_note(&focal.public(), &about, &plain).unwrap();
            prop_assert_eq!(open_note(&focal, &about, &boxed).unwrap().to_vec(), plain);
            prop_assert_eq!(boxed.len() % BLOCK, 72);
        }
    }

    #[test]
    fn what_earlier_versions_wrote_still_opens() {
        let secret = FocalSecret(Secret::from_bytes([7; 32]));
        let one_time = FocalSecret(Secret::from_bytes([9; 32])).public();
        let key = box_key(&secret, &one_time, &one_time, &secret.public()).unwrap();
        // Computed a second time by a program of its own, in another language.
        let expected = "da16954c2f70c1d6505d1a31f4ea15a6149a95d4f3316879262f4358baa5a4ae";
        assert_eq!(to_hex(key.bytes()), expected);

        let wrapped: [u8; 100] = from_hex(concat!(
            "8cd5615fd601197ab59d7f77444d2c6d000000200000000100000001df390aa9486abdd0b61e316049213c4c",
            "6ac237eca156ac4bcfaf07894e973817f378077233049287bc8e34cd8b96d2e032a5528689a5b27a308651ae",
            "b5b478d0c9e930d984b14cae",
        ))
        .unwrap();
        let opened = unwrap_secret("river lamp goat seven", b"event, focal", &wrapped).unwrap();
        assert_eq!(opened.public(), secret.public());
    }
}
