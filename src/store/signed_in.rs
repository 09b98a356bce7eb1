//! Who signed in on which device lately: a shared tablet offers few names, and a desk goes from hand to hand.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint};

use super::{StoreError, devices, journal};
use crate::domain::ids::{RowId, StaffId};

/// Somebody who signed in on a device, at the laptop itself where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub staff: StaffId,
    /// Whether they handed over and nobody has come since.
    pub handed_over: bool,
}

/// Notes that somebody signed in, and forgets what was before `since`.
pub fn note(
    sp: &Savepoint<'_>,
    device: Option<RowId>,
    staff: StaffId,
    at: Timestamp,
    since: Timestamp,
) -> Result<(), StoreError> {
    sp.execute(
        "DELETE FROM signed_in WHERE at < ?3 OR (device IS ?1 AND staff = ?2)",
        (device, staff, since.as_millisecond()),
    )?;
    sp.execute(
        "INSERT INTO signed_in (device, staff, at) VALUES (?1, ?2, ?3)",
        (device, staff, at.as_millisecond()),
    )?;
    Ok(())
}

/// Leaves somebody's desk to whoever comes next on the device; without a desk only that they went.
pub fn hand_on(
    sp: &Savepoint<'_>,
    device: Option<RowId>,
    staff: StaffId,
    desk: Option<u8>,
) -> Result<(), StoreError> {
    sp.execute(
        "UPDATE signed_in SET desk = ?3 WHERE device IS ?1 AND staff = ?2",
        (device, staff, desk.unwrap_or(NO_DESK)),
    )?;
    Ok(())
}

/// The same, written down later than at `at`: where somebody has come since, or the same person again, nothing is left.
pub fn handed_on_at(
    sp: &Savepoint<'_>,
    device: Option<RowId>,
    staff: StaffId,
    desk: Option<u8>,
    at: Timestamp,
) -> Result<(), StoreError> {
    sp.execute(
        "UPDATE signed_in SET desk = ?3 WHERE device IS ?1 AND staff = ?2
         AND NOT EXISTS (SELECT 1 FROM signed_in later WHERE later.device IS ?1 AND ?4 < later.at)",
        (device, staff, desk.unwrap_or(NO_DESK), at.as_millisecond()),
    )?;
    Ok(())
}

/// Whoever handed over sat at no desk: desks count from one.
const NO_DESK: u8 = 0;

/// Takes the desk that was left to whoever comes next on the device.
pub fn take_up(
    sp: &Savepoint<'_>,
    device: Option<RowId>,
    since: Timestamp,
) -> Result<Option<u8>, StoreError> {
    let left = sp
        .query_row(
            "SELECT desk FROM signed_in WHERE device IS ?1 AND ?2 < desk AND ?3 <= at
             ORDER BY turn DESC LIMIT 1",
            (device, NO_DESK, since.as_millisecond()),
            |row| row.get(0),
        )
        .optional()?;
    sp.execute("UPDATE signed_in SET desk = NULL WHERE device IS ?1", [device])?;
    Ok(left)
}

/// Who signed in on a device since `since`: the last one first, whoever has just handed over last.
pub fn lately(
    conn: &Connection,
    device: Option<RowId>,
    since: Timestamp,
) -> Result<Vec<SignedIn>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT staff, desk IS NOT NULL FROM signed_in WHERE device IS ?1 AND ?2 <= at
         ORDER BY desk IS NOT NULL, iif(desk IS NULL, -turn, turn)",
    )?;
    let people = statement.query_map((device, since.as_millisecond()), |row| {
        Ok(SignedIn { staff: row.get(0)?, handed_over: row.get(1)? })
    })?;
    Ok(people.collect::<Result<_, _>>()?)
}

/// On which devices that are still let in people ever signed in, the last first and no more than `most`. The table above
/// is of one day; the journal knows it of all.
pub fn homes(conn: &Connection, most: usize) -> Result<Vec<(StaffId, RowId)>, StoreError> {
    let mut statement = conn.prepare(
        "SELECT subject, detail FROM journal WHERE act = 'sign_in' AND detail <> ''
         GROUP BY subject, detail ORDER BY max(seq) DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut homes = Vec::new();
    while let Some(row) = rows.next()? {
        // An entry that was damaged says nothing of anybody.
        let (Ok(staff), Ok(detail)) = (row.get::<_, String>(0), row.get::<_, String>(1)) else {
            continue;
        };
        let (Ok(staff), Some(device)) = (StaffId::parse(&staff), journal::device_in(&detail))
        else {
            continue;
        };
        if homes.len() < most && devices::is_let_in(conn, device)? {
            homes.push((staff, device));
        }
    }
    Ok(homes)
}
