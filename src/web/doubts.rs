//! Spellings that look wrong, asked about where they are typed. Nothing is refused: the same answer sent once more
//! passes, and real names break every rule.

use super::marked::{Marked, Marks};
use crate::domain::intake::{Answers, Field, FieldKind, Step};
use crate::khmer;
use crate::typeset::doubt::doubtful;

/// What there is to see in how a text is spelt.
pub(crate) struct Spelling {
    /// The text as it is kept, with the syllable marked that looks wrong, if one does.
    pub(crate) kept: Marked,
    /// The text as it was typed, where the kit keeps another spelling of it, with what differs marked.
    pub(crate) typed: Option<Marked>,
}

impl Spelling {
    /// How `typed` is spelt; nothing for a text that is kept as it was typed and in which nothing looks wrong.
    pub(crate) fn of(typed: &str) -> Option<Self> {
        let kept = khmer::normalize(typed);
        let doubted = doubtful(&kept);
        let was = (seen(typed) != kept).then(|| Marks::of(typed, &kept).mine);
        if doubted.is_none() && was.is_none() {
            return None;
        }
        Some(Self { kept: Marked::at(&kept, doubted.unwrap_or(0..0)), typed: was })
    }

    /// Whether a syllable looks wrong.
    pub(crate) fn is_doubted(&self) -> bool {
        !self.kept.marked.is_empty()
    }
}

/// A text without what nobody sees: that the kit drops these is nothing to look at.
fn seen(typed: &str) -> String {
    let shown: String =
        typed.chars().filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}')).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What looks wrong in a field as it is answered.
pub(crate) fn of(field: &Field, answers: &Answers) -> Option<Spelling> {
    if !matches!(field.kind, FieldKind::Khmer | FieldKind::Words) {
        return None;
    }
    Spelling::of(answers.get(&field.name)).filter(Spelling::is_doubted)
}

/// Whether something on these pages looks wrong that whoever sent them has not been asked about. A page says in
/// `doubted` what its reader has seen, as `field=text`.
pub(crate) fn are_open(steps: &[Step], answers: &Answers, posted: &[(String, String)]) -> bool {
    let fields = steps.iter().flat_map(|step| &step.fields);
    let mut doubts = fields.filter_map(|field| Some((field, of(field, answers)?)));
    doubts.any(|(field, doubt)| {
        let asked = format!("{}={}", field.name, doubt.kept.whole());
        !posted.iter().any(|(name, value)| name == "doubted" && *value == asked)
    })
}

#[cfg(test)]
mod tests {
    use super::Spelling;

    #[test]
    fn what_is_kept_as_typed_is_nothing_to_see() {
        for text in ["សុខ ដារា", " សុខ  ដារា ", "សុខ\u{200B}ដារា", "SOK DARA", ""]
        {
            assert!(Spelling::of(text).is_none(), "{text}");
        }
    }

    #[test]
    fn another_order_is_told_with_what_was_typed() {
        let spelling = Spelling::of("\u{179F}\u{17BB}\u{17B8}\u{1798}").unwrap();
        assert!(!spelling.is_doubted());
        assert_eq!(spelling.kept.whole(), "ស៊ីម");
        assert_eq!(spelling.typed.unwrap().marked, "\u{179F}\u{17BB}\u{17B8}");
    }

    #[test]
    fn a_doubted_syllable_is_marked_in_what_is_kept() {
        let spelling = Spelling::of("\u{17B6}សុខ").unwrap();
        assert_eq!(spelling.kept.marked, "\u{17B6}");
        assert!(spelling.typed.is_none());
    }
}
