//! What does not add up, each in one line. Nothing here blocks anything: it asks for a word.

use super::overnight::Evening;
use super::short_hash;
use crate::domain::day::in_a_line;
use crate::domain::register::plain;
use crate::store::days::{Counted, Difference, Figures, Stock, Used};

pub(super) fn difference(code: &str, count: impl Into<i64>, list: String) -> Difference {
    Difference { code: code.to_owned(), count: count.into(), list }
}

/// Everything that does not add up. Without what is counted by hand, only what the kit itself can tell; `evening` is
/// what the day before left behind.
pub fn differences(
    figures: &Figures,
    stock: &Stock,
    evening: Option<&Evening>,
    counted: Option<&Counted>,
) -> Vec<Difference> {
    let used = figures.used();
    let mut found = evening.map(|evening| evening.against(stock, &used)).unwrap_or_default();
    cases(figures, &mut found);
    numbers(figures, &mut found);
    books(figures, &mut found);
    counted_books(&used, stock, &mut found);
    if let Some(counted) = counted {
        blanks(figures, counted, &mut found);
        forms(figures, stock, counted, &mut found);
    }
    found
}

/// A short mark of a list of differences: whoever explains has seen these and no others.
pub fn mark_of(differences: &[Difference]) -> String {
    let lines: Vec<String> =
        differences.iter().map(|one| format!("{} {} {}", one.code, one.count, one.list)).collect();
    short_hash(lines.join("\n").as_bytes())
}

fn cases(figures: &Figures, found: &mut Vec<Difference>) {
    let children = &figures.children;
    for (code, tickets) in
        [("undecided", &children.undecided), ("no-receipt", &children.without_receipt)]
    {
        if !tickets.is_empty() {
            found.push(difference(code, count(tickets.len()), in_a_line(tickets)));
        }
    }
    let unprinted = &figures.receipts.unprinted;
    if !unprinted.is_empty() {
        found.push(difference("unprinted", count(unprinted.len()), in_a_line(unprinted)));
    }
}

/// Numbers that were never handed out although later ones were. After a restore that is on purpose.
fn numbers(figures: &Figures, found: &mut Vec<Difference>) {
    if figures.tickets.restored {
        return;
    }
    for (code, skipped) in [
        ("tickets-skipped", figures.tickets.skipped),
        ("receipts-skipped", figures.receipts.skipped),
    ] {
        if 0 < skipped {
            found.push(difference(code, skipped, String::new()));
        }
    }
}

fn books(figures: &Figures, found: &mut Vec<Difference>) {
    for used in &figures.books {
        let of_book = |what: String| format!("{}: {what}", used.book);
        if !used.missing.is_empty() {
            found.push(difference(
                "book-gap",
                count(used.missing.len()),
                of_book(in_a_line(&used.missing)),
            ));
        }
        if !used.odd.is_empty() {
            found.push(difference("book-odd", count(used.odd.len()), of_book(used.odd.join(", "))));
        }
    }
}

/// What was written since against what was counted of each book.
fn counted_books(used: &Used, stock: &Stock, found: &mut Vec<Difference>) {
    for used in used.books.iter().filter(|used| 0 < used.count) {
        match stock.books.iter().find(|book| plain(&book.book) == used.book) {
            Some(book) => {
                if used.first != book.next && 0 < used.first {
                    let line = format!("{}: {}", used.book, used.first);
                    found.push(difference("book-start", book.next, line));
                }
                if book.left < used.count {
                    found.push(difference("book-over", used.count - book.left, used.book.clone()));
                }
            }
            None if !stock.books.is_empty() => {
                found.push(difference("book-unknown", used.count, used.book.clone()));
            }
            None => {}
        }
    }
}

/// Blank receipts and blank application forms against those in the hand.
fn blanks(figures: &Figures, counted: &Counted, found: &mut Vec<Difference>) {
    let receipts = &figures.receipts.blanks;
    let codes = ["blanks-missing", "blanks-more", "blanks-uncounted"];
    found.extend(in_hand(receipts, counted.blanks, codes));
    let forms = &figures.tickets.papers.out;
    let codes = ["papers-out", "papers-more", "papers-uncounted"];
    found.extend(in_hand(forms, counted.papers, codes));
}

/// What the kit knows to be blank against what somebody counted.
fn in_hand(
    blank: &[i64],
    hand: Option<u32>,
    [fewer, more, uncounted]: [&str; 3],
) -> Option<Difference> {
    let known = count(blank.len());
    match hand.map(i64::from) {
        Some(hand) if hand < known => Some(difference(fewer, known - hand, in_a_line(blank))),
        Some(hand) if known < hand => Some(difference(more, hand - known, in_a_line(blank))),
        None if 0 < known => Some(difference(uncounted, known, in_a_line(blank))),
        Some(_) | None => None,
    }
}

