//! What a focal may note next about a child, by how it stands.

use super::{Followed, Level, Stage, What};

/// Why a note does not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A lower level needs a written reason.
    #[error("a lower level needs a reason")]
    LowerNeedsReason,
    /// The highest level is closed only with whoever follows from then on.
    #[error("the highest level is closed only when it is handed over")]
    HandedTo,
    /// It is closed; it is taken up again first.
    #[error("it is closed")]
    Closed,
    /// It is not closed.
    #[error("it is not closed")]
    NotClosed,
    /// Something has to be written.
    #[error("something has to be written")]
    Blank,
    /// Without consent only what is vital may be shared, and why has to be written.
    #[error("without consent a vital reason is needed")]
    NoConsent,
    /// The plan is not open any more.
    #[error("the plan is not open")]
    NoPlan,
}

impl Followed {
    /// Whether `what` may be noted now. `stands`: the level that counts so far, the focal's or the one that was found.
    ///
    /// # Errors
    /// What is missing, or why it is too late or too early.
    pub fn may(&self, stands: Level, what: &What) -> Result<(), Refused> {
        let given =
            |words: &str| if words.trim().is_empty() { Err(Refused::Blank) } else { Ok(()) };
        let is_closed = self.stage == Stage::Closed;
        match what {
            What::Reopened { reason } if is_closed => given(reason),
            What::Reopened { .. } => Err(Refused::NotClosed),
            What::Level { .. }
            | What::Concerns(_)
            | What::Contacted { .. }
            | What::Planned { .. }
            | What::Done { .. }
            | What::Dropped { .. }
            | What::Conference { .. }
            | What::Referred(_)
            | What::Closed { .. }
                if is_closed =>
            {
                Err(Refused::Closed)
            }
            What::Level { to, reason } if *to < stands && reason.trim().is_empty() => {
                Err(Refused::LowerNeedsReason)
            }
            What::Dropped { plan } | What::Done { plan: Some(plan), .. }
                if !self.plans.iter().any(|open| open.plan == *plan) =>
            {
                Err(Refused::NoPlan)
            }
            What::Conference { words, .. } | What::Words(words) => given(words),
            What::Consent { who, .. } => given(who),
            What::Referred(referral) => {
                given(&referral.to)?;
                let agreed = self.agreed.iter().any(|to| to.is_sharing());
                if agreed || (!referral.rules.is_empty() && !referral.vital.trim().is_empty()) {
                    Ok(())
                } else {
                    Err(Refused::NoConsent)
                }
            }
            What::Closed { handed_to, .. }
                if stands == Level::High && handed_to.trim().is_empty() =>
            {
                Err(Refused::HandedTo)
            }
            What::Support(_)
            | What::Observed { .. }
            | What::WrongChild { .. }
            | What::Disclosed(_)
            | What::Viewed { .. }
            | What::Level { .. }
            | What::Concerns(_)
            | What::Excluded { .. }
            | What::Admitted { .. }
            | What::Contacted { .. }
            | What::Planned { .. }
            | What::Dropped { .. }
            | What::Done { .. }
            | What::Closed { .. } => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Agreed, Outcome, Referral, Vital};
    use super::*;
    use crate::domain::ids::{ChildId, FamilyId};

    fn untouched() -> Followed {
        Followed::of(FamilyId([1; 16]), ChildId([2; 16]), &[])
    }

    fn closing(handed_to: &str) -> What {
        What::Closed { outcome: Outcome::Safe, handed_to: handed_to.to_owned() }
    }

    #[test]
    fn lowering_needs_a_reason_and_raising_none() {
        let level = |to, reason: &str| What::Level { to, reason: reason.to_owned() };
        let followed = untouched();
        assert_eq!(followed.may(Level::Medium, &level(Level::High, "")), Ok(()));
        assert_eq!(followed.may(Level::Medium, &level(Level::Medium, "")), Ok(()));
        assert_eq!(
            followed.may(Level::Medium, &level(Level::Low, " ")),
            Err(Refused::LowerNeedsReason)
        );
        assert_eq!(followed.may(Level::Medium, &level(Level::Low, "an aunt")), Ok(()));
    }

    #[test]
    fn the_highest_level_is_closed_only_when_somebody_takes_over() {
        assert_eq!(untouched().may(Level::High, &closing("")), Err(Refused::HandedTo));
        assert_eq!(untouched().may(Level::High, &closing("DoSVY")), Ok(()));
        assert_eq!(untouched().may(Level::Medium, &closing("")), Ok(()));
    }

    #[test]
    fn what_is_closed_is_taken_up_again_first() {
        let followed = Followed { stage: Stage::Closed, ..untouched() };
        assert_eq!(followed.may(Level::Low, &closing("x")), Err(Refused::Closed));
        let again = |reason: &str| What::Reopened { reason: reason.to_owned() };
        assert_eq!(followed.may(Level::Low, &again("")), Err(Refused::Blank));
        assert_eq!(followed.may(Level::Low, &again("moved back")), Ok(()));
        assert_eq!(untouched().may(Level::Low, &again("x")), Err(Refused::NotClosed));
        assert_eq!(followed.may(Level::Low, &What::Words("x".to_owned())), Ok(()));
    }

    #[test]
    fn without_consent_a_referral_says_what_is_vital() {
        let to = |rules: &[Vital], vital: &str| {
            let (to, vital) = ("DoSVY".to_owned(), vital.to_owned());
            What::Referred(Referral { to, rules: rules.to_vec(), vital })
        };
        let hurt = [Vital::Health];
        assert_eq!(untouched().may(Level::High, &to(&[], "")), Err(Refused::NoConsent));
        assert_eq!(untouched().may(Level::High, &to(&[], "R02 hurt")), Err(Refused::NoConsent));
        assert_eq!(untouched().may(Level::High, &to(&hurt, " ")), Err(Refused::NoConsent));
        assert_eq!(untouched().may(Level::High, &to(&hurt, "hurt")), Ok(()));
        let agreed = Followed { agreed: vec![Agreed::ShareMinistry], ..untouched() };
        assert_eq!(agreed.may(Level::High, &to(&[], "")), Ok(()));
        let counted = Followed { agreed: vec![Agreed::Statistics], ..untouched() };
        assert_eq!(counted.may(Level::High, &to(&[], "")), Err(Refused::NoConsent));
    }
}
