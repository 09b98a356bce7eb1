//! The event's commune: from the national list, or written by hand.

use super::{Bilingual, either};
use crate::domain::place::{CommuneCode, Level, Place, VERSION};

/// The places around an event's commune, with their kinds, as the list had them when the event was set up. All empty
/// for a commune that is not on the list.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Around {
    /// District, municipality or khan.
    pub district: Bilingual,
    /// Province or the capital.
    pub province: Bilingual,
    /// Which list.
    pub version: String,
}

impl Around {
    pub(super) fn of(commune: Place) -> Self {
        let called = |level| {
            let place = commune.at(level);
            place.map_or_else(Bilingual::default, |place: Place| Bilingual {
                km: place.called_khmer(),
                en: place.called_english(),
            })
        };
        Self {
            district: called(Level::District),
            province: called(Level::Province),
            version: VERSION.to_owned(),
        }
    }
}

/// The place with this code, if it is a commune and bears this name.
pub(super) fn listed(code: &str, khmer: &str) -> Option<Place> {
    let place = CommuneCode::parse(code).ok().and_then(Place::of)?;
    (place.khmer() == crate::khmer::normalize(khmer)).then_some(place)
}

/// Code and names of the commune: chosen from the list (`commune` is its code), or written by hand. A code of the
/// list without a name has the list's names.
pub(super) fn commune(
    get: &impl Fn(&str) -> String,
    wrong: &mut impl FnMut(&'static str, &'static str),
) -> (String, Bilingual) {
    let of_list = |code: &str| {
        let place = CommuneCode::parse(code).ok().and_then(Place::of)?;
        Some((place.code().to_string(), Bilingual::new(place.khmer(), place.latin())))
    };
    if let Some(chosen) = of_list(&get("commune")) {
        return chosen;
    }
    let [km, en] = ["commune_km", "commune_en"].map(|name| crate::khmer::normalize(&get(name)));
    let code = crate::khmer::digits::to_ascii(get("commune_code").trim());
    let names = either(km, en);
    if names.km.is_empty() {
        match of_list(&code) {
            Some(listed) => return listed,
            None if code.is_empty() => wrong("commune", "mistake-event-commune-choose"),
            None => wrong("commune_km", "mistake-event-commune"),
        }
        return (code, names);
    }
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        wrong("commune_code", "mistake-event-commune-code");
    }
    (code, names)
}
