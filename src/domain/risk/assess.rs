//! Evaluates a rule set on the facts about one child (facts/safeguarding.md, section 3.2).

use super::age::Holds;
use super::condition::{self, Condition};
use super::facts::Facts;
use super::rule_set::{Also, Effect, Rule, RuleSet};
use super::{Level, Reason};
use crate::domain::safeguarding::Concern;

/// What the rules say about one child. There is no score in it: nobody is shown one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The priority: the highest of what triggers, points and the family's own wish give.
    pub level: Level,
    /// Whose clock starts: the highest level that a trigger or the family's wish gives; none for points alone.
    pub clock: Option<Level>,
    /// Only points speak for it: support, without a clock.
    pub support_list: bool,
    /// What fired, the weightiest first.
    pub fired: Vec<Fired>,
    /// Codes of rules that hold for some of the dates that are possible. They change nothing; the focal finds out.
    pub cannot_tell: Vec<String>,
    /// The rule set's name.
    pub rule_set: String,
    /// Its version.
    pub version: String,
    /// Nobody has signed these rules off.
    pub draft: bool,
}

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    /// Its code.
    pub code: String,
    /// The level it gives; none for a rule that gives points.
    pub level: Option<Level>,
    /// Why, in both languages.
    pub reason: Reason,
    /// What else it asks of the focal.
    pub also: Vec<Also>,
    /// The kinds of concern that the focal may choose.
    pub concerns: Vec<Concern>,
}

/// Evaluates `rules` on `facts`: deterministic, whatever the order of the rules. What is unknown or was skipped counts
/// for nothing.
pub fn assess(rules: &RuleSet, facts: &Facts) -> Finding {
    let held: Vec<(&Rule, Holds)> =
        rules.rules.iter().map(|rule| (rule, holds(rules, rule, facts))).collect();
    let fired: Vec<&Rule> =
        held.iter().filter(|(_, it)| *it == Holds::Yes).map(|(rule, _)| *rule).collect();
    let mut cannot_tell: Vec<String> = held
        .iter()
        .filter(|(rule, it)| {
            *it == Holds::CannotTell || raise(rule, *it, facts) == Holds::CannotTell
        })
        .map(|(rule, _)| rule.code.clone())
        .collect();
    cannot_tell.sort_unstable();

    let clock = fired.iter().filter_map(|rule| given(rule, facts)).max();
    let clock = clock.filter(|level| *level != Level::NoAction);
    let of_points = of_points(rules, &fired);
    let level = clock.unwrap_or(Level::NoAction).max(of_points);
    Finding {
        level,
        clock,
        support_list: clock.is_none() && level != Level::NoAction,
        fired: said(&fired, facts),
        cannot_tell,
        rule_set: rules.id.clone(),
        version: rules.version.clone(),
        draft: rules.is_draft(),
    }
}

fn holds(rules: &RuleSet, rule: &Rule, facts: &Facts) -> Holds {
    // A rule that others lean on leans on none itself: the parser sees to it.
    let alone = |code: &str| rules.rule(code).map_or(Holds::No, |it| any(it, facts, |_| Holds::No));
    any(rule, facts, alone)
}

fn any(rule: &Rule, facts: &Facts, fired: impl Fn(&str) -> Holds) -> Holds {
    let each = rule.when.iter().map(|condition: &Condition| condition.holds(facts, &fired));
    each.fold(Holds::No, Holds::or)
}

/// Whether a rule that holds weighs more here.
fn raise(rule: &Rule, holds: Holds, facts: &Facts) -> Holds {
    let young = rule.raised.map(|raised| condition::child_below(facts, raised.child_below));
    holds.and(young.unwrap_or(Holds::No))
}

/// The level a fired rule gives.
fn given(rule: &Rule, facts: &Facts) -> Option<Level> {
    match (rule.effect, rule.raised) {
        (Effect::Level(_), Some(raised)) if raise(rule, Holds::Yes, facts) == Holds::Yes => {
            Some(raised.level)
        }
        (Effect::Level(level), _) => Some(level),
        (Effect::Points(_), _) => None,
    }
}

fn is_replaced(rule: &Rule, fired: &[&Rule]) -> bool {
    fired.iter().any(|other| other.replaces.contains(&rule.code))
}

/// What points alone give, within their caps.
fn of_points(rules: &RuleSet, fired: &[&Rule]) -> Level {
    let mut points: u32 = 0;
    let mut codes = Vec::new();
    for rule in fired {
        let Effect::Points(its) = rule.effect else { continue };
        codes.push(&rule.code);
        if !is_replaced(rule, fired) {
            points = points.saturating_add(its);
        }
    }
    let caps = rules.caps.iter().filter(|cap| codes.iter().all(|code| cap.only.contains(code)));
    caps.map(|cap| cap.max).fold(rules.band(points), Level::min)
}

/// Each fired rule with its reason; one that a fuller one stands in for is left out.
fn said(fired: &[&Rule], facts: &Facts) -> Vec<Fired> {
    let mut said: Vec<Fired> = fired
        .iter()
        .filter(|rule| !is_replaced(rule, fired))
        .map(|rule| Fired {
            code: rule.code.clone(),
            level: given(rule, facts),
            reason: rule.text.clone(),
            also: rule.also.clone(),
            concerns: rule.concerns.clone(),
        })
        .collect();
    said.sort_unstable_by(|one, other| {
        (other.level, one.code.len(), &one.code).cmp(&(one.level, other.code.len(), &other.code))
    });
    said
}
