//! What leaves an opened room, whoever asks for it, a page or a command: the whole room, or records for other programs.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::export::{self, ExportError, Exported, For, OSCAR, Sealing, Sorted};
use super::follow::Known;
use super::hand_over::{self, HandOverError, Leaving, Made};
use super::seal;
use crate::domain::ids::{ChildId, EventId, FamilyId, StaffId};
use crate::domain::safeguarding::Held;
use crate::domain::safeguarding::{About, What};
use crate::exchange::case::Case;
use crate::exchange::oscar::Referrer;
use crate::exchange::primero::profile::Profile;
use crate::seal::sealed::{FocalPublic, FocalSecret};
use crate::store::journal::By;
use crate::store::{Reading, Savepoint, StoreError, families, focal_keys, followed, people, staff};

/// Makes the file of the whole room: every note, and the families that one is about or that the rules found.
/// `others` open it by a key of their own. `whose`: who opened the room, none with the recovery sheet, which is nobody's.
/// Of somebody who may not know of some family it would not be the room without it, and with it they could read it
/// elsewhere: somebody else has to make it.
pub fn room(
    conn: &Reading,
    (event, secret): (EventId, &FocalSecret),
    others: &[FocalPublic],
    whose: Option<StaffId>,
    at: Timestamp,
) -> Result<Made, HandOverError> {
    let reach = followed::mark(conn, event)?;
    let mut known = Known::default();
    known.read(conn, event, secret)?;
    if whose.is_some_and(|reader| known.kept_from(reader).next().is_some()) {
        return Err(HandOverError::KeptOut);
    }
    let kept_out = &kept_out(conn, &known, event)?;
    let notes = seal::open_room(conn, event, secret, 0)?.notes;
    let (findings, found) = export::found(conn, event, &notes)?;
    let rule_set = &findings.rule_set;
    let (notes, found) = (&notes, &found);
    let leaving = Leaving { event, secret, notes, others, found, kept_out, rule_set, reach, at };
    hand_over::prepare(conn, &leaving)
}

/// Focals of an event who are kept out of some child's record.
pub fn kept_out(
    conn: &Reading,
    known: &Known,
    event: EventId,
) -> Result<BTreeSet<StaffId>, StoreError> {
    let focals = focal_keys::of_event(conn, event)?.into_iter().filter_map(|kept| kept.staff);
    Ok(focals.filter(|focal| known.kept_from(*focal).next().is_some()).collect())
}

/// Names of those who open the file of a room: everybody who opens the room and is kept out of nothing in it; and whether
/// the recovery sheet does. `reader`: who asks. One who is kept out makes no file, and is not told either that there is
/// anything they do not know.
pub fn openers(
    conn: &Reading,
    known: &Known,
    (event, reader): (EventId, StaffId),
) -> Result<(Vec<String>, bool), StoreError> {
    let mut without = kept_out(conn, known, event)?;
    if without.contains(&reader) {
        without.clear();
    }
    let keys = focal_keys::of_event(conn, event)?;
    let focals = keys.iter().filter_map(|kept| kept.staff).filter(|focal| !without.contains(focal));
    let names = focals.map(|focal| staff::name_of(conn, focal)).collect::<Result<_, _>>()?;
    Ok((names, keys.iter().any(|kept| kept.staff.is_none())))
}

/// Families of which whoever opened the room may know nothing. Nobody is kept out who opened it with the recovery sheet:
/// it is nobody's. Opens every box of the event.
pub fn kept_from(
    conn: &Reading,
    (event, secret): (EventId, &FocalSecret),
    whose: Option<StaffId>,
) -> Result<BTreeSet<FamilyId>, StoreError> {
    let Some(reader) = whose else { return Ok(BTreeSet::new()) };
    let mut known = Known::default();
    known.read(conn, event, secret)?;
    Ok(known.kept_from(reader).collect())
}

/// Children whose records a file of the whole room reaches: of every family that a note is about or that is listed.
pub fn children_in(
    conn: &Reading,
    known: &Known,
    reader: StaffId,
) -> Result<Vec<ChildId>, StoreError> {
    let noted = known.notes(reader).into_iter().map(|note| note.about.family);
    let all: BTreeSet<_> = noted.chain(known.standing(reader).map(|one| one.family)).collect();
    Ok(children_of(conn, &all)?.into_iter().collect())
}

/// Notes that these records were looked at since they leave in a file: it stands in each of them and on the page of who
/// looked. Of the whole room it is noted before the file is made, so that nothing comes after what the file reaches.
pub fn looked_at(
    sp: &Savepoint<'_>,
    event: EventId,
    children: &[ChildId],
    reason: &str,
    by: By,
) -> Result<(), StoreError> {
    for child in children {
        let Some(family) = people::family_of(sp, *child)? else { continue };
        let about = About { family, child: Some(*child) };
        seal::note(sp, event, about, What::Viewed { reason: reason.to_owned() }, by)?;
    }
    Ok(())
}

/// The program that a code stands for: a profile of Primero, or `OSCaR`. None for any other.
pub fn to_whom<'a>(code: &str, referrer: &'a Referrer) -> Option<For<'a>> {
    if code == OSCAR { Some(For::Oscar(referrer)) } else { Profile::by_id(code).map(For::Primero) }
}

/// Writes the records that may leave and seals them. `but`: families of which whoever asks may know nothing; they are
/// neither in the file nor among those that are kept back. Where no record may leave there is no file: it would only look
/// as if something had left. Takes a second and blocks.
pub fn records(
    conn: &Reading,
    (event, secret): (EventId, &FocalSecret),
    (to, sealing): (&For<'_>, &Sealing<'_>),
    but: &BTreeSet<FamilyId>,
    at: Timestamp,
) -> Result<(Sorted, Option<Exported>), ExportError> {
    let notes = seal::open_room(conn, event, secret, 0)?.notes;
    let (findings, _) = export::found(conn, event, &notes)?;
    let mut sorted = export::cases(conn, event, &notes, &findings, &to.needed())?;
    if to.is_only_agreed() {
        keep_unagreed(&mut sorted);
    }
    let hidden = children_of(conn, but)?;
    sorted.held.retain(|(child, _)| !hidden.contains(child));
    sorted.cases.retain(|case| !hidden.contains(&case.child));
    if sorted.cases.is_empty() {
        return Ok((sorted, None));
    }
    let made = export::prepare(conn, event, to, &sorted, sealing, at)?;
    Ok((sorted, Some(made)))
}

/// Keeps back what may be shared only because it is vital.
fn keep_unagreed(sorted: &mut Sorted) {
    let (leaves, stays) =
        std::mem::take(&mut sorted.cases).into_iter().partition(|case| case.ground.is_agreed());
    sorted.cases = leaves;
    let stays: Vec<Case> = stays;
    sorted.held.extend(stays.iter().map(|case| (case.child, Held::OnlyAgreed)));
}

fn children_of(conn: &Reading, but: &BTreeSet<FamilyId>) -> Result<BTreeSet<ChildId>, StoreError> {
    let mut children = BTreeSet::new();
    for family in but {
        let family = families::by_id(conn, *family)?;
        children.extend(family.iter().flat_map(|family| &family.children).map(|child| child.id));
    }
    Ok(children)
}
