//! How alike two names are, from 0 to 1. All counting is in characters.

use crate::khmer;

/// How much of a token's likeness is its spelling; the rest is how it sounds.
const SPELLING: f64 = 0.35;
/// The sign that silences the letter under it.
const SILENCER: char = '\u{17CD}';
/// How alike two spellings of one sound are at least, however different they look.
const SOUNDS_ALIKE: f64 = 0.88;
/// How sure two names are alike that agree but for a first part that families drop.
const WITHOUT_PREFIX: f64 = 0.92;

/// First parts of compound given names that families drop or add, in the order they are
/// tried.
const COMPOUND_PARTS: [&str; 14] =
    ["ស្រី", "ចាន់", "ច័ន្ទ", "ប៊ុន", "សុខ", "សុ", "រិទ្ធី", "ណា", "សា", "វណ្ណ", "ម៉ៅ", "គឹម", "លាង", "ហេង"];

/// One token of a name with its keys.
#[derive(Clone, Default)]
pub(super) struct Token {
    whole: Keys,
    /// What is left without a [compound part](COMPOUND_PARTS).
    rest: Option<Keys>,
}

/// A spelling and how it sounds.
#[derive(Clone, Default)]
struct Keys {
    /// Normalised, without joiners; Latin in lower case.
    spelt: String,
    sound: String,
    /// The sound if the sign that silences a letter was put by mistake; families and
    /// clerks drop or add the sign and keep the letter.
    unsilenced: Option<String>,
}

impl Keys {
    fn khmer(spelt: String) -> Self {
        let unsilenced = spelt.contains(SILENCER).then(|| heard(&spelt.replace(SILENCER, "")));
        Self { sound: heard(&spelt), unsilenced, spelt }
    }

    fn latin(spelt: String) -> Self {
        Self { sound: khmer::latin_fold(&spelt), unsilenced: None, spelt }
    }

    fn sounds(&self) -> impl Iterator<Item = &str> {
        [Some(&self.sound), self.unsilenced.as_ref()].into_iter().flatten().map(String::as_str)
    }

    /// Spelling and sound together, and never less than [`SOUNDS_ALIKE`] for two
    /// spellings of one sound.
    fn likeness(&self, other: &Self) -> f64 {
        let mut sound: f64 = 0.0;
        for one in self.sounds() {
            for another in other.sounds() {
                sound = sound.max(strsim::normalized_damerau_levenshtein(one, another));
            }
        }
        let mixed =
            SPELLING * strsim::jaro_winkler(&self.spelt, &other.spelt) + (1.0 - SPELLING) * sound;
        let floor = if sound > 1.0 - 1e-9 { SOUNDS_ALIKE } else { 0.0 };
        mixed.max(floor)
    }
}

/// The fold of a token without what is written and hardly heard: a letter before its own
/// aspirate (ទ្ធ is heard as ធ), and the RO at the end.
fn heard(spelt: &str) -> String {
    let fold = khmer::fold(spelt);
    let mut sound = String::with_capacity(fold.len());
    let mut letters = fold.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_silent = match (letter, letters.peek()) {
            ('ក', Some('ខ')) | ('ច', Some('ឆ')) | ('ត', Some('ថ')) | ('ព', Some('ផ')) => {
                true
            }
            ('រ', None) => !sound.is_empty(),
            _ => false,
        };
        if !is_silent {
            sound.push(letter);
        }
    }
    sound
}

impl Token {
    fn khmer(spelt: String) -> Self {
        let rest = COMPOUND_PARTS.iter().find_map(|part| {
            let rest = spelt.strip_prefix(part)?;
            let mut letters = rest.chars();
            let begins_a_syllable =
                letters.next().is_some_and(|first| !matches!(first, '\u{17B6}'..='\u{17D2}'));
            (begins_a_syllable && letters.next().is_some()).then(|| Keys::khmer(rest.to_owned()))
        });
        Self { whole: Keys::khmer(spelt), rest }
    }

    fn latin(spelt: String) -> Self {
        Self { whole: Keys::latin(spelt), rest: None }
    }

