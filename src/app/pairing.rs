//! Codes shown on the laptop's screen, and laptops that ask to join: in memory, for minutes.

use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::domain::ids::StaffId;
use crate::seal;
use crate::seal::spoken::{self, Nonce};
use crate::seal::token::Token;

/// How long a code on the screen lets one device in.
pub const CODE_TIME: SignedDuration = SignedDuration::from_mins(2);

/// How long a laptop may ask.
pub const KNOCK_TIME: SignedDuration = SignedDuration::from_mins(10);

/// Most codes at once; one screen shows one.
const MOST_CODES: usize = 16;

/// Most laptops that ask at once, one for each address.
const MOST_KNOCKS: usize = 16;

/// What was shown and who asks.
#[derive(Default)]
pub struct Pairing(Mutex<Open>);

#[derive(Default)]
struct Open {
    codes: Vec<Code>,
    last: Vec<Last>,
    knocks: Vec<Knock>,
}

/// The code that somebody showed last, for the page that waits for its device.
struct Last {
    hash: [u8; 32],
    pass: Pass,
    until: Timestamp,
    is_in: bool,
}

/// What became of a code, with what the device is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// It still lets a device in.
    Waits,
    /// The device is in.
    In(String),
    /// Nobody came in time.
    Over(String),
}

/// A code on the screen; only its hash is kept.
struct Code {
    hash: [u8; 32],
    pass: Pass,
    until: Timestamp,
}

/// What a code is good for.
#[derive(Clone)]
pub struct Pass {
    /// What the administrator calls the device.
    pub name: String,
    /// Who showed the code.
    pub by: StaffId,
}

/// A laptop that asks.
struct Knock {
    id: String,
    from: IpAddr,
    promise: [u8; 32],
    own: Nonce,
    /// The hash of its secret and the digits, once it kept its promise.
    shown: Option<([u8; 32], String)>,
    answer: Answer,
    until: Timestamp,
}

/// What a laptop that asked is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The administrator has not looked yet.
    Waiting,
    /// Come in.
    Accepted,
    /// Sent away.
    Refused,
    /// It asked too long ago, or never.
    Gone,
}

/// A laptop that asks, as the administrator sees it.
pub struct Asking {
    /// By which its buttons name it.
    pub id: String,
    /// The digits that both screens show.
    pub digits: String,
}

