//! A child's way through the focal's room: the fold of its notes.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{
    Agreed, Concern, Done, Help, IN_A_FILE, Level, Note, Outcome, Sign, Support, What, standing,
};
use crate::domain::ids::{ChildId, FamilyId, RowId, StaffId};

/// How far the focal has come with a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody has opened it yet.
    Raised,
    /// A focal opened it.
    Seen,
    /// A focal set the level.
    Confirmed,
    /// The family was spoken with. Help and a referral stand beside: neither says how the child is.
    Contacted,
    /// Nobody follows it any more.
    Closed,
}

impl Stage {
    /// The text that names it.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Raised => "stage-raised",
            Self::Seen => "stage-seen",
            Self::Confirmed => "stage-confirmed",
            Self::Contacted => "stage-contacted",
            Self::Closed => "stage-closed",
        }
    }
}

/// Help that is planned and neither given nor dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The note that planned it.
    pub plan: RowId,
    /// Of which kind.
    pub help: Help,
    /// For which day.
    pub on: Date,
    /// Who is to do it.
    pub who: String,
}

/// When something falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// By when the family is to be contacted.
    pub due: Timestamp,
    /// Since when: the entry that started the clock.
    pub since: Timestamp,
}

/// What is known of one child, from every note about it and about its family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The family.
    pub family: FamilyId,
    /// The child.
    pub child: ChildId,
    /// Answers, the latest over the earlier, the child's own over its family's.
    pub support: Support,
    /// Signs that stand, with when each was first noted.
    pub signs: Vec<(Sign, Timestamp)>,
    /// Whether somebody told of harm, and when first.
    pub disclosed: Option<Timestamp>,
    /// The level a focal set last.
    pub level: Option<Level>,
    /// What the focal said last that it is about.
    pub concerns: Vec<Concern>,
    /// How far it is.
    pub stage: Stage,
    /// When the family was first spoken with.
    pub contacted: Option<Timestamp>,
    /// Whether a focal referred it to somebody.
    pub is_referred: bool,
    /// Plans that are open, the nearest first.
    pub plans: Vec<Planned>,
    /// Help that was given, in the order in which it was noted.
    pub done: Vec<Done>,
    /// What was agreed to, as it stands now.
    pub agreed: Vec<Agreed>,
    /// Who is kept out.
    pub excluded: Vec<StaffId>,
    /// Why nobody follows it any more.
    pub closed: Option<Outcome>,
}

impl Followed {
    /// The child's way from all notes of the event, in the order in which they were saved. Notes about other
    /// families are passed over, and those that a later one calls a mistake.
    pub fn of(family: FamilyId, child: ChildId, notes: &[Note]) -> Self {
        let mut followed = Self {
            family,
            child,
            support: Support::default(),
            signs: Vec::new(),
            disclosed: None,
            level: None,
            concerns: Vec::new(),
            stage: Stage::Raised,
            contacted: None,
            is_referred: false,
            plans: Vec::new(),
            done: Vec::new(),
            agreed: Vec::new(),
            excluded: Vec::new(),
            closed: None,
        };
        let mut of_family = Support::default();
        let about = standing(notes).filter(|note| {
            note.about.family == family && note.about.child.is_none_or(|about| about == child)
        });
        for note in about {
            match &note.what {
                What::Support(support) if note.about.child.is_none() => {
                    of_family = support.over(&of_family);
                }
                _ => followed.take(note),
            }
        }
        followed.support = followed.support.over(&of_family);
        followed.plans.sort_by_key(|plan| plan.on);
        followed
    }

