//! Pages to a PDF file: the only file that names printpdf and lopdf.
//!
//! Text is written as glyph numbers, since a viewer does not shape Khmer, and each word
//! stands in a span that says what its characters are, since glyphs do not tell. Faces
//! are embedded as subsets, one for the whole file. Nothing in the bytes is random.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::OnceLock;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use printpdf::{
    Codepoint, Color, DictItem, FontId, Greyscale, Line, LineDashPattern, LinePoint, Mm, Op,
    PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point,
    Polygon, PolygonRing, Pt, Rect, TextItem, TextMatrix, WindingOrder,
};
use subsetter::GlyphRemapper;

use super::face::Face;
use super::figure::{Contour, Edge, Figure};
use super::layout::{Area, Item, MM_PER_POINT, Page, Rule, TextRun, Tone};
use super::shape::Glyph;

/// What a document says about itself. No person's name belongs here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Shown in a viewer's title bar: a receipt's number, a sheet's name.
    pub title: String,
    /// Tells this document from every other; equal documents have equal ones.
    pub id: String,
    /// When the record it was made from was issued, not when the file was written.
    pub issued: jiff::Timestamp,
}

/// Why pages did not become a file.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A face could not be cut down to what the pages use.
    #[error("the face {0} could not be embedded")]
    Face(&'static str),
    /// The writer complained; the paper might lack something, so there is none.
    #[error("the document could not be composed: {0}")]
    Composing(String),
    /// Bytes could not be written.
    #[error("the document could not be written")]
    Writing(#[source] std::io::Error),
}

/// Writes pages as one PDF 1.7 file.
pub fn write(pages: &[Page], about: &About) -> Result<Vec<u8>, PdfError> {
    let mut faces = Faces::default();
    let mut document = PdfDocument::new(&about.title);
    PRODUCER.clone_into(&mut document.metadata.info.creator);
    PRODUCER.clone_into(&mut document.metadata.info.producer);
    if let Ok(date) = printpdf::OffsetDateTime::from_unix_timestamp(about.issued.as_second()) {
        document.metadata.info.creation_date = date;
        document.metadata.info.modification_date = date;
        document.metadata.info.metadata_date = date;
    }
    document.pages = pages.iter().map(|page| faces.page(page)).collect();
    faces.embed(&mut document)?;

    let mut complaints = Vec::new();
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    let mut file = document.to_lopdf_document(&options, &mut complaints);
    if let Some(complaint) = complaints.first() {
        return Err(PdfError::Composing(format!("{complaint:?}")));
    }
    "1.7".clone_into(&mut file.version);
    let id = lopdf::Object::string_literal(about.id.as_str());
    file.trailer.set("ID", lopdf::Object::Array(vec![id.clone(), id]));
    forget_characters(&mut file);
    // printpdf says PDF/X of every document, which this is not.
    if let Ok(info) = file.trailer.get(b"Info").and_then(lopdf::Object::as_reference)
        && let Ok(info) = file.get_dictionary_mut(info)
    {
        info.remove(b"GTS_PDFXVersion");
    }
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Lang", lopdf::Object::string_literal("km-KH"));
    }
    compress(&mut file);
    let mut bytes = Vec::new();
    file.save_modern(&mut bytes).map_err(PdfError::Writing)?;
    Ok(bytes)
}

/// The program's name, without a version: a reprint after an update stays the same bytes.
const PRODUCER: &str = "outreach-kit";

/// Grey of a mark that lies under the text: seen at once, yet what is over it stays legible.
const MARK_GREY: f32 = 0.86;

/// How hard deflate tries, of 9.
const LEVEL: u32 = 6;

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

/// The faces a document uses, each with the glyphs it uses of it.
#[derive(Default)]
struct Faces {
    used: BTreeMap<Face, GlyphRemapper>,
}

