//! One test a rule, and the worked examples of facts/safeguarding.md, section 3.2.

use jiff::civil::{Date, date};

use crate::domain::risk::*;
use crate::domain::safeguarding::LivesWith;

const DAY: Date = date(2026, 11, 21);

fn facts() -> Facts {
    Facts { day: Some(DAY), ..Facts::default() }
}

fn assessed(facts: &Facts) -> Finding {
    assess(RuleSet::embedded(), facts)
}

fn codes(finding: &Finding) -> Vec<&str> {
    finding.fired.iter().map(|fired| fired.code.as_str()).collect()
}

/// Asserts the level, the codes that fired, and that a clock runs exactly where a trigger or a wish is among them.
fn check(facts: &Facts, level: Level, fired: &[&str]) -> Finding {
    let finding = assessed(facts);
    assert_eq!((finding.level, codes(&finding).as_slice()), (level, fired));
    let trigger = fired.iter().any(|code| !code.starts_with('P'));
    assert_eq!(finding.clock.is_some(), trigger, "{fired:?}");
    assert_eq!(finding.support_list, !trigger && level != Level::NoAction, "{fired:?}");
    finding
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a fact may be unknown, and these stand where it could be"
)]
fn born(year: i16, month: i8, day: i8) -> Option<Days> {
    Some(date(year, month, day).into())
}

fn year(year: i16) -> Option<Days> {
    Days::new(date(year, 1, 1), date(year, 12, 31))
}

#[test]
fn nothing_known_is_no_action() {
    let finding = check(&facts(), Level::NoAction, &[]);
    assert_eq!(
        (finding.rule_set.as_str(), finding.version.as_str()),
        ("kh-outreach-screening", "0.1.0")
    );
    assert!(finding.draft);
}

#[test]
fn r01_asking_for_protection_is_acted_on_now() {
    let asked = Facts { asked_for_protection: Some(true), ..facts() };
    let finding = check(&asked, Level::High, &["R01"]);
    assert_eq!(finding.fired.first().unwrap().also, [Also::ActNow]);
}

#[test]
fn r02_an_injury_is_health_first() {
    let hurt = Facts { injured_or_ill: Some(true), ..facts() };
    let finding = check(&hurt, Level::High, &["R02"]);
    assert_eq!(finding.fired.first().unwrap().also, [Also::HealthFirst]);
}

#[test]
fn r03_alone_or_found_is_high() {
    check(&Facts { child_alone: Some(true), ..facts() }, Level::High, &["R03"]);
    check(&Facts { found: Some(true), ..facts() }, Level::High, &["R03"]);
    check(&Facts { lives_with: Some(LivesWith::Alone), ..facts() }, Level::High, &["R03"]);
    check(&Facts { child_alone: Some(false), found: Some(false), ..facts() }, Level::NoAction, &[]);
}

#[test]
fn r04_an_unexplained_relation_is_not_confronted() {
    let finding =
        check(&Facts { relation_unexplained: Some(true), ..facts() }, Level::High, &["R04"]);
    assert_eq!(finding.fired.first().unwrap().also, [Also::DoNotConfront]);
}

#[test]
fn r05_a_mother_under_fifteen_is_high_and_gets_a_case_of_her_own() {
    let young = Facts { mother_birth: born(2012, 1, 10), child_birth: born(2026, 5, 1), ..facts() };
    let finding = check(&young, Level::High, &["R05"]);
    assert_eq!(finding.fired.first().unwrap().also, [Also::MotherCase]);
}

/// By default the rules about a mother's age look at mothers who are under age on the day of the event.
#[test]
fn r05_and_r10_end_on_the_mothers_eighteenth_birthday() {
    let mother = |birth| Facts { mother_birth: birth, child_birth: born(2023, 6, 1), ..facts() };
    check(&mother(born(2008, 11, 22)), Level::High, &["R05"]);
    check(&mother(born(2008, 11, 21)), Level::NoAction, &[]);
}

#[test]
fn r06_the_household_of_an_urgent_case_is_medium() {
    check(&Facts { household_open_high: Some(true), ..facts() }, Level::Medium, &["R06"]);
}

