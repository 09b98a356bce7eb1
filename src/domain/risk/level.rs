//! The official scale of the Ministry of Social Affairs, Veterans and Youth Rehabilitation (MoSVY).

use super::Reason;

/// How soon a family is to be contacted: MoSVY's words and ids, none of our own (facts/safeguarding.md, section 2).
/// A greater level is the more urgent one. The hours of each belong to the [`RuleSet`](super::RuleSet).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Advice or a referral, then the end.
    NoAction,
    /// The home is considered safe; support prevents a later need.
    Low,
    /// Some harm is likely without a plan.
    Medium,
    /// Grave harm is likely without protection: decide at once whether to act now.
    High,
}

impl Level {
    /// Every level, the most urgent first, as lists show them.
    pub const ALL: [Self; 4] = [Self::High, Self::Medium, Self::Low, Self::NoAction];

    /// MoSVY's id, which is also the stored name.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoAction => "no_action",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The level with this id. OSCaR writes the fourth with a space, which is read and never written.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "no action" => Some(Self::NoAction),
            _ => Self::ALL.into_iter().find(|level| level.code() == code),
        }
    }

    /// MoSVY's word for it.
    pub fn khmer(self) -> &'static str {
        match self {
            Self::NoAction => "គ្មានសកម្មភាព",
            Self::Low => "ទាប",
            Self::Medium => "មធ្យម",
            Self::High => "ខ្ពស់",
        }
    }

    /// The same in English.
    pub fn english(self) -> &'static str {
        match self {
            Self::NoAction => "No action",
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }

    /// Within which time MoSVY wants contact and a first assessment, in its words; none where nothing is due.
    pub fn time(self) -> Option<Reason> {
        let (km, en) = match self {
            Self::NoAction => return None,
            Self::Low => ("ក្នុងរយៈពេល ៥ ថ្ងៃ", "within 5 days"),
            Self::Medium => ("ក្នុងរយៈពេល ៧២ ម៉ោង", "within 72 hours"),
            Self::High => ("ក្នុងរយៈពេល ២៤ ម៉ោង", "within 24 hours"),
        };
        Some(Reason::new(km, en))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_is_stored_and_read_back_and_oscars_spelling_is_read() {
        assert!(Level::ALL.iter().all(|it| Level::from_code(it.code()) == Some(*it)));
        assert_eq!(Level::from_code("no action"), Some(Level::NoAction));
        assert_eq!(Level::from_code("urgent"), None);
    }

    #[test]
    fn a_higher_level_is_greater() {
        assert!(Level::ALL.is_sorted_by(|one, next| next < one));
    }
}
