//! What is filled in by hand: lines, boxes and ticks in rows under a question.

use super::setting::{LABELS, piece};
use super::{Blank, Piece};
use crate::khmer::digits::to_khmer;
use crate::papers::Bilingual;
use crate::papers::block::{Align, Block, HAIRLINE_PT, both, text};
use crate::typeset::Face;
use crate::typeset::layout::Area;
use crate::typeset::lines::{Cut, Style, line};

/// Khmer, then English, of a question.
const QUESTION: (Style, Style) =
    (Style { face: Face::Strong, size_pt: 11.0 }, Style { face: Face::Text, size_pt: 9.0 });

/// Room for a hand that writes large.
const ROW_MM: f64 = 8.0;

/// Room for a name in Khmer letters, which stand on each other.
const NAME_ROW_MM: f64 = 9.0;

/// A box for one character.
const BOX_MM: f64 = 6.4;

/// A box to tick.
const TICK_MM: f64 = 4.4;

/// Between two rows.
const ROW_GAP_MM: f64 = 0.4;

/// Between neighbours in a row, and between a label and what it names.
const GAP_MM: f64 = 3.0;

/// A label is cut in lines before it leaves less than this part of its place for the hand.
const LABEL_SHARE: f64 = 0.72;

/// A question and what is filled in under it, together on one side. What is filled in begins beside the question
/// where that takes less of the page, which keeps a family's form on one leaf.
pub(super) fn question(words: &Bilingual, blanks: &[Blank], width_mm: f64) -> Piece {
    /// For less the question stands above, where it is found sooner.
    const WORTH_MM: f64 = 2.0;
    let fill = |head: Block, beside| {
        let rows = rows(beside, blanks, width_mm).into_iter();
        rows.fold(head, |block, row| block.then(ROW_GAP_MM, row))
    };
    let block = if words.is_empty() {
        fill(Block::default(), None)
    } else {
        let above = fill(run_on(words, QUESTION, width_mm), None);
        let beside = fill(Block::default(), Some(stacked(words)));
        if beside.height_mm + WORTH_MM < above.height_mm { beside } else { above }
    };
    Piece { gap_mm: 1.0, ..piece(Block::rule(width_mm, HAIRLINE_PT).then(1.0, block)) }
}

/// A question in its natural width, English under Khmer.
fn stacked(words: &Bilingual) -> (f64, Block) {
    let (khmer, english) = QUESTION;
    let wide_mm = line(khmer, &words.km).width_mm.max(line(english, &words.en).width_mm) + 0.2;
    (wide_mm, both(words, QUESTION, wide_mm, Align::Left, Cut::Spaces))
}

/// English after the Khmer on the same line where both fit, else under it.
fn run_on(words: &Bilingual, (khmer, english): (Style, Style), width_mm: f64) -> Block {
    let khmer_mm = line(khmer, &words.km).width_mm + GAP_MM;
    if width_mm < khmer_mm + line(english, &words.en).width_mm {
        return both(words, (khmer, english), width_mm, Align::Left, Cut::Words(&[]));
    }
    text(khmer, &words.km, width_mm, Align::Left, Cut::Spaces)
        .abreast(khmer_mm, text(english, &words.en, width_mm, Align::Left, Cut::Spaces))
}

/// Blanks from left to right after what stands at the left of the first, in as many rows as they need.
fn rows(beside: Option<(f64, Block)>, blanks: &[Blank], width_mm: f64) -> Vec<Block> {
    let mut rows = Vec::new();
    let mut x_mm = beside.as_ref().map_or(0.0, |(wide_mm, _)| wide_mm + GAP_MM);
    let mut row: Vec<(f64, Block)> = beside.into_iter().map(|(_, block)| (0.0, block)).collect();
    let full = |row: &mut Vec<(f64, Block)>, rows: &mut Vec<Block>| {
        let height_mm = row.iter().map(|(_, block)| block.height_mm).fold(0.0, f64::max);
        // All stand on the foot of the row, where the hand writes.
        let set = row.drain(..).fold(Block::default(), |set, (x_mm, block)| {
            let down_mm = height_mm - block.height_mm;
            set.beside(x_mm, Block::gap(down_mm).then(0.0, block))
        });
        if 0.0 < height_mm {
            rows.push(set);
        }
    };
    for blank in blanks {
        let (wide_mm, block) = one(blank, width_mm);
        if width_mm + 0.1 < x_mm + wide_mm {
            full(&mut row, &mut rows);
            x_mm = 0.0;
        }
        row.push((x_mm, block));
        x_mm += wide_mm + GAP_MM;
        if matches!(blank, Blank::End) {
            full(&mut row, &mut rows);
            x_mm = 0.0;
        }
    }
    full(&mut row, &mut rows);
    rows
}

