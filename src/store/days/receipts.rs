//! Every receipt number of an event: bound, blank or spoilt, and what was printed.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::super::{StoreError, events};
use super::Marks;
use crate::domain::ids::EventId;

/// Receipts and prints.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Receipts {
    /// This laptop's number, which stands before each serial.
    pub laptop: u16,
    /// First serial made; 0 for none.
    pub first: u32,
    /// Last serial made.
    pub last: u32,
    /// How many were made.
    pub minted: u32,
    /// Given to a child in this time.
    pub bound: u32,
    /// Blank when the day before was closed.
    pub blank_before: u32,
    /// Serials of blank ones now.
    pub blanks: Vec<i64>,
    /// Spoilt in the whole event.
    pub spoilt: u32,
    /// Spoilt in this time.
    pub spoilt_now: u32,
    /// Written by hand in the whole event.
    pub by_hand: u32,
    /// Made in the whole event.
    pub total: u32,
    /// Given to a child in the whole event.
    pub bound_total: u32,
    /// Numbers left out in the whole event.
    pub skipped: u32,
    /// Issued anew in this time, after a correction.
    pub anew: u32,
    /// Printed in this time, the receipt itself.
    pub printed: u32,
    /// The same sheet printed once more, after a jam or a spoilt print.
    pub again: u32,
    /// Further copies in this time, by reason.
    pub copies: Vec<(String, u32)>,
    /// Serials given to a child whose paper, as it is now, was never printed.
    pub unprinted: Vec<i64>,
}

/// Receipts put aside as spoilt, and receipts that a person wrote by hand on a blank.
fn on_paper(conn: &Connection, event: EventId) -> Result<(u32, u32), StoreError> {
    Ok(conn.query_row(
        "SELECT count(*) FILTER (WHERE child IS NULL AND spoilt_at IS NOT NULL),
            count(*) FILTER (WHERE child IS NOT NULL AND by_hand = 1)
         FROM receipts WHERE event = ?1",
        [event],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

/// Which receipts of an event are blank: made, given to nobody and not spoilt.
const BLANK: &str = "r.child IS NULL AND r.spoilt_at IS NULL AND ?2 < r.serial";

/// Which receipts of an event were made and not printed as they are now: a correction asks for a new paper, also
/// where the first one was written by hand. Only those made since the last closing: what an earlier day was explained
/// for is not asked again.
const UNPRINTED: &str = "r.child IS NOT NULL AND EXISTS (
    SELECT 1 FROM issues i WHERE i.code = r.code AND ?2 < i.rowid
      AND i.edition = (SELECT max(j.edition) FROM issues j WHERE j.code = r.code)
      AND (r.by_hand = 0 OR 1 < i.edition)
      AND NOT EXISTS (SELECT 1 FROM prints p WHERE p.issue = i.id))";

/// Counts what came after `from`.
pub(super) fn count(
    conn: &Connection,
    event: EventId,
    from: &Marks,
    before: Option<&Receipts>,
) -> Result<Receipts, StoreError> {
    let mut receipts = conn.query_row(
        "SELECT coalesce(min(serial) FILTER (WHERE ?2 < serial), 0), coalesce(max(serial) FILTER (WHERE ?2 < serial), 0),
            count(*) FILTER (WHERE ?2 < serial), count(*), count(child)
         FROM receipts WHERE event = ?1",
        (event, from.serial),
        |row| {
            Ok(Receipts {
                first: row.get(0)?,
                last: row.get(1)?,
                minted: row.get(2)?,
                total: row.get(3)?,
                bound_total: row.get(4)?,
                ..Receipts::default()
            })
        },
    )?;
    (receipts.spoilt, receipts.by_hand) = on_paper(conn, event)?;
    receipts.laptop = events::kit(conn)?.map_or(0, |kit| kit.laptop);
    receipts.bound =
        receipts.bound_total.saturating_sub(before.map_or(0, |before| before.bound_total));
    receipts.spoilt_now = receipts.spoilt.saturating_sub(before.map_or(0, |before| before.spoilt));
    receipts.blank_before =
        before.map_or(0, |before| u32::try_from(before.blanks.len()).unwrap_or(u32::MAX));
    receipts.blanks = serials(conn, event, BLANK, 0)?;
    receipts.unprinted = serials(conn, event, UNPRINTED, from.issue)?;
    receipts.skipped = conn.query_row(
        "SELECT next_serial - 1 - (SELECT count(*) FROM receipts WHERE event = ?1) FROM events WHERE id = ?1",
        [event],
        |row| row.get::<_, i64>(0).map(|skipped| u32::try_from(skipped).unwrap_or(0)),
    )?;
    receipts.anew = conn.query_row(
        "SELECT count(*) FROM issues i JOIN receipts r ON r.code = i.code
         WHERE r.event = ?1 AND ?2 < i.rowid AND 1 < i.edition",
        (event, from.issue),
        |row| row.get(0),
    )?;
    prints(conn, event, from, &mut receipts)?;
    Ok(receipts)
}

fn prints(
    conn: &Connection,
    event: EventId,
    from: &Marks,
    receipts: &mut Receipts,
) -> Result<(), StoreError> {
    // A sheet that came out before, today or earlier, and comes out again: the one before was spoilt. The row with a
    // reason is a copy that was asked for, not yet one that came out.
    (receipts.printed, receipts.again) = conn.query_row(
        "SELECT count(*) FILTER (WHERE p.copy = 1 AND NOT again), count(*) FILTER (WHERE again) FROM (
            SELECT p.copy, EXISTS (
                SELECT 1 FROM prints q WHERE q.issue = p.issue AND q.copy = p.copy AND q.id < p.id AND q.reason = '')
                AND p.reason = '' AS again
            FROM prints p JOIN issues i ON i.id = p.issue JOIN receipts r ON r.code = i.code
            WHERE r.event = ?1 AND ?2 < p.id) p",
        (event, from.print),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut statement = conn.prepare_cached(
        "SELECT p.reason, count(*) FROM prints p JOIN issues i ON i.id = p.issue JOIN receipts r ON r.code = i.code
         WHERE r.event = ?1 AND ?2 < p.id AND 1 < p.copy AND p.reason <> '' GROUP BY p.reason ORDER BY p.reason",
    )?;
    let copies = statement.query_map((event, from.print), |row| Ok((row.get(0)?, row.get(1)?)))?;
    receipts.copies = copies.collect::<Result<_, _>>()?;
    Ok(())
}

fn serials(
    conn: &Connection,
    event: EventId,
    which: &str,
    after: i64,
) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT r.serial FROM receipts r WHERE r.event = ?1 AND {which} ORDER BY r.serial"
    ))?;
    let serials = statement.query_map((event, after), |row| row.get(0))?;
    Ok(serials.collect::<Result<_, _>>()?)
}
