//! Whether the laptop's clock can be believed while the kit is open.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Kit;
use crate::acts;
use crate::domain::clock_doubt::{self, Watch};
use crate::store::StoreError;

impl Kit {
    /// Looks whether the clock can be believed, `since_start` after the program began by a clock that nobody sets. What
    /// is in doubt is written down once, before anything else is.
    pub async fn look_at_clock(
        &self,
        now: Timestamp,
        since_start: Duration,
    ) -> Result<(), StoreError> {
        let since_start = SignedDuration::try_from(since_start).unwrap_or(SignedDuration::MAX);
        let doubt = self.watch.lock().ok().and_then(|mut watch| {
            if let Some(watch) = watch.as_mut() {
                return watch.look(now, since_start);
            }
            *watch = Some(Watch::begin(now, since_start));
            clock_doubt::at_start(now, self.last_entry.map(|(_, at)| at))
        });
        let Some(doubt) = doubt else { return Ok(()) };
        self.store
            .write(move |sp| {
                acts::doubt_clock(sp, doubt, now)?;
                acts::bring_sessions_back(sp, now)
            })
            .await
    }
}
