//! What may leave this laptop about a child, and on what ground: agreement that was recorded, or a vital reason.

use std::collections::{BTreeMap, BTreeSet};

use super::{Agreed, Followed, Level, Note, Vital, What, standing};
use crate::domain::ids::FamilyId;

/// On what ground something is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// Everything that is needed was agreed to.
    Agreed,
    /// A focal wrote down why it is shared without.
    Vital {
        /// What is vital; never empty.
        rules: Vec<Vital>,
        /// Why, in the focal's words.
        words: String,
    },
}

/// Why nothing is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// No focal has set a level.
    NotConfirmed,
    /// The level is "no action".
    NoAction,
    /// Neither was it agreed to nor is there a vital reason.
    NotAgreed,
    /// There is a vital reason only, and the program takes every record for agreed to.
    OnlyAgreed,
}

impl Held {
    /// The text that says it.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::NotConfirmed => "held-not-confirmed",
            Self::NoAction => "held-no-action",
            Self::NotAgreed => "held-not-agreed",
            Self::OnlyAgreed => "held-only-agreed",
        }
    }
}

/// Whether a child's record may be shared with whoever needs `needed` to be agreed to, and at which level: the one that a
/// focal confirmed, or `stands` where that is higher by something that came since.
/// `notes` are those of the event, in the order in which they were saved.
pub fn may_share(
    followed: &Followed,
    stands: Level,
    notes: &[Note],
    needed: &[Agreed],
) -> Result<(Level, Ground), Held> {
    let level = match followed.level.map(|confirmed| confirmed.max(stands)) {
        None => return Err(Held::NotConfirmed),
        Some(Level::NoAction) => return Err(Held::NoAction),
        Some(level @ (Level::Low | Level::Medium | Level::High)) => level,
    };
    if needed.iter().all(|one| followed.agreed.contains(one)) {
        return Ok((level, Ground::Agreed));
    }
    Ok((level, vital_reason(followed, notes).ok_or(Held::NotAgreed)?))
}

impl Ground {
    /// Whether it is shared as agreed to.
    pub fn is_agreed(&self) -> bool {
        matches!(self, Self::Agreed)
    }

    /// The vital reason in one line: the rules' codes and the focal's words. Empty where it was agreed to.
    pub fn reason(&self) -> String {
        match self {
            Self::Agreed => String::new(),
            Self::Vital { rules, words } => {
                let codes: Vec<&str> = rules.iter().map(|rule| rule.code()).collect();
                format!("{} {words}", codes.join(", "))
            }
        }
    }
}

/// Families whose phone may be rung: it was said of one of them, and of nobody of the family was it said last that it
/// may not. The phone is the family's, so one refusal counts for all. What was a mistake was not said.
pub fn safe_to_call(notes: &[Note]) -> BTreeSet<FamilyId> {
    let mut last: BTreeMap<FamilyId, BTreeMap<_, bool>> = BTreeMap::new();
    for note in standing(notes) {
        let What::Consent { to: Agreed::SafeToCall, given, .. } = note.what else { continue };
        let of = last.entry(note.about.family).or_default();
        // Said of everybody, it stands for what was said of one before.
        if note.about.child.is_none() {
            of.clear();
        }
        of.insert(note.about.child, given);
    }
    last.retain(|_, of| of.values().all(|given| *given));
    last.into_keys().collect()
}

