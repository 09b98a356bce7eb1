//! What the office keeps: number, symbol, child, phone, thumbprint.

use crate::papers::block::{Align, Block, both};
use crate::typeset::layout::{Area, Item};
use crate::typeset::lines::Cut;

use super::setting::{COLUMN_GAP_MM, Setting};
use super::sizes::Sizes;
use super::tail::{THUMB_WIDTH_MM, copy_number, thumbprint};
use super::{Bilingual, PICTURE_MM, Receipt};

/// The counterfoil inside `area`.
pub(super) fn items(receipt: &Receipt, symbol: &[Item], area: Area) -> Vec<Item> {
    let setting = Setting::new(receipt, Sizes::USUAL, area.width_mm, symbol);
    let (symbol, symbol_mm) = setting.symbol();
    let thumb_x_mm = area.width_mm - symbol_mm - 2.0 * COLUMN_GAP_MM - THUMB_WIDTH_MM;
    written(&setting, thumb_x_mm - 2.0 * COLUMN_GAP_MM)
        .beside(thumb_x_mm, print_and_picture(&setting))
        .beside(area.width_mm - symbol_mm, symbol)
        .placed(area.x_mm, area.y_mm)
        .collect()
}

/// The box for a thumb, the child's picture beneath it: names have the whole width of their column.
fn print_and_picture(setting: &Setting<'_>) -> Block {
    let (picture, _) = setting.picture();
    let middle_mm = (THUMB_WIDTH_MM - PICTURE_MM) / 2.0;
    thumbprint(setting).then(2.5, Block::default().beside(middle_mm, picture))
}

/// Everything that is written.
fn written(setting: &Setting<'_>, width_mm: f64) -> Block {
    let receipt = setting.receipt;
    let title = Bilingual::of("receipt-counterfoil");
    let title = both(&title, setting.values(), width_mm, Align::Left, Cut::Spaces);
    let title = match copy_number(&receipt.copy) {
        Some(mark) => {
            title.abreast(0.0, both(&mark, setting.values(), width_mm, Align::Right, Cut::Spaces))
        }
        None => title,
    };
    let column = |key, number: &str, width_mm: f64| {
        let width_mm = width_mm - COLUMN_GAP_MM;
        setting.label(key, width_mm).then(1.4, setting.numeral(number, width_mm))
    };
    let ticket = receipt.ticket.map_or_else(String::new, |ticket| ticket.to_string());
    let (number_mm, ticket_mm) = (width_mm * 0.4, width_mm * 0.22);
    let phone_x_mm = number_mm + ticket_mm;
    let numbers = column("receipt-number", &receipt.number, number_mm)
        .beside(number_mm, column("receipt-ticket", &ticket, ticket_mm))
        .beside(phone_x_mm, column("receipt-phone", &receipt.phone, width_mm - phone_x_mm));
    let value_mm = width_mm - setting.label_mm;
    let names = Setting::name(setting.sizes.child, &receipt.child.khmer, value_mm)
        .then(1.4, Setting::name(setting.sizes.latin, &receipt.child.latin, value_mm));
    let child = setting.label("receipt-child", width_mm).abreast(setting.label_mm, names);
    title.then(3.0, numbers).then(3.0, child)
}
