//! What happens, one verb a file, each in one savepoint. Doors, rehearsal and imports all go through here,
//! so that nothing is done in two ways.

mod correct;
mod draft;
mod file;
mod found;
mod issue;
mod paper;
mod queue;

pub use correct::{CorrectError, correct};
pub use draft::{Begun, begin_draft, form_setting};
pub use file::{FileError, file};
pub use found::{
    FoundError, Founded, Founding, Keyholder, NewMember, add_member, found, open_event, prepare,
};
pub use issue::{IssueError, issue};
pub use paper::{Printed, paper};
pub use queue::{call_next, finish, move_ticket, prioritise, undo_move};

pub use crate::store::cases::{CaseError, answer_pair, decide, undo};
pub use crate::store::checklist::papers_seen;
pub use crate::store::journal::By;
