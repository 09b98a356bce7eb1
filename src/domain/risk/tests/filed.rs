//! From a filed form, the answers at the focal's table and what was seen, to facts.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::domain::application::{
    Application, BirthPlace, Child, Collect, Home, Informant, Life, Lives, Nationality, Parent,
    Person, PhoneOwner, PlaceKind, Relation, Residence, Sex, Spot,
};
use crate::domain::birth::Birth;
use crate::domain::documents::{Paper, PaperAnswer, PaperState};
use crate::domain::names::{Names, Words};
use crate::domain::risk::*;
use crate::domain::safeguarding::{
    Away, IdPoor, LivesWith, Needs, School, Sign, Support, Volunteered,
};

const DAY: Date = date(2026, 11, 21);
const HERE: Parent = Parent::Known { person: 0, life: Life::Here };

fn home() -> Home {
    let residence = Residence::Here;
    Home { residence, place: None, village: None, commune: None, district: None, province: None }
}

fn person(birth: Option<Birth>) -> Person {
    Person {
        names: Names::default(),
        birth,
        lunar_words: None,
        birth_place: None,
        birth_at: None,
        nationality: Nationality::Khmer,
        lives: Lives::NotStated,
    }
}

fn child(birth: Option<Birth>, mother: Parent, father: Parent) -> Child {
    Child {
        names: Names::default(),
        sex: Some(Sex::Female),
        birth,
        lunar_words: None,
        place: BirthPlace { spot: Spot::Here, words: None, at: None, kind: PlaceKind::Home },
        nationality: Nationality::Khmer,
        mother,
        father,
        papers: Vec::new(),
    }
}

/// A form with one child; the mother is person 0.
pub(in crate::domain) fn filed(
    relation: Relation,
    mother: Option<Birth>,
    child: Child,
) -> Application {
    Application {
        informant: Informant {
            relation,
            relation_words: None,
            names: Names::default(),
            phone: None,
            phone_owner: PhoneOwner::None,
            person: None,
        },
        home: home(),
        persons: vec![person(mother)],
        children: vec![child],
        papers: Vec::new(),
        collect: Collect::default(),
    }
}

/// A form that fires no rule.
pub(in crate::domain) fn ordinary() -> Application {
    filed(Relation::Mother, None, child(Some(Birth::Exact(date(2018, 3, 1))), HERE, HERE))
}

fn asked(form: &Application, support: &Support) -> Finding {
    assess(RuleSet::embedded(), &Facts::of(form, 0, DAY, support, &[], false))
}

fn seen(signs: &[Sign], disclosed: bool) -> Finding {
    let facts = Facts::of(&ordinary(), 0, DAY, &Support::default(), signs, disclosed);
    assess(RuleSet::embedded(), &facts)
}

fn codes(finding: &Finding) -> Vec<&str> {
    finding.fired.iter().map(|fired| fired.code.as_str()).collect()
}

fn also(also: Volunteered) -> Support {
    Support { also: vec![also], ..Support::default() }
}

#[test]
fn each_sign_fires_its_rule_and_a_worry_none() {
    for (sign, rule) in [
        (Sign::HurtOrIll, Some("R02")),
        (Sign::Alone, Some("R03")),
        (Sign::RelationUnclear, Some("R04")),
        (Sign::AskedForHelp, Some("R01")),
        (Sign::KeptFromSpeaking, None),
        (Sign::Worry, None),
    ] {
        assert_eq!(codes(&seen(&[sign], false)), Vec::from_iter(rule), "{sign:?}");
    }
    assert_eq!(codes(&seen(&[], true)), ["R01"]);
}

