//! Rooms that focals have opened: in memory, each for one sign-in and one event, and shut when nobody touches them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};

use crate::acts::follow::Known;
use crate::domain::ids::{ChildId, EventId};
use crate::domain::safeguarding::Held;
use crate::seal::sealed::{self, FocalSecret};

/// A room that nobody touched for so long is shut.
pub const IDLE: SignedDuration = SignedDuration::from_mins(2);

/// What words of a shut room are bound to.
const HELD: &[u8] = b"words of the room";

/// Every room that is open, by the hash of its session's token.
pub struct Rooms {
    open: Mutex<BTreeMap<[u8; 32], Arc<OpenRoom>>>,
    /// Words that were sent to a shut room go back into the page sealed to this, and are opened once the room is.
    /// Drawn anew at each start.
    keeper: FocalSecret,
}

/// A room that a focal opened. The event's secret is wiped when the last hold on it goes.
pub struct OpenRoom {
    /// Of which event.
    pub event: EventId,
    /// What opens its boxes.
    pub secret: FocalSecret,
    /// What was read so far, so that the next page reads only what came since.
    pub known: Mutex<Known>,
    touched: Mutex<Timestamp>,
    viewed: Mutex<BTreeSet<ChildId>>,
    ready: Mutex<Option<Arc<Ready>>>,
    slips: Mutex<BTreeMap<ChildId, Arc<Vec<u8>>>>,
    /// Whether somebody said that a waiting recovery sheet is to go on waiting.
    pub sheet_later: AtomicBool,
}

/// A file that was made in a room and waits to be saved. It goes when the room is shut.
pub struct Ready {
    /// Its name, nobody's; empty where no file was made.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What it is.
    pub what: ReadyFile,
}

/// What a file is.
pub enum ReadyFile {
    /// The whole room, sealed, for another laptop.
    Room,
    /// Records for another program, sealed.
    Records {
        /// How many children's.
        leaving: usize,
        /// Whose stay, and why.
        held: Vec<(ChildId, Held)>,
    },
    /// That a file of another laptop was taken in.
    Receipt {
        /// Families, children and notes that were new.
        new: [usize; 3],
    },
}

impl Default for Rooms {
    fn default() -> Self {
        Self { open: Mutex::default(), keeper: FocalSecret::random() }
    }
}

impl Rooms {
    /// Opens an event's room for a session.
    pub fn open(&self, session: [u8; 32], event: EventId, secret: FocalSecret, now: Timestamp) {
        let room = OpenRoom {
            event,
            secret,
            known: Mutex::default(),
            touched: Mutex::new(now),
            viewed: Mutex::default(),
            ready: Mutex::default(),
            slips: Mutex::default(),
            sheet_later: AtomicBool::new(false),
        };
        if let Ok(mut open) = self.open.lock() {
            open.insert(session, Arc::new(room));
        }
    }

    /// The room of a session, unless it was left alone for [`IDLE`]. `by_hand`: somebody touches it now.
    pub fn of(&self, session: &[u8; 32], now: Timestamp, by_hand: bool) -> Option<Arc<OpenRoom>> {
        self.sweep(now);
        let room = self.open.lock().ok()?.get(session).cloned()?;
        if by_hand && let Ok(mut touched) = room.touched.lock() {
            *touched = now;
        }
        Some(room)
    }

    /// Shuts the room of a session.
    pub fn shut(&self, session: &[u8; 32]) {
        if let Ok(mut open) = self.open.lock() {
            open.remove(session);
        }
    }

    /// Shuts an event's room wherever it is open.
    pub fn shut_all_of(&self, event: EventId) {
        if let Ok(mut open) = self.open.lock() {
            open.retain(|_, room| room.event != event);
        }
    }

