//! A page as plain data: what stands where, in millimetres from the upper left corner.
//!
//! Papers compose pages, exporters read them, tests look at them without a PDF.

use std::fmt;

use super::face::Face;
use super::figure::Figure;
use super::lines::Run;
use super::shape::Glyph;

/// One point of type, 1/72 inch, in millimetres.
pub const MM_PER_POINT: f64 = 25.4 / 72.0;

/// One side of a sheet.
#[derive(Clone)]
pub struct Page {
    /// Width of the sheet in millimetres.
    pub width_mm: f64,
    /// Height of the sheet in millimetres.
    pub height_mm: f64,
    /// What is on it, in reading order; what comes later lies on top.
    pub items: Vec<Item>,
}

/// One thing on a page.
#[derive(Clone)]
pub enum Item {
    /// Glyphs on a baseline.
    Text(TextRun),
    /// A filled rectangle, black.
    Block(Area),
    /// A stroke.
    Rule(Rule),
    /// A picture, black.
    Figure(Figure),
}

/// Glyphs of one face on one baseline, with the characters they stand for.
#[derive(Clone)]
pub struct TextRun {
    /// The face.
    pub face: Face,
    /// Type size in points.
    pub size_pt: f64,
    /// Where the pen starts.
    pub x_mm: f64,
    /// The baseline, measured down from the upper edge of the page.
    pub baseline_mm: f64,
    /// The characters, for whoever copies, searches or listens.
    pub text: String,
    /// The glyphs; clusters are byte offsets into `text`.
    pub glyphs: Vec<Glyph>,
    /// How the ink is laid.
    pub tone: Tone,
    /// What begins with it, for whoever listens.
    pub begins: Begins,
}

/// What begins with a run; the order of a page's items is the order in which it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// A paragraph.
    Paragraph,
    /// Another line of the paragraph before it.
    Line,
    /// Nothing: it goes on with the line before it, in another face or script.
    Nothing,
}

/// How the ink of a text is laid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tone {
    /// Full black, level.
    Black,
    /// Pale and rising by this many degrees, across what is written over it.
    Mark(f64),
}

/// A rectangle, in millimetres from the upper left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x_mm: f64,
    /// Upper edge.
    pub y_mm: f64,
    /// Extent to the right.
    pub width_mm: f64,
    /// Extent downwards.
    pub height_mm: f64,
}

/// A straight stroke.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// One end, x and y in millimetres.
    pub from_mm: (f64, f64),
    /// The other end.
    pub to_mm: (f64, f64),
    /// Thickness in points.
    pub thickness_pt: f64,
    /// Whether it is dashed, as where to cut.
    pub dashed: bool,
}

impl Item {
    /// The same thing further right and further down.
    #[must_use]
    pub fn moved(self, right_mm: f64, down_mm: f64) -> Self {
        let along = |(x, y): (f64, f64)| (x + right_mm, y + down_mm);
        match self {
            Self::Text(run) => Self::Text(TextRun {
                x_mm: run.x_mm + right_mm,
                baseline_mm: run.baseline_mm + down_mm,
                ..run
            }),
            Self::Block(area) => {
                Self::Block(Area { x_mm: area.x_mm + right_mm, y_mm: area.y_mm + down_mm, ..area })
            }
            Self::Rule(rule) => {
                Self::Rule(Rule { from_mm: along(rule.from_mm), to_mm: along(rule.to_mm), ..rule })
            }
            Self::Figure(figure) => Self::Figure(figure.moved(right_mm, down_mm)),
        }
    }
}

impl TextRun {
    /// Places a run: black and level, the first of its paragraph.
    pub fn new(run: Run, size_pt: f64, x_mm: f64, baseline_mm: f64) -> Self {
        let Run { face, text, glyphs } = run;
        let (tone, begins) = (Tone::Black, Begins::Paragraph);
        Self { face, size_pt, x_mm, baseline_mm, text, glyphs, tone, begins }
    }

    /// The box around the ink, for a level run; `None` if it leaves the paper white.
    ///
    /// Boxes go by ink and not by the face's declared height, which cuts ស្ត្រី.
    pub fn ink(&self) -> Option<Area> {
        let font = self.face.font();
        let mm = self.size_pt * MM_PER_POINT / f64::from(font.units_per_em());
        let ink = font.ink(&self.glyphs)?;
        Some(Area {
            x_mm: self.x_mm + f64::from(ink.left) * mm,
            y_mm: self.baseline_mm - f64::from(ink.top) * mm,
            width_mm: f64::from(ink.right - ink.left) * mm,
            height_mm: f64::from(ink.top - ink.bottom) * mm,
        })
    }
}

impl Area {
    /// A rectangle by its upper left corner and its extents.
    pub fn new(x_mm: f64, y_mm: f64, width_mm: f64, height_mm: f64) -> Self {
        Self { x_mm, y_mm, width_mm, height_mm }
    }

    /// The right edge.
    pub fn right_mm(&self) -> f64 {
        self.x_mm + self.width_mm
    }

    /// The lower edge.
    pub fn bottom_mm(&self) -> f64 {
        self.y_mm + self.height_mm
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x_mm < other.right_mm()
            && other.x_mm < self.right_mm()
            && self.y_mm < other.bottom_mm()
            && other.y_mm < self.bottom_mm()
    }

    /// Whether `other` lies inside, edges included, within a hundredth of a millimetre.
    pub fn holds(&self, other: &Self) -> bool {
        const SLACK_MM: f64 = 0.01;
        self.x_mm <= other.x_mm + SLACK_MM
            && self.y_mm <= other.y_mm + SLACK_MM
            && other.right_mm() <= self.right_mm() + SLACK_MM
            && other.bottom_mm() <= self.bottom_mm() + SLACK_MM
    }

    /// The four strokes of its outline.
    pub fn outline(&self, thickness_pt: f64) -> [Item; 4] {
        let (left, top, right, bottom) = (self.x_mm, self.y_mm, self.right_mm(), self.bottom_mm());
        let side =
            |from_mm, to_mm| Item::Rule(Rule { from_mm, to_mm, thickness_pt, dashed: false });
        [
            side((left, top), (right, top)),
            side((right, top), (right, bottom)),
            side((right, bottom), (left, bottom)),
            side((left, bottom), (left, top)),
        ]
    }
}

/// Text on a paper is about a child: only its length is told.
impl fmt::Debug for TextRun {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("TextRun")
            .field("face", &self.face)
            .field("size_pt", &self.size_pt)
            .field("at_mm", &(self.x_mm, self.baseline_mm))
            .field("glyphs", &self.glyphs.len())
            .finish_non_exhaustive()
    }
}
