//! The whole list: every code, every name, every repair.

use super::list::{TEXT, list};
use super::{Code, CommuneCode, Field, Kind, Level, Place, VERSION, repairs};
use crate::khmer::{is_khmer, normalize};
use std::collections::HashSet;

fn place(code: &str) -> Place {
    Place::of(Code::parse(code).unwrap()).unwrap()
}

fn everywhere() -> impl Iterator<Item = Place> {
    Level::ALL.into_iter().flat_map(Place::all)
}

/// Districts, communes and villages of each province after the repairs.
const COUNTS: [(&str, usize, usize, usize); 25] = [
    ("01", 9, 67, 664),
    ("02", 14, 103, 842),
    ("03", 10, 109, 947),
    ("04", 8, 71, 569),
    ("05", 9, 88, 1364),
    ("06", 9, 81, 765),
    ("07", 9, 93, 491),
    ("08", 13, 128, 1008),
    ("09", 7, 29, 119),
    ("10", 7, 48, 327),
    ("11", 5, 21, 92),
    ("12", 14, 105, 955),
    ("13", 8, 51, 232),
    ("14", 13, 116, 1168),
    ("15", 7, 49, 527),
    ("16", 9, 50, 243),
    ("17", 13, 100, 910),
    ("18", 6, 29, 111),
    ("19", 6, 34, 137),
    ("20", 8, 80, 690),
    ("21", 10, 100, 1121),
    ("22", 5, 24, 308),
    ("23", 2, 5, 18),
    ("24", 2, 8, 93),
    ("25", 7, 64, 875),
];

#[test]
fn there_are_as_many_places_as_were_counted() {
    for (level, count) in Level::ALL.into_iter().zip([25, 210, 1_653, 14_576]) {
        assert_eq!(Place::all(level).count(), count, "{level:?}");
    }
    for (code, districts, communes, villages) in COUNTS {
        let province = place(code);
        let inside = |level| {
            Place::all(level).filter(|one| one.at(Level::Province) == Some(province)).count()
        };
        assert_eq!(
            (inside(Level::District), inside(Level::Commune), inside(Level::Village)),
            (districts, communes, villages),
            "{code}"
        );
    }
}

#[test]
fn every_place_has_all_places_around_it_and_is_among_their_children() {
    for place in everywhere() {
        let levels: Vec<_> = place.and_around().map(Place::level).collect();
        let mut wanted: Vec<_> =
            Level::ALL.into_iter().filter(|level| *level <= place.level()).collect();
        wanted.reverse();
        assert_eq!(levels, wanted, "{}", place.code());
        if let Some(parent) = place.parent() {
            assert!(parent.children().any(|child| child == place), "{}", place.code());
        }
        assert_eq!(Place::of(place.code()), Some(place));
    }
}

#[test]
fn every_place_but_a_village_has_children_in_the_order_of_their_codes() {
    for place in everywhere() {
        let children: Vec<_> = place.children().map(|child| child.code().to_string()).collect();
        assert_eq!(children.is_empty(), place.level() == Level::Village, "{}", place.code());
        assert!(children.is_sorted_by(|one, next| one < next), "{}", place.code());
    }
}

#[test]
fn every_code_is_unique_and_has_the_digits_of_its_level() {
    let codes: HashSet<String> = everywhere().map(|place| place.code().to_string()).collect();
    assert_eq!(codes.len(), 25 + 210 + 1_653 + 14_576);
    assert!(everywhere().all(|place| {
        let code = place.code().to_string();
        code.len() == 2 * (1 + place.level() as usize) && Code::parse(&code) == Ok(place.code())
    }));
}

#[test]
fn every_khmer_name_is_whole_and_in_normal_form() {
    for place in everywhere() {
        let (code, name) = (place.code().to_string(), place.khmer());
        assert!(name.chars().any(is_khmer), "{code}");
        assert_eq!(normalize(name), name, "{code}");
        let fits = |letter: char| is_khmer(letter) || " \"‹›().-/1".contains(letter);
        assert!(name.chars().all(fits), "{code} {name}");
        assert_eq!(name.trim(), name);
        assert!(!name.contains("  "), "{code}");
    }
}

#[test]
fn every_latin_name_is_whole() {
    for place in everywhere() {
        let (code, name) = (place.code().to_string(), place.latin());
        assert!(name.starts_with(|letter: char| letter.is_ascii_alphabetic()), "{code} {name}");
        let fits = |letter: char| letter.is_ascii_alphanumeric() || " '\"()".contains(letter);
        assert!(name.chars().all(fits), "{code} {name}");
        assert_eq!(name.trim(), name);
        assert!(!name.contains("  ") && name.matches('"').count() % 2 == 0, "{code}");
    }
}

#[test]
fn the_places_of_the_story_are_where_they_are() {
    for (code, khmer, latin, kind) in [
        ("15", "ពោធិ៍សាត់", "Pursat", Kind::Province),
        ("1501", "បាកាន", "Bakan", Kind::District),
        ("150106", "រំលេច", "Rumlech", Kind::Commune),
        ("15010607", "រំលេច", "Rumlech", Kind::Village),
        ("1506", "វាលវែង", "Veal Veaeng", Kind::District),
        ("150602", "ក្រពើពីរ", "Krapeu Pir", Kind::Commune),
        ("1505", "ពោធិ៍សាត់", "Pousat", Kind::Municipality),
        ("12", "ភ្នំពេញ", "Phnom Penh", Kind::Capital),
    ] {
        let place = place(code);
        assert_eq!((place.khmer(), place.latin(), place.kind()), (khmer, latin, kind), "{code}");
    }
}

