//! What is typed into the box, as the names it may mean.

use super::super::words::is_mark;
use super::super::{Kind, Level};
use super::shelf::Key;
use crate::khmer::{self, digits, is_khmer};

/// Most words of one search; what follows is not looked at.
const MAX_WORDS: usize = 6;
/// Longest text of one search, in characters of the normal form.
const MAX_CHARS: usize = 120;

/// One name, or a part of it, that was typed.
pub(super) struct Part {
    /// Its letters.
    pub(super) plain: Key,
    /// Its sounds.
    pub(super) sound: Key,
    /// The consonants that are heard in it; 0 if there are too few to tell anything.
    pub(super) bones: u32,
    pub(super) has_khmer: bool,
    pub(super) has_latin: bool,
}

/// A part of a reading.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    /// Which of [`Query::parts`].
    pub(super) part: usize,
    /// The level that was typed beside it: "ឃុំ", "srok", "village".
    pub(super) level: Option<Level>,
}

/// The typed text as words, levels and names.
#[derive(Default)]
pub(super) struct Query {
    /// Every name in it, once.
    pub(super) parts: Vec<Part>,
    /// Ways to understand it, each as parts that must all be found.
    pub(super) readings: Vec<Vec<Asked>>,
    /// Its digits, if there is nothing else.
    pub(super) digits: Option<String>,
}

enum Piece<'a> {
    /// The level of what follows.
    Level(Level),
    /// The level of what stands before, as in English.
    LevelAfter(Level),
    Word(&'a str),
}

impl Query {
    pub(super) fn read(typed: &str) -> Self {
        let normal: String = spelt(typed).chars().take(MAX_CHARS).collect();
        let all: Vec<&str> = words(&normal).take(MAX_WORDS).collect();
        let groups = grouped(&all);
        let single: Vec<_> = groups
            .iter()
            .flat_map(|(level, words)| words.iter().map(|word| (*level, vec![*word])))
            .collect();
        let mut query = Self::default();
        query.understand(&[(None, all.clone())]);
        if groups.iter().any(|(level, _)| level.is_some()) {
            query.understand(&groups);
        }
        if single.len() > groups.len() {
            query.understand(&single);
        }
        if let [word] = all.as_slice()
            && word.bytes().all(|digit| digit.is_ascii_digit())
        {
            query.digits = Some((*word).to_owned());
        }
        query
    }

    /// Adds a reading.
    fn understand(&mut self, groups: &[(Option<Level>, Vec<&str>)]) {
        let mut reading = Vec::with_capacity(groups.len());
        for (level, words) in groups {
            let (plain, sound) = spelt_words(words.iter().copied());
            if plain.text.is_empty() {
                continue;
            }
            let known = self.parts.iter().position(|part| part.plain == plain);
            reading.push(Asked { part: known.unwrap_or(self.parts.len()), level: *level });
            if known.is_none() {
                self.parts.push(Part::new(plain, sound));
            }
        }
        if !reading.is_empty() {
            self.readings.push(reading);
        }
    }
}

impl Part {
    fn new(plain: Key, sound: Key) -> Self {
        let is_khmer = |letter: char| is_khmer(letter) || letter.is_ascii_digit();
        Self {
            bones: bones(&plain.text),
            has_khmer: plain.text.chars().any(is_khmer),
            has_latin: plain.text.bytes().any(|letter| letter.is_ascii_alphabetic()),
            plain,
            sound,
        }
    }
}

/// The letters and sounds of a name of the list.
pub(super) fn keys(name: &str) -> (Key, Key) {
    spelt_words(words(&spelt(name)))
}

/// Normal form, small letters, ASCII digits.
fn spelt(text: &str) -> String {
    digits::to_ascii(&khmer::normalize(text)).to_lowercase()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_alphanumeric() || is_khmer(letter) || is_joiner(letter);
    text.split(move |letter| !is_part(letter)).filter(|word| !word.is_empty())
}

fn spelt_words<'a>(words: impl Iterator<Item = &'a str>) -> (Key, Key) {
    let (mut plain, mut sound) = (Key::default(), Key::default());
    for word in words {
        if word.contains(is_joiner) {
            plain.push(&word.replace(is_joiner, ""));
        } else {
            plain.push(word);
        }
        if word.chars().any(is_khmer) {
            sound.push_sound(&khmer::fold(word));
        } else if word.bytes().any(|letter| letter.is_ascii_alphabetic()) {
            sound.push_sound(&khmer::latin_fold(word));
        } else {
            sound.push(word);
        }
    }
    (plain, sound)
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200D}')
}

