//! The file of wrapped keys beside the database: who can open this kit.
//!
//! Each slot holds the database key, encrypted under Argon2id of a passphrase or of the printed
//! recovery code, and bound to the kit, the slot, its role and its cost, so that nobody can
//! exchange slots. Changing a passphrase rewraps one slot and leaves the database alone.
//!
//! The file is worth as much as the database: without it nothing opens, so every backup carries
//! a copy. Removing a slot does not reach copies of the file that lie elsewhere.

#[cfg(test)]
mod tests;

use std::fmt;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::DatabaseKey;
use super::cost::Cost;
use super::mac::same;
use super::passphrase::{WeakPassphrase, check_passphrase, material};
use super::recovery::{RecoveryCode, RecoveryError};
use super::slot::{Hex, Slot, fingerprint};
use super::token::RowId;

pub use super::keyring_error::KeyringError;
pub use super::slot::{Role, SlotId, SlotInfo};

/// The version of the file this program writes and the only one it reads.
const VERSION: u32 = 1;

/// The wrapped keys of one kit.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keyring {
    version: u32,
    kit: Hex<16>,
    /// Says before the kit is open that it is for training. Every slot is bound to it: a ring
    /// whose flag was taken off, or put on, opens for nobody.
    #[serde(default, skip_serializing_if = "is_real")]
    training: bool,
    /// Tells one database key from another without saying anything about it.
    fingerprint: Hex<16>,
    slots: Vec<Slot>,
}

impl Keyring {
    /// The name of the key file in the data folder and in every backup.
    pub const FILE_NAME: &str = "keys.json";

    /// An empty ring for the kit `kit`. It opens for nobody until a slot is added.
    pub fn create(kit: RowId, key: &DatabaseKey) -> Self {
        let fingerprint = Hex(fingerprint(key));
        let kit = Hex(*kit.bytes());
        Self { version: VERSION, kit, training: false, fingerprint, slots: Vec::new() }
    }

    /// An empty ring for a training kit, which it can never cease to be.
    pub fn create_for_training(kit: RowId, key: &DatabaseKey) -> Self {
        Self { training: true, ..Self::create(kit, key) }
    }

    /// Whether these keys belong to a training kit.
    pub fn is_for_training(&self) -> bool {
        self.training
    }

    /// The kit these keys belong to.
    pub fn kit(&self) -> RowId {
        RowId::from_bytes(self.kit.0)
    }

    /// Whether this is the key that the ring's slots hold.
    pub fn fits(&self, key: &DatabaseKey) -> bool {
        same(&fingerprint(key), &self.fingerprint.0)
    }

