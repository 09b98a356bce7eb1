//! The receipt of application: the paper a family takes home and brings back months later.
//!
//! It carries no parents and nothing about risk, poverty or the reason for a priority, and
//! its layout is the same for every child. It fits one A5 page with ordinary answers, also with
//! four papers missing; sizes step down for long ones. Where several answers fill lines of their own as well,
//! what was filed goes over to a second page, and code, signature and thumbprint stay together on the first.

mod counterfoil;
mod head;
mod pair;
mod setting;
mod sizes;
mod table;
mod tail;

use std::fmt;

use crate::typeset::layout::{Area, Item, Page, Rule};
use crate::typeset::pdf::{self, About, PdfError};

use self::setting::Setting;
use self::sizes::Sizes;
use super::Bilingual;
use super::block::Block;
use super::picture::Picture;

/// Everything a receipt says, already formatted, apart from the words that never change.
#[derive(Clone)]
pub struct Receipt {
    /// The code in the symbol, 23 characters; printed below it in groups of four.
    pub code: String,
    /// The number a person reads out, in ASCII digits.
    pub number: String,
    /// The number in the queue; `None` on a receipt that is printed before it is bound.
    pub ticket: Option<u32>,
    /// The picture that tells this child from the others of its family; none on a receipt printed before it is bound.
    pub picture: Option<Picture>,
    /// Whether the kit is used for training: a mark goes across the paper.
    pub training: bool,
    /// In whose name the paper is given.
    pub header: Header,
    /// The event's name and place.
    pub event: Bilingual,
    /// The child's name as filed; empty parts leave a line to write on.
    pub child: ChildLine,
    /// What was filed, in the order in which it is printed. Never parents.
    pub facts: Vec<Fact>,
    /// The papers that are still missing.
    pub missing: Vec<Bilingual>,
    /// Where and when to collect, a sentence or two.
    pub collect: Vec<Bilingual>,
    /// Names, places and dates inside `missing` and `collect`, which no line may cut.
    pub unbroken: Vec<String>,
    /// The helpline: on every receipt of an event or on none.
    pub helpline: Option<Bilingual>,
    /// The officer's name, under the line for the signature.
    pub officer: String,
    /// What the officer signs as.
    pub signatory: Bilingual,
    /// The applicant's phone number, for the counterfoil only.
    pub phone: String,
    /// Whether this is the first print.
    pub copy: Copy,
    /// When the receipt was issued, as the foot says it.
    pub issued: Bilingual,
    /// The same moment for the document's own dates.
    pub issued_at: jiff::Timestamp,
    /// Whether the paper says that nothing was to be paid.
    pub free_of_charge: bool,
}

/// In whose name a receipt is given.
#[derive(Clone)]
pub enum Header {
    /// The commune's own paper, with the state header; only by the commune's agreement.
    Commune {
        /// The commune, as it writes its name on papers.
        authority: Bilingual,
    },
    /// Any other organiser; the state header would make it look like a forged official paper.
    Organiser {
        /// The organiser's name.
        name: Bilingual,
    },
}

/// The child's name in both scripts, family name first.
#[derive(Clone, Default)]
pub struct ChildLine {
    /// In Khmer script.
    pub khmer: String,
    /// In Latin script.
    pub latin: String,
}

/// One line of what was filed.
#[derive(Clone)]
pub struct Fact {
    /// What it is.
    pub label: Bilingual,
    /// What was answered; empty leaves a line to write on.
    pub value: Bilingual,
}

/// Whether a receipt is the first print or a later one.
#[derive(Clone)]
pub enum Copy {
    /// The first print; it carries no mark.
    First,
    /// A reprint.
    Further {
        /// 1 for the first reprint.
        number: u32,
        /// Why it was printed again, and when.
        reason: Bilingual,
    },
}

/// What a receipt is printed on.
#[derive(Debug, Clone, std::marker::Copy, PartialEq, Eq)]
pub enum Sheet {
    /// A5 upright: the receipt alone.
    A5,
    /// A4 upright: the receipt above, the office's counterfoil below a line to cut.
    A4WithCounterfoil,
    /// A4 on its side: two receipts as they are on A5, a line to cut between them. For a printer that takes A4 only;
    /// no two families share a sheet.
    TwoOnA4,
}

/// White on all four layers: the least that every office printer can leave.
pub const MARGIN_MM: f64 = 10.0;

/// Side of the picture: told apart at arm's length, and no taller than the two lines of a name.
const PICTURE_MM: f64 = 11.0;

/// Where an A4 sheet is cut.
const CUT_MM: f64 = 226.0;

/// A gap between blocks grows to this where there is room, in millimetres.
const WIDEST_GAP_MM: f64 = 5.5;

