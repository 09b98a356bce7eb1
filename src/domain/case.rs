//! One child's way through the office: what may happen next, and what it leaves behind.
//!
//! That a child is at a desk is the ticket's state (`queue`), not the case's: one truth in one place.

use super::collection::Proof;

/// Identity of a paper record. All four are text as written in the book, in ASCII digits.
///
/// Source: the head of the register and certificate (facts: commune, book, year, entry number).
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Code of the commune that keeps the book.
    pub commune: String,
    /// Book number.
    pub book: String,
    /// Year of the book.
    pub year: String,
    /// Number of the entry in the book.
    pub number: String,
}

/// Which paper was handed over; they are two different papers in law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certificate {
    /// សំបុត្រកំណើត.
    Certificate,
    /// សំបុត្របញ្ជាក់កំណើត: not registered in time, or issued again.
    Attestation,
}

impl Certificate {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Certificate, Self::Attestation];

    /// Stable code for forms and rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Attestation => "attestation",
        }
    }

    /// The paper with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.code() == code)
    }
}

/// Who took the certificate, and how it was known that they may.
#[derive(Clone, PartialEq, Eq)]
pub struct HandOver {
    /// Which paper.
    pub paper: Certificate,
    /// Name of the person who took it.
    pub taker: String,
    /// Relation to the child, a code of `application::Relation`.
    pub relation: String,
    /// Who vouched for them; empty when the receipt was shown.
    pub vouched: String,
    /// Code of the receipt that was shown; empty without one.
    pub receipt: String,
    /// What was shown and asked, and where the thumbprint is.
    pub proof: Proof,
}

/// Where a child's case stands. A state carries only what is true in it.
#[derive(Clone, PartialEq, Eq)]
pub enum State {
    /// The form was sent; nobody has decided yet.
    Filed,
    /// Written into the register book.
    Entered(Entry),
    /// The family brings papers later. At least one is named; older rows may name none.
    AwaitingPapers {
        /// Codes of the missing papers.
        missing: Vec<String>,
    },
    /// The district has to decide.
    SentToDistrict,
    /// Nothing more is done here, for a reason given by code.
    Closed {
        /// Code of the reason.
        reason: String,
    },
    /// The certificate lies ready.
    CertificateReady {
        /// The entry, if the register was kept here.
        entry: Option<Entry>,
        /// The unique identity code, where the district gave one; else empty.
        unique_code: String,
    },
    /// The certificate was handed over.
    Collected {
        /// The entry, if known.
        entry: Option<Entry>,
        /// The unique identity code or empty.
        unique_code: String,
        /// To whom.
        hand_over: HandOver,
    },
}

/// What an officer may do with a case.
#[derive(Clone, PartialEq, Eq)]
pub enum Step {
    /// Write the child into the register.
    Enter(Entry),
    /// Leave it waiting for papers.
    AwaitPapers {
        /// Codes of the missing papers.
        missing: Vec<String>,
    },
    /// Send it on to the district.
    SendToDistrict,
    /// Close it for a reason.
    Close {
        /// Code of the reason.
        reason: String,
    },
    /// The finished certificate is here.
    MarkReady {
        /// Unique identity code or empty.
        unique_code: String,
    },
    /// Give the certificate to somebody.
    HandOver(HandOver),
    /// Enter and hand over on the spot, where the commune can write the certificate there and then.
    EnterAndHandOver(Entry, HandOver),
}

/// Why a step is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The case moved on meanwhile, or the step does not follow from where it stands.
    #[error("the case is no longer where the page says")]
    Stale,
    /// A child without any name cannot be entered.
    #[error("the child has no name yet")]
    NameMissing,
    /// Nobody can bring papers that were not named.
    #[error("no missing paper is named")]
    PapersUnnamed,
    /// Handed over already; the first hand-over stands.
    #[error("the certificate was already handed over")]
    AlreadyCollected,
    /// The certificate is not ready.
    #[error("the certificate is not ready")]
    NotReady,
}

