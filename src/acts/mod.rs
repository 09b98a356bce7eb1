//! What happens, one verb a file, each in one savepoint. Doors, rehearsal and imports all go through here,
//! so that nothing is done in two ways.

mod bind;
mod blanks;
mod correct;
pub mod day;
mod draft;
mod file;
mod form;
mod found;
mod issue;
mod list_paper;
mod lists;
mod next_event;
mod paper;
mod queue;
pub mod register;
mod talk;

pub use bind::{BindError, Sought, bind, seek_receipt, unbind};
pub use blanks::{
    MOST_FORMS, MOST_RECEIPTS, PrintError, blank_form, blank_receipt, print_forms, print_receipts,
    printed_again, spoil_form, spoil_receipt,
};
pub use correct::{CorrectError, correct};
pub use draft::{Begun, begin_draft, form_setting};
pub use file::{FileError, file};
pub use form::{FormError, begin_form};
pub use found::{
    FoundError, Founded, Founding, Keyholder, NewMember, add_member, found, open_event, prepare,
};
pub use issue::{IssueError, issue};
pub use list_paper::list_paper;
pub use lists::{TakenFromList, make_lists, take_list_back, undo_list};
pub use next_event::{FocalKey, NextError, NextEvent, NextRows, open_next, prepare_next};
pub(crate) use paper::number_of;
pub use paper::{Printed, paper, test_page};
pub use queue::{call_next, finish, move_ticket, prioritise, undo_move};
pub use talk::{correct_talk, note_talk, put_talk_back, remove_talk};

pub use crate::store::cases::{CaseError, answer_pair, decide, undo};
pub use crate::store::checklist::papers_seen;
pub use crate::store::journal::By;
