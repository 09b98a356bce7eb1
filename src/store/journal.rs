//! The journal: append-only, each entry hashed over the one before, so that a changed or missing one shows.
//!
//! Entries name rows by id and things by code; never a person's name, date or place.

use jiff::Timestamp;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};

use super::StoreError;
use crate::domain::ids::{EventId, RowId, StaffId};
use crate::khmer::digits;
use crate::seal::chain;
use crate::seal::token;

/// Who does something, and when.
#[derive(Debug, Clone, Copy)]
pub struct By {
    /// The member of staff; none for a family's phone or the kit itself.
    pub staff: Option<StaffId>,
    /// The time, UTC.
    pub at: Timestamp,
}

/// One line of the journal as it is read.
pub struct Line {
    /// Its number, from 1, without gaps.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who, by id.
    pub staff: Option<StaffId>,
    /// What was done, a code (`act-…` in the texts).
    pub act: String,
    /// To what: an id or a number.
    pub subject: String,
    /// Further codes.
    pub detail: String,
    /// First eight digits of the hash.
    pub hash: String,
}

/// What a walk over the whole chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chain {
    /// Every entry follows from the one before.
    Whole {
        /// How many entries.
        entries: i64,
        /// The last hash, in hexadecimal; printed on the day sheet so that a cut tail shows.
        head: String,
    },
    /// This entry does not follow from the one before.
    BrokenAt(i64),
}

/// The subject of an act on a ticket. Each event counts from one, so the number alone would name several.
pub fn ticket(event: EventId, number: u32) -> String {
    format!("ticket {number} of {event}")
}

/// The subject of an act on a day of an event.
pub fn day(event: EventId, number: u32) -> String {
    format!("day {number} of {event}")
}

/// Begins the detail of an act that was done on a device of the network; its id follows.
const ON: &str = "device ";

/// The detail of an act done on a device; empty for one done at the laptop itself.
pub fn on_device(device: Option<RowId>) -> String {
    device.map(|id| format!("{ON}{id}")).unwrap_or_default()
}

/// The device that such a detail names.
pub fn device_in(detail: &str) -> Option<RowId> {
    detail.strip_prefix(ON).and_then(|id| RowId::parse(id).ok())
}

/// Writes down one act.
pub fn append(
    sp: &Savepoint<'_>,
    by: By,
    act: &str,
    subject: &str,
    detail: &str,
) -> Result<(), StoreError> {
    let (last, prev) = match head(sp)? {
        Some(head) => head,
        None => (0, chain::first(kit_id(sp)?)),
    };
    let seq = last + 1;
    let at = by.at.as_millisecond();
    let hash =
        chain::next(&prev, seq.unsigned_abs(), &bytes_of(at, by.staff, act, subject, detail));
    sp.prepare_cached(
        "INSERT INTO journal (seq, at, staff, act, subject, detail, hash)
         VALUES (:seq, :at, :staff, :act, :subject, :detail, :hash)",
    )?
    .execute(named_params! {
        ":seq": seq, ":at": at, ":staff": by.staff, ":act": act,
        ":subject": subject, ":detail": detail, ":hash": hash,
    })?;
    Ok(())
}

fn kit_id(conn: &Connection) -> Result<token::RowId, StoreError> {
    let id: [u8; 16] = conn.query_row("SELECT id FROM kit", [], |row| row.get(0))?;
    Ok(token::RowId::from_bytes(id))
}

/// The entry after which the journal goes on. The numbers above are none that the kit ever gave: it could not go on
/// after them.
const NEWEST: &str = "FROM journal WHERE typeof(seq) = 'integer' AND seq BETWEEN 1 AND 1 << 53
     ORDER BY seq DESC LIMIT 1";

/// The number of the entry after which the journal goes on; 0 before the first.
pub fn newest(conn: &Connection) -> Result<i64, StoreError> {
    let newest =
        conn.prepare_cached(&format!("SELECT seq {NEWEST}"))?.query_row([], |row| row.get(0));
    Ok(newest.optional()?.unwrap_or(0))
}

fn head(conn: &Connection) -> Result<Option<(i64, [u8; 32])>, StoreError> {
    let last = conn
        .prepare_cached(&format!("SELECT seq, hash {NEWEST}"))?
        // A mark that was damaged is told by the walk; what is done from now on is still written down.
        .query_row([], |row| Ok((row.get(0)?, row.get(1).unwrap_or_default())))
        .optional()?;
    Ok(last)
}

/// Number and hash, in hexadecimal, of the last entry: what a day sheet carries, so that a cut tail shows.
pub fn head_in_words(conn: &Connection) -> Result<(i64, String), StoreError> {
    Ok(head(conn)?.map_or((0, String::new()), |(seq, hash)| (seq, hex(&hash))))
}

