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
    let books = written(conn, event, from)?;
    books.into_iter().map(|(book, numbers)| one(conn, &book, &numbers)).collect()
}

/// The numbers written after `from`, by commune, book and year. What was done since is looked through and not the whole
/// event: `CROSS JOIN` keeps that order.
fn written(
    conn: &Connection,
    event: EventId,
    from: &Marks,
) -> Result<BTreeMap<[String; 3], BTreeSet<String>>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT e.commune, e.book, e.year, e.number
         FROM case_steps s CROSS JOIN entries e CROSS JOIN children c CROSS JOIN families f
         WHERE ?2 < s.id AND s.undone = 0 AND s.step IN ('enter', 'enter_and_hand_over')
           AND e.child = s.child AND c.id = s.child AND f.id = c.family AND f.event = ?1",
    )?;
    let mut rows = statement.query((event, from.step))?;
    let mut books: BTreeMap<[String; 3], BTreeSet<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (book, year): (String, String) = (row.get(1)?, row.get(2)?);
        let book = [row.get(0)?, plain(&book), plain(&year)];
        books.entry(book).or_default().insert(row.get(3)?);
    }
    Ok(books)
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
        odd: odd(numbers),
    })
}

/// Those that are no plain number, or the same as another of their book that is written otherwise.
fn odd(numbers: &BTreeSet<String>) -> Vec<String> {
    let mut spellings: BTreeMap<String, u32> = BTreeMap::new();
    for number in numbers {
        *spellings.entry(plain(number)).or_default() += 1;
    }
    let is_odd = |number: &&String| {
        number.parse::<i64>().is_err()
            || spellings.get(&plain(number)).is_some_and(|spellings| 1 < *spellings)
    };
    numbers.iter().filter(is_odd).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_two_children_have_is_odd() {
        let all: BTreeSet<String> = ["41", "041", "42", "A"].map(str::to_owned).into();
        assert_eq!(odd(&all), ["041", "41", "A"]);
    }
}
