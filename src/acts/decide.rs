//! An officer decides about a child whose family is there.

use crate::domain::case::{State, Step};
use crate::domain::ids::{ChildId, EventId};
use crate::domain::queue::Place;
use crate::store::cases::{self, CaseError};
use crate::store::journal::By;
use crate::store::{Savepoint, families, pairs, people, tickets};

/// The reason that needs nobody to be there: the child is decided about under its other number.
const FILED_TWICE: &str = "filed_twice";

/// Takes a step at the desk. `line` is the event whose families are called; of these a family has to sit at a desk or
/// to have sat there. A form that came on paper, and a family of an earlier event, are not called at all.
/// `others` are children who the officer says are other ones; that is remembered with the step.
pub fn decide_at_desk(
    sp: &Savepoint<'_>,
    child: ChildId,
    version: i64,
    step: &Step,
    others: &[ChildId],
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
    for other in others {
        pairs::answer_pair(sp, child, *other, "different", by)?;
    }
    cases::decide(sp, child, version, step, by)
}

/// Whether a family of the line that stands at `place` may be decided about. A form typed from paper may always: its
/// family was at a desk while the power was away.
pub fn may_decide(place: &Place, channel: &str) -> bool {
    matches!(place, Place::AtDesk { .. } | Place::Done) || channel == "paper"
}
