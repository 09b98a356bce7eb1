//! Who sits at which desk. The morning's list seats people by itself; nobody sits down beside somebody without knowing.

use jiff::{SignedDuration, Timestamp};

use crate::domain::ids::{EventId, StaffId};
use crate::store::days::{self, Day};
use crate::store::sessions::{self, Sitting};
use crate::store::{Reading, Savepoint, StoreError};

/// So long a desk is somebody's after they were last seen: a long talk with one family, and the PIN after it.
const KEPT: SignedDuration = SignedDuration::from_mins(60);

/// Why somebody was not seated.
#[derive(Debug, thiserror::Error)]
pub enum SeatError {
    /// Others sit at this desk, the one last seen first.
    #[error("{} others sit at this desk", .0.len())]
    Occupied(Vec<Sitting>),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Sits somebody down at a desk where nobody else is.
pub fn take_desk(
    sp: &Savepoint<'_>,
    session: &[u8; 32],
    staff: StaffId,
    desk: u8,
    now: Timestamp,
) -> Result<(), SeatError> {
    let others = beside(sp, staff, desk, now)?;
    if !others.is_empty() {
        return Err(SeatError::Occupied(others));
    }
    Ok(sessions::take_desk(sp, session, desk)?)
}

/// Everybody but `staff` who sits at some desk now.
pub fn sitting(conn: &Reading, staff: StaffId, now: Timestamp) -> Result<Vec<Sitting>, StoreError> {
    sessions::at_desks(conn, staff, kept_since(now))
}

/// Whoever was seen since then still sits where they sat.
fn kept_since(now: Timestamp) -> Timestamp {
    now.checked_sub(KEPT).unwrap_or(now)
}

/// Everybody but `staff` who sits at this desk now.
pub fn beside(
    conn: &Reading,
    staff: StaffId,
    desk: u8,
    now: Timestamp,
) -> Result<Vec<Sitting>, StoreError> {
    let mut others = sitting(conn, staff, now)?;
    others.retain(|other| other.desk == desk);
    Ok(others)
}

/// The desk that is somebody's today: where they were seen since the day was opened, else the one the morning's list
/// names. None without an open day.
pub fn own_desk(conn: &Reading, event: EventId, staff: StaffId) -> Result<Option<u8>, StoreError> {
    let Some(day) = days::last(conn, event)?.filter(Day::is_open) else { return Ok(None) };
    let named = day.desks.iter().find(|(_, named)| *named == staff).map(|(desk, _)| *desk);
    Ok(sessions::last_desk(conn, staff, day.opened_at)?.or(named))
}

/// Sits somebody who has just signed in down where they were a moment ago, whoever else is there: that was asked when
/// the second of them came. Otherwise at their own desk of today, if nobody else is there. Before all that comes the desk
/// that was `left` to them on the device in their hands, unless somebody else sits there on another one.
pub(super) fn sit_down(
    sp: &Savepoint<'_>,
    session: &[u8; 32],
    event: EventId,
    staff: StaffId,
    left: Option<u8>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if let Some(desk) = left
        && beside(sp, staff, desk, now)?.is_empty()
    {
        return sessions::take_desk(sp, session, desk);
    }
    if let Some(desk) = sessions::last_desk(sp, staff, kept_since(now))? {
        return sessions::take_desk(sp, session, desk);
    }
    match own_desk(sp, event, staff)? {
        Some(desk) if beside(sp, staff, desk, now)?.is_empty() => {
            sessions::take_desk(sp, session, desk)
        }
        Some(_) | None => Ok(()),
    }
}

/// Seats those who are signed in already where the list of the day now says. Whoever sits where the list did not
/// change stays; a desk at which somebody else works is left to them.
pub(super) fn seat_by_list(
    sp: &Savepoint<'_>,
    before: &[(u8, StaffId)],
    list: &[(u8, StaffId)],
    now: Timestamp,
) -> Result<(), StoreError> {
    let changed = || list.iter().filter(|seat| !before.contains(seat));
    // First everybody stands up, so that two can change places.
    for (_, staff) in changed() {
        sessions::seat(sp, *staff, None)?;
    }
    for (desk, staff) in changed() {
        if beside(sp, *staff, *desk, now)?.is_empty() {
            sessions::seat(sp, *staff, Some(*desk))?;
        }
    }
    Ok(())
}
