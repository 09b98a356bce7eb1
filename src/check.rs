//! Is everything sound? The same look for the command and the page.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::date;

use crate::domain::staff::Role;
use crate::seal::DatabaseKey;
use crate::seal::keyring::{self, Keyring};
use crate::store::{self, backup};
use crate::{clock, machine};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What, a code; texts are `check-<code>`, `check-<code>-good` and `check-<code>-bad`.
    pub what: &'static str,
    /// Whether it is well.
    pub good: bool,
    /// A number that belongs to it, or nothing.
    pub number: String,
}

fn finding(what: &'static str, good: bool, number: impl std::fmt::Display) -> Finding {
    Finding { what, good, number: number.to_string() }
}

/// Before this day a laptop's clock has forgotten the time: the program itself is younger.
const NOT_BEFORE: jiff::civil::Date = date(2026, 1, 1);

/// Looks at everything, beside a running server if there is one.
pub fn look(
    data: &Path,
    key: &DatabaseKey,
    keyring: Option<&Keyring>,
    addresses: usize,
    at: Timestamp,
) -> Vec<Finding> {
    let mut found = Vec::new();
    match backup::check(data, key, at) {
        Ok(manifest) => {
            found.push(finding("database", true, ""));
            found.push(finding("journal", true, manifest.journal.0));
        }
        Err(backup::BackupError::BrokenJournal(seq)) => {
            found.push(finding("database", true, ""));
            found.push(finding("journal", false, seq));
        }
        Err(_) => found.push(finding("database", false, "")),
    }
    let holders = keyring.map_or(0, |ring| {
        ring.slots().filter(|slot| matches!(slot.role, keyring::Role::Keyholder)).count()
    });
    found.push(finding("keyholders", 2 <= holders, holders));
    let recovery = keyring
        .is_some_and(|ring| ring.slots().any(|slot| matches!(slot.role, keyring::Role::Recovery)));
    found.push(finding("recovery", recovery, ""));
    found.push(finding("focal", has_focal(data, key), ""));
    if let Some(free) = machine::free_bytes(data) {
        found.push(finding("disk", machine::LITTLE_ROOM <= free, free >> 30));
    }
    if let Some((charge, charging)) = machine::battery() {
        found.push(finding("battery", charging || 50 <= charge, charge));
    }
    found.push(finding("clock", NOT_BEFORE <= clock::civil_day(at), clock::civil_day(at)));
    found.push(finding("address", 0 < addresses, addresses));
    found
}

fn has_focal(data: &Path, key: &DatabaseKey) -> bool {
    let look = || -> Result<bool, store::StoreError> {
        let conn = store::open_for_reading(&data.join(backup::DATABASE), key)?;
        match store::events::current(&conn)? {
            Some(event) => Ok(0 < store::staff::count_with(&conn, event.id, Role::Focal)?),
            None => Ok(true),
        }
    };
    look().unwrap_or(false)
}