    /// How alike two tokens of one script are.
    fn likeness(&self, other: &Self) -> f64 {
        if self.whole.spelt == other.whole.spelt {
            return 1.0;
        }
        let wholes = self.whole.likeness(&other.whole);
        match (&self.rest, &other.rest) {
            (Some(rest), Some(other_rest)) => wholes.min(rest.likeness(other_rest)),
            (Some(rest), None) => wholes.max(WITHOUT_PREFIX * rest.likeness(&other.whole)),
            (None, Some(rest)) => wholes.max(WITHOUT_PREFIX * rest.likeness(&self.whole)),
            (None, None) => wholes,
        }
    }
}

/// A name in one script, cut into what is compared.
#[derive(Clone)]
struct Script {
    first: Token,
    /// The tokens after the first, joined; none in a name of one token.
    given: Option<Token>,
    /// All tokens joined.
    whole: Token,
}

impl Script {
    fn of(text: &str, token: fn(String) -> Token) -> Option<Self> {
        let mut words = text.split_whitespace();
        let first = words.next()?.to_owned();
        let given: String = words.collect();
        let whole = token(format!("{first}{given}"));
        let given = (!given.is_empty()).then(|| token(given));
        Some(Self { first: token(first), given, whole })
    }

    /// How alike two whole names are; the second form is for tokens in the other order.
    fn likeness(&self, other: &Self) -> f64 {
        let (Some(given), Some(other_given)) = (&self.given, &other.given) else {
            return self.whole.likeness(&other.whole);
        };
        let straight = 0.4 * self.first.likeness(&other.first) + 0.6 * given.likeness(other_given);
        straight.max(self.crosswise(other, given, other_given) - 0.02)
    }

    /// How alike the given names are: of one token, the name itself.
    fn given_likeness(&self, other: &Self) -> f64 {
        let (Some(given), Some(other_given)) = (&self.given, &other.given) else {
            return self.whole.likeness(&other.whole);
        };
        given.likeness(other_given).max(self.crosswise(other, given, other_given))
    }

    fn crosswise(&self, other: &Self, given: &Token, other_given: &Token) -> f64 {
        0.5 * self.first.likeness(other_given) + 0.5 * given.likeness(&other.first)
    }
}

/// A name made ready to be compared with many others.
#[derive(Clone, Default)]
pub(super) struct ReadyName {
    khmer: Option<Script>,
    latin: Option<Script>,
    /// The loose skeleton of the whole name, where only one script is known.
    skeleton: String,
}

impl ReadyName {
    pub(super) fn of(names: &super::Names) -> Self {
        let khmer: String = khmer::normalize(&names.khmer)
            .chars()
            .filter(|letter| !matches!(letter, '\u{200B}'..='\u{200D}'))
            .collect();
        let latin = khmer::normalize(&names.latin).to_lowercase();
        let skeleton =
            if khmer.is_empty() { khmer::latin_skeleton(&latin) } else { khmer::skeleton(&khmer) };
        Self {
            khmer: Script::of(&khmer, Token::khmer),
            latin: Script::of(&latin, Token::latin),
            skeleton: khmer::loose(&skeleton),
        }
    }

    /// How alike the whole names are; `None` if either has none.
    pub(super) fn likeness(&self, other: &Self) -> Option<f64> {
        let khmer = self.khmer.as_ref().zip(other.khmer.as_ref()).map(|(a, b)| a.likeness(b));
        let latin = self.latin.as_ref().zip(other.latin.as_ref()).map(|(a, b)| a.likeness(b));
        match (khmer, latin) {
            (Some(khmer), Some(latin)) => Some(0.65 * khmer.max(latin) + 0.35 * khmer.min(latin)),
            (Some(one), None) | (None, Some(one)) => Some(one),
            (None, None) if self.is_empty() || other.is_empty() => None,
            (None, None) => Some(0.9 * strsim::jaro_winkler(&self.skeleton, &other.skeleton)),
        }
    }

    /// How alike the given names are, in Khmer if both have it; `None` without a common script.
    pub(super) fn given_likeness(&self, other: &Self) -> Option<f64> {
        let (a, b) = self
            .khmer
            .as_ref()
            .zip(other.khmer.as_ref())
            .or_else(|| self.latin.as_ref().zip(other.latin.as_ref()))?;
        Some(a.given_likeness(b))
    }

    fn is_empty(&self) -> bool {
        self.khmer.is_none() && self.latin.is_none()
    }
}
