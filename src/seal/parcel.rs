//! Sealed parcels: files that leave the laptop and open for chosen people only.
//!
//! A parcel is: mark 8 ‖ version 1 ‖ id 16 ‖ about 16 ‖ recipients ‖ wraps ‖ text ‖ digest 32. The text is encrypted under
//! a key of its own, bound to everything before it. That key is sealed to the public key of each recipient; a wrap is
//! a recipient's secret under what a person types, so that a passphrase or a recovery sheet opens the file on another
//! laptop. The digest only tells a damaged file from a wrong passphrase; what keeps the text from being changed is the
//! cipher's own tag.

use zeroize::Zeroizing;

use super::focal_key;
use super::mac::{digest, hmac, same};
use super::sealed::{self, FocalPublic, FocalSecret, SealError};
use super::wrap;
use super::{Secret, random};

/// The first bytes of every parcel.
const MARK: &[u8; 8] = b"OKPARCEL";
/// The only version there is.
const VERSION: u8 = 1;
/// The text is padded to whole blocks of this many bytes, so that its length tells little.
const BLOCK: usize = 16 * 1024;
/// Bytes of the digest at the end.
const DIGEST: usize = 32;
/// Bytes of a box that holds a key.
const BOXED: usize = 2120;
/// The most recipients, and the most wraps, of one parcel.
const MOST: usize = 64;

/// Why a parcel does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParcelError {
    /// Not made by this program.
    #[error("this is not a file of this program")]
    NotOurs,
    /// Made by a newer version of it.
    #[error("the file was made by a newer version of this program")]
    Newer,
    /// Cut short or changed on its way.
    #[error("the file is damaged or was not copied whole")]
    Damaged,
    /// It opens for others.
    #[error("the file does not open with this passphrase or key")]
    NotForYou,
    /// It could not be sealed.
    #[error("the file could not be sealed")]
    Seal(#[from] SealError),
}

/// A recipient's secret as it travels: under what a person types.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrap {
    /// Whose it is; zeros for a recovery sheet, or for whoever was told the parcel's passphrase.
    pub who: [u8; 16],
    /// A focal's key of any version, for [`Address::about`] and `who`.
    pub wrapped: Vec<u8>,
}

/// For whom a parcel is.
#[derive(Clone)]
pub struct Address {
    /// The parcel's own name.
    pub id: [u8; 16],
    /// What wraps are bound to: the event whose secret they hold, or the parcel.
    pub about: [u8; 16],
    /// Public keys that open it.
    pub recipients: Vec<FocalPublic>,
    /// Secrets of some of them, under what people type.
    pub wraps: Vec<Wrap>,
}

/// With what somebody opens a parcel.
#[derive(Clone, Copy)]
pub enum Opener<'a> {
    /// A passphrase or the code of a recovery sheet. Takes a second or more for each wrap.
    Typed(&'a str),
    /// A recipient's secret.
    Secret(&'a FocalSecret),
}

/// By this key the opener acknowledges, and the sender knows that a parcel was really opened.
#[derive(Clone, Debug)]
pub struct AckKey(Secret<32>);

impl AckKey {
    /// The key as it was kept.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret::from_bytes(bytes))
    }

    /// The bytes, to be kept in the encrypted database.
    pub fn bytes(&self) -> &[u8; 32] {
        self.0.bytes()
    }

    /// The sign under an acknowledgement.
    pub fn sign(&self, words: &[u8]) -> [u8; 32] {
        hmac(self.0.bytes(), "outreach-kit parcel acknowledged v1", &[words])
    }

    /// Whether the sign is under these words.
    pub fn is_sign(&self, words: &[u8], sign: &[u8]) -> bool {
        same(&self.sign(words), sign)
    }
}

/// An opened parcel.
pub struct Opened {
    /// Its name, recipients and wraps.
    pub address: Address,
    /// What is in it.
    pub text: Zeroizing<Vec<u8>>,
    /// The event's secret, if it travels.
    pub secret: Option<FocalSecret>,
    /// For the acknowledgement.
    pub ack: AckKey,
}

