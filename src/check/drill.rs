//! The drill: a backup is made, restored in a place of its own, opened, counted, and taken away again.
//!
//! A backup that was never restored is a hope. This takes a second on a kit of a few hundred families.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use crate::machine;
use crate::seal::DatabaseKey;
use crate::store::{backup, damage};

/// How a drill went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drilled {
    /// When.
    pub at: Timestamp,
    /// How many families came back.
    pub outcome: Result<i64, Fault>,
}

/// Why a drill did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The disk has no room for two more copies, so it was not tried.
    NoRoom,
    /// No backup could be made.
    Made,
    /// It could not be restored, or did not come back the same.
    Restored,
}

/// Folders of drills begin so.
const PREFIX: &str = "drill-";

/// A drill that was killed in the middle leaves its folder; one this old is nobody's any more.
const LEFT_OVER: Duration = Duration::from_hours(1);

/// Makes a backup of the kit in `data`, restores it beside the data, and compares. Blocks.
pub fn drill(data: &Path, key: &DatabaseKey, at: Timestamp) -> Drilled {
    Drilled { at, outcome: try_it(data, key, at) }
}

fn try_it(data: &Path, key: &DatabaseKey, at: Timestamp) -> Result<i64, Fault> {
    clear_left_overs(data);
    let size = fs::metadata(data.join(backup::DATABASE)).map_or(0, |about| about.len());
    let log =
        fs::metadata(data.join(format!("{}-wal", backup::DATABASE))).map_or(0, |about| about.len());
    if machine::free_bytes(data).is_some_and(|free| free < 3 * (size + log)) {
        return Err(Fault::NoRoom);
    }
    let place = Place::new(data).ok_or(Fault::Made)?;
    let made = backup::make(data, key, &place.0.join("stick"), at).map_err(|_| Fault::Made)?;
    let back = place.0.join("laptop");
    let restored = backup::restore(&made.folder, &back, key, at).map_err(|_| Fault::Restored)?;
    let whole = damage::look(&back, key).is_ok_and(|damage| damage.is_none());
    if !whole || restored.rows != made.manifest.rows {
        return Err(Fault::Restored);
    }
    Ok(restored.rows_of("families"))
}

/// A folder that goes when the drill is over, however it went.
struct Place(PathBuf);

impl Place {
    fn new(data: &Path) -> Option<Self> {
        // The page and the terminal may drill at the same time.
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = data.join(format!("{PREFIX}{}-{number}", std::process::id()));
        fs::create_dir(&folder).ok().map(|()| Self(folder))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What cannot be taken away now is taken away by a later drill.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn clear_left_overs(data: &Path) {
    let Ok(entries) = fs::read_dir(data) else { return };
    for entry in entries.filter_map(Result::ok) {
        let is_drill = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let made = entry.metadata().and_then(|about| about.modified());
        let old = made.is_ok_and(|made| made < SystemTime::UNIX_EPOCH + now() - LEFT_OVER);
        if is_drill && old {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// The laptop's clock as files carry it.
fn now() -> Duration {
    Duration::from_secs(crate::clock::now().as_second().unsigned_abs())
}
