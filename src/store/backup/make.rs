//! Making a backup, and keeping only as many as are useful.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::{BackupError, DATABASE, MANIFEST, Manifest, PREFIX, Pace};
use super::{disown_given_up, examine, kit_mark, manifest_of, sync_folder};
use crate::machine;
use crate::seal::DatabaseKey;
use crate::seal::keyring::Keyring;
use crate::store::{open_for_copying, open_for_reading, open_for_reading_once};

/// A backup that was written and read back.
pub struct Made {
    /// Its folder.
    pub folder: PathBuf,
    /// What it holds.
    pub manifest: Manifest,
}

/// How far a backup has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Its folder is there, under a name that no backup has.
    Begun,
    /// The database and the keys are copied.
    Copied,
    /// They were read back.
    ReadBack,
    /// It says what it holds; only its name is not final yet.
    Written,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 4] = [Self::Begun, Self::Copied, Self::ReadBack, Self::Written];
}

/// What may happen to a backup on its way, for tests: a real one is made by [`make`], which has none of it.
pub struct Faults<'a> {
    /// The place is full after so many pages.
    pub pages: Option<u32>,
    /// Called after each step; here a stick is pulled out.
    pub after: &'a mut dyn FnMut(Step),
}

/// Copies the running kit in `data` to a new folder under `to` and reads the copy back.
pub fn make(data: &Path, key: &DatabaseKey, to: &Path, at: Timestamp) -> Result<Made, BackupError> {
    make_beside(data, key, to, at, &Pace::steady())
}

/// The same beside people at work.
pub fn make_beside(
    data: &Path,
    key: &DatabaseKey,
    to: &Path,
    at: Timestamp,
    pace: &Pace,
) -> Result<Made, BackupError> {
    make_so((data, key), to, at, pace, &mut Faults { pages: None, after: &mut |_| {} })
}

/// The same, with what goes wrong on the way.
pub fn make_with(
    data: &Path,
    key: &DatabaseKey,
    to: &Path,
    at: Timestamp,
    faults: &mut Faults<'_>,
) -> Result<Made, BackupError> {
    make_so((data, key), to, at, &Pace::steady(), faults)
}

fn make_so(
    (data, key): (&Path, &DatabaseKey),
    to: &Path,
    at: Timestamp,
    pace: &Pace,
    faults: &mut Faults<'_>,
) -> Result<Made, BackupError> {
    fs::create_dir_all(to)?;
    let stamp = at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let kit = kit_mark(data);
    let folder = to.join(format!("{PREFIX}{kit}-{stamp}"));
    // One name for whatever was interrupted: leftovers never add up until the disk is full.
    let unfinished = to.join(format!(".{PREFIX}{kit}.unfinished"));
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)?;
    }
    // Not with the folders above it: a stick that is gone must not be replaced by a folder of the same name.
    fs::create_dir(&unfinished)?;
    let manifest = fill((data, key), &unfinished, at, pace, faults).inspect_err(|_| {
        let _ = fs::remove_dir_all(&unfinished);
    })?;
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::rename(&unfinished, &folder)?;
    sync_folder(to)?;
    Ok(Made { folder, manifest })
}