#[test]
fn the_kinds_are_as_many_as_in_the_other_official_list() {
    let count = |kind| everywhere().filter(|place| place.kind() == kind).count();
    let counted = [
        (Kind::Capital, 1),
        (Kind::Province, 24),
        (Kind::Municipality, 33),
        (Kind::District, 163),
        (Kind::Khan, 14),
        (Kind::Sangkat, 269),
        (Kind::Commune, 1_384),
        (Kind::Village, 14_576),
    ];
    for (kind, number) in counted {
        assert_eq!(count(kind), number, "{kind:?}");
    }
}

#[test]
fn every_repair_of_the_sheet_was_made_and_can_be_asked_for() {
    let made: Vec<_> = everywhere().flat_map(Place::repairs).collect();
    assert_eq!(made.len(), repairs().len());
    for place in everywhere() {
        for repair in place.repairs() {
            let now = match repair.field {
                Field::Code | Field::Alias => place.code().to_string(),
                Field::Commune => place.parent().unwrap().code().to_string(),
                Field::Khmer => place.khmer().to_owned(),
                Field::Latin => place.latin().to_owned(),
            };
            assert_eq!(now, normalize(repair.repaired), "{}", repair.published);
            if repair.field == Field::Khmer {
                assert_eq!(place.published_khmer(), repair.published);
            }
        }
    }
}

#[test]
fn every_repair_changes_what_stands_in_the_published_list() {
    let village = |commune: &str, position: u32| {
        let mut lines = TEXT.lines().skip_while(|line| line.strip_prefix('@') != Some(commune));
        lines.nth(usize::try_from(position).unwrap()).unwrap().split('\t').collect::<Vec<_>>()
    };
    for repair in repairs() {
        let line = if repair.level == Level::Village {
            village(repair.place, repair.position)
        } else {
            let line = TEXT.lines().find(|line| line.split('\t').next() == Some(repair.place));
            line.unwrap().split('\t').collect()
        };
        let stands = match repair.field {
            Field::Khmer => line[1] == repair.published,
            Field::Latin => line[2] == repair.published,
            Field::Commune => repair.place == repair.published,
            Field::Alias => line[0] == repair.published,
            Field::Code => repair.published.ends_with(line[0]),
        };
        assert!(stands, "{} {}", repair.place, repair.published);
    }
}

#[test]
fn a_code_that_was_given_up_leads_to_the_place_that_took_it_over() {
    for (old, new) in
        [("250315", "250314"), ("250321", "250314"), ("120912", "120913"), ("100409", "100705")]
    {
        assert_eq!(place(old), place(new));
        assert!(Place::all(Level::Commune).all(|commune| commune.code().to_string() != old));
    }
    assert_eq!(place("250314").children().count(), 8);
    assert_eq!(place("120913").children().count(), 13);
    assert_eq!(place("021405").children().count(), 10);
    assert_eq!(place("02140501").khmer(), "កោះធំ");
    assert_eq!(place("12091310").khmer(), "ត្រពាំងក្រសាំង");
    for none in ["00", "99", "0101", "15010699", "12091200"] {
        assert_eq!(Place::of(Code::parse(none).unwrap()), None, "{none}");
    }
}

#[test]
fn what_differs_from_the_published_names_is_spelling_order_or_a_listed_repair() {
    let changed: HashSet<_> = everywhere()
        .filter(|place| place.repairs().all(|repair| repair.field != Field::Khmer))
        .map(|place| (place.published_khmer(), place.khmer()))
        .filter(|(published, name)| published != name)
        .collect();
    assert!(changed.iter().all(|(published, name)| normalize(published) == *name));
    let below_da = changed.iter().filter(|(published, name)| {
        published.replace("\u{17D2}\u{178A}", "\u{17D2}\u{178F}") == *name
    });
    assert_eq!((changed.len(), below_da.count()), (621, 591));
}

#[test]
fn the_version_names_the_release_that_was_packed() {
    let release = TEXT.lines().next().unwrap();
    assert!(VERSION.starts_with(&format!("{release}/")));
    assert!(super::NOTICE.contains("data.mef.gov.kh"));
    assert_eq!(list().rows.len(), TEXT.lines().filter(|line| line.contains('\t')).count() - 8);
}

#[test]
fn the_place_of_the_event_is_the_first_choice_and_the_others_keep_their_order() {
    let event = CommuneCode::parse("150602").ok();
    let codes = |parent: Option<&str>| -> Vec<String> {
        let choices = Place::choices(parent.map(place), event);
        choices.into_iter().map(|place| place.code().to_string()).collect()
    };
    let provinces = codes(None);
    assert_eq!(provinces.len(), 25);
    assert_eq!(provinces[..3], ["15", "01", "02"]);
    assert_eq!(codes(Some("15"))[..3], ["1506", "1501", "1502"]);
    assert_eq!(codes(Some("1506"))[..3], ["150602", "150601", "150603"]);
    assert_eq!(codes(Some("150602"))[..2], ["15060201", "15060202"]);
    assert_eq!(codes(Some("01"))[..2], ["0102", "0103"]);
    assert_eq!(Place::choices(None, None).first(), Some(&place("01")));
    assert_eq!(codes(Some("15010607")), Vec::<String>::new());
}
