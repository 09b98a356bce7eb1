//! Data that cannot be read whole: what was found, what is left, which backup helps, and putting it in place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

use super::backups::{known_places, own_place};
use super::choosing::{self, Chosen, Wanted, opened_by};
use super::{App, Kit, OpenError, Phase};
use crate::domain::ids::EventId;
use crate::seal::DatabaseKey;
use crate::seal::keyring::{Keyring, KeyringError};
use crate::store::backup::{self, BackupError, DATABASE, Manifest, Why};
use crate::store::damage::{self, Damage, Readable};
use crate::store::{StoreError, journal, settings};

/// Damaged data as it was found. Nothing was changed.
#[derive(Debug, Clone)]
pub struct Found {
    /// Id of the kit whose keys were opened; empty before that.
    pub kit: String,
    /// How it is damaged, and what can still be read.
    pub damage: Damage,
    /// The newest backup that reads back whole.
    pub best: Option<Candidate>,
    /// How many backups were found that do not.
    pub bad: usize,
}

/// A backup that was read back whole.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its folder.
    pub folder: PathBuf,
    /// What it holds.
    pub manifest: Manifest,
    /// Tickets that can still be read in the damaged data and are not in this backup.
    pub missing: Vec<Missing>,
}

/// Tickets of one event that are missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Missing {
    /// Name of the event, Khmer and English; empty where it could not be read.
    pub event: [String; 2],
    /// The numbers, in order.
    pub numbers: Vec<u32>,
}

impl Missing {
    /// How many tickets these are together.
    pub fn count(all: &[Self]) -> usize {
        all.iter().map(|missing| missing.numbers.len()).sum()
    }
}

/// What is put into the place of the damaged data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// The newest good backup in the known places.
    Newest,
    /// The newest good backup in this folder.
    In(PathBuf),
    /// What can still be read, where that is sound.
    WhatIsLeft,
}

/// What a repair did, kept in the kit for whoever asks those families to come again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Repaired {
    /// Code of the damage.
    pub kind: String,
    /// When the repair was, UTC milliseconds.
    pub at: i64,
    /// When the backup was made, UTC milliseconds.
    pub backup_at: i64,
    /// Families that are there now.
    pub families: i64,
    /// Children that are there now.
    pub children: i64,
    /// Tickets that were handed out and are not there any more, as far as they could be read.
    #[serde(deserialize_with = "missing_of")]
    pub missing: Vec<Missing>,
    /// The folder with the damaged files, in the data directory.
    pub aside: String,
}

/// Looks for damage and for what helps against it.
pub fn find(data: &Path, key: &DatabaseKey, at: Timestamp) -> Result<Option<Found>, StoreError> {
    find_within(data, key, u64::MAX, at)
}

/// The same, but of a file of more than `at_once` bytes the photos are left out.
fn find_within(
    data: &Path,
    key: &DatabaseKey,
    at_once: u64,
    at: Timestamp,
) -> Result<Option<Found>, StoreError> {
    let Some(damage) = damage::look_within(data, key, at_once)? else { return Ok(None) };
    let (best, bad) = best_in(&known_places(data), key, &damage, at);
    Ok(Some(Found { kit: String::new(), damage, best, bad }))
}

/// The newest backup in these places that opens with this key and reads back whole, and how many newer ones do not.
fn best_in(
    places: &[PathBuf],
    key: &DatabaseKey,
    damage: &Damage,
    at: Timestamp,
) -> (Option<Candidate>, usize) {
    let mut bad = 0;
    for (folder, said) in all_known(places).into_iter().rev() {
        if Keyring::load(&folder).is_ok_and(|keyring| !keyring.fits(key)) {
            // Of another kit.
            continue;
        }
        let whole = backup::check(&folder, key, at)
            .is_ok_and(|found| found.rows == said.rows && found.journal == said.journal);
        let tickets = damage::tickets_of(&folder.join(DATABASE), key);
        match (whole, tickets) {
            (true, Ok(known)) => {
                let missing = not_in(&damage.readable, &known);
                return (Some(Candidate { folder, manifest: said, missing }), bad);
            }
            _ => bad += 1,
        }
    }
    (None, bad)
}

