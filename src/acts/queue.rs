//! Moves tickets. Every move is in the journal, and every move can be taken back.

use crate::domain::ids::EventId;
use crate::domain::queue::Move;
use crate::store::Savepoint;
use crate::store::journal::{self, By};
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
    journal::append(sp, by, step.code(), &format!("ticket {number}"), &desk)?;
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
    journal::append(sp, by, "undo_move", &format!("ticket {number}"), &undone)?;
    Ok(undone)
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
    Ok(journal::append(sp, by, "prioritise", &format!("ticket {number}"), reason)?)
}
