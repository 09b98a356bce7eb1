//! The clocks of one child, from what came to be known and what a focal did, in the order in which it happened.
//!
//! What is known at first runs by one clock: that of the level which the rules find or a focal sets, counted since that
//! level was first wanted. A decision, a contact or the closing answers what was known by then. What comes after it is
//! new and runs by a clock of its own, until a focal decides again, which makes it part of what is known, or speaks with
//! the family. Only a contact ends a clock: help that was given or a referral says nothing of how the child is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::{Form, found};
use crate::domain::application::Application;
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::risk::{Finding, RuleSet};
use crate::domain::safeguarding::{Followed, Level, Moment, Note, Sign, Support, What};

/// A clock of so many hours or more is met by a day: nobody writes down the hour of a visit.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Something that came to be known after a focal had answered what was known before.
struct Fresh {
    /// The rule that fires since; none for what somebody saw or was told.
    code: Option<String>,
    /// Whose clock it starts, if any.
    level: Option<Level>,
    at: Timestamp,
}

/// A clock that a contact ended.
struct Met {
    level: Level,
    since: Timestamp,
    at: Timestamp,
    on: Date,
}

/// The clocks of one child.
#[expect(clippy::struct_excessive_bools, reason = "each is answered by itself, in any combination")]
pub(super) struct Clocks<'a> {
    rules: &'a RuleSet,
    form: Form<'a>,
    about: (FamilyId, ChildId),
    /// The form as it stood by then.
    application: &'a Application,
    is_household_high: bool,
    /// What the rules say.
    pub(super) finding: Finding,
    /// Since when it is an open case of the highest level.
    pub(super) open_high: Option<Timestamp>,
    /// When somebody said that the child is here, and nobody has spoken with the family since.
    pub(super) here: Option<Timestamp>,
    /// Levels of the triggers that fire, by code.
    triggers: BTreeMap<String, Level>,
    /// The level a focal set last.
    set: Option<Level>,
    /// Whether a focal has decided, spoken with the family or closed it.
    is_answered: bool,
    is_closed: bool,
    /// Whether a contact is still wanted for what is known.
    is_wanted: bool,
    /// Since when each level is wanted.
    since: BTreeMap<Level, Timestamp>,
    fresh: Vec<Fresh>,
    met: Vec<Met>,
}