/// A blank with the width it takes.
fn one(blank: &Blank, width_mm: f64) -> (f64, Block) {
    match blank {
        Blank::Line { label, share } => written(label, width_mm * share, ROW_MM),
        Blank::Name { label, share } => written(label, width_mm * share, NAME_ROW_MM),
        Blank::Boxes { label, groups, between } => {
            let (label_mm, label) = labelled(label, width_mm * LABEL_SHARE);
            let height_mm = label.height_mm.max(BOX_MM);
            let mut block = lowered(label, height_mm);
            let mut x_mm = label_mm;
            for (index, count) in groups.iter().enumerate() {
                if 0 < index {
                    let sign = text(LABELS.0, between, 4.0, Align::Left, Cut::Spaces);
                    block = block.beside(x_mm + 1.0, lowered(sign, height_mm - 1.0));
                    x_mm += 4.0;
                }
                for _ in 0..*count {
                    let area = Area::new(x_mm, height_mm - BOX_MM, BOX_MM, BOX_MM);
                    block.items.extend(area.outline(HAIRLINE_PT));
                    x_mm += BOX_MM;
                }
            }
            (x_mm, block)
        }
        Blank::Words { words, share } => {
            let wide_mm = width_mm * share - GAP_MM;
            (wide_mm, both(words, LABELS, wide_mm, Align::Left, Cut::Words(&[])))
        }
        Blank::Tick(words) => {
            let words_mm = natural_mm(words).min(width_mm - TICK_MM - 1.6);
            let words = both(words, LABELS, words_mm, Align::Left, Cut::Words(&[]));
            let top_mm = (words.baseline_mm - TICK_MM + 0.6).max(0.0);
            let tick = Area::new(0.0, top_mm, TICK_MM, TICK_MM).outline(HAIRLINE_PT);
            let tick =
                Block { height_mm: top_mm + TICK_MM, items: tick.into(), ..Block::default() };
            (TICK_MM + 1.6 + words_mm, tick.beside(TICK_MM + 1.6, words))
        }
        Blank::End => (0.0, Block::default()),
    }
}

/// A line to write on after its label.
fn written(label: &Bilingual, most_mm: f64, row_mm: f64) -> (f64, Block) {
    let wide_mm = (most_mm - GAP_MM).max(20.0);
    let (label_mm, label) = labelled(label, wide_mm * LABEL_SHARE);
    let height_mm = label.height_mm.max(row_mm);
    let rule = Block::gap(height_mm).then(0.0, Block::rule(wide_mm - label_mm, HAIRLINE_PT));
    (wide_mm, lowered(label, height_mm).beside(label_mm, rule))
}

/// A label in its natural width, at most `most_mm`, with the gap after it.
fn labelled(label: &Bilingual, most_mm: f64) -> (f64, Block) {
    if label.is_empty() {
        return (0.0, Block::default());
    }
    let label_mm = natural_mm(label).min(most_mm);
    (label_mm + 1.6, both(label, LABELS, label_mm, Align::Left, Cut::Words(&[])))
}

/// The width of the wider language on one line, and a hair more, so that it is not cut.
fn natural_mm(words: &Bilingual) -> f64 {
    line(LABELS.0, &words.km).width_mm.max(line(LABELS.1, &words.en).width_mm) + 0.2
}

fn lowered(block: Block, height_mm: f64) -> Block {
    Block::gap((height_mm - block.height_mm).max(0.0)).then(0.0, block)
}

/// A number that is seen from afar, Khmer digits with the ASCII digits beside.
pub(super) fn number(digits: &str, width_mm: f64) -> Piece {
    let style = |size_pt| Style { face: Face::Strong, size_pt };
    let khmer = to_khmer(digits);
    let khmer_mm = line(style(40.0), &khmer).width_mm + 6.0;
    let block = text(style(40.0), &khmer, width_mm, Align::Left, Cut::Spaces).abreast(
        khmer_mm,
        text(style(22.0), digits, width_mm - khmer_mm, Align::Left, Cut::Spaces),
    );
    piece(block)
}
