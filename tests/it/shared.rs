//! Reference data that may not travel with the program: looked at where `OUTREACH_KIT_SHARED_DATA` names its folder.
//! Without it these tests say that they looked at nothing.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot read its data should stop"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use outreach_kit::domain::duplicate::{
    Known, Names, POSSIBLE, PROBABLE, Sex, Verdict, VillageCode, block_keys, compare,
};
use outreach_kit::khmer;

/// The rows of a file by the names of their columns; none without the folder.
fn rows(file: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let Some(folder) = std::env::var_os("OUTREACH_KIT_SHARED_DATA").map(PathBuf::from) else {
        println!("skipped: OUTREACH_KIT_SHARED_DATA names no folder with {file}");
        return None;
    };
    let mut reader = csv::Reader::from_path(folder.join(file)).unwrap();
    Some(reader.deserialize().map(Result::unwrap).collect())
}

#[test]
fn every_reference_spelling_is_normalised_as_expected() {
    let Some(rows) = rows("khmer_normalise_dev.csv") else { return };
    assert!(100 < rows.len());
    let text = |hex: &str| -> String {
        hex.split_whitespace()
            .map(|point| char::from_u32(u32::from_str_radix(point, 16).unwrap()).unwrap())
            .collect()
    };
    let mut wrong = Vec::new();
    for row in rows.iter().filter(|row| row["profile"] != "KES-only") {
        let (input, expected) = (text(&row["input_hex"]), text(&row["expected_hex"]));
        if khmer::normalize(&input) != expected {
            wrong.push(format!("{} ({})", row["input"], row["category"]));
        }
        assert_eq!(khmer::normalize(&expected), expected, "a normal form is its own");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

struct Pair {
    is_same: bool,
    score: f64,
    verdict: Verdict,
    is_found: bool,
}

fn pairs() -> Option<Vec<Pair>> {
    let rows = rows("dup_pairs_dev.csv")?;
    let known = |row: &BTreeMap<String, String>, side: &str| {
        let get = |name: &str| row[&format!("{side}_{name}")].clone();
        let mother = Names { khmer: get("mother_kh"), latin: get("mother_lat") };
        Known {
            child: Names { khmer: get("child_kh"), latin: get("child_lat") },
            sex: match get("sex").to_lowercase().chars().next() {
                Some('f') => Some(Sex::Female),
                Some('m') => Some(Sex::Male),
                _ => None,
            },
            birth: get("dob").parse::<jiff::civil::Date>().ok().map(Into::into),
            mother: Some(mother).filter(|m| !m.khmer.is_empty() || !m.latin.is_empty()),
            village: VillageCode::parse(&get("village_code")).ok(),
        }
    };
    let pair = |row: &BTreeMap<String, String>| {
        let (one, other) = (known(row, "a"), known(row, "b"));
        let likeness = compare(&one, &other);
        let keys = block_keys(&other);
        Pair {
            is_same: row["label"] == "same",
            score: likeness.score,
            verdict: likeness.verdict,
            is_found: block_keys(&one).iter().any(|key| keys.contains(key)),
        }
    };
    Some(rows.iter().map(pair).collect())
}

/// Precision and recall of "one child" at a line.
fn at<'a>(line: f64, pairs: impl Iterator<Item = &'a Pair>) -> (f64, f64) {
    let (mut hits, mut alarms, mut missed) = (0_u32, 0_u32, 0_u32);
    for pair in pairs {
        match (line <= pair.score, pair.is_same) {
            (true, true) => hits += 1,
            (true, false) => alarms += 1,
            (false, true) => missed += 1,
            (false, false) => {}
        }
    }
    let of = |rest: u32| f64::from(hits) / f64::from((hits + rest).max(1));
    (of(alarms), of(missed))
}

#[test]
fn pairs_of_the_reference_set_are_told_apart() {
    let Some(pairs) = pairs() else { return };
    let possible = at(POSSIBLE, pairs.iter());
    let probable = at(PROBABLE, pairs.iter());
    println!("possible {possible:?}, probable {probable:?}");
    assert!(0.98 <= possible.0 && 0.98 <= possible.1, "{possible:?}");
    assert!(0.995 <= probable.0 && 0.975 <= probable.1, "{probable:?}");
    assert!(pairs.iter().filter(|pair| pair.is_same).all(|pair| pair.is_found));
    let probable = pairs.iter().filter(|pair| pair.verdict == Verdict::Probable);
    assert!(probable.clone().count() > 0);
}

/// The line that does best on nine tenths of the pairs, tried on the tenth that was left out, ten times over. Only the
/// line is chosen anew each time: the weights were set by hand with the whole set in view.
#[test]
fn the_line_holds_on_pairs_it_was_not_chosen_by() {
    let Some(pairs) = pairs() else { return };
    let lines = || (0..=32).map(|step| 6.0 + 0.25 * f64::from(step));
    let fold = |index: usize| index * 7 % 10;
    let mut left_out: Vec<Pair> = Vec::new();
    for out in 0..10 {
        let seen = || {
            pairs.iter().enumerate().filter(|(index, _)| fold(*index) != out).map(|(_, pair)| pair)
        };
        let worth = |line: f64| {
            let (precision, recall) = at(line, seen());
            2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
        };
        let best = lines().max_by(|one, other| worth(*one).total_cmp(&worth(*other))).unwrap();
        // Scored from the chosen line, so that all folds can be counted together.
        left_out.extend(
            pairs
                .iter()
                .enumerate()
                .filter(|(index, _)| fold(*index) == out)
                .map(|(_, pair)| Pair { score: pair.score - best, ..*pair }),
        );
    }
    let held = at(0.0, left_out.iter());
    println!("cross-validated {held:?}");
    assert!(0.98 <= held.0 && 0.98 <= held.1, "{held:?}");
}