/// What can be read and is not known, by event.
fn not_in(readable: &Readable, known: &BTreeSet<(EventId, u32)>) -> Vec<Missing> {
    let mut missing: BTreeMap<EventId, Missing> = BTreeMap::new();
    for (event, number) in readable.tickets.difference(known) {
        let of_event = missing.entry(*event).or_insert_with(|| Missing {
            event: readable.events.get(event).cloned().unwrap_or_default(),
            numbers: Vec::new(),
        });
        of_event.numbers.push(*number);
    }
    missing.into_values().collect()
}

/// What is missing as it was noted, also before events were told apart.
fn missing_of<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Missing>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Noted {
        ByEvent(Vec<Missing>),
        Numbers(Vec<u32>),
    }
    Ok(match Noted::deserialize(from)? {
        Noted::ByEvent(missing) => missing,
        Noted::Numbers(numbers) => vec![Missing { numbers, ..Missing::default() }],
    })
}

/// Puts a remedy into the place of damaged data. Blocks; nobody else may have the data open.
pub fn put_right(
    data: &Path,
    key: &DatabaseKey,
    found: &Found,
    remedy: &Remedy,
    at: Timestamp,
) -> Result<Repaired, BackupError> {
    let candidate = match remedy {
        Remedy::Newest => found.best.clone(),
        Remedy::In(place) => best_in(std::slice::from_ref(place), key, &found.damage, at).0,
        Remedy::WhatIsLeft if found.damage.kind.leaves_it_sound() => {
            let made = backup::make(data, key, &own_place(data), at)?;
            Some(Candidate { folder: made.folder, manifest: made.manifest, missing: Vec::new() })
        }
        Remedy::WhatIsLeft => None,
    };
    let Candidate { folder, manifest, missing } = candidate.ok_or(BackupError::NoBackup)?;
    let repaired = Repaired {
        kind: found.damage.kind.code().to_owned(),
        at: at.as_millisecond(),
        backup_at: manifest.made_at,
        families: manifest.rows_of("families"),
        children: manifest.rows_of("children"),
        missing,
        aside: backup::name_aside(data, at),
    };
    let why = Why {
        damage: found.damage.kind.code(),
        last_tickets: found.damage.readable.last_tickets(),
        missing: Missing::count(&repaired.missing),
        note: serde_json::to_string(&repaired).unwrap_or_default(),
    };
    backup::repair(&folder, data, key, at, &why, &repaired.aside)?;
    Ok(repaired)
}

/// Opens the key file; where it is not there or damaged, that of the newest backup takes its place which is wanted and
/// which `typed` opens. Of several kits it is the one whose key opens the data.
pub fn open_keys(
    data: &Path,
    wanted: Wanted<'_>,
    typed: &str,
) -> Result<(Keyring, DatabaseKey, bool), OpenError> {
    let lost = match Keyring::load(data) {
        Ok(keyring) => {
            let (key, _) = keyring.open(typed)?;
            return Ok((keyring, key, false));
        }
        Err(lost @ (KeyringError::Missing | KeyringError::Damaged)) => lost,
        Err(err) => return Err(err.into()),
    };
    let (mut chosen, refused) = opened_by(typed, all_known(&known_places(data)), wanted);
    let fits = |one: &Chosen| damage::opens(data, &one.key);
    if chosen.iter().any(fits) {
        chosen.retain(fits);
    }
    match choosing::only(chosen)? {
        Some(Chosen { keyring, key, .. }) => Ok((keyring, key, true)),
        None => Err(refused.unwrap_or_else(|| lost.into())),
    }
}

/// Every backup in these places, the newest last.
fn all_known(places: &[PathBuf]) -> Vec<(PathBuf, Manifest)> {
    let mut all: Vec<(PathBuf, Manifest)> =
        places.iter().flat_map(|place| backup::all_in(place).unwrap_or_default()).collect();
    all.sort_by_key(|(_, manifest)| manifest.age());
    all
}

impl App {
    /// What is known of damaged data, once somebody with a key has looked.
    pub fn damage(&self) -> Option<Arc<Found>> {
        self.damaged.read().ok().and_then(|found| found.clone())
    }