impl State {
    /// Stable code of the state for rows and texts (`case-state-…`).
    pub fn code(&self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Entered(_) => "entered",
            Self::AwaitingPapers { .. } => "awaiting_papers",
            Self::SentToDistrict => "sent_to_district",
            Self::Closed { .. } => "closed",
            Self::CertificateReady { .. } => "certificate_ready",
            Self::Collected { .. } => "collected",
        }
    }

    /// The entry in the register, where there is one.
    pub fn entry(&self) -> Option<&Entry> {
        match self {
            Self::Entered(entry) => Some(entry),
            Self::CertificateReady { entry, .. } | Self::Collected { entry, .. } => entry.as_ref(),
            Self::Filed
            | Self::AwaitingPapers { .. }
            | Self::SentToDistrict
            | Self::Closed { .. } => None,
        }
    }

    /// Whether somebody has decided what becomes of the case.
    pub fn is_decided(&self) -> bool {
        !matches!(self, Self::Filed)
    }

    /// What the case becomes by `step`. `named` says whether the child has any name.
    pub fn after(&self, step: &Step, named: bool) -> Result<Self, Refused> {
        match (self, step) {
            (Self::Collected { .. }, Step::HandOver(_) | Step::EnterAndHandOver(..)) => {
                Err(Refused::AlreadyCollected)
            }
            (
                Self::Filed | Self::AwaitingPapers { .. } | Self::SentToDistrict,
                Step::Enter(_) | Step::EnterAndHandOver(..),
            ) if !named => Err(Refused::NameMissing),
            (
                Self::Filed | Self::AwaitingPapers { .. } | Self::SentToDistrict,
                Step::Enter(entry),
            ) => Ok(Self::Entered(entry.plain())),
            (
                Self::Filed | Self::AwaitingPapers { .. } | Self::SentToDistrict,
                Step::EnterAndHandOver(entry, hand_over),
            ) => Ok(Self::Collected {
                entry: Some(entry.plain()),
                unique_code: String::new(),
                hand_over: hand_over.clone(),
            }),
            (_, Step::AwaitPapers { missing }) if missing.is_empty() => Err(Refused::PapersUnnamed),
            (
                Self::Filed | Self::AwaitingPapers { .. } | Self::SentToDistrict,
                Step::AwaitPapers { missing },
            ) => Ok(Self::AwaitingPapers { missing: missing.clone() }),
            (Self::Filed | Self::AwaitingPapers { .. }, Step::SendToDistrict) => {
                Ok(Self::SentToDistrict)
            }
            (
                Self::Filed | Self::AwaitingPapers { .. } | Self::SentToDistrict,
                Step::Close { reason },
            ) => Ok(Self::Closed { reason: reason.clone() }),
            (Self::Entered(entry), Step::MarkReady { unique_code }) => Ok(Self::CertificateReady {
                entry: Some(entry.clone()),
                unique_code: unique_code.clone(),
            }),
            // The district finished it: there is no entry of ours.
            (Self::SentToDistrict, Step::MarkReady { unique_code }) => {
                Ok(Self::CertificateReady { entry: None, unique_code: unique_code.clone() })
            }
            // The district finished it before our book was written: the number is written down when it is.
            (Self::CertificateReady { entry: None, unique_code }, Step::Enter(entry)) => {
                Ok(Self::CertificateReady {
                    entry: Some(entry.plain()),
                    unique_code: unique_code.clone(),
                })
            }
            (Self::Collected { entry: None, unique_code, hand_over }, Step::Enter(entry)) => {
                Ok(Self::Collected {
                    entry: Some(entry.plain()),
                    unique_code: unique_code.clone(),
                    hand_over: hand_over.clone(),
                })
            }
            (Self::CertificateReady { entry, unique_code }, Step::HandOver(hand_over)) => {
                Ok(Self::Collected {
                    entry: entry.clone(),
                    unique_code: unique_code.clone(),
                    hand_over: hand_over.clone(),
                })
            }
            (
                Self::Filed
                | Self::Entered(_)
                | Self::AwaitingPapers { .. }
                | Self::SentToDistrict
                | Self::Closed { .. },
                Step::HandOver(_),
            ) => Err(Refused::NotReady),
            (
                Self::Filed
                | Self::Entered(_)
                | Self::AwaitingPapers { .. }
                | Self::SentToDistrict
                | Self::Closed { .. }
                | Self::CertificateReady { .. }
                | Self::Collected { .. },
                _,
            ) => Err(Refused::Stale),
        }
    }
}

