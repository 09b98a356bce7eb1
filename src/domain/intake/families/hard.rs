//! The hard cases of the law and of life: half-siblings, a foundling, parents far away.

use super::{answers, filed, known, many, one_girl, setting, with};
use crate::domain::application::{Life, Nationality, Parent, Residence, Spot};
use crate::domain::birth::Birth;
use crate::domain::intake::parse;
use crate::domain::place::{CommuneCode, VillageCode, Whereabouts};

#[test]
fn a_grandmother_brings_the_children_of_two_daughters() {
    let form = with(
        many("grandmother", 3),
        &[
            ("c1_mother", "other"),
            ("c1_mother_khmer_given", "សុខា"),
            ("c2_mother", "same_1"),
            ("c2_father", "unknown"),
            ("c3_mother", "other"),
            ("c3_mother_khmer_given", "ចន្ធូ"),
        ],
    );
    let application = filed(&form);
    assert_eq!(application.informant.person, None);
    assert_eq!(application.persons.len(), 2);
    let mothers: Vec<Parent> = application.children.iter().map(|child| child.mother).collect();
    assert_eq!(mothers, [known(0), known(0), known(1)]);
    assert_eq!(application.children[1].father, Parent::Unknown);
}

#[test]
fn half_siblings_share_a_mother_and_not_a_father() {
    let form = with(
        many("mother", 2),
        &[
            ("c1_father", "other"),
            ("c1_father_khmer_given", "វិចិត្រ"),
            ("c2_father", "dead"),
            ("c2_father_khmer_given", "សំណាង"),
        ],
    );
    let application = filed(&form);
    assert_eq!(application.persons.len(), 3);
    let [first, second] = &application.children[..] else { panic!("two children") };
    assert_eq!(first.mother, second.mother);
    assert_eq!(second.father, Parent::Known { person: 2, life: Life::Dead });
}

#[test]
fn who_found_a_child_is_asked_for_no_parents() {
    let form = answers(&[
        ("relation", "finder"),
        ("khmer_given", "សំណាង"),
        ("count", "1"),
        ("c1_no_name", "yes"),
        ("c1_sex", "male"),
        ("c1_birth_about", "0"),
        ("c1_place", "found"),
        ("c1_place_words", "ក្រោមដើមស្វាយ ភូមិសំឡាញ"),
    ]);
    let application = filed(&form);
    let child = &application.children[0];
    assert_eq!((child.mother, child.father), (Parent::Unknown, Parent::Unknown));
    assert_eq!(child.place.spot, Spot::Found);
    assert!(child.place.words.is_some());
    assert!(application.persons.is_empty());
}

#[test]
fn both_parents_abroad_and_the_children_with_their_grandmother() {
    let form = with(
        many("grandmother", 2),
        &[
            ("phone", "+66 81 234 5678"),
            ("phone_owner", "family"),
            ("c1_mother", "away"),
            ("c1_mother_khmer_given", "សុខា"),
            ("c1_mother_birth_about", "30"),
            ("c1_father", "away"),
            ("c2_mother", "same_1"),
            ("c2_father", "same_1"),
        ],
    );
    let application = filed(&form);
    assert!(application.informant.phone.is_some_and(|phone| !phone.is_sure()));
    for child in &application.children {
        assert_eq!(child.mother, Parent::Known { person: 0, life: Life::Away });
        assert_eq!(child.father, Parent::Away);
    }
}

#[test]
fn a_mother_who_died_may_stay_without_a_name() {
    let application = filed(&with(many("father", 1), &[("c1_mother", "dead")]));
    assert_eq!(application.children[0].mother, Parent::Dead);
    assert_eq!(application.persons.len(), 1);
}

