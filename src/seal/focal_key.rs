//! A focal's way to the secret of an event.
//!
//! Each focal, and the recovery sheet, has a key pair of its own; what they type opens its secret half only. The secret
//! of the event is sealed to the public half. So the event's secret can change with one focal present: the others'
//! public halves are known, and their passphrases stay theirs.
//!
//! Layout of a focal's key: own secret wrapped 100 ‖ own public 32 ‖ mark 32 ‖ box 2120. The mark is made with the event's
//! secret over the public half: whoever has only the database cannot slip in a public half of their own and be given
//! the next secret. Keys of 100 bytes, from earlier versions, hold the event's secret itself, wrapped under what its
//! focal types; they become such a key when that focal next types it.

use super::mac::{hmac, same};
use super::sealed::{
    FocalPublic, FocalSecret, SealError, open_note, seal_note, unwrap_secret, wrap_secret,
};
use super::{Cost, Secret};

/// Bytes of a wrapped secret, and of a whole key of an earlier version.
const WRAPPED: usize = 100;
/// Bytes of a key pair of one's own: the wrapped secret and the public half.
const OWN: usize = WRAPPED + 32;
/// Bytes of the mark.
const MARK: usize = 32;

/// A key pair of one's own, which opens nothing yet. Blocks for one derivation.
///
/// # Errors
/// [`SealError::Weak`] for a passphrase that does not do.
pub fn own_pair(typed: &str, cost: Cost) -> Result<Vec<u8>, SealError> {
    let secret = FocalSecret::random();
    let public = secret.public().0;
    let wrapped = wrap_secret(&secret, typed, &about_own(&public), cost)?;
    Ok([wrapped.as_slice(), &public].concat())
}

/// Gives the secret of an event to whoever has the pair `own`. `about` says event and person.
///
/// # Errors
/// [`SealError::Shut`] for what is no pair.
pub fn give(own: &[u8], event: &FocalSecret, about: &[u8]) -> Result<Vec<u8>, SealError> {
    let (wrapped, public) = parts(own).ok_or(SealError::Shut)?;
    let boxed = seal_note(&FocalPublic(*public), &about_given(about), event.bytes())?;
    Ok([wrapped, public, &mark(event, public, about), &boxed].concat())
}

/// Wraps the secret of an event for a new focal, or a recovery sheet. Blocks for one derivation.
///
/// # Errors
/// [`SealError::Weak`] for a passphrase that does not do.
pub fn wrap_focal_secret(
    secret: &FocalSecret,
    typed: &str,
    about: &[u8],
    cost: Cost,
) -> Result<Vec<u8>, SealError> {
    give(&own_pair(typed, cost)?, secret, about)
}

/// Whether a focal's key is of an earlier version: nobody else can give it another secret.
pub fn is_old(key: &[u8]) -> bool {
    key.len() == WRAPPED
}

/// The secret of the event from a focal's key of any version. Blocks for one derivation.
///
/// # Errors
/// [`SealError::WrongPassphrase`] for another passphrase, another person's or event's key, or a damaged one.
pub fn unwrap_focal_secret(
    typed: &str,
    about: &[u8],
    key: &[u8],
) -> Result<FocalSecret, SealError> {
    if is_old(key) {
        return unwrap_secret(typed, about, key);
    }
    let (wrapped, public) = parts(key).ok_or(SealError::WrongPassphrase)?;
    let own = unwrap_secret(typed, &about_own(public), wrapped)?;
    given(&own, about, key).ok_or(SealError::WrongPassphrase)
}

/// What was given to the holder of `own`.
fn given(own: &FocalSecret, about: &[u8], key: &[u8]) -> Option<FocalSecret> {
    let (_, public) = parts(key)?;
    let rest = key.get(OWN..)?;
    let (marked, boxed) = rest.split_first_chunk::<MARK>()?;
    let opened = open_note(own, &about_given(about), boxed).ok()?;
    let (bytes, []) = opened.split_first_chunk::<32>()? else { return None };
    let event = FocalSecret::from_secret(Secret::from_bytes(*bytes));
    same(marked, &mark(&event, public, about)).then_some(event)
}

/// The same key with the event's next secret in the place of the last one. Nobody has to type anything.
///
/// # Errors
/// [`SealError::Shut`] for a key of an earlier version, or whose public half was not put there with the last secret.
pub fn give_next(
    key: &[u8],
    last: &FocalSecret,
    next: &FocalSecret,
    about: &[u8],
) -> Result<Vec<u8>, SealError> {
    let marked = key.get(OWN..OWN + MARK).ok_or(SealError::Shut)?;
    let (_, public) = parts(key).ok_or(SealError::Shut)?;
    if !same(marked, &mark(last, public, about)) {
        return Err(SealError::Shut);
    }
    give(key.get(..OWN).ok_or(SealError::Shut)?, next, about)
}

