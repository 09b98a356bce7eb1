//! Gives a receipt that was printed blank, and written on by hand, to a child.

use crate::domain::case::State;
use crate::domain::event::Event;
use crate::domain::ids::{ChildId, EventId, IssueId};
use crate::seal::receipt_code::{self, Code, Realm, Serial, Verdict};
use crate::store::blanks::{self, Blank};
use crate::store::journal::{self, By};
use crate::store::{Reading, Savepoint, StoreError, events, families, people, receipts};

use super::{IssueError, issue};

/// Why a number was not given to a child.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Nothing was typed.
    #[error("no number was typed")]
    Blank,
    /// Not one of our codes or numbers.
    #[error("not one of our numbers")]
    NotOurs,
    /// Not all digits of a receipt's number: it may be a ticket's.
    #[error("not a whole number of a receipt")]
    Short,
    /// Damaged; the group to compare, if it can be told.
    #[error("the code is damaged")]
    Damaged {
        /// Group of four, counted from 1.
        group: Option<u8>,
    },
    /// A training paper in a real kit, or the reverse.
    #[error("training and real do not mix")]
    Training,
    /// Of another event.
    #[error("the number is of another event")]
    OtherEvent,
    /// Of another laptop of this event.
    #[error("the number is of another laptop")]
    OtherLaptop,
    /// No receipt of this event has this number.
    #[error("no receipt has this number")]
    NoSuchNumber,
    /// Another child has it.
    #[error("the number belongs to another child")]
    Bound {
        /// Ticket of that child's family.
        ticket: u32,
    },
    /// It was put aside as spoilt.
    #[error("the paper was put aside as spoilt")]
    Spoilt,
    /// The child has another number already, and a paper of it is known.
    #[error("the child has a receipt already")]
    ChildHas {
        /// That number, as it is read out.
        number: String,
    },
    /// The case is closed: a receipt would promise a certificate.
    #[error("the case is closed")]
    Closed,
    /// There is no such child.
    #[error("there is no such child")]
    Unknown,
    /// A paper was printed for the child under this number: it cannot be taken back.
    #[error("a paper was printed under this number")]
    Printed,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<IssueError> for BindError {
    fn from(err: IssueError) -> Self {
        match err {
            IssueError::Unknown => Self::Unknown,
            IssueError::Closed | IssueError::PapersUnnamed => Self::Closed,
            IssueError::Store(err) => Self::Store(err),
        }
    }
}

/// A number that was scanned or typed.
pub enum Sought {
    /// It stands in this kit's list.
    Known(Blank),
    /// Genuine and of this laptop, but not in the list: printed after the backup this kit was restored from.
    Unlisted(Code),
}

/// The receipt of `event` that was meant by a scanned code, or by a number written down by hand.
pub fn seek_receipt(conn: &Reading, event: &Event, typed: &str) -> Result<Sought, BindError> {
    if typed.trim().is_empty() {
        return Err(BindError::Blank);
    }
    let kit = events::kit(conn)?.ok_or(StoreError::BadRow("the kit"))?;
    if let Some(serial) = Serial::from_paper(typed, kit.laptop) {
        if serial.laptop() != kit.laptop {
            return Err(BindError::OtherLaptop);
        }
        let known = blanks::by_number(conn, event.id, serial.number())?;
        return known.map(Sought::Known).ok_or(BindError::NoSuchNumber);
    }
    if Serial::from_spoken(typed, kit.laptop).is_some() {
        return Err(BindError::Short);
    }
    let keys = events::receipt_keys(conn)?;
    let realm = if kit.training { Realm::Training } else { Realm::Real };
    let code = match receipt_code::check(&receipt_code::read(typed), realm, &keys) {
        Verdict::Genuine { code, .. } => code,
        Verdict::UnknownEvent { .. } => return Err(BindError::OtherEvent),
        Verdict::OtherRealm { .. } => return Err(BindError::Training),
        Verdict::Damaged { group } => return Err(BindError::Damaged { group }),
        Verdict::NotOurs => return Err(BindError::NotOurs),
    };
    if code.event().number() != event.code {
        return Err(BindError::OtherEvent);
    }
    if code.serial().laptop() != kit.laptop {
        return Err(BindError::OtherLaptop);
    }
    let known = blanks::by_code(conn, &code.to_string())?;
    Ok(known.map_or(Sought::Unlisted(code), Sought::Known))
}

/// Gives a child the number that the family's paper carries, and issues its receipt under it. A number of its own
/// that was never printed gives way and is put aside as spoilt.
/// The same number again for the same child changes nothing.
pub fn bind(sp: &Savepoint<'_>, child: ChildId, typed: &str, by: By) -> Result<IssueId, BindError> {
    let row = people::child(sp, child)?.ok_or(BindError::Unknown)?;
    if matches!(row.state, State::Closed { .. }) {
        return Err(BindError::Closed);
    }
    let family = families::by_id(sp, row.family)?.ok_or(BindError::Unknown)?;
    let event = events::by_id(sp, family.event)?.ok_or(BindError::Unknown)?;
    let code = match seek_receipt(sp, &event, typed)? {
        Sought::Known(blank) if blank.child == Some(child) => return Ok(issue(sp, child, by)?),
        Sought::Known(blank) => free(&blank)?,
        Sought::Unlisted(code) => adopt(sp, event.id, code, by)?,
    };
    if let Some(own) = receipts::code_of(sp, child)? {
        let number = super::paper::number_of(&own);
        // Made at the desk when the printer had no current: the paper in the family's hand is the receipt.
        if !blanks::release(sp, &own, by.at)? {
            return Err(BindError::ChildHas { number });
        }
        journal::append(sp, by, "release_receipt", &child.to_string(), &number)?;
    }
    blanks::bind(sp, &code, child, by.at)?;
    journal::append(sp, by, "bind_blank", &child.to_string(), &super::paper::number_of(&code))?;
    Ok(issue(sp, child, by)?)
}

/// The code of a number that no child has.
fn free(blank: &Blank) -> Result<String, BindError> {
    if blank.child.is_some() {
        return Err(BindError::Bound { ticket: blank.ticket.unwrap_or_default() });
    }
    if blank.spoilt_at.is_some() {
        return Err(BindError::Spoilt);
    }
    Ok(blank.code.clone())
}

fn adopt(sp: &Savepoint<'_>, event: EventId, code: Code, by: By) -> Result<String, BindError> {
    let text = code.to_string();
    if blanks::adopt(sp, event, &text, code.serial().number(), by.at)? {
        Ok(text)
    } else {
        Err(BindError::NoSuchNumber)
    }
}

/// Takes a number back from a child to whom it was given by mistake: the one that the page showed, as it is read out.
pub fn unbind(sp: &Savepoint<'_>, child: ChildId, shown: &str, by: By) -> Result<(), BindError> {
    let code = receipts::code_of(sp, child)?.ok_or(BindError::NoSuchNumber)?;
    let number = super::paper::number_of(&code);
    if number != shown {
        // The right one was given meanwhile.
        return Err(BindError::ChildHas { number });
    }
    if !blanks::unbind(sp, &code)? {
        return Err(BindError::Printed);
    }
    Ok(journal::append(sp, by, "unbind_blank", &child.to_string(), &number)?)
}
