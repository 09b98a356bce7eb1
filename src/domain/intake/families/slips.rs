//! What people mistype, and what they are told.

use super::{filed, many, mistakes, one_girl, said, setting, with};
use crate::domain::intake::{Answers, check_step, step};

#[test]
fn an_empty_form_is_told_everything_at_once() {
    assert_eq!(
        said(&Answers::default()),
        [
            ("relation".to_owned(), "mistake-relation-choose"),
            ("khmer_given".to_owned(), "mistake-informant-name"),
            ("count".to_owned(), "mistake-count"),
            ("c1_khmer_given".to_owned(), "mistake-child-name"),
            ("c1_sex".to_owned(), "mistake-sex-choose"),
            ("c1_birth_year".to_owned(), "mistake-birth-missing"),
        ]
    );
}

#[test]
fn mistakes_of_several_children_come_in_the_order_of_the_questions() {
    let form = with(
        many("mother", 3),
        &[("c3_sex", ""), ("c1_birth_year", "16"), ("c2_khmer_given", "DARA"), ("phone", "123")],
    );
    let steps: Vec<String> = mistakes(&form).into_iter().map(|it| it.step).collect();
    assert_eq!(steps, ["phone", "c1-birth", "c2-name", "c3-sex"]);
    let children: Vec<Option<u8>> = mistakes(&form).into_iter().map(|it| it.child).collect();
    assert_eq!(children, [None, Some(1), Some(2), Some(3)]);
}

#[test]
fn each_slip_has_its_own_sentence() {
    for (field, value, mistaken, text) in [
        ("relation", "aunt", "relation", "mistake-choose-one"),
        ("khmer_family", "SOK", "khmer_family", "mistake-name-khmer"),
        ("latin_given", "សុភា", "latin_given", "mistake-name-latin"),
        ("latin_given", "<b>", "latin_given", "mistake-name-letters"),
        ("c1_khmer_given", "មុំ២", "c1_khmer_given", "mistake-name-letters"),
        ("phone", "0123", "phone", "mistake-phone-length"),
        ("count", "0", "count", "mistake-count"),
        ("count", "two", "count", "mistake-count"),
        ("c1_sex", "x", "c1_sex", "mistake-sex-choose"),
        ("c1_birth_year", "2030", "c1_birth_year", "mistake-birth-future"),
        ("c1_birth_about", "2", "c1_birth_about", "mistake-birth-about-against-date"),
        ("c1_birth_unknown", "yes", "c1_birth_unknown", "mistake-birth-both"),
        ("c1_mother", "same_1", "c1_mother", "mistake-choose-one"),
        ("c1_father", "informant", "c1_father", "mistake-father-again"),
        ("c1_father", "neighbour", "c1_father", "mistake-choose-one"),
        ("c1_place", "found", "c1_place", "mistake-choose-one"),
        ("home", "moon", "home", "mistake-choose-one"),
        ("home_village_code", "99999999", "home_village_code", "mistake-choose-one"),
        ("paper_family_book", "yes", "paper_family_book", "mistake-choose-one"),
        ("collect_1_name", "7", "collect_1_name", "mistake-name-letters"),
    ] {
        let found = said(&with(one_girl(), &[(field, value)]));
        assert_eq!(found, [(mistaken.to_owned(), text)], "{field}={value}");
    }
}

#[test]
fn a_count_is_understood_with_its_word_and_without_one_the_children_are_counted() {
    for count in ["1 នាក់", "១នាក់", "កុមារ ១ នាក់", "1 child", " 1 "]
    {
        assert_eq!(said(&with(one_girl(), &[("count", count)])), [], "{count}");
    }
    assert_eq!(filed(&with(one_girl(), &[("count", "1 child")])).children.len(), 1);
    assert_eq!(filed(&with(many("mother", 3), &[("count", "3 នាក់")])).children.len(), 3);
    assert_eq!(filed(&with(many("mother", 3), &[("count", "")])).children.len(), 3);
    let none = with(one_girl(), &[("count", "ច្រើន")]);
    assert_eq!(said(&none), [("count".to_owned(), "mistake-count")]);
}

#[test]
fn a_day_that_no_lunar_month_has_is_told() {
    for words in ["99 កើត", "16 រោច", "១៦រោច ខែពិសាខ", "0 កើត ខែចេត្រ", "15 រោច ខែចេត្រ", "16 roch"]
    {
        let form = with(one_girl(), &[("c1_birth_year", ""), ("c1_birth_lunar", words)]);
        assert_eq!(
            said(&form),
            [("c1_birth_lunar".to_owned(), "mistake-birth-lunar-day")],
            "{words}"
        );
    }
    for words in ["១៥ រោច ខែពិសាខ", "14 រោច ខែចេត្រ", "15 កើត ចេត្រ", "កើតឆ្នាំ 2010", "ឆ្នាំ 2015 កើតនៅភូមិ"]
    {
        let none = ("c1_birth_chosen", "none");
        let form = with(one_girl(), &[("c1_birth_year", ""), ("c1_birth_lunar", words), none]);
        assert_eq!(said(&form), [], "{words}");
    }
    // The same from the lists: ចេត្រ has 29 days, 14 of them waning.
    let lists = [
        ("c1_birth_lunar_month", "4"),
        ("c1_birth_lunar_phase", "1"),
        ("c1_birth_lunar_day", "15"),
    ];
    let form = with(with(one_girl(), &[("c1_birth_year", "")]), &lists);
    assert_eq!(said(&form), [("c1_birth_lunar_day".to_owned(), "mistake-lunar-day")]);
}

