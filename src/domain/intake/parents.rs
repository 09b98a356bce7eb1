//! Mother and father of a child: the same questions in two roles.

use super::answers::Answers;
use super::names::{NAME_PARTS, child_field, child_step};
use super::setting::FormSetting;
use super::steps::relation;
use crate::domain::application::{Parent, Relation};

/// Which of the two parents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Mother,
    Father,
}

/// What the answer to "who is the child's mother?" says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing was answered.
    Blank,
    /// The informant.
    Informant,
    /// The same as of an earlier child, counted from 1.
    SameAs(u8),
    /// Someone else, named on the next page.
    Other,
    /// Has died; may be named on the next page.
    Dead,
    /// Lives away; may be named on the next page.
    Away,
    /// The family does not know.
    Unknown,
    /// Rather not said.
    NotStated,
    /// Nothing that the form offers.
    Nonsense,
}

impl Said {
    pub(super) fn of(answer: &str) -> Self {
        match answer {
            "" => Self::Blank,
            "informant" => Self::Informant,
            "other" => Self::Other,
            "dead" => Self::Dead,
            "away" => Self::Away,
            "unknown" => Self::Unknown,
            "not_stated" => Self::NotStated,
            _ => answer
                .strip_prefix("same_")
                .filter(|number| number.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|number| number.parse().ok())
                .map_or(Self::Nonsense, Self::SameAs),
        }
    }

    /// True if the answer leads to pages about a new person.
    pub(super) fn names_someone(self) -> bool {
        matches!(self, Self::Other | Self::Dead | Self::Away)
    }
}

/// The texts of one role.
pub(super) struct RoleTexts {
    pub(super) question: &'static str,
    pub(super) details: &'static str,
    pub(super) birth: &'static str,
    pub(super) asked_where: &'static str,
    pub(super) lives: &'static str,
    pub(super) lives_where: &'static str,
    pub(super) lives_label: &'static str,
    pub(super) label: &'static str,
    pub(super) nationality: &'static str,
    pub(super) me: &'static str,
    pub(super) same: &'static str,
    pub(super) same_numbered: &'static str,
    pub(super) named: &'static str,
    pub(super) other: &'static str,
    pub(super) dead: &'static str,
    pub(super) away: &'static str,
    pub(super) unknown: &'static str,
    pub(super) not_stated: &'static str,
}

const MOTHER: RoleTexts = RoleTexts {
    question: "intake-step-child-mother",
    details: "intake-step-mother-details",
    birth: "intake-step-mother-birth",
    asked_where: "intake-step-mother-where",
    lives: "intake-step-mother-home",
    lives_where: "intake-step-mother-home-where",
    lives_label: "intake-label-mother-lives",
    label: "intake-label-mother",
    nationality: "intake-read-mother-nationality",
    me: "intake-choice-mother-me",
    same: "intake-choice-mother-same",
    same_numbered: "intake-choice-mother-same-numbered",
    named: "intake-choice-mother-named",
    other: "intake-choice-mother-other",
    dead: "intake-choice-mother-dead",
    away: "intake-choice-mother-away",
    unknown: "intake-choice-mother-unknown",
    not_stated: "intake-choice-parent-not-stated",
};

const FATHER: RoleTexts = RoleTexts {
    question: "intake-step-child-father",
    details: "intake-step-father-details",
    birth: "intake-step-father-birth",
    asked_where: "intake-step-father-where",
    lives: "intake-step-father-home",
    lives_where: "intake-step-father-home-where",
    lives_label: "intake-label-father-lives",
    label: "intake-label-father",
    nationality: "intake-read-father-nationality",
    me: "intake-choice-father-me",
    same: "intake-choice-father-same",
    same_numbered: "intake-choice-father-same-numbered",
    named: "intake-choice-father-named",
    other: "intake-choice-father-other",
    dead: "intake-choice-father-dead",
    away: "intake-choice-father-away",
    unknown: "intake-choice-father-unknown",
    not_stated: "intake-choice-parent-not-stated",
};

