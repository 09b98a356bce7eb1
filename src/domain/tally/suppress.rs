//! Small numbers are people: what a table must not say, and what must not follow from the rest of it.

/// From so many on a number is shown.
pub const SMALLEST: u32 = 5;

/// How a number stands in a table that leaves the focal's hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As it is: 0, or [`SMALLEST`] and more.
    Number(u32),
    /// `<5`: 1 to 4.
    Small,
    /// Left out, since a small one would follow from it.
    Withheld,
}

impl Shown {
    /// The number, where it is shown.
    pub fn number(self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(number),
            Self::Small | Self::Withheld => None,
        }
    }

    /// The cell, in ASCII digits: `12`, `<5`, or a dash, which a note under the table explains.
    pub fn text(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Small => format!("<{SMALLEST}"),
            Self::Withheld => "–".to_owned(),
        }
    }

    /// Whether a reader of this cell could believe in `number`, knowing how tables are made.
    fn allows(self, number: i64) -> bool {
        let smallest = i64::from(SMALLEST);
        match self {
            Self::Number(shown) => i64::from(shown) == number,
            Self::Small => 0 < number && number < smallest,
            Self::Withheld => number == 0 || smallest <= number,
        }
    }
}

/// One cell is the sum of others, in this table or in another one that the same readers get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The cell that holds the sum.
    pub total: usize,
    /// The cells that are summed.
    pub parts: Vec<usize>,
}

/// Hides 1 to 4, and as many other cells as it takes for every hidden one to have at least two possible values, given
/// everything that is shown and every sum.
///
/// `values` are the cells of all tables that the same readers get, and `published` those of them, from the first on,
/// that stand in a report already given away: they stay as they are. A table that cannot be made safe any more beside
/// those is withheld whole.
pub fn suppress(values: &[u32], sums: &[Sum], published: &[Shown]) -> Vec<Shown> {
    let mut shown: Vec<Shown> = values.iter().map(|value| alone(*value)).collect();
    for (cell, already) in shown.iter_mut().zip(published) {
        *cell = *already;
    }
    let table = Table { values, sums };
    while let Some(bare) = (0..shown.len()).find(|at| table.is_bare(&shown, *at)) {
        let Some(next) = table.to_withhold(&shown, bare, published.len()) else {
            // What is new is not to add to what is known.
            for (cell, value) in shown.iter_mut().zip(values).skip(published.len()) {
                *cell = match alone(*value) {
                    Shown::Number(0) => Shown::Number(0),
                    Shown::Number(_) | Shown::Withheld => Shown::Withheld,
                    Shown::Small => Shown::Small,
                };
            }
            break;
        };
        if let Some(cell) = shown.get_mut(next) {
            *cell = Shown::Withheld;
        }
    }
    shown
}

fn alone(value: u32) -> Shown {
    if (1..SMALLEST).contains(&value) { Shown::Small } else { Shown::Number(value) }
}

struct Table<'a> {
    values: &'a [u32],
    sums: &'a [Sum],
}

