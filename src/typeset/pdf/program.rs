//! The font program that travels in a document: only what draws glyphs.

/// The tables that a document needs of a TrueType program (ISO 32000-1, 9.9); a subset also brings names and
/// PostScript names, which weigh as much as a paragraph and are read by nobody there.
const NEEDED: [&[u8]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

/// Bytes before the directory of tables.
const HEADER: usize = 12;

/// Bytes of the directory for one table: tag, checksum, offset, length.
const ENTRY: usize = 16;

/// `program` with the tables that are needed and no other; `None` if it is no font program.
pub(super) fn slim(program: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_be_bytes(program.get(4..6)?.try_into().ok()?));
    let directory = program.get(HEADER..HEADER + count * ENTRY)?;
    let number = |entry: &[u8], at: usize| -> Option<usize> {
        let bytes = entry.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    let mut tables = Vec::with_capacity(NEEDED.len());
    for entry in directory.chunks_exact(ENTRY) {
        if NEEDED.contains(&entry.get(..4)?) {
            let (start, length) = (number(entry, 8)?, number(entry, 12)?);
            tables.push((entry.get(..8)?, program.get(start..start.checked_add(length)?)?));
        }
    }
    if tables.len() != NEEDED.len() {
        return None;
    }
    // How many there are, then what a binary search in them would begin with (16 * 4, 2, 16 * 2).
    let mut slim = program.get(..4)?.to_vec();
    slim.extend([6_u16, 64, 2, 32].into_iter().flat_map(u16::to_be_bytes));
    let mut at = HEADER + tables.len() * ENTRY;
    for (head, table) in &tables {
        slim.extend_from_slice(head);
        slim.extend(u32::try_from(at).ok()?.to_be_bytes());
        slim.extend(u32::try_from(table.len()).ok()?.to_be_bytes());
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        slim.extend_from_slice(table);
        slim.resize(slim.len().next_multiple_of(4), 0);
    }
    Some(slim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::Face;
    use crate::typeset::shape::{Font, shape};

    #[test]
    fn a_slim_program_draws_the_same_and_is_smaller() {
        let glyphs = shape(Face::Text.font(), "ស្ត្រី");
        let mut remapper = subsetter::GlyphRemapper::new();
        for glyph in &glyphs {
            remapper.remap(glyph.id);
        }
        let subset = subsetter::subset(Face::Text.bytes(), 0, &remapper).unwrap();
        let slim = slim(&subset).unwrap();
        assert!(slim.len() + 300 < subset.len(), "{} of {}", slim.len(), subset.len());
        let ink = |program: Vec<u8>| {
            let font = Font::from_bytes(program).unwrap();
            let of = |id| font.ink(&[crate::typeset::shape::Glyph { id, ..glyphs[0] }]);
            (1..=u16::try_from(glyphs.len()).unwrap()).map(of).collect::<Vec<_>>()
        };
        assert_eq!(ink(slim), ink(subset));
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert_eq!(slim(b""), None);
        assert_eq!(slim(&[0, 1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0]), None);
        assert_eq!(slim(&[0; 300]), None);
    }
}
