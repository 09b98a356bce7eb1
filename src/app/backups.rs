//! Backups that nobody has to think of: when one is due, where it goes, and how the last one went.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::{SignedDuration, Timestamp};

use super::Kit;
use crate::acts::{self, Outside};
use crate::machine;
use crate::store::backup::{self, BackupError, Made, Pace, Trouble};
use crate::store::journal::By;
use crate::store::wipe::PLACES;
use crate::store::{StoreError, settings, tally};

/// How many backups are kept in one place.
const KEEP: usize = 6;

/// Time between two backups while things change.
const EVERY: SignedDuration = SignedDuration::from_mins(5);

/// After a backup that failed the next try comes sooner: the stick may be back.
const AGAIN: SignedDuration = SignedDuration::from_mins(1);

/// So many families do not wait for the clock.
const FILINGS: i64 = 20;

/// The newest backup may be this old while things change; two rounds were missed then.
const OLD: SignedDuration = SignedDuration::from_mins(15);

/// Setting: folder on another disk, if an administrator chose one.
pub const PLACE: &str = "backup_to";

/// Setting: whether that folder was on another disk than the data when it was chosen.
pub const OTHER_DISK: &str = "backup_other_disk";

/// How backups stand.
#[derive(Debug, Clone, Default)]
pub struct BackupState {
    /// When the last one was made and read back, in the place where they should go.
    pub last_good: Option<Timestamp>,
    /// Why the one after it failed.
    pub trouble: Option<Trouble>,
    /// When one was made on the laptop's own disk because the other place failed.
    pub beside: Option<Timestamp>,
    /// Folder on another disk, if an administrator chose one.
    pub to: Option<PathBuf>,
    /// Whether that folder was on another disk when it was chosen.
    pub other_disk: bool,
    /// Whether one that somebody waits for is being made.
    is_being_made: bool,
    tried: Option<Timestamp>,
    /// How far the store had come when the last good one began.
    covers: u64,
    families: i64,
}

impl BackupState {
    /// What is known when a kit is opened.
    pub(super) fn at_start(data: &Path, to: Option<PathBuf>, other_disk: bool) -> Self {
        let place = to.clone().unwrap_or_else(|| own_place(data));
        let last_good = backup::newest_of(data, &place).map(|(_, manifest)| manifest.made());
        Self { last_good, to, other_disk, ..Self::default() }
    }

    /// Whether a backup that somebody waits for is being made now.
    pub fn is_being_made(&self) -> bool {
        self.is_being_made
    }

    /// Whether a backup should be made now. `changes` is how far the store has come, `families` how many are filed.
    fn is_due(&self, changes: u64, families: i64, now: Timestamp) -> bool {
        let waited = |time: SignedDuration| {
            // A clock that was put right may lie on either side.
            self.tried.is_none_or(|tried| time <= now.duration_since(tried).abs())
        };
        if self.trouble.is_some() {
            return waited(AGAIN);
        }
        let differs = changes != self.covers;
        differs && (waited(EVERY) || self.families + FILINGS <= families)
    }

    /// Whether somebody should look: the last one failed, or things change and the newest is old.
    pub fn needs_somebody(&self, changes: u64, now: Timestamp) -> bool {
        let old = self.last_good.is_none_or(|at| OLD < now.duration_since(at));
        self.trouble.is_some() || (old && changes != self.covers)
    }
}

/// Where backups go when nobody chose a place.
pub fn own_place(data: &Path) -> PathBuf {
    data.join("backups")
}

/// Every folder that backups of the kit in `data` are known to have gone to, the own one last.
pub fn known_places(data: &Path) -> Vec<PathBuf> {
    let listed = std::fs::read_to_string(data.join(PLACES)).unwrap_or_default();
    let mut places: Vec<PathBuf> =
        listed.lines().filter(|line| !line.is_empty()).map(PathBuf::from).collect();
    places.reverse();
    places.push(own_place(data));
    places
}

/// Remembers a place beside the data, where it can be found when the data itself cannot be read.
fn remember_place(data: &Path, place: &Path) {
    let name = place.display().to_string();
    let listed = std::fs::read_to_string(data.join(PLACES)).unwrap_or_default();
    if listed.lines().last() != Some(&name) {
        let others = listed.lines().filter(|line| *line != name);
        let mut text = others.chain([name.as_str()]).collect::<Vec<_>>().join("\n");
        text.push('\n');
        // Without it somebody has to type the folder's name; nothing else is lost.
        let _ = std::fs::write(data.join(PLACES), text);
    }
}

impl Kit {
    /// How backups stand.
    pub fn backup_state(&self) -> BackupState {
        let known = self.backup.read().map(|state| state.clone()).unwrap_or_default();
        BackupState { is_being_made: self.backup_wanted.load(Ordering::Relaxed) != 0, ..known }
    }