#[test]
fn a_parent_who_was_who_reported_is_asked_about_by_name_after_that_changed() {
    let form = with(one_girl(), &[("c1_mother", "informant"), ("relation", "grandmother")]);
    assert_eq!(said(&form), [("c1_mother".to_owned(), "mistake-mother-again")]);
    let form = with(one_girl(), &[("c1_father", "informant")]);
    assert_eq!(said(&form), [("c1_father".to_owned(), "mistake-father-again")]);
}

#[test]
fn letters_of_another_script_are_named() {
    for (field, value, text) in [
        ("latin_given", "សុភា", "mistake-name-latin"),
        ("latin_given", "Дара", "mistake-name-latin-other"),
        ("c1_khmer_given", "DARA", "mistake-name-khmer"),
        ("c1_khmer_given", "Дара", "mistake-name-khmer-other"),
    ] {
        assert_eq!(
            said(&with(one_girl(), &[(field, value)])),
            [(field.to_owned(), text)],
            "{value}"
        );
    }
}

#[test]
fn more_children_than_a_form_holds_are_told_how_many_it_holds() {
    for count in ["21", "២១", "999", "99999999999999"] {
        let found = mistakes(&with(one_girl(), &[("count", count)]));
        assert_eq!(found[0].text, "mistake-count-too-many");
        assert_eq!(found[0].of.as_deref(), Some("20"));
    }
}

#[test]
fn a_family_name_alone_is_no_name_for_a_child_but_enough_for_who_reports() {
    let form =
        with(one_girl(), &[("khmer_given", ""), ("c1_khmer_given", ""), ("c1_khmer_family", "សុខ")]);
    assert_eq!(said(&form), [("c1_khmer_given".to_owned(), "mistake-child-name")]);
}

#[test]
fn a_mother_born_after_her_child_is_told_at_the_later_question() {
    let hers = with(one_girl(), &[("own_birth_year", "2017")]);
    assert_eq!(said(&hers), [("c1_birth_year".to_owned(), "mistake-birth-mother-after-child")]);
    let form = with(one_girl(), &[("c1_father", "other"), ("c1_father_birth_year", "2020")]);
    let found = mistakes(&form);
    assert_eq!(found[0].step, "c1-father-birth");
    assert_eq!(found[0].text, "mistake-birth-father-after-child");
}

#[test]
fn a_date_typed_for_the_mother_again_as_her_own_is_noticed() {
    let form = with(
        one_girl(),
        &[
            ("own_birth_day", "3"),
            ("own_birth_month", "4"),
            ("own_birth_year", "2016"),
            ("c1_birth_day", "3"),
            ("c1_birth_month", "4"),
        ],
    );
    assert_eq!(said(&form)[0].1, "mistake-birth-mother-after-child");
}

#[test]
fn no_telephone_and_a_number_do_not_go_together() {
    let form = with(one_girl(), &[("phone", "012345678"), ("phone_owner", "none")]);
    assert_eq!(said(&form), [("phone_owner".to_owned(), "mistake-phone-none")]);
}

#[test]
fn a_page_is_told_its_own_mistakes_only() {
    let form = with(one_girl(), &[("c1_sex", ""), ("phone", "1")]);
    let page = step(&form, &setting(), "c1-sex").unwrap();
    let found = check_step(&form, &page, &setting());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text, "mistake-sex-choose");
}

#[test]
fn an_answer_that_had_to_be_cut_is_still_a_mistake() {
    let long = "ក".repeat(5000);
    for field in ["khmer_given", "home_village", "c1_birth_lunar", "phone", "count", "home"] {
        let found = said(&with(one_girl(), &[(field, &long)]));
        assert_eq!(found.len(), 1, "{field}");
        assert_eq!(found[0].0, field);
    }
}

#[test]
fn not_knowing_the_date_goes_with_an_age_and_with_a_lunar_date() {
    let unknown = ("c1_birth_unknown", "yes");
    let none = ("c1_birth_chosen", "none");
    for known in [("c1_birth_about", "3 ខែ"), ("c1_birth_lunar", "១០កើត ខែចេត្រ")]
    {
        let form = with(one_girl(), &[("c1_birth_year", ""), known, unknown, none]);
        assert!(said(&form).is_empty(), "{known:?}");
    }
}
