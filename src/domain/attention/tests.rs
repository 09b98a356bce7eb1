//! Clocks of children, told by hours after the form was filed at nine in the morning.

use jiff::civil::date;
use jiff::tz::offset;

use super::*;
use crate::domain::birth::Birth;
use crate::domain::ids::RowId;
use crate::domain::risk::tests::filed::ordinary;
use crate::domain::safeguarding::{
    About, Disclosure, Done, Help, LivesWith, Outcome, Referral, SafeNow, What,
};

const FAMILY: FamilyId = FamilyId([1; 16]);
const CHILD: ChildId = ChildId([2; 16]);

fn hours(hours: i64) -> Timestamp {
    let filed: Timestamp = "2026-11-21T02:00:00Z".parse().unwrap();
    filed + jiff::SignedDuration::from_hours(hours)
}

/// So many days after the form was filed.
fn day(days: i64) -> Date {
    offset(7).to_datetime(hours(days * 24)).date()
}

/// How a child stands whose form fires nothing by itself.
fn after(all: &[(i64, What)]) -> Attention {
    of_form(&ordinary(), &[], None, all)
}

fn of_form(
    filed: &Application,
    corrected: &[(Timestamp, Application)],
    household_high: Option<Timestamp>,
    all: &[(i64, What)],
) -> Attention {
    let form = Form {
        filed,
        filed_at: hours(0),
        corrected,
        child: 0,
        day: day(0),
        household_high,
        civil_day: |at| offset(7).to_datetime(at).date(),
    };
    let about = About { family: FAMILY, child: Some(CHILD) };
    let note = |((at, what), id): (&(i64, What), u8)| Note {
        id: RowId([id; 16]),
        at: hours(*at),
        by: None,
        about,
        what: what.clone(),
    };
    let notes: Vec<Note> = all.iter().zip(1..).map(note).collect();
    Attention::of(RuleSet::embedded(), form, FAMILY, CHILD, &notes)
}

fn seen(sign: Sign) -> What {
    What::Observed { signs: vec![sign], here_now: false }
}

fn told() -> What {
    What::Disclosed(Disclosure { safe_now: SafeNow::No, told: Vec::new() })
}

fn level(to: Level) -> What {
    What::Level { to, reason: "looked at".to_owned() }
}

fn spoken(days: i64) -> What {
    What::Contacted { on: day(days), words: String::new() }
}

fn closed() -> What {
    What::Closed { outcome: Outcome::Safe, handed_to: "an aunt".to_owned() }
}

fn helped() -> What {
    let nobody = String::new;
    let (help, on) = (Help::FoodPackage, day(0));
    What::Done {
        done: Done { help, on, who: nobody(), result: nobody(), next: nobody() },
        plan: None,
    }
}

/// Hours after filing at which a contact is due, and since when something is new.
fn due(attention: &Attention) -> (Option<i64>, Option<i64>) {
    let at = |at: Timestamp| at.duration_since(hours(0)).as_hours();
    (attention.moment.map(|moment| at(moment.due)), attention.fresh.map(at))
}

#[test]
fn what_comes_after_the_decision_starts_a_clock_of_its_own() {
    let lowered = [(1, seen(Sign::HurtOrIll)), (2, level(Level::Low))];
    assert_eq!(due(&after(&lowered)), (Some(121), None));
    let again = after(&[&lowered[..], &[(50, seen(Sign::AskedForHelp))]].concat());
    assert_eq!((again.level, due(&again)), (Level::High, (Some(74), Some(50))));
    assert!(!again.is_set() && after(&lowered).is_set());
    // The same sign once more is new as well: it came after the focal had looked at the first.
    let same = after(&[&lowered[..], &[(50, seen(Sign::HurtOrIll))]].concat());
    assert_eq!((same.level, due(&same)), (Level::High, (Some(74), Some(50))));
    // What is due first stays first.
    let later = after(&[(1, seen(Sign::HurtOrIll)), (2, level(Level::High)), (20, told())]);
    assert_eq!(due(&later), (Some(25), Some(20)));
    // A decision takes it in, and its clock goes on from when it came.
    let decided = after(&[&lowered[..], &[(50, told()), (60, level(Level::High))]].concat());
    assert_eq!((decided.level, due(&decided)), (Level::High, (Some(74), None)));
    let low = after(&[&lowered[..], &[(50, told()), (60, level(Level::Low))]].concat());
    assert_eq!((low.level, due(&low)), (Level::Low, (Some(121), None)));
    // A worry by itself has no level: it comes up, and no clock starts.
    let worry = after(&[&lowered[..], &[(50, seen(Sign::Worry))]].concat());
    assert_eq!((worry.level, due(&worry)), (Level::Low, (Some(121), Some(50))));
}

