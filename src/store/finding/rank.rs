//! Which of the children found is meant: whose own name is typed stands before whose mother is called so, and
//! what is spelt the same before what only sounds alike.

use rusqlite::{Connection, OptionalExtension};

use super::keys;
use crate::domain::ids::ChildId;
use crate::khmer::SortKey;
use crate::store::StoreError;

/// A typed line, ready to be compared.
pub(super) struct Asked(Vec<Word>);

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
    /// Those that fit as well stand in the order of their names.
    pub(super) name: SortKey,
}

/// The words of one child, by whose they are.
pub(super) struct Words {
    child: ChildId,
    name: SortKey,
    own: Vec<Word>,
    parents: Vec<Word>,
    other: Vec<Word>,
}

impl Word {
    fn all(text: &str) -> Vec<Self> {
        keys::parts(text)
            .map(|word| Self { spelt: keys::spelt(&word), sound: keys::sound(&word) })
            .collect()
    }

    /// 4 the same, 3 its beginning, 2 a part of it, 1 alike by sound, 0 not at all.
    fn fits(&self, of: &Self) -> u32 {
        if self.spelt == of.spelt {
            4
        } else if of.spelt.starts_with(&self.spelt) {
            3
        } else if of.spelt.contains(&self.spelt) {
            2
        } else {
            u32::from(!self.sound.is_empty() && of.sound.starts_with(&self.sound))
        }
    }
}

impl Words {
    /// The words of the child in one row of the index.
    pub(super) fn read(conn: &Connection, row: i64) -> Result<Option<Self>, StoreError> {
        let words = conn
            .prepare_cached(
                "SELECT c.id, c.family_km || ' ' || c.given_km, c.family_lat || ' ' || c.given_lat,
                    (SELECT group_concat(p.family_km || ' ' || p.given_km || ' ' || p.family_lat || ' ' || p.given_lat, ' ')
                     FROM persons p WHERE p.id IN (c.mother_is, c.father_is)),
                    f.khmer || ' ' || f.latin || ' ' || f.village
                 FROM finding_rows r JOIN children c ON c.id = r.child JOIN families f ON f.id = c.family
                 WHERE r.n = ?1",
            )?
            .query_row([row], |row| {
                let text = |at: usize| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
                // Khmer and Latin stand one after the other, each family name first, as in the register.
                let own = format!("{} {}", text(1)?, text(2)?);
                Ok(Self {
                    child: row.get(0)?,
                    name: SortKey::of(own.trim()),
                    own: Word::all(&own),
                    parents: Word::all(&text(3)?),
                    other: Word::all(&text(4)?),
                })
            })
            .optional()?;
        Ok(words)
    }
}

impl Asked {
    pub(super) fn of(typed: &str) -> Self {
        Self(Word::all(typed))
    }

    /// How well a child fits: a word of its own name counts three times, one of its parents' twice.
    pub(super) fn rank(&self, row: i64, words: Words) -> Ranked {
        let best =
            |word: &Word, of: &[Word]| of.iter().map(|one| word.fits(one)).max().unwrap_or(0);
        let score = self
            .0
            .iter()
            .map(|word| {
                let own = 3 * best(word, &words.own);
                own.max(2 * best(word, &words.parents)).max(best(word, &words.other))
            })
            .sum::<u32>();
        // The name as it is written, family name first, stands before the same words swapped.
        let in_order = self.0.windows(2).all(|pair| {
            let [first, second] = pair else { return true };
            let at = |word: &Word| words.own.iter().position(|one| 0 < word.fits(one));
            matches!((at(first), at(second)), (Some(first), Some(second)) if first < second)
        });
        Ranked { row, child: words.child, name: words.name, score: 2 * score + u32::from(in_order) }
    }
}
