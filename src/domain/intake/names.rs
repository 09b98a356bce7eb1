//! The names of steps and fields: the contract between a page, a draft in the store and the
//! parser. They are part of every kit's file: add, never change.

use super::MAX_VALUE_CHARS;
use crate::domain::documents::Paper;

/// The most children in one form; a larger family files a second one.
pub const MAX_CHILDREN: u8 = 20;

/// What [`super::Answers`] puts before a step's id to remember that it was answered.
pub(super) const SEEN: &str = "seen_";

/// The four parts of a name.
pub(super) const NAME_PARTS: [&str; 4] =
    ["khmer_family", "khmer_given", "latin_family", "latin_given"];

/// The boxes of a birth question.
pub(super) const BIRTH_PARTS: [&str; 14] = [
    "birth_day",
    "birth_month",
    "birth_year",
    "birth_about",
    "birth_lunar",
    "birth_unknown",
    "birth_animal",
    "birth_sak",
    "birth_era",
    "birth_lunar_month",
    "birth_lunar_phase",
    "birth_lunar_day",
    "birth_weekday",
    "birth_chosen",
];

/// What is asked about a person beside name and birth.
const PERSON_REST: [&str; 6] =
    ["birth_place", "birth_spot", "birth_code", "birth_find", "nationality", "nationality_words"];

/// What is asked about where somebody lives: the family, or a parent who does not report.
const HOME_PARTS: [&str; 8] = [
    "home",
    "home_village_code",
    "home_code",
    "home_find",
    "home_village",
    "home_commune",
    "home_district",
    "home_province",
];

const FAMILY_FIELDS: [&str; 10] = [
    "relation",
    "relation_words",
    "phone",
    "phone_owner",
    "count",
    "collect_self",
    "collect_1_name",
    "collect_1_relation",
    "collect_2_name",
    "collect_2_relation",
];

const CHILD_FIELDS: [&str; 11] = [
    "no_name",
    "sex",
    "place",
    "place_words",
    "place_code",
    "place_find",
    "place_kind",
    "nationality",
    "nationality_words",
    "mother",
    "father",
];

const FAMILY_STEPS: [&str; 11] = [
    "who",
    "name",
    "phone",
    "home",
    "home-where",
    "own-details",
    "own-which",
    "own-where",
    "count",
    "papers",
    "collect",
];

const CHILD_STEPS: [&str; 21] = [
    "name",
    "sex",
    "birth",
    "which",
    "place",
    "where",
    "nationality",
    "mother",
    "mother-details",
    "mother-birth",
    "mother-which",
    "mother-where",
    "mother-home",
    "mother-home-where",
    "father",
    "father-details",
    "father-birth",
    "father-which",
    "father-where",
    "father-home",
    "father-home-where",
];

/// How the box ends in which letters of a place are typed: what it finds is the answer, not the letters.
pub(super) const FIND: &str = "_find";

/// The name of child `k`'s field.
pub(super) fn child_field(child: u8, field: &str) -> String {
    format!("c{child}_{field}")
}

/// The id of child `k`'s step.
pub(super) fn child_step(child: u8, step: &str) -> String {
    format!("c{child}-{step}")
}

/// True if some form could hold a field of this name: all other names are dropped, so a draft
/// cannot be filled with what nobody asked for.
pub(super) fn is_field(name: &str) -> bool {
    // The longest real name is far shorter; this bounds the work on junk.
    if MAX_VALUE_CHARS < name.len() {
        return false;
    }
    if let Some(step) = name.strip_prefix(SEEN) {
        return is_step(step);
    }
    if let Some(rest) = after_child(name, '_') {
        return is_child_field(rest);
    }
    NAME_PARTS.contains(&name)
        || FAMILY_FIELDS.contains(&name)
        || HOME_PARTS.contains(&name)
        || name.strip_prefix("own_").is_some_and(is_own_field)
        || name.strip_prefix("paper_").is_some_and(is_paper)
}

/// True if some form could hold a step of this id.
pub(super) fn is_step(id: &str) -> bool {
    match after_child(id, '-') {
        Some(rest) => CHILD_STEPS.contains(&rest),
        None => FAMILY_STEPS.contains(&id),
    }
}

fn is_child_field(name: &str) -> bool {
    let of_parent = name.strip_prefix("mother_").or_else(|| name.strip_prefix("father_"));
    NAME_PARTS.contains(&name)
        || BIRTH_PARTS.contains(&name)
        || CHILD_FIELDS.contains(&name)
        || name.strip_prefix("paper_").is_some_and(is_paper)
        || of_parent.is_some_and(|rest| {
            matches!(rest, "unnamed" | "home_country")
                || NAME_PARTS.contains(&rest)
                || HOME_PARTS.contains(&rest)
                || is_own_field(rest)
        })
}

fn is_own_field(name: &str) -> bool {
    BIRTH_PARTS.contains(&name) || PERSON_REST.contains(&name)
}

fn is_paper(code: &str) -> bool {
    Paper::from_code(code).is_some()
}

/// What stands behind `c{k}` and the separator, for k from 1 to [`MAX_CHILDREN`] without a
/// leading zero.
fn after_child(name: &str, separator: char) -> Option<&str> {
    let (child, rest) = name.strip_prefix('c')?.split_once(separator)?;
    let known = (1..=MAX_CHILDREN).any(|number| child == number.to_string());
    known.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_forms_own_fields_are_known() {
        for name in [
            "relation",
            "khmer_family",
            "own_birth_year",
            "own_nationality_words",
            "c1_no_name",
            "c20_mother_birth_lunar",
            "c3_father_unnamed",
            "c3_father_home_country",
            "c1_mother_home_village_code",
            "seen_c2-father-home-where",
            "c3_paper_yellow_card",
            "paper_family_book",
            "collect_2_relation",
            "count",
            "seen_c3-mother-birth",
            "seen_home",
        ] {
            assert!(is_field(name), "{name}");
        }
        for name in [
            "",
            "c0_sex",
            "c21_sex",
            "c01_sex",
            "c_sex",
            "c1_",
            "c1_relation",
            "paper_passport",
            "seen_",
            "seen_c1-religion",
            "own_khmer_family",
            "own_home",
            "c1_home",
            "home_country",
            "c1_mother_sex",
            "religion",
        ] {
            assert!(!is_field(name), "{name}");
        }
    }
}
