//! The kit's own certificate authority: what makes a staff device on the network sure that it talks to this kit.
//!
//! Two keys, both ECDSA on P-256 since tablets of 2016 know nothing newer. The *authority's* key signs and does
//! nothing else; its certificate is what an officer installs. The *kit's* key proves the kit in each handshake; it
//! stays the same for the life of the kit, so that a joined laptop can know the kit by it whatever its address. The
//! certificate for that key names the addresses the laptop has now and is made anew when they change.
//!
//! Whoever installs the authority lends it trust, so it is bound in itself to what it needs: addresses of private
//! networks, no names. Stolen, it cannot stand in for any site of the internet.

use std::net::{IpAddr, Ipv4Addr};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints,
    PKCS_ECDSA_P256_SHA256, PublicKeyData as _, SanType, SerialNumber,
};
use zeroize::Zeroizing;

use super::mac::digest;
use super::passphrase::WORDS;
use super::random;
use super::token::to_hex;

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// A key or certificate could not be made, or what was kept is none.
    #[error("a certificate could not be made")]
    Certificate(#[from] rcgen::Error),
    /// The laptop's clock stands where no calendar reaches.
    #[error("the date of this laptop is none")]
    Date,
}

/// The ranges for which the authority may speak: RFC 1918, RFC 6598, RFC 3927 and loopback.
const RANGES: [([u8; 4], u8); 6] = [
    ([10, 0, 0, 0], 8),
    ([172, 16, 0, 0], 12),
    ([192, 168, 0, 0], 16),
    ([100, 64, 0, 0], 10),
    ([169, 254, 0, 0], 16),
    ([127, 0, 0, 0], 8),
];

/// The only name the authority may speak for; RFC 2606 promises that nobody ever has it. Without one it could speak
/// for all.
const NO_NAME: &str = "kit.invalid";

/// Years for which the authority is good. A laptop does not last longer.
const AUTHORITY_YEARS: i64 = 10;

/// Days before now at which the authority and every certificate begin. The laptop's clock may be ahead by more than a
/// year before anybody doubts it (`domain::clock_doubt`), and a tablet whose clock is right must not refuse them.
const BEFORE: i64 = 405;

/// Days for which such a certificate is good. Tablets of one maker refuse any of more than 825 days.
const DAYS: i64 = 820;

/// Days after which a certificate is made anew although nothing changed.
const RENEW: i64 = 30;

/// Seconds of a day.
const DAY: i64 = 24 * 3600;

/// Words that stand for a fingerprint: 60 bits.
const SAID: usize = 6;

/// The authority as it is kept; the database around it is encrypted.
pub struct Kept {
    /// What it is called on a tablet's list.
    pub name: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Its key, PKCS #8.
    pub key: Zeroizing<Vec<u8>>,
    /// Its certificate, DER.
    pub certificate: Vec<u8>,
    /// The kit's key, PKCS #8.
    pub kit_key: Zeroizing<Vec<u8>>,
}

impl Kept {
    /// Whether it is good at this time: it begins neither after it nor was made so long before that it has run out. An
    /// earlier program's begins later than one of today would.
    pub fn is_good(&self, now: Timestamp) -> bool {
        let made = self.made_at.as_second();
        let begins = beginning(&self.certificate).map_or(made, Timestamp::as_second);
        (begins..made + AUTHORITY_YEARS * 365 * DAY).contains(&now.as_second())
    }
}

/// When a certificate begins: the first time that stands in it (RFC 5280, sections 4.1 and 4.1.2.5.1). One that begins
/// after 2049 writes it otherwise, which no kit's does.
fn beginning(certificate: &[u8]) -> Option<Timestamp> {
    // Tag and length of a UTC time, then "YYMMDDhhmmssZ".
    certificate.array_windows::<15>().find_map(|window| {
        let time = window.strip_prefix(&[0x17, 13])?.strip_suffix(b"Z")?;
        let (pairs, _) = time.as_chunks::<2>();
        let mut numbers = pairs.iter().map(|pair| {
            let digits = pair.iter().all(u8::is_ascii_digit);
            digits.then(|| i8::try_from((pair[0] - b'0') * 10 + (pair[1] - b'0')).ok()).flatten()
        });
        let mut next = || numbers.next().flatten();
        let year = i16::from(next()?);
        let year = if year < 50 { 2000 + year } else { 1900 + year };
        let at = DateTime::new(year, next()?, next()?, next()?, next()?, next()?, 0).ok()?;
        at.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp())
    })
}

/// The authority of one kit.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: Vec<u8>,
    kit_key: KeyPair,
}

/// A certificate of the kit's key for the addresses of the moment, with the key.
pub struct Leaf {
    /// The certificate and the authority's behind it, DER.
    pub chain: [Vec<u8>; 2],
    /// The kit's key, PKCS #8.
    pub key: Zeroizing<Vec<u8>>,
    /// The addresses it names.
    pub addresses: Vec<Ipv4Addr>,
    /// When it was made.
    pub made_at: Timestamp,
}

