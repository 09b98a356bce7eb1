//! Which of the children found is meant: whose own name is typed stands before whose mother is called so, and
//! what is spelt the same before what only sounds alike.

use rusqlite::{Connection, OptionalExtension};

use super::keys;
use crate::domain::ids::ChildId;
use crate::store::StoreError;

/// Between spelling and sound of a word as they are kept: no letter of a key.
const BETWEEN: char = '\u{1F}';

/// A typed line, ready to be compared: each word, and how many words of what was typed it is.
pub(super) struct Asked(Vec<(Word, u32)>);

/// One word by its spelling and by its sound.
struct Word {
    spelt: String,
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
        Self { spelt: keys::spelt(word), sound: keys::sound(word) }
    }

    /// 4 the same, 3 its beginning, 2 a part of it or the same by sound, 1 its beginning by sound, 0 not at all.
    ///
    /// A word of the other script cannot be spelt the same: there the sound is all there is, and the same sound counts
    /// as much as a beginning does. Otherwise whoever is written in Khmer would be noise beside one Latin namesake.
    fn fits(&self, of: &Self) -> u32 {
        if self.spelt == of.spelt {
            return 4;
        }
        if of.spelt.starts_with(&self.spelt) {
            return 3;
        }
        let across = u32::from(keys::is_khmer(&self.spelt) != keys::is_khmer(&of.spelt));
        let by_sound = if self.sound.is_empty() || !of.sound.starts_with(&self.sound) {
            0
        } else if self.sound == of.sound {
            2 + across
        } else {
            1 + across
        };
        by_sound.max(if of.spelt.contains(&self.spelt) { 2 } else { 0 })
    }
}

impl Words {
    /// The words of one child as the index keeps them: its name as it is shown, then its own words, its parents' and
    /// the others', each by its spelling and its sound. Normalising them anew for every candidate took longer than
    /// finding the candidates.
    pub(super) fn text_of(own: &str, parents: &str, other: &str) -> String {
        let all = |text: &str| {
            let words = Word::all(text).into_iter();
            words.map(|word| format!("{}{BETWEEN}{}", word.spelt, word.sound)).collect::<Vec<_>>()
        };
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
            line.filter_map(|word| word.split_once(BETWEEN))
                .map(|(spelt, sound)| Word { spelt: spelt.to_owned(), sound: sound.to_owned() })
                .collect()
        };
        Self { child, name, own: words(), parents: words(), other: words() }
    }
}

impl Asked {
    pub(super) fn of(words: &[(String, u32)]) -> Self {
        Self(words.iter().map(|(word, count)| (Word::of(word), *count)).collect())
    }

    /// How well a child fits: a word of its own name counts three times, one of its parents' twice.
    pub(super) fn rank(&self, row: i64, words: Words) -> Ranked {
        let best =
            |word: &Word, of: &[Word]| of.iter().map(|one| word.fits(one)).max().unwrap_or(0);
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