impl Role {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Mother => "mother",
            Self::Father => "father",
        }
    }

    pub(super) fn texts(self) -> &'static RoleTexts {
        match self {
            Self::Mother => &MOTHER,
            Self::Father => &FATHER,
        }
    }

    /// The relation of an informant who is this parent.
    pub(super) fn relation(self) -> Relation {
        match self {
            Self::Mother => Relation::Mother,
            Self::Father => Relation::Father,
        }
    }

    /// The field that says who the parent of child `child` is.
    pub(super) fn field(self, child: u8) -> String {
        child_field(child, self.code())
    }

    /// What stands before the names of the fields about a parent named at this child.
    pub(super) fn prefix(self, child: u8) -> String {
        child_field(
            child,
            match self {
                Self::Mother => "mother_",
                Self::Father => "father_",
            },
        )
    }

    pub(super) fn details_step(self) -> &'static str {
        match self {
            Self::Mother => "mother-details",
            Self::Father => "father-details",
        }
    }

    pub(super) fn birth_step(self) -> &'static str {
        match self {
            Self::Mother => "mother-birth",
            Self::Father => "father-birth",
        }
    }

    /// Id of the step that asks which of the days of a Khmer date it was.
    pub(super) fn which_step(self) -> &'static str {
        match self {
            Self::Mother => "mother-which",
            Self::Father => "father-which",
        }
    }

    /// Id of the step that asks in which commune the parent was born.
    pub(super) fn where_step(self) -> &'static str {
        match self {
            Self::Mother => "mother-where",
            Self::Father => "father-where",
        }
    }

    /// Id of the step that asks where the parent lives.
    pub(super) fn lives_step(self) -> &'static str {
        match self {
            Self::Mother => "mother-home",
            Self::Father => "father-home",
        }
    }

    /// Id of the step that asks in which commune and village that is.
    pub(super) fn lives_where_step(self) -> &'static str {
        match self {
            Self::Mother => "mother-home-where",
            Self::Father => "father-home-where",
        }
    }

    /// The child's other parent.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Mother => Self::Father,
            Self::Father => Self::Mother,
        }
    }

    /// Id of the step that asks who the parent is.
    pub(super) fn step(self, child: u8) -> String {
        child_step(child, self.code())
    }
}

/// What was said of a child's mother or father. Where nothing was chosen but a name was typed,
/// it is that person; otherwise a blank answer means what [`when_blank`] says.
pub(super) fn said(role: Role, child: u8, answers: &Answers, setting: &FormSetting) -> Said {
    match Said::of(answers.get(&role.field(child))) {
        Said::Blank => {
            let prefix = role.prefix(child);
            let named = NAME_PARTS.iter().any(|part| !answers.is_blank(&format!("{prefix}{part}")));
            if named { Said::Other } else { when_blank(role, relation(answers, setting)) }
        }
        said => said,
    }
}

/// What a blank answer means: an informant who calls herself mother is the mother; who found a
/// child knows no parents; for everyone else it was simply not said.
fn when_blank(role: Role, relation: Option<Relation>) -> Said {
    match relation {
        Some(Relation::Finder) => Said::Unknown,
        Some(relation) if relation == role.relation() => Said::Informant,
        _ => Said::NotStated,
    }
}

/// What is preselected for a child: what was said of the child before, else what a blank answer
/// means. Nothing is preselected where that would put words into someone's mouth.
pub(super) fn inherited(
    role: Role,
    child: u8,
    answers: &Answers,
    setting: &FormSetting,
) -> Option<String> {
    let before = child.checked_sub(1).filter(|before| 1 <= *before);
    let said = before.map(|before| (before, answers.get(&role.field(before))));
    match said.map(|(before, answer)| (before, answer, Said::of(answer))) {
        Some((before, _, Said::Other | Said::Dead | Said::Away)) => Some(format!("same_{before}")),
        Some((_, answer, Said::Informant | Said::SameAs(_) | Said::Unknown | Said::NotStated)) => {
            Some(answer.to_owned())
        }
        None | Some((_, _, Said::Blank | Said::Nonsense)) => {
            match when_blank(role, relation(answers, setting)) {
                Said::Informant => Some("informant".to_owned()),
                Said::Unknown => Some(Parent::Unknown.code().to_owned()),
                _ => None,
            }
        }
    }
}
