//! Blocks: pieces of a paper that know their height, so that they can be stacked.

use crate::typeset::Face;
use crate::typeset::layout::{Area, Begins, Item, MM_PER_POINT, Rule, TextRun, Tone};
use crate::typeset::lines::{Cut, Line, Style, line, wrap};

use super::Bilingual;
use super::picture::Picture;

/// Items around an upper left corner of 0, 0, with the height they take.
#[derive(Clone, Default)]
pub(super) struct Block {
    /// How much of the page it takes.
    pub(super) height_mm: f64,
    /// Where its first baseline is, so that neighbours can stand on the same one.
    pub(super) baseline_mm: f64,
    /// What is in it.
    pub(super) items: Vec<Item>,
}

/// Where a line stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// Thickness of the strokes that part rows and draw boxes, in points.
pub(super) const HAIRLINE_PT: f64 = 0.4;

/// A line without tall letters still takes this much above its baseline, in em.
const LEAST_ABOVE: f64 = 0.78;

/// A line without deep letters still takes this much below its baseline, in em.
const LEAST_BELOW: f64 = 0.22;

impl Block {
    /// White space.
    pub(super) fn gap(height_mm: f64) -> Self {
        Self { height_mm, ..Self::default() }
    }

    /// A stroke across.
    pub(super) fn rule(width_mm: f64, thickness_pt: f64) -> Self {
        let (from_mm, to_mm) = ((0.0, 0.0), (width_mm, 0.0));
        let items = vec![Item::Rule(Rule { from_mm, to_mm, thickness_pt, dashed: false })];
        Self { items, ..Self::default() }
    }

    /// A picture in a square of `side_mm`.
    pub(super) fn picture(picture: Picture, side_mm: f64) -> Self {
        let items = vec![Item::Figure(picture.figure(side_mm))];
        Self { height_mm: side_mm, items, ..Self::default() }
    }

    /// Adds `other` under this block.
    pub(super) fn then(mut self, gap_mm: f64, other: Self) -> Self {
        if self.items.is_empty() {
            self.baseline_mm = self.height_mm + gap_mm + other.baseline_mm;
        }
        let down_mm = self.height_mm + gap_mm;
        self.height_mm = down_mm + other.height_mm;
        self.items.extend(other.items.into_iter().map(|item| item.moved(0.0, down_mm)));
        self
    }

    /// Adds `other` to the right, both beginning at the top.
    pub(super) fn beside(mut self, x_mm: f64, other: Self) -> Self {
        self.height_mm = self.height_mm.max(other.height_mm);
        self.items.extend(other.items.into_iter().map(|item| item.moved(x_mm, 0.0)));
        self
    }

    /// Adds `other` to the right, both on the same first baseline.
    pub(super) fn abreast(self, x_mm: f64, other: Self) -> Self {
        let baseline_mm = self.baseline_mm.max(other.baseline_mm);
        let left = self.lowered(baseline_mm);
        left.beside(x_mm, other.lowered(baseline_mm))
    }

    /// The block as more of the paragraph before it: the second language of a label, the next line of a sentence.
    fn going_on(mut self) -> Self {
        if let Some(Item::Text(run)) = self.items.first_mut() {
            run.begins = Begins::Line;
        }
        self
    }

    /// The block moved down until its first baseline is at `baseline_mm`.
    fn lowered(self, baseline_mm: f64) -> Self {
        let down_mm = (baseline_mm - self.baseline_mm).max(0.0);
        Self::gap(down_mm).then(0.0, self)
    }

    /// The block in a box of `width_mm`.
    pub(super) fn boxed(self, width_mm: f64, padding_mm: f64, thickness_pt: f64) -> Self {
        let height_mm = self.height_mm + 2.0 * padding_mm;
        let mut items: Vec<Item> =
            self.items.into_iter().map(|item| item.moved(padding_mm, padding_mm)).collect();
        items.extend(Area::new(0.0, 0.0, width_mm, height_mm).outline(thickness_pt));
        Self { height_mm, baseline_mm: self.baseline_mm + padding_mm, items }
    }

    /// The items with the block's corner at the given place on the page.
    pub(super) fn placed(self, x_mm: f64, y_mm: f64) -> impl Iterator<Item = Item> {
        self.items.into_iter().map(move |item| item.moved(x_mm, y_mm))
    }
}

/// A paragraph in a column of `width_mm`.
pub(super) fn text(style: Style, words: &str, width_mm: f64, align: Align, cut: Cut<'_>) -> Block {
    paragraph(wrap(style, words, width_mm, cut), width_mm, align, style.spacing_mm(words))
}

/// A name, a place or a number: as large as `style` if it fits on one line, else smaller
/// down to `least_pt`, and only then in several lines, cut at its spaces.
pub(super) fn whole(style: Style, words: &str, width_mm: f64, least_pt: f64) -> Block {
    let natural_mm = line(style, words).width_mm;
    let fitting_pt = if natural_mm > width_mm {
        // A shade less than what fits, since sizes are cut to tenths.
        (style.size_pt * width_mm / natural_mm * 10.0).floor() / 10.0
    } else {
        style.size_pt
    };
    text(style.at(fitting_pt.max(least_pt)), words, width_mm, Align::Left, Cut::Spaces)
}

/// Khmer with English under it. `step_mm` is the least from the last Khmer baseline to the
/// English one, so that pairs side by side agree.
pub(super) fn pair(khmer: Block, english: Block, step_mm: f64) -> Block {
    if english.items.is_empty() {
        return khmer;
    }
    if khmer.items.is_empty() {
        return english;
    }
    let last_mm = last_baseline(&khmer);
    let gap_mm = (last_mm + step_mm - english.baseline_mm - khmer.height_mm).max(0.3);
    khmer.then(gap_mm, english.going_on())
}