/// Seals `text`, and with it the event's secret where the room is to go on elsewhere.
pub fn shut(
    address: &Address,
    secret: Option<&FocalSecret>,
    text: &[u8],
) -> Result<(Vec<u8>, AckKey), ParcelError> {
    let key: Secret<32> = Secret::random();
    let mut file = [MARK.as_slice(), &[VERSION], &address.id, &address.about].concat();
    file.push(count(address.recipients.len())?);
    for to in &address.recipients {
        file.extend_from_slice(&to.0);
        file.extend(sealed::seal_note(to, &box_about(&address.id), key.bytes())?);
    }
    file.push(count(address.wraps.len())?);
    for wrap in &address.wraps {
        file.extend_from_slice(&wrap.who);
        let length = u16::try_from(wrap.wrapped.len()).map_err(|_| SealError::TooLong)?;
        file.extend_from_slice(&length.to_be_bytes());
        file.extend_from_slice(&wrap.wrapped);
    }
    let plain = padded(secret, text)?;
    let shut = wrap::shut(&key, &text_about(&file), &plain).ok_or(SealError::TooLong)?;
    file.extend(shut);
    let sum = digest(SUM, &[&file]);
    file.extend_from_slice(&sum);
    Ok((file, ack_key(&key)))
}

/// Opens a parcel. Blocks for a second or more where somebody typed.
pub fn open(file: &[u8], with: Opener<'_>) -> Result<Opened, ParcelError> {
    let (address, boxes, head) = read(file)?;
    let key = match with {
        Opener::Secret(secret) => key_of(&address, &boxes, secret),
        Opener::Typed(typed) => address.wraps.iter().find_map(|wrap| {
            let about = [address.about, wrap.who].concat();
            let secret = focal_key::unwrap_focal_secret(typed, &about, &wrap.wrapped).ok()?;
            key_of(&address, &boxes, &secret)
        }),
    }
    .ok_or(ParcelError::NotForYou)?;
    let (before, shut) = file
        .split_at_checked(head)
        .and_then(|(before, rest)| Some((before, rest.get(..rest.len().checked_sub(DIGEST)?)?)))
        .ok_or(ParcelError::Damaged)?;
    let plain = wrap::open(&key, &text_about(before), shut).ok_or(ParcelError::Damaged)?;
    let (secret, text) = unpadded(&plain).ok_or(ParcelError::Damaged)?;
    Ok(Opened { address, text, secret, ack: ack_key(&key) })
}

/// What is written outside: for whom it is. Whether it opens is another matter.
pub fn address_of(file: &[u8]) -> Result<Address, ParcelError> {
    read(file).map(|(address, _, _)| address)
}

/// The boxes of a parcel's key, in the order of its recipients.
type Boxes<'a> = Vec<&'a [u8]>;

/// The head of a file and how long it is.
fn read(file: &[u8]) -> Result<(Address, Boxes<'_>, usize), ParcelError> {
    let rest = file.strip_prefix(MARK.as_slice()).ok_or(ParcelError::NotOurs)?;
    match rest.first() {
        Some(&VERSION) => {}
        Some(version) if VERSION < *version => {
            // One that was damaged just here says so only by its digest.
            return Err(if is_whole(file) { ParcelError::Newer } else { ParcelError::Damaged });
        }
        Some(_) | None => return Err(ParcelError::Damaged),
    }
    if !is_whole(file) {
        return Err(ParcelError::Damaged);
    }
    let mut rest = Rest(rest.get(1..).unwrap_or_default());
    parse(&mut rest)
        .map(|(address, boxes)| (address, boxes, file.len() - rest.0.len()))
        .ok_or(ParcelError::Damaged)
}

fn is_whole(file: &[u8]) -> bool {
    file.split_last_chunk::<DIGEST>().is_some_and(|(all, sum)| same(&digest(SUM, &[all]), sum))
}

