//! The table in `compared.md`: this rule beside `OpenCRVS`'s, on pairs made anew from a seed.

use super::generated::{Chance, PAIRS};
use super::{BirthDate, Known, Names, Question, Sex, compare};
use jiff::Span;
use std::fmt::Write as _;

const TABLE: &str = include_str!("compared.md");

/// One sort of pairs: what it is called, whether both records are one child, whether they have one mother, and how the
/// second is made from the first.
type Sort = (&'static str, bool, bool, fn(&mut Chance, &Known) -> Known);

const SORTS: [Sort; 11] = [
    ("entered twice, spelt alike", true, true, |_, known| known.clone()),
    ("entered twice, names spelt otherwise", true, true, respelt),
    ("entered twice, respelt, once without the mother", true, true, |chance, known| Known {
        mother: None,
        ..respelt(chance, known)
    }),
    ("entered twice, respelt, once in Latin letters only", true, true, |chance, known| {
        let latin = |names: &Names| Names { khmer: String::new(), latin: names.latin.clone() };
        let again = respelt(chance, known);
        Known { child: latin(&again.child), mother: again.mother.as_ref().map(latin), ..again }
    }),
    ("entered twice, respelt, a day apart", true, true, |chance, known| {
        moved(respelt(chance, known), 1)
    }),
    ("entered twice, respelt, three years apart", true, true, |chance, known| {
        moved(respelt(chance, known), 1096)
    }),
    ("twins of one sex", false, true, |chance, known| Known {
        sex: known.sex,
        ..chance.twin(known)
    }),
    ("twins of both sexes", false, true, |chance, known| Known {
        sex: known.sex.map(|sex| if sex == Sex::Female { Sex::Male } else { Sex::Female }),
        ..chance.twin(known)
    }),
    ("brothers and sisters, a year or more apart", false, true, Chance::sibling),
    ("the same name and day in another province", false, false, Chance::namesake),
    ("nothing in common", false, false, |chance, _| chance.record()),
];

fn respelt(chance: &mut Chance, known: &Known) -> Known {
    let mother = known.mother.as_ref().map(|mother| chance.misspelt(mother));
    Known { child: chance.misspelt(&known.child), mother, ..known.clone() }
}

fn moved(known: Known, days: i32) -> Known {
    let day = known.birth.and_then(BirthDate::day).unwrap();
    Known { birth: Some(day.saturating_add(Span::new().days(days)).into()), ..known }
}

/// `OpenCRVS`'s three conditions as its sources have them, mid-2026: any one makes a potential duplicate. A mother's
/// date of birth, which they need and these records lack, is taken to tell mothers apart without a mistake.
fn flagged_by_open_crvs(one: &Known, other: &Known, is_one_mother: bool) -> bool {
    let (Some(mother), Some(other_mother)) = (&one.mother, &other.mother) else { return false };
    let days = one.birth.and_then(BirthDate::day).zip(other.birth.and_then(BirthDate::day));
    let Some(apart) = days.map(|(one, other)| (one - other).get_days().unsigned_abs()) else {
        return false;
    };
    let mothers = is_one_mother && is_fuzzy(mother, other_mother);
    let equal = |a: &str, b: &str| !a.is_empty() && a == b;
    let is_equal =
        equal(&one.child.khmer, &other.child.khmer) || equal(&one.child.latin, &other.child.latin);
    mothers
        && (apart <= 5 && is_fuzzy(&one.child, &other.child)
            || apart <= 270
            || apart <= 1095 && is_equal)
}

/// Any word of one name is found in the other, with as many slips as its length allows.
fn is_fuzzy(one: &Names, other: &Names) -> bool {
    let words = |one: &str, other: &str| {
        one.split_whitespace().any(|word| {
            let edits = match word.chars().count() {
                0..=3 => 0,
                4..=6 => 1,
                _ => 2,
            };
            other.split_whitespace().any(|second| strsim::osa_distance(word, second) <= edits)
        })
    };
    words(&one.khmer, &other.khmer) || words(&one.latin.to_lowercase(), &other.latin.to_lowercase())
}

/// The rows of the table, as they come out now.
fn rows() -> String {
    let mut rows = String::new();
    for (seed, (name, is_same, is_one_mother, second)) in (1..).zip(SORTS) {
        let mut chance = Chance(20_261_122 + seed);
        let (mut same, mut twins, mut theirs) = (0, 0, 0);
        for _ in 0..PAIRS {
            let one = chance.record();
            let other = second(&mut chance, &one);
            match compare(&one, &other).question() {
                Some(Question::SameChild) => same += 1,
                Some(Question::Twins) => twins += 1,
                None => {}
            }
            theirs += usize::from(flagged_by_open_crvs(&one, &other, is_one_mother));
        }
        let right = if is_same { "yes" } else { "no" };
        writeln!(rows, "| {name} | {right} | {same} | {twins} | {theirs} |").unwrap();
    }
    rows
}

#[test]
fn the_table_says_what_comes_out() {
    let rows = rows();
    assert!(TABLE.ends_with(&rows), "compared.md should end with\n{rows}");
}