    /// Shuts every room that was left alone, also where no page is asked for any more. A clock that was put back shuts
    /// them too.
    pub fn sweep(&self, now: Timestamp) {
        let in_use = |room: &OpenRoom| {
            let touched = room.touched.lock().map(|touched| *touched).ok();
            let alone = touched.map(|touched| now.duration_since(touched));
            alone.is_some_and(|alone| !alone.is_negative() && alone < IDLE)
        };
        if let Ok(mut open) = self.open.lock() {
            open.retain(|_, room| in_use(room));
        }
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        self.open.lock().map_or(0, |open| open.len())
    }

    /// Seals words for a page of a shut room. None if they are too long.
    pub fn hold(&self, words: &[u8]) -> Option<Vec<u8>> {
        sealed::seal_note(&self.keeper.public(), HELD, words).ok()
    }

    /// Opens what [`Rooms::hold`] sealed since the program was started.
    pub fn held(&self, sealed_words: &[u8]) -> Option<Vec<u8>> {
        sealed::open_note(&self.keeper, HELD, sealed_words).ok().map(|words| words.to_vec())
    }
}

impl OpenRoom {
    /// Keeps a file until it is saved, in the place of the one before.
    pub fn keep(&self, file: Ready) {
        if let Ok(mut ready) = self.ready.lock() {
            *ready = Some(Arc::new(file));
        }
    }

    /// The file that was made last.
    pub fn ready(&self) -> Option<Arc<Ready>> {
        self.ready.lock().ok()?.clone()
    }

    /// The file of a name, unless another one took its place: a page that still stands open names the one it was about.
    pub fn file(&self, name: &str) -> Option<Arc<Ready>> {
        self.ready().filter(|ready| ready.name == name)
    }

    /// Keeps a child's referral slip, a PDF, until the room is shut; in the place of this child's one before.
    pub fn keep_slip(&self, child: ChildId, pdf: Vec<u8>) {
        if let Ok(mut slips) = self.slips.lock() {
            slips.insert(child, Arc::new(pdf));
        }
    }

    /// A child's referral slip that was made since the room was opened.
    pub fn slip(&self, child: ChildId) -> Option<Arc<Vec<u8>>> {
        self.slips.lock().ok()?.get(&child).cloned()
    }

    /// Notes that a child's record is opened; whether it was not since the room was.
    pub fn is_first_view(&self, child: ChildId) -> bool {
        self.viewed.lock().is_ok_and(|mut viewed| viewed.insert(child))
    }

    /// Whether a child's record was opened since the room was.
    pub fn has_viewed(&self, child: ChildId) -> bool {
        self.viewed.lock().is_ok_and(|viewed| viewed.contains(&child))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).unwrap()
    }

    #[test]
    fn a_room_left_alone_is_shut_and_its_secret_goes() {
        let rooms = Rooms::default();
        rooms.open([1; 32], EventId([2; 16]), FocalSecret::random(), at(0));
        assert!(rooms.of(&[2; 32], at(1), true).is_none(), "another session");
        let held = Arc::downgrade(&rooms.of(&[1; 32], at(119), true).unwrap());
        // A page that asks by itself keeps nothing open.
        assert!(rooms.of(&[1; 32], at(200), false).is_some());
        assert!(rooms.of(&[1; 32], at(239), false).is_none());
        assert!(held.upgrade().is_none(), "nothing holds the secret any more");
        rooms.open([1; 32], EventId([2; 16]), FocalSecret::random(), at(300));
        rooms.sweep(at(299));
        assert_eq!(rooms.count(), 0, "the clock was put back");
    }

    #[test]
    fn words_of_a_shut_room_come_back_whole() {
        let rooms = Rooms::default();
        let sealed_words = rooms.hold("ឃ្លាន".as_bytes()).unwrap();
        assert!(!sealed_words.windows(3).any(|part| part == "ឃ".as_bytes()));
        assert_eq!(rooms.held(&sealed_words).unwrap(), "ឃ្លាន".as_bytes());
        assert!(Rooms::default().held(&sealed_words).is_none(), "after another start");
    }
}
