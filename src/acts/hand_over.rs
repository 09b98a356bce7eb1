//! The focal's room leaves this laptop in a sealed file and goes on on another one; an acknowledgement comes back.
//!
//! What travels: every note; of the families that a note is about, or that the rules found, the rows that the room
//! shows. Other families stay behind. On the other laptop it lies as a closed event that is never at hand, and whose
//! families only the room shows: each of them is there because there is something about it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::found::about_focal;
use super::seal;
use crate::domain::ids::{EventId, FamilyId, RowId, StaffId};
use crate::domain::safeguarding::{Note, What, safe_to_call};
use crate::domain::staff::Role;
use crate::exchange::bundle::{self, Ack, BundleError, Contents, Manifest, Part};
use crate::seal::Cost;
use crate::seal::focal_key;
use crate::seal::parcel::{self, Address, Opener, ParcelError, Wrap};
use crate::seal::sealed::{FocalPublic, FocalSecret, SealError};
use crate::seal::token::uuid7;
use crate::store::hand_overs::{self, HandOver};
use crate::store::journal::{self, By};
use crate::store::take_away::{self, Arriving, Counted, Rows};
use crate::store::{Reading, Savepoint, StoreError, events, renew, schema, sealed_room, staff};

/// The kind of file in which a room leaves.
pub const ROOM: &str = "room";

const ROWS: &str = "rows.json";
const NOTES: &str = "notes.jsonl";

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
            | Self::Contents(BundleError::PartDiffers | BundleError::Unknown) => "hand-damaged",
            Self::Parcel(ParcelError::NotForYou) => "hand-not-for-you",
            Self::Contents(BundleError::NotAnAck) => "hand-not-an-ack",
            Self::OwnEvent => "hand-own-event",
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
    let Leaving { event, secret, notes, others, found, rule_set, reach, at } = *leaving;
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

/// A room that was opened and not yet put down.
pub struct Coming {
    id: RowId,
    secret: FocalSecret,
    sheet: Option<Vec<u8>>,
    rows: Rows,
    notes: Vec<Note>,
    contents: Contents,
    ack: parcel::AckKey,
}

/// Opens a file that holds a room. Blocks for seconds where somebody typed.
pub fn open(file: &[u8], with: Opener<'_>) -> Result<Coming, HandOverError> {
    let opened = parcel::open(file, with)?;
    let contents = bundle::read(&opened.text)?;
    if contents.manifest.kind != ROOM {
        return Err(HandOverError::NotARoom);
    }
    if schema::NEWEST < contents.manifest.schema {
        return Err(BundleError::Newer.into());
    }
    let secret = opened.secret.ok_or(HandOverError::NotARoom)?;
    let rows = contents.part(ROWS).ok_or(HandOverError::NotARoom)?;
    let rows: Rows = serde_json::from_slice(rows).map_err(|_| BundleError::Unknown)?;
    let lines = contents.part(NOTES).ok_or(HandOverError::NotARoom)?;
    let mut notes = Vec::new();
    for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        notes.extend(sealed_room::note_of(line).map_err(|_| BundleError::Unknown)?);
    }
    let sheet = opened.address.wraps.into_iter().find(|wrap| wrap.who == [0; 16]);
    Ok(Coming {
        id: RowId(opened.address.id),
        secret,
        sheet: sheet.map(|wrap| wrap.wrapped),
        rows,
        notes,
        contents,
        ack: opened.ack,
    })
}

/// Who follows the room here, with their copy of its key, wrapped.
pub struct Keeper {
    staff: StaffId,
    wrapped: Vec<u8>,
}

impl Coming {
    /// Wraps the room's key for somebody of this laptop, under a passphrase they type. Takes seconds and blocks.
    pub fn keeper(&self, staff: StaffId, typed: &str, cost: Cost) -> Result<Keeper, HandOverError> {
        let about = about_focal(self.rows.event()?, Some(staff));
        let wrapped = focal_key::wrap_focal_secret(&self.secret, typed, &about, cost)
            .map_err(HandOverError::Passphrase)?;
        Ok(Keeper { staff, wrapped })
    }

    /// What the file says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.contents.manifest
    }
}

/// What was new, and what goes back.
pub struct TakenIn {
    /// Families and children that were not here yet.
    pub new: Counted,
    /// Notes that were not here yet.
    pub notes: usize,
    /// The acknowledgement for the first laptop.
    pub ack: Vec<u8>,
    /// Its file's name.
    pub ack_name: String,
}

/// Puts the room down. What is there already stays, unless the file brings it newer; doing it twice changes nothing.
pub fn take_in(
    sp: &Savepoint<'_>,
    coming: &Coming,
    keeper: &Keeper,
    by: By,
) -> Result<TakenIn, HandOverError> {
    let event = coming.rows.event()?;
    let there = events::is_taken_in(sp, event)?;
    if there == Some(false) {
        return Err(HandOverError::OwnEvent);
    }
    let key = coming.secret.public();
    let new = take_away::put(sp, &Arriving { rows: &coming.rows, key, at: by.at })?;
    let mut all = seal::open_room(sp, event, &coming.secret, 0)?.notes;
    let (known, before): (BTreeSet<RowId>, _) =
        (all.iter().map(|note| note.id).collect(), all.len());
    for note in coming.notes.iter().filter(|note| !known.contains(&note.id)) {
        seal::put_back(sp, event, &key, note)?;
        all.push(note.clone());
    }
    let notes = all.len() - before;
    renew::phones(sp, &coming.rows, &safe_to_call(&all))?;
    staff::give_role(sp, event, keeper.staff, Role::Focal)?;
    let wraps = [(Some(keeper.staff), Some(&keeper.wrapped)), (None, coming.sheet.as_ref())];
    for (whose, wrapped) in wraps {
        let Some(wrapped) = wrapped else { continue };
        if staff::focal_key_of(sp, event, whose)?.is_none() {
            let id = RowId(uuid7(by.at.as_millisecond().unsigned_abs()));
            staff::keep_focal_key(sp, id, event, whose, wrapped)?;
        }
    }
    if there.is_none() || new != Counted::default() || 0 < notes {
        journal::append(sp, by, "file_taken_in", &coming.id.to_string(), ROOM)?;
    }
    let ack = Ack::of(coming.id, &coming.contents, &coming.ack, by.at);
    let ack_name = format!("{}.received", coming.id);
    Ok(TakenIn { new, notes, ack: ack.to_json(), ack_name })
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