impl Step {
    /// Stable code for rows, the journal and texts (`case-step-…`).
    pub fn code(&self) -> &'static str {
        match self {
            Self::Enter(_) => "enter",
            Self::AwaitPapers { .. } => "await_papers",
            Self::SendToDistrict => "send_to_district",
            Self::Close { .. } => "close",
            Self::MarkReady { .. } => "mark_ready",
            Self::HandOver(_) => "hand_over",
            Self::EnterAndHandOver(..) => "enter_and_hand_over",
        }
    }
}

/// Why a case may be closed without a certificate. Data, not law: an officer's recorded reason.
pub const CLOSE_REASONS: [&str; 5] =
    ["already_registered", "other_commune", "filed_twice", "family_withdrew", "other"];

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            commune: "150602".into(),
            book: "3".into(),
            year: "2026".into(),
            number: "41".into(),
        }
    }

    fn grandmother() -> HandOver {
        HandOver {
            paper: Certificate::Certificate,
            taker: "ជា ស្រីមុំ".into(),
            relation: "grandmother".into(),
            vouched: String::new(),
            receipt: String::new(),
            proof: Proof::default(),
        }
    }

    fn code(result: Result<State, Refused>) -> Result<&'static str, Refused> {
        result.map(|state| state.code())
    }

    #[test]
    fn a_child_is_entered_then_ready_then_collected() {
        let entered = State::Filed.after(&Step::Enter(entry()), true);
        let ready = entered
            .clone()
            .and_then(|s| s.after(&Step::MarkReady { unique_code: String::new() }, true));
        let taken = ready.clone().and_then(|s| s.after(&Step::HandOver(grandmother()), true));
        assert_eq!(code(entered), Ok("entered"));
        assert_eq!(code(ready), Ok("certificate_ready"));
        assert_eq!(code(taken.clone()), Ok("collected"));
        assert_eq!(
            code(taken.and_then(|s| s.after(&Step::HandOver(grandmother()), true))),
            Err(Refused::AlreadyCollected)
        );
    }

    #[test]
    fn a_certificate_can_be_written_on_the_spot() {
        assert_eq!(
            code(State::Filed.after(&Step::EnterAndHandOver(entry(), grandmother()), true)),
            Ok("collected")
        );
    }

    #[test]
    fn a_child_without_a_name_is_not_entered_but_may_wait_for_papers_that_are_named() {
        let entered = State::Filed.after(&Step::Enter(entry()), false);
        assert_eq!(code(entered), Err(Refused::NameMissing));
        let missing = vec!["birth_letter".into()];
        assert_eq!(
            code(State::Filed.after(&Step::AwaitPapers { missing }, false)),
            Ok("awaiting_papers")
        );
        let step = Step::AwaitPapers { missing: vec![] };
        assert_eq!(code(State::Filed.after(&step, true)), Err(Refused::PapersUnnamed));
    }

    #[test]
    fn nothing_is_handed_over_before_it_is_ready() {
        for state in [
            State::Filed,
            State::Entered(entry()),
            State::SentToDistrict,
            State::AwaitingPapers { missing: vec![] },
        ] {
            assert_eq!(
                code(state.after(&Step::HandOver(grandmother()), true)),
                Err(Refused::NotReady)
            );
        }
    }

    #[test]
    fn a_decided_case_is_not_entered_twice() {
        assert_eq!(
            code(State::Entered(entry()).after(&Step::Enter(entry()), true)),
            Err(Refused::Stale)
        );
    }

    #[test]
    fn what_the_district_finished_gets_its_number_when_the_book_is_written() {
        let ready =
            State::SentToDistrict.after(&Step::MarkReady { unique_code: "U7".into() }, true);
        let entered = ready.and_then(|ready| ready.after(&Step::Enter(entry()), true));
        assert!(entered.as_ref().is_ok_and(|state| state.entry() == Some(&entry())));
        assert_eq!(code(entered.clone()), Ok("certificate_ready"));
        let taken = entered.and_then(|s| s.after(&Step::HandOver(grandmother()), true));
        assert_eq!(
            code(taken.and_then(|taken| taken.after(&Step::Enter(entry()), true))),
            Err(Refused::Stale),
            "a number stands once"
        );
    }

    #[test]
    fn papers_that_arrive_let_the_entry_be_made() {
        let waiting = State::AwaitingPapers { missing: vec!["birth_letter".into()] };
        assert_eq!(code(waiting.after(&Step::Enter(entry()), true)), Ok("entered"));
    }
}
