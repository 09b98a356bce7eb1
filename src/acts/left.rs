//! What leaves as a paper or a file, and what the kit found out about itself: one line in the journal each.

use jiff::Timestamp;

use crate::domain::ids::EventId;
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, damage, journal};

/// A paper or a file of an event leaves: `act` says which.
pub fn left(sp: &Savepoint<'_>, event: EventId, act: &str, by: By) -> Result<(), StoreError> {
    journal::append(sp, by, act, &event.to_string(), "")
}

/// The pages that a start left out were read to the last. Where they are not sound, the next start reads them as well.
pub fn read_rest(sp: &Savepoint<'_>, is_sound: bool, at: Timestamp) -> Result<(), StoreError> {
    damage::note_rest(sp, is_sound)?;
    let act = if is_sound { "read_rest" } else { "found_damage" };
    journal::append(sp, By { staff: None, at }, act, "", "")
}
