//! Is everything sound? The same look for the command and the page.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::date;

use crate::domain::staff::Role;
use crate::i18n::{self, Arg, Lang};
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

impl Finding {
    /// What was found, in words. A text takes `number` as it is shown, or `count` where English has a plural.
    pub fn said(&self, lang: Lang) -> String {
        let key = format!("check-{}-{}", self.what, if self.good { "good" } else { "bad" });
        let shown = i18n::digits(lang, &self.number);
        let mut args = vec![("number", Arg::Text(&shown))];
        args.extend(self.number.parse().ok().map(|count| ("count", Arg::Count(count))));
        i18n::text_with(lang, &key, &args)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_thing_is_said_as_one() {
        let said = |what, number| finding(what, true, number).said(Lang::En);
        assert_eq!(said("address", 1), "The laptop has 1 address that phones may reach.");
        assert_eq!(said("address", 2), "The laptop has 2 addresses that phones may reach.");
        assert_eq!(said("journal", 1), "The only entry is as it was written.");
        assert_eq!(said("disk", 1), "1 GB is free.");
        assert_eq!(
            finding("keyholders", false, 1).said(Lang::En),
            "Only 1 person can open the kit. Add another keyholder."
        );
        assert!(finding("disk", true, 12).said(Lang::Km).contains("១២"));
    }
}
