//! Search keys of Khmer text: spellings that sound alike fall together.
//!
//! A key is lossy. It is for search and comparison, never shown and never stored in
//! place of a name.

use super::{COENG, ZWJ, digits, is_consonant, is_khmer, latin_fold, normalize};

/// The search key of Khmer text: silenced letters, shifters and coengs gone, letters
/// and vowels that sound alike written as one, doubled characters squeezed.
///
/// Takes text as it was typed or its normal form, both give the same key. Text that is
/// not Khmer is only normalised and squeezed; see [`search_key`] for a search box.
pub fn fold(text: &str) -> String {
    let letters = sounded(text);
    let mut key = Squeezed(String::with_capacity(letters.len() * 3));
    for letter in letters {
        match letter {
            COENG | '\u{17C7}'..='\u{17D1}' | '\u{17DD}' => {}
            'ឥ' | 'ឦ' => key.extend(['អ', '\u{17B7}']),
            'ឧ' | 'ឩ' => key.extend(['អ', '\u{17BB}']),
            'ឨ' => key.extend(['អ', '\u{17BB}', 'ក']),
            'ឪ' | 'ឱ' | 'ឲ' | 'ឳ' => key.extend(['អ', '\u{17C4}']),
            'ឫ' | 'ឬ' => key.extend(['រ', '\u{17B7}']),
            'ឭ' | 'ឮ' => key.extend(['ល', '\u{17B7}']),
            'ឯ' | 'ឰ' => key.extend(['អ', '\u{17C1}']),
            _ => key.push(homophone(letter)),
        }
    }
    key.0
}

/// The key of what is typed into a search box: Khmer words by [`fold`], Latin words by
/// [`latin_fold`], digits as ASCII, anything else between words dropped.
pub fn search_key(text: &str) -> String {
    let normal = digits::to_ascii(&normalize(text));
    let mut key = String::with_capacity(normal.len());
    let mut is_first = true;
    for word in normal
        .split(|letter: char| !letter.is_alphanumeric() && !is_khmer(letter) && !is_joiner(letter))
    {
        if word.is_empty() {
            continue;
        }
        if !std::mem::take(&mut is_first) {
            key.push(' ');
        }
        if word.chars().any(is_khmer) {
            key.push_str(&fold(word));
        } else if word.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            key.push_str(&latin_fold(word));
        } else {
            key.push_str(word);
        }
    }
    key
}

/// The consonant skeleton of Khmer text in the classes K C T P S M N G L V R Y H, the
/// same classes as [`super::latin_skeleton`], so that one index serves both scripts.
pub fn skeleton(text: &str) -> String {
    let mut key = Squeezed(String::new());
    for letter in sounded(text) {
        match letter {
            'ក' | 'ខ' | 'គ' | 'ឃ' | 'ឨ' => key.push('K'),
            'ង' => key.push('G'),
            'ច' | 'ឆ' | 'ជ' | 'ឈ' => key.push('C'),
            'ញ' | 'ណ' | 'ន' => key.push('N'),
            'ដ' | 'ឋ' | 'ឌ' | 'ឍ' | 'ត' | 'ថ' | 'ទ' | 'ធ' => key.push('T'),
            'ប' | 'ផ' | 'ព' | 'ភ' => key.push('P'),
            'ម' => key.push('M'),
            'យ' => key.push('Y'),
            'រ' | 'ឫ' | 'ឬ' => key.push('R'),
            'ល' | 'ឡ' | 'ឭ' | 'ឮ' => key.push('L'),
            'វ' => key.push('V'),
            'ស' | 'ឝ' | 'ឞ' => key.push('S'),
            'ហ' => key.push('H'),
            _ => {}
        }
    }
    key.0
}

/// The normal form without joiners and silenced letters, nikahit written as it sounds.
fn sounded(text: &str) -> Vec<char> {
    let mut letters: Vec<char> =
        normalize(text).chars().filter(|letter| !is_joiner(*letter)).collect();
    rewrite(&mut letters, |rest| match silenced(rest) {
        0 => (1, rest.first().copied()),
        taken => (taken, None),
    });
    rewrite(&mut letters, |rest| match rest {
        // "-ang": the nasal of nikahit is that of the letter after it.
        ['\u{17B6}', '\u{17C6}', 'ង', ..] => (2, Some('\u{17B6}')),
        ['\u{17C6}', ..] => (1, Some('ម')),
        _ => (1, rest.first().copied()),
    });
    letters
}

/// Goes through `letters` once; `rule` sees what is left and says how many characters it
/// takes, at least one, and which one stands for them.
fn rewrite(letters: &mut Vec<char>, rule: impl Fn(&[char]) -> (usize, Option<char>)) {
    let (mut read, mut written) = (0, 0);
    while let Some(rest) = letters.get(read..).filter(|rest| !rest.is_empty()) {
        let (taken, sound) = rule(rest);
        read += taken;
        if let (Some(sound), Some(slot)) = (sound, letters.get_mut(written)) {
            *slot = sound;
            written += 1;
        }
    }
    letters.truncate(written);
}

