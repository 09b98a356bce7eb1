//! Notes a talk with families, corrects it, takes it off and puts it back. A talk of a closed day stays as it is.

use super::day::DayError;
use crate::domain::ids::EventId;
use crate::store::journal::By;
use crate::store::talks::{self, Talk};
use crate::store::{Savepoint, days, journal};

/// Notes a talk.
pub fn note_talk(sp: &Savepoint<'_>, event: EventId, talk: &Talk, by: By) -> Result<i64, DayError> {
    let id = talks::note(sp, event, talk, by)?;
    journal::append(sp, by, "note_talk", &format!("talk {id}"), &talk.topic)?;
    Ok(id)
}

/// Corrects a talk.
pub fn correct_talk(
    sp: &Savepoint<'_>,
    event: EventId,
    talk: &Talk,
    by: By,
) -> Result<(), DayError> {
    let after = days::marks_so_far(sp, event)?.talk;
    if !talks::correct(sp, event, talk, after)? {
        return Err(DayError::Stale);
    }
    Ok(journal::append(sp, by, "correct_talk", &format!("talk {}", talk.id), &talk.topic)?)
}

/// Takes a talk off the list.
pub fn remove_talk(sp: &Savepoint<'_>, event: EventId, id: i64, by: By) -> Result<(), DayError> {
    set_removed(sp, event, id, true, "remove_talk", by)
}

/// Puts a talk back on the list.
pub fn put_talk_back(sp: &Savepoint<'_>, event: EventId, id: i64, by: By) -> Result<(), DayError> {
    set_removed(sp, event, id, false, "put_talk_back", by)
}

fn set_removed(
    sp: &Savepoint<'_>,
    event: EventId,
    id: i64,
    removed: bool,
    act: &str,
    by: By,
) -> Result<(), DayError> {
    let after = days::marks_so_far(sp, event)?.talk;
    if !talks::set_removed(sp, event, id, after, removed)? {
        return Err(DayError::Stale);
    }
    Ok(journal::append(sp, by, act, &format!("talk {id}"), "")?)
}
