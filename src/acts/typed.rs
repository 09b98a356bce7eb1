//! A form typed at the laptop, all on one page: what two windows typed is neither mixed nor dropped.

use jiff::Timestamp;

use super::file::FileError;
use crate::domain::ids::DraftId;
use crate::domain::intake::{Answers, Mistake};
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, drafts};

/// What a page of the form posts.
pub struct Page {
    /// Every answer as the page has it.
    pub words: Answers,
    /// When the form was last saved as the page knows it; none for a page that began with an empty form.
    pub shown: Option<Timestamp>,
    /// Code of the language it was typed in.
    pub lang: &'static str,
    /// Whether the family is to be filed as well.
    pub send: bool,
}

/// What became of it.
pub enum Typed {
    /// Saved, and not to be sent yet.
    Saved,
    /// The family has its number, from this page or from one that said the same.
    Filed,
    /// Saved, and not sent: this has to be put right first.
    Mistakes(Vec<Mistake>),
    /// Not saved: another window saved other answers since the page was made.
    Older,
    /// Not saved: another window sent the form, with other answers.
    Sent,
}

/// Saves what one page of the form says, and files the family if it is to be sent. A page that does not know what the
/// form says by now changes nothing, unless it says the same.
pub fn type_in(
    sp: &Savepoint<'_>,
    id: DraftId,
    page: &Page,
    by: By,
) -> Result<Option<Typed>, StoreError> {
    let Some(draft) = drafts::by_id(sp, id)? else { return Ok(None) };
    let same = draft.answers.differing(&page.words).is_empty();
    if draft.family.is_some() {
        return Ok(Some(if same { Typed::Filed } else { Typed::Sent }));
    }
    let knows = page.shown.map_or(draft.answers.is_empty(), |shown| shown == draft.saved_at);
    if !knows && !same {
        return Ok(Some(Typed::Older));
    }
    if !drafts::save(sp, id, &page.words, "", page.lang, by.at)? {
        return Err(StoreError::BadRow("a form that was sent while it was saved"));
    }
    if !page.send {
        return Ok(Some(Typed::Saved));
    }
    match super::file(sp, id, by) {
        Ok(_) => Ok(Some(Typed::Filed)),
        // A form with mistakes is still saved, so this is an answer and no failure.
        Err(FileError::Mistakes(mistakes)) => Ok(Some(Typed::Mistakes(mistakes))),
        Err(FileError::Unknown) => Ok(None),
        // Half a filing must not be kept.
        Err(FileError::Store(err)) => Err(err),
    }
}
