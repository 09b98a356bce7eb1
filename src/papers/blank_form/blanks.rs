//! Fields of the form as what is filled in by hand.

use super::{joined, with_number};
use crate::domain::intake::{Choice, Field, FieldKind};
use crate::i18n::{self, Arg, Lang};
use crate::papers::Bilingual;
use crate::papers::sheet::Blank;

/// Have it, don't have it, lost: "not asked" is nothing that a family ticks.
pub(super) const PAPER_TICKS: usize = 3;

/// What one field is on paper.
pub(super) fn blanks_of(field: &Field, of_parent: bool) -> Vec<Blank> {
    let label = label(field);
    let line = |share| vec![Blank::Line { label: label.clone(), share }];
    let boxes =
        |count| vec![Blank::Boxes { label: label.clone(), groups: vec![count], between: "" }];
    // The question beside it says the same.
    let bare = |count| {
        vec![Blank::Boxes { label: Bilingual::default(), groups: vec![count], between: "" }]
    };
    let ends = |end| field.name.ends_with(end);
    match &field.kind {
        FieldKind::Khmer | FieldKind::Latin => name(field),
        FieldKind::Phone => bare(10),
        FieldKind::Digits if field.name == "count" => bare(2),
        FieldKind::Digits if ends("_year") => boxes(4),
        FieldKind::Digits => boxes(2),
        FieldKind::Words if ends("_month") => boxes(2),
        FieldKind::Words if ends("_about") || ends("place_words") => {
            [vec![Blank::End], line(1.0)].concat()
        }
        FieldKind::Words if ends("_lunar") => line(0.47),
        // It follows the tick for somebody else.
        FieldKind::Words if ends("relation_words") => {
            vec![Blank::Line { label: Bilingual::default(), share: 0.3 }]
        }
        FieldKind::Words if ends("_district") => line(0.38),
        FieldKind::Words if ends("_commune") || ends("_province") => line(0.31),
        FieldKind::Words if ends("_birth_place") => [line(0.46), vec![Blank::End]].concat(),
        FieldKind::Words if ends("nationality_words") => line(0.27),
        // Mother and father in one row.
        FieldKind::Words if of_parent && ends("home_village") => line(0.35),
        FieldKind::Words if ends("home_village") => [line(0.33), vec![Blank::End]].concat(),
        FieldKind::Words if ends("_name") => vec![Blank::Name { label, share: 0.5 }],
        FieldKind::Words | FieldKind::Find => line(0.5),
        FieldKind::Tick if ends("_no_name") => vec![Blank::End, Blank::Tick(label)],
        FieldKind::Tick => vec![Blank::Tick(label), Blank::End],
        // Somebody else's relation is written, lest a page of boxes asks for it.
        FieldKind::Choice(_) if field.name.starts_with("collect_") => line(0.5),
        FieldKind::Choice(choices) | FieldKind::Select(choices) | FieldKind::Found(choices) => {
            let ticks = choices.iter().map(|choice| Blank::Tick(chosen(choice)));
            if is_paper(field) {
                let words = said_of(field, label);
                std::iter::once(Blank::Words { words, share: 0.58 })
                    .chain(ticks.take(PAPER_TICKS))
                    .chain([Blank::End])
                    .collect()
            } else if ends("place_kind") || of_parent && ends("nationality") {
                std::iter::once(Blank::End).chain(ticks).collect()
            } else {
                // A row of choices under a question that says the same needs no label of its own.
                ticks.collect()
            }
        }
    }
}

/// One part of a name: family and given name share a row that says in which letters.
fn name(field: &Field) -> Vec<Blank> {
    let is_family = field.name.ends_with("_family");
    let part = if is_family { "register-form-family-name" } else { "register-form-given-name" };
    let line = Blank::Name { label: Bilingual::of(part), share: 0.43 };
    if !is_family {
        return vec![line];
    }
    let letters = if matches!(field.kind, FieldKind::Khmer) {
        "register-form-khmer"
    } else {
        "register-form-latin"
    };
    let words = Bilingual::of(letters);
    vec![Blank::End, Blank::Words { words, share: 0.14 }, line]
}

/// An answer as it stands beside its box.
pub(super) fn chosen(choice: &Choice) -> Bilingual {
    let text = |lang| {
        let of = match (lang, &choice.of_latin) {
            (Lang::En, Some(latin)) => &**latin,
            _ => choice.of.as_deref().unwrap_or_default(),
        };
        i18n::text_with(lang, choice.label, &[("of", Arg::Text(&i18n::digits(lang, of)))])
    };
    Bilingual::new(text(Lang::Km), text(Lang::En))
}

pub(super) fn is_paper(field: &Field) -> bool {
    field.name.contains("paper_")
}

pub(super) fn label(field: &Field) -> Bilingual {
    let text = |lang| i18n::text(lang, field.label);
    Bilingual::new(text(Lang::Km), text(Lang::En))
}

/// A child's paper says whose it is, where children have numbers.
fn said_of(field: &Field, label: Bilingual) -> Bilingual {
    match field.child.filter(|child| *child == 1) {
        Some(child) => joined(&with_number("child-number-colon", &child.to_string()), &label),
        None => label,
    }
}