impl Pairing {
    fn open(&self, now: Timestamp) -> MutexGuard<'_, Open> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back must not make a code last.
        let lives = |until: Timestamp, time: SignedDuration| {
            now < until && until.duration_since(now) <= time
        };
        open.codes.retain(|code| lives(code.until, CODE_TIME));
        open.knocks.retain(|knock| lives(knock.until, KNOCK_TIME));
        open
    }

    /// A new code for one device. It takes the place of those shown before: the screen shows one.
    pub fn show(&self, pass: Pass, now: Timestamp) -> Token {
        let code = Token::random();
        let mut open = self.open(now);
        open.codes.retain(|other| other.pass.by != pass.by);
        open.last.retain(|other| other.pass.by != pass.by);
        if open.codes.len() < MOST_CODES {
            let (hash, until) = (code.hash(), now + CODE_TIME);
            // Whoever showed one longest ago looks no longer.
            let too_many = (open.last.len() + 1).saturating_sub(MOST_CODES);
            open.last.drain(..too_many);
            open.last.push(Last { hash, pass: pass.clone(), until, is_in: false });
            open.codes.push(Code { hash, pass, until });
        }
        code
    }

    /// Puts a code back that was taken for nothing: the device could not be written on the list.
    pub fn put_back(&self, code: &Token, pass: Pass, now: Timestamp) {
        let hash = code.hash();
        let mut open = self.open(now);
        let shown = open.last.iter().find(|last| seal::same(&last.hash, &hash));
        if let Some(until) = shown.map(|last| last.until) {
            open.codes.push(Code { hash, pass, until });
        }
    }

    /// Notes that the device is on the list that came with a code.
    pub fn came_in(&self, code: &Token, now: Timestamp) {
        let hash = code.hash();
        let mut open = self.open(now);
        if let Some(last) = open.last.iter_mut().find(|last| seal::same(&last.hash, &hash)) {
            last.is_in = true;
        }
    }

    /// What became of the code that somebody showed last; none if they showed none.
    pub fn became(&self, by: StaffId, now: Timestamp) -> Option<Became> {
        let open = self.open(now);
        let last = open.last.iter().find(|last| last.pass.by == by)?;
        let name = || last.pass.name.clone();
        // A code that was taken waits on until its device is on the list.
        let waits = now < last.until && last.until.duration_since(now) <= CODE_TIME;
        Some(match (last.is_in, waits) {
            (true, _) => Became::In(name()),
            (false, true) => Became::Waits,
            (false, false) => Became::Over(name()),
        })
    }

    /// Whether a code would let a device in now.
    pub fn is_good(&self, code: &Token, now: Timestamp) -> bool {
        let hash = code.hash();
        self.open(now).codes.iter().any(|known| seal::same(&known.hash, &hash))
    }

    /// Takes a code: whoever comes second finds it gone.
    pub fn take(&self, code: &Token, now: Timestamp) -> Option<Pass> {
        let hash = code.hash();
        let mut open = self.open(now);
        let place = open.codes.iter().position(|known| seal::same(&known.hash, &hash))?;
        Some(open.codes.swap_remove(place).pass)
    }

    /// A laptop at this address promises a number. Gives the name of its asking and the kit's number; none while too
    /// many ask. Asking again from the same address takes the place of the time before.
    pub fn knock(
        &self,
        from: IpAddr,
        promise: [u8; 32],
        now: Timestamp,
    ) -> Option<(String, Nonce)> {
        let mut open = self.open(now);
        open.knocks.retain(|knock| knock.from != from);
        if MOST_KNOCKS <= open.knocks.len() {
            return None;
        }
        let (id, own) = (Token::random().to_string(), seal::random());
        let until = now + KNOCK_TIME;
        let answer = Answer::Waiting;
        open.knocks.push(Knock { id: id.clone(), from, promise, own, shown: None, answer, until });
        Some((id, own))
    }

    /// The laptop keeps its promise; from now on the administrator sees its digits. `false`: it did not, or not in
    /// time; it has to ask anew.
    pub fn keep_promise(
        &self,
        id: &str,
        nonce: &Nonce,
        device: &[u8; 32],
        pin: &[u8; 32],
        now: Timestamp,
    ) -> bool {
        let mut open = self.open(now);
        let Some(place) = open.knocks.iter().position(|knock| knock.id == id) else { return false };
        let Some(knock) = open.knocks.get_mut(place) else { return false };
        if knock.shown.is_some() || !spoken::is_kept(&knock.promise, nonce, device) {
            // One try for each promise, or digits could be sought until they fit.
            open.knocks.swap_remove(place);
            return false;
        }
        knock.shown = Some((*device, spoken::digits(pin, device, nonce, &knock.own)));
        true
    }

    /// Laptops whose digits wait for an administrator.
    pub fn asking(&self, now: Timestamp) -> Vec<Asking> {
        let open = self.open(now);
        let waiting = open.knocks.iter().filter(|knock| knock.answer == Answer::Waiting);
        let shown = waiting.filter_map(|knock| {
            let (_, digits) = knock.shown.as_ref()?;
            Some(Asking { id: knock.id.clone(), digits: digits.clone() })
        });
        shown.collect()
    }

    /// The hash of the secret of a laptop that waits.
    pub fn secret_of(&self, id: &str, now: Timestamp) -> Option<[u8; 32]> {
        let open = self.open(now);
        let knock = open.knocks.iter().find(|knock| knock.id == id)?;
        let waiting = knock.answer == Answer::Waiting;
        knock.shown.as_ref().filter(|_| waiting).map(|(device, _)| *device)
    }

    /// Answers a laptop that waits. `false`: it waits no longer.
    pub fn answer(&self, id: &str, answer: Answer, now: Timestamp) -> bool {
        let mut open = self.open(now);
        let knock = open.knocks.iter_mut().find(|knock| knock.id == id);
        let Some(knock) = knock.filter(|knock| knock.answer == Answer::Waiting) else {
            return false;
        };
        knock.answer = answer;
        true
    }

    /// What a laptop is told.
    pub fn answer_to(&self, id: &str, now: Timestamp) -> Answer {
        let open = self.open(now);
        open.knocks.iter().find(|knock| knock.id == id).map_or(Answer::Gone, |knock| knock.answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn pass() -> Pass {
        Pass { name: "Tablet".to_owned(), by: StaffId([1; 16]) }
    }

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn a_code_lets_one_device_in_within_two_minutes() {
        let pairing = Pairing::default();
        let code = pairing.show(pass(), at(0));
        assert!(pairing.is_good(&code, at(119)));
        assert!(pairing.take(&code, at(119)).is_some());
        assert!(pairing.take(&code, at(119)).is_none(), "single use");
        let code = pairing.show(pass(), at(0));
        assert!(pairing.take(&code, at(120)).is_none(), "too late");
        let code = pairing.show(pass(), at(0));
        let taken = pairing.take(&code, at(60)).unwrap();
        pairing.put_back(&code, taken, at(60));
        assert!(pairing.is_good(&code, at(119)), "the disk did not take the device");
        assert!(!pairing.is_good(&code, at(120)));
        let code = pairing.show(pass(), at(0));
        assert!(pairing.take(&code, at(-3600)).is_none(), "the clock was set back");
    }

    #[test]
    fn whoever_showed_a_code_learns_what_became_of_it() {
        let (pairing, by) = (Pairing::default(), pass().by);
        assert_eq!(pairing.became(by, at(0)), None);
        let code = pairing.show(pass(), at(0));
        assert_eq!(pairing.became(by, at(119)), Some(Became::Waits));
        assert_eq!(pairing.became(by, at(120)), Some(Became::Over("Tablet".to_owned())));
        let code = {
            pairing.came_in(&code, at(120));
            pairing.show(pass(), at(121))
        };
        assert_eq!(pairing.became(by, at(122)), Some(Became::Waits), "of the last one only");
        assert!(pairing.take(&code, at(123)).is_some());
        assert_eq!(pairing.became(by, at(123)), Some(Became::Waits), "taken, not yet on the list");
        pairing.came_in(&code, at(123));
        assert_eq!(pairing.became(by, at(999)), Some(Became::In("Tablet".to_owned())));
        assert_eq!(pairing.became(StaffId([2; 16]), at(123)), None, "somebody else's");
    }

    #[test]
    fn a_new_code_ends_the_one_before() {
        let pairing = Pairing::default();
        let (first, second) = (pairing.show(pass(), at(0)), pairing.show(pass(), at(1)));
        assert!(!pairing.is_good(&first, at(2)));
        assert!(pairing.is_good(&second, at(2)));
    }

    #[test]
    fn a_broken_promise_ends_the_asking() {
        let pairing = Pairing::default();
        let (nonce, device) = ([1; 32], [2; 32]);
        let (id, own) = pairing.knock(HERE, spoken::promise(&nonce, &device), at(0)).unwrap();
        assert!(pairing.asking(at(1)).is_empty(), "no digits before the promise is kept");
        assert!(!pairing.keep_promise(&id, &[9; 32], &device, &[7; 32], at(1)));
        assert!(!pairing.keep_promise(&id, &nonce, &device, &[7; 32], at(1)));
        assert_eq!(pairing.answer_to(&id, at(1)), Answer::Gone);
        let (id, again) = pairing.knock(HERE, spoken::promise(&nonce, &device), at(2)).unwrap();
        assert_ne!(own, again);
        assert!(pairing.keep_promise(&id, &nonce, &device, &[7; 32], at(2)));
        let digits = spoken::digits(&[7; 32], &device, &nonce, &again);
        assert_eq!(pairing.asking(at(3)).first().map(|asking| asking.digits.clone()), Some(digits));
        assert_eq!(pairing.secret_of(&id, at(3)), Some(device));
        assert!(pairing.answer(&id, Answer::Refused, at(3)));
        assert!(!pairing.answer(&id, Answer::Accepted, at(3)), "what was said is said");
        assert_eq!(pairing.answer_to(&id, at(4)), Answer::Refused);
        assert_eq!(pairing.answer_to(&id, at(700)), Answer::Gone);
    }

    #[test]
    fn one_address_cannot_keep_others_from_asking() {
        let pairing = Pairing::default();
        for _ in 0..100 {
            assert!(pairing.knock(HERE, [0; 32], at(0)).is_some());
        }
        assert!(pairing.knock(IpAddr::from([10, 0, 0, 2]), [0; 32], at(0)).is_some());
    }
}
