//! What everybody in a rehearsal shares.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::civil::Date;
use tokio::sync::watch;

use super::families::Family;
use super::focal::Tally;
use super::hostile::Tally as Bad;
use super::http::Client;
use super::ledger::Ledger;
use super::random::Random;
use super::server::Ports;

/// How often in one rehearsal a form is taken up by its short code. The program lets one address guess thirty at
/// once, and here all phones have one address.
const SHORT_CODES: u32 = 20;

/// The stage of a rehearsal.
pub(super) struct Stage {
    /// The invented families.
    pub(super) families: Vec<Family>,
    /// What bad phones did.
    pub(super) hostile: Arc<Bad>,
    /// What the focal did.
    pub(super) followed: Tally,
    /// What happens is written here.
    pub(super) ledger: Ledger,
    /// The civil day.
    pub(super) today: Date,
    seed: u64,
    ports: Ports,
    up: watch::Receiver<bool>,
    next: AtomicUsize,
    short_codes: AtomicU32,
    phones_done: AtomicBool,
    /// The ticket's address of the form that was sent last, for those who send it again.
    sent: Mutex<Option<String>>,
}

impl Stage {
    /// A stage for these families; `up` tells whether the program listens.
    pub(super) fn new(
        families: Vec<Family>,
        ledger: Ledger,
        today: Date,
        seed: u64,
        ports: Ports,
        up: watch::Receiver<bool>,
    ) -> Self {
        Self {
            families,
            hostile: Arc::default(),
            followed: Tally::default(),
            ledger,
            today,
            seed,
            ports,
            up,
            next: AtomicUsize::new(0),
            short_codes: AtomicU32::new(SHORT_CODES),
            phones_done: AtomicBool::new(false),
            sent: Mutex::default(),
        }
    }

    /// A phone that has never been here.
    pub(super) fn phone(&self) -> Client {
        Client::new(self.ports.family, self.up.clone())
    }

    /// Where phones connect.
    pub(super) fn family_port(&self) -> u16 {
        self.ports.family
    }

    /// The laptop's browser.
    pub(super) fn laptop(&self) -> Client {
        Client::new(self.ports.staff, self.up.clone())
    }

    /// A generator for one thing on this stage.
    pub(super) fn random(&self, thing: u64) -> Random {
        Random::apart(self.seed, thing)
    }

    /// The next family that takes a phone into its hand, with its place among all.
    pub(super) fn next_family(&self) -> Option<(usize, &Family)> {
        let at = self.next.fetch_add(1, Ordering::Relaxed);
        self.families.get(at).map(|family| (at, family))
    }

    /// Whether one more form may be taken up by its short code.
    pub(super) fn take_short_code(&self) -> bool {
        let left = |left: u32| left.checked_sub(1);
        self.short_codes.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left).is_ok()
    }

    /// A family's form was sent and led to this ticket.
    pub(super) fn was_sent(&self, ticket: &str) {
        *self.sent.lock().unwrap_or_else(PoisonError::into_inner) = Some(ticket.to_owned());
    }

    /// The ticket of the form that was sent last.
    pub(super) fn last_sent(&self) -> Option<String> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Every family has its ticket.
    pub(super) fn all_phones_done(&self) {
        self.phones_done.store(true, Ordering::Relaxed);
    }

    /// Whether no family is at its phone any more.
    pub(super) fn phones_are_done(&self) -> bool {
        self.phones_done.load(Ordering::Relaxed)
    }
}

/// A short pause, as people make.
pub(super) async fn pause(random: &mut Random, most: u32) {
    tokio::time::sleep(Duration::from_millis(u64::from(random.below(most + 1)))).await;
}
