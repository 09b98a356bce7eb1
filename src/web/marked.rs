//! A text of which parts are marked, and two texts side by side with the letters marked in which they differ.

use std::ops::Range;

use crate::khmer;

/// A text in pieces, of which some are marked; none may be.
#[derive(Default)]
pub(crate) struct Marked {
    pub(crate) pieces: Vec<Piece>,
}

/// A piece of a text: as long as it is marked, or not, without a break. Never empty.
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) marked: bool,
}

impl Marked {
    /// `text` with the bytes of `range` marked; one that cuts a character in two marks nothing.
    pub(crate) fn at(text: &str, range: Range<usize>) -> Self {
        let mut whole = Self::default();
        match (text.get(..range.start), text.get(range.clone()), text.get(range.end..)) {
            (Some(before), Some(marked), Some(after)) => {
                whole.push(before, false);
                whole.push(marked, true);
                whole.push(after, false);
            }
            _ => whole.push(text, false),
        }
        whole
    }

    fn push(&mut self, text: &str, marked: bool) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.marked == marked => last.text.push_str(text),
            _ => self.pieces.push(Piece { text: text.to_owned(), marked }),
        }
    }

    /// Whether a part of it is marked.
    pub(crate) fn is_marked(&self) -> bool {
        self.pieces.iter().any(|piece| piece.marked)
    }

    /// The whole text.
    pub(crate) fn whole(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// How two records stand to each other in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Like {
    /// Both say the same, or neither says anything.
    Same,
    /// They say different things.
    Differs,
    /// Only one of them says anything, or each in its own script: this speaks neither for nor against.
    Open,
}

/// One line of two records side by side.
pub(crate) struct Marks {
    pub(crate) mine: Marked,
    pub(crate) theirs: Marked,
    pub(crate) like: Like,
}

/// Most steps of an alignment: two names need some hundreds, and what is longer is marked as a whole between the
/// syllables in which it begins and ends alike.
const MOST_STEPS: usize = 40_000;

impl Marks {
    /// Marks the syllables, or Latin letters in either case, that have to be changed, put in or left out to get from
    /// one text to the other; of a text that has nothing in its script beside it none.
    pub(crate) fn of(mine: &str, theirs: &str) -> Self {
        let (mine, theirs) = (mine.trim(), theirs.trim());
        let is_khmer = |text: &str| text.chars().any(khmer::is_khmer);
        let is_one_blank = mine.is_empty() || theirs.is_empty();
        if mine != theirs && (is_one_blank || is_khmer(mine) != is_khmer(theirs)) {
            let plain = |text| Marked::at(text, 0..0);
            return Self { mine: plain(mine), theirs: plain(theirs), like: Like::Open };
        }
        let cut = |text| khmer::syllables(text).collect::<Vec<&str>>();
        let (one, other) = (cut(mine), cut(theirs));
        let (kept_one, kept_other) = kept(&one, &other);
        let marked = |pieces: &[&str], kept: &[bool]| {
            let mut whole = Marked::default();
            for (piece, kept) in pieces.iter().zip(kept) {
                whole.push(piece, !kept);
            }
            whole
        };
        let (mine, theirs) = (marked(&one, &kept_one), marked(&other, &kept_other));
        let differs = mine.is_marked() || theirs.is_marked();
        Self { mine, theirs, like: if differs { Like::Differs } else { Like::Same } }
    }

    /// Class of the table's row.
    pub(crate) fn class(&self) -> &'static str {
        match self.like {
            Like::Same => "same",
            Like::Differs => "",
            Like::Open => "open",
        }
    }

    /// Whether both say something, and not the same.
    pub(crate) fn differs(&self) -> bool {
        self.like == Like::Differs
    }
}

/// Which pieces of each list stay where one is changed into the other in as few steps as can be.
fn kept(one: &[&str], other: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let fold = |pieces: &[&str]| pieces.iter().map(|piece| piece.to_lowercase()).collect();
    let (one, other): (Vec<String>, Vec<String>) = (fold(one), fold(other));
    let start = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let left = one.len().min(other.len()) - start;
    let ends = one.iter().rev().zip(other.iter().rev()).take(left);
    let end = ends.take_while(|(one, other)| one == other).count();
    let flags = |length: usize| -> Vec<bool> {
        (0..length).map(|at| at < start || length - end <= at).collect()
    };
    let (mut keeps_one, mut keeps_other) = (flags(one.len()), flags(other.len()));
    let middle = |list: &'_ [String]| start..list.len() - end;
    let (rows, columns) = (middle(&one), middle(&other));
    if rows.len() * columns.len() <= MOST_STEPS {
        for (at, beside) in
            aligned(one.get(rows).unwrap_or_default(), other.get(columns).unwrap_or_default())
        {
            for (flags, at) in [(&mut keeps_one, at), (&mut keeps_other, beside)] {
                if let Some(flag) = flags.get_mut(start + at) {
                    *flag = true;
                }
            }
        }
    }
    (keeps_one, keeps_other)
}

