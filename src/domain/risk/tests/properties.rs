//! What holds whatever is known about a child (facts/safeguarding.md, section 3.2).

use jiff::Span;
use jiff::civil::{Date, date};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::domain::risk::rule_set::Effect;
use crate::domain::risk::*;
use crate::domain::safeguarding::LivesWith;

const DAY: Date = date(2026, 11, 21);

/// Births up to seventy years ago, known to the day or to some years.
fn days() -> impl Strategy<Value = Days> {
    (0..25_600_i64, prop_oneof![Just(0_i64), 1..900_i64]).prop_map(|(ago, more)| {
        let first = DAY.saturating_sub(Span::new().days(ago));
        Days::new(first, first.saturating_add(Span::new().days(more)).min(DAY)).unwrap()
    })
}

fn said() -> impl Strategy<Value = Option<bool>> {
    weighted(0.4, any::<bool>())
}

fn parent() -> impl Strategy<Value = Option<ParentIs>> {
    weighted(0.6, select(&[ParentIs::Here, ParentIs::Away, ParentIs::Dead, ParentIs::Unknown][..]))
}

fn lives_with() -> impl Strategy<Value = Option<LivesWith>> {
    use LivesWith::{Alone, Centre, OneParent, OtherFamily, Parents, Relative};
    weighted(0.5, select(&[Parents, OneParent, Relative, OtherFamily, Centre, Alone][..]))
}

prop_compose! {
    fn of_the_form()(
        child_birth in weighted(0.8, days()),
        mother_birth in weighted(0.6, days()),
        household_births in prop::collection::vec(days(), 0..3),
        mother in parent(),
        father in parent(),
        parents_away in weighted(0.5, 0..=2_u8),
        lives_with in lives_with(),
    ) -> Facts {
        Facts {
            day: Some(DAY), child_birth, mother_birth, household_births, mother, father,
            parents_away, lives_with, ..Facts::default()
        }
    }
}

prop_compose! {
    fn facts()(
        form in of_the_form(),
        (relative_cares, no_relative_named, caregiver_old) in (said(), said(), said()),
        (found, in_school, much_help, caregiver_needs_help) in (said(), said(), said(), said()),
        (idpoor, no_identity_papers, adult_in_household, child_married) in (said(), said(), said(), said()),
        (works_or_on_street, asked_for_talk, asked_for_protection) in (said(), said(), said()),
        (injured_or_ill, child_alone, relation_unexplained, household_open_high) in (said(), said(), said(), said()),
    ) -> Facts {
        Facts {
            relative_cares, no_relative_named, found, in_school, much_help, caregiver_old, caregiver_needs_help, idpoor, no_identity_papers, adult_in_household,
            child_married, works_or_on_street, asked_for_talk, asked_for_protection, injured_or_ill,
            child_alone, relation_unexplained, household_open_high, ..form
        }
    }
}

/// Forgets each fact whose bit is not set: the same child, with fewer questions asked.
fn fewer(facts: &Facts, kept: u32) -> Facts {
    let mut bit = 0;
    let mut keep = || {
        bit += 1;
        kept >> (bit - 1) & 1 == 1
    };
    let mut less = facts.clone();
    macro_rules! forget {
        ($($field:ident)+) => { $(if !keep() { less.$field = None; })+ };
    }
    forget!(relative_cares no_relative_named caregiver_old child_birth mother_birth mother father parents_away lives_with found in_school
        much_help caregiver_needs_help idpoor no_identity_papers adult_in_household child_married
        works_or_on_street asked_for_talk asked_for_protection injured_or_ill child_alone relation_unexplained
        household_open_high);
    if !keep() {
        less.household_births.clear();
    }
    less
}

/// Only what gives points stays.
fn points_only(facts: &Facts) -> Facts {
    Facts {
        day: facts.day,
        child_birth: facts.child_birth,
        caregiver_old: facts.caregiver_old,
        father: facts.father,
        mother: facts.mother.filter(|parent| *parent != ParentIs::Dead),
        relative_cares: facts.relative_cares,
        parents_away: facts.parents_away,
        in_school: facts.in_school,
        much_help: facts.much_help,
        caregiver_needs_help: facts.caregiver_needs_help,
        idpoor: facts.idpoor,
        no_identity_papers: facts.no_identity_papers,
        ..Facts::default()
    }
}

/// The embedded rules in another order, with weights that may be much heavier.
fn other_rules(order: &[Index], weights: &[u32]) -> RuleSet {
    let mut rules = RuleSet::embedded().clone();
    for (at, other) in order.iter().enumerate() {
        let other = other.index(rules.rules.len());
        rules.rules.swap(at % 22, other);
    }
    for rule in &mut rules.rules {
        let at: usize = rule.code.bytes().map(usize::from).sum();
        if let Effect::Points(points) = &mut rule.effect {
            *points += weights.get(at % weights.len()).copied().unwrap_or(0);
        }
    }
    rules
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_same_facts_say_the_same_in_whatever_order_the_rules_stand(
        facts in facts(), order in prop::collection::vec(any::<Index>(), 22),
    ) {
        let rules = other_rules(&order, &[0]);
        let found = assess(&rules, &facts);
        prop_assert_eq!(&found, &assess(&rules, &facts));
        prop_assert_eq!(&found, &assess(RuleSet::embedded(), &facts));
    }

    #[test]
    fn knowing_more_never_lowers(facts in facts(), kept in any::<u32>()) {
        let (less, more) = (assess(RuleSet::embedded(), &fewer(&facts, kept)), assess(RuleSet::embedded(), &facts));
        prop_assert!(less.level <= more.level, "{less:?} {more:?}");
        prop_assert!(less.clock <= more.clock, "{less:?} {more:?}");
    }

    #[test]
    fn no_weights_let_points_reach_high(
        facts in facts(), weights in prop::collection::vec(0..9_u32, 1..12),
    ) {
        let found = assess(&other_rules(&[], &weights), &points_only(&facts));
        prop_assert!(found.level <= Level::Medium && found.clock.is_none(), "{found:?}");
        prop_assert_eq!(found.support_list, found.level != Level::NoAction);
        prop_assert!(found.fired.iter().all(|fired| fired.code.starts_with('P')));
    }

    #[test]
    fn no_weights_let_poverty_alone_pass_low(
        facts in facts(), weights in prop::collection::vec(0..9_u32, 1..12),
    ) {
        let poor = Facts {
            day: facts.day,
            child_birth: facts.child_birth,
            in_school: facts.in_school,
            idpoor: facts.idpoor,
            no_identity_papers: facts.no_identity_papers,
            ..Facts::default()
        };
        prop_assert!(assess(&other_rules(&[], &weights), &poor).level <= Level::Low);
    }

    #[test]
    fn every_result_says_why_in_both_languages_and_by_which_rules(facts in facts()) {
        let found = assess(RuleSet::embedded(), &facts);
        prop_assert_eq!((found.rule_set.as_str(), found.version.as_str()), ("kh-outreach-screening", "0.1.0"));
        prop_assert_eq!(found.level == Level::NoAction && found.clock.is_some(), false);
        for fired in &found.fired {
            let rule = RuleSet::embedded().rule(&fired.code).unwrap();
            prop_assert_eq!(&fired.reason, rule.text());
            prop_assert!(!fired.reason.km.is_empty() && !fired.reason.en.is_empty());
        }
        prop_assert!(found.cannot_tell.iter().all(|code| RuleSet::embedded().rule(code).is_some()));
        // Points that made a level are told by the rules that gave them.
        prop_assert_eq!(found.fired.is_empty() && found.level != Level::NoAction, false);
    }
}