    /// Whether somebody should look after the backups.
    pub fn backups_need_somebody(&self, now: Timestamp) -> bool {
        self.backup_state().needs_somebody(self.store.changes(), now)
    }

    fn note_backup(&self, note: impl FnOnce(&mut BackupState)) {
        if let Ok(mut state) = self.backup.write() {
            note(&mut state);
        }
    }

    /// Sends further backups to another folder, or back to the laptop's own disk.
    pub async fn choose_backup_place(&self, to: Option<PathBuf>) -> Result<(), StoreError> {
        let other_disk =
            to.as_ref().is_some_and(|to| machine::same_disk(&self.data, to) == Some(false));
        let name = to.as_ref().map(|to| to.display().to_string()).unwrap_or_default();
        self.store
            .write(move |sp| {
                settings::set(sp, PLACE, &name)?;
                settings::set(sp, OTHER_DISK, if other_disk { "yes" } else { "" })
            })
            .await?;
        if let Some(to) = &to {
            remember_place(&self.data, to);
        }
        let fresh = BackupState::at_start(&self.data, to, other_disk);
        // Whatever is there already, the new place gets its first backup with the next look.
        self.note_backup(|state| {
            *state = BackupState { covers: u64::MAX, ..fresh };
        });
        Ok(())
    }

    /// Makes a backup if one is due, and writes down that the kit did. `true`: one was made.
    ///
    /// The line comes before the backup, so that it is in it: one that came after would make the next one due. What is
    /// tried again after a failure leaves one line when it fails first and one when it goes well again.
    pub async fn back_up_by_itself(self: &Arc<Self>, now: Timestamp) -> Result<bool, BackupError> {
        let families = self.store.read(tally::families).await?;
        let state = self.backup_state();
        if !state.is_due(self.store.changes(), families, now) {
            return Ok(false);
        }
        let failed_before = state.trouble.is_some();
        if !failed_before {
            self.note_by_itself(Outside::BackupByItself, now).await;
        }
        let kit = Arc::clone(self);
        let made = tokio::task::spawn_blocking(move || kit.back_up_meanwhile(families, now)).await;
        let made = made.map_err(|_| StoreError::Panicked)?;
        match (failed_before, &made) {
            (false, Err(_)) => self.note_by_itself(Outside::BackupFailed, now).await,
            (true, Ok(_)) => self.note_by_itself(Outside::BackupByItself, now).await,
            (false, Ok(_)) | (true, Err(_)) => {}
        }
        made.map(|_| true)
    }

    /// Writes down what the kit did by itself. A full disk keeps no backup from being made elsewhere.
    async fn note_by_itself(&self, what: Outside, at: Timestamp) {
        let by = By { staff: None, at };
        if let Err(err) = self.store.write(move |sp| acts::noted(sp, what, by)).await {
            tracing::warn!(error = crate::telemetry::chain(&err), "a backup was not written down");
        }
    }

    /// Makes a backup beside everything else; until it is made or has failed the state says that it is being made.
    pub fn back_up_now(self: &Arc<Self>, families: i64, at: Timestamp) {
        let (kit, wanted) = (Arc::clone(self), Wanted::one_more(&self.backup_wanted));
        tokio::task::spawn_blocking(move || {
            let _wanted = wanted;
            if let Err(err) = kit.back_up(families, at) {
                tracing::error!(error = crate::telemetry::chain(&err), "a backup failed");
            }
        });
    }

    /// Makes a backup, reads it back and remembers how it went. Blocks.
    ///
    /// Where the chosen place fails, one on the laptop's own disk is better than none: it does not outlive the
    /// laptop, but it outlives a damaged file.
    pub fn back_up(&self, families: i64, at: Timestamp) -> Result<Made, BackupError> {
        let _wanted = Wanted::one_more(&self.backup_wanted);
        self.back_up_at(&Pace::steady(), families, at)
    }

    /// The same for which nobody waits. Everything is read and written anew while two hundred families may be at it: they
    /// go first, by rests as well as by stepping back.
    pub fn back_up_meanwhile(&self, families: i64, at: Timestamp) -> Result<Made, BackupError> {
        let pace = Pace::beside(&self.store, &self.backup_wanted);
        machine::yielding(|| self.back_up_at(&pace, families, at))
    }

