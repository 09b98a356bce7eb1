//! Backup and restore: `SQLite`'s own online copy, under the same key, read back before it counts.
//!
//! A backup is a folder `outreach-kit-backup-<UTC time>` with the database, the wrapped keys and a
//! manifest. It is written under another name and renamed when it has been read back whole, so a
//! stick pulled out half way leaves no folder that looks like a backup.

mod forget;
mod make;
mod pace;
mod restore;

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::journal::{self, Chain};
use super::{StoreError, open_for_reading, schema, settings, tally};
use crate::seal::DatabaseKey;
use crate::seal::keyring::Keyring;

pub use forget::{Removed, remove_older, remove_set_aside};
pub use make::{Faults, Made, Step, make, make_beside, make_with, thin_out};
pub use pace::Pace;
pub use restore::{REPAIRED, Restored, Why, name_aside, repair, restore, restored, restored_seen};
pub(super) use restore::{free_name, set_aside};

/// The database's name in a data directory and in a backup.
pub const DATABASE: &str = "kit.db";

/// Folders with damaged files that were set aside begin so.
pub(super) const ASIDE: &str = "damaged-";

/// Backups of a time that was given up begin so: kept, and never taken for newer ones.
const GIVEN_UP: &str = "aside-";

/// Setting: which generation this is, see [`Manifest::generation`].
const GENERATION: &str = "generation";

const MANIFEST: &str = "manifest.json";
const PREFIX: &str = "outreach-kit-backup-";

/// Whether a folder's name is one that backups have, finished or not, given up or not.
pub(super) fn is_backup(name: &str) -> bool {
    name.strip_prefix(GIVEN_UP).unwrap_or(name).starts_with(PREFIX) || is_unfinished(name)
}

/// Whether a folder's name is the one of a backup that was interrupted.
pub(super) fn is_unfinished(name: &str) -> bool {
    name.strip_prefix('.').is_some_and(|name| name.starts_with(PREFIX))
}

/// Whether a file in a backup's folder belongs to it.
pub(super) fn is_part(name: &str) -> bool {
    name.starts_with(DATABASE) || name == Keyring::FILE_NAME || name == MANIFEST
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// When it was made, UTC milliseconds.
    pub made_at: i64,
    /// Version of the schema.
    pub schema: i64,
    /// Rows of each table.
    pub rows: Vec<(String, i64)>,
    /// Entries of the journal and its head.
    pub journal: (i64, String),
    /// Grows with every restore: which of several times since a common past this is. 0 before the first.
    #[serde(default)]
    pub generation: i64,
    /// The journal's entry with which this generation began; 0 before the first.
    #[serde(default)]
    pub since: i64,
}

impl Manifest {
    /// When it was made.
    pub fn made(&self) -> Timestamp {
        journal::time(self.made_at)
    }

    /// Which of several backups of a kit is the newest: the greatest. What went on from a restore comes after what it
    /// gave up, however much was done there. The journal only grows, whatever the laptop's clock says; the time decides
    /// between equals.
    pub fn age(&self) -> (i64, i64, i64) {
        (self.generation, self.journal.0, self.made_at)
    }

    /// Whether this holds something that `later` gave up when it went on from an older backup.
    fn is_given_up_by(&self, later: &Self) -> bool {
        self.generation < later.generation && later.since <= self.journal.0
    }

    /// Rows of one table.
    pub fn rows_of(&self, table: &str) -> i64 {
        self.rows.iter().find(|(name, _)| name == table).map_or(0, |(_, count)| *count)
    }
}

/// Why there is no backup, or none that can be trusted.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The place cannot be written or read.
    #[error("the backup place cannot be used")]
    Place(#[from] std::io::Error),
    /// The place chosen for backups is not there.
    #[error("the backup place is not there")]
    Gone,
    /// The copy does not read back as what was copied.
    #[error("the copy does not read back as what was copied")]
    NotTheSame,
    /// The journal's chain is broken.
    #[error("the journal is broken at entry {0}")]
    BrokenJournal(i64),
    /// There is already a kit where one should be restored.
    #[error("there is already a kit in that data directory")]
    Occupied,
    /// There is no backup there.
    #[error("there is no backup in that folder")]
    NoBackup,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for BackupError {
    fn from(err: rusqlite::Error) -> Self {
        Self::Store(err.into())
    }
}

/// What a person can do about a backup that failed. Each has its own sentence, `backup-failed-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The stick is not there (any more).
    Gone,
    /// The stick, or the disk, is full.
    Full,
    /// The stick cannot be written to.
    Shut,
    /// What was written does not read back.
    NotWhole,
    /// The kit's own journal is broken.
    Journal,
    /// The kit's own data cannot be read whole.
    Data,
    /// Something else.
    Other,
}

