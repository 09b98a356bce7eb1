//! What may leave this laptop about a child, and on what ground: agreement that was recorded, or a vital reason.

use super::{Agreed, Followed, Level, Note, What, standing};

/// Rules whose finding may be shared without agreement, in the child's vital interest. Source: facts on safeguarding,
/// section 9; waits for the sign-off of whoever answers for the law.
pub const VITAL_RULES: [&str; 4] = ["R01", "R02", "R03", "R04"];

/// On what ground something is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// Everything that is needed was agreed to.
    Agreed,
    /// A focal wrote down why it is shared without.
    Vital {
        /// Why, in the focal's words; names one of [`VITAL_RULES`].
        reason: String,
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
}

impl Held {
    /// The text that says it.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::NotConfirmed => "held-not-confirmed",
            Self::NoAction => "held-no-action",
            Self::NotAgreed => "held-not-agreed",
        }
    }
}

/// Whether a child's record may be shared with whoever needs `needed` to be agreed to, and at which confirmed level.
/// `notes` are those of the event, in the order in which they were saved.
pub fn may_share(
    followed: &Followed,
    notes: &[Note],
    needed: &[Agreed],
) -> Result<(Level, Ground), Held> {
    let level = match followed.level {
        None => return Err(Held::NotConfirmed),
        Some(Level::NoAction) => return Err(Held::NoAction),
        Some(level @ (Level::Low | Level::Medium | Level::High)) => level,
    };
    if needed.iter().all(|one| followed.agreed.contains(one)) {
        return Ok((level, Ground::Agreed));
    }
    let reason = vital_reason(followed, notes).ok_or(Held::NotAgreed)?;
    Ok((level, Ground::Vital { reason }))
}

/// The last vital reason that a focal recorded with a referral of this child, or of its whole family.
fn vital_reason(followed: &Followed, notes: &[Note]) -> Option<String> {
    standing(notes)
        .rev()
        .filter(|note| {
            note.about.family == followed.family
                && note.about.child.is_none_or(|child| child == followed.child)
        })
        .find_map(|note| match &note.what {
            What::Referred(referral) if is_vital(&referral.vital) => {
                Some(referral.vital.trim().to_owned())
            }
            _ => None,
        })
}

/// Whether words give a vital reason: they name one of the rules that allow it.
pub fn is_vital(words: &str) -> bool {
    words
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .any(|word| VITAL_RULES.iter().any(|rule| rule.eq_ignore_ascii_case(word)))
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
        let note = |(what, place): (What, u8)| Note {
            id: RowId([place; 16]),
            at: Timestamp::UNIX_EPOCH,
            by: None,
            about: About { family: FAMILY, child: Some(CHILD) },
            what,
        };
        let notes: Vec<Note> = all.into_iter().zip(1..).map(note).collect();
        may_share(&Followed::of(FAMILY, CHILD, &notes), &notes, &[Agreed::ShareMinistry])
    }

    fn level(to: Level) -> What {
        What::Level { to, reason: String::new() }
    }

    fn consent(to: Agreed, given: bool) -> What {
        What::Consent { to, given, who: String::new(), wording: "1".to_owned() }
    }

    fn referral(vital: &str) -> What {
        What::Referred(Referral { to: "DoSVY".to_owned(), vital: vital.to_owned() })
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
    fn a_vital_reason_names_one_of_the_four_rules() {
        for (words, counts) in [
            ("R01: afraid to go home", true),
            ("r04 nobody local knows the grown-up", true),
            ("", false),
            ("very poor", false),
            ("R08", false),
            ("R011", false),
        ] {
            let got = shared(vec![level(Level::High), referral(words)]);
            assert_eq!(got.is_ok(), counts, "{words}");
            assert!(!counts || matches!(got, Ok((_, Ground::Vital { .. }))));
        }
        let wrong = What::WrongChild { note: RowId([2; 16]) };
        let all = vec![level(Level::High), referral("R01"), wrong];
        assert_eq!(shared(all), Err(Held::NotAgreed));
    }
}
