//! Pages to operations: lines and words as codes of glyphs, each word in a span of its characters.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use lopdf::{Object, Stream};
use printpdf::{
    Codepoint, FontId, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, Pt,
    TextItem,
};

use super::PdfError;
use super::codes::{Codes, shares};
use super::content::Content;
use super::drawing::{blocks, filled, points, rounded, stroke};
use super::program;
use super::tags::{Tags, decoration};
use crate::typeset::face::Face;
use crate::typeset::layout::{Begins, Item, Page, TextRun, Tone};
use crate::typeset::shape::{Glyph, is_khmer};

/// Grey of a mark that lies under the text: seen at once, yet what is over it stays legible.
const MARK_GREY: f64 = 0.86;

/// What a document writes with: its faces, each with the codes it uses, and its structure.
#[derive(Default)]
pub(super) struct Words {
    used: BTreeMap<Face, Codes>,
    tags: Tags,
    /// The operations of each page.
    pages: Vec<Vec<u8>>,
}

impl Words {
    /// Writes one page, in the order of its items.
    pub(super) fn page(&mut self, page: &Page) {
        self.tags.page();
        let mut content = Content::default();
        for marked in page.items.chunk_by(goes_on) {
            match texts(marked) {
                runs if runs.is_empty() => decoration(&mut content),
                runs => self.tags.line(&mut content, &runs),
            }
            let mut areas = Vec::new();
            for item in marked {
                if !matches!(item, Item::Block(_)) {
                    blocks(&mut content, &mut areas, page.height_mm);
                }
                match item {
                    Item::Text(run) => self.text(&mut content, run, page.height_mm),
                    Item::Block(area) => areas.push(*area),
                    Item::Rule(rule) => stroke(&mut content, rule, page.height_mm),
                    Item::Figure(figure) => filled(&mut content, figure, page.height_mm),
                }
            }
            blocks(&mut content, &mut areas, page.height_mm);
            content.close();
        }
        self.pages.push(content.into_bytes());
    }

