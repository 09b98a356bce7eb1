//! Staff PINs: four to eight digits, Latin or Khmer.
//!
//! A PIN is weak by nature. It counts only behind the database key, a throttle, and a sign-in
//! that knows the person; the cost of its hash is for whoever steals an opened database.

use super::cost::{Cost, Typed, derive};
use super::mac::same;
use super::token::{from_hex, to_hex};
use super::{khmer_keys, random};

/// Why a PIN is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPin {
    /// Something in it is not a digit.
    #[error("a PIN has digits only")]
    NotDigits,
    /// Fewer than four digits or more than eight.
    #[error("a PIN has four to eight digits")]
    Length,
    /// One digit or one pair repeated, or a run such as 1234: what anyone tries first.
    #[error("the PIN is one that anyone tries first")]
    TooSimple,
    /// Nothing is wrong with it: the laptop has no memory free to hash it, and nothing weaker may be stored instead.
    #[error("there is no memory free to hash a PIN")]
    NoMemory,
}

/// Whether `pin` may be taken as somebody's PIN.
pub fn check(pin: &str) -> Result<(), WeakPin> {
    digits(pin).map(drop)
}

/// The text to store for `pin`: `pin1$m,t,p$salt$hash`. Blocks for one derivation.
pub fn hash(pin: &str, cost: Cost) -> Result<String, WeakPin> {
    let digits = digits(pin)?;
    let salt: [u8; 16] = random();
    let key = derive(Typed::Pin, &digits, &salt, cost).ok_or(WeakPin::NoMemory)?;
    let [memory, passes, lanes] = cost.parts();
    Ok(format!("pin1${memory},{passes},{lanes}${}${}", to_hex(&salt), to_hex(key.bytes())))
}

/// What stands where nobody's PIN does: no PIN fits it, and to find that out takes as long as with somebody's.
pub fn of_nobody(cost: Cost) -> String {
    let [memory, passes, lanes] = cost.parts();
    format!("pin1${memory},{passes},{lanes}${}${}", to_hex(&[0; 16]), to_hex(&[0; 32]))
}

/// Whether `pin` is the one `stored` was made from. A damaged `stored` fits no PIN.
/// Blocks for one derivation.
pub fn verify(pin: &str, stored: &str) -> bool {
    // A refused PIN is checked too, so that the answer's time says nothing about rules.
    let typed = latin(pin);
    verify_digits(typed.as_bytes(), stored).unwrap_or(false)
}

/// Whether `stored` cost something else than a PIN does now: whoever types it right next gets it stored anew.
pub fn is_of_another_cost(stored: &str, cost: Cost) -> bool {
    cost_of(stored) != Some(cost)
}

fn cost_of(stored: &str) -> Option<Cost> {
    let mut parts = stored.split('$').nth(1)?.split(',').map(|part| part.parse::<u32>().ok());
    let cost = Cost::from_parts([parts.next()??, parts.next()??, parts.next()??])?;
    parts.next().is_none().then_some(cost)
}

fn verify_digits(digits: &[u8], stored: &str) -> Option<bool> {
    let mut fields = stored.split('$');
    if fields.next()? != "pin1" {
        return None;
    }
    let cost = cost_of(stored)?;
    fields.next()?;
    let salt = from_hex::<16>(fields.next()?)?;
    let expected = from_hex::<32>(fields.next()?)?;
    if fields.next().is_some() {
        return None;
    }
    Some(same(derive(Typed::Pin, digits, &salt, cost)?.bytes(), &expected))
}

/// The PIN's digits as Latin ones, if it follows the rules.
fn digits(pin: &str) -> Result<Vec<u8>, WeakPin> {
    let digits = latin(pin).into_bytes();
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(WeakPin::NotDigits);
    }
    if !(4..=8).contains(&digits.len()) {
        return Err(WeakPin::Length);
    }
    if is_simple(&digits) {
        return Err(WeakPin::TooSimple);
    }
    Ok(digits)
}

/// Trimmed, with Khmer digits as Latin ones.
fn latin(pin: &str) -> String {
    pin.trim().chars().map(|each| khmer_keys::digit(each).unwrap_or(each)).collect()
}

/// All steps from digit to digit alike (0000, 1234, 9876, 2468, 7890), or one pair repeated (1212).
fn is_simple(digits: &[u8]) -> bool {
    let step = |pair: &[u8; 2]| (10 + pair[1] - pair[0]) % 10;
    let mut steps = digits.array_windows::<2>().map(step);
    let first = steps.next();
    let even = steps.all(|each| Some(each) == first);
    let paired = digits.iter().zip(digits.iter().skip(2)).all(|(one, next)| one == next);
    even || paired
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_that_cannot_be_hashed_is_not_kept_and_nothing_stops() {
        // Argon2 takes no less than eight blocks.
        let none: Cost = serde_json::from_str("{\"m\":1,\"t\":1,\"p\":1}").unwrap();
        assert_eq!(hash("4071", none), Err(WeakPin::NoMemory));
    }

    #[test]
    fn a_pin_of_nobody_is_derived_like_any_other_and_fits_nothing() {
        let nobody_s = of_nobody(Cost::test());
        for typed in ["4071", "", "0000", "00000000"] {
            assert_eq!(verify_digits(typed.as_bytes(), &nobody_s), Some(false), "{typed}");
        }
    }

    #[test]
    fn a_pin_opens_in_either_script() {
        let stored = hash("4071", Cost::test()).unwrap();
        assert!(verify("4071", &stored));
        assert!(verify("៤០៧១", &stored));
        assert!(verify(" 4071 ", &stored));
        assert!(!verify("4072", &stored));
        assert!(!verify("40710", &stored));
        assert!(!verify("", &stored));
    }

    #[test]
    fn the_same_pin_is_stored_differently_each_time() {
        assert_ne!(hash("4071", Cost::test()), hash("4071", Cost::test()));
    }

    #[test]
    fn what_anyone_tries_first_is_refused() {
        for pin in
            ["0000", "1111", "1234", "4321", "98765432", "1212", "7890", "១២៣៤", "2468", "121212"]
        {
            assert_eq!(check(pin), Err(WeakPin::TooSimple), "{pin}");
        }
        assert_eq!(check("123"), Err(WeakPin::Length));
        assert_eq!(check("123456789"), Err(WeakPin::Length));
        assert_eq!(check("12a4"), Err(WeakPin::NotDigits));
        assert_eq!(check("1 23"), Err(WeakPin::NotDigits));
        for pin in ["4071", "90210853", "1213"] {
            assert_eq!(check(pin), Ok(()), "{pin}");
        }
    }

    #[test]
    fn a_damaged_hash_opens_for_nobody() {
        let stored = hash("4071", Cost::test()).unwrap();
        for (place, _) in stored.char_indices() {
            let mut changed = stored.clone().into_bytes();
            // To a letter or digit of another value, as a bit error would.
            changed[place] = if changed[place] == b'8' { b'1' } else { b'8' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(!verify("4071", &changed), "{changed}");
            assert!(!verify("4071", &stored[..place]), "cut at {place}");
        }
        assert!(!verify("4071", "pin1$4294967295,1,1$00$00"));
    }

    #[test]
    fn what_earlier_versions_stored_still_opens() {
        let stored = concat!(
            "pin1$32,1,1$9167c7f87f3073a75b324cdf9f0c9c68$",
            "220546dda2772a8a9be5c1865c5f732e6320dabc51b6441eff33b86740061e78",
        );
        assert!(verify("4071", stored));
        assert!(
            !is_of_another_cost(stored, Cost::test()) && is_of_another_cost(stored, Cost::pin())
        );
    }
}
