//! Opens the next event in the same kit: its own codes and keys, the same people unless somebody says otherwise.

use jiff::Timestamp;

use super::found::{about_focal, open_event};
use crate::domain::event::Event;
use crate::domain::ids::{EventId, RowId, StaffId};
use crate::domain::staff::Role;
use crate::seal::receipt_code::{EventCode, ReceiptKey};
use crate::seal::sealed::{FocalPublic, FocalSecret, SealError};
use crate::seal::token::uuid7;
use crate::seal::{Cost, focal_key};
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, events, journal, staff};

/// Somebody who is to open sealed notes.
pub struct FocalKey {
    /// Who; none for the recovery sheet.
    pub staff: Option<StaffId>,
    /// What they typed: their passphrase, or the code of the recovery sheet.
    pub typed: String,
    /// The last event and their wrapped key of it, against which the passphrase is checked; none for somebody new.
    pub known: Option<(EventId, Vec<u8>)>,
}

/// The next event as it was asked for.
pub struct NextEvent {
    /// The event, without its row and code, which are drawn here.
    pub event: Event,
    /// Who works there, with their roles.
    pub members: Vec<(StaffId, Vec<Role>)>,
    /// Who opens sealed notes.
    pub focals: Vec<FocalKey>,
}

/// What goes into the database, prepared: wrapping keys takes seconds.
pub struct NextRows {
    event: Event,
    receipt_key: ReceiptKey,
    focal_key: FocalPublic,
    members: Vec<(StaffId, Vec<Role>)>,
    focal_keys: Vec<(RowId, Option<StaffId>, Vec<u8>)>,
}

/// Why the next event was not opened.
#[derive(Debug, thiserror::Error)]
pub enum NextError {
    /// A passphrase is not the one of this focal's last key, or does not do; whose, by place.
    #[error("the passphrase of focal {} does not do", .0 + 1)]
    Focal(usize, #[source] SealError),
    /// An event is open.
    #[error("an event is open")]
    StillOpen,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Draws every key of the event and wraps it. Takes seconds and blocks.
pub fn prepare_next(next: NextEvent, cost: Cost, at: Timestamp) -> Result<NextRows, NextError> {
    let NextEvent { mut event, members, focals } = next;
    let millis = at.as_millisecond().unsigned_abs();
    event.id = EventId(uuid7(millis));
    event.code = EventCode::random().number();
    let secret = FocalSecret::random();
    let mut focal_keys = Vec::new();
    for (place, focal) in focals.iter().enumerate() {
        let wrong = |err| NextError::Focal(place, err);
        if let Some((last, wrapped)) = &focal.known {
            focal_key::unwrap_focal_secret(&focal.typed, &about_focal(*last, focal.staff), wrapped)
                .map_err(wrong)?;
        }
        let about = about_focal(event.id, focal.staff);
        let wrapped =
            focal_key::wrap_focal_secret(&secret, &focal.typed, &about, cost).map_err(wrong)?;
        focal_keys.push((RowId(uuid7(millis)), focal.staff, wrapped));
    }
    let focal_key = secret.public();
    Ok(NextRows { event, receipt_key: ReceiptKey::random(), focal_key, members, focal_keys })
}

/// Writes the event, its people and its keys, if no other event is open.
pub fn open_next(sp: &Savepoint<'_>, rows: &NextRows, by: By) -> Result<EventId, NextError> {
    if events::current(sp)?.is_some() {
        return Err(NextError::StillOpen);
    }
    open_event(sp, &rows.event, &rows.receipt_key, &rows.focal_key, by)?;
    for (id, roles) in &rows.members {
        for role in roles {
            staff::give_role(sp, rows.event.id, *id, *role)?;
        }
        let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
        journal::append(sp, by, "keep_member", &id.to_string(), &codes.join(" "))?;
    }
    for (id, staff, wrapped) in &rows.focal_keys {
        staff::keep_focal_key(sp, *id, rows.event.id, *staff, wrapped)?;
    }
    Ok(rows.event.id)
}
