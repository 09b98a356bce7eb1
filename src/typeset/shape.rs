//! Characters to glyphs: the only file that names harfrust.
//!
//! One call shapes one run: text of one face and one script. [`super::lines::line`]
//! cuts a mixed line into runs; what comes out here equals `HarfBuzz` with
//! `--script=Khmr --language=km`, glyph for glyph (`tests/it/receipts.rs`).

use std::fmt;

use harfrust::{Buffer, Direction, GlyphId, Language, Script, ShapeOptions, ShapePlan, ShaperFont};

/// A face, parsed once, with its shaping plans.
pub struct Font {
    face: harfrust::Font,
    units_per_em: u16,
    khmer: ShapePlan,
    latin: ShapePlan,
}

/// Why bytes are not a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// The bytes are not a TrueType or OpenType font, or a table in them is broken.
    #[error("the bytes are not a font that can be read")]
    Unreadable,
    /// A glyph's number must fit the two bytes that a PDF gives it.
    #[error("the font holds more glyphs than a document can name")]
    TooManyGlyphs,
}

/// One glyph of a shaped run; lengths are in the font's units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Number of the glyph in the font; 0 means that the font lacks the character.
    pub id: u16,
    /// How far the pen moves after the glyph.
    pub x_advance: i32,
    /// How far right of the pen the glyph is drawn.
    pub x_offset: i32,
    /// How far above the baseline the glyph is drawn.
    pub y_offset: i32,
    /// Byte in the shaped text at which the glyph's cluster begins.
    pub cluster: usize,
}

/// The box around ink, in font units, y upwards from the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Left edge.
    pub left: i32,
    /// Lower edge, negative below the baseline.
    pub bottom: i32,
    /// Right edge.
    pub right: i32,
    /// Upper edge.
    pub top: i32,
}

impl Font {
    /// Parses a TrueType or OpenType font.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, FontError> {
        let face = harfrust::Font::new(bytes, 0).ok_or(FontError::Unreadable)?;
        if face.num_glyphs() > u32::from(u16::MAX) {
            return Err(FontError::TooManyGlyphs);
        }
        let units_per_em = face.units_per_em();
        if units_per_em == 0 {
            return Err(FontError::Unreadable);
        }
        let khmer = plan(&face, Script::KHMER, "km");
        let latin = plan(&face, Script::LATIN, "en");
        Ok(Self { face, units_per_em, khmer, latin })
    }

    /// How many units make one em; 1000 or 2048 in the embedded faces.
    pub fn units_per_em(&self) -> u16 {
        self.units_per_em
    }

    /// Whether the face has a glyph for `character`, or the shaper hides it anyway.
    pub fn covers(&self, character: char) -> bool {
        matches!(character, '\u{200B}'..='\u{200D}' | '\u{2060}')
            || ShaperFont::new(&self.face).nominal_glyph(u32::from(character)).is_some()
    }

    /// The box around the ink of a shaped run, from the origin of its first glyph; `None`
    /// where it leaves the paper white.
    pub fn ink(&self, glyphs: &[Glyph]) -> Option<Ink> {
        let shaper = ShaperFont::new(&self.face);
        let mut pen = 0;
        let mut whole: Option<Ink> = None;
        for glyph in glyphs {
            let extents = shaper.glyph_extents(GlyphId::from(glyph.id));
            if let Some(extents) = extents.filter(|shape| shape.width != 0 && shape.height != 0) {
                let left = pen + glyph.x_offset + extents.x_bearing;
                let top = glyph.y_offset + extents.y_bearing;
                // A glyph's height counts downwards, so it is negative.
                let (right, bottom) = (left + extents.width, top + extents.height);
                let ink = Ink { left, bottom, right, top };
                whole = Some(whole.map_or(ink, |so_far| so_far.with(ink)));
            }
            pen += glyph.x_advance;
        }
        whole
    }

    /// The glyph that stands for ◌ where a mark has no letter to stand on.
    ///
    /// In a shaped text it means that the text is malformed; 0 if the face has none.
    pub fn dotted_circle(&self) -> u16 {
        ShaperFont::new(&self.face)
            .nominal_glyph(0x25CC)
            .and_then(|id| u16::try_from(id.to_u32()).ok())
            .unwrap_or(0)
    }
}

impl Ink {
    /// The box around both.
    fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }
}

/// A font's bytes say nothing in a log.
impl fmt::Debug for Font {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Font").field("units_per_em", &self.units_per_em).finish_non_exhaustive()
    }
}

/// Shapes one run of text, left to right.
///
/// The script is Khmer unless the text has Latin letters and no Khmer; clusters are
/// byte offsets into `text`.
pub fn shape(font: &Font, text: &str) -> Vec<Glyph> {
    if text.is_empty() {
        return Vec::new();
    }
    let plan = if is_latin(text) { &font.latin } else { &font.khmer };
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(plan.script());
    buffer.set_language(plan.language().cloned());
    let shaper = ShaperFont::new(&font.face);
    // The plan was made for this very direction and script, the only things that can disagree.
    if harfrust::shape(&shaper, &mut buffer, ShapeOptions::new().plan(Some(plan))).is_err() {
        return Vec::new();
    }
    let infos = buffer.glyph_infos().iter();
    infos
        .zip(buffer.glyph_positions())
        .map(|(info, position)| Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            x_advance: position.x_advance,
            x_offset: position.x_offset,
            y_offset: position.y_offset,
            cluster: info.cluster as usize,
        })
        .collect()
}

/// Whether `character` belongs to a Khmer run wherever it stands.
pub(super) fn is_khmer(character: char) -> bool {
    matches!(character, '\u{1780}'..='\u{17FF}' | '\u{19E0}'..='\u{19FF}' | '\u{25CC}')
}

/// Whether `text` is to be shaped as Latin: it has such letters and nothing Khmer.
pub(super) fn is_latin(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(is_khmer)
}

/// What a run of `script` needs of the face, worked out once.
fn plan(face: &harfrust::Font, script: Script, language: &str) -> ShapePlan {
    ShapePlan::new(
        face,
        Direction::LeftToRight,
        Some(script),
        Language::new(language).as_ref(),
        &[],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::Face;

    #[test]
    fn a_stack_of_three_letters_is_one_cluster() {
        let glyphs = shape(Face::Text.font(), "ស្ត្រី");
        assert!(!glyphs.is_empty());
        assert!(glyphs.iter().all(|glyph| glyph.cluster == 0 && glyph.id != 0));
    }

    #[test]
    fn a_mark_without_a_letter_shows_the_dotted_circle() {
        let font = Face::Text.font();
        let circle = font.dotted_circle();
        assert_ne!(circle, 0);
        assert!(shape(font, "\u{17B8}").iter().any(|glyph| glyph.id == circle));
        assert!(shape(font, "ពោធិ៍").iter().all(|glyph| glyph.id != circle));
    }

    #[test]
    fn bytes_that_are_no_font_are_refused() {
        assert_eq!(Font::from_bytes(vec![1, 2, 3]).err(), Some(FontError::Unreadable));
    }

    #[test]
    fn an_empty_text_has_no_glyphs() {
        assert!(shape(Face::Text.font(), "").is_empty());
    }
}
