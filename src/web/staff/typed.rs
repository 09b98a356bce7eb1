//! What was typed into the staff's forms, and what is wrong with it.

use std::collections::BTreeMap;

use super::super::lang::Ui;
use crate::khmer::digits;

/// One mistake: the field it stands at and its sentence.
pub(crate) struct Wrong {
    pub(crate) field: String,
    /// What stands before the sentence in the list on top, where the same may be wrong with several fields. At the field
    /// itself its label says so.
    whose: String,
    pub(crate) text: String,
}

impl Wrong {
    /// A mistake that its sentence alone tells from any other.
    pub(crate) fn at(field: impl Into<String>, text: String) -> Self {
        Self::of(field, String::new(), text)
    }

    /// A mistake that may be made at several fields, of which this is one.
    pub(crate) fn of(field: impl Into<String>, whose: String, text: String) -> Self {
        Self { field: field.into(), whose, text }
    }

    /// The mistake as the list on top says it.
    pub(crate) fn listed(&self, ui: &Ui) -> String {
        if self.whose.is_empty() {
            return self.text.clone();
        }
        ui.t2("said-of", "who", &self.whose, "what", &self.text)
    }
}

/// A day of which all three boxes were left empty.
const NOTHING_TYPED: &str = "0000-00-00";

/// What was typed, field by field.
pub(crate) struct Typed(pub(crate) BTreeMap<String, String>);

impl Typed {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// What was typed into a box, an emptied one too; without the box in the form, what stands there.
    pub(crate) fn or<'a>(&'a self, name: &str, stands: &'a str) -> &'a str {
        self.0.get(name).map_or(stands, String::as_str)
    }

    pub(crate) fn on(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    pub(crate) fn of(pairs: &[(String, String)]) -> Self {
        Self(pairs.iter().map(|(name, value)| (name.clone(), value.trim().to_owned())).collect())
    }

    /// The same with each of these days put together from its three boxes, where they were on the page.
    pub(crate) fn with_days(mut self, names: &[&str]) -> Self {
        for name in names {
            let part = |end: &str| digits::to_ascii(self.get(&format!("{name}_{end}")));
            let parts = [part("year"), part("month"), part("day")];
            if parts.iter().all(String::is_empty) && self.0.contains_key(*name) {
                continue;
            }
            let [year, month, day] = parts;
            self.0.insert((*name).to_owned(), format!("{year:0>4}-{month:0>2}-{day:0>2}"));
        }
        self
    }

    /// Whether anything was typed as this day.
    pub(crate) fn has_day(&self, name: &str) -> bool {
        !["", NOTHING_TYPED].contains(&self.get(name))
    }

    /// The day of the month as it was typed, or of the day that stands there.
    pub(crate) fn day_of(&self, name: &str) -> String {
        self.part_of(name, "day", 2)
    }

    /// The number of the month that was chosen, or of the day that stands there.
    pub(crate) fn month_of(&self, name: &str) -> String {
        self.part_of(name, "month", 1)
    }

    /// The year as it was typed, or of the day that stands there.
    pub(crate) fn year_of(&self, name: &str) -> String {
        self.part_of(name, "year", 0)
    }

    fn part_of(&self, name: &str, end: &str, place: usize) -> String {
        if let Some(typed) = self.0.get(&format!("{name}_{end}")) {
            return typed.clone();
        }
        let part = self.get(name).split('-').nth(place).unwrap_or_default();
        part.trim_start_matches('0').to_owned()
    }
}

/// What is wrong with one field; empty when all is well.
pub(crate) fn mistake_of<'a>(wrong: &'a [Wrong], field: &str) -> &'a str {
    wrong.iter().find(|wrong| wrong.field == field).map_or("", |wrong| wrong.text.as_str())
}
