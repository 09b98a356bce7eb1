//! A telephone number in every way Cambodians write one.

use std::fmt;

use crate::khmer;

/// A telephone number: as typed, and in the one form that can be compared and dialled.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    e164: Box<str>,
    typed: Box<str>,
    sure: bool,
}

/// Why a text is no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("the number is blank")]
    Blank,
    /// Something else than digits and the usual separators.
    #[error("the number holds something else than digits")]
    NotDigits,
    /// Too few or too many digits.
    #[error("the number has too few or too many digits")]
    WrongLength,
    /// Two numbers in one box.
    #[error("there are two numbers")]
    Several,
}

impl PhoneError {
    /// The sentence that tells the family what to do.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Blank => "mistake-phone-blank",
            Self::NotDigits => "mistake-phone-digits",
            Self::WrongLength => "mistake-phone-length",
            Self::Several => "mistake-phone-several",
        }
    }
}

impl Phone {
    /// Reads a number. A Cambodian mobile number is sure; a landline, an unknown range or a
    /// number abroad is kept too, but not sure, so that the desk can ask again.
    ///
    /// The rule is that of libphonenumber 9.0.43, written out: Khmer digits count as digits,
    /// separators go, then `+855` or `00855`, or `855` where 11 or 12 digits were typed (085 is
    /// also a Cambodian range), then one leading `0`; 8 or 9 digits must be left.
    pub fn parse(typed: &str) -> Result<Self, PhoneError> {
        let typed = khmer::normalize(typed);
        if typed.is_empty() {
            return Err(PhoneError::Blank);
        }
        let ascii = khmer::digits::to_ascii(&typed);
        let (plus, rest) = match ascii.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, ascii.as_str()),
        };
        let mut digits = String::with_capacity(16);
        for c in rest.chars() {
            match c {
                '0'..='9' => digits.push(c),
                ' ' | '.' | '-' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{200C}' | '\u{200D}' => {
                }
                '/' | ',' | ';' => return Err(PhoneError::Several),
                _ => return Err(PhoneError::NotDigits),
            }
        }
        let (e164, sure) = dialled(plus, &digits)?;
        Ok(Self { e164: e164.into_boxed_str(), typed: typed.into_boxed_str(), sure })
    }

    /// Takes a number back from the store, which only ever holds parsed ones.
    pub fn restore(e164: &str, typed: &str, sure: bool) -> Self {
        Self { e164: e164.into(), typed: typed.into(), sure }
    }

    /// `+` and digits, with the country.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// As the family typed it, trimmed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// True if the number is in a Cambodian mobile range.
    pub fn is_sure(&self) -> bool {
        self.sure
    }

    /// For reading aloud, in groups: `012 345 678` or `012 345 6789`; a number abroad stays as it is dialled.
    pub fn spaced(&self) -> String {
        let Some(national) = self.e164.strip_prefix("+855") else {
            return self.e164.to_string();
        };
        let mut shown = String::from("0");
        for (place, digit) in national.chars().enumerate() {
            if place == 2 || place == 5 {
                shown.push(' ');
            }
            shown.push(digit);
        }
        shown
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

/// The number with its country, and whether it is surely a Cambodian mobile number.
fn dialled(plus: bool, digits: &str) -> Result<(String, bool), PhoneError> {
    let international = if plus { Some(digits) } else { digits.strip_prefix("00") };
    let national = match international {
        Some(number) => match number.strip_prefix("855") {
            Some(national) => national,
            None => return abroad(number),
        },
        None => match digits.strip_prefix("855") {
            Some(national) if matches!(digits.len(), 11 | 12) => national,
            // The 0 was left in between the country and the number.
            Some(national) if digits.len() == 13 && national.starts_with('0') => national,
            _ => digits,
        },
    };
    let national = national.strip_prefix('0').unwrap_or(national);
    match national.len() {
        8 | 9 => Ok((format!("+855{national}"), is_mobile(national.as_bytes()))),
        17.. => Err(PhoneError::Several),
        _ => Err(PhoneError::WrongLength),
    }
}

/// Parents who work abroad have numbers abroad: 7 to 15 digits, as ITU-T E.164 has them.
fn abroad(number: &str) -> Result<(String, bool), PhoneError> {
    if !(7..=15).contains(&number.len()) || number.starts_with('0') {
        return Err(PhoneError::WrongLength);
    }
    Ok((format!("+{number}"), false))
}

/// The mobile ranges of libphonenumber's data for KH, by the first digits and the length.
fn is_mobile(national: &[u8]) -> bool {
    let nine = national.len() == 9;
    match *national {
        [b'1', b'2' | b'8', ..] | [b'9', b'7', ..] => true,
        [b'3', b'1' | b'8', ..] | [b'9', b'6', ..] | [b'7', b'1' | b'6', ..] | [b'8', b'8', ..]
            if nine =>
        {
            true
        }
        [b'1', _, ..]
        | [b'6', b'0' | b'1' | b'6'..=b'9', ..]
        | [b'7', b'0' | b'7'..=b'9', ..]
        | [b'8', b'0' | b'1' | b'3'..=b'7' | b'9', ..]
        | [b'9', b'0'..=b'5' | b'8' | b'9', ..]
            if !nine =>
        {
            true
        }
        [b'2', b'3'..=b'6', b'4', b'8', ..]
        | [b'3', b'2'..=b'6', b'4', b'8', ..]
        | [b'4', b'2'..=b'4', b'4', b'8', ..]
        | [b'5'..=b'7', b'2'..=b'5', b'4', b'8', ..] => nine,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(typed: &str, e164: &str, sure: bool) {
        let phone = Phone::parse(typed).unwrap_or_else(|err| panic!("{typed}: {err}"));
        assert_eq!((phone.e164(), phone.is_sure()), (e164, sure), "{typed}");
    }

    #[test]
    fn every_cambodian_way_of_writing_gives_the_same_number() {
        for typed in [
            "012345678",
            "012 345 678",
            "012-345-678",
            "012.345.678",
            "(012) 345 678",
            "12345678",
            "+85512345678",
            "+855 12 345 678",
            "+855 (0)12 345 678",
            "0085512345678",
            "85512345678",
            "855012345678",
            "០១២ ៣៤៥ ៦៧៨",
            "+៨៥៥ ១២ ៣៤៥ ៦៧៨",
        ] {
            check(typed, "+85512345678", true);
        }
        check("8550971234567", "+855971234567", true);
    }

    #[test]
    fn the_range_085_is_not_taken_for_the_country() {
        check("085512345", "+85585512345", true);
        check("0855123456", "+855855123456", false);
        check("85512345", "+85585512345", true);
    }

    #[test]
    fn each_range_has_its_length() {
        for nine in ["31", "38", "71", "76", "88", "96"] {
            check(&format!("0{nine}2345678"), &format!("+855{nine}2345678"), true);
            check(&format!("0{nine}234567"), &format!("+855{nine}234567"), false);
        }
        for both in ["12", "18", "97"] {
            check(&format!("0{both}2345678"), &format!("+855{both}2345678"), true);
            check(&format!("0{both}234567"), &format!("+855{both}234567"), true);
        }
        for eight in ["10", "11", "13", "17", "19", "60", "61", "66", "69", "70", "77", "81", "83"]
        {
            check(&format!("0{eight}234567"), &format!("+855{eight}234567"), true);
            check(&format!("0{eight}2345678"), &format!("+855{eight}2345678"), false);
        }
        check("023481234", "+85523481234", false);
        check("0234812345", "+855234812345", true);
        check("0734812345", "+855734812345", true);
    }

    #[test]
    fn a_landline_and_a_number_abroad_are_kept_but_not_sure() {
        check("023 722 333", "+85523722333", false);
        check("+66 81 234 5678", "+66812345678", false);
        check("0066812345678", "+66812345678", false);
    }

    #[test]
    fn what_is_no_number_says_why() {
        for (typed, reason) in [
            ("", PhoneError::Blank),
            ("012 345", PhoneError::WrongLength),
            ("0123456789012", PhoneError::WrongLength),
            ("គ្មាន", PhoneError::NotDigits),
            ("O12345678", PhoneError::NotDigits),
            ("012345678/098765432", PhoneError::Several),
            ("012345678 098765432", PhoneError::Several),
            ("+", PhoneError::WrongLength),
        ] {
            assert_eq!(Phone::parse(typed), Err(reason), "{typed}");
        }
    }

    #[test]
    fn a_number_is_read_aloud_in_groups_of_three() {
        assert_eq!(Phone::parse("+85512345678").unwrap().spaced(), "012 345 678");
        assert_eq!(Phone::parse("0971234567").unwrap().spaced(), "097 123 4567");
        assert_eq!(Phone::parse("+66812345678").unwrap().spaced(), "+66812345678");
        assert!(!format!("{:?}", Phone::parse("012345678")).contains("345"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(raw in any::<String>()) {
            let _ = Phone::parse(&raw);
        }

        #[test]
        fn the_stored_form_is_read_as_itself(digits in "0[1-9][0-9]{7,8}") {
            if let Ok(phone) = Phone::parse(&digits) {
                let again = Phone::parse(phone.e164());
                prop_assert_eq!(
                    again.as_ref().map(Phone::e164), Ok(phone.e164())
                );
            }
        }
    }
}
