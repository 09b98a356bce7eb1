//! An officer decides about a child whose family is there.

use super::seal;
use crate::domain::blank::Blank;
use crate::domain::case::{State, Step};
use crate::domain::ids::{ChildId, EventId, FamilyId};
use crate::domain::queue::Place;
use crate::store::cases::{self, CaseError, Taken};
use crate::store::checklist::{self, Marked};
use crate::store::journal::By;
use crate::store::{Savepoint, StoreError, alike, events, families, pairs, people, tickets};

/// The reason that needs nobody to be there: the child is decided about under its other number.
const FILED_TWICE: &str = "filed_twice";

/// What an officer says beside the step.
#[derive(Default)]
pub struct Said {
    /// Children who are other ones, however alike.
    pub others: Vec<ChildId>,
    /// What stays blank though the book asks for it.
    pub blank: Vec<Blank>,
}

/// Takes a step at the desk. `line` is the event whose families are called; of these a family has to sit at a desk or
/// to have sat there. A form that came on paper, and a family of an earlier event, are not called at all.
/// What the officer was shown and says is remembered with the step.
pub fn decide_at_desk(
    sp: &Savepoint<'_>,
    child: ChildId,
    version: i64,
    step: &Step,
    said: &Said,
    line: Option<EventId>,
    by: By,
) -> Result<State, CaseError> {
    let row = people::child(sp, child)?.ok_or(CaseError::Unknown)?;
    let family = families::by_id(sp, row.family)?.ok_or(CaseError::Unknown)?;
    let ticket = tickets::of_family(sp, family.id)?.ok_or(CaseError::Unknown)?;
    let is_twice = matches!(step, Step::Close { reason } if reason == FILED_TWICE)
        && pairs::filed_also(sp, child)?.is_some();
    if line == Some(ticket.event) && !may_decide(&ticket.place, &family.channel) && !is_twice {
        return Err(CaseError::NotSeated);
    }
    let blanks = if is_entry(step) { row.blanks() } else { Vec::new() };
    // Whoever decides on an older state is told that first.
    if row.version == version && !row.name.is_empty() {
        let known = left_blank(&cases::steps_of(sp, child)?);
        if blanks.iter().any(|blank| !known.contains(blank) && !said.blank.contains(blank)) {
            return Err(CaseError::StillBlank);
        }
    }
    for other in &said.others {
        alike::answer(sp, child, *other, "different", by)?;
    }
    let state = cases::decide(sp, child, version, step, by)?;
    if !blanks.is_empty() {
        cases::leave_blank(sp, child, &blanks, by)?;
    }
    seal::cover_now_and_then(sp, ticket.event, by)?;
    Ok(state)
}

/// Whether a step writes the child into the book.
pub fn is_entry(step: &Step) -> bool {
    matches!(step, Step::Enter(_) | Step::EnterAndHandOver(..))
}

/// What was knowingly left blank with any of these steps; taking a step back does not unsay it.
pub fn left_blank(steps: &[Taken]) -> Vec<Blank> {
    let mut left: Vec<Blank> = steps.iter().flat_map(|step| step.left_blank.clone()).collect();
    left.sort_unstable();
    left.dedup();
    left
}

/// Notes which papers an officer has seen, as [`checklist::papers_seen`] says.
pub fn papers_seen(
    sp: &Savepoint<'_>,
    family: FamilyId,
    known: &[Marked],
    seen: &[Marked],
    by: By,
) -> Result<(), StoreError> {
    checklist::papers_seen(sp, family, known, seen, by)?;
    match events::of_family(sp, family)? {
        Some(event) => seal::cover_now_and_then(sp, event.id, by),
        None => Ok(()),
    }
}

/// Whether a family of the line that stands at `place` may be decided about. A form typed from paper may always: its
/// family was at a desk while the power was away.
pub fn may_decide(place: &Place, channel: &str) -> bool {
    matches!(place, Place::AtDesk { .. } | Place::Done) || channel == "paper"
}
