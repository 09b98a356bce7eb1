//! The night between two days: what was there in the evening and what was counted in the morning.

use super::differences::difference;
use super::left_of;
use crate::domain::register::plain;
use crate::store::days::{BookSince, Day, Difference, Stock, Used};

/// What a closed day left behind.
pub struct Evening {
    /// Certificate forms, as counted; none if nobody counted them.
    forms: Option<u32>,
    /// Each open book with the number its next entry gets and the entries it has left.
    books: Vec<(String, i64, i64)>,
}

impl Evening {
    /// Of the day before; none while that one is open.
    pub fn of(day: &Day) -> Option<Self> {
        let closed = day.closed.as_ref()?;
        let left = left_of(day, &closed.figures);
        let books = day.stock.books.iter().map(|book| {
            let used = closed.figures.books.iter().filter(|used| used.book == plain(&book.book));
            let last = used.map(|used| used.last).max().unwrap_or(0);
            let left = left.books.iter().find(|(name, _)| *name == book.book);
            let left = left.map_or(i64::from(book.left), |(_, left)| *left);
            (book.book.clone(), book.next.max(last + 1), left)
        });
        Some(Self { forms: closed.closing.counted.left, books: books.collect() })
    }

    /// What the morning's count does not agree with. What was used between closing and counting is not missed.
    pub(super) fn against(&self, morning: &Stock, used: &Used) -> Vec<Difference> {
        let mut found = Vec::new();
        if let (Some(evening), Some(morning)) = (self.forms, morning.forms) {
            let evening = i64::from(evening) - i64::from(used.forms_before);
            let morning = i64::from(morning);
            let line = format!("{evening} – {morning}");
            if morning < evening {
                found.push(difference("night-forms-fewer", evening - morning, line));
            } else if evening < morning {
                found.push(difference("night-forms-more", morning - evening, line));
            }
        }
        for (name, next, left) in &self.books {
            let Some(book) = morning.books.iter().find(|book| plain(&book.book) == plain(name))
            else {
                continue;
            };
            let (next, left) = gone_on(*next, *left, &used.of_book(name));
            if book.next != next || i64::from(book.left) != left {
                let line = format!("{name}: {next} ({left}) – {} ({})", book.next, book.left);
                found.push(difference("night-book", book.next - next, line));
            }
        }
        found
    }

    /// An evening with one book.
    #[cfg(test)]
    pub(super) fn left(forms: Option<u32>, book: &str, next: i64, left: i64) -> Self {
        Self { forms, books: vec![(book.to_owned(), next, left)] }
    }
}

/// The next number of a book and the entries it has left, once those of before a count were made: numbers tell it, since
/// an entry that was taken back and made again takes no other line, and none goes on by more than there were.
pub(crate) fn gone_on(next: i64, left: i64, used: &BookSince) -> (i64, i64) {
    let on = (used.last_before + 1 - next).clamp(0, i64::from(used.count_before));
    (next + on, left - on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::days::Book;

    fn stock(forms: Option<u32>, next: i64, left: u32) -> Stock {
        Stock {
            forms,
            books: vec![Book { book: "3".to_owned(), next, left, since: 0 }],
            ..Stock::default()
        }
    }

    #[test]
    fn what_vanishes_or_appears_overnight_is_asked_about() {
        let evening = Evening::left(Some(40), "3", 13, 87);
        let codes = |morning: &Stock| -> Vec<String> {
            evening.against(morning, &Used::default()).into_iter().map(|one| one.code).collect()
        };
        assert!(codes(&stock(Some(40), 13, 87)).is_empty());
        assert_eq!(codes(&stock(Some(30), 13, 87)), ["night-forms-fewer"]);
        assert_eq!(codes(&stock(Some(60), 13, 87)), ["night-forms-more"]);
        assert_eq!(codes(&stock(Some(40), 15, 87)), ["night-book"]);
        assert_eq!(codes(&stock(Some(40), 13, 80)), ["night-book"]);
        // Nobody counted, or another book is open today: nothing to compare.
        assert!(codes(&stock(None, 13, 87)).is_empty());
        let other = Stock { forms: Some(40), ..Stock::default() };
        assert!(codes(&other).is_empty());
    }

    #[test]
    fn a_book_goes_on_by_its_numbers_and_never_by_more_than_were_made() {
        let used = |count_before, last_before| BookSince {
            count_before,
            last_before,
            ..BookSince::default()
        };
        assert_eq!(gone_on(41, 60, &used(2, 42)), (43, 58));
        // Made again on the line it had, and a slip of the pen.
        assert_eq!(gone_on(41, 60, &used(1, 40)), (41, 60));
        assert_eq!(gone_on(41, 60, &used(1, 131)), (42, 59));
        assert_eq!(gone_on(41, 60, &used(0, 0)), (41, 60));
    }
}