    /// The pages as printpdf knows them: it lists the widths of what its own operations show, so that the first page
    /// shows every code once until [`Words::explain`] puts the pages' operations in their place.
    pub(super) fn sheets(&self, pages: &[Page]) -> Vec<PdfPage> {
        let mut ops = vec![Op::StartTextSection];
        for (face, codes) in &self.used {
            let all = codes.glyphs().map(|(code, _)| Codepoint::new(code, 0.0)).collect();
            let font = PdfFontHandle::External(font_id(*face));
            ops.push(Op::SetFont { font, size: Pt(1.0) });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(all)] });
        }
        ops.push(Op::EndTextSection);
        let sheet = |page: &Page| {
            let (width, height) = (Mm(single(page.width_mm)), Mm(single(page.height_mm)));
            PdfPage::new(width, height, std::mem::take(&mut ops))
        };
        pages.iter().map(sheet).collect()
    }

    /// One run: position, face, then its words.
    fn text(&mut self, content: &mut Content, run: &TextRun, page_height_mm: f64) {
        let (x, y) = (points(run.x_mm), points(page_height_mm - run.baseline_mm));
        content.raw("BT");
        content.face(run.face.name(), run.size_pt);
        let (sine, cosine) = match run.tone {
            Tone::Black => (0.0, 1.0),
            Tone::Mark(degrees) => {
                content.operation(&[MARK_GREY], "g");
                let (sine, cosine) = degrees.to_radians().sin_cos();
                (rounded(sine), rounded(cosine))
            }
        };
        content.operation(&[cosine, sine, -sine, cosine, x, y], "Tm");
        self.words(content, run);
        if run.tone != Tone::Black {
            content.operation(&[0.0], "g");
        }
        content.raw("ET");
    }

    /// The words of a run, each in its span; the space belongs to the word before it.
    fn words(&mut self, content: &mut Content, run: &TextRun) {
        let Some(template) = template(run.face) else { return };
        let mut writer = WordWriter {
            content,
            template,
            per_mille: 1000.0 / f64::from(run.face.font().units_per_em()),
            size_pt: run.size_pt,
            pen: 0.0,
            told: 0.0,
            rise: 0.0,
        };
        let codes = self.used.entry(run.face).or_default();
        let start =
            |cluster: &[Glyph]| cluster.first().map_or(run.text.len(), |glyph| glyph.cluster);
        let mut clusters = run.glyphs.chunk_by(|one, next| one.cluster == next.cluster).peekable();
        let mut end = 0;
        for word in run.text.split_inclusive(' ') {
            end += word.len();
            // Latin letters and digits of either script stand one by one for themselves, so that their codes say
            // enough.
            let spanned = word.chars().any(|letter| is_khmer(letter) && !is_khmer_digit(letter));
            if spanned {
                writer.content.show();
                writer.content.open_span(word);
            }
            while let Some(cluster) = clusters.next_if(|cluster| start(cluster) < end) {
                let next = clusters.peek().map_or(run.text.len(), |next| start(next));
                let characters = run.text.get(start(cluster)..next).unwrap_or_default();
                for (glyph, share) in cluster.iter().zip(shares(characters, cluster.len())) {
                    let code = codes.of(glyph.id, share);
                    writer.glyph(glyph, code);
                }
            }
            if spanned {
                writer.content.show();
                writer.content.close();
            }
        }
        writer.level();
    }

    /// Embeds each face, cut down to the glyphs that were used.
    pub(super) fn embed(&self, document: &mut PdfDocument) -> Result<(), PdfError> {
        for (face, codes) in &self.used {
            let failed = || PdfError::Face(face.name());
            if codes.are_too_many() {
                return Err(failed());
            }
            let template = template(*face).ok_or_else(failed)?;
            let mut font = template.clone();
            let subset =
                subsetter::subset(face.bytes(), 0, codes.remapper()).map_err(|_| failed())?;
            font.original_bytes = program::slim(&subset).ok_or_else(failed)?;
            let width = |glyph| template.glyph_widths.get(&glyph).copied().unwrap_or(0);
            font.glyph_widths = codes.glyphs().map(|(code, glyph)| (code, width(glyph))).collect();
            font.font_name = Some(embedded_name(*face));
            document.resources.fonts.map.insert(font_id(*face), PdfFont::new(font));
        }
        Ok(())
    }

    /// Puts into the file what its pages draw, what the codes stand for and what its structure is; printpdf takes a code
    /// for a glyph.
    pub(super) fn explain(&mut self, file: &mut lopdf::Document) -> Result<(), PdfError> {
        let streams: Vec<_> =
            file.page_iter().flat_map(|page| file.get_page_contents(page)).collect();
        if streams.len() != self.pages.len() {
            return Err(PdfError::Composing("a page has no place for what it draws".to_owned()));
        }
        for (stream, content) in streams.into_iter().zip(std::mem::take(&mut self.pages)) {
            let stream = file.get_object_mut(stream).and_then(Object::as_stream_mut);
            let stream = stream.map_err(|err| PdfError::Composing(err.to_string()))?;
            stream.set_content(content);
        }
        for (face, codes) in &self.used {
            let name = embedded_name(*face);
            let is_font = |object: &&mut Object| {
                object.as_dict().is_ok_and(|font| {
                    font.get(b"BaseFont")
                        .and_then(Object::as_name)
                        .is_ok_and(|known| known == name.as_bytes())
                })
            };
            let table = Stream::new(lopdf::Dictionary::new(), codes.to_characters());
            let table = file.add_object(table);
            let glyphs = file.add_object(codes.to_glyphs());
            let mut replaced = None;
            if let Some(Object::Dictionary(font)) = file.objects.values_mut().find(is_font) {
                replaced = font.get(b"ToUnicode").and_then(Object::as_reference).ok();
                font.set("ToUnicode", table);
                if let Ok(Object::Array(descendants)) = font.get_mut(b"DescendantFonts")
                    && let Some(Object::Dictionary(descendant)) = descendants.first_mut()
                {
                    descendant.set("CIDToGIDMap", glyphs);
                }
            }
            if let Some(replaced) = replaced {
                file.objects.remove(&replaced);
            }
        }
        self.tags.hang(file);
        Ok(())
    }
}

