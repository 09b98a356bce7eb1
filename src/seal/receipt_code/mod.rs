//! The code on a receipt: 23 characters that only the kit can mint.
//!
//! ```text
//! K B 1 E  V N T S  E R I A  C M M M  M M M M  M M M      as printed, in groups of four
//! version  event(4)  serial(5)  check(1)  MAC(10)
//! ```
//! `KB1` is a real event, `KT1` training. Event is 20 random bits; serial is the laptop's number
//! (10 bits) and a running number (15 bits). The check character stands for the whole code, so
//! that a slip of the hand is noticed without a key; the MAC is 50 bits of HMAC-SHA-256 under the
//! event's key. The code holds no personal data, and fits a version 2-Q QR in alphanumeric mode.

mod check_character;
mod reading;
mod spoken;
mod verdict;

pub use reading::{Reading, read};
pub use verdict::{Verdict, check};

use std::fmt;

use super::alphabet::{join, split, symbol};
use super::token::{four_symbols, from_four_symbols};
use super::{Secret, mac, random};

/// Characters of a code.
pub const LENGTH: usize = 23;
/// Characters of a printed group.
pub const GROUP: usize = 4;
/// Where the check character stands.
const CHECK_PLACE: usize = 12;

/// A code as 32-valued symbols.
type Symbols = [u8; LENGTH];

/// Whether a code counts. It is part of the code and of its MAC, and cannot be taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Realm {
    /// A real event: `KB1`.
    Real,
    /// Training, with invented families: `KT1`.
    Training,
}

impl Realm {
    /// The first three characters of its codes.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Real => "KB1",
            Self::Training => "KT1",
        }
    }

    /// The prefix as symbol values.
    const fn symbols(self) -> [u8; 3] {
        match self {
            Self::Real => [19, 11, 1],
            Self::Training => [19, 26, 1],
        }
    }

    fn of(prefix: [u8; 3]) -> Option<Self> {
        [Self::Real, Self::Training].into_iter().find(|realm| realm.symbols() == prefix)
    }
}

/// The event in a code: 20 random bits, shown as four characters. It finds the event's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventCode(u32);

impl EventCode {
    /// How many there are.
    pub const COUNT: u32 = 1 << 20;

    /// A code for a new event. Whoever stores it must see that no other event has it.
    pub fn random() -> Self {
        Self(u32::from_be_bytes(random()) % Self::COUNT)
    }

    /// A code read from the store.
    pub fn from_number(number: u32) -> Option<Self> {
        (number < Self::COUNT).then_some(Self(number))
    }

    /// The number as it is stored, below [`EventCode::COUNT`].
    pub const fn number(self) -> u32 {
        self.0
    }

    fn from_symbols(symbols: [u8; 4]) -> Option<Self> {
        u32::try_from(join(&symbols)).ok().and_then(Self::from_number)
    }

    /// Reads four characters, forgiving.
    pub fn parse(text: &str) -> Option<Self> {
        from_four_symbols(text).and_then(Self::from_number)
    }
}

impl fmt::Display for EventCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&four_symbols(self.0))
    }
}

/// A receipt's number within its event: which laptop minted it, and its running number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serial {
    laptop: u16,
    number: u32,
}

impl Serial {
    /// How many laptops an event can have: numbers 0 to 1023.
    pub const LAPTOPS: u16 = 1 << 10;
    /// How many receipts one laptop can mint in an event: numbers 0 to 32 767.
    pub const NUMBERS: u32 = 1 << 15;

    /// A serial, if both numbers are in range.
    pub fn new(laptop: u16, number: u32) -> Option<Self> {
        (laptop < Self::LAPTOPS && number < Self::NUMBERS).then_some(Self { laptop, number })
    }

    /// The laptop's number, below [`Serial::LAPTOPS`].
    pub const fn laptop(self) -> u16 {
        self.laptop
    }

    /// The running number on that laptop, below [`Serial::NUMBERS`].
    pub const fn number(self) -> u32 {
        self.number
    }

    /// Both numbers in one of 25 bits.
    fn bits(self) -> u64 {
        (u64::from(self.laptop) << 15) | u64::from(self.number)
    }

    fn from_symbols(symbols: [u8; 5]) -> Option<Self> {
        let bits = join(&symbols);
        Self::new(u16::try_from(bits >> 15).ok()?, u32::try_from(bits & 0x7FFF).ok()?)
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbols: [u8; 5] = split(self.bits());
        formatter.write_str(&symbols.into_iter().map(symbol).collect::<String>())
    }
}

/// The key of one event's receipts. It lies inside the encrypted database.
#[derive(Clone, Debug)]
pub struct ReceiptKey(Secret<32>);

impl ReceiptKey {
    /// A key for a new event.
    pub fn random() -> Self {
        Self(Secret::random())
    }

    /// A key read from the store.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret::from_bytes(bytes))
    }

    /// The key as it is stored.
    pub fn bytes(&self) -> &[u8; 32] {
        self.0.bytes()
    }
}

/// A whole code. Only [`mint`] makes one, or a reading that passed, or the kit's own store.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code {
    realm: Realm,
    event: EventCode,
    serial: Serial,
    symbols: Symbols,
}

impl Code {
    /// Real or training.
    pub const fn realm(&self) -> Realm {
        self.realm
    }

    /// The event it was minted for.
    pub const fn event(&self) -> EventCode {
        self.event
    }

