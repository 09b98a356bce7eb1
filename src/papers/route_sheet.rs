//! A route sheet: which homes to call at in which village.
//!
//! It says numbers and nothing else. Homes where the office has an errand, a certificate to deliver or papers to ask
//! for, stand among the others in the order of their numbers, and every row has the same columns, so that nobody who
//! finds the sheet learns why any of them is on it.

use crate::i18n::Arg;
use crate::typeset::pdf::About;

use super::Bilingual;
use super::sheet::{Cell, Column, Part, Sheet, Table};

/// One sheet, everything already formatted.
#[derive(Clone)]
pub struct RouteSheet {
    /// The event and its place.
    pub event: Bilingual,
    /// When it was made.
    pub made: Bilingual,
    /// Villages in the order of their names, each with the numbers of its homes.
    pub villages: Vec<(String, Vec<u32>)>,
    /// Whether the kit is used for training.
    pub training: bool,
    /// What the file says about itself.
    pub about: About,
}

/// The least height of a row: two lines by hand.
const ROW_MM: f64 = 14.0;

/// The sheet.
pub fn sheet(route: &RouteSheet) -> Sheet {
    let mut parts = vec![Part::Words(Bilingual::of("route-how"))];
    for (village, numbers) in &route.villages {
        let name = if village.is_empty() {
            Bilingual::of("lists-village-none")
        } else {
            Bilingual::new(village.clone(), "")
        };
        parts.push(Part::Heading(name));
        parts.push(Part::Table(table(numbers)));
    }
    Sheet {
        title: Bilingual::of("route-title"),
        lines: vec![route.event.clone()],
        parts,
        training: route.training,
        foot: Bilingual::with("list-foot", |lang| {
            vec![("made", Arg::Text(route.made.in_language(lang)))]
        }),
        about: route.about.clone(),
        wide: false,
    }
}

fn table(numbers: &[u32]) -> Table {
    let column = |key, share| Column { title: Bilingual::of(key), share };
    let row =
        |number: &u32| vec![Cell::Number(number.to_string()), Cell::Tick, Cell::Empty, Cell::Empty];
    Table {
        columns: vec![
            column("route-column-number", 22.0),
            column("route-column-done", 18.0),
            column("route-column-when", 36.0),
            column("route-column-remark", 110.0),
        ],
        rows: numbers.iter().map(row).collect(),
        least_row_mm: ROW_MM,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_the_same_columns_and_says_a_number_only() {
        let rows = table(&[7, 12, 105]).rows;
        for (row, number) in rows.iter().zip(["7", "12", "105"]) {
            let [Cell::Number(said), Cell::Tick, Cell::Empty, Cell::Empty] = row.as_slice() else {
                unreachable!("another column");
            };
            assert_eq!(said, number);
        }
    }
}
