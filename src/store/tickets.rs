//! Tickets: numbers through the whole event, where each stands, and how long families took.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::journal::{By, time};
use crate::domain::arrival;
use crate::domain::ids::{EventId, FamilyId};
use crate::domain::queue::{Move, Moved, Place};

/// One ticket as it stands.
#[derive(Clone)]
pub struct Ticket {
    /// Event.
    pub event: EventId,
    /// The number a family sees.
    pub number: u32,
    /// Whose it is.
    pub family: FamilyId,
    /// Where it stands.
    pub place: Place,
    /// Why it is called before others; empty for most.
    pub priority: String,
    /// When it last moved.
    pub moved_at: Timestamp,
    /// Grows with every move.
    pub version: i64,
    /// Who came when, on the scale of `domain::arrival`.
    pub arrival: i64,
}

/// One line of the desk's list.
pub struct Listed {
    /// The ticket.
    pub ticket: Ticket,
    /// Name of the informant, for the officer's list only.
    pub khmer: String,
    /// The same in Latin letters.
    pub latin: String,
    /// How many children.
    pub children: u32,
    /// How many of them are decided.
    pub decided: u32,
    /// When the form was sent.
    pub filed_at: Timestamp,
}

/// A place as the journal of moves keeps it, so that an undo can bring it back.
#[derive(Serialize, Deserialize)]
struct Before {
    state: String,
    desk: Option<u8>,
    reason: String,
    priority: String,
}

const COLUMNS: &str = "t.event, t.number, t.family, t.state, t.desk, t.reason, t.priority, t.moved_at, t.version, t.arrival";

fn ticket_of(row: &Row<'_>) -> Result<Ticket, StoreError> {
    let state: String = row.get(3)?;
    let reason: String = row.get(5)?;
    Ok(Ticket {
        event: row.get(0)?,
        number: row.get(1)?,
        family: row.get(2)?,
        place: Place::from_parts(&state, row.get(4)?, &reason)
            .ok_or(StoreError::BadRow("the place of a ticket"))?,
        priority: row.get(6)?,
        moved_at: time(row.get(7)?),
        version: row.get(8)?,
        arrival: row.get(9)?,
    })
}

/// Gives a family its number and its place in the line: the next of the event, or the one that stands on its
/// paper form, with the ticket after which the form was handed in.
pub(super) fn give(
    sp: &Savepoint<'_>,
    event: EventId,
    family: FamilyId,
    form: Option<(u32, u32)>,
    at: Timestamp,
) -> Result<(u32, i64), StoreError> {
    let (number, arrival) = if let Some((number, after)) = form {
        (number, arrival::of_form(number, after))
    } else {
        let number = next_number(sp, event)?;
        (number, arrival::of_phone(number))
    };
    sp.prepare_cached(
        "INSERT INTO tickets (event, number, family, arrival, moved_at) VALUES (:event, :number, :family, :arrival, :at)",
    )?
    .execute(named_params! {
        ":event": event, ":number": number, ":family": family, ":arrival": arrival, ":at": at.as_millisecond(),
    })?;
    Ok((number, arrival))
}

/// The next number for a phone. Numbers are given in the order of filing, so the number says who came when.
fn next_number(sp: &Savepoint<'_>, event: EventId) -> Result<u32, StoreError> {
    let due: u32 = sp
        .prepare_cached("SELECT next_ticket FROM events WHERE id = ?1")?
        .query_row([event], |row| row.get(0))?;
    let number = arrival::phone_number(due);
    sp.prepare_cached("UPDATE events SET next_ticket = ?2 WHERE id = ?1")?
        .execute((event, number + 1))?;
    Ok(number)
}

/// The highest number a phone was given in this event, 0 before the first.
pub fn highest_of_phones(conn: &Connection, event: EventId) -> Result<u32, StoreError> {
    let highest = conn
        .prepare_cached(
            "SELECT coalesce(max(number), 0) FROM tickets WHERE event = ?1 AND number NOT BETWEEN ?2 AND ?3",
        )?
        .query_row((event, arrival::FIRST_FORM, arrival::LAST_FORM), |row| row.get(0))?;
    Ok(highest)
}

