//! A place chosen level by level, a few lines at a time: for phones, which never get the whole
//! list, and for pages without script.

use super::{Code, CommuneCode, Level, Place};

/// The answer that stands for all provinces.
const COUNTRY: &str = "kh";
/// The answer that the place is not on the list: another country, or nobody knows.
const NOT_LISTED: &str = "none";

/// One line to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// This place; if it is not narrow enough yet, what is in it is asked next.
    Place(Place),
    /// Another place of this level than that around those above: what is chosen from gets wider.
    Wider(Level, Option<Place>),
    /// Not on the list.
    NotListed,
}

impl Line {
    /// The answer that stands for it.
    pub fn value(self) -> String {
        match self {
            Self::Place(place) | Self::Wider(_, Some(place)) => place.code().to_string(),
            Self::Wider(_, None) => COUNTRY.to_owned(),
            Self::NotListed => NOT_LISTED.to_owned(),
        }
    }
}

/// Whether an answer is one that these pages give: blank, a code of the list, or one of the two
/// other lines.
pub fn is_answer(answer: &str) -> bool {
    matches!(answer, "" | COUNTRY | NOT_LISTED) || listed(answer).is_some()
}

/// The place of the list that an answer names.
pub fn listed(answer: &str) -> Option<Place> {
    Code::parse(answer).ok().and_then(Place::of)
}

/// Whether an answer says that the place is not on the list.
pub fn is_not_listed(answer: &str) -> bool {
    answer == NOT_LISTED
}

/// Whether nothing more is asked after an answer: a place of level `goal` or below, or none of
/// the list. A blank one is not.
pub fn is_narrow(answer: &str, goal: Level) -> bool {
    is_not_listed(answer) || listed(answer).is_some_and(|place| goal <= place.level())
}

/// What to choose from after an answer. After a blank one the places beside the event's commune,
/// which most families come from; without an event, the provinces.
pub fn lines(answer: &str, goal: Level, event: Option<CommuneCode>) -> Vec<Line> {
    if is_not_listed(answer) {
        return vec![Line::NotListed, Line::Wider(Level::Province, None)];
    }
    let around = around(answer, goal, event);
    let inside = Place::choices(around, event).into_iter().map(Line::Place);
    inside.chain([wider(around)]).collect()
}

/// The place from which one of level `goal` is chosen.
fn narrowest_around(place: Place, goal: Level) -> Option<Place> {
    place.and_around().find(|around| around.level() < goal)
}

/// The place in which the lines after an answer lie; none for all provinces.
pub fn around(answer: &str, goal: Level, event: Option<CommuneCode>) -> Option<Place> {
    match (answer, listed(answer)) {
        ("", _) => event.and_then(|event| Place::of(event.district())),
        (_, Some(place)) if goal <= place.level() => narrowest_around(place, goal),
        (_, place) => place,
    }
}

fn wider(around: Option<Place>) -> Line {
    match around {
        Some(around) => Line::Wider(around.level(), around.parent()),
        None => Line::NotListed,
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, is_answer, is_narrow, lines, listed};
    use crate::domain::place::{CommuneCode, Level};

    fn values(answer: &str, goal: Level) -> Vec<String> {
        let event = CommuneCode::parse("150602").ok();
        lines(answer, goal, event).into_iter().map(Line::value).collect()
    }

    #[test]
    fn every_village_is_reached_from_the_neighbours_and_back() {
        let near = values("", Level::Village);
        assert_eq!(near.first().map(String::as_str), Some("150602"));
        assert_eq!(near.last().map(String::as_str), Some("15"));
        assert!(values("15", Level::Village).contains(&"1501".to_owned()));
        assert!(values("1501", Level::Village).contains(&"150106".to_owned()));
        assert!(values("150106", Level::Village).contains(&"15010607".to_owned()));
        assert_eq!(values("150106", Level::Village).last().map(String::as_str), Some("1501"));
        assert_eq!(values("15", Level::Village).last().map(String::as_str), Some("kh"));
        let country = values("kh", Level::Village);
        assert_eq!((country.len(), country.last().map(String::as_str)), (26, Some("none")));
        assert_eq!(country.first().map(String::as_str), Some("15"), "the event's province first");
    }

    #[test]
    fn what_was_chosen_stands_among_what_it_was_chosen_from() {
        assert_eq!(values("15010607", Level::Village), values("150106", Level::Village));
        assert_eq!(values("150106", Level::Commune), values("1501", Level::Commune));
        // A helper may have found a village where a phone asks for the commune.
        assert_eq!(values("15010607", Level::Commune), values("1501", Level::Commune));
    }

    #[test]
    fn an_answer_is_narrow_enough_at_its_level() {
        assert!(is_narrow("15010607", Level::Village) && is_narrow("none", Level::Village));
        assert!(is_narrow("150106", Level::Commune) && is_narrow("15010607", Level::Commune));
        for wide in ["", "kh", "15", "1501", "150106"] {
            assert!(!is_narrow(wide, Level::Village), "{wide}");
        }
        assert!(is_answer("kh") && is_answer("") && is_answer("150106"));
        assert!(!is_answer("150199") && !is_answer("ភូមិ") && listed("").is_none());
    }

    #[test]
    fn no_list_is_longer_than_a_phone_can_bear() {
        let longest = crate::domain::place::Place::all(Level::Commune)
            .map(|commune| values(&commune.code().to_string(), Level::Village).len())
            .max();
        assert_eq!(longest, Some(34), "villages of a commune, and the line that leads out");
    }
}
