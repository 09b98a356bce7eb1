//! Takes a training kit away: the files the kit made, one by one, and nothing that somebody else put beside them.

use std::fs;
use std::path::Path;

use super::backup::{self, DATABASE};
use super::unfinished;
use crate::seal::keyring::Keyring;

/// Logins of a kit that was filled for practice, in plain words, so that a trainer finds them again.
pub const LOGINS: &str = "practice.txt";

/// Names the folders that backups went to: when the data is damaged, its settings are too.
pub const PLACES: &str = "backup-places.txt";

/// Held by whoever uses the directory.
pub const LOCK: &str = "kit.lock";

/// What was removed, and what lies there still.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wiped {
    /// Files of the kit.
    pub files: usize,
    /// Whole backups.
    pub backups: usize,
    /// Names of what the kit did not make, relative to where it was found.
    pub left: Vec<String>,
}

/// Removes the training kit in `data` and its backups there. The key file goes last, so that a wipe that was
/// interrupted can be done again. The lock is the caller's, who holds it.
pub fn wipe(data: &Path) -> std::io::Result<Wiped> {
    let mut wiped = Wiped::default();
    let own_backups = data.join("backups");
    if own_backups.is_dir() {
        let ours = |name: &str, keyring: Option<Keyring>| {
            keyring.map_or(backup::is_unfinished(name), |keyring| keyring.is_for_training())
        };
        remove_backups(&own_backups, ours, &mut wiped)?;
        remove_if_empty(&own_backups);
    }
    for name in names(data)? {
        if name == LOCK || name.starts_with(Keyring::FILE_NAME) {
            continue;
        }
        if is_aside(&name) && is_folder(&data.join(&name)) {
            for file in names(&data.join(&name))?.iter().filter(|file| backup::is_part(file)) {
                fs::remove_file(data.join(&name).join(file))?;
                wiped.files += 1;
            }
            remove_if_empty(&data.join(&name));
            if data.join(&name).exists() {
                wiped.left.push(name);
            }
        } else if is_data(&name) && is_file(&data.join(&name)) {
            fs::remove_file(data.join(&name))?;
            wiped.files += 1;
        } else if name != "backups" || own_backups.exists() {
            wiped.left.push(name);
        }
    }
    for name in names(data)?.iter().filter(|name| name.starts_with(Keyring::FILE_NAME)) {
        fs::remove_file(data.join(name))?;
        wiped.files += 1;
    }
    Ok(wiped)
}

/// Removes the backups of the training kit with these keys that lie in another place, for example on a stick.
pub fn wipe_backups(place: &Path, of: &Keyring) -> std::io::Result<Wiped> {
    let mut wiped = Wiped::default();
    let ours = |_: &str, keyring: Option<Keyring>| {
        keyring.is_some_and(|keyring| keyring.is_for_training() && keyring.kit() == of.kit())
    };
    remove_backups(place, ours, &mut wiped)?;
    // What else lies on somebody's stick is no business of ours.
    wiped.left.clear();
    Ok(wiped)
}

fn remove_backups(
    place: &Path,
    ours: impl Fn(&str, Option<Keyring>) -> bool,
    wiped: &mut Wiped,
) -> std::io::Result<()> {
    for name in names(place)? {
        let folder = place.join(&name);
        let is_one = backup::is_backup(&name) && is_folder(&folder);
        if !is_one || !ours(&name, Keyring::load(&folder).ok()) {
            wiped.left.push(format!("backups/{name}"));
            continue;
        }
        for file in names(&folder)?.iter().filter(|file| backup::is_part(file)) {
            fs::remove_file(folder.join(file))?;
        }
        remove_if_empty(&folder);
        if folder.exists() {
            wiped.left.push(format!("backups/{name}"));
        }
        wiped.backups += 1;
    }
    Ok(())
}

/// The database with what `SQLite` and a restore put beside it, where backups went, and the logins.
fn is_data(name: &str) -> bool {
    name.starts_with(DATABASE) || [LOGINS, PLACES, unfinished::MARK].contains(&name)
}

/// A folder into which damaged files were set aside, or what an interrupted set-up left.
fn is_aside(name: &str) -> bool {
    name.starts_with(backup::ASIDE) || name.starts_with(unfinished::ASIDE)
}

fn is_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|meta| meta.is_file())
}

fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|meta| meta.is_dir())
}

fn names(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<std::io::Result<_>>()?;
    names.sort();
    Ok(names)
}

/// Removes a folder that nothing lies in any more; one that is not empty stays.
pub fn remove_if_empty(folder: &Path) {
    let _ = fs::remove_dir(folder);
}
