//! What a rule may look at. No condition looks at sex, nationality, ethnicity, religion or place, and none at how late
//! a birth is reported: those are never inputs, and a file that names one is refused.

use super::age::{self, Holds, MotherAges};
use super::facts::{Facts, ParentIs};
use crate::domain::age::Days;
use crate::domain::safeguarding::LivesWith;

/// When a rule fires. Each variant's name in the file stands beside it in `NAMES`.
///
/// Every one of them only ever begins to hold when a fact is added to those that were unasked before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Condition {
    AskedForProtection,
    InjuredOrIll,
    NoCaregiver,
    RelationUnexplained,
    MotherAgeAtBirth(MotherAges),
    HouseholdOpenHigh,
    LivesWithUnrelated,
    BothParentsDead,
    NoAdultInHousehold,
    ChildMarried,
    WorksAndNotInSchool,
    BothAwayNoRelative,
    BothAwayRelativeCares,
    ParentDeadOrUnknown,
    ParentAway,
    NotInSchool { from: i16, below: i16 },
    MuchHelp,
    CaregiverOld,
    CaregiverNeedsHelp,
    IdPoor,
    NoIdentityPapers,
    YoungWith { below: i16, with: Vec<String> },
    AskedForTalk,
}

/// The conditions without numbers of their own.
pub(super) const NAMES: [(&str, Condition); 20] = [
    ("asked_for_protection", Condition::AskedForProtection),
    ("injured_or_ill", Condition::InjuredOrIll),
    ("no_caregiver", Condition::NoCaregiver),
    ("relation_unexplained", Condition::RelationUnexplained),
    ("household_open_high", Condition::HouseholdOpenHigh),
    ("lives_with_unrelated", Condition::LivesWithUnrelated),
    ("both_parents_dead", Condition::BothParentsDead),
    ("no_adult_in_household", Condition::NoAdultInHousehold),
    ("child_married", Condition::ChildMarried),
    ("works_and_not_in_school", Condition::WorksAndNotInSchool),
    ("both_away_no_relative", Condition::BothAwayNoRelative),
    ("both_away_relative_cares", Condition::BothAwayRelativeCares),
    ("parent_dead_or_unknown", Condition::ParentDeadOrUnknown),
    ("parent_away", Condition::ParentAway),
    ("much_help", Condition::MuchHelp),
    ("caregiver_old", Condition::CaregiverOld),
    ("caregiver_needs_help", Condition::CaregiverNeedsHelp),
    ("idpoor", Condition::IdPoor),
    ("no_identity_papers", Condition::NoIdentityPapers),
    ("asked_for_talk", Condition::AskedForTalk),
];

impl Condition {
    /// Whether it holds; `fired` says of another rule whether that one does, for conditions that lean on others.
    pub(super) fn holds(&self, facts: &Facts, fired: impl Fn(&str) -> Holds) -> Holds {
        let yes = |said: Option<bool>| Holds::from(said == Some(true));
        let no = |said: Option<bool>| Holds::from(said == Some(false));
        match self {
            Self::AskedForProtection => yes(facts.asked_for_protection),
            Self::InjuredOrIll => yes(facts.injured_or_ill),
            Self::NoCaregiver => yes(facts.child_alone)
                .or(yes(facts.found))
                .or(Holds::from(facts.lives_with == Some(LivesWith::Alone))),
            Self::RelationUnexplained => yes(facts.relation_unexplained),
            Self::MotherAgeAtBirth(ages) => {
                match (facts.mother_birth, facts.child_birth, facts.day) {
                    (Some(mother), Some(child), Some(day)) => {
                        age::mother_aged(mother, child, day, *ages)
                    }
                    _ => Holds::No,
                }
            }
            Self::HouseholdOpenHigh => yes(facts.household_open_high),
            Self::LivesWithUnrelated => Holds::from(matches!(
                facts.lives_with,
                Some(LivesWith::OtherFamily | LivesWith::Centre)
            )),
            Self::BothParentsDead => {
                Holds::from(parents(facts).all(|parent| parent == Some(ParentIs::Dead)))
            }
            Self::NoAdultInHousehold => no(facts.adult_in_household),
            Self::ChildMarried => yes(facts.child_married),
            Self::WorksAndNotInSchool => yes(facts.works_or_on_street).and(no(facts.in_school)),
            Self::BothAwayNoRelative => both_away(facts).and(yes(facts.no_relative_named)),
            Self::BothAwayRelativeCares => both_away(facts).and(yes(facts.relative_cares)),
            Self::ParentDeadOrUnknown => Holds::from(
                parents(facts)
                    .any(|parent| matches!(parent, Some(ParentIs::Dead | ParentIs::Unknown))),
            ),
            Self::ParentAway => Holds::from(0 < away(facts)),
            Self::NotInSchool { from, below } => {
                no(facts.in_school).and(aged(facts, facts.child_birth, *from, *below))
            }
            Self::MuchHelp => yes(facts.much_help),
            Self::CaregiverOld => yes(facts.caregiver_old),
            Self::CaregiverNeedsHelp => yes(facts.caregiver_needs_help),
            Self::IdPoor => yes(facts.idpoor),
            Self::NoIdentityPapers => yes(facts.no_identity_papers),
            Self::YoungWith { below, with } => {
                let any = with.iter().map(|code| fired(code)).fold(Holds::No, Holds::or);
                any.and(aged(facts, facts.child_birth, 0, *below))
            }
            Self::AskedForTalk => yes(facts.asked_for_talk),
        }
    }

    /// The rules it leans on.
    pub(super) fn leans_on(&self) -> &[String] {
        match self {
            Self::YoungWith { with, .. } => with,
            _ => &[],
        }
    }
}

/// Whether a child younger than this lives in the household.
pub(super) fn child_below(facts: &Facts, below: i16) -> Holds {
    let births = facts.household_births.iter().copied().chain(facts.child_birth);
    births.map(|birth| aged(facts, Some(birth), 0, below)).fold(Holds::No, Holds::or)
}

fn aged(facts: &Facts, birth: Option<Days>, from: i16, below: i16) -> Holds {
    match (birth, facts.day) {
        (Some(birth), Some(day)) => age::aged(birth, day, from, below),
        _ => Holds::No,
    }
}

fn parents(facts: &Facts) -> impl Iterator<Item = Option<ParentIs>> {
    [facts.mother, facts.father].into_iter()
}

/// How many parents are away, by the form or by the support question, whichever says more.
fn away(facts: &Facts) -> usize {
    let named = parents(facts).filter(|parent| *parent == Some(ParentIs::Away)).count();
    named.max(facts.parents_away.map_or(0, usize::from))
}

fn both_away(facts: &Facts) -> Holds {
    Holds::from(1 < away(facts))
}
