//! Children that may be the same: candidates by their keys, compared one by one, never merged.

use rusqlite::Connection;

use super::people::{self, ChildRow};
use super::{StoreError, finding, pairs};
use crate::domain::duplicate::{Likeness, Question, Ready};
use crate::domain::ids::ChildId;

/// Another filing about which an officer is asked.
pub struct Alike {
    /// The other child.
    pub child: ChildId,
    /// How alike, and why.
    pub likeness: Likeness,
    /// What the officer is asked.
    pub question: Question,
}

/// Most pairs one child is shown with, the likeliest first.
const MOST: usize = 5;

/// Children of other filings that may be this one, or its twin, and one of the same filing that is called the same. Pairs that an officer has answered are not
/// asked about again.
pub fn likely(conn: &Connection, child: &ChildRow) -> Result<Vec<Alike>, StoreError> {
    let ready = |child: &ChildRow| -> Result<Ready, StoreError> {
        let persons = people::persons_of(conn, child.family)?;
        let village = finding::village_of(conn, child.family)?;
        Ok(Ready::of(&finding::known(child, &persons, village)))
    };
    let mine = ready(child)?;
    let mut found = Vec::new();
    for id in finding::in_its_blocks(conn, child)? {
        if pairs::is_answered(conn, child.id, id)? {
            continue;
        }
        let Some(other) = people::child(conn, id)? else { continue };
        let likeness = mine.compare(&ready(&other)?);
        if let Some(question) = likeness.question() {
            found.push(Alike { child: id, likeness, question });
        }
    }
    found.sort_by(|one, other| other.likeness.score.total_cmp(&one.likeness.score));
    found.truncate(MOST);
    Ok(found)
}
