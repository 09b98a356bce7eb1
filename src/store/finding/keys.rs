//! The keys by which a child is looked for, and the questions that a typed line asks of them.
//!
//! Each word of a name gives an exact key, one by its usual spellings, and one by its consonants, on which
//! both scripts mostly agree. Keys by consonants also begin inside the word, so that a part of a name finds it.
//! The first letter of a key says what it is, so that a phone number never meets a name.

use std::collections::BTreeSet;

use crate::domain::offer;
use crate::khmer;

/// A word as it is spelt, its Khmer folded.
const SPELT: char = 'x';
/// A word by its usual spellings in Latin letters.
const USUAL: char = 'l';
/// The consonants of a word from its beginning.
const SOUND: char = 's';
/// The consonants of a word from somewhere inside.
const INSIDE: char = 't';
/// A Khmer word as it is spelt from a letter somewhere inside.
const PART: char = 'i';
/// A phone number from its beginning, and from its end.
const PHONE: (char, char) = ('p', 'q');

/// Fewest consonants that are worth looking for inside a word.
const LEAST_INSIDE: usize = 2;

/// Fewest digits that are taken for a part of a phone number.
const LEAST_DIGITS: usize = 4;

/// Most Latin words of which two are also taken for one.
const MOST_JOINED: usize = 3;

/// Most words of a question that are looked at.
const MOST_WORDS: usize = 6;

/// Keys of one child, gathered from everything it may be looked for by.
#[derive(Default)]
pub(super) struct Keys(BTreeSet<String>);

impl Keys {
    /// Every word of a name or a place.
    pub(super) fn add_words(&mut self, words: &str) {
        for word in parts(words) {
            let spelt = spelt(&word);
            for (at, _) in spelt.char_indices().skip(1).filter(|(_, letter)| begins(*letter)) {
                self.0.insert(format!("{PART}{}", spelt.get(at..).unwrap_or_default()));
            }
            self.0.insert(format!("{SPELT}{spelt}"));
            let sound = sound(&word);
            for usual in usual(&word) {
                self.0.insert(format!("{USUAL}{usual}"));
            }
            for (at, _) in sound.char_indices().skip(1) {
                let rest = sound.get(at..).unwrap_or_default();
                if LEAST_INSIDE <= rest.len() {
                    self.0.insert(format!("{INSIDE}{rest}"));
                }
            }
            if !sound.is_empty() {
                self.0.insert(format!("{SOUND}{sound}"));
            }
        }
    }

    /// A phone number in E.164 form.
    pub(super) fn add_phone(&mut self, phone: &str) {
        let digits = national(phone);
        if digits.is_empty() {
            return;
        }
        self.0.insert(format!("{}{digits}", PHONE.0));
        self.0.insert(format!("{}{}", PHONE.1, backwards(&digits)));
    }

    /// The keys as one text, each once.
    pub(super) fn into_text(self) -> String {
        self.0.into_iter().collect::<Vec<_>>().join(" ")
    }
}

/// A question in two forms. The index holds beginnings of up to four letters; of a longer one it gathers every child there
/// is before it gives the first, and of a whole word it gives the newest at once.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// Whose words are these.
    pub(super) whole: String,
    /// Whose words begin with these, which is everybody that `whole` finds and more.
    pub(super) begun: String,
}

impl Question {
    fn is_empty(&self) -> bool {
        self.begun.is_empty()
    }

    /// What every one of these questions finds.
    fn all_of(parts: &[Self]) -> Self {
        let joined = |form: fn(&Self) -> &String| {
            parts.iter().map(|part| form(part).as_str()).collect::<Vec<_>>().join(" AND ")
        };
        Self { whole: joined(|part| &part.whole), begun: joined(|part| &part.begun) }
    }
}