#[test]
fn r07_living_with_others_is_medium() {
    for home in [LivesWith::OtherFamily, LivesWith::Centre] {
        check(&Facts { lives_with: Some(home), ..facts() }, Level::Medium, &["R07"]);
    }
    for home in [LivesWith::Parents, LivesWith::OneParent, LivesWith::Relative] {
        check(&Facts { lives_with: Some(home), ..facts() }, Level::NoAction, &[]);
    }
}

#[test]
fn r08_both_parents_dead_is_medium() {
    let dead = Some(ParentIs::Dead);
    check(&Facts { mother: dead, father: dead, ..facts() }, Level::Medium, &["R08"]);
}

#[test]
fn r09_no_adult_is_medium_and_high_with_a_small_child() {
    let alone = Facts { adult_in_household: Some(false), ..facts() };
    check(&alone, Level::Medium, &["R09"]);
    check(
        &Facts { household_births: vec![born(2024, 1, 1).unwrap()], ..alone.clone() },
        Level::High,
        &["R09"],
    );
    check(&Facts { child_birth: born(2024, 1, 1), ..alone.clone() }, Level::High, &["R09"]);
    let perhaps = check(&Facts { child_birth: year(2021), ..alone }, Level::Medium, &["R09"]);
    assert_eq!(perhaps.cannot_tell, ["R09"]);
}

#[test]
fn r10_a_mother_of_fifteen_to_seventeen_or_a_married_child_is_medium() {
    let mother = |birth| Facts { mother_birth: birth, child_birth: born(2026, 6, 1), ..facts() };
    check(&mother(born(2011, 6, 1)), Level::Medium, &["R10"]);
    check(&mother(born(2009, 6, 1)), Level::Medium, &["R10"]);
    check(&mother(born(2011, 6, 2)), Level::High, &["R05"]);
    check(&Facts { child_married: Some(true), ..facts() }, Level::Medium, &["R10"]);
}

#[test]
fn r11_work_without_school_is_medium() {
    let works = Facts { works_or_on_street: Some(true), ..facts() };
    check(&works, Level::NoAction, &[]);
    check(&Facts { in_school: Some(true), ..works.clone() }, Level::NoAction, &[]);
    check(&Facts { in_school: Some(false), ..works }, Level::Medium, &["R11"]);
}

#[test]
fn r12_both_away_and_no_relative_is_medium() {
    let away = Facts { mother: Some(ParentIs::Away), father: Some(ParentIs::Away), ..facts() };
    check(&Facts { no_relative_named: Some(true), ..away.clone() }, Level::Medium, &["R12"]);
    // Who cares was not asked: nobody is under suspicion for that.
    check(&away, Level::NoAction, &["P3"]);
}

#[test]
fn p1_both_away_with_a_relative_is_two_points_and_stands_for_p3() {
    let away = Facts { parents_away: Some(2), relative_cares: Some(true), ..facts() };
    check(&away, Level::Low, &["P1"]);
}

#[test]
fn p2_a_dead_or_unknown_parent_is_one_point() {
    for parent in [ParentIs::Dead, ParentIs::Unknown] {
        check(&Facts { father: Some(parent), ..facts() }, Level::NoAction, &["P2"]);
    }
    check(&Facts { mother: Some(ParentIs::Here), ..facts() }, Level::NoAction, &[]);
}

#[test]
fn p3_one_parent_away_is_one_point() {
    check(&Facts { father: Some(ParentIs::Away), ..facts() }, Level::NoAction, &["P3"]);
    check(&Facts { parents_away: Some(1), ..facts() }, Level::NoAction, &["P3"]);
    check(&Facts { parents_away: Some(0), ..facts() }, Level::NoAction, &[]);
}

#[test]
fn p4_out_of_school_counts_from_six_to_fourteen() {
    let out = |birth| Facts { in_school: Some(false), child_birth: birth, ..facts() };
    check(&out(born(2020, 11, 22)), Level::NoAction, &[]);
    check(&out(born(2020, 11, 21)), Level::Low, &["P4"]);
    check(&out(born(2011, 11, 22)), Level::Low, &["P4"]);
    check(&out(born(2011, 11, 21)), Level::NoAction, &[]);
    let perhaps = check(&out(year(2020)), Level::NoAction, &[]);
    assert_eq!(perhaps.cannot_tell, ["P4"]);
}

#[test]
fn p5_much_help_is_two_points() {
    check(&Facts { much_help: Some(true), ..facts() }, Level::Low, &["P5"]);
}

