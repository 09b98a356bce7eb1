//! What a family types as text: the parts of a name, and free words about a place.

use std::fmt;

use crate::khmer;

/// One part of a person's name: normalised, in one line, 1 to [`PersonName::MAX_CHARS`]
/// characters, made of letters and marks, spaces, hyphens, apostrophes and dots only.
///
/// It can only be made by one of the `parse` functions, so who holds one never has to ask
/// again whether it is blank, fits the register, or could be read as markup.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(Box<str>);

/// Why a text is not a name. Each variant has its own sentence in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but white space and what cannot be seen.
    #[error("the name is blank")]
    Blank,
    /// Longer than [`PersonName::MAX_CHARS`] after normalising.
    #[error("the name is longer than {} characters", PersonName::MAX_CHARS)]
    TooLong,
    /// A control character, or one that turns the direction of writing.
    #[error("the name holds a character that cannot be printed")]
    Unprintable,
    /// A digit or a sign that no name holds, or no letter at all.
    #[error("the name holds something else than letters")]
    NotLetters,
    /// A Khmer vowel or sign, and no letter that it belongs to.
    #[error("the name is a mark without a letter")]
    LoneMark,
    /// Latin letters in the box for Khmer letters.
    #[error("the name is not in Khmer letters")]
    NotKhmer,
    /// Khmer letters in the box for Latin letters.
    #[error("the name is not in Latin letters")]
    NotLatin,
    /// Letters of neither script; whether the box is for Khmer letters.
    #[error("the name is in letters of a third script")]
    ThirdScript(bool),
}

impl NameError {
    /// The sentence that tells the family what to do.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Blank => "mistake-name-blank",
            Self::TooLong => "mistake-name-too-long",
            Self::Unprintable => "mistake-name-unprintable",
            Self::NotLetters => "mistake-name-letters",
            Self::LoneMark => "mistake-name-lone-mark",
            Self::NotKhmer => "mistake-name-khmer",
            Self::NotLatin => "mistake-name-latin",
            Self::ThirdScript(true) => "mistake-name-khmer-other",
            Self::ThirdScript(false) => "mistake-name-latin-other",
        }
    }
}

/// Which letters a box is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Any,
    Khmer,
    Latin,
}

impl PersonName {
    /// The longest name part, in characters of the normal form. Common ones have up to 12; this
    /// is what fits the register's column in small type.
    pub const MAX_CHARS: usize = 60;

    /// A name in any script.
    pub fn parse(typed: &str) -> Result<Self, NameError> {
        Self::parse_in(typed, Script::Any)
    }

    /// A name in Khmer letters. A name without any letter of its own script is told apart from
    /// one with signs, so that the sentence can point to the other box.
    pub fn parse_khmer(typed: &str) -> Result<Self, NameError> {
        Self::parse_in(typed, Script::Khmer)
    }

    /// A name in Latin letters, with or without accents.
    pub fn parse_latin(typed: &str) -> Result<Self, NameError> {
        Self::parse_in(typed, Script::Latin)
    }

    fn parse_in(typed: &str, script: Script) -> Result<Self, NameError> {
        if typed.chars().any(is_trick) {
            return Err(NameError::Unprintable);
        }
        let name = khmer::normalize(typed);
        if shows_nothing(&name) {
            return Err(NameError::Blank);
        }
        if name.chars().any(is_unprintable) {
            return Err(NameError::Unprintable);
        }
        if !name.chars().any(is_base_letter) && name.chars().all(is_khmer) {
            return Err(NameError::LoneMark);
        }
        if !name.chars().all(may_stand_in_name) || !name.chars().any(is_base_letter) {
            return Err(NameError::NotLetters);
        }
        let known = |c: char| is_khmer(c) || is_latin(c) || is_shared(c);
        match script {
            Script::Khmer | Script::Latin if !name.chars().all(known) => {
                return Err(NameError::ThirdScript(script == Script::Khmer));
            }
            Script::Khmer if !name.chars().all(|c| is_khmer(c) || is_shared(c)) => {
                return Err(NameError::NotKhmer);
            }
            Script::Latin if !name.chars().all(|c| is_latin(c) || is_shared(c)) => {
                return Err(NameError::NotLatin);
            }
            Script::Any | Script::Khmer | Script::Latin => {}
        }
        if name.chars().count() > Self::MAX_CHARS {
            return Err(NameError::TooLong);
        }
        Ok(Self(name.into_boxed_str()))
    }

