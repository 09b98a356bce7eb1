//! The upper third: in whose name, which paper, which number.

use crate::papers::block::{Align, Block, HAIRLINE_PT, both, text};
use crate::typeset::lines::Cut;

use super::setting::{COLUMN_GAP_MM, Setting};
use super::sizes::Sizes;
use super::{Bilingual, Header};

/// Room for a ticket's digits at their largest, in millimetres.
const TICKET_MM: f64 = 20.0;

/// The state header, centred, only on the commune's own paper; else the organiser.
pub(super) fn header(setting: &Setting<'_>, width_mm: f64) -> Block {
    let heading = Sizes::heading(setting.sizes.heading);
    match &setting.receipt.header {
        Header::Commune { .. } => {
            let line = |key, style| {
                text(style, &Bilingual::of(key).km, width_mm, Align::Centre, Cut::Spaces)
            };
            line("receipt-kingdom", heading)
                .then(1.2, line("receipt-motto", heading.at(heading.size_pt - 1.5)))
        }
        Header::Organiser { name } => {
            let styles = (heading, setting.labels().1);
            both(name, styles, width_mm, Align::Centre, Cut::Spaces)
        }
    }
}

/// Authority or event, title and numbers at the left; the symbol at the right edge.
pub(super) fn top(setting: &Setting<'_>) -> Block {
    under(setting, |_| Block::default())
}

/// The same with the header above the authority, as high as the symbol, for a page that is full.
pub(super) fn beside_symbol(setting: &Setting<'_>) -> Block {
    under(setting, |width_mm| header(setting, width_mm))
}

/// The number at the head of a further side, with a rule under it.
pub(super) fn again(setting: &Setting<'_>) -> Block {
    let number_mm = setting.width_mm - setting.label_mm;
    setting
        .label("receipt-number", setting.label_mm)
        .abreast(setting.label_mm, setting.numeral(&setting.receipt.number, number_mm))
        .then(1.4, Block::rule(setting.width_mm, HAIRLINE_PT))
}

fn under(setting: &Setting<'_>, header: impl Fn(f64) -> Block) -> Block {
    let (symbol, symbol_mm) = setting.symbol();
    let left_mm = setting.width_mm - symbol_mm - COLUMN_GAP_MM;
    let origin = match &setting.receipt.header {
        Header::Commune { authority } => authority,
        Header::Organiser { .. } => &setting.receipt.event,
    };
    let origin = both(origin, setting.values(), left_mm, Align::Left, Cut::Spaces);
    let header = header(left_mm);
    let origin = if header.items.is_empty() { origin } else { header.then(1.2, origin) };
    let styles = (Sizes::heading(setting.sizes.title), Sizes::text(setting.sizes.english + 1.0));
    let words = Bilingual::of("receipt-title");
    let title = setting
        .closely(&words, styles, left_mm)
        .unwrap_or_else(|| both(&words, styles, left_mm, Align::Left, Cut::Spaces));
    let title = if setting.receipt.free_of_charge {
        let free = Bilingual::of("receipt-free");
        title.abreast(0.0, both(&free, setting.bodies(), left_mm, Align::Right, Cut::Spaces))
    } else {
        title
    };
    let numbers = numbers(setting, left_mm);
    let spare_mm = symbol.height_mm - origin.height_mm - title.height_mm - numbers.height_mm;
    let gap_mm = (spare_mm / 2.0).clamp(setting.sizes.gap_mm, 5.0);
    let left = origin.then(gap_mm, title).then(gap_mm, numbers);
    left.beside(setting.width_mm - symbol_mm, symbol)
}

/// Receipt number and ticket, each beside its label.
fn numbers(setting: &Setting<'_>, width_mm: f64) -> Block {
    let label_mm = setting.label_mm;
    let ticket_label_mm = setting.width_of(&Bilingual::of("receipt-ticket")) + COLUMN_GAP_MM;
    let ticket_x_mm = width_mm - TICKET_MM - ticket_label_mm;
    let number_mm = ticket_x_mm - label_mm - COLUMN_GAP_MM;
    let ticket = setting.receipt.ticket.map_or_else(String::new, |ticket| ticket.to_string());
    setting
        .label("receipt-number", label_mm)
        .abreast(label_mm, setting.numeral(&setting.receipt.number, number_mm))
        .abreast(ticket_x_mm, setting.label("receipt-ticket", ticket_label_mm))
        .abreast(width_mm - TICKET_MM, setting.numeral(&ticket, TICKET_MM))
}
