//! A name in the other script, or a year of the common era, as an offer on a page: a button that fills a box when
//! somebody taps it.
//!
//! Without a script a page does not know what is being typed, so one button asks for offers; each of them is a button
//! of its own. What is tapped has to be among what would be offered.

use crate::domain::intake::{Answers, Field, FieldKind, Step};
use crate::domain::offer;

/// The box that asks for the same part of the name in the other script.
fn other_box(field: &Field) -> Option<String> {
    match field.kind {
        FieldKind::Latin => Some(field.name.replace("latin_", "khmer_")),
        FieldKind::Khmer => Some(field.name.replace("khmer_", "latin_")),
        _ => None,
    }
    .filter(|other| *other != field.name)
}

/// Spellings for a box that is blank, from what stands in the box of the other script.
pub(crate) fn of(field: &Field, answers: &Answers) -> Vec<String> {
    if answers.is_blank(&field.name) { spellings(field, answers) } else { Vec::new() }
}

fn spellings(field: &Field, answers: &Answers) -> Vec<String> {
    if let Some(era) = &field.era {
        return era.readings.iter().map(ToString::to_string).collect();
    }
    let Some(other) = other_box(field) else { return Vec::new() };
    match field.kind {
        FieldKind::Latin => offer::latin(answers.get(&other)),
        _ => offer::khmer(answers.get(&other)),
    }
}

/// Whether a page was sent by one of these buttons. A spelling that was tapped, as `field=spelling`, is put among the
/// answers and among what was posted.
pub(crate) fn take(
    steps: &[Step],
    answers: &mut Answers,
    posted: &mut Vec<(String, String)>,
) -> bool {
    let Some(tapped) = posted.iter().find(|(name, _)| name == "offer").map(|(_, value)| value)
    else {
        return false;
    };
    let tapped = tapped.split_once('=').and_then(|(name, spelt)| {
        let field = steps.iter().flat_map(|step| &step.fields).find(|field| field.name == name)?;
        spellings(field, answers)
            .contains(&spelt.to_owned())
            .then(|| (name.to_owned(), spelt.to_owned()))
    });
    if let Some((name, spelt)) = tapped {
        answers.set(&name, &spelt);
        posted.push((name, spelt));
    }
    true
}
