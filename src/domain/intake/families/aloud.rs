//! What is read aloud to a family before it sends the form.

use super::{many, one_girl, setting, with};
use crate::domain::application::PhoneOwner;
use crate::domain::birth::Birth;
use crate::domain::intake::{Answers, ReadBackValue as Value, read_back};

/// The values of one step's lines.
fn read(form: &Answers, step: &str) -> Vec<Value> {
    let lines = read_back(form, &setting());
    lines.into_iter().filter(|line| line.step == step).map(|line| line.value).collect()
}

#[test]
fn a_mother_hears_her_own_name_as_the_mothers() {
    let [Value::Names(names)] = &read(&one_girl(), "c1-mother")[..] else {
        panic!("one name");
    };
    assert_eq!(names.khmer(), "សុខ សុភា");
    assert!(read(&one_girl(), "c1-sex") == [Value::Key("sex-female")]);
    assert!(read(&one_girl(), "c1-birth") == [Value::Birth(Birth::Year(2016))]);
    assert!(read(&one_girl(), "c1-father") == [Value::Key("parent-not-stated")]);
    assert!(read(&one_girl(), "count") == [Value::Number(1)]);
}

#[test]
fn the_same_mother_is_read_by_name_at_every_child() {
    let form = with(
        many("grandmother", 2),
        &[("c1_mother", "dead"), ("c1_mother_khmer_given", "សុខា"), ("c2_mother", "same_1")],
    );
    assert!(read(&form, "c1-mother") == read(&form, "c2-mother"));
    assert!(read(&form, "c1-mother-birth")[0] == Value::Key("intake-choice-mother-dead"));
}

#[test]
fn a_number_is_read_in_groups_and_no_telephone_in_words() {
    let form = with(one_girl(), &[("phone", "+85512345678"), ("phone_owner", "own")]);
    assert!(
        read(&form, "phone")
            == [Value::Text("012 345 678".to_owned()), Value::Key("phone-owner-own")]
    );
    let none = with(one_girl(), &[("phone_owner", "none")]);
    assert!(read(&none, "phone") == [Value::Key(PhoneOwner::None.text_key())]);
    assert!(read(&one_girl(), "phone") == [Value::NotAnswered]);
}

#[test]
fn a_home_elsewhere_is_read_from_village_to_province() {
    let form = with(
        one_girl(),
        &[
            ("home", "elsewhere"),
            ("home_village", "រំលេច"),
            ("home_commune", "រំលេច"),
            ("home_district", "បាកាន"),
            ("home_province", "ពោធិ៍សាត់"),
        ],
    );
    let words = Some("រំលេច, រំលេច, បាកាន, ពោធិ៍សាត់".to_owned());
    assert!(read(&form, "home") == [Value::KeyAndWords { key: "residence-elsewhere", words }]);
}

#[test]
fn what_is_wrong_is_read_as_not_answered() {
    let form = with(one_girl(), &[("c1_birth_year", "16"), ("relation", "")]);
    assert!(read(&form, "c1-birth") == [Value::NotAnswered]);
    assert!(read(&form, "who") == [Value::NotAnswered]);
}
