//! Names for invented people, Khmer with one common Latin spelling each.
//!
//! `domain/offer/names.csv` holds name parts only, no persons: `kind,khmer,latin`, where the kind is `family`, `girl`, `boy`
//! or `either`.

use super::random::Random;

const LIST: &str = crate::domain::offer::TABLE;

/// One part of a name in both scripts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// In Khmer letters; empty where the person has none.
    pub(super) khmer: &'static str,
    /// In Latin letters.
    pub(super) latin: &'static str,
}

/// A person's name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    /// Of the family; empty for people with a single name.
    pub(super) family: Part,
    /// Of the person.
    pub(super) given: Part,
}

/// A girl or a boy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    /// A girl or a woman.
    Female,
    /// A boy or a man.
    Male,
}

impl Sex {
    /// The value of the form's field.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// No name in either script.
pub(super) const NONE: Part = Part { khmer: "", latin: "" };

/// The list, sorted by what it is good for.
pub(super) struct Pool {
    families: Vec<Part>,
    girls: Vec<Part>,
    boys: Vec<Part>,
}

impl Pool {
    /// Reads the list that is compiled in.
    pub(super) fn load() -> Self {
        let mut pool = Self { families: Vec::new(), girls: Vec::new(), boys: Vec::new() };
        for line in LIST.lines() {
            let mut columns = line.split(',');
            let (Some(kind), Some(khmer), Some(latin)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let part = Part { khmer, latin };
            match kind {
                "family" => pool.families.push(part),
                "girl" => pool.girls.push(part),
                "boy" => pool.boys.push(part),
                _ => {
                    pool.girls.push(part);
                    pool.boys.push(part);
                }
            }
        }
        pool
    }

    /// A family's name.
    pub(super) fn family(&self, random: &mut Random) -> Part {
        random.pick(&self.families).copied().unwrap_or(NONE)
    }

    /// A given name.
    pub(super) fn given(&self, sex: Sex, random: &mut Random) -> Part {
        let names = match sex {
            Sex::Female => &self.girls,
            Sex::Male => &self.boys,
        };
        random.pick(names).copied().unwrap_or(NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::names::PersonName;

    #[test]
    fn every_name_of_the_list_is_a_name_in_both_scripts() {
        let pool = Pool::load();
        assert_eq!((pool.families.len(), pool.girls.len(), pool.boys.len()), (76, 78, 75));
        for part in pool.families.iter().chain(&pool.girls).chain(&pool.boys) {
            assert!(PersonName::parse_khmer(part.khmer).is_ok(), "{}", part.khmer);
            assert!(PersonName::parse_latin(part.latin).is_ok(), "{}", part.latin);
        }
    }
}
