//! Which backup is meant. A stick may hold those of several kits, real ones and for training, and the same
//! passphrase may open more than one: then somebody chooses, and nothing is guessed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use super::{OpenError, RestoreError};
use crate::domain::event::Bilingual;
use crate::seal::DatabaseKey;
use crate::seal::keyring::Keyring;
use crate::store::backup::{self, BackupError, DATABASE, Manifest};
use crate::store::{events, open_for_reading};

/// Which kits come into question.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Only those for training, or only real ones.
    pub training: Option<bool>,
    /// Only this one, by its id.
    pub kit: Option<&'a str>,
}

/// The newest backup of a kit, and its key.
pub struct Chosen {
    /// Its folder.
    pub folder: PathBuf,
    /// Its key file.
    pub keyring: Keyring,
    /// The database's key.
    pub key: DatabaseKey,
    manifest: Manifest,
}

/// A kit to choose, as its newest backup shows it.
pub struct Offered {
    /// Its id.
    pub kit: String,
    /// Folder of the backup.
    pub folder: PathBuf,
    /// When that was made.
    pub made: Timestamp,
    /// How many families are in it.
    pub families: i64,
    /// Name and place of its event at hand and the day that begins; none where that cannot be read.
    pub event: Option<(Bilingual, Bilingual, Date)>,
}

impl std::fmt::Debug for Offered {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Offered({})", self.kit)
    }
}

/// Of each kit among these backups, the newest last, the newest whose key file can be read, if `typed` opens it; and
/// why none was found.
///
/// The newest key file decides: with a passphrase that was changed since, an older backup would be taken unasked.
pub(super) fn opened_by(
    typed: &str,
    backups: Vec<(PathBuf, Manifest)>,
    wanted: Wanted<'_>,
) -> (Vec<Chosen>, Option<OpenError>) {
    let (mut seen, mut chosen) = (BTreeSet::new(), Vec::new());
    let (mut refused, mut other_kind) = (None, false);
    for (folder, manifest) in backups.into_iter().rev() {
        let Ok(keyring) = Keyring::load(&folder) else { continue };
        let kit = keyring.kit().to_string();
        if wanted.kit.is_some_and(|wanted| wanted != kit) || !seen.insert(kit) {
            continue;
        }
        if wanted.training.is_some_and(|training| training != keyring.is_for_training()) {
            other_kind = true;
            continue;
        }
        match keyring.open(typed) {
            Ok((key, _)) => chosen.push(Chosen { folder, keyring, key, manifest }),
            Err(err) => refused = Some(err.into()),
        }
    }
    (chosen, refused.or_else(|| other_kind.then_some(OpenError::OtherKind)))
}

/// The one that was found, or the question which of several.
pub(super) fn only(mut chosen: Vec<Chosen>) -> Result<Option<Chosen>, OpenError> {
    if 1 < chosen.len() {
        return Err(OpenError::Several(chosen.iter().map(offer).collect()));
    }
    Ok(chosen.pop())
}

/// The newest backup in a folder that is wanted and that `typed` opens. Blocks for a derivation for each kit.
pub fn choose(place: &Path, wanted: Wanted<'_>, typed: &str) -> Result<Chosen, RestoreError> {
    let (chosen, refused) = opened_by(typed, backup::all_in(place)?, wanted);
    let none = || refused.map_or(BackupError::NoBackup.into(), RestoreError::from);
    only(chosen)?.ok_or_else(none)
}

fn offer(chosen: &Chosen) -> Offered {
    let event = open_for_reading(&chosen.folder.join(DATABASE), &chosen.key)
        .and_then(|conn| events::at_hand(&conn))
        .ok()
        .flatten();
    Offered {
        kit: chosen.keyring.kit().to_string(),
        folder: chosen.folder.clone(),
        made: chosen.manifest.made(),
        families: chosen.manifest.rows_of("families"),
        event: event.map(|(event, _)| (event.name, event.place, event.starts_on)),
    }
}
