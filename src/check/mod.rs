//! Is everything sound, before the trip and on the day? The same look and the same sentences for the command and
//! the page.

mod drill;
pub mod program;
mod sealed;
#[cfg(test)]
mod tests;

use std::path::Path;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::app::backups::known_places;
use crate::domain::clock_doubt::{self, Doubt};
use crate::domain::staff::Role;
use crate::i18n::{self, Arg, Lang, dates};
use crate::papers::proof;
use crate::seal::DatabaseKey;
use crate::seal::keyring::{self, Keyring};
use crate::store::backup::{self, BackupError, DATABASE, Manifest};
use crate::store::{self, StoreError, damage, journal, settings};
use crate::{clock, machine};

pub use drill::{Drilled, Fault, drill};

/// How well something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// The day must not begin like this.
    Red,
    /// Somebody should look.
    Attend,
    /// Well.
    Good,
}

/// What belongs to a sentence, shown as its reader writes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// Words without a language.
    Words(String),
    /// Signs that are the same in every language, to be compared letter by letter.
    Signs(&'static str),
    /// How many.
    Count(i64),
    /// A civil day.
    Day(Date),
    /// A moment.
    Moment(Timestamp),
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What, a code: `check-<what>` is its name.
    pub what: &'static str,
    /// How well it is.
    pub grade: Grade,
    /// What was found, a code: `check-<what>-<said>` is the sentence, which says what to do unless all is well.
    pub said: &'static str,
    /// What belongs into the sentence.
    pub told: Vec<(&'static str, Told)>,
}

impl Finding {
    fn new(what: &'static str, grade: Grade, said: &'static str) -> Self {
        Self { what, grade, said, told: Vec::new() }
    }

    fn good_or(what: &'static str, good: bool, grade: Grade) -> Self {
        if good { Self::new(what, Grade::Good, "good") } else { Self::new(what, grade, "bad") }
    }

    fn with(mut self, name: &'static str, told: Told) -> Self {
        self.told.push((name, told));
        self
    }

    fn number(self, number: impl std::fmt::Display) -> Self {
        self.with("number", Told::Words(number.to_string()))
    }

    fn count(self, count: impl TryInto<i64>) -> Self {
        self.with("count", Told::Count(count.try_into().unwrap_or(i64::MAX)))
    }

    /// What was looked at, in words.
    pub fn name(&self, lang: Lang) -> String {
        i18n::text(lang, &format!("check-{}", self.what))
    }

    /// What was found and what to do, in words.
    pub fn sentence(&self, lang: Lang) -> String {
        let shown: Vec<(&str, String)> = self
            .told
            .iter()
            .map(|(name, told)| {
                let words = match told {
                    Told::Words(words) => i18n::digits(lang, words),
                    Told::Signs(signs) => (*signs).to_owned(),
                    Told::Count(_) => String::new(),
                    Told::Day(day) => dates::in_words(lang, *day),
                    Told::Moment(at) => dates::moment(lang, *at),
                };
                (*name, words)
            })
            .collect();
        let args: Vec<(&str, Arg<'_>)> = shown
            .iter()
            .zip(&self.told)
            .map(|((name, words), (_, told))| match told {
                Told::Count(count) => (*name, Arg::Count(*count)),
                Told::Words(_) | Told::Signs(_) | Told::Day(_) | Told::Moment(_) => {
                    (*name, Arg::Text(words))
                }
            })
            .collect();
        i18n::text_with(lang, &format!("check-{}-{}", self.what, self.said), &args)
    }
}

/// Whether the day must not begin like this.
pub fn is_red(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.grade == Grade::Red)
}

/// What is looked at, and what is known from elsewhere.
pub struct Subject<'a> {
    /// The data directory.
    pub data: &'a Path,
    /// Its key.
    pub key: &'a DatabaseKey,
    /// The key file's content.
    pub keyring: Option<&'a Keyring>,
    /// How many addresses phones may reach.
    pub addresses: usize,
    /// How the last drill went, if there was one.
    pub drilled: Option<&'a Drilled>,
    /// The time.
    pub at: Timestamp,
}

