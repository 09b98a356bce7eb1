//! What the focal knows and does: what families answered at the focal's table, what was seen, who followed it.
//!
//! Nothing here decides who is at risk; [`super::risk`] says what a rule finds, and a named person decides.
//! Everything is written down once as a [`Note`] and never changed; a child's [`Followed`] way is their fold.
//! Notes leave this room sealed: no other role's page, paper or file ever carries one.
//!
//! Questions, signs, kinds of help and words are those of the official practice as far as it is known, and wait for
//! the sign-off of the organisation's safeguarding lead and the provincial social affairs office.

mod case;
mod concern;
mod contact;
mod help;
mod level;
mod note;
mod observed;
mod said;
mod share;
mod step;
mod support;
mod vital;

pub use case::{Followed, Moment, Planned, Stage};
pub use concern::Concern;
pub use contact::{Contact, Reached};
pub use help::{Help, Outcome};
pub use level::Level;
pub use note::{
    About, Agreed, Done, IN_A_FILE, IN_RECORDS, Note, Referral, What, standing, taken_back,
};
pub use observed::{Disclosure, SafeNow, Sign, Told};
pub use said::NotANote;
pub use share::{Ground, Held, may_share, safe_to_call};
pub use step::Refused;
pub use support::{Away, IdPoor, LivesWith, Needs, School, Support, Volunteered};
pub use vital::Vital;