    fn take(&mut self, note: &Note) {
        match &note.what {
            What::Support(support) => self.support = support.over(&self.support),
            What::Observed { signs, .. } => {
                for sign in signs {
                    if !self.signs.iter().any(|(known, _)| known == sign) {
                        self.signs.push((*sign, note.at));
                    }
                }
            }
            What::Disclosed(_) => {
                self.disclosed.get_or_insert(note.at);
            }
            // What left in a file of the whole room was read by nobody yet.
            What::Viewed { reason } if reason == IN_A_FILE => {}
            What::Viewed { .. } => self.reached(Stage::Seen),
            What::Level { to, .. } => {
                self.level = Some(*to);
                self.reached(Stage::Confirmed);
            }
            What::Concerns(concerns) => self.concerns.clone_from(concerns),
            What::Excluded { staff } if !self.excluded.contains(staff) => {
                self.excluded.push(*staff);
            }
            What::Admitted { staff } => self.excluded.retain(|kept_out| kept_out != staff),
            What::Contacted { .. } => {
                self.contacted.get_or_insert(note.at);
                self.reached(Stage::Contacted);
            }
            What::Planned { help, on, who } => {
                self.plans.push(Planned { plan: note.id, help: *help, on: *on, who: who.clone() });
            }
            What::Dropped { plan } => self.plans.retain(|planned| planned.plan != *plan),
            What::Done { done, plan } => {
                self.plans.retain(|planned| Some(planned.plan) != *plan);
                self.done.push(done.clone());
            }
            What::Referred(_) => self.is_referred = true,
            What::Consent { to, given, .. } => {
                self.agreed.retain(|agreed| agreed != to);
                if *given {
                    self.agreed.push(*to);
                }
            }
            What::Closed { outcome, .. } => {
                self.closed = Some(*outcome);
                self.stage = Stage::Closed;
            }
            What::Reopened { .. } => {
                self.closed = None;
                self.stage = Stage::Confirmed;
            }
            What::WrongChild { .. }
            | What::Excluded { .. }
            | What::Conference { .. }
            | What::Words(_) => {}
        }
    }

    fn reached(&mut self, stage: Stage) {
        if self.closed.is_none() {
            self.stage = self.stage.max(stage);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::About;
    use super::*;

    const FAMILY: FamilyId = FamilyId([1; 16]);
    const CHILD: ChildId = ChildId([2; 16]);

    fn notes(all: Vec<(Option<ChildId>, What)>) -> Vec<Note> {
        let about = |child| About { family: FAMILY, child };
        all.into_iter()
            .zip(1..)
            .map(|((child, what), place)| Note {
                id: RowId([place; 16]),
                at: Timestamp::from_second(i64::from(place) * 60).unwrap(),
                by: None,
                about: about(child),
                what,
            })
            .collect()
    }

    fn talk(yes: bool) -> What {
        What::Support(Support { talk: Some(yes), ..Support::default() })
    }

    #[test]
    fn a_childs_own_answer_stands_over_its_familys() {
        let all = notes(vec![(Some(CHILD), talk(true)), (None, talk(false))]);
        assert_eq!(Followed::of(FAMILY, CHILD, &all).support.talk, Some(true));
        let sibling = Followed::of(FAMILY, ChildId([3; 16]), &all);
        assert_eq!(sibling.support.talk, Some(false));
    }

    #[test]
    fn a_note_about_the_wrong_child_counts_for_nobody() {
        let worry = What::Observed { signs: vec![Sign::Worry], here_now: true };
        let wrong = What::WrongChild { note: RowId([1; 16]), reason: String::new() };
        let all = notes(vec![(Some(CHILD), worry), (Some(CHILD), wrong)]);
        let followed = Followed::of(FAMILY, CHILD, &all);
        assert_eq!(followed.signs, Vec::new());
    }

    #[test]
    fn a_plan_goes_when_it_is_done_or_dropped() {
        let plan = |help| What::Planned { help, on: date(2026, 3, 1), who: String::new() };
        let done = What::Done {
            done: Done {
                help: Help::FoodPackage,
                on: date(2026, 3, 1),
                who: String::new(),
                result: String::new(),
                next: String::new(),
            },
            plan: Some(RowId([1; 16])),
        };
        let all = notes(vec![
            (Some(CHILD), plan(Help::FoodPackage)),
            (Some(CHILD), plan(Help::Counselling)),
            (Some(CHILD), done),
            (Some(CHILD), What::Dropped { plan: RowId([2; 16]) }),
        ]);
        let followed = Followed::of(FAMILY, CHILD, &all);
        assert_eq!((followed.plans.len(), followed.done.len()), (0, 1));
        assert_eq!(followed.stage, Stage::Raised, "nobody has spoken with the family");
    }

    #[test]
    fn what_is_closed_stays_closed_until_it_is_taken_up_again() {
        let view = || What::Viewed { reason: String::new() };
        let closed = What::Closed { outcome: Outcome::Safe, handed_to: String::new() };
        let mut all = notes(vec![(Some(CHILD), closed), (Some(CHILD), view())]);
        assert_eq!(Followed::of(FAMILY, CHILD, &all).stage, Stage::Closed);
        let reopened = What::Reopened { reason: String::new() };
        all.push(Note { what: reopened, id: RowId([8; 16]), ..all.first().unwrap().clone() });
        assert_eq!(Followed::of(FAMILY, CHILD, &all).stage, Stage::Confirmed);
    }
}
