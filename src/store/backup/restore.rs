//! Putting a backup into an empty data directory, or into the place of data that is damaged.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, Savepoint};
use serde::{Deserialize, Serialize};

use super::{ASIDE, BackupError, DATABASE, GENERATION, Manifest, PREFIX};
use super::{disown_given_up, examine, kit_mark, manifest_of, sync_folder};
use crate::domain::ids::EventId;
use crate::seal::DatabaseKey;
use crate::seal::keyring::Keyring;
use crate::store::{StoreError, journal, open_for_writing, schema, settings, unfinished};

/// How far numbers skip ahead after a restore: what was handed out since the backup is never handed out again.
const SKIP_TICKETS: u32 = 500;

/// The same for serials, of which there are 32,767 for each laptop and event.
const SKIP_SERIALS: u32 = 4000;

/// The same for paper forms, of which an event has 999: two printings of as many as are printed at once.
const SKIP_FORMS: u32 = 200;

/// Where a backup lies until it was read back whole and may take the database's name.
const INCOMING: &str = "kit.db.incoming";

/// Setting: what a repair could not bring back, as the one who repaired wrote it down.
pub const REPAIRED: &str = "repaired";

/// Setting: which backup the kit goes on from, until an administrator has seen it.
const RESTORED: &str = "restored";

/// Which backup a kit goes on from, and what it held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// When the backup was made, UTC milliseconds.
    made_at: i64,
    /// When it became the kit, UTC milliseconds.
    went_on_at: i64,
    /// Families in it.
    pub families: i64,
    /// Children in it.
    pub children: i64,
    /// Receipt numbers in it, blanks included.
    pub receipts: i64,
}

impl Restored {
    /// By how much tickets, receipts and paper forms go on higher.
    pub const SKIPPED: [u32; 3] = [SKIP_TICKETS, SKIP_SERIALS, SKIP_FORMS];

    /// When the backup was made.
    pub fn made(&self) -> Timestamp {
        journal::time(self.made_at)
    }

    /// When it became the kit.
    pub fn at(&self) -> Timestamp {
        journal::time(self.went_on_at)
    }
}

/// The backup this kit goes on from; none after an administrator has seen it.
pub fn restored(conn: &Connection) -> Result<Option<Restored>, StoreError> {
    let text = settings::get(conn, RESTORED)?.filter(|text| !text.is_empty());
    let read = |text: String| serde_json::from_str(&text);
    text.map(read).transpose().map_err(|_| StoreError::BadRow("a restored backup"))
}

/// An administrator has seen which backup this kit goes on from.
pub fn restored_seen(sp: &Savepoint<'_>) -> Result<(), StoreError> {
    settings::set(sp, RESTORED, "")
}

/// Why data is replaced, for the journal and for whoever asks later.
#[derive(Debug, Clone, Default)]
pub struct Why {
    /// Code of the damage; empty on a fresh laptop.
    pub damage: &'static str,
    /// The highest ticket of each event that can still be read in the damaged data.
    pub last_tickets: BTreeMap<EventId, u32>,
    /// How many tickets can still be read there that the backup does not have.
    pub missing: usize,
    /// Kept as a setting of the restored kit.
    pub note: String,
}

/// Puts a backup into an empty data directory, or one where setting up stopped half way; reads it back, and skips
/// serials and tickets ahead.
pub fn restore(
    from: &Path,
    data: &Path,
    key: &DatabaseKey,
    at: Timestamp,
) -> Result<Manifest, BackupError> {
    if data.join(DATABASE).exists() && !unfinished::is_there(data) {
        return Err(BackupError::Occupied);
    }
    fs::create_dir_all(data)?;
    let restored = bring_in(from, data, key, at, &Why::default())?;
    unfinished::set_aside(data, at)?;
    fs::copy(from.join(Keyring::FILE_NAME), data.join(Keyring::FILE_NAME))?;
    // Before the database has its name: a power cut then leaves keys without data, which is asked about at the next
    // start, and never a whole kit that is taken for none.
    unfinished::end(data)?;
    take_the_place(data)?;
    Ok(restored)
}

/// Puts a backup into the place of damaged data. The damaged files are set aside first, in a folder of the data
/// directory with a name from [`name_aside`]: nothing is thrown away.
///
/// A power cut at any moment leaves the damaged data, or none beside its keys, or the restored; each of them leads
/// back here or on.
pub fn repair(
    from: &Path,
    data: &Path,
    key: &DatabaseKey,
    at: Timestamp,
    why: &Why,
    aside: &str,
) -> Result<Manifest, BackupError> {
    let restored = bring_in(from, data, key, at, why)?;
    set_aside(data, &data.join(aside))?;
    if Keyring::load(data).is_err() {
        fs::copy(from.join(Keyring::FILE_NAME), data.join(Keyring::FILE_NAME))?;
    }
    take_the_place(data)?;
    for place in [from.parent(), Some(data.join("backups").as_path())].into_iter().flatten() {
        disown_given_up(place, data, &restored);
    }
    Ok(restored)
}

/// A name for the folder of damaged files that no folder in `data` has yet.
pub fn name_aside(data: &Path, at: Timestamp) -> String {
    free_name(data, ASIDE, at)
}

