//! What happens, one verb a file, each in one savepoint. Doors, rehearsal and imports all go through here,
//! so that nothing is done in two ways.

pub mod arrive;
mod bind;
mod blanks;
mod born;
pub mod card;
mod correct;
pub mod day;
mod decide;
mod desks;
mod devices;
mod draft;
pub mod export;
mod file;
pub mod focals;
pub mod follow;
mod forget;
mod form;
mod found;
pub mod hand_over;
mod issue;
pub mod leaving;
mod left;
mod list_paper;
mod lists;
mod lives;
mod next_event;
mod noted;
mod paper;
mod queue;
pub mod referral;
pub mod register;
pub mod report;
mod responsible;
pub mod seal;
mod staff;
mod talk;
mod tell;
mod typed;

pub use bind::{BindError, Sought, bind, seek_receipt, unbind};
pub use blanks::{
    MOST_FORMS, MOST_RECEIPTS, PrintError, blank_form, blank_receipt, further_children,
    print_forms, print_receipts, printed_again, spoil_form, spoil_receipt,
};
pub use born::birth_place;
pub use correct::{CorrectError, correct};
pub use decide::{
    Said as SaidAtDesk, decide_at_desk, is_entry, left_blank, may_decide, papers_seen,
};
pub use desks::{SeatError, beside, own_desk, sitting, take_desk};
pub use devices::{
    DoorError, authority_does, device_seen, may_join, open_net_door, refuse_laptop, rename_device,
    revoke_device, shut_net_door,
};
pub(crate) use devices::{NET_DOOR, OPEN};
pub use draft::{Begun, begin_draft, form_setting};
pub use file::{FileError, file};
pub use forget::{
    Copies, ForgetError, Place, confirm_hand_over, copies_forgotten, forget, mark_of,
    record_sections, record_sheet, set_term,
};
pub use form::{FormError, Released, begin_form, release_form};
pub use found::{
    FoundError, Founded, Founding, Keyholder, NewMember, add_member, found, open_event, prepare,
};
pub use issue::{IssueError, is_outdated, issue, record_now};
pub use left::{left, read_rest};
pub use list_paper::list_paper;
pub use lists::{TakenFromList, make_lists, take_list_back, undo_list};
pub use lives::lives;
pub use next_event::{FocalKey, NextError, NextEvent, NextRows, open_next, prepare_next};
pub use noted::{
    Outside, change_event, choose_address, lists_printed, noted, restore_seen, scanned,
    test_printed,
};
pub(crate) use paper::number_of;
pub use paper::{Printed, paper, test_page};
pub use queue::{
    Next, Way, call_next, call_next_knowing, finish, move_ticket, prioritise, undo_move,
};
pub use responsible::place_warning;
pub use staff::{
    come_back, give_roles, give_tries, hand_on, handed_on, leave, new_pin, sign_in, sign_out,
    take_role, this_day, wrong_pin,
};
pub use talk::{correct_talk, note_talk, put_talk_back, remove_talk};
pub use tell::{
    RANG, Telling, answer_call, call_lead, change_contacts, form_asks_for_lead, ring_was_lost,
    tell, told_of_wrong_child,
};
pub use typed::{Page as TypedPage, Typed, type_in};

// Acts of one statement, or that the store does whole.
pub use crate::store::alike::answer as answer_pair;
pub use crate::store::as_typed::{AsTyped, keep as keep_as_typed};
pub use crate::store::book::remember as remember_book;
pub use crate::store::cases::{CaseError, decide, undo};
pub use crate::store::clock_doubt::{begin as doubt_clock, end as confirm_clock};
pub use crate::store::drafts::{add_token as add_phone, save as save_draft};
pub use crate::store::journal::By;
pub use crate::store::pairs::forget_pair;
pub use crate::store::photos::{
    keep as keep_photo, let_go as let_photos_go, take_away as take_photo_away,
};
pub use crate::store::receipts::printed as note_print;
pub use crate::store::sessions::{
    bring_back as bring_sessions_back, seen as still_here, take_desk as share_desk,
};
pub use crate::store::staff::renew_pin;
