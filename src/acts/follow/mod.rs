//! What a focal notes while following a child, and what the opened room knows.

mod known;
mod namesakes;
mod route;

use crate::domain::ids::{EventId, FamilyId, RowId, StaffId};
use crate::domain::safeguarding::{About, What};
use crate::seal::focal_key;
use crate::seal::sealed::{FocalSecret, SealError};
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, events};

use super::found::about_focal;
use super::seal;

pub use known::{Known, Record, Standing, children_of};
pub use route::route_sheet;

/// Why something was not noted.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// Something about this family was noted meanwhile.
    #[error("something was noted meanwhile")]
    Stale,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// A focal's room as an act needs it.
pub struct RoomKey<'a> {
    /// Of which event.
    pub event: EventId,
    /// What opens its boxes.
    pub secret: &'a FocalSecret,
    /// Number of the last box that was read before it was decided what to note.
    pub last: i64,
}

/// Opens an event's secret with what a focal typed. Takes as long as a passphrase shall take, and blocks.
///
/// # Errors
/// [`SealError::WrongPassphrase`]
pub fn unlock(
    event: EventId,
    staff: StaffId,
    wrapped: &[u8],
    typed: &str,
) -> Result<FocalSecret, SealError> {
    focal_key::unwrap_focal_secret(typed, &about_focal(event, Some(staff)), wrapped)
}

/// Seals notes about a family, unless another one about it was sealed after `room` was read.
///
/// # Errors
/// [`FollowError::Stale`] if so; the store's own.
pub fn note(
    sp: &Savepoint<'_>,
    room: &RoomKey<'_>,
    about: About,
    all: &[What],
    by: By,
) -> Result<Vec<RowId>, FollowError> {
    // The key changes when a focal is taken off; whoever holds the last one goes on with nothing.
    if events::focal_key(sp, room.event)? != room.secret.public() {
        return Err(FollowError::Stale);
    }
    if !is_known(sp, room, about.family)? {
        return Err(FollowError::Stale);
    }
    let mut ids = Vec::with_capacity(all.len());
    for what in all {
        ids.push(seal::note(sp, room.event, about, what.clone(), by)?);
    }
    Ok(ids)
}

/// Whether everything that is noted about a family was read.
fn is_known(sp: &Savepoint<'_>, room: &RoomKey<'_>, family: FamilyId) -> Result<bool, StoreError> {
    let since = seal::open_room(sp, room.event, room.secret, room.last)?;
    let changes = |what: &What| !matches!(what, What::Viewed { .. });
    Ok(!since.notes.iter().any(|note| note.about.family == family && changes(&note.what)))
}
