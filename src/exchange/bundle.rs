//! What is inside a sealed file: a manifest that names its parts with their hashes, and the parts.
//!
//! Layout: length of the manifest 4 ‖ manifest (JSON) ‖ the parts one after the other, as the manifest lists them. The
//! sealing around it is [`crate::seal::parcel`]'s.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::ids::RowId;
use crate::seal::parcel::AckKey;
use crate::seal::sha256;
use crate::seal::token::{from_hex, to_hex};

/// The format of a manifest that this program writes and reads.
pub const FORMAT: &str = "outreach-kit bundle 1";

/// The format of an acknowledgement.
const ACK_FORMAT: &str = "outreach-kit acknowledgement 1";

/// Why the inside of a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Not what this program writes.
    #[error("the file holds what this program does not know")]
    Unknown,
    /// A newer program wrote it.
    #[error("the file was made by a newer version of this program")]
    Newer,
    /// A part is not what the manifest says.
    #[error("a part of the file is not what its manifest says")]
    PartDiffers,
    /// Not an acknowledgement, or not of a file of this laptop.
    #[error("this does not acknowledge a file of this laptop")]
    NotAnAck,
}

/// One part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Name without a folder, such as `notes.jsonl` or an id.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a manifest says of one part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartLine {
    /// Its name.
    pub name: String,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The file's own name.
    pub id: String,
    /// `room`, or the profile of an export.
    pub kind: String,
    /// Version of the profile; empty for a room.
    #[serde(default)]
    pub profile_version: String,
    /// The program and its version.
    pub software: String,
    /// Version of the database's shape.
    pub schema: i64,
    /// Name and version of the rule set, as whoever made it was told; empty if none was used.
    #[serde(default)]
    pub rule_set: String,
    /// The event.
    pub event: String,
    /// When it was made, UTC.
    pub created_at: String,
    /// How much is in it, by name.
    pub counts: BTreeMap<String, u64>,
    /// The parts in their order.
    pub parts: Vec<PartLine>,
    /// SHA-256 of the manifest of the event's file before this; empty for the first.
    #[serde(default)]
    pub previous: String,
}

impl Manifest {
    /// The bytes that are written and hashed.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }
}

/// SHA-256 in hexadecimal.
pub fn hash_of(bytes: &[u8]) -> String {
    to_hex(&sha256(bytes))
}

/// Writes the parts with their manifest, whose list of parts is filled in. Gives the text and the manifest's hash.
pub fn write(mut manifest: Manifest, parts: &[Part]) -> (Vec<u8>, String) {
    let line = |part: &Part| PartLine {
        name: part.name.clone(),
        bytes: u64::try_from(part.bytes.len()).unwrap_or(u64::MAX),
        sha256: hash_of(&part.bytes),
    };
    manifest.parts = parts.iter().map(line).collect();
    let json = manifest.to_json();
    let mut text = u32::try_from(json.len()).unwrap_or(u32::MAX).to_be_bytes().to_vec();
    text.extend_from_slice(&json);
    for part in parts {
        text.extend_from_slice(&part.bytes);
    }
    (text, hash_of(&json))
}

/// A file's inside, read and compared with its manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// What it says of itself.
    pub manifest: Manifest,
    /// SHA-256 of the manifest.
    pub hash: String,
    /// The parts.
    pub parts: Vec<Part>,
}

impl Contents {
    /// The bytes of a part; none if there is no such part.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.iter().find(|part| part.name == name).map(|part| part.bytes.as_slice())
    }
}

/// Reads what [`write()`] wrote.
pub fn read(text: &[u8]) -> Result<Contents, BundleError> {
    let (length, rest) = text.split_first_chunk::<4>().ok_or(BundleError::Unknown)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| BundleError::Unknown)?;
    let (json, mut rest) = rest.split_at_checked(length).ok_or(BundleError::Unknown)?;
    let manifest: Manifest = serde_json::from_slice(json).map_err(|_| BundleError::Unknown)?;
    if manifest.format != FORMAT {
        let newer = manifest.format.starts_with("outreach-kit bundle ");
        return Err(if newer { BundleError::Newer } else { BundleError::Unknown });
    }
    let mut parts = Vec::new();
    for line in &manifest.parts {
        let length = usize::try_from(line.bytes).map_err(|_| BundleError::PartDiffers)?;
        let (bytes, after) = rest.split_at_checked(length).ok_or(BundleError::PartDiffers)?;
        if hash_of(bytes) != line.sha256 {
            return Err(BundleError::PartDiffers);
        }
        parts.push(Part { name: line.name.clone(), bytes: bytes.to_vec() });
        rest = after;
    }
    if !rest.is_empty() {
        return Err(BundleError::PartDiffers);
    }
    Ok(Contents { hash: hash_of(json), manifest, parts })
}

/// What comes back from the other laptop: that a file was taken in. It lies open on a stick, so it says of how many
/// parts and bytes, and nothing of how many children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ack {
    format: String,
    parcel: String,
    manifest: String,
    parts: u64,
    bytes: u64,
    read_at: String,
    sign: String,
}

