//! Births that a family knows by the Khmer calendar.

use jiff::civil::date;

use super::{Answers, filed, one_girl, said, setting, with};
use crate::domain::birth::{Birth, Precision};
use crate::domain::intake::{Chosen, FieldKind, Moon, asks_on, page, step};

/// Year of the Rabbit, 5 waning of Pisakh, a Tuesday.
const RABBIT: [(&str, &str); 6] = [
    ("c1_birth_year", ""),
    ("c1_birth_animal", "3"),
    ("c1_birth_lunar_month", "5"),
    ("c1_birth_lunar_phase", "1"),
    ("c1_birth_lunar_day", "5"),
    ("c1_birth_weekday", "2"),
];

fn chosen(form: &Answers, code: &str) -> Answers {
    with(form.clone(), &[("c1_birth_chosen", code)])
}

fn offered(form: &Answers, id: &str) -> Vec<String> {
    let page = step(form, &setting(), id).unwrap();
    let FieldKind::Choice(choices) = &page.fields[0].kind else { panic!("a row of choices") };
    choices.iter().map(|choice| choice.value.to_string()).collect()
}

#[test]
fn a_khmer_date_leads_to_a_page_of_days_and_the_chosen_one_is_the_birth() {
    let form = with(one_girl(), &RABBIT);
    assert_eq!(page(&form, &setting(), "c1-birth").unwrap().next.as_deref(), Some("c1-which"));
    let days = offered(&form, "c1-which");
    assert_eq!(days.first().map(String::as_str), Some("2023-05-09"));
    assert_eq!(days[days.len() - 2..], ["unsure", "none"]);
    // Nothing is chosen silently.
    assert_eq!(said(&form), [("c1_birth_chosen".to_owned(), "mistake-day-choose")]);
    let child = filed(&chosen(&form, "2023-05-09")).children.remove(0);
    assert_eq!(child.birth, Some(Birth::Exact(date(2023, 5, 9))));
    let words = child.lunar_words.unwrap();
    assert_eq!(words.as_str(), "ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ");
}

#[test]
fn who_is_not_sure_or_finds_none_keeps_the_words_and_no_day_is_made_up() {
    let form = with(one_girl(), &RABBIT);
    for code in ["unsure", "none"] {
        let birth = filed(&chosen(&form, code)).children.remove(0).birth.unwrap();
        assert_eq!(birth.precision(), Precision::Lunar, "{code}");
        assert!(birth.to_code().ends_with("ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ"), "{code}");
        assert_eq!(Birth::from_code(&birth.to_code()), Some(birth));
    }
    // About three years old: one day is left, and the family is not sure of it.
    let about = with(form, &[("c1_birth_about", "3"), ("c1_birth_chosen", "unsure")]);
    assert_eq!(offered(&about, "c1-which"), ["2023-05-09", "unsure", "none"]);
    let birth = filed(&about).children.remove(0).birth.unwrap();
    assert_eq!(
        (birth.earliest(), birth.latest()),
        (Some(date(2023, 5, 9)), Some(date(2023, 5, 9)))
    );
    let none = filed(&chosen(&about, "none")).children.remove(0);
    assert!(
        matches!(none.birth, Some(Birth::About { years: 3, .. })) && none.lunar_words.is_some()
    );
}

#[test]
fn the_animal_and_about_how_old_give_the_year_from_new_year_to_new_year() {
    let form = with(
        one_girl(),
        &[("c1_birth_year", ""), ("c1_birth_about", "3"), ("c1_birth_animal", "3")],
    );
    let code = "2023-04-14..2024-04-13";
    assert_eq!(offered(&form, "c1-which"), [code, "unsure", "none"]);
    let birth = filed(&chosen(&form, code)).children.remove(0).birth.unwrap();
    assert_eq!(birth.to_code(), format!("lunar@{code}:ឆ្នាំថោះ"));
    assert_eq!(birth.latest(), Some(date(2024, 4, 13)));
}

