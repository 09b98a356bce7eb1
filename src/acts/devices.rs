//! Devices of the staff on the network: the door opened and shut, devices let in and taken off.

use crate::domain::ids::{RowId, StaffId};
use crate::seal::authority::Kept;
use crate::store::devices::{self, Kind};
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, journal, sessions, settings};

/// The setting that says whether staff devices are answered on the network.
pub(crate) const NET_DOOR: &str = "net_door";

/// What that setting is while they are.
pub(crate) const OPEN: &str = "on";

/// Opens the door for staff devices; the first time with a new authority.
pub fn open_net_door(
    sp: &Savepoint<'_>,
    authority: Option<&Kept>,
    by: By,
) -> Result<(), StoreError> {
    if let Some(kept) = authority {
        devices::keep_authority(sp, kept)?;
        journal::append(sp, by, "make_authority", "", "")?;
    }
    settings::set(sp, NET_DOOR, OPEN)?;
    journal::append(sp, by, "open_net_door", "", "")
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
