//! A sheet: an A4 paper of headings, lines, tables and boxes to sign in, on as many sides as it needs.
//!
//! Day sheet, register copy, lists for village chiefs, blank forms: whatever is not a receipt is one of these.
//! Every side repeats the title, a table's head stands again above its rows on the next side, and no row is cut.

mod fill;
mod setting;
mod table;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::papers::block::{Block, mark_of_training};
use crate::typeset::layout::{Item, Page};
use crate::typeset::pdf::{self, About, PdfError};

use super::Bilingual;
use super::picture::Picture;

/// One paper, everything already formatted.
#[derive(Clone)]
pub struct Sheet {
    /// What the paper is, large.
    pub title: Bilingual,
    /// Lines under the title: event, place, day.
    pub lines: Vec<Bilingual>,
    /// What is on it, from top to bottom.
    pub parts: Vec<Part>,
    /// Whether the kit is used for training: a mark goes across each side.
    pub training: bool,
    /// Left in the foot of each side, such as when and by whom it was made; which side of how many stands at the right.
    pub foot: Bilingual,
    /// What the file says about itself: numbers and kinds, never a person's name.
    pub about: About,
    /// Whether the sheet lies on its side.
    pub wide: bool,
}

/// One thing on a sheet.
#[derive(Clone)]
pub enum Part {
    /// A heading over what follows; it never stands alone at the bottom of a side.
    Heading(Bilingual),
    /// A sentence or two, Khmer over English.
    Words(Bilingual),
    /// What something is and what it is, two columns with hairlines.
    Facts(Vec<(Bilingual, Bilingual)>),
    /// Short facts, two in a row, so that a page of figures stays a page.
    Abreast(Vec<(Bilingual, Bilingual)>),
    /// Rows under a head.
    Table(Table),
    /// Things set tighter, for pages of figures: both languages on one line wherever they fit beside each other.
    Tight(Vec<Part>),
    /// Things that stay together on one side, such as the block of one child.
    Together(Vec<Part>),
    /// Lines to sign on, side by side, each with whose it is beneath.
    Signatures(Vec<Bilingual>),
    /// A line of so many millimetres with a mark each ten, to be measured after printing.
    Ruler(f64),
    /// White space, in millimetres.
    Space(f64),
    /// What follows begins on a new side.
    NewSide,
    /// A question with what is filled in under it by hand, from left to right; an empty question has only blanks.
    Fill(Bilingual, Vec<Blank>),
    /// A number that is seen from afar.
    Number(String),
    /// Things beside each other, those at the left in this part of the width.
    Beside(f64, [Vec<Part>; 2]),
    /// At the foot of the first side, under a line to tear along: what somebody takes away.
    TearOff(Vec<Part>),
    /// Wherever it is named, the paper ends on the back of a leaf: printed on both sides, the next one begins on
    /// a leaf of its own.
    WholeLeaves,
}

/// Something to be filled in by hand.
#[derive(Clone)]
pub enum Blank {
    /// A line to write on, after its label.
    Line {
        /// What is written there.
        label: Bilingual,
        /// Its part of the width.
        share: f64,
    },
    /// A line for a person's name, after its label: as high as Khmer letters by hand.
    Name {
        /// What part of whose name.
        label: Bilingual,
        /// Its part of the width.
        share: f64,
    },
    /// A box for each character, after the label: dates, times, numbers.
    Boxes {
        /// What is written there.
        label: Bilingual,
        /// How many boxes in each group.
        groups: Vec<u8>,
        /// What stands between two groups.
        between: &'static str,
    },
    /// Words in a part of the width, so that what follows stands under what followed before.
    Words {
        /// What is said.
        words: Bilingual,
        /// Their part of the width.
        share: f64,
    },
    /// A box to tick, before its words.
    Tick(Bilingual),
    /// What follows begins a new row.
    End,
}

/// Rows under a head.
#[derive(Clone)]
pub struct Table {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// Least height of a row in millimetres, for what is written in by hand.
    pub least_row_mm: f64,
}

/// A column of a table.
#[derive(Clone)]
pub struct Column {
    /// Its head.
    pub title: Bilingual,
    /// Its part of the width, against the sum over all columns.
    pub share: f64,
}

/// What stands in one place of a table.
#[derive(Clone)]
pub enum Cell {
    /// Nothing: room to write in.
    Empty,
    /// Words, Khmer over English.
    Words(Bilingual),
    /// A person's name, a place or a date: 12 points at least while it fits, cut at spaces only.
    Name(String),
    /// A name in large letters for whoever copies it by hand.
    Large(String),
    /// A number in Khmer digits with the ASCII digits beneath.
    Number(String),
    /// A box to tick.
    Tick,
    /// A box for a thumbprint, 24 mm wide.
    Thumb,
    /// A child's picture, 11 mm a side.
    Picture(Picture),
    /// A receipt's code as a symbol, 25 mm a side with its quiet zone.
    Symbol(String),
    /// Several things under each other.
    Stack(Vec<Cell>),
}

/// White on all four sides: the least that every office printer can leave, and room for a hole punch.
const MARGIN_MM: f64 = 12.0;

/// A4 that stands upright, width and height.
const UPRIGHT_MM: (f64, f64) = (210.0, 297.0);

/// Between two parts.
const GAP_MM: f64 = 3.0;

impl Sheet {
    /// Width and height in millimetres.
    fn size_mm(&self) -> (f64, f64) {
        if self.wide { (UPRIGHT_MM.1, UPRIGHT_MM.0) } else { UPRIGHT_MM }
    }
}

