//! Everything a rule may look at, about one child.

use jiff::civil::Date;

use crate::domain::age::Days;
use crate::domain::application::{Application, Child, Life, Parent, Relation, Spot};
use crate::domain::birth::Birth;
use crate::domain::documents::{Paper, PaperState};
use crate::domain::safeguarding::{
    Away, IdPoor, LivesWith, Needs, School, Sign, Support, Volunteered,
};

/// What is known about one child. Every fact is optional, and a skipped answer is the same as an unasked question.
/// Sex, nationality, ethnicity, religion, place and the delay of the report are not in here, so no rule can see them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The day on which ages are counted: that of the event.
    pub day: Option<Date>,
    /// The child's birth, between two days.
    pub child_birth: Option<Days>,
    /// The mother's birth.
    pub mother_birth: Option<Days>,
    /// Births of the other children in the household.
    pub household_births: Vec<Days>,
    /// What was said of the mother.
    pub mother: Option<ParentIs>,
    /// What was said of the father.
    pub father: Option<ParentIs>,
    /// How many parents are away for work, 0 to 2, by the support question.
    pub parents_away: Option<u8>,
    /// A relative who is not a parent is named: the child lives with them, or they report.
    pub relative_cares: Option<bool>,
    /// The child lives with others, and no adult relative is named.
    pub no_relative_named: Option<bool>,
    /// With whom the child lives.
    pub lives_with: Option<LivesWith>,
    /// The child was found.
    pub found: Option<bool>,
    /// The child goes to school.
    pub in_school: Option<bool>,
    /// A lot of help is needed, or there is a long illness.
    pub much_help: Option<bool>,
    /// The caregiver is 65 or older.
    pub caregiver_old: Option<bool>,
    /// The caregiver needs help too.
    pub caregiver_needs_help: Option<bool>,
    /// The family holds an equity card of level 1 or 2.
    pub idpoor: Option<bool>,
    /// No parent holds an identity document.
    pub no_identity_papers: Option<bool>,
    /// An adult, 18 or older, lives in the household.
    pub adult_in_household: Option<bool>,
    /// The child is married. Only ever volunteered.
    pub child_married: Option<bool>,
    /// The child works or is on the street. Only ever volunteered.
    pub works_or_on_street: Option<bool>,
    /// The family would like to talk with social services.
    pub asked_for_talk: Option<bool>,
    /// Somebody told of harm unasked, asked for protection, or is afraid to go home.
    pub asked_for_protection: Option<bool>,
    /// A serious injury is visible, or the child is acutely ill.
    pub injured_or_ill: Option<bool>,
    /// The child is here without an adult.
    pub child_alone: Option<bool>,
    /// What the adult is to the child cannot be explained, and nobody local can confirm it.
    pub relation_unexplained: Option<bool>,
    /// The same household has a child with an open case of level high. Known only while the focal is signed in.
    pub household_open_high: Option<bool>,
}

/// What was said of a parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParentIs {
    /// Lives with or near the child.
    Here,
    /// Is away.
    Away,
    /// Has died.
    Dead,
    /// Nobody knows who it is.
    Unknown,
}

impl Facts {
    /// What the form, the answers at the focal's table and what staff noted say about one of the form's children, by
    /// its place in [`Application::children`]. `day` is the event's, on which ages are counted.
    ///
    /// `signs` and `disclosed` are those that stand for this child. Whether its household has an open case is left
    /// unasked; whoever may know sets [`Facts::household_open_high`].
    pub fn of(
        application: &Application,
        child: usize,
        day: Date,
        support: &Support,
        signs: &[Sign],
        disclosed: bool,
    ) -> Self {
        let mut facts = Self { day: Some(day), ..Self::default() };
        if let Some(its) = application.children.get(child) {
            facts.of_the_form(application, its, day);
        }
        let others = application.children.iter().enumerate().filter(|(at, _)| *at != child);
        facts.household_births =
            others.filter_map(|(_, other)| born(other.birth.as_ref(), day)).collect();
        facts.of_the_answers(support);
        facts.of_what_was_seen(signs, disclosed);
        facts
    }

