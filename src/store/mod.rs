//! The only room that names rusqlite: one encrypted file, one writer, a few readers.
//!
//! A function that writes takes `&Savepoint`, one that reads takes `&Connection`. Only the writer's
//! thread has savepoints and every reader's connection is read-only, so the compiler and the file
//! itself keep writes in one place.

pub mod alike;
pub mod as_typed;
pub mod backup;
pub mod blanks;
pub mod book;
pub mod calls;
pub mod cases;
pub mod checklist;
pub mod chronicle;
pub mod clock_doubt;
pub mod codec;
pub mod collections;
pub mod contacts;
pub mod damage;
pub mod days;
pub mod devices;
pub mod dictionary;
pub mod drafts;
pub mod events;
pub mod families;
mod finding;
pub mod focal_keys;
pub mod followed;
pub mod forget;
pub mod forms;
pub mod hand_overs;
pub mod journal;
pub mod lists;
pub mod lost;
pub mod pairs;
pub mod people;
pub mod photos;
pub mod places;
mod readers;
pub mod receipts;
pub mod register;
pub mod renew;
pub mod report;
pub mod runs;
pub mod schema;
pub mod sealed_room;
pub mod search;
pub mod sessions;
pub mod settings;
pub mod signed_in;
pub mod staff;
pub mod take_away;
pub mod talks;
pub mod tally;
pub mod tickets;
pub mod unfinished;
mod wal;
pub mod wipe;
mod writer;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

pub use rusqlite::Savepoint;
/// A connection that reads. Named here so that other rooms need not name rusqlite.
pub type Reading = Connection;

use crate::machine;
use crate::seal::DatabaseKey;
use readers::Readers;
use writer::Writer;

