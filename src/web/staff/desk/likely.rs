//! Another filing that may be the same child, beside this one.

use super::super::super::marked::Marks;
use crate::domain::duplicate::{Finding, Question, Verdict};
use crate::store::alike::Alike;
use crate::store::pairs::Answered;
use crate::store::people::NameRow;
use crate::store::search::Found;

/// Another filing that may be the same child, side by side.
pub(crate) struct Likely {
    pub(crate) found: Found,
    /// The mothers of both, the other one's first.
    pub(crate) mother: NameRow,
    pub(crate) my_mother: NameRow,
    /// Where both families live, with the commune: many villages have one name.
    pub(crate) home: String,
    pub(crate) my_home: String,
    /// What was said of the two before a correction changed what speaks for or against them.
    pub(crate) before: Option<Answered>,
    pub(crate) alike: Alike,
}

impl Likely {
    /// Text key of what the officer is asked.
    pub(crate) fn question(&self) -> &'static str {
        match self.alike.question {
            Question::SameChild => "likeness-question-same-child",
            Question::Twins => "likeness-question-twins",
        }
    }

    /// Whether the desk stops here until somebody has looked.
    pub(crate) fn is_probable(&self) -> bool {
        self.alike.likeness.verdict == Verdict::Probable
    }

    /// What speaks for it and what against it, as text keys; the twins' question is asked above.
    pub(crate) fn reasons(&self, for_it: bool) -> Vec<&'static str> {
        let reasons = self.alike.likeness.reasons.iter();
        reasons
            .filter(|reason| reason.finding != Finding::Twins && (0.0 < reason.weight) == for_it)
            .map(|reason| reason.finding.text_key())
            .collect()
    }

    /// Both mothers in letters in which both are written; else each as she is, in Khmer first. With the language.
    pub(crate) fn mothers(&self) -> (Marks, &'static str) {
        let both = [&self.my_mother, &self.mother];
        let [khmer, latin] = [both.map(NameRow::khmer), both.map(NameRow::latin)];
        let lacks = |names: &[String; 2]| names.iter().any(String::is_empty);
        if lacks(&khmer) && !lacks(&latin) {
            let [mine, theirs] = latin;
            return (Marks::of(&mine, &theirs), "en");
        }
        let [mine, theirs] = both.map(written);
        (Marks::of(&mine, &theirs), "km")
    }
}

/// A name in Khmer or, without, in Latin letters.
fn written(name: &NameRow) -> String {
    let khmer = name.khmer();
    if khmer.is_empty() { name.latin() } else { khmer }
}