impl Ack {
    /// Acknowledges what was read.
    pub fn of(parcel: RowId, contents: &Contents, key: &AckKey, at: Timestamp) -> Self {
        let lines = &contents.manifest.parts;
        let mut ack = Self {
            format: ACK_FORMAT.to_owned(),
            parcel: parcel.to_string(),
            manifest: contents.hash.clone(),
            parts: u64::try_from(lines.len()).unwrap_or_default(),
            bytes: lines.iter().map(|line| line.bytes).sum(),
            read_at: at.to_string(),
            sign: String::new(),
        };
        ack.sign = to_hex(&key.sign(&ack.words()));
        ack
    }

    /// The file.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// Reads a file; whether its sign is right needs the parcel's key: [`Ack::is_of`].
    pub fn from_json(json: &[u8]) -> Result<Self, BundleError> {
        let ack: Self = serde_json::from_slice(json).map_err(|_| BundleError::NotAnAck)?;
        if ack.format == ACK_FORMAT { Ok(ack) } else { Err(BundleError::NotAnAck) }
    }

    /// Which file it is about.
    pub fn parcel(&self) -> Result<RowId, BundleError> {
        RowId::parse(&self.parcel).map_err(|_| BundleError::NotAnAck)
    }

    /// When the file was taken in, if this acknowledges the file with that manifest and was signed by its opener.
    pub fn is_of(&self, manifest: &str, key: &AckKey) -> Result<Timestamp, BundleError> {
        let sign: [u8; 32] = from_hex(&self.sign).ok_or(BundleError::NotAnAck)?;
        if self.manifest != manifest || !key.is_sign(&self.words(), &sign) {
            return Err(BundleError::NotAnAck);
        }
        self.read_at.parse().map_err(|_| BundleError::NotAnAck)
    }

    /// What is signed.
    fn words(&self) -> Vec<u8> {
        let Self { format, parcel, manifest, parts, bytes, read_at, sign: _ } = self;
        format!("{format}\n{parcel}\n{manifest}\n{parts}\n{bytes}\n{read_at}").into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        Manifest {
            format: FORMAT.to_owned(),
            id: "1".to_owned(),
            kind: "room".to_owned(),
            profile_version: String::new(),
            software: "outreach-kit".to_owned(),
            schema: 1,
            rule_set: String::new(),
            event: "2".to_owned(),
            created_at: "2026-11-21T02:00:00Z".to_owned(),
            counts: BTreeMap::from([("notes".to_owned(), 2)]),
            parts: Vec::new(),
            previous: String::new(),
        }
    }

    fn parts() -> Vec<Part> {
        let part = |name: &str, bytes: &[u8]| Part { name: name.into(), bytes: bytes.into() };
        vec![part("rows.json", b"{}"), part("notes.jsonl", "ឃ\n".as_bytes()), part("empty", b"")]
    }

    #[test]
    fn parts_come_back_as_they_were() {
        let (text, hash) = write(manifest(), &parts());
        let contents = read(&text).unwrap();
        assert_eq!((&contents.parts, &contents.hash), (&parts(), &hash));
        assert_eq!(contents.part("rows.json"), Some(b"{}".as_slice()));
    }

    #[test]
    fn what_does_not_fit_its_manifest_is_refused() {
        let (text, _) = write(manifest(), &parts());
        for place in 0..text.len() {
            let mut changed = text.clone();
            changed[place] ^= 1;
            let same = read(&changed).ok().filter(|contents| contents.parts == parts());
            // A changed word of the manifest shows in its hash, which the next manifest and the acknowledgement carry.
            let hash = same.map(|contents| contents.hash);
            assert_ne!(hash, Some(read(&text).unwrap().hash), "byte {place}");
            assert!(read(&text[..place]).is_err(), "cut at {place}");
        }
        assert_eq!(read(&[text, vec![0]].concat()), Err(BundleError::PartDiffers));
        let newer = Manifest { format: "outreach-kit bundle 2".to_owned(), ..manifest() };
        assert_eq!(read(&write(newer, &[]).0), Err(BundleError::Newer));
    }

    #[test]
    fn an_acknowledgement_is_signed_and_of_one_file() {
        let contents = read(&write(manifest(), &parts()).0).unwrap();
        let key = AckKey::from_bytes([7; 32]);
        let at = Timestamp::from_second(1_800_000_000).unwrap();
        let ack = Ack::of(RowId([1; 16]), &contents, &key, at);
        let read = Ack::from_json(&ack.to_json()).unwrap();
        assert_eq!(read.is_of(&contents.hash, &key), Ok(at));
        assert!(read.is_of("another", &key).is_err());
        assert!(read.is_of(&contents.hash, &AckKey::from_bytes([8; 32])).is_err());
        let later = Ack { read_at: "2027-02-01T00:00:00Z".to_owned(), ..read };
        assert!(later.is_of(&contents.hash, &key).is_err());
        assert!(!String::from_utf8(ack.to_json()).unwrap().contains("notes"));
    }
}
