//! The line of families: who is next, what a desk may do with a ticket, and how long it takes.

/// Where a ticket stands. Called is not served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the line.
    Waiting,
    /// A desk called the number; nobody has come yet.
    Called {
        /// Number of the desk.
        desk: u8,
    },
    /// The family sits at a desk.
    AtDesk {
        /// Number of the desk.
        desk: u8,
    },
    /// Called and did not come; keeps its place by arrival when it returns.
    Missed,
    /// Set aside for a reason, for example to fetch a paper; keeps its place by arrival.
    Parked {
        /// Code of the reason.
        reason: String,
    },
    /// Finished here.
    Done,
}

/// What staff may do with a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// Call the number to a desk; also calls again.
    Call {
        /// Number of the desk that calls.
        desk: u8,
    },
    /// The family has come and sits down.
    Seat {
        /// Number of the desk where they sit.
        desk: u8,
    },
    /// Called and not there.
    Miss,
    /// Set aside.
    Park {
        /// Code of the reason, one of [`PARK_REASONS`].
        reason: String,
    },
    /// Back into the line, at its place by arrival.
    Return,
    /// To another desk, which serves it next.
    Transfer {
        /// Number of the other desk.
        desk: u8,
    },
    /// Finished.
    Finish,
}

/// The move does not follow from where the ticket stands: somebody else was faster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the ticket is no longer where the page says")]
pub struct Moved;

/// Why a family may be set aside.
pub const PARK_REASONS: [&str; 5] =
    ["fetch_paper", "fetch_person", "rest", "another_counter", "other"];

/// Why a family may be finished while nobody has decided about one of its children.
pub const FINISH_REASONS: [&str; 4] = ["gone_home", "other_commune", "other_form", "other"];

/// Why a family may be called before others. No public screen shows it.
pub const PRIORITY_REASONS: [&str; 6] =
    ["newborn", "pregnant", "elderly", "ill", "far_away", "team"];

/// Most desks one kit serves.
pub const MAX_DESKS: u8 = 12;

impl Place {
    /// Stable code for rows and texts (`ticket-state-…`).
    pub fn code(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Called { .. } => "called",
            Self::AtDesk { .. } => "at_desk",
            Self::Missed => "missed",
            Self::Parked { .. } => "parked",
            Self::Done => "done",
        }
    }

    /// The desk, where there is one.
    pub fn desk(&self) -> Option<u8> {
        match self {
            Self::Called { desk } | Self::AtDesk { desk } => Some(*desk),
            Self::Waiting | Self::Missed | Self::Parked { .. } | Self::Done => None,
        }
    }

    /// The reason for being set aside, or nothing.
    pub fn reason(&self) -> &str {
        match self {
            Self::Parked { reason } => reason,
            Self::Waiting
            | Self::Called { .. }
            | Self::AtDesk { .. }
            | Self::Missed
            | Self::Done => "",
        }
    }

    /// The place a row describes.
    pub fn from_parts(code: &str, desk: Option<u8>, reason: &str) -> Option<Self> {
        match (code, desk) {
            ("waiting", _) => Some(Self::Waiting),
            ("called", Some(desk)) => Some(Self::Called { desk }),
            ("at_desk", Some(desk)) => Some(Self::AtDesk { desk }),
            ("missed", _) => Some(Self::Missed),
            ("parked", _) => Some(Self::Parked { reason: reason.to_owned() }),
            ("done", _) => Some(Self::Done),
            _ => None,
        }
    }

    /// Where the ticket stands after `step`.
    pub fn after(&self, step: &Move) -> Result<Self, Moved> {
        match (self, step) {
            // A called number may be called again, by the same desk only: two desks never share a family.
            (Self::Called { desk: held }, Move::Call { desk }) if held != desk => Err(Moved),
            (
                Self::Waiting | Self::Missed | Self::Parked { .. } | Self::Called { .. },
                Move::Call { desk },
            ) => Ok(Self::Called { desk: *desk }),
            (Self::Called { desk: held }, Move::Seat { desk }) if held != desk => Err(Moved),
            (
                Self::Called { .. }
                | Self::Waiting
                | Self::Missed
                | Self::Parked { .. }
                | Self::Done,
                Move::Seat { desk },
            ) => Ok(Self::AtDesk { desk: *desk }),
            (Self::Called { .. }, Move::Miss) => Ok(Self::Missed),
            (
                Self::Waiting | Self::Called { .. } | Self::AtDesk { .. } | Self::Missed,
                Move::Park { reason },
            ) => Ok(Self::Parked { reason: reason.clone() }),
            (
                Self::Missed | Self::Parked { .. } | Self::Called { .. } | Self::AtDesk { .. },
                Move::Return,
            ) => Ok(Self::Waiting),
            (Self::Called { .. } | Self::AtDesk { .. }, Move::Transfer { desk }) => {
                Ok(Self::Called { desk: *desk })
            }
            (Self::AtDesk { .. } | Self::Called { .. } | Self::Parked { .. }, Move::Finish) => {
                Ok(Self::Done)
            }
            // Listed by move, so that a new move has to be thought about here.
            (
                _,
                Move::Call { .. }
                | Move::Seat { .. }
                | Move::Miss
                | Move::Park { .. }
                | Move::Return
                | Move::Transfer { .. }
                | Move::Finish,
            ) => Err(Moved),
        }
    }
}

