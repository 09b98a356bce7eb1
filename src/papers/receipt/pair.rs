//! Two receipts side by side on A4, with a line to cut between them.

use crate::typeset::layout::{Item, Page, Rule};

use super::{Receipt, Sheet, pages_of_one};

/// The receipts of each family in twos, as they are on A5. Receipts that no family has yet are one pile.
pub(super) fn pages(receipts: &[Receipt]) -> Vec<Page> {
    let families = receipts.chunk_by(|one, next| one.ticket == next.ticket);
    let sheets = families.flat_map(|family| {
        let sides = family.iter().flat_map(|receipt| pages_of_one(receipt, Sheet::A5));
        sides.collect::<Vec<_>>().chunks(2).map(two).collect::<Vec<_>>()
    });
    sheets.collect()
}

/// One side, or two beside each other.
fn two(sides: &[Page]) -> Page {
    let (width_mm, height_mm) = Sheet::TwoOnA4.size_mm();
    let middle_mm = width_mm / 2.0;
    let to_cut = Rule {
        from_mm: (middle_mm, 0.0),
        to_mm: (middle_mm, height_mm),
        thickness_pt: 0.5,
        dashed: true,
    };
    let mut items = Vec::new();
    for (side, right_mm) in sides.iter().zip([0.0, middle_mm]) {
        items.extend(side.items.iter().cloned().map(|item| item.moved(right_mm, 0.0)));
    }
    // A family's odd last one is cut from white paper as well, so that all are alike.
    items.push(Item::Rule(to_cut));
    Page { width_mm, height_mm, items }
}
