//! What a start leaves unread of a large file, which are the photos: read beside the work, once, and said.

use std::sync::PoisonError;

use jiff::Timestamp;
use tokio::sync::oneshot;

use super::Kit;
use crate::acts;
use crate::store::backup::DATABASE;
use crate::store::{StoreError, damage};

/// Whether the pages that a start leaves out have been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rest {
    /// There are none, or they were and are sound.
    #[default]
    Sound,
    /// They will be.
    Waiting,
    /// They are being read.
    Reading,
    /// They were, and what was found is being written down: whether they are sound.
    Written(bool),
    /// The disk did not take what was found; the next look tries again.
    Unwritten(bool),
    /// Some of them cannot be read. The next start reads everything, and offers the newest good backup.
    Damaged,
}

impl Rest {
    /// Code of what is said of it (`state-rest-<code>`); none where there is nothing to say.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::Sound | Self::Written(true) | Self::Unwritten(true) => None,
            Self::Waiting | Self::Reading => Some("reading"),
            Self::Damaged | Self::Written(false) | Self::Unwritten(false) => Some("damaged"),
        }
    }
}

impl Kit {
    /// How the pages stand that the start left out.
    pub fn rest(&self) -> Rest {
        *self.rest.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_rest(&self, rest: Rest) {
        *self.rest.write().unwrap_or_else(PoisonError::into_inner) = rest;
    }

    /// Notes, as the kit is opened, how much of a file was read that is whole at once only up to `at_once` bytes.
    pub(super) fn was_read(&self, at_once: u64) {
        let size = std::fs::metadata(self.data.join(DATABASE)).map_or(0, |about| about.len());
        self.set_rest(if at_once < size { Rest::Waiting } else { Rest::Sound });
    }

    /// Reads what the start left out, if anything waits, and writes down what was found. On a thread of its own: some
    /// gigabytes take a minute, and those for pages are few.
    pub async fn read_rest(&self, now: impl Fn() -> Timestamp) -> Result<(), StoreError> {
        match self.rest() {
            Rest::Waiting => {}
            Rest::Unwritten(is_sound) => return self.write_rest(is_sound, now()).await,
            Rest::Sound | Rest::Reading | Rest::Written(_) | Rest::Damaged => return Ok(()),
        }
        self.set_rest(Rest::Reading);
        let (path, key) = (self.data.join(DATABASE), self.key.clone());
        let (tell, told) = oneshot::channel();
        let reading = std::thread::Builder::new().name("rest".to_owned()).spawn(move || {
            // The kit may have been closed meanwhile.
            let _ = tell.send(damage::reads_to_the_last_page(&path, &key));
        });
        let found = match reading {
            Ok(_) => told.await.map_err(|_| StoreError::Panicked).flatten(),
            Err(err) => Err(err.into()),
        };
        let Ok(is_sound) = found else {
            // Whatever kept it from reading is no word about the pages.
            self.set_rest(Rest::Waiting);
            return found.map(drop);
        };
        self.write_rest(is_sound, now()).await
    }

    /// Writes down what was found. Where the disk has no room for it, the next look tries again.
    async fn write_rest(&self, is_sound: bool, at: Timestamp) -> Result<(), StoreError> {
        self.set_rest(Rest::Written(is_sound));
        let written = self.store.write(move |sp| acts::read_rest(sp, is_sound, at)).await;
        self.set_rest(match (&written, is_sound) {
            (Err(_), _) => Rest::Unwritten(is_sound),
            (Ok(()), true) => Rest::Sound,
            (Ok(()), false) => Rest::Damaged,
        });
        written
    }
}
