//! What was corrected on a form, in the words of the form.

use crate::domain::intake::{self, Answers, FieldKind, FormSetting};
use crate::domain::place::narrow;
use crate::store::families::Revision;

use super::super::super::fields::choice_label;
use super::super::super::lang::Ui;

/// One corrected answer.
pub(crate) struct Change {
    /// Name of the form's field.
    pub(crate) field: String,
    /// What it is called: the child, the parent, the box.
    pub(crate) label: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) who: String,
    pub(crate) at: jiff::Timestamp,
}

/// The corrections of a family, the newest first.
pub(crate) fn changes(
    ui: &Ui,
    answers: &Answers,
    setting: &FormSetting,
    revisions: &[(Revision, String)],
) -> Vec<Change> {
    let answered = revisions.iter().filter(|(revision, _)| intake::is_answer(&revision.field));
    answered
        .map(|(revision, who)| {
            let [label, before, after] = in_words(
                ui,
                (answers, setting),
                &revision.field,
                [&revision.before, &revision.after],
            );
            Change {
                label,
                before,
                after,
                field: revision.field.clone(),
                who: who.clone(),
                at: revision.at,
            }
        })
        .collect()
}

/// What a field of the form is called, and two answers to it as a person reads them.
pub(crate) fn in_words(
    ui: &Ui,
    (answers, setting): (&Answers, &FormSetting),
    name: &str,
    [before, after]: [&str; 2],
) -> [String; 3] {
    let found = intake::field(answers, setting, name);
    let said = |value: &str| match found.as_ref().map(|(_, field)| &field.kind) {
        _ if value.is_empty() => "–".to_owned(),
        Some(FieldKind::Choice(choices) | FieldKind::Select(choices)) => choices
            .iter()
            .find(|choice| choice.value == value)
            .map_or(value.to_owned(), |choice| choice_label(ui.lang(), choice)),
        Some(FieldKind::Tick) => "✓".to_owned(),
        None if name.ends_with("_birth_chosen") => ui.birth(value),
        Some(FieldKind::Found(_)) => place(ui, value),
        _ => value.to_owned(),
    };
    let called = found.as_ref().map(|(step, field)| label(ui, name, step, field));
    [called.unwrap_or_else(|| name.to_owned()), said(before), said(after)]
}

/// A place of the list in words.
fn place(ui: &Ui, answer: &str) -> String {
    match narrow::listed(answer) {
        Some(place) if ui.is_khmer() => place.words_khmer(),
        Some(place) => place.words_english(),
        None if narrow::is_not_listed(answer) => ui.t("intake-choice-not-listed"),
        None => answer.to_owned(),
    }
}

/// "Child 2 · Mother · Name in Khmer · Given name".
fn label(ui: &Ui, name: &str, step: &intake::Step, field: &intake::Field) -> String {
    let mut parts = Vec::new();
    let child = name.strip_prefix('c').and_then(|rest| rest.split_once('_'));
    if let Some(number) = child.and_then(|(number, _)| number.parse::<u8>().ok()) {
        parts.push(ui.t1("child-number", "number", &ui.n(number)));
    }
    for (of, key) in [("-mother-", "intake-label-mother"), ("-father-", "intake-label-father")] {
        if step.id.contains(of) {
            parts.push(ui.t(key));
        }
    }
    parts.extend(field.group.map(|key| ui.t(key)));
    parts.push(ui.t(field.label));
    parts.join(" · ")
}