/// The last vital reason that a focal recorded with a referral of this child, or of its whole family.
fn vital_reason(followed: &Followed, notes: &[Note]) -> Option<Ground> {
    standing(notes)
        .rev()
        .filter(|note| {
            note.about.family == followed.family
                && note.about.child.is_none_or(|child| child == followed.child)
        })
        .find_map(|note| match &note.what {
            What::Referred(referral) if !referral.rules.is_empty() => Some(Ground::Vital {
                rules: referral.rules.clone(),
                words: referral.vital.trim().to_owned(),
            }),
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::{About, Referral};
    use super::*;
    use crate::domain::ids::{ChildId, FamilyId, RowId};

    const FAMILY: FamilyId = FamilyId([1; 16]);
    const CHILD: ChildId = ChildId([2; 16]);

    fn shared(all: Vec<What>) -> Result<(Level, Ground), Held> {
        shared_at(Level::NoAction, all)
    }

    fn shared_at(stands: Level, all: Vec<What>) -> Result<(Level, Ground), Held> {
        let note = |(what, place): (What, u8)| Note {
            id: RowId([place; 16]),
            at: Timestamp::UNIX_EPOCH,
            by: None,
            about: About { family: FAMILY, child: Some(CHILD) },
            what,
        };
        let notes: Vec<Note> = all.into_iter().zip(1..).map(note).collect();
        may_share(&Followed::of(FAMILY, CHILD, &notes), stands, &notes, &[Agreed::ShareMinistry])
    }

    fn level(to: Level) -> What {
        What::Level { to, reason: String::new() }
    }

    fn consent(to: Agreed, given: bool) -> What {
        What::Consent { to, given, who: String::new(), wording: "1".to_owned() }
    }

    fn referral(rules: &[Vital], vital: &str) -> What {
        let (to, vital) = ("DoSVY".to_owned(), vital.to_owned());
        What::Referred(Referral { to, rules: rules.to_vec(), vital })
    }

    #[test]
    fn nothing_leaves_that_no_focal_confirmed() {
        assert_eq!(shared(vec![consent(Agreed::ShareMinistry, true)]), Err(Held::NotConfirmed));
        let all = vec![level(Level::NoAction), consent(Agreed::ShareMinistry, true)];
        assert_eq!(shared(all), Err(Held::NoAction));
    }

    #[test]
    fn nothing_leaves_that_was_not_agreed_to() {
        assert_eq!(shared(vec![level(Level::High)]), Err(Held::NotAgreed));
        let other = vec![level(Level::High), consent(Agreed::ShareOrganisation, true)];
        assert_eq!(shared(other), Err(Held::NotAgreed));
        let given = vec![level(Level::High), consent(Agreed::ShareMinistry, true)];
        assert_eq!(shared(given.clone()), Ok((Level::High, Ground::Agreed)));
        let withdrawn = [given, vec![consent(Agreed::ShareMinistry, false)]].concat();
        assert_eq!(shared(withdrawn), Err(Held::NotAgreed));
    }

    #[test]
    fn a_vital_reason_is_one_that_was_named_and_is_not_read_from_words() {
        let all = vec![level(Level::High), referral(&[Vital::Protection], "afraid to go home")];
        let rules = vec![Vital::Protection];
        let ground = Ground::Vital { rules, words: "afraid to go home".to_owned() };
        assert_eq!(ground.reason(), "R01 afraid to go home");
        assert_eq!(shared(all), Ok((Level::High, ground)));
        for words in ["", "very poor", "R01: afraid to go home"] {
            let all = vec![level(Level::High), referral(&[], words)];
            assert_eq!(shared(all), Err(Held::NotAgreed), "{words}");
        }
        let wrong = What::WrongChild { note: RowId([2; 16]), reason: String::new() };
        let all = vec![level(Level::High), referral(&[Vital::Protection], "afraid"), wrong];
        assert_eq!(shared(all), Err(Held::NotAgreed));
    }

    #[test]
    fn what_came_after_the_decision_raises_the_level_that_leaves() {
        let agreed = || consent(Agreed::ShareMinistry, true);
        let leaves = |set, stands| shared_at(stands, vec![level(set), agreed()]);
        assert_eq!(leaves(Level::Low, Level::High), Ok((Level::High, Ground::Agreed)));
        assert_eq!(leaves(Level::NoAction, Level::High), Ok((Level::High, Ground::Agreed)));
        assert_eq!(leaves(Level::High, Level::NoAction), Ok((Level::High, Ground::Agreed)));
        assert_eq!(leaves(Level::NoAction, Level::NoAction), Err(Held::NoAction));
        assert_eq!(shared_at(Level::High, vec![agreed()]), Err(Held::NotConfirmed));
    }

    #[test]
    fn a_phone_is_rung_only_while_nobody_of_the_family_said_no() {
        let (other, safe) = (ChildId([3; 16]), consent(Agreed::SafeToCall, true));
        let no = consent(Agreed::SafeToCall, false);
        let mistake = |place| What::WrongChild { note: RowId([place; 16]), reason: String::new() };
        for (said, may) in [
            (vec![(None, safe.clone())], true),
            (vec![(Some(CHILD), safe.clone())], true),
            (vec![(Some(CHILD), safe.clone()), (None, mistake(1))], false),
            (vec![(Some(CHILD), no.clone()), (Some(other), safe.clone())], false),
            (vec![(Some(CHILD), safe.clone()), (Some(other), no.clone())], false),
            (vec![(Some(CHILD), no.clone()), (None, safe.clone())], true),
            (vec![(None, safe.clone()), (Some(CHILD), no.clone())], false),
            (vec![(None, safe), (Some(CHILD), no), (None, mistake(2))], true),
        ] {
            let notes: Vec<Note> = (1..)
                .zip(said.clone())
                .map(|(place, (child, what))| Note {
                    id: RowId([place; 16]),
                    at: Timestamp::UNIX_EPOCH,
                    by: None,
                    about: About { family: FAMILY, child },
                    what,
                })
                .collect();
            assert_eq!(safe_to_call(&notes).contains(&FAMILY), may, "{said:?}");
        }
    }
}
