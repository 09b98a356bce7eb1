//! A text of which a part is marked, and two texts side by side with the letters marked in which they differ.

use std::ops::Range;

use crate::khmer;

/// A text cut in three, of which the middle is marked; it may be empty.
#[derive(Default)]
#[expect(clippy::struct_field_names, reason = "a template says of each part what it is")]
pub(crate) struct Marked {
    pub(crate) before: String,
    pub(crate) marked: String,
    pub(crate) after: String,
}

impl Marked {
    /// `text` with the bytes of `range` marked; one that cuts a character in two marks nothing.
    pub(crate) fn at(text: &str, range: Range<usize>) -> Self {
        match (text.get(..range.start), text.get(range.clone()), text.get(range.end..)) {
            (Some(before), Some(marked), Some(after)) => Self {
                before: before.to_owned(),
                marked: marked.to_owned(),
                after: after.to_owned(),
            },
            _ => Self { before: text.to_owned(), ..Self::default() },
        }
    }

    /// The whole text.
    pub(crate) fn whole(&self) -> String {
        format!("{}{}{}", self.before, self.marked, self.after)
    }
}

/// One line of two records side by side.
pub(crate) struct Marks {
    pub(crate) mine: Marked,
    pub(crate) theirs: Marked,
    pub(crate) same: bool,
}

impl Marks {
    /// Marks what stands between the syllables in which both begin and end alike.
    pub(crate) fn of(mine: &str, theirs: &str) -> Self {
        let (one, other): (Vec<&str>, Vec<&str>) =
            (khmer::syllables(mine).collect(), khmer::syllables(theirs).collect());
        let start = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
        let left = one.len().min(other.len()) - start;
        let ends = one.iter().rev().zip(other.iter().rev()).take(left);
        let end = ends.take_while(|(one, other)| one == other).count();
        let cut = |pieces: &[&str]| Marked {
            before: pieces.iter().take(start).copied().collect(),
            marked: pieces.iter().take(pieces.len() - end).skip(start).copied().collect(),
            after: pieces.iter().skip(pieces.len() - end).copied().collect(),
        };
        Self { mine: cut(&one), theirs: cut(&other), same: mine == theirs }
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;
    use proptest::prelude::*;

    #[track_caller]
    fn differing(mine: &str, theirs: &str) -> (String, String) {
        let marks = Marks::of(mine, theirs);
        (marks.mine.marked, marks.theirs.marked)
    }

    #[test]
    fn the_syllables_that_differ_are_marked_in_both() {
        let both = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(differing("សុខ ដារា", "សុខ ដារ៉ា"), both("រា", "រ៉ា"));
        assert_eq!(differing("SOK DARA", "SOKH DARA"), both("", "H"));
        assert_eq!(differing("លី រិទ្ធីកា", "លិ រិត្ធីកា"), both("លី រិទ្ធី", "លិ រិត្ធី"));
        assert_eq!(differing("សុខ", ""), both("សុខ", ""));
        assert!(Marks::of("សុខ", "សុខ").same);
    }

    proptest! {
        #[test]
        fn the_parts_are_the_text(mine in "[កខា្ a]{0,8}", theirs in "[កខា្ a]{0,8}") {
            let marks = Marks::of(&mine, &theirs);
            prop_assert_eq!(marks.mine.whole(), mine);
            prop_assert_eq!(marks.theirs.whole(), theirs);
        }
    }
}