#[test]
fn each_answer_fires_its_rule() {
    let school = |school| Support { school: Some(school), ..Support::default() };
    let lives = |lives| Support { lives_with: Some(lives), ..Support::default() };
    let poor = |level| Support { idpoor: Some(level), ..Support::default() };
    let away = |away| Support { away: Some(away), ..Support::default() };
    let needs = |needs| Support { needs: Some(needs), ..Support::default() };
    let talk = |talk| Support { talk: Some(talk), ..Support::default() };
    for (support, expected) in [
        (Support::default(), &[][..]),
        (school(School::Yes), &[]),
        (school(School::No), &["P4"]),
        (school(School::NotStarted), &["P4"]),
        (lives(LivesWith::Parents), &[]),
        (lives(LivesWith::Relative), &[]),
        (lives(LivesWith::OtherFamily), &["R07"]),
        (lives(LivesWith::Centre), &["R07"]),
        (lives(LivesWith::Alone), &["R03"]),
        (poor(IdPoor::One), &["P7"]),
        (poor(IdPoor::Two), &["P7"]),
        (poor(IdPoor::No), &[]),
        (poor(IdPoor::Unknown), &[]),
        (away(Away::None), &[]),
        (away(Away::One), &["P3"]),
        (away(Away::Both), &["P3"]),
        (Support { lives_with: Some(LivesWith::Relative), ..away(Away::Both) }, &["P1"]),
        (Support { lives_with: Some(LivesWith::Centre), ..away(Away::Both) }, &["R07", "R12"]),
        (needs(Needs::None), &[]),
        (needs(Needs::Some), &[]),
        (needs(Needs::Much), &["P5"]),
        (talk(true), &["S1"]),
        (talk(false), &[]),
        (also(Volunteered::Married), &["R10"]),
        (also(Volunteered::NoAdult), &["R09"]),
        (also(Volunteered::NoRelativeNamed), &["R12"]),
        (also(Volunteered::OldCaregiver), &["P6"]),
        (also(Volunteered::CaregiverNeedsHelp), &["P6"]),
        (also(Volunteered::Works), &[]),
        (Support { school: Some(School::No), ..also(Volunteered::Works) }, &["R11", "P4"]),
        (Support { school: Some(School::No), ..also(Volunteered::Street) }, &["R11", "P4"]),
    ] {
        assert_eq!(codes(&asked(&ordinary(), &support)), expected, "{support:?}");
    }
}

#[test]
fn the_form_says_who_is_dead_away_or_found() {
    let none = Support::default();
    let of = |relation, mother, father| {
        let form =
            filed(relation, None, child(Some(Birth::Exact(date(2018, 3, 1))), mother, father));
        let finding = asked(&form, &none);
        codes(&finding).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of(Relation::Relative, Parent::Dead, Parent::Dead), ["R08"]);
    assert_eq!(of(Relation::Mother, HERE, Parent::Unknown), ["P2"]);
    assert_eq!(of(Relation::Mother, HERE, Parent::NotStated), Vec::<String>::new());
    assert_eq!(of(Relation::Grandmother, Parent::Away, Parent::Away), ["P1"]);
    // The village chief may know a relative whom nobody asked about.
    assert_eq!(of(Relation::VillageChief, Parent::Away, Parent::Away), ["P3"]);
    assert_eq!(of(Relation::Finder, Parent::Unknown, Parent::Unknown), ["R03", "P2"]);
    let mut found = ordinary();
    found.children[0].place.spot = Spot::Found;
    assert_eq!(codes(&asked(&found, &none)), ["R03"]);
}

#[test]
fn papers_that_nobody_asked_about_count_for_nothing() {
    for (state, expected) in [
        (PaperState::Have, &[][..]),
        (PaperState::NotAsked, &[]),
        (PaperState::DontHave, &["P8"]),
        (PaperState::Lost, &["P8"]),
    ] {
        let mut form = ordinary();
        form.papers.push(PaperAnswer { paper: Paper::IdCards, state });
        assert_eq!(codes(&asked(&form, &Support::default())), expected, "{state:?}");
    }
}

/// The worked example of a mother of 14, with her birth on the form, and a small sister in the household.
#[test]
fn the_mothers_age_comes_from_the_two_births_on_the_form() {
    let baby = child(Some(Birth::Exact(date(2026, 10, 1))), HERE, Parent::NotStated);
    let form = filed(Relation::Mother, Some(Birth::Exact(date(2012, 6, 1))), baby.clone());
    let finding = asked(&form, &Support::default());
    assert_eq!((finding.level, codes(&finding)), (Level::High, vec!["R05"]));
    // No birth can lie after the day of the event: a year that is not over ends today.
    let this_year = Child { birth: Some(Birth::Year(2026)), ..baby };
    let form = filed(Relation::Mother, Some(Birth::Exact(date(2011, 11, 22))), this_year);
    assert_eq!(codes(&asked(&form, &Support::default())), ["R05"]);
    let mut household = ordinary();
    household.children.push(child(Some(Birth::Exact(date(2024, 1, 1))), HERE, HERE));
    let alone = asked(&household, &also(Volunteered::NoAdult));
    assert_eq!((alone.level, codes(&alone)), (Level::High, vec!["R09"]));
}

