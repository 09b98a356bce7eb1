//! How much one phone may ask. Tuned so that 200 phones behind one address are not an attack.

use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;

/// How long a phone may take to send its headers.
pub const HEADER_TIME: Duration = Duration::from_secs(10);

/// Largest head of a request, its first line included. A browser's own is a quarter of that with every cookie of ours.
pub const HEAD_BYTES: usize = 8 * 1024;

/// How much of a connection is read ahead. It is more than a head may have, so that a head that is a little too large is
/// refused in words; one that does not end within it is refused without.
pub const READ_BYTES: usize = 16 * 1024;

/// Largest form.
pub const FORM_BYTES: usize = 64 * 1024;

/// Largest form on one page with many children, typed at the laptop.
pub const ENTRY_BYTES: usize = 512 * 1024;

/// Most fields of a form: twenty children on one page have a third of that.
pub const FIELDS: usize = 2000;

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
    /// Guessing a pairing code.
    Pair,
    /// Asking to join.
    Knock,
    /// Guessing the passphrase.
    Passphrase,
    /// Writing down that a PIN was typed under nobody's name.
    NobodyNoted,
    /// Beginning forms.
    Begin,
    /// Sending forms.
    Send,
    /// Sending photos of papers.
    Photo,
}

impl Trying {
    fn rule(self) -> (u32, u32) {
        match self {
            // 30 codes at once and one more each 4 s: a crowd may mistype, a guesser needs centuries.
            Self::ShortCode | Self::Pair | Self::Knock => (30, 4),
            Self::Pin => (8, 20),
            // Ten thousand PINs would take a month of nothing else.
            Self::PinElsewhere => (20, 300),
            Self::Passphrase => (10, 10),
            // That somebody plays with the door is worth a line; how often, none.
            Self::NobodyNoted => (1, 600),
            // Many phones may stand behind one address, and a helper files family after family: 200 begin or send at
            // once, correct a mistake and send again, before anybody waits.
            Self::Begin | Self::Send => (600, 1),
            // 200 phones behind one address send three photos each at once, and after that more than a hundred families
            // an hour send eight each; whoever fills the disk with them needs an hour for a gigabyte.
            Self::Photo => (600, 4),
        }
    }

    /// Whether it is guessing the PIN of `person`, from one place or from several.
    fn is_at(self, source: &str, person: &str) -> bool {
        match self {
            Self::Pin => source.split(' ').next() == Some(person),
            Self::PinElsewhere => source == person,
            _ => false,
        }
    }

    /// Whether those who try are staff, on devices that were let in.
    fn is_of_staff(self) -> bool {
        matches!(self, Self::Pin | Self::PinElsewhere | Self::Passphrase | Self::NobodyNoted)
    }
}

/// Most sources remembered of each crowd, staff and strangers; then whoever tried the longest ago is forgotten.
pub const SOURCES: usize = 4096;

/// Buckets by kind and source. Those of strangers never take the room of the staff's.
#[derive(Default)]
pub struct Limits {
    staff: Mutex<Buckets>,
    strangers: Mutex<Buckets>,
    /// Who ever signed in where: name and place in one text.
    homes: Mutex<HashSet<String>>,
}

/// The laptop itself, as a place where PINs are typed. Everybody is at home there.
pub const LAPTOP: &str = "laptop";

/// As whom somebody tries who names nobody that works here: all such tries count together.
pub const NOBODY: &str = "";

#[derive(Default)]
struct Buckets {
    all: HashMap<(Trying, String), Bucket>,
    /// How often a try was taken: the order of the last ones never hangs on the clock.
    turns: u64,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: u32,
    at: Timestamp,
    turn: u64,
}

impl Bucket {
    /// As it is at this moment, with what has come back.
    fn at(mut self, trying: Trying, now: Timestamp) -> Self {
        let (burst, seconds) = trying.rule();
        // A clock that was put back: tries come back from now on, not once it has caught up.
        self.at = self.at.min(now);
        let passed = now.as_second() - self.at.as_second();
        let regained = u32::try_from(passed / i64::from(seconds)).unwrap_or(u32::MAX);
        if regained > 0 {
            self.left = self.left.saturating_add(regained).min(burst);
            self.at = now;
        }
        self
    }
}

impl Buckets {
    /// Makes room for one more source. Whoever has been quiet long enough to have everything back need not be
    /// remembered; where nobody has, the one who tried the longest ago goes.
    fn make_room(&mut self, now: Timestamp) {
        self.all.retain(|(trying, _), bucket| {
            let (burst, seconds) = trying.rule();
            let quiet = now.as_second() - bucket.at.as_second();
            quiet < i64::from(burst) * i64::from(seconds)
        });
        while SOURCES <= self.all.len() {
            let oldest = self.all.iter().min_by_key(|(_, bucket)| bucket.turn);
            let Some(oldest) = oldest.map(|(key, _)| key.clone()) else { return };
            self.all.remove(&oldest);
        }
    }

