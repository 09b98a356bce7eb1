//! What the focal of a rehearsal noticed, opened and did, and how long pages took.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::super::outcome::PaperTimes;

#[derive(Default)]
struct Book {
    noticed: BTreeSet<String>,
    opened: BTreeSet<String>,
    /// Whether it was within the clock, by child.
    contacted: BTreeMap<String, bool>,
    closed: usize,
    answered: usize,
    asked: bool,
    words: usize,
    saved: BTreeMap<String, Vec<String>>,
    openings: Vec<Duration>,
    lists: Vec<Duration>,
    records: Vec<Duration>,
}

/// The focal's own book. Nothing waits while it is held.
#[derive(Default)]
pub(crate) struct Tally(Mutex<Book>);

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Followed {
    /// Children on the list with a clock.
    pub noticed: usize,
    /// Children whose record was opened.
    pub opened: usize,
    /// Families contacted before their clock ran out.
    pub in_time: usize,
    /// Families contacted after that.
    pub late: usize,
    /// Children followed to the end.
    pub closed: usize,
    /// Calls for the team lead that were answered.
    pub answered: usize,
    /// From the passphrase to the whole list, in milliseconds.
    pub opening_ms: PaperTimes,
    /// The list.
    pub list_ms: PaperTimes,
    /// A child's page.
    pub child_ms: PaperTimes,
}

impl Tally {
    fn book(&self) -> MutexGuard<'_, Book> {
        // A panic elsewhere leaves every list whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn noticed(&self, child: &str) {
        self.book().noticed.insert(child.to_owned());
    }

    pub(super) fn opened(&self, child: &str, time: Duration) {
        let mut book = self.book();
        book.opened.insert(child.to_owned());
        book.records.push(time);
    }

    pub(super) fn contacted(&self, child: &str, in_time: bool) {
        self.book().contacted.entry(child.to_owned()).or_insert(in_time);
    }

    pub(super) fn is_contacted(&self, child: &str) -> bool {
        self.book().contacted.contains_key(child)
    }

    pub(super) fn closed(&self) {
        self.book().closed += 1;
    }

    pub(super) fn answered(&self) {
        self.book().answered += 1;
    }

    /// How many calls were answered.
    pub(crate) fn times_answered(&self) -> usize {
        self.book().answered
    }

    pub(super) fn asked(&self) {
        self.book().asked = true;
    }

    pub(super) fn has_asked(&self) -> bool {
        self.book().asked
    }

    /// Words that stand in one note only, none of which is part of another.
    pub(super) fn words(&self) -> String {
        let mut book = self.book();
        book.words += 1;
        format!("rehearsed-{:05}", book.words)
    }

    /// The program said that these words are saved.
    pub(super) fn was_saved(&self, child: &str, words: &str) {
        self.book().saved.entry(child.to_owned()).or_default().push(words.to_owned());
    }

    /// Everything that was said to be saved, by child.
    pub(super) fn saved(&self) -> BTreeMap<String, Vec<String>> {
        self.book().saved.clone()
    }

    pub(super) fn opening_took(&self, time: Duration) {
        self.book().openings.push(time);
    }

    pub(super) fn list_took(&self, time: Duration) {
        self.book().lists.push(time);
    }

    /// What came of it.
    pub(crate) fn of(&self) -> Followed {
        let mut book = self.book();
        let in_time = book.contacted.values().filter(|in_time| **in_time).count();
        Followed {
            noticed: book.noticed.len(),
            opened: book.opened.len(),
            in_time,
            late: book.contacted.len() - in_time,
            closed: book.closed,
            answered: book.answered,
            opening_ms: PaperTimes::of(&mut book.openings),
            list_ms: PaperTimes::of(&mut book.lists),
            child_ms: PaperTimes::of(&mut book.records),
        }
    }
}

impl Followed {
    /// Two lines for a person; nothing where nobody followed anything.
    pub fn summary(&self) -> String {
        if *self == Self::default() {
            return String::new();
        }
        format!(
            "The focal: {} children noticed, {} records opened, {} families contacted in time and {} late, {} closed; \
             {} calls answered.\n\
             Room opened: half within {:.1} ms, 99 % {:.1}; its list {:.1} and {:.1}, a child's page {:.1} and {:.1}.\n",
            self.noticed,
            self.opened,
            self.in_time,
            self.late,
            self.closed,
            self.answered,
            self.opening_ms.p50,
            self.opening_ms.p99,
            self.list_ms.p50,
            self.list_ms.p99,
            self.child_ms.p50,
            self.child_ms.p99,
        )
    }
}
