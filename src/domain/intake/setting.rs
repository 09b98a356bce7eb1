//! What an event decides about its form.

use jiff::civil::Date;

use crate::domain::application::Relation;
use crate::domain::documents::Paper;
use crate::domain::place::{CommuneCode, Level, Place, VillageCode};

/// What the form needs to know about the event and the day.
#[derive(Clone)]
pub struct FormSetting {
    /// The event's commune: "this commune" in the questions.
    pub commune: PlaceName,
    /// The same on the national list: what is near is offered first. Without it the village is
    /// asked for in words.
    pub event: Option<CommuneCode>,
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

impl FormSetting {
    /// The usual form of a commune: every reporter, the usual papers, villages in words.
    pub fn new(commune: PlaceName, today: Date) -> Self {
        Self {
            commune,
            event: None,
            papers: Paper::DEFAULT.to_vec(),
            relations: Relation::ALL.to_vec(),
            today,
        }
    }

    /// The event's commune on the national list.
    pub fn here(&self) -> Option<Place> {
        self.event.and_then(Place::of)
    }

    /// The commune's villages to choose from, in official order.
    pub fn villages(&self) -> impl Iterator<Item = Place> {
        self.here().into_iter().flat_map(Place::children)
    }

    /// The village with this code, if it is one of the commune's.
    pub fn village(&self, code: &str) -> Option<Place> {
        let village = VillageCode::parse(code).ok().and_then(Place::of)?;
        (village.at(Level::Commune) == self.here()).then_some(village)
    }
}
