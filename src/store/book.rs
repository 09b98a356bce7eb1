//! The register book at hand: which book, year and number the next entry gets. The morning's count proposes the first,
//! the last entry each one after it, and a book of which the count leaves nothing gives way to the next.

use rusqlite::{Connection, Savepoint};

use super::days::{self, Book, Day, Used};
use super::{StoreError, cases, settings};
use crate::domain::case::Entry;
use crate::domain::event::Event;
use crate::domain::ids::EventId;
use crate::domain::register::plain;

fn setting(event: EventId) -> String {
    format!("book {event}")
}

/// Remembers the book and year written last, so that they are typed once a day.
pub fn remember(sp: &Savepoint<'_>, event: EventId, entry: &Entry) -> Result<(), StoreError> {
    let Entry { book, year, .. } = entry.plain();
    settings::set(sp, &setting(event), &format!("{book}\n{year}"))
}

/// The book and year written last; none before the first.
pub fn last(conn: &Connection, event: EventId) -> Result<Option<(String, String)>, StoreError> {
    let last = settings::get(conn, &setting(event))?;
    let last = last.as_deref().and_then(|last| last.split_once('\n'));
    Ok(last.map(|(book, year)| (book.to_owned(), year.to_owned())))
}

/// What is proposed for the next entry. What is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AtHand {
    /// Number of the book.
    pub book: String,
    /// Its year.
    pub year: String,
    /// The number the entry gets.
    pub number: String,
    /// The book of which the morning's count leaves nothing; empty while there is room.
    pub full: String,
}

/// The book at hand for the next entry of an event. `year` is that of a book in which nobody has written yet.
pub fn at_hand(conn: &Connection, event: &Event, year: i16) -> Result<AtHand, StoreError> {
    let day = days::last(conn, event.id)?.filter(Day::is_open);
    let stock = day.map(|day| day.stock).unwrap_or_default();
    let counted = &stock.books;
    let used =
        if counted.is_empty() { Used::default() } else { days::used(conn, event.id, &stock)? };
    let left = days::left(&stock, &used).books;
    let left_of = |book: &str| {
        left.iter().find(|(name, _)| plain(name) == plain(book)).map(|(_, left)| *left)
    };
    // The first book counted in which there is room.
    let counted_with_room =
        || counted.iter().find(|book| left_of(&book.book).is_some_and(|left| 0 < left));
    let mut full = String::new();
    let (book, year) = match last(conn, event.id)? {
        // Whoever went on below nothing has seen that the count was wrong.
        Some((book, _)) if left_of(&book) == Some(0) => {
            full = book;
            (
                counted_with_room().map(|next| plain(&next.book)).unwrap_or_default(),
                year.to_string(),
            )
        }
        // A book of an earlier day, or of before the count, that nobody has counted today gives way to those that were.
        Some((book, _))
            if !counted.is_empty()
                && left_of(&book).is_none()
                && used.of_book(&book).count == 0 =>
        {
            (counted_with_room().map_or(book, |next| plain(&next.book)), year.to_string())
        }
        Some(last) => last,
        None => {
            let first = counted_with_room().map(|next| plain(&next.book));
            (first.unwrap_or_default(), year.to_string())
        }
    };
    let number = number(conn, event, counted, (&book, &year))?;
    Ok(AtHand { book, year, number, full })
}

/// The number after the highest that was entered, and not below the one the morning's count found.
fn number(
    conn: &Connection,
    event: &Event,
    counted: &[Book],
    (book, year): (&str, &str),
) -> Result<String, StoreError> {
    if book.is_empty() {
        return Ok(String::new());
    }
    let entered = cases::next_entry_number(conn, &event.commune_code, book, year)?;
    let counted = counted.iter().find(|known| plain(&known.book) == plain(book));
    let next = entered.max(counted.map(|known| known.next));
    Ok(next.map(|next| next.to_string()).unwrap_or_default())
}