/// Why a ticket could not be moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// Somebody else was faster.
    #[error(transparent)]
    Moved(#[from] Moved),
    /// No such number.
    #[error("there is no such ticket")]
    Unknown,
    /// Nobody has decided about so many children, and no reason was given.
    #[error("{0} children are undecided")]
    Undecided(usize),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for MoveError {
    fn from(err: rusqlite::Error) -> Self {
        Self::Store(err.into())
    }
}

/// Moves a ticket and remembers where it was.
pub fn step(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    step: &Move,
    by: By,
) -> Result<Ticket, MoveError> {
    let ticket = by_number(sp, event, number)?.ok_or(MoveError::Unknown)?;
    let place = ticket.place.after(step)?;
    remember(sp, &ticket, step.code(), by)?;
    set_place(sp, &ticket, &place, &ticket.priority, by.at)?;
    Ok(Ticket { place, moved_at: by.at, version: ticket.version + 1, ..ticket })
}

/// Sets or takes away a silent priority.
pub fn prioritise(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    reason: &str,
    by: By,
) -> Result<(), MoveError> {
    let ticket = by_number(sp, event, number)?.ok_or(MoveError::Unknown)?;
    remember(sp, &ticket, "prioritise", by)?;
    set_place(sp, &ticket, &ticket.place, reason, by.at)?;
    Ok(())
}

/// Takes the last move of a ticket back; gives the code of the move that was undone.
pub fn undo(sp: &Savepoint<'_>, event: EventId, number: u32, by: By) -> Result<String, MoveError> {
    let ticket = by_number(sp, event, number)?.ok_or(MoveError::Unknown)?;
    let last = sp
        .query_row(
            "SELECT id, before, move FROM ticket_moves WHERE event = ?1 AND number = ?2 AND undone = 0 ORDER BY id DESC LIMIT 1",
            (event, number),
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)),
        )
        .optional()?;
    let Some((id, before, code)) = last else {
        return Err(Moved.into());
    };
    let before: Before = serde_json::from_str(&before).map_err(|_| StoreError::BadRow("a move"))?;
    let place = Place::from_parts(&before.state, before.desk, &before.reason)
        .ok_or(StoreError::BadRow("a move"))?;
    sp.execute("UPDATE ticket_moves SET undone = 1 WHERE id = ?1", [id])?;
    set_place(sp, &ticket, &place, &before.priority, by.at)?;
    Ok(code)
}

fn remember(sp: &Savepoint<'_>, ticket: &Ticket, code: &str, by: By) -> Result<(), StoreError> {
    let before = Before {
        state: ticket.place.code().to_owned(),
        desk: ticket.place.desk(),
        reason: ticket.place.reason().to_owned(),
        priority: ticket.priority.clone(),
    };
    let before = serde_json::to_string(&before).map_err(|_| StoreError::BadRow("a move"))?;
    sp.prepare_cached(
        "INSERT INTO ticket_moves (event, number, before, move, staff, at)
         VALUES (:event, :number, :before, :move, :staff, :at)",
    )?
    .execute(named_params! {
        ":event": ticket.event, ":number": ticket.number, ":before": before, ":move": code,
        ":staff": by.staff, ":at": by.at.as_millisecond(),
    })?;
    Ok(())
}

fn set_place(
    sp: &Savepoint<'_>,
    ticket: &Ticket,
    place: &Place,
    priority: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    sp.prepare_cached(
        "UPDATE tickets SET state = :state, desk = :desk, reason = :reason, priority = :priority, moved_at = :at,
            version = version + 1,
            called_at = CASE :state WHEN 'called' THEN :at ELSE called_at END,
            seated_at = CASE :state WHEN 'at_desk' THEN :at ELSE seated_at END,
            done_at = CASE :state WHEN 'done' THEN :at ELSE NULL END
         WHERE event = :event AND number = :number",
    )?
    .execute(named_params! {
        ":state": place.code(), ":desk": place.desk(), ":reason": place.reason(), ":priority": priority,
        ":at": at.as_millisecond(), ":event": ticket.event, ":number": ticket.number,
    })?;
    Ok(())
}

/// One ticket.
pub fn by_number(
    conn: &Connection,
    event: EventId,
    number: u32,
) -> Result<Option<Ticket>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM tickets t WHERE t.event = ?1 AND t.number = ?2"
    ))?;
    let mut rows = statement.query((event, number))?;
    rows.next()?.map(ticket_of).transpose()
}

/// A family's ticket.
pub fn of_family(conn: &Connection, family: FamilyId) -> Result<Option<Ticket>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM tickets t WHERE t.family = ?1"))?;
    let mut rows = statement.query([family])?;
    rows.next()?.map(ticket_of).transpose()
}

/// Who is called next: first those with a reason, then by arrival; those who missed a call wait to return.
pub fn next_waiting(conn: &Connection, event: EventId) -> Result<Option<Ticket>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM tickets t WHERE t.event = ?1 AND t.state = 'waiting'
         ORDER BY t.priority = '', t.arrival LIMIT 1"
    ))?;
    let mut rows = statement.query([event])?;
    rows.next()?.map(ticket_of).transpose()
}

/// Numbers that were called to a desk and have not sat down there yet, in the order of the line.
pub fn called_to(conn: &Connection, event: EventId, desk: u8) -> Result<Vec<u32>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT number FROM tickets WHERE event = ?1 AND state = 'called' AND desk = ?2
         ORDER BY priority = '', arrival",
    )?;
    let numbers = statement.query_map((event, desk), |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}

