//! Searches as people type them.

use super::{Found, How, Scope, find, index};
use crate::domain::place::{Code, CommuneCode, Level, Place};
use proptest::prelude::*;

fn event(code: &str) -> Scope {
    Scope { event: CommuneCode::parse(code).ok(), ..Scope::default() }
}

fn codes(typed: &str, scope: &Scope, limit: usize) -> Vec<String> {
    find(typed, scope, limit).iter().map(|found| found.place.code().to_string()).collect()
}

/// Whether a search at no event has the place among its first five.
fn is_found(typed: &str, code: &str) -> bool {
    codes(typed, &Scope::default(), 5).contains(&code.to_owned())
}

#[test]
fn a_place_is_found_by_either_script_and_by_code() {
    for typed in ["រំលេច", "Rumlech", "rumlech", "RUMLECH", "150106", "១៥០១០៦"]
    {
        assert!(is_found(typed, "150106"), "{typed}");
    }
    for typed in ["ក្រពើពីរ", "ក្រពើ ពីរ", "Krapeu Pir", "krapeupir", "krapeu pi", "150602"]
    {
        assert_eq!(codes(typed, &Scope::default(), 5).first().unwrap(), "150602", "{typed}");
    }
}

#[test]
fn usual_spellings_find_the_same_place() {
    for (typed, code) in [
        ("Pousat", "15"),
        ("Poursat", "15"),
        ("ពោធិសាត់", "15"),
        ("ពោធ៍សាត់", "15"),
        ("Siem Reap", "17"),
        ("seam reap", "17"),
        ("Pnom Penh", "12"),
        ("Phnom Penh", "12"),
        ("phnumpenh", "12"),
        ("Oddar Meanchey", "22"),
        ("ឧត្តរមានជ័យ", "22"),
        ("ឧត្ដរមានជ័យ", "22"),
        ("Mongkol Borei", "0102"),
        ("Banteay Mean Chey", "01"),
        ("Rumlich", "150106"),
        ("Romlech", "150106"),
        ("Krapoeu Pir", "150602"),
        ("Krapue Pir", "150602"),
    ] {
        assert!(is_found(typed, code), "{typed} {:?}", codes(typed, &Scope::default(), 5));
    }
}

#[test]
fn every_beginning_of_a_name_finds_it_once_it_tells_enough() {
    let scope = event("150106");
    for name in ["រំលេច", "Rumlech", "ត្រពាំងជង", "ក្រពើពីរ", "Krapeu Pir"]
    {
        let ends = name.char_indices().map(|(at, _)| at).skip(3).chain([name.len()]);
        for typed in ends.filter_map(|end| name.get(..end)) {
            let hits = find(typed, &scope, 30);
            let found =
                hits.iter().any(|hit| hit.place.khmer() == name || hit.place.latin() == name);
            assert!(found, "{typed}");
        }
    }
}

#[test]
fn homonyms_come_nearest_first_and_are_told_apart_by_their_commune() {
    let scope = Scope { level: Some(Level::Village), ..event("150106") };
    let hits = find("ថ្មី", &scope, 200);
    let whole: Vec<_> = hits.iter().filter(|hit| hit.place.khmer() == "ថ្មី").collect();
    assert!(whole.len() > 140);
    let far = |hit: &&Found| {
        super::hits::distance(hit.place.code(), CommuneCode::parse("150106").unwrap())
    };
    assert!(whole.iter().map(far).is_sorted());
    let labels: std::collections::HashSet<_> =
        whole.iter().map(|hit| hit.place.label_khmer(scope.event)).collect();
    assert_eq!(labels.len(), whole.len());
}

#[test]
fn the_same_words_find_another_place_at_another_event() {
    let scope = |commune| Scope { level: Some(Level::Village), ..event(commune) };
    for commune in ["150106", "010203", "210101"] {
        let first = find("thmei", &scope(commune), 1);
        let province = first.first().unwrap().place.at(Level::Province).unwrap();
        assert!(commune.starts_with(&province.code().to_string()), "{commune}");
    }
}

