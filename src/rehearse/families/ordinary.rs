//! Families as they mostly come.

use super::form::{Form, Known};
use crate::rehearse::names::{Name, Sex};

/// Oldest child that an ordinary family brings, in days.
const OLDEST: u32 = 15 * 365;

/// Fills the form of a family with so many children.
pub(super) fn fill(form: &mut Form<'_>, children: u8) {
    let (mother, father) = (form.name(Sex::Female), form.name(Sex::Male));
    match form.random.below(100) {
        0..55 => by_mother(form, children, mother, father),
        55..80 => by_father(form, children, mother, father),
        80..93 => by_grandmother(form, children, mother, father),
        _ => by_helper(form, children, mother, father),
    }
}

/// A child of the father's name, as most have it.
pub(super) fn usual_child(form: &mut Form<'_>, father: Name) -> u8 {
    let sex = either(form);
    let name = form.name_in(father.family, sex);
    let known = usual_birth(form);
    form.child(Some(name), sex, known)
}

/// A girl as often as a boy.
pub(super) fn either(form: &mut Form<'_>) -> Sex {
    if form.random.percent(50) { Sex::Female } else { Sex::Male }
}

fn usual_birth(form: &mut Form<'_>) -> Known {
    let days = form.random.between(20, OLDEST);
    let day = form.days_ago(days);
    match form.random.below(100) {
        0..6 => Known::Month(day),
        6..12 => Known::Year(day.year()),
        12..16 => Known::About(days / 365),
        _ => Known::Day(day),
    }
}

fn by_mother(form: &mut Form<'_>, children: u8, mother: Name, father: Name) {
    form.informant("mother", mother);
    for number in 1..=children {
        let child = usual_child(form, father);
        form.set(&format!("c{child}_mother"), "informant");
        other_parent(form, number, "father", father);
    }
}

fn by_father(form: &mut Form<'_>, children: u8, mother: Name, father: Name) {
    form.informant("father", father);
    for number in 1..=children {
        let child = usual_child(form, father);
        form.set(&format!("c{child}_father"), "informant");
        other_parent(form, number, "mother", mother);
    }
}

fn by_grandmother(form: &mut Form<'_>, children: u8, mother: Name, father: Name) {
    let grandmother = form.name(Sex::Female);
    form.informant("grandmother", grandmother);
    both_parents(form, children, mother, father);
}

fn by_helper(form: &mut Form<'_>, children: u8, mother: Name, father: Name) {
    let sex = either(form);
    let helper = form.name(sex);
    let relation =
        form.random.pick(&["relative", "guardian", "village_chief"]).copied().unwrap_or("relative");
    form.informant(relation, helper);
    both_parents(form, children, mother, father);
}

fn both_parents(form: &mut Form<'_>, children: u8, mother: Name, father: Name) {
    for number in 1..=children {
        usual_child(form, father);
        other_parent(form, number, "mother", mother);
        other_parent(form, number, "father", father);
    }
    form.lives(1, "mother", "reporter");
    form.lives(1, "father", "mother");
}

/// Named for the first child, the same for the others.
pub(super) fn other_parent(form: &mut Form<'_>, child: u8, role: &str, name: Name) {
    if child == 1 {
        form.parent(1, role, "other", name);
    } else {
        form.set(&format!("c{child}_{role}"), "same_1");
    }
}
