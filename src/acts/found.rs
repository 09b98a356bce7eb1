//! Founds a kit: keys, event, people. The same act for the first-run page, `init` and the rehearsal.

use jiff::Timestamp;

use crate::domain::event::Event;
use crate::domain::ids::{EventId, RowId, StaffId};
use crate::domain::staff::Role;
use crate::khmer;
use crate::seal::keyring::{Keyring, KeyringError};
use crate::seal::receipt_code::{EventCode, ReceiptKey};
use crate::seal::recovery::RecoveryCode;
use crate::seal::sealed::{FocalPublic, FocalSecret, SealError};
use crate::seal::token::{self, uuid7};
use crate::seal::{Cost, DatabaseKey, focal_key, pin};
use crate::store::events::Kit;
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, events, journal, staff};

/// Somebody who can open the kit.
pub struct Keyholder {
    /// Name, shown in the list of keyholders.
    pub name: String,
    /// Passphrase.
    pub passphrase: String,
}

/// Somebody who is to work here.
pub struct NewMember {
    /// Name to sign in by.
    pub name: String,
    /// PIN of four to eight digits.
    pub pin: String,
    /// Roles in the event.
    pub roles: Vec<Role>,
    /// A focal's own passphrase, which alone opens sealed notes; empty for everybody else.
    pub passphrase: String,
}

/// Everything the first-run page asks.
pub struct Founding {
    /// The event, without its row and code, which are drawn here.
    pub event: Event,
    /// This laptop's number.
    pub laptop: u16,
    /// A kit for training.
    pub training: bool,
    /// At least two keyholders, so that the kit opens again after a power cut.
    pub keyholders: Vec<Keyholder>,
    /// Staff.
    pub members: Vec<NewMember>,
}

/// What founding gives back.
pub struct Founded {
    /// The code for the printed recovery sheet; shown once.
    pub recovery: RecoveryCode,
    /// The database key, to open the kit at once.
    pub key: DatabaseKey,
    /// The key file, to be saved beside the database.
    pub keyring: Keyring,
    /// Rows to be written.
    pub rows: Rows,
}

/// What goes into the new database, prepared: hashing PINs and wrapping keys takes seconds.
pub struct Rows {
    kit: Kit,
    event: Event,
    receipt_key: ReceiptKey,
    focal_key: FocalPublic,
    members: Vec<(StaffId, String, String, Vec<Role>)>,
    focal_keys: Vec<(RowId, Option<StaffId>, Vec<u8>)>,
}

