//! Tables and facts: rows that stay whole, a head that comes again on the next side.

use super::setting::{Fit, LABELS, piece};
use super::{Cell, Piece, Table};
use crate::khmer::digits::to_khmer;
use crate::papers::Bilingual;
use crate::papers::block::{Align, Block, HAIRLINE_PT, text, whole};
use crate::typeset::Face;
use crate::typeset::layout::{Area, Item, Rule};
use crate::typeset::lines::{Cut, Style, line};
use crate::typeset::qr::Symbol;

/// White on all sides of a cell's content.
const PAD_MM: f64 = 1.4;

/// A box to tick, a side.
const TICK_MM: f64 = 5.0;

/// Side of a child's picture.
const PICTURE_MM: f64 = 11.0;

/// A box for a thumb rolled flat.
const THUMB_MM: (f64, f64) = (24.0, 24.0);

const VALUES: (Style, Style) =
    (Style { face: Face::Text, size_pt: 11.0 }, Style { face: Face::Text, size_pt: 9.0 });

/// Labels at the left, what they are at the right, a hairline under each. What something is may be a name or a
/// place, which the words of a label never are.
pub(super) fn facts(
    facts: &[(Bilingual, Bilingual)],
    width_mm: f64,
    label_mm: f64,
    fit: Fit,
) -> Vec<Piece> {
    let pad_mm = pad_mm(fit);
    facts
        .iter()
        .map(|(label, value)| {
            let label = fit.both(label, LABELS, label_mm - PAD_MM, Cut::Words(&[]));
            let value = fit.both(value, VALUES, width_mm - label_mm, Cut::Spaces);
            let row = label.abreast(label_mm, value);
            Piece { gap_mm: pad_mm, ..piece(row.then(pad_mm, Block::rule(width_mm, HAIRLINE_PT))) }
        })
        .collect()
}

/// Between two facts in a row.
const ABREAST_GAP_MM: f64 = 6.0;

/// Part of its half of a row that the label of a fact takes there; figures are short and labels are not.
const ABREAST_LABEL: f64 = 0.64;

/// Whether each language of what something is takes one line where facts stand two in a row of `width_mm`.
pub(super) fn fits_abreast(value: &Bilingual, width_mm: f64) -> bool {
    let room_mm = (width_mm - ABREAST_GAP_MM) / 2.0 * (1.0 - ABREAST_LABEL);
    let (khmer, english) = VALUES;
    line(khmer, &value.km).width_mm <= room_mm && line(english, &value.en).width_mm <= room_mm
}

/// The same, two in a row with a gap between.
pub(super) fn abreast(facts: &[(Bilingual, Bilingual)], width_mm: f64, fit: Fit) -> Vec<Piece> {
    let pad_mm = pad_mm(fit);
    let half_mm = (width_mm - ABREAST_GAP_MM) / 2.0;
    let label_mm = half_mm * ABREAST_LABEL;
    let one = |(label, value): &(Bilingual, Bilingual)| {
        let label = fit.both(label, LABELS, label_mm - PAD_MM, Cut::Words(&[]));
        let value = fit.both(value, VALUES, half_mm - label_mm, Cut::Spaces);
        label.abreast(label_mm, value)
    };
    facts
        .chunks(2)
        .map(|pair| {
            let mut blocks = pair.iter().map(one);
            let left = blocks.next().unwrap_or_default();
            let row = match blocks.next() {
                Some(right) => left.abreast(half_mm + ABREAST_GAP_MM, right),
                None => left,
            };
            Piece { gap_mm: pad_mm, ..piece(row.then(pad_mm, Block::rule(width_mm, HAIRLINE_PT))) }
        })
        .collect()
}

/// White above and below a row.
fn pad_mm(fit: Fit) -> f64 {
    match fit {
        Fit::Open => PAD_MM,
        Fit::Tight => 0.9,
    }
}

