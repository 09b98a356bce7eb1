//! Reads all answers into an application, noting what is wrong on the way.

mod child;
mod home;
mod lives;
mod people;
mod reader;

use self::home::home;
use self::people::People;
use self::reader::Reader;
use super::answers::Answers;
use super::asks::Boxes;
use super::mistakes::{COUNT, COUNT_TOO_MANY, INFORMANT_NAME, Mistake, PHONE_NONE, RELATION};
use super::names::MAX_CHILDREN;
use super::setting::FormSetting;
use super::steps::{child_count, on_phone, typed_count};
use crate::domain::application::{
    Application, Collect, Collector, Informant, PhoneOwner, Relation,
};
use crate::domain::names::PersonName;
use crate::domain::phone::{Phone, PhoneError};

/// What the answers say as far as they can be read, and every mistake in the order of the
/// questions. Where there is a mistake the application holds what a blank answer would give.
pub(super) fn assemble(answers: &Answers, setting: &FormSetting) -> (Application, Vec<Mistake>) {
    let mut reader = Reader::new(answers, setting);
    let mut informant = informant(&mut reader);
    let home = home(&mut reader);
    let mut people = People::new(&informant);
    count(&mut reader);
    let children = (1..=child_count(answers)).fold(Vec::new(), |mut children, number| {
        let child = child::read(number, &mut reader, &mut people, &children);
        children.push(child);
        children
    });
    people.check_births(&children, &mut reader);
    reader.enter("papers", None);
    let papers = reader.papers(false, "");
    let collect = collect(&mut reader);
    informant.person = people.informant();

    let mut mistakes = reader.into_mistakes();
    if !mistakes.is_empty() {
        let order = on_phone(answers, setting, Boxes::OfNone);
        mistakes.sort_by_key(|mistake| order.iter().position(|step| step.id == mistake.step));
    }
    let persons = people.into_persons();
    (Application { informant, home, persons, children, papers, collect }, mistakes)
}

fn informant(reader: &mut Reader<'_>) -> Informant {
    reader.enter("who", None);
    let relation = reader.relation("relation");
    if relation.is_none() && reader.answers.is_blank("relation") {
        reader.mistake("relation", RELATION);
    }
    let relation_words = match relation {
        Some(Relation::Other) => reader.words("relation_words"),
        _ => None,
    };
    reader.enter("name", None);
    let names = reader.names("");
    if names.is_empty() && !reader.has_mistake_here() {
        reader.mistake("khmer_given", INFORMANT_NAME);
    }
    let (phone, phone_owner) = phone(reader);
    let relation = relation.unwrap_or(Relation::Other);
    Informant { relation, relation_words, names, phone, phone_owner, person: None }
}

fn phone(reader: &mut Reader<'_>) -> (Option<Phone>, PhoneOwner) {
    reader.enter("phone", None);
    let owner = reader.choice("phone_owner", PhoneOwner::from_code);
    let phone = match Phone::parse(reader.answers.get("phone")) {
        Ok(phone) => Some(phone),
        Err(PhoneError::Blank) => None,
        Err(error) => {
            reader.mistake("phone", error.text_key());
            None
        }
    };
    if phone.is_some() && owner == Some(PhoneOwner::None) {
        reader.mistake("phone_owner", PHONE_NONE);
    }
    (phone, owner.unwrap_or(PhoneOwner::NotStated))
}

fn count(reader: &mut Reader<'_>) {
    reader.enter("count", None);
    match typed_count(reader.answers) {
        Some(1..=MAX_CHILDREN) => {}
        Some(0) | None => reader.mistake("count", COUNT),
        Some(_) => {
            reader.mistake_of("count", COUNT_TOO_MANY, Some(MAX_CHILDREN.to_string()));
        }
    }
}

fn collect(reader: &mut Reader<'_>) -> Collect {
    reader.enter("collect", None);
    let informant_may = reader.answers.is_on("collect_self");
    let mut others = Vec::new();
    for number in [1, 2] {
        let relation = reader.relation(&format!("collect_{number}_relation"));
        let field = format!("collect_{number}_name");
        if let Some(name) = reader.name(&field, PersonName::parse) {
            others.push(Collector { name, relation });
        }
    }
    Collect { informant_may, others }
}