impl Move {
    /// Stable code for rows, forms and the journal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Call { .. } => "call",
            Self::Seat { .. } => "seat",
            Self::Miss => "miss",
            Self::Park { .. } => "park",
            Self::Return => "return",
            Self::Transfer { .. } => "transfer",
            Self::Finish => "finish",
        }
    }
}

/// How long a family waits, in minutes, as a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// At least about this many minutes.
    pub low: u32,
    /// At most about this many minutes.
    pub high: u32,
}

/// What one family takes before the day has shown how long: a quick one and a slow one, in seconds.
const UNKNOWN_DAY: [u32; 2] = [240, 900];

/// How many served families it takes until the day itself is believed.
const ENOUGH: usize = 5;

/// The least a family sits at a desk, in seconds.
const QUICKEST: u32 = 60;

/// About how long `before` families take at `desks` desks.
///
/// `served` are the seconds each family sat at a desk today, the latest last. The range runs from
/// the quicker to the slower quarter of the last thirty, so one long case does not frighten everybody.
pub fn wait(before: u32, desks: u8, served: &[u32]) -> Wait {
    let recent = served.get(served.len().saturating_sub(30)..).unwrap_or(served);
    let [quick, slow] = if recent.len() < ENOUGH {
        UNKNOWN_DAY
    } else {
        let mut sorted = recent.to_vec();
        sorted.sort_unstable();
        let at =
            |quarter: usize| sorted.get((sorted.len() - 1) * quarter / 4).copied().unwrap_or(0);
        // Papers are looked at and a receipt is printed: nobody is through in less.
        [at(1).max(QUICKEST), at(3).max(QUICKEST)]
    };
    let rounds = |seconds: u32| u64::from(before) * u64::from(seconds) / u64::from(desks.max(1));
    let low = round_minutes(rounds(quick));
    let high = round_minutes(rounds(slow)).max(low + 5);
    Wait { low, high }
}

/// Minutes in steps that a person would say: fives up to an hour, then quarters.
fn round_minutes(seconds: u64) -> u32 {
    let minutes = u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX);
    let step = if minutes <= 60 { 5 } else { 15 };
    minutes.div_ceil(step).saturating_mul(step).min(600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_called_seated_and_finished() {
        let called = Place::Waiting.after(&Move::Call { desk: 2 });
        assert_eq!(called, Ok(Place::Called { desk: 2 }));
        assert_eq!(
            called.and_then(|p| p.after(&Move::Seat { desk: 2 })),
            Ok(Place::AtDesk { desk: 2 })
        );
        assert_eq!(Place::AtDesk { desk: 2 }.after(&Move::Finish), Ok(Place::Done));
    }

    #[test]
    fn two_desks_never_share_a_family() {
        assert_eq!(Place::Called { desk: 1 }.after(&Move::Call { desk: 2 }), Err(Moved));
        assert_eq!(Place::AtDesk { desk: 1 }.after(&Move::Call { desk: 2 }), Err(Moved));
        assert_eq!(Place::Called { desk: 1 }.after(&Move::Seat { desk: 2 }), Err(Moved));
    }

    #[test]
    fn who_missed_the_call_can_be_called_again() {
        assert_eq!(Place::Called { desk: 1 }.after(&Move::Miss), Ok(Place::Missed));
        assert_eq!(Place::Missed.after(&Move::Return), Ok(Place::Waiting));
        assert_eq!(Place::Missed.after(&Move::Call { desk: 3 }), Ok(Place::Called { desk: 3 }));
    }

    #[test]
    fn a_row_reads_back_as_the_place_it_was() {
        for place in [
            Place::Waiting,
            Place::Called { desk: 1 },
            Place::AtDesk { desk: 4 },
            Place::Missed,
            Place::Parked { reason: "rest".into() },
            Place::Done,
        ] {
            assert_eq!(Place::from_parts(place.code(), place.desk(), place.reason()), Some(place));
        }
    }

    #[test]
    fn the_wait_is_a_range_that_grows_with_the_line_and_shrinks_with_desks() {
        let slow_day = [600; 20];
        assert_eq!(wait(0, 2, &slow_day), Wait { low: 0, high: 5 });
        let alone = wait(6, 1, &slow_day);
        let two = wait(6, 2, &slow_day);
        assert_eq!(alone, Wait { low: 60, high: 65 });
        assert_eq!(two, Wait { low: 30, high: 35 });
    }

    #[test]
    fn a_day_without_experience_says_a_wide_range() {
        let Wait { low, high } = wait(3, 1, &[]);
        assert!(low < high && low == 15 && high == 45, "{low} to {high}");
    }
}