#[test]
fn what_comes_after_the_contact_or_the_closing_starts_a_clock_of_its_own() {
    let spoken_with = [(1, seen(Sign::HurtOrIll)), (5, spoken(0))];
    assert!(after(&spoken_with).is_contacted_in_time());
    assert_eq!(due(&after(&spoken_with)), (None, None));
    let again = after(&[&spoken_with[..], &[(100, told())]].concat());
    assert_eq!((due(&again), again.is_contacted_in_time()), ((Some(124), Some(100)), false));
    let answered = after(&[&spoken_with[..], &[(100, told()), (110, spoken(4))]].concat());
    assert_eq!((due(&answered), answered.is_contacted_in_time()), ((None, None), true));
    let late = after(&[&spoken_with[..], &[(100, told()), (170, spoken(7))]].concat());
    assert_eq!((due(&late), late.is_contacted_in_time()), ((None, None), false));
    // A visit of the day before, noted after the new harm, does not answer it.
    let before = after(&[&spoken_with[..], &[(100, told()), (101, spoken(3))]].concat());
    assert_eq!(due(&before), (Some(124), Some(100)));
    let shut = [&spoken_with[..], &[(10, closed())]].concat();
    assert!(after(&shut).is_closed());
    let open = after(&[&shut[..], &[(50, seen(Sign::HurtOrIll))]].concat());
    assert_eq!((open.is_closed(), due(&open)), (false, (Some(74), Some(50))));
    assert_eq!(open.open_high, Some(hours(50)), "its household counts too");
    let worry = after(&[&shut[..], &[(50, seen(Sign::Worry))]].concat());
    assert_eq!((worry.is_closed(), due(&worry)), (false, (None, Some(50))));
}

#[test]
fn a_rule_that_fires_later_is_new_too_and_one_that_does_not_hold_any_more_is_not() {
    let lives = |with| What::Support(Support { lives_with: Some(with), ..Support::default() });
    let low = [(1, level(Level::Low)), (2, spoken(0))];
    let centre = [&low[..], &[(30, lives(LivesWith::Centre))]].concat();
    assert_eq!(due(&after(&centre)), (Some(102), Some(30)));
    let parents = [&centre[..], &[(31, lives(LivesWith::Parents))]].concat();
    assert_eq!(due(&after(&parents)), (None, None));
    // So is a sibling's case that was opened since.
    let sibling = of_form(&ordinary(), &[], Some(hours(40)), &low);
    assert_eq!((sibling.level, due(&sibling)), (Level::Medium, (Some(112), Some(40))));
    let before = of_form(&ordinary(), &[], Some(hours(40)), &[]);
    assert_eq!(due(&before), (Some(112), None), "since the sibling's case, not since the form");
}

#[test]
fn only_a_contact_ends_the_clock() {
    let high = (1, seen(Sign::HurtOrIll));
    let referred = What::Referred(Referral {
        to: "DoSVY".to_owned(),
        rules: Vec::new(),
        vital: "hurt".to_owned(),
    });
    let helped = after(&[high.clone(), (2, helped()), (3, referred)]);
    assert_eq!((due(&helped), helped.is_contacted_in_time()), ((Some(25), None), false));
    assert_eq!((helped.followed.done.len(), helped.followed.is_referred), (1, true));
    assert!(after(&[high, (4, spoken(0))]).is_contacted_in_time());
}

#[test]
fn a_contact_is_in_time_by_the_day_that_is_given() {
    let high = (1, seen(Sign::HurtOrIll));
    for (noted, on, in_time) in [(10, 0, true), (47, 1, true), (60, 1, true), (60, 2, false)] {
        let contact = after(&[high.clone(), (noted, spoken(on))]);
        assert_eq!(contact.is_contacted_in_time(), in_time, "noted after {noted} h, day {on}");
    }
    assert!(!after(&[high]).is_contacted_in_time());
}

#[test]
fn a_child_is_here_until_somebody_speaks_with_the_family() {
    let here = What::Observed { signs: vec![Sign::Worry], here_now: true };
    let here = (1, here);
    assert_eq!(after(std::slice::from_ref(&here)).here, Some(hours(1)));
    assert_eq!(after(&[here.clone(), (2, spoken(0))]).here, None);
    assert_eq!(after(&[here.clone(), (2, spoken(-1))]).here, Some(hours(1)), "of yesterday");
    assert_eq!(after(&[here.clone(), (2, closed())]).here, None);
    assert_eq!(after(&[here, (2, seen(Sign::Worry))]).here, None, "the last word counts");
}

#[test]
fn what_a_correction_brings_to_light_is_known_since_then() {
    let mut young = ordinary();
    for mother in &mut young.persons {
        mother.birth = Some(Birth::Exact(date(2012, 5, 1)));
    }
    for child in &mut young.children {
        child.birth = Some(Birth::Exact(date(2026, 3, 1)));
    }
    let corrected = [(hours(30), young.clone())];
    let late = of_form(&ordinary(), &corrected, None, &[]);
    assert_eq!((late.level, due(&late)), (Level::High, (Some(54), None)));
    let decided = [(1, seen(Sign::HurtOrIll)), (2, level(Level::Low)), (3, spoken(0))];
    let new = of_form(&ordinary(), &corrected, None, &decided);
    assert_eq!((new.level, due(&new)), (Level::High, (Some(54), Some(30))));
    // Corrected back.
    let back = [(hours(30), young.clone()), (hours(31), ordinary())];
    assert_eq!(due(&of_form(&ordinary(), &back, None, &decided)), (None, None));
    assert_eq!(due(&of_form(&young, &[], None, &[])), (Some(24), None));
}

#[test]
fn who_takes_a_child_up_again_speaks_with_the_family_again() {
    let reopened = What::Reopened { reason: "moved back".to_owned() };
    let all = [(1, seen(Sign::HurtOrIll)), (2, spoken(0)), (3, level(Level::High)), (4, closed())];
    let again = after(&[&all[..], &[(200, reopened)]].concat());
    assert_eq!((again.is_closed(), due(&again)), (false, (Some(224), None)));
}