impl Faces {
    /// One page, in the order of its items.
    fn page(&mut self, page: &Page) -> PdfPage {
        let mut ops = Vec::new();
        for item in &page.items {
            match item {
                Item::Text(run) => self.text(&mut ops, run, page.height_mm),
                Item::Block(area) => ops.push(block(area, page.height_mm)),
                Item::Rule(rule) => stroke(&mut ops, rule, page.height_mm),
                Item::Figure(figure) => ops.push(filled(figure, page.height_mm)),
            }
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
        let remapper = self.used.entry(run.face).or_default();
        let mut glyphs = run.glyphs.iter().peekable();
        let mut end = 0;
        for word in run.text.split_inclusive(' ') {
            end += word.len();
            ops.push(span(word));
            while let Some(glyph) = glyphs.next_if(|glyph| glyph.cluster < end) {
                writer.glyph(ops, glyph, remapper);
            }
            writer.flush(ops);
            ops.push(Op::EndMarkedContent);
        }
        writer.level(ops);
    }

    /// Embeds each face, cut down to the glyphs that were used.
    fn embed(&self, document: &mut PdfDocument) -> Result<(), PdfError> {
        for ((face, remapper), tag) in
            self.used.iter().zip(["AAAAAA", "BBBBBB", "CCCCCC", "DDDDDD"])
        {
            let failed = || PdfError::Face(face.name());
            let template = template(*face).ok_or_else(failed)?;
            let mut font = template.clone();
            font.original_bytes =
                subsetter::subset(face.bytes(), 0, remapper).map_err(|_| failed())?;
            font.glyph_widths = (0..)
                .zip(remapper.remapped_gids())
                .map(|(new, old)| (new, template.glyph_widths.get(&old).copied().unwrap_or(0)))
                .collect();
            font.font_name = Some(format!("{tag}+{}", face.name()));
            document.resources.fonts.map.insert(font_id(*face), PdfFont::new(font));
        }
        Ok(())
    }
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
    fn glyph(&mut self, ops: &mut Vec<Op>, glyph: &Glyph, remapper: &mut GlyphRemapper) {
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
        self.items.push(TextItem::GlyphIds(vec![Codepoint::new(remapper.remap(glyph.id), 0.0)]));
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

/// Deflates what can be, at zlib's usual level: the best one takes twice as long for a
/// hundredth of the size.
fn compress(file: &mut lopdf::Document) {
    let streams = file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    for stream in streams.filter(|stream| stream.dict.get(b"Filter").is_err()) {
        let mut deflated = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
        // Writing to memory cannot fail; a stream that stays as it was is still right.
        if deflated.write_all(&stream.content).is_ok()
            && let Ok(deflated) = deflated.finish()
        {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(deflated);
        }
    }
}

/// Takes out the tables from glyphs to characters: Khmer glyphs are shared between
/// syllables, so such a table is never right, and the spans already say it.
fn forget_characters(file: &mut lopdf::Document) {
    let mut tables = Vec::new();
    for object in file.objects.values_mut() {
        if let Ok(dictionary) = object.as_dict_mut()
            && let Some(table) = dictionary.remove(b"ToUnicode")
        {
            tables.extend(table.as_reference());
        }
    }
    for table in tables {
        file.objects.remove(&table);
    }
}

/// The name under which pages refer to a face.
fn font_id(face: Face) -> FontId {
    FontId(face.name().to_owned())
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

/// A filled rectangle.
fn block(area: &Area, page_height_mm: f64) -> Op {
    Op::DrawRectangle {
        rectangle: Rect {
            x: Pt(points(area.x_mm)),
            y: Pt(points(page_height_mm - area.bottom_mm())),
            width: Pt(points(area.width_mm)),
            height: Pt(points(area.height_mm)),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        },
    }
}

/// A filled figure.
fn filled(figure: &Figure, page_height_mm: f64) -> Op {
    let at = |(x_mm, y_mm): (f64, f64), bezier| LinePoint {
        p: Point { x: Pt(points(x_mm)), y: Pt(points(page_height_mm - y_mm)) },
        bezier,
    };
    let ring = |contour: &Contour| {
        let edges = contour.edges.iter().flat_map(|edge| match *edge {
            Edge::Line(end) => vec![at(end, false)],
            Edge::Curve(first, second, end) => {
                vec![at(first, true), at(second, true), at(end, false)]
            }
        });
        PolygonRing { points: std::iter::once(at(contour.start, false)).chain(edges).collect() }
    };
    Op::DrawPolygon {
        polygon: Polygon {
            rings: figure.contours.iter().map(ring).collect(),
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        },
    }
}

/// A stroke, dashed or not.
fn stroke(ops: &mut Vec<Op>, rule: &Rule, page_height_mm: f64) {
    let end = |(x_mm, y_mm): (f64, f64)| LinePoint {
        p: Point { x: Pt(points(x_mm)), y: Pt(points(page_height_mm - y_mm)) },
        bezier: false,
    };
    ops.push(Op::SetOutlineThickness { pt: Pt(single(rule.thickness_pt)) });
    if rule.dashed {
        let dash = LineDashPattern { offset: 0.0, pattern: [4.0, 3.0].into_iter().collect() };
        ops.push(Op::SetLineDashPattern { dash });
    }
    let points = vec![end(rule.from_mm), end(rule.to_mm)];
    ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    if rule.dashed {
        ops.push(Op::SetLineDashPattern { dash: LineDashPattern::default() });
    }
}

fn grey(percent: f32) -> Color {
    Color::Greyscale(Greyscale { percent, icc_profile: None })
}

/// Millimetres as points, to a thousandth.
fn points(mm: f64) -> f32 {
    rounded(mm / MM_PER_POINT)
}

/// To a thousandth, so that the file holds no digits that no printer can place.
fn rounded(value: f64) -> f32 {
    single((value * 1000.0).round() / 1000.0)
}

#[expect(clippy::cast_possible_truncation, reason = "a length on paper; printpdf takes f32")]
fn single(value: f64) -> f32 {
    value as f32
}