/// The same for a folder that begins in another way.
pub(in crate::store) fn free_name(data: &Path, begins: &str, at: Timestamp) -> String {
    let stamp = at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let further = (2..).map(|number| format!("{begins}{stamp}-{number}"));
    std::iter::once(format!("{begins}{stamp}"))
        .chain(further)
        .find(|name| !data.join(name).exists())
        .unwrap_or_default()
}

/// Copies the backup beside the data, reads it back and makes it ready to be the kit.
fn bring_in(
    from: &Path,
    data: &Path,
    key: &DatabaseKey,
    at: Timestamp,
    why: &Why,
) -> Result<Manifest, BackupError> {
    let manifest = manifest_of(from).ok_or(BackupError::NoBackup)?;
    let incoming = data.join(INCOMING);
    let generation = next_generation(from, data, &manifest, at);
    let restored = fs::copy(from.join(DATABASE), &incoming)
        .map_err(BackupError::from)
        .and_then(|_| finish(&incoming, &manifest, key, (generation, at), why));
    if restored.is_err() {
        // A half restored file must not be taken for a kit.
        let _ = fs::remove_file(&incoming);
    }
    restored
}

/// Greater than every generation of this kit that can be seen, and than those that cannot be seen, on a stick in a
/// pocket, as far as the clock goes forward.
fn next_generation(from: &Path, data: &Path, manifest: &Manifest, at: Timestamp) -> i64 {
    let own = format!("{PREFIX}{}-", kit_mark(from));
    let places = [from.parent().map(Path::to_owned), Some(data.join("backups"))];
    let seen = places
        .into_iter()
        .flatten()
        .flat_map(|place| super::own_in(&place, &own))
        .map(|(_, manifest)| manifest.generation)
        .max();
    let known = seen.unwrap_or(0).max(manifest.generation);
    at.as_millisecond().max(known + 1)
}

fn finish(
    incoming: &Path,
    manifest: &Manifest,
    key: &DatabaseKey,
    (generation, at): (i64, Timestamp),
    why: &Why,
) -> Result<Manifest, BackupError> {
    let mut conn = open_for_writing(incoming, key)?;
    let found = examine(&conn, at)?;
    if found.rows != manifest.rows || found.journal != manifest.journal {
        return Err(BackupError::NotTheSame);
    }
    // A backup of an older program is brought up first, so that every counter is there to be moved.
    schema::migrate(&mut conn)?;
    let mut tx = conn.transaction()?;
    let savepoint = tx.savepoint()?;
    // Of every event: receipts are made long after one was closed, and the last one may be opened again.
    for (event, last) in &why.last_tickets {
        savepoint.execute(
            "UPDATE events SET next_ticket = max(next_ticket, ?2) WHERE id = ?1",
            (event, last),
        )?;
    }
    savepoint.execute(
        "UPDATE events SET next_ticket = next_ticket + ?1, next_serial = next_serial + ?2,
            next_form = next_form + ?3",
        (SKIP_TICKETS, SKIP_SERIALS, SKIP_FORMS),
    )?;
    savepoint.execute_batch("DELETE FROM sessions; DELETE FROM signed_in")?;
    settings::set(&savepoint, GENERATION, &generation.to_string())?;
    let restored = Restored {
        made_at: manifest.made_at,
        went_on_at: at.as_millisecond(),
        families: manifest.rows_of("families"),
        children: manifest.rows_of("children"),
        receipts: manifest.rows_of("receipts"),
    };
    let restored = serde_json::to_string(&restored).map_err(std::io::Error::from)?;
    settings::set(&savepoint, RESTORED, &restored)?;
    let by = journal::By { staff: None, at };
    let mut detail = format!("backup of {}", manifest.made_at);
    if !why.damage.is_empty() {
        // Writing into a text cannot fail.
        let _ = write!(detail, "; damage {}; tickets missing {}", why.damage, why.missing);
        settings::set(&savepoint, REPAIRED, &why.note)?;
    }
    journal::append(&savepoint, by, "restore", "", &detail)?;
    savepoint.commit()?;
    tx.commit()?;
    conn.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    let restored = examine(&conn, at)?;
    drop(conn);
    fs::File::open(incoming)?.sync_all()?;
    Ok(restored)
}

/// Moves the files that are replaced out of the way. A copy of the keys goes with them.
pub(in crate::store) fn set_aside(data: &Path, aside: &Path) -> std::io::Result<()> {
    fs::create_dir(aside)?;
    if data.join(Keyring::FILE_NAME).exists() {
        fs::copy(data.join(Keyring::FILE_NAME), aside.join(Keyring::FILE_NAME))?;
    }
    // The log first: a database without it is older than it was, one with another's log would be nonsense.
    for end in ["-wal", "-shm", ""] {
        let name = format!("{DATABASE}{end}");
        if data.join(&name).exists() {
            fs::rename(data.join(&name), aside.join(&name))?;
        }
    }
    sync_folder(aside)?;
    sync_folder(data)
}

fn take_the_place(data: &Path) -> Result<(), BackupError> {
    fs::rename(data.join(INCOMING), data.join(DATABASE))?;
    sync_folder(data)?;
    Ok(())
}
