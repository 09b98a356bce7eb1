//! What is wrong in the published list and was put right, each with its reason.

use super::Level;
use std::sync::LazyLock;

/// The repairs as `data/places.py` finds them.
const SHEET: &str = include_str!("data/repairs.tsv");

/// Why something was repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its number in the sheet of repairs.
    pub number: u8,
    /// How sure it is.
    pub sure: Sure,
    /// What is wrong, what was done, and how it is known; in English, for whoever keeps the list.
    pub reason: &'static str,
}

/// How sure a repair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// Measured, or seen in a second official list.
    High,
    /// Strong inference.
    Medium,
    /// Unconfirmed.
    Low,
}

/// What of a place was repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Its code.
    Code,
    /// The commune it is listed under; its code was right.
    Commune,
    /// Its Khmer name.
    Khmer,
    /// Its Latin name.
    Latin,
    /// It is no place of its own; its code leads to another.
    Alias,
}

/// One change of the published list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// Why.
    pub rule: &'static Rule,
    /// What was changed.
    pub field: Field,
    /// The published value.
    pub published: &'static str,
    /// What stands in its place.
    pub repaired: &'static str,
    pub(super) level: Level,
    /// The published code of the place, of a village that of its commune.
    pub(super) place: &'static str,
    /// Which village of that commune, the first is 1; otherwise 0.
    pub(super) position: u32,
}

/// Every repair, in the order of the sheet.
pub fn repairs() -> &'static [Repair] {
    static REPAIRS: LazyLock<Vec<Repair>> =
        LazyLock::new(|| SHEET.lines().filter_map(repair).collect());
    &REPAIRS
}

/// Every rule of the sheet.
pub fn rules() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| SHEET.lines().filter_map(rule).collect());
    &RULES
}

fn rule(line: &'static str) -> Option<Rule> {
    let mut fields = line.strip_prefix('!')?.split('\t');
    Some(Rule {
        number: fields.next()?.parse().ok()?,
        sure: match fields.next()? {
            "H" => Sure::High,
            "M" => Sure::Medium,
            _ => Sure::Low,
        },
        reason: fields.next()?,
    })
}

fn repair(line: &'static str) -> Option<Repair> {
    let mut fields = line.split('\t');
    let number: u8 = fields.next()?.parse().ok()?;
    Some(Repair {
        rule: rules().iter().find(|rule| rule.number == number)?,
        level: match fields.next()? {
            "province" => Level::Province,
            "district" => Level::District,
            "commune" => Level::Commune,
            "village" => Level::Village,
            _ => return None,
        },
        place: fields.next()?,
        position: fields.next()?.parse().ok()?,
        field: match fields.next()? {
            "code" => Field::Code,
            "commune" => Field::Commune,
            "km" => Field::Khmer,
            "en" => Field::Latin,
            "alias" => Field::Alias,
            _ => return None,
        },
        published: fields.next()?,
        repaired: fields.next()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Field, SHEET, repairs, rules};
    use crate::domain::place::Level;

    #[test]
    fn every_line_of_the_sheet_is_read() {
        let lines = |first: char| SHEET.lines().filter(|line| line.starts_with(first)).count();
        assert_eq!(rules().len(), lines('!'));
        assert_eq!(repairs().len(), SHEET.lines().count() - lines('!') - lines('#'));
    }

    #[test]
    fn there_are_as_many_repairs_as_were_counted_when_the_list_was_studied() {
        let count = |level, field| {
            repairs().iter().filter(|one| one.level == level && one.field == field).count()
        };
        assert_eq!(count(Level::Village, Field::Code), 29 + 45);
        assert_eq!(count(Level::Village, Field::Commune), 7);
        assert_eq!(count(Level::Commune, Field::Alias), 7 + 1);
        assert_eq!(count(Level::Commune, Field::Code), 1);
        assert_eq!(count(Level::Province, Field::Khmer), 1);
        assert_eq!(count(Level::Commune, Field::Khmer), 2);
        assert_eq!(count(Level::Village, Field::Khmer), 4 + 1 + 6);
        assert_eq!(count(Level::Village, Field::Latin), 2 + 8 + 1);
        assert_eq!(repairs().len(), 74 + 7 + 8 + 1 + 1 + 2 + 11 + 11);
    }

    #[test]
    fn every_repair_changes_something_and_every_rule_is_used() {
        assert!(repairs().iter().all(|one| one.published != one.repaired));
        for rule in rules() {
            assert!(repairs().iter().any(|one| one.rule == rule), "{}", rule.number);
            assert!(!rule.reason.is_empty());
        }
    }
}
