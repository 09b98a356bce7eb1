//! Every text the form can show is there, in both languages.

use std::collections::{BTreeMap, BTreeSet};

use super::families::{one_girl, setting};
use super::{Answers, FieldKind, Step, entry_steps, mistakes, paper_steps, read_back, steps};
use crate::domain::application::{
    Life, LivesSaid, Nationality, Parent, PhoneOwner, PlaceKind, Relation, Residence, Sex, Spot,
};
use crate::domain::birth::{BirthError, Precision};
use crate::domain::documents::{Paper, PaperState};
use crate::domain::names::{NameError, WordsError};
use crate::domain::phone::PhoneError;
use crate::domain::place::CommuneCode;
use crate::khmer;

const KHMER: &str = include_str!("../../../templates/texts/km/intake.ftl");
const ENGLISH: &str = include_str!("../../../templates/texts/en/intake.ftl");

/// The texts by key. Each stands on one line.
fn texts(file: &str) -> BTreeMap<&str, &str> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(" = ").expect("a key and a text")).collect()
}

/// A form with every page open, for each relation.
fn all_pages() -> Vec<Step> {
    let mut setting = setting();
    setting.papers = Paper::ALL.to_vec();
    setting.event = CommuneCode::parse("150602").ok();
    // She names no father, so some papers are another family's.
    let mut pages = steps(&one_girl(), &setting);
    for relation in Relation::ALL {
        let mut form = Answers::from_pairs([
            ("relation", relation.code()),
            ("count", "3"),
            ("c1_khmer_given", "ដារ៉ា"),
        ]);
        for role in ["mother", "father"] {
            form.set(&format!("c1_{role}"), "other");
            form.set(&format!("c2_{role}"), "dead");
        }
        for lists in [
            &[("c1_birth_animal", "3")][..],
            &[("c1_birth_lunar_month", "5"), ("c1_birth_about", "3")],
            &[("c1_birth_animal", ""), ("c1_birth_about", "")],
        ] {
            for (name, value) in lists {
                form.set(name, value);
            }
            pages.extend(steps(&form, &setting));
        }
        pages.extend(entry_steps(&form, &setting));
        pages.extend(paper_steps(&form, &setting));
        for answer in ["", "15", "150106", "none", "kh"] {
            for name in ["home", "own_birth_spot", "c1_place"] {
                form.set(name, "elsewhere");
            }
            form.set("c1_mother_birth_spot", "elsewhere");
            form.set("c1_mother_home", "elsewhere");
            form.set("c1_father_home", "elsewhere");
            form.set("c1_mother_home_code", answer);
            form.set("c1_father_birth_spot", "elsewhere");
            form.set("home_code", answer);
            form.set("c1_place_code", answer);
            pages.extend(steps(&form, &setting));
        }
        for typed in ["bakan", "zzzzqqq"] {
            form.set("home_find", typed);
            form.set("home_code", "");
            pages.extend(entry_steps(&form, &setting));
        }
    }
    pages
}

fn keys_in_use() -> BTreeSet<&'static str> {
    let mut keys = BTreeSet::new();
    for page in all_pages() {
        keys.insert(page.title);
        keys.extend(page.hint);
        for field in page.fields {
            keys.insert(field.label);
            keys.extend(field.hint);
            keys.extend(field.group);
            if let FieldKind::Choice(choices)
            | FieldKind::Select(choices)
            | FieldKind::Found(choices) = field.kind
            {
                keys.extend(choices.into_iter().map(|choice| choice.label));
            }
        }
    }
    let form = Answers::from_pairs([
        ("c1_mother", "dead"),
        ("c1_mother_nationality", "khmer"),
        ("c1_father", "away"),
        ("c1_father_nationality", "khmer"),
        ("collect_self", "yes"),
    ]);
    keys.extend(read_back(&form, &setting()).into_iter().map(|line| line.label));
    // Said of a year of the Buddhist Era only.
    keys.insert("intake-read-era");
    keys.extend(Relation::ALL.iter().map(|it| it.text_key()));
    keys.extend(PhoneOwner::ALL.iter().map(|it| it.text_key()));
    keys.extend(Residence::ALL.iter().map(|it| it.text_key()));
    keys.extend(Sex::ALL.iter().map(|it| it.text_key()));
    keys.extend(Spot::ALL.iter().map(|it| it.text_key()));
    keys.extend(PlaceKind::ALL.iter().map(|it| it.text_key()));
    keys.extend(LivesSaid::ALL.iter().map(|it| it.text_key()));
    keys.extend(Life::ALL.iter().map(|it| it.text_key()));
    keys.extend(Paper::ALL.iter().map(|it| it.text_key()));
    keys.extend(PaperState::ALL.iter().map(|it| it.text_key()));
    keys.extend(Precision::ALL.iter().map(|it| it.text_key()));
    for parent in [Parent::Dead, Parent::Away, Parent::Unknown, Parent::NotStated] {
        keys.insert(parent.text_key());
    }
    for nationality in [Nationality::Khmer, Nationality::Other(None), Nationality::Officer] {
        keys.insert(nationality.text_key());
    }
    keys.extend(mistake_keys());
    keys
}

