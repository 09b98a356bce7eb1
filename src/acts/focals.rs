//! Focals: one more, another passphrase, one less; and the recovery sheet that opens their room when all are lost.
//!
//! Each act has a part that derives keys, which takes seconds and is done beside the writer, and a part that writes.

use std::collections::BTreeSet;

use super::found::about_focal;
use super::seal;
use crate::domain::ids::{EventId, RowId, StaffId};
use crate::domain::staff::Role;
use crate::seal::Cost;
use crate::seal::focal_key;
use crate::seal::recovery::RecoveryCode;
use crate::seal::sealed::{FocalPublic, FocalSecret, SealError};
use crate::seal::token::uuid7;
use crate::store::focal_keys::{self, Kept};
use crate::store::journal::By;
use crate::store::{Reading, Savepoint, StoreError, events, journal, lists, sessions, staff};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum FocalError {
    /// What was typed is neither a focal's passphrase of this event nor the code of its recovery sheet.
    #[error("no focal's key opens with this")]
    Wrong,
    /// The new passphrase does not do.
    #[error("the new passphrase does not do")]
    New(#[source] SealError),
    /// Keys of an earlier version cannot follow a change; whose. None is the recovery sheet.
    #[error("{} keys are of an earlier version", .0.len())]
    Old(Vec<Option<StaffId>>),
    /// The event's key changed meanwhile.
    #[error("the event's key changed meanwhile")]
    Stale,
    /// They open the room already, by a passphrase that is theirs alone to change.
    #[error("this focal opens the room already")]
    Already,
    /// One focal would be left alone, and no recovery sheet opens the room.
    #[error("no recovery sheet opens the room")]
    NoSheet,
    /// Nobody here is meant.
    #[error("there is no such focal")]
    Unknown,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Every key of an event's room, as it was read.
pub struct RoomKeys {
    event: EventId,
    public: FocalPublic,
    keys: Vec<Kept>,
}

impl RoomKeys {
    /// Reads them.
    pub fn of(conn: &Reading, event: EventId) -> Result<Self, StoreError> {
        let (public, keys) = (events::focal_key(conn, event)?, focal_keys::of_event(conn, event)?);
        Ok(Self { event, public, keys })
    }

    /// Opens the room with what anybody typed who may: a focal's passphrase, or the recovery sheet's code. What `but`
    /// types opens nothing. Blocks for a derivation for each focal.
    ///
    /// # Errors
    /// [`FocalError::Wrong`] if nothing opens with it.
    pub fn open(
        &self,
        typed: &str,
        but: Option<StaffId>,
        cost: Cost,
    ) -> Result<Opened, FocalError> {
        let is_sheet = RecoveryCode::parse(typed).is_ok();
        let asked = self.keys.iter().filter(|kept| {
            kept.staff.is_none() == is_sheet && (but.is_none() || kept.staff != but)
        });
        for kept in asked {
            let about = about_focal(self.event, kept.staff);
            let Ok(secret) = focal_key::unwrap_focal_secret(typed, &about, &kept.key) else {
                continue;
            };
            if secret.public() != self.public {
                continue;
            }
            let renewed = focal_key::is_old(&kept.key).then(|| {
                focal_key::wrap_focal_secret(&secret, typed, &about, cost)
                    .map(|key| (kept.clone(), key))
            });
            // A key that cannot be renewed, for a passphrase that would not do today, opens all the same.
            return Ok(Opened { secret, renewed: renewed.and_then(Result::ok) });
        }
        Err(FocalError::Wrong)
    }
}

/// The event's secret, and the key that opened it in the present layout if it was of an earlier version.
pub struct Opened {
    secret: FocalSecret,
    renewed: Option<(Kept, Vec<u8>)>,
}

impl Opened {
    /// The secret.
    pub fn secret(&self) -> &FocalSecret {
        &self.secret
    }
}

/// A focal lets a recovery sheet that waits open the room; their key of an earlier version is renewed.
pub fn opened(
    sp: &Savepoint<'_>,
    event: EventId,
    opened: &Opened,
    by: By,
) -> Result<(), FocalError> {
    renewed(sp, event, opened)?;
    give_to_sheet(sp, event, &opened.secret, by)
}

/// A key of an earlier version is renewed whenever it opened something.
fn renewed(sp: &Savepoint<'_>, event: EventId, opened: &Opened) -> Result<(), FocalError> {
    still_the_key(sp, event, &opened.secret)?;
    if let Some((kept, key)) = &opened.renewed {
        focal_keys::replace(sp, kept.id, &kept.key, key)?;
    }
    Ok(())
}

/// A focal whose room is open lets a recovery sheet that waits open it too. Never done unasked: whoever made the sheet
/// may not be who should read the room.
pub fn let_sheet_in(
    sp: &Savepoint<'_>,
    event: EventId,
    secret: &FocalSecret,
    by: By,
) -> Result<(), FocalError> {
    still_the_key(sp, event, secret)?;
    give_to_sheet(sp, event, secret, by)
}

fn still_the_key(
    sp: &Savepoint<'_>,
    event: EventId,
    secret: &FocalSecret,
) -> Result<(), FocalError> {
    let is_same = events::focal_key(sp, event)? == secret.public();
    if is_same { Ok(()) } else { Err(FocalError::Stale) }
}

fn give_to_sheet(
    sp: &Savepoint<'_>,
    event: EventId,
    secret: &FocalSecret,
    by: By,
) -> Result<(), FocalError> {
    let Some((own, confirmed)) = focal_keys::waiting_sheet(sp, event)? else { return Ok(()) };
    let key = focal_key::give(&own, secret, &about_focal(event, None)).map_err(FocalError::New)?;
    staff::keep_focal_key(sp, row(by), event, None, &key)?;
    focal_keys::sheet_given(sp, event)?;
    if confirmed {
        focal_keys::keep_newest_sheet(sp, event)?;
    }
    Ok(journal::append(sp, by, "sheet_opens_room", "", "")?)
}

fn row(by: By) -> RowId {
    RowId(uuid7(by.at.as_millisecond().unsigned_abs()))
}

/// A focal to be added, with the key that is wrapped under their own passphrase.
pub struct NewFocal {
    staff: StaffId,
    key: Vec<u8>,
    opened: Opened,
    is_first: bool,
}

/// Wraps the event's secret for one more focal. `present` is what somebody typed who opens the room already. Blocks.
pub fn prepare_focal(
    keys: &RoomKeys,
    present: &str,
    (member, passphrase): (StaffId, &str),
    cost: Cost,
) -> Result<NewFocal, FocalError> {
    // Where no key lies at all, nobody will ever open what was sealed so far; from now on somebody does.
    let is_first = keys.keys.is_empty();
    let opened = if is_first {
        Opened { secret: FocalSecret::random(), renewed: None }
    } else {
        keys.open(present, None, cost)?
    };
    let about = about_focal(keys.event, Some(member));
    let key = focal_key::wrap_focal_secret(&opened.secret, passphrase, &about, cost)
        .map_err(FocalError::New)?;
    Ok(NewFocal { staff: member, key, opened, is_first })
}

/// Adds a focal.
pub fn add_focal(
    sp: &Savepoint<'_>,
    event: EventId,
    new: &NewFocal,
    by: By,
) -> Result<(), FocalError> {
    if staff::pin_of(sp, new.staff)?.is_none() {
        return Err(FocalError::Unknown);
    }
    if new.is_first && lists::event_at_hand(sp)? != Some(event) {
        // Its keys went with its notes; there is nothing to begin anew.
        return Err(FocalError::Wrong);
    }
    if new.is_first && focal_keys::of_event(sp, event)?.is_empty() {
        events::set_focal_key(sp, event, &new.opened.secret.public())?;
    }
    if staff::focal_key_of(sp, event, Some(new.staff))?.is_some() {
        return Err(FocalError::Already);
    }
    renewed(sp, event, &new.opened)?;
    staff::keep_focal_key(sp, row(by), event, Some(new.staff), &new.key)?;
    staff::give_role(sp, event, new.staff, Role::Focal)?;
    Ok(journal::append(sp, by, "add_focal", &new.staff.to_string(), "")?)
}

/// A focal's keys of every event under another passphrase.
pub struct NewPassphrase {
    keys: Vec<(Kept, Vec<u8>)>,
    /// Keys of earlier events that another passphrase opens; they stay as they are.
    pub left: usize,
}

/// Wraps a focal's keys anew. The key of `event` has to open with `old`; those of earlier events follow where they do.
/// Blocks for three derivations a key.
pub fn prepare_passphrase(
    keys: Vec<Kept>,
    event: EventId,
    (old, new): (&str, &str),
    cost: Cost,
) -> Result<NewPassphrase, FocalError> {
    let mut changed = NewPassphrase { keys: Vec::new(), left: 0 };
    for kept in keys {
        let about = about_focal(kept.event, kept.staff);
        match focal_key::retype(&kept.key, old, new, &about, cost) {
            Ok(key) => changed.keys.push((kept, key)),
            Err(SealError::WrongPassphrase) if kept.event == event => {
                return Err(FocalError::Wrong);
            }
            Err(SealError::WrongPassphrase) => changed.left += 1,
            Err(err) => return Err(FocalError::New(err)),
        }
    }
    if changed.keys.is_empty() { Err(FocalError::Unknown) } else { Ok(changed) }
}

/// Takes a focal's new passphrase into use.
pub fn change_passphrase(
    sp: &Savepoint<'_>,
    member: StaffId,
    changed: &NewPassphrase,
    by: By,
) -> Result<(), FocalError> {
    for (kept, key) in &changed.keys {
        if !focal_keys::replace(sp, kept.id, &kept.key, key)? {
            return Err(FocalError::Stale);
        }
    }
    Ok(journal::append(sp, by, "change_focal_passphrase", &member.to_string(), "")?)
}

/// Takes a focal off an event. The event gets another secret, to which every box is sealed anew: what they may have
/// copied opens nothing that is written from now on. Whoever else opens the room still does. All of it or nothing.
pub fn remove_focal(
    sp: &Savepoint<'_>,
    event: EventId,
    member: StaffId,
    opener: &Opened,
    by: By,
) -> Result<(), FocalError> {
    renewed(sp, event, opener)?;
    is_opened_otherwise(sp, event, member)?;
    if focal_keys::remove_of(sp, event, member)? == 0 {
        return Err(FocalError::Unknown);
    }
    staff::take_role(sp, event, member, Role::Focal)?;
    sessions::end_all_of(sp, member)?;
    let keys = focal_keys::of_event(sp, event)?;
    let old: Vec<_> =
        keys.iter().filter(|kept| focal_key::is_old(&kept.key)).map(|kept| kept.staff).collect();
    if !old.is_empty() {
        return Err(FocalError::Old(old));
    }
    let next = FocalSecret::random();
    for kept in keys {
        let about = about_focal(event, kept.staff);
        let key = focal_key::give_next(&kept.key, &opener.secret, &next, &about)
            .map_err(|_| StoreError::BadRow("a focal's key"))?;
        focal_keys::replace(sp, kept.id, &kept.key, &key)?;
    }
    seal::seal_anew(sp, event, &opener.secret, &next.public())?;
    events::set_focal_key(sp, event, &next.public())?;
    Ok(journal::append(sp, by, "remove_focal", &member.to_string(), "")?)
}

/// Refuses to leave one focal alone where no recovery sheet opens the room: that one may be kept out of a record, which
/// nobody could follow or hand over then. What is noted is not looked at, since the answer would tell of it.
fn is_opened_otherwise(sp: &Savepoint<'_>, event: EventId, but: StaffId) -> Result<(), FocalError> {
    let keys = focal_keys::of_event(sp, event)?;
    let has_sheet = keys.iter().any(|kept| kept.staff.is_none());
    let left: BTreeSet<StaffId> =
        keys.iter().filter_map(|kept| kept.staff).filter(|focal| *focal != but).collect();
    if has_sheet || 1 < left.len() { Ok(()) } else { Err(FocalError::NoSheet) }
}

/// A new recovery sheet was made; `own` is its pair. It opens the room of each event as soon as a focal of that event
/// lets it.
pub fn sheet_made(sp: &Savepoint<'_>, own: &[u8]) -> Result<(), StoreError> {
    focal_keys::sheet_waits(sp, own)
}

/// The new recovery sheet was typed back from the paper.
pub fn sheet_confirmed(sp: &Savepoint<'_>) -> Result<(), StoreError> {
    focal_keys::sheet_confirmed(sp)
}
