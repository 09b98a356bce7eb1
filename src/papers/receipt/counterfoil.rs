//! What the office keeps: number, symbol, child, phone, thumbprint.

use crate::typeset::layout::{Area, Item};
use crate::typeset::lines::Cut;

use super::parts::{THUMB_MM, name, numeral, symbol, thumbprint};
use super::sizes::Sizes;
use super::{Bilingual, Receipt, parts};
use crate::papers::block::{Align, Block, both, text};

/// The counterfoil inside `area`.
pub(super) fn items(receipt: &Receipt, area: Area) -> Vec<Item> {
    let sizes = Sizes::TIGHT;
    let (symbol, symbol_mm) = symbol(&receipt.code);
    let gap_mm = 6.0;
    let left_mm = area.width_mm - symbol_mm - THUMB_MM.0 - 2.0 * gap_mm;
    let block = left(receipt, &sizes, left_mm)
        .beside(left_mm + gap_mm, thumbprint(&sizes))
        .beside(area.width_mm - symbol_mm, symbol);
    block.placed(area.x_mm, area.y_mm).collect()
}

/// Everything that is written.
fn left(receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Block {
    let title = Bilingual::of("receipt-counterfoil");
    let titles = both(&title, sizes.values(), width_mm, Align::Left, Cut::Spaces);
    let labelled = |key, number: Block, width_mm| {
        both(&Bilingual::of(key), sizes.labels(), width_mm, Align::Left, Cut::Spaces)
            .then(1.2, number)
    };
    let (number_mm, ticket_mm) = (width_mm * 0.4, width_mm * 0.2);
    let phone_mm = width_mm - number_mm - ticket_mm;
    let ticket = receipt.ticket.map_or_else(String::new, |ticket| ticket.to_string());
    let gap_mm = 3.0;
    let column = |key, number, width_mm| {
        labelled(key, numeral(number, sizes, width_mm - gap_mm), width_mm - gap_mm)
    };
    let numbers = column("receipt-number", &receipt.number, number_mm)
        .beside(number_mm, column("receipt-ticket", &ticket, ticket_mm))
        .beside(number_mm + ticket_mm, column("receipt-phone", &receipt.phone, phone_mm));
    let label =
        both(&Bilingual::of("receipt-child"), sizes.labels(), width_mm, Align::Left, Cut::Spaces);
    let label_mm = 30.0;
    let value_mm = width_mm - label_mm;
    let names = name(Sizes::text(sizes.child), &receipt.child.khmer, value_mm)
        .then(1.4, name(Sizes::text(sizes.latin), &receipt.child.latin, value_mm));
    let mut block = titles.then(3.0, numbers).then(3.0, label.abreast(label_mm, names));
    if let Some(mark) = parts::copy_mark(&receipt.copy) {
        block = block
            .then(2.0, text(Sizes::text(sizes.english), &mark, width_mm, Align::Left, Cut::Spaces));
    }
    block
}