/// Looks at everything, beside a running server if there is one: what is worst first, then what matters most.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = data(subject);
    found.push(disk(machine::free_bytes(subject.data)));
    found.push(sealed::look(subject.data));
    found.push(own_program());
    found.push(drilled(subject.drilled));
    found.extend(kept(subject));
    found.extend(keys(subject.keyring));
    found.push(paper(proof::look()));
    found.push(
        Finding::good_or("address", 0 < subject.addresses, Grade::Red).count(subject.addresses),
    );
    found.extend(machine::battery().map(|(charge, charging)| battery(charge, charging)));
    found.sort_by_key(|finding| finding.grade);
    found
}

fn data(subject: &Subject<'_>) -> Vec<Finding> {
    let damaged = Finding::new("database", Grade::Red, "bad");
    match damage::look(subject.data, subject.key) {
        Ok(None) => {}
        Ok(Some(_)) | Err(_) => return vec![damaged],
    }
    let database = Finding::new("database", Grade::Good, "good");
    match backup::check(subject.data, subject.key, subject.at) {
        Ok(manifest) => {
            let journal = Finding::new("journal", Grade::Good, "good").count(manifest.journal.0);
            vec![database, journal]
        }
        Err(BackupError::BrokenJournal(seq)) => {
            vec![database, Finding::new("journal", Grade::Red, "bad").number(seq)]
        }
        Err(_) => vec![damaged],
    }
}

/// Says which program it is; whether that is the newest one a kit without internet cannot know.
fn own_program() -> Finding {
    let built = program::BUILT.parse().map_or(Told::Words(program::BUILT.to_owned()), Told::Day);
    Finding::new("program", Grade::Good, "good")
        .number(program::VERSION)
        .with("day", built)
        .with("mark", Told::Signs(program::mark()))
}

fn disk(free: Option<u64>) -> Finding {
    let Some(free) = free else { return Finding::new("disk", Grade::Attend, "unknown") };
    Finding::good_or("disk", machine::LITTLE_ROOM <= free, Grade::Red).count(free >> 30)
}

fn drilled(last: Option<&Drilled>) -> Finding {
    match last.map(|drilled| &drilled.outcome) {
        None => Finding::new("drill", Grade::Attend, "waiting"),
        Some(Ok(families)) => Finding::new("drill", Grade::Good, "good").count(*families),
        Some(Err(Fault::NoRoom)) => Finding::new("drill", Grade::Attend, "room"),
        Some(Err(Fault::Made)) => Finding::new("drill", Grade::Red, "made"),
        Some(Err(Fault::Restored)) => Finding::new("drill", Grade::Red, "bad"),
    }
}

/// Less than two are one illness away from a kit that nobody opens.
fn keys(ring: Option<&Keyring>) -> [Finding; 2] {
    let of = |role: keyring::Role| {
        ring.map_or(0, |ring| ring.slots().filter(|slot| slot.role == role).count())
    };
    let holders = of(keyring::Role::Keyholder);
    [
        Finding::good_or("keyholders", 2 <= holders, Grade::Red).count(holders),
        Finding::good_or("recovery", 0 < of(keyring::Role::Recovery), Grade::Red),
    ]
}

fn paper(proof: Result<(), proof::Fault>) -> Finding {
    match proof {
        Ok(()) => Finding::new("paper", Grade::Good, "good"),
        Err(proof::Fault::Face(name)) => {
            Finding::new("paper", Grade::Red, "face").with("face", Told::Words(name.to_owned()))
        }
        Err(proof::Fault::Drawing) => Finding::new("paper", Grade::Red, "bad"),
    }
}

fn battery(charge: u8, charging: bool) -> Finding {
    let grade = if charge < 15 { Grade::Red } else { Grade::Attend };
    Finding::good_or("battery", charging || 50 <= charge, grade).number(charge)
}

