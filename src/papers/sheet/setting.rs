//! Parts of a sheet as pieces that are not cut.

use super::{GAP_MM, Part, Piece, Sheet, fill, table};
use crate::khmer::digits::to_khmer;
use crate::papers::Bilingual;
use crate::papers::block::{Align, Block, HAIRLINE_PT, both, on_one_line, text};
use crate::typeset::Face;
use crate::typeset::layout::{Item, Rule};
use crate::typeset::lines::{Cut, Style};

/// Khmer, then English, in running text.
const WORDS: (Style, Style) =
    (Style { face: Face::Text, size_pt: 12.0 }, Style { face: Face::Text, size_pt: 9.5 });

/// What a fact is.
pub(super) const LABELS: (Style, Style) =
    (Style { face: Face::Text, size_pt: 10.0 }, Style { face: Face::Text, size_pt: 9.0 });

/// Part of the width that labels of facts take.
const LABEL_SHARE: f64 = 0.42;

/// Room above a line to sign on.
const HAND_MM: f64 = 16.0;

/// Title and lines, the same on each side.
pub(super) fn head(sheet: &Sheet, width_mm: f64) -> Block {
    let styles =
        (Style { face: Face::Heading, size_pt: 15.0 }, Style { face: Face::Text, size_pt: 11.0 });
    // What is filled in by hand needs the room.
    let close = sheet.parts.iter().any(|part| matches!(part, Part::WholeLeaves));
    let on_one = on_one_line(&sheet.title, (styles.0, LABELS.1), width_mm).filter(|_| close);
    let mut block =
        on_one.unwrap_or_else(|| both(&sheet.title, styles, width_mm, Align::Left, Cut::Spaces));
    for line in sheet.lines.iter().filter(|line| !line.is_empty()) {
        block = block.then(1.6, both(line, LABELS, width_mm, Align::Left, Cut::Spaces));
    }
    block.then(1.6, Block::rule(width_mm, 0.8))
}

/// When it was made, and which side of how many.
pub(super) fn foot(sheet: &Sheet, width_mm: f64, (side, sides): (usize, usize)) -> Block {
    let small = LABELS.1;
    // It says by whom.
    let left = text(small, &sheet.foot.on_one_line(), width_mm * 0.85, Align::Left, Cut::Spaces);
    let number = format!("{}  {side}/{sides}", to_khmer(&format!("{side}/{sides}")));
    let right = text(small, &number, width_mm, Align::Right, Cut::Spaces);
    Block::rule(width_mm, HAIRLINE_PT).then(1.2, left.abreast(0.0, right))
}

/// How both languages of a thing stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Khmer over English.
    Open,
    /// Beside each other wherever they fit, with less white between rows.
    Tight,
}

impl Fit {
    /// Both languages in a column of `width_mm`.
    pub(super) fn both(
        self,
        words: &Bilingual,
        styles: (Style, Style),
        width_mm: f64,
        cut: Cut<'_>,
    ) -> Block {
        let line = match self {
            Self::Open => None,
            Self::Tight => on_one_line(words, styles, width_mm),
        };
        line.unwrap_or_else(|| both(words, styles, width_mm, Align::Left, cut))
    }
}

/// The parts in order, cut where a side may end.
pub(super) fn pieces(parts: &[Part], width_mm: f64) -> Vec<Piece> {
    pieces_in(parts, width_mm, Fit::Open)
}

fn pieces_in(parts: &[Part], width_mm: f64, fit: Fit) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut new_side = false;
    for part in parts {
        if matches!(part, Part::NewSide) {
            new_side = true;
            continue;
        }
        let first = pieces.len();
        pieces.extend(of(part, width_mm, fit));
        if let (true, Some(piece)) = (std::mem::take(&mut new_side), pieces.get_mut(first)) {
            piece.new_side = true;
        }
    }
    pieces
}

fn of(part: &Part, width_mm: f64, fit: Fit) -> Vec<Piece> {
    match part {
        Part::Heading(words) => {
            let styles = (
                Style { face: Face::Strong, size_pt: 13.0 },
                Style { face: Face::Text, size_pt: 10.0 },
            );
            let block = fit.both(words, styles, width_mm, Cut::Spaces);
            let gap_mm = match fit {
                Fit::Open => 2.0 * GAP_MM,
                Fit::Tight => 1.4 * GAP_MM,
            };
            vec![Piece { with_next: true, gap_mm, ..piece(block) }]
        }
        Part::Words(words) => {
            vec![piece(both(words, WORDS, width_mm, Align::Left, Cut::Words(&[])))]
        }
        Part::Facts(facts) => table::facts(facts, width_mm, width_mm * LABEL_SHARE, fit),
        Part::Abreast(facts) => table::abreast(facts, width_mm, fit),
        Part::Table(table) => table::rows(table, width_mm, fit),
        Part::Tight(parts) => {
            let mut pieces = Vec::new();
            for section in parts.chunk_by(|_, next| !matches!(next, Part::Heading(_))) {
                pieces.extend(under_heading(pieces_in(section, width_mm, Fit::Tight)));
            }
            pieces
        }
        Part::Together(parts) => vec![piece(together(parts, width_mm))],
        Part::Signatures(whose) => vec![piece(signatures(whose, width_mm))],
        Part::Ruler(length_mm) => vec![piece(ruler(*length_mm))],
        Part::Space(height_mm) => vec![Piece { gap_mm: 0.0, ..piece(Block::gap(*height_mm)) }],
        Part::Fill(question, blanks) => vec![fill::question(question, blanks, width_mm)],
        Part::Number(digits) => vec![fill::number(digits, width_mm)],
        Part::Beside(share, [left, right]) => {
            let left_mm = width_mm * share;
            let right = together(right, width_mm - left_mm - GAP_MM);
            vec![piece(together(left, left_mm).beside(left_mm + GAP_MM, right))]
        }
        // What is torn off stands at the foot of the first side, wherever it is named; the last is about leaves.
        Part::NewSide | Part::TearOff(_) | Part::WholeLeaves => Vec::new(),
    }
}

