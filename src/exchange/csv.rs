//! A table as CSV that a commune's spreadsheet opens: UTF-8 with a mark, and no cell that becomes a formula, also
//! where the spreadsheet parts cells at semicolons, as many languages' settings have it.

use crate::khmer;

/// What tells spreadsheets that the text is UTF-8; without it Khmer opens as rubbish.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the table could not be written")]
pub struct CsvError(#[source] csv::Error);

impl From<csv::Error> for CsvError {
    fn from(err: csv::Error) -> Self {
        Self(err)
    }
}

/// The table with its head. Digits are ASCII, whatever the words are.
pub fn write(head: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, CsvError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(MARK.to_vec());
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(&khmer::digits::to_ascii(cell))))?;
    }
    writer.into_inner().map_err(|err| CsvError(err.into_error().into()))
}

/// A cell that no spreadsheet reckons: what could begin a formula gets an apostrophe before it. White space in
/// front hides nothing, since some programs leave it out.
///
/// So does what would begin a cell of its own where cells are parted otherwise: quotes in the middle of a line do not
/// hold a spreadsheet that parts at semicolons.
fn harmless(cell: &str) -> String {
    let marked =
        |part: &str| if begins_formula(part) { format!("'{part}") } else { part.to_owned() };
    let parts: String = cell.split_inclusive([';', '\t', '\r', '\n']).map(marked).collect();
    if cell.starts_with(['\t', '\r', '\n']) { format!("'{parts}") } else { parts }
}

fn begins_formula(part: &str) -> bool {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
    part.trim_start().starts_with(signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let row = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let head: Vec<&str> = (0..cells.len()).map(|_| "a").collect();
        let bytes = write(&head, &[row]).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    #[test]
    fn the_file_begins_with_its_mark_and_ends_its_lines_as_spreadsheets_do() {
        let text = written(&["សុខ", "SOK"]);
        assert_eq!(text, "\u{feff}\"a\",\"a\"\r\n\"សុខ\",\"SOK\"\r\n");
    }

    #[test]
    fn nothing_becomes_a_formula() {
        for cell in [
            "=1+1", "+855", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a",
            " =1", "\u{a0}=1",
        ] {
            let text = written(&["x", cell]);
            let cell = text.split_once("\r\n").map(|(_, row)| row.to_owned()).unwrap_or_default();
            assert!(cell.contains(",\"'"), "{cell:?}");
        }
        assert!(written(&["x", "ជា-សុខ"]).contains(",\"ជា-សុខ\"\r\n"), "a dash in a name stays");
    }

    #[test]
    fn nothing_becomes_a_formula_where_cells_are_parted_at_semicolons() {
        for (cell, kept) in [
            ("x;=1+1;y", "x;'=1+1;y"),
            ("x; @a", "x;' @a"),
            ("x\t=1", "x\t'=1"),
            ("x;y-z; ភូមិ", "x;y-z; ភូមិ"),
        ] {
            assert!(written(&["x", cell]).ends_with(&format!(",\"{kept}\"\r\n")), "{cell:?}");
        }
    }

    #[test]
    fn commas_quotes_and_lines_stay_in_their_cell_and_digits_are_ascii() {
        let text = written(&["a,\"b\"", "៥ មករា\n២០២៤"]);
        let head = "\u{feff}\"a\",\"a\"\r\n";
        assert_eq!(text, format!("{head}\"a,\"\"b\"\"\",\"5 មករា\n2024\"\r\n"));
    }
}
