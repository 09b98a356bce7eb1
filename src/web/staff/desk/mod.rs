//! The desk: the line on the left, one family on the right.

pub(crate) mod changes;
pub(crate) mod correct;
pub(crate) mod decide;
pub(crate) mod likely;
pub(crate) mod line;
mod lives;
pub(crate) mod pair;
pub(crate) mod papers;
mod read;
pub(crate) mod seat;
pub(crate) mod visit;

use super::super::error::WebError;
use crate::store::cases::CaseError;
use crate::store::tickets::MoveError;

impl From<MoveError> for WebError {
    fn from(err: MoveError) -> Self {
        match err {
            MoveError::Moved(_) | MoveError::Undecided(_) => Self::Stale,
            MoveError::Unknown => Self::NotFound,
            MoveError::Store(err) => Self::Store(err),
        }
    }
}

/// Text key of why a case did not take a step; failures of the store are no sentence of the desk's.
pub(crate) fn refusal(err: CaseError) -> Result<&'static str, WebError> {
    use crate::domain::case::Refused;
    Ok(match err {
        CaseError::Refused(Refused::Stale) => "desk-stale",
        CaseError::Refused(Refused::NameMissing) => "desk-name-missing",
        CaseError::Refused(Refused::PapersUnnamed) => "desk-papers-unnamed",
        CaseError::Refused(Refused::AlreadyCollected) => "desk-already-collected",
        CaseError::Refused(Refused::NotReady) => "desk-not-ready",
        CaseError::EntryTaken { .. } => "desk-entry-taken",
        CaseError::FiledAlso { .. } => "desk-filed-also",
        CaseError::StillBlank => "desk-still-blank",
        CaseError::NotSeated => "desk-not-seated",
        CaseError::NothingToUndo => "desk-nothing-to-undo",
        CaseError::Unknown => return Err(WebError::NotFound),
        CaseError::Store(err) => return Err(err.into()),
    })
}
