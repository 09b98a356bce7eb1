//! Row ids, the token a family holds, and the short code that takes a draft up again.

use std::fmt;

use super::alphabet::{is_separator, join, split, symbol, value};
use super::khmer_keys;
use super::mac::digest;
use super::random;

/// A `UUIDv7` (RFC 9562): 48 bits of time in milliseconds since 1970, then randomness.
/// Rows made later sort later, from one millisecond to the next.
pub fn uuid7(now_millis: u64) -> [u8; 16] {
    let [_, _, m0, m1, m2, m3, m4, m5] = now_millis.to_be_bytes();
    let [version, r0, variant, tail @ ..]: [u8; 10] = random();
    let mut id = [0; 16];
    let head = [m0, m1, m2, m3, m4, m5, 0x70 | (version & 0x0F), r0, 0x80 | (variant & 0x3F)];
    for (place, byte) in id.iter_mut().zip(head.into_iter().chain(tail)) {
        *place = byte;
    }
    id
}

/// A name that follows from others (RFC 9562, version 8): what is exported twice has the same one.
pub fn uuid_of(parts: &[&[u8]]) -> [u8; 16] {
    let [head @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] =
        digest("outreach-kit derived id v1", parts);
    let mut id: [u8; 16] = head;
    let [_, _, _, _, _, _, version, _, variant, ..] = &mut id;
    *version = 0x80 | (*version & 0x0F);
    *variant = 0x80 | (*variant & 0x3F);
    id
}

/// A row's or derived name as other programs write it: lower-case digits in five groups.
pub fn hyphenated(id: [u8; 16]) -> String {
    let digits = to_hex(&id);
    let group = |from, to| digits.get(from..to).unwrap_or_default();
    [group(0, 8), group(8, 12), group(12, 16), group(16, 20), group(20, 32)].join("-")
}

/// The id of a row. It says when the row was made and nothing else, and may be logged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId([u8; 16]);

impl RowId {
    /// A new id for a row made at `now_millis`, milliseconds since 1970.
    pub fn new(now_millis: u64) -> Self {
        Self(uuid7(now_millis))
    }

    /// An id read from the store.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The id as it is stored.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads 32 hexadecimal digits, in either case, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        from_hex(text).map(Self)
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&to_hex(&self.0))
    }
}

impl fmt::Debug for RowId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RowId({self})")
    }
}

/// What a family's phone holds: 128 random bits, shown as 26 lower-case characters that may
/// stand in a URL. The store keeps only [`Token::hash`].
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 16]);

impl Token {
    /// A new token.
    pub fn random() -> Self {
        Self(random())
    }

    /// Reads what [`Token`]'s `Display` wrote, in either case. It came from a link, not from a
    /// person, so nothing else is forgiven.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 26 || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let number = text.chars().try_fold(0_u128, |number, typed| {
            // Two bits of the first character stay empty; a larger one is no token of ours.
            number.checked_mul(32)?.checked_add(u128::from(value(typed)?))
        })?;
        let token = Self(number.to_be_bytes());
        token.to_string().eq_ignore_ascii_case(text).then_some(token)
    }

    /// What the store keeps and looks up by.
    pub fn hash(&self) -> [u8; 32] {
        digest("outreach-kit token v1", &[&self.0])
    }
}

impl fmt::Display for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = u128::from_be_bytes(self.0);
        for place in (0..26).rev() {
            let five_bits = u8::try_from((number >> (5 * place)) & 31).unwrap_or_default();
            write!(formatter, "{}", symbol(five_bits).to_ascii_lowercase())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

/// The letters and digits of a [`ShortCode`]. Of Crockford's 32, those that handwriting or a
/// small screen turns into another one are left out: B D G Q S Z.
const CLEAR: &str = "0123456789ACEFHJKMNPRTVWXY";

/// Six characters by which a family takes a half-filled form up again on another phone.
///
/// 308 million codes: enough against guessing while the phone's bucket of requests is small,
/// not enough to be anything but a bookmark. It dies with the draft.
#[derive(Clone, PartialEq, Eq)]
pub struct ShortCode([u8; 6]);

impl ShortCode {
    /// A new code.
    pub fn random() -> Self {
        let mut code = [b'0'; 6];
        for place in &mut code {
            *place = random_clear();
        }
        Self(code)
    }

    /// Reads what a person typed: any case, spaces and dashes, Khmer digits, letters typed under
    /// the Khmer layout, and for every letter that is left out the character it looks like.
    pub fn parse(typed: &str) -> Option<Self> {
        let latin = khmer_keys::to_latin(typed);
        let mut kept = latin.chars().filter(|each| !is_separator(*each)).map(clear);
        let mut code = [0; 6];
        for place in &mut code {
            *place = kept.next()??;
        }
        kept.next().is_none().then_some(Self(code))
    }

    /// What the store keeps and looks up by.
    pub fn hash(&self) -> [u8; 32] {
        digest("outreach-kit short code v1", &[&self.0])
    }
}

impl fmt::Display for ShortCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([first, second], []) = self.0.as_chunks::<3>() else { return Err(fmt::Error) };
        let shown = |half: &[u8; 3]| half.map(char::from).iter().collect::<String>();
        write!(formatter, "{}-{}", shown(first), shown(second))
    }
}

impl fmt::Debug for ShortCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ShortCode(…)")
    }
}

