//! Whether the laptop's clock can be believed. Laptops without a good battery wake in 1970, and clocks are set by hand.
//!
//! Nothing is ordered by the clock; what hangs on it are dates that are written down and times that run out.

use jiff::{SignedDuration, Timestamp};

/// Before this moment, the start of 2026, a laptop's clock has forgotten the time: the program itself is younger. Raised with each release.
pub const NOT_BEFORE: Timestamp = Timestamp::constant(1_767_200_400, 0);

/// Two clocks of one laptop, before and after it was set by hand, differ by more than this.
pub const BACK: SignedDuration = SignedDuration::from_mins(10);

/// A laptop that slept over a night with its lid closed is not in doubt; one that jumps further is.
pub const FORWARD: SignedDuration = SignedDuration::from_hours(24);

/// A kit that lay in a cupboard for longer than this is opened by somebody who can look at the date.
const UNUSED: SignedDuration = SignedDuration::from_hours(400 * 24);

/// Why the clock is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It is before the day the program was made.
    Forgotten,
    /// It is before the last thing the kit wrote down.
    Behind,
    /// It is long after the last thing the kit wrote down.
    Far,
    /// It went back while the kit was open.
    JumpedBack,
    /// It went forward while the kit was open.
    JumpedForward,
}

impl Doubt {
    /// Every doubt.
    pub const ALL: [Self; 5] =
        [Self::Forgotten, Self::Behind, Self::Far, Self::JumpedBack, Self::JumpedForward];

    /// Stable code for rows and texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Forgotten => "forgotten",
            Self::Behind => "behind",
            Self::Far => "far",
            Self::JumpedBack => "back",
            Self::JumpedForward => "forward",
        }
    }

    /// The doubt with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doubt| doubt.code() == code)
    }
}

/// What is wrong with the time `now` when the kit opens, whose last entry was made at `last`.
pub fn at_start(now: Timestamp, last: Option<Timestamp>) -> Option<Doubt> {
    let passed = last.map(|last| now.duration_since(last));
    if now < NOT_BEFORE {
        Some(Doubt::Forgotten)
    } else if passed.is_some_and(|passed| passed < -BACK) {
        Some(Doubt::Behind)
    } else if passed.is_some_and(|passed| UNUSED < passed) {
        Some(Doubt::Far)
    } else {
        None
    }
}

/// Follows the clock beside one that nobody can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watch {
    wall: Timestamp,
    since_start: SignedDuration,
}

impl Watch {
    /// Begins when the clock shows `wall`, and so much has passed since the program started.
    pub fn begin(wall: Timestamp, since_start: SignedDuration) -> Self {
        Self { wall, since_start }
    }

    /// Looks again: what the clock did beyond the time that truly passed.
    pub fn look(&mut self, wall: Timestamp, since_start: SignedDuration) -> Option<Doubt> {
        let truly = since_start.saturating_sub(self.since_start);
        let beyond = wall.duration_since(self.wall).saturating_sub(truly);
        *self = Self::begin(wall, since_start);
        if beyond < -BACK {
            Some(Doubt::JumpedBack)
        } else if FORWARD < beyond {
            Some(Doubt::JumpedForward)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_that_forgot_lags_or_leaps_is_in_doubt_when_the_kit_opens() {
        let last = Some(at("2026-11-21T02:00:00Z"));
        for (now, last, doubt) in [
            ("1970-01-01T00:03:00Z", None, Some(Doubt::Forgotten)),
            ("1970-01-01T00:03:00Z", last, Some(Doubt::Forgotten)),
            ("2026-11-21T01:00:00Z", last, Some(Doubt::Behind)),
            ("2026-11-21T01:55:00Z", last, None),
            ("2026-11-22T02:00:00Z", last, None),
            ("2027-06-01T02:00:00Z", last, None),
            ("2031-06-01T02:00:00Z", last, Some(Doubt::Far)),
            ("2031-06-01T02:00:00Z", None, None),
        ] {
            assert_eq!(at_start(at(now), last), doubt, "{now} after {last:?}");
        }
    }

    #[test]
    fn a_jump_is_seen_and_sleep_and_drift_are_not() {
        let seconds = SignedDuration::from_secs;
        let begin = || Watch::begin(at("2026-11-21T02:00:00Z"), seconds(100));
        for (wall, since_start, doubt) in [
            ("2026-11-21T02:00:05Z", 105, None),
            ("2026-11-21T01:55:05Z", 105, None),
            ("2026-11-21T01:40:05Z", 105, Some(Doubt::JumpedBack)),
            // The lid was closed over night: the other clock may have stood still meanwhile.
            ("2026-11-21T16:00:00Z", 105, None),
            ("2026-11-22T02:01:00Z", 105, Some(Doubt::JumpedForward)),
            ("2026-11-22T02:01:00Z", 86_560, None),
        ] {
            let mut watch = begin();
            assert_eq!(watch.look(at(wall), seconds(since_start)), doubt, "{wall}");
            let known = (at(wall), seconds(since_start));
            assert_eq!(watch.look(known.0, known.1), None, "seen once");
        }
    }
}
