//! What a child's notes and its form say together: how soon somebody must speak with the family, and why.
//!
//! The rules find, a focal decides: once a focal has set a level, that one counts, until something new is known that
//! nobody has answered yet. This is the one place where it is worked out; lists, pages, slips and files all take it from
//! here.

mod clock;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::civil::Date;

use super::application::Application;
use super::ids::{ChildId, FamilyId};
use super::risk::{Facts, Finding, RuleSet, assess};
use super::safeguarding::{Followed, Level, Moment, Note, Sign, Stage, Support, standing};
use clock::Clocks;

/// The form of a family, as far as the rules look at it.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// What was filed.
    pub filed: &'a Application,
    /// When it was filed; the clock of what the form alone says starts here.
    pub filed_at: Timestamp,
    /// What every correction made of it, with when, the oldest first: what one brings to light is known since then.
    pub corrected: &'a [(Timestamp, Application)],
    /// The child's place in it, from 0.
    pub child: usize,
    /// The day on which ages are counted: the event's first.
    pub day: Date,
    /// Since when another child of the household has an open case of the highest level.
    pub household_high: Option<Timestamp>,
    /// The civil day of a moment.
    pub civil_day: fn(Timestamp) -> Date,
}

/// How one child stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    /// The fold of its notes.
    pub followed: Followed,
    /// What the rules say now.
    pub finding: Finding,
    /// The level that counts: the focal's, or what was found, or what is new since if that is higher.
    pub level: Level,
    /// The clock of that level, also of a family that was contacted; none where only points speak for the child.
    pub clock: Option<Moment>,
    /// By when the family is to be contacted; none without a clock, and none once it was or nobody follows any more.
    pub moment: Option<Moment>,
    /// Since when something is known that came after the focal had decided, spoken with the family or closed it, and
    /// that nobody has answered yet.
    pub fresh: Option<Timestamp>,
    /// Since when it is an open case of the highest level, by which its household counts too.
    pub open_high: Option<Timestamp>,
    /// When somebody said that the child is here, unless the family was spoken with since. It holds for that day.
    pub here: Option<Timestamp>,
    in_time: bool,
}

impl Attention {
    /// How a child stands. `notes` are those of the whole event or of the family, in the order in which they were
    /// saved.
    pub fn of(
        rules: &RuleSet,
        form: Form<'_>,
        family: FamilyId,
        child: ChildId,
        notes: &[Note],
    ) -> Self {
        let about = standing(notes).filter(|note| {
            note.about.family == family && note.about.child.is_none_or(|about| about == child)
        });
        let notes: Vec<Note> = about.cloned().collect();
        let clocks = Clocks::run(rules, form, (family, child), &notes);
        Self {
            level: clocks.level(),
            clock: clocks.clock(),
            moment: clocks.moment(),
            fresh: clocks.fresh(),
            open_high: clocks.open_high,
            here: clocks.here,
            in_time: clocks.is_in_time(),
            finding: clocks.finding,
            followed: Followed::of(family, child, &notes),
        }
    }

    /// Whether somebody has to look at this child at all: something was noted about it or found.
    pub fn is_listed(&self) -> bool {
        let Followed { signs, disclosed, level, stage, plans, done, .. } = &self.followed;
        self.finding.level != Level::NoAction
            || !signs.is_empty()
            || disclosed.is_some()
            || level.is_some()
            || *stage > Stage::Seen
            || self.followed.is_referred
            || !plans.is_empty()
            || !done.is_empty()
    }

    /// Whether the level that counts is the one that a focal set: nothing that is new weighs more.
    pub fn is_set(&self) -> bool {
        self.followed.level == Some(self.level)
    }

    /// Whether only points speak for it: support, and no clock.
    pub fn is_support_only(&self) -> bool {
        self.finding.support_list
            && self.followed.level.is_none()
            && self.followed.signs.is_empty()
            && self.followed.disclosed.is_none()
    }

    /// Whether the family was spoken with before every clock that ran for this child had run out.
    pub fn is_contacted_in_time(&self) -> bool {
        self.followed.contacted.is_some() && self.in_time
    }

    /// Whether nobody follows it any more, and nothing is new since.
    pub fn is_closed(&self) -> bool {
        self.followed.stage == Stage::Closed && self.fresh.is_none()
    }
}

/// What the rules say of a form with these answers and signs.
fn found(
    rules: &RuleSet,
    (form, application): (Form<'_>, &Application),
    (support, signs, disclosed): (&Support, &[Sign], bool),
    is_household_high: bool,
) -> Finding {
    let mut facts = Facts::of(application, form.child, form.day, support, signs, disclosed);
    facts.household_open_high = is_household_high.then_some(true);
    assess(rules, &facts)
}
