//! Where a child's mother or father lives.

use super::Home;
use crate::domain::documents::coded;
use crate::domain::names::Words;

/// Where a mother or father lives, as whoever reports the births told it. The register book wants the residence of
/// the parents, not of the reporter (facts/cambodia.md, section 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lives {
    /// In the house of whoever reports.
    WithReporter,
    /// In this country, as far as the place is known.
    At(Home),
    /// In another country, in words where they were given.
    Abroad(Option<Words>),
    /// Whoever reports does not know.
    Unknown,
    /// Not said. Of a parent who reports, this is the home of the form.
    NotStated,
}

impl Lives {
    /// The stored name; empty where nothing was said. Village and words are stored beside it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WithReporter => LivesSaid::WithReporter.code(),
            Self::At(home) => home.residence.code(),
            Self::Abroad(_) => LivesSaid::Abroad.code(),
            Self::Unknown => LivesSaid::Unknown.code(),
            Self::NotStated => "",
        }
    }

    /// The home, where it is one of this country.
    pub fn home(&self) -> Option<&Home> {
        match self {
            Self::At(home) => Some(home),
            Self::WithReporter | Self::Abroad(_) | Self::Unknown | Self::NotStated => None,
        }
    }
}

/// What is chosen from when it is asked where a parent lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LivesSaid {
    /// In the house of whoever reports.
    WithReporter,
    /// With the child's mother; asked of a father only.
    WithMother,
    /// In the event's commune.
    Here,
    /// In another commune.
    Elsewhere,
    /// In another country.
    Abroad,
    /// Whoever reports does not know.
    Unknown,
}

coded!(LivesSaid {
    WithReporter = "reporter", "lives-with-reporter";
    WithMother = "mother", "lives-with-mother";
    Here = "here", "residence-here";
    Elsewhere = "elsewhere", "residence-elsewhere";
    Abroad = "abroad", "lives-abroad";
    Unknown = "unknown", "lives-unknown";
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_stored_and_read_back() {
        assert!(LivesSaid::ALL.iter().all(|it| LivesSaid::from_code(it.code()) == Some(*it)));
    }
}
