//! The application form on paper, for the hours without power: the same questions as on a phone, in their order.
//!
//! A family with one child has one leaf, printed on both sides; the sheet for further children has room for two
//! more and carries no number, so that as many as are needed are printed without counting families. A leaf is
//! never shared by two families.

use jiff::Timestamp;

use crate::domain::application::Relation;
use crate::domain::intake::{Answers, Field, FormSetting, Step, paper_steps};
use crate::i18n::Arg;
use crate::typeset::pdf::About;

mod blanks;
#[cfg(test)]
mod tests;

use blanks::{blanks_of, label};

use super::Bilingual;
use super::sheet::{Blank, Part, Sheet};

/// How many children a sheet for further children has room for: one on each side.
const FURTHER: usize = 2;

/// What a phone asks about a parent and paper does not, by the ends of the fields' names: a helper who types the
/// form in asks for it. Room for it would take a second leaf, for what few parents leave open about themselves.
const LEFT_OFF: [&str; 4] = ["_about", "_lunar", "_birth_unknown", "_unnamed"];

/// What a form says beside its questions.
pub struct BlankForm {
    /// The number of the ticket that is reserved for it; none on a sheet for further children, where the number of
    /// the family's form is written by hand.
    pub number: Option<u32>,
    /// The event's name and where it is.
    pub event: Vec<Bilingual>,
    /// Whether it is a training paper.
    pub training: bool,
    /// When it was printed, as the foot says it.
    pub printed: Bilingual,
    /// The same moment for the document's own dates.
    pub printed_at: Timestamp,
}

/// The form as a sheet.
pub fn sheet(form: &BlankForm, setting: &FormSetting) -> Sheet {
    let (title, name, mut parts) = if let Some(number) = form.number {
        let digits = number.to_string();
        let mut parts = vec![handed_in(), Part::TearOff(stub(form, &digits))];
        parts.extend(of_a_family(setting));
        (with_number("register-form-title", &digits), digits, parts)
    } else {
        let title = Bilingual::of("register-form-further-title");
        (title, "further".to_owned(), of_further_children(setting))
    };
    parts.push(Part::WholeLeaves);
    Sheet {
        title,
        lines: Vec::new(),
        parts,
        training: form.training,
        foot: form.printed.clone(),
        about: About {
            title: format!("form {name}"),
            id: format!("form-{name}-{}", form.printed_at.as_millisecond()),
            issued: form.printed_at,
        },
        wide: false,
    }
}

fn with_number(key: &str, number: &str) -> Bilingual {
    let number = Bilingual::number(number);
    Bilingual::with(key, |lang| vec![("number", Arg::Text(number.in_language(lang)))])
}

fn boxes(key: &str, groups: Vec<u8>, between: &'static str) -> Blank {
    Blank::Boxes { label: Bilingual::of(key), groups, between }
}

/// What staff write when the form is handed in, so that it keeps its place in the line.
fn handed_in() -> Part {
    Part::Fill(
        Bilingual::of("register-form-staff"),
        vec![
            boxes("register-form-handed-in", vec![2, 2], ":"),
            boxes("register-form-after", vec![4], ""),
        ],
    )
}

/// What the family tears off and keeps.
fn stub(form: &BlankForm, number: &str) -> Vec<Part> {
    let mut left = vec![Part::Number(number.to_owned())];
    left.extend(form.event.first().cloned().map(Part::Words));
    let said = ["register-form-keep", "register-form-not-certificate"];
    let right = said.map(|key| Part::Words(Bilingual::of(key))).to_vec();
    vec![Part::Beside(0.34, [left, right])]
}

/// Everything that is asked about a family and its first child.
fn of_a_family(setting: &FormSetting) -> Vec<Part> {
    let steps = asked(setting, 1);
    parts(steps.iter().map(|step| (step, question(step, step.child))))
}

/// Everything that is asked about a further child, once for each side. Which child it is, and whose, is written.
fn of_further_children(setting: &FormSetting) -> Vec<Part> {
    const SECOND: Option<u8> = Some(2);
    let steps: Vec<Step> = asked(setting, 2)
        .into_iter()
        .filter_map(|mut step| {
            if step.child != SECOND {
                // Of the papers, those of a child.
                step.fields.retain(|field| field.child == SECOND);
            }
            if is_lives(&step) {
                // The side is full, and most have the parents of the first child, of whom it is asked.
                step.fields.clear();
            }
            (!step.fields.is_empty()).then_some(step)
        })
        .collect();
    let mut side = parts(steps.iter().map(|step| (step, question(step, None))));
    if let Some(Part::Fill(_, blanks)) = side.first_mut() {
        let whose = [
            boxes("register-entry-number", vec![4], ""),
            boxes("register-form-further-child", vec![2], ""),
        ];
        blanks.splice(0..0, whose);
    }
    vec![side; FURTHER].join(&Part::NewSide)
}

