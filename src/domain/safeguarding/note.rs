//! One thing that was noted, as it is sealed.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Concern, Disclosure, Help, Level, Outcome, Sign, Support, Vital};
use crate::domain::documents::coded;
use crate::domain::ids::{ChildId, FamilyId, RowId, StaffId};

/// Whom a note is about: a family, and one of its children unless it is about all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct About {
    /// The family.
    pub family: FamilyId,
    /// The child.
    pub child: Option<ChildId>,
}

/// Something noted. It is never changed; a later one may say that it was about the wrong child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its own name.
    pub id: RowId,
    /// When it was saved; clocks of levels start here.
    pub at: Timestamp,
    /// Who; none for the kit itself.
    pub by: Option<StaffId>,
    /// About whom.
    pub about: About,
    /// What.
    pub what: What,
}

/// The notes that a later one calls a mistake.
pub fn taken_back(notes: &[Note]) -> BTreeSet<RowId> {
    let calls = |note: &Note| match note.what {
        What::WrongChild { note, .. } => Some(note),
        _ => None,
    };
    notes.iter().filter_map(calls).collect()
}

/// The notes that count, in their order: those that no later one calls a mistake.
pub fn standing(notes: &[Note]) -> impl DoubleEndedIterator<Item = &Note> {
    let mistaken = taken_back(notes);
    notes.iter().filter(move |note| !mistaken.contains(&note.id))
}

/// For what somebody agreed. Each is asked by itself and off until it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreed {
    /// To be followed by a case worker.
    CaseManagement,
    /// To share with the ministry.
    ShareMinistry,
    /// To share with the organisation.
    ShareOrganisation,
    /// To be counted without a name.
    Statistics,
    /// To be called: the phone is safe.
    SafeToCall,
}

coded!(Agreed {
    CaseManagement = "case_management", "agreed-case-management";
    ShareMinistry = "share_ministry", "agreed-share-ministry";
    ShareOrganisation = "share_organisation", "agreed-share-organisation";
    Statistics = "statistics", "agreed-statistics";
    SafeToCall = "safe_to_call", "agreed-safe-to-call";
});

impl Agreed {
    /// Whether it lets somebody outside know.
    pub fn is_sharing(self) -> bool {
        matches!(self, Self::ShareMinistry | Self::ShareOrganisation)
    }
}

/// Help that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Of which kind.
    pub help: Help,
    /// On which day.
    pub on: Date,
    /// By whom, in the focal's words.
    pub who: String,
    /// What came of it.
    pub result: String,
    /// What is to be done next.
    pub next: String,
}

/// A referral to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// To whom: office or organisation.
    pub to: String,
    /// Why without consent, where there is none: what is vital. Empty with consent.
    pub rules: Vec<Vital>,
    /// The same in the focal's words. Words alone are no ground.
    pub vital: String,
}

/// Why a record counts as looked at that left in the file of the whole room: nobody need have read it.
pub const IN_A_FILE: &str = "file-room";

/// Why a record counts as looked at that left in a file for another program.
pub const IN_RECORDS: &str = "file-records";

/// What a note says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Answers given at the focal's table.
    Support(Support),
    /// Signs that somebody saw.
    Observed {
        /// Which, in order.
        signs: Vec<Sign>,
        /// Whether the child is still here.
        here_now: bool,
    },
    /// An earlier note was about another child.
    WrongChild {
        /// That note.
        note: RowId,
        /// Why; never empty where a focal takes back what made a child more urgent.
        reason: String,
    },
    /// Somebody told of harm.
    Disclosed(Disclosure),
    /// A focal opened the record.
    Viewed {
        /// Why, where it was asked.
        reason: String,
    },
    /// A focal set the level: confirmed, raised, or lowered with a reason.
    Level {
        /// To.
        to: Level,
        /// Why; never empty where it was lowered.
        reason: String,
    },
    /// What the focal says it is about; in the place of what was said before.
    Concerns(Vec<Concern>),
    /// A colleague is kept out of this record.
    Excluded {
        /// Who.
        staff: StaffId,
    },
    /// A colleague is let in again.
    Admitted {
        /// Who.
        staff: StaffId,
    },
    /// The family was spoken with.
    Contacted {
        /// On which day.
        on: Date,
        /// How it went.
        words: String,
    },
    /// Help is planned.
    Planned {
        /// Of which kind.
        help: Help,
        /// For which day.
        on: Date,
        /// Who is to do it.
        who: String,
    },
    /// A plan fell away.
    Dropped {
        /// The note that planned it.
        plan: RowId,
    },
    /// Help was given.
    Done {
        /// What.
        done: Done,
        /// The note that planned it.
        plan: Option<RowId>,
    },
    /// A case conference was held.
    Conference {
        /// On which day.
        on: Date,
        /// Who took part.
        who: String,
        /// What was decided.
        words: String,
    },
    /// Referred to somebody.
    Referred(Referral),
    /// Somebody agreed, or took it back.
    Consent {
        /// To what.
        to: Agreed,
        /// Given, or refused or withdrawn.
        given: bool,
        /// Who agreed, in words such as "grandmother".
        who: String,
        /// Version of the words that were read out.
        wording: String,
    },
    /// The focal's own words.
    Words(String),
    /// Nobody follows it any more.
    Closed {
        /// Why.
        outcome: Outcome,
        /// Handed to whom; never empty for a high level.
        handed_to: String,
    },
    /// It is followed again.
    Reopened {
        /// Why.
        reason: String,
    },
}