/// Places of both lists that stand beside each other and are equal, by the fewest changes: the edit distance of
/// Levenshtein, walked back from the end.
fn aligned(one: &[String], other: &[String]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let mut costs: Vec<usize> = (0..width).collect();
    let cost = |costs: &[usize], at: usize| costs.get(at).copied().unwrap_or(usize::MAX);
    for (row, mine) in one.iter().enumerate() {
        costs.push(row + 1);
        for (column, theirs) in other.iter().enumerate() {
            let above = row * width + column;
            let changed = cost(&costs, above) + usize::from(mine != theirs);
            let alone = cost(&costs, above + 1).min(cost(&costs, above + width)) + 1;
            costs.push(changed.min(alone));
        }
    }
    let (mut row, mut column) = (one.len(), other.len());
    let mut pairs = Vec::new();
    while 0 < row && 0 < column {
        let here = cost(&costs, row * width + column);
        let equal = one.get(row - 1) == other.get(column - 1);
        if cost(&costs, (row - 1) * width + column - 1) + usize::from(!equal) == here {
            (row, column) = (row - 1, column - 1);
            if equal {
                pairs.push((row, column));
            }
        } else if cost(&costs, (row - 1) * width + column) + 1 == here {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{Like, Marked, Marks};
    use proptest::prelude::*;

    fn shown(text: &Marked) -> String {
        let piece = |(text, marked): (&String, bool)| {
            if marked { format!("[{text}]") } else { text.clone() }
        };
        text.pieces.iter().map(|one| piece((&one.text, one.marked))).collect()
    }

    #[track_caller]
    fn check(mine: &str, theirs: &str, expected: [&str; 2]) {
        let marks = Marks::of(mine, theirs);
        assert_eq!([shown(&marks.mine), shown(&marks.theirs)], expected);
        let back = Marks::of(theirs, mine);
        assert_eq!([shown(&back.theirs), shown(&back.mine)], expected, "the other way round");
    }

    #[test]
    fn the_syllables_that_differ_are_marked_in_both() {
        check("សុខ ដារា", "សុខ ដារ៉ា", ["សុខ ដា[រា]", "សុខ ដា[រ៉ា]"]);
        check("SOK DARA", "SOKH DARA", ["SOK DARA", "SOK[H] DARA"]);
        check("លី រិទ្ធីកា", "លិ រិត្ធីកា", ["[លី] រិ[ទ្ធី]កា", "[លិ] រិ[ត្ធី]កា"]);
        check("LEE RITTHIKA", "Ly Rithyka", ["L[EE] RI[T]TH[I]KA", "L[y] Rith[y]ka"]);
    }

    #[test]
    fn capitals_are_no_difference() {
        check("SOK DARA", "Sok Dara", ["SOK DARA", "Sok Dara"]);
        assert_eq!(Marks::of("SOK", "sok").like, Like::Same);
    }

    #[test]
    fn what_only_one_has_written_does_not_differ() {
        check("សុខ", " ", ["សុខ", ""]);
        assert_eq!(Marks::of("សុខ", "").like, Like::Open);
        assert_eq!(Marks::of("", "").like, Like::Same);
        assert_eq!(Marks::of("សុខ", "SOK").like, Like::Open);
        assert_eq!(Marks::of("សុខ", "មុំ").like, Like::Differs);
    }

    #[test]
    fn a_long_text_is_marked_in_one_block() {
        let (mine, theirs) = ("កខគ ".repeat(100), "ខកគ ".repeat(100));
        let marks = Marks::of(&mine, &theirs);
        assert_eq!(marks.mine.pieces.len(), 2);
        assert_eq!(marks.mine.whole(), mine.trim());
    }

    proptest! {
        #[test]
        fn the_parts_are_the_text(mine in "[កខា្ aB]{0,8}", theirs in "[កខា្ aB]{0,8}") {
            let marks = Marks::of(&mine, &theirs);
            prop_assert_eq!(marks.mine.whole(), mine.trim());
            prop_assert_eq!(marks.theirs.whole(), theirs.trim());
        }
    }
}