fn parse<'a>(rest: &mut Rest<'a>) -> Option<(Address, Boxes<'a>)> {
    let (id, about) = (rest.chunk()?, rest.chunk()?);
    let [recipients] = rest.chunk::<1>()?;
    let mut address = Address { id, about, recipients: Vec::new(), wraps: Vec::new() };
    let mut boxes = Vec::new();
    for _ in 0..recipients {
        address.recipients.push(FocalPublic(rest.chunk()?));
        boxes.push(rest.take(BOXED)?);
    }
    let [wraps] = rest.chunk::<1>()?;
    for _ in 0..wraps {
        let who = rest.chunk()?;
        let length = usize::from(u16::from_be_bytes(rest.chunk()?));
        address.wraps.push(Wrap { who, wrapped: rest.take(length)?.to_vec() });
    }
    Some((address, boxes))
}

/// Bytes that are read from the front.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }
}

fn key_of(address: &Address, boxes: &Boxes<'_>, secret: &FocalSecret) -> Option<Secret<32>> {
    let public = secret.public();
    let place = address.recipients.iter().position(|to| *to == public)?;
    let opened = sealed::open_note(secret, &box_about(&address.id), boxes.get(place)?).ok()?;
    opened.as_slice().try_into().ok().map(Secret::from_bytes)
}

const SUM: &str = "outreach-kit parcel whole v1";

fn box_about(id: &[u8; 16]) -> Vec<u8> {
    [b"outreach-kit parcel key v1\0".as_slice(), id].concat()
}

fn text_about(head: &[u8]) -> Vec<u8> {
    [b"outreach-kit parcel text v1\0".as_slice(), head].concat()
}

fn ack_key(key: &Secret<32>) -> AckKey {
    AckKey(Secret::from_bytes(hmac(key.bytes(), "outreach-kit parcel ack key v1", &[])))
}

fn count(length: usize) -> Result<u8, SealError> {
    u8::try_from(length).ok().filter(|_| length <= MOST).ok_or(SealError::TooLong)
}

/// Flag 1 ‖ secret 32 ‖ length 8 ‖ text ‖ zeros, up to whole blocks.
fn padded(secret: Option<&FocalSecret>, text: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    const HEAD: usize = 1 + 32 + 8;
    let length = u64::try_from(text.len()).map_err(|_| SealError::TooLong)?;
    let size = (HEAD + text.len()).next_multiple_of(BLOCK);
    let mut plain = Zeroizing::new(Vec::with_capacity(size));
    plain.push(u8::from(secret.is_some()));
    match secret {
        Some(secret) => plain.extend_from_slice(secret.bytes()),
        None => plain.extend_from_slice(&random::<32>()),
    }
    plain.extend_from_slice(&length.to_be_bytes());
    plain.extend_from_slice(text);
    plain.resize(size, 0);
    Ok(plain)
}

