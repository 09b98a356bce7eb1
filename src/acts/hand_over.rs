//! The focal's room leaves this laptop in a sealed file and goes on on another one; an acknowledgement comes back.
//!
//! What travels: every note; of the families that a note is about, or that the rules found, the rows that the room
//! shows. Other families stay behind. On the other laptop it lies as a closed event that is never at hand, and whose
//! families only the room shows: each of them is there because there is something about it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::found::about_focal;
use crate::domain::ids::{EventId, FamilyId, RowId, StaffId};
use crate::domain::safeguarding::{Note, What, safe_to_call};
use crate::exchange::bundle::{self, Ack, BundleError, Manifest, Part};
use crate::seal::focal_key;
use crate::seal::parcel::{self, Address, ParcelError, Wrap};
use crate::seal::sealed::{FocalPublic, FocalSecret, SealError};
use crate::seal::token::uuid7;
use crate::store::hand_overs::{self, HandOver};
use crate::store::journal::{self, By};
use crate::store::take_away::{self, Counted};
use crate::store::{Reading, Savepoint, StoreError, events, schema, sealed_room, staff};

/// The kind of file in which a room leaves.
pub const ROOM: &str = "room";

pub(super) const ROWS: &str = "rows.json";
pub(super) const NOTES: &str = "notes.jsonl";