/// What stands in the database: last backup, focal, clock, test print, a repair.
fn kept(subject: &Subject<'_>) -> Vec<Finding> {
    let read = || -> Result<Vec<Finding>, StoreError> {
        let conn = store::open_for_reading(&subject.data.join(DATABASE), subject.key)?;
        let event = store::events::current(&conn)?;
        let focals = match &event {
            Some(event) => store::staff::count_with(&conn, event.id, Role::Focal)?,
            None => 1,
        };
        let last = journal::last(&conn)?;
        let backups = Backups {
            newest: newest(subject.data),
            entries: last.map_or(0, |(seq, _)| seq),
            families: store::tally::families(&conn)?,
        };
        let printed = settings::get(&conn, TEST_PRINT)?.and_then(|day| day.parse().ok());
        let mut found = vec![
            backups.finding(subject.at),
            time(
                subject.at,
                last.map(|(_, at)| at),
                event.map(|event| event.ends_on),
                store::clock_doubt::standing(&conn)?,
            ),
            Finding::good_or("focal", 0 < focals, Grade::Red),
            test_print(printed),
        ];
        if settings::get(&conn, backup::REPAIRED)?.is_some() {
            found.push(Finding::new("repaired", Grade::Attend, "bad"));
        }
        Ok(found)
    };
    // What cannot be read is told as damaged data already.
    read().unwrap_or_default()
}

/// Setting: the civil day on which somebody measured the test page.
pub const TEST_PRINT: &str = "test_print";

fn test_print(day: Option<Date>) -> Finding {
    match day {
        Some(day) => Finding::new("print", Grade::Good, "good").with("day", Told::Day(day)),
        None => Finding::new("print", Grade::Attend, "bad"),
    }
}

/// What is known of the backups that lie in their places.
struct Backups {
    /// The newest, and whether it is on another disk where that is known.
    newest: Option<(Manifest, Option<bool>)>,
    entries: i64,
    families: i64,
}

fn newest(data: &Path) -> Option<(Manifest, Option<bool>)> {
    let found = known_places(data).into_iter().filter_map(|place| backup::newest_of(data, &place));
    let (folder, manifest) = found.max_by_key(|(_, manifest)| manifest.age())?;
    Some((manifest, machine::same_disk(data, &folder).map(|same| !same)))
}

impl Backups {
    /// A day of work that is in no backup is a day that a fall from a motorbike undoes.
    fn finding(&self, at: Timestamp) -> Finding {
        let Some((manifest, elsewhere)) = &self.newest else {
            let grade = if self.families == 0 { Grade::Attend } else { Grade::Red };
            return Finding::new("backup", grade, "none");
        };
        let old = SignedDuration::from_hours(24) < at.duration_since(manifest.made());
        let covers = manifest.rows_of("families") == self.families
            && self.entries <= manifest.journal.0 + FEW_ENTRIES;
        let (grade, said) = match (old && !covers, elsewhere) {
            (true, _) => (Grade::Red, "old"),
            (false, Some(true)) => (Grade::Good, "good"),
            (false, Some(false)) => (Grade::Attend, "own"),
            (false, None) => (Grade::Attend, "where"),
        };
        Finding::new("backup", grade, said).with("moment", Told::Moment(manifest.made()))
    }
}

/// So many entries of the journal (signing in, opening the kit) are no work that would be missed.
const FEW_ENTRIES: i64 = 12;

/// The clock against what the kit knows: its own last entry, when the event ends, and whether it was in doubt and
/// nobody has yet said that it is right.
fn time(
    at: Timestamp,
    last: Option<Timestamp>,
    ends: Option<Date>,
    standing: Option<Doubt>,
) -> Finding {
    let day = clock::civil_day(at);
    let long_over = ends
        .and_then(|ends| ends.checked_add(jiff::Span::new().days(400)).ok())
        .is_some_and(|ends| ends < day);
    let doubt = clock_doubt::at_start(at, last);
    let behind = doubt == Some(Doubt::Behind);
    let (grade, said) = if doubt == Some(Doubt::Forgotten) {
        (Grade::Red, "bad")
    } else if behind {
        (Grade::Red, "behind")
    } else if standing.is_some() {
        (Grade::Attend, "unsure")
    } else if long_over {
        (Grade::Attend, "far")
    } else {
        (Grade::Good, "good")
    };
    let finding = Finding::new("clock", grade, said).with("now", Told::Moment(at));
    match last.filter(|_| behind) {
        Some(last) => finding.with("last", Told::Moment(last)),
        None => finding,
    }
}
