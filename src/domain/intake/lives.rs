//! Where a parent lives who does not report the birth: the form's own home is the reporter's. Both are read back alike.

use super::answers::Answers;
use super::asks::{Asks, Way};
use super::fields::{Choice, Field, Step};
use super::names::child_step;
use super::parents::{Role, Said, said};
use super::places;
use super::read_back::ReadBackValue;
use super::setting::FormSetting;
use super::steps::commune_choice;
use crate::domain::application::{Application, Home, Lives, LivesSaid, Parent, Residence};
use crate::domain::names::Words;
use crate::domain::place::{Place, Whereabouts};

/// The field that says where the parent named at child `child` lives.
pub(super) fn field(role: Role, child: u8) -> String {
    format!("{}home", role.prefix(child))
}

/// Whether it is asked. The dead live nowhere, and somebody who was named beside a parent who reports lives with
/// the family, unless it was said that they live away. What was answered once, were it only a
/// village, is shown whatever else changed.
fn is_asked(role: Role, child: u8, answers: &Answers, setting: &FormSetting) -> bool {
    let is_answered = || {
        let field = field(role, child);
        answers.beginning(&field).any(|(_, value)| !value.trim().is_empty())
    };
    match said(role, child, answers, setting) {
        Said::Away => true,
        Said::Other => !other_reports(role, child, answers, setting) || is_answered(),
        Said::Blank
        | Said::Informant
        | Said::SameAs(_)
        | Said::Dead
        | Said::Unknown
        | Said::NotStated
        | Said::Nonsense => false,
    }
}

fn other_reports(role: Role, child: u8, answers: &Answers, setting: &FormSetting) -> bool {
    root(role.other(), child, answers, setting) == Said::Informant
}

/// What was said of a child's parent where they were first named.
fn root(role: Role, child: u8, answers: &Answers, setting: &FormSetting) -> Said {
    let mut at = child;
    loop {
        match said(role, at, answers, setting) {
            // A form may name a later child or none; each turn leads to an earlier one.
            Said::SameAs(earlier) if (1..at).contains(&earlier) => at = earlier,
            found => return found,
        }
    }
}

/// The pages about it; all of it can be skipped.
pub(super) fn steps(
    role: Role,
    child: u8,
    answers: &Answers,
    setting: &FormSetting,
    Asks { way, boxes }: Asks<'_>,
) -> Vec<Step> {
    let at = |step: Step| Step { child: Some(child), ..step };
    let asked = |role: Role| {
        let id = child_step(child, role.lives_step());
        let fields = || fields(role, child, answers, setting, way);
        at(boxes.step(&id, role.texts().lives, fields)).hint("intake-hint-officer-asks")
    };
    let texts = role.texts();
    let step = asked(role);
    match way {
        // One row for both parents, below them.
        Way::Paper if role == Role::Mother => Vec::new(),
        Way::Paper => vec![asked(Role::Mother), step],
        Way::Phone if !is_asked(role, child, answers, setting) => Vec::new(),
        Way::Phone => {
            let id = child_step(child, role.lives_where_step());
            let prefix = role.prefix(child);
            let names = (&*id, texts.lives_where);
            let asked_where = places::home_step(names, &prefix, answers, setting, boxes);
            std::iter::once(step).chain(asked_where.map(at)).collect()
        }
        Way::Desk => {
            let is_at_home = answers.is_blank(&field(role, child))
                && other_reports(role, child, answers, setting);
            let asked: &[&str] = if is_at_home { &["away"] } else { &["other", "away"] };
            vec![step.when(role.field(child), asked)]
        }
    }
}

fn fields(role: Role, child: u8, answers: &Answers, setting: &FormSetting, way: Way) -> Vec<Field> {
    let name = field(role, child);
    let prefix = role.prefix(child);
    if way == Way::Paper {
        // Whoever types it in finds the place.
        return vec![Field::words(format!("{name}_village"), role.texts().label)];
    }
    let choices = LivesSaid::ALL
        .iter()
        .filter(|said| is_offered(**said, role, child, answers, setting, way))
        .map(|said| match said {
            LivesSaid::Here => commune_choice(setting),
            said => Choice::new(said.code(), said.text_key()),
        })
        .collect();
    let asked = Field::choice(&*name, role.texts().lives_label, choices);
    let country = Field::words(format!("{name}_country"), "intake-label-country");
    let place = places::home_fields(&prefix, answers, setting, way);
    let mut fields = vec![asked];
    fields.extend(place);
    fields.push(country.when(&*name, &["abroad"]));
    fields
}

