//! The official scale of how soon a child must be contacted.

use crate::domain::documents::coded;

/// How soon somebody must speak with the child and its family. The ministry's four words, no others.
///
/// Within how many hours each wants it stands in the rule set. Ordered from the least urgent: a higher one never waits for a lower one.
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
