//! What officers said of two children seen side by side. It stands on both cards, and it can be taken back.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint, named_params};

use super::journal::{self, By};
use super::{StoreError, staff};
use crate::domain::ids::ChildId;

/// What was said of a child and another one.
pub struct Answered {
    /// The other child.
    pub other: ChildId,
    /// same, twins or different.
    pub answer: String,
    /// Who said so.
    pub who: String,
    /// When.
    pub at: Timestamp,
}

/// The pair as its row has it: the lower id first, whoever was asked about.
fn in_order(one: ChildId, other: ChildId) -> (ChildId, ChildId) {
    if one < other { (one, other) } else { (other, one) }
}

/// Remembers what an officer said of two children seen side by side, and what spoke for and against it then.
pub(super) fn answer_pair(
    sp: &Savepoint<'_>,
    [one, other]: [ChildId; 2],
    answer: &str,
    reasons: &str,
    by: By,
) -> Result<(), StoreError> {
    let (first, second) = in_order(one, other);
    sp.execute(
        "INSERT INTO pair_answers (first, second, answer, reasons, staff, at)
         VALUES (:first, :second, :answer, :reasons, :staff, :at)
         ON CONFLICT (first, second) DO UPDATE SET answer = excluded.answer, reasons = excluded.reasons,
            staff = excluded.staff, at = excluded.at",
        named_params! {
            ":first": first, ":second": second, ":answer": answer, ":reasons": reasons, ":staff": by.staff,
            ":at": by.at.as_millisecond(),
        },
    )?;
    journal::append(sp, by, "pair", &first.to_string(), &format!("{answer} {second}"))
}

/// Takes back what was said, so that the pair is asked about again. Nothing was said: nothing happens.
pub fn forget_pair(
    sp: &Savepoint<'_>,
    one: ChildId,
    other: ChildId,
    by: By,
) -> Result<(), StoreError> {
    let (first, second) = in_order(one, other);
    let said: Option<String> = sp
        .query_row(
            "DELETE FROM pair_answers WHERE first = ?1 AND second = ?2 RETURNING answer",
            (first, second),
            |row| row.get(0),
        )
        .optional()?;
    match said {
        Some(said) => {
            journal::append(sp, by, "undo_pair", &first.to_string(), &format!("{said} {second}"))
        }
        None => Ok(()),
    }
}

/// What was said of this child, the newest first, at one moment in the order in which the others were filed.
pub fn answers_of(conn: &Connection, child: ChildId) -> Result<Vec<Answered>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT p.second, p.answer, p.staff, p.at, c.rowid FROM pair_answers p
            LEFT JOIN children c ON c.id = p.second WHERE p.first = ?1
         UNION ALL SELECT p.first, p.answer, p.staff, p.at, c.rowid FROM pair_answers p
            LEFT JOIN children c ON c.id = p.first WHERE p.second = ?1
         ORDER BY 4 DESC, 5",
    )?;
    let mut rows = statement.query([child])?;
    let mut answers = Vec::new();
    while let Some(row) = rows.next()? {
        answers.push(Answered {
            other: row.get(0)?,
            answer: row.get(1)?,
            who: staff::name_of(conn, row.get(2)?)?,
            at: journal::time(row.get(3)?),
        });
    }
    Ok(answers)
}

/// What spoke for and against these two when an officer answered; none where nobody has. Empty: it was not kept then.
pub(super) fn answered_on(
    conn: &Connection,
    one: ChildId,
    other: ChildId,
) -> Result<Option<String>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT reasons FROM pair_answers WHERE first = ?1 AND second = ?2")?
        .query_row(in_order(one, other), |row| row.get(0))
        .optional()?)
}

/// Ticket of the family where this very child was filed as well and may still be entered, or is: while it stands, a
/// second entry would be one child with two certificates.
pub fn filed_also(conn: &Connection, child: ChildId) -> Result<Option<u32>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT t.number FROM pair_answers p
                JOIN children c ON c.id = CASE WHEN p.first = ?1 THEN p.second ELSE p.first END
                JOIN tickets t ON t.family = c.family
             WHERE (p.first = ?1 OR p.second = ?1) AND p.answer = 'same' AND c.state <> 'closed'
             ORDER BY t.number LIMIT 1",
        )?
        .query_row([child], |row| row.get(0))
        .optional()?)
}
