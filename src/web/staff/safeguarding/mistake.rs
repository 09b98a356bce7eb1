//! What is taken back, and what is sent twice.

use std::sync::Arc;

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::{value, values};
use super::Inside;
use super::child::Opened;
use crate::domain::ids::{RowId, StaffId};
use crate::domain::safeguarding::{About, What, taken_back};

/// The sentence of a mistake that makes a child less urgent and has no reason yet.
pub(super) const NO_REASON: &str = "room-slip-take-back";

/// Whether a note can be called a mistake. A view stays what it was; what was closed is taken up again, what was taken
/// up again is closed, and what was refused is asked anew: each of them with words of its own.
pub(super) fn can_be_taken_back(what: &What) -> bool {
    !matches!(
        what,
        What::Viewed { .. }
            | What::WrongChild { .. }
            | What::Closed { .. }
            | What::Reopened { .. }
            | What::Consent { given: false, .. }
    )
}

/// Calls notes of this record a mistake: about the wrong child, or noted in haste.
pub(super) fn mistakes(
    pairs: &[(String, String)],
    opened: &Opened,
    about: About,
) -> Result<(About, Vec<What>), &'static str> {
    let reason = value(pairs, "mistake_reason").to_owned();
    let can = |id: &RowId| {
        opened.record.notes.iter().any(|note| note.id == *id && can_be_taken_back(&note.what))
    };
    let all: Vec<What> = values(pairs, "note")
        .iter()
        .filter_map(|id| RowId::parse(id).ok())
        .filter(can)
        .map(|note| What::WrongChild { note, reason: reason.clone() })
        .collect();
    // About the whole family, so that the mark is found wherever the note is.
    let about = About { child: None, ..about };
    if all.is_empty() { Err("room-slip-choose") } else { Ok((about, all)) }
}

/// Whether notes are called a mistake without a reason although a child of the family is less urgent without them: as
/// where a focal lowers a level.
pub(super) async fn lacks_a_reason(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    about: About,
    all: &[What],
) -> Result<bool, WebError> {
    let blank = |what: &What| matches!(what, What::WrongChild { reason, .. } if reason.is_empty());
    if !all.iter().any(blank) {
        return Ok(false);
    }
    let all = all.to_vec();
    inside.read(door, move |conn, known| Ok(known.would_ease(conn, about.family, &all)?)).await
}

/// The notes that a page made when it was sent before: everything in them is the same, by the same person, and nothing
/// of it was known to the page. Sent twice, it stands once.
pub(super) fn sent_before(
    opened: &Opened,
    pairs: &[(String, String)],
    about: About,
    all: &[What],
    me: StaffId,
) -> Option<Vec<RowId>> {
    let seen: usize = value(pairs, "seen").parse().ok()?;
    let mistaken = taken_back(&opened.record.notes);
    let same = |what: &What| {
        opened
            .record
            .since(seen)
            .find(|note| {
                let is_same = note.about == about && note.what == *what;
                is_same && note.by == Some(me) && !mistaken.contains(&note.id)
            })
            .map(|note| note.id)
    };
    all.iter().map(same).collect()
}
