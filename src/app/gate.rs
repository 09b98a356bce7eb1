//! How many connections a door holds and how long one may stand still, before anything of a request is read.
//!
//! A yard's phones may all come from one address, so an address gets many; a phone that opens sockets and says nothing
//! takes none from the others. Where an address has all it gets, the oldest of its lines that has not asked for anything
//! gives way to a new one.

use std::collections::{BTreeMap, HashMap};
use std::future::{Ready, ready};
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum_server::accept::Accept;
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tower::Service;

use super::held::Held;

/// Most connections from one address: a hotspot may hide 200 phones behind its own.
pub const OF_ONE: usize = 256;

/// Most connections of one door.
pub const IN_ALL: usize = 1024;

/// Lets connections through a door. Clones count together.
#[derive(Clone, Default)]
pub struct Gate(Arc<Mutex<Counts>>);

#[derive(Default)]
struct Counts {
    all: usize,
    /// The lines of each address by their numbers, so the oldest first.
    by_address: HashMap<IpAddr, BTreeMap<u64, Line>>,
    /// How many came since the start.
    came: u64,
}

/// How a line is told to give way; none once it has asked for something.
type Line = Option<oneshot::Sender<()>>;

impl Gate {
    /// How many connections are open.
    pub fn open(&self) -> usize {
        self.counts().all
    }

    fn counts(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more from `address`, and word of when it has to give way; none when there are too many that
    /// have asked for something.
    fn one_more(&self, address: IpAddr) -> Option<(Place, oneshot::Receiver<()>)> {
        let mut counts = self.counts();
        let Counts { all, by_address, came } = &mut *counts;
        let of_one = by_address.get(&address).map_or(0, BTreeMap::len);
        // The laptop's own programs are not a crowd: the board in its browser, a rehearsal.
        let is_own = address == IpAddr::V4(Ipv4Addr::LOCALHOST);
        let has_its_share = OF_ONE <= of_one && !is_own;
        if IN_ALL <= *all || has_its_share {
            // The new one gets the place of one that says nothing, never of one that waits for its answer: of its own
            // address where that has its share, else of whichever has the most of them.
            let from = if has_its_share { address } else { most_quiet(by_address)? };
            let mine = by_address.get_mut(&from)?;
            let quiet = mine.iter().find(|(_, line)| line.is_some()).map(|(number, _)| *number)?;
            // One that has ended by itself meanwhile hears it no more.
            let _ = mine.remove(&quiet).flatten()?.send(());
            if mine.is_empty() {
                by_address.remove(&from);
            }
        } else {
            *all += 1;
        }
        *came += 1;
        let (number, (tell, told)) = (*came, oneshot::channel());
        by_address.entry(address).or_default().insert(number, Some(tell));
        drop(counts);
        Some((Place { gate: self.clone(), address, number }, told))
    }

    /// A line has asked for something: it gives way to nobody any more.
    fn asked(&self, address: IpAddr, number: u64) {
        let mut counts = self.counts();
        let line = counts.by_address.get_mut(&address).and_then(|mine| mine.get_mut(&number));
        if let Some(line) = line {
            *line = None;
        }
    }
}

/// The address with the most lines that have asked for nothing.
fn most_quiet(by_address: &HashMap<IpAddr, BTreeMap<u64, Line>>) -> Option<IpAddr> {
    let quiet = |lines: &BTreeMap<u64, Line>| lines.values().filter(|line| line.is_some()).count();
    let most = by_address.iter().max_by_key(|(_, lines)| quiet(lines));
    most.map(|(address, _)| *address)
}

/// One connection's place, given back when it ends.
pub(super) struct Place {
    gate: Gate,
    address: IpAddr,
    number: u64,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.gate.counts();
        let Counts { all, by_address, .. } = &mut *counts;
        let Some(mine) = by_address.get_mut(&self.address) else { return };
        // Whoever gave way has passed the place on already.
        if mine.remove(&self.number).is_some() {
            *all = all.saturating_sub(1);
        }
        if mine.is_empty() {
            by_address.remove(&self.address);
        }
    }
}

/// What answers on one line, and notes when it is first asked: the whole head of a request has come then.
#[derive(Clone)]
pub struct Asking<S> {
    service: S,
    asker: Arc<Asker>,
}

struct Asker {
    gate: Gate,
    address: IpAddr,
    number: u64,
    has_asked: AtomicBool,
}

impl<S> Asking<S> {
    /// Another that answers on the same line.
    pub fn instead<T>(self, service: T) -> Asking<T> {
        Asking { service, asker: self.asker }
    }
}

