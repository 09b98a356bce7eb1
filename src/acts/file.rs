//! Files a family: the form becomes an application with a ticket.

use crate::domain::ids::{DraftId, FamilyId};
use crate::domain::intake::{self, Mistake};
use crate::seal::sealed;
use crate::store::families::{self, NewFamily};
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, drafts, events, forms, tickets};

/// Why a form was not filed.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Something on it has to be put right first; every mistake at once.
    #[error("the form has {} mistakes", .0.len())]
    Mistakes(Vec<Mistake>),
    /// There is no such form, or its event is closed.
    #[error("there is no such form")]
    Unknown,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Files the draft. Sent again, from another tab or by a second tap, it gives the first ticket.
pub fn file(sp: &Savepoint<'_>, draft: DraftId, by: By) -> Result<(FamilyId, u32), FileError> {
    let draft = drafts::by_id(sp, draft)?.ok_or(FileError::Unknown)?;
    if let Some(family) = draft.family {
        let ticket = tickets::of_family(sp, family)?.ok_or(FileError::Unknown)?;
        return Ok((family, ticket.number));
    }
    let event =
        events::current(sp)?.filter(|event| event.id == draft.event).ok_or(FileError::Unknown)?;
    let setting = super::form_setting(&event, by.at);
    let application = intake::parse(&draft.answers, &setting).map_err(FileError::Mistakes)?;
    // Sealed for every family, also when there is nothing to say, so that presence and length tell nothing.
    let note = sealed::seal_note(&events::focal_key(sp, event.id)?, &draft.id.0, b"")
        .map_err(|_| StoreError::BadRow("a note that cannot be sealed"))?;
    let form = forms::of_draft(sp, draft.id)?;
    let new = NewFamily {
        event: event.id,
        draft: draft.id,
        channel: &draft.channel,
        answers: &draft.answers,
        application: &application,
        note: &note,
        form: form.as_ref().map(|form| (form.number, form.came_after.unwrap_or(0))),
    };
    let filed = families::file(sp, &new, by)?;
    if let Some(form) = form {
        forms::typed(sp, event.id, form.number, filed.0, by.at)?;
    }
    Ok(filed)
}
