//! Spellings that look wrong, asked about where they are typed. Nothing is refused: the same answer sent once more
//! passes, and real names break every rule.

use crate::domain::intake::{Answers, Field, FieldKind, Step};
use crate::khmer;
use crate::typeset::doubt::doubtful;

/// A text with the syllable in it that looks wrong.
pub(crate) struct Doubt {
    pub(crate) before: String,
    pub(crate) marked: String,
    pub(crate) after: String,
}

impl Doubt {
    /// The text as it is kept.
    pub(crate) fn whole(&self) -> String {
        format!("{}{}{}", self.before, self.marked, self.after)
    }
}

/// What looks wrong in a field as it is answered.
pub(crate) fn of(field: &Field, answers: &Answers) -> Option<Doubt> {
    if !matches!(field.kind, FieldKind::Khmer | FieldKind::Words) {
        return None;
    }
    let text = khmer::normalize(answers.get(&field.name));
    let range = doubtful(&text)?;
    let part = |part: Option<&str>| part.unwrap_or_default().to_owned();
    Some(Doubt {
        before: part(text.get(..range.start)),
        after: part(text.get(range.end..)),
        marked: part(text.get(range)),
    })
}

/// Whether something on these pages looks wrong that whoever sent them has not been asked about. A page says in
/// `doubted` what its reader has seen, as `field=text`.
pub(crate) fn are_open(steps: &[Step], answers: &Answers, posted: &[(String, String)]) -> bool {
    let fields = steps.iter().flat_map(|step| &step.fields);
    let mut doubts = fields.filter_map(|field| Some((field, of(field, answers)?)));
    doubts.any(|(field, doubt)| {
        let asked = format!("{}={}", field.name, doubt.whole());
        !posted.iter().any(|(name, value)| name == "doubted" && *value == asked)
    })
}
