//! Forms that by themselves ask for the team lead.
//!
//! Such a form is answered like every other, and nothing is written. Some minutes later the bell rings as if somebody
//! had pressed a button: at the moment of filing it would say which family it is about. In a power cut between the two
//! the ring is lost, not the finding: the focal's list shows it all the same.

use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};

use super::App;
use crate::acts::{self, By};
use crate::domain::intake::Answers;
use crate::seal;
use crate::store::StoreError;

/// The earliest ring after a form was sent, in seconds: other families have sent theirs by then.
const EARLIEST: i64 = 60;
/// How many seconds later the latest may be. A level's clock runs for a day.
const SPREAD: i64 = 420;

/// When the bell is to ring; in memory only.
#[derive(Default)]
pub(super) struct Rings(Mutex<Vec<Timestamp>>);

impl Rings {
    fn later(&self, now: Timestamp) {
        let drawn = i64::from(u16::from_be_bytes(seal::random())) % SPREAD;
        let at = now.saturating_add(SignedDuration::from_secs(EARLIEST + drawn));
        if let (Ok(mut rings), Ok(at)) = (self.0.lock(), at) {
            rings.push(at);
        }
    }

    /// How many are due; they are not asked for again.
    fn due(&self, now: Timestamp) -> usize {
        let Ok(mut rings) = self.0.lock() else { return 0 };
        let before = rings.len();
        rings.retain(|at| now < *at);
        before - rings.len()
    }
}

impl App {
    /// A family's form was filed: the line is another one, and somebody may have to be asked to come.
    pub fn family_filed(&self, answers: &Answers) {
        self.line_changed();
        let now = (self.now)();
        let Some(event) = self.kit().and_then(|kit| kit.event()) else { return };
        if acts::form_asks_for_lead(&event, answers, now) {
            self.rings.later(now);
        }
    }

    /// Rings for what is due.
    ///
    /// # Errors
    /// A [`StoreError`] if a call could not be written down.
    pub async fn ring_due(&self) -> Result<(), StoreError> {
        let now = (self.now)();
        let Some(kit) = self.kit() else { return Ok(()) };
        let Some(event) = kit.event().map(|event| event.id) else { return Ok(()) };
        for _ in 0..self.rings.due(now) {
            let by = By { staff: None, at: now };
            kit.store.write(move |sp| acts::call_lead(sp, event, None, by)).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_comes_some_minutes_later_and_once() {
        let rings = Rings::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let after = |seconds| now + SignedDuration::from_secs(seconds);
        for _ in 0..100 {
            rings.later(now);
        }
        assert_eq!(rings.due(after(EARLIEST - 1)), 0, "never while the family is at the door");
        let some = rings.due(after(EARLIEST + SPREAD / 2));
        assert!((1..100).contains(&some), "at no fixed moment: {some}");
        assert_eq!(rings.due(after(EARLIEST + SPREAD)), 100 - some);
        assert_eq!(rings.due(after(EARLIEST + SPREAD)), 0);
    }
}