impl<S: Service<R>, R> Service<R> for Asking<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: R) -> S::Future {
        let Asker { gate, address, number, has_asked } = &*self.asker;
        if !has_asked.swap(true, Ordering::Relaxed) {
            gate.asked(*address, *number);
        }
        self.service.call(request)
    }
}

impl<S> Accept<TcpStream, S> for Gate {
    type Stream = Held<TcpStream>;
    type Service = Asking<S>;
    type Future = Ready<io::Result<(Held<TcpStream>, Asking<S>)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        ready(stream.peer_addr().and_then(|peer| {
            let one_more = self.one_more(peer.ip().to_canonical());
            let (place, told) = one_more.ok_or_else(|| io::Error::other("too many connections"))?;
            let Place { ref gate, address, number } = place;
            let asker = Asker { gate: gate.clone(), address, number, has_asked: false.into() };
            let asking = Asking { service, asker: Arc::new(asker) };
            Ok((Held::new(stream, told, place), asking))
        }))
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a line that is not there should stop the test")]
mod tests {
    use super::*;
    use tokio::sync::oneshot::error::TryRecvError;

    fn address(last: u8) -> IpAddr {
        IpAddr::V4(Ipv4Addr::new(192, 168, 8, last))
    }

    /// A line that has asked for something.
    fn asked(gate: &Gate, address: IpAddr) -> Option<Place> {
        let (place, _told) = gate.one_more(address)?;
        gate.asked(address, place.number);
        Some(place)
    }

    #[test]
    fn one_address_takes_no_more_than_its_share_and_gives_it_back() {
        let gate = Gate::default();
        let mut held: Vec<_> = (0..OF_ONE).map_while(|_| asked(&gate, address(7))).collect();
        assert_eq!(held.len(), OF_ONE);
        assert!(gate.one_more(address(7)).is_none(), "one address");
        assert!(gate.one_more(address(8)).is_some(), "another phone comes in");
        held.pop();
        assert!(gate.one_more(address(7)).is_some());
    }

    #[test]
    fn a_door_takes_no_more_than_so_many_in_all_and_forgets_who_left() {
        let gate = Gate::default();
        let own = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let held: Vec<_> = (0..2 * IN_ALL).map_while(|_| asked(&gate, own)).collect();
        assert_eq!((held.len(), gate.open()), (IN_ALL, IN_ALL));
        assert!(gate.one_more(address(9)).is_none());
        drop(held);
        assert_eq!(gate.open(), 0);
        assert!(gate.counts().by_address.is_empty());
    }

    #[test]
    fn the_oldest_of_an_address_that_has_asked_for_nothing_gives_way() {
        let gate = Gate::default();
        let first = asked(&gate, address(7)).unwrap();
        let others = (1..OF_ONE).map_while(|_| gate.one_more(address(7)));
        let (mut places, mut told): (Vec<_>, Vec<_>) = others.unzip();
        let another = gate.one_more(address(8)).unwrap();
        for turn in 0..3 {
            let (place, tells) = gate.one_more(address(7)).unwrap();
            places.push(place);
            told.push(tells);
            let gone = told.iter_mut().filter_map(|told| told.try_recv().ok()).count();
            assert_eq!((gone, gate.open()), (1, OF_ONE + 1), "{turn}");
        }
        // In the order in which they came.
        assert!(told[..3].iter_mut().all(|told| told.try_recv() == Err(TryRecvError::Closed)));
        // Those that gave way end, and take nobody's place with them.
        places.drain(..3);
        assert_eq!(gate.open(), OF_ONE + 1);
        drop((first, places, another));
        assert_eq!(gate.open(), 0);
        assert!(gate.counts().by_address.is_empty());
    }

    #[test]
    fn a_full_door_makes_room_at_the_cost_of_whoever_has_the_most_silent_lines() {
        let gate = Gate::default();
        let many = (1..4).flat_map(|last| (0..OF_ONE).map(move |_| address(last)));
        let mut silent: Vec<_> = many.map_while(|from| gate.one_more(from)).collect();
        let asked: Vec<_> = (0..OF_ONE - 1).map_while(|_| asked(&gate, address(5))).collect();
        silent.extend(gate.one_more(address(4)));
        assert_eq!((gate.open(), asked.len()), (IN_ALL, OF_ONE - 1));
        let phone = gate.one_more(address(9));
        assert!(phone.is_some());
        let gone = silent.iter_mut().filter_map(|(_, told)| told.try_recv().ok()).count();
        assert_eq!((gone, gate.open()), (1, IN_ALL));
        assert!(
            silent[3 * OF_ONE].1.try_recv().is_err_and(|err| err == TryRecvError::Empty),
            "the only one of another"
        );
        drop((silent, asked, phone));
        assert_eq!(gate.open(), 0);
        assert!(gate.counts().by_address.is_empty());
    }
}
