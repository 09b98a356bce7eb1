//! What every block of one receipt shares: the receipt, the sizes, the grid.

use crate::typeset::layout::Item;
use crate::typeset::lines::{Cut, Style, line};
use crate::typeset::qr::{MODULE_MM, QUIET_MODULES, Symbol};

use super::sizes::Sizes;
use super::{Bilingual, PICTURE_MM, Receipt};
use crate::khmer::digits::to_khmer;
use crate::papers::block::{
    Align, Block, HAIRLINE_PT, both, on_one_line, pair, step_mm, text, whole,
};

/// Between the columns of a row.
pub(super) const COLUMN_GAP_MM: f64 = 3.0;

/// Names and numbers are never smaller, in points.
pub(super) const LEAST_NAME_PT: f64 = 12.0;

/// The code under the symbol: nine letters fit the symbol's width.
const CODE_PT: f64 = 9.0;

/// A receipt on its way to paper at certain sizes.
pub(super) struct Setting<'r> {
    pub(super) receipt: &'r Receipt,
    pub(super) sizes: Sizes,
    /// What lies between the margins.
    pub(super) width_mm: f64,
    /// The column of labels, the same in every row.
    pub(super) label_mm: f64,
    /// The symbol; reckoned once a receipt, since that takes longer than a whole layout.
    symbol: &'r [Item],
}

impl<'r> Setting<'r> {
    pub(super) fn new(
        receipt: &'r Receipt,
        sizes: Sizes,
        width_mm: f64,
        symbol: &'r [Item],
    ) -> Self {
        let mut setting = Self { receipt, sizes, width_mm, label_mm: 0.0, symbol };
        let own = ["receipt-number", "receipt-child", "receipt-missing"].map(Bilingual::of);
        let labels = own.iter().chain(receipt.facts.iter().map(|fact| &fact.label));
        setting.label_mm = labels.map(|label| setting.width_of(label)).fold(0.0, f64::max);
        setting.label_mm += COLUMN_GAP_MM;
        setting
    }

    /// How wide a label is on one line, the wider of its two languages.
    pub(super) fn width_of(&self, label: &Bilingual) -> f64 {
        let (khmer, english) = self.labels();
        line(khmer, &label.km).width_mm.max(line(english, &label.en).width_mm)
    }

    /// Instructions, Khmer and English.
    pub(super) fn bodies(&self) -> (Style, Style) {
        (Sizes::text(self.sizes.body), self.english())
    }

    /// What an answer is, Khmer and English.
    pub(super) fn labels(&self) -> (Style, Style) {
        (Sizes::text(self.sizes.label), self.english())
    }

    /// Answers, Khmer and English.
    pub(super) fn values(&self) -> (Style, Style) {
        (Sizes::text(self.sizes.value), self.english())
    }

    fn english(&self) -> Style {
        Sizes::text(self.sizes.english)
    }

    /// A fixed text as a label.
    pub(super) fn label(&self, key: &str, width_mm: f64) -> Block {
        both(&Bilingual::of(key), self.labels(), width_mm, Align::Left, Cut::Spaces)
    }

    /// A label that is given, its English where the English of an answer beside it stands.
    pub(super) fn column(&self, words: &Bilingual, khmer: Style, width_mm: f64) -> Block {
        let (value, english) = self.values();
        pair(
            text(khmer, &words.km, width_mm, Align::Left, Cut::Spaces),
            text(english, &words.en, width_mm, Align::Left, Cut::Spaces),
            step_mm(value, english),
        )
    }

    /// An instruction, Khmer over English, both at the left.
    pub(super) fn instruction(&self, words: &Bilingual, width_mm: f64) -> Block {
        let cut = Cut::Words(&self.receipt.unbroken);
        both(words, self.bodies(), width_mm, Align::Left, cut)
    }

    /// English after the Khmer on the same line where both fit, else under it.
    pub(super) fn run_on(&self, words: &Bilingual, width_mm: f64) -> Block {
        let (khmer, english) = self.bodies();
        let khmer_mm = line(khmer, &words.km).width_mm + COLUMN_GAP_MM;
        if khmer_mm + line(english, &words.en).width_mm > width_mm {
            return self.instruction(words, width_mm);
        }
        text(khmer, &words.km, width_mm, Align::Left, Cut::Spaces)
            .abreast(khmer_mm, text(english, &words.en, width_mm, Align::Left, Cut::Spaces))
    }