    fn back_up_at(&self, pace: &Pace, families: i64, at: Timestamp) -> Result<Made, BackupError> {
        let Ok(_one_at_a_time) = self.backing_up.lock() else {
            return Err(StoreError::Closed.into());
        };
        let before = self.backup_state();
        let own = own_place(&self.data);
        let to = before.to.clone().unwrap_or_else(|| own.clone());
        let changes = self.store.changes();
        let made = place_is_there(&self.data, &before)
            .and_then(|()| backup::make_beside(&self.data, &self.key, &to, at, pace));
        match &made {
            Ok(made) => {
                backup::thin_out(&to, &self.data, &made.folder, KEEP);
                if before.to.is_some() {
                    remember_place(&self.data, &to);
                }
                self.note_backup(|state| {
                    state.last_good = Some(at);
                    state.trouble = None;
                    state.beside = None;
                    state.tried = Some(at);
                    state.covers = changes;
                    state.families = families;
                });
            }
            Err(err) => {
                let trouble = Trouble::of(err, &to);
                self.note_backup(|state| {
                    state.trouble = Some(trouble);
                    state.tried = Some(at);
                });
                let recent = before.beside.is_some_and(|made| now_within(made, at, EVERY));
                if before.to.is_some() && !recent && self.has_room_beside() {
                    self.back_up_beside(&own, at, pace);
                }
            }
        }
        made
    }

    /// Makes one on the laptop's own disk, whatever place was chosen. Blocks.
    pub(super) fn back_up_own(&self, at: Timestamp) -> Result<Made, BackupError> {
        let Ok(_one_at_a_time) = self.backing_up.lock() else {
            return Err(StoreError::Closed.into());
        };
        backup::make(&self.data, &self.key, &own_place(&self.data), at)
    }

    fn back_up_beside(&self, own: &Path, at: Timestamp, pace: &Pace) {
        if let Ok(made) = backup::make_beside(&self.data, &self.key, own, at, pace) {
            backup::thin_out(own, &self.data, &made.folder, KEEP);
            self.note_backup(|state| state.beside = Some(at));
        }
    }

    /// Whether the own disk can take a copy and still has room for the day.
    fn has_room_beside(&self) -> bool {
        let size =
            std::fs::metadata(self.data.join(backup::DATABASE)).map_or(0, |about| about.len());
        machine::free_bytes(&self.data).is_none_or(|free| machine::LITTLE_ROOM + size < free)
    }
}

/// Somebody who waits while a backup is made. Dropped when it is made, has failed or was never begun.
struct Wanted(Arc<AtomicUsize>);

impl Wanted {
    fn one_more(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Wanted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn now_within(made: Timestamp, at: Timestamp, time: SignedDuration) -> bool {
    at.duration_since(made).abs() < time
}

/// A chosen place must be there already, and be the disk it was: the folder at which a stick appears may stay when
/// the stick is gone, and would take the backup on the laptop's own disk.
fn place_is_there(data: &Path, state: &BackupState) -> Result<(), BackupError> {
    let Some(to) = &state.to else { return Ok(()) };
    let gone = !to.is_dir() || (state.other_disk && machine::same_disk(data, to) == Some(true));
    if gone { Err(BackupError::Gone) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    /// A backup was made at second 0, when the store stood at 7 with 10 families.
    fn state() -> BackupState {
        BackupState {
            last_good: Some(at(0)),
            tried: Some(at(0)),
            covers: 7,
            families: 10,
            ..BackupState::default()
        }
    }

    #[test]
    fn the_first_one_comes_with_the_first_change() {
        let fresh = BackupState::default();
        assert!(!fresh.is_due(0, 0, at(0)));
        assert!(fresh.is_due(1, 0, at(0)));
    }

    #[test]
    fn where_nothing_changed_none_is_made() {
        assert!(!state().is_due(7, 10, at(100_000)));
        assert!(!state().needs_somebody(7, at(100_000)));
    }

    #[test]
    fn the_next_comes_after_five_minutes_or_twenty_families() {
        assert!(!state().is_due(8, 11, at(299)));
        assert!(state().is_due(8, 11, at(300)));
        assert!(!state().is_due(8, 29, at(10)));
        assert!(state().is_due(8, 30, at(10)));
        // The laptop's clock was put back meanwhile.
        assert!(state().is_due(8, 11, at(-4000)));
    }

    #[test]
    fn after_a_failure_the_next_comes_sooner_even_if_nothing_changed() {
        let failed = BackupState { trouble: Some(Trouble::Gone), ..state() };
        assert!(!failed.is_due(7, 10, at(59)));
        assert!(failed.is_due(7, 10, at(60)));
        assert!(failed.needs_somebody(7, at(1)));
    }

    #[test]
    fn somebody_is_needed_when_changes_wait_too_long() {
        assert!(!state().needs_somebody(8, at(15 * 60)));
        assert!(state().needs_somebody(8, at(15 * 60 + 1)));
        assert!(BackupState::default().needs_somebody(1, at(0)));
    }
}
