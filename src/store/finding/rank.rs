//! Which of the children found is meant: whose own name is typed stands before whose mother is called so, and
//! what is spelt the same before what only sounds alike.

use rusqlite::{Connection, OptionalExtension};

use super::keys;
use crate::domain::ids::ChildId;
use crate::store::StoreError;

/// Between spelling, usual spellings and sound of a word as they are kept: no letter of a key.
const BETWEEN: char = '\u{1F}';
/// Between one usual spelling and the next.
const AMONG: char = '\u{1E}';

/// How well a word fits that is spelt the same.
const SAME: u32 = 4;

/// A typed line, ready to be compared: each word, and how many words of what was typed it is.
pub(super) struct Asked(Vec<(Word, u32)>);

/// One word by its spelling, by its usual spellings in Latin letters and by its sound.
struct Word {
    spelt: String,
    usual: Vec<String>,
    sound: String,
}

/// A child found, and how well it fits.
pub(super) struct Ranked {
    pub(super) row: i64,
    pub(super) child: ChildId,
    pub(super) score: u32,
    /// How well the words fit, whoever they belong to.
    pub(super) fit: u32,
    /// Its name: those that fit as well stand in its order.
    pub(super) name: String,
}

/// The words of one child, by whose they are.
pub(super) struct Words {
    child: ChildId,
    name: String,
    own: Vec<Word>,
    parents: Vec<Word>,
    other: Vec<Word>,
}

impl Word {
    fn all(text: &str) -> Vec<Self> {
        keys::parts(text).map(|word| Self::of(&word)).collect()
    }

    fn of(word: &str) -> Self {
        Self { spelt: keys::spelt(word), usual: keys::usual(word), sound: keys::sound(word) }
    }

    /// 4 the same, 3 its beginning or a usual spelling of it, 2 a part of it or the beginning of a usual spelling, 1 its
    /// beginning by sound alone, 0 not at all.
    ///
    /// A word of the other script is never spelt the same: there the usual spellings say whether it is the same word.
    /// Consonants alone would take every third name for it.
    fn fits(&self, of: &Self) -> u32 {
        let both_khmer = keys::is_khmer(&self.spelt) && keys::is_khmer(&of.spelt);
        let usual = |fits: fn(&String, &String) -> bool| {
            !both_khmer
                && self.usual.iter().any(|one| of.usual.iter().any(|other| fits(other, one)))
        };
        if self.spelt == of.spelt {
            SAME
        } else if of.spelt.starts_with(&self.spelt) || usual(|other, one| other == one) {
            3
        } else if of.spelt.contains(&self.spelt) || usual(|other, one| other.starts_with(one)) {
            2
        } else {
            u32::from(!self.sound.is_empty() && of.sound.starts_with(&self.sound))
        }
    }

    /// As the index keeps it.
    fn kept(&self) -> String {
        let usual = self.usual.join(&AMONG.to_string());
        format!("{}{BETWEEN}{usual}{BETWEEN}{}", self.spelt, self.sound)
    }

    fn from_kept(kept: &str) -> Option<Self> {
        let mut parts = kept.split(BETWEEN);
        let (spelt, usual, sound) = (parts.next()?, parts.next()?, parts.next()?);
        let usual = usual.split(AMONG).filter(|one| !one.is_empty()).map(str::to_owned).collect();
        Some(Self { spelt: spelt.to_owned(), usual, sound: sound.to_owned() })
    }
}

impl Words {
    /// The words of one child as the index keeps them: its name as it is shown, then its own words, its parents' and
    /// the others', each by its spellings and its sound. Normalising them anew for every candidate took longer than
    /// finding the candidates.
    pub(super) fn text_of(own: &str, parents: &str, other: &str) -> String {
        let all = |text: &str| Word::all(text).iter().map(Word::kept).collect::<Vec<_>>();
        let parts = [own, parents, other].map(|text| all(text).join(" "));
        format!("{}\n{}", own.replace('\n', " "), parts.join("\n"))
    }

    /// The words of the child in one row of the index.
    pub(super) fn read(conn: &Connection, row: i64) -> Result<Option<Self>, StoreError> {
        let words = conn
            .prepare_cached("SELECT child, words FROM finding_rows WHERE n = ?1")?
            .query_row([row], |row| Ok(Self::from_text(row.get(0)?, row.get_ref(1)?.as_str()?)))
            .optional()?;
        Ok(words)
    }

    fn from_text(child: ChildId, text: &str) -> Self {
        let mut lines = text.split('\n');
        let name = lines.next().unwrap_or_default().to_owned();
        let mut words = || {
            let line = lines.next().unwrap_or_default().split(' ');
            line.filter_map(Word::from_kept).collect()
        };
        Self { child, name, own: words(), parents: words(), other: words() }
    }
}

impl Asked {
    pub(super) fn of(words: &[(String, u32)]) -> Self {
        Self(words.iter().map(|(word, count)| (Word::of(word), *count)).collect())
    }

    /// Whether `most` of these children are called what was typed, letter by letter and in its order: nobody fits better.
    pub(super) fn is_answered_by(&self, ranked: &[Ranked], most: usize) -> bool {
        let words: u32 = self.0.iter().map(|(_, count)| count).sum();
        let best = 2 * 3 * SAME * words + 1;
        most <= ranked.iter().filter(|one| best <= one.score).count()
    }

    /// Whether one of the words fits a word of `name` better than every word of `shown`.
    pub(super) fn fits_better(&self, name: &str, shown: &str) -> bool {
        let (name, shown) = (Word::all(name), Word::all(shown));
        self.0.iter().any(|(word, _)| best(word, &shown) < best(word, &name))
    }

    /// How well a child fits: a word of its own name counts three times, one of its parents' twice.
    pub(super) fn rank(&self, row: i64, words: Words) -> Ranked {
        let (mut score, mut fit) = (0, 0);
        for (word, count) in &self.0 {
            let whose = [&words.own, &words.parents, &words.other].map(|of| best(word, of));
            let [own, parents, other] = whose;
            score += count * (3 * own).max(2 * parents).max(other);
            fit += count * whose.into_iter().max().unwrap_or(0);
        }
        // The name as it is written, family name first, stands before the same words swapped.
        let in_order = self.0.windows(2).all(|pair| {
            let [(first, _), (second, _)] = pair else { return true };
            let at = |word: &Word| words.own.iter().position(|one| 0 < word.fits(one));
            matches!((at(first), at(second)), (Some(first), Some(second)) if first < second)
        });
        let score = 2 * score + u32::from(in_order);
        Ranked { row, child: words.child, name: words.name, score, fit }
    }
}

/// How well the word fits the one among `of` that it fits best.
fn best(word: &Word, of: &[Word]) -> u32 {
    of.iter().map(|one| word.fits(one)).max().unwrap_or(0)
}
