//! Application forms on paper: numbers reserved when they are printed, typed in later.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};

use super::StoreError;
use super::journal::{By, time};
use crate::domain::arrival::LAST_FORM;
use crate::domain::ids::{DraftId, EventId, FamilyId, RowId};

/// One form on paper.
pub struct PaperForm {
    /// Its number, which is the ticket's.
    pub number: u32,
    /// The printing; none if it was printed after the backup this kit was restored from.
    pub run: Option<RowId>,
    /// When it was printed.
    pub printed_at: Timestamp,
    /// The draft into which it is typed, once somebody has begun.
    pub draft: Option<DraftId>,
    /// The last ticket of a phone before it was handed in.
    pub came_after: Option<u32>,
    /// The family it became.
    pub family: Option<FamilyId>,
    /// When it was typed in.
    pub typed_at: Option<Timestamp>,
    /// When it was put aside as spoilt.
    pub spoilt_at: Option<Timestamp>,
}

impl PaperForm {
    /// Whether a family may still bring it.
    pub fn is_out(&self) -> bool {
        self.draft.is_none() && self.typed_at.is_none() && self.spoilt_at.is_none()
    }

    /// Whether somebody has begun to type it and not sent it.
    pub fn is_begun(&self) -> bool {
        self.draft.is_some() && self.typed_at.is_none()
    }
}

/// How many forms of an event can still be printed.
pub fn left(conn: &Connection, event: EventId) -> Result<u32, StoreError> {
    let next: u32 = conn
        .prepare_cached("SELECT next_form FROM events WHERE id = ?1")?
        .query_row([event], |row| row.get(0))?;
    Ok((LAST_FORM + 1).saturating_sub(next))
}

/// Reserves `count` numbers for a printing; none if there are not as many left.
pub fn reserve(
    sp: &Savepoint<'_>,
    event: EventId,
    run: RowId,
    count: u32,
    by: By,
) -> Result<Option<(u32, u32)>, StoreError> {
    if count == 0 || left(sp, event)? < count {
        return Ok(None);
    }
    let first: u32 = sp.query_row(
        "UPDATE events SET next_form = next_form + ?2 WHERE id = ?1 RETURNING next_form - ?2",
        (event, count),
        |row| row.get(0),
    )?;
    for number in first..first + count {
        add(sp, event, number, Some(run), by)?;
    }
    Ok(Some((first, first + count - 1)))
}

fn add(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    run: Option<RowId>,
    by: By,
) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO paper_forms (event, number, run, printed_at, staff) VALUES (:event, :number, :run, :at, :staff)",
        named_params! {
            ":event": event, ":number": number, ":run": run, ":at": by.at.as_millisecond(), ":staff": by.staff,
        },
    )?;
    Ok(())
}

/// Writes down a number that this kit does not know but has skipped: printed after the backup it was restored from.
pub fn adopt(sp: &Savepoint<'_>, event: EventId, number: u32, by: By) -> Result<bool, StoreError> {
    let next: u32 =
        sp.query_row("SELECT next_form FROM events WHERE id = ?1", [event], |row| row.get(0))?;
    if next <= number {
        return Ok(false);
    }
    add(sp, event, number, None, by)?;
    Ok(true)
}

/// Remembers into which draft a form is typed, and after which ticket it came.
pub fn begin(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    draft: DraftId,
    after: u32,
) -> Result<(), StoreError> {
    sp.execute(
        "UPDATE paper_forms SET draft = ?3, came_after = ?4 WHERE event = ?1 AND number = ?2",
        (event, number, draft, after),
    )?;
    Ok(())
}

/// Forgets that somebody began a form. `false`: nobody has, or it was typed in.
pub fn release(sp: &Savepoint<'_>, event: EventId, number: u32) -> Result<bool, StoreError> {
    let changed = sp.execute(
        "UPDATE paper_forms SET draft = NULL, came_after = NULL
         WHERE event = ?1 AND number = ?2 AND draft IS NOT NULL AND typed_at IS NULL",
        (event, number),
    )?;
    Ok(changed == 1)
}

/// Remembers the family that a form became.
pub fn typed(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    family: FamilyId,
    at: Timestamp,
) -> Result<(), StoreError> {
    sp.execute(
        "UPDATE paper_forms SET family = ?3, typed_at = ?4 WHERE event = ?1 AND number = ?2",
        (event, number, family, at.as_millisecond()),
    )?;
    Ok(())
}

/// Puts a form aside as spoilt, or with `None` back among the good ones. `false`: it is being typed, or nothing changes.
pub fn spoil(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    at: Option<Timestamp>,
) -> Result<bool, StoreError> {
    let changed = sp.execute(
        "UPDATE paper_forms SET spoilt_at = ?3
         WHERE event = ?1 AND number = ?2 AND draft IS NULL AND (spoilt_at IS NULL) = (?3 IS NOT NULL)",
        (event, number, at.map(Timestamp::as_millisecond)),
    )?;
    Ok(changed == 1)
}

const COLUMNS: &str = "number, run, printed_at, draft, came_after, family, typed_at, spoilt_at";

fn form_of(row: &Row<'_>) -> rusqlite::Result<PaperForm> {
    Ok(PaperForm {
        number: row.get(0)?,
        run: row.get(1)?,
        printed_at: time(row.get(2)?),
        draft: row.get(3)?,
        came_after: row.get(4)?,
        family: row.get(5)?,
        typed_at: row.get::<_, Option<i64>>(6)?.map(time),
        spoilt_at: row.get::<_, Option<i64>>(7)?.map(time),
    })
}

/// One form by its number.
pub fn by_number(
    conn: &Connection,
    event: EventId,
    number: u32,
) -> Result<Option<PaperForm>, StoreError> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM paper_forms WHERE event = ?1 AND number = ?2"
        ))?
        .query_row((event, number), form_of)
        .optional()?)
}

/// The form that is typed into this draft.
pub fn of_draft(conn: &Connection, draft: DraftId) -> Result<Option<PaperForm>, StoreError> {
    Ok(conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM paper_forms WHERE draft = ?1"))?
        .query_row([draft], form_of)
        .optional()?)
}

/// Every form of an event in the order of their numbers.
pub fn of_event(conn: &Connection, event: EventId) -> Result<Vec<PaperForm>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM paper_forms WHERE event = ?1 ORDER BY number"
    ))?;
    let forms = statement.query_map([event], form_of)?;
    Ok(forms.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arrival;

    #[test]
    fn tickets_of_an_older_file_leave_room_for_paper_forms() {
        let conn = Connection::open_in_memory().unwrap();
        // Tickets alone are looked at, without the families and the event they belong to.
        conn.pragma_update(None, "foreign_keys", false).unwrap();
        conn.execute_batch(include_str!("migrations/0001_first.sql")).unwrap();
        for number in [1, 2, 30] {
            conn.execute(
                "INSERT INTO tickets (event, number, family, arrival, moved_at) VALUES (x'00', ?1, ?2, ?1, 0)",
                (number, [u8::try_from(number).unwrap()]),
            )
            .unwrap();
        }
        conn.execute_batch(include_str!("migrations/0003_register.sql")).unwrap();
        let arrivals: Vec<i64> = conn
            .prepare("SELECT arrival FROM tickets ORDER BY number")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(arrivals, [1, 2, 30].map(arrival::of_phone));
    }
}
