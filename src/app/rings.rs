//! Forms that by themselves ask for the team lead.
//!
//! Such a form is answered like every other, and nothing is written: a row that waits would say which family it is
//! about. Some minutes later the bell rings as if somebody had pressed a button. A ring is forgotten only once it is
//! written down; in a power cut those that wait are lost, so that the first look after each start asks the forms that
//! were filed last whether one of them may have wanted a ring ([`acts::ring_was_lost`]).

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::{SignedDuration, Timestamp};

use super::{App, Kit};
use crate::acts::{self, By};
use crate::domain::ids::EventId;
use crate::domain::intake::Answers;
use crate::seal;
use crate::store::StoreError;

/// The earliest ring after a form was sent, in seconds: other families have sent theirs by then.
const EARLIEST: i64 = 60;
/// How many seconds later the latest may be. A level's clock runs for a day.
const SPREAD: i64 = 420;

/// When the bell is to ring; in memory only.
#[derive(Default)]
pub(super) struct Rings {
    waiting: Mutex<Vec<Timestamp>>,
    /// Whether the forms of before the start were looked at.
    looked: AtomicBool,
}

impl Rings {
    fn later(&self, now: Timestamp) {
        let drawn = i64::from(u16::from_be_bytes(seal::random())) % SPREAD;
        let at = now.saturating_add(SignedDuration::from_secs(EARLIEST + drawn));
        if let Ok(at) = at {
            self.at(at);
        }
    }

    fn at(&self, at: Timestamp) {
        if let Ok(mut waiting) = self.waiting.lock() {
            waiting.push(at);
        }
    }

    /// One that is due. It waits on until it [`Rings::rang`]. Where the clock was put back, one that would now come
    /// later than any may is due as well.
    fn due(&self, now: Timestamp) -> Option<Timestamp> {
        let latest = now.saturating_add(SignedDuration::from_secs(EARLIEST + SPREAD));
        let is_due = |at: &&Timestamp| **at <= now || latest.as_ref().is_ok_and(|it| it < *at);
        self.waiting.lock().ok()?.iter().find(is_due).copied()
    }

    /// One was written down.
    fn rang(&self, ring: Timestamp) {
        if let Ok(mut waiting) = self.waiting.lock()
            && let Some(place) = waiting.iter().position(|at| *at == ring)
        {
            waiting.swap_remove(place);
        }
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

    /// A family's form was corrected: what it says now may be a reason for somebody to come, where it was none before.
    /// Nobody is called for a family of another event, or of one that is closed.
    pub fn family_corrected(
        &self,
        of: EventId,
        (before, after): (&Answers, &Answers),
        filed_at: Timestamp,
    ) {
        let event = self.kit().and_then(|kit| kit.open_event()).filter(|event| event.id == of);
        let Some(event) = event else { return };
        let asks = |answers| acts::form_asks_for_lead(&event, answers, filed_at);
        if asks(after) && !asks(before) {
            self.rings.later((self.now)());
        }
    }

    /// Rings for what is due, and at the first look for what a power cut may have taken. That comes second: a form that
    /// cannot be read keeps no other one from ringing.
    ///
    /// # Errors
    /// A [`StoreError`] if a call could not be written down, or what was filed not be read; it stays due.
    pub async fn ring_due(&self) -> Result<(), StoreError> {
        let now = (self.now)();
        let Some(kit) = self.kit() else { return Ok(()) };
        let Some(event) = kit.event().map(|event| event.id) else { return Ok(()) };
        self.ring_all(&kit, event, now).await?;
        if !self.rings.looked.load(Ordering::Relaxed) {
            if lost_one(&kit).await? {
                self.rings.at(now);
            }
            self.rings.looked.store(true, Ordering::Relaxed);
            self.ring_all(&kit, event, now).await?;
        }
        Ok(())
    }

    /// The same as a chore. That it could not be done is said by no line of the log: only a form that asked for the team
    /// lead makes this write, and the next look tries again. A full disk shows by whatever else is written.
    pub async fn ring_if_due(&self) {
        drop(self.ring_due().await);
    }

    async fn ring_all(&self, kit: &Kit, event: EventId, now: Timestamp) -> Result<(), StoreError> {
        while let Some(ring) = self.rings.due(now) {
            let by = By { staff: None, at: now };
            kit.store.write(move |sp| acts::call_lead(sp, event, None, by)).await?;
            self.rings.rang(ring);
        }
        Ok(())
    }
}

/// Whether a ring may have been waiting when the program stopped. Once an event is closed nobody is called to it.
async fn lost_one(kit: &Kit) -> Result<bool, StoreError> {
    let (Some(event), Some(last_entry)) = (kit.open_event(), kit.last_entry) else {
        return Ok(false);
    };
    let window = [EARLIEST, EARLIEST + SPREAD].map(SignedDuration::from_secs);
    let before = (last_entry, kit.last_filed);
    kit.store.read(move |conn| acts::ring_was_lost(conn, &event, before, window)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rings for everything that is due; how many there were.
    fn rung(rings: &Rings, now: Timestamp) -> usize {
        std::iter::from_fn(|| rings.due(now).inspect(|ring| rings.rang(*ring))).count()
    }

    #[test]
    fn a_ring_comes_some_minutes_later_and_once() {
        let rings = Rings::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let after = |seconds| now + SignedDuration::from_secs(seconds);
        for _ in 0..100 {
            rings.later(now);
        }
        assert_eq!(rung(&rings, after(EARLIEST - 1)), 0, "never while the family is at the door");
        let some = rung(&rings, after(EARLIEST + SPREAD / 2));
        assert!((1..100).contains(&some), "at no fixed moment: {some}");
        assert_eq!(rung(&rings, after(EARLIEST + SPREAD)), 100 - some);
        assert_eq!(rung(&rings, after(EARLIEST + SPREAD)), 0);
    }

    #[test]
    fn a_ring_that_could_not_be_written_down_is_due_again() {
        let rings = Rings::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        rings.at(now);
        let ring = rings.due(now);
        assert!(ring.is_some() && rings.due(now) == ring, "it waits until it rang");
        rings.rang(now);
        assert_eq!(rings.due(now), None);
    }

    #[test]
    fn a_clock_that_is_put_back_keeps_no_ring_waiting() {
        let rings = Rings::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        rings.later(now);
        assert_eq!(rung(&rings, now - SignedDuration::from_hours(24)), 1);
    }
}