fn forms(figures: &Figures, stock: &Stock, counted: &Counted, found: &mut Vec<Difference>) {
    let written = i64::from(figures.children.written);
    if let Some(used) = counted.used.map(i64::from).filter(|used| *used < written) {
        found.push(difference("forms-fewer-used", written - used, String::new()));
    }
    // A form that was written on is a certificate: handed over, marked ready, or spoilt.
    let more = counted.used.map_or(0, |used| i64::from(used) - written);
    if 0 < more {
        found.push(difference("forms-more-used", more, String::new()));
    }
    let Some(brought) = stock.forms else { return };
    let Some(left) = counted.left.map(i64::from) else {
        found.push(difference("forms-uncounted", brought, String::new()));
        return;
    };
    // What was used before the morning's count is not among what was there.
    let used = counted.used.map_or(written, i64::from) - i64::from(figures.used().forms_before);
    let expected =
        i64::from(brought) + i64::from(counted.brought) - used - i64::from(counted.spoilt);
    if left < expected {
        found.push(difference("forms-missing", expected - left, String::new()));
    } else if expected < left {
        found.push(difference("forms-more", left - expected, String::new()));
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::days::{Book, BookSince, BookUse};

    fn codes(figures: &Figures, stock: &Stock, counted: &Counted) -> Vec<String> {
        differences(figures, stock, None, Some(counted)).into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn a_quiet_day_adds_up() {
        assert!(codes(&Figures::default(), &Stock::default(), &Counted::default()).is_empty());
    }

    #[test]
    fn forms_are_what_was_there_less_what_was_used_and_spoilt() {
        let stock = Stock { forms: Some(100), ..Stock::default() };
        let counted = |left| Counted {
            brought: 20,
            used: Some(60),
            spoilt: 3,
            left: Some(left),
            ..Counted::default()
        };
        let mut figures = Figures::default();
        figures.children.written = 60;
        assert!(codes(&figures, &stock, &counted(57)).is_empty());
        assert_eq!(codes(&figures, &stock, &counted(55)), ["forms-missing"]);
        assert_eq!(codes(&figures, &stock, &counted(58)), ["forms-more"]);
        let uncounted = Counted { left: None, ..counted(0) };
        assert_eq!(codes(&figures, &stock, &uncounted), ["forms-uncounted"]);
        figures.children.written = 58;
        assert_eq!(codes(&figures, &stock, &counted(57)), ["forms-more-used"]);
    }

    #[test]
    fn what_was_used_before_it_was_counted_is_not_missed() {
        let of_book =
            BookUse { book: "3".into(), first: 12, last: 21, count: 10, ..BookUse::default() };
        let since =
            BookSince { book: "3".into(), count: 8, first: 14, count_before: 2, last_before: 13 };
        let used = Used { forms: 55, forms_before: 5, books: vec![since] };
        let mut figures = Figures { books: vec![of_book], used: Some(used), ..Figures::default() };
        figures.children.written = 60;
        let books = vec![Book { book: "03".into(), next: 14, left: 8, since: 0 }];
        let stock = Stock { forms: Some(95), books, ..Stock::default() };
        let counted = Counted { used: Some(60), left: Some(40), ..Counted::default() };
        assert!(codes(&figures, &stock, &counted).is_empty());
        // The evening before there was all that was used before the count.
        let night = |forms, next, left| {
            let evening = Evening::left(Some(forms), "3", next, left);
            differences(&figures, &stock, Some(&evening), Some(&counted))
        };
        assert_eq!(night(100, 12, 10), []);
        assert_eq!(night(101, 13, 10).len(), 2);
        // An earlier program took everything to be counted in the morning.
        figures.used = None;
        assert_eq!(codes(&figures, &stock, &counted), ["book-start", "book-over", "forms-more"]);
    }

    #[test]
    fn a_blank_receipt_that_is_not_in_the_hand_is_missed() {
        let mut figures = Figures::default();
        figures.receipts.blanks = vec![7, 8, 9];
        let counted = |blanks| Counted { blanks, ..Counted::default() };
        assert!(codes(&figures, &Stock::default(), &counted(Some(3))).is_empty());
        let missing = differences(&figures, &Stock::default(), None, Some(&counted(Some(1))));
        assert_eq!(missing.first().map(|one| (one.count, one.list.as_str())), Some((2, "7–9")));
        assert_eq!(codes(&figures, &Stock::default(), &counted(None)), ["blanks-uncounted"]);
        // While the day runs nobody has counted anything yet.
        assert!(differences(&figures, &Stock::default(), None, None).is_empty());
    }

    #[test]
    fn a_book_begins_where_it_was_open_and_leaves_nothing_out() {
        let stock = Stock {
            books: vec![Book { book: "3".into(), next: 12, left: 5, since: 0 }],
            ..Stock::default()
        };
        let used = |first, count, missing: &[i64]| Figures {
            books: vec![BookUse {
                book: "3".into(),
                first,
                last: first + i64::from(count),
                count,
                missing: missing.to_vec(),
                ..BookUse::default()
            }],
            ..Figures::default()
        };
        let counted = Counted::default();
        assert!(codes(&used(12, 5, &[]), &stock, &counted).is_empty());
        assert_eq!(codes(&used(13, 5, &[]), &stock, &counted), ["book-start"]);
        assert_eq!(codes(&used(12, 6, &[14]), &stock, &counted), ["book-gap", "book-over"]);
        let other =
            Stock { books: vec![Book { book: "4".into(), next: 1, left: 90, since: 0 }], ..stock };
        assert_eq!(codes(&used(12, 5, &[]), &other, &counted), ["book-unknown"]);
    }

    #[test]
    fn whoever_explains_has_seen_these_differences_and_no_others() {
        let one = [difference("undecided", 1, "4".into())];
        let two = [difference("undecided", 2, "4, 9".into())];
        assert_ne!(mark_of(&one), mark_of(&two));
        assert_eq!(mark_of(&one), mark_of(&one.clone()));
    }
}
