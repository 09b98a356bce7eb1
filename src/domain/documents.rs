//! Papers a family may bring. They help; their absence never turns a family away.

/// Gives an enum its stored names and its texts: `ALL`, `code`, `from_code`, `text_key`.
/// Stored names are part of every kit's file: add, never change.
macro_rules! coded {
    ($name:ident { $($variant:ident = $code:literal, $key:literal;)+ }) => {
        impl $name {
            /// Every one, in the order in which people are asked.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stored name.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The one with this stored name.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// The text that names it.
            pub fn text_key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}
pub(crate) use coded;

/// A paper the officer may ask for. The list is per event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Paper {
    /// Birth letter of the hospital, the health centre or the village chief.
    BirthLetter,
    /// The yellow health card given after delivery.
    YellowCard,
    /// The certificate of the check after birth.
    PostnatalCertificate,
    /// Family book or residence book that lists the parents.
    FamilyBook,
    /// Marriage certificate; parents who are not married need none.
    MarriageCertificate,
    /// The parents' identity cards.
    IdCards,
    /// Two witnesses, for a late registration.
    Witnesses,
}

coded!(Paper {
    BirthLetter = "birth_letter", "paper-birth-letter";
    YellowCard = "yellow_card", "paper-yellow-card";
    PostnatalCertificate = "postnatal_certificate", "paper-postnatal-certificate";
    FamilyBook = "family_book", "paper-family-book";
    MarriageCertificate = "marriage_certificate", "paper-marriage-certificate";
    IdCards = "id_cards", "paper-id-cards";
    Witnesses = "witnesses", "paper-witnesses";
});

impl Paper {
    /// What an event asks for unless it is configured otherwise.
    pub const DEFAULT: [Self; 5] = [
        Self::FamilyBook,
        Self::IdCards,
        Self::MarriageCertificate,
        Self::BirthLetter,
        Self::YellowCard,
    ];

    /// True for a paper of one child, false for one of the whole family.
    pub fn is_per_child(self) -> bool {
        match self {
            Self::BirthLetter | Self::YellowCard | Self::PostnatalCertificate => true,
            Self::FamilyBook | Self::MarriageCertificate | Self::IdCards | Self::Witnesses => false,
        }
    }
}

/// What a family says about a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperState {
    /// It is here.
    Have,
    /// There is none.
    DontHave,
    /// There was one.
    Lost,
    /// Nobody asked or answered.
    NotAsked,
}

coded!(PaperState {
    Have = "have", "paper-state-have";
    DontHave = "dont_have", "paper-state-dont-have";
    Lost = "lost", "paper-state-lost";
    NotAsked = "not_asked", "paper-state-not-asked";
});

/// One line of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PaperAnswer {
    /// Which paper.
    pub paper: Paper,
    /// What was said about it.
    pub state: PaperState,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paper_is_stored_and_read_back() {
        for paper in Paper::ALL {
            assert_eq!(Paper::from_code(paper.code()), Some(*paper));
        }
        for state in PaperState::ALL {
            assert_eq!(PaperState::from_code(state.code()), Some(*state));
        }
        assert_eq!(Paper::from_code("passport"), None);
    }

    #[test]
    fn a_birth_letter_is_the_childs_and_a_family_book_the_familys() {
        assert!(Paper::BirthLetter.is_per_child());
        assert!(!Paper::FamilyBook.is_per_child());
    }
}