/// What can go wrong below a page.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// More work is waiting than the writer's inbox holds; nothing of this job was done.
    #[error("too much is waiting to be saved")]
    Busy,
    /// The writer has stopped.
    #[error("the store is closed")]
    Closed,
    /// The commit failed; nothing of this job was kept.
    #[error("the work could not be saved")]
    NotSaved(#[source] Arc<rusqlite::Error>),
    /// The job panicked and was undone.
    #[error("the work stopped half way and was undone")]
    Panicked,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The key does not open this file.
    #[error("the key does not open this file")]
    WrongKey,
    /// The file is damaged.
    #[error("the file is damaged")]
    Damaged,
    /// A newer program wrote this file.
    #[error("the file was written by a newer program (version {found}, this one knows {known})")]
    Newer {
        /// The file's version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The file is not encrypted although it should be.
    #[error("the file is not encrypted")]
    NotEncrypted,
    /// A row holds what no version of this program wrote.
    #[error("a row cannot be read: {0}")]
    BadRow(&'static str),
    /// The statement failed.
    #[error("the database failed")]
    Sql(#[source] rusqlite::Error),
    /// A file beside the database failed.
    #[error("a file could not be read or written")]
    File(#[from] std::io::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(err: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match err.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged,
            Some(ErrorCode::NotADatabase) => Self::WrongKey,
            Some(_) | None => Self::Sql(err),
        }
    }
}

/// The open file: hand it round by clone.
#[derive(Clone)]
pub struct Store {
    writer: Writer,
    readers: Arc<Readers>,
}

/// How many connections read at once. Reads are short; more would only cost memory.
const READERS: usize = 3;

impl Store {
    /// Opens the file at `path`, brings it to the newest schema and starts the writer.
    pub fn open(path: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        let mut conn = open_for_writing(path, key)?;
        schema::migrate(&mut conn)?;
        finding::catch_up(&mut conn)?;
        if starts_in_clear(path)? {
            return Err(StoreError::NotEncrypted);
        }
        let readers =
            (0..READERS).map(|_| open_for_reading(path, key)).collect::<Result<Vec<_>, _>>()?;
        let readers = Arc::new(Readers::start(readers)?);
        Ok(Self { writer: Writer::start(conn), readers })
    }

    /// Runs `job` in a savepoint of the next group commit and answers after the disk has it.
    ///
    /// An error or a panic undoes this job and no other. When the inbox is full nothing is done
    /// and the caller learns it at once as [`StoreError::Busy`].
    pub async fn write<T, E>(
        &self,
        job: impl FnOnce(&Savepoint<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.writer.write(job).await
    }

    /// Runs `job` on a read-only connection, off the threads that answer phones.
    pub async fn read<T, E>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.readers.read(job).await
    }

    /// Writes the whole file anew without what was deleted, and brings the log into it until it is empty. Deleted rows
    /// were overwritten when they went; this leaves no free page, and no older copy of a page beside the file.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if somebody read all the while, so that the log could not be emptied: to be tried again.
    pub async fn scrub(&self) -> Result<(), StoreError> {
        self.writer.alone(forget::scrub).await
    }

    /// Grows whenever a commit changed something; by it one knows whether a backup is still up to date.
    pub fn changes(&self) -> u64 {
        self.writer.changes()
    }

    /// Follows [`Store::changes`]: whoever depends on a row looks again when something was written.
    pub fn follow(&self) -> tokio::sync::watch::Receiver<u64> {
        self.writer.follow()
    }

    /// Whether somebody waits for something to be saved whom a rest of other work would help. While the file is to be
    /// written anew nobody is: that waits for whoever still reads, and everybody else behind it.
    pub fn has_somebody_waiting(&self) -> bool {
        0 < self.writer.waiting() && !self.writer.is_wanted_alone()
    }
}

/// Statements that a connection keeps prepared: more than filing a family and a desk's page need together. With the
/// library's own 16 a quarter of the writer's time went into preparing the same ones again.
const STATEMENTS: usize = 128;

/// Pages that the log may hold before they are brought into the file (16 MB): a page that many commits change is
/// encrypted and written once instead of every thousand pages. A start reads through that in some ten milliseconds.
const LOG_PAGES: u32 = 4000;

/// Opens a file for reading and writing under `key`, making it if it is not there.
pub(crate) fn open_for_writing(path: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    let conn = make_or_open(path, key)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten, not only given up: a page that is used again later would keep the rest of it.
    conn.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    conn.pragma_update_and_check(None, "wal_autocheckpoint", LOG_PAGES, |_| Ok(()))?;
    conn.pragma_update(None, "cache_size", -4000)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.execute_batch(finding::DUE_TABLE)?;
    Ok(conn)
}

/// Opens a file that nothing is in yet, to take a copy: what does not get to its end is thrown away whole, so no page is
/// written twice for the sake of going back. Whoever copied brings it to the disk.
pub(crate) fn open_for_copying(path: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    let conn = make_or_open(path, key)?;
    conn.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "OFF")?;
    conn.pragma_update(None, "cache_size", -1000)?;
    Ok(conn)
}

fn make_or_open(path: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    make_private(path);
    let conn = open(path, flags)?;
    unlock(&conn, key)?;
    Ok(conn)
}

/// Leaves the file and what lies beside it to its owner alone. `SQLite` gives new companions the rights of the file; those
/// of an older program are shut here. What fails here fails with a better reason when the file is opened.
fn make_private(path: &Path) {
    let _ = machine::keep_private(path);
    for companion in ["-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(companion);
        machine::shut(Path::new(&name));
    }
}

/// Opens a file for reading only under `key`.
pub(crate) fn open_for_reading(path: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    unlock(&conn, key)?;
    conn.pragma_update(None, "query_only", true)?;
    conn.pragma_update(None, "cache_size", -2000)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(conn)
}

/// As [`open_for_reading`], for whoever copies: each page is read once, and more of them would be kept for nobody, beside
/// the caches of everybody at work.
pub(crate) fn open_for_reading_once(
    path: &Path,
    key: &DatabaseKey,
) -> Result<Connection, StoreError> {
    let conn = open_for_reading(path, key)?;
    conn.pragma_update(None, "cache_size", -256)?;
    Ok(conn)
}

/// Opens a file for reading what can still be read of it: one that was cut short is not refused as a whole.
pub(crate) fn open_for_salvage(path: &Path, key: &DatabaseKey) -> Result<Connection, StoreError> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    give_key(&conn, key)?;
    // Besides what its name says, it lets `SQLite` read a file that is shorter than its head says.
    conn.pragma_update(None, "writable_schema", true)?;
    conn.pragma_update(None, "query_only", true)?;
    first_read(&conn)?;
    Ok(conn)
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that opens a connection")]
fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(path, flags)?;
    // A statement that was prepared stays as it is; otherwise each new value beside a partial index prepares it anew.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(conn)
}

fn unlock(conn: &Connection, key: &DatabaseKey) -> Result<(), StoreError> {
    give_key(conn, key)?;
    first_read(conn)
}

/// Gives the connection its key; the first statement on every connection.
fn give_key(conn: &Connection, key: &DatabaseKey) -> Result<(), StoreError> {
    // Sized so that it never grows: growing would leave copies of the key behind.
    let mut pragma = Zeroizing::new(String::with_capacity(96));
    pragma.push_str("PRAGMA key = \"x'");
    for byte in key.bytes() {
        let _ = write!(pragma, "{byte:02x}");
    }
    pragma.push_str("'\"");
    conn.query_row(&pragma, [], |_| Ok(()))?;
    Ok(())
}

/// A wrong key fails here.
fn first_read(conn: &Connection) -> Result<(), StoreError> {
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

/// Whether the file begins as an unencrypted one does.
fn starts_in_clear(path: &Path) -> Result<bool, StoreError> {
    use std::io::Read as _;
    let mut head = [0; 16];
    let mut file = std::fs::File::open(path)?;
    let read = file.read(&mut head)?;
    Ok(head.get(..read).is_some_and(|head| head.starts_with(b"SQLite format 3")))
}
