//! How fast a copy is made while people are at work.

use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::store::Store;

/// Work between two looks whether somebody waits.
const STRETCH: Duration = Duration::from_millis(4);

/// How long it rests when somebody does: a backup in the middle of a rush takes three times as long, and whoever sends a
/// form meanwhile has the processor two thirds of the time.
const REST: Duration = Duration::from_millis(8);

/// Whether a copy rests now and then.
#[derive(Clone)]
pub struct Pace {
    somebody_waits: Option<Arc<dyn Fn() -> bool + Send + Sync>>,
    stretch: Duration,
}

impl Pace {
    /// Without a rest, for whoever works alone.
    pub fn steady() -> Self {
        Self { somebody_waits: None, stretch: STRETCH }
    }

    /// Rests while something waits to be saved in `store`.
    pub fn beside(store: &Store) -> Self {
        let store = store.clone();
        let somebody_waits = Arc::new(move || 0 < store.waiting());
        Self { somebody_waits: Some(somebody_waits), stretch: STRETCH }
    }

    /// Does something at every look, for tests.
    #[cfg(test)]
    pub(super) fn looking(look: impl Fn() + Send + Sync + 'static) -> Self {
        let somebody_waits = Arc::new(move || {
            look();
            false
        });
        Self { somebody_waits: Some(somebody_waits), stretch: Duration::ZERO }
    }

    /// Begins to work.
    pub(super) fn begin(&self) -> Working {
        Working { pace: self.clone(), since: Instant::now() }
    }
}

/// Work under way.
pub(super) struct Working {
    pace: Pace,
    since: Instant,
}

impl Working {
    /// Called often; rests if it is time to, and somebody waits.
    pub(super) fn go_on(&mut self) {
        if self.since.elapsed() < self.pace.stretch {
            return;
        }
        if self.pace.somebody_waits.as_ref().is_some_and(|somebody_waits| somebody_waits()) {
            sleep(REST);
        }
        self.since = Instant::now();
    }
}
