//! Where somebody lives, in one wording for the card, the register copy and the file.

use super::born::joined_by;
use crate::domain::application::Relation;
use crate::i18n::{self, Lang};
use crate::store::register::{Parent, Record};

/// Where a parent lives; empty where nothing was told. `home` and `reporter` are code, village and wider words of the
/// parent's home and of the form's; `commune` is the event's.
pub fn lives(lang: Lang, home: &[String; 3], reporter: &[String; 3], commune: &str) -> String {
    let [code, _, words] = home;
    match code.as_str() {
        "reporter" => home_told(reporter, commune),
        "abroad" if words.is_empty() => i18n::text(lang, "lives-abroad"),
        "abroad" => words.clone(),
        "unknown" => i18n::text(lang, "register-unknown"),
        "" => String::new(),
        _ => {
            let told = home_told(home, commune);
            if told.is_empty() { i18n::text(lang, "residence-elsewhere") } else { told }
        }
    }
}

/// Where a child's mother or father lives, as the book has it: empty where it was not told; none if they do not live
/// or nobody knows who they are. `role` is [`Relation::Mother`] or [`Relation::Father`].
pub(super) fn home_of(
    lang: Lang,
    role: Relation,
    record: &Record,
    commune: &str,
) -> Option<String> {
    let (parent, other) = both(role, record);
    let other_role = if role == Relation::Mother { Relation::Father } else { Relation::Mother };
    if !matches!(parent.said.as_str(), "known_here" | "known_away" | "away") {
        return None;
    }
    let [code, ..] = &parent.home;
    // Somebody named beside a parent who reports lives with the family, unless it was said that they live away.
    let is_at_home = reports(role, parent, record)
        || parent.said == "known_here" && reports(other_role, other, record);
    Some(if code.is_empty() && is_at_home {
        home_told(&record.home, commune)
    } else {
        lives(lang, &parent.home, &record.home, commune)
    })
}

fn both(role: Relation, record: &Record) -> (&Parent, &Parent) {
    if role == Relation::Mother {
        (&record.mother, &record.father)
    } else {
        (&record.father, &record.mother)
    }
}

/// Whether a parent is who reports: so called on the form, which may hold children of others too, and of that name.
fn reports(role: Relation, parent: &Parent, record: &Record) -> bool {
    let [relation, _] = &record.relation;
    let [surname, given, latin_family, latin_given] = &parent.name;
    let name = [joined_by(" ", &[surname, given]), joined_by(" ", &[latin_family, latin_given])];
    parent.named && relation == role.code() && name == record.informant
}

/// The home of the form: village, then what is around it.
fn home_told([code, village, wider]: &[String; 3], commune: &str) -> String {
    joined_by(", ", &[village, if code == "here" { commune } else { wider }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parents_home_is_told_by_what_was_said_of_it() {
        let home = |parts: [&str; 3]| parts.map(str::to_owned);
        let told =
            |parts| lives(Lang::En, &home(parts), &home(["here", "Thmei", ""]), "Krapeu Pir");
        assert_eq!(told(["reporter", "", ""]), "Thmei, Krapeu Pir");
        assert_eq!(told(["here", "", ""]), "Krapeu Pir");
        assert_eq!(told(["elsewhere", "Rumlech", "Bakan"]), "Rumlech, Bakan");
        assert_eq!(told(["elsewhere", "", ""]), "In another commune");
        assert_eq!(told(["abroad", "", "Thailand"]), "Thailand");
        assert_eq!(told(["abroad", "", ""]), "In another country");
        assert_eq!(told(["unknown", "", ""]), "Not known");
        assert_eq!(told(["", "", ""]), "");
    }
}
