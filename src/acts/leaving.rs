//! What leaves an opened room, whoever asks for it, a page or a command: the whole room, or records for other programs.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::export::{self, ExportError, Exported, For, OSCAR, Sealing, Sorted};
use super::hand_over::{self, HandOverError, Leaving, Made};
use super::seal;
use crate::domain::ids::{ChildId, EventId, FamilyId};
use crate::exchange::oscar::Referrer;
use crate::exchange::primero::profile::Profile;
use crate::seal::sealed::{FocalPublic, FocalSecret};
use crate::seal::token::hyphenated;
use crate::store::{Reading, StoreError, families};

/// Makes the file of the whole room: every note, and the families that one is about or that the rules found.
/// `others` open it by a key of their own.
pub fn room(
    conn: &Reading,
    (event, secret): (EventId, &FocalSecret),
    others: &[FocalPublic],
    at: Timestamp,
) -> Result<Made, HandOverError> {
    let notes = seal::open_room(conn, event, secret, 0)?.notes;
    let (findings, found) = export::found(conn, event, &notes)?;
    let rule_set = &findings.rule_set;
    hand_over::prepare(conn, &Leaving { event, secret, others, found: &found, rule_set, at })
}

/// The program that a code stands for: a profile of Primero, or `OSCaR`. None for any other.
pub fn to_whom<'a>(code: &str, referrer: &'a Referrer) -> Option<For<'a>> {
    if code == OSCAR { Some(For::Oscar(referrer)) } else { Profile::by_id(code).map(For::Primero) }
}

/// Writes the records that may leave and seals them. `but`: families of which whoever asks may know nothing; they are
/// neither in the file nor among those that are kept back. Takes a second and blocks.
pub fn records(
    conn: &Reading,
    (event, secret): (EventId, &FocalSecret),
    (to, sealing): (&For<'_>, &Sealing<'_>),
    but: &BTreeSet<FamilyId>,
    at: Timestamp,
) -> Result<(Sorted, Exported), ExportError> {
    let notes = seal::open_room(conn, event, secret, 0)?.notes;
    let (findings, _) = export::found(conn, event, &notes)?;
    let mut sorted = export::cases(conn, event, secret, &findings, &to.needed())?;
    let hidden = children_of(conn, but)?;
    sorted.held.retain(|(child, _)| !hidden.contains(child));
    sorted.cases.retain(|case| !hidden.iter().any(|child| hyphenated(child.0) == case.id));
    let made = export::prepare(conn, event, to, &sorted, sealing, at)?;
    Ok((sorted, made))
}

fn children_of(conn: &Reading, but: &BTreeSet<FamilyId>) -> Result<BTreeSet<ChildId>, StoreError> {
    let mut children = BTreeSet::new();
    for family in but {
        let family = families::by_id(conn, *family)?;
        children.extend(family.iter().flat_map(|family| &family.children).map(|child| child.id));
    }
    Ok(children)
}