/// Both languages of a sentence as two paragraphs.
pub(super) fn both(
    sentence: &Bilingual,
    (khmer, english): (Style, Style),
    width_mm: f64,
    align: Align,
    cut: Cut<'_>,
) -> Block {
    pair(
        text(khmer, &sentence.km, width_mm, align, cut),
        text(english, &sentence.en, width_mm, align, cut),
        step_mm(khmer, english),
    )
}

/// Both languages on one line, Khmer first, if they fit beside each other.
pub(super) fn on_one_line(
    words: &Bilingual,
    (khmer, english): (Style, Style),
    width_mm: f64,
) -> Option<Block> {
    const APART_EM: f64 = 0.6;
    let khmer_mm = line(khmer, &words.km).width_mm + APART_EM * khmer.size_pt * MM_PER_POINT;
    let english_mm = line(english, &words.en).width_mm;
    if words.km.is_empty() || words.en.is_empty() || width_mm < khmer_mm + english_mm {
        return None;
    }
    let of = |style, words: &str| text(style, words, width_mm, Align::Left, Cut::Spaces);
    Some(of(khmer, &words.km).abreast(khmer_mm, of(english, &words.en).going_on()))
}

/// From a Khmer baseline to the English one under it: room for the Khmer letters' feet.
pub(super) fn step_mm(khmer: Style, english: Style) -> f64 {
    (0.42 * khmer.size_pt + 0.95 * english.size_pt) * MM_PER_POINT
}

/// The mark of a paper made for practice, English above Khmer: pale words that rise across it, their middles
/// at these places. They come first on a page, since what comes later lies on top.
pub(super) fn mark_of_training(
    size_pt: f64,
    middle_mm: f64,
    (upper_mm, lower_mm): (f64, f64),
) -> Vec<Item> {
    const RISE_DEGREES: f64 = 35.0;
    let words = Bilingual::of("receipt-training");
    let (sine, cosine) = RISE_DEGREES.to_radians().sin_cos();
    let mut items = Vec::new();
    for (words, y_mm) in [(words.en, upper_mm), (words.km, lower_mm)] {
        let mark = line(Style::new(Face::Text, size_pt), &words);
        let half_mm = mark.width_mm / 2.0;
        let runs = mark.place(middle_mm - half_mm * cosine, y_mm + half_mm * sine).into_iter();
        items.extend(runs.map(|run| Item::Text(TextRun { tone: Tone::Mark(RISE_DEGREES), ..run })));
    }
    items
}

/// The lowest baseline of a block.
fn last_baseline(block: &Block) -> f64 {
    let baselines = block.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run.baseline_mm),
        Item::Block(_) | Item::Rule(_) | Item::Figure(_) => None,
    });
    baselines.fold(0.0, f64::max)
}

/// Lines under each other; the first and the last take the room of their ink.
fn paragraph(lines: Vec<Line>, width_mm: f64, align: Align, spacing_mm: f64) -> Block {
    let mut block = Block::default();
    let mut baseline_mm = 0.0;
    let mut feet_mm = 0.0_f64;
    for (index, line) in lines.into_iter().enumerate() {
        let em_mm = line.style.size_pt * MM_PER_POINT;
        if index == 0 {
            baseline_mm = line.above_mm.max(LEAST_ABOVE * em_mm);
            block.baseline_mm = baseline_mm;
        } else {
            baseline_mm += spacing_mm.max(feet_mm + line.above_mm);
        }
        feet_mm = line.below_mm.max(LEAST_BELOW * em_mm);
        block.height_mm = baseline_mm + feet_mm;
        let x_mm = match align {
            Align::Left => 0.0,
            Align::Centre => (width_mm - line.width_mm) / 2.0,
            Align::Right => width_mm - line.width_mm,
        };
        let runs = line.place(x_mm, baseline_mm).into_iter().map(Item::Text).collect();
        let line = Block { items: runs, ..Block::default() };
        block.items.extend(if index == 0 { line } else { line.going_on() }.items);
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { face: Face::Text, size_pt: 18.0 };

    fn sizes(block: &Block) -> Vec<f64> {
        let runs = block.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run.size_pt),
            Item::Block(_) | Item::Rule(_) | Item::Figure(_) => None,
        });
        runs.collect()
    }

    #[test]
    fn a_long_name_shrinks_before_it_wraps() {
        let name = "ស៊ើប ចាន់សុភក្ត្រាវិចិត្រ";
        let block = whole(STYLE, name, line(STYLE, name).width_mm * 0.8, 12.0);
        assert_eq!(sizes(&block).len(), 1);
        assert!(sizes(&block).iter().all(|size| (12.0..18.0).contains(size)));
    }

    #[test]
    fn a_name_too_long_at_the_least_size_wraps_at_its_space() {
        let block = whole(STYLE, "ស៊ើបសុភក្ត្រាវិចិត្រ ចាន់សុភក្ត្រាវិចិត្រ", 44.0, 12.0);
        assert_eq!(sizes(&block), [12.0, 12.0]);
    }

    #[test]
    fn neighbours_stand_on_one_baseline() {
        let small = text(STYLE.at(9.0), "ភេទ", 40.0, Align::Left, Cut::Spaces);
        let large = text(STYLE, "ស្រី", 40.0, Align::Left, Cut::Spaces);
        let row = small.abreast(50.0, large);
        let baselines: Vec<f64> = row
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Text(run) => Some(run.baseline_mm),
                Item::Block(_) | Item::Rule(_) | Item::Figure(_) => None,
            })
            .collect();
        assert_eq!(baselines.len(), 2);
        assert!(baselines.windows(2).all(|pair| pair.first() == pair.last()));
    }
}
