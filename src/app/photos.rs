//! How much room photos of papers may take, and when they are let go: tickets never die of photos.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::{App, Kit};
use crate::store::{StoreError, clock_doubt, photos};
use crate::{acts, machine};

/// The most that photos of forms that were not sent may take: 1 GB, some three thousand photos. Two hundred families who
/// all send eight before anybody sends the form have half of that.
pub const MOST_UNSENT: u64 = 1 << 30;

/// Of the room that forms do not need, they take at most a quarter: backups copy each several times.
const SHARE: u64 = 4;

/// Photos of a form that nobody touched for so long are let go: whoever begins in the evening sends it the next day.
const LEFT_LYING: SignedDuration = SignedDuration::from_hours(36);

/// How many bytes photos of forms that were not sent may take, with so much room on the disk. Where the system does not
/// tell, as much as ever.
fn most_unsent(free: Option<u64>) -> u64 {
    let Some(free) = free else { return MOST_UNSENT };
    MOST_UNSENT.min(free.saturating_sub(machine::ROOM_FOR_FORMS) / SHARE)
}

impl App {
    /// How many bytes photos of forms that were not sent may take now; none where the disk has little room left.
    pub fn most_unsent_photos(&self, data: &Path) -> u64 {
        most_unsent((self.free_bytes)(data))
    }
}

impl Kit {
    /// Lets go of photos of forms that were begun and left lying; how many. The forms stay. While the clock is in doubt
    /// nothing is: a laptop that wakes up in another year would take them all.
    pub async fn let_photos_go(&self, now: Timestamp) -> Result<usize, StoreError> {
        let Ok(before) = now.checked_sub(LEFT_LYING) else { return Ok(0) };
        // A look changes nothing, so that it makes no backup due.
        let is_any = self.store.read(move |conn| {
            let is_sure = clock_doubt::standing(conn)?.is_none();
            Ok::<_, StoreError>(is_sure && photos::are_left_lying(conn, before)?)
        });
        if !is_any.await? {
            return Ok(0);
        }
        let gone = self.store.write(move |sp| acts::let_photos_go(sp, before)).await?;
        tracing::info!(gone, "photos of forms that were left lying were let go");
        Ok(gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_never_take_the_room_of_forms() {
        let giga = 1 << 30;
        assert_eq!(most_unsent(Some(100 * giga)), MOST_UNSENT);
        assert_eq!(most_unsent(Some(machine::ROOM_FOR_FORMS + 2 * giga)), giga / 2);
        assert_eq!(most_unsent(Some(machine::ROOM_FOR_FORMS)), 0);
        assert_eq!(most_unsent(Some(0)), 0);
        assert_eq!(most_unsent(None), MOST_UNSENT);
    }
}
