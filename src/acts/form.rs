//! Types a form in that was filled in on paper: its number is the ticket, its place is where it came.

use crate::domain::arrival;
use crate::domain::event::Event;
use crate::domain::ids::DraftId;
use crate::i18n::Lang;
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, forms, tickets};

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
/// A form that somebody has begun is taken up where they left it.
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
    let after = after.unwrap_or(highest);
    if highest < after || arrival::is_form(after) {
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
    forms::begin(sp, event.id, number, draft, after)?;
    Ok(draft)
}
