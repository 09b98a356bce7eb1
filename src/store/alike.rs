//! Children that may be the same: candidates by their keys, compared one by one, never merged.

use rusqlite::{Connection, OptionalExtension as _, Savepoint};

use super::journal::By;
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

/// Most pairs one child is shown with, the likeliest first, of as likely ones the one that was filed first.
const MOST: usize = 5;

/// Children of other filings that may be this one, or its twin, and one of the same filing that is called the same.
/// Pairs that an officer has answered are not asked about again, unless a correction has changed what speaks for or
/// against them.
pub fn likely(conn: &Connection, child: &ChildRow) -> Result<Vec<Alike>, StoreError> {
    let mine = ready(conn, child)?;
    let mut found = Vec::new();
    for (id, other) in finding::in_its_blocks(conn, child, |other| mine.may_be_alike(other))? {
        let likeness = mine.compare(&Ready::of(&other));
        let Some(question) = likeness.question() else { continue };
        let answered = pairs::answered_on(conn, child.id, id)?;
        // An older answer, of which it is not known what spoke for it, stands.
        if answered.is_some_and(|reasons| reasons.is_empty() || reasons == codes(&likeness)) {
            continue;
        }
        // Taken off its form since it was indexed.
        let Some(filed) = order_of_filing(conn, id)? else { continue };
        found.push((Alike { child: id, likeness, question }, filed));
    }
    // Which of two as likely ones comes first is no accident: whoever was filed first.
    found.sort_by(|(one, first), (other, second)| {
        other.likeness.score.total_cmp(&one.likeness.score).then(first.cmp(second))
    });
    found.truncate(MOST);
    Ok(found.into_iter().map(|(alike, _)| alike).collect())
}

/// Remembers what an officer says of two children as they are written now.
pub fn answer(
    sp: &Savepoint<'_>,
    one: ChildId,
    other: ChildId,
    answer: &str,
    by: By,
) -> Result<(), StoreError> {
    let both = (people::child(sp, one)?, people::child(sp, other)?);
    let reasons = match both {
        (Some(one), Some(other)) => codes(&ready(sp, &one)?.compare(&ready(sp, &other)?)),
        _ => String::new(),
    };
    pairs::answer_pair(sp, [one, other], answer, &reasons, by)
}

fn order_of_filing(conn: &Connection, child: ChildId) -> Result<Option<i64>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT rowid FROM children WHERE id = ?1")?;
    Ok(statement.query_row([child], |row| row.get(0)).optional()?)
}

fn ready(conn: &Connection, child: &ChildRow) -> Result<Ready, StoreError> {
    let persons = people::persons_of(conn, child.family)?;
    let village = finding::village_of(conn, child.family)?;
    Ok(Ready::of(&finding::known(child, &persons, village)))
}

/// What speaks for and against, whichever of the two comes first.
fn codes(likeness: &Likeness) -> String {
    let reasons = likeness.reasons.iter().map(|reason| reason.finding.text_key());
    let mut codes: Vec<&str> =
        reasons.map(|key| key.strip_prefix("likeness-").unwrap_or(key)).collect();
    codes.sort_unstable();
    codes.join(" ")
}
