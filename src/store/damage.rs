//! Is the data of a kit whole? Looked at before anything is written, when a kit is opened and when it is checked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rusqlite::{Connection, Savepoint};

use super::backup::DATABASE;
use super::wal::{self, Log};
use super::{StoreError, open_for_reading, open_for_salvage, settings};
use crate::domain::arrival;
use crate::domain::ids::EventId;
use crate::seal::DatabaseKey;

/// Of larger files the photos, which make them large, are not read while somebody waits at the door: everything else is,
/// and they are read as soon as the kit is open (`app::rest`). Backups and `check` read every page.
pub const AT_ONCE: u64 = 512 << 20;

/// Setting: that the photos of a large file were found damaged, so that the next start reads them as well.
const REST_IS_DAMAGED: &str = "rest_is_damaged";

/// The table that is read later.
const LATER: &str = "photos";

/// How a kit's data is damaged. Each has its own sentence, `damaged-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The database is not there, though its keys are.
    Missing,
    /// The database is a file without content.
    Empty,
    /// Not even its first page can be read.
    Unreadable,
    /// Some of its pages cannot be read.
    Pages,
    /// What was saved last cannot be read; what is left is sound.
    LastWords,
}

impl Kind {
    /// Code for its sentence and for the journal.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "gone",
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::Pages => "pages",
            Self::LastWords => "last-words",
        }
    }

    /// Whether what can be read belongs together, so that the kit could go on with it.
    pub fn leaves_it_sound(self) -> bool {
        matches!(self, Self::LastWords)
    }
}

/// Damaged data, and what can still be read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// How.
    pub kind: Kind,
    /// What can still be read.
    pub readable: Readable,
}

/// What can still be read of damaged data: numbers only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readable {
    /// Families.
    pub families: usize,
    /// Children.
    pub children: usize,
    /// Receipts.
    pub receipts: usize,
    /// The tickets of every event. Each event counts from one, so a number alone says nothing.
    pub tickets: BTreeSet<(EventId, u32)>,
    /// Names of the events, Khmer and English.
    pub events: BTreeMap<EventId, [String; 2]>,
}

impl Readable {
    /// Whether nothing can be read.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The highest ticket of a phone in each event. Numbers of paper forms say nothing about how far the line has come.
    pub fn last_tickets(&self) -> BTreeMap<EventId, u32> {
        // In the order of their numbers, so that the highest stays.
        self.tickets.iter().copied().filter(|(_, number)| !arrival::is_form(*number)).collect()
    }
}

/// Whether a key opens the database in a data directory, as far as its first page can be read.
pub fn opens(data: &Path, key: &DatabaseKey) -> bool {
    open_for_salvage(&data.join(DATABASE), key).is_ok()
}

/// Looks whether the data in a data directory can be read whole. Nothing is written, whatever is found.
pub fn look(data: &Path, key: &DatabaseKey) -> Result<Option<Damage>, StoreError> {
    look_within(data, key, u64::MAX)
}

/// The same, but of a file of more than `at_once` bytes the photos are left out, unless it is known that they are damaged.
pub fn look_within(
    data: &Path,
    key: &DatabaseKey,
    at_once: u64,
) -> Result<Option<Damage>, StoreError> {
    let path = data.join(DATABASE);
    // Before anything opens it: a database without a page would take its log with it.
    let size = match fs::metadata(&path) {
        Ok(about) => about.len(),
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Some(nothing_left(Kind::Missing)));
        }
        Err(err) => return Err(err.into()),
    };
    if size == 0 {
        return Ok(Some(nothing_left(Kind::Empty)));
    }
    let conn = match open_for_reading(&path, key) {
        Ok(conn) => conn,
        // The key was right: it opened the key file. So the file is not what it was.
        Err(StoreError::Sql(err)) if !reads_badly(&err) => return Err(StoreError::Sql(err)),
        Err(StoreError::Sql(_) | StoreError::WrongKey | StoreError::Damaged) => {
            return Ok(Some(match open_for_salvage(&path, key) {
                Ok(conn) => Damage { kind: Kind::Pages, readable: readable(&conn) },
                Err(_) => nothing_left(Kind::Unreadable),
            }));
        }
        Err(err) => return Err(err),
    };
    let is_large = at_once < size
        && !settings::get(&conn, REST_IS_DAMAGED)
            .is_ok_and(|damaged| damaged.is_some_and(|yes| yes == "yes"));
    let is_sound = if is_large { reads_but_photos(&conn) } else { reads_whole(&conn) };
    let kind = if !is_sound {
        Kind::Pages
    } else if log_is_damaged(data) {
        Kind::LastWords
    } else {
        return Ok(None);
    };
    Ok(Some(Damage { kind, readable: readable(&conn) }))
}

fn nothing_left(kind: Kind) -> Damage {
    Damage { kind, readable: Readable::default() }
}

