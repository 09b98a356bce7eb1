//! From page to page.

use super::answers::Answers;
use super::asks::Boxes;
use super::assemble::assemble;
use super::fields::{FieldKind, Step};
use super::moon::asks_for_older;
use super::places::goal;
use super::setting::FormSetting;
use super::steps::on_phone;
use crate::domain::place::{Level, narrow};

/// A step and where it stands among all that these answers ask, found in one walk through the form.
pub struct Page {
    /// What is asked.
    pub step: Step,
    /// Its place, counted from 1.
    pub number: usize,
    /// How many steps the form has now.
    pub of: usize,
    /// The step before it; none before the first one.
    pub previous: Option<String>,
    /// The step after it; none after the last one, when the answers are read back.
    pub next: Option<String>,
}

/// The step with this id and what is around it, if the form has it for these answers.
pub fn page(answers: &Answers, setting: &FormSetting, id: &str) -> Option<Page> {
    let mut steps = on_phone(answers, setting, Boxes::Of(id));
    let (of, at) = (steps.len(), steps.iter().position(|step| step.id == id)?);
    let id_of = |at: usize| steps.get(at).map(|step| step.id.clone());
    let (previous, next) = (at.checked_sub(1).and_then(id_of), id_of(at + 1));
    Some(Page { step: steps.swap_remove(at), number: at + 1, of, previous, next })
}

/// Whether a page asks once more after what was just said on it: a place that was chosen there is not narrow enough
/// yet, or one that is not on the list is to be named; or the days of older ones are to be shown. Who goes on without choosing is not asked again.
pub fn asks_on(step: &Step, before: &Answers, after: &Answers) -> bool {
    if asks_for_older(step, after) {
        return true;
    }
    if !step.id.ends_with("where") {
        return false;
    }
    step.fields.iter().any(|field| {
        let (was, is) = (before.get(&field.name), after.get(&field.name));
        let goal = goal(&field.name);
        let names_it = narrow::is_not_listed(is) && goal == Level::Village;
        matches!(field.kind, FieldKind::Choice(_))
            && was != is
            && (!narrow::is_narrow(is, goal) || names_it)
    })
}

