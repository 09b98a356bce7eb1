//! What a child's notes and its form say together: how soon somebody must speak with the family, and why.
//!
//! The rules find, a focal decides: once a focal has set a level, that one counts.

use jiff::Timestamp;
use jiff::civil::Date;

use super::application::Application;
use super::ids::{ChildId, FamilyId};
use super::risk::{Facts, Finding, RuleSet, assess};
use super::safeguarding::{Followed, Level, Moment, Note, Stage, What, standing};

/// The form of a family, as far as the rules look at it.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// What was filed, as corrected.
    pub application: &'a Application,
    /// The child's place in it, from 0.
    pub child: usize,
    /// The day on which ages are counted: the event's first.
    pub day: Date,
    /// When it was filed; the clock of what the form alone says starts here.
    pub filed_at: Timestamp,
    /// Whether another child of the household has an open case of the highest level.
    pub household_open_high: bool,
}

/// How one child stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    /// The fold of its notes.
    pub followed: Followed,
    /// What the rules say now.
    pub finding: Finding,
    /// The level that counts: the focal's, or the one that was found.
    pub level: Level,
    /// The clock of that level, also of a family that was contacted; none where only points speak for the child.
    pub clock: Option<Moment>,
    /// By when the family is to be contacted; none without a clock, and none once it was or nobody follows any more.
    pub moment: Option<Moment>,
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
        let about = standing(notes).filter(|note| note.about.family == family);
        let notes: Vec<Note> = about.cloned().collect();
        let followed = Followed::of(family, child, &notes);
        let finding = found(rules, form, &followed);
        let level = followed.level.unwrap_or(finding.level);
        let runs = followed.level.or(finding.clock);
        let since = runs.and_then(|level| since(rules, form, family, child, &notes, level));
        let clock = runs.zip(since).and_then(|(level, since)| rules.due(level, since));
        let moment = clock.filter(|_| followed.stage < Stage::Contacted);
        Self { followed, finding, level, clock, moment }
    }

    /// Whether somebody has to look at this child at all: something was noted about it or found.
    pub fn is_listed(&self) -> bool {
        let Followed { signs, disclosed, level, stage, plans, .. } = &self.followed;
        self.finding.level != Level::NoAction
            || !signs.is_empty()
            || disclosed.is_some()
            || level.is_some()
            || *stage > Stage::Seen
            || !plans.is_empty()
    }

    /// Whether only points speak for it: support, and no clock.
    pub fn is_support_only(&self) -> bool {
        self.finding.support_list
            && self.followed.level.is_none()
            && self.followed.signs.is_empty()
            && self.followed.disclosed.is_none()
    }

    /// Whether the family was spoken with before the clock of the level had run out.
    pub fn is_contacted_in_time(&self) -> bool {
        let contacted = self.followed.contacted;
        contacted.is_some_and(|at| self.clock.is_none_or(|clock| at <= clock.due))
    }

    /// Whether it is an open case of the highest level, by which its household counts too.
    pub fn is_open_high(&self) -> bool {
        self.level == Level::High && self.followed.stage != Stage::Closed
    }
}

fn found(rules: &RuleSet, form: Form<'_>, followed: &Followed) -> Finding {
    let signs: Vec<_> = followed.signs.iter().map(|(sign, _)| *sign).collect();
    let mut facts = Facts::of(
        form.application,
        form.child,
        form.day,
        &followed.support,
        &signs,
        followed.disclosed.is_some(),
    );
    facts.household_open_high = form.household_open_high.then_some(true);
    assess(rules, &facts)
}

/// The entry that started the clock of `level`: the first by which the rules or a focal had come so far.
fn since(
    rules: &RuleSet,
    form: Form<'_>,
    family: FamilyId,
    child: ChildId,
    notes: &[Note],
    level: Level,
) -> Option<Timestamp> {
    let reached = |upto: usize| {
        let known = notes.get(..upto).unwrap_or_default();
        let followed = Followed::of(family, child, known);
        let found = found(rules, form, &followed).clock;
        found.max(followed.level).is_some_and(|reached| level <= reached)
    };
    if reached(0) {
        return Some(form.filed_at);
    }
    // Only these can raise what is found or set.
    let raises = |note: &Note| {
        matches!(
            note.what,
            What::Support(_) | What::Observed { .. } | What::Disclosed(_) | What::Level { .. }
        )
    };
    notes
        .iter()
        .zip(1..)
        .find(|(note, upto)| raises(note) && reached(*upto))
        .map(|(note, _)| note.at)
}
