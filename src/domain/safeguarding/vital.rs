//! Rules whose finding may be shared without agreement, in the child's vital interest. Source: facts on safeguarding,
//! section 9; waits for the sign-off of whoever answers for the law. Their words stand with the rules.

/// One of those rules. A focal names it; that it fired by itself is not needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vital {
    /// Harm was told of, or somebody asked for protection or is afraid to go home.
    Protection,
    /// A serious injury, or an acutely ill child.
    Health,
    /// No grown-up cares for the child.
    NoCaregiver,
    /// Nobody can say how the grown-up and the child belong together.
    Relation,
}

impl Vital {
    /// Every one, in the order of the rules.
    pub const ALL: [Self; 4] = [Self::Protection, Self::Health, Self::NoCaregiver, Self::Relation];

    /// The rule's code, which is also what is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Protection => "R01",
            Self::Health => "R02",
            Self::NoCaregiver => "R03",
            Self::Relation => "R04",
        }
    }

    /// The one with that rule's code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}
