//! A case as a profile has it. What is not known, or was not agreed to, is left out: an empty tick is refused there.

use serde_json::{Map, Value, json};

use super::profile::{Field, Kind, Profile};
use crate::domain::safeguarding::{Agreed, Ground, Level, LivesWith};
use crate::exchange::case::Case;

/// The body of one request: `{"data": {…}}`.
pub fn body(profile: &Profile, case: &Case) -> Value {
    let mut data = Map::new();
    data.insert("id".to_owned(), json!(case.id));
    data.insert("module_id".to_owned(), json!(profile.module));
    for field in &profile.fields {
        if let Some(value) = value(profile, field, case) {
            data.insert(field.name.clone(), value);
        }
    }
    json!({ "data": data })
}

fn value(profile: &Profile, field: &Field, case: &Case) -> Option<Value> {
    let concerns = profile.concerns(&case.concerns);
    let is_other = profile.concerns(&[]).iter().all(|other| concerns.contains(other));
    // Words about what else it is belong to the option "other" only.
    if field.from == "other_concern" && !is_other {
        return None;
    }
    if !field.value.is_empty() {
        return Some(match field.kind {
            Kind::Multi => json!([field.value]),
            _ => json!(field.value),
        });
    }
    let lives = case.lives_with.map_or("", LivesWith::code);
    let of = |map: &std::collections::BTreeMap<String, String>| map.get(lives).map(|id| json!(id));
    match field.from.as_str() {
        "registered" => Some(json!(case.registered.to_string())),
        "given" => words(&case.given),
        "family" => words(&case.family),
        "sex" => words(&case.sex),
        "born" => case.born.map(|day| json!(day.to_string())),
        "age" => case.age.map(|years| json!(years)),
        "estimated" => Some(json!(case.born.is_none())),
        "village" => case.village.map(|code| json!(profile.village(&code.to_string()))),
        "address" => words(&case.address),
        "phone" => words(&case.phone),
        "number" => words(&case.number),
        "agreed_case_management" => agreed(case, Agreed::CaseManagement),
        "agreed_share_organisation" => agreed(case, Agreed::ShareOrganisation),
        "agreed_share_ministry" => agreed(case, Agreed::ShareMinistry),
        "vital" => words(&case.ground.reason()),
        "level" => Some(json!(case.level.code())),
        "urgent" => Some(json!(case.level == Level::High)),
        "due" => case.due.map(|due| json!(crate::clock::civil_day(due).to_string())),
        "concerns" => Some(json!(concerns)),
        "certificate" => Some(json!(case.certificate)),
        "caregiver" => of(&profile.caregiver),
        "kinship" => of(&profile.kinship),
        "type_of_case" => of(&profile.type_of_case),
        "reporter" => reporter(profile, case),
        "note" => Some(json!([{
            "unique_id": case.part_id("note"),
            "note_date": case.confirmed_at.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string(),
            "note_subject": "Registration-event screening",
            "note_text": case.note(),
        }])),
        _ => None,
    }
}

fn words(words: &str) -> Option<Value> {
    (!words.is_empty()).then(|| json!(words))
}

/// `true` only where it was recorded; without consent, none of them at all.
fn agreed(case: &Case, to: Agreed) -> Option<Value> {
    let given = case.ground == Ground::Agreed && case.agreed.contains(&to);
    given.then_some(Value::Bool(true))
}

/// Whoever reported the birth, if that is family. Whether they care for the child only where it was said.
fn reporter(profile: &Profile, case: &Case) -> Option<Value> {
    let relation = profile.relation.get(&case.reporter)?;
    let mut one = Map::new();
    one.insert("unique_id".to_owned(), json!(case.part_id("reporter")));
    one.insert("relation".to_owned(), json!(relation));
    let parent = matches!(case.reporter.as_str(), "mother" | "father");
    let relative = matches!(case.reporter.as_str(), "grandmother" | "grandfather" | "relative");
    let cares = match case.lives_with {
        Some(LivesWith::Parents) => parent,
        Some(LivesWith::Relative) => relative,
        Some(_) | None => false,
    };
    if cares {
        one.insert("relation_is_caregiver".to_owned(), json!(true));
    }
    one.insert("relation_is_alive".to_owned(), json!("alive"));
    Some(json!([one]))
}