/// The sides of the paper, at least one.
pub fn pages(sheet: &Sheet) -> Vec<Page> {
    let (width_mm, height_mm) = sheet.size_mm();
    let inner_mm = width_mm - 2.0 * MARGIN_MM;
    let head = setting::head(sheet, inner_mm);
    let foot_mm = setting::foot(sheet, inner_mm, (1, 1)).height_mm + GAP_MM;
    let mut sides = Sides::new(head.height_mm + GAP_MM, height_mm - 2.0 * MARGIN_MM - foot_mm);
    let tear_off = setting::tear_off(&sheet.parts, inner_mm);
    let torn_mm = tear_off.as_ref().map_or(0.0, |block| block.height_mm + GAP_MM);
    sides.first_side_ends_earlier(torn_mm);
    for piece in setting::pieces(&sheet.parts, inner_mm) {
        sides.add(piece);
    }
    let leaves = sheet.parts.iter().any(|part| matches!(part, Part::WholeLeaves));
    if leaves && sides.done.len() % 2 == 1 {
        sides.done.push(Vec::new());
    }
    let count = sides.done.len();
    let finish = |(index, items): (usize, Vec<Item>)| {
        let mut all = Vec::new();
        if sheet.training {
            let rows_mm = (height_mm * 0.42, height_mm * 0.72);
            all.extend(mark_of_training(64.0, width_mm / 2.0, rows_mm));
        }
        all.extend(head.clone().placed(MARGIN_MM, MARGIN_MM));
        all.extend(items.into_iter().map(|item| item.moved(MARGIN_MM, MARGIN_MM)));
        let foot = setting::foot(sheet, inner_mm, (index + 1, count));
        let torn_mm = if index == 0 { torn_mm } else { 0.0 };
        let top_mm = height_mm - MARGIN_MM - torn_mm - foot.height_mm;
        all.extend(foot.placed(MARGIN_MM, top_mm));
        if let (0, Some(block)) = (index, &tear_off) {
            let top_mm = height_mm - MARGIN_MM - block.height_mm;
            all.extend(block.clone().placed(MARGIN_MM, top_mm));
        }
        Page { width_mm, height_mm, items: all }
    };
    sides.done.into_iter().enumerate().map(finish).collect()
}

/// Whether a fact is short enough to stand beside another on a sheet that stands upright.
pub(super) fn fits_abreast(value: &Bilingual) -> bool {
    table::fits_abreast(value, UPRIGHT_MM.0 - 2.0 * MARGIN_MM)
}

/// The paper as a file. The same sheet is the same bytes.
pub fn pdf(sheet: &Sheet) -> Result<Vec<u8>, PdfError> {
    pdf::write(&pages(sheet), &sheet.about)
}

/// Several sheets as one file, with one set of embedded faces.
pub fn batch(sheets: &[Sheet], about: &About) -> Result<Vec<u8>, PdfError> {
    let pages: Vec<Page> = sheets.iter().flat_map(pages).collect();
    pdf::write(&pages, about)
}

/// A piece of a sheet that is not cut, and what has to stand above it.
struct Piece {
    block: Block,
    /// Repeated above the piece when it is the first on a side: a table's head.
    head: Option<Block>,
    /// White space above it, unless it is the first on a side.
    gap_mm: f64,
    /// Whether it must share a side with the next piece, as a heading must.
    with_next: bool,
    /// Whether it begins a new side.
    new_side: bool,
}

/// Sides being filled.
struct Sides {
    top_mm: f64,
    /// Where the side that is being filled ends.
    bottom_mm: f64,
    /// Where every further side ends.
    last_mm: f64,
    y_mm: f64,
    /// Pieces that wait for the one they must share a side with.
    held: Vec<Piece>,
    done: Vec<Vec<Item>>,
}

impl Sides {
    fn new(top_mm: f64, bottom_mm: f64) -> Self {
        Self {
            top_mm,
            bottom_mm,
            last_mm: bottom_mm,
            y_mm: top_mm,
            held: Vec::new(),
            done: vec![Vec::new()],
        }
    }

    /// Keeps room at the foot of the side that is being filled.
    fn first_side_ends_earlier(&mut self, by_mm: f64) {
        self.bottom_mm = self.last_mm - by_mm;
    }

    fn add(&mut self, piece: Piece) {
        // White space under a heading is not what the heading stands over.
        let white = piece.block.items.is_empty() && !self.held.is_empty();
        let waits = piece.with_next || white;
        self.held.push(piece);
        if waits {
            return;
        }
        let group = std::mem::take(&mut self.held);
        let needed: f64 = group.iter().map(|piece| piece.gap_mm + piece.block.height_mm).sum();
        let asked = group.iter().any(|piece| piece.new_side);
        if (asked || self.bottom_mm < self.y_mm + needed) && self.top_mm < self.y_mm {
            self.done.push(Vec::new());
            self.y_mm = self.top_mm;
            self.bottom_mm = self.last_mm;
        }
        for piece in group {
            self.place(piece);
        }
    }

    fn place(&mut self, piece: Piece) {
        let first = self.y_mm <= self.top_mm;
        let (y_mm, block) = match (first, piece.head) {
            (true, Some(head)) => (self.y_mm, head.then(0.0, piece.block)),
            (true, None) => (self.y_mm, piece.block),
            (false, _) => (self.y_mm + piece.gap_mm, piece.block),
        };
        self.y_mm = y_mm + block.height_mm;
        if let Some(side) = self.done.last_mut() {
            side.extend(block.placed(0.0, y_mm));
        }
    }
}

/// A sheet is about people: a log learns what it is called and no more.
impl fmt::Debug for Sheet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sheet").field("id", &self.about.id).finish_non_exhaustive()
    }
}