impl Sheet {
    /// Width and height in millimetres.
    pub fn size_mm(self) -> (f64, f64) {
        match self {
            Self::A5 => (148.0, 210.0),
            Self::A4WithCounterfoil => (210.0, 297.0),
            Self::TwoOnA4 => (297.0, 210.0),
        }
    }

    /// As a page's address and its form name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::A5 => "a5",
            Self::A4WithCounterfoil => "a4",
            Self::TwoOnA4 => "two",
        }
    }

    /// The sheet of this name; A5 for any other, the paper of an ordinary receipt.
    pub fn from_code(code: &str) -> Self {
        let known = [Self::A4WithCounterfoil, Self::TwoOnA4];
        known.into_iter().find(|sheet| sheet.code() == code).unwrap_or(Self::A5)
    }

    /// Where the receipt itself is printed; of two, the left one.
    pub fn frame(self) -> Area {
        let (width_mm, height_mm) = match self {
            Self::A5 | Self::A4WithCounterfoil => self.size_mm(),
            Self::TwoOnA4 => Self::A5.size_mm(),
        };
        let bottom_mm = match self {
            Self::A5 | Self::TwoOnA4 => height_mm - MARGIN_MM,
            // Half a margin above the cut is enough: no printer prints to that edge.
            Self::A4WithCounterfoil => CUT_MM - MARGIN_MM / 2.0,
        };
        Area::new(MARGIN_MM, MARGIN_MM, width_mm - 2.0 * MARGIN_MM, bottom_mm - MARGIN_MM)
    }
}

/// The pages of one receipt: one, or more where answers are very long.
pub fn pages(receipt: &Receipt, sheet: Sheet) -> Vec<Page> {
    pages_of(std::slice::from_ref(receipt), sheet)
}

/// The pages of several receipts in their order.
pub fn pages_of(receipts: &[Receipt], sheet: Sheet) -> Vec<Page> {
    match sheet {
        Sheet::A5 | Sheet::A4WithCounterfoil => {
            receipts.iter().flat_map(|receipt| pages_of_one(receipt, sheet)).collect()
        }
        Sheet::TwoOnA4 => pair::pages(receipts),
    }
}

fn pages_of_one(receipt: &Receipt, sheet: Sheet) -> Vec<Page> {
    let frame = sheet.frame();
    let symbol = setting::modules(&receipt.code);
    let (layers, setting) = fit(receipt, sheet, &symbol);
    let count = layers.len();
    let (width_mm, height_mm) = sheet.size_mm();
    let page = |(index, layer): (usize, Vec<Item>)| {
        let mut items = Vec::new();
        if receipt.training {
            items.extend(tail::training_mark(frame));
        }
        items.extend(layer);
        let foot = tail::foot(&setting, (index + 1, count));
        let top_mm = frame.bottom_mm() - foot.height_mm;
        items.extend(foot.placed(frame.x_mm, top_mm));
        if sheet == Sheet::A4WithCounterfoil && index == 0 {
            items.extend(below_the_cut(receipt, &symbol, width_mm, height_mm));
        }
        Page { width_mm, height_mm, items }
    };
    layers.into_iter().enumerate().map(page).collect()
}

/// One receipt as a file. The same receipt on the same sheet is the same bytes.
pub fn pdf(receipt: &Receipt, sheet: Sheet) -> Result<Vec<u8>, PdfError> {
    batch(std::slice::from_ref(receipt), sheet)
}

/// Many receipts as one file, with one set of embedded faces.
pub fn batch(receipts: &[Receipt], sheet: Sheet) -> Result<Vec<u8>, PdfError> {
    pdf::write(&pages_of(receipts, sheet), &about(receipts))
}

/// What the file says about itself: numbers, no names.
fn about(receipts: &[Receipt]) -> About {
    let (first, last) = (receipts.first(), receipts.last());
    let number =
        |receipt: Option<&Receipt>| receipt.map_or(String::new(), |one| one.number.clone());
    let mark = |receipt: Option<&Receipt>| {
        let copy = match receipt.map(|one| &one.copy) {
            Some(Copy::Further { number, .. }) => *number,
            Some(Copy::First) | None => 0,
        };
        format!("{}-{copy}", receipt.map_or("", |one| one.code.as_str()))
    };
    let (title, id) = if receipts.len() == 1 {
        (number(first), mark(first))
    } else {
        let count = receipts.len();
        (
            format!("{} - {}", number(first), number(last)),
            format!("{}-{}-{count}", mark(first), mark(last)),
        )
    };
    let issued = receipts.iter().map(|receipt| receipt.issued_at).max().unwrap_or_default();
    About { title, id, issued }
}