#[test]
fn hours_are_those_of_the_official_scale() {
    let rules = RuleSet::embedded();
    let of = |level| rules.due(level, Timestamp::UNIX_EPOCH).map(|moment| moment.due.as_second());
    assert_eq!(of(Level::High), Some(24 * 3600));
    assert_eq!(of(Level::Medium), Some(72 * 3600));
    assert_eq!(of(Level::Low), Some(120 * 3600));
    assert_eq!(of(Level::NoAction), None);
}

fn support() -> impl Strategy<Value = Support> {
    (
        prop::option::of(prop::sample::select(LivesWith::ALL)),
        prop::option::of(prop::sample::select(Away::ALL)),
        prop::option::of(prop::sample::select(School::ALL)),
        prop::option::of(prop::sample::select(Needs::ALL)),
        prop::option::of(prop::sample::select(IdPoor::ALL)),
        prop::option::of(any::<bool>()),
        subsequence(Volunteered::ALL.to_vec(), 0..=7),
    )
        .prop_map(|(lives_with, away, school, needs, idpoor, talk, also)| Support {
            lives_with,
            away,
            school,
            needs,
            idpoor,
            talk,
            also,
        })
}

prop_compose! {
    fn form()(
        relation in prop::sample::select(Relation::ALL),
        parents in prop::array::uniform2(prop::sample::select(
            &[HERE, Parent::Dead, Parent::Away, Parent::Unknown, Parent::NotStated][..],
        )),
        (mother, born) in (1990..2013_i16, 2009..2027_i16),
    ) -> Application {
        let [its_mother, its_father] = parents;
        filed(relation, Some(Birth::Year(mother)), child(Some(Birth::Year(born)), its_mother, its_father))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn another_answer_or_sign_never_lowers(
        form in form(), support in support(), skipped in any::<[bool; 6]>(),
        also in subsequence(Volunteered::ALL.to_vec(), 0..=7),
        signs in subsequence(Sign::ALL.to_vec(), 0..=6), fewer in 0..7_usize, disclosed in any::<bool>(),
    ) {
        let [lives, away, school, needs, idpoor, talk] = skipped;
        let less = Support {
            lives_with: support.lives_with.filter(|_| lives),
            away: support.away.filter(|_| away),
            school: support.school.filter(|_| school),
            needs: support.needs.filter(|_| needs),
            idpoor: support.idpoor.filter(|_| idpoor),
            talk: support.talk.filter(|_| talk),
            also: support.also.iter().copied().filter(|it| also.contains(it)).collect(),
        };
        let fewer = signs.get(..fewer.min(signs.len())).unwrap();
        let less = assess(RuleSet::embedded(), &Facts::of(&form, 0, DAY, &less, fewer, false));
        let more = assess(RuleSet::embedded(), &Facts::of(&form, 0, DAY, &support, &signs, disclosed));
        prop_assert!(less.level <= more.level && less.clock <= more.clock, "{less:?} {more:?}");
    }

    /// Ages count, the delay of the report does not: two children of one age band, one late and one in time.
    #[test]
    fn a_late_report_sex_nationality_and_place_change_nothing(
        form in form(), support in support(), days in 0..30_i32, late in 31..1800_i32,
    ) {
        let mut in_time = form;
        in_time.persons[0].birth = None;
        let mut other = in_time.clone();
        let ago = |days: i32| Some(Birth::Exact(DAY.saturating_sub(jiff::Span::new().days(days))));
        in_time.children[0].birth = ago(days);
        let its = &mut other.children[0];
        its.birth = ago(late);
        its.sex = Some(Sex::Male);
        its.nationality = Nationality::Other(Words::parse("បារាំង").unwrap());
        its.place.spot = Spot::Elsewhere;
        its.place.kind = PlaceKind::Facility;
        other.home.residence = Residence::Elsewhere;
        prop_assert_eq!(asked(&in_time, &support), asked(&other, &support));
    }
}