/// One of [`CLEAR`], each as likely as any other: bytes past the last whole round are thrown away.
fn random_clear() -> u8 {
    const WHOLE_ROUNDS: u8 = 234; // nine times 26
    loop {
        let [byte] = random::<1>();
        let drawn = CLEAR.as_bytes().get(usize::from(byte % 26));
        if let (true, Some(letter)) = (byte < WHOLE_ROUNDS, drawn) {
            return *letter;
        }
    }
}

/// The clear character a typed one stands for.
fn clear(typed: char) -> Option<u8> {
    let plain = match khmer_keys::digit(typed).unwrap_or(typed).to_ascii_uppercase() {
        'O' | 'Q' | 'D' => '0',
        'I' | 'L' => '1',
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        'U' => 'V',
        other => other,
    };
    CLEAR.contains(plain).then(|| u8::try_from(plain).ok()).flatten()
}

/// Bytes as lower-case hexadecimal digits.
pub fn to_hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// The first sixteen signs of a hash in groups of four, to be compared one by one.
pub fn in_groups(hash: &str) -> String {
    let signs: Vec<char> = hash.chars().take(16).collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Bytes from hexadecimal digits, however many.
pub(crate) fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| {
            u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|it| it.len() == 2)?, 16).ok()
        })
        .collect()
}

/// Exactly `N` bytes from hexadecimal digits in either case.
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    if pairs.len() != N {
        return None;
    }
    let mut bytes = [0; N];
    for (place, pair) in bytes.iter_mut().zip(pairs) {
        let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
        *place = u8::try_from(high? * 16 + low?).ok()?;
    }
    Some(bytes)
}

/// A number of at most 20 bits as four characters, as event codes are written.
pub(super) fn four_symbols(number: u32) -> String {
    split::<4>(u64::from(number)).into_iter().map(symbol).collect()
}

/// The reverse of [`four_symbols`], forgiving.
pub(super) fn from_four_symbols(typed: &str) -> Option<u32> {
    let kept = typed.chars().filter(|each| !is_separator(*each));
    let values: Vec<u8> = kept.map(value).collect::<Option<_>>()?;
    if values.len() != 4 {
        return None;
    }
    u32::try_from(join(&values)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_row_id_carries_its_time_and_version() {
        let id = RowId::new(0x0123_4567_89AB).to_string();
        assert_eq!(id.len(), 32);
        assert!(id.starts_with("0123456789ab7"), "{id}");
        assert!(matches!(id.as_bytes()[16], b'8' | b'9' | b'a' | b'b'), "{id}");
    }

    #[test]
    fn later_rows_sort_later() {
        assert!(RowId::new(1_790_000_000_000) < RowId::new(1_790_000_000_001));
    }

    #[test]
    fn a_row_id_reads_back_and_nothing_else_does() {
        let id = RowId::new(5);
        assert_eq!(RowId::parse(&id.to_string()), Some(id));
        assert_eq!(RowId::parse(&id.to_string().to_uppercase()), Some(id));
        for wrong in ["", "0", &"0".repeat(31), &"0".repeat(33), &"g".repeat(32), &"+1".repeat(16)]
        {
            assert_eq!(RowId::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_short_code_forgives_what_people_do() {
        let code = ShortCode::parse("7KD-M48").unwrap();
        for typed in ["7k0m48", " 7KO m4b ", "៧K០-M៤៨", "7kq.m4B", "៧គឌម៤ព"] {
            assert_eq!(ShortCode::parse(typed), Some(code.clone()), "{typed}");
        }
        for wrong in ["", "7KDM4", "7KDM488", "7KDM4*", "ទទទ"] {
            assert_eq!(ShortCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_latin_letter_and_digit_is_understood_in_a_short_code() {
        for typed in ('A'..='Z').chain('a'..='z').chain('0'..='9') {
            assert!(clear(typed).is_some(), "{typed}");
        }
    }

    #[test]
    fn random_short_codes_use_every_clear_character() {
        let seen: std::collections::BTreeSet<u8> = (0..4_000).map(|_| random_clear()).collect();
        assert_eq!(seen.len(), CLEAR.len());
    }

    #[test]
    fn tokens_and_codes_do_not_print_in_debug() {
        assert_eq!(format!("{:?}", Token::random()), "Token(…)");
        assert_eq!(format!("{:?}", ShortCode::random()), "ShortCode(…)");
    }

    proptest! {
        #[test]
        fn a_token_reads_back(bytes: [u8; 16]) {
            let token = Token(bytes);
            let shown = token.to_string();
            prop_assert_eq!(shown.len(), 26);
            prop_assert_eq!(Token::parse(&shown.to_uppercase()), Some(token.clone()));
            prop_assert_eq!(Token::parse(&shown), Some(token));
        }

        #[test]
        fn a_short_code_reads_back(_round in 0..50) {
            let code = ShortCode::random();
            prop_assert_eq!(ShortCode::parse(&code.to_string()), Some(code));
        }

        #[test]
        fn any_text_is_read_without_panic(text: String) {
            let _ = (Token::parse(&text), ShortCode::parse(&text), RowId::parse(&text));
        }
    }

    #[test]
    fn a_token_has_one_spelling() {
        for wrong in ["", "8zzzzzzzzzzzzzzzzzzzzzzzzz", "o0000000000000000000000000", "០"] {
            assert_eq!(Token::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_tokens_of_earlier_versions_are_still_found() {
        // Computed a second time by a program of its own, in another language.
        let token = Token::parse("00000000000000000000000001").unwrap();
        let expected = "1e11d7a17afbb2449c7202fe429f96ab14933214a17b4e3c65ffb77020c8d0a5";
        assert_eq!(to_hex(&token.hash()), expected);
    }
}
