//! What is read aloud to a family before it sends the form.

use super::{many, one_girl, setting, with};
use crate::domain::application::PhoneOwner;
use crate::domain::birth::Birth;
use crate::domain::intake::{Answers, FormSetting, ReadBackValue as Value, read_back};
use crate::domain::place::CommuneCode;

/// The values of one step's lines.
fn read(form: &Answers, step: &str) -> Vec<Value> {
    let lines = read_back(form, &setting());
    lines.into_iter().filter(|line| line.step == step).map(|line| line.value).collect()
}

#[test]
fn a_mother_hears_her_own_name_as_the_mothers() {
    let [Value::Parent { names, life: None, same_as: None }] = &read(&one_girl(), "c1-mother")[..]
    else {
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
    let told = |step| match &read(&form, step)[..] {
        [Value::Parent { names, life, same_as }] => (names.khmer(), *life, *same_as),
        _ => panic!("one parent"),
    };
    assert_eq!(told("c1-mother"), ("សុខា".to_owned(), Some("life-dead"), None));
    assert_eq!(told("c2-mother"), ("សុខា".to_owned(), Some("life-dead"), Some(1)));
}

#[test]
fn what_nobody_said_about_a_parent_who_is_away_is_read_in_one_line() {
    let away = with(one_girl(), &[("c1_father", "away")]);
    assert!(read(&away, "c1-father") == [Value::Key("parent-away")]);
    assert!(read(&away, "c1-father-birth") == [Value::NotAnswered]);
    let form = with(
        away,
        &[
            ("c1_father_khmer_given", "សុវណ្ណ"),
            ("c1_father_birth_year", "1990"),
            ("c1_father_birth_place", "រំលេច"),
        ],
    );
    let [Value::Born { birth: Some(Birth::Year(1990)), lunar: None, place: Some(place) }] =
        &read(&form, "c1-father-birth")[..]
    else {
        panic!("when and where in one line");
    };
    assert_eq!(place, "រំលេច");
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
fn a_village_of_the_list_that_was_typed_is_read_once() {
    let setting = FormSetting { event: CommuneCode::parse("150602").ok(), ..setting() };
    let village = setting.village("15060203").unwrap();
    for typed in [village.khmer().to_owned(), village.called_khmer()] {
        let form = with(one_girl(), &[("home", "here"), ("home_village", &typed)]);
        let words = Some(village.called_khmer());
        let home = read_back(&form, &setting).into_iter().find(|line| line.step == "home");
        let once = Value::KeyAndWords { key: "residence-here", words };
        assert!(home.is_some_and(|line| line.value == once), "{typed}");
    }
}

#[test]
fn what_is_wrong_is_read_as_not_answered() {
    let form = with(one_girl(), &[("c1_birth_year", "16"), ("relation", "")]);
    assert!(read(&form, "c1-birth") == [Value::NotAnswered]);
    assert!(read(&form, "who") == [Value::NotAnswered]);
}
