//! Which families a named focal speaks with first. A triage priority, no assessment: only the focal turns it into a
//! level, and it never changes, delays or refuses a registration (facts/safeguarding.md, sections 1 to 3).
//!
//! The rules are data, `data/kh-outreach-screening.toml`; [`mod@assess`] evaluates them on [`Facts`] and says which fired
//! and why. Nothing is learned, nothing is subtracted, nothing is remembered.

mod age;
mod assess;
mod condition;
mod error;
mod facts;
mod read;
mod rule_set;
mod table;
#[cfg(test)]
pub(super) mod tests;

pub use super::age::Days;
pub use super::safeguarding::Level;
pub use assess::{Finding, Fired, assess};
pub use error::RuleSetError;
pub use facts::{Facts, ParentIs};
pub use rule_set::{Also, Effect, Rule, RuleSet, SignOff, Status};

/// The same sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reason {
    /// Khmer.
    pub km: String,
    /// English.
    pub en: String,
}

impl Reason {
    /// Both from borrowed words.
    pub fn new(km: &str, en: &str) -> Self {
        Self { km: km.to_owned(), en: en.to_owned() }
    }
}
