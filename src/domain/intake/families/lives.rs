//! Where parents live who do not report.

use super::{Answers, filed, many, one_girl, said, setting, with};
use crate::domain::application::{Home, Lives, Residence};
use crate::domain::intake::{FieldKind, FormSetting, ReadBackValue as Value};
use crate::domain::intake::{entry_steps, page, parse, read_back, step, steps};
use crate::domain::names::Words;
use crate::domain::place::CommuneCode;

fn at_the_event() -> FormSetting {
    FormSetting { event: CommuneCode::parse("150602").ok(), ..setting() }
}

/// A grandmother who names both parents of one child.
fn grandmothers() -> Answers {
    with(
        many("grandmother", 1),
        &[
            ("c1_mother", "other"),
            ("c1_mother_khmer_given", "សុខា"),
            ("c1_father", "other"),
            ("c1_father_khmer_given", "វិចិត្រ"),
        ],
    )
}

fn is_asked(form: &Answers, id: &str) -> bool {
    step(form, &setting(), id).is_some()
}

/// What a page offers first.
fn offered(form: &Answers, id: &str) -> Vec<String> {
    let page = step(form, &setting(), id).unwrap_or_else(|| panic!("no page {id}"));
    let Some(FieldKind::Choice(choices)) = page.fields.first().map(|field| &field.kind) else {
        panic!("a row of choices")
    };
    choices.iter().map(|choice| choice.value.to_string()).collect()
}

fn lives(form: &Answers) -> Vec<Lives> {
    filed(form).persons.into_iter().map(|person| person.lives).collect()
}

#[test]
fn a_grandmother_is_asked_of_each_parent_who_lives_and_of_no_other() {
    let form = grandmothers();
    assert_eq!(
        page(&form, &setting(), "c1-mother-birth").unwrap().next.as_deref(),
        Some("c1-mother-home")
    );
    for (said, asked) in [("other", true), ("away", true), ("dead", false), ("unknown", false)] {
        let form = with(form.clone(), &[("c1_father", said)]);
        assert_eq!(is_asked(&form, "c1-father-home"), asked, "{said}");
    }
    // Of the parents of a second child only if they are others.
    let two = with(grandmothers(), &[("count", "2"), ("c2_mother", "same_1")]);
    assert!(!is_asked(&two, "c2-mother-home"));
}

#[test]
fn a_parent_who_reports_is_asked_only_of_one_who_lives_away() {
    for (reporter, other) in [("mother", "father"), ("father", "mother")] {
        let page = format!("c1-{other}-home");
        let form = with(many(reporter, 1), &[(&format!("c1_{other}"), "other")]);
        assert!(!is_asked(&form, &page), "the family's home is told already");
        assert!(is_asked(&with(form, &[(&format!("c1_{other}"), "away")]), &page));
        assert!(!is_asked(&with(one_girl(), &[]), &format!("c1-{reporter}-home")));
    }
    // The child of another woman on a mother's form.
    let form = with(many("mother", 2), &[("c2_mother", "other"), ("c2_father", "other")]);
    assert!(is_asked(&form, "c2-mother-home") && is_asked(&form, "c2-father-home"));
}

#[test]
fn a_father_lives_with_the_mother_only_where_there_is_one() {
    let form = grandmothers();
    assert_eq!(offered(&form, "c1-mother-home")[..2], ["reporter", "here"]);
    assert_eq!(offered(&form, "c1-father-home")[..3], ["reporter", "mother", "here"]);
    let gone = with(form.clone(), &[("c1_mother", "dead"), ("c1_father_home", "mother")]);
    assert!(!offered(&gone, "c1-father-home").contains(&"mother".to_owned()));
    assert_eq!(said(&gone), [("c1_father_home".to_owned(), "mistake-choose-one")]);
    // Who lives away is not in the reporter's house.
    let away = with(form.clone(), &[("c1_mother", "away")]);
    assert!(!offered(&away, "c1-mother-home").contains(&"reporter".to_owned()));
    let abroad = [("c1_mother_home", "abroad"), ("c1_mother_home_country", "ថៃ")];
    let together = with(with(form, &abroad), &[("c1_father_home", "mother")]);
    let [Lives::Abroad(Some(hers)), Lives::Abroad(Some(his))] = &lives(&together)[..] else {
        panic!("both abroad")
    };
    assert_eq!((hers.as_str(), his.as_str()), ("ថៃ", "ថៃ"));
}

