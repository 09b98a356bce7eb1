//! What the register book has a column for and a child's record lacks. It is asked about once at the desk, never
//! demanded: some of it nobody knows.

/// Something the book asks of a child that is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blank {
    /// Girl or boy.
    Sex,
    /// When the child was born.
    Birth,
    /// Where the child was born.
    BirthPlace,
}

impl Blank {
    /// All, in the order of the book.
    pub const ALL: [Self; 3] = [Self::Sex, Self::Birth, Self::BirthPlace];

    /// Stable code for rows, forms and the journal.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::Birth => "birth",
            Self::BirthPlace => "birth_place",
        }
    }

    /// The one with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|blank| blank.code() == code)
    }

    /// Text key of what it is called.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Sex => "receipt-fact-sex",
            Self::Birth => "receipt-fact-birth-date",
            Self::BirthPlace => "receipt-fact-birth-place",
        }
    }

    /// Those whose codes stand in `codes`, a blank between two; others are passed over.
    pub fn listed(codes: &str) -> Vec<Self> {
        codes.split(' ').filter_map(Self::from_code).collect()
    }

    /// Their codes, a blank between two.
    pub fn codes(blanks: &[Self]) -> String {
        blanks.iter().map(|blank| blank.code()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::Blank;

    #[test]
    fn codes_come_back() {
        assert_eq!(Blank::listed(&Blank::codes(&Blank::ALL)), Blank::ALL);
        assert_eq!(Blank::listed("sex name"), [Blank::Sex]);
        assert_eq!(Blank::listed(""), []);
    }
}
