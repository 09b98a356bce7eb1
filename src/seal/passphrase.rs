//! Passphrases: when one is good enough, and how typed text becomes the same bytes every time.

use std::collections::BTreeSet;

use zeroize::{Zeroize, Zeroizing};

use super::recovery::RecoveryCode;
use super::{khmer_keys, random};

/// 1024 simple English words, one a line: ten bits each.
pub(super) const WORDS: &str = include_str!("words.txt");
/// How many words a suggestion has: 50 bits, which at about one second a guess outlasts the paper.
const SUGGESTED_WORDS: usize = 5;
/// The fewest characters, spaces not counted, unless there are [`FEWEST_WORDS`].
const FEWEST_CHARACTERS: usize = 12;
/// The fewest words that make up for fewer characters.
const FEWEST_WORDS: usize = 4;
/// A shorter known word is too likely to be inside others, and is not looked for.
const SHORTEST_KNOWN: usize = 3;
/// Fewer different characters than this is a pattern, not a passphrase.
const FEWEST_DIFFERENT: usize = 5;

/// Rows of keys and lists that anyone tries first; taken out before counting, like known words.
const PLAIN: [&str; 12] = [
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwerty",
    "asdfgh",
    "abcdefghijklmnopqrstuvwxyz",
    "abcdef",
    "1234567890",
    "0123456789",
    "123456",
    "987654321",
    "password",
];

/// Why a passphrase is not good enough to guard a kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassphrase {
    /// Fewer than 12 characters and fewer than four words.
    #[error("the passphrase is too short")]
    TooShort,
    /// Only digits: a date or a phone number.
    #[error("the passphrase has digits only")]
    OnlyDigits,
    /// Little is left without repeats, rows of keys and counting.
    #[error("the passphrase is a pattern")]
    TooPlain,
    /// Little is left without the names that everybody at the event knows.
    #[error("the passphrase is made of names everybody knows")]
    KnownWords,
    /// A character that this laptop's two keyboards (Latin without accents, Khmer) do not type,
    /// or type in more than one way.
    #[error("the passphrase has a character that another keyboard may not type")]
    UnusualCharacter,
}

/// Whether `text` may guard a key: at least 12 characters or four words, not counting what is in
/// `forbidden` (event name, village, commune, dates, the holder's own name) or a plain pattern.
pub fn check_passphrase(text: &str, forbidden: &[&str]) -> Result<(), WeakPassphrase> {
    let folded = fold(text);
    if !folded.chars().all(is_usual) {
        return Err(WeakPassphrase::UnusualCharacter);
    }
    if !is_long_enough(&folded) {
        return Err(WeakPassphrase::TooShort);
    }
    if folded.chars().all(|each| each.is_ascii_digit() || !each.is_alphanumeric()) {
        return Err(WeakPassphrase::OnlyDigits);
    }
    let different: BTreeSet<char> = folded.chars().filter(|each| *each != ' ').collect();
    if different.len() < FEWEST_DIFFERENT || !is_long_enough(&without(&folded, &PLAIN)) {
        return Err(WeakPassphrase::TooPlain);
    }
    if !is_long_enough(&without(&folded, forbidden)) {
        return Err(WeakPassphrase::KnownWords);
    }
    Ok(())
}

/// Five random words, to be written down once and learnt.
pub fn suggest_passphrase() -> String {
    let words: Vec<&str> = WORDS.lines().collect();
    let mut chosen: Vec<&str> = Vec::with_capacity(SUGGESTED_WORDS);
    while chosen.len() < SUGGESTED_WORDS {
        // 65 536 is a whole number of times 1024, so every word is as likely as any other.
        let drawn = usize::from(u16::from_be_bytes(random())) % words.len().max(1);
        chosen.extend(words.get(drawn));
    }
    chosen.join(" ")
}

/// The bytes that keys are derived from: the recovery code if `typed` is one, or else the
/// folded passphrase, each with its label so that neither can stand in for the other.
pub(super) fn material(typed: &str) -> Zeroizing<Vec<u8>> {
    let (label, mut text) = match RecoveryCode::parse(typed) {
        Ok(code) => ("recovery code\0", code.text()),
        Err(_) => ("passphrase\0", fold(typed).to_string()),
    };
    let mut bytes = Zeroizing::new(Vec::with_capacity(label.len() + text.len()));
    bytes.extend_from_slice(label.as_bytes());
    bytes.extend_from_slice(text.as_bytes());
    text.zeroize();
    bytes
}

/// What stays the same however a passphrase is typed: without case (Caps Lock and a phone's
/// capital must not lock a kit), one space between words, no characters without width (the Khmer
/// space bar types one), Latin digits, and the two Khmer vowels that some phones type in halves.
///
/// This may never change: a passphrase folded in another way no longer opens its kit. That is
/// why it does not call the search folds of `khmer`.
fn fold(typed: &str) -> Zeroizing<String> {
    let mut folded = Zeroizing::new(String::with_capacity(typed.len() * 2));
    for word in typed.split(is_gap) {
        if word.is_empty() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        for each in word.chars() {
            push_folded(&mut folded, khmer_keys::digit(each).unwrap_or(each));
        }
    }
    folded
}

