//! Issues a receipt: binds a number to the child and freezes what the paper says.

use super::seal;
use crate::domain::case::State;
use crate::domain::event::Event;
use crate::domain::ids::{ChildId, IssueId};
use crate::papers::picture::Picture;
use crate::store::families::Family;
use crate::store::journal::By;
use crate::store::people::ChildRow;
use crate::store::receipts::{self, Record};
use crate::store::{Savepoint, StoreError, events, families, people, places, staff, tickets};

/// Why there is no receipt.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// There is no such child.
    #[error("there is no such child")]
    Unknown,
    /// The case is closed: a receipt would promise a certificate.
    #[error("the case is closed")]
    Closed,
    /// It waits for papers that nobody named: the receipt could not say what to bring.
    #[error("no missing paper is named")]
    PapersUnnamed,
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
    if matches!(child.state, State::Closed { .. }) {
        return Err(IssueError::Closed);
    }
    if matches!(&child.state, State::AwaitingPapers { missing } if missing.is_empty()) {
        return Err(IssueError::PapersUnnamed);
    }
    let officer = match by.staff {
        Some(officer) => staff::name_of(sp, officer)?,
        None => String::new(),
    };
    let code = receipts::bind(sp, family.event, child.id, by)?;
    let record = Record {
        officer,
        issued_at: by.at.as_millisecond(),
        ..record_now(&event, &family, &child, ticket.number, kit.training)
    };
    let issued = receipts::issue(sp, &code, &record, family.version, by)?;
    seal::cover_now_and_then(sp, family.event, by)?;
    Ok(issued)
}

/// What a child's receipt would say as things stand, but for who issues it and when.
pub fn record_now(
    event: &Event,
    family: &Family,
    child: &ChildRow,
    ticket: u32,
    training: bool,
) -> Record {
    let missing = match &child.state {
        State::AwaitingPapers { missing } => missing.clone(),
        State::Filed
        | State::Entered(_)
        | State::SentToDistrict
        | State::Closed { .. }
        | State::CertificateReady { .. }
        | State::Collected { .. } => Vec::new(),
    };
    Record {
        ticket,
        position: child.position,
        khmer: child.name.khmer(),
        latin: child.name.latin(),
        sex: child.sex.clone(),
        birth: child.birth.clone(),
        lunar_words: child.lunar_words.clone(),
        birth_spot: child.birth_spot.clone(),
        birth_kind: child.birth_kind.clone(),
        birth_place: child.birth_place.clone(),
        home: family.home.clone(),
        // The head of the paper names the event's commune; a village elsewhere would be looked for there.
        village: if family.home == "elsewhere" {
            places::village_elsewhere(&family.village, &family.home_words, &family.places)
        } else {
            family.village.clone()
        },
        filed_at: family.filed_at.as_millisecond(),
        state: child.state.code().to_owned(),
        missing,
        officer: String::new(),
        signatory: event.signatory.clone(),
        phone: family.phone_typed.clone(),
        training,
        event: super::blanks::event_words(event),
        issued_at: 0,
        picture: Picture::of(ticket, child.position).code().to_owned(),
    }
}

/// Whether the paper in the family's hand says something else than it would now. That the certificate lies ready or
/// was handed over makes no paper wrong: it is what the paper was given for.
pub fn is_outdated(issued: &Record, now: &Record) -> bool {
    let done = ["certificate_ready", "collected"].contains(&now.state.as_str());
    let (state, missing) = if done {
        (issued.state.clone(), issued.missing.clone())
    } else {
        (now.state.clone(), now.missing.clone())
    };
    let as_issued = Record {
        state,
        missing,
        officer: issued.officer.clone(),
        issued_at: issued.issued_at,
        // Receipts issued before there were pictures stay as they were.
        picture: issued.picture.clone(),
        ..now.clone()
    };
    as_issued != *issued
}