impl Table<'_> {
    /// A hidden cell for which nothing but its own value could be found.
    fn is_bare(&self, shown: &[Shown], at: usize) -> bool {
        let hidden = shown.get(at).is_some_and(|cell| cell.number().is_none());
        hidden
            && ![1, -1, 2, -2, 3, -3, 5, -5, 6, -6].into_iter().any(|by| self.moves(shown, at, by))
    }

    /// Whether the cell could be other by so much, with others moved to make up for it: each at most once.
    fn moves(&self, shown: &[Shown], at: usize, by: i64) -> bool {
        let mut moved = vec![0_i64; shown.len()];
        self.shift(shown, &mut moved, at, by)
    }

    fn value(&self, at: usize) -> i64 {
        self.values.get(at).copied().map_or(0, i64::from)
    }

    fn shift(&self, shown: &[Shown], moved: &mut [i64], at: usize, by: i64) -> bool {
        let fits = shown.get(at).is_some_and(|cell| cell.allows(self.value(at) + by));
        if !fits {
            return false;
        }
        let Some(cell) = moved.get_mut(at) else { return false };
        *cell = by;
        if self.mends(shown, moved) {
            return true;
        }
        if let Some(cell) = moved.get_mut(at) {
            *cell = 0;
        }
        false
    }

    /// Makes every sum whole again by moving cells that have not moved yet.
    fn mends(&self, shown: &[Shown], moved: &mut [i64]) -> bool {
        let of = |moved: &[i64], at: usize| moved.get(at).copied().unwrap_or(0);
        let off = |moved: &[i64], sum: &Sum| {
            sum.parts.iter().map(|at| of(moved, *at)).sum::<i64>() - of(moved, sum.total)
        };
        let Some(sum) = self.sums.iter().find(|sum| off(moved, sum) != 0) else { return true };
        let off = off(moved, sum);
        let parts = sum.parts.iter().map(|at| (*at, -off));
        let cells: Vec<(usize, i64)> = parts.chain([(sum.total, off)]).collect();
        cells.into_iter().any(|(at, by)| of(moved, at) == 0 && self.shift(shown, moved, at, by))
    }

    /// The cell whose loss costs the reader least and may hide `bare`: the smallest number that shares a sum with a
    /// hidden cell, a total only where no part is left. A 0 hides nobody and stays.
    fn to_withhold(&self, shown: &[Shown], bare: usize, published: usize) -> Option<usize> {
        let is_open = |at: usize| {
            let number = shown.get(at).and_then(|cell| cell.number());
            published <= at && number.is_some_and(|number| 0 < number)
        };
        let touches = |at: usize, other: usize| {
            self.sums.iter().any(|sum| {
                let has = |cell| sum.total == cell || sum.parts.contains(&cell);
                has(at) && has(other)
            })
        };
        let is_total = |at: usize| self.sums.iter().any(|sum| sum.total == at);
        let cost = |at: &usize| (is_total(*at), self.value(*at), *at);
        let near =
            (0..shown.len()).filter(|at| is_open(*at) && touches(*at, bare)).min_by_key(cost);
        near.or_else(|| (0..shown.len()).filter(|at| is_open(*at)).min_by_key(cost))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Cells 0.. are parts, the last is their total.
    fn one_row(parts: &[u32]) -> (Vec<u32>, Vec<Sum>) {
        let mut values = parts.to_vec();
        values.push(parts.iter().sum());
        let sum = Sum { total: parts.len(), parts: (0..parts.len()).collect() };
        (values, vec![sum])
    }

    /// A row for each event and one for all of them, each with its total: `columns + 1` cells a row.
    fn events(rows: &[Vec<u32>]) -> (Vec<u32>, Vec<Sum>) {
        let columns = rows.first().map_or(0, Vec::len);
        let all = (0..columns).map(|at| rows.iter().map(|row| row[at]).sum()).collect();
        let width = columns + 1;
        let mut values = Vec::new();
        let mut sums = Vec::new();
        for row in rows.iter().chain([&all]) {
            let first = values.len();
            values.extend(row);
            values.push(row.iter().sum());
            sums.push(Sum { total: first + columns, parts: (first..first + columns).collect() });
        }
        for column in 0..width {
            let parts = (0..rows.len()).map(|row| row * width + column).collect();
            sums.push(Sum { total: rows.len() * width + column, parts });
        }
        (values, sums)
    }

    fn texts(parts: &[u32]) -> Vec<String> {
        let (values, sums) = one_row(parts);
        suppress(&values, &sums, &[]).into_iter().map(Shown::text).collect()
    }

    #[test]
    fn a_small_number_is_hidden_and_does_not_follow_from_the_total() {
        assert_eq!(texts(&[12, 7, 0]), ["12", "7", "0", "19"]);
        assert_eq!(texts(&[12, 7, 3]), ["12", "–", "<5", "22"]);
        assert_eq!(texts(&[0, 0, 3]), ["0", "0", "<5", "<5"]);
        assert_eq!(texts(&[12, 2, 3]), ["12", "<5", "<5", "17"]);
        // 1 and 1 of 14: the total gives both away, since two that are not 0 are at least 2.
        assert_eq!(texts(&[12, 1, 1]), ["–", "<5", "<5", "14"]);
    }

    /// What a reader can work out, by trying every value: the hidden cells' possible values. Independent of the
    /// moves by which cells are hidden.
    fn possible(values: &[u32], sums: &[Sum], shown: &[Shown]) -> Vec<BTreeSet<u32>> {
        let totals: BTreeSet<usize> = sums.iter().map(|sum| sum.total).collect();
        let leaves: Vec<usize> = (0..values.len()).filter(|at| !totals.contains(at)).collect();
        let mut found = vec![BTreeSet::new(); values.len()];
        let mut tried = values.to_vec();
        each(&leaves, sums, shown, &mut tried, &mut found);
        found
    }

    fn each(
        leaves: &[usize],
        sums: &[Sum],
        shown: &[Shown],
        tried: &mut Vec<u32>,
        found: &mut [BTreeSet<u32>],
    ) {
        let Some((leaf, rest)) = leaves.split_first() else {
            for sum in sums {
                tried[sum.total] = sum.parts.iter().map(|at| tried[*at]).sum();
            }
            let fits =
                shown.iter().zip(tried.iter()).all(|(cell, value)| cell.allows(i64::from(*value)));
            if fits {
                for (values, value) in found.iter_mut().zip(tried.iter()) {
                    values.insert(*value);
                }
            }
            return;
        };
        let range = match shown[*leaf] {
            Shown::Number(value) => value..=value,
            Shown::Small => 1..=4,
            Shown::Withheld => 0..=16,
        };
        for value in range.filter(|value| shown[*leaf].allows(i64::from(*value))) {
            tried[*leaf] = value;
            each(rest, sums, shown, tried, found);
        }
    }

    fn check(values: &[u32], sums: &[Sum], shown: &[Shown]) {
        let possible = possible(values, sums, shown);
        for ((cell, value), possible) in shown.iter().zip(values).zip(possible) {
            assert!(
                possible.contains(value),
                "{values:?} {shown:?}: the truth itself is not possible"
            );
            assert!(
                !(1..SMALLEST).contains(value) || *cell == Shown::Small,
                "{values:?} {shown:?}"
            );
            assert!(
                cell.number().is_some() || 2 <= possible.len(),
                "{values:?} {shown:?}: only {possible:?}"
            );
        }
    }

    /// Every row of three small numbers.
    #[test]
    fn no_row_lets_a_hidden_number_be_worked_out() {
        for parts in (0..9).flat_map(|a| (0..9).flat_map(move |b| (0..9).map(move |c| [a, b, c]))) {
            let (values, sums) = one_row(&parts);
            check(&values, &sums, &suppress(&values, &sums, &[]));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn no_events_and_their_sums_let_a_hidden_number_be_worked_out(
            rows in prop::collection::vec(prop::collection::vec(0..9_u32, 2), 1..=2),
        ) {
            let (values, sums) = events(&rows);
            check(&values, &sums, &suppress(&values, &sums, &[]));
        }
    }
}
