//! A child's case: one step, one undo, each remembered.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint, named_params};

use super::codec::{state_columns, state_from};
use super::journal::By;
use super::people::ChildRow;
use super::{StoreError, journal, pairs, people};
use crate::domain::blank::Blank;
use crate::domain::case::{Refused, State, Step};
use crate::domain::collection::{Shown, Standing, Thumb};
use crate::domain::ids::{ChildId, RowId, StaffId};
use crate::seal::token::uuid7;

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The state machine said no.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// There is no such child.
    #[error("there is no such child")]
    Unknown,
    /// Another child has this entry in the register.
    #[error("this entry belongs to another child")]
    EntryTaken {
        /// Ticket number of the other child's family.
        ticket: u32,
    },
    /// This very child was filed under another ticket as well, and is entered or not decided there.
    #[error("the child was filed under another ticket as well")]
    FiledAlso {
        /// The other ticket.
        ticket: u32,
    },
    /// The book asks for something that is blank, and nobody has said that it stays so.
    #[error("something the register asks for is blank")]
    StillBlank,
    /// Nobody of the family sits at a desk.
    #[error("the family is not at a desk")]
    NotSeated,
    /// There is nothing to take back.
    #[error("there is nothing to take back")]
    NothingToUndo,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for CaseError {
    fn from(err: rusqlite::Error) -> Self {
        Self::Store(err.into())
    }
}

/// One step as it was taken.
pub struct Taken {
    /// Code of the step.
    pub step: String,
    /// Who.
    pub staff: StaffId,
    /// When.
    pub at: Timestamp,
    /// Whether it was taken back.
    pub undone: bool,
    /// What was knowingly left blank with it.
    pub left_blank: Vec<Blank>,
}

/// Takes a step. `version` is what the page knew; an older one is stale and nothing happens.
pub fn decide(
    sp: &Savepoint<'_>,
    id: ChildId,
    version: i64,
    step: &Step,
    by: By,
) -> Result<State, CaseError> {
    let child = people::child(sp, id)?.ok_or(CaseError::Unknown)?;
    if child.version != version {
        // A hand-over that lost the race learns that the first one stands, not just that its page is old.
        let collected =
            matches!(child.state, State::Collected { .. }) && matches!(step, Step::HandOver(_));
        return Err(if collected { Refused::AlreadyCollected } else { Refused::Stale }.into());
    }
    let next = child.state.after(step, !child.name.is_empty())?;
    if next.entry().is_some()
        && matches!(
            child.state,
            State::Filed | State::AwaitingPapers { .. } | State::SentToDistrict
        )
        && let Some(ticket) = pairs::filed_also(sp, id)?
    {
        return Err(CaseError::FiledAlso { ticket });
    }
    keep_entry(sp, &child, &next)?;
    keep_collection(sp, &child, step, by)?;
    let (before_state, before_detail) = state_columns(&child.state);
    sp.execute(
        "INSERT INTO case_steps (child, step, before_state, before_detail, staff, at)
         VALUES (:child, :step, :before_state, :before_detail, :staff, :at)",
        named_params! {
            ":child": id, ":step": step.code(), ":before_state": before_state, ":before_detail": before_detail,
            ":staff": by.staff, ":at": by.at.as_millisecond(),
        },
    )?;
    write_state(sp, id, &next)?;
    let detail = match step {
        Step::HandOver(taken) => taken.proof.for_journal(),
        Step::Enter(_)
        | Step::AwaitPapers { .. }
        | Step::SendToDistrict
        | Step::Close { .. }
        | Step::MarkReady { .. }
        | Step::EnterAndHandOver(..) => String::new(),
    };
    journal::append(sp, by, step.code(), &id.to_string(), &detail)?;
    Ok(next)
}

/// Takes the last step back; gives its code.
pub fn undo(sp: &Savepoint<'_>, id: ChildId, version: i64, by: By) -> Result<String, CaseError> {
    let child = people::child(sp, id)?.ok_or(CaseError::Unknown)?;
    if child.version != version {
        return Err(Refused::Stale.into());
    }
    let last = sp
        .query_row(
            "SELECT id, step, before_state, before_detail FROM case_steps
             WHERE child = ?1 AND undone = 0 ORDER BY id DESC LIMIT 1",
            [id],
            |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                    row.get::<_, String>(3)?,
                ))
            },
        )
        .optional()?;
    let Some((row, step, state, detail)) = last else {
        return Err(CaseError::NothingToUndo);
    };
    let before = state_from(&state, &detail)?;
    sp.execute("UPDATE case_steps SET undone = 1 WHERE id = ?1", [row])?;
    // The number in the book may be written down after the hand-over; taking it back hands nothing back.
    if matches!(step.as_str(), "hand_over" | "enter_and_hand_over") {
        sp.execute(
            "UPDATE collections SET undone_at = ?2 WHERE child = ?1 AND undone_at IS NULL",
            (id, by.at.as_millisecond()),
        )?;
    }
    keep_entry(sp, &child, &before)?;
    write_state(sp, id, &before)?;
    journal::append(sp, by, "undo", &id.to_string(), &step)?;
    Ok(step)
}