/// Whether an answer makes sense after what was said so far; where all stands on one page, that may change on it.
fn is_offered(
    answer: LivesSaid,
    role: Role,
    child: u8,
    answers: &Answers,
    setting: &FormSetting,
    way: Way,
) -> bool {
    match (answer, way) {
        (LivesSaid::WithMother, _) if role == Role::Mother => false,
        (LivesSaid::WithMother, Way::Phone) => {
            let mother = root(Role::Mother, child, answers, setting);
            matches!(mother, Said::Other | Said::Away)
        }
        (LivesSaid::WithReporter, Way::Phone) => {
            said(role, child, answers, setting) != Said::Away
                || answers.get(&field(role, child)) == answer.code()
        }
        (
            LivesSaid::WithReporter
            | LivesSaid::WithMother
            | LivesSaid::Here
            | LivesSaid::Elsewhere
            | LivesSaid::Abroad
            | LivesSaid::Unknown,
            _,
        ) => true,
    }
}

/// What was said on the page that asks it, for reading aloud.
pub(super) fn read(
    step: &Step,
    parent: Parent,
    application: &Application,
    answers: &Answers,
) -> ReadBackValue {
    let asked = step.fields.first().map_or("", |field| field.name.as_str());
    match (LivesSaid::from_code(answers.get(asked)), lives_of(parent, application)) {
        (Some(LivesSaid::WithMother), Some(_)) => {
            ReadBackValue::Key(LivesSaid::WithMother.text_key())
        }
        (_, Some(Lives::At(place))) => home(place),
        (_, Some(Lives::Abroad(country))) => ReadBackValue::KeyAndWords {
            key: LivesSaid::Abroad.text_key(),
            words: country.as_ref().map(|words| words.as_str().to_owned()),
        },
        (_, Some(Lives::WithReporter)) => ReadBackValue::Key(LivesSaid::WithReporter.text_key()),
        (_, Some(Lives::Unknown)) => ReadBackValue::Key(LivesSaid::Unknown.text_key()),
        (_, Some(Lives::NotStated) | None) => ReadBackValue::NotAnswered,
    }
}

/// The place elsewhere that was chosen level by level, with all that is around it.
pub(super) fn written(parent: Parent, application: &Application) -> Option<String> {
    let home = lives_of(parent, application)?.home()?;
    let place = home.place.as_ref().filter(|_| home.residence == Residence::Elsewhere);
    place.map(Whereabouts::keep).map(|kept| kept.written)
}

fn lives_of(parent: Parent, application: &Application) -> Option<&Lives> {
    Some(&application.persons.get(parent.person()?)?.lives)
}

/// The village by its name, then commune, district and province where they were given.
pub(super) fn home(home: &Home) -> ReadBackValue {
    let listed = home.place.as_ref().and_then(Whereabouts::village).and_then(Place::of);
    // A village elsewhere stands with what is around it in a line of its own.
    let listed = listed.filter(|_| home.residence == Residence::Here);
    let typed = [&home.village, &home.commune, &home.district, &home.province];
    let typed = typed.into_iter().flatten().map(Words::as_str);
    // Whoever typed the name of the village on the list said it once.
    let is_said = |words: &&str| listed.is_some_and(|village| village.is_written(words));
    let typed = typed.filter(|words| !is_said(words)).map(str::to_owned);
    let parts: Vec<String> = listed.map(Place::called_khmer).into_iter().chain(typed).collect();
    if parts.is_empty() && home.residence == Residence::NotStated {
        return ReadBackValue::NotAnswered;
    }
    let words = (!parts.is_empty()).then(|| parts.join(", "));
    ReadBackValue::KeyAndWords { key: home.residence.text_key(), words }
}