/// The questions for so many children, in order.
///
/// A phone asks only what the answers before left open; paper asks all of it, so each parent's question is
/// taken from the form of an informant who may be that parent, and later children may have the first one's.
fn asked(setting: &FormSetting, children: u8) -> Vec<Step> {
    let asked_by = |relation: Relation| {
        let count = children.to_string();
        let answers = Answers::from_pairs([
            ("relation", relation.code()),
            ("count", &count),
            ("c1_mother", "other"),
            ("c1_father", "other"),
        ]);
        paper_steps(&answers, setting)
    };
    let of_father = asked_by(Relation::Father);
    let mut steps = asked_by(Relation::Mother);
    for step in steps.iter_mut().filter(|step| step.id.ends_with("-father")) {
        if let Some(other) = of_father.iter().find(|other| other.id == step.id) {
            step.clone_from(other);
        }
    }
    steps
}

/// Questions under each other; who a parent is and what they are called stand under one, and so do short ones.
fn parts<'s>(questions: impl Iterator<Item = (&'s Step, (Bilingual, Vec<Blank>))>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (step, (title, blanks)) in questions {
        match parts.last_mut() {
            Some(Part::Fill(_, known)) if is_of_childs_parent(step) || is_short(step) => {
                // The tick for a child without a name leaves room for the next short question.
                if !step.id.ends_with("-sex") && (!is_lives(step) || is_first_of_lives(step)) {
                    known.push(Blank::End);
                }
                known.extend(blanks);
            }
            _ => parts.push(Part::Fill(title, blanks)),
        }
    }
    parts
}

fn is_of_childs_parent(step: &Step) -> bool {
    step.child.is_some()
        && (step.id.ends_with("-details") || step.id.contains("er-birth") || is_lives(step))
}

/// Whether it is asked where a parent lives: one row for both, which says of whom it is asked.
fn is_lives(step: &Step) -> bool {
    step.id.ends_with("er-home")
}

fn is_first_of_lives(step: &Step) -> bool {
    step.id.ends_with("mother-home")
}

/// Whether a question of a child is one row that needs no heading of its own.
fn is_short(step: &Step) -> bool {
    step.child.is_some() && (step.id.ends_with("-sex") || step.id.ends_with("-nationality"))
}

/// One step of the form as a question on paper; of a child, where it is numbered.
fn question(step: &Step, numbered: Option<u8>) -> (Bilingual, Vec<Blank>) {
    let mut title = Bilingual::of(step.title);
    let is_own = step.id == "own-details";
    if is_own {
        title = joined(&Bilingual::of("register-form-if-parent"), &title);
    }
    if let Some(child) = numbered.filter(|_| step.id.ends_with("-name")) {
        title = joined(&with_number("child-number-colon", &child.to_string()), &title);
    }
    let of_parent = is_own || is_of_childs_parent(step);
    let mut asked: Vec<&Field> = step
        .fields
        .iter()
        .filter(|field| !(of_parent && LEFT_OFF.iter().any(|end| field.name.ends_with(end))))
        .collect();
    // A tick for an unknown date stands beside the question. The name of a place takes a row of its own, after the
    // kinds of places, and so does how old somebody is; whether a child has a name yet comes after the names.
    asked.sort_by_key(|field| {
        let ends = |end| field.name.ends_with(end);
        match () {
            () if ends("_birth_unknown") => 0,
            () if ends("_no_name") || ends("_birth_about") || ends("_place_words") => 2,
            () => 1,
        }
    });
    let mut blanks: Vec<Blank> =
        asked.into_iter().flat_map(|field| blanks_of(field, of_parent)).collect();
    if let Some(field) = step.fields.first().filter(|_| is_short(step)) {
        blanks.insert(0, Blank::Words { words: label(field), share: 0.12 });
    }
    if is_first_of_lives(step) {
        blanks.insert(0, Blank::Words { words: Bilingual::of("register-form-lives"), share: 0.24 });
    }
    (title, blanks)
}

fn joined(first: &Bilingual, second: &Bilingual) -> Bilingual {
    Bilingual::new(format!("{} {}", first.km, second.km), format!("{} {}", first.en, second.en))
}
