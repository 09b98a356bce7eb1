//! What was found, and what comes first.

use super::{Found, How, Scope};
use crate::domain::place::list::list;
use crate::domain::place::{Code, CommuneCode, Level, Place};

/// How a part fits a name: as it is spelt, or only as it sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    pub(super) how: How,
    pub(super) by_sound: bool,
}

impl Fit {
    pub(super) const EXACT: Self = Self { how: How::Whole, by_sound: false };

    /// What a looser fit costs, in the same coin as [`distance`].
    fn cost(self) -> u8 {
        let how = match self.how {
            How::Whole => 0,
            How::Start => 1,
            How::Word => 2,
            How::Inside => 3,
            How::Alike => 4,
        };
        how + u8::from(self.by_sound)
    }
}

/// What was found, by row: how it fits, and what it costs that the words were read one by one.
pub(super) struct Hits(Vec<Option<(Fit, u8)>>);

impl Hits {
    pub(super) fn new() -> Self {
        Self(vec![None; list().rows.len()])
    }

    pub(super) fn add(&mut self, at: usize, fit: Fit, apart: u8) {
        if let Some(hit) = self.0.get_mut(at) {
            let new = (fit, apart);
            *hit = Some(hit.map_or(new, |known| known.min(new)));
        }
    }

    /// Adds places by code: the whole code, one without its leading zero, or four digits and
    /// more of it.
    pub(super) fn codes(&mut self, digits: &str) {
        let Ok(number) = digits.parse::<u32>() else { return };
        let Ok(typed) = u32::try_from(digits.len()) else { return };
        for (row, at) in list().rows.iter().zip(0..) {
            let length = row.kind.level().digits();
            if row.number == number && (typed == length || typed + 1 == length) {
                self.add(at, Fit::EXACT, 0);
            } else if 4 <= typed
                && typed < length
                && row.number / 10_u32.pow(length - typed) == number
            {
                self.add(at, Fit { how: How::Start, by_sound: false }, 0);
            }
        }
    }

    /// The hits in `scope` with what they are sorted by.
    pub(super) fn ranked(&self, scope: &Scope) -> Vec<(Rank, Found)> {
        let hits = self.0.iter().zip(&list().rows);
        hits.filter_map(|(hit, row)| {
            let (fit, apart) = (*hit)?;
            let code = row.code();
            if scope.level.is_some_and(|level| level != code.level())
                || scope.within.is_some_and(|within| !within.holds(code))
            {
                return None;
            }
            let rank = Rank {
                cost: fit.cost() + apart + scope.event.map_or(0, |event| distance(code, event)),
                fit,
                level: code.level(),
                length: row.khmer.len(),
                number: row.number,
            };
            Some((rank, Found { place: Place(row), how: fit.how }))
        })
        .collect()
    }
}

/// What hits are sorted by, the most telling first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    cost: u8,
    fit: Fit,
    level: Level,
    length: usize,
    number: u32,
}

/// What it costs to lie far from the event. A part of a name in the event's commune comes before
/// a whole name in another province; a name that is only spelt alike does not.
pub(super) fn distance(code: Code, event: CommuneCode) -> u8 {
    let event = Code::Commune(event);
    let holds = |above: Option<Code>| above.is_some_and(|above| above.holds(code));
    let district = event.parent();
    if code.holds(event) || event.holds(code) {
        0
    } else if holds(district) {
        2
    } else if holds(district.and_then(Code::parent)) {
        3
    } else {
        4
    }
}
