//! What a page of the form is made of.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::domain::birth::Era;
use crate::domain::lunar::Possible;

/// One page of the form on a phone; one block of the helper's entry.
#[derive(Clone)]
pub struct Step {
    /// Stable name, kebab-case: `who`, `c2-birth`.
    pub id: String,
    /// The child it is about, counted from 1.
    pub child: Option<u8>,
    /// That child's name as typed, for a caption above the question.
    pub of: Option<String>,
    /// Text key of the question.
    pub title: &'static str,
    /// Text key of one line of help.
    pub hint: Option<&'static str>,
    /// What is asked, in order.
    pub fields: Vec<Field>,
    /// Where all pages stand on one: asked only while this holds. A page without script shows
    /// the step always; what is typed there without the choice still counts.
    pub when: Option<When>,
}

/// One box, row of choices or tick.
#[derive(Clone)]
pub struct Field {
    /// Name in [`super::Answers`] and in the page's markup.
    pub name: String,
    /// Text key of the label.
    pub label: &'static str,
    /// Text key of one line of help.
    pub hint: Option<&'static str>,
    /// Text key of the legend; neighbours with the same one (and child) stand in one fieldset.
    pub group: Option<&'static str>,
    /// What may be typed or chosen.
    pub kind: FieldKind,
    /// True if it may be left blank; a page writes "(optional)" where that helps.
    pub optional: bool,
    /// Shown only while another field has a value. A page without script shows it always.
    pub when: Option<When>,
    /// The child it is about, where a page asks about several.
    pub child: Option<u8>,
    /// That child's name as typed.
    pub of: Option<String>,
    /// What is preselected while nothing was answered.
    pub default: Option<String>,
    /// A year that was written here in the Buddhist Era and may be one of two.
    pub era: Option<Era>,
}

/// A condition on another field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Name of the other field.
    pub field: String,
    /// The values that open what depends on it.
    pub values: &'static [&'static str],
}

/// What may be typed or chosen in a field.
#[derive(Clone)]
pub enum FieldKind {
    /// A name part in Khmer letters.
    Khmer,
    /// A name part in Latin letters.
    Latin,
    /// A number in Khmer or ASCII digits.
    Digits,
    /// A telephone number.
    Phone,
    /// A few words.
    Words,
    /// One of these.
    Choice(Vec<Choice>),
    /// One of these, from a list that opens: short words of which there are many.
    Select(Vec<Choice>),
    /// Letters of a place; what they may mean stands in the [`FieldKind::Found`] after it.
    Find,
    /// One of these places, which were found.
    Found(Vec<Choice>),
    /// On or off.
    Tick,
}

/// One of several answers.
#[derive(Clone)]
pub struct Choice {
    /// What is posted.
    pub value: Cow<'static, str>,
    /// Text key of the label.
    pub label: &'static str,
    /// What belongs into the label as `{ $of }`: a name, or a number in ASCII digits.
    pub of: Option<Cow<'static, str>>,
    /// The same for readers of English, where there is a Latin spelling.
    pub of_latin: Option<Cow<'static, str>>,
    /// The days that stand in the label, and the day on which their age is counted.
    pub days: Option<(Possible, Date)>,
}

impl Step {
    pub(super) fn new(id: &str, title: &'static str, fields: Vec<Field>) -> Self {
        Self { id: id.to_owned(), child: None, of: None, title, hint: None, fields, when: None }
    }

    pub(super) fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    pub(super) fn when(self, field: impl Into<String>, values: &'static [&'static str]) -> Self {
        Self { when: Some(When { field: field.into(), values }), ..self }
    }
}

impl Field {
    pub(super) fn new(name: impl Into<String>, label: &'static str, kind: FieldKind) -> Self {
        Self {
            name: name.into(),
            label,
            hint: None,
            group: None,
            kind,
            optional: true,
            when: None,
            child: None,
            of: None,
            default: None,
            era: None,
        }
    }

    pub(super) fn choice(
        name: impl Into<String>,
        label: &'static str,
        choices: Vec<Choice>,
    ) -> Self {
        Self::new(name, label, FieldKind::Choice(choices))
    }

    pub(super) fn select(
        name: impl Into<String>,
        label: &'static str,
        choices: Vec<Choice>,
    ) -> Self {
        Self::new(name, label, FieldKind::Select(choices))
    }

    pub(super) fn words(name: impl Into<String>, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::Words)
    }

    pub(super) fn tick(name: impl Into<String>, label: &'static str) -> Self {
        Self::new(name, label, FieldKind::Tick)
    }

    pub(super) fn required(self) -> Self {
        Self { optional: false, ..self }
    }

    pub(super) fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    pub(super) fn group(self, group: &'static str) -> Self {
        Self { group: Some(group), ..self }
    }

    pub(super) fn when(self, field: impl Into<String>, values: &'static [&'static str]) -> Self {
        Self { when: Some(When { field: field.into(), values }), ..self }
    }
}

impl Choice {
    pub(super) fn new(value: impl Into<Cow<'static, str>>, label: &'static str) -> Self {
        Self { value: value.into(), label, of: None, of_latin: None, days: None }
    }

    /// Days that a Khmer date may mean.
    pub(super) fn day(possible: Possible, today: Date) -> Self {
        let choice = Self::new(possible.code(), "intake-choice-day");
        Self { days: Some((possible, today)), ..choice }
    }

    pub(super) fn of<T: Into<Cow<'static, str>>>(self, of: T, of_latin: Option<T>) -> Self {
        Self { of: Some(of.into()), of_latin: of_latin.map(Into::into), ..self }
    }
}
