//! People of the kit: a new PIN, going, coming back, signing in. What ends somebody's access ends their sessions in
//! the same savepoint.

use jiff::Timestamp;

use super::desks;
use crate::clock;
use crate::domain::ids::{EventId, RowId, StaffId};
use crate::domain::staff::Role;
use crate::store::journal::By;
use crate::store::sessions::Session;
use crate::store::staff::Member;
use crate::store::{Savepoint, StoreError, journal, sessions, signed_in, staff};

/// Gives `member` a new PIN, already hashed. Unless it is their own, they have to sign in anew everywhere.
pub fn new_pin(
    sp: &Savepoint<'_>,
    member: StaffId,
    hashed: &str,
    by: By,
) -> Result<(), StoreError> {
    staff::set_pin(sp, member, hashed)?;
    if by.staff != Some(member) {
        sessions::end_all_of(sp, member)?;
    }
    journal::append(sp, by, "new_pin", &member.to_string(), "")
}

/// Gives `member` their tries at the PIN back; which they had used up is known to the door alone.
pub fn give_tries(sp: &Savepoint<'_>, member: StaffId, by: By) -> Result<(), StoreError> {
    journal::append(sp, by, "give_tries", &member.to_string(), "")
}

/// `member` no longer works here, from now on and on every screen.
pub fn leave(sp: &Savepoint<'_>, member: StaffId, by: By) -> Result<(), StoreError> {
    staff::leave(sp, member, by.at)?;
    sessions::end_all_of(sp, member)?;
    journal::append(sp, by, "leave", &member.to_string(), "")
}

/// Takes leaving back.
pub fn come_back(sp: &Savepoint<'_>, member: StaffId, by: By) -> Result<(), StoreError> {
    staff::come_back(sp, member)?;
    journal::append(sp, by, "come_back", &member.to_string(), "")
}

/// Gives somebody who works here further roles in an event. `false`: nobody here is meant.
pub fn give_roles(
    sp: &Savepoint<'_>,
    event: EventId,
    member: StaffId,
    roles: &[Role],
    by: By,
) -> Result<bool, StoreError> {
    if staff::pin_of(sp, member)?.is_none() {
        return Ok(false);
    }
    for role in roles {
        staff::give_role(sp, event, member, *role)?;
    }
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    journal::append(sp, by, "give_role", &member.to_string(), &codes.join(" "))?;
    Ok(true)
}

/// Takes a role in an event from somebody, if they have it. `false`: nobody else would be left to administer it.
pub fn take_role(
    sp: &Savepoint<'_>,
    event: EventId,
    member: StaffId,
    role: Role,
    by: By,
) -> Result<bool, StoreError> {
    if !staff::roles_of(sp, member, Some(event))?.contains(&role) {
        return Ok(true);
    }
    let is_another = |other: &Member| other.id != member && other.roles.contains(&role);
    if role == Role::Administrator && !staff::all(sp, Some(event))?.iter().any(is_another) {
        return Ok(false);
    }
    staff::take_role(sp, event, member, role)?;
    journal::append(sp, by, "take_role", &member.to_string(), role.code())?;
    Ok(true)
}

/// Begins a session on the laptop or a device, at the member's own desk if that is free; gives their roles in the event at
/// hand. The session `before`, whose cookie this one replaces, ends: somebody else's first, since it may be at that desk,
/// and their own last, since it says where they sat.
pub fn sign_in(
    sp: &Savepoint<'_>,
    (session, before): (&[u8; 32], Option<&[u8; 32]>),
    member: StaffId,
    device: Option<RowId>,
    event: Option<EventId>,
    by: By,
) -> Result<Vec<Role>, StoreError> {
    let whose = match before {
        Some(before) => sessions::by_token(sp, before, None)?.map(|known| known.staff),
        None => None,
    };
    let own = before.filter(|_| whose == Some(member));
    if let Some(before) = before.filter(|_| own.is_none()) {
        sign_out(sp, before, by.at)?;
    }
    sessions::begin(sp, session, member, device, by.at)?;
    journal::append(sp, by, "sign_in", &member.to_string(), &journal::on_device(device))?;
    let roles = staff::roles_now(sp, member, event)?;
    let today = this_day(by.at);
    if let Some(event) = event.filter(|_| roles.contains(&Role::Officer)) {
        let left = signed_in::take_up(sp, device, today)?;
        desks::sit_down(sp, session, event, member, left, by.at)?;
    }
    signed_in::note(sp, device, member, by.at, today)?;
    own.map_or(Ok(()), |before| sessions::end(sp, before))?;
    Ok(roles)
}

/// Whoever signed in on a device since then is offered there first: since the civil day began.
pub fn this_day(now: Timestamp) -> Timestamp {
    clock::start_of(clock::civil_day(now))
}

/// Ends a session; one that has ended already is no news.
pub fn sign_out(sp: &Savepoint<'_>, session: &[u8; 32], at: Timestamp) -> Result<(), StoreError> {
    let known = sessions::by_token(sp, session, None)?;
    sessions::end(sp, session)?;
    let Some(Session { staff, device, .. }) = known else { return Ok(()) };
    let (by, on) = (By { staff: Some(staff), at }, journal::on_device(device));
    journal::append(sp, by, "sign_out", &staff.to_string(), &on)
}

/// Ends a session as [`sign_out`] does, and leaves its desk to whoever signs in next on the same device.
pub fn hand_on(sp: &Savepoint<'_>, session: &[u8; 32], at: Timestamp) -> Result<(), StoreError> {
    leave_desk(sp, session, at, signed_in::hand_on)
}

/// The same, which the disk did not take at `at`: somebody may have come since.
pub fn handed_on(sp: &Savepoint<'_>, session: &[u8; 32], at: Timestamp) -> Result<(), StoreError> {
    leave_desk(sp, session, at, |sp, device, staff, desk| {
        signed_in::handed_on_at(sp, device, staff, desk, at)
    })
}

fn leave_desk(
    sp: &Savepoint<'_>,
    session: &[u8; 32],
    at: Timestamp,
    leave: impl FnOnce(&Savepoint<'_>, Option<RowId>, StaffId, Option<u8>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let known = sessions::by_token(sp, session, None)?;
    sessions::end(sp, session)?;
    let Some(Session { staff, device, desk, .. }) = known else { return Ok(()) };
    leave(sp, device, staff, desk)?;
    let (by, on) = (By { staff: Some(staff), at }, journal::on_device(device));
    journal::append(sp, by, "hand_on", &staff.to_string(), &on)
}

/// Somebody typed a wrong PIN, on a device or at the laptop itself. Nobody knows who: the person whose name was chosen
/// is whom it is about, none where nobody has it.
pub fn wrong_pin(
    sp: &Savepoint<'_>,
    tried: Option<StaffId>,
    device: Option<RowId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let tried = tried.map(|member| member.to_string()).unwrap_or_default();
    let by = By { staff: None, at };
    journal::append(sp, by, "wrong_pin", &tried, &journal::on_device(device))
}
