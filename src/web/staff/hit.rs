//! A child that a search found, with what tells it from another that looks the same on the line.

use std::ops::Deref;

use crate::khmer;
use crate::store::people::{self, NameRow};
use crate::store::search::Found;
use crate::store::{Reading, StoreError, places};

/// One line of a search.
pub(crate) struct Hit {
    found: Found,
    /// Village with its commune: many villages have one name.
    pub(crate) home: String,
    /// Parents who are meant by what was typed and stand nowhere else on the line: text key and name.
    pub(crate) parents: Vec<(&'static str, String)>,
}

impl Deref for Hit {
    type Target = Found;

    fn deref(&self) -> &Found {
        &self.found
    }
}

impl Hit {
    /// The line of `found`, for whoever typed `asked`.
    pub(crate) fn of(conn: &Reading, found: Found, asked: &str) -> Result<Self, StoreError> {
        let home = places::home_told(conn, found.child.family)?;
        let shown = format!("{} {} {home}", names(&found.child.name), found.informant);
        let mut parents = Vec::new();
        for person in people::persons_of(conn, found.child.family)? {
            let key = match Some(person.id) {
                id if id == found.child.mother_is => "found-mother",
                id if id == found.child.father_is => "found-father",
                _ => continue,
            };
            // Who filed the form is named on the line anyhow.
            let (khmer, latin) = (person.name.khmer(), person.name.latin());
            let name = if khmer.is_empty() { latin } else { khmer };
            if name != found.informant && is_meant(asked, &names(&person.name), &shown) {
                parents.push((key, name));
            }
        }
        Ok(Self { found, home, parents })
    }

    /// The lines of all that were found.
    pub(crate) fn all(
        conn: &Reading,
        found: Vec<Found>,
        asked: &str,
    ) -> Result<Vec<Self>, StoreError> {
        found.into_iter().map(|found| Self::of(conn, found, asked)).collect()
    }
}

fn names(name: &NameRow) -> String {
    format!("{} {}", name.khmer(), name.latin())
}

/// Whether a typed word fits a name better than anything that is shown beside it.
fn is_meant(asked: &str, name: &str, shown: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(Word::of).collect::<Vec<_>>();
    let (name, shown) = (words(name), words(shown));
    let best = |asked: &Word, among: &[Word]| {
        among.iter().map(|word| asked.fit(word)).max().unwrap_or_default()
    };
    words(asked).iter().any(|asked| best(asked, &shown) < best(asked, &name))
}

/// A word by how it sounds.
struct Word {
    folded: String,
    skeleton: String,
}

impl Word {
    fn of(word: &str) -> Self {
        let skeleton =
            if word.is_ascii() { khmer::latin_skeleton(word) } else { khmer::skeleton(word) };
        Self { folded: khmer::search_key(word), skeleton: khmer::loose(&skeleton) }
    }

    /// How well it fits the beginning of another: 2 in the same letters, 1 by its consonants in either, 0 not at all.
    fn fit(&self, word: &Self) -> u8 {
        if !self.folded.is_empty() && word.folded.starts_with(&self.folded) {
            2
        } else {
            u8::from(2 <= self.skeleton.len() && word.skeleton.starts_with(&self.skeleton))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_meant;

    #[test]
    fn a_parent_is_meant_by_a_word_that_fits_nothing_on_the_line() {
        let (father, shown) = ("ជា វណ្ណា CHEA VANNA", "សុខ ដារា SOK DARA មុំ ស្រី ថ្មី, ឃុំរំលេច");
        for asked in ["វណ្ណា", "vanna", "Vana", "វ៉ាន់ណា", "ជា", "សុខ ជា"]
        {
            assert!(is_meant(asked, father, shown), "{asked}");
        }
        for asked in ["សុខ", "dara", "មុំ", "ថ្មី", "12", "", "zzz"] {
            assert!(!is_meant(asked, father, shown), "{asked}");
        }
    }
}