    fn take(&mut self, trying: Trying, source: &str, now: Timestamp) -> bool {
        let (burst, _) = trying.rule();
        let key = (trying, source.to_owned());
        if !self.all.contains_key(&key) && SOURCES <= self.all.len() {
            self.make_room(now);
        }
        self.turns += 1;
        let turn = self.turns;
        let bucket = self.all.entry(key).or_insert(Bucket { left: burst, at: now, turn });
        *bucket = Bucket { turn, ..bucket.at(trying, now) };
        if bucket.left == 0 {
            return false;
        }
        bucket.left -= 1;
        true
    }
}

impl Limits {
    fn of(&self, trying: Trying) -> &Mutex<Buckets> {
        if trying.is_of_staff() { &self.staff } else { &self.strangers }
    }

    /// Takes one try; `false` when there is none left for this source.
    pub fn take(&self, trying: Trying, source: &str, now: Timestamp) -> bool {
        self.of(trying).lock().is_ok_and(|mut buckets| buckets.take(trying, source, now))
    }

    /// Takes one try at somebody's PIN from one place; `false` when there is none left.
    ///
    /// Each place has its own tries, so that nobody is locked out by what others type elsewhere. Places where this
    /// person never signed in share one bucket besides, so that a crowd of devices guesses no faster than one; it
    /// can empty that bucket, and the person still signs in at the laptop or where they did before. Who names nobody
    /// that works here tries as [`NOBODY`], so that invented names take nobody's tries.
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
        self.forgive(Trying::Pin, &format!("{person} {place}"));
        self.knows(person, place);
    }

    /// Somebody signed in there before the start, and is at home there.
    pub fn knows(&self, person: &str, place: &str) {
        if let Ok(mut homes) = self.homes.lock()
            && homes.len() < SOURCES
        {
            homes.insert(format!("{person} {place}"));
        }
    }

    /// Whether somebody has no tries left at some place, or at none where they never signed in.
    pub fn is_slowed(&self, person: &str, now: Timestamp) -> bool {
        self.staff.lock().is_ok_and(|buckets| {
            let mut mine = buckets.all.iter().filter(|((trying, of), _)| trying.is_at(of, person));
            mine.any(|((trying, _), bucket)| bucket.at(*trying, now).left == 0)
        })
    }

    /// Gives somebody their tries at their PIN back, wherever they were used up.
    pub fn give_back(&self, person: &str) {
        if let Ok(mut buckets) = self.staff.lock() {
            buckets.all.retain(|(trying, of), _| !trying.is_at(of, person));
        }
    }

    /// Gives a source its tries back, after it got it right.
    pub fn forgive(&self, trying: Trying, source: &str) {
        if let Ok(mut buckets) = self.of(trying).lock() {
            buckets.all.remove(&(trying, source.to_owned()));
        }
    }
}

/// Whether it is the laptop itself, whose own programs are no crowd: the board in its browser, a rehearsal.
pub fn is_own(peer: IpAddr) -> bool {
    [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)]
        .contains(&peer.to_canonical())
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

    #[test]
    fn after_the_clock_went_back_tries_come_back_from_then_on() {
        let limits = Limits::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let day_before = |seconds: i64| Timestamp::from_second(1_799_913_600 + seconds).unwrap();
        while limits.take(Trying::Pin, "desk", now) {}
        assert!(!limits.take(Trying::Pin, "desk", day_before(0)));
        assert!(limits.take(Trying::Pin, "desk", day_before(20)));
        while limits.take(Trying::Begin, "the yard", now) {}
        assert!(!limits.take(Trying::Begin, "the yard", day_before(0)));
        assert!(limits.take(Trying::Begin, "the yard", day_before(1)));
    }

    #[test]
    fn however_many_strangers_try_nobody_who_works_here_is_shut_out() {
        let limits = Limits::default();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        for phone in 0..2 * SOURCES {
            limits.take(Trying::Begin, &phone.to_string(), now);
            limits.take_pin(NOBODY, "a tablet", now);
        }
        assert!(!limits.take_pin(NOBODY, "a tablet", now));
        assert!(limits.take_pin("officer", "a tablet", now));
        assert!(limits.take_pin("officer", LAPTOP, now));
        assert!(limits.take(Trying::Begin, "one more phone", now));
        let strangers = limits.strangers.lock().unwrap();
        assert!(strangers.all.len() <= SOURCES, "{}", strangers.all.len());
        let newest = (2 * SOURCES - 1).to_string();
        assert!(strangers.all.contains_key(&(Trying::Begin, newest)), "the oldest go first");
    }
}
