//! Corrects a filed form. What stood there is kept.

use super::seal;
use crate::domain::ids::FamilyId;
use crate::domain::intake::{self, Answers, Mistake};
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, events, families};

/// Why a correction was not made.
#[derive(Debug, thiserror::Error)]
pub enum CorrectError {
    /// The corrected words have mistakes of their own.
    #[error("the correction has {} mistakes", .0.len())]
    Mistakes(Vec<Mistake>),
    /// Somebody else changed the form meanwhile.
    #[error("the form was changed meanwhile")]
    Stale,
    /// There is no such family.
    #[error("there is no such family")]
    Unknown,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Writes `after` over the answers of a family whose page knew `version`. Gives how many fields changed.
pub fn correct(
    sp: &Savepoint<'_>,
    family: FamilyId,
    version: i64,
    after: &Answers,
    by: By,
) -> Result<u32, CorrectError> {
    let known = families::by_id(sp, family)?.ok_or(CorrectError::Unknown)?;
    if known.version != version {
        return Err(CorrectError::Stale);
    }
    let event = events::by_id(sp, known.event)?.ok_or(CorrectError::Unknown)?;
    // "About 9 years old" counts from the day it was said.
    let setting = super::form_setting(&event, known.filed_at);
    let application = intake::parse(after, &setting).map_err(CorrectError::Mistakes)?;
    if after == &known.answers {
        return Ok(0);
    }
    let changed = families::correct(sp, family, &known.answers, after, &application, by)?;
    seal::cover_now_and_then(sp, event.id, by)?;
    Ok(changed)
}
