//! Finds places as one types: by part of a name in Khmer or Latin letters, in any usual
//! spelling, or by code; those of the event first.

mod hits;
mod index;
mod query;
mod shelf;
#[cfg(test)]
mod tests;

use self::hits::Hits;
use self::index::index;
use self::query::Query;
use super::{Code, CommuneCode, Level, Place};

/// Among which places is searched, and which are near.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// The event's commune: places in it, in its district and in its province come first.
    pub event: Option<CommuneCode>,
    /// Only places of this level.
    pub level: Option<Level>,
    /// Only this place and those in it.
    pub within: Option<Code>,
}

/// How what was typed stands in a name, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// It is the name.
    Whole,
    /// The name begins with it.
    Start,
    /// A word of the name begins with it.
    Word,
    /// It stands in the name.
    Inside,
    /// The name is spelt about like it: "did you mean …?".
    Alike,
}

/// A place that what was typed may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The place. [`Place::label_khmer`] tells it apart from others of its name.
    pub place: Place,
    /// How close it is to what was typed.
    pub how: How,
}

/// At most `limit` places that `typed` may mean, the likeliest first.
///
/// `typed` is a name or part of it, of either script and any usual spelling; names of places
/// around it may stand beside it ("rumlech bakan"), words such as ភូមិ or *khum* say which level
/// is meant, and digits are a code. Near places come before far ones that fit a little better,
/// a name that is only spelt alike comes after those that fit.
///
/// ```
/// use outreach_kit::domain::place::{CommuneCode, Level, Scope, find};
/// let event = CommuneCode::parse("150106").ok();
/// let scope = Scope { event, level: Some(Level::Village), within: None };
/// let first = find("rumlich", &scope, 12)[0];
/// assert_eq!(first.place.label_khmer(event), "ភូមិរំលេច");
/// ```
pub fn find(typed: &str, scope: &Scope, limit: usize) -> Vec<Found> {
    let query = Query::read(typed);
    let index = index();
    let mut fits: Vec<_> = query.parts.iter().map(|part| index.fits(part)).collect();
    let mut hits = Hits::new();
    if let Some(digits) = &query.digits {
        hits.codes(digits);
    }
    index.read_all(&query, &fits, &mut hits);
    let mut found = hits.ranked(scope);
    if found.len() < limit {
        for (part, fits) in query.parts.iter().zip(&mut fits) {
            index.fits_alike(part, fits);
        }
        index.read_all(&query, &fits, &mut hits);
        found = hits.ranked(scope);
    }
    if limit < found.len() && limit > 0 {
        found.select_nth_unstable_by_key(limit - 1, |(rank, _)| *rank);
    }
    found.truncate(limit);
    found.sort_unstable_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, found)| found).collect()
}