/// The head and the rows of a table.
pub(super) fn rows(table: &Table, width_mm: f64, fit: Fit) -> Vec<Piece> {
    let whole: f64 = table.columns.iter().map(|column| column.share).sum();
    let widths: Vec<f64> = table
        .columns
        .iter()
        .map(|column| width_mm * column.share / whole.max(f64::EPSILON))
        .collect();
    let titles = table.columns.iter().zip(&widths).map(|(column, width_mm)| {
        fit.both(&column.title, LABELS, width_mm - 2.0 * PAD_MM, Cut::Spaces)
    });
    let head = ruled(titles.collect(), &widths, (0.0, pad_mm(fit)), true);
    let mut pieces = vec![Piece { with_next: !table.rows.is_empty(), ..piece(head.clone()) }];
    for row in &table.rows {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width_mm)| block(cell, width_mm - 2.0 * PAD_MM, fit));
        let row = ruled(cells.collect(), &widths, (table.least_row_mm, pad_mm(fit)), false);
        pieces.push(Piece { head: Some(head.clone()), gap_mm: 0.0, ..piece(row) });
    }
    pieces
}

/// Blocks side by side with strokes around each.
fn ruled(blocks: Vec<Block>, widths: &[f64], (least_mm, pad_mm): (f64, f64), first: bool) -> Block {
    let tallest = blocks.iter().map(|block| block.height_mm).fold(0.0, f64::max);
    let height_mm = (tallest + 2.0 * pad_mm).max(least_mm);
    let mut row = Block { height_mm, ..Block::default() };
    let mut x_mm = 0.0;
    let stroke = |from_mm, to_mm| {
        Item::Rule(Rule { from_mm, to_mm, thickness_pt: HAIRLINE_PT, dashed: false })
    };
    row.items.push(stroke((0.0, 0.0), (0.0, height_mm)));
    for (block, width_mm) in blocks.into_iter().zip(widths) {
        row.items.extend(block.placed(x_mm + PAD_MM, pad_mm));
        x_mm += width_mm;
        row.items.push(stroke((x_mm, 0.0), (x_mm, height_mm)));
    }
    if first {
        row.items.push(stroke((0.0, 0.0), (x_mm, 0.0)));
    }
    row.items.push(stroke((0.0, height_mm), (x_mm, height_mm)));
    row
}

/// One cell in a column of `width_mm`.
fn block(cell: &Cell, width_mm: f64, fit: Fit) -> Block {
    let style = |size_pt| Style { face: Face::Text, size_pt };
    match cell {
        Cell::Empty => Block::default(),
        Cell::Words(words) => fit.both(words, VALUES, width_mm, Cut::Spaces),
        Cell::Name(name) => whole(style(12.0), name, width_mm, 10.0),
        Cell::Large(name) => whole(style(17.0), name, width_mm, 12.0),
        Cell::Number(number) => whole(style(13.0), &to_khmer(number), width_mm, 10.0)
            .then(0.8, text(style(9.0), number, width_mm, Align::Left, Cut::Spaces)),
        Cell::Tick => outline(TICK_MM, TICK_MM),
        Cell::Thumb => outline(THUMB_MM.0.min(width_mm), THUMB_MM.1),
        Cell::Picture(picture) => Block::picture(*picture, PICTURE_MM),
        Cell::Symbol(code) => symbol(code),
        Cell::Stack(cells) => cells
            .iter()
            .map(|cell| block(cell, width_mm, fit))
            .reduce(|upper, lower| upper.then(1.2, lower))
            .unwrap_or_default(),
    }
}

fn outline(width_mm: f64, height_mm: f64) -> Block {
    let items = Area::new(0.0, 0.0, width_mm, height_mm).outline(HAIRLINE_PT).into();
    Block { height_mm, items, ..Block::default() }
}

/// A receipt's symbol with its quiet zone; nothing where no symbol can hold the code.
fn symbol(code: &str) -> Block {
    let Some(symbol) = Symbol::for_receipt(code) else { return Block::default() };
    Block { height_mm: symbol.extent_mm(), items: symbol.place(0.0, 0.0), ..Block::default() }
}
