//! Codes: what a page writes for a glyph, and how a viewer gets from there to the glyph and to the characters.
//!
//! One Khmer glyph serves many syllables, so that no table from glyphs to characters can be right. A document
//! therefore gives every pair of a glyph and what it stands for there a code of its own. The spans around words
//! say their characters to viewers that look at spans (poppler, `PDFium`); those that do not (pdf.js) get them from the codes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Stream};
use subsetter::GlyphRemapper;

/// The codes of one face in one document.
#[derive(Default)]
pub(super) struct Codes {
    /// By glyph of the whole face: what it stood for so far, each with its code.
    known: BTreeMap<u16, Vec<(Box<str>, u16)>>,
    /// What the codes from 1 on stand for; 0 is the glyph of what is missing.
    list: Vec<Code>,
    /// Which glyph of the whole face is which of those that are embedded.
    remapper: GlyphRemapper,
    full: bool,
}

/// What one code stands for.
struct Code {
    glyph: u16,
    embedded: u16,
    characters: Box<str>,
}

/// What stands for a glyph whose syllable has no character left for it: a zero width space. pdf.js passes over it;
/// with no entry at all it would show the code as if it were a character.
const NO_CHARACTER: &str = "\u{200B}";

/// How many codes one line of a table from codes to characters may name: those that differ in the last byte only.
const ROW: usize = 256;

/// Says before a row of bytes that it is told against the row above it (PNG, filter type 2).
const UP: u8 = 2;

impl Codes {
    /// The code of a glyph that stands for these characters.
    pub(super) fn of(&mut self, glyph: u16, characters: &str) -> u16 {
        let known = self.known.entry(glyph).or_default();
        if let Some((_, code)) = known.iter().find(|(stood_for, _)| **stood_for == *characters) {
            return *code;
        }
        let Ok(code) = u16::try_from(self.list.len() + 1) else {
            self.full = true;
            return 0;
        };
        known.push((Box::from(characters), code));
        let embedded = self.remapper.remap(glyph);
        self.list.push(Code { glyph, embedded, characters: Box::from(characters) });
        code
    }

    /// Whether there were more than two bytes can tell apart; the page would lack glyphs.
    pub(super) fn are_too_many(&self) -> bool {
        self.full
    }

    /// The glyphs to embed.
    pub(super) fn remapper(&self) -> &GlyphRemapper {
        &self.remapper
    }

    /// Each code from 0 on with its glyph's number in the whole face.
    pub(super) fn glyphs(&self) -> impl Iterator<Item = (u16, u16)> {
        (0..).zip(std::iter::once(0).chain(self.list.iter().map(|code| code.glyph)))
    }

    /// From codes to embedded glyphs, as a `/CIDToGIDMap`: two bytes each, big end first.
    ///
    /// A new code mostly has the next glyph. Each pair of bytes therefore stands as what it is more than the one
    /// before (PNG's predictor "up", as in any cross-reference stream), which deflates to a third.
    pub(super) fn to_glyphs(&self) -> Stream {
        let embedded = std::iter::once(0).chain(self.list.iter().map(|code| code.embedded));
        let mut before = [0_u8; 2];
        let rows = embedded.flat_map(|glyph| {
            let [high, low] = glyph.to_be_bytes();
            let [over_high, over_low] = std::mem::replace(&mut before, [high, low]);
            [UP, high.wrapping_sub(over_high), low.wrapping_sub(over_low)]
        });
        let rows = rows.collect();
        let mut how = Dictionary::new();
        how.set("Predictor", 12);
        how.set("Columns", 2);
        let mut about = Dictionary::new();
        about.set("DecodeParms", how);
        Stream::new(about, rows)
    }