    fn of_the_form(&mut self, application: &Application, child: &Child, day: Date) {
        let relation = application.informant.relation;
        self.child_birth = born(child.birth.as_ref(), day);
        self.mother = parent_is(child.mother);
        self.father = parent_is(child.father);
        if let Parent::Known { person, .. } = child.mother {
            let mother = application.persons.get(person);
            self.mother_birth = mother.and_then(|mother| born(mother.birth.as_ref(), day));
        }
        let found = child.place.spot == Spot::Found || relation == Relation::Finder;
        self.found = found.then_some(true);
        let relative =
            matches!(relation, Relation::Grandmother | Relation::Grandfather | Relation::Relative);
        self.relative_cares = relative.then_some(true);
        let cards = application.papers.iter().find(|answer| answer.paper == Paper::IdCards);
        self.no_identity_papers = match cards.map(|answer| answer.state) {
            Some(PaperState::DontHave | PaperState::Lost) => Some(true),
            Some(PaperState::Have) => Some(false),
            Some(PaperState::NotAsked) | None => None,
        };
    }

    fn of_the_answers(&mut self, support: &Support) {
        let told = |what: &Volunteered| support.also.contains(what).then_some(true);
        self.lives_with = support.lives_with;
        let others = matches!(
            support.lives_with,
            Some(LivesWith::OtherFamily | LivesWith::Centre | LivesWith::Alone)
        );
        let nobody_named = told(&Volunteered::NoRelativeNamed);
        self.no_relative_named =
            nobody_named.or((others && self.relative_cares.is_none()).then_some(true));
        if support.lives_with == Some(LivesWith::Relative) {
            self.relative_cares = Some(true);
        }
        self.parents_away = match support.away {
            // Whoever says that no relative is named says that both are away.
            _ if nobody_named.is_some() => Some(2),
            None => None,
            Some(Away::None) => Some(0),
            Some(Away::One) => Some(1),
            Some(Away::Both) => Some(2),
        };
        self.in_school = support.school.map(|school| school == School::Yes);
        self.much_help = support.needs.map(|needs| needs == Needs::Much);
        self.idpoor = match support.idpoor {
            Some(IdPoor::One | IdPoor::Two) => Some(true),
            Some(IdPoor::No) => Some(false),
            Some(IdPoor::Unknown) | None => None,
        };
        self.asked_for_talk = support.talk;
        self.adult_in_household = told(&Volunteered::NoAdult).map(|none| !none);
        self.child_married = told(&Volunteered::Married);
        self.works_or_on_street = told(&Volunteered::Works).or(told(&Volunteered::Street));
        self.caregiver_old = told(&Volunteered::OldCaregiver);
        self.caregiver_needs_help = told(&Volunteered::CaregiverNeedsHelp);
    }

    /// A grown-up who keeps a child from speaking, and a worry, are for the focal's eyes: no rule weighs them.
    fn of_what_was_seen(&mut self, signs: &[Sign], disclosed: bool) {
        let seen = |sign: Sign| signs.contains(&sign).then_some(true);
        self.asked_for_protection = disclosed.then_some(true).or(seen(Sign::AskedForHelp));
        self.injured_or_ill = seen(Sign::HurtOrIll);
        self.child_alone = seen(Sign::Alone);
        self.relation_unexplained = seen(Sign::RelationUnclear);
    }
}

/// The days on which somebody may be born who is there on `day`.
fn born(birth: Option<&Birth>, day: Date) -> Option<Days> {
    Days::of(birth?)?.until(day)
}

fn parent_is(parent: Parent) -> Option<ParentIs> {
    match parent {
        Parent::Known { life: Life::Here, .. } => Some(ParentIs::Here),
        Parent::Known { life: Life::Away, .. } | Parent::Away => Some(ParentIs::Away),
        Parent::Known { life: Life::Dead, .. } | Parent::Dead => Some(ParentIs::Dead),
        Parent::Unknown => Some(ParentIs::Unknown),
        Parent::NotStated => None,
    }
}