/// The one moved last comes first, by the order of the moves: the clock may have gone back between two of them.
const LATELY_MOVED: &str =
    "(SELECT max(m.id) FROM ticket_moves m WHERE m.event = t.event AND m.number = t.number) DESC";

/// The line as a desk sees it: every ticket in one of these states, in the order they are called.
pub fn list(
    conn: &Connection,
    event: EventId,
    state: &str,
    most: u32,
) -> Result<Vec<Listed>, StoreError> {
    // Finished ones are looked at newest first, all others in the order they are called.
    let order = if state == "done" { LATELY_MOVED } else { "t.priority = '', t.arrival" };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, f.khmer, f.latin, f.filed_at,
            (SELECT count(*) FROM children c WHERE c.family = f.id),
            (SELECT count(*) FROM children c WHERE c.family = f.id AND c.state <> 'filed')
         FROM tickets t JOIN families f ON f.id = t.family
         WHERE t.event = ?1 AND t.state = ?2 ORDER BY {order} LIMIT ?3"
    ))?;
    let mut rows = statement.query((event, state, most))?;
    let mut listed = Vec::new();
    while let Some(row) = rows.next()? {
        listed.push(Listed {
            ticket: ticket_of(row)?,
            khmer: row.get(10)?,
            latin: row.get(11)?,
            filed_at: time(row.get(12)?),
            children: row.get(13)?,
            decided: row.get(14)?,
        });
    }
    Ok(listed)
}

/// What the board shows: called and seated numbers, the newest call first.
pub fn now_serving(
    conn: &Connection,
    event: EventId,
    most: u32,
) -> Result<Vec<(u32, u8, bool)>, StoreError> {
    let mut statement = conn.prepare_cached(
        // By the order of the calls: the clock may have gone back between two of them.
        "SELECT t.number, t.desk, t.state = 'called' FROM tickets t
         WHERE t.event = ?1 AND t.state IN ('called', 'at_desk') AND t.desk IS NOT NULL
         ORDER BY t.state = 'at_desk', (SELECT max(m.id) FROM ticket_moves m
            WHERE m.event = t.event AND m.number = t.number AND m.move = 'call') DESC, t.number LIMIT ?2",
    )?;
    let serving =
        statement.query_map((event, most), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(serving.collect::<Result<_, _>>()?)
}

/// The numbers that are called after those, as far as it can be said: a priority shows only when it is called.
pub fn coming_next(conn: &Connection, event: EventId, most: u32) -> Result<Vec<u32>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT number FROM tickets WHERE event = ?1 AND state = 'waiting' ORDER BY arrival LIMIT ?2",
    )?;
    let numbers = statement.query_map((event, most), |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}

/// How many families are called before this one, by arrival alone: a silent priority moves nobody's number visibly.
pub fn before(conn: &Connection, ticket: &Ticket) -> Result<u32, StoreError> {
    let count = conn
        .prepare_cached(
            "SELECT count(*) FROM tickets WHERE event = ?1 AND state = 'waiting' AND arrival < ?2",
        )?
        .query_row((ticket.event, ticket.arrival), |row| row.get(0))?;
    Ok(count)
}

/// How many tickets stand in each state: waiting, called, at a desk, missed, parked, done.
pub fn counts(conn: &Connection, event: EventId) -> Result<[u32; 6], StoreError> {
    const STATES: [&str; 6] = ["waiting", "called", "at_desk", "missed", "parked", "done"];
    let mut counts = [0; 6];
    let mut statement =
        conn.prepare_cached("SELECT state, count(*) FROM tickets WHERE event = ?1 GROUP BY state")?;
    let mut rows = statement.query([event])?;
    while let Some(row) = rows.next()? {
        let state: String = row.get(0)?;
        if let Some(count) =
            STATES.iter().position(|known| *known == state).and_then(|at| counts.get_mut(at))
        {
            *count = row.get(1)?;
        }
    }
    Ok(counts)
}

/// Seconds each of the last families sat at a desk, the latest last.
pub fn served_seconds(conn: &Connection, event: EventId) -> Result<Vec<u32>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT (done_at - seated_at) / 1000 FROM tickets
         WHERE event = ?1 AND state = 'done' AND seated_at IS NOT NULL AND done_at >= seated_at
         ORDER BY (SELECT max(m.id) FROM ticket_moves m WHERE m.event = tickets.event AND m.number = tickets.number)
         DESC LIMIT 30",
    )?;
    let seconds = statement.query_map([event], |row| row.get::<_, u32>(0))?;
    let mut seconds: Vec<u32> = seconds.collect::<Result<_, _>>()?;
    seconds.reverse();
    Ok(seconds)
}
