//! The middle: the child, what was filed, what is still missing.

use crate::papers::Bilingual;
use crate::papers::block::{Block, HAIRLINE_PT, on_one_line};
use crate::typeset::layout::Area;
use crate::typeset::lines::line;

use super::Fact;
use super::setting::{COLUMN_GAP_MM, Setting, writing_line};

/// A box to tick, in millimetres a side.
const TICK_MM: f64 = 3.0;

/// The child's name and what was filed, label beside answer, with hairlines between rows.
pub(super) fn table(setting: &Setting<'_>) -> Block {
    let pad_mm = setting.sizes.pad_mm;
    let rule = || Block::rule(setting.width_mm, HAIRLINE_PT);
    let mut table = rule().then(pad_mm, child(setting));
    for row in rows(setting) {
        table = table.then(pad_mm, rule()).then(pad_mm, row);
    }
    table.then(pad_mm, rule())
}

/// The child's line: the name as large as may be, never cut inside.
fn child(setting: &Setting<'_>) -> Block {
    let (label_mm, receipt) = (setting.label_mm, setting.receipt);
    let (picture, picture_mm) = setting.picture();
    let value_mm = setting.width_mm - label_mm - picture_mm;
    let khmer = Setting::name(setting.sizes.child, &receipt.child.khmer, value_mm);
    // A line to write the Latin name on is for blank receipts: a bound one has its room for what is still missing.
    let named = if receipt.child.latin.is_empty() && receipt.ticket.is_some() {
        khmer
    } else {
        khmer.then(1.4, Setting::name(setting.sizes.latin, &receipt.child.latin, value_mm))
    };
    setting
        .label("receipt-child", label_mm)
        .abreast(label_mm, named)
        .beside(setting.width_mm - picture_mm + COLUMN_GAP_MM, picture)
}

/// The facts as rows: two side by side where both are short.
fn rows(setting: &Setting<'_>) -> Vec<Block> {
    let half_mm = (setting.width_mm - COLUMN_GAP_MM) / 2.0;
    let room_mm = half_mm - setting.label_mm;
    let (khmer, english) = setting.values();
    let short = |fact: &Fact| {
        line(khmer, &fact.value.km).width_mm <= room_mm
            && line(english, &fact.value.en).width_mm <= room_mm
    };
    let mut rows = Vec::new();
    let mut rest = setting.receipt.facts.iter().peekable();
    while let Some(fact) = rest.next() {
        let next = rest.next_if(|next| short(fact) && short(next));
        rows.push(match next {
            Some(next) => cell(setting, fact, half_mm)
                .abreast(half_mm + COLUMN_GAP_MM, cell(setting, next, half_mm)),
            None => cell(setting, fact, setting.width_mm),
        });
    }
    rows
}

/// One fact: label at the left, answer beside it, Khmer over English in both.
fn cell(setting: &Setting<'_>, fact: &Fact, width_mm: f64) -> Block {
    let label_mm = setting.label_mm;
    let value_mm = width_mm - label_mm;
    let label = setting.column(&fact.label, setting.labels().0, label_mm);
    if fact.value.is_empty() {
        return label.abreast(label_mm, writing_line(value_mm));
    }
    label.abreast(label_mm, setting.column(&fact.value, setting.values().0, value_mm))
}

/// What is still missing, each with a box to tick.
pub(super) fn missing(setting: &Setting<'_>) -> Option<Block> {
    let label_mm = setting.label_mm;
    let words_x_mm = TICK_MM + 2.0;
    let above = setting.sizes.close;
    let words_mm = setting.width_mm - words_x_mm - if above { 0.0 } else { label_mm };
    let papers = setting.receipt.missing.iter().filter(|paper| !paper.is_empty());
    let list = papers.map(|paper| {
        let words = setting.run_on(paper, words_mm);
        let tick = Area::new(0.0, words.baseline_mm - TICK_MM, TICK_MM, TICK_MM);
        let mut row = Block { baseline_mm: words.baseline_mm, ..Block::default() };
        row.items.extend(tick.outline(HAIRLINE_PT));
        row.beside(words_x_mm, words)
    });
    let list = list.reduce(|list, row| list.then(if above { 0.3 } else { 1.2 }, row))?;
    if above {
        let styles = setting.labels();
        let label = Bilingual::of("receipt-missing");
        let label = on_one_line(&label, styles, setting.width_mm)
            .unwrap_or_else(|| setting.label("receipt-missing", setting.width_mm));
        return Some(label.then(0.6, list));
    }
    Some(setting.label("receipt-missing", label_mm).abreast(label_mm, list))
}
