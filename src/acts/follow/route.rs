//! From visits that are due to the paper a focal carries: by village, among homes with other errands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::acts::paper::moment;
use crate::domain::event::Event;
use crate::domain::ids::FamilyId;
use crate::khmer::SortKey;
use crate::papers::Bilingual;
use crate::papers::route_sheet::RouteSheet;
use crate::store::followed::Home;
use crate::typeset::pdf::About;

/// The fewest homes of a village on a sheet, while it has so many: a few alone would be told by their neighbours.
const FEWEST: usize = 5;

/// For each home that is visited for the focal's sake at least so many others stand on the sheet.
const OTHERS: usize = 2;

/// The sheet for visits to these families. `homes` are all of the event, in the order in which the families came.
pub fn route_sheet(
    homes: &[Home],
    visits: &BTreeSet<FamilyId>,
    event: &Event,
    at: Timestamp,
    training: bool,
) -> RouteSheet {
    RouteSheet {
        event: Bilingual::new(
            format!("{} · {}", event.name.km, event.commune.km),
            format!("{} · {}", event.name.en, event.commune.en),
        ),
        made: moment(at),
        villages: villages(homes, visits),
        training,
        about: About { title: "route sheet".into(), id: "route-sheet".into(), issued: at },
    }
}

/// Villages with a visit, each with the numbers to call at.
fn villages(homes: &[Home], visits: &BTreeSet<FamilyId>) -> Vec<(String, Vec<u32>)> {
    let mut by_village: BTreeMap<&str, Vec<&Home>> = BTreeMap::new();
    for home in homes {
        by_village.entry(&home.village).or_default().push(home);
    }
    let mut named: Vec<(String, Vec<u32>)> = by_village
        .into_iter()
        .filter(|(_, homes)| homes.iter().any(|home| visits.contains(&home.family)))
        .map(|(village, homes)| (village.to_owned(), among_others(&homes, visits)))
        .collect();
    named.sort_by_cached_key(|(village, _)| SortKey::of(village));
    named
}

/// The visits of a village, all homes with an errand, and so many more that the visits are the lesser part.
fn among_others(homes: &[&Home], visits: &BTreeSet<FamilyId>) -> Vec<u32> {
    let wanted = |home: &&&Home| visits.contains(&home.family) || home.has_errand;
    let due = homes.iter().filter(|home| visits.contains(&home.family)).count();
    let mut on: Vec<u32> = homes.iter().filter(wanted).map(|home| home.ticket).collect();
    let least = FEWEST.max(due * (1 + OTHERS));
    // Spread over the whole village, so that the others are not the first who came.
    let rest: Vec<u32> =
        homes.iter().filter(|home| !wanted(home)).map(|home| home.ticket).collect();
    let missing = least.saturating_sub(on.len()).min(rest.len());
    let step = rest.len().checked_div(missing).unwrap_or(1).max(1);
    on.extend(rest.into_iter().step_by(step).take(missing));
    on.sort_unstable();
    on
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(ticket: u32, village: &str, has_errand: bool) -> Home {
        let last = u8::try_from(ticket % 250).unwrap();
        Home { family: FamilyId([last; 16]), ticket, village: village.to_owned(), has_errand }
    }

    #[test]
    fn a_visit_stands_among_homes_with_other_errands() {
        let homes: Vec<Home> =
            (1..=40).map(|ticket| home(ticket, "ក្រពើពីរលើ", ticket % 10 == 0)).collect();
        let visits = BTreeSet::from([homes[16].family]);
        let [(_, numbers)] = villages(&homes, &visits).try_into().unwrap();
        assert!(numbers.contains(&17) && [10, 20, 30, 40].iter().all(|it| numbers.contains(it)));
        assert!(numbers.is_sorted() && FEWEST <= numbers.len());
    }

    #[test]
    fn where_nobody_has_an_errand_neighbours_stand_on_the_sheet() {
        let homes: Vec<Home> = (1..=30).map(|ticket| home(ticket, "ដូង", false)).collect();
        let visits: BTreeSet<FamilyId> = homes[..3].iter().map(|home| home.family).collect();
        let [(_, numbers)] = villages(&homes, &visits).try_into().unwrap();
        assert_eq!(numbers.len(), 9, "two others for each: {numbers:?}");
        assert!(numbers.iter().any(|number| 20 < *number), "from the whole village: {numbers:?}");
    }

    #[test]
    fn a_village_without_a_visit_is_not_on_it() {
        let homes = [home(1, "ដូង", true), home(2, "ស្វាយ", false)];
        let of = |family| villages(&homes, &BTreeSet::from([family]));
        assert_eq!(of(homes[1].family), [("ស្វាយ".to_owned(), vec![2])]);
    }
}
