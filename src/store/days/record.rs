//! What is kept of a day: what was counted at opening, what was found at closing, and what it came to.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{BookUse, Children, Receipts, Tickets};
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
    /// What the day had used already when this was counted: families came before somebody opened it.
    #[serde(skip_serializing_if = "Used::is_nothing")]
    pub before: Used,
}

impl Stock {
    /// What was there when the day before was closed, as far as this count tells: what was used before it was counted is
    /// among what the day uses, and so it belongs to what the day began with.
    #[must_use]
    pub fn at_the_start(&self) -> Self {
        let at_the_start = |book: &Book| {
            let before = self.before.of_book(&book.book);
            let next = book.next - i64::from(before);
            Book { book: book.book.clone(), next, left: book.left.saturating_add(before) }
        };
        Self {
            forms: self.forms.map(|forms| forms.saturating_add(self.before.forms)),
            low: self.low,
            books: self.books.iter().map(at_the_start).collect(),
            before: Used::default(),
        }
    }
}

/// Forms and entries that were used.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Used {
    /// Certificates written.
    pub forms: u32,
    /// Entries written into each book, by its plain number.
    pub books: Vec<(String, u32)>,
}

impl Used {
    /// Entries written into the book of this number, however it is written.
    pub fn of_book(&self, book: &str) -> u32 {
        self.books.iter().filter(|(used, _)| *used == plain(book)).map(|(_, entries)| entries).sum()
    }

    /// Whether neither a form nor an entry was written.
    pub fn is_nothing(&self) -> bool {
        self.forms == 0 && self.books.iter().all(|(_, entries)| *entries == 0)
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