    /// Who can open the kit, in the order they were added.
    pub fn slots(&self) -> impl Iterator<Item = SlotInfo> + '_ {
        self.slots.iter().map(Slot::info)
    }

    /// Gives `holder` a way in by `passphrase`, which must pass the general rules; the caller
    /// has checked it against the event's names. Blocks for one derivation.
    pub fn add_passphrase(
        &mut self,
        holder: &str,
        passphrase: &str,
        key: &DatabaseKey,
        cost: Cost,
    ) -> Result<SlotId, KeyringError> {
        check_new(passphrase)?;
        let (id, holder) = (SlotId::random(), holder.trim().to_owned());
        let name = SlotInfo { id, holder, role: Role::Keyholder };
        self.slots.push(self.shut(name, passphrase, key, cost)?);
        Ok(id)
    }

    /// Makes a recovery sheet's code, to be printed and then dropped. An earlier sheet keeps
    /// working until its slot is removed. Blocks for one derivation.
    pub fn add_recovery(
        &mut self,
        key: &DatabaseKey,
        cost: Cost,
    ) -> Result<RecoveryCode, KeyringError> {
        let code = RecoveryCode::random();
        let name = SlotInfo { id: SlotId::random(), holder: String::new(), role: Role::Recovery };
        self.slots.push(self.shut(name, &code.text(), key, cost)?);
        Ok(code)
    }

    /// Opens the kit with a passphrase or the recovery code. Blocks for one derivation for each
    /// slot that is tried.
    pub fn open(&self, typed: &str) -> Result<(DatabaseKey, SlotId), KeyringError> {
        let reading = RecoveryCode::parse(typed);
        let role = if reading.is_ok() { Role::Recovery } else { Role::Keyholder };
        let material = material(typed);
        let opened = self.slots.iter().filter(|slot| slot.role == role).find_map(|slot| {
            let key = slot.open(&self.home(), &material)?;
            self.fits(&key).then_some((key, slot.id))
        });
        opened.ok_or_else(|| match reading {
            Err(RecoveryError::Mistyped(groups)) if RecoveryCode::was_meant(&groups) => {
                KeyringError::MistypedGroups(groups)
            }
            Ok(_) | Err(RecoveryError::Mistyped(_) | RecoveryError::NotACode) => {
                KeyringError::WrongPassphrase
            }
        })
    }

    /// Changes the passphrase of `slot` for somebody who knows the old one. Blocks for two
    /// derivations.
    pub fn change_passphrase(
        &mut self,
        slot: SlotId,
        old: &str,
        new: &str,
        cost: Cost,
    ) -> Result<(), KeyringError> {
        let known = self.keyholder(slot)?;
        let key = known.open(&self.home(), &material(old)).ok_or(KeyringError::WrongPassphrase)?;
        self.replace_passphrase(slot, new, &key, cost)
    }

    /// Gives the holder of `slot` a new passphrase, for somebody who has the kit open. Blocks
    /// for one derivation.
    pub fn replace_passphrase(
        &mut self,
        slot: SlotId,
        new: &str,
        key: &DatabaseKey,
        cost: Cost,
    ) -> Result<(), KeyringError> {
        let name = self.keyholder(slot)?.info();
        check_new(new)?;
        let replacement = self.shut(name, new, key, cost)?;
        for known in self.slots.iter_mut().filter(|known| known.id == slot) {
            *known = replacement.clone();
        }
        Ok(())
    }

    /// Takes a way in away. One passphrase must stay.
    pub fn remove(&mut self, slot: SlotId) -> Result<(), KeyringError> {
        let place = self.slots.iter().position(|known| known.id == slot);
        let place = place.ok_or(KeyringError::NoSuchSlot)?;
        let others = self.slots.iter().filter(|known| known.id != slot);
        if others.filter(|known| known.role == Role::Keyholder).count() == 0 {
            return Err(KeyringError::LastSlot);
        }
        self.slots.remove(place);
        Ok(())
    }

    /// Writes the ring into the folder `dir` so that a power cut leaves the old file or the new
    /// one, never half a file.
    pub fn save(&self, dir: &Path) -> Result<(), KeyringError> {
        let text = self.to_text()?;
        let draft = dir.join(format!("{}.new", Self::FILE_NAME));
        let written = write_through(&draft, text.as_bytes())
            .and_then(|()| fs::rename(&draft, dir.join(Self::FILE_NAME)))
            .and_then(|()| sync_folder(dir));
        written.map_err(KeyringError::Io)
    }

    /// Reads the ring in the folder `dir`.
    pub fn load(dir: &Path) -> Result<Self, KeyringError> {
        match fs::read_to_string(dir.join(Self::FILE_NAME)) {
            Ok(text) => Self::from_text(&text),
            Err(err) if err.kind() == ErrorKind::NotFound => Err(KeyringError::Missing),
            Err(err) if err.kind() == ErrorKind::InvalidData => Err(KeyringError::Damaged),
            Err(err) => Err(KeyringError::Io(err)),
        }
    }

    /// Whether the folder `dir` has a key file: a kit was made there.
    pub fn exists(dir: &Path) -> bool {
        dir.join(Self::FILE_NAME).exists()
    }

    fn to_text(&self) -> Result<String, KeyringError> {
        serde_json::to_string_pretty(self).map_err(|_| KeyringError::Damaged)
    }

    fn from_text(text: &str) -> Result<Self, KeyringError> {
        let ring: Self = serde_json::from_str(text).map_err(|_| KeyringError::Damaged)?;
        let costs_are_sound = ring.slots.iter().all(|slot| slot.cost.checked().is_some());
        if ring.version != VERSION || !costs_are_sound {
            return Err(KeyringError::Damaged);
        }
        Ok(ring)
    }

    fn keyholder(&self, slot: SlotId) -> Result<&Slot, KeyringError> {
        let mut holders = self.slots.iter().filter(|known| known.role == Role::Keyholder);
        holders.find(|known| known.id == slot).ok_or(KeyringError::NoSuchSlot)
    }

    /// What every slot is bound to.
    fn home(&self) -> Vec<u8> {
        let mark: &[u8] = if self.training { b" training" } else { b"" };
        [&self.kit.0, mark].concat()
    }

    fn shut(
        &self,
        name: SlotInfo,
        typed: &str,
        key: &DatabaseKey,
        cost: Cost,
    ) -> Result<Slot, KeyringError> {
        if !self.fits(key) {
            return Err(KeyringError::OtherKey);
        }
        Slot::shut(name, &self.home(), &material(typed), key, cost).ok_or(KeyringError::Cost)
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Keyring({} slots)", self.slots.len())
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_real(training: &bool) -> bool {
    !training
}

/// The general rules for a new passphrase. A recovery code would be tried on the recovery slots
/// only, and never open this one.
fn check_new(passphrase: &str) -> Result<(), WeakPassphrase> {
    let is_code = RecoveryCode::parse(passphrase).is_ok();
    if is_code { Err(WeakPassphrase::KnownWords) } else { check_passphrase(passphrase, &[]) }
}

/// Writes a new file, readable by its owner only where the system knows owners, to the disk itself.
fn write_through(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a rename outlast a power cut. Only Unix opens folders; NTFS keeps a journal
/// of renames itself.
fn sync_folder(dir: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}