/// Keeps the identity of the paper record unique within the kit. Zeros before a number make no other one of it, also
/// where they were kept by a program that was older.
fn keep_entry(sp: &Savepoint<'_>, child: &ChildRow, next: &State) -> Result<(), CaseError> {
    sp.execute("DELETE FROM entries WHERE child = ?1", [child.id])?;
    let Some(entry) = next.entry() else {
        return Ok(());
    };
    let other = sp
        .query_row(
            "SELECT t.number FROM entries e JOIN children c ON c.id = e.child JOIN tickets t ON t.family = c.family
             WHERE e.commune = :commune AND ltrim(e.book, '0') = ltrim(:book, '0')
               AND ltrim(e.year, '0') = ltrim(:year, '0') AND ltrim(e.number, '0') = ltrim(:number, '0')",
            named_params! {
                ":commune": entry.commune, ":book": entry.book, ":year": entry.year, ":number": entry.number,
            },
            |row| row.get(0),
        )
        .optional()?;
    if let Some(ticket) = other {
        return Err(CaseError::EntryTaken { ticket });
    }
    sp.execute(
        "INSERT INTO entries (commune, book, year, number, child) VALUES (:commune, :book, :year, :number, :child)",
        named_params! {
            ":commune": entry.commune, ":book": entry.book, ":year": entry.year, ":number": entry.number,
            ":child": child.id,
        },
    )?;
    Ok(())
}

fn keep_collection(
    sp: &Savepoint<'_>,
    child: &ChildRow,
    step: &Step,
    by: By,
) -> Result<(), StoreError> {
    let (Step::HandOver(taken) | Step::EnterAndHandOver(_, taken)) = step else {
        return Ok(());
    };
    let proof = &taken.proof;
    let facts: Vec<&str> = proof.facts.iter().map(|fact| fact.code()).collect();
    sp.execute(
        "INSERT INTO collections (id, child, code, paper, taker, relation, vouched, staff, at, shown, facts, standing,
            thumb, list)
         VALUES (:id, :child, :code, :paper, :taker, :relation, :vouched, :staff, :at, :shown, :facts, :standing,
            :thumb, :list)",
        named_params! {
            ":id": RowId(uuid7(by.at.as_millisecond().unsigned_abs())), ":child": child.id, ":code": taken.receipt,
            ":paper": taken.paper.code(), ":taker": taken.taker, ":relation": taken.relation,
            ":vouched": taken.vouched, ":staff": by.staff, ":at": by.at.as_millisecond(),
            ":shown": proof.shown.map_or("", Shown::code), ":facts": facts.join(" "),
            ":standing": proof.standing.map_or("", Standing::code), ":thumb": proof.thumb.map_or("", Thumb::code),
            ":list": proof.list,
        },
    )?;
    Ok(())
}

fn write_state(sp: &Savepoint<'_>, id: ChildId, state: &State) -> Result<(), StoreError> {
    let (code, detail) = state_columns(state);
    sp.execute(
        "UPDATE children SET state = ?2, detail = ?3, version = version + 1 WHERE id = ?1",
        (id, code, detail),
    )?;
    Ok(())
}

/// Remembers with the step just taken what was knowingly left blank.
pub fn leave_blank(
    sp: &Savepoint<'_>,
    id: ChildId,
    blanks: &[Blank],
    by: By,
) -> Result<(), StoreError> {
    let codes = Blank::codes(blanks);
    sp.execute(
        "UPDATE case_steps SET left_blank = ?2 WHERE id = (SELECT max(id) FROM case_steps WHERE child = ?1)",
        (id, &codes),
    )?;
    journal::append(sp, by, "leave_blank", &id.to_string(), &codes)
}

/// The steps of a case, the newest first.
pub fn steps_of(conn: &Connection, id: ChildId) -> Result<Vec<Taken>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT step, staff, at, undone, left_blank FROM case_steps WHERE child = ?1 ORDER BY id DESC LIMIT 50",
    )?;
    let steps = statement.query_map([id], |row| {
        Ok(Taken {
            step: row.get(0)?,
            staff: row.get(1)?,
            at: journal::time(row.get(2)?),
            undone: row.get::<_, i64>(3)? == 1,
            left_blank: Blank::listed(&row.get::<_, String>(4)?),
        })
    })?;
    Ok(steps.collect::<Result<_, _>>()?)
}

/// The number that the next entry of this book would have: one more than the highest number so far.
pub fn next_entry_number(
    conn: &Connection,
    commune: &str,
    book: &str,
    year: &str,
) -> Result<Option<i64>, StoreError> {
    let highest: Option<i64> = conn
        .prepare_cached(
            "SELECT max(CAST(number AS INTEGER)) FROM entries
             WHERE commune = ?1 AND ltrim(book, '0') = ltrim(?2, '0') AND ltrim(year, '0') = ltrim(?3, '0')",
        )?
        .query_row((commune, book, year), |row| row.get(0))?;
    Ok(highest.map(|highest| highest + 1))
}
