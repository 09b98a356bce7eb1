//! Digits: both scripts are accepted everywhere, numbers are kept in ASCII and printed
//! in the reader's digits.

/// `text` with every Khmer digit (០–៩, U+17E0–17E9) written as 0–9.
pub fn to_ascii(text: &str) -> String {
    text.chars().map(|letter| shift(letter, '\u{17E0}', '0')).collect()
}

/// `text` with every digit 0–9 written as ០–៩.
pub fn to_khmer(text: &str) -> String {
    text.chars().map(|letter| shift(letter, '0', '\u{17E0}')).collect()
}

/// A digit of the script whose zero is `from`, in the script whose zero is `to`.
fn shift(letter: char, from: char, to: char) -> char {
    let value = u32::from(letter).wrapping_sub(u32::from(from));
    if value < 10 { char::from_u32(u32::from(to) + value).unwrap_or(letter) } else { letter }
}

#[cfg(test)]
mod tests {
    use super::{to_ascii, to_khmer};

    #[test]
    fn a_year_reads_the_same_in_both_scripts() {
        assert_eq!(to_khmer("ឆ្នាំ 2026"), "ឆ្នាំ ២០២៦");
        assert_eq!(to_ascii("ឆ្នាំ ២០២៦"), "ឆ្នាំ 2026");
    }

    #[test]
    fn every_digit_goes_there_and_back() {
        assert_eq!(to_khmer("0123456789"), "០១២៣៤៥៦៧៨៩");
        assert_eq!(to_ascii(&to_khmer("0123456789")), "0123456789");
    }

    #[test]
    fn what_is_not_a_digit_stays() {
        // U+17F0 is a symbol of divination, not a digit; U+17DD and U+17EA stand beside the digits.
        let others = "/:\u{17DD}\u{17EA}\u{17F0}ក a";
        assert_eq!(to_ascii(others), others);
        assert_eq!(to_khmer(others), others);
    }
}
