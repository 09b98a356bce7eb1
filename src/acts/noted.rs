//! What is done with the kit as a whole and leaves a line in the journal: opened, backed up, printed, scanned.

use crate::domain::event::Event;
use crate::domain::ids::RowId;
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, backup, events, journal, settings};

/// What happened outside the database, in the key file or on another disk: the act is all there is to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// A keyholder opened the kit.
    Unlocked,
    /// A keyholder was added.
    AddKeyholder,
    /// A passphrase was changed.
    ChangePassphrase,
    /// A keyholder was taken off.
    RemoveKeyholder,
    /// A new recovery sheet was made.
    NewRecoverySheet,
    /// The recovery sheets before it were made worthless.
    EndOldSheets,
    /// A backup was asked for.
    Backup,
    /// A backup was due and the kit made it.
    BackupByItself,
    /// One that was due failed.
    BackupFailed,
    /// Another place for backups was chosen.
    BackupPlace,
    /// A backup was made and restored for practice.
    Drill,
}

impl Outside {
    const fn code(self) -> &'static str {
        match self {
            Self::Unlocked => "unlock",
            Self::AddKeyholder => "add_keyholder",
            Self::ChangePassphrase => "change_passphrase",
            Self::RemoveKeyholder => "remove_keyholder",
            Self::NewRecoverySheet => "new_recovery_sheet",
            Self::EndOldSheets => "end_old_sheets",
            Self::Backup => "backup",
            Self::BackupByItself => "backup_by_itself",
            Self::BackupFailed => "backup_failed",
            Self::BackupPlace => "choose_backup_place",
            Self::Drill => "drill",
        }
    }
}

/// Writes down what happened outside the database.
pub fn noted(sp: &Savepoint<'_>, what: Outside, by: By) -> Result<(), StoreError> {
    journal::append(sp, by, what.code(), "", "")
}

/// A receipt was scanned or its number typed: the child it led to, if any, and the verdict's code.
pub fn scanned(sp: &Savepoint<'_>, child: &str, verdict: &str, by: By) -> Result<(), StoreError> {
    journal::append(sp, by, "scan", child, verdict)
}

/// Collection lists went to the printer.
pub fn lists_printed(sp: &Savepoint<'_>, lists: &[RowId], by: By) -> Result<(), StoreError> {
    lists.iter().try_for_each(|id| journal::append(sp, by, "print_list", &id.to_string(), ""))
}

/// Somebody held the test page in their hand, measured its line and read everything, on this civil day.
pub fn test_printed(
    sp: &Savepoint<'_>,
    setting: &str,
    day: &str,
    by: By,
) -> Result<(), StoreError> {
    settings::set(sp, setting, day)?;
    journal::append(sp, by, "test_print", "", "")
}

/// An administrator has read which backup the kit goes on from; it is not said again. The second time does nothing.
pub fn restore_seen(sp: &Savepoint<'_>, by: By) -> Result<(), StoreError> {
    let Some(restored) = backup::restored(sp)? else { return Ok(()) };
    backup::restored_seen(sp)?;
    journal::append(sp, by, "restore_seen", "", &format!("backup of {}", restored.made()))
}

/// Another address is shown first while the laptop has these addresses. The start page asks nobody to sign in.
pub fn choose_address(
    sp: &Savepoint<'_>,
    network: &str,
    chosen: &str,
    by: By,
) -> Result<(), StoreError> {
    settings::choose_address(sp, network, chosen, by.at)?;
    journal::append(sp, by, "choose_address", "", "")
}

/// The event's answers were changed.
pub fn change_event(sp: &Savepoint<'_>, event: &Event, by: By) -> Result<(), StoreError> {
    events::update(sp, event)?;
    journal::append(sp, by, "change_event", &event.id.to_string(), "")
}