fn fill(
    (data, key): (&Path, &DatabaseKey),
    folder: &Path,
    at: Timestamp,
    pace: &Pace,
    faults: &mut Faults<'_>,
) -> Result<Manifest, BackupError> {
    (faults.after)(Step::Begun);
    let source = open_for_reading_once(&data.join(DATABASE), key)?;
    let target = folder.join(DATABASE);
    {
        let mut copy = open_for_copying(&target, key)?;
        if let Some(pages) = faults.pages {
            copy.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
        }
        copy_pages(&source, &mut copy, pace)?;
        // It says of itself that it has a log, as the running file has.
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    }
    fs::copy(data.join(Keyring::FILE_NAME), folder.join(Keyring::FILE_NAME))?;
    for name in [DATABASE, Keyring::FILE_NAME] {
        let file = fs::File::open(folder.join(name))?;
        file.sync_all()?;
        machine::forget_cached(&file);
    }
    (faults.after)(Step::Copied);
    // Read back from the copy: what it says of itself is what it really holds.
    let manifest = {
        let mut copied = open_for_reading(&target, key)?;
        let mut working = pace.begin();
        let rest = move || {
            working.go_on();
            false
        };
        copied.progress_handler(LOOK, Some(rest))?;
        examine(&copied, at)?
    };
    Keyring::load(folder).map_err(|_| BackupError::NotTheSame)?;
    (faults.after)(Step::ReadBack);
    let json = serde_json::to_vec_pretty(&manifest).map_err(|_| BackupError::NotTheSame)?;
    let mut file = fs::File::create(folder.join(MANIFEST))?;
    file.write_all(&json)?;
    file.sync_all()?;
    sync_folder(folder)?;
    (faults.after)(Step::Written);
    Ok(manifest)
}

/// Pages that are copied before it is looked whether somebody waits: about a millisecond's work.
const PAGES: i32 = 16;

/// Steps of a statement before it is looked whether somebody waits; a page that is read counts as one as well.
const LOOK: i32 = 100;

/// Copies every page as it is now.
fn copy_pages(source: &Connection, copy: &mut Connection, pace: &Pace) -> Result<(), BackupError> {
    // What is filed meanwhile is not seen in here; without it a copy in pieces would begin again with every filing.
    let as_it_is = source.unchecked_transaction()?;
    source.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let backup = Backup::new(source, copy)?;
    let mut working = pace.begin();
    loop {
        match backup.step(PAGES)? {
            StepResult::Done => break,
            StepResult::More => working.go_on(),
            // Somebody holds the file for a moment, as another program may on Windows.
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    drop(backup);
    as_it_is.finish()?;
    Ok(())
}

/// Removes all but the newest `keep` backups of the kit in `data`, never `newest` itself and never another kit's. Those
/// of a time that was given up are the only ones that hold what was lost with it: they are set aside instead.
pub fn thin_out(place: &Path, data: &Path, newest: &Path, keep: usize) {
    if let Some(manifest) = manifest_of(newest) {
        disown_given_up(place, data, &manifest);
    }
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
    folders.sort_by_key(|folder| manifest_of(folder).map(|manifest| manifest.age()));
    let surplus = (folders.len() + 1).saturating_sub(keep);
    for folder in folders.into_iter().take(surplus) {
        // A backup that cannot be removed costs space and nothing else.
        let _ = fs::remove_dir_all(folder);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::store::open_for_writing;

    #[test]
    fn what_is_saved_while_a_copy_rests_is_not_in_it_and_does_not_begin_it_anew() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("kit.db"), folder.path().join("copy.db"));
        let key = DatabaseKey::random();
        let conn = open_for_writing(&from, &key).unwrap();
        conn.execute_batch("CREATE TABLE t (x BLOB)").unwrap();
        let fill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
             INSERT INTO t SELECT randomblob(4000) FROM n";
        conn.execute_batch(fill).unwrap();
        let (writer, looks) = (Mutex::new(conn), Arc::new(AtomicU32::new(0)));
        let counted = Arc::clone(&looks);
        let pace = Pace::looking(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            writer
                .lock()
                .unwrap()
                .execute_batch("INSERT INTO t VALUES (randomblob(4000))")
                .unwrap();
        });
        let source = open_for_reading_once(&from, &key).unwrap();
        let mut copy = open_for_copying(&to, &key).unwrap();
        copy_pages(&source, &mut copy, &pace).unwrap();
        let rows: u32 = copy.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap();
        let sound: String = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!((rows, sound.as_str()), (200, "ok"));
        let looks = looks.load(Ordering::Relaxed);
        assert!((10..30).contains(&looks), "some 200 pages, 16 at a time, once: {looks}");
    }
}
