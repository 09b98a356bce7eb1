//! Which physical key a Khmer character came from.
//!
//! A scanner that types sends key presses. With the Khmer layout active, `K` arrives as គ and
//! `1` as ១. Source: the national (NIDA) layout as X11 ships it (`xkb/symbols/kh`, "basic") and
//! its digraphs in the X11 compose table; the layout of the same name in Windows types the same.

/// One key: what is printed on a Latin keyboard, and what it types plain and with Shift.
type Key = (char, &'static str, &'static str);

const KEYS: [Key; 36] = [
    ('1', "១", "!"),
    ('2', "២", "ៗ"),
    ('3', "៣", "\""),
    ('4', "៤", "៛"),
    ('5', "៥", "%"),
    ('6', "៦", "\u{17CD}"),
    ('7', "៧", "\u{17D0}"),
    ('8', "៨", "\u{17CF}"),
    ('9', "៩", "("),
    ('0', "០", ")"),
    ('Q', "ឆ", "ឈ"),
    ('W', "\u{17B9}", "\u{17BA}"),
    ('E', "\u{17C1}", "\u{17C2}"),
    ('R', "រ", "ឬ"),
    ('T', "ត", "ទ"),
    ('Y', "យ", "\u{17BD}"),
    ('U', "\u{17BB}", "\u{17BC}"),
    ('I', "\u{17B7}", "\u{17B8}"),
    ('O', "\u{17C4}", "\u{17C5}"),
    ('P', "ផ", "ភ"),
    ('A', "\u{17B6}", "\u{17B6}\u{17C6}"),
    ('S', "ស", "\u{17C3}"),
    ('D', "ដ", "ឌ"),
    ('F', "ថ", "ធ"),
    ('G', "ង", "អ"),
    ('H', "ហ", "\u{17C7}"),
    ('J', "\u{17D2}", "ញ"),
    ('K', "ក", "គ"),
    ('L', "ល", "ឡ"),
    ('Z', "ឋ", "ឍ"),
    ('X', "ខ", "ឃ"),
    ('C', "ច", "ជ"),
    ('V', "វ", "\u{17C1}\u{17C7}"),
    ('B', "ប", "ព"),
    ('N', "ន", "ណ"),
    ('M', "ម", "\u{17C6}"),
];

/// `typed` with every character of the Khmer layout replaced by the key it came from.
/// Text without Khmer letters or digits comes back unchanged, brackets and quotes included.
pub(super) fn to_latin(typed: &str) -> String {
    if !typed.contains(|each| matches!(each, '\u{1780}'..='\u{17FF}')) {
        return typed.to_owned();
    }
    let mut latin = String::with_capacity(typed.len());
    let mut rest = typed;
    while let Some(first) = rest.chars().next() {
        let (key, width) = key_at_start(rest).unwrap_or((first, first.len_utf8()));
        latin.push(key);
        rest = rest.get(width..).unwrap_or_default();
    }
    latin
}

/// A Khmer digit as the Latin one.
pub(super) fn digit(typed: char) -> Option<char> {
    let number = u32::from(typed).checked_sub(0x17E0)?;
    char::from_digit(number, 10)
}

/// The key whose output `text` starts with, and the bytes it takes. The longest output wins:
/// Shift+A types two characters, of which the first alone is plain A.
fn key_at_start(text: &str) -> Option<(char, usize)> {
    let outputs = KEYS.iter().flat_map(|(key, plain, shifted)| [(key, plain), (key, shifted)]);
    outputs
        .filter(|(_, output)| text.starts_with(**output))
        .map(|(key, output)| (*key, output.len()))
        .max_by_key(|(_, width)| *width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_plain_and_shifted() {
        for (key, plain, shifted) in KEYS {
            // A Khmer neighbour shows that the layout was active.
            assert_eq!(to_latin(&format!("ក{plain}")), format!("K{key}"));
            assert_eq!(to_latin(&format!("ក{shifted}")), format!("K{key}"));
        }
    }

    #[test]
    fn no_two_keys_type_the_same() {
        let mut outputs: Vec<_> = KEYS.iter().flat_map(|(_, a, b)| [a, b]).collect();
        outputs.sort_unstable();
        outputs.dedup();
        assert_eq!(outputs.len(), 72);
    }

    #[test]
    fn any_scanned_code_survives_the_khmer_layout() {
        for (first, ..) in KEYS {
            for (second, ..) in KEYS {
                for shift in [false, true] {
                    let press = |wanted: char| {
                        let key = KEYS.iter().find(|(key, ..)| *key == wanted).unwrap();
                        if shift && wanted.is_ascii_alphabetic() { key.2 } else { key.1 }
                    };
                    let typed = format!("{}{}", press(first), press(second));
                    assert_eq!(to_latin(&typed), format!("{first}{second}"), "{typed}");
                }
            }
        }
    }

    #[test]
    fn latin_text_is_left_alone() {
        assert_eq!(to_latin("KB1 (x) \"y\"!"), "KB1 (x) \"y\"!");
    }
}
