//! Reads what was said about one child.

use super::people::People;
use super::reader::{BirthSaid, Reader};
use crate::domain::application::{BirthPlace, Child, PlaceKind, Sex, Spot};
use crate::domain::birth::Birth;
use crate::domain::intake::child_steps::may_be_found;
use crate::domain::intake::mistakes::{BIRTH_MISSING, CHILD_NAME, SEX};
use crate::domain::intake::names::{BIRTH_PARTS, child_field, child_step};
use crate::domain::intake::parents::Role;
use crate::domain::intake::steps::relation;
use crate::domain::names::Names;

/// Child `number`, counted from 1; `earlier` are the children before.
pub(super) fn read(
    number: u8,
    reader: &mut Reader<'_>,
    people: &mut People,
    earlier: &[Child],
) -> Child {
    let prefix = child_field(number, "");
    let enter = |reader: &mut Reader<'_>, step| {
        reader.enter(&child_step(number, step), Some(number));
    };
    enter(reader, "name");
    let names = names(&prefix, reader);
    enter(reader, "sex");
    let sex = sex(&prefix, reader);
    enter(reader, "birth");
    let BirthSaid { birth, lunar_words } = birth(&prefix, reader);
    enter(reader, "place");
    let place = place(&prefix, reader);
    enter(reader, "nationality");
    let nationality = reader.nationality(&prefix);
    let mother = people.parent(Role::Mother, number, reader, earlier, None);
    let father = people.parent(Role::Father, number, reader, earlier, Some(mother));
    reader.enter("papers", Some(number));
    let papers = reader.papers(true, &prefix);
    Child { names, sex, birth, lunar_words, place, nationality, mother, father, papers }
}

fn names(prefix: &str, reader: &mut Reader<'_>) -> Names {
    let names = reader.names(prefix);
    let none_yet = reader.answers.is_on(&format!("{prefix}no_name"));
    if !names.has_given() && !none_yet && !reader.has_mistake_here() {
        reader.mistake(&format!("{prefix}khmer_given"), CHILD_NAME);
    }
    names
}

fn sex(prefix: &str, reader: &mut Reader<'_>) -> Option<Sex> {
    let field = format!("{prefix}sex");
    match reader.answers.get(&field) {
        "officer" => None,
        code => {
            let sex = Sex::from_code(code);
            if sex.is_none() {
                reader.mistake(&field, SEX);
            }
            sex
        }
    }
}

fn birth(prefix: &str, reader: &mut Reader<'_>) -> BirthSaid {
    let blank = BIRTH_PARTS
        .iter()
        .filter(|part| **part != "birth_unknown")
        .all(|part| reader.answers.is_blank(&format!("{prefix}{part}")));
    if blank && !reader.answers.is_on(&format!("{prefix}birth_unknown")) {
        reader.mistake(&format!("{prefix}birth_year"), BIRTH_MISSING);
    }
    reader.birth(prefix)
}

fn place(prefix: &str, reader: &mut Reader<'_>) -> BirthPlace {
    let found = may_be_found(relation(reader.answers, reader.setting));
    let said = reader.choice(&format!("{prefix}place"), |code| {
        Spot::from_code(code).filter(|spot| found || *spot != Spot::Found)
    });
    let words = match said {
        Some(Spot::Here | Spot::Elsewhere | Spot::Found | Spot::NotStated) | None => {
            reader.words(&format!("{prefix}place_words"))
        }
        Some(Spot::Unknown) => None,
    };
    let kind = reader.choice(&format!("{prefix}place_kind"), PlaceKind::from_code);
    let chosen = match said {
        Some(Spot::Here | Spot::Unknown) => None,
        Some(Spot::Elsewhere | Spot::Found | Spot::NotStated) | None => {
            reader.place(&format!("{prefix}place_code"))
        }
    };
    let spot = match said {
        // The list knows better which commune a place lies in.
        Some(Spot::Elsewhere) | None if chosen.is_some_and(|at| reader.is_here(at)) => Spot::Here,
        Some(said) => said,
        None if words.is_some() || chosen.is_some() => Spot::Elsewhere,
        None => Spot::NotStated,
    };
    let at = chosen.or_else(|| reader.setting.here().filter(|_| spot == Spot::Here));
    BirthPlace { spot, words, at, kind: kind.unwrap_or(PlaceKind::NotStated) }
}

/// True if a parent born as said cannot have a child born as said: on no day that agrees with
/// both was the parent born before the child. It judges nothing else.
pub(super) fn is_impossible(parent: &Birth, child: &Birth) -> bool {
    match (parent.earliest(), child.latest()) {
        (Some(parent), Some(child)) => child <= parent,
        _ => false,
    }
}