/// Whether an item stands in one mark with the item before it: strokes with strokes, the runs of a line together.
fn goes_on(before: &Item, next: &Item) -> bool {
    match (before, next) {
        (Item::Text(_), Item::Text(run)) => run.begins == Begins::Nothing,
        (Item::Text(_), _) | (_, Item::Text(_)) => false,
        (Item::Block(_) | Item::Rule(_) | Item::Figure(_), _) => true,
    }
}

/// The runs among these items.
fn texts(items: &[Item]) -> Vec<&TextRun> {
    let runs = items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        Item::Block(_) | Item::Rule(_) | Item::Figure(_) => None,
    });
    runs.collect()
}

/// Turns the glyphs of one run into show operations, keeping the pen where it belongs.
///
/// A document says glyph widths in whole thousandths of an em, cut; each glyph is followed
/// by what makes up the difference, rounded with the rest carried on, so that nothing drifts.
struct WordWriter<'a> {
    content: &'a mut Content,
    template: &'static ParsedFont,
    /// Thousandths of an em in one unit of the font.
    per_mille: f64,
    size_pt: f64,
    /// Where the pen should be, in thousandths of an em from the start of the run.
    pen: f64,
    /// Where the viewer's pen is.
    told: f64,
    /// How far above the baseline the viewer draws now, in font units.
    rise: f64,
}

impl WordWriter<'_> {
    fn glyph(&mut self, glyph: &Glyph, code: u16) {
        let rise = f64::from(glyph.y_offset);
        if (rise - self.rise).abs() > 0.0 {
            self.content.show();
            let lift = rise * self.per_mille * self.size_pt / 1000.0;
            self.content.operation(&[rounded(lift)], "Ts");
            self.rise = rise;
        }
        let target = self.pen + f64::from(glyph.x_offset) * self.per_mille;
        // A positive number moves the viewer's pen to the left.
        let back = (self.told - target).round();
        if back != 0.0 {
            self.content.back(back);
            self.told -= back;
        }
        let units = self.template.glyph_widths.get(&glyph.id).copied().unwrap_or(0);
        self.told += (f64::from(units) * self.per_mille).trunc();
        self.pen += f64::from(glyph.x_advance) * self.per_mille;
        self.content.code(code);
    }

    /// Shows what has been gathered, and goes back to the baseline: the rise outlives the text section.
    fn level(&mut self) {
        self.content.show();
        if self.rise != 0.0 {
            self.content.operation(&[0.0], "Ts");
        }
    }
}

/// The name under which pages refer to a face.
fn font_id(face: Face) -> FontId {
    FontId(face.name().to_owned())
}

/// The name of what is embedded of a face: six letters that say that it is a part, then the face's own name.
fn embedded_name(face: Face) -> String {
    let tag = match face {
        Face::Text => "AAAAAA",
        Face::Heading => "BBBBBB",
        Face::Plain => "CCCCCC",
        Face::Strong => "DDDDDD",
    };
    format!("{tag}+{}", face.name())
}

/// A Khmer digit is drawn by one glyph that nothing hangs on.
fn is_khmer_digit(letter: char) -> bool {
    matches!(letter, '\u{17E0}'..='\u{17E9}')
}

#[expect(clippy::cast_possible_truncation, reason = "the side of a sheet; printpdf takes f32")]
fn single(value: f64) -> f32 {
    value as f32
}

/// What printpdf needs to know of a face, without its bytes; parsed once a process.
fn template(face: Face) -> Option<&'static ParsedFont> {
    static TEMPLATES: [OnceLock<Option<ParsedFont>>; 4] = [const { OnceLock::new() }; 4];
    let cell = Face::ALL.iter().zip(&TEMPLATES).find(|(known, _)| **known == face)?.1;
    cell.get_or_init(|| {
        let mut font = ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new())?;
        font.original_bytes = Vec::new();
        font.codepoint_to_glyph = BTreeMap::new();
        Some(font)
    })
    .as_ref()
}
