//! When whoever is signed in last typed their own PIN, forms that wait until they do again or until the disk has room,
//! and sign-outs that it did not take: in memory, each for one sign-in.

use std::collections::BTreeMap;
use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use super::App;
use crate::seal::token::Token;
use crate::store::{Savepoint, StoreError};

/// How the end of a session is written down: signing out, or leaving the desk to somebody near.
pub type Ending = fn(&Savepoint<'_>, &[u8; 32], Timestamp) -> Result<(), StoreError>;

/// So long a PIN that was typed counts as typed just now.
pub const FRESH: SignedDuration = SignedDuration::from_mins(5);

/// So long a form waits for its PIN.
pub const FOR_A_PIN: SignedDuration = SignedDuration::from_mins(15);

/// So long it waits until the disk has room again; the page says so (`says-disk-full-held`).
pub const FOR_ROOM: SignedDuration = SignedDuration::from_hours(1);

/// Nobody is signed in longer than a working day; what is older belongs to nobody.
pub const WORKING_DAY: SignedDuration = SignedDuration::from_hours(8);

/// Every sign-in since the start, by the hash of its session's token.
#[derive(Default)]
pub struct OwnPins {
    known: Mutex<BTreeMap<[u8; 32], Known>>,
}

#[derive(Default)]
struct Known {
    /// When something was last noted here.
    at: Timestamp,
    given_at: Option<Timestamp>,
    left_alone: bool,
    has_ended: bool,
    /// How that is to be written down, if it could not be yet.
    owed: Option<Ending>,
    waiting: Option<Waiting>,
}

/// A form that was sent and waits. It may hold secrets, which is why no page holds it.
struct Waiting {
    key: String,
    path: String,
    body: Zeroizing<Vec<u8>>,
    since: Timestamp,
    patience: SignedDuration,
}

/// Whether `at` lies less than `patience` before `now`. A moment in the future does not: the clock was put back.
fn is_within(at: Timestamp, now: Timestamp, patience: SignedDuration) -> bool {
    let passed = now.duration_since(at);
    !passed.is_negative() && passed < patience
}

impl OwnPins {
    fn note(&self, session: &[u8; 32], now: Timestamp, note: impl FnOnce(&mut Known)) {
        let Ok(mut known) = self.known.lock() else { return };
        // What lies in the future stays: the clock was put back, and the session goes on as well.
        // What has ended stays so, whatever the clock does.
        known.retain(|of, known| {
            of == session || known.has_ended || now.duration_since(known.at) < WORKING_DAY
        });
        let mine = known.entry(*session).or_default();
        mine.at = now;
        note(mine);
    }

    fn of<T>(&self, session: &[u8; 32], read: impl FnOnce(&Known) -> T) -> Option<T> {
        self.known.lock().ok()?.get(session).map(read)
    }

    /// The own PIN was typed, right.
    pub fn given(&self, session: &[u8; 32], now: Timestamp) {
        self.note(session, now, |known| {
            known.given_at = Some(now);
            known.left_alone = false;
        });
    }

    /// Whether the own PIN was typed within [`FRESH`].
    pub fn is_fresh(&self, session: &[u8; 32], now: Timestamp) -> bool {
        let given = self.of(session, |known| known.given_at).flatten();
        given.is_some_and(|at| is_within(at, now, FRESH))
    }

    /// A session was left alone too long for some rooms, until its PIN is typed again.
    pub fn left_alone(&self, session: &[u8; 32], now: Timestamp) {
        self.note(session, now, |known| known.left_alone = true);
    }

    /// Whether it was.
    pub fn was_left_alone(&self, session: &[u8; 32]) -> bool {
        self.of(session, |known| known.left_alone).unwrap_or(false)
    }

    /// Holds a form that was sent to `path`, in the place of the one before, for as long as `patience`; its key.
    pub fn hold(
        &self,
        session: &[u8; 32],
        path: &str,
        body: Zeroizing<Vec<u8>>,
        patience: SignedDuration,
        now: Timestamp,
    ) -> String {
        let key = Token::random().to_string();
        let waiting =
            Waiting { key: key.clone(), path: path.to_owned(), body, since: now, patience };
        self.note(session, now, |known| known.waiting = Some(waiting));
        key
    }

    /// Whether the form with that key waits at `path`.
    pub fn holds(&self, session: &[u8; 32], path: &str, key: &str, now: Timestamp) -> bool {
        self.of(session, |known| known.waits(path, key, now)).unwrap_or(false)
    }

    /// Gives the form with that key back, once.
    pub fn release(
        &self,
        session: &[u8; 32],
        path: &str,
        key: &str,
        now: Timestamp,
    ) -> Option<Zeroizing<Vec<u8>>> {
        let mut all = self.known.lock().ok()?;
        let known = all.get_mut(session).filter(|known| known.waits(path, key, now))?;
        known.waiting.take().map(|waiting| waiting.body)
    }

    /// Somebody signs out; the disk may not be able to take it.
    pub fn ended(&self, session: &[u8; 32], now: Timestamp) {
        self.note(session, now, |known| {
            *known = Known { at: now, has_ended: true, ..Known::default() };
        });
    }

    /// The disk did not take it: it is owed.
    pub fn owe(&self, session: &[u8; 32], how: Ending, now: Timestamp) {
        self.note(session, now, |known| known.owed = known.has_ended.then_some(how));
    }

    /// The sessions whose end is still to be written down, when each ended, and how.
    pub fn owed(&self) -> Vec<([u8; 32], Timestamp, Ending)> {
        let Ok(known) = self.known.lock() else { return Vec::new() };
        let owed = known.iter().filter_map(|(session, it)| Some((*session, it.at, it.owed?)));
        owed.collect()
    }

    /// Whether they did.
    pub fn has_ended(&self, session: &[u8; 32]) -> bool {
        self.of(session, |known| known.has_ended).unwrap_or(false)
    }

    /// Somebody signed out: what waited goes.
    pub fn forget(&self, session: &[u8; 32]) {
        if let Ok(mut known) = self.known.lock() {
            known.remove(session);
        }
    }
}

impl App {
    /// Writes down every sign-out that the disk did not take; what it still does not take is tried again.
    pub async fn write_sign_outs(&self) {
        let Some(kit) = self.kit() else { return };
        for (session, at, how) in self.own_pins.owed() {
            let written = kit.store.write(move |sp| how(sp, &session, at)).await;
            if written.is_err() {
                return;
            }
            self.own_pins.forget(&session);
        }
    }
}

impl Known {
    fn waits(&self, path: &str, key: &str, now: Timestamp) -> bool {
        self.waiting.as_ref().is_some_and(|waiting| {
            waiting.path == path
                && waiting.key == key
                && is_within(waiting.since, now, waiting.patience)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).unwrap()
    }

    #[test]
    fn a_pin_counts_for_five_minutes_and_not_after_the_clock_was_put_back() {
        let pins = OwnPins::default();
        let mine = [1; 32];
        assert!(!pins.is_fresh(&mine, at(0)));
        pins.left_alone(&mine, at(0));
        pins.given(&mine, at(0));
        assert!(!pins.was_left_alone(&mine));
        assert!(pins.is_fresh(&mine, at(299)) && !pins.is_fresh(&[2; 32], at(299)));
        assert!(!pins.is_fresh(&mine, at(300)));
        assert!(!pins.is_fresh(&mine, at(-1)));
    }

    #[test]
    fn a_form_comes_back_once_to_where_it_was_sent_by_whoever_sent_it() {
        let pins = OwnPins::default();
        let mine = [1; 32];
        let form = || Zeroizing::new(b"name=x".to_vec());
        let key = pins.hold(&mine, "/staff", form(), FOR_A_PIN, at(0));
        assert!(pins.release(&[2; 32], "/staff", &key, at(1)).is_none());
        assert!(pins.release(&mine, "/devices/door", &key, at(1)).is_none());
        assert!(pins.release(&mine, "/staff", &key, at(900)).is_none());
        assert!(pins.holds(&mine, "/staff", &key, at(1)));
        assert_eq!(pins.release(&mine, "/staff", &key, at(1)).unwrap().as_slice(), b"name=x");
        assert!(pins.release(&mine, "/staff", &key, at(1)).is_none());
        let key = pins.hold(&mine, "/staff", form(), FOR_ROOM, at(0));
        assert!(pins.holds(&mine, "/staff", &key, at(3599)));
        assert!(!pins.holds(&mine, "/staff", &key, at(3600)));
        pins.forget(&mine);
        assert!(!pins.holds(&mine, "/staff", &key, at(1)));
    }
}
