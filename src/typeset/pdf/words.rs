//! Pages to operations: lines and words as codes of glyphs, each word in a span of its characters.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use lopdf::{Object, Stream};
use printpdf::{
    Codepoint, DictItem, FontId, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    Pt, TextItem, TextMatrix,
};

use super::PdfError;
use super::codes::{Codes, shares};
use super::drawing::{blocks, filled, grey, points, rounded, single, stroke};
use super::program;
use super::tags::{Tags, decoration};
use crate::typeset::face::Face;
use crate::typeset::layout::{Begins, Item, Page, TextRun, Tone};
use crate::typeset::shape::{Glyph, is_khmer};

/// Grey of a mark that lies under the text: seen at once, yet what is over it stays legible.
const MARK_GREY: f32 = 0.86;

/// What a document writes with: its faces, each with the codes it uses, and its structure.
#[derive(Default)]
pub(super) struct Words {
    used: BTreeMap<Face, Codes>,
    tags: Tags,
}

impl Words {
    /// One page, in the order of its items.
    pub(super) fn page(&mut self, page: &Page) -> PdfPage {
        self.tags.page();
        let mut ops = Vec::new();
        for marked in page.items.chunk_by(goes_on) {
            ops.push(match texts(marked) {
                runs if runs.is_empty() => decoration(),
                runs => self.tags.line(&runs),
            });
            let mut areas = Vec::new();
            for item in marked {
                if !matches!(item, Item::Block(_)) {
                    blocks(&mut ops, &mut areas, page.height_mm);
                }
                match item {
                    Item::Text(run) => self.text(&mut ops, run, page.height_mm),
                    Item::Block(area) => areas.push(*area),
                    Item::Rule(rule) => stroke(&mut ops, rule, page.height_mm),
                    Item::Figure(figure) => ops.push(filled(figure, page.height_mm)),
                }
            }
            blocks(&mut ops, &mut areas, page.height_mm);
            ops.push(Op::EndMarkedContent);
        }
        PdfPage::new(Mm(single(page.width_mm)), Mm(single(page.height_mm)), ops)
    }

    /// One run: position, face, then its words.
    fn text(&mut self, ops: &mut Vec<Op>, run: &TextRun, page_height_mm: f64) {
        let (x, y) = (points(run.x_mm), points(page_height_mm - run.baseline_mm));
        ops.push(Op::StartTextSection);
        ops.push(Op::SetFont {
            font: PdfFontHandle::External(font_id(run.face)),
            size: Pt(single(run.size_pt)),
        });
        let matrix = match run.tone {
            Tone::Black => TextMatrix::Translate(Pt(x), Pt(y)),
            Tone::Mark(degrees) => {
                let (sine, cosine) = degrees.to_radians().sin_cos();
                let (sine, cosine) = (rounded(sine), rounded(cosine));
                ops.push(Op::SetFillColor { col: grey(MARK_GREY) });
                TextMatrix::Raw([cosine, sine, -sine, cosine, x, y])
            }
        };
        ops.push(Op::SetTextMatrix { matrix });
        self.words(ops, run);
        if run.tone != Tone::Black {
            ops.push(Op::SetFillColor { col: grey(0.0) });
        }
        ops.push(Op::EndTextSection);
    }

    /// The words of a run, each in its span; the space belongs to the word before it.
    fn words(&mut self, ops: &mut Vec<Op>, run: &TextRun) {
        let Some(template) = template(run.face) else { return };
        let mut writer = WordWriter {
            template,
            per_mille: 1000.0 / f64::from(run.face.font().units_per_em()),
            size_pt: run.size_pt,
            pen: 0.0,
            told: 0.0,
            rise: 0.0,
            items: Vec::new(),
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
                writer.flush(ops);
                ops.push(span(word));
            }
            while let Some(cluster) = clusters.next_if(|cluster| start(cluster) < end) {
                let next = clusters.peek().map_or(run.text.len(), |next| start(next));
                let characters = run.text.get(start(cluster)..next).unwrap_or_default();
                for (glyph, share) in cluster.iter().zip(shares(characters, cluster.len())) {
                    let code = codes.of(glyph.id, share);
                    writer.glyph(ops, glyph, code);
                }
            }
            if spanned {
                writer.flush(ops);
                ops.push(Op::EndMarkedContent);
            }
        }
        writer.flush(ops);
        writer.level(ops);
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

    /// Says in the file what the codes stand for and what its structure is; printpdf takes a code for a glyph.
    pub(super) fn explain(&self, file: &mut lopdf::Document) {
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
        join_codes(file);
        self.tags.hang(file);
    }
}

/// Writes codes that follow each other as one string: printpdf gives each its own, which is more to read and to keep.
fn join_codes(file: &mut lopdf::Document) {
    let pages = file.page_iter().flat_map(|page| file.get_page_contents(page));
    for contents in pages.collect::<Vec<_>>() {
        let Ok(stream) = file.get_object_mut(contents).and_then(Object::as_stream_mut) else {
            continue;
        };
        // Nowhere else does one string end where another begins: text to be read stands in spans, in brackets.
        let mut joined = Vec::with_capacity(stream.content.len());
        let mut rest = stream.content.as_slice();
        while let Some(at) = rest.windows(2).position(|two| two == b"><") {
            let (before, after) = rest.split_at(at);
            joined.extend_from_slice(before);
            rest = after.get(2..).unwrap_or_default();
        }
        joined.extend_from_slice(rest);
        stream.set_content(joined);
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
struct WordWriter {
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
    items: Vec<TextItem>,
}

impl WordWriter {
    fn glyph(&mut self, ops: &mut Vec<Op>, glyph: &Glyph, code: u16) {
        let rise = f64::from(glyph.y_offset);
        if (rise - self.rise).abs() > 0.0 {
            self.flush(ops);
            let lift = rise * self.per_mille * self.size_pt / 1000.0;
            ops.push(Op::SetLineOffset { multiplier: rounded(lift) });
            self.rise = rise;
        }
        let target = self.pen + f64::from(glyph.x_offset) * self.per_mille;
        // A positive number moves the viewer's pen to the left.
        let back = (self.told - target).round();
        if back != 0.0 {
            self.items.push(TextItem::Offset(single(back)));
            self.told -= back;
        }
        let units = self.template.glyph_widths.get(&glyph.id).copied().unwrap_or(0);
        self.told += (f64::from(units) * self.per_mille).trunc();
        self.pen += f64::from(glyph.x_advance) * self.per_mille;
        let code = Codepoint::new(code, 0.0);
        if let Some(TextItem::GlyphIds(codes)) = self.items.last_mut() {
            codes.push(code);
        } else {
            self.items.push(TextItem::GlyphIds(vec![code]));
        }
    }

    /// Shows what has been gathered.
    fn flush(&mut self, ops: &mut Vec<Op>) {
        if !self.items.is_empty() {
            ops.push(Op::ShowText { items: std::mem::take(&mut self.items) });
        }
    }

    /// Back on the baseline: the rise outlives the text section.
    fn level(&self, ops: &mut Vec<Op>) {
        if self.rise != 0.0 {
            ops.push(Op::SetLineOffset { multiplier: 0.0 });
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

/// Opens a span that says which characters its glyphs stand for (UTF-16, big end first).
fn span(word: &str) -> Op {
    let mut data = vec![0xFE, 0xFF];
    data.extend(word.encode_utf16().flat_map(u16::to_be_bytes));
    let map =
        BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
    Op::BeginMarkedContentWithProperties {
        tag: "Span".to_owned(),
        properties: DictItem::Dict { map },
    }
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
