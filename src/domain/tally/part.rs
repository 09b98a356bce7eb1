//! The event report's part about safeguarding: by level only, no categories, no places, small numbers hidden.

use super::suppress::{SMALLEST, Shown, Sum, suppress};
use crate::domain::safeguarding::Level;

/// Children of one level, as the focal's room counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referred {
    /// The level a focal confirmed.
    pub level: Level,
    /// Children referred with it.
    pub children: u32,
    /// Those of them who were contacted within the level's clock; never more than `children`.
    pub in_time: u32,
}

/// What the report says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeguardingPart {
    /// Levels with a clock, the most urgent first, those with nobody too.
    pub rows: Vec<ReferredRow>,
    /// All of them together.
    pub total: Shown,
}

/// One level's line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferredRow {
    /// The level.
    pub level: Level,
    /// Children referred.
    pub children: Shown,
    /// How many of a hundred were contacted within the level's clock.
    pub in_time: InTime,
}

/// A share, where one may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTime {
    /// Nobody was referred.
    Nobody,
    /// Of a hundred, rounded down, so that 100 means everybody.
    Percent(u32),
    /// The base is hidden, or a small number would follow: how many were, or how many were not.
    Withheld,
}

/// Levels whose clock runs.
const CLOCKED: [Level; 3] = [Level::High, Level::Medium, Level::Low];

/// The part of one event's report from its counts; several counts of one level add up.
pub fn safeguarding_part(counts: &[Referred]) -> SafeguardingPart {
    let sums = CLOCKED.map(|level| {
        let its = counts.iter().filter(|count| count.level == level);
        its.fold((0, 0), |(all, soon), count| (all + count.children, soon + count.in_time))
    });
    let mut values: Vec<u32> = sums.iter().map(|(all, _)| *all).collect();
    let total = values.len();
    values.push(values.iter().sum());
    let mut shown = suppress(&values, &[Sum { total, parts: (0..total).collect() }], &[]);
    let total = shown.pop().unwrap_or(Shown::Withheld);
    let rows = CLOCKED.into_iter().zip(shown).zip(sums);
    let rows = rows.map(|((level, children), (_, in_time))| ReferredRow {
        level,
        children,
        in_time: share(children, in_time),
    });
    SafeguardingPart { rows: rows.collect(), total }
}

fn share(base: Shown, in_time: u32) -> InTime {
    let Shown::Number(base) = base else { return InTime::Withheld };
    if base == 0 {
        return InTime::Nobody;
    }
    let in_time = in_time.min(base);
    let small = |number: u32| (1..SMALLEST).contains(&number);
    // Base and share together are the number itself.
    if small(in_time) || small(base - in_time) {
        return InTime::Withheld;
    }
    InTime::Percent(u32::try_from(u64::from(in_time) * 100 / u64::from(base)).unwrap_or(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(counts: [(u32, u32); 3]) -> (Vec<(String, InTime)>, String) {
        let counts = CLOCKED.into_iter().zip(counts);
        let counts: Vec<_> = counts
            .map(|(level, (children, in_time))| Referred { level, children, in_time })
            .collect();
        let part = safeguarding_part(&counts);
        let rows = part.rows.iter().map(|row| (row.children.text(), row.in_time)).collect();
        (rows, part.total.text())
    }

    fn row(children: &str, in_time: InTime) -> (String, InTime) {
        (children.to_owned(), in_time)
    }

    #[test]
    fn levels_stand_by_urgency_with_their_share_in_time() {
        let (rows, total) = part([(5, 5), (20, 10), (0, 0)]);
        let expected = [
            row("5", InTime::Percent(100)),
            row("20", InTime::Percent(50)),
            row("0", InTime::Nobody),
        ];
        assert_eq!((rows.as_slice(), total.as_str()), (&expected[..], "25"));
    }

    #[test]
    fn a_share_of_a_hidden_base_is_hidden() {
        let (rows, total) = part([(2, 2), (20, 10), (30, 30)]);
        let expected = [
            row("<5", InTime::Withheld),
            row("–", InTime::Withheld),
            row("30", InTime::Percent(100)),
        ];
        assert_eq!((rows.as_slice(), total.as_str()), (&expected[..], "52"));
    }

    #[test]
    fn a_share_that_tells_a_small_number_is_hidden() {
        let (rows, _) = part([(20, 19), (20, 3), (20, 0)]);
        let expected = [
            row("20", InTime::Withheld),
            row("20", InTime::Withheld),
            row("20", InTime::Percent(0)),
        ];
        assert_eq!(rows, expected);
    }

    /// Whoever reads base and share can work back the number in time; it is never 1 to 4, nor is the rest.
    #[test]
    fn no_share_tells_a_small_number() {
        for (base, in_time) in (0..60).flat_map(|base| (0..=base).map(move |soon| (base, soon))) {
            let (rows, _) = part([(base, in_time), (0, 0), (0, 0)]);
            let told = matches!(rows.first(), Some((_, InTime::Percent(_))));
            let small = |number: u32| (1..SMALLEST).contains(&number);
            assert!(!told || !(small(base) || small(in_time) || small(base - in_time)));
        }
    }

    #[test]
    fn who_needs_nothing_is_not_referred() {
        let none = Referred { level: Level::NoAction, children: 90, in_time: 0 };
        let part = safeguarding_part(&[none]);
        assert_eq!((part.rows.len(), part.total), (3, Shown::Number(0)));
    }
}
