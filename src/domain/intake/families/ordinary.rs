//! Families as they come every day.

use jiff::civil::date;

use super::{filed, known, many, one_girl, setting, with};
use crate::domain::application::{
    Life, Nationality, Parent, PhoneOwner, PlaceKind, Relation, Residence, Sex, Spot,
};
use crate::domain::birth::Birth;
use crate::domain::documents::{Paper, PaperState};
use crate::domain::intake::{
    Answers, Field, FieldKind, FormSetting, GROUP_OTHER_PAPERS, Step, entry_steps, steps,
};

#[test]
fn a_mother_with_one_girl_says_very_little() {
    let application = filed(&one_girl());
    assert_eq!(application.persons.len(), 1);
    assert_eq!(application.informant.person, Some(0));
    let child = &application.children[0];
    assert_eq!(child.mother, known(0));
    assert_eq!(child.father, Parent::NotStated);
    assert_eq!(child.sex, Some(Sex::Female));
    assert_eq!(child.birth, Some(Birth::Year(2016)));
    assert_eq!(child.nationality, Nationality::Officer);
    assert_eq!(child.place.spot, Spot::NotStated);
    assert_eq!(application.home.residence, Residence::NotStated);
    assert_eq!(application.informant.phone_owner, PhoneOwner::NotStated);
    assert!(application.papers.iter().all(|answer| answer.state == PaperState::NotAsked));
}

#[test]
fn a_mother_is_one_person_with_her_details_for_all_her_children() {
    let form = with(
        many("mother", 3),
        &[
            ("own_birth_year", "1985"),
            ("own_birth_place", "បាកាន"),
            ("own_nationality", "khmer"),
            ("c1_mother", "informant"),
            ("c1_father", "other"),
            ("c1_father_khmer_family", "ហេង"),
            ("c1_father_khmer_given", "វិចិត្រ"),
            ("c2_mother", "informant"),
            ("c2_father", "same_1"),
            ("c3_mother", "informant"),
            ("c3_father", "same_2"),
        ],
    );
    let application = filed(&form);
    assert_eq!(application.persons.len(), 2);
    assert_eq!(application.persons[0].birth, Some(Birth::Year(1985)));
    assert_eq!(application.persons[0].nationality, Nationality::Khmer);
    for child in &application.children {
        assert_eq!((child.mother, child.father), (known(0), known(1)));
    }
}

#[test]
fn a_father_reports_and_the_mother_lives_away() {
    let form = with(
        many("father", 1),
        &[("c1_mother", "away"), ("c1_mother_khmer_given", "សុខា"), ("c1_father", "informant")],
    );
    let application = filed(&form);
    let child = &application.children[0];
    assert_eq!(child.mother, Parent::Known { person: 0, life: Life::Away });
    assert_eq!(child.father, known(1));
    assert_eq!(application.informant.person, Some(1));
}

#[test]
fn a_child_born_yesterday_without_a_name_is_filed() {
    let form = with(
        one_girl(),
        &[
            ("c1_khmer_given", ""),
            ("c1_no_name", "yes"),
            ("c1_birth_day", "២០"),
            ("c1_birth_month", "វិច្ឆិកា"),
            ("c1_birth_year", "២០២៦"),
            ("c1_place", "here"),
            ("c1_place_kind", "facility"),
        ],
    );
    let child = filed(&form).children.remove(0);
    assert!(child.names.is_empty());
    assert_eq!(child.birth, Some(Birth::Exact(date(2026, 11, 20))));
    assert_eq!((child.place.spot, child.place.kind), (Spot::Here, PlaceKind::Facility));
}

#[test]
fn a_child_of_sixteen_and_one_of_thirty_are_filed() {
    for (about, years) in [("១៦", 16), ("30", 30)] {
        let form = with(one_girl(), &[("c1_birth_year", ""), ("c1_birth_about", about)]);
        let child = filed(&form).children.remove(0);
        assert_eq!(child.birth, Some(Birth::About { years, on: date(2026, 11, 21) }));
    }
}

#[test]
fn twins_have_the_same_parents_and_date_and_stay_two() {
    let form = with(
        many("mother", 2),
        &[
            ("c1_birth_day", "5"),
            ("c1_birth_month", "1"),
            ("c1_birth_year", "2020"),
            ("c2_birth_day", "5"),
            ("c2_birth_month", "1"),
            ("c2_birth_year", "2020"),
            ("c2_khmer_given", "ដារ៉ា"),
        ],
    );
    let application = filed(&form);
    assert_eq!(application.children.len(), 2);
    assert_eq!(application.children[0].birth, application.children[1].birth);
    assert_eq!(application.children[0].mother, application.children[1].mother);
}

#[test]
fn a_mother_of_fifteen_files_one_form() {
    let application = filed(&many("mother", 15));
    assert_eq!((application.children.len(), application.persons.len()), (15, 1));
}

#[test]
fn papers_are_written_down_and_never_missed() {
    let form = with(
        one_girl(),
        &[
            ("paper_family_book", "have"),
            ("paper_id_cards", "lost"),
            ("paper_marriage_certificate", "dont_have"),
            ("c1_paper_yellow_card", "dont_have"),
        ],
    );
    let application = filed(&form);
    let state = |paper| {
        let mut all = application.papers.iter().chain(&application.children[0].papers);
        all.find(|answer| answer.paper == paper).map(|answer| answer.state)
    };
    assert_eq!(state(Paper::FamilyBook), Some(PaperState::Have));
    assert_eq!(state(Paper::IdCards), Some(PaperState::Lost));
    assert_eq!(state(Paper::YellowCard), Some(PaperState::DontHave));
    assert_eq!(state(Paper::BirthLetter), Some(PaperState::NotAsked));
    assert_eq!(state(Paper::Witnesses), None);
}

#[test]
fn a_phone_asks_only_what_can_be_answered_and_folds_what_is_another_familys() {
    let asked = |form: &Answers, of: fn(&Answers, &FormSetting) -> Vec<Step>| {
        let steps = of(form, &setting());
        steps.into_iter().find(|step| step.id == "papers").unwrap().fields
    };
    let folded = |form: &Answers| {
        let fields = asked(form, steps).into_iter();
        let folded = fields.filter(|field| field.group == Some(GROUP_OTHER_PAPERS));
        folded.map(|field| field.name).collect::<Vec<_>>()
    };
    // She named no father: nobody asks her about a marriage. What is folded can be answered all the same.
    assert_eq!(folded(&one_girl()), ["paper_marriage_certificate"]);
    let both = with(one_girl(), &[("c1_father", "other"), ("c1_father_khmer_given", "ដារា")]);
    assert_eq!(folded(&both), [""; 0]);
    let states = |field: &Field| match &field.kind {
        FieldKind::Choice(choices) => choices.len(),
        _ => 0,
    };
    assert!(asked(&both, steps).iter().all(|field| states(field) == 3));
    assert!(
        asked(&both, entry_steps).iter().all(|field| states(field) == 4),
        "a helper may not have asked"
    );
}

#[test]
fn two_others_may_collect() {
    let form = with(
        one_girl(),
        &[
            ("collect_self", "yes"),
            ("collect_1_name", "សុខ វិចិត្រ"),
            ("collect_1_relation", "grandfather"),
            ("collect_2_name", "SOK CHAN"),
        ],
    );
    let collect = filed(&form).collect;
    assert!(collect.informant_may);
    assert_eq!(collect.others.len(), 2);
    assert_eq!(collect.others[0].relation, Some(Relation::Grandfather));
    assert_eq!(collect.others[1].relation, None);
}
