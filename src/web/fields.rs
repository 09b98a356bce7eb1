//! Fields of the form as a template shows them: the same for a phone's page, the helper's one page and a correction.

use crate::domain::intake::{self, Answers, Choice, Field, FieldKind, Mistake, Step, When};
use crate::i18n::{self, Arg, Lang, dates};

use super::doubts::{self, Spelling};
use super::lang::Ui;
use super::offers;

/// One question with its fields.
pub(crate) struct StepView {
    pub(crate) id: String,
    /// The child's name above the question, or empty.
    pub(crate) of: String,
    pub(crate) title: String,
    pub(crate) second: String,
    pub(crate) hint: String,
    /// Where all questions stand on one page: the field and its values that open this one, or empty.
    pub(crate) when: String,
    pub(crate) groups: Vec<Group>,
}

impl StepView {
    /// Whether it asks for a name in both scripts, of which one may be offered from the other.
    pub(crate) fn has_names(&self) -> bool {
        let mut fields = self.groups.iter().flat_map(|group| &group.fields);
        fields.any(|field| field.kind == "latin")
    }
}

/// Fields that belong together under one legend.
pub(crate) struct Group {
    pub(crate) legend: String,
    pub(crate) date: bool,
    /// Whether it stays closed until somebody opens it, or has said something in it.
    pub(crate) folded: bool,
    pub(crate) fields: Vec<FieldView>,
}

/// One field.
pub(crate) struct FieldView {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) second: String,
    /// What it is called below a legend that tells the letters already.
    pub(crate) short: String,
    pub(crate) hint: String,
    pub(crate) kind: &'static str,
    pub(crate) value: String,
    pub(crate) mistake: String,
    pub(crate) optional: bool,
    pub(crate) caption: String,
    pub(crate) when: String,
    pub(crate) choices: Vec<ChoiceView>,
    pub(crate) ticked: bool,
    /// Where the spelling looks wrong, for whoever typed it.
    pub(crate) doubt: Option<Spelling>,
    /// What to do instead of writing what is no name, in words; or empty.
    pub(crate) no_name: String,
    /// Whether it lacks the given name beside a family name.
    pub(crate) half: bool,
    /// The years that a year of the Buddhist Era may be, the one it is read as first.
    pub(crate) years: Vec<String>,
    /// What the page says by when it has shown a question about this field, or empty.
    pub(crate) asked: String,
    /// Spellings that may be tapped while the box is blank.
    pub(crate) offers: Vec<String>,
}

/// One choice.
pub(crate) struct ChoiceView {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) second: String,
    pub(crate) checked: bool,
}

/// One line of the summary on top.
pub(crate) struct MistakeView {
    pub(crate) field: String,
    pub(crate) step: String,
    pub(crate) text: String,
}

impl MistakeView {
    /// The mistake as the list on top says it: the sentence tells which field is meant.
    pub(crate) fn listed(&self, _: &Ui) -> String {
        self.text.clone()
    }
}

impl Group {
    /// Whether it is one of lists, which is opened by whoever knows them.
    pub(crate) fn is_lists(&self) -> bool {
        self.fields.first().is_some_and(FieldView::is_select)
    }

    /// Whether anything in it was said, or is wrong.
    pub(crate) fn is_said(&self) -> bool {
        self.fields.iter().any(|field| !field.value.is_empty() || !field.mistake.is_empty())
    }
}

impl FieldView {
    /// Whether it is a row of choices.
    pub(crate) fn is_choice(&self) -> bool {
        self.kind == "choice"
    }

    /// Whether there are more choices than a row shows well: on one page they are picked by typing their first letters.
    pub(crate) fn is_long_choice(&self) -> bool {
        // Days have sentences beside them, which no list that opens has room for.
        let has_sentences = self.name.ends_with("_chosen");
        self.is_select() || self.is_choice() && 6 < self.choices.len() && !has_sentences
    }

    /// Whether it is a list that opens.
    pub(crate) fn is_select(&self) -> bool {
        self.kind == "select"
    }

    /// The field that keeps what this box finds.
    pub(crate) fn finds(&self) -> String {
        self.name.strip_suffix("_find").map(|prefix| format!("{prefix}_code")).unwrap_or_default()
    }

    /// Whether it is a box to tick.
    pub(crate) fn is_tick(&self) -> bool {
        self.kind == "tick"
    }

    /// Whether something is said about what stands in it, so that it has to be told which box is meant.
    pub(crate) fn is_spoken_of(&self) -> bool {
        !self.mistake.is_empty() || self.doubt.is_some() || !self.no_name.is_empty()
    }

    /// Class for the width of the input.
    pub(crate) fn width(&self) -> &'static str {
        let end = self.name.rsplit('_').next().unwrap_or("");
        match (self.kind, end) {
            (_, "day") => "w2",
            (_, "month") => "w8",
            ("digits", _) => "w4",
            ("phone", _) => "w16",
            _ => "",
        }
    }

    /// Value of `inputmode`.
    pub(crate) fn mode(&self) -> &'static str {
        match (self.kind, self.name.rsplit('_').next().unwrap_or("")) {
            // A month may be written as a word.
            (_, "month") => "text",
            ("digits", _) => "numeric",
            ("phone", _) => "tel",
            _ => "text",
        }
    }
}

