//! What a family typed, as it was typed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Bound;

use super::fields::{FieldKind, Step};
use super::names::{SEEN, is_field, is_step};
use crate::domain::names::shows_nothing;
use crate::khmer;

/// The longest answer that is kept, in characters. Every box's own limit is far below, so a text
/// that had to be cut is still a mistake at its box.
pub const MAX_VALUE_CHARS: usize = 2000;

/// What a tick that is on is stored as.
const ON: &str = "yes";

/// The answers of one form by field name. Names that no form asks are dropped, and what is blank
/// is not kept, so its size is bounded whatever is posted.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// The answers among these pairs; of a name that stands twice the last one counts.
    pub fn from_pairs<N: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let mut answers = Self::default();
        for (name, value) in pairs {
            answers.set(name.as_ref(), value.as_ref());
        }
        answers
    }

    /// The names and values, for the store.
    pub fn into_map(self) -> BTreeMap<String, String> {
        self.0
    }

    /// What was typed into a field; empty if nothing.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Keeps what was typed into a field, as typed, up to [`MAX_VALUE_CHARS`].
    pub fn set(&mut self, name: &str, value: &str) {
        if !is_field(name) {
            return;
        }
        if value.is_empty() {
            self.0.remove(name);
            return;
        }
        // What turns the direction of writing, and what cannot be printed, nobody typed by hand; shown again on a
        // page it would let the words around it read as others.
        let can_be_shown = |letter: &char| {
            !khmer::turns_direction(*letter) && (!letter.is_control() || letter.is_whitespace())
        };
        let value: String = value.chars().filter(can_be_shown).take(MAX_VALUE_CHARS).collect();
        if value.is_empty() {
            self.0.remove(name);
            return;
        }
        self.0.insert(name.to_owned(), value);
    }

    /// True if a tick is on.
    pub fn is_on(&self, name: &str) -> bool {
        matches!(self.get(name), "yes" | "on" | "1" | "true")
    }

    /// True if nothing but white space was typed into a field.
    pub fn is_blank(&self, name: &str) -> bool {
        shows_nothing(&khmer::normalize(self.get(name)))
    }

    /// Names and values in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Those whose names begin so, in the order of the names.
    pub(super) fn beginning<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let from = (Bound::Included(prefix), Bound::Unbounded);
        let found =
            self.0.range::<str, _>(from).map(|(name, value)| (name.as_str(), value.as_str()));
        found.take_while(move |(name, _)| name.starts_with(prefix))
    }

    /// Names of the answers that `other` has otherwise, in the order of the names; which pages were seen is no answer.
    pub fn differing<'a>(&'a self, other: &'a Self) -> Vec<&'a str> {
        let names: BTreeSet<&str> = self.iter().chain(other.iter()).map(|(name, _)| name).collect();
        let differs = |name: &&str| super::is_answer(name) && self.get(name) != other.get(name);
        names.into_iter().filter(differs).collect()
    }

    /// How many fields hold something.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if no field holds anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes one page's answers and marks the page as answered. Only this step's fields are
    /// taken, whatever else was posted. A tick that was not posted is off, as browsers send it;
    /// any other field that was not posted keeps its answer.
    pub fn merge_step(&mut self, step: &Step, posted: &[(String, String)]) {
        for field in &step.fields {
            let value = posted.iter().rev().find(|(name, _)| *name == field.name);
            match (value, &field.kind) {
                (Some((_, value)), FieldKind::Tick) => {
                    let on = matches!(value.as_str(), "yes" | "on" | "1" | "true");
                    self.set(&field.name, if on { ON } else { "" });
                }
                (Some((_, value)), _) => self.set(&field.name, value),
                (None, FieldKind::Tick) => self.set(&field.name, ""),
                (None, _) => {}
            }
        }
        self.mark_seen(&step.id);
    }

    /// Remembers that a step was answered, even if everything in it was skipped.
    pub fn mark_seen(&mut self, step: &str) {
        if is_step(step) {
            self.0.insert(format!("{SEEN}{step}"), ON.to_owned());
        }
    }

    /// True if a step was answered.
    pub fn has_seen(&self, step: &str) -> bool {
        self.0.contains_key(&format!("{SEEN}{step}"))
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answers({} fields)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::families::setting;
    use crate::domain::intake::step;

    fn posted(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_name_that_nobody_asked_is_dropped() {
        let answers = Answers::from_pairs([("religion", "x"), ("relation", "mother")]);
        assert_eq!(answers.len(), 1);
        assert_eq!(answers.get("relation"), "mother");
        assert_eq!(answers.get("religion"), "");
    }

    #[test]
    fn what_turns_the_direction_of_writing_is_not_kept() {
        let mut answers = Answers::default();
        answers.set("khmer_given", "ដា\u{202E}រា\u{0}\u{200F}");
        assert_eq!(answers.get("khmer_given"), "ដារា");
        answers.set("khmer_given", "\u{2066}\u{2069}");
        assert_eq!(answers.len(), 0);
    }

    #[test]
    fn an_endless_answer_is_cut() {
        let mut answers = Answers::default();
        answers.set("home_village", &"ក".repeat(5000));
        assert_eq!(answers.get("home_village").chars().count(), MAX_VALUE_CHARS);
    }

    #[test]
    fn a_page_changes_its_own_fields_only() {
        let setting = setting();
        let mut answers =
            Answers::from_pairs([("relation", "mother"), ("c1_no_name", "yes"), ("phone", "012")]);
        let page = step(&answers, &setting, "c1-name").unwrap();
        answers.merge_step(
            &page,
            &posted(&[("c1_khmer_given", "ដារ៉ា"), ("relation", "father"), ("c1_sex", "male")]),
        );
        assert_eq!(answers.get("c1_khmer_given"), "ដារ៉ា");
        assert_eq!(answers.get("relation"), "mother");
        assert_eq!(answers.get("c1_sex"), "");
        assert_eq!(answers.get("phone"), "012");
        assert!(!answers.is_on("c1_no_name"), "a tick that is not posted is off");
        assert!(answers.has_seen("c1-name") && !answers.has_seen("c1-sex"));
    }

    #[test]
    fn a_box_that_was_emptied_is_empty() {
        let setting = setting();
        let mut answers = Answers::from_pairs([("phone", "012345678")]);
        let page = step(&answers, &setting, "phone").unwrap();
        answers.merge_step(&page, &posted(&[("phone", "")]));
        assert_eq!(answers.get("phone"), "");
    }

    #[test]
    fn what_two_windows_say_otherwise_is_named_and_pages_seen_are_no_answer() {
        let mut one = Answers::from_pairs([("khmer_given", "ស្រីមុំ"), ("home_village", "រំលេច")]);
        let other = Answers::from_pairs([("khmer_given", "ស្រីមុំ"), ("phone", "012 345 678")]);
        one.mark_seen("name");
        assert_eq!(one.differing(&other), ["home_village", "phone"]);
        assert_eq!(other.differing(&other), [""; 0]);
    }

    #[test]
    fn answers_are_never_printed_by_debug() {
        let answers = Answers::from_pairs([("khmer_given", "ដារ៉ា")]);
        assert_eq!(format!("{answers:?}"), "Answers(1 fields)");
    }
}