/// The first step that was never answered or has a mistake: where a draft is taken up again.
pub fn first_unanswered(answers: &Answers, setting: &FormSetting) -> Option<String> {
    let (_, mistakes) = assemble(answers, setting);
    on_phone(answers, setting, Boxes::OfNone)
        .into_iter()
        .find(|step| {
            !answers.has_seen(&step.id) || mistakes.iter().any(|mistake| mistake.step == step.id)
        })
        .map(|step| step.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::families::{answers, one_girl, setting};
    use crate::domain::intake::{entry_steps, step, steps};
    use crate::domain::place::CommuneCode;

    fn ids(form: &Answers) -> Vec<String> {
        steps(form, &setting()).into_iter().map(|step| step.id).collect()
    }

    #[test]
    fn a_mother_of_one_is_asked_in_this_order() {
        assert_eq!(
            ids(&one_girl()),
            [
                "who",
                "name",
                "phone",
                "home",
                "own-details",
                "count",
                "c1-name",
                "c1-sex",
                "c1-birth",
                "c1-place",
                "c1-nationality",
                "c1-mother",
                "c1-father",
                "papers",
                "collect",
            ]
        );
    }

    #[test]
    fn a_father_who_is_named_opens_his_pages_and_one_who_is_unknown_does_not() {
        let mut form = one_girl();
        for (said, opens) in [("other", true), ("dead", true), ("away", true), ("unknown", false)] {
            form.set("c1_father", said);
            assert_eq!(ids(&form).contains(&"c1-father-details".to_owned()), opens, "{said}");
            assert_eq!(ids(&form).contains(&"c1-father-birth".to_owned()), opens, "{said}");
        }
    }

    #[test]
    fn a_helpers_long_page_has_every_step_and_says_when_each_is_asked() {
        let form = answers(&[("relation", "grandmother")]);
        let pages = entry_steps(&form, &setting());
        let father = pages.iter().find(|page| page.id == "c1-father-birth").unwrap();
        let when = father.when.as_ref().unwrap();
        assert_eq!(
            (when.field.as_str(), when.values),
            ("c1_father", &["other", "dead", "away"][..])
        );
        assert!(pages.iter().any(|page| page.id == "own-details"));
        assert!(step(&form, &setting(), "own-details").is_none());
    }

    #[test]
    fn a_draft_is_taken_up_where_it_was_left() {
        let setting = setting();
        let mut form = one_girl();
        assert_eq!(first_unanswered(&form, &setting).as_deref(), Some("who"));
        for id in ids(&form) {
            form.mark_seen(&id);
        }
        assert_eq!(first_unanswered(&form, &setting), None);
        form.set("c1_sex", "");
        assert_eq!(first_unanswered(&form, &setting).as_deref(), Some("c1-sex"));
        form.set("c1_sex", "male");
        form.set("count", "2");
        assert_eq!(first_unanswered(&form, &setting).as_deref(), Some("c2-name"));
    }

    #[test]
    fn a_place_is_asked_on_until_it_is_narrow_enough_or_nothing_is_chosen() {
        let setting = FormSetting { event: CommuneCode::parse("150602").ok(), ..setting() };
        let mut form = one_girl();
        form.set("home", "elsewhere");
        let mut asks = |code: &str| {
            let page = step(&form, &setting, "home-where").unwrap();
            let before = form.clone();
            form.merge_step(&page, &[("home_code".to_owned(), code.to_owned())]);
            asks_on(&page, &before, &form)
        };
        for (code, again) in [("15", true), ("1501", true), ("150106", true), ("15010607", false)] {
            assert_eq!(asks(code), again, "{code}");
        }
        assert!(asks("kh") && asks("none"), "what is not on the list is to be named");
        let page = step(&form, &setting, "home-where").unwrap();
        let before = form.clone();
        form.merge_step(&page, &[]);
        assert!(!asks_on(&page, &before, &form), "who goes on without choosing goes on");
    }

    #[test]
    fn a_birth_is_asked_to_the_commune_and_only_when_it_was_elsewhere() {
        let setting = FormSetting { event: CommuneCode::parse("150602").ok(), ..setting() };
        let mut form = one_girl();
        assert!(step(&form, &setting, "c1-where").is_none());
        form.set("c1_place", "elsewhere");
        form.set("own_birth_spot", "elsewhere");
        form.set("c1_father", "other");
        form.set("c1_father_birth_spot", "elsewhere");
        for (id, field) in [
            ("c1-where", "c1_place_code"),
            ("own-where", "own_birth_code"),
            ("c1-father-where", "c1_father_birth_code"),
        ] {
            let page = step(&form, &setting, id).unwrap();
            let before = form.clone();
            form.merge_step(&page, &[(field.to_owned(), "150106".to_owned())]);
            assert!(!asks_on(&page, &before, &form) && form.get(field) == "150106", "{id}");
        }
        form.set("c1_father", "unknown");
        assert!(step(&form, &setting, "c1-father-where").is_none());
    }

    /// What a page shows of a step, in words.
    fn shown(step: &Step) -> String {
        let choices = |field: &crate::domain::intake::Field| match &field.kind {
            FieldKind::Choice(all) | FieldKind::Select(all) | FieldKind::Found(all) => {
                all.iter().map(|one| format!("{} {} {:?}", one.value, one.label, one.of)).collect()
            }
            _ => Vec::new(),
        };
        let boxes = step.fields.iter().map(|field| {
            let (of, era) = (&field.of, field.era.is_some());
            let when = field.when.as_ref().map(|when| (&when.field, when.values));
            let how = (field.hint, field.group, field.optional, &field.default, field.child);
            format!(
                "{} {} {how:?} {when:?} {of:?} {era} {:?}",
                field.name,
                field.label,
                choices(field)
            )
        });
        let when = step.when.as_ref().map(|when| (&when.field, when.values));
        let how = (&step.id, step.child, &step.of, step.title, step.hint, when);
        format!("{how:?} {:#?}", boxes.collect::<Vec<_>>())
    }

    #[test]
    fn a_step_made_alone_is_the_one_among_all_others() {
        let setting = FormSetting { event: CommuneCode::parse("150602").ok(), ..setting() };
        let mut form = one_girl();
        for (field, said) in [
            ("count", "2"),
            ("home", "elsewhere"),
            ("home_code", "none"),
            ("own_birth_spot", "elsewhere"),
            ("own_birth_year", "2530"),
            ("c1_birth_year", ""),
            ("c1_birth_animal", "3"),
            ("c1_birth_lunar_month", "5"),
            ("c1_place", "elsewhere"),
            ("c1_mother", "away"),
            ("c1_mother_home", "elsewhere"),
            ("c1_father", "other"),
            ("c1_father_birth_spot", "elsewhere"),
            ("c2_mother", "same_1"),
            ("c2_khmer_given", "ដារ៉ា"),
        ] {
            form.set(field, said);
        }
        let all = steps(&form, &setting);
        assert!(20 < all.len() && all.iter().any(|step| step.id == "c1-which"));
        for one in &all {
            assert!(!one.fields.is_empty(), "{}", one.id);
            let alone = page(&form, &setting, &one.id).unwrap();
            assert_eq!(shown(&alone.step), shown(one));
        }
        let ids_of = |steps: Vec<Step>| steps.into_iter().map(|step| step.id).collect::<Vec<_>>();
        let outline = on_phone(&form, &setting, Boxes::OfNone);
        assert!(outline.iter().all(|step| step.fields.is_empty()));
        assert_eq!(ids_of(outline), ids_of(all));
    }

    #[test]
    fn a_page_knows_what_is_around_it() {
        let form = one_girl();
        let around = |id: &str| {
            let page = page(&form, &setting(), id)?;
            assert_eq!(page.step.id, id);
            Some((page.number, page.of, page.previous, page.next))
        };
        let id = |id: &str| Some(id.to_owned());
        assert_eq!(around("who"), Some((1, 15, None, id("name"))));
        assert_eq!(around("count"), Some((6, 15, id("own-details"), id("c1-name"))));
        assert_eq!(around("collect"), Some((15, 15, id("papers"), None)));
        assert_eq!(around("c7-sex"), None);
    }
}
