//! The questions about one child.

use super::answers::Answers;
use super::asks::{Asks, Boxes, Way};
use super::fields::{Choice, Field, Step};
use super::names::{child_field, child_step};
use super::parents::{Role, inherited, said};
use super::places;
use super::setting::FormSetting;
use super::steps::{
    birth_fields, birth_place_fields, child_name, commune_choice, is_elsewhere, name_fields,
    nationality_fields, relation,
};
use super::{lives, moon};
use crate::domain::application::{PlaceKind, Relation, Sex, Spot};

/// The steps about one child, counted from 1, in order.
pub(super) fn of(child: u8, answers: &Answers, setting: &FormSetting, asks: Asks<'_>) -> Vec<Step> {
    let Asks { way, boxes } = asks;
    let prefix = child_field(child, "");
    let mut steps = vec![
        name(child, &prefix, boxes),
        sex(child, boxes),
        new_step(child, "birth", "intake-step-child-birth", boxes, || birth_fields(&prefix, way))
            .hint("intake-hint-child-birth"),
    ];
    let which = |prefix: &str| {
        let step =
            moon::step_with(boxes, prefix, answers, setting).filter(|_| way != Way::Paper)?;
        Some(Step { child: Some(child), ..step })
    };
    steps.extend(which(&prefix));
    steps.push(place(child, answers, setting, asks));
    let asked_where = |id: &str, title, field: String| {
        let id = child_step(child, id);
        let step = places::level_step((&id, title), &field, answers, setting, boxes);
        Step { child: Some(child), ..step }
    };
    let is_away = matches!(answers.get(&format!("{prefix}place")), "elsewhere" | "found");
    if way == Way::Phone && is_away {
        let title = "intake-step-child-where";
        steps.push(asked_where("where", title, format!("{prefix}place_code")));
    }
    steps.push(new_step(child, "nationality", "intake-step-child-nationality", boxes, || {
        nationality_fields(&prefix)
    }));
    for role in [Role::Mother, Role::Father] {
        steps.push(parent(role, child, answers, setting, boxes));
        steps.extend(details(role, child, answers, setting, asks));
        let prefix = role.prefix(child);
        let asked = which(&prefix);
        steps.extend(asked.map(|step| step.when(role.field(child), &["other", "dead", "away"])));
        let is_named = said(role, child, answers, setting).names_someone();
        if way == Way::Phone && is_named && is_elsewhere(&prefix, answers) {
            let field = format!("{prefix}birth_code");
            steps.push(asked_where(role.where_step(), role.texts().asked_where, field));
        }
        steps.extend(lives::steps(role, child, answers, setting, asks));
    }
    if steps.iter().any(|step| boxes.hold(&step.id)) {
        let (of, _) = child_name(answers, child);
        for step in &mut steps {
            step.of.clone_from(&of);
        }
    }
    steps
}

fn new_step(
    child: u8,
    id: &str,
    title: &'static str,
    boxes: Boxes<'_>,
    fields: impl FnOnce() -> Vec<Field>,
) -> Step {
    Step { child: Some(child), ..boxes.step(&child_step(child, id), title, fields) }
}

fn name(child: u8, prefix: &str, boxes: Boxes<'_>) -> Step {
    let fields = || {
        let mut fields = name_fields(prefix);
        for field in &mut fields {
            // One of the two given names, or the tick: a page must not mark either as optional.
            field.optional = !field.name.ends_with("_given");
        }
        fields.push(Field::tick(child_field(child, "no_name"), "intake-label-no-name"));
        fields
    };
    new_step(child, "name", "intake-step-child-name", boxes, fields).hint("intake-hint-child-name")
}

fn sex(child: u8, boxes: Boxes<'_>) -> Step {
    new_step(child, "sex", "intake-step-child-sex", boxes, || {
        let mut choices: Vec<Choice> =
            Sex::ALL.iter().map(|sex| Choice::new(sex.code(), sex.text_key())).collect();
        choices.push(Choice::new("officer", "sex-officer"));
        vec![Field::choice(child_field(child, "sex"), "intake-label-sex", choices).required()]
    })
}

fn place(
    child: u8,
    answers: &Answers,
    setting: &FormSetting,
    Asks { way, boxes }: Asks<'_>,
) -> Step {
    let title = if relation(answers, setting) == Some(Relation::Finder) {
        "intake-step-child-found"
    } else {
        "intake-step-child-place"
    };
    let fields = || place_fields(child, answers, setting, way);
    new_step(child, "place", title, boxes, fields)
}