#[test]
fn parents_of_another_nationality_are_filed_like_all_others() {
    let form = with(
        one_girl(),
        &[
            ("khmer_family", ""),
            ("khmer_given", ""),
            ("latin_family", "Nguyễn"),
            ("latin_given", "Thị Lan"),
            ("own_nationality", "other"),
            ("own_nationality_words", "វៀតណាម"),
            ("c1_nationality", "officer"),
            ("c1_father", "other"),
            ("c1_father_latin_given", "Minh"),
            ("c1_father_nationality_words", "Vietnamese"),
        ],
    );
    let application = filed(&form);
    assert!(matches!(application.persons[0].nationality, Nationality::Other(Some(_))));
    assert!(matches!(application.persons[1].nationality, Nationality::Other(Some(_))));
    assert_eq!(application.children[0].nationality, Nationality::Officer);
}

#[test]
fn a_mother_typed_twice_just_the_same_is_one_person() {
    let mut form = many("grandmother", 2);
    for child in [1, 2] {
        form.set(&format!("c{child}_mother"), "other");
        form.set(&format!("c{child}_mother_khmer_given"), "សុខា");
        form.set(&format!("c{child}_mother_birth_year"), "1990");
    }
    assert_eq!(filed(&form).persons.len(), 1);
    form.set("c2_mother_birth_year", "1991");
    assert_eq!(filed(&form).persons.len(), 2);
}

#[test]
fn a_lunar_birthday_is_kept_alone_and_beside_a_year() {
    let lunar = ("c1_birth_lunar", "១០កើត ខែចេត្រ ឆ្នាំជូត");
    let none = ("c1_birth_chosen", "none");
    let beside = filed(&with(one_girl(), &[lunar, none])).children.remove(0);
    assert_eq!(beside.birth, Some(Birth::Year(2016)));
    assert!(beside.lunar_words.is_some());
    let alone = filed(&with(one_girl(), &[lunar, none, ("c1_birth_year", "")])).children.remove(0);
    assert!(matches!(alone.birth, Some(Birth::Lunar { .. })));
    assert_eq!(alone.lunar_words, None);
}

#[test]
fn a_birth_that_nobody_knows_is_no_mistake() {
    let form = with(one_girl(), &[("c1_birth_year", ""), ("c1_birth_unknown", "yes")]);
    assert_eq!(filed(&form).children[0].birth, None);
}

#[test]
fn a_mother_much_younger_or_older_than_usual_is_never_remarked_on() {
    for year in ["2003", "2010", "1940"] {
        filed(&with(one_girl(), &[("own_birth_year", year)]));
    }
}

#[test]
fn a_village_of_the_list_is_kept_by_its_code() {
    let mut setting = setting();
    setting.event = CommuneCode::parse("150602").ok();
    let form = with(one_girl(), &[("home_village_code", "15060203")]);
    let home = parse(&form, &setting).unwrap().home;
    let village = home.place.as_ref().and_then(Whereabouts::village);
    assert_eq!(village, VillageCode::parse("15060203").ok());
    assert_eq!(home.residence, Residence::Here);
}

#[test]
fn a_father_typed_without_the_choice_is_not_lost() {
    let form = with(one_girl(), &[("c1_father_khmer_given", "វិចិត្រ")]);
    let application = filed(&form);
    assert_eq!(application.children[0].father, known(1));
    assert_eq!(application.persons[1].names.khmer(), "វិចិត្រ");
}

#[test]
fn answers_about_a_father_who_is_unknown_after_all_are_left_out() {
    let form = with(one_girl(), &[("c1_father", "unknown"), ("c1_father_khmer_given", "វិចិត្រ")]);
    let application = filed(&form);
    assert_eq!(application.children[0].father, Parent::Unknown);
    assert_eq!(application.persons.len(), 1);
}

#[test]
fn a_child_who_is_no_longer_counted_is_left_out_and_not_forgotten() {
    let form = with(many("mother", 3), &[("count", "2"), ("c3_sex", "")]);
    assert_eq!(filed(&form).children.len(), 2);
    assert_eq!(form.get("c3_khmer_given"), "ដារ៉ា");
}