/// The consonants that are heard in a name of either script, eight at most, four bits each; 0
/// where there are fewer than three.
pub(super) fn bones(name: &str) -> u32 {
    let skeleton = if name.chars().any(is_khmer) {
        khmer::skeleton(name)
    } else {
        khmer::latin_skeleton(name)
    };
    let heard = khmer::loose(&skeleton);
    if heard.len() < 3 {
        return 0;
    }
    heard.bytes().take(8).fold(0, |bones, letter| {
        let class = b"KCTPSMNGLVRYH".iter().position(|class| *class == letter).unwrap_or(13);
        bones << 4 | u32::try_from(class + 1).unwrap_or(0)
    })
}

/// The words by the level that was typed beside them.
fn grouped<'a>(words: &[&'a str]) -> Vec<(Option<Level>, Vec<&'a str>)> {
    let mut groups: Vec<(Option<Level>, Vec<&str>)> = Vec::new();
    let mut next = None;
    let mut is_open = false;
    for piece in words.iter().flat_map(|word| pieces(word)) {
        match piece {
            Piece::Level(level) => (next, is_open) = (Some(level), false),
            Piece::LevelAfter(level) => match groups.last_mut() {
                Some((before @ None, _)) if is_open => (*before, is_open) = (Some(level), false),
                _ => (next, is_open) = (Some(level), false),
            },
            Piece::Word(word) => match groups.last_mut() {
                Some((_, words)) if is_open => words.push(word),
                _ => {
                    groups.push((next.take(), vec![word]));
                    is_open = true;
                }
            },
        }
    }
    groups
}

/// A typed word without the kinds of places that are written together with it.
fn pieces(word: &str) -> Vec<Piece<'_>> {
    if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.romanised() == word) {
        return vec![Piece::Level(kind.level())];
    }
    if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.english() == word) {
        return vec![Piece::LevelAfter(kind.level())];
    }
    let mut pieces = Vec::new();
    let (mut rest, mut at) = (word, 0);
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        let is_below = rest.get(..at).is_some_and(|before| before.ends_with('\u{17D2}'));
        let kind = Kind::ALL.into_iter().find_map(|kind| {
            let after = here.strip_prefix(kind.khmer())?;
            (!is_below && !after.starts_with(is_mark)).then_some((kind, after))
        });
        if let Some((kind, after)) = kind {
            pieces.extend(rest.get(..at).filter(|before| !before.is_empty()).map(Piece::Word));
            pieces.push(Piece::Level(kind.level()));
            (rest, at) = (after, 0);
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Word(rest)));
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Query, bones, grouped, keys};
    use crate::domain::place::Level;

    #[test]
    fn kinds_written_with_the_names_say_the_level() {
        let levels = |words: &[&'static str]| grouped(words);
        let village = Some(Level::Village);
        let commune = Some(Level::Commune);
        assert_eq!(levels(&["ភូមិរំលេចឃុំរំលេច"]), [(village, vec!["រំលេច"]), (commune, vec!["រំលេច"])]);
        assert_eq!(levels(&["ភូមិ", "២"]), [(village, vec!["២"])]);
        assert_eq!(levels(&["khum", "krapeu", "pir"]), [(commune, vec!["krapeu", "pir"])]);
        assert_eq!(
            levels(&["krapeu", "pir", "commune", "bakan"]),
            [(commune, vec!["krapeu", "pir"]), (None, vec!["bakan"])]
        );
        assert_eq!(levels(&["commune", "bakan"]), [(commune, vec!["bakan"])]);
        assert_eq!(levels(&["ឃុំ"]), []);
    }

    #[test]
    fn a_space_more_or_less_makes_no_other_key() {
        assert!(keys("Siem Reap").1.text == keys("Siemreap").1.text);
        assert!(keys("Tuol Lech").1.text == keys("Tuollech").1.text);
        assert!(keys("\"ក\" ខ").0.text == "កខ");
    }

    #[test]
    fn bones_are_the_same_in_usual_romanisations() {
        assert_eq!(bones("Pursat"), bones("Pousat"));
        assert_eq!(bones("pursat"), bones("ពោធិ៍សាត់"));
        assert_eq!(bones("Kaeb"), 0);
    }

    #[test]
    fn only_digits_may_be_a_code() {
        assert_eq!(Query::read(" ១៥០៦០២ ").digits.as_deref(), Some("150602"));
        assert_eq!(Query::read("ភូមិ ២").digits, None);
        assert!(Query::read(" ,\u{200B}\" ").readings.is_empty());
    }
}
