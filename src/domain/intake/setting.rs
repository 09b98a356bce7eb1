//! What an event decides about its form.

use jiff::civil::Date;

use crate::domain::application::Relation;
use crate::domain::documents::Paper;

/// What the form needs to know about the event and the day.
#[derive(Clone)]
pub struct FormSetting {
    /// The event's commune: "this commune" in the questions.
    pub commune: PlaceName,
    /// The commune's villages to choose from; empty asks for the village in words.
    pub villages: Vec<Village>,
    /// The papers that are asked for, in order.
    pub papers: Vec<Paper>,
    /// Who may report a birth, in order.
    pub relations: Vec<Relation>,
    /// The day on which the form is filled. When a filed form is corrected later this is still
    /// the day of filing: "about nine years old" counts from it.
    pub today: Date,
}

/// A place's name in both scripts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceName {
    /// In Khmer letters.
    pub khmer: String,
    /// In Latin letters.
    pub latin: String,
}

/// A village of the event's commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Village {
    /// Eight digits of the gazetteer.
    pub code: String,
    /// Its name.
    pub name: PlaceName,
}

impl FormSetting {
    /// The usual form of a commune: every reporter, the usual papers, villages in words.
    pub fn new(commune: PlaceName, today: Date) -> Self {
        Self {
            commune,
            villages: Vec::new(),
            papers: Paper::DEFAULT.to_vec(),
            relations: Relation::ALL.to_vec(),
            today,
        }
    }

    /// The village with this code, if it is one of the commune's.
    pub fn village(&self, code: &str) -> Option<&Village> {
        self.villages.iter().find(|village| village.code == code)
    }
}