fn unpadded(plain: &[u8]) -> Option<(Option<FocalSecret>, Zeroizing<Vec<u8>>)> {
    let mut rest = Rest(plain);
    let [has_secret] = rest.chunk::<1>()?;
    let secret = FocalSecret::from_bytes(rest.chunk()?);
    let length = usize::try_from(u64::from_be_bytes(rest.chunk()?)).ok()?;
    let text = Zeroizing::new(rest.take(length)?.to_vec());
    Some(((has_secret == 1).then_some(secret), text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Cost;
    use super::*;

    const TYPED: &str = "river lamp goat seven";

    fn address(secret: &FocalSecret) -> Address {
        let about = [[2; 16], [3; 16]].concat();
        let wrapped = sealed::wrap_focal_secret(secret, TYPED, &about, Cost::test()).unwrap();
        Address {
            id: [1; 16],
            about: [2; 16],
            recipients: vec![secret.public()],
            wraps: vec![Wrap { who: [3; 16], wrapped }],
        }
    }

    #[test]
    fn a_parcel_opens_by_passphrase_and_by_key_and_for_nobody_else() {
        let (focal, escrow) = (FocalSecret::random(), FocalSecret::random());
        let mut address = address(&focal);
        address.recipients.push(escrow.public());
        let (file, ack) = shut(&address, Some(&focal), "ឃ្លាន".as_bytes()).unwrap();
        for opener in [Opener::Typed(TYPED), Opener::Secret(&focal), Opener::Secret(&escrow)] {
            let opened = open(&file, opener).unwrap();
            assert_eq!(opened.text.as_slice(), "ឃ្លាន".as_bytes());
            assert_eq!(opened.secret.map(|secret| secret.public()), Some(focal.public()));
            assert!(ack.is_sign(b"read", &opened.ack.sign(b"read")));
            assert!(!ack.is_sign(b"other", &opened.ack.sign(b"read")));
        }
        let stranger = FocalSecret::random();
        for opener in [Opener::Typed("river lamp goat eight"), Opener::Secret(&stranger)] {
            assert_eq!(open(&file, opener).err(), Some(ParcelError::NotForYou));
        }
    }

    #[test]
    fn a_focals_key_travels_in_the_present_layout_too() {
        let focal = FocalSecret::random();
        let mut address = address(&focal);
        let about = [address.about, [3; 16]].concat();
        let wrapped = focal_key::wrap_focal_secret(&focal, TYPED, &about, Cost::test()).unwrap();
        address.wraps = vec![Wrap { who: [3; 16], wrapped }];
        let (file, _) = shut(&address, None, b"x").unwrap();
        assert_eq!(open(&file, Opener::Typed(TYPED)).unwrap().text.as_slice(), b"x");
    }

    #[test]
    fn a_secret_that_does_not_travel_is_not_in_it() {
        let focal = FocalSecret::random();
        let (file, _) = shut(&address(&focal), None, b"x").unwrap();
        assert!(open(&file, Opener::Secret(&focal)).unwrap().secret.is_none());
    }

    #[test]
    fn other_files_are_told_from_damaged_ones() {
        let focal = FocalSecret::random();
        let (file, _) = shut(&address(&focal), None, b"x").unwrap();
        let refused = |file: &[u8]| open(file, Opener::Secret(&focal)).err();
        assert_eq!(refused(b""), Some(ParcelError::NotOurs));
        assert_eq!(refused(b"PK\x03\x04 something else"), Some(ParcelError::NotOurs));
        for length in [8, 9, 40, 1000, 3000, file.len() - 1] {
            assert_eq!(refused(&file[..length]), Some(ParcelError::Damaged), "cut at {length}");
        }
        let mut newer = file[..file.len() - DIGEST].to_vec();
        newer[8] = VERSION + 1;
        let sum = digest(SUM, &[&newer]);
        assert_eq!(refused(&[newer, sum.to_vec()].concat()), Some(ParcelError::Newer));
    }

    #[test]
    fn every_changed_byte_is_refused_also_by_whoever_mends_the_digest() {
        let focal = FocalSecret::random();
        let (file, _) = shut(&address(&focal), Some(&focal), b"note").unwrap();
        let end = file.len() - DIGEST;
        // Every byte outside the text and a sample of those in it: the cipher treats them alike.
        let places = (0..2500).chain((2500..file.len()).step_by(61)).chain(end..file.len());
        for place in places {
            let mut changed = file.clone();
            changed[place] ^= 0x10;
            assert!(open(&changed, Opener::Secret(&focal)).is_err(), "byte {place}");
            let sum = digest(SUM, &[&changed[..end]]);
            changed[end..].copy_from_slice(&sum);
            let opened = open(&changed, Opener::Secret(&focal));
            assert!(place >= end || opened.is_err(), "byte {place}, digest mended");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_text_comes_back_and_any_change_is_refused(
            text in prop::collection::vec(any::<u8>(), 0..40_000), place: usize, flip in 1_u8..,
        ) {
            let focal = FocalSecret::random();
            let address = Address { wraps: Vec::new(), ..address(&focal) };
            let (mut file, _) = shut(&address, None, &text).unwrap();
            prop_assert_eq!(&*open(&file, Opener::Secret(&focal)).unwrap().text, &text);
            let place = place % file.len();
            file[place] ^= flip;
            prop_assert!(open(&file, Opener::Secret(&focal)).is_err());
            prop_assert!(open(&file[..place], Opener::Secret(&focal)).is_err());
        }
    }
}