    /// Both languages on one line where the page is full and they fit.
    pub(super) fn closely(
        &self,
        words: &Bilingual,
        styles: (Style, Style),
        width_mm: f64,
    ) -> Option<Block> {
        self.sizes.close.then(|| on_one_line(words, styles, width_mm)).flatten()
    }

    /// A name on one line, or a line to write it on.
    pub(super) fn name(size_pt: f64, name: &str, width_mm: f64) -> Block {
        if name.trim().is_empty() {
            return writing_line(width_mm);
        }
        whole(Sizes::text(size_pt), name, width_mm, LEAST_NAME_PT)
    }

    /// A number, large in Khmer digits, the ASCII digits beneath; or a line to write on.
    pub(super) fn numeral(&self, number: &str, width_mm: f64) -> Block {
        if number.is_empty() {
            return writing_line(width_mm);
        }
        let Sizes { number: large, latin: small, .. } = self.sizes;
        let styles = (Sizes::text(large), Sizes::text(small));
        if let Some(line) = self.closely(&Bilingual::number(number), styles, width_mm) {
            return line;
        }
        whole(Sizes::text(large), &to_khmer(number), width_mm, LEAST_NAME_PT)
            .then(1.2, whole(Sizes::text(small), number, width_mm, LEAST_NAME_PT))
    }

    /// The child's picture, with the width that it and the white before it take from the line it stands on.
    pub(super) fn picture(&self) -> (Block, f64) {
        match self.receipt.picture {
            Some(picture) => (Block::picture(picture, PICTURE_MM), PICTURE_MM + COLUMN_GAP_MM),
            None => (Block::default(), 0.0),
        }
    }

    /// The symbol, its upper and right quiet zone lying in the white margin, and its code
    /// beneath in groups of four; with the width that nothing else may enter.
    pub(super) fn symbol(&self) -> (Block, f64) {
        if self.symbol.is_empty() {
            return (Block::default(), 0.0);
        }
        let (extent_mm, quiet_mm) = (extent_mm(self.symbol), quiet_mm());
        let items = self.symbol.to_vec();
        let mut block = Block { height_mm: extent_mm - quiet_mm, baseline_mm: 0.0, items };
        for (index, row) in grouped(&self.receipt.code).iter().enumerate() {
            let row = text(Sizes::text(CODE_PT), row, extent_mm, Align::Right, Cut::Spaces);
            block = block.then(if index == 0 { 0.0 } else { 1.2 }, row);
        }
        (block, extent_mm)
    }
}

/// The dark modules of a receipt's symbol, the upper and right ones at the edge of a square
/// of its whole extent. Empty where no symbol can hold the code.
pub(super) fn modules(code: &str) -> Vec<Item> {
    Symbol::for_receipt(code)
        .map(|symbol| symbol.place(quiet_mm(), -quiet_mm()))
        .unwrap_or_default()
}

fn quiet_mm() -> f64 {
    f64::from(QUIET_MODULES) * MODULE_MM
}

/// The side of the square that the symbol keeps for itself.
fn extent_mm(symbol: &[Item]) -> f64 {
    let right_edges = symbol.iter().filter_map(|item| match item {
        Item::Block(area) => Some(area.right_mm()),
        Item::Text(_) | Item::Rule(_) | Item::Figure(_) => None,
    });
    right_edges.fold(0.0, f64::max)
}

/// A line to write on by hand.
pub(super) fn writing_line(width_mm: f64) -> Block {
    const HAND_MM: f64 = 8.0;
    Block::gap(HAND_MM).then(0.0, Block::rule(width_mm, HAIRLINE_PT))
}

/// A code in groups of four, two groups a row, so that it can be read out and typed.
fn grouped(code: &str) -> Vec<String> {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.chunks(2).map(|row| row.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_out_in_groups_of_four() {
        assert_eq!(grouped("KB1R7QM0042K9XWZ3T5HJNP"), ["KB1R 7QM0", "042K 9XWZ", "3T5H JNP"]);
    }

    #[test]
    fn the_symbol_keeps_a_square_of_its_extent() {
        let extent = extent_mm(&modules("KB1R7QM0042K9XWZ3T5HJNP"));
        assert!((extent - 24.75).abs() < 1e-9, "{extent}");
    }
}