/// What is asked of the index for a typed line, the strictest question first; each wider one is asked only
/// when the ones before it found little.
pub(super) fn questions(words: &[(String, u32)]) -> Vec<Question> {
    let words: Vec<&str> = words.iter().take(MOST_WORDS).map(|(word, _)| word.as_str()).collect();
    let strict: Vec<Question> = words.iter().map(|word| one_of(&strict_keys(word))).collect();
    let wide: Vec<Question> = words.iter().map(|word| one_of(&wide_keys(word))).collect();
    let mut questions = Vec::new();
    let mut ask = |parts: &[Question]| {
        if !parts.is_empty() && parts.iter().all(|part| !part.is_empty()) {
            let question = Question::all_of(parts);
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
    };
    ask(&strict);
    ask(&wide);
    if words.len() > 1 {
        // One of the words may be misheard beyond all rules.
        let all_but = |left: usize| -> Vec<Question> {
            wide.iter()
                .enumerate()
                .filter(|(at, _)| *at != left)
                .map(|(_, part)| part.clone())
                .collect()
        };
        (0..words.len()).for_each(|left| ask(&all_but(left)));
    } else if let Some(word) = words.first() {
        ask(&[one_of(&fewer_keys(word))]);
    }
    questions
}

/// The ways a typed line may be meant: as it stands, and, where it is two or three Latin words, with two that follow each
/// other as one, since a Khmer name of one word is often two in Latin letters. With each word how many it was.
pub(super) fn ways(typed: &str) -> Vec<Vec<(String, u32)>> {
    let words: Vec<String> = parts(typed).collect();
    let mut ways = vec![words.iter().map(|word| (word.clone(), 1)).collect::<Vec<_>>()];
    if (2..=MOST_JOINED).contains(&words.len()) && words.iter().all(|word| is_latin(word)) {
        for at in 1..words.len() {
            let mut way: Vec<(String, u32)> = words.iter().map(|word| (word.clone(), 1)).collect();
            let (second, _) = way.remove(at);
            if let Some((first, count)) = way.get_mut(at - 1) {
                first.push_str(&second);
                *count += 1;
            }
            ways.push(way);
        }
    }
    ways
}

fn strict_keys(word: &str) -> Vec<String> {
    if is_number(word) {
        let digits = national(word);
        if digits.len() < LEAST_DIGITS {
            return Vec::new();
        }
        return vec![format!("{}{digits}", PHONE.0), format!("{}{}", PHONE.1, backwards(&digits))];
    }
    vec![format!("{SPELT}{}", spelt(word))]
}

fn wide_keys(word: &str) -> Vec<String> {
    let mut keys = strict_keys(word);
    if is_number(word) {
        return keys;
    }
    if is_khmer(word) {
        keys.push(format!("{PART}{}", spelt(word)));
    } else {
        let usual = khmer::latin_fold(word);
        if LEAST_INSIDE <= usual.len() {
            keys.push(format!("{USUAL}{usual}"));
        }
    }
    let sound = sound(word);
    if !sound.is_empty() {
        keys.push(format!("{SOUND}{sound}"));
    }
    if LEAST_INSIDE <= sound.len() {
        keys.push(format!("{INSIDE}{sound}"));
    }
    keys
}

/// The consonants with each one left out in turn: a letter too many was typed.
fn fewer_keys(word: &str) -> Vec<String> {
    let sound = sound(word);
    if is_number(word) || sound.len() <= LEAST_INSIDE {
        return Vec::new();
    }
    (0..sound.len())
        .filter_map(|left| Some(format!("{SOUND}{}{}", sound.get(..left)?, sound.get(left + 1..)?)))
        .collect()
}

/// Any of these keys, whole and as the beginning of a longer one.
fn one_of(keys: &[String]) -> Question {
    // Keys hold letters and digits alone, so nothing in them can end the quotes.
    let whole = |key: &String| format!("\"{key}\"");
    let begun = |key: &String| {
        // One consonant alone begins every fifth name: it stands for a word of one consonant.
        let is_whole = key.len() == 2 && key.starts_with(SOUND);
        format!("\"{key}\"{}", if is_whole { "" } else { "*" })
    };
    let any = |form: &dyn Fn(&String) -> String| {
        let any = keys.iter().map(form).collect::<Vec<_>>().join(" OR ");
        if keys.len() > 1 { format!("({any})") } else { any }
    };
    Question { whole: any(&whole), begun: any(&begun) }
}

/// Words as they are compared: normal form, ASCII digits, letters and digits only.
pub(super) fn parts(text: &str) -> impl Iterator<Item = String> {
    let normal = khmer::digits::to_ascii(&khmer::normalize(text));
    let words: Vec<String> = normal
        .split(|letter: char| !letter.is_alphanumeric() && !khmer::is_khmer(letter))
        .map(|word| word.chars().filter(|letter| is_key_letter(*letter)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    words.into_iter()
}

/// Letters and marks that the index keeps together as one key.
fn is_key_letter(letter: char) -> bool {
    letter.is_alphanumeric() || khmer::is_khmer(letter)
}

/// The key of a word as it is spelt; never empty.
pub(super) fn spelt(word: &str) -> String {
    let key = if is_khmer(word) { khmer::fold(word) } else { word.to_lowercase() };
    let key: String = key.chars().filter(|letter| is_key_letter(*letter)).collect();
    if key.is_empty() { word.to_lowercase() } else { key }
}

/// How a word sounds by its usual spellings in Latin letters, most likely first; of a Khmer word those that would be
/// offered. None of a number.
pub(super) fn usual(word: &str) -> Vec<String> {
    let spellings = if is_khmer(word) { offer::latin(word) } else { vec![word.to_owned()] };
    let mut usual: Vec<String> = Vec::with_capacity(spellings.len());
    for sound in spellings.iter().map(|spelling| khmer::latin_fold(spelling)) {
        if !sound.is_empty() && !usual.contains(&sound) {
            usual.push(sound);
        }
    }
    usual
}

/// The consonants of a word in either script, as both scripts agree on them; empty for a number.
pub(super) fn sound(word: &str) -> String {
    if is_number(word) {
        return String::new();
    }
    khmer::loose(&if is_khmer(word) { khmer::skeleton(word) } else { khmer::latin_skeleton(word) })
}

/// Whether a Khmer syllable may begin with this letter: a consonant or an independent vowel.
fn begins(letter: char) -> bool {
    matches!(letter, '\u{1780}'..='\u{17B3}')
}

pub(super) fn is_khmer(word: &str) -> bool {
    word.chars().any(khmer::is_khmer)
}

/// Whether a word is of letters, none of them Khmer.
pub(super) fn is_latin(word: &str) -> bool {
    !is_khmer(word) && !is_number(word)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits of a number without the country and the leading zero, which people say or leave out.
fn national(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let long = 10 < digits.len();
    let digits = if long { digits.strip_prefix("855").unwrap_or(&digits) } else { &digits };
    digits.trim_start_matches('0').to_owned()
}

fn backwards(digits: &str) -> String {
    digits.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(words: &str) -> String {
        let mut keys = Keys::default();
        keys.add_words(words);
        keys.into_text()
    }

    /// The questions of a line as it stands.
    fn asked(typed: &str) -> Vec<String> {
        questions(&ways(typed).remove(0)).into_iter().map(|question| question.begun).collect()
    }

    #[test]
    fn two_latin_words_may_be_one_khmer_word() {
        let joined: Vec<Vec<(String, u32)>> = ways("chea srey mum").split_off(1);
        let said: Vec<String> = joined
            .iter()
            .map(|way| way.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(said, ["cheasrey mum", "chea sreymum"]);
        assert_eq!(ways("ជា ស្រី មុំ").len(), 1);
        assert_eq!(ways("sok 345678").len(), 1);
    }

    #[test]
    fn both_scripts_of_a_name_share_a_key_by_sound() {
        let khmer: BTreeSet<String> = keys("ពិសិដ្ឋ").split(' ').map(str::to_owned).collect();
        let latin: BTreeSet<String> = keys("Piseth").split(' ').map(str::to_owned).collect();
        let shared: Vec<_> = khmer.intersection(&latin).collect();
        assert!(shared.iter().any(|key| key.starts_with(SOUND)), "{shared:?}");
    }

    #[test]
    fn a_question_grows_wider_and_never_narrower() {
        let asked = asked("សុខ ពិសិដ្ឋ");
        assert!(asked.len() >= 3, "{asked:?}");
        assert_eq!(asked.first().map(|strict| strict.matches(" AND ").count()), Some(1));
    }

    #[test]
    fn whole_words_are_asked_for_beside_those_that_begin_so() {
        let asked = questions(&ways("dara 012345").remove(0));
        let strict = asked.first().unwrap();
        assert_eq!(strict.whole, "\"xdara\" AND (\"p12345\" OR \"q54321\")");
        assert_eq!(strict.begun, "\"xdara\"* AND (\"p12345\"* OR \"q54321\"*)");
    }

    #[test]
    fn nothing_typed_asks_nothing() {
        for typed in ["", "  ", "។៖", "-", "៛"] {
            assert!(asked(typed).iter().all(|question| !question.contains("\"\"")), "{typed}");
        }
        assert!(asked("  ").is_empty());
    }

    #[test]
    fn quotes_and_signs_of_the_index_are_only_words() {
        for typed in ["\" OR \"", "NEAR(a b)", "keys : x", "a* AND NOT b", "(((", "'; DROP TABLE"] {
            for question in asked(typed) {
                assert!(question.matches('"').count() % 2 == 0, "{question}");
                assert!(!question.contains(['\'', ';', ':']), "{question}");
            }
        }
    }

    #[test]
    fn a_phone_is_found_by_its_beginning_and_by_its_end() {
        let mut keys = Keys::default();
        keys.add_phone("+85512345678");
        assert_eq!(keys.into_text(), "p12345678 q87654321");
        assert_eq!(asked("012 345").len(), 0, "too short to ask for, each part");
        assert_eq!(asked("0123456"), ["(\"p123456\"* OR \"q654321\"*)"]);
        assert_eq!(asked("៥៦៧៨"), ["(\"p5678\"* OR \"q8765\"*)"]);
    }
}