#[test]
fn a_day_that_no_longer_fits_what_is_said_is_asked_for_again() {
    let form = chosen(&with(one_girl(), &RABBIT), "2023-05-09");
    let other = with(form, &[("c1_birth_lunar_day", "6")]);
    assert_eq!(Moon::of(&other, &setting(), "c1_").map(|moon| moon.chosen), Some(Chosen::Open));
    assert_eq!(said(&other), [("c1_birth_chosen".to_owned(), "mistake-day-choose")]);
}

#[test]
fn a_day_that_is_written_is_not_asked_for_again_and_the_khmer_words_are_kept() {
    let form = with(one_girl(), &RABBIT);
    let written = [("c1_birth_day", "9"), ("c1_birth_month", "5"), ("c1_birth_year", "2023")];
    let form = with(form, &[&written[..], &[("c1_birth_lunar", "ព្រឹក")]].concat());
    assert!(step(&form, &setting(), "c1-which").is_none());
    let child = filed(&form).children.remove(0);
    assert_eq!(child.birth, Some(Birth::Exact(date(2023, 5, 9))));
    assert!(child.lunar_words.unwrap().as_str().ends_with("ឆ្នាំថោះ – ព្រឹក"));
}

#[test]
fn words_lead_to_the_same_page_as_the_lists_and_are_not_kept_twice() {
    for words in ["ឆ្នាំថោះ ខែពិសាខ ៥រោច ថ្ងៃអង្គារ", "5 roch Pisakh rabbit Tuesday"]
    {
        let form = with(one_girl(), &[("c1_birth_year", ""), ("c1_birth_lunar", words)]);
        assert_eq!(page(&form, &setting(), "c1-birth").unwrap().next.as_deref(), Some("c1-which"));
        assert_eq!(said(&form), [("c1_birth_chosen".to_owned(), "mistake-day-choose")]);
        let child = filed(&chosen(&form, "2023-05-09")).children.remove(0);
        assert_eq!(child.birth, Some(Birth::Exact(date(2023, 5, 9))));
        let kept = child.lunar_words.unwrap();
        assert_eq!(kept.as_str(), "ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ");
    }
    // Beside the lists, words that say the same add nothing, and words that say another thing are kept.
    let lists = with(one_girl(), &RABBIT);
    for (words, kept) in
        [("ថ្ងៃអង្គារ", "ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ"), ("ថ្ងៃចន្ទ", "ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ – ថ្ងៃចន្ទ")]
    {
        let form = chosen(&with(lists.clone(), &[("c1_birth_lunar", words)]), "2023-05-09");
        let child = filed(&form).children.remove(0);
        assert_eq!(child.lunar_words.unwrap().as_str(), kept);
    }
}

#[test]
fn words_that_nobody_can_read_stay_and_are_marked() {
    let form = with(one_girl(), &[("c1_birth_year", ""), ("c1_birth_lunar", "hello")]);
    assert!(step(&form, &setting(), "c1-which").is_none());
    assert_eq!(filed(&form).children.remove(0).birth.unwrap().to_code(), "lunar:hello");
    let moon = |form: &Answers| Moon::of(form, &setting(), "c1_").map(|moon| moon.chosen);
    assert_eq!(moon(&form), Some(Chosen::Unread));
    let day = [("c1_birth_day", "9"), ("c1_birth_month", "5"), ("c1_birth_year", "2023")];
    assert_eq!(moon(&with(form, &day)), None, "who writes the day has said it");
}

