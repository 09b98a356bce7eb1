//! Backup and restore: `SQLite`'s own online copy, under the same key, read back before it counts.
//!
//! A backup is a folder `outreach-kit-backup-<UTC time>` with the database, the wrapped keys and a
//! manifest. It is written under another name and renamed when it has been read back whole, so a
//! stick pulled out half way leaves no folder that looks like a backup.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::journal::{self, Chain};
use super::{StoreError, open_for_reading, open_for_writing, schema, tally};
use crate::seal::DatabaseKey;
use crate::seal::keyring::Keyring;

/// The database's name in a data directory and in a backup.
pub const DATABASE: &str = "kit.db";

const MANIFEST: &str = "manifest.json";
const PREFIX: &str = "outreach-kit-backup-";

/// Whether a folder's name is one that backups have, finished or not.
pub(super) fn is_backup(name: &str) -> bool {
    name.starts_with(PREFIX) || is_unfinished(name)
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
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// When it was made, UTC milliseconds.
    pub made_at: i64,
    /// Version of the schema.
    pub schema: i64,
    /// Rows of each table.
    pub rows: Vec<(String, i64)>,
    /// Entries of the journal and its head.
    pub journal: (i64, String),
}

/// A backup that was written and read back.
pub struct Made {
    /// Its folder.
    pub folder: PathBuf,
    /// What it holds.
    pub manifest: Manifest,
}

/// Why there is no backup, or none that can be trusted.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The place cannot be written or read.
    #[error("the backup place cannot be used")]
    Place(#[from] std::io::Error),
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

/// Copies the running kit in `data` to a new folder under `to` and reads the copy back.
pub fn make(data: &Path, key: &DatabaseKey, to: &Path, at: Timestamp) -> Result<Made, BackupError> {
    fs::create_dir_all(to)?;
    let stamp = at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let kit = kit_mark(data);
    let folder = to.join(format!("{PREFIX}{kit}-{stamp}"));
    // One name for whatever was interrupted: leftovers never add up until the disk is full.
    let unfinished = to.join(format!(".{PREFIX}{kit}.unfinished"));
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)?;
    }
    fs::create_dir_all(&unfinished)?;
    let manifest = copy(data, key, &unfinished, at).inspect_err(|_| {
        let _ = fs::remove_dir_all(&unfinished);
    })?;
    let json = serde_json::to_vec_pretty(&manifest).map_err(|_| BackupError::NotTheSame)?;
    fs::write(unfinished.join(MANIFEST), json)?;
    sync_folder(&unfinished)?;
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::rename(&unfinished, &folder)?;
    sync_folder(to)?;
    Ok(Made { folder, manifest })
}

/// Eight digits by which one kit's backups are told from another's on the same stick.
fn kit_mark(data: &Path) -> String {
    let id = Keyring::load(data).map(|keyring| keyring.kit().to_string()).unwrap_or_default();
    let tail = id.get(id.len().saturating_sub(8)..).unwrap_or_default();
    if tail.is_empty() { "unknown".to_owned() } else { tail.to_owned() }
}

fn copy(
    data: &Path,
    key: &DatabaseKey,
    folder: &Path,
    at: Timestamp,
) -> Result<Manifest, BackupError> {
    let source = open_for_reading(&data.join(DATABASE), key)?;
    let target = folder.join(DATABASE);
    {
        let mut copy = open_for_writing(&target, key)?;
        let backup = rusqlite::backup::Backup::new(&source, &mut copy)?;
        // All pages in one step: a copy in pieces would begin again with every filing in between.
        backup.run_to_completion(i32::MAX, Duration::from_millis(20), None)?;
        drop(backup);
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    }
    fs::copy(data.join(Keyring::FILE_NAME), folder.join(Keyring::FILE_NAME))?;
    for name in [DATABASE, Keyring::FILE_NAME] {
        fs::File::open(folder.join(name))?.sync_all()?;
    }
    // Read back from the copy: what it says of itself is what it really holds.
    let copied = open_for_reading(&target, key)?;
    examine(&copied, at)
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
    Ok(Manifest { made_at: at.as_millisecond(), schema, rows, journal })
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
    if place.join(MANIFEST).is_file() {
        return Ok(place.to_owned());
    }
    let mut folders: Vec<PathBuf> = fs::read_dir(place)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX))
        })
        .filter(|path| path.join(MANIFEST).is_file())
        .collect();
    // The journal only grows, whatever the laptop's clock says; the time decides between equals.
    folders.sort_by_key(|folder| {
        manifest_of(folder).map(|manifest| (manifest.journal.0, manifest.made_at))
    });
    folders.pop().ok_or(BackupError::NoBackup)
}

