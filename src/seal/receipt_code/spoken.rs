//! A receipt's number as a person reads it out: laptop and running number, without the secret part of the code.

use super::Serial;
use crate::khmer;

impl Serial {
    /// `3-00042`, or `00042` of laptop 0.
    pub fn spoken(&self) -> String {
        match self.laptop {
            0 => format!("{:05}", self.number),
            laptop => format!("{laptop}-{:05}", self.number),
        }
    }

    /// Reads a number as it was written down, in either digits. A number without a laptop is of laptop `own`.
    /// A whole code is no such number.
    pub fn from_spoken(typed: &str, own: u16) -> Option<Self> {
        let ascii = khmer::digits::to_ascii(typed.trim());
        let mut parts = ascii.splitn(2, ['-', ' ', '–', '/']);
        let (first, second) = (parts.next()?, parts.next());
        let (laptop, number) = match second {
            Some(number) => (digits(first)?, number),
            None => (own.into(), first),
        };
        Self::new(u16::try_from(laptop).ok()?, digits(number.trim())?)
    }

    /// Reads a number as it stands on a paper: the laptop's number before it, or all its five digits. A number of
    /// fewer digits may as well be a ticket's, and is nobody's here.
    pub fn from_paper(typed: &str, own: u16) -> Option<Self> {
        let ascii = khmer::digits::to_ascii(typed.trim());
        let whole = ascii.contains(['-', '–', '/', ' ']) || ascii.len() == PRINTED_DIGITS;
        Self::from_spoken(&ascii, own).filter(|_| whole)
    }
}

/// How many digits a running number is printed with.
const PRINTED_DIGITS: usize = 5;

fn digits(text: &str) -> Option<u32> {
    let plain = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_was_spoken() {
        for (laptop, number) in [(0, 7), (3, 42), (1023, 32_767)] {
            let serial = Serial::new(laptop, number);
            let spoken = serial.map(|serial| serial.spoken()).unwrap_or_default();
            assert_eq!(Serial::from_spoken(&spoken, laptop), serial, "{spoken}");
        }
        assert_eq!(Serial::from_spoken("៣-០០០៤២", 0), Serial::new(3, 42));
        assert_eq!(Serial::from_spoken("42", 3), Serial::new(3, 42));
    }

    #[test]
    fn a_number_that_may_be_a_tickets_is_nobodys() {
        for typed in ["42", "4", "0042", "៤២", "000042"] {
            assert_eq!(Serial::from_paper(typed, 3), None, "{typed}");
        }
        for typed in ["00042", "០០០៤២", "3-42", "3-00042", "3 00042"] {
            assert_eq!(Serial::from_paper(typed, 3), Serial::new(3, 42), "{typed}");
        }
    }

    #[test]
    fn a_code_and_rubbish_are_no_numbers() {
        for typed in
            ["", "-", "KB1R7QM0042K9XWZ3T5HJNP", "3-", "9999999", "3-00001-2", "-1", "3-99999"]
        {
            assert_eq!(Serial::from_spoken(typed, 3), None, "{typed}");
        }
    }
}
