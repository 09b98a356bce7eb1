//! Issues a receipt: binds a number to the child and freezes what the paper says.

use crate::domain::case::State;
use crate::domain::ids::{ChildId, IssueId};
use crate::papers::picture::Picture;
use crate::store::journal::By;
use crate::store::receipts::{self, Record};
use crate::store::{Savepoint, StoreError, events, families, people, staff, tickets};

/// Why there is no receipt.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// There is no such child.
    #[error("there is no such child")]
    Unknown,
    /// The case is closed: a receipt would promise a certificate.
    #[error("the case is closed")]
    Closed,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Issues the receipt of a child as things stand. Nothing changed since the last issue: the same issue again.
pub fn issue(sp: &Savepoint<'_>, child: ChildId, by: By) -> Result<IssueId, IssueError> {
    let child = people::child(sp, child)?.ok_or(IssueError::Unknown)?;
    let family = families::by_id(sp, child.family)?.ok_or(IssueError::Unknown)?;
    let event = events::by_id(sp, family.event)?.ok_or(IssueError::Unknown)?;
    let kit = events::kit(sp)?.ok_or(IssueError::Unknown)?;
    let ticket = tickets::of_family(sp, family.id)?.ok_or(IssueError::Unknown)?;
    let missing = match &child.state {
        State::Closed { .. } => return Err(IssueError::Closed),
        State::AwaitingPapers { missing } => missing.clone(),
        State::Filed
        | State::Entered(_)
        | State::SentToDistrict
        | State::CertificateReady { .. }
        | State::Collected { .. } => Vec::new(),
    };
    let officer = match by.staff {
        Some(officer) => staff::name_of(sp, officer)?,
        None => String::new(),
    };
    let code = receipts::bind(sp, family.event, child.id, by)?;
    let record = Record {
        ticket: ticket.number,
        position: child.position,
        khmer: child.name.khmer(),
        latin: child.name.latin(),
        sex: child.sex,
        birth: child.birth,
        lunar_words: child.lunar_words,
        birth_spot: child.birth_spot,
        birth_kind: child.birth_kind,
        birth_place: child.birth_place,
        home: family.home,
        village: family.village,
        filed_at: family.filed_at.as_millisecond(),
        state: child.state.code().to_owned(),
        missing,
        officer,
        signatory: event.signatory.clone(),
        phone: family.phone_typed,
        training: kit.training,
        event: super::blanks::event_words(&event),
        issued_at: by.at.as_millisecond(),
        picture: Picture::of(ticket.number, child.position).code().to_owned(),
    };
    Ok(receipts::issue(sp, &code, &record, family.version, by)?)
}