#[test]
fn names_around_a_place_tell_which_is_meant() {
    for typed in ["rumlech bakan", "bakan rumlech", "រំលេច បាកាន", "ភូមិរំលេចឃុំរំលេចស្រុកបាកាន"]
    {
        let village = Scope { level: Some(Level::Village), ..Scope::default() };
        assert_eq!(
            codes(typed, &village, 5).first().map(String::as_str),
            Some("15010607"),
            "{typed}"
        );
    }
    assert_eq!(codes("ឃុំរំលេច", &event("150602"), 1), ["150106"]);
    assert_eq!(codes("ភូមិរំលេច", &event("150106"), 1), ["15010607"]);
    assert_eq!(codes("khum rumlech", &event("150602"), 1), ["150106"]);
    assert_eq!(codes("rumlech commune", &event("150602"), 1), ["150106"]);
    assert_eq!(codes("ខេត្តពោធិ៍សាត់", &Scope::default(), 1), ["15"]);
    assert_eq!(codes("រាជធានីភ្នំពេញ", &Scope::default(), 1), ["12"]);
}

#[test]
fn a_numbered_village_is_found_with_and_without_its_word() {
    let scope = Scope { level: Some(Level::Village), ..Scope::default() };
    for typed in ["ភូមិ ២", "ភូមិ២", "ភូមិ 2", "phum pir"] {
        let hits = find(typed, &scope, 20);
        let right = |hit: &Found| {
            let name = hit.place.khmer().replace(' ', "");
            name == "ភូមិ២" || hit.place.latin() == "Phum Pir"
        };
        assert!(hits.len() == 20 && hits.iter().all(right), "{typed}");
    }
}

#[test]
fn a_scope_keeps_to_its_level_and_place() {
    let within = Code::parse("1501").ok();
    let scope = Scope { level: Some(Level::Village), within, ..Scope::default() };
    let hits = find("រំលេច", &scope, 50);
    assert!(!hits.is_empty());
    for hit in hits {
        assert_eq!(hit.place.level(), Level::Village);
        assert_eq!(hit.place.at(Level::District).map(Place::code), within);
    }
}

#[test]
fn a_code_finds_itself_and_what_begins_with_it() {
    assert_eq!(codes("15010607", &Scope::default(), 5), ["15010607"]);
    // A spreadsheet drops the leading zero.
    assert_eq!(codes("1020101", &Scope::default(), 5), ["01020101"]);
    let scope = Scope { level: Some(Level::Village), ..Scope::default() };
    let villages = codes("150106", &scope, 50);
    assert!(villages.len() > 3 && villages.iter().all(|code| code.starts_with("150106")));
    assert_eq!(codes("08", &Scope { level: Some(Level::Province), ..Scope::default() }, 2), ["08"]);
}

#[test]
fn nothing_is_found_by_nothing() {
    for typed in ["", " ", "\u{200B}", "\"", "ឃុំ", "?"] {
        let hits = find(typed, &Scope::default(), 5);
        assert!(hits.iter().all(|hit| hit.how != How::Alike), "{typed}");
    }
    assert_eq!(find("", &event("150106"), 5), []);
    assert_eq!(find("រំលេច", &event("150106"), 0), []);
    assert_eq!(find("qqqqqqqqqq", &Scope::default(), 5), []);
}

#[test]
fn every_name_finds_its_place_in_its_own_commune() {
    // One commune in sixty and its last village; all of them take minutes in a test build.
    for commune in Place::all(Level::Commune).step_by(60) {
        let scope = Scope { event: commune.code().commune(), ..Scope::default() };
        for place in std::iter::once(commune).chain(commune.children().last()) {
            for name in [place.khmer(), place.latin()] {
                let hits = find(name, &scope, 12);
                assert!(hits.iter().any(|hit| hit.place == place), "{} {name}", place.code());
            }
        }
    }
}

#[test]
fn the_index_has_room_for_all_names_and_is_small() {
    let (names, bytes) = index().size();
    assert!(names < usize::from(u16::MAX));
    assert!(bytes < 2_000_000, "{bytes}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_typed_is_answered_within_the_limit(typed in any::<String>(), limit in 0_usize..20) {
        prop_assert!(find(&typed, &event("150106"), limit).len() <= limit);
    }

    #[test]
    fn khmer_letters_in_any_order_are_answered(typed in "[\u{1780}-\u{17E9}\u{200B}-\u{200D} a-z0-9]{0,40}") {
        let found = find(&typed, &Scope::default(), 10);
        prop_assert!(found.len() <= 10);
    }
}