    /// From codes to characters, as a `/ToUnicode` table.
    pub(super) fn to_characters(&self) -> Vec<u8> {
        let mut table =
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapType 2 def\
            /CMapName/C def 1 begincodespacerange<0000><FFFF>endcodespacerange"
                .to_owned();
        let written = std::iter::once(NO_CHARACTER)
            .chain(self.list.iter().map(|code| &*code.characters))
            .collect::<Vec<_>>();
        for (row, of_row) in written.chunks(ROW).enumerate() {
            let first = row * ROW;
            let last = first + of_row.len() - 1;
            // Writing to a string cannot fail.
            let _ = write!(table, "\n1 beginbfrange<{first:04X}><{last:04X}>[");
            for characters in of_row {
                table.push('<');
                for unit in characters.encode_utf16() {
                    let _ = write!(table, "{unit:04X}");
                }
                table.push('>');
            }
            table.push_str("]endbfrange");
        }
        table.push_str("\nendcmap CMapName currentdict/CMap defineresource pop end end");
        table.into_bytes()
    }
}

/// What each of `glyphs` glyphs of one cluster stands for: one letter each, in the order of writing, the last all
/// that is left. Joined they are `cluster`.
pub(super) fn shares(cluster: &str, glyphs: usize) -> Vec<&str> {
    let mut shares = Vec::with_capacity(glyphs);
    let mut rest = cluster;
    for left in (0..glyphs).rev() {
        let (share, after) = if left == 0 { (rest, "") } else { rest.split_at(first_letter(rest)) };
        shares.push(if share.is_empty() { NO_CHARACTER } else { share });
        rest = after;
    }
    shares
}

/// The bytes of the first letter: a coeng with the letter that it puts below, a joiner with what it follows.
fn first_letter(text: &str) -> usize {
    let mut end = 0;
    let mut joins = true;
    for letter in text.chars() {
        if !joins && !matches!(letter, '\u{200C}' | '\u{200D}') {
            break;
        }
        joins = letter == '\u{17D2}';
        end += letter.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_has_a_code_for_each_thing_it_stands_for() {
        let mut codes = Codes::default();
        assert_eq!(
            [(7, "ក"), (9, "ខ"), (7, "គ"), (7, "ក")].map(|(id, is)| codes.of(id, is)),
            [1, 2, 3, 1]
        );
        // Glyphs 0, 1, 2, 1, each against the one before.
        assert_eq!(codes.to_glyphs().content, [2, 0, 0, 2, 0, 1, 2, 0, 1, 2, 0, 255]);
        assert_eq!(codes.glyphs().collect::<Vec<_>>(), [(0, 0), (1, 7), (2, 9), (3, 7)]);
        let table = String::from_utf8(codes.to_characters()).unwrap();
        assert!(table.contains("<0000><0003>[<200B><1780><1781><1782>]"), "{table}");
    }

    #[test]
    fn a_row_of_the_table_never_leaves_its_first_byte() {
        let mut codes = Codes::default();
        for glyph in 1..=300 {
            codes.of(glyph, "ក");
        }
        let table = String::from_utf8(codes.to_characters()).unwrap();
        assert!(table.contains("<0000><00FF>[") && table.contains("<0100><012C>["), "{table}");
    }

    #[test]
    fn more_pairs_than_two_bytes_can_tell_apart_are_noticed() {
        let mut codes = Codes::default();
        for number in 0..=u32::from(u16::MAX) {
            assert!(!codes.are_too_many());
            codes.of(1, &number.to_string());
        }
        assert!(codes.are_too_many());
    }

    #[test]
    fn shares_joined_are_the_cluster_and_keep_coengs_and_joiners() {
        assert_eq!(shares("ស្ត្រី", 4), ["ស", "្ត", "្រ", "ី"]);
        assert_eq!(shares("ស្ត្រី", 2), ["ស", "្ត្រី"]);
        assert_eq!(shares("ម៉\u{200C}ី", 3), ["ម", "៉\u{200C}", "ី"]);
        assert_eq!(shares("កោ", 3), ["ក", "ោ", NO_CHARACTER]);
        assert_eq!(shares("", 1), [NO_CHARACTER]);
        assert_eq!(shares("្", 2), ["្", NO_CHARACTER]);
    }
}
