//! How much one phone may ask. Tuned so that 200 phones behind one address are not an attack.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;

/// How long a phone may take to send its headers.
pub const HEADER_TIME: Duration = Duration::from_secs(10);

/// Room for a request's headers.
pub const HEADER_BYTES: usize = 16 * 1024;

/// Largest form.
pub const FORM_BYTES: usize = 64 * 1024;

/// Largest form on one page with many children, typed at the laptop.
pub const ENTRY_BYTES: usize = 512 * 1024;

/// Largest photo.
pub const PHOTO_BYTES: usize = 10 * 1024 * 1024 + 64 * 1024;

/// Largest sealed file of another laptop: a room of some thousand families.
pub const SEALED_BYTES: usize = 16 * 1024 * 1024;

/// How long a request may take in all.
pub const REQUEST_TIME: Duration = Duration::from_secs(30);

/// Most live streams of one door at once; each holds a connection open.
pub const STREAMS: usize = 48;

/// Live streams that are open, by door: phones that follow the line never take the desks' own.
#[derive(Default)]
pub struct Streams {
    /// Those of phones and screens in the yard.
    pub families: Share,
    /// Those of the staff.
    pub staff: Share,
}

/// One door's streams. Clones count together.
#[derive(Default, Clone)]
pub struct Share(Arc<AtomicUsize>);

impl Share {
    /// Counts one more until it is dropped; none when the share is used up.
    pub fn one_more(&self) -> Option<OneMore> {
        let counted = OneMore(self.clone());
        (self.0.fetch_add(1, Ordering::Relaxed) < STREAMS).then_some(counted)
    }
}

/// A stream that counts while it is open.
pub struct OneMore(Share);

impl Drop for OneMore {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A kind of trying that is limited, with its burst and how long one more takes to come back, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trying {
    /// Guessing the short code of a draft.
    ShortCode,
    /// Guessing somebody's PIN from one place.
    Pin,
    /// Guessing somebody's PIN from places where they never signed in, all together.
    PinElsewhere,
    /// Guessing a pairing code, or asking to join.
    Pair,
    /// Guessing the passphrase.
    Passphrase,
    /// Beginning forms.
    Begin,
    /// Sending forms.
    Send,
}

impl Trying {
    fn rule(self) -> (u32, u32) {
        match self {
            // 30 codes at once and one more each 4 s: a crowd may mistype, a guesser needs centuries.
            Self::ShortCode | Self::Pair => (30, 4),
            Self::Pin => (8, 20),
            // Ten thousand PINs would take a month of nothing else.
            Self::PinElsewhere => (20, 300),
            Self::Passphrase => (10, 10),
            // Many phones may stand behind one address, and a helper files family after family: 200 begin or send at
            // once, correct a mistake and send again, before anybody waits.
            Self::Begin | Self::Send => (600, 1),
        }
    }
}

/// Most sources remembered; beyond it the whole kit shares one bucket until it is calm again.
const SOURCES: usize = 4096;

/// Buckets by kind and source.
#[derive(Default)]
pub struct Limits {
    buckets: Mutex<HashMap<(Trying, String), Bucket>>,
    /// Who signed in where, since the start: name and place in one text.
    homes: Mutex<HashSet<String>>,
}

/// The laptop itself, as a place where PINs are typed. Everybody is at home there.
pub const LAPTOP: &str = "laptop";

#[derive(Clone, Copy)]
struct Bucket {
    left: u32,
    at: Timestamp,
}

impl Limits {
    /// Takes one try; `false` when there is none left for this source.
    pub fn take(&self, trying: Trying, source: &str, now: Timestamp) -> bool {
        let Ok(mut buckets) = self.buckets.lock() else {
            return false;
        };
        let (burst, seconds) = trying.rule();
        if SOURCES <= buckets.len() {
            // Whoever has been quiet long enough to have everything back need not be remembered.
            buckets.retain(|(trying, _), bucket| {
                let (burst, seconds) = trying.rule();
                now.as_second() - bucket.at.as_second() < i64::from(burst) * i64::from(seconds)
            });
        }
        let key = if buckets.len() < SOURCES { source.to_owned() } else { String::new() };
        let bucket = buckets.entry((trying, key)).or_insert(Bucket { left: burst, at: now });
        let passed = (now.as_second() - bucket.at.as_second()).max(0);
        let regained = u32::try_from(passed / i64::from(seconds)).unwrap_or(u32::MAX);
        if regained > 0 {
            bucket.left = bucket.left.saturating_add(regained).min(burst);
            bucket.at = now;
        }
        if bucket.left == 0 {
            return false;
        }
        bucket.left -= 1;
        true
    }

    /// Takes one try at somebody's PIN from one place; `false` when there is none left.
    ///
    /// Each place has its own tries, so that nobody is locked out by what others type elsewhere. Places where this
    /// person never signed in share one bucket besides, so that a crowd of devices guesses no faster than one; it
    /// can empty that bucket, and the person still signs in at the laptop or where they did before.
    pub fn take_pin(&self, person: &str, place: &str, now: Timestamp) -> bool {
        let home = format!("{person} {place}");
        if !self.take(Trying::Pin, &home, now) {
            return false;
        }
        let at_home = place == LAPTOP || self.homes.lock().is_ok_and(|homes| homes.contains(&home));
        at_home || self.take(Trying::PinElsewhere, person, now)
    }

    /// Somebody typed their own PIN: they have their tries back, and are at home there from now on.
    pub fn pin_was_right(&self, person: &str, place: &str) {
        let home = format!("{person} {place}");
        self.forgive(Trying::Pin, &home);
        if let Ok(mut homes) = self.homes.lock()
            && homes.len() < SOURCES
        {
            homes.insert(home);
        }
    }

    /// Gives a source its tries back, after it got it right.
    pub fn forgive(&self, trying: Trying, source: &str) {
        if let Ok(mut buckets) = self.buckets.lock() {
            buckets.remove(&(trying, source.to_owned()));
        }
    }
}

/// A phone as the limits know it.
pub fn source(peer: IpAddr) -> String {
    peer.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_run_out_and_come_back_with_time() {
        let limits = Limits::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let later = Timestamp::from_second(1_800_000_020).unwrap();
        let burst = (0..100).filter(|_| limits.take(Trying::Pin, "desk", now)).count();
        assert_eq!(burst, 8);
        assert!(limits.take(Trying::Pin, "another", now));
        assert!(limits.take(Trying::Pin, "desk", later));
        assert!(!limits.take(Trying::Pin, "desk", later));
    }

    #[test]
    fn a_crowd_of_devices_locks_nobody_out_where_they_are_at_home() {
        let limits = Limits::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        assert!(limits.take_pin("officer", "her tablet", now));
        limits.pin_was_right("officer", "her tablet");
        let devices = (0..50).map(|device| format!("device {device}"));
        let tries = devices.flat_map(|device| std::iter::repeat_n(device, 8));
        let guesses = tries.filter(|device| limits.take_pin("officer", device, now)).count();
        assert_eq!(guesses, 19, "a crowd guesses no faster than one device");
        assert!(limits.take_pin("officer", "her tablet", now));
        assert!(limits.take_pin("officer", LAPTOP, now));
        assert!(limits.take_pin("another officer", "device 1", now));
    }
}