/// Adds one character in lower case, joining the halves of ើ and ោ.
fn push_folded(folded: &mut String, each: char) {
    let whole = match (folded.chars().next_back(), each) {
        (Some('\u{17C1}'), '\u{17B8}') => '\u{17BE}',
        (Some('\u{17C1}'), '\u{17B6}') => '\u{17C4}',
        _ => return folded.extend(each.to_lowercase()),
    };
    folded.pop();
    folded.push(whole);
}

/// White space of every kind, with or without width.
fn is_gap(each: char) -> bool {
    each.is_whitespace() || matches!(each, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// ASCII and the Khmer block: neither has a second spelling in Unicode's normal forms, so a
/// passphrase is the same bytes on every system.
fn is_usual(each: char) -> bool {
    matches!(each, ' '..='~' | '\u{1780}'..='\u{17F9}')
}

fn is_long_enough(folded: &str) -> bool {
    let characters = folded.chars().filter(|each| *each != ' ').count();
    let words: BTreeSet<&str> =
        folded.split(' ').filter(|word| SHORTEST_KNOWN <= word.chars().count()).collect();
    FEWEST_CHARACTERS <= characters || FEWEST_WORDS <= words.len()
}

/// `folded` without `known` words, and without their reverse.
fn without(folded: &str, known: &[&str]) -> Zeroizing<String> {
    let mut rest = Zeroizing::new(folded.to_owned());
    for entry in known {
        let entry = fold(entry);
        for word in std::iter::once(entry.as_str()).chain(entry.split(' ')) {
            let squeezed = word.replace(' ', "");
            let reversed: String = word.chars().rev().collect();
            for form in [word, &squeezed, &reversed] {
                if SHORTEST_KNOWN <= form.chars().count() {
                    rest = Zeroizing::new(rest.replace(form, " "));
                }
            }
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_word_list_has_1024_different_simple_words() {
        let words: BTreeSet<&str> = WORDS.lines().collect();
        assert_eq!(words.len(), 1024);
        assert_eq!(WORDS.lines().count(), 1024);
        for word in words {
            assert!((3..=8).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        }
    }

    #[test]
    fn a_suggestion_passes_its_own_rules_and_is_never_the_same() {
        let one = suggest_passphrase();
        assert_eq!(one.split(' ').count(), 5);
        assert_eq!(check_passphrase(&one, &[]), Ok(()));
        assert_ne!(one, suggest_passphrase());
    }

    #[test]
    fn good_passphrases_pass_in_both_scripts() {
        for text in [
            "river lamp goat seven window",
            "sok dey ney tum",
            "correcthorsebattery",
            "ទន្លេសាបមានត្រីច្រើន",
            "ផ្ទះ ស្វាយ ដំរី ស្រូវ",
        ] {
            assert_eq!(check_passphrase(text, &["Rumlech", "2026-11-21"]), Ok(()), "{text}");
        }
    }

    #[test]
    fn weak_passphrases_are_told_apart() {
        for (text, weakness) in [
            ("", WeakPassphrase::TooShort),
            ("short", WeakPassphrase::TooShort),
            ("a b c d", WeakPassphrase::TooShort),
            ("one one one one", WeakPassphrase::TooPlain),
            ("012 345 678 901", WeakPassphrase::OnlyDigits),
            ("២១-១១-២០២៦-១២៣៤", WeakPassphrase::OnlyDigits),
            ("aaaaaaaaaaaaaaa", WeakPassphrase::TooPlain),
            ("qwertyuiop123456", WeakPassphrase::TooPlain),
            ("Rumlech Rumlech 2026", WeakPassphrase::KnownWords),
            ("krapeupirkrapeupir", WeakPassphrase::KnownWords),
            ("រំលេចរំលេចរំលេច២០២៦", WeakPassphrase::KnownWords),
            ("café au lait le matin", WeakPassphrase::UnusualCharacter),
        ] {
            let known = ["Rumlech", "Krapeu Pir", "2026", "រំលេច"];
            assert_eq!(check_passphrase(text, &known), Err(weakness), "{text}");
        }
    }

    #[test]
    fn a_known_word_among_enough_others_is_fine() {
        assert_eq!(check_passphrase("rumlech river goat seven window", &["Rumlech"]), Ok(()));
    }

    #[test]
    fn caps_lock_spaces_and_keyboards_make_no_difference() {
        for (one, other) in [
            ("river lamp goat", "  River  LAMP\tgoat "),
            ("ផ្ទះ ស្វាយ", "ផ្ទះ\u{200B}ស្វាយ"),
            ("ផ្ទះ ១២", "ផ្ទះ 12"),
            ("ដើរ កោះ", "ដ\u{17C1}\u{17B8}រ ក\u{17C1}\u{17B6}\u{17C7}"),
        ] {
            assert_eq!(fold(one), fold(other), "{other}");
        }
        assert_ne!(fold("river lamp"), fold("riverlamp"));
    }

    #[test]
    fn a_recovery_code_is_other_material_than_its_own_letters_as_a_passphrase() {
        let code = RecoveryCode::random();
        let spoken = code.text().replace('-', " ").to_lowercase();
        assert_eq!(material(&code.text()), material(&spoken));
        assert!(material(&spoken).starts_with(b"recovery code\0"));
        assert!(material("river lamp goat").starts_with(b"passphrase\0"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "[ -~\u{1780}-\u{17F9}\u{200B}]{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn any_text_is_judged_without_panic(text: String, known: String) {
            let _ = check_passphrase(&text, &[&known]);
        }
    }
}
