//! Both languages are whole: same keys, same variables, none broken, none unused.
#![allow(
    clippy::unwrap_used,
    clippy::iter_over_hash_type,
    reason = "a test that cannot read the tree should stop; sets are compared"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use outreach_kit::i18n::{self, Lang};

/// Key to the variables its text uses.
fn texts(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (area, source) in i18n::sources(lang) {
        let mut key = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|(name, _)| is_key(name)) {
                name.clone_into(&mut key);
                let twice = all.insert(key.clone(), BTreeSet::new());
                assert!(twice.is_none(), "{key} stands twice ({area}, {})", lang.code());
            } else if let Some((name, _)) = line.split_once('=').filter(|(name, _)| is_key(name)) {
                name.clone_into(&mut key);
                all.insert(key.clone(), BTreeSet::new());
            }
            if let Some(variables) = all.get_mut(&key) {
                variables.extend(line.split('$').skip(1).map(|rest| {
                    let end =
                        rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
                    let name = rest.get(..end.unwrap_or(rest.len())).unwrap();
                    name.trim_end_matches("-shown").to_owned()
                }));
            }
        }
    }
    all
}

fn is_key(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_variables() {
    let (km, en) = (texts(Lang::Km), texts(Lang::En));
    let only = |one: &BTreeMap<String, _>, other: &BTreeMap<String, _>| {
        one.keys().filter(|key| !other.contains_key(*key)).cloned().collect::<Vec<_>>()
    };
    assert!(only(&km, &en).is_empty(), "only in Khmer: {:?}", only(&km, &en));
    assert!(only(&en, &km).is_empty(), "only in English: {:?}", only(&en, &km));
    for (key, variables) in &km {
        assert_eq!(variables, en.get(key).unwrap(), "variables of {key}");
    }
}

#[test]
fn every_text_can_be_read() {
    for lang in Lang::ALL {
        for (area, source) in i18n::sources(lang) {
            let parsed = fluent_bundle::FluentResource::try_new((*source).to_owned());
            assert!(
                parsed.is_ok(),
                "{area} ({}): {:?}",
                lang.code(),
                parsed.err().map(|(_, errors)| errors)
            );
        }
        for key in texts(lang).keys() {
            assert!(i18n::has(lang, key), "{key} ({})", lang.code());
        }
    }
}

/// Every text key that Rust or a template names literally.
fn named() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    let mut folders = vec![root.join("src"), root.join("templates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "html") {
                let text = std::fs::read_to_string(&path).unwrap();
                for call in ["ui.t(\"", "ui.o(\"", "ui.t1(\"", "ui.o1(\"", "ui.t2(\""] {
                    found.extend(
                        text.split(call)
                            .skip(1)
                            .map(|rest| rest.split('"').next().unwrap().to_owned()),
                    );
                }
            }
        }
    }
    found
}

#[test]
fn every_text_a_page_names_exists() {
    let known = texts(Lang::En);
    let missing: Vec<_> = named().into_iter().filter(|key| !known.contains_key(key)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// How browsers name the way past a warning, and how people speak of it, in both languages.
const PAST_A_WARNING: [&str; 20] = [
    "proceed",
    "continue anyway",
    "go on anyway",
    "the warning",
    "this warning",
    "accept the risk",
    "advanced",
    "visit this website",
    "unsafe",
    "not private",
    "exception",
    "click through",
    "trust this",
    "self-signed",
    "បន្តទោះ",
    "ទទួលយកហានិភ័យ",
    "រំលងការព្រមាន",
    "កុំខ្វល់",
    "មិនអើពើ",
    "គ្មានសុវត្ថិភាព",
];

#[test]
fn nobody_is_told_to_click_through_a_warning() {
    let texts = Lang::ALL.iter().flat_map(|lang| i18n::sources(*lang));
    for (file, source) in texts {
        let source = source.to_lowercase();
        for words in PAST_A_WARNING {
            assert!(!source.contains(words), "{file}: {words}");
        }
    }
}

/// One thing has one name. Only the Wi-Fi has a password; what opens the kit or the sealed notes is a passphrase.
#[test]
fn what_opens_something_has_one_name_in_khmer() {
    for (file, source) in i18n::sources(Lang::Km) {
        for line in source.lines().filter(|line| !line.contains("wifi")) {
            for other in ["ពាក្យសម្ងាត់", "សន្លឹកស្តារ", "អ៊ិនគ្រីប", "កំណត់សម្គាល់អំពី"]
            {
                assert!(!line.contains(other), "{file}: {line}");
            }
        }
    }
}

/// The script writes the time over whatever stands in such an element.
#[test]
fn only_the_board_shows_a_running_clock() {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut folders = vec![templates.clone()];
    let mut with_clock = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html")
                && std::fs::read_to_string(&path).unwrap().contains(" data-clock")
            {
                with_clock.push(path.strip_prefix(&templates).unwrap().to_owned());
            }
        }
    }
    assert_eq!(with_clock, [Path::new("family/board.html")]);
}