/// How many characters at the start of `letters` are silenced by the sign U+17CD: the
/// letter under it, with its coeng and a short vowel.
fn silenced(letters: &[char]) -> usize {
    let [first, after @ ..] = letters else { return 0 };
    if !is_consonant(*first) {
        return 0;
    }
    let mut rest = after;
    if let [COENG, below, after @ ..] = rest
        && is_consonant(*below)
    {
        rest = after;
    }
    if let ['\u{17B7}' | '\u{17BB}', after @ ..] = rest {
        rest = after;
    }
    if let ['\u{17CD}', after @ ..] = rest { letters.len() - after.len() } else { 0 }
}

/// One letter or vowel for all that sound alike in names.
fn homophone(letter: char) -> char {
    match letter {
        'ណ' => 'ន',
        'ឡ' => 'ល',
        'ឋ' | 'ធ' | 'ឍ' => 'ថ',
        'ដ' | 'ទ' | 'ឌ' => 'ត',
        'ឝ' | 'ឞ' => 'ស',
        'ប' => 'ព',
        'ភ' => 'ផ',
        'គ' => 'ក',
        'ឃ' => 'ខ',
        'ជ' => 'ច',
        'ឈ' => 'ឆ',
        '\u{17B8}'..='\u{17BA}' => '\u{17B7}',
        '\u{17BC}' | '\u{17BD}' => '\u{17BB}',
        '\u{17C2}' | '\u{17C3}' => '\u{17C1}',
        '\u{17BF}' | '\u{17C0}' => '\u{17BE}',
        '\u{17C5}' => '\u{17C4}',
        _ => letter,
    }
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200B}'..=ZWJ)
}

/// A text in which no character stands twice in a row.
pub(super) struct Squeezed(pub(super) String);

impl Squeezed {
    pub(super) fn push(&mut self, letter: char) {
        if !self.0.ends_with(letter) {
            self.0.push(letter);
        }
    }

    fn extend<const N: usize>(&mut self, letters: [char; N]) {
        for letter in letters {
            self.push(letter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, search_key, skeleton};
    use crate::khmer::{loose, normalize};
    use proptest::prelude::*;

    #[test]
    fn a_silenced_letter_is_not_searched_for() {
        assert_eq!(fold("ច័ន្ទ"), "ចនត");
        assert_eq!(fold("ចន្ទ"), "ចនត");
        assert_eq!(fold("សិទ្ធិ៍"), "សិ");
        assert_eq!(fold("ពោធិ៍"), "ពោ");
    }

    #[test]
    fn nikahit_sounds_like_ma_but_for_ang() {
        assert_eq!(fold("ស្រីមុំ"), "សរិមុម");
        assert_eq!(fold("ត្រពាំង"), fold("ត្រពាង"));
        assert_eq!(fold("ខាំ"), "ខាម");
    }

    #[test]
    fn spellings_that_sound_alike_share_a_key() {
        for (one, other) in [
            ("ឫទ្ធី", "រិទ្ធី"),
            ("វណ្ណៈ", "វន"),
            ("ស៊ុន", "សួន"),
            ("ដារា", "តារា"),
            ("ដារា", "ដារ៉ា"),
            ("មុនី", "មុន្នី"),
            ("ឧត្តម", "អុតម"),
            ("បុប្ផា", "ពុពផា"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_eq!(fold("រិទ្ធី"), "រិតថិ");
    }

    #[test]
    fn names_that_sound_different_keep_different_keys() {
        for (one, other) in [("សុខ", "សាន"), ("ដារា", "ធារា"), ("ចាន់", "ចិន"), ("លី", "លា")]
        {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn a_search_box_takes_both_scripts_and_both_kinds_of_digits() {
        assert_eq!(search_key(" សុខ  Sokh ១២"), "សុខ sok 12");
        assert_eq!(search_key("ព្រៃ១ / phally"), format!("{} pali", fold("ព្រៃ1")));
        assert_eq!(search_key(" ,; "), "");
    }

    #[test]
    fn a_skeleton_is_the_consonants_of_both_scripts_in_latin_classes() {
        assert_eq!(skeleton("សុខ"), "SK");
        assert_eq!(skeleton("ពិសិដ្ឋ"), "PST");
        assert_eq!(skeleton("ស្រីមុំ"), "SRM");
        assert_eq!(loose(&skeleton("ស្រីមុំ")), "SM");
        // Nothing would be left of these, so they keep what they have.
        assert_eq!(loose(&skeleton("ស្រី")), "SR");
        assert_eq!(loose(&skeleton("ហួរ")), "HR");
    }

    proptest! {
        #[test]
        fn the_key_of_the_typed_text_is_the_key_of_its_normal_form(text in "[\u{1780}-\u{17E9}\u{200B}-\u{200D} a-z]{0,30}") {
            prop_assert_eq!(fold(&text), fold(&normalize(&text)));
            let _ = (skeleton(&text), search_key(&text));
        }

        #[test]
        fn any_text_has_a_key(text in any::<String>()) {
            let _ = (fold(&text), skeleton(&text), search_key(&text));
        }
    }
}