/// The bytes an entry's hash covers; every part carries its length, so that no two entries share them.
fn bytes_of(at: i64, staff: Option<StaffId>, act: &str, subject: &str, detail: &str) -> Vec<u8> {
    let staff = staff.map_or([0; 16], |id| id.0);
    let mut bytes = Vec::with_capacity(64 + act.len() + subject.len() + detail.len());
    bytes.extend_from_slice(&at.to_be_bytes());
    bytes.extend_from_slice(&staff);
    for part in [act, subject, detail] {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    bytes
}

/// Walks over the whole chain. An entry that cannot be read as the kit writes it does not follow: only a page that the
/// disk does not give back is an error.
pub fn verify(conn: &Connection) -> Result<Chain, StoreError> {
    let mut prev = chain::first(kit_id(conn)?);
    let mut expected = 1;
    let mut statement = conn
        .prepare("SELECT seq, at, staff, act, subject, detail, hash FROM journal ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Ok(seq) = row.get::<_, i64>(0) else { return Ok(Chain::BrokenAt(expected)) };
        let follows = match link(row) {
            Ok((bytes, hash)) => {
                seq == expected && chain::next(&prev, seq.unsigned_abs(), &bytes) == hash
            }
            Err(_) => false,
        };
        if !follows {
            return Ok(Chain::BrokenAt(seq));
        }
        prev = row.get(6)?;
        expected += 1;
    }
    Ok(Chain::Whole { entries: expected - 1, head: hex(&prev) })
}

/// What an entry's hash covers, and the hash, of a row in the order of [`line()`]; an error where it holds something that
/// the kit never writes.
fn link(row: &Row<'_>) -> rusqlite::Result<(Vec<u8>, [u8; 32])> {
    let at: i64 = row.get(1)?;
    let staff: Option<StaffId> = row.get(2)?;
    // The hash has the same bytes for nobody; no member of staff has this id.
    if staff.is_some_and(|id| id.0 == [0; 16]) {
        return Err(rusqlite::Error::IntegralValueOutOfRange(2, 0));
    }
    let [act, subject, detail]: [String; 3] = [row.get(3)?, row.get(4)?, row.get(5)?];
    Ok((bytes_of(at, staff, &act, &subject, &detail), row.get(6)?))
}

/// An entry as its row has it: number, time, staff, act, subject, detail, hash. What cannot be read is left empty or
/// stands with signs in place of what is no text: [`verify`] says that the entry does not follow, and pages go on.
pub(super) fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let text = |column| -> rusqlite::Result<String> {
        Ok(match row.get_ref(column)? {
            ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            _ => String::new(),
        })
    };
    Ok(Line {
        seq: row.get(0).unwrap_or_default(),
        at: time(row.get(1).unwrap_or_default()),
        staff: row.get(2).unwrap_or_default(),
        act: text(3)?,
        subject: text(4)?,
        detail: text(5)?,
        hash: row.get_ref(6)?.as_blob().map(hex).unwrap_or_default().chars().take(8).collect(),
    })
}

/// Number and time of the newest entry; none in a kit that has written nothing.
pub fn last(conn: &Connection) -> Result<Option<(i64, Timestamp)>, StoreError> {
    let last = conn
        .prepare_cached(&format!("SELECT seq, at {NEWEST}"))?
        .query_row([], |row| Ok((row.get(0)?, time(row.get(1).unwrap_or_default()))))
        .optional()?;
    Ok(last)
}

/// What became of a mark that was printed on a day sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is the mark of this entry: everything up to it is still there.
    Of(i64, Timestamp),
    /// No entry has it: what was printed is not, or no longer, in this journal.
    Nowhere,
    /// It is no mark: too short, or with signs that no mark has.
    Unreadable,
}

/// How many signs of a mark a day sheet prints; so many are asked for.
pub const MARK_SIGNS: usize = 16;

/// Looks a printed mark up. Spaces do not count, nor do capitals; Khmer digits are digits.
pub fn find_mark(conn: &Connection, typed: &str) -> Result<Mark, StoreError> {
    let typed = digits::to_ascii(typed).to_ascii_lowercase();
    let signs: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    let is_mark = signs.chars().all(|sign| sign.is_ascii_hexdigit());
    if !is_mark || !(MARK_SIGNS..=64).contains(&signs.len()) {
        return Ok(Mark::Unreadable);
    }
    let found = conn
        .prepare_cached(
            "SELECT seq, at FROM journal WHERE substr(lower(hex(hash)), 1, length(?1)) = ?1 LIMIT 1",
        )?
        .query_row([signs], |row| {
            Ok(Mark::Of(row.get(0).unwrap_or_default(), time(row.get(1).unwrap_or_default())))
        })
        .optional()?;
    Ok(found.unwrap_or(Mark::Nowhere))
}

/// Number of the newest entry about an act; 0 if there is none.
pub fn last_of(conn: &Connection, act: &str) -> Result<i64, StoreError> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM journal WHERE act = ?1")?
        .query_row([act], |row| Ok(row.get(0).unwrap_or_default()))?)
}

/// When an act was noted last, up to the entry of a number.
pub fn last_time_of(
    conn: &Connection,
    act: &str,
    until: i64,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT at FROM journal WHERE act = ?1 AND seq <= ?2 ORDER BY seq DESC LIMIT 1";
    let at: Option<i64> = conn
        .prepare_cached(sql)?
        .query_row((act, until), |row| Ok(row.get(0).unwrap_or_default()))
        .optional()?;
    Ok(at.map(time))
}

/// A stored time. One that no clock could have given reads as 1970, which shows.
pub fn time(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
