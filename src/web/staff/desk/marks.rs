//! Two texts side by side with the letters marked in which they differ.

use crate::khmer;

/// One text, cut where it differs from the other.
pub(crate) struct Marked {
    pub(crate) before: String,
    pub(crate) differs: String,
    pub(crate) after: String,
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
            differs: pieces.iter().take(pieces.len() - end).skip(start).copied().collect(),
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
        (marks.mine.differs, marks.theirs.differs)
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
            let whole = |part: &super::Marked| format!("{}{}{}", part.before, part.differs, part.after);
            prop_assert_eq!(whole(&marks.mine), mine);
            prop_assert_eq!(whole(&marks.theirs), theirs);
        }
    }
}
