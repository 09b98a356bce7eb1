//! The table of threats: each has a row, and every test that a row names is there.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a table that cannot be read should stop the test"
)]

use std::collections::BTreeSet;
use std::path::Path;

const TABLE: &str = include_str!("../../src/web/threats.md");

/// T1 to T27, as they were listed.
const THREATS: u32 = 27;

/// The cells of every row whose first is no head.
fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    let lines = TABLE.lines().filter(|line| line.starts_with("| ") && !line.contains("| tests |"));
    lines.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
}

/// What stands between back quotes.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The text of a module of this directory, as a file or a folder.
fn module(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let below = path.replace("::", "/");
    let file = root.join(format!("{below}.rs"));
    let file = if file.is_file() { file } else { root.join(below).join("mod.rs") };
    std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("no module {path}"))
}

/// What `.ci/run` runs, without its remarks.
fn commands() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../.ci/run").lines().map(str::trim);
    lines.filter(|line| !line.starts_with('#'))
}

pub(crate) fn is_there(name: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if let Some(line) = name.strip_prefix(".ci/run ") {
        return commands().any(|command| command.contains(line));
    }
    let (place, test) = name.rsplit_once("::").unwrap_or_else(|| panic!("where is {name}?"));
    let source = match place.strip_prefix("src/") {
        Some(_) => {
            let file = root.join(place);
            let beside = file.with_file_name("tests.rs");
            let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
            read(&file) + &read(&beside)
        }
        None => module(place),
    };
    // A test, not some function of that name.
    source.split("fn ").zip(source.split("fn ").skip(1)).any(|(before, after)| {
        let is_it = after.strip_prefix(test).is_some_and(|rest| rest.starts_with('('));
        is_it
            && before.rsplit("}\n").next().is_some_and(|marks| {
                let is_test = marks.contains("#[test]") || marks.contains("#[tokio::test");
                is_test && !marks.contains("#[ignore")
            })
    })
}

#[test]
fn every_threat_has_a_row_and_every_test_it_names_is_there() {
    let mut threats = BTreeSet::new();
    for row in rows() {
        let tests = quoted(row.last().unwrap());
        assert!(!tests.is_empty(), "no test: {row:?}");
        for test in tests {
            assert!(is_there(test), "there is no test {test}: {row:?}");
        }
        if let Some(number) = row.first().and_then(|cell| cell.strip_prefix('T')) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(threats.insert(number.parse::<u32>().unwrap()), "twice: {row:?}");
        }
    }
    assert_eq!(threats, (1..=THREATS).collect());
}

#[test]
fn whatever_is_built_is_built_of_the_locked_versions() {
    let builds = commands().flat_map(|line| {
        let one = line.split("cargo ").skip(1);
        one.filter(|words| {
            let verb = words.split_whitespace().next().unwrap_or_default();
            ["build", "test", "run", "clippy", "doc", "bench", "fetch", "install"].contains(&verb)
        })
    });
    let builds: Vec<_> = builds.collect();
    assert!(6 <= builds.len(), "{builds:?}");
    for build in builds {
        assert!(build.contains("--locked"), "cargo {build}");
    }
}

#[test]
fn a_test_that_is_not_there_is_noticed() {
    assert!(!is_there(".ci/run no such command"));
    assert!(!is_there("doors::no_such_test_stands_here"));
    assert!(!is_there("harness::start"), "no test");
    assert!(is_there("threats::a_test_that_is_not_there_is_noticed"));
}
