//! The lower part: collecting, what this paper is not, signatures, the foot.

use crate::i18n::Arg;
use crate::khmer::digits::to_khmer;
use crate::papers::block::{Align, Block, HAIRLINE_PT, both, mark_of_training, text, whole};
use crate::typeset::layout::{Area, Item};
use crate::typeset::lines::Cut;

use super::setting::{COLUMN_GAP_MM, LEAST_NAME_PT, Setting};
use super::sizes::Sizes;
use super::{Bilingual, Copy};

/// The box for a thumbprint: a thumb rolled flat.
pub(super) const THUMB_WIDTH_MM: f64 = 24.0;

/// Inside the box that says where to collect.
const BOX_PADDING_MM: f64 = 2.0;

/// Inside the box around the mark of a reprint.
const MARK_PADDING_MM: f64 = 1.2;

/// Thickness of a box that must not be overlooked, in points.
const BOLD_PT: f64 = 0.8;

/// Where and when to collect, in a box.
pub(super) fn collect(setting: &Setting<'_>) -> Option<Block> {
    let padding_mm = if setting.sizes.close { BOX_PADDING_MM / 2.0 } else { BOX_PADDING_MM };
    let inner_mm = setting.width_mm - 2.0 * padding_mm;
    let sentences = setting.receipt.collect.iter().filter(|sentence| !sentence.is_empty());
    let block = sentences
        .map(|sentence| setting.run_on(sentence, inner_mm))
        .reduce(|block, sentence| block.then(1.6, sentence))?;
    Some(block.boxed(setting.width_mm, padding_mm, BOLD_PT))
}

/// What this paper is not, as large as the child's line, and why the other one matters.
pub(super) fn not_a_certificate(setting: &Setting<'_>) -> Block {
    let (width_mm, sizes) = (setting.width_mm, &setting.sizes);
    let sentence = Bilingual::of("receipt-not-certificate");
    let styles = (Sizes::text(sizes.child), Sizes::text(sizes.english + 1.0));
    let one_line = setting.closely(&sentence, styles, width_mm);
    let sentence = one_line
        .unwrap_or_else(|| both(&sentence, styles, width_mm, Align::Centre, Cut::Words(&[])));
    sentence.then(
        if sizes.close { 1.0 } else { 2.2 },
        both(
            &Bilingual::of("receipt-why"),
            setting.labels(),
            width_mm,
            Align::Centre,
            Cut::Words(&[]),
        ),
    )
}

/// What to do with the paper and whom to call, beside the signature and the thumbprint.
pub(super) fn signing(setting: &Setting<'_>) -> Block {
    let (width_mm, receipt) = (setting.width_mm, setting.receipt);
    let hand_mm = (width_mm * 0.25).max(34.0);
    let right_mm = hand_mm + COLUMN_GAP_MM + THUMB_WIDTH_MM;
    let left_mm = width_mm - right_mm - COLUMN_GAP_MM;
    let mut left = setting.instruction(&Bilingual::of("receipt-keep"), left_mm);
    if let Some(helpline) = &receipt.helpline {
        let cut = Cut::Words(&receipt.unbroken);
        left = left.then(1.6, both(helpline, setting.labels(), left_mm, Align::Left, cut));
    }
    left.beside(width_mm - right_mm, signature(setting, hand_mm))
        .beside(width_mm - THUMB_WIDTH_MM, thumbprint(setting))
}

/// Who signs, room and a line to sign on, the officer's name: as tall as the thumb's box.
fn signature(setting: &Setting<'_>, width_mm: f64) -> Block {
    let receipt = setting.receipt;
    let role = both(&receipt.signatory, setting.labels(), width_mm, Align::Left, Cut::Spaces);
    let officer =
        whole(Sizes::text(setting.sizes.latin), &receipt.officer, width_mm, LEAST_NAME_PT);
    let room_mm = (setting.sizes.thumb_mm - role.height_mm - officer.height_mm - 1.4).max(7.0);
    role.then(room_mm, Block::rule(width_mm, HAIRLINE_PT)).then(1.4, officer)
}

/// The box for a thumb, its label inside at the top.
pub(super) fn thumbprint(setting: &Setting<'_>) -> Block {
    let (width_mm, height_mm) = (THUMB_WIDTH_MM, setting.sizes.thumb_mm);
    let outline = Area::new(0.0, 0.0, width_mm, height_mm).outline(HAIRLINE_PT);
    let outline = Block { height_mm, items: outline.into(), ..Block::default() };
    let words = Bilingual::of("receipt-thumbprint");
    let label = both(&words, setting.labels(), width_mm, Align::Centre, Cut::Spaces);
    Block { height_mm, ..Block::gap(1.0).then(0.0, label) }.beside(0.0, outline)
}

/// The last lines of a side: copy mark, when it was printed, and of several sides which.
pub(super) fn foot(setting: &Setting<'_>, (page, pages): (usize, usize)) -> Block {
    let (receipt, width_mm) = (setting.receipt, setting.width_mm);
    let row = |words: &str, width_mm, align| {
        text(Sizes::text(setting.sizes.english), words, width_mm, align, Cut::Spaces)
    };
    let above = match copy_mark(&receipt.copy) {
        Some(mark) => row(&mark, width_mm - 2.0 * MARK_PADDING_MM, Align::Left).boxed(
            width_mm,
            MARK_PADDING_MM,
            BOLD_PT,
        ),
        None => Block::rule(width_mm, HAIRLINE_PT),
    };
    let printed = Bilingual::with("receipt-printed", |lang| {
        vec![("when", Arg::Text(receipt.issued.in_language(lang)))]
    });
    let mut last = row(&printed.on_one_line(), width_mm, Align::Left);
    if pages > 1 {
        let side = format!("{}   {page}/{pages}", receipt.number);
        last = last.abreast(0.0, row(&to_khmer(&side), width_mm, Align::Right));
    }
    above.then(1.4, last)
}

/// The mark of a reprint, with the reason.
fn copy_mark(copy: &Copy) -> Option<String> {
    let Copy::Further { reason, .. } = copy else { return None };
    let mark = copy_number(copy)?;
    Some(format!("{}   {}", mark.on_one_line(), reason.on_one_line()))
}

/// Which copy it is; nothing on the first print.
pub(super) fn copy_number(copy: &Copy) -> Option<Bilingual> {
    let Copy::Further { number, .. } = copy else { return None };
    let digits = Bilingual::number(&number.to_string());
    Some(Bilingual::with("receipt-copy", |lang| {
        vec![("number", Arg::Text(digits.in_language(lang)))]
    }))
}

/// Pale words that rise across the paper below the symbol, under everything else.
pub(super) fn training_mark(frame: Area) -> Vec<Item> {
    let middle_mm = frame.x_mm + frame.width_mm / 2.0;
    let down = |share: f64| frame.y_mm + frame.height_mm * share;
    mark_of_training(54.0, middle_mm, (down(0.56), down(0.78)))
}
