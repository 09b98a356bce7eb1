//! What holds for any text in any box.

use proptest::prelude::*;

use super::{one_girl, setting};
use crate::domain::intake::{
    Answers, FieldKind, check_step, first_unanswered, page, parse, read_back, steps,
};

/// Every field that a form of two children with all pages open can have.
fn all_fields() -> Vec<String> {
    let mut form = Answers::from_pairs([("relation", "mother"), ("count", "2")]);
    for child in [1, 2] {
        for role in ["mother", "father"] {
            form.set(&format!("c{child}_{role}"), "away");
        }
    }
    let pages = steps(&form, &setting());
    pages.into_iter().flat_map(|step| step.fields).map(|field| field.name).collect()
}

/// Texts that look like answers, and texts that do not.
fn answer() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9០-៩ ]{0,5}",
        "[ក-អា-៌្ ]{0,12}",
        "[A-Za-z' .-]{0,8}",
        prop::sample::select(vec![
            "mother",
            "finder",
            "informant",
            "same_1",
            "same_2",
            "same_0",
            "same_255",
            "same_256",
            "other",
            "dead",
            "away",
            "unknown",
            "officer",
            "here",
            "found",
            "yes",
            "2",
            "20",
            "2016",
            "2559",
            "29",
            "02",
            "have",
            "own",
            "none",
        ])
        .prop_map(str::to_owned),
    ]
}

fn form() -> impl Strategy<Value = Answers> {
    let pair = (prop::sample::select(all_fields()), answer());
    (any::<bool>(), prop::collection::vec(pair, 0..60)).prop_map(|(started, pairs)| {
        let mut form = if started { one_girl() } else { Answers::default() };
        for (name, value) in pairs {
            form.set(&name, &value);
        }
        form
    })
}

proptest! {
    // Each case goes over a whole form, some of them once for every choice in it.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_answers_are_parsed_and_twice_alike(form in form()) {
        let setting = setting();
        let first = parse(&form, &setting);
        prop_assert!(first == parse(&form, &setting));
        if let Ok(application) = first {
            prop_assert!(!application.children.is_empty() && application.children.len() <= 20);
            prop_assert!(!application.informant.names.is_empty());
            for child in &application.children {
                for parent in [child.mother, child.father] {
                    let known = parent.person();
                    prop_assert!(known.is_none_or(|at| at < application.persons.len()));
                }
            }
        }
    }

    #[test]
    fn every_mistake_stands_at_a_field_of_its_step(form in form()) {
        let setting = setting();
        let pages = steps(&form, &setting);
        let all = parse(&form, &setting).err().unwrap_or_default();
        for mistake in &all {
            let page = pages.iter().find(|page| page.id == mistake.step);
            let field = page.and_then(|page| {
                page.fields.iter().find(|field| field.name == mistake.field)
            });
            prop_assert!(field.is_some(), "{mistake:?}");
        }
        let page_by_page: Vec<_> =
            pages.iter().flat_map(|page| check_step(&form, page, &setting)).collect();
        prop_assert_eq!(page_by_page, all);
    }

    #[test]
    fn the_form_can_be_walked_from_the_first_page_to_the_last(form in form()) {
        let setting = setting();
        let pages = steps(&form, &setting);
        let mut walked = vec!["who".to_owned()];
        loop {
            let at = page(&form, &setting, walked.last().unwrap()).unwrap();
            prop_assert_eq!((at.number, at.of), (walked.len(), pages.len()));
            prop_assert_eq!(at.previous.as_ref(), walked.iter().nth_back(1));
            let Some(next) = at.next else { break };
            walked.push(next);
        }
        let ids: Vec<String> = pages.into_iter().map(|page| page.id).collect();
        prop_assert_eq!(walked, ids);
        prop_assert!(first_unanswered(&form, &setting).is_some(), "no page was answered yet");
    }

    #[test]
    fn every_line_read_back_leads_to_a_step(form in form()) {
        let setting = setting();
        let pages = steps(&form, &setting);
        for line in read_back(&form, &setting) {
            prop_assert!(pages.iter().any(|page| page.id == line.step), "{}", line.step);
        }
    }

    #[test]
    fn no_name_occurs_twice_and_every_choice_offered_is_taken(form in form()) {
        let setting = setting();
        let mut names = std::collections::BTreeSet::new();
        for page in steps(&form, &setting) {
            for field in &page.fields {
                prop_assert!(names.insert(field.name.clone()), "{}", field.name);
                let FieldKind::Choice(choices) = &field.kind else { continue };
                for choice in choices {
                    let mut chosen = form.clone();
                    chosen.set(&field.name, &choice.value);
                    prop_assert_eq!(chosen.get(&field.name), &choice.value);
                    let refused = parse(&chosen, &setting).err().unwrap_or_default();
                    prop_assert!(
                        !refused.iter().any(|mistake| {
                            mistake.field == field.name && mistake.text == "mistake-choose-one"
                        }),
                        "{}={}", field.name, choice.value
                    );
                }
            }
        }
    }
}