#[test]
fn a_parents_place_is_chosen_like_the_familys_own() {
    let form = with(grandmothers(), &[("c1_mother_home", "elsewhere")]);
    let setting = at_the_event();
    assert_eq!(
        page(&form, &setting, "c1-mother-home").unwrap().next.as_deref(),
        Some("c1-mother-home-where")
    );
    let form = with(form, &[("c1_mother_home_code", "15010607")]);
    let application = parse(&form, &setting).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    assert_eq!(application.home.residence, Residence::NotStated, "hers is not the family's");
    let Lives::At(Home { residence: Residence::Elsewhere, place: Some(place), .. }) =
        &application.persons[0].lives
    else {
        panic!("a place elsewhere")
    };
    assert_eq!(place.keep().code, "15010607");
    let read: Vec<_> = read_back(&form, &setting)
        .into_iter()
        .filter(|line| line.step.starts_with("c1-mother-home"))
        .map(|line| line.value)
        .collect();
    let [Value::KeyAndWords { key: "residence-elsewhere", words: None }, Value::Text(place)] =
        &read[..]
    else {
        panic!("where, and which place")
    };
    assert!(place.starts_with("ភូមិរំលេច ឃុំរំលេច"));
}

#[test]
fn what_is_written_without_a_choice_counts_and_nothing_is_ever_missed() {
    let form = grandmothers();
    assert_eq!(lives(&form), [Lives::NotStated, Lives::NotStated]);
    let words = with(form, &[("c1_mother_home_village", "ស្វាយ")]);
    let [Lives::At(home), Lives::NotStated] = &lives(&words)[..] else { panic!("her village") };
    assert_eq!(home.village.as_ref().map(Words::as_str), Some("ស្វាយ"));
    // On a helper's page whatever was answered stays open and counts, whoever reports.
    let mothers = with(many("mother", 1), &[("c1_father", "other"), ("c1_father_home", "unknown")]);
    assert_eq!(lives(&mothers)[1..], [Lives::Unknown]);
    assert!(is_asked(&mothers, "c1-father-home"), "and is read back");
    // The dead live nowhere, whatever was answered before.
    let dead = with(mothers, &[("c1_father", "dead"), ("c1_father_khmer_given", "វិចិត្រ")]);
    assert_eq!(lives(&dead)[1..], [Lives::NotStated]);
}

#[test]
fn a_mother_typed_again_without_her_home_is_still_one_person() {
    let mut form = many("grandmother", 2);
    for child in [1, 2] {
        form.set(&format!("c{child}_mother"), "other");
        form.set(&format!("c{child}_mother_khmer_given"), "សុខា");
        form.set(&format!("c{child}_mother_birth_year"), "1990");
    }
    for child in [1, 2] {
        let field = format!("c{child}_mother_home");
        assert_eq!(lives(&with(form.clone(), &[(&field, "reporter")])), [Lives::WithReporter]);
    }
    let both = [("c1_mother_home", "reporter"), ("c2_mother_home", "unknown")];
    assert_eq!(lives(&with(form, &both)).len(), 2, "two of one name");
}

#[test]
fn a_helpers_page_asks_beside_the_parent_and_a_phone_on_its_own_page() {
    let setting = at_the_event();
    let pages = entry_steps(&grandmothers(), &setting);
    let mothers = pages.iter().find(|page| page.id == "c1-mother-home").unwrap();
    let when = mothers.when.as_ref().unwrap();
    assert_eq!((when.field.as_str(), when.values), ("c1_mother", &["other", "away"][..]));
    assert!(mothers.fields.iter().any(|field| field.name == "c1_mother_home_find"));
    let on_phone = steps(&grandmothers(), &setting);
    let mothers = on_phone.iter().find(|page| page.id == "c1-mother-home").unwrap();
    assert!(mothers.fields.iter().all(|field| field.name != "c1_mother_home_find"));
    assert!(mothers.fields.iter().all(|field| field.optional));
}
