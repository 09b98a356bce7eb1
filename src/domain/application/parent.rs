//! What is said about a child's parents and about nationality.

use crate::domain::documents::coded;
use crate::domain::names::Words;

/// What was said about nationality. It never blocks, and nothing is derived from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nationality {
    /// Khmer.
    Khmer,
    /// Another one, in words where they were given.
    Other(Option<Words>),
    /// Left to the officer, or not said.
    Officer,
}

impl Nationality {
    /// The stored name; the words of [`Nationality::Other`] are stored beside it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Khmer => "khmer",
            Self::Other(_) => "other",
            Self::Officer => "officer",
        }
    }

    /// The nationality with this stored name and these words.
    pub fn from_code(code: &str, words: Option<Words>) -> Option<Self> {
        match code {
            "khmer" => Some(Self::Khmer),
            "other" => Some(Self::Other(words)),
            "officer" => Some(Self::Officer),
            _ => None,
        }
    }

    /// The text that names it.
    pub fn text_key(&self) -> &'static str {
        match self {
            Self::Khmer => "nationality-khmer",
            Self::Other(_) => "nationality-other",
            Self::Officer => "nationality-officer",
        }
    }

    /// The words for another nationality.
    pub fn words(&self) -> Option<&Words> {
        match self {
            Self::Other(words) => words.as_ref(),
            Self::Khmer | Self::Officer => None,
        }
    }
}

/// What is known about a child's mother or father. Blank never means unknown, and nobody asks
/// why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Parent {
    /// Someone of [`Application::persons`](super::Application::persons).
    Known {
        /// Place in [`Application::persons`](super::Application::persons).
        person: usize,
        /// Here, away or dead.
        life: Life,
    },
    /// Has died; nothing else was said.
    Dead,
    /// Lives away; nothing else was said.
    Away,
    /// The family does not know who.
    Unknown,
    /// Not said, or not to be said.
    NotStated,
}

/// Whether a named parent is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Life {
    /// Lives with or near the family.
    Here,
    /// Lives away.
    Away,
    /// Has died.
    Dead,
}

coded!(Life {
    Here = "here", "life-here";
    Away = "away", "life-away";
    Dead = "dead", "life-dead";
});

impl Parent {
    /// The stored name; the person's place is stored beside it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Known { life: Life::Here, .. } => "known_here",
            Self::Known { life: Life::Away, .. } => "known_away",
            Self::Known { life: Life::Dead, .. } => "known_dead",
            Self::Dead => "dead",
            Self::Away => "away",
            Self::Unknown => "unknown",
            Self::NotStated => "not_stated",
        }
    }

    /// The parent with this stored name; a known one needs its person.
    pub fn from_code(code: &str, person: Option<usize>) -> Option<Self> {
        let known = |life| person.map(|person| Self::Known { person, life });
        match code {
            "known_here" => known(Life::Here),
            "known_away" => known(Life::Away),
            "known_dead" => known(Life::Dead),
            "dead" => Some(Self::Dead),
            "away" => Some(Self::Away),
            "unknown" => Some(Self::Unknown),
            "not_stated" => Some(Self::NotStated),
            _ => None,
        }
    }

    /// The text that says it. That of a known parent who is here is only a label, beside which
    /// the name stands.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Known { life, .. } => life.text_key(),
            Self::Dead => "parent-dead",
            Self::Away => "parent-away",
            Self::Unknown => "parent-unknown",
            Self::NotStated => "parent-not-stated",
        }
    }

    /// Place in [`Application::persons`](super::Application::persons) of a known parent.
    pub fn person(self) -> Option<usize> {
        match self {
            Self::Known { person, .. } => Some(person),
            Self::Dead | Self::Away | Self::Unknown | Self::NotStated => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parent_is_stored_and_read_back() {
        let mut parents = vec![Parent::Dead, Parent::Away, Parent::Unknown, Parent::NotStated];
        parents.extend(Life::ALL.iter().map(|life| Parent::Known { person: 3, life: *life }));
        for parent in parents {
            assert_eq!(Parent::from_code(parent.code(), parent.person()), Some(parent));
        }
        assert_eq!(Parent::from_code("known_here", None), None);
        assert_eq!(Parent::from_code("gone", None), None);
    }
}