fn place_fields(child: u8, answers: &Answers, setting: &FormSetting, way: Way) -> Vec<Field> {
    let found = may_be_found(relation(answers, setting));
    let mut spots =
        vec![commune_choice(setting), Choice::new(Spot::Elsewhere.code(), "spot-elsewhere")];
    if found {
        spots.push(Choice::new(Spot::Found.code(), "spot-found"));
    }
    spots.push(Choice::new(Spot::Unknown.code(), "spot-unknown"));
    let kinds = [PlaceKind::Facility, PlaceKind::Home, PlaceKind::Elsewhere, PlaceKind::Unknown]
        .map(|kind| Choice::new(kind.code(), kind.text_key()));
    let spot = child_field(child, "place");
    let mut fields = vec![Field::choice(&*spot, "intake-label-place", spots)];
    if way == Way::Desk {
        let prefix = child_field(child, "place_");
        let when = (&*spot, &["elsewhere", "found"][..]);
        fields.extend(places::find_fields(&prefix, answers, setting, when));
    }
    fields.extend([
        Field::words(child_field(child, "place_words"), "intake-label-place-words")
            .hint("intake-hint-place-words"),
        Field::choice(child_field(child, "place_kind"), "intake-label-place-kind", kinds.to_vec()),
    ]);
    fields
}

/// Mothers and fathers are not asked whether they found their child.
pub(super) fn may_be_found(relation: Option<Relation>) -> bool {
    matches!(
        relation,
        Some(
            Relation::Finder
                | Relation::VillageChief
                | Relation::HealthWorker
                | Relation::Guardian
                | Relation::Other
        )
    )
}

fn parent(
    role: Role,
    child: u8,
    answers: &Answers,
    setting: &FormSetting,
    boxes: Boxes<'_>,
) -> Step {
    let field = || parent_field(role, child, answers, setting);
    new_step(child, role.code(), role.texts().question, boxes, || vec![field()])
}

fn parent_field(role: Role, child: u8, answers: &Answers, setting: &FormSetting) -> Field {
    let name = role.field(child);
    let mut choices = Vec::new();
    if relation(answers, setting) == Some(role.relation()) {
        choices.push(Choice::new("informant", role.texts().me));
    }
    for earlier in 1..child {
        let value = format!("same_{earlier}");
        let named_there = said(role, earlier, answers, setting).names_someone();
        // Each mother once, by the first child she was named for; and what is chosen already.
        if !named_there && answers.get(&name) != value {
            continue;
        }
        choices.push(match child_name(answers, earlier) {
            (Some(of), of_latin) => Choice::new(value, role.texts().same).of(of, of_latin),
            (None, _) => {
                Choice::new(value, role.texts().same_numbered).of(earlier.to_string(), None)
            }
        });
    }
    let another = if choices.is_empty() { role.texts().named } else { role.texts().other };
    choices.extend([
        Choice::new("other", another),
        Choice::new("dead", role.texts().dead),
        Choice::new("away", role.texts().away),
        Choice::new("unknown", role.texts().unknown),
        Choice::new("not_stated", role.texts().not_stated),
    ]);
    Field {
        default: inherited(role, child, answers, setting),
        ..Field::choice(name, role.texts().label, choices)
    }
}

/// The pages about a parent who is named here for the first time. All of it can be skipped.
fn details(
    role: Role,
    child: u8,
    answers: &Answers,
    setting: &FormSetting,
    Asks { way, boxes }: Asks<'_>,
) -> [Step; 2] {
    let prefix = role.prefix(child);
    let names = || {
        let mut names = name_fields(&prefix);
        names.push(Field::tick(format!("{prefix}unnamed"), "intake-label-unnamed"));
        names
    };
    let birth = || {
        let mut birth = birth_fields(&prefix, way);
        birth.extend(birth_place_fields(&prefix, answers, setting, way));
        birth.extend(nationality_fields(&prefix));
        birth
    };
    [
        new_step(child, role.details_step(), role.texts().details, boxes, names),
        new_step(child, role.birth_step(), role.texts().birth, boxes, birth),
    ]
    .map(|step| step.hint("intake-hint-skip").when(role.field(child), &["other", "dead", "away"]))
}
