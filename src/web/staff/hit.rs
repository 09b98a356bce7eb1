//! A child that a search found, with what tells it from another that looks the same on the line.

use std::ops::Deref;

use crate::store::people::{self, NameRow};
use crate::store::search::{self, Found};
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
            if name != found.informant && search::fits_better(asked, &names(&person.name), &shown) {
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
