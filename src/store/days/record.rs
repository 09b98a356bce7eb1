//! What is kept of a day: what was counted at opening, what was found at closing, and what it came to.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{BookSince, BookUse, Children, Receipts, Tickets, Used};
use crate::domain::ids::{EventId, StaffId};
use crate::domain::register::plain;
use crate::store::talks::Talk;

/// A register book as it was counted at opening.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Book {
    /// Its number, as written on it.
    pub book: String,
    /// The number that the next entry gets.
    pub next: i64,
    /// Entries that are left.
    pub left: u32,
    /// The last decision when it was counted.
    #[serde(default)]
    pub since: i64,
}

/// Forms and books as they were counted at opening.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Stock {
    /// Empty certificate forms; none if nobody counted them.
    pub forms: Option<u32>,
    /// Warn when fewer than this are left, of forms or of entries.
    pub low: u32,
    /// The open register books.
    pub books: Vec<Book>,
    /// The last decision when the forms were counted.
    pub forms_since: i64,
    /// The last decision when the day was opened.
    pub since: i64,
}

impl Stock {
    /// The same, with nothing counted after `step`.
    #[must_use]
    pub(super) fn not_after(mut self, step: i64) -> Self {
        self.forms_since = self.forms_since.min(step);
        self.since = self.since.min(step);
        self.books.iter_mut().for_each(|book| book.since = book.since.min(step));
        self
    }

    /// The same as a correction of `before`: what was counted then keeps the time at which it was.
    #[must_use]
    pub fn corrects(mut self, before: &Self) -> Self {
        self.since = before.since;
        if before.forms.is_some() {
            self.forms_since = before.forms_since;
        }
        let is_kept =
            |known: &&Book| self.books.iter().any(|book| plain(&book.book) == plain(&known.book));
        let gone: Vec<&Book> = before.books.iter().filter(|known| !is_kept(known)).collect();
        for book in &mut self.books {
            let known = before.books.iter().find(|known| plain(&known.book) == plain(&book.book));
            // Where its number alone was wrong, it was counted in the morning all the same.
            let renamed =
                || gone.iter().find(|gone| (gone.next, gone.left) == (book.next, book.left));
            if let Some(known) = known.or_else(|| renamed().copied()) {
                book.since = known.since;
            }
        }
        self
    }
}

/// What was counted at closing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Counted {
    /// Forms that came during the day.
    pub brought: u32,
    /// Forms written on.
    pub used: Option<u32>,
    /// Forms spoilt.
    pub spoilt: u32,
    /// Forms left.
    pub left: Option<u32>,
    /// Blank receipts in the hand, if there are any.
    pub blanks: Option<u32>,
    /// Blank application forms in the hand, if there are any.
    pub papers: Option<u32>,
}

/// Something that does not add up; the texts are `day-diff-<code>`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Difference {
    /// What.
    pub code: String,
    /// How many.
    pub count: i64,
    /// Which, as numbers in one line; may be empty.
    pub list: String,
}

/// How a day was closed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Closing {
    /// What was counted.
    pub counted: Counted,
    /// What did not add up.
    pub differences: Vec<Difference>,
    /// What the person who closed the day said to it.
    pub explanation: String,
    /// Tickets that were called or at a desk and went back to their place.
    pub returned: Vec<i64>,
}

/// The last row of each table when a day was closed.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default, Debug)]
#[serde(default)]
pub struct Marks {
    /// Last family filed. Not the ticket: paper forms carry numbers of their own.
    pub family: i64,
    /// Serial of the last receipt.
    pub serial: i64,
    /// Last decision.
    pub step: i64,
    /// Last move of a ticket.
    pub moved: i64,
    /// Last print.
    pub print: i64,
    /// Last issue of a receipt.
    pub issue: i64,
    /// Last talk.
    pub talk: i64,
    /// Last entry of the journal.
    pub journal: i64,
}

