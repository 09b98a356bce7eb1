//! Counting people for reports: with the female share, by age band, and without giving anybody away
//! (facts/safeguarding.md, sections 12.2 and 13).

mod bands;
mod part;
mod suppress;

pub use bands::{Band, ByBand, Group, Grouping};
pub use part::{InTime, Referred, ReferredRow, SafeguardingPart, safeguarding_part};
pub use suppress::{SMALLEST, Shown, Sum, suppress};

use super::application::Sex;

/// How many people, and how many of them are female: a subset, never a column beside it. Women and those whose sex
/// was not stated together are never more than all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    total: u32,
    female: u32,
    not_stated: u32,
}

impl Count {
    /// None where the parts are more than the whole.
    pub fn new(total: u32, female: u32, not_stated: u32) -> Option<Self> {
        let parts = female.checked_add(not_stated)?;
        (parts <= total).then_some(Self { total, female, not_stated })
    }

    /// Everybody.
    pub fn total(self) -> u32 {
        self.total
    }

    /// Women and girls among them.
    pub fn female(self) -> u32 {
        self.female
    }

    /// Those whose sex was not stated.
    pub fn not_stated(self) -> u32 {
        self.not_stated
    }

    /// One more.
    pub fn add(&mut self, sex: Option<Sex>) {
        self.total += 1;
        match sex {
            Some(Sex::Female) => self.female += 1,
            Some(Sex::Male) => {}
            None => self.not_stated += 1,
        }
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            total: self.total + other.total,
            female: self.female + other.female,
            not_stated: self.not_stated + other.not_stated,
        }
    }
}

/// How a count is written. Digits are ASCII; whoever shows it turns them into the reader's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notation {
    /// What stands before and after the number of women.
    pub female: (&'static str, &'static str),
    /// What stands before and after the number of those whose sex was not stated.
    pub not_stated: (&'static str, &'static str),
    /// A blank before the bracket.
    pub blank: bool,
    /// Numbers below ten get a zero in front, as some reports have it.
    pub padded: bool,
}

impl Notation {
    /// `42 (17F, 2 n/s)`.
    pub const ENGLISH: Self =
        Self { female: ("", "F"), not_stated: ("", " n/s"), blank: true, padded: false };

    /// `42 (ស្រី 17, មិនបានបញ្ជាក់ 2)`. UNREVIEWED: no native reader has checked these words yet.
    pub const KHMER: Self =
        Self {
            female: ("ស្រី ", ""), not_stated: ("មិនបានបញ្ជាក់ ", ""), blank: true, padded: false
        };

    /// `05(05F)`, as some of the reports this one is laid beside.
    pub const PADDED: Self = Self { blank: false, padded: true, ..Self::ENGLISH };
}

/// The count in the notation of the organisation's reports: `42 (17F)`, the total first, women as a part of it; who
/// did not state a sex stands beside them and is left out where there is nobody.
pub fn fmt(count: Count, notation: &Notation) -> String {
    let number = |number: u32| {
        if notation.padded { format!("{number:02}") } else { number.to_string() }
    };
    let named = |of: u32, (before, after): (&str, &str)| format!("{before}{}{after}", number(of));
    let total = number(count.total);
    let blank = if notation.blank { " " } else { "" };
    let female = named(count.female, notation.female);
    if count.not_stated == 0 {
        return format!("{total}{blank}({female})");
    }
    format!("{total}{blank}({female}, {})", named(count.not_stated, notation.not_stated))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(total: u32, female: u32, not_stated: u32) -> Count {
        Count::new(total, female, not_stated).unwrap()
    }

    #[test]
    fn women_are_a_part_of_all() {
        assert_eq!(fmt(count(42, 17, 0), &Notation::ENGLISH), "42 (17F)");
        assert_eq!(fmt(count(42, 17, 2), &Notation::ENGLISH), "42 (17F, 2 n/s)");
        assert_eq!(fmt(count(5, 5, 0), &Notation::PADDED), "05(05F)");
        assert_eq!(fmt(count(42, 17, 0), &Notation::KHMER), "42 (ស្រី 17)");
        assert_eq!(fmt(count(0, 0, 0), &Notation::ENGLISH), "0 (0F)");
    }

    #[test]
    fn the_parts_are_never_more_than_the_whole() {
        assert_eq!(Count::new(3, 2, 2), None);
        assert_eq!(Count::new(3, u32::MAX, 4), None);
        let mut all = Count::default();
        for sex in [Some(Sex::Female), Some(Sex::Male), None] {
            all.add(sex);
        }
        assert_eq!(all.plus(count(2, 1, 0)), count(5, 2, 1));
    }
}