#[test]
fn p6_an_old_caregiver_or_one_who_needs_help_is_one_point() {
    check(&Facts { caregiver_old: Some(true), ..facts() }, Level::NoAction, &["P6"]);
    check(&Facts { caregiver_needs_help: Some(true), ..facts() }, Level::NoAction, &["P6"]);
}

#[test]
fn p7_and_p8_are_a_point_each() {
    check(&Facts { idpoor: Some(true), ..facts() }, Level::NoAction, &["P7"]);
    check(&Facts { no_identity_papers: Some(true), ..facts() }, Level::NoAction, &["P8"]);
    let both = Facts { idpoor: Some(true), no_identity_papers: Some(true), ..facts() };
    check(&both, Level::Low, &["P7", "P8"]);
}

#[test]
fn p9_a_small_child_with_another_reason_is_one_point_more() {
    let small = Facts { child_birth: born(2023, 11, 1), ..facts() };
    check(&small, Level::NoAction, &[]);
    check(&Facts { father: Some(ParentIs::Dead), ..small.clone() }, Level::Low, &["P2", "P9"]);
    check(&Facts { father: Some(ParentIs::Away), ..small.clone() }, Level::Low, &["P3", "P9"]);
    check(&Facts { caregiver_needs_help: Some(true), ..small.clone() }, Level::Low, &["P6", "P9"]);
    check(&Facts { idpoor: Some(true), ..small }, Level::NoAction, &["P7"]);
}

#[test]
fn s1_a_wish_to_talk_is_at_least_low_and_starts_its_clock() {
    let finding = check(&Facts { asked_for_talk: Some(true), ..facts() }, Level::Low, &["S1"]);
    assert_eq!(RuleSet::embedded().hours(finding.clock.unwrap()), Some(120));
    check(&Facts { asked_for_talk: Some(false), ..facts() }, Level::NoAction, &[]);
}

#[test]
fn the_worked_examples_come_out_as_written() {
    let poor = Facts {
        idpoor: Some(true),
        in_school: Some(false),
        child_birth: born(2017, 6, 1),
        no_identity_papers: Some(true),
        ..facts()
    };
    check(&poor, Level::Low, &["P4", "P7", "P8"]);

    let grandmother = Facts {
        mother: Some(ParentIs::Away),
        father: Some(ParentIs::Away),
        lives_with: Some(LivesWith::Relative),
        relative_cares: Some(true),
        caregiver_old: Some(true),
        child_birth: born(2023, 5, 1),
        ..facts()
    };
    check(&grandmother, Level::Low, &["P1", "P6", "P9"]);
    let help = Facts { much_help: Some(true), ..grandmother };
    check(&help, Level::Medium, &["P1", "P5", "P6", "P9"]);

    let aunt = Facts {
        mother: Some(ParentIs::Dead),
        father: Some(ParentIs::Dead),
        lives_with: Some(LivesWith::Relative),
        relative_cares: Some(true),
        ..facts()
    };
    check(&aunt, Level::Medium, &["R08"]);

    // Registered nine years late, nothing else.
    check(&Facts { child_birth: born(2017, 10, 1), ..facts() }, Level::NoAction, &[]);
}

#[test]
fn a_date_that_holds_for_some_days_only_changes_nothing_and_is_told() {
    let perhaps = Facts { mother_birth: year(2011), child_birth: born(2026, 6, 1), ..facts() };
    let finding = check(&perhaps, Level::NoAction, &[]);
    assert_eq!(finding.cannot_tell, ["R05", "R10"]);
}

#[test]
fn the_weightiest_reason_stands_first() {
    let much = Facts {
        idpoor: Some(true),
        asked_for_talk: Some(true),
        found: Some(true),
        household_open_high: Some(true),
        ..facts()
    };
    check(&much, Level::High, &["R03", "R06", "S1", "P7"]);
}

#[test]
fn a_wish_keeps_its_own_clock_where_points_give_more() {
    let wish = Facts {
        asked_for_talk: Some(true),
        much_help: Some(true),
        parents_away: Some(2),
        relative_cares: Some(true),
        idpoor: Some(true),
        ..facts()
    };
    let finding = check(&wish, Level::Medium, &["S1", "P1", "P5", "P7"]);
    assert_eq!(finding.clock, Some(Level::Low));
}