impl Trouble {
    /// Code for its sentence.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Full => "full",
            Self::Shut => "shut",
            Self::NotWhole => "not-whole",
            Self::Journal => "journal",
            Self::Data => "data",
            Self::Other => "other",
        }
    }

    /// What a failure means, seen from the place the backup was to go to.
    pub fn of(err: &BackupError, to: &Path) -> Self {
        use std::io::ErrorKind;
        match err {
            BackupError::BrokenJournal(_) => return Self::Journal,
            BackupError::Store(StoreError::Full) => return Self::Full,
            _ if !to.is_dir() => return Self::Gone,
            _ => {}
        }
        match err {
            BackupError::Gone => Self::Gone,
            BackupError::Place(err) => match err.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Gone,
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::WriteZero => {
                    Self::Full
                }
                ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::Shut,
                _ => Self::Other,
            },
            BackupError::NotTheSame => Self::NotWhole,
            BackupError::Store(StoreError::Damaged | StoreError::WrongKey) => Self::Data,
            // A database that can neither be opened nor written where there is a folder: the stick itself fails.
            BackupError::Store(StoreError::Sql(_)) => Self::Shut,
            BackupError::BrokenJournal(_)
            | BackupError::Occupied
            | BackupError::NoBackup
            | BackupError::Store(_) => Self::Other,
        }
    }
}

/// Eight digits by which one kit's backups are told from another's on the same stick.
fn kit_mark(data: &Path) -> String {
    let id = Keyring::load(data).map(|keyring| keyring.kit().to_string()).unwrap_or_default();
    let tail = id.get(id.len().saturating_sub(8)..).unwrap_or_default();
    if tail.is_empty() { "unknown".to_owned() } else { tail.to_owned() }
}

/// Reads a file whole: integrity, journal, counts.
fn examine(conn: &Connection, at: Timestamp) -> Result<Manifest, BackupError> {
    let sound: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(StoreError::Damaged.into());
    }
    let journal = match journal::verify(conn)? {
        Chain::Whole { entries, head } => (entries, head),
        Chain::BrokenAt(seq) => return Err(BackupError::BrokenJournal(seq)),
    };
    let schema: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let rows = tally::row_counts(conn)?
        .into_iter()
        .map(|(table, count)| (table.to_owned(), count))
        .collect();
    let generation = settings::get(conn, GENERATION)?.and_then(|text| text.parse().ok());
    Ok(Manifest {
        made_at: at.as_millisecond(),
        schema,
        rows,
        journal,
        generation: generation.unwrap_or(0),
        since: journal::last_of(conn, "restore")?,
    })
}

/// Examines the kit in a data directory, beside a running server if there is one.
pub fn check(data: &Path, key: &DatabaseKey, at: Timestamp) -> Result<Manifest, BackupError> {
    let conn = open_for_reading(&data.join(DATABASE), key)?;
    let manifest = examine(&conn, at)?;
    if manifest.schema > schema::NEWEST {
        return Err(StoreError::Newer { found: manifest.schema, known: schema::NEWEST }.into());
    }
    Ok(manifest)
}

/// The newest backup in a folder, or the folder itself if it is one.
pub fn newest_in(place: &Path) -> Result<PathBuf, BackupError> {
    all_in(place)?.pop().map(|(folder, _)| folder).ok_or(BackupError::NoBackup)
}

/// Every backup in a folder that says of itself what it holds, the newest last; or the folder itself if it is one.
pub fn all_in(place: &Path) -> Result<Vec<(PathBuf, Manifest)>, BackupError> {
    if let Some(manifest) = manifest_of(place) {
        return Ok(vec![(place.to_owned(), manifest)]);
    }
    let mut found: Vec<(PathBuf, Manifest)> = fs::read_dir(place)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX))
        })
        .filter_map(|path| manifest_of(&path).map(|manifest| (path, manifest)))
        .collect();
    found.sort_by_key(|(_, manifest)| manifest.age());
    Ok(found)
}

/// The newest backup of the kit in `data` that lies in a folder, by what it says of itself.
pub fn newest_of(data: &Path, place: &Path) -> Option<(PathBuf, Manifest)> {
    own_in(place, &format!("{PREFIX}{}-", kit_mark(data))).pop()
}

/// The backups in a folder whose names begin with one kit's `own`, the newest last.
fn own_in(place: &Path, own: &str) -> Vec<(PathBuf, Manifest)> {
    let is_own =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(own));
    let mut found = all_in(place).unwrap_or_default();
    found.retain(|(path, _)| is_own(path));
    found
}

/// Sets aside the backups of this kit in a folder that hold a time which `now` gave up. They keep their content under
/// another name, and are not taken for newer ones by older programs either.
fn disown_given_up(place: &Path, data: &Path, now: &Manifest) {
    for (folder, manifest) in own_in(place, &format!("{PREFIX}{}-", kit_mark(data))) {
        let Some(name) = folder.file_name().filter(|_| manifest.is_given_up_by(now)) else {
            continue;
        };
        // Where that fails it still comes before what was made since.
        let _ = fs::rename(&folder, place.join(format!("{GIVEN_UP}{}", name.to_string_lossy())));
    }
}

fn manifest_of(folder: &Path) -> Option<Manifest> {
    fs::read(folder.join(MANIFEST)).ok().and_then(|json| serde_json::from_slice(&json).ok())
}

/// Makes a rename last through a power cut, where the system can.
pub(super) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