/// Why a kit could not be founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundError {
    /// Fewer than two keyholders.
    #[error("a kit needs at least two keyholders")]
    TooFewKeyholders,
    /// A keyholder's passphrase does not do; which one, from 0.
    #[error("the passphrase of keyholder {} does not do", .0 + 1)]
    Keyholder(usize, #[source] KeyringError),
    /// A member's PIN does not do; which one, from 0.
    #[error("the PIN of member {} does not do", .0 + 1)]
    Pin(usize, #[source] pin::WeakPin),
    /// A focal's passphrase does not do; which member, from 0.
    #[error("the passphrase of focal {} does not do", .0 + 1)]
    Focal(usize, #[source] SealError),
    /// Two members have the same name.
    #[error("two people have the same name")]
    SameName(usize),
    /// The key file failed.
    #[error("the key file failed")]
    Keyring(#[from] KeyringError),
    /// Sealing failed.
    #[error("sealing failed")]
    Seal(#[from] SealError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Draws every key and wraps it. Takes seconds and blocks.
pub fn prepare(
    founding: Founding,
    cost: Cost,
    pin_cost: Cost,
    at: Timestamp,
) -> Result<Founded, FoundError> {
    let Founding { mut event, laptop, training, keyholders, members } = founding;
    if keyholders.len() < 2 {
        return Err(FoundError::TooFewKeyholders);
    }
    let millis = at.as_millisecond().unsigned_abs();
    let kit = token::RowId::new(millis);
    let key = DatabaseKey::random();
    let mut keyring =
        if training { Keyring::create_for_training(kit, &key) } else { Keyring::create(kit, &key) };
    for (index, holder) in keyholders.iter().enumerate() {
        keyring
            .add_passphrase(&khmer::normalize(&holder.name), &holder.passphrase, &key, cost)
            .map_err(|err| FoundError::Keyholder(index, err))?;
    }
    let recovery = keyring.add_recovery(&key, cost)?;
    event.id = EventId(uuid7(millis));
    event.code = EventCode::random().number();
    let focal = FocalSecret::random();
    let mut rows = Rows {
        kit: Kit { id: *kit.bytes(), laptop, training },
        receipt_key: ReceiptKey::random(),
        focal_key: focal.public(),
        members: Vec::new(),
        focal_keys: vec![(
            RowId(uuid7(millis)),
            None,
            focal_key::wrap_focal_secret(
                &focal,
                &recovery.text(),
                &about_focal(event.id, None),
                cost,
            )?,
        )],
        event,
    };
    for (index, member) in members.into_iter().enumerate() {
        let member_name = khmer::normalize(&member.name);
        if rows.members.iter().any(|(_, name, ..)| *name == member_name) {
            return Err(FoundError::SameName(index));
        }
        let id = StaffId(uuid7(millis));
        let hash = pin::hash(&member.pin, pin_cost).map_err(|err| FoundError::Pin(index, err))?;
        if member.roles.contains(&Role::Focal) {
            let about = about_focal(rows.event.id, Some(id));
            let wrapped = focal_key::wrap_focal_secret(&focal, &member.passphrase, &about, cost)
                .map_err(|err| FoundError::Focal(index, err))?;
            rows.focal_keys.push((RowId(uuid7(millis)), Some(id), wrapped));
        }
        rows.members.push((id, member_name, hash, member.roles));
    }
    Ok(Founded { recovery, key, keyring, rows })
}

/// What a wrapped focal secret belongs to: the event and the person, zeros for the recovery sheet.
pub(crate) fn about_focal(event: EventId, staff: Option<StaffId>) -> Vec<u8> {
    let mut about = event.0.to_vec();
    about.extend_from_slice(&staff.map_or([0; 16], |id| id.0));
    about
}

/// Writes the prepared rows into a fresh database.
pub fn found(sp: &Savepoint<'_>, rows: &Rows, by: By) -> Result<(), StoreError> {
    events::make_kit(sp, &rows.kit, by.at)?;
    journal::append(sp, by, "found", &hex_of(rows.kit.id), "")?;
    open_event(sp, &rows.event, &rows.receipt_key, &rows.focal_key, by)?;
    for (id, name, pin, roles) in &rows.members {
        add_member(sp, rows.event.id, *id, name, pin, roles, by)?;
    }
    for (id, staff, wrapped) in &rows.focal_keys {
        staff::keep_focal_key(sp, *id, rows.event.id, *staff, wrapped)?;
    }
    Ok(())
}

fn hex_of(id: [u8; 16]) -> String {
    RowId(id).to_string()
}

/// Opens an event.
pub fn open_event(
    sp: &Savepoint<'_>,
    event: &Event,
    receipt_key: &ReceiptKey,
    focal_key: &FocalPublic,
    by: By,
) -> Result<(), StoreError> {
    events::open(sp, event, receipt_key, focal_key, by.at)?;
    journal::append(sp, by, "open_event", &event.id.to_string(), &event.commune_code)
}

/// Adds somebody to the staff. `false`: the name is taken.
pub fn add_member(
    sp: &Savepoint<'_>,
    event: EventId,
    id: StaffId,
    name: &str,
    pin_hash: &str,
    roles: &[Role],
    by: By,
) -> Result<bool, StoreError> {
    if !staff::add(sp, id, name, pin_hash, by.at)? {
        return Ok(false);
    }
    for role in roles {
        staff::give_role(sp, event, id, *role)?;
    }
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    journal::append(sp, by, "add_member", &id.to_string(), &codes.join(" "))?;
    Ok(true)
}