/// A heading shares a side with two rows at least, and stands again above those that go on on the next one.
fn under_heading(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let Some((first, under)) = pieces.split_first_mut() else { return pieces };
    if !first.with_next {
        return pieces;
    }
    let mut rows: Vec<&mut Piece> =
        under.iter_mut().filter(|piece| !piece.block.items.is_empty()).collect();
    // A table's own head is no row. The last one waits for nothing.
    let heads = usize::from(rows.first().is_some_and(|row| row.with_next));
    let least = (heads + 1).min(rows.len().saturating_sub(1));
    for row in rows.iter_mut().take(least) {
        row.with_next = true;
    }
    for piece in under {
        let again = piece.head.take();
        let heading = first.block.clone();
        piece.head = Some(again.map_or(heading.clone(), |head| heading.then(1.0, head)));
    }
    pieces
}

/// A piece with the usual white space above it.
pub(super) fn piece(block: Block) -> Piece {
    Piece { block, head: None, gap_mm: GAP_MM, with_next: false, new_side: false }
}

/// What is torn off at the foot of the first side, with the line above it.
pub(super) fn tear_off(parts: &[Part], width_mm: f64) -> Option<Block> {
    let torn = parts.iter().find_map(|part| match part {
        Part::TearOff(parts) => Some(parts),
        _ => None,
    })?;
    let (from_mm, to_mm) = ((0.0, 0.0), (width_mm, 0.0));
    let along = Item::Rule(Rule { from_mm, to_mm, thickness_pt: 0.5, dashed: true });
    let along = Block { items: vec![along], ..Block::default() };
    Some(along.then(GAP_MM, together(torn, width_mm)))
}

/// Parts as one block.
fn together(parts: &[Part], width_mm: f64) -> Block {
    let mut pieces = Vec::new();
    let mut after_table = false;
    for part in parts {
        let first = pieces.len();
        pieces.extend(self::pieces(std::slice::from_ref(part), width_mm));
        let is_table = matches!(part, Part::Table(_));
        // Tables that follow each other share the stroke between them.
        if let (true, Some(piece)) = (is_table && after_table, pieces.get_mut(first)) {
            piece.gap_mm = 0.0;
        }
        after_table = is_table;
    }
    let mut pieces = pieces.into_iter();
    let Some(first) = pieces.next() else { return Block::default() };
    pieces.fold(first.block, |block, piece| block.then(piece.gap_mm, piece.block))
}

/// A line with a mark each centimetre, the first and the last as high as the block.
fn ruler(length_mm: f64) -> Block {
    const HIGH_MM: f64 = 6.0;
    const LOW_MM: f64 = 3.0;
    let stroke =
        |from_mm, to_mm| Item::Rule(Rule { from_mm, to_mm, thickness_pt: 0.6, dashed: false });
    let mut items = vec![stroke((0.0, HIGH_MM), (length_mm, HIGH_MM))];
    let mut x_mm = 0.0;
    while x_mm <= length_mm {
        let end = x_mm == 0.0 || length_mm - x_mm < 1e-6;
        let top_mm = if end { 0.0 } else { LOW_MM };
        items.push(stroke((x_mm, top_mm), (x_mm, HIGH_MM)));
        x_mm += 10.0;
    }
    Block { height_mm: HIGH_MM, baseline_mm: HIGH_MM, items }
}

/// Lines to sign on, three at most in a row.
fn signatures(whose: &[Bilingual], width_mm: f64) -> Block {
    const IN_A_ROW: usize = 3;
    let gap_mm = 8.0;
    #[expect(clippy::cast_precision_loss, reason = "three at most")]
    let count = whose.len().clamp(1, IN_A_ROW) as f64;
    let each_mm = (width_mm - gap_mm * (count - 1.0)) / count;
    let one = |words: &Bilingual| {
        Block::gap(HAND_MM)
            .then(0.0, Block::rule(each_mm, HAIRLINE_PT))
            .then(1.2, both(words, LABELS, each_mm, Align::Left, Cut::Spaces))
    };
    let row = |row: &[Bilingual]| {
        let mut block = Block::default();
        let mut x_mm = 0.0;
        for words in row {
            block = block.beside(x_mm, one(words));
            x_mm += each_mm + gap_mm;
        }
        block
    };
    whose.chunks(IN_A_ROW).map(row).reduce(|block, row| block.then(GAP_MM, row)).unwrap_or_default()
}
