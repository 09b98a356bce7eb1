//! The checklist of papers: what a family said it has, and what an officer saw.

use rusqlite::{Connection, Savepoint, named_params};

use super::StoreError;
use super::journal::{self, By};
use crate::domain::application::Application;
use crate::domain::documents::PaperAnswer;
use crate::domain::ids::FamilyId;

/// What is known of one paper.
pub struct PaperRow {
    /// Position of the child, 0 for the family.
    pub child: u8,
    /// Code of the paper.
    pub paper: String,
    /// Code of the answer.
    pub answer: String,
    /// Whether an officer saw it.
    pub seen: bool,
}

/// A paper of a child by position, or of the family by 0, and its code.
pub type Marked = (u8, String);

/// Notes which papers an officer saw. `known` is what the officer's page showed as seen: only what differs from it
/// is changed, so that two officers with the same family do not take each other's ticks away.
pub fn papers_seen(
    sp: &Savepoint<'_>,
    family: FamilyId,
    known: &[Marked],
    seen: &[Marked],
    by: By,
) -> Result<(), StoreError> {
    let mut changed = 0;
    for (child, paper) in known.iter().filter(|paper| !seen.contains(paper)) {
        changed += sp.execute(
            "UPDATE paper_answers SET seen_by = NULL
             WHERE family = ?1 AND child = ?2 AND paper = ?3 AND seen_by IS NOT NULL",
            (family, child, paper),
        )?;
    }
    for (child, paper) in seen.iter().filter(|paper| !known.contains(paper)) {
        changed += sp.execute(
            "INSERT INTO paper_answers (family, child, paper, answer, seen_by) VALUES (:family, :child, :paper, 'have', :staff)
             ON CONFLICT (family, child, paper) DO UPDATE SET seen_by = excluded.seen_by WHERE seen_by IS NULL",
            named_params! { ":family": family, ":child": child, ":paper": paper, ":staff": by.staff },
        )?;
    }
    if changed == 0 {
        return Ok(());
    }
    let now = papers_of(sp, family)?.iter().filter(|row| row.seen).count();
    journal::append(sp, by, "papers_seen", &family.to_string(), &now.to_string())
}

/// Writes what a form says about papers; what was said about children who are no longer on it goes.
pub(super) fn write(
    sp: &Savepoint<'_>,
    family: FamilyId,
    application: &Application,
) -> Result<(), StoreError> {
    sp.prepare_cached("DELETE FROM paper_answers WHERE family = ?1 AND ?2 < child")?
        .execute((family, i64::try_from(application.children.len()).unwrap_or(i64::MAX)))?;
    let keep = |child: u8, papers: &[PaperAnswer]| -> Result<(), StoreError> {
        for answer in papers {
            sp.prepare_cached(
                "INSERT INTO paper_answers (family, child, paper, answer) VALUES (:family, :child, :paper, :answer)
                 ON CONFLICT (family, child, paper) DO UPDATE SET answer = excluded.answer",
            )?
            .execute(named_params! {
                ":family": family, ":child": child, ":paper": answer.paper.code(), ":answer": answer.state.code(),
            })?;
        }
        Ok(())
    };
    keep(0, &application.papers)?;
    for (child, position) in application.children.iter().zip(1..) {
        keep(position, &child.papers)?;
    }
    Ok(())
}

/// The checklist of a family, its own papers first.
pub fn papers_of(conn: &Connection, family: FamilyId) -> Result<Vec<PaperRow>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT child, paper, answer, seen_by IS NOT NULL FROM paper_answers WHERE family = ?1 ORDER BY child, paper",
    )?;
    let papers = statement.query_map([family], |row| {
        Ok(PaperRow {
            child: row.get(0)?,
            paper: row.get(1)?,
            answer: row.get(2)?,
            seen: row.get(3)?,
        })
    })?;
    Ok(papers.collect::<Result<_, _>>()?)
}