/// Why a room was not handed over or taken in.
#[derive(Debug, thiserror::Error)]
pub enum HandOverError {
    /// The file does not open.
    #[error(transparent)]
    Parcel(#[from] ParcelError),
    /// What is inside cannot be read.
    #[error(transparent)]
    Contents(#[from] BundleError),
    /// It is of an event of this very laptop.
    #[error("this event is this laptop's own")]
    OwnEvent,
    /// The room is here with another key, and nobody said that it was changed.
    #[error("the room's key was changed")]
    OtherKey,
    /// The room is here, and whoever takes the file in does not open it here.
    #[error("somebody else follows this room here")]
    FollowedHere,
    /// The room is here with another key, which what was typed does not open.
    #[error("another focal has to take the file in")]
    NotOpenHere,
    /// It does not hold a room.
    #[error("the file does not hold an event's room")]
    NotARoom,
    /// There is no such event.
    #[error("there is no such event")]
    NoEvent,
    /// Whoever makes the file may not know of everything that is in it.
    #[error("another focal has to make the file")]
    KeptOut,
    /// The passphrase for this laptop does not do.
    #[error("the passphrase does not do")]
    Passphrase(#[source] SealError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl HandOverError {
    /// The text that says it to a person.
    pub fn text_key(&self) -> &'static str {
        match self {
            Self::Parcel(ParcelError::NotOurs) | Self::NotARoom => "hand-not-ours",
            Self::Parcel(ParcelError::Newer) | Self::Contents(BundleError::Newer) => "hand-newer",
            Self::Parcel(ParcelError::Damaged)
            | Self::Contents(BundleError::PartDiffers | BundleError::Unknown)
            // Sealed whole, and still no room that can be put down.
            | Self::Store(StoreError::BadRow(_)) => "hand-damaged",
            Self::Parcel(ParcelError::NotForYou) => "hand-not-for-you",
            Self::Contents(BundleError::NotAnAck) => "hand-not-an-ack",
            Self::OwnEvent => "hand-own-event",
            Self::OtherKey => "hand-other-key",
            Self::NotOpenHere => "hand-not-open-here",
            Self::FollowedHere => "hand-followed-here",
            Self::KeptOut => "hand-by-another",
            Self::Passphrase(_) => "hand-weak-passphrase",
            Self::NoEvent | Self::Parcel(ParcelError::Seal(_)) | Self::Store(_) => "hand-failed",
        }
    }
}

/// What is to leave.
pub struct Leaving<'a> {
    /// The event.
    pub event: EventId,
    /// The event's opened key.
    pub secret: &'a FocalSecret,
    /// Every note of its room, opened.
    pub notes: &'a [Note],
    /// Further people who open the file by a key of their own, such as whoever keeps the escrow.
    pub others: &'a [FocalPublic],
    /// Families without a note that the rules found.
    pub found: &'a [FamilyId],
    /// Focals who are kept out of a child's record: they open the room here without it, and the file not at all.
    pub kept_out: &'a BTreeSet<StaffId>,
    /// Name and version of the rules; empty where none were used.
    pub rule_set: &'a str,
    /// [`crate::store::followed::mark`] from before the rules looked: what came later need not be in the file.
    pub reach: (i64, i64),
    /// Now.
    pub at: Timestamp,
}

/// A file that is ready to leave.
pub struct Made {
    /// Its name: an id, never a person or place.
    pub name: String,
    /// The sealed bytes.
    pub bytes: Vec<u8>,
    /// How much is in it.
    pub counted: Counted,
    /// How many notes.
    pub notes: usize,
    /// What this laptop remembers of it.
    kept: HandOver,
}

/// Opens an event's key with what a focal typed, or the recovery sheet, and says whose it is; none for the sheet. Takes
/// a second for each copy and blocks.
pub fn unlock(
    conn: &Reading,
    event: EventId,
    typed: &str,
) -> Result<(FocalSecret, Option<StaffId>), HandOverError> {
    let keys = staff::focal_keys(conn, event)?;
    let opened = keys.iter().find_map(|(whose, wrapped)| {
        let about = about_focal(event, *whose);
        let secret = focal_key::unwrap_focal_secret(typed, &about, wrapped).ok()?;
        Some((secret, *whose))
    });
    Ok(opened.ok_or(ParcelError::NotForYou)?)
}

/// Makes the file.
pub fn prepare(conn: &Reading, leaving: &Leaving<'_>) -> Result<Made, HandOverError> {
    let Leaving { event, secret, notes, others, found, kept_out, rule_set, reach, at } = *leaving;
    if events::by_id(conn, event)?.is_none() {
        return Err(HandOverError::NoEvent);
    }
    if events::focal_key(conn, event)? != secret.public() {
        return Err(ParcelError::NotForYou.into());
    }
    let mut families: BTreeSet<FamilyId> = notes.iter().map(|note| note.about.family).collect();
    families.extend(found);
    let mut members: BTreeSet<StaffId> = notes.iter().filter_map(|note| note.by).collect();
    members.extend(notes.iter().filter_map(|note| match &note.what {
        What::Excluded { staff } | What::Admitted { staff } => Some(*staff),
        _ => None,
    }));
    let rows = take_away::rows_of(conn, event, &families, &safe_to_call(notes), &members)?;
    let mut lines = Vec::new();
    for note in notes {
        lines.extend(sealed_room::text_of(note)?);
        lines.push(b'\n');
    }
    let id = RowId(uuid7(at.as_millisecond().unsigned_abs()));
    let counted = rows.counted();
    let manifest = Manifest {
        format: bundle::FORMAT.to_owned(),
        id: id.to_string(),
        kind: ROOM.to_owned(),
        profile_version: String::new(),
        software: concat!("outreach-kit ", env!("CARGO_PKG_VERSION")).to_owned(),
        schema: schema::NEWEST,
        rule_set: rule_set.to_owned(),
        event: event.to_string(),
        created_at: at.to_string(),
        counts: BTreeMap::from([
            ("families".to_owned(), number(counted.families)),
            ("children".to_owned(), number(counted.children)),
            ("notes".to_owned(), number(notes.len())),
        ]),
        parts: Vec::new(),
        previous: previous(conn, event)?,
    };
    let rows = serde_json::to_vec(&rows).map_err(|_| StoreError::BadRow("rows to hand over"))?;
    let parts = [
        Part { name: ROWS.to_owned(), bytes: rows },
        Part { name: NOTES.to_owned(), bytes: lines },
    ];
    let (text, hash) = bundle::write(manifest, &parts);
    let wraps = staff::focal_keys(conn, event)?
        .into_iter()
        .filter(|(whose, _)| whose.is_none_or(|whose| !kept_out.contains(&whose)))
        .map(|(whose, wrapped)| Wrap { who: whose.map_or([0; 16], |whose| whose.0), wrapped });
    let address = Address {
        id: id.0,
        about: event.0,
        recipients: std::iter::once(secret.public()).chain(others.iter().copied()).collect(),
        wraps: wraps.collect(),
    };
    let (bytes, ack_key) = parcel::shut(&address, Some(secret), &text)?;
    let (kind, read_at) = (ROOM.to_owned(), None);
    let kept = HandOver { id, event, kind, at, manifest: hash, ack_key, read_at, reach };
    Ok(Made { name: file_name(id), bytes, counted, notes: notes.len(), kept })
}

/// The name of a sealed file.
pub fn file_name(id: RowId) -> String {
    format!("{id}.sealed")
}

/// The hash of the manifest of the event's file before.
pub fn previous(conn: &Reading, event: EventId) -> Result<String, StoreError> {
    Ok(hand_overs::of_event(conn, event)?
        .into_iter()
        .next()
        .map_or(String::new(), |it| it.manifest))
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Remembers a file that was written to its place.
pub fn made(sp: &Savepoint<'_>, made: &Made, by: By) -> Result<(), StoreError> {
    remember(sp, &made.kept, by)
}

/// Remembers a file of any kind.
pub(crate) fn remember(sp: &Savepoint<'_>, kept: &HandOver, by: By) -> Result<(), StoreError> {
    hand_overs::keep(sp, kept)?;
    journal::append(sp, by, "file_leaves", &kept.id.to_string(), &kept.kind)
}

/// What an acknowledgement says of a file of this laptop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrived {
    /// Whether it was not known before.
    pub is_new: bool,
    /// The file's event.
    pub event: EventId,
    /// What elsewhere has now.
    pub what: Proof,
}

/// What it is the proof of: what a file that arrived holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Records for another program.
    Records,
    /// The event's room as it stands: it is handed over, see [`hand_overs::whole`].
    WholeRoom,
    /// The event's room as it was; something came since.
    RoomOfBefore,
}

/// Reads an acknowledgement and remembers it.
pub fn acknowledge(sp: &Savepoint<'_>, file: &[u8], by: By) -> Result<Arrived, HandOverError> {
    let ack = Ack::from_json(file)?;
    let id = ack.parcel()?;
    let left = hand_overs::by_id(sp, id)?.ok_or(BundleError::NotAnAck)?;
    let read_at = ack.is_of(&left.manifest, &left.ack_key)?;
    let is_new = hand_overs::acknowledge(sp, id, read_at, by.at)?;
    if is_new {
        journal::append(sp, by, "file_acknowledged", &id.to_string(), &left.kind)?;
    }
    let what = match hand_overs::whole(sp, left.event)? {
        _ if left.kind != ROOM => Proof::Records,
        Some(_) => Proof::WholeRoom,
        None => Proof::RoomOfBefore,
    };
    Ok(Arrived { is_new, event: left.event, what })
}
