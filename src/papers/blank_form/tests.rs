use super::blanks::{PAPER_TICKS, chosen, is_paper};
use super::*;
use crate::domain::documents::Paper;
use crate::domain::intake::{FieldKind, PlaceName};
use crate::papers::sheet::pages;
use crate::typeset::layout::{Item, Page};

fn setting() -> FormSetting {
    let commune =
        PlaceName { khmer: "ក្រពើពីរ".to_owned(), latin: "Krapeu Pir".to_owned() };
    FormSetting::new(commune, jiff::civil::date(2026, 11, 21))
}

fn drawn(number: Option<u32>, setting: &FormSetting) -> Vec<Page> {
    let form = BlankForm {
        number,
        event: vec![Bilingual::new("ចុះបញ្ជីកំណើតដល់ភូមិ · សាលាបឋមសិក្សាក្រពើពីរ", "")],
        training: false,
        printed: Bilingual::new("២១.១១.២០២៦", "21.11.2026"),
        printed_at: Timestamp::UNIX_EPOCH,
    };
    pages(&sheet(&form, setting))
}

fn words(page: &Page) -> String {
    let runs = page.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run.text.as_str()),
        Item::Block(_) | Item::Rule(_) | Item::Figure(_) => None,
    });
    let words: String = runs.collect();
    words.replace(' ', "")
}

#[test]
fn a_family_is_one_leaf_and_two_further_children_are_another() {
    assert_eq!(drawn(Some(9017), &setting()).len(), 2);
    assert_eq!(drawn(None, &setting()).len(), FURTHER);
    let numbered = drawn(Some(9017), &setting()).iter().all(|page| words(page).contains("៩០១៧"));
    assert!(numbered, "leaves that come apart find each other");
}

#[test]
fn a_long_list_of_papers_still_leaves_whole_leaves() {
    let mut setting = setting();
    for count in 0..30 {
        setting.papers = Paper::ALL.iter().copied().cycle().take(count).collect();
        for number in [Some(9017), None] {
            assert_eq!(drawn(number, &setting).len() % 2, 0, "{count} papers");
        }
    }
}

#[test]
fn the_stub_is_on_the_first_side_only_and_carries_the_number() {
    let large = |page: &Page| {
        page.items.iter().any(|item| matches!(item, Item::Text(run) if 30.0 < run.size_pt))
    };
    let dashed =
        |page: &Page| page.items.iter().any(|item| matches!(item, Item::Rule(rule) if rule.dashed));
    let with_stub = |page: &Page| large(page) && dashed(page);
    let on = |number| drawn(number, &setting()).iter().map(with_stub).collect::<Vec<_>>();
    assert_eq!(on(Some(9017)), [true, false]);
    assert_eq!(on(None), [false, false]);
}

#[test]
fn everything_a_phone_asks_is_asked_on_paper_but_what_is_named_here() {
    let setting = setting();
    let of_family: String = drawn(Some(9017), &setting).iter().map(words).collect();
    let of_further = drawn(None, &setting).first().map(words).unwrap_or_default();
    let has = |page: &str, asked: &Bilingual| page.contains(&asked.km.replace(' ', ""));
    for step in asked(&setting, 2) {
        let page = if step.child == Some(2) { &of_further } else { &of_family };
        let merged = is_of_childs_parent(&step) || is_short(&step);
        assert!(merged || has(page, &Bilingual::of(step.title)), "{}", step.id);
        // A side for a further child has no room for it.
        for field in step.fields.iter().filter(|_| !(is_lives(&step) && step.child == Some(2))) {
            let page = if field.child == Some(2) { &of_further } else { page };
            let about_parent = step.id == "own-details" || is_of_childs_parent(&step);
            let left_off = LEFT_OFF.iter().any(|end| field.name.ends_with(end));
            match &field.kind {
                _ if about_parent && left_off => {}
                FieldKind::Choice(choices) if !field.name.starts_with("collect_") => {
                    let ticks = if is_paper(field) { PAPER_TICKS } else { choices.len() };
                    for choice in choices.iter().take(ticks) {
                        assert!(has(page, &chosen(choice)), "{}", field.name);
                    }
                }
                FieldKind::Khmer | FieldKind::Latin => {
                    assert!(has(page, &Bilingual::of("register-form-latin")));
                }
                // Beside their question, or after the tick that they belong to.
                FieldKind::Phone => {}
                _ if ["count", "relation_words"].contains(&field.name.as_str()) => {}
                _ => assert!(has(page, &label(field)), "{}", field.name),
            }
        }
    }
}
