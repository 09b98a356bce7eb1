//! Forgetting what is not needed any more: a person's act with date and counts, never the clock's.

mod words;

use jiff::civil::Date;

use crate::clock;
use crate::domain::ids::{EventId, RowId};
use crate::domain::retention::Kind;
use crate::seal::token::uuid7;
use crate::store::forget::{self, Wipe};
use crate::store::journal::{self, By};
use crate::store::{Savepoint, StoreError, report};

pub use words::{Copies, Place, record_sections, record_sheet};

/// Why nothing was wiped.
#[derive(Debug, thiserror::Error)]
pub enum ForgetError {
    /// What is due is no longer what the page said; nothing was wiped.
    #[error("what is due is no longer what the page said")]
    Stale,
    /// The store failed; nothing was wiped.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// What is due, as one text: a page says by it what somebody saw before they confirmed.
pub fn mark_of(plan: &forget::Plan) -> String {
    let due = plan.lines.iter().filter(|line| line.is_due);
    due.map(|line| format!("{}:{}:{}", line.term.kind.code(), line.goes, line.reduced))
        .collect::<Vec<_>>()
        .join(",")
}

/// Wipes everything of an event that is due and that somebody saw under `mark`. Gives the act's row; what was deleted
/// is in no row any more, and [`crate::app::Kit::forget`] sees to the rest.
pub fn forget(
    sp: &Savepoint<'_>,
    event: EventId,
    mark: &str,
    by: By,
) -> Result<RowId, ForgetError> {
    let today: Date = clock::civil_day(by.at);
    let plan = forget::look(sp, event, today)?;
    let kinds = plan.due();
    if kinds.is_empty() || mark_of(&plan) != mark {
        return Err(ForgetError::Stale);
    }
    let figures = report::of(sp, event)?;
    let counts = forget::wipe(sp, event, &kinds, by.at)?;
    let bad = |_| StoreError::BadRow("what was wiped");
    let id = RowId(uuid7(by.at.as_millisecond().unsigned_abs()));
    let wipe = Wipe {
        id,
        event,
        kinds: kinds.clone(),
        counts: serde_json::to_string(&counts).map_err(bad)?,
        report: serde_json::to_string(&figures).map_err(bad)?,
        backups: String::new(),
        staff: by.staff,
        at: by.at,
    };
    forget::keep(sp, &wipe)?;
    let kinds: Vec<&str> = kinds.into_iter().map(Kind::code).collect();
    journal::append(sp, by, "forget", &event.to_string(), &kinds.join(" "))?;
    Ok(id)
}

/// Writes down what became of the copies of what was wiped.
pub fn copies_forgotten(sp: &Savepoint<'_>, id: RowId, copies: &Copies) -> Result<(), StoreError> {
    let text = serde_json::to_string(copies).map_err(|_| StoreError::BadRow("copies"))?;
    forget::keep_backups(sp, id, &text)
}

/// Writes down that an event's registration was handed over and that whoever took it said so. Without it nothing of that
/// kind is ever wiped. The focal's room is handed over by the answer of another laptop
/// ([`super::hand_over::acknowledge`]), never by somebody's word.
pub fn confirm_hand_over(sp: &Savepoint<'_>, event: EventId, by: By) -> Result<bool, StoreError> {
    forget::hand_over(sp, event, by)
}

/// Sets how many days a kind of record stays. `false`: no such number of days.
pub fn set_term(sp: &Savepoint<'_>, kind: Kind, days: u16, by: By) -> Result<bool, StoreError> {
    let is_set = forget::set_term(sp, kind, days)?;
    if is_set {
        journal::append(sp, by, "set_term", "", &format!("{} {days}", kind.code()))?;
    }
    Ok(is_set)
}
