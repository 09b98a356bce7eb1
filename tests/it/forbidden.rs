//! Words and topics that must not stand in a form, a page or a paper: `forbidden.toml` holds them and says why.
#![allow(clippy::unwrap_used, reason = "a test that cannot read the tree should stop")]

use std::collections::BTreeSet;
use std::path::Path;

use outreach_kit::domain::risk::RuleSet;
use outreach_kit::i18n::{self, Lang};

const LIST: &str = include_str!("forbidden.toml");

/// Areas of texts that families read.
const FAMILY: [&str; 7] = ["family", "intake", "receipt", "common", "says", "why", "lists"];

/// Something a person may read or fill in.
struct Place {
    room: &'static str,
    /// Key of the text, or path of the file.
    name: String,
    lang: Option<Lang>,
    text: String,
}

struct Topic {
    name: String,
    rooms: Vec<String>,
    en: Vec<String>,
    km: Vec<String>,
    but: Vec<String>,
}

fn list(table: &toml::Table, key: &str) -> Vec<String> {
    let list = table.get(key).unwrap().as_array().unwrap();
    list.iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

fn topics() -> Vec<Topic> {
    let file: toml::Table = LIST.parse().unwrap();
    let topics = file.get("topic").unwrap().as_array().unwrap().iter();
    topics
        .map(|topic| topic.as_table().unwrap())
        .map(|topic| Topic {
            name: topic.get("name").unwrap().as_str().unwrap().to_owned(),
            rooms: list(topic, "rooms"),
            en: list(topic, "en"),
            km: list(topic, "km"),
            but: topic.get("but").map_or_else(Vec::new, |but| {
                let but = but.as_array().unwrap().iter().map(|it| it.as_table().unwrap());
                but.inspect(|it| assert!(!it.get("reason").unwrap().as_str().unwrap().is_empty()))
                    .map(|it| it.get("in").unwrap().as_str().unwrap().to_owned())
                    .collect()
            }),
        })
        .collect()
}

/// Every text, each line under its key.
fn texts() -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for lang in Lang::ALL {
        for (area, source) in i18n::sources(lang) {
            let room = match *area {
                "safeguarding" | "room" => "focal",
                area if FAMILY.contains(&area) => "family",
                _ => "desk",
            };
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                match line.split_once('=').filter(|_| !line.starts_with([' ', '}'])) {
                    Some((key, text)) => places.push(Place {
                        room,
                        name: key.trim().to_owned(),
                        lang: Some(lang),
                        text: text.to_lowercase(),
                    }),
                    None => {
                        if let Some(place) = places.last_mut() {
                            place.text.push('\n');
                            place.text.push_str(&line.to_lowercase());
                        }
                    }
                }
            }
        }
    }
    places
}

fn files(base: &Path, folder: &str, room: &'static str, found: &mut Vec<Place>) {
    let has = |path: &Path, kind: &str| path.extension().is_some_and(|known| known == kind);
    for entry in std::fs::read_dir(base.join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(base).unwrap().to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            let is_focals = name.ends_with("/safeguarding") || name.ends_with("staff/room");
            let room = if is_focals { "focal" } else { room };
            files(base, &name, room, found);
        } else if name.ends_with("/texts.rs") {
            // A list of words that a test of its own looks for.
        } else if has(&path, "html") || has(&path, "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            // The name of an attribute: a button that cannot be pressed now.
            let text = text.replace(" disabled", "");
            let code = text.split("#[cfg(test)]").next().unwrap().lines();
            let code: Vec<&str> =
                code.filter(|line| !line.trim_start().starts_with("//")).collect();
            found.push(Place { room, name, lang: None, text: code.join("\n").to_lowercase() });
        }
    }
}

/// Pages and papers as they are written: names of fields, and what no text file holds.
fn forms() -> Vec<Place> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for (folder, room) in [
        ("templates/family", "family"),
        ("templates/staff", "desk"),
        ("src/web/family", "family"),
        ("src/web/staff", "desk"),
        ("src/domain/intake", "family"),
        ("src/papers", "desk"),
    ] {
        files(root, folder, room, &mut found);
    }
    assert!(50 < found.len(), "the tree was not found");
    found
}

/// The reasons that the focal reads beside a rule.
fn reasons() -> Vec<Place> {
    let reason = |code: &str, lang, text: &str| Place {
        room: "focal",
        name: code.to_owned(),
        lang: Some(lang),
        text: text.to_lowercase(),
    };
    let rules = RuleSet::embedded().rules().iter();
    rules
        .flat_map(|rule| {
            let text = rule.text();
            [reason(rule.code(), Lang::Km, &text.km), reason(rule.code(), Lang::En, &text.en)]
        })
        .collect()
}

/// Whether the word begins a word of the text.
fn begins(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).unwrap().chars().next_back();
        !before.is_some_and(char::is_alphabetic)
    })
}

#[test]
fn nothing_asks_or_says_what_the_facts_forbid() {
    let places: Vec<Place> = [texts(), forms(), reasons()].into_iter().flatten().collect();
    let mut broken = BTreeSet::new();
    let mut needed = BTreeSet::new();
    let topics = topics();
    for (topic, place) in topics.iter().flat_map(|topic| places.iter().map(move |it| (topic, it))) {
        if !topic.rooms.iter().any(|room| room == place.room) {
            continue;
        }
        let english = topic.en.iter().filter(|_| place.lang != Some(Lang::Km));
        let khmer = topic.km.iter().filter(|_| place.lang != Some(Lang::En));
        let found = english
            .filter(|word| begins(&place.text, word))
            .chain(khmer.filter(|word| place.text.contains(*word)));
        for word in found {
            let excepted = |but: &&String| {
                *but == &place.name || but.ends_with('/') && place.name.starts_with(but.as_str())
            };
            if let Some(but) = topic.but.iter().find(excepted) {
                needed.insert((&topic.name, but));
            } else {
                broken.insert(format!("{}: {word} ({})", place.name, topic.name));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    for topic in &topics {
        for but in &topic.but {
            assert!(
                needed.contains(&(&topic.name, but)),
                "{but} needs no exception ({})",
                topic.name
            );
        }
    }
}

#[test]
fn a_word_is_found_at_its_beginning_and_not_within_another() {
    assert!(begins("are you hiv positive", "hiv") && begins("orphans", "orphan"));
    assert!(!begins("the archive", "hiv") && !begins("of grapes", "rape"));
    let km = ["កំព្រា", "បោះបង់"];
    assert!(topics().iter().any(|topic| topic.km.iter().any(|word| km.contains(&word.as_str()))));
    assert!(topics().iter().all(|topic| {
        topic.km.iter().all(|word| outreach_kit::khmer::normalize(word) == *word)
    }));
}
