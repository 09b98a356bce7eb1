//! What happened in a rehearsal: times, receipts, filed families, and answers that were not as expected.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A family that was told its form is filed.
#[derive(Clone)]
pub(super) struct Filed {
    /// Its place among the invented ones.
    pub(super) family: usize,
    /// Path of its ticket's page.
    pub(super) ticket: String,
}

/// A receipt that was printed.
#[derive(Clone)]
pub(super) struct Receipt {
    /// Its code as scanned.
    pub(super) code: String,
    /// Code of the case's state when it was issued.
    pub(super) state: String,
}

#[derive(Default)]
struct Book {
    filed: Vec<Filed>,
    receipts: Vec<Receipt>,
    tickets: Vec<Duration>,
    papers: Vec<Duration>,
    paper_bytes: usize,
    mistakes: Vec<String>,
    served: usize,
    told: usize,
}

/// The book that everybody in a rehearsal writes into. Nothing waits while it is held.
#[derive(Default)]
pub(super) struct Ledger {
    book: Mutex<Book>,
    out: Option<PathBuf>,
}

impl Ledger {
    /// An empty book; `out` is where papers and pages are kept, if anywhere.
    pub(super) fn new(out: Option<PathBuf>) -> Self {
        Self { out, ..Self::default() }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        // A panic elsewhere leaves every list whole.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes an answer that was not as expected. Never put a name into `what`.
    pub(super) fn mistake(&self, what: impl Into<String>) {
        self.book().mistakes.push(what.into());
    }

    /// Notes a mistake unless things are as they should be.
    pub(super) fn expect(&self, right: bool, what: &str) {
        if !right {
            self.mistake(what);
        }
    }

    /// A family's form is filed, and the phone knows it.
    pub(super) fn filed(&self, family: usize, ticket: String) {
        self.book().filed.push(Filed { family, ticket });
    }

    /// How long a ticket took, from *Send* to the whole answer.
    pub(super) fn ticket_took(&self, time: Duration) {
        self.book().tickets.push(time);
    }

    /// How long a receipt's PDF took, and its size.
    pub(super) fn paper_took(&self, time: Duration, bytes: usize) {
        let mut book = self.book();
        book.papers.push(time);
        book.paper_bytes = book.paper_bytes.max(bytes);
    }

    /// A receipt was printed; the same one again counts once.
    pub(super) fn receipt(&self, code: &str, state: &str) {
        let mut book = self.book();
        if !book.receipts.iter().any(|known| known.code == code) {
            book.receipts.push(Receipt { code: code.to_owned(), state: state.to_owned() });
        }
    }

    /// A family was served to the end.
    pub(super) fn served(&self) {
        self.book().served += 1;
    }

    /// Something was told to the focal.
    pub(super) fn told(&self) {
        self.book().told += 1;
    }

    /// How often something was told.
    pub(super) fn times_told(&self) -> usize {
        self.book().told
    }

    /// Filed, served and receipts so far.
    pub(super) fn counts(&self) -> [usize; 3] {
        let book = self.book();
        [book.filed.len(), book.served, book.receipts.len()]
    }

    /// Every filed family.
    pub(super) fn all_filed(&self) -> Vec<Filed> {
        self.book().filed.clone()
    }

    /// Every receipt.
    pub(super) fn receipts(&self) -> Vec<Receipt> {
        self.book().receipts.clone()
    }

    /// Every mistake.
    pub(super) fn mistakes(&self) -> Vec<String> {
        self.book().mistakes.clone()
    }

    /// Times of tickets, times of papers, size of the largest paper.
    pub(super) fn measured(&self) -> (Vec<Duration>, Vec<Duration>, usize) {
        let book = self.book();
        (book.tickets.clone(), book.papers.clone(), book.paper_bytes)
    }

    /// Keeps a paper or a page, if things are kept at all.
    pub(super) fn keep(&self, name: &str, bytes: &[u8]) {
        let Some(out) = &self.out else { return };
        if std::fs::write(out.join(name), bytes).is_err() {
            self.mistake(format!("{name} could not be kept"));
        }
    }
}