    /// Its number within the event.
    pub const fn serial(&self) -> Serial {
        self.serial
    }

    /// As printed below the symbol: `KB1E-VNTS-ERIA-CMMM-MMMM-MMM`.
    pub fn grouped(&self) -> String {
        let groups = self.symbols.chunks(GROUP);
        let groups = groups.map(|group| group.iter().map(|each| symbol(*each)).collect::<String>());
        groups.collect::<Vec<_>>().join("-")
    }

    /// Reads a code that this kit stored. It has the right shape and check character; whether
    /// it is genuine, only [`check`] tells.
    pub fn from_stored(text: &str) -> Option<Self> {
        read(text).exact().and_then(Self::from_symbols)
    }

    fn from_symbols(symbols: Symbols) -> Option<Self> {
        let [r0, r1, r2, e0, e1, e2, e3, s0, s1, s2, s3, s4, ..] = symbols;
        if !check_character::fits(&symbols) {
            return None;
        }
        Some(Self {
            realm: Realm::of([r0, r1, r2])?,
            event: EventCode::from_symbols([e0, e1, e2, e3])?,
            serial: Serial::from_symbols([s0, s1, s2, s3, s4])?,
            symbols,
        })
    }
}

impl fmt::Display for Code {
    /// The 23 characters without groups, as they stand in the QR symbol.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.symbols.map(symbol).iter().collect::<String>())
    }
}

impl fmt::Debug for Code {
    /// Without the MAC: a log must not be a source of codes.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Code({}{}{}…)", self.realm.prefix(), self.event, self.serial)
    }
}

/// The one code of this receipt. The same arguments always give the same code.
pub fn mint(key: &ReceiptKey, realm: Realm, event: EventCode, serial: Serial) -> Code {
    let parts = realm
        .symbols()
        .into_iter()
        .chain(split::<4>(u64::from(event.0)))
        .chain(split::<5>(serial.bits()))
        .chain([0])
        .chain(mac_symbols(key, realm, event, serial));
    let mut symbols = [0; LENGTH];
    for (place, part) in symbols.iter_mut().zip(parts) {
        *place = part;
    }
    let symbols = check_character::solve(symbols, CHECK_PLACE);
    Code { realm, event, serial, symbols }
}

/// The first 50 bits of the MAC over everything before the check character.
fn mac_symbols(key: &ReceiptKey, realm: Realm, event: EventCode, serial: Serial) -> [u8; 10] {
    let mac = mac::hmac(
        key.bytes(),
        "outreach-kit receipt code v1",
        &[
            realm.prefix().as_bytes(),
            &event.0.to_be_bytes(),
            &serial.laptop.to_be_bytes(),
            &serial.number.to_be_bytes(),
        ],
    );
    let [m0, m1, m2, m3, m4, m5, m6, ..] = mac;
    split(u64::from_be_bytes([0, m0, m1, m2, m3, m4, m5, m6]) >> 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_printed_shape() {
        let event = EventCode::parse("EVNT").unwrap();
        let code =
            mint(&ReceiptKey::from_bytes([3; 32]), Realm::Real, event, Serial::new(1, 2).unwrap());
        let text = code.to_string();
        assert_eq!(text.len(), 23);
        assert_eq!(&text[..12], "KB1EVNT01002");
        assert_eq!(code.grouped().split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4, 4, 3]);
        assert_eq!(code.grouped().replace('-', ""), text);
        assert_eq!(format!("{code:?}"), "Code(KB1EVNT01002…)");
        assert_eq!(Code::from_stored(&text), Some(code));
    }

    #[test]
    fn a_minted_code_never_changes_between_versions_of_the_program() {
        // Computed a second time by a program of its own, in another language.
        let event = EventCode::from_number(0x12345).unwrap();
        let code = |realm| {
            mint(&ReceiptKey::from_bytes([7; 32]), realm, event, Serial::new(5, 77).unwrap())
                .to_string()
        };
        assert_eq!(code(Realm::Real), "KB128T50502DJFVGQG9MPPG");
        assert_eq!(code(Realm::Training), "KT128T50502DR3P1GZ5TV4X");
    }

    #[test]
    fn every_part_moves_the_mac() {
        let mint = |key, realm, event, laptop, number| {
            let event = EventCode::from_number(event).unwrap();
            let key = ReceiptKey::from_bytes([key; 32]);
            mint(&key, realm, event, Serial::new(laptop, number).unwrap()).to_string()[13..]
                .to_owned()
        };
        let first = mint(1, Realm::Real, 1, 1, 1);
        for other in [
            mint(2, Realm::Real, 1, 1, 1),
            mint(1, Realm::Training, 1, 1, 1),
            mint(1, Realm::Real, 2, 1, 1),
            mint(1, Realm::Real, 1, 2, 1),
            mint(1, Realm::Real, 1, 1, 2),
        ] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn numbers_out_of_range_are_refused() {
        assert_eq!(Serial::new(1024, 0), None);
        assert_eq!(Serial::new(0, 32_768), None);
        assert_eq!(EventCode::from_number(1 << 20), None);
        assert_eq!(
            Serial::new(1023, 32_767).map(|serial| serial.to_string()),
            Some("ZZZZZ".into())
        );
    }

    #[test]
    fn the_prefixes_are_what_their_symbols_say() {
        for realm in [Realm::Real, Realm::Training] {
            let shown: String = realm.symbols().into_iter().map(symbol).collect();
            assert_eq!(shown, realm.prefix());
        }
    }
}
