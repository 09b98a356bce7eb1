//! Spellings that look wrong, asked about where they are typed. Nothing is refused: the same answer sent once more
//! passes, and real names break every rule.

use super::marked::{Marked, Marks};
use crate::domain::intake::{Answers, Field, FieldKind, Step};
use crate::domain::no_name::is_no_name;
use crate::khmer;
use crate::typeset::doubt::doubtful;

/// What there is to see in how a text is spelt.
pub(crate) struct Spelling {
    /// The text as it is kept, with the syllable marked that looks wrong, if one does.
    pub(crate) kept: Marked,
    /// The text as it was typed, where the kit keeps another spelling of it, with what differs marked.
    pub(crate) typed: Option<Marked>,
    /// The letter that the marked ones look like, where that is what is asked about.
    pub(crate) looks_like: Option<&'static str>,
}

impl Spelling {
    /// How `typed` is spelt; nothing for a text that is kept as it was typed and in which nothing looks wrong.
    pub(crate) fn of(typed: &str) -> Option<Self> {
        let kept = khmer::normalize(typed);
        let alike = khmer::look_alike(&kept);
        let (doubted, looks_like) = match (doubtful(&kept), alike) {
            (None, Some((place, letter))) => (Some(place), Some(letter)),
            (doubted, _) => (doubted, None),
        };
        let was = (seen(typed) != kept).then(|| Marks::of(typed, &kept).mine);
        if doubted.is_none() && was.is_none() {
            return None;
        }
        Some(Self { kept: Marked::at(&kept, doubted.unwrap_or(0..0)), typed: was, looks_like })
    }

    /// Whether a syllable looks wrong.
    pub(crate) fn is_doubted(&self) -> bool {
        self.kept.is_marked()
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

/// Whether only the family name stands in the letters of this box, and the given name only in the others: half of an
/// offer was taken.
pub(crate) fn is_half(field: &Field, answers: &Answers) -> bool {
    let Some(prefix) = field.name.strip_suffix("given").filter(|_| answers.is_blank(&field.name))
    else {
        return false;
    };
    let others = match field.kind {
        FieldKind::Khmer => field.name.replace("khmer_", "latin_"),
        FieldKind::Latin => field.name.replace("latin_", "khmer_"),
        _ => return false,
    };
    !answers.is_blank(&format!("{prefix}family")) && !answers.is_blank(&others)
}

/// Why the words of a box for a name are asked about that are no name: a text key that says what to do instead.
pub(crate) fn no_name(field: &Field, answers: &Answers) -> Option<&'static str> {
    let is_name = matches!(field.kind, FieldKind::Khmer | FieldKind::Latin);
    if !is_name || !is_no_name(answers.get(&field.name)) {
        return None;
    }
    let of_child =
        field.name.strip_prefix('c').is_some_and(|rest| rest.starts_with(char::is_numeric));
    let of_parent = ["_mother_", "_father_"].iter().any(|role| field.name.contains(role));
    Some(match (of_child, of_parent) {
        (true, false) => "doubt-no-name-child",
        (true, true) => "doubt-no-name-parent",
        (false, _) => "doubt-no-name",
    })
}

/// What a page that has shown a question about this field says so by: `field=text`. Nothing where there is no question.
pub(crate) fn question(field: &Field, answers: &Answers) -> Option<String> {
    let text = if let Some(doubt) = of(field, answers) {
        doubt.kept.whole()
    } else if no_name(field, answers).is_some() {
        answers.get(&field.name).to_owned()
    } else if is_half(field, answers) {
        String::new()
    } else {
        field.era.as_ref()?.said.to_string()
    };
    Some(format!("{}={text}", field.name))
}

/// Whether something on these pages looks wrong, or may mean two things, that whoever sent them has not been asked
/// about. A page says in `doubted` what its reader has seen.
pub(crate) fn are_open(steps: &[Step], answers: &Answers, posted: &[(String, String)]) -> bool {
    let fields = steps.iter().flat_map(|step| &step.fields);
    let mut questions = fields.filter_map(|field| question(field, answers));
    questions.any(|asked| !posted.iter().any(|(name, value)| name == "doubted" && *value == asked))
}

/// Whether a correction of these fields may have raised a question about this one.
pub(crate) fn concerns(field: &str, changed: &[&str]) -> bool {
    let beside = |end: &str, others: &[&str]| {
        let prefix = field.strip_suffix(end);
        prefix.is_some_and(|prefix| {
            others.iter().any(|other| changed.contains(&format!("{prefix}{other}").as_str()))
        })
    };
    changed.contains(&field)
        || beside("given", &["family"])
        || beside("birth_year", &["birth_month", "birth_day"])
}

#[cfg(test)]
mod tests {
    use super::{Marked, Spelling};

    fn marked(text: &Marked) -> String {
        text.pieces.iter().filter(|piece| piece.marked).map(|piece| piece.text.as_str()).collect()
    }

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
        assert_eq!(marked(&spelling.typed.unwrap()), "\u{179F}\u{17BB}\u{17B8}");
    }

    #[test]
    fn letters_that_look_like_another_one_are_marked() {
        let spelling = Spelling::of("ហេង ទ្បុង").unwrap();
        assert_eq!((marked(&spelling.kept).as_str(), spelling.looks_like), ("ទ្ប", Some("ឡ")));
    }

    #[test]
    fn a_doubted_syllable_is_marked_in_what_is_kept() {
        let spelling = Spelling::of("\u{17B6}សុខ").unwrap();
        assert_eq!(marked(&spelling.kept), "\u{17B6}");
        assert!(spelling.typed.is_none());
    }
}