/// How far numbers skip ahead after a restore: what was handed out since the backup is never handed out again.
const SKIP_TICKETS: u32 = 500;

/// The same for serials, of which there are 32,767 for each laptop and event.
const SKIP_SERIALS: u32 = 4000;

/// The same for paper forms, of which an event has 999: what is printed between two backups.
const SKIP_FORMS: u32 = 50;

fn manifest_of(folder: &Path) -> Option<Manifest> {
    fs::read(folder.join(MANIFEST)).ok().and_then(|json| serde_json::from_slice(&json).ok())
}

/// Puts a backup into an empty data directory, reads it back, and skips serials and tickets ahead.
pub fn restore(
    from: &Path,
    data: &Path,
    key: &DatabaseKey,
    at: Timestamp,
) -> Result<Manifest, BackupError> {
    if data.join(DATABASE).exists() {
        return Err(BackupError::Occupied);
    }
    fs::create_dir_all(data)?;
    let manifest: Manifest = fs::read(from.join(MANIFEST))
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok())
        .ok_or(BackupError::NoBackup)?;
    let incoming = data.join("kit.db.incoming");
    fs::copy(from.join(DATABASE), &incoming)?;
    let restored = finish_restore(&incoming, &manifest, key, at);
    if restored.is_err() {
        // A half restored file must not be taken for a kit.
        let _ = fs::remove_file(&incoming);
    }
    let restored = restored?;
    fs::copy(from.join(Keyring::FILE_NAME), data.join(Keyring::FILE_NAME))?;
    fs::rename(&incoming, data.join(DATABASE))?;
    sync_folder(data)?;
    Ok(restored)
}

fn finish_restore(
    incoming: &Path,
    manifest: &Manifest,
    key: &DatabaseKey,
    at: Timestamp,
) -> Result<Manifest, BackupError> {
    let mut conn = open_for_writing(incoming, key)?;
    let found = examine(&conn, at)?;
    if found.rows != manifest.rows || found.journal != manifest.journal {
        return Err(BackupError::NotTheSame);
    }
    // A backup of an older program is brought up first, so that every counter is there to be moved.
    schema::migrate(&mut conn)?;
    let mut tx = conn.transaction()?;
    let savepoint = tx.savepoint()?;
    savepoint.execute(
        "UPDATE events SET next_ticket = next_ticket + ?1, next_serial = next_serial + ?2,
            next_form = next_form + ?3 WHERE closed_at IS NULL",
        (SKIP_TICKETS, SKIP_SERIALS, SKIP_FORMS),
    )?;
    savepoint.execute("DELETE FROM sessions", [])?;
    let by = journal::By { staff: None, at };
    journal::append(&savepoint, by, "restore", "", &format!("backup of {}", manifest.made_at))?;
    savepoint.commit()?;
    tx.commit()?;
    conn.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    let restored = examine(&conn, at)?;
    drop(conn);
    Ok(restored)
}

/// Makes a rename last through a power cut, where the system can.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Removes all but the newest `keep` backups of the kit in `data`, never `newest` itself and never another kit's.
pub fn thin_out(place: &Path, data: &Path, newest: &Path, keep: usize) {
    let own = format!("{PREFIX}{}-", kit_mark(data));
    let Ok(entries) = fs::read_dir(place) else { return };
    let mut folders: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&own))
        })
        .filter(|path| path != newest)
        .collect();
    folders.sort_by_key(|folder| {
        manifest_of(folder).map(|manifest| (manifest.journal.0, manifest.made_at))
    });
    let surplus = (folders.len() + 1).saturating_sub(keep);
    for folder in folders.into_iter().take(surplus) {
        // A backup that cannot be removed costs space and nothing else.
        let _ = fs::remove_dir_all(folder);
    }
}
