//! Moves tickets. Every move is in the journal, and every move can be taken back.

use super::seal;
use crate::domain::ids::EventId;
use crate::domain::queue::{FINISH_REASONS, Move};
use crate::store::Savepoint;
use crate::store::journal::{self, By};
use crate::store::people;
use crate::store::tickets::{self, MoveError, Ticket};

/// Calls the next waiting family to a desk; none when nobody waits.
pub fn call_next(
    sp: &Savepoint<'_>,
    event: EventId,
    desk: u8,
    by: By,
) -> Result<Option<Ticket>, MoveError> {
    let Some(next) = tickets::next_waiting(sp, event)? else {
        return Ok(None);
    };
    move_ticket(sp, event, next.number, &Move::Call { desk }, by).map(Some)
}

/// What became of calling the next family.
pub enum Next {
    /// It was called.
    Called(Ticket),
    /// Nobody waits.
    Nobody,
    /// Others were called to this desk meanwhile and have not sat down yet; nobody was called.
    OnTheWay(Way),
}

/// Who is on the way to a desk, and who would be called besides.
pub struct Way {
    /// Numbers called to the desk, in the order of the line.
    pub called: Vec<u32>,
    /// The number that waits first.
    pub next: u32,
}

/// Calls the next waiting family to a desk, unless somebody is on the way to it of whom the caller's page did not
/// know: a button pressed twice, or on a page that is out of date, must not empty the yard into one desk.
pub fn call_next_knowing(
    sp: &Savepoint<'_>,
    event: EventId,
    desk: u8,
    known: &[u32],
    by: By,
) -> Result<Next, MoveError> {
    let called = tickets::called_to(sp, event, desk)?;
    if called.iter().any(|number| !known.contains(number))
        && let Some(next) = tickets::next_waiting(sp, event)?
    {
        return Ok(Next::OnTheWay(Way { called, next: next.number }));
    }
    Ok(call_next(sp, event, desk, by)?.map_or(Next::Nobody, Next::Called))
}

/// Moves one ticket.
pub fn move_ticket(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    step: &Move,
    by: By,
) -> Result<Ticket, MoveError> {
    let ticket = tickets::step(sp, event, number, step, by)?;
    let desk = ticket.place.desk().map(|desk| format!("desk {desk}")).unwrap_or_default();
    journal::append(sp, by, step.code(), &journal::ticket(event, number), &desk)?;
    seal::cover_now_and_then(sp, event, by)?;
    Ok(ticket)
}

/// Takes the last move of a ticket back; gives its code.
pub fn undo_move(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    by: By,
) -> Result<String, MoveError> {
    let undone = tickets::undo(sp, event, number, by)?;
    journal::append(sp, by, "undo_move", &journal::ticket(event, number), &undone)?;
    Ok(undone)
}

/// Finishes a ticket. While nobody has decided about a child of the family, it takes one of [`FINISH_REASONS`].
pub fn finish(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    reason: &str,
    by: By,
) -> Result<Ticket, MoveError> {
    let known = tickets::by_number(sp, event, number)?.ok_or(MoveError::Unknown)?;
    let children = people::children_of(sp, known.family)?;
    let open = children.iter().filter(|child| !child.state.is_decided()).count();
    if open == 0 {
        let ticket = move_ticket(sp, event, number, &Move::Finish, by)?;
        seal::cover(sp, event, by)?;
        return Ok(ticket);
    }
    if !FINISH_REASONS.contains(&reason) {
        return Err(MoveError::Undecided(open));
    }
    let ticket = tickets::step(sp, event, number, &Move::Finish, by)?;
    let detail = format!("{open} undecided, {reason}");
    journal::append(sp, by, "finish", &journal::ticket(event, number), &detail)?;
    seal::cover(sp, event, by)?;
    Ok(ticket)
}

/// Gives a ticket a silent priority for a reason, or takes it away with an empty one.
pub fn prioritise(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    reason: &str,
    by: By,
) -> Result<(), MoveError> {
    tickets::prioritise(sp, event, number, reason, by)?;
    Ok(journal::append(sp, by, "prioritise", &journal::ticket(event, number), reason)?)
}
