//! Register books: which entries were written, and which numbers are missing between them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::super::StoreError;
use super::Marks;
use crate::domain::ids::EventId;
use crate::domain::register::plain;

/// Most missing numbers that are told one by one; a slip in one number would otherwise fill the sheet.
const MOST_MISSING: usize = 50;

/// What was written into one book.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct BookUse {
    /// Number of the book.
    pub book: String,
    /// Its year.
    pub year: String,
    /// Lowest number; 0 if none is a plain number.
    pub first: i64,
    /// Highest number.
    pub last: i64,
    /// How many entries.
    pub count: u32,
    /// Numbers between the lowest and the highest that no child has.
    pub missing: Vec<i64>,
    /// Numbers that are not plain ones or that two children have, as written.
    pub odd: Vec<String>,
}

/// Entries written after `from`, by book.
pub(super) fn count(
    conn: &Connection,
    event: EventId,
    from: &Marks,
) -> Result<Vec<BookUse>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT e.commune, e.book, e.year, e.number FROM entries e JOIN children c ON c.id = e.child
         JOIN families f ON f.id = c.family
         WHERE f.event = ?1 AND EXISTS (
            SELECT 1 FROM case_steps s WHERE s.child = c.id AND ?2 < s.id AND s.undone = 0
              AND s.step IN ('enter', 'enter_and_hand_over'))",
    )?;
    let mut rows = statement.query((event, from.step))?;
    let mut books: BTreeMap<[String; 3], BTreeSet<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (book, year): (String, String) = (row.get(1)?, row.get(2)?);
        let book = [row.get(0)?, plain(&book), plain(&year)];
        books.entry(book).or_default().insert(row.get(3)?);
    }
    books.into_iter().map(|(book, numbers)| one(conn, &book, &numbers)).collect()
}

fn one(
    conn: &Connection,
    [commune, book, year]: &[String; 3],
    numbers: &BTreeSet<String>,
) -> Result<BookUse, StoreError> {
    let plain: BTreeSet<i64> = numbers.iter().filter_map(|number| number.parse().ok()).collect();
    let (first, last) =
        (plain.first().copied().unwrap_or_default(), plain.last().copied().unwrap_or_default());
    // A number that another day or another event gave to a child is not missing.
    let mut statement = conn.prepare_cached(
        "SELECT number FROM entries
         WHERE commune = ?1 AND ltrim(book, '0') = ltrim(?2, '0') AND ltrim(year, '0') = ltrim(?3, '0')",
    )?;
    let known = statement.query_map((commune, book, year), |row| row.get::<_, String>(0))?;
    let known: BTreeSet<i64> = known
        .collect::<Result<Vec<_>, _>>()?
        .iter()
        .filter_map(|number| number.parse().ok())
        .collect();
    Ok(BookUse {
        book: book.clone(),
        year: year.clone(),
        first,
        last,
        count: u32::try_from(numbers.len()).unwrap_or(u32::MAX),
        missing: (first..=last)
            .filter(|number| !known.contains(number))
            .take(MOST_MISSING)
            .collect(),
        odd: numbers.iter().filter(|number| is_odd(number, numbers)).cloned().collect(),
    })
}

/// Whether a number is no plain one, or the same as another of its book that is written otherwise.
fn is_odd(number: &str, all: &BTreeSet<String>) -> bool {
    let same = |other: &&String| *other != number && plain(other) == plain(number);
    number.parse::<i64>().is_err() || all.iter().any(|other| same(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_two_children_have_is_odd() {
        let all: BTreeSet<String> = ["41", "041", "42", "A"].map(str::to_owned).into();
        let odd: Vec<&String> = all.iter().filter(|number| is_odd(number, &all)).collect();
        assert_eq!(odd, ["041", "41", "A"]);
    }
}
