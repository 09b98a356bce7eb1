//! Old copies of what was wiped: backups in places under our control, and damaged files that were set aside.

use std::fs;
use std::path::Path;

use super::super::unfinished;
use super::{ASIDE, GIVEN_UP, PREFIX, kit_mark};

/// What became of the old copies in one place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Removed {
    /// Removed.
    pub removed: u32,
    /// Still there: the place cannot be written, for example.
    pub left: u32,
}

/// Removes every backup of the kit in `data` that lies in `place`, finished or not, given up or not, but `newest`.
/// `None`: the place is not there.
pub fn remove_older(place: &Path, data: &Path, newest: Option<&Path>) -> Option<Removed> {
    let kit = kit_mark(data);
    let own = format!("{PREFIX}{kit}");
    let is_ours = |name: &str| {
        let name = name.strip_prefix(GIVEN_UP).unwrap_or(name);
        name.strip_prefix('.').unwrap_or(name).starts_with(&own)
    };
    remove(place, newest, is_ours)
}

/// Removes damaged files of the kit in `data` that were set aside there, and what an interrupted set-up left.
pub fn remove_set_aside(data: &Path) -> Option<Removed> {
    remove(data, None, |name| name.starts_with(ASIDE) || name.starts_with(unfinished::ASIDE))
}

fn remove(place: &Path, but: Option<&Path>, is_ours: impl Fn(&str) -> bool) -> Option<Removed> {
    let mut removed = Removed::default();
    for entry in fs::read_dir(place).ok()?.filter_map(Result::ok) {
        let folder = entry.path();
        if Some(folder.as_path()) == but || !is_ours(&entry.file_name().to_string_lossy()) {
            continue;
        }
        match fs::remove_dir_all(&folder) {
            Ok(()) => removed.removed += 1,
            Err(_) => removed.left += 1,
        }
    }
    // Best effort: where it fails the folders are gone all the same, but for a power cut.
    let _ = super::sync_folder(place);
    Some(removed)
}
