//! The application form on paper, for the hours without power: the same questions as on a phone.

use jiff::Timestamp;

use crate::domain::application::Relation;
use crate::domain::intake::{Answers, Choice, Field, FieldKind, FormSetting, Step, entry_steps};
use crate::i18n::{self, Arg, Lang};
use crate::typeset::pdf::About;

use super::Bilingual;
use super::sheet::{Blank, Part, Sheet};

/// How many children one form has room for; a larger family takes a second form.
pub const CHILDREN: u8 = 3;

/// What a form says beside its questions.
pub struct BlankForm {
    /// The number of the ticket that is reserved for it.
    pub number: u32,
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
    let number = form.number.to_string();
    let title = with_number("register-form-title", &number);
    let mut parts = vec![handed_in(), Part::TearOff(stub(form, &number))];
    parts.extend(questions(setting));
    Sheet {
        title,
        lines: form.event.clone(),
        parts,
        training: form.training,
        foot: form.printed.clone(),
        about: About {
            title: format!("form {number}"),
            id: format!("form-{number}-{}", form.printed_at.as_millisecond()),
            issued: form.printed_at,
        },
        wide: false,
    }
}

fn with_number(key: &str, number: &str) -> Bilingual {
    let number = Bilingual::number(number);
    Bilingual::with(key, |lang| vec![("number", Arg::Text(number.in_language(lang)))])
}

/// What staff write when the form is handed in, so that it keeps its place in the line.
fn handed_in() -> Part {
    let boxes = |key, groups, between| Blank::Boxes { label: Bilingual::of(key), groups, between };
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
    let mut parts =
        vec![Part::Words(Bilingual::of("register-form-keep")), Part::Number(number.to_owned())];
    parts.extend(form.event.first().cloned().map(Part::Words));
    parts.push(Part::Words(Bilingual::of("receipt-not-certificate")));
    parts
}

/// The questions of the form for as many children as there is room for.
///
/// A phone asks only what the answers before left open; paper asks all of it, so each parent's question is
/// taken from the form of an informant who may be that parent, and later children may have the first one's.
fn questions(setting: &FormSetting) -> Vec<Part> {
    let asked_by = |relation: Relation| {
        let count = CHILDREN.to_string();
        let answers = Answers::from_pairs([
            ("relation", relation.code()),
            ("count", &count),
            ("c1_mother", "other"),
            ("c1_father", "other"),
        ]);
        entry_steps(&answers, setting)
    };
    let of_father = asked_by(Relation::Father);
    let steps = asked_by(Relation::Mother).into_iter().map(|step| {
        let fathers = step.id.ends_with("-father");
        let other = fathers.then(|| of_father.iter().find(|other| other.id == step.id)).flatten();
        other.cloned().unwrap_or(step)
    });
    let (mut family, mut children, mut last) = (Vec::new(), Vec::new(), Vec::new());
    for step in steps {
        match step.child {
            Some(child) => {
                if step.id.ends_with("-name") {
                    let title = with_number("register-form-child", &child.to_string());
                    children.extend([Part::NewSide, Part::Heading(title)]);
                }
                children.push(question(&step));
            }
            // The papers of a child are asked with the other papers, child by child.
            None if step.id == "papers" || step.id == "collect" => last.push(question(&step)),
            None => family.push(question(&step)),
        }
    }
    family.extend(last);
    family.extend(children);
    family
}

/// One step of the form as a question on paper.
fn question(step: &Step) -> Part {
    let mut title = Bilingual::of(step.title);
    if step.id == "own-details" {
        title = joined(&Bilingual::of("register-form-if-parent"), &title);
    }
    let mut blanks = Vec::new();
    let mut child = None;
    for field in &step.fields {
        if field.child.is_some() && field.child != child {
            child = field.child;
            blanks.push(Blank::End);
        }
        blanks.extend(blanks_of(field));
    }
    Part::Fill(title, blanks)
}

fn joined(first: &Bilingual, second: &Bilingual) -> Bilingual {
    Bilingual::new(format!("{} {}", first.km, second.km), format!("{} {}", first.en, second.en))
}

/// What one field is on paper.
fn blanks_of(field: &Field) -> Vec<Blank> {
    let label = label(field);
    let line = |share| vec![Blank::Line { label: label.clone(), share }];
    let boxes =
        |count| vec![Blank::Boxes { label: label.clone(), groups: vec![count], between: "" }];
    match &field.kind {
        FieldKind::Khmer | FieldKind::Latin => line(0.5),
        FieldKind::Phone => boxes(10),
        FieldKind::Digits if field.name.ends_with("_year") => boxes(4),
        FieldKind::Digits => boxes(2),
        FieldKind::Words if field.name.ends_with("_month") => boxes(2),
        FieldKind::Words if field.name.ends_with("_about") => line(0.6),
        FieldKind::Words if field.name.ends_with("_lunar") => line(0.6),
        FieldKind::Words => line(0.5),
        FieldKind::Tick => vec![Blank::Tick(label)],
        FieldKind::Choice(choices) => {
            let ticks = choices.iter().map(|choice| Blank::Tick(chosen(choice)));
            if is_paper(field) {
                let words = said_of(field, label);
                std::iter::once(Blank::Words { words, share: 0.55 })
                    .chain(ticks)
                    .chain([Blank::End])
                    .collect()
            } else {
                // A row of choices under a question that says the same needs no label of its own.
                ticks.collect()
            }
        }
    }
}

/// An answer as it stands beside its box.
fn chosen(choice: &Choice) -> Bilingual {
    let text = |lang| {
        let of = match (lang, &choice.of_latin) {
            (Lang::En, Some(latin)) => latin.as_str(),
            _ => choice.of.as_deref().unwrap_or_default(),
        };
        i18n::text_with(lang, choice.label, &[("of", Arg::Text(&i18n::digits(lang, of)))])
    };
    Bilingual::new(text(Lang::Km), text(Lang::En))
}

fn is_paper(field: &Field) -> bool {
    field.name.contains("paper_")
}

fn label(field: &Field) -> Bilingual {
    let text = |lang| i18n::text(lang, field.label);
    Bilingual::new(text(Lang::Km), text(Lang::En))
}

/// A child's paper says whose it is.
fn said_of(field: &Field, label: Bilingual) -> Bilingual {
    match field.child {
        Some(child) => joined(&with_number("child-number-colon", &child.to_string()), &label),
        None => label,
    }
}
