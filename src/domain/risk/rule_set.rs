//! A rule set as it was read: what fires, what it does, and who signed it.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::condition::Condition;
use super::{Level, Reason};
use crate::domain::safeguarding::{Concern, Moment};

/// Rules, weights and hours, with their version. Made by [`RuleSet::parse`] only, which refuses what would let points
/// reach the highest level, take something away, or say nothing in one of the languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSet {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) status: Status,
    pub(super) signed_off: Vec<SignOff>,
    pub(super) hours: [u16; 3],
    pub(super) bands: Vec<Band>,
    pub(super) caps: Vec<Cap>,
    pub(super) rules: Vec<Rule>,
}

/// Whether those who have to sign a rule set did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Proposed; every page that uses it says so.
    Draft,
    /// Signed off.
    Signed,
}

/// Who signed a rule set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOff {
    /// Their name.
    pub who: String,
    /// What they are there.
    pub role: String,
    /// For whom they signed.
    pub organisation: String,
    /// When.
    pub date: Date,
}

/// From so many points on a family is of this level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) min: u32,
    pub(super) level: Level,
}

/// Points of these rules alone never give more than this level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cap {
    pub(super) only: Vec<String>,
    pub(super) max: Level,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub(super) code: String,
    pub(super) effect: Effect,
    pub(super) raised: Option<Raised>,
    pub(super) replaces: Vec<String>,
    pub(super) when: Vec<Condition>,
    pub(super) also: Vec<Also>,
    pub(super) concerns: Vec<Concern>,
    pub(super) text: Reason,
    pub(super) source: String,
    pub(super) sign_off: Vec<String>,
}

/// What a rule does when it fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// At least this level, and its clock starts.
    Level(Level),
    /// So many points; together they put a family on the support list, without a clock.
    Points(u32),
}

/// A level rule that weighs more where a small child lives there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Raised {
    pub(super) level: Level,
    pub(super) child_below: i16,
}

/// What else a rule asks of the focal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Also {
    /// Act now.
    ActNow,
    /// Health care comes first.
    HealthFirst,
    /// Whoever is with the child is not to be confronted.
    DoNotConfront,
    /// The mother is a child herself and gets a case of her own.
    MotherCase,
}

impl Also {
    /// Every one.
    pub const ALL: [Self; 4] =
        [Self::ActNow, Self::HealthFirst, Self::DoNotConfront, Self::MotherCase];

    /// Its name in the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::ActNow => "act:now",
            Self::HealthFirst => "act:health-first",
            Self::DoNotConfront => "act:do-not-confront",
            Self::MotherCase => "act:mother-case",
        }
    }
}

impl RuleSet {
    /// The name of the rule set, the same in every version of it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Which version it is. An event keeps the one it began with.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether it is signed off.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Whether pages have to say "draft rules, not signed off".
    pub fn is_draft(&self) -> bool {
        self.status == Status::Draft
    }

    /// Who signed it off.
    pub fn signed_off(&self) -> &[SignOff] {
        &self.signed_off
    }

    /// By when a family is to be contacted at a level, counted from when the entry was saved, in calendar time; none
    /// where nothing is due.
    pub fn due(&self, level: Level, since: Timestamp) -> Option<Moment> {
        let hours = SignedDuration::from_hours(i64::from(self.hours(level)?));
        Some(Moment { due: since.checked_add(hours).ok()?, since })
    }

    /// Hours from noting to contact and first assessment, calendar time; none where nothing is due.
    pub fn hours(&self, level: Level) -> Option<u16> {
        let [high, medium, low] = self.hours;
        match level {
            Level::High => Some(high),
            Level::Medium => Some(medium),
            Level::Low => Some(low),
            Level::NoAction => None,
        }
    }

    /// Every rule, in the file's order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule with this code.
    pub fn rule(&self, code: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.code == code)
    }

    /// The level of so many points.
    pub(super) fn band(&self, points: u32) -> Level {
        let reached = self.bands.iter().rev().find(|band| band.min <= points);
        reached.map_or(Level::NoAction, |band| band.level)
    }
}

impl Rule {
    /// Its name on screens, in exports and in reports, such as `R05`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What it does.
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// Why it fires, in both languages; the Khmer is unreviewed as long as the file says so.
    pub fn text(&self) -> &Reason {
        &self.text
    }

    /// The kinds of concern that the focal may choose; never chosen for them.
    pub fn concerns(&self) -> &[Concern] {
        &self.concerns
    }

    /// Where it comes from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Who has to sign it off.
    pub fn sign_off(&self) -> &[String] {
        &self.sign_off
    }
}