impl Leaf {
    /// Whether it still does for these addresses at this time.
    pub fn does_for(&self, addresses: &[Ipv4Addr], now: Timestamp) -> bool {
        let age = now.as_second() - self.made_at.as_second();
        self.addresses == named(addresses) && (0..RENEW * DAY).contains(&age)
    }
}

impl Authority {
    /// A new authority for the kit with this short name, which stands on a tablet's list of authorities.
    pub fn make(kit: &str, now: Timestamp) -> Result<Kept, AuthorityError> {
        let name = format!("Outreach kit {kit}");
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let kit_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let certificate = params_of(&name, now)?.self_signed(&key)?;
        Ok(Kept {
            name,
            made_at: now,
            certificate: certificate.der().to_vec(),
            key: Zeroizing::new(key.serialize_der()),
            kit_key: Zeroizing::new(kit_key.serialize_der()),
        })
    }

    /// A new authority for a kit whose first one spoke for the wrong years. The kit's key stays, so that joined laptops
    /// go on knowing it.
    pub fn make_anew(kept: &Kept, kit: &str, now: Timestamp) -> Result<Kept, AuthorityError> {
        Ok(Kept { kit_key: kept.kit_key.clone(), ..Self::make(kit, now)? })
    }

    /// The authority as it was kept.
    pub fn open(kept: &Kept) -> Result<Self, AuthorityError> {
        let key = KeyPair::try_from(kept.key.as_slice())?;
        Ok(Self {
            issuer: Issuer::new(params_of(&kept.name, kept.made_at)?, key),
            certificate: kept.certificate.clone(),
            kit_key: KeyPair::try_from(kept.kit_key.as_slice())?,
        })
    }

    /// The certificate that an officer installs, DER.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// The kit's public key as joined laptops remember it: see [`pin_of`].
    pub fn pin(&self) -> [u8; 32] {
        pin_of(&self.kit_key.subject_public_key_info())
    }

    /// A certificate for these addresses, those of private networks; good from a year before `now`.
    pub fn issue(&self, addresses: &[Ipv4Addr], now: Timestamp) -> Result<Leaf, AuthorityError> {
        let addresses = named(addresses);
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Outreach kit");
        params.subject_alt_names =
            addresses.iter().map(|ip| SanType::IpAddress(IpAddr::V4(*ip))).collect();
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        // Browsers refuse two certificates of one authority with the same number.
        params.serial_number = Some(SerialNumber::from_slice(&positive(random())));
        good(&mut params, now, -BEFORE, DAYS - BEFORE)?;
        let certificate = params.signed_by(&self.kit_key, &self.issuer)?;
        Ok(Leaf {
            chain: [certificate.der().to_vec(), self.certificate.clone()],
            key: Zeroizing::new(self.kit_key.serialize_der()),
            addresses,
            made_at: now,
        })
    }
}

/// The addresses a certificate may name, each once, in order.
fn named(addresses: &[Ipv4Addr]) -> Vec<Ipv4Addr> {
    let mut named: Vec<Ipv4Addr> = addresses.iter().copied().chain([Ipv4Addr::LOCALHOST]).collect();
    named.retain(|ip| RANGES.iter().any(|(range, bits)| in_range(*ip, *range, *bits)));
    named.sort();
    named.dedup();
    named
}

fn in_range(ip: Ipv4Addr, range: [u8; 4], bits: u8) -> bool {
    let shift = 32 - u32::from(bits);
    u32::from(ip) >> shift == u32::from(Ipv4Addr::from(range)) >> shift
}

/// What the authority's certificate says. Made anew from the same two things whenever it signs.
fn params_of(name: &str, made_at: Timestamp) -> Result<CertificateParams, AuthorityError> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let ranges = RANGES
        .iter()
        .map(|(range, bits)| GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix(*range, *bits)));
    let permitted = ranges.chain([GeneralSubtree::DnsName(NO_NAME.to_owned())]).collect();
    params.name_constraints =
        Some(NameConstraints { permitted_subtrees: permitted, excluded_subtrees: Vec::new() });
    good(&mut params, made_at, -BEFORE, AUTHORITY_YEARS * 365)?;
    Ok(params)
}

/// From when to when a certificate is good, in days from a moment.
fn good(
    params: &mut CertificateParams,
    at: Timestamp,
    from: i64,
    to: i64,
) -> Result<(), AuthorityError> {
    let [from, to] = [day_of(at, from)?, day_of(at, to)?];
    // A clock may say 1970; certificates begin later than that.
    let date = |(year, month, day): (i32, u8, u8)| rcgen::date_time_ymd(year.max(1971), month, day);
    (params.not_before, params.not_after) = (date(from), date(to));
    Ok(())
}

/// The civil day so many days from a moment: year, month, day.
fn day_of(at: Timestamp, days: i64) -> Result<(i32, u8, u8), AuthorityError> {
    let day = at.to_zoned(TimeZone::UTC).date();
    let day = day.checked_add(Span::new().days(days)).map_err(|_| AuthorityError::Date)?;
    let month = u8::try_from(day.month()).map_err(|_| AuthorityError::Date)?;
    let number = u8::try_from(day.day()).map_err(|_| AuthorityError::Date)?;
    Ok((i32::from(day.year()), month, number))
}

