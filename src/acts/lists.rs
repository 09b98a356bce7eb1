//! Collection lists: printed for a village, carried there, taken back.

use jiff::Timestamp;

use crate::domain::case::{Certificate, HandOver, State, Step};
use crate::domain::collection::{Proof, Standing, Thumb};
use crate::domain::ids::{ChildId, EventId, RowId};
use crate::store::cases::{self, CaseError};
use crate::store::journal::{self, By};
use crate::store::{Savepoint, StoreError, lists, people};

/// Who took one certificate of a list.
pub struct TakenFromList {
    /// The child.
    pub child: ChildId,
    /// Which paper.
    pub paper: Certificate,
    /// Who took it.
    pub taker: String,
    /// Code of their relation to the child.
    pub relation: String,
}

/// Makes a list for each of these villages in which a certificate lies ready; all of them where `keys` is none.
/// `together`: one list for all of them, where families wrote one village in several ways.
pub fn make_lists(
    sp: &Savepoint<'_>,
    event: EventId,
    keys: Option<&[String]>,
    together: bool,
    by: By,
) -> Result<Vec<RowId>, StoreError> {
    let chosen: Vec<lists::Village> = lists::villages(sp, event)?
        .into_iter()
        .filter(|village| !village.ready.is_empty())
        .filter(|village| keys.is_none_or(|keys| keys.contains(&village.key)))
        .collect();
    if together && 1 < chosen.len() {
        let names: Vec<&str> = chosen.iter().map(|village| village.name.as_str()).collect();
        let children: Vec<ChildId> =
            chosen.iter().flat_map(|village| village.ready.iter().copied()).collect();
        return Ok(vec![lists::make(sp, event, &names.join(", "), &children, by)?]);
    }
    chosen.iter().map(|village| lists::make(sp, event, &village.name, &village.ready, by)).collect()
}

/// Takes a list back: what was collected from it, in one go. A certificate that was handed over already stays as it
/// is. Gives how many were noted.
pub fn take_list_back(
    sp: &Savepoint<'_>,
    list: RowId,
    taken: &[TakenFromList],
    by: By,
) -> Result<u32, CaseError> {
    let known = lists::by_id(sp, list)?.ok_or(CaseError::Unknown)?;
    let on_it = lists::children_on(sp, list)?;
    let mut noted = 0;
    for one in taken.iter().filter(|one| on_it.contains(&one.child)) {
        let child = people::child(sp, one.child)?.ok_or(CaseError::Unknown)?;
        if !matches!(child.state, State::CertificateReady { .. }) {
            continue;
        }
        let hand_over = HandOver {
            paper: one.paper,
            taker: one.taker.clone(),
            relation: one.relation.clone(),
            vouched: String::new(),
            receipt: String::new(),
            proof: Proof {
                // What was shown in the village only the chief saw.
                shown: None,
                facts: Vec::new(),
                standing: Some(Standing::VillageChief),
                thumb: Some(Thumb::List),
                list: Some(known.number),
            },
        };
        cases::decide(sp, one.child, child.version, &Step::HandOver(hand_over), by)?;
        noted += 1;
    }
    if noted != 0 {
        let detail = format!("list {}, {noted} certificates", known.number);
        journal::append(sp, by, "list_taken_back", &list.to_string(), &detail)?;
    }
    Ok(noted)
}

/// Takes back what was noted from a list at one moment; gives how many. Whatever happened to a child since stays.
pub fn undo_list(sp: &Savepoint<'_>, list: RowId, at: Timestamp, by: By) -> Result<u32, CaseError> {
    let known = lists::by_id(sp, list)?.ok_or(CaseError::Unknown)?;
    let mut undone = 0;
    for row in lists::rows(sp, list)? {
        let from_this = row
            .collection
            .is_some_and(|taken| taken.at == at && taken.proof.list == Some(known.number));
        // Something was done with the case since: that comes first, on the child's own page.
        let newest = cases::steps_of(sp, row.found.child.id)?.into_iter().find(|step| !step.undone);
        if from_this && newest.is_some_and(|step| step.step == "hand_over") {
            cases::undo(sp, row.found.child.id, row.found.child.version, by)?;
            undone += 1;
        }
    }
    if undone != 0 {
        let detail = format!("list {}, {undone} certificates", known.number);
        journal::append(sp, by, "list_undone", &list.to_string(), &detail)?;
    }
    Ok(undone)
}
