//! One way to the database key, and its shape in the key file.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::cost::{Cost, Typed, derive};
use super::mac::hmac;
use super::token::{from_hex, to_hex};
use super::wrap::{self, NONCE, TAG};
use super::{DatabaseKey, random};

/// A wrapped key: ciphertext and tag.
const WRAPPED: usize = 32 + TAG;

/// What a slot is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A person with a passphrase.
    Keyholder,
    /// The printed recovery sheet.
    Recovery,
}

impl Role {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Keyholder => b"keyholder",
            Self::Recovery => b"recovery",
        }
    }
}

/// The id of a slot: random, and never used again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SlotId(Hex<8>);

impl SlotId {
    pub(super) fn random() -> Self {
        Self(Hex(random()))
    }

    /// Reads the 16 hexadecimal digits of its `Display`.
    pub fn parse(text: &str) -> Option<Self> {
        from_hex(text).map(|bytes| Self(Hex(bytes)))
    }
}

impl fmt::Display for SlotId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&to_hex(&self.0.0))
    }
}

impl fmt::Debug for SlotId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SlotId({self})")
    }
}

/// What may be shown about a slot.
#[derive(Clone, PartialEq, Eq)]
pub struct SlotInfo {
    /// Its id.
    pub id: SlotId,
    /// Who holds it, as the administrator wrote it; empty for the recovery sheet.
    pub holder: String,
    /// What it is for.
    pub role: Role,
}

impl fmt::Debug for SlotInfo {
    /// Without the holder's name.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SlotInfo({}, {:?})", self.id, self.role)
    }
}

/// One way to the database key, as it stands in the file.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    pub(super) id: SlotId,
    pub(super) holder: String,
    pub(super) role: Role,
    salt: Hex<16>,
    pub(super) cost: Cost,
    nonce: Hex<NONCE>,
    wrapped: Hex<WRAPPED>,
}

impl Slot {
    /// Shuts `key` under `material` for the kit `home` names. Blocks for one derivation. `None` for a
    /// cost that cannot be spent.
    pub(super) fn shut(
        name: SlotInfo,
        home: &[u8],
        material: &[u8],
        key: &DatabaseKey,
        cost: Cost,
    ) -> Option<Self> {
        let SlotInfo { id, holder, role } = name;
        let salt: [u8; 16] = random();
        let wrapping = derive(Typed::Passphrase, material, &salt, cost)?;
        let shut = wrap::shut(&wrapping, &about(home, id, role, cost), key.bytes())?;
        let (nonce, rest) = shut.split_first_chunk::<NONCE>()?;
        let wrapped = Hex(*rest.first_chunk::<WRAPPED>()?);
        Some(Self { id, holder, role, salt: Hex(salt), cost, nonce: Hex(*nonce), wrapped })
    }

    pub(super) fn info(&self) -> SlotInfo {
        SlotInfo { id: self.id, holder: self.holder.clone(), role: self.role }
    }

    /// The database key, if `material` is what this slot was shut with. Blocks for one derivation.
    pub(super) fn open(&self, home: &[u8], material: &[u8]) -> Option<DatabaseKey> {
        let wrapping = derive(Typed::Passphrase, material, &self.salt.0, self.cost.checked()?)?;
        let shut = [self.nonce.0.as_slice(), &self.wrapped.0].concat();
        let opened = wrap::open(&wrapping, &about(home, self.id, self.role, self.cost), &shut)?;
        opened.first_chunk::<32>().map(|bytes| DatabaseKey::from_bytes(*bytes))
    }
}

/// What a wrapped key is bound to: the kit, the slot, what it is for, and what it costs.
fn about(home: &[u8], id: SlotId, role: Role, cost: Cost) -> Vec<u8> {
    let label = b"outreach-kit key slot v1\0".as_slice();
    [label, home, &id.0.0, &cost.to_bytes(), role.label()].concat()
}

/// Sixteen bytes that only this database key gives, and that do not lead back to it.
pub(super) fn fingerprint(key: &DatabaseKey) -> [u8; 16] {
    let whole = hmac(key.bytes(), "outreach-kit database key fingerprint v1", &[]);
    std::array::from_fn(|place| whole.get(place).copied().unwrap_or_default())
}

/// Bytes that stand in the file as hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Hex<const N: usize>(pub(super) [u8; N]);

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&to_hex(&self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = from_hex(&text);
        bytes
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom("not hexadecimal of the right length"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIT: [u8; 16] = [5; 16];

    fn shut(key: &DatabaseKey) -> Slot {
        let name = SlotInfo { id: SlotId::random(), holder: "Dara".into(), role: Role::Keyholder };
        Slot::shut(name, &KIT, b"river lamp", key, Cost::test()).unwrap()
    }

    #[test]
    fn a_slot_opens_for_its_kit_and_its_passphrase_only() {
        let key = DatabaseKey::random();
        let slot = shut(&key);
        assert_eq!(slot.open(&KIT, b"river lamp").unwrap().bytes(), key.bytes());
        assert!(slot.open(&KIT, b"river lamb").is_none());
        assert!(slot.open(&[6; 16], b"river lamp").is_none());
    }

    #[test]
    fn a_slot_cannot_pass_for_another() {
        let sound = shut(&DatabaseKey::random());
        let changes: [fn(&mut Slot); 6] = [
            |slot| slot.id = SlotId::random(),
            |slot| slot.role = Role::Recovery,
            |slot| slot.cost = Cost::from_parts([64, 1, 1]).unwrap(),
            |slot| slot.salt.0[0] ^= 1,
            |slot| slot.nonce.0[23] ^= 1,
            |slot| slot.wrapped.0[47] ^= 1,
        ];
        for change in changes {
            let mut other = sound.clone();
            change(&mut other);
            assert!(other.open(&KIT, b"river lamp").is_none());
        }
    }

    #[test]
    fn a_holder_can_be_renamed_without_the_passphrase() {
        let mut slot = shut(&DatabaseKey::random());
        slot.holder = "Dara Chea".into();
        assert!(slot.open(&KIT, b"river lamp").is_some());
    }

    #[test]
    fn fingerprints_tell_keys_apart() {
        let key = DatabaseKey::random();
        assert_eq!(fingerprint(&key), fingerprint(&key.clone()));
        assert_ne!(fingerprint(&key), fingerprint(&DatabaseKey::random()));
    }
}
