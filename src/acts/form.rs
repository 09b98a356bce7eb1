//! Types a form in that was filled in on paper: its number is the ticket, its place is where it came.

use crate::domain::arrival;
use crate::domain::event::Event;
use crate::domain::ids::{DraftId, EventId};
use crate::i18n::Lang;
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, drafts, forms, journal, tickets};

use super::begin_draft;

/// Why a paper form is not typed in.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// Not a number that stands on a form.
    #[error("no form has this number")]
    NotPrinted,
    /// It was typed in already.
    #[error("the form was typed in already")]
    Typed,
    /// It was put aside as spoilt.
    #[error("the form was put aside as spoilt")]
    Spoilt,
    /// No phone has been given such a number yet.
    #[error("the highest ticket of a phone is {highest}")]
    AfterUnknown {
        /// The highest so far.
        highest: u32,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Begins to type form `number`, which was handed in after the phone's ticket `after`; none is after the last.
/// A form that somebody has begun is taken up where they left it, and without `after` at the place it had.
pub fn begin_form(
    sp: &Savepoint<'_>,
    event: &Event,
    number: u32,
    after: Option<u32>,
    lang: Lang,
    by: By,
) -> Result<DraftId, FormError> {
    if !arrival::is_form(number) {
        return Err(FormError::NotPrinted);
    }
    let highest = tickets::highest_of_phones(sp, event.id)?;
    if after.is_some_and(|after| highest < after || arrival::is_form(after)) {
        return Err(FormError::AfterUnknown { highest });
    }
    let form = match forms::by_number(sp, event.id, number)? {
        Some(form) => form,
        None if forms::adopt(sp, event.id, number, by)? => {
            forms::by_number(sp, event.id, number)?.ok_or(FormError::NotPrinted)?
        }
        None => return Err(FormError::NotPrinted),
    };
    if form.typed_at.is_some() {
        return Err(FormError::Typed);
    }
    if form.spoilt_at.is_some() {
        return Err(FormError::Spoilt);
    }
    let draft = match form.draft {
        Some(draft) => draft,
        None => begin_draft(sp, event, lang, "paper", by.at)?.id,
    };
    // Whoever goes on with a form does not say once more when it came.
    let after = after.or(form.came_after).unwrap_or(highest);
    forms::begin(sp, event.id, number, draft, after)?;
    Ok(draft)
}

/// What became of a form that somebody wanted to let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Released {
    /// It is as if nobody had begun it, now or before.
    Free,
    /// Something is typed already, so it stays.
    HasWords,
}

/// Lets go of a form whose number was typed by mistake, as long as nothing was typed in. The draft stays with whoever
/// has it open: words typed there are kept, only not under this number.
pub fn release_form(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    by: By,
) -> Result<Released, StoreError> {
    let Some(draft) = forms::by_number(sp, event, number)?.and_then(|form| form.draft) else {
        return Ok(Released::Free);
    };
    if drafts::by_id(sp, draft)?.is_some_and(|draft| draft.has_words()) {
        return Ok(Released::HasWords);
    }
    if forms::release(sp, event, number)? {
        journal::append(sp, by, "release_form", "form", &number.to_string())?;
    }
    Ok(Released::Free)
}