    /// The name as it is stored and printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

/// Whether nobody can see anything of a text in its normal form: some keyboards leave the two joiners behind when
/// everything was deleted, and the normal form keeps them, since Khmer spelling needs them between letters.
pub(crate) fn shows_nothing(normal: &str) -> bool {
    normal.chars().all(|c| matches!(c, ' ' | '\u{200C}' | '\u{200D}'))
}

/// What nobody types by hand: a control, or a mark that makes a text show in another order than it is stored.
/// Single marks beside a number, as address books put them, are harmless and are dropped in silence.
fn is_trick(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || khmer::turns_direction(c) && !matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}')
}

/// Controls, marks that turn the direction, separators that break a line: a name would show as another one on paper.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{061C}'
                | '\u{180E}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFD}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

fn may_stand_in_name(c: char) -> bool {
    is_shared(c) || is_khmer(c) || (!c.is_numeric() && (c.is_alphabetic() || is_combining_mark(c)))
}

/// Letters and marks of Khmer, the sign that repeats a word, and the two invisible joiners that
/// Khmer spelling needs. Digits and punctuation are not among them.
fn is_khmer(c: char) -> bool {
    matches!(
        c,
        '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DC}' | '\u{17DD}' | '\u{200C}' | '\u{200D}'
    )
}

/// Latin letters with their accents: the blocks that hold the Latin script's letters.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (c.is_alphabetic()
            && matches!(c, '\u{AA}'..='\u{24F}' | '\u{250}'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}'))
        || is_combining_mark(c)
}

/// Accents that stand apart from their letter, as some keyboards send Vietnamese names.
fn is_combining_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// What may stand between the letters of a name in any script.
fn is_shared(c: char) -> bool {
    matches!(c, ' ' | '-' | '\'' | '.' | '\u{2019}' | '\u{02BC}')
}

/// A letter that can stand alone: a text of nothing but marks or hyphens is no name.
fn is_base_letter(c: char) -> bool {
    match c {
        '\u{1780}'..='\u{17B3}' => true,
        '\u{17B4}'..='\u{17FF}' | '\u{02BC}' => false,
        _ => c.is_alphabetic() && !is_combining_mark(c),
    }
}

/// A person's name in both scripts, family name first. Any part may be missing: people with one
/// name, and people whose name was only said in one script, are ordinary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Names {
    /// នាមត្រកូល in Khmer letters.
    pub khmer_family: Option<PersonName>,
    /// នាមខ្លួន in Khmer letters.
    pub khmer_given: Option<PersonName>,
    /// The family name in Latin letters, as typed.
    pub latin_family: Option<PersonName>,
    /// The given name in Latin letters, as typed.
    pub latin_given: Option<PersonName>,
}

impl Names {
    /// The Khmer name, family name first; empty if none was given.
    pub fn khmer(&self) -> String {
        joined(self.khmer_family.as_ref(), self.khmer_given.as_ref())
    }

    /// The Latin name as typed, family name first; empty if none was given. It is never made
    /// from the Khmer one: a spelling must come from a document or from the family.
    pub fn latin(&self) -> String {
        joined(self.latin_family.as_ref(), self.latin_given.as_ref())
    }

    /// The Khmer name, or the Latin one where there is no Khmer one.
    pub fn spoken(&self) -> String {
        let khmer = self.khmer();
        if khmer.is_empty() { self.latin() } else { khmer }
    }

    /// True if no part is known.
    pub fn is_empty(&self) -> bool {
        self.khmer_family.is_none() && self.latin_family.is_none() && !self.has_given()
    }

    /// True if the given name is known in at least one script.
    pub fn has_given(&self) -> bool {
        self.khmer_given.is_some() || self.latin_given.is_some()
    }
}

fn joined(family: Option<&PersonName>, given: Option<&PersonName>) -> String {
    match (family, given) {
        (Some(family), Some(given)) => format!("{} {}", family.as_str(), given.as_str()),
        (Some(only), None) | (None, Some(only)) => only.as_str().to_owned(),
        (None, None) => String::new(),
    }
}

/// A few words a family typed about a place or a relation: normalised, in one line, 1 to
/// [`Words::MAX_CHARS`] characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words(Box<str>);

/// Why a text is not kept as words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Longer than [`Words::MAX_CHARS`] after normalising.
    #[error("the words are longer than {} characters", Words::MAX_CHARS)]
    TooLong,
    /// A control character, or one that turns the direction of writing.
    #[error("the words hold a character that cannot be printed")]
    Unprintable,
}

impl WordsError {
    /// The sentence that tells the family what to do.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::TooLong => "mistake-words-too-long",
            Self::Unprintable => "mistake-words-unprintable",
        }
    }
}

impl Words {
    /// The longest text, in characters of the normal form: two lines of an A5 form.
    pub const MAX_CHARS: usize = 200;

