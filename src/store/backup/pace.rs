//! How fast a copy is made while people are at work.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::store::Store;

/// Work between two looks whether somebody waits.
const STRETCH: Duration = Duration::from_millis(4);

/// How long it rests when somebody does: whoever sends a form meanwhile has the processor two thirds of the time.
const REST: Duration = Duration::from_millis(8);

/// Rests of one stage of a backup together: meanwhile the log grows, and a photo of a paper is a megabyte.
const MOST_REST: Duration = Duration::from_secs(20);

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

    /// Rests while something waits to be saved in `store`, and nobody waits for the backup: `wanted` counts those.
    pub fn beside(store: &Store, wanted: &Arc<AtomicUsize>) -> Self {
        let (store, wanted) = (store.clone(), Arc::clone(wanted));
        let somebody_waits =
            move || wanted.load(Ordering::Relaxed) == 0 && store.has_somebody_waiting();
        Self { somebody_waits: Some(Arc::new(somebody_waits)), stretch: STRETCH }
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
        Working { pace: self.clone(), since: Instant::now(), rested: Duration::ZERO }
    }
}

/// Work under way.
pub(super) struct Working {
    pace: Pace,
    since: Instant,
    rested: Duration,
}

impl Working {
    /// Called often; rests if it is time to, and somebody waits.
    pub(super) fn go_on(&mut self) {
        if self.since.elapsed() < self.pace.stretch {
            return;
        }
        let somebody_waits = self.pace.somebody_waits.as_ref();
        if self.rested < MOST_REST && somebody_waits.is_some_and(|somebody_waits| somebody_waits())
        {
            sleep(REST);
            self.rested += REST;
        }
        self.since = Instant::now();
    }
}