/// Whether a failure means that the disk gave something else than was written, or nothing.
fn reads_badly(err: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode;
    matches!(
        err.sqlite_error_code(),
        Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

/// Whether every page of a file can be read. Takes a minute for some gigabytes and blocks.
pub fn reads_to_the_last_page(path: &Path, key: &DatabaseKey) -> Result<bool, StoreError> {
    match open_for_reading(path, key) {
        Ok(conn) => Ok(reads_whole(&conn)),
        Err(StoreError::Sql(err)) if !reads_badly(&err) => Err(StoreError::Sql(err)),
        Err(StoreError::Sql(_) | StoreError::WrongKey | StoreError::Damaged) => Ok(false),
        Err(err) => Err(err),
    }
}

/// Notes whether the photos of a large file were found damaged.
pub fn note_rest(sp: &Savepoint<'_>, is_sound: bool) -> Result<(), StoreError> {
    settings::set(sp, REST_IS_DAMAGED, if is_sound { "" } else { "yes" })
}

fn reads_whole(conn: &Connection) -> bool {
    is_sound(conn, "1")
}

/// Reads every table with its indexes but the photos.
fn reads_but_photos(conn: &Connection) -> bool {
    let tables = || -> rusqlite::Result<Vec<String>> {
        // A virtual table has no pages of its own; those that it keeps its words in are tables as well.
        let sql =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name <> ?1";
        let mut statement = conn.prepare(sql)?;
        statement.query_map([LATER], |row| row.get(0))?.collect()
    };
    tables().is_ok_and(|tables| tables.iter().all(|name| is_sound(conn, &format!("\"{name}\""))))
}

/// Looks at a table by its name, or with a number, how many faults are told, at all of them.
fn is_sound(conn: &Connection, what: &str) -> bool {
    let sql = format!("PRAGMA quick_check({what})");
    let said = conn.query_row(&sql, [], |row| row.get::<_, String>(0));
    said.is_ok_and(|said| said == "ok")
}

/// Whether the write-ahead log lost something. A server may be writing it just now, so a bad look is repeated.
fn log_is_damaged(data: &Path) -> bool {
    const LOOKS: usize = 3;
    let path = data.join(format!("{DATABASE}-wal"));
    (0..LOOKS).all(|_| match fs::read(&path) {
        Ok(log) => wal::look(&log) == Log::Damaged,
        Err(_) => false,
    })
}

/// Reads what can be read, from both ends: one page that cannot be read hides what lies behind it from one side only.
fn readable(conn: &Connection) -> Readable {
    let count = |table: &str| {
        let mut ids: BTreeSet<Vec<u8>> = BTreeSet::new();
        for order in ["ASC", "DESC"] {
            let sql = format!("SELECT id FROM {table} ORDER BY rowid {order}");
            walk(conn, &sql, |row| {
                ids.insert(row.get(0)?);
                Ok(())
            });
        }
        ids.len()
    };
    let receipts = {
        let mut codes: BTreeSet<String> = BTreeSet::new();
        walk(conn, "SELECT code FROM receipts WHERE child IS NOT NULL", |row| {
            codes.insert(row.get(0)?);
            Ok(())
        });
        codes.len()
    };
    Readable {
        families: count("families"),
        children: count("children"),
        receipts,
        tickets: tickets_in(conn),
        events: names_in(conn),
    }
}

fn tickets_in(conn: &Connection) -> BTreeSet<(EventId, u32)> {
    let mut tickets = BTreeSet::new();
    for order in ["ASC", "DESC"] {
        let sql =
            format!("SELECT event, number FROM tickets ORDER BY event {order}, number {order}");
        walk(conn, &sql, |row| {
            tickets.insert((row.get(0)?, row.get(1)?));
            Ok(())
        });
    }
    tickets
}

fn names_in(conn: &Connection) -> BTreeMap<EventId, [String; 2]> {
    let mut names = BTreeMap::new();
    for order in ["ASC", "DESC"] {
        let sql = format!("SELECT id, name_km, name_en FROM events ORDER BY rowid {order}");
        walk(conn, &sql, |row| {
            names.insert(row.get(0)?, [row.get(1)?, row.get(2)?]);
            Ok(())
        });
    }
    names
}

/// The tickets that a sound file holds, such as a backup.
pub fn tickets_of(path: &Path, key: &DatabaseKey) -> Result<BTreeSet<(EventId, u32)>, StoreError> {
    Ok(tickets_in(&open_for_reading(path, key)?))
}

/// Goes through rows until there are no more or one cannot be read.
fn walk(
    conn: &Connection,
    sql: &str,
    mut each: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<()>,
) {
    let Ok(mut statement) = conn.prepare(sql) else { return };
    let Ok(mut rows) = statement.query([]) else { return };
    while let Ok(Some(row)) = rows.next() {
        if each(row).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_on_paper_is_not_the_last_ticket_of_its_event() {
        let event = |number: u8| EventId([number; 16]);
        let last = |tickets: &[(u8, u32)]| {
            let tickets = tickets.iter().map(|(of, number)| (event(*of), *number)).collect();
            Readable { tickets, ..Readable::default() }.last_tickets()
        };
        assert!(last(&[(1, 9001)]).is_empty());
        let of_two = last(&[(1, 61), (1, 9001), (1, 2), (2, 8999), (2, 10_000), (2, 9400)]);
        assert_eq!(of_two, BTreeMap::from([(event(1), 61), (event(2), 10_000)]));
    }
}
