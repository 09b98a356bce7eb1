//! A room of another laptop is taken in: it goes on here, followed by whoever brought the file.

use std::collections::BTreeSet;

use super::found::about_focal;
use super::hand_over::{HandOverError, NOTES, ROOM, ROWS};
use super::seal;
use crate::domain::ids::{RowId, StaffId};
use crate::domain::safeguarding::{Note, safe_to_call};
use crate::domain::staff::Role;
use crate::exchange::bundle::{self, Ack, BundleError, Contents, Manifest};
use crate::seal::Cost;
use crate::seal::focal_key;
use crate::seal::parcel::{self, Opener};
use crate::seal::sealed::{FocalPublic, FocalSecret};
use crate::seal::token::uuid7;
use crate::store::journal::{self, By};
use crate::store::take_away::{self, Arriving, Counted, Rows};
use crate::store::{Reading, Savepoint, events, renew, schema, sealed_room, staff};

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
    /// What opens the room here, where its key is another one than the file's.
    here: Option<FocalSecret>,
}

/// How the room lies here before a file of it is taken in.
pub struct Lies {
    key: FocalPublic,
    /// The copy of whoever takes the file in.
    own: Option<Vec<u8>>,
    /// Whether anybody who works here opens it.
    is_followed: bool,
    /// Whether they say that the key was changed: they asked whoever made the file.
    is_changed: bool,
}

impl Coming {
    /// How the room lies here, if it does. `is_changed`: whoever takes the file in knows that the room's key is another
    /// one since the last file, and from whom.
    pub fn lies(
        &self,
        conn: &Reading,
        staff: StaffId,
        is_changed: bool,
    ) -> Result<Option<Lies>, HandOverError> {
        let event = self.rows.event()?;
        match events::is_taken_in(conn, event)? {
            Some(true) => {}
            Some(false) => return Err(HandOverError::OwnEvent),
            None => return Ok(None),
        }
        let own = staff::focal_key_of(conn, event, Some(staff))?;
        let mut is_followed = false;
        for whose in staff::focal_keys(conn, event)?.into_iter().filter_map(|(whose, _)| whose) {
            is_followed |= staff::pin_of(conn, whose)?.is_some();
        }
        Ok(Some(Lies { key: events::focal_key(conn, event)?, own, is_followed, is_changed }))
    }

    /// Wraps the room's key for somebody of this laptop, under a passphrase they type. Where the room is here already, that
    /// passphrase has to open it. Takes seconds and
    /// blocks.
    ///
    /// # Errors
    /// [`HandOverError::FollowedHere`] where the room is here and somebody else's; [`HandOverError::OtherKey`] where nobody
    /// said that the key was changed: a stranger's file looks the same.
    pub fn keeper(
        &self,
        staff: StaffId,
        typed: &str,
        lies: Option<&Lies>,
        cost: Cost,
    ) -> Result<Keeper, HandOverError> {
        let about = about_focal(self.rows.event()?, Some(staff));
        let wrapped = focal_key::wrap_focal_secret(&self.secret, typed, &about, cost)
            .map_err(HandOverError::Passphrase)?;
        let Some(lies) = lies else { return Ok(Keeper { staff, wrapped, here: None }) };
        let is_same = lies.key == self.secret.public();
        let own = match lies.own.as_deref() {
            Some(own) => own,
            // An old file opens for somebody who was taken off since: who follows the room here lets others in.
            None if lies.is_followed => return Err(HandOverError::FollowedHere),
            None if is_same => return Ok(Keeper { staff, wrapped, here: None }),
            None => return Err(HandOverError::NotOpenHere),
        };
        if !is_same && !lies.is_changed {
            return Err(HandOverError::OtherKey);
        }
        let here = focal_key::unwrap_focal_secret(typed, &about, own)
            .ok()
            .filter(|here| here.public() == lies.key)
            .ok_or(HandOverError::NotOpenHere)?;
        Ok(Keeper { staff, wrapped, here: (!is_same).then_some(here) })
    }

    /// The file's own id.
    pub fn id(&self) -> RowId {
        self.id
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
    let secret = keeper.here.as_ref().unwrap_or(&coming.secret);
    let key = secret.public();
    if there.is_some() && events::focal_key(sp, event)? != key {
        // Somebody was taken off it just now.
        return Err(HandOverError::OtherKey);
    }
    let new = take_away::put(sp, &Arriving { rows: &coming.rows, key, at: by.at })?;
    let mut all = seal::open_room(sp, event, secret, 0)?.notes;
    let (known, before): (BTreeSet<RowId>, _) =
        (all.iter().map(|note| note.id).collect(), all.len());
    for note in coming.notes.iter().filter(|note| !known.contains(&note.id)) {
        seal::put_back(sp, event, &key, note)?;
        all.push(note.clone());
    }
    let notes = all.len() - before;
    renew::phones(sp, &coming.rows, &safe_to_call(&all))?;
    staff::give_role(sp, event, keeper.staff, Role::Focal)?;
    // Copies of another key open nothing here.
    let [own, sheet] = if keeper.here.is_some() {
        [None, None]
    } else {
        [Some(&keeper.wrapped), coming.sheet.as_ref()]
    };
    let wraps = [(Some(keeper.staff), own), (None, sheet)];
    for (whose, wrapped) in wraps {
        let Some(wrapped) = wrapped else { continue };
        if staff::focal_key_of(sp, event, whose)?.is_none() {
            let id = RowId(uuid7(by.at.as_millisecond().unsigned_abs()));
            staff::keep_focal_key(sp, id, event, whose, wrapped)?;
            if let Some(whose) = whose {
                journal::append(sp, by, "add_focal", &whose.to_string(), "")?;
            }
        }
    }
    if there.is_none() || new != Counted::default() || 0 < notes {
        journal::append(sp, by, "file_taken_in", &coming.id.to_string(), ROOM)?;
    }
    let ack = Ack::of(coming.id, &coming.contents, &coming.ack, by.at);
    let ack_name = format!("{}.received", coming.id);
    Ok(TakenIn { new, notes, ack: ack.to_json(), ack_name })
}
