//! What an officer expects of a comparison. All persons are invented.

use super::{
    BirthDate, Finding, Known, Likeness, Names, Question, Sex, Verdict, VillageCode, compare,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn names(khmer: &str, latin: &str) -> Names {
    Names { khmer: khmer.into(), latin: latin.into() }
}

fn child(khmer: &str, latin: &str, born: Date) -> Known {
    Known {
        child: names(khmer, latin),
        sex: Some(Sex::Female),
        birth: Some(born.into()),
        mother: Some(names("វ៉ាន់ ស្រីវី", "Van Sreyvy")),
        village: VillageCode::parse("08080804").ok(),
    }
}

fn dara() -> Known {
    child("សុខ ដារា", "Sok Dara", date(2017, 9, 21))
}

fn has(likeness: &Likeness, finding: Finding) -> bool {
    likeness.reasons.iter().any(|reason| reason.finding == finding)
}

#[test]
fn the_same_child_spelt_otherwise_is_probable() {
    let one = child("លី រិទ្ធីកា", "Ly Rithyka", date(2017, 9, 21));
    let other = Known {
        mother: Some(names("វ៉ាន់ ស្រីវី", "Wan Sreiwy")),
        ..child("លិ រិត្ធី\u{200C}កា", "Li Rithikah", date(2017, 9, 21))
    };
    let likeness = compare(&one, &other);
    assert_eq!(format!("{:.1}", likeness.score), "21.5");
    assert_eq!(likeness.verdict, Verdict::Probable);
    assert_eq!(likeness.question(), Some(Question::SameChild));
}

#[test]
fn twins_are_asked_for_and_never_stop_a_desk() {
    let one = child("សោន ប៊ុនលី", "Sorn Bunly", date(2021, 1, 13));
    for (khmer, latin) in
        [("សោន ប៊ុនកា", "Sorn Bunka"), ("សោន ប៊ុនរី", "Sorn Bunry"), ("សោន ធារ៉ា", "Sorn Theara")]
    {
        let twin = child(khmer, latin, date(2021, 1, 13));
        let likeness = compare(&one, &twin);
        assert_eq!(likeness.question(), Some(Question::Twins));
        assert_eq!(likeness.verdict, Verdict::Unlikely);
        let other_sex = compare(&one, &Known { sex: Some(Sex::Male), ..twin });
        assert_eq!(other_sex.question(), Some(Question::Twins));
    }
    let twin = child("សោន ប៊ុនកា", "Sorn Bunka", date(2021, 1, 13));
    assert_eq!(format!("{:.1}", compare(&one, &twin).score), "5.9");
}

#[test]
fn a_respelt_name_does_not_make_a_twin() {
    for (one, other) in
        [("ប៊ុនពៅ", "ប៊ុនប៉ៅ"), ("ណាឡែន", "ណាឡែន៍"), ("សុហួរ", "សុហួ"), ("សិទ្ធិ", "សិធិ"), ("ស្រីភា", "ផា")]
    {
        let one = child(&format!("សោន {one}"), "", date(2021, 1, 13));
        let other = child(&format!("សោន {other}"), "", date(2021, 1, 13));
        let likeness = compare(&one, &other);
        assert_eq!(likeness.question(), Some(Question::SameChild));
        assert_eq!(likeness.verdict, Verdict::Probable);
    }
}

#[test]
fn a_newborn_without_a_name_is_asked_about_and_does_not_stop_a_desk() {
    let unnamed = child("", "", date(2017, 9, 21));
    let likeness = compare(&dara(), &unnamed);
    assert_eq!((likeness.verdict, likeness.question()), (Verdict::Possible, Some(Question::Twins)));
}

#[test]
fn an_older_sister_is_not_suspected() {
    let sister = child("សុខ ស្រីមុំ", "Sok Sreymom", date(2015, 3, 2));
    assert_eq!(compare(&dara(), &sister).question(), None);
}

#[test]
fn names_alone_never_stop_a_desk() {
    let bare = |known: Known| Known { birth: None, village: None, sex: None, ..known };
    let likeness = compare(&bare(dara()), &bare(dara()));
    assert!(likeness.verdict < Verdict::Probable);
    let namesake = Known { mother: None, ..bare(dara()) };
    assert_eq!(compare(&bare(dara()), &namesake).verdict, Verdict::Unlikely);
}

#[test]
fn a_record_is_probably_itself_when_two_of_date_village_and_mother_are_known() {
    let whole = dara();
    for known in [
        whole.clone(),
        Known { mother: None, ..whole.clone() },
        Known { village: None, ..whole.clone() },
        Known { birth: None, ..whole },
    ] {
        assert_eq!(compare(&known, &known).verdict, Verdict::Probable);
    }
}

#[test]
fn the_two_scripts_meet_where_a_record_has_only_one() {
    let khmer = child("សុខ ដារា", "", date(2017, 9, 21));
    let latin = child("", "SOK DARA", date(2017, 9, 21));
    assert!(compare(&khmer, &latin).verdict >= Verdict::Possible);
}

#[test]
fn uncertain_births_are_compared_at_the_coarser_precision() {
    let at = |birth| Known { birth, ..dara() };
    let found = |one, other| {
        let likeness = compare(&at(Some(one)), &at(Some(other)));
        let births = [
            Finding::SameBirthMonth,
            Finding::BirthWeeksApart,
            Finding::BirthMonthsApart,
            Finding::SameBirthYear,
            Finding::BirthFarApart,
        ];
        births.into_iter().find(|finding| has(&likeness, *finding))
    };
    let day = BirthDate::from(date(2017, 9, 21));
    assert_eq!(found(day, BirthDate::Month(2017, 9)), Some(Finding::SameBirthMonth));
    assert_eq!(
        found(BirthDate::Month(2017, 12), BirthDate::Month(2018, 1)),
        Some(Finding::BirthWeeksApart)
    );
    assert_eq!(found(day, BirthDate::Month(2017, 6)), Some(Finding::BirthMonthsApart));
    assert_eq!(found(day, BirthDate::Month(2018, 9)), None);
    assert_eq!(found(day, BirthDate::Month(2014, 9)), Some(Finding::BirthFarApart));
    assert_eq!(found(day, BirthDate::Year(2017)), Some(Finding::SameBirthYear));
    assert_eq!(found(day, BirthDate::Year(2016)), None);
    assert_eq!(found(day, BirthDate::Year(2015)), Some(Finding::BirthFarApart));
}

#[test]
fn slips_of_the_date_and_the_place_are_told_in_words() {
    let rows = [
        (date(2017, 9, 22), "08080804", Finding::BirthDaysApart, Finding::SameVillage),
        (date(2017, 9, 1), "08080801", Finding::SameBirthMonth, Finding::SameCommune),
        (date(2018, 9, 21), "08080101", Finding::SameDayOtherYear, Finding::SameDistrict),
        (date(2017, 10, 20), "08010101", Finding::BirthWeeksApart, Finding::SameProvince),
        (date(2017, 11, 30), "17010101", Finding::BirthMonthsApart, Finding::ProvinceDiffers),
    ];
    for (born, village, when, place) in rows {
        let other =
            Known { birth: Some(born.into()), village: VillageCode::parse(village).ok(), ..dara() };
        let likeness = compare(&dara(), &other);
        assert!(has(&likeness, when) && has(&likeness, place));
    }
    let swapped = Known { birth: Some(date(2017, 4, 7).into()), ..dara() };
    let typed = Known { birth: Some(date(2017, 7, 4).into()), ..dara() };
    assert!(has(&compare(&swapped, &typed), Finding::DayAndMonthSwapped));
}

/// Records as odd as a form lets through.
fn anyone() -> impl Strategy<Value = Known> {
    let name = || {
        prop_oneof![
            Just(String::new()),
            prop::sample::select(vec!["សុខ ដារា", "ស្រីមុំ", "ប៊ុនលី សោន", "Sok Dara", "Ly", "ចាន់ណា", "អ៊ូ"])
                .prop_map(String::from),
            "[\u{1780}-\u{17D2}\u{200B}-\u{200D} a-zA-Z]{0,12}",
        ]
    };
    let both = || (name(), name()).prop_map(|(khmer, latin)| Names { khmer, latin });
    let born = prop_oneof![
        Just(None),
        (0..4000_i32).prop_map(|days| Some(
            date(2010, 1, 1).saturating_add(jiff::Span::new().days(days)).into()
        )),
        (2010..2020_i16, 1..=12_i8).prop_map(|(year, month)| Some(BirthDate::Month(year, month))),
        (2010..2020_i16).prop_map(|year| Some(BirthDate::Year(year))),
    ];
    let village = prop::sample::select(vec!["", "08080804", "08080801", "17100306"]);
    (
        both(),
        prop::sample::select(vec![None, Some(Sex::Female), Some(Sex::Male)]),
        born,
        prop::option::of(both()),
        village,
    )
        .prop_map(|(child, sex, birth, mother, village)| Known {
            child,
            sex,
            birth,
            mother,
            village: VillageCode::parse(village).ok(),
        })
}

proptest! {
    #[test]
    fn the_order_does_not_matter(one in anyone(), other in anyone()) {
        prop_assert_eq!(compare(&one, &other), compare(&other, &one));
    }

    #[test]
    fn the_reasons_add_up_to_the_score(one in anyone(), other in anyone()) {
        let likeness = compare(&one, &other);
        let sum: f64 = likeness.reasons.iter().map(|reason| reason.weight).sum();
        prop_assert!((sum - likeness.score).abs() < 1e-9);
    }

    #[test]
    fn twins_are_never_probable(one in anyone(), other in anyone()) {
        let likeness = compare(&one, &other);
        if likeness.question() == Some(Question::Twins) {
            prop_assert!(likeness.verdict < Verdict::Probable);
        }
    }

    #[test]
    fn normalising_changes_no_score(one in anyone(), other in anyone()) {
        let normal = |known: &Known| Known {
            child: names(&crate::khmer::normalize(&known.child.khmer), &crate::khmer::normalize(&known.child.latin)),
            ..known.clone()
        };
        prop_assert_eq!(compare(&normal(&one), &other), compare(&one, &other));
    }
}