/// One thing after the other.
enum Step<'a> {
    Corrected(&'a Application),
    Household,
    Noted(&'a Note),
}

impl<'a> Clocks<'a> {
    /// Goes through everything. `notes` are those about the child and its family that stand.
    pub(super) fn run(
        rules: &'a RuleSet,
        form: Form<'a>,
        about: (FamilyId, ChildId),
        notes: &'a [Note],
    ) -> Self {
        let unasked = (&Support::default(), [].as_slice(), false);
        let mut clocks = Self {
            rules,
            form,
            about,
            application: form.filed,
            is_household_high: false,
            finding: found(rules, (form, form.filed), unasked, false),
            open_high: None,
            here: None,
            triggers: BTreeMap::new(),
            set: None,
            is_answered: false,
            is_closed: false,
            is_wanted: true,
            since: BTreeMap::new(),
            fresh: Vec::new(),
            met: Vec::new(),
        };
        clocks.came(form.filed_at);
        clocks.mark(form.filed_at);
        for (at, read, step) in in_order(form, notes) {
            let known = notes.get(..read).unwrap_or_default();
            match step {
                Step::Corrected(application) => {
                    clocks.application = application;
                    clocks.look(at, known);
                }
                Step::Household => {
                    clocks.is_household_high = true;
                    clocks.look(at, known);
                }
                Step::Noted(note) => clocks.take(note, known),
            }
            clocks.mark(at);
        }
        clocks
    }

    fn take(&mut self, note: &Note, known: &[Note]) {
        let at = note.at;
        match &note.what {
            What::Observed { signs, here_now } => {
                self.here = here_now.then_some(at);
                self.look(at, known);
                self.told(at, signs, false);
            }
            What::Disclosed(_) => {
                self.look(at, known);
                self.told(at, &[], true);
            }
            What::Support(_) => self.look(at, known),
            What::Level { to, .. } => self.decide(*to, at),
            What::Contacted { on, .. } => self.contact(at, *on),
            What::Closed { .. } => {
                (self.is_answered, self.is_closed, self.is_wanted) = (true, true, false);
                self.here = None;
                self.fresh.clear();
                self.since.clear();
            }
            What::Reopened { .. } => {
                (self.is_closed, self.is_wanted) = (false, true);
                // Whoever takes it up again speaks with the family again.
                if let Some(level) = self.set.or(self.finding.clock) {
                    self.want(level, at);
                }
            }
            What::WrongChild { .. }
            | What::Viewed { .. }
            | What::Concerns(_)
            | What::Excluded { .. }
            | What::Admitted { .. }
            | What::Planned { .. }
            | What::Dropped { .. }
            | What::Done { .. }
            | What::Conference { .. }
            | What::Referred(_)
            | What::Consent { .. }
            | What::Words(_) => {}
        }
    }

    /// Asks the rules again, with the notes that are known by then.
    fn look(&mut self, at: Timestamp, known: &[Note]) {
        let (family, child) = self.about;
        let followed = Followed::of(family, child, known);
        let signs: Vec<Sign> = followed.signs.iter().map(|(sign, _)| *sign).collect();
        let all = (&followed.support, signs.as_slice(), followed.disclosed.is_some());
        self.finding =
            found(self.rules, (self.form, self.application), all, self.is_household_high);
        self.came(at);
    }

    /// Takes what the rules say now, and what of it is new.
    fn came(&mut self, at: Timestamp) {
        let fired = self.finding.fired.iter();
        let triggers: BTreeMap<String, Level> =
            fired.filter_map(|it| Some((it.code.clone(), it.level?))).collect();
        if self.is_answered {
            // What does not hold any more is not new either.
            self.fresh.retain(|it| it.code.as_ref().is_none_or(|code| triggers.contains_key(code)));
            let weighs_more = |(code, level): &(&String, &Level)| {
                self.triggers.get(*code).is_none_or(|before| before < *level)
            };
            let new = triggers.iter().filter(weighs_more).map(|(code, level)| Fresh {
                code: Some(code.clone()),
                level: Some(*level),
                at,
            });
            self.fresh.extend(new);
        } else {
            let clock = self.finding.clock.unwrap_or(Level::NoAction);
            self.since.retain(|level, _| *level <= clock);
            self.want(clock, at);
        }
        self.triggers = triggers;
    }

    /// What somebody saw or was told after an answer is new, also where its rule had fired before.
    fn told(&mut self, at: Timestamp, signs: &[Sign], disclosed: bool) {
        if !self.is_answered {
            return;
        }
        // Of no child of the form: what the signs say by themselves.
        let alone = Form { child: usize::MAX, ..self.form };
        let all = (&Support::default(), signs, disclosed);
        let level = found(self.rules, (alone, self.application), all, false).clock;
        self.fresh.push(Fresh { code: None, level, at });
    }

    /// A focal says which level counts. What was new is known from then on, with the time at which it came.
    fn decide(&mut self, to: Level, at: Timestamp) {
        self.is_wanted |= !self.fresh.is_empty();
        for new in std::mem::take(&mut self.fresh) {
            if let Some(level) = new.level {
                self.want(level, new.at);
            }
        }
        self.since.retain(|level, _| *level <= to);
        if self.is_wanted {
            self.want(to, at);
        }
        (self.set, self.is_answered) = (Some(to), true);
    }

    /// The family was spoken with on a day: what came later is not answered by that.
    fn contact(&mut self, at: Timestamp, on: Date) {
        let reaches = |since: Timestamp| (self.form.civil_day)(since) <= on;
        self.here = self.here.filter(|here| !reaches(*here));
        let known = self.runs();
        if known.is_none_or(|(_, since)| reaches(since)) {
            self.met.extend(known.map(|(level, since)| Met { level, since, at, on }));
            self.is_wanted = false;
            self.since.clear();
        }
        let (met, fresh) =
            std::mem::take(&mut self.fresh).into_iter().partition(|it| reaches(it.at));
        self.fresh = fresh;
        let met: Vec<Fresh> = met;
        let clocks =
            met.iter().filter_map(|it| Some(Met { level: it.level?, since: it.at, at, on }));
        self.met.extend(clocks);
        self.is_answered = true;
    }

    /// Every level up to this one is wanted, if it was not before.
    fn want(&mut self, upto: Level, at: Timestamp) {
        let levels = Level::ALL.iter().filter(|level| Level::NoAction < **level && **level <= upto);
        for level in levels {
            self.since.entry(*level).or_insert(at);
        }
    }

    fn mark(&mut self, at: Timestamp) {
        let is_open = !self.is_closed || !self.fresh.is_empty();
        let is_high = is_open && self.level() == Level::High;
        self.open_high = is_high.then(|| self.open_high.unwrap_or(at));
    }

    /// The level by which what is known runs, and since when it is wanted.
    fn runs(&self) -> Option<(Level, Timestamp)> {
        let level = self.set.or(self.finding.clock)?;
        let (level, since) = self.since.range(..=level).next_back()?;
        Some((*level, *since))
    }

    /// The level that counts.
    pub(super) fn level(&self) -> Level {
        let new = self.fresh.iter().filter_map(|it| it.level).max();
        self.set.unwrap_or(self.finding.level).max(new.unwrap_or(Level::NoAction))
    }

    /// Since when something is known that nobody has answered yet.
    pub(super) fn fresh(&self) -> Option<Timestamp> {
        self.fresh.iter().map(|it| it.at).min()
    }

    /// By when the family is to be contacted: the first of all clocks that run.
    pub(super) fn moment(&self) -> Option<Moment> {
        let known = self.runs();
        let new = self.fresh.iter().filter_map(|it| Some((it.level?, it.at)));
        known.into_iter().chain(new).filter_map(|(level, at)| self.rules.due(level, at)).min()
    }

    /// The clock that runs, or the last that a contact ended.
    pub(super) fn clock(&self) -> Option<Moment> {
        self.moment().or_else(|| self.met.last().and_then(|met| self.due(met)))
    }

    /// By when a clock wanted its contact. Where the focal put the level lower than it was then, the lower one counts.
    fn due(&self, met: &Met) -> Option<Moment> {
        let level = self.set.map_or(met.level, |set| set.min(met.level));
        self.rules.due(level, met.since)
    }

    /// Whether no clock runs on, and each was met in time. Where a clock runs for a day or more the day that was given
    /// tells: it may be noted the next morning.
    pub(super) fn is_in_time(&self) -> bool {
        let met = |met: &Met| {
            self.due(met).is_none_or(|Moment { due, since }| {
                let by_day = A_DAY <= due.duration_since(since);
                if by_day { met.on <= (self.form.civil_day)(due) } else { met.at <= due }
            })
        };
        self.moment().is_none() && self.met.iter().all(met)
    }
}

/// Everything that came, by time; of notes the order in which they were saved. With how many notes were known by then.
fn in_order<'a>(form: Form<'a>, notes: &'a [Note]) -> Vec<(Timestamp, usize, Step<'a>)> {
    let corrected = form.corrected.iter().map(|(at, after)| (*at, Step::Corrected(after)));
    let mut others: Vec<(Timestamp, Step<'a>)> = corrected.collect();
    others.extend(form.household_high.map(|at| (at, Step::Household)));
    others.sort_by_key(|(at, _)| *at);
    let mut others = others.into_iter().peekable();
    let mut all = Vec::with_capacity(notes.len() + others.len());
    for (note, read) in notes.iter().zip(1..) {
        while let Some((at, step)) = others.next_if(|(at, _)| *at <= note.at) {
            all.push((at, read - 1, step));
        }
        all.push((note.at, read, Step::Noted(note)));
    }
    all.extend(others.map(|(at, step)| (at, notes.len(), step)));
    all
}
