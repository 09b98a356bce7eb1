//! What a field of a filed form is called, for whoever reads what was changed in it.

use super::answers::Answers;
use super::fields::{Field, Step};
use super::names::{FIND, SEEN, child_field};
use super::setting::FormSetting;
use super::steps::entry_steps;

/// Whether a name in [`Answers`] is an answer, and not a mark that a page was seen or letters by which a place was
/// looked for.
pub fn is_answer(name: &str) -> bool {
    !name.starts_with(SEEN) && !name.ends_with(FIND)
}

/// The question and the box with this name. A child that is no longer on the form is asked like the first one.
pub fn field(answers: &Answers, setting: &FormSetting, name: &str) -> Option<(Step, Field)> {
    let mut steps = entry_steps(answers, setting);
    let at_first = name
        .strip_prefix('c')
        .and_then(|rest| rest.split_once('_'))
        .filter(|(number, _)| number.parse::<u8>().is_ok())
        .map(|(_, rest)| child_field(1, rest));
    for name in std::iter::once(name).chain(at_first.as_deref()) {
        for step in &mut steps {
            if let Some(at) = step.fields.iter().position(|field| field.name == name) {
                let field = step.fields.swap_remove(at);
                return Some((step.clone(), field));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::families::{one_girl, setting};

    #[test]
    fn every_field_has_a_name_even_of_a_child_that_was_taken_off() {
        let (form, setting) = (one_girl(), setting());
        for (name, step, label) in [
            ("phone", "phone", "intake-label-phone"),
            ("c1_mother_khmer_given", "c1-mother-details", "intake-label-khmer-given"),
            ("c3_sex", "c1-sex", "intake-label-sex"),
        ] {
            let found = field(&form, &setting, name);
            let found = found.map(|(step, field)| (step.id, field.label));
            assert_eq!(found, Some((step.to_owned(), label)), "{name}");
        }
        assert!(field(&form, &setting, "no_such").is_none());
        assert!(is_answer("c1_sex") && !is_answer("seen_c1-sex"));
    }
}
