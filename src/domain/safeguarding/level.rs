//! The official scale of how soon a child must be contacted.

use jiff::SignedDuration;

use crate::domain::documents::coded;

/// How soon somebody must speak with the child and its family. The ministry's four words, no others.
///
/// Ordered from the least urgent: a higher one never waits for a lower one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Advice as for everybody; no clock.
    NoAction,
    /// Contact and safety assessment within five days.
    Low,
    /// Within 72 hours.
    Medium,
    /// Within 24 hours; decide at once whether to act now.
    High,
}

coded!(Level {
    NoAction = "no_action", "level-no-action";
    Low = "low", "level-low";
    Medium = "medium", "level-medium";
    High = "high", "level-high";
});

impl Level {
    /// How long after the entry was saved the family is to be contacted, in calendar time. Source: the ministry's
    /// case management forms (24 and 72 hours, five days).
    pub fn within(self) -> Option<SignedDuration> {
        match self {
            Self::NoAction => None,
            Self::Low => Some(SignedDuration::from_hours(120)),
            Self::Medium => Some(SignedDuration::from_hours(72)),
            Self::High => Some(SignedDuration::from_hours(24)),
        }
    }
}
