//! How the steps of a form are asked for: on which page, and with how much of each.

use super::fields::{Field, Step};

/// How the form is filled in, which decides how places are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A page each; places level by level on pages of their own.
    Phone,
    /// All on one page; places found by a few letters.
    Desk,
    /// By hand, in words.
    Paper,
}

/// Which steps get their boxes: lists of days, months and places for some thirty steps are most of the work of a page that
/// shows one.
#[derive(Debug, Clone, Copy)]
pub(super) enum Boxes<'a> {
    OfAll,
    /// Only the step with this id.
    Of(&'a str),
    OfNone,
}

impl Boxes<'_> {
    /// Whether the step with this id gets its boxes.
    pub(super) fn hold(self, id: &str) -> bool {
        match self {
            Self::OfAll => true,
            Self::Of(one) => one == id,
            Self::OfNone => false,
        }
    }

    /// A step, with its boxes if it gets them.
    pub(super) fn step(
        self,
        id: &str,
        title: &'static str,
        fields: impl FnOnce() -> Vec<Field>,
    ) -> Step {
        Step::new(id, title, if self.hold(id) { fields() } else { Vec::new() })
    }
}

/// How the steps are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asks<'a> {
    pub(super) way: Way,
    pub(super) boxes: Boxes<'a>,
}