    fn note_damage(&self, found: Option<Arc<Found>>) {
        if let Ok(mut known) = self.damaged.write() {
            *known = found;
        }
    }

    /// Opens the kit with a passphrase or a recovery code. Takes about a second and blocks.
    ///
    /// Before anything may be written the data is read; what cannot be read whole is not opened.
    /// Of several kits whose backups have the lost keys it is `kit`, where somebody chose one.
    pub fn unlock(&self, typed: &str, kit: Option<&str>) -> Result<(), OpenError> {
        let _one_at_a_time = self.founding.blocking_lock();
        if matches!(self.phase(), Phase::Open(_)) {
            return Ok(());
        }
        let data = self.config.data.clone();
        let wanted = Wanted { training: Some(self.training), kit };
        let (keyring, key, from_backup) = open_keys(&data, wanted, typed)?;
        let at_once = self.config.at_once;
        if let Some(found) = find_within(&data, &key, at_once, (self.now)())? {
            let kind = found.damage.kind;
            tracing::error!(kind = kind.code(), "the data is damaged; nothing was changed");
            let kit = keyring.kit().to_string();
            self.note_damage(Some(Arc::new(Found { kit, ..found })));
            return Err(OpenError::Damaged(kind));
        }
        if from_backup {
            tracing::warn!("the key file was damaged; the newest backup's took its place");
            keyring.save(&data)?;
        }
        let kit = Kit::open(data, key, keyring)?;
        kit.was_read(at_once);
        self.note_damage(None);
        self.set_phase(Phase::Open(Arc::new(kit)));
        Ok(())
    }

    /// Puts a remedy into the place of damaged data and opens the kit. Blocks.
    pub fn repair(&self, remedy: &Remedy, typed: &str) -> Result<(), super::RestoreError> {
        let _one_at_a_time = self.founding.blocking_lock();
        if matches!(self.phase(), Phase::Open(_)) {
            return Err(OpenError::AlreadyThere.into());
        }
        let (data, at) = (self.config.data.clone(), (self.now)());
        let known = self.damage();
        let kit = known.as_ref().map(|found| found.kit.as_str());
        let (keyring, key, _) = open_keys(&data, Wanted { training: None, kit }, typed)?;
        // Looked at again: a stick may be there now, and what is replaced must be damaged at this moment.
        let found = find(&data, &key, at).map_err(OpenError::from)?;
        let found = found.ok_or(OpenError::AlreadyThere)?;
        put_right(&data, &key, &found, remedy, at)?;
        let keyring = Keyring::load(&data).unwrap_or(keyring);
        let kit = Kit::open(data, key, keyring)?;
        self.note_damage(None);
        self.set_phase(Phase::Open(Arc::new(kit)));
        Ok(())
    }
}

impl Kit {
    /// What the last repair did, if there ever was one.
    pub async fn repaired(&self) -> Result<Option<Repaired>, StoreError> {
        let json = self.store.read(|conn| settings::get(conn, backup::REPAIRED)).await?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }
}

impl Repaired {
    /// When the repair was.
    pub fn when(&self) -> Timestamp {
        journal::time(self.at)
    }

    /// When the backup was made.
    pub fn backup_when(&self) -> Timestamp {
        journal::time(self.backup_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repair_noted_before_events_were_told_apart_is_still_read() {
        let noted = |missing: &str| {
            let json = format!(
                r#"{{"kind":"pages","at":1,"backup_at":2,"families":3,"children":4,"missing":{missing},"aside":"a"}}"#
            );
            serde_json::from_str::<Repaired>(&json).map(|done| done.missing).unwrap_or_default()
        };
        let of =
            |event: [&str; 2]| Missing { event: event.map(str::to_owned), numbers: vec![4, 5] };
        assert_eq!(noted("[4,5]"), [of(["", ""])]);
        assert_eq!(noted(r#"[{"event":["ក","A"],"numbers":[4,5]}]"#), [of(["ក", "A"])]);
        assert_eq!(Missing::count(&noted("[]")), 0);
    }
}