/// What a day, or a whole event, comes to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Figures {
    /// Families and their tickets.
    pub tickets: Tickets,
    /// Children and what was decided.
    pub children: Children,
    /// Receipts and prints.
    pub receipts: Receipts,
    /// Register books.
    pub books: Vec<BookUse>,
    /// Talks.
    pub talks: Vec<Talk>,
    /// What was used of what was counted; none of a day that was closed by an earlier program, and of a whole event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used: Option<Used>,
}

impl Figures {
    /// What was used of what was counted. An earlier program took everything to be counted in the morning.
    pub fn used(&self) -> Used {
        if let Some(used) = &self.used {
            return used.clone();
        }
        let mut books: Vec<BookSince> = Vec::new();
        for used in &self.books {
            // Books of two years may have one number.
            match books.iter_mut().find(|known| known.book == used.book) {
                Some(known) => {
                    known.count += used.count;
                    known.first = known.first.min(used.first);
                }
                None => books.push(BookSince {
                    book: used.book.clone(),
                    count: used.count,
                    first: used.first,
                    ..BookSince::default()
                }),
            }
        }
        Used { forms: self.children.written, forms_before: 0, books }
    }
}

/// One day of an event.
#[derive(Clone)]
pub struct Day {
    /// Event.
    pub event: EventId,
    /// The day, as a person confirmed it.
    pub day: Date,
    /// 1 for the first day of the event.
    pub number: u32,
    /// What the laptop's clock said.
    pub clock_said: Option<Date>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// By whom.
    pub opened_by: StaffId,
    /// What was counted.
    pub stock: Stock,
    /// Who sits at which desk.
    pub desks: Vec<(u8, StaffId)>,
    /// How it was closed; none while it is open.
    pub closed: Option<Closed>,
}

/// How a day was closed.
#[derive(Clone)]
pub struct Closed {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<StaffId>,
    /// What was counted and said.
    pub closing: Closing,
    /// The figures as they were.
    pub figures: Figures,
    /// Up to which rows the day reaches.
    pub marks: Marks,
    /// Number and hash of the journal's last entry.
    pub head: (i64, String),
}

impl Day {
    /// Whether nobody has closed it yet.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Whether the laptop's clock said another day than the person.
    pub fn clock_differs(&self) -> bool {
        self.clock_said.is_some_and(|said| said != self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(book: &str, left: u32, since: i64) -> Book {
        Book { book: book.to_owned(), next: 12, left, since }
    }

    #[test]
    fn what_was_counted_in_the_morning_keeps_its_time() {
        let before = Stock {
            forms: Some(50),
            forms_since: 7,
            since: 7,
            books: vec![book("2", 88, 7), book("4", 90, 9)],
            low: 20,
        };
        let later = |forms, books| Stock { forms, forms_since: 30, since: 30, books, low: 20 };
        let times = |stock: Stock| -> Vec<i64> {
            [stock.since, stock.forms_since]
                .into_iter()
                .chain(stock.books.iter().map(|book| book.since))
                .collect()
        };
        // Corrected, called by its right number, and counted for the first time.
        let books = vec![book("02", 60, 30), book("3", 90, 30), book("5", 10, 30)];
        assert_eq!(times(later(Some(40), books).corrects(&before)), [7, 7, 7, 9, 30]);
        let blank = Stock { forms: None, ..before };
        assert_eq!(times(later(Some(40), Vec::new()).corrects(&blank)), [7, 30]);
    }

    #[test]
    fn a_day_of_an_earlier_program_has_one_line_for_a_book() {
        let of_year = |year: &str, count, first| BookUse {
            book: "1".to_owned(),
            year: year.to_owned(),
            count,
            first,
            ..BookUse::default()
        };
        let books = vec![of_year("2025", 5, 80), of_year("2026", 10, 1)];
        let used = Figures { books, ..Figures::default() }.used();
        assert_eq!((used.books.len(), used.of_book("01").count), (1, 15));
    }
}
