//! Everything a rule may look at, about one child.

use jiff::civil::Date;

use super::age::Days;
use crate::domain::application::{Application, Child, Life, Parent, Relation, Spot};
use crate::domain::documents::{Paper, PaperState};

/// What is known about one child. Every fact is optional, and a skipped answer is the same as an unasked question.
/// Sex, nationality, ethnicity, religion, place and the delay of the report are not in here, so no rule can see them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The day on which ages are counted: that of the event.
    pub day: Option<Date>,
    /// The child's birth, between two days.
    pub child_birth: Option<Days>,
    /// The mother's birth.
    pub mother_birth: Option<Days>,
    /// The birth of whoever cares for the child day by day.
    pub caregiver_birth: Option<Days>,
    /// Births of the other children in the household.
    pub household_births: Vec<Days>,
    /// What was said of the mother.
    pub mother: Option<ParentIs>,
    /// What was said of the father.
    pub father: Option<ParentIs>,
    /// How many parents are away for work, 0 to 2, by the support question.
    pub parents_away: Option<u8>,
    /// Whether a relative is named who cares for the child.
    pub cares: Option<Cares>,
    /// With whom the child lives.
    pub lives_with: Option<LivesWith>,
    /// The child was found.
    pub found: Option<bool>,
    /// The child goes to school.
    pub in_school: Option<bool>,
    /// A lot of help is needed, or there is a long illness.
    pub much_help: Option<bool>,
    /// The caregiver needs help too.
    pub caregiver_needs_help: Option<bool>,
    /// The family holds an equity card (IDPoor) of level 1 or 2.
    pub idpoor: Option<bool>,
    /// No parent holds an identity document.
    pub no_identity_papers: Option<bool>,
    /// An adult, 18 or older, lives in the household.
    pub adult_in_household: Option<bool>,
    /// The child is married. Only ever volunteered.
    pub child_married: Option<bool>,
    /// The child works or is on the street. Only ever volunteered.
    pub works_or_on_street: Option<bool>,
    /// The family would like to talk with social services.
    pub asked_for_talk: Option<bool>,
    /// Somebody told of harm unasked, asked for protection, or is afraid to go home.
    pub asked_for_protection: Option<bool>,
    /// A serious injury is visible, or the child is acutely ill.
    pub injured_or_ill: Option<bool>,
    /// The child is here without an adult.
    pub child_alone: Option<bool>,
    /// What the adult is to the child cannot be explained, and nobody local can confirm it.
    pub relation_unexplained: Option<bool>,
    /// The same household has a child with an open case of level high. Known only while the focal is signed in.
    pub household_open_high: Option<bool>,
}

/// What was said of a parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParentIs {
    /// Lives with or near the child.
    Here,
    /// Is away.
    Away,
    /// Has died.
    Dead,
    /// Nobody knows who it is.
    Unknown,
}

/// Whether a relative who is not a parent cares for the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cares {
    /// One is named.
    Relative,
    /// The child lives with others, and no relative is named.
    NoRelative,
}

/// With whom a child lives most of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LivesWith {
    /// Both parents.
    Parents,
    /// One of them.
    OneParent,
    /// A grandparent or another relative.
    Relative,
    /// Another family.
    OtherFamily,
    /// A centre, a pagoda, a boarding house.
    Institution,
    /// Nobody.
    Alone,
}