    /// The words, or nothing if only white space and what cannot be seen was typed.
    pub fn parse(typed: &str) -> Result<Option<Self>, WordsError> {
        let words = khmer::normalize(typed);
        if typed.chars().any(is_trick) || words.chars().any(is_unprintable) {
            return Err(WordsError::Unprintable);
        }
        if words.chars().count() > Self::MAX_CHARS {
            return Err(WordsError::TooLong);
        }
        Ok((!shows_nothing(&words)).then(|| Self(words.into_boxed_str())))
    }

    /// The words as they are stored and printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_of_one_letter_and_a_compound_name_are_names() {
        for typed in ["ឯ", "ស្រីមុំ", "ចាន់ ដារ៉ា", "ប៊ុន-ធឿន", "ម៉ៅ"]
        {
            assert!(PersonName::parse_khmer(typed).is_ok(), "{typed}");
        }
        for typed in ["SOK", "Sok-Heng", "O'Neil", "Nguyễn", "J. P.", "Müller"] {
            assert!(PersonName::parse_latin(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn letters_in_the_wrong_box_are_told_apart_from_signs() {
        assert_eq!(PersonName::parse_khmer("SOK"), Err(NameError::NotKhmer));
        assert_eq!(PersonName::parse_khmer("សុខ SOK"), Err(NameError::NotKhmer));
        assert_eq!(PersonName::parse_latin("សុខ"), Err(NameError::NotLatin));
        assert_eq!(PersonName::parse_khmer("សុខ2"), Err(NameError::NotLetters));
        assert_eq!(PersonName::parse_khmer("សុខ២"), Err(NameError::NotLetters));
        assert_eq!(PersonName::parse_latin("<b>SOK"), Err(NameError::NotLetters));
        assert_eq!(PersonName::parse("--"), Err(NameError::NotLetters));
        assert_eq!(PersonName::parse("ា"), Err(NameError::LoneMark));
        assert_eq!(PersonName::parse("  "), Err(NameError::Blank));
    }

    #[test]
    fn a_name_that_nobody_can_see_is_blank() {
        for typed in ["\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}", " \u{200B}\u{200D} \u{FEFF}"]
        {
            for parse in [PersonName::parse, PersonName::parse_khmer, PersonName::parse_latin] {
                assert_eq!(parse(typed), Err(NameError::Blank), "{}", typed.escape_unicode());
            }
            assert_eq!(Words::parse(typed), Ok(None), "{}", typed.escape_unicode());
        }
    }

    #[test]
    fn a_name_cannot_turn_the_direction_of_writing() {
        assert_eq!(PersonName::parse("SOK\u{202E}KOS"), Err(NameError::Unprintable));
        assert_eq!(PersonName::parse("SOK\u{2066}"), Err(NameError::Unprintable));
        assert_eq!(PersonName::parse("SOK\u{200E}").unwrap().as_str(), "SOK");
        assert_eq!(PersonName::parse("SOK\u{0007}"), Err(NameError::Unprintable));
    }

    #[test]
    fn sixty_characters_fit_and_sixty_one_do_not() {
        assert!(PersonName::parse(&"ក".repeat(60)).is_ok());
        assert_eq!(PersonName::parse(&"ក".repeat(61)), Err(NameError::TooLong));
    }

    #[test]
    fn a_name_is_never_printed_by_debug() {
        let names =
            Names { khmer_given: PersonName::parse("ដារ៉ា").ok(), ..Names::default() };
        assert!(!format!("{names:?}").contains("ដារ៉ា"));
        let words = Words::parse("ភូមិសំឡាញ").unwrap();
        assert!(!format!("{words:?}").contains("សំឡាញ"));
    }

    #[test]
    fn a_name_is_spoken_in_khmer_and_else_in_latin() {
        let mut names = Names { latin_family: PersonName::parse("SOK").ok(), ..Names::default() };
        assert_eq!(names.spoken(), "SOK");
        assert!(!names.has_given());
        names.khmer_family = PersonName::parse("សុខ").ok();
        names.khmer_given = PersonName::parse("ដារ៉ា").ok();
        assert_eq!(names.spoken(), "សុខ ដារ៉ា");
        assert!(names.has_given());
    }

    proptest! {
        #[test]
        fn parsing_twice_changes_nothing(raw in any::<String>()) {
            if let Ok(name) = PersonName::parse(&raw) {
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name));
            }
            if let Ok(Some(words)) = Words::parse(&raw) {
                prop_assert_eq!(Words::parse(words.as_str()), Ok(Some(words)));
            }
        }
    }
}
