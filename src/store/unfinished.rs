//! A kit that is being set up: a mark beside its files says so until the first row is written.
//!
//! What lies beside the mark cannot be told from a kit in use without its passphrase. So it is never deleted.

use std::fs;
use std::path::Path;

use jiff::Timestamp;

use super::backup::{self, DATABASE};
use crate::seal::keyring::Keyring;

/// Stands in the data directory while a kit is set up.
pub const MARK: &str = "setting-up";

/// Folders with what an interrupted set-up left begin so.
pub(super) const ASIDE: &str = "unfinished-";

/// Whether a kit was being set up in a data directory and nobody has come to the end of it.
pub fn is_there(data: &Path) -> bool {
    data.join(MARK).exists()
}

/// Marks that a kit is being set up. What an interrupted try left is set aside first.
pub fn begin(data: &Path, at: Timestamp) -> std::io::Result<()> {
    set_aside(data, at)?;
    fs::File::create(data.join(MARK))?.sync_all()
}

/// Takes the mark away: what lies there is a kit from now on.
pub fn end(data: &Path) -> std::io::Result<()> {
    match fs::remove_file(data.join(MARK)) {
        Err(err) if err.kind() != std::io::ErrorKind::NotFound => Err(err),
        Ok(()) | Err(_) => backup::sync_folder(data),
    }
}

/// Moves what lies beside the mark into a folder of its own; without the mark nothing is touched.
pub(super) fn set_aside(data: &Path, at: Timestamp) -> std::io::Result<()> {
    let something = data.join(DATABASE).exists() || Keyring::exists(data);
    if !is_there(data) || !something {
        return Ok(());
    }
    backup::set_aside(data, &data.join(backup::free_name(data, ASIDE, at)))
}