fn mistake_keys() -> Vec<&'static str> {
    use mistakes as own;
    let mut keys = vec![
        own::CHOOSE,
        own::RELATION,
        own::INFORMANT_NAME,
        own::PHONE_NONE,
        own::COUNT,
        own::COUNT_TOO_MANY,
        own::CHILD_NAME,
        own::SEX,
        own::BIRTH_MISSING,
        own::BIRTH_BOTH,
        own::DAY_CHOSEN,
        own::MOTHER_AGAIN,
        own::FATHER_AGAIN,
        own::LUNAR_DAY,
        own::MOTHER_AFTER_CHILD,
        own::FATHER_AFTER_CHILD,
    ];
    keys.extend(
        [
            NameError::Blank,
            NameError::TooLong,
            NameError::Unprintable,
            NameError::NotLetters,
            NameError::LoneMark,
            NameError::NotKhmer,
            NameError::NotLatin,
            NameError::ThirdScript(true),
            NameError::ThirdScript(false),
        ]
        .map(NameError::text_key),
    );
    keys.extend([WordsError::TooLong, WordsError::Unprintable].map(WordsError::text_key));
    keys.extend(
        [PhoneError::Blank, PhoneError::NotDigits, PhoneError::WrongLength, PhoneError::Several]
            .map(PhoneError::text_key),
    );
    keys.extend(
        [
            BirthError::Day,
            BirthError::DayOfMonth(30),
            BirthError::Month,
            BirthError::MonthMissing,
            BirthError::YearMissing,
            BirthError::YearDigits,
            BirthError::YearRange,
            BirthError::Future,
            BirthError::About,
            BirthError::AboutAgainstDate,
            BirthError::Lunar,
            BirthError::LunarDay(15),
        ]
        .map(BirthError::text_key),
    );
    keys
}

#[test]
fn every_key_has_a_text_in_both_languages_and_no_text_is_left_over() {
    let used = keys_in_use();
    for file in [KHMER, ENGLISH] {
        let there: BTreeSet<&str> = texts(file).into_keys().collect();
        assert_eq!(used.difference(&there).collect::<Vec<_>>(), Vec::<&&str>::new(), "missing");
        assert_eq!(there.difference(&used).collect::<Vec<_>>(), Vec::<&&str>::new(), "left over");
    }
}

#[test]
fn both_languages_take_the_same_argument() {
    let english = texts(ENGLISH);
    for (key, text) in texts(KHMER) {
        let other = english.get(key).is_some_and(|text| text.contains("{ $of }"));
        assert_eq!(text.contains("{ $of }"), other, "{key}");
    }
}

#[test]
fn khmer_texts_are_in_the_order_of_the_encoding() {
    for (key, text) in texts(KHMER) {
        assert_eq!(khmer::normalize(text), text, "{key}");
    }
}

#[test]
fn no_text_blames_or_names_a_status() {
    for (key, text) in texts(ENGLISH) {
        for word in ["rror", "nvalid", "failed", "risk", "victim", "orphan", "single", "why"] {
            assert!(!text.contains(word), "{key}: {word}");
        }
    }
    for (key, text) in texts(KHMER) {
        // Abandon, orphan, widow, risk, fine.
        for word in ["បោះបង់", "កំព្រា", "មេម៉ាយ", "ហានិភ័យ", "ពិន័យ"]
        {
            assert!(!text.contains(word), "{key}: {word}");
        }
    }
}
