//! Arrows that are absent: what a room must never name. A failing line says the file and the word.
#![allow(clippy::unwrap_used, reason = "a test that cannot read the tree should stop")]

use std::path::{Path, PathBuf};

/// A rule: files under one of `rooms`, except `but`, never contain one of `words`.
struct Rule {
    rooms: &'static [&'static str],
    but: &'static [&'static str],
    words: &'static [&'static str],
}

const PURE: &[&str] = &["khmer", "domain", "typeset", "papers"];

const RULES: &[Rule] = &[
    Rule {
        rooms: PURE,
        but: &[],
        words: &[
            "axum::",
            "tokio::",
            "rusqlite::",
            "std::fs",
            "std::net",
            "std::env",
            "std::time",
            "crate::store",
            "crate::web",
            "crate::print",
            "crate::exchange",
            "crate::clock",
            "crate::app",
        ],
    },
    Rule { rooms: &["domain"], but: &[], words: &["serde::", "Serialize"] },
    Rule { rooms: &[""], but: &["store"], words: &["rusqlite::"] },
    Rule { rooms: &[""], but: &["typeset/pdf"], words: &["printpdf::", "lopdf::"] },
    Rule { rooms: &[""], but: &["typeset/shape.rs"], words: &["harfrust::"] },
    Rule { rooms: &[""], but: &["typeset/qr.rs"], words: &["qrcode::"] },
    // What people read is formatted in one place; files for other programs have their own forms.
    Rule {
        rooms: &[""],
        but: &["i18n/dates.rs", "exchange/", "store/backup/"],
        words: &[".strftime("],
    },
    Rule { rooms: &[""], but: &["khmer/collate.rs"], words: &["icu_collator::"] },
    Rule {
        rooms: &[""],
        but: &["seal"],
        words: &[
            "argon2::",
            "hmac::",
            "sha2::",
            "x25519_dalek::",
            "chacha20poly1305::",
            "getrandom::",
            "rcgen::",
            "rustls::",
        ],
    },
    Rule {
        rooms: &[""],
        but: &["clock.rs"],
        words: &["Timestamp::now(", "SystemTime::now(", "Zoned::now("],
    },
    Rule {
        rooms: &[""],
        but: &["config.rs"],
        words: &["env::var", "env::temp_dir", "env::current_exe"],
    },
    Rule {
        rooms: &["web/family"],
        but: &[],
        words: &["web::staff", "super::staff", "safeguarding"],
    },
    Rule {
        rooms: &["store", "acts", "domain", "seal"],
        but: &[],
        words: &["StatusCode", "askama", "crate::web"],
    },
    Rule {
        rooms: &["web"],
        but: &[],
        words: &["INSERT INTO", "SELECT ", "UPDATE ", "DELETE FROM"],
    },
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The code of a file: without comments and without the tests at its end.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap();
    let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_room_names_what_it_must_not() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    assert!(all.len() > 50, "the tree was not found");
    let mut broken = Vec::new();
    for file in all {
        let name = file.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
        let code = code(&std::fs::read_to_string(&file).unwrap());
        for rule in RULES {
            let applies = rule.rooms.iter().any(|room| name.starts_with(room));
            if !applies || rule.but.iter().any(|but| name.starts_with(but)) {
                continue;
            }
            broken.extend(
                rule.words
                    .iter()
                    .filter(|word| code.contains(*word))
                    .map(|word| format!("{name}: {word}")),
            );
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Names of the store's functions that take a savepoint: those that write.
fn writing(store: &Path) -> Vec<String> {
    let mut all = Vec::new();
    files(store, &mut all);
    let mut names = Vec::new();
    for file in all {
        let code = code(&std::fs::read_to_string(&file).unwrap());
        let noun = match file.file_stem().unwrap().to_str().unwrap() {
            "mod" => file.parent().unwrap().file_name().unwrap().to_str().unwrap(),
            stem => stem,
        };
        for function in code.split("pub fn ").skip(1) {
            let (name, rest) = function.split_once('(').unwrap();
            if rest.trim_start().starts_with("sp: &Savepoint") {
                names.push(format!("{noun}::{name}"));
            }
        }
    }
    names
}

#[test]
fn a_door_changes_nothing_but_by_an_act() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let writes = writing(&source.join("store"));
    assert!(writes.len() > 30, "the store's verbs were not found: {writes:?}");
    let mut doors = Vec::new();
    files(&source.join("web"), &mut doors);
    let mut direct = Vec::new();
    for file in doors {
        let code = code(&std::fs::read_to_string(&file).unwrap());
        direct.extend(
            writes
                .iter()
                .filter(|verb| code.contains(&format!("{verb}(")))
                .map(|verb| format!("{}: {verb}", file.display())),
        );
    }
    assert!(direct.is_empty(), "{direct:#?}");
}

#[test]
fn the_writers_key_word_is_only_in_the_writer() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    for file in all {
        let code = code(&std::fs::read_to_string(&file).unwrap());
        let opens = code.matches("Connection::open").count();
        let is_store = file.ends_with("store/mod.rs");
        assert!(opens == 0 || is_store, "{} opens a connection", file.display());
    }
}
