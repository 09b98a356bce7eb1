//! Whether the event's commune is one of those that may register a birth.

use super::{Code, CommuneCode};

/// How a place lies to the event's commune, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lies {
    /// In the event's commune.
    Here,
    /// In another commune, or abroad.
    Elsewhere,
    /// Nobody said, or what was said does not tell.
    Unknown,
}

impl Lies {
    /// How the place `code` lies to the commune of the event. A district or province that
    /// holds the event does not tell.
    pub fn of(code: Code, event: CommuneCode) -> Self {
        let event = Code::Commune(event);
        if event.holds(code) {
            Self::Here
        } else if code.holds(event) {
            Self::Unknown
        } else {
            Self::Elsewhere
        }
    }
}

/// What is to be said to the officer about the place of registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Responsible {
    /// The child was born in the event's commune or the reporter lives there: nothing.
    Yes,
    /// Neither is the event's commune: warn. The family is never turned away by the program;
    /// whether the event itself is a place set by regulation is a setting of the event.
    Neither,
    /// One of the two is not known and the other is not here: ask.
    Ask,
}

/// Whether the event's commune may register the birth of a child, by where the child was born
/// and where the reporter lives.
///
/// Law on Civil Registration, Vital Statistics and Identification (Royal Kram NS/RKM/0723/009,
/// applied from July 2024): a live birth is registered at the civil-registry office of the
/// commune where it happened, or of the commune where the reporter lives, or in another place
/// set by regulation of the Ministry of Interior. Known from summaries of the law, not from its
/// text. Whether an event away from the office is such another place is open, which is why
/// this warns and never refuses.
pub fn responsible(born: Lies, reporter_lives: Lies) -> Responsible {
    match (born, reporter_lives) {
        (Lies::Here, _) | (_, Lies::Here) => Responsible::Yes,
        (Lies::Elsewhere, Lies::Elsewhere) => Responsible::Neither,
        (Lies::Unknown, Lies::Elsewhere | Lies::Unknown) | (Lies::Elsewhere, Lies::Unknown) => {
            Responsible::Ask
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lies, Responsible, responsible};
    use crate::domain::place::{Code, CommuneCode};

    #[test]
    fn one_of_the_two_communes_is_enough() {
        for other in [Lies::Here, Lies::Elsewhere, Lies::Unknown] {
            assert_eq!(responsible(Lies::Here, other), Responsible::Yes);
            assert_eq!(responsible(other, Lies::Here), Responsible::Yes);
        }
    }

    #[test]
    fn the_officer_is_warned_only_when_both_are_known_to_be_elsewhere() {
        assert_eq!(responsible(Lies::Elsewhere, Lies::Elsewhere), Responsible::Neither);
        assert_eq!(responsible(Lies::Elsewhere, Lies::Unknown), Responsible::Ask);
        assert_eq!(responsible(Lies::Unknown, Lies::Elsewhere), Responsible::Ask);
        assert_eq!(responsible(Lies::Unknown, Lies::Unknown), Responsible::Ask);
    }

    #[test]
    fn a_place_lies_here_or_elsewhere_or_does_not_tell() {
        let event = CommuneCode::parse("150602").unwrap();
        let lies = |code| Lies::of(Code::parse(code).unwrap(), event);
        assert_eq!(lies("15060203"), Lies::Here);
        assert_eq!(lies("150602"), Lies::Here);
        assert_eq!(lies("1506"), Lies::Unknown);
        assert_eq!(lies("15"), Lies::Unknown);
        for code in ["15060303", "150603", "1501", "01"] {
            assert_eq!(lies(code), Lies::Elsewhere, "{code}");
        }
    }
}
