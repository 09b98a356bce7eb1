//! The support questions: asked of every family alike at the focal's table, out of earshot, each skippable.
//!
//! They are never on the family door. A skipped question is the same as one never asked.

use crate::domain::documents::coded;

/// With whom a child lives most of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LivesWith {
    /// Both parents.
    Parents,
    /// One parent.
    OneParent,
    /// A grandparent or another relative.
    Relative,
    /// Another family.
    OtherFamily,
    /// A centre, a pagoda or a boarding house.
    Centre,
    /// Alone.
    Alone,
}

coded!(LivesWith {
    Parents = "parents", "support-lives-parents";
    OneParent = "one_parent", "support-lives-one-parent";
    Relative = "relative", "support-lives-relative";
    OtherFamily = "other_family", "support-lives-other-family";
    Centre = "centre", "support-lives-centre";
    Alone = "alone", "support-lives-alone";
});

/// Whether parents live away for work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Away {
    /// Neither.
    None,
    /// One.
    One,
    /// Both.
    Both,
}

coded!(Away {
    None = "none", "support-away-none";
    One = "one", "support-away-one";
    Both = "both", "support-away-both";
});

/// Whether a child of 6 to 14 goes to school now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum School {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not started yet.
    NotStarted,
}

coded!(School {
    Yes = "yes", "support-school-yes";
    No = "no", "support-school-no";
    NotStarted = "not_started", "support-school-not-started";
});

/// Whether a child needs help with seeing, hearing, walking, speaking or learning, or has a long illness. No
/// diagnosis is ever asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Needs {
    /// No.
    None,
    /// Some.
    Some,
    /// A lot.
    Much,
}

coded!(Needs {
    None = "none", "support-needs-none";
    Some = "some", "support-needs-some";
    Much = "much", "support-needs-much";
});

/// Whether the family holds an equity card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdPoor {
    /// No.
    No,
    /// Level 1.
    One,
    /// Level 2.
    Two,
    /// They do not know.
    Unknown,
}

coded!(IdPoor {
    No = "no", "support-idpoor-no";
    One = "1", "support-idpoor-one";
    Two = "2", "support-idpoor-two";
    Unknown = "unknown", "support-idpoor-unknown";
});

/// What a family said unasked, or the focal saw at their table. Never asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Volunteered {
    /// The child works.
    Works,
    /// The child lives or works on the street.
    Street,
    /// The child is married.
    Married,
    /// No adult lives in the household.
    NoAdult,
    /// Both parents are away and no adult relative was named.
    NoRelativeNamed,
    /// The caregiver is 65 or older.
    OldCaregiver,
    /// The caregiver needs help themself.
    CaregiverNeedsHelp,
}

coded!(Volunteered {
    Works = "works", "support-also-works";
    Street = "street", "support-also-street";
    Married = "married", "support-also-married";
    NoAdult = "no_adult", "support-also-no-adult";
    NoRelativeNamed = "no_relative", "support-also-no-relative";
    OldCaregiver = "old_caregiver", "support-also-old-caregiver";
    CaregiverNeedsHelp = "caregiver_needs_help", "support-also-caregiver-needs-help";
});

/// What was answered at the focal's table about one child, or about the whole family. What was skipped is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Support {
    /// With whom the child lives.
    pub lives_with: Option<LivesWith>,
    /// Parents away for work.
    pub away: Option<Away>,
    /// School.
    pub school: Option<School>,
    /// Help needed.
    pub needs: Option<Needs>,
    /// Equity card.
    pub idpoor: Option<IdPoor>,
    /// Whether they would like to talk with somebody from social services.
    pub talk: Option<bool>,
    /// Said unasked; each at most once, in order.
    pub also: Vec<Volunteered>,
}

impl Support {
    /// These answers, and where one was skipped, that of `earlier`. What was said unasked adds up.
    #[must_use]
    pub fn over(&self, earlier: &Self) -> Self {
        let mut also = [earlier.also.as_slice(), &self.also].concat();
        also.sort_unstable();
        also.dedup();
        Self {
            lives_with: self.lives_with.or(earlier.lives_with),
            away: self.away.or(earlier.away),
            school: self.school.or(earlier.school),
            needs: self.needs.or(earlier.needs),
            idpoor: self.idpoor.or(earlier.idpoor),
            talk: self.talk.or(earlier.talk),
            also,
        }
    }
}