/// A serial number: positive, as the standard asks.
fn positive(mut bytes: [u8; 16]) -> [u8; 16] {
    if let Some(first) = bytes.first_mut() {
        *first = *first & 0x3F | 0x40;
    }
    bytes
}

/// What joined laptops remember of a kit: a hash of its public key (`SubjectPublicKeyInfo`, DER).
pub fn pin_of(public_key: &[u8]) -> [u8; 32] {
    digest("outreach-kit pin v1", &[public_key])
}

/// A certificate's fingerprint as tablets show it: SHA-256, in hexadecimal.
pub fn fingerprint(certificate: &[u8]) -> String {
    to_hex(&super::chain::hash(certificate)).to_uppercase()
}

/// Six words for a certificate's fingerprint, to be compared between two screens.
pub fn words(certificate: &[u8]) -> Vec<&'static str> {
    let list: Vec<&'static str> = WORDS.lines().collect();
    let hash = super::chain::hash(certificate);
    let head = hash.iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    (0..SAID)
        .filter_map(|place| {
            let ten = (head >> (54 - 10 * place)) & 1023;
            list.get(usize::try_from(ten).ok()?).copied()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn address(last: u8) -> Ipv4Addr {
        Ipv4Addr::new(192, 168, 1, last)
    }

    #[test]
    fn the_kits_key_stays_when_its_addresses_change() {
        let now = at("2026-11-21T02:00:00Z");
        let kept = Authority::make("3", now).unwrap();
        let authority = Authority::open(&kept).unwrap();
        let first = authority.issue(&[address(5)], now).unwrap();
        let second = Authority::open(&kept).unwrap().issue(&[address(9)], now).unwrap();
        assert_ne!(first.chain[0], second.chain[0]);
        assert_eq!(first.chain[1], second.chain[1]);
        assert_eq!(first.key, second.key);
        assert!(first.does_for(&[address(5)], now));
        assert!(!first.does_for(&[address(9)], now));
        assert!(
            !first.does_for(&[address(5)], at("2027-01-21T02:00:00Z")),
            "it is renewed in time"
        );
        assert!(!first.does_for(&[address(5)], at("2026-11-20T02:00:00Z")), "the clock went back");
    }

    #[test]
    fn addresses_of_the_internet_are_never_named() {
        let public = Ipv4Addr::new(8, 8, 8, 8);
        assert_eq!(named(&[public, address(5), address(5)]), [Ipv4Addr::LOCALHOST, address(5)]);
        for (ip, inside) in
            [([172, 31, 0, 1], true), ([172, 32, 0, 1], false), ([100, 63, 0, 1], false)]
        {
            assert_eq!(named(&[Ipv4Addr::from(ip)]).len() == 2, inside, "{ip:?}");
        }
    }

    #[test]
    fn a_clock_in_1970_still_gives_a_certificate() {
        let kept = Authority::make("3", Timestamp::UNIX_EPOCH).unwrap();
        assert!(
            Authority::open(&kept).unwrap().issue(&[address(5)], Timestamp::UNIX_EPOCH).is_ok()
        );
    }

    #[test]
    fn an_authority_is_good_from_the_day_its_certificate_begins() {
        let made = at("2026-11-21T02:00:00Z");
        let kept = Authority::make("3", made).unwrap();
        let [before, until] = [BEFORE, AUTHORITY_YEARS * 365].map(|days| days * DAY);
        let after = |seconds: i64| made.checked_add(Span::new().seconds(seconds)).unwrap();
        assert!(kept.is_good(after(-before)) && kept.is_good(after(until - 1)));
        assert!(!kept.is_good(after(-before - DAY)) && !kept.is_good(after(until)));
        // As an earlier program made them: from 30 days before on.
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let mut params = params_of(&kept.name, made).unwrap();
        good(&mut params, made, -30, 3650).unwrap();
        let certificate = params.self_signed(&key).unwrap().der().to_vec();
        let earlier = Kept { certificate, ..kept };
        assert!(earlier.is_good(after(-29 * DAY)) && !earlier.is_good(after(-31 * DAY)));
        assert_eq!(beginning(b"no certificate at all"), None);
    }

    #[test]
    fn words_follow_the_certificate() {
        let words_of = |bytes: &[u8]| words(bytes).join(" ");
        assert_eq!(words(b"one").len(), 6);
        assert_eq!(words_of(b"one"), words_of(b"one"));
        assert_ne!(words_of(b"one"), words_of(b"two"));
        assert_eq!(fingerprint(b"one").len(), 64);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let mut kept = Authority::make("3", at("2026-11-21T02:00:00Z")).unwrap();
        kept.kit_key = Zeroizing::new(vec![1, 2, 3]);
        assert!(Authority::open(&kept).is_err());
    }
}
