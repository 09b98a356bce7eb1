//! Is this child here already? Two records in, how alike they are and why.
//!
//! The score adds up weights of evidence; every weight is a [`Reason`] that an officer is
//! shown in words, for and against. Nothing is ever merged, deleted or refused by it: a
//! person decides. The program asks one of two questions, "is this the same child?" or
//! "are these twins?", and a family of twins is never treated as a mistake.
//!
//! Few pairs are worth scoring: [`block_keys`] gives the keys of which two records must
//! share one.
#![doc = include_str!("compared.md")]

mod alike;
mod block;
mod known;
mod reason;
mod weigh;

pub use crate::domain::application::Sex;
pub use crate::domain::place::{NotACode, VillageCode};
pub use block::{BlockKey, block_keys};
pub use known::{Beside, BirthDate, Known, Names};
pub use reason::{Finding, Reason};
pub use weigh::Ready;

/// Which rule made a score: goes into the journal beside it.
pub const RULE: &str = "likeness-1";
/// From this score on a pair is *probable* and the desk stops.
pub const PROBABLE: f64 = 14.0;
/// From this score on a pair is *possible* and shown beside the form.
pub const POSSIBLE: f64 = 9.0;

/// How alike two records are.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// The sum of the reasons' weights: for the journal, not for the screen.
    pub score: f64,
    /// What the score comes to.
    pub verdict: Verdict,
    /// What speaks for and against one child, in the order an officer asks.
    pub reasons: Vec<Reason>,
}

/// What a score comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Not shown, unless the twins question is asked.
    Unlikely,
    /// Shown beside the form.
    Possible,
    /// The desk stops at this case and an officer chooses.
    Probable,
}

/// What the officer is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Is this the same child?
    SameChild,
    /// Twins, or the same child?
    Twins,
}

impl Likeness {
    /// What to ask the officer about the pair, if anything. Twins are asked for whatever
    /// the score, and never stop a desk.
    pub fn question(&self) -> Option<Question> {
        if self.reasons.iter().any(|reason| reason.finding == Finding::Twins) {
            return Some(Question::Twins);
        }
        (self.verdict > Verdict::Unlikely).then_some(Question::SameChild)
    }
}

/// Compares two records. The order does not matter, and neither does the spelling's
/// encoding order. To compare one with many, make each [`Ready`] once.
pub fn compare(one: &Known, other: &Known) -> Likeness {
    Ready::of(one).compare(&Ready::of(other))
}

#[cfg(test)]
mod compared;
#[cfg(test)]
mod generated;
#[cfg(test)]
mod tests;