/// A focal's key under another passphrase, in the present layout. Blocks for two derivations.
///
/// # Errors
/// [`SealError::WrongPassphrase`] if `old` does not open it, [`SealError::Weak`] if `new` does not do.
pub fn retype(
    key: &[u8],
    old: &str,
    new: &str,
    about: &[u8],
    cost: Cost,
) -> Result<Vec<u8>, SealError> {
    let event = unwrap_focal_secret(old, about, key)?;
    wrap_focal_secret(&event, new, about, cost)
}

/// Wrapped secret and public half, at the beginning of a pair and of a key.
fn parts(key: &[u8]) -> Option<(&[u8], &[u8; 32])> {
    let public = key.get(WRAPPED..OWN)?.first_chunk::<32>()?;
    Some((key.get(..WRAPPED)?, public))
}

fn mark(event: &FocalSecret, public: &[u8; 32], about: &[u8]) -> [u8; MARK] {
    hmac(event.bytes(), "outreach-kit focal public v1", &[public, about])
}

fn about_own(public: &[u8; 32]) -> Vec<u8> {
    [b"own\0".as_slice(), public].concat()
}

fn about_given(about: &[u8]) -> Vec<u8> {
    [b"given\0".as_slice(), about].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPED: &str = "river lamp goat seven";
    const ABOUT: &[u8] = b"event 1, focal 2";

    fn opened(typed: &str, about: &[u8], key: &[u8]) -> Result<FocalPublic, SealError> {
        unwrap_focal_secret(typed, about, key).map(|secret| secret.public())
    }

    #[test]
    fn a_focals_key_opens_with_the_passphrase_and_for_that_focal_only() {
        let secret = FocalSecret::random();
        let key = wrap_focal_secret(&secret, TYPED, ABOUT, Cost::test()).unwrap();
        let shut = Err(SealError::WrongPassphrase);
        assert_eq!(opened("River lamp  goat seven", ABOUT, &key), Ok(secret.public()));
        assert_eq!(opened("river lamp goat eight", ABOUT, &key), shut);
        assert_eq!(opened(TYPED, b"event 1, focal 3", &key), shut);
        for place in (0..OWN + MARK).chain([key.len() - 1]) {
            let mut changed = key.clone();
            changed[place] ^= 1;
            assert_eq!(opened(TYPED, ABOUT, &changed), shut, "byte {place}");
            assert_eq!(opened(TYPED, ABOUT, &key[..place]), shut);
        }
    }

    #[test]
    fn a_key_of_an_earlier_version_opens_and_cannot_be_given_another_secret() {
        let (secret, next) = (FocalSecret::random(), FocalSecret::random());
        let old = wrap_secret(&secret, TYPED, ABOUT, Cost::test()).unwrap();
        assert!(is_old(&old));
        assert_eq!(opened(TYPED, ABOUT, &old), Ok(secret.public()));
        assert_eq!(give_next(&old, &secret, &next, ABOUT), Err(SealError::Shut));
        let renewed = retype(&old, TYPED, TYPED, ABOUT, Cost::test()).unwrap();
        assert!(!is_old(&renewed));
        assert_eq!(opened(TYPED, ABOUT, &renewed), Ok(secret.public()));
    }

    #[test]
    fn the_next_secret_reaches_a_focal_who_is_away_and_nobody_who_slipped_in() {
        let (last, next) = (FocalSecret::random(), FocalSecret::random());
        let away = wrap_focal_secret(&last, TYPED, ABOUT, Cost::test()).unwrap();
        let away = give_next(&away, &last, &next, ABOUT).unwrap();
        assert_eq!(opened(TYPED, ABOUT, &away), Ok(next.public()));
        // Whoever writes in the database has no secret of the event to mark their own half with.
        let theirs = own_pair("somebody else types this", Cost::test()).unwrap();
        let slipped = give(&theirs, &FocalSecret::random(), ABOUT).unwrap();
        assert_eq!(give_next(&slipped, &last, &next, ABOUT), Err(SealError::Shut));
        let mut mixed = away.clone();
        mixed[..OWN].copy_from_slice(&theirs);
        assert_eq!(give_next(&mixed, &next, &last, ABOUT), Err(SealError::Shut));
    }

    #[test]
    fn another_passphrase_takes_the_place_of_the_first() {
        let secret = FocalSecret::random();
        let key = wrap_focal_secret(&secret, TYPED, ABOUT, Cost::test()).unwrap();
        let new = "yellow lantern river stone";
        let key = retype(&key, TYPED, new, ABOUT, Cost::test()).unwrap();
        assert_eq!(opened(new, ABOUT, &key), Ok(secret.public()));
        assert_eq!(opened(TYPED, ABOUT, &key), Err(SealError::WrongPassphrase));
        let weak = retype(&key, new, "1234", ABOUT, Cost::test());
        assert!(matches!(weak, Err(SealError::Weak(_))));
    }
}