/// A step as the template shows it.
pub(crate) fn view(ui: &Ui, step: &Step, answers: &Answers, mistakes: &[Mistake]) -> StepView {
    let mut groups: Vec<Group> = Vec::new();
    let mut last = None;
    for field in &step.fields {
        let joins = field.group.is_some() && last == Some((field.group, field.child));
        if !joins {
            groups.push(Group {
                legend: field.group.map(|key| ui.t(key)).unwrap_or_default(),
                date: false,
                folded: field.group == Some(intake::GROUP_OTHER_PAPERS),
                fields: Vec::new(),
            });
        }
        last = Some((field.group, field.child));
        if let Some(group) = groups.last_mut() {
            group.date |= field.name.ends_with("birth_day");
            group.fields.push(field_view(ui, field, answers, mistakes));
        }
    }
    StepView {
        id: step.id.clone(),
        of: step.of.clone().unwrap_or_default(),
        title: ui.t(step.title),
        second: ui.o(step.title),
        hint: step.hint.map(|key| ui.t(key)).unwrap_or_default(),
        when: step.when.as_ref().map(in_markup).unwrap_or_default(),
        groups,
    }
}

/// A condition as the page's script reads it.
fn in_markup(when: &When) -> String {
    format!("{}={}", when.field, when.values.join(","))
}

fn field_view(ui: &Ui, field: &Field, answers: &Answers, mistakes: &[Mistake]) -> FieldView {
    let typed = answers.get(&field.name);
    let value =
        if typed.is_empty() { field.default.clone().unwrap_or_default() } else { typed.to_owned() };
    let (kind, choices) = match &field.kind {
        FieldKind::Khmer => ("khmer", &[][..]),
        FieldKind::Latin => ("latin", &[][..]),
        FieldKind::Digits => ("digits", &[][..]),
        FieldKind::Phone => ("phone", &[][..]),
        FieldKind::Words => ("words", &[][..]),
        FieldKind::Choice(choices) => ("choice", choices.as_slice()),
        FieldKind::Select(choices) => ("select", choices.as_slice()),
        FieldKind::Find => ("find", &[][..]),
        FieldKind::Found(choices) => ("found", choices.as_slice()),
        FieldKind::Tick => ("tick", &[][..]),
    };
    let short = match (&field.kind, field.name.rsplit('_').next()) {
        (FieldKind::Khmer | FieldKind::Latin, Some("family")) => "name-family",
        (FieldKind::Khmer | FieldKind::Latin, Some("given")) => "name-given",
        _ => field.label,
    };
    FieldView {
        label: ui.t(field.label),
        short: ui.t(short),
        second: ui.o(field.label),
        hint: field.hint.map(|key| ui.t(key)).unwrap_or_default(),
        kind,
        mistake: mistakes
            .iter()
            .find(|m| m.field == field.name)
            .map(|m| sentence(ui, m))
            .unwrap_or_default(),
        optional: field.optional,
        caption: match (&field.of, field.child) {
            (Some(name), _) => name.clone(),
            (None, Some(child)) => ui.t1("child-number", "number", &ui.n(child)),
            (None, None) => String::new(),
        },
        when: field.when.as_ref().map(in_markup).unwrap_or_default(),
        choices: choices.iter().map(|choice| choice_view(ui, choice, &value)).collect(),
        ticked: answers.is_on(&field.name),
        doubt: doubts::of(field, answers),
        no_name: doubts::no_name(field, answers).map(|key| ui.t(key)).unwrap_or_default(),
        half: doubts::is_half(field, answers),
        years: field.era.iter().flat_map(|era| &era.readings).map(ToString::to_string).collect(),
        asked: doubts::question(field, answers).unwrap_or_default(),
        offers: offers::of(field, answers),
        name: field.name.clone(),
        value,
    }
}

/// One choice in both languages; `chosen` is the answer so far.
pub(crate) fn choice_view(ui: &Ui, choice: &Choice, chosen: &str) -> ChoiceView {
    ChoiceView {
        label: choice_label(ui.lang(), choice),
        second: choice_label(ui.lang().other(), choice),
        checked: choice.value == chosen,
        value: choice.value.to_string(),
    }
}

pub(crate) fn choice_label(lang: Lang, choice: &Choice) -> String {
    if let Some((days, today)) = &choice.days {
        return dates::possible(lang, days, *today);
    }
    let of = match (lang, &choice.of_latin, &choice.of) {
        (Lang::En, Some(latin), _) => latin,
        (_, _, Some(of)) => of,
        (_, _, None) => return i18n::text(lang, choice.label),
    };
    i18n::text_with(lang, choice.label, &[("of", Arg::Text(&i18n::digits(lang, of)))])
}

/// A mistake in words.
pub(crate) fn sentence(ui: &Ui, mistake: &Mistake) -> String {
    match &mistake.of {
        Some(of) => ui.t1(mistake.text, "of", &ui.n(of)),
        None => ui.t(mistake.text),
    }
}

/// The summary of all mistakes, with the child's number where there are several children.
pub(crate) fn summary(ui: &Ui, mistakes: &[Mistake]) -> Vec<MistakeView> {
    mistakes
        .iter()
        .map(|mistake| {
            let text = sentence(ui, mistake);
            let text = match mistake.child {
                Some(child) => {
                    format!("{} {text}", ui.t1("child-number-colon", "number", &ui.n(child)))
                }
                None => text,
            };
            MistakeView { field: mistake.field.clone(), step: mistake.step.clone(), text }
        })
        .collect()
}
