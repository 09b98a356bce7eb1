//! Devices of the staff on the network: the door opened and shut, devices let in and taken off.

use jiff::Timestamp;

use crate::domain::clock_doubt::NOT_BEFORE;
use crate::domain::ids::{RowId, StaffId};
use crate::seal::authority::Kept;
use crate::store::devices::{self, Kind};
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, clock_doubt, journal, sessions, settings};

/// The setting that says whether staff devices are answered on the network.
pub(crate) const NET_DOOR: &str = "net_door";

/// What that setting is while they are.
pub(crate) const OPEN: &str = "on";

/// Why the door for staff devices was not opened.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// An authority has to be made, and nobody knows what day it is.
    #[error("the clock is in doubt")]
    ClockInDoubt,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Whether an authority does at this time: it is good then, and it was not made by a clock that had forgotten the time.
/// Tablets refuse any other for good.
pub fn authority_does(kept: &Kept, now: Timestamp) -> bool {
    NOT_BEFORE <= kept.made_at && kept.is_good(now)
}

/// Opens the door for staff devices; the first time, and where the one there is does no longer, with the authority
/// `made`. None is kept while the clock is in doubt: what a tablet installs would run out too early or begin too late.
pub fn open_net_door(sp: &Savepoint<'_>, made: Option<&Kept>, by: By) -> Result<(), DoorError> {
    let known = devices::authority(sp)?;
    if !known.as_ref().is_some_and(|kept| authority_does(kept, by.at)) {
        let is_sure = clock_doubt::standing(sp)?.is_none();
        let Some(made) = made.filter(|made| is_sure && authority_does(made, by.at)) else {
            return Err(DoorError::ClockInDoubt);
        };
        devices::keep_authority(sp, made)?;
        let act = if known.is_some() { "make_authority_anew" } else { "make_authority" };
        journal::append(sp, by, act, "", "")?;
    }
    settings::set(sp, NET_DOOR, OPEN)?;
    Ok(journal::append(sp, by, "open_net_door", "", "")?)
}

/// Shuts the door for staff devices. They stay on the list and come in again when it is opened.
pub fn shut_net_door(sp: &Savepoint<'_>, by: By) -> Result<(), StoreError> {
    settings::set(sp, NET_DOOR, "off")?;
    journal::append(sp, by, "shut_net_door", "", "")
}

/// Lets a device in: `admitted` is whoever said so on the laptop.
pub fn may_join(
    sp: &Savepoint<'_>,
    id: RowId,
    kind: Kind,
    name: &str,
    token: &[u8; 32],
    admitted: StaffId,
    by: By,
) -> Result<(), StoreError> {
    devices::add(sp, id, kind, name, token, admitted, by.at)?;
    let by = By { staff: Some(admitted), ..by };
    journal::append(sp, by, "pair_device", &id.to_string(), kind.code())
}

/// A laptop that asked to join was sent away.
pub fn refuse_laptop(sp: &Savepoint<'_>, by: By) -> Result<(), StoreError> {
    journal::append(sp, by, "refuse_laptop", "", "")
}

/// Calls a device otherwise. `false`: no such device is let in, or it is called so already.
pub fn rename_device(
    sp: &Savepoint<'_>,
    id: RowId,
    name: &str,
    by: By,
) -> Result<bool, StoreError> {
    let is_new = devices::rename(sp, id, name)?;
    if is_new {
        journal::append(sp, by, "rename_device", &id.to_string(), "")?;
    }
    Ok(is_new)
}

/// Takes a device off, with every session on it. `false`: no such device is let in.
pub fn revoke_device(sp: &Savepoint<'_>, id: RowId, by: By) -> Result<bool, StoreError> {
    if !devices::revoke(sp, id, by.at)? {
        return Ok(false);
    }
    sessions::end_all_on(sp, id)?;
    journal::append(sp, by, "revoke_device", &id.to_string(), "")?;
    Ok(true)
}

/// Notes that a device is still there.
pub fn device_seen(sp: &Savepoint<'_>, id: RowId, by: By) -> Result<(), StoreError> {
    devices::seen(sp, id, by.at)
}