#[test]
fn days_of_grown_ups_are_offered_only_when_they_are_asked_for() {
    let animal = [("c1_birth_year", ""), ("c1_birth_animal", "3")];
    let form = with(one_girl(), &animal);
    let young = ["2023-04-14..2024-04-13", "2011-04-14..2012-04-13", "older", "unsure", "none"];
    assert_eq!(offered(&form, "c1-which"), young);
    let unsure = filed(&chosen(&form, "unsure")).children.remove(0).birth.unwrap();
    let days = |birth: &Birth| (birth.earliest(), birth.latest());
    assert_eq!(days(&unsure), (Some(date(2011, 4, 14)), Some(date(2024, 4, 13))));
    // The same page asks on, and nothing is chosen by it.
    let older = chosen(&form, "older");
    let page = step(&older, &setting(), "c1-which").unwrap();
    assert!(asks_on(&page, &form, &older));
    assert_eq!(said(&older), [("c1_birth_chosen".to_owned(), "mistake-day-choose")]);
    let all = offered(&older, "c1-which");
    assert_eq!(all[all.len() - 2..], ["unsure_older", "none"]);
    assert_eq!(all[..3], [young[0], young[1], "1999-04-14..2000-04-13"]);
    let grown = filed(&chosen(&form, "1999-04-14..2000-04-13")).children.remove(0).birth.unwrap();
    assert_eq!(grown.earliest(), Some(date(1999, 4, 14)));
    // Who opens the page again and is not sure after all may still be grown up.
    let again = offered(&chosen(&form, "1999-04-14..2000-04-13"), "c1-which");
    assert_eq!(again[again.len() - 2..], ["unsure_older", "none"]);
    let unsure = filed(&chosen(&older, "unsure_older")).children.remove(0).birth.unwrap();
    assert!(unsure.earliest() < Some(date(1940, 1, 1)));
    // An age or a year says as much as asking for them.
    for known in [("c1_birth_about", "27"), ("c1_birth_year", "1999")] {
        let found = offered(&with(form.clone(), &[known]), "c1-which");
        assert_eq!(found, ["1999-04-14..2000-04-13", "unsure", "none"], "{known:?}");
    }
    // A month alone has more days than a page: whoever is not sure was born on one of all of them.
    let month = with(form, &[("c1_birth_animal", ""), ("c1_birth_lunar_month", "5")]);
    let birth = filed(&chosen(&month, "unsure")).children.remove(0).birth.unwrap();
    assert!(birth.earliest().unwrap().year() <= 2009 && birth.latest().unwrap().year() == 2026);
}

#[test]
fn an_age_that_fits_no_year_of_the_animal_offers_the_nearest() {
    let said = [("c1_birth_year", ""), ("c1_birth_about", "9"), ("c1_birth_animal", "3")];
    let form = with(one_girl(), &said);
    let nearest = ["2023-04-14..2024-04-13", "2011-04-14..2012-04-13", "unsure", "none"];
    assert_eq!(offered(&form, "c1-which"), nearest);
}

#[test]
fn a_day_of_the_week_alone_is_kept_and_asks_nothing_more() {
    let form = with(one_girl(), &[("c1_birth_year", ""), ("c1_birth_weekday", "2")]);
    assert!(step(&form, &setting(), "c1-which").is_none());
    let birth = filed(&form).children.remove(0).birth.unwrap();
    assert_eq!(birth.to_code(), "lunar:ថ្ងៃអង្គារ");
}

#[test]
fn what_is_on_no_list_is_a_mistake_at_its_list() {
    let form = with(one_girl(), &[("c1_birth_animal", "12"), ("c1_birth_lunar_day", "16")]);
    assert_eq!(
        said(&form),
        ["c1_birth_animal", "c1_birth_lunar_day"]
            .map(|field| (field.to_owned(), "mistake-choose-one"))
    );
}

#[test]
fn parents_are_asked_alike_and_only_where_they_are_asked_at_all() {
    let animal = [("own_birth_animal", "3"), ("c1_father", "other")];
    let form = with(one_girl(), &animal);
    let form = with(form, &[("c1_mother", "informant"), ("c1_father_birth_animal", "4")]);
    for id in ["own-which", "c1-father-which"] {
        assert!(!offered(&form, id).is_empty(), "{id}");
    }
    let open = said(&form).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
    assert_eq!(open, ["own_birth_chosen", "c1_father_birth_chosen"]);
    let form = with(form, &[("relation", "grandmother"), ("c1_father", "unknown")]);
    assert!(step(&form, &setting(), "own-which").is_none());
    assert!(step(&form, &setting(), "c1-father-which").is_none());
}