/// The largest sizes at which the receipt fits one side; where none does, the least, so that
/// as little as may be goes over.
fn fit<'r>(
    receipt: &'r Receipt,
    sheet: Sheet,
    symbol: &'r [Item],
) -> (Vec<Vec<Item>>, Setting<'r>) {
    let set = |sizes: Sizes| {
        let frame = sheet.frame();
        let setting = Setting::new(receipt, sizes, frame.width_mm, symbol);
        let foot_mm = tail::foot(&setting, (1, 1)).height_mm + sizes.gap_mm;
        let room = Area { height_mm: frame.height_mm - foot_mm, ..frame };
        (sides(&setting, room), setting)
    };
    Sizes::all(sheet)
        .map(set)
        .find(|(layers, _)| layers.len() == 1)
        .unwrap_or_else(|| set(Sizes::LEAST))
}

/// Everything above the foot, from top to bottom: one side or more. Who gives it, its code, that it is no
/// certificate and the signature share the first side; only what was filed goes over to another.
fn sides(setting: &Setting<'_>, room: Area) -> Vec<Vec<Item>> {
    let sizes = &setting.sizes;
    let mut first = if sizes.close {
        vec![head::beside_symbol(setting)]
    } else {
        vec![head::header(setting, setting.width_mm), head::top(setting)]
    };
    let last = [tail::not_a_certificate(setting), tail::signing(setting)];
    let told = [Some(table::table(setting)), table::missing(setting), tail::collect(setting)];
    let tall =
        |blocks: &[Block]| blocks.iter().map(|block| block.height_mm + sizes.gap_mm).sum::<f64>();
    // The last block has no gap under it.
    let mut left_mm = room.height_mm + sizes.gap_mm - tall(&first) - tall(&last);
    let mut over = Vec::new();
    for block in told.into_iter().flatten() {
        left_mm -= block.height_mm + sizes.gap_mm;
        if over.is_empty() && 0.0 <= left_mm { first.push(block) } else { over.push(block) }
    }
    first.extend(last);
    let mut done = stack(first, room, sizes);
    if !over.is_empty() {
        // A leaf that comes loose is told by its number at the top.
        let top_mm = head::again(setting).height_mm + sizes.gap_mm;
        let (y_mm, height_mm) = (room.y_mm + top_mm, room.height_mm - top_mm);
        for side in stack(over, Area { y_mm, height_mm, ..room }, sizes) {
            let head = head::again(setting).placed(room.x_mm, room.y_mm);
            let mut items: Vec<Item> = head.collect();
            items.extend(side);
            done.push(items);
        }
    }
    done
}

/// Sets blocks under each other, on as many layers as they need. On one side the room that
/// is left widens the gaps, and the last block stands at the bottom.
fn stack(blocks: Vec<Block>, room: Area, sizes: &Sizes) -> Vec<Vec<Item>> {
    let heights: f64 = blocks.iter().map(|block| block.height_mm).sum();
    #[expect(clippy::cast_precision_loss, reason = "a receipt has some ten blocks")]
    let gaps = blocks.len().saturating_sub(1) as f64;
    let spare_mm = room.height_mm - heights;
    let gap_mm = (spare_mm / gaps.max(1.0)).clamp(sizes.gap_mm, WIDEST_GAP_MM);
    let on_one_side = heights + gaps * sizes.gap_mm <= room.height_mm;
    let count = blocks.len();
    let mut layers = vec![Vec::new()];
    let mut y_mm = room.y_mm;
    for (index, block) in blocks.into_iter().enumerate() {
        let bottom_mm = y_mm + block.height_mm;
        if on_one_side && index + 1 == count {
            y_mm = room.bottom_mm() - block.height_mm;
        } else if bottom_mm > room.bottom_mm() && y_mm > room.y_mm {
            layers.push(Vec::new());
            y_mm = room.y_mm;
        }
        let height_mm = block.height_mm;
        if let Some(side) = layers.last_mut() {
            side.extend(block.placed(room.x_mm, y_mm));
        }
        y_mm += height_mm + gap_mm;
    }
    layers
}

/// The line to cut along and the counterfoil under it.
fn below_the_cut(receipt: &Receipt, symbol: &[Item], width_mm: f64, height_mm: f64) -> Vec<Item> {
    let across = Rule {
        from_mm: (MARGIN_MM, CUT_MM),
        to_mm: (width_mm - MARGIN_MM, CUT_MM),
        thickness_pt: 0.5,
        dashed: true,
    };
    let top_mm = CUT_MM + MARGIN_MM / 2.0;
    let area =
        Area::new(MARGIN_MM, top_mm, width_mm - 2.0 * MARGIN_MM, height_mm - MARGIN_MM - top_mm);
    let mut items = vec![Item::Rule(across)];
    items.extend(counterfoil::items(receipt, symbol, area));
    items
}

/// A receipt is about a child: a log learns its number and no more.
impl fmt::Debug for Receipt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Receipt").field("number", &self.number).finish_non_exhaustive()
    }
}
