//! How many connections a door holds and how long one may stand still, before anything of a request is read.
//!
//! A yard's phones may all come from one address, so an address gets many; a phone that opens sockets and says nothing
//! takes none from the others. Where an address has all it gets, one of its lines gives way to a new one: the oldest
//! that has not asked for anything, else the one whose last answer is the longest ago. Browsers keep a line open after
//! an answer, for a next question that need not come.

use std::collections::{BTreeMap, HashMap};
use std::future::{Ready, ready};
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::body::HttpBody;
use axum::http::Response;
use axum_server::accept::Accept;
use http_body::{Frame, SizeHint};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tower::Service;

use super::held::Held;
use crate::web::limits::is_own;

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

/// A line as its door knows it.
struct Line {
    talk: Arc<Talk>,
    /// How it is told to give way.
    tell: oneshot::Sender<()>,
}

/// What is going on on one line.
#[derive(Default)]
pub(super) struct Talk {
    has_asked: AtomicBool,
    /// Since when nothing is, in answers of the door; none while a question waits for its answer.
    silent_since: AtomicU64,
}

/// [`Talk::silent_since`] while something is going on.
const BUSY: u64 = u64::MAX;

/// How many answers every door has given, which is how lines know whose is the longest ago.
static ANSWERS: AtomicU64 = AtomicU64::new(0);

impl Talk {
    /// Whether nothing is asked for that is not answered.
    pub(super) fn is_silent(&self) -> bool {
        self.silent_since.load(Ordering::Acquire) != BUSY
    }

    fn begins(&self) {
        self.has_asked.store(true, Ordering::Relaxed);
        self.silent_since.store(BUSY, Ordering::Release);
    }

    fn ends(&self) {
        let now = ANSWERS.fetch_add(1, Ordering::Relaxed);
        self.silent_since.store(now, Ordering::Release);
    }

    /// The smaller, the sooner it gives way; none while it does not.
    fn turn(&self) -> Option<(bool, u64)> {
        let since = self.silent_since.load(Ordering::Acquire);
        (since != BUSY).then(|| (self.has_asked.load(Ordering::Relaxed), since))
    }
}

impl Gate {
    /// How many connections are open.
    pub fn open(&self) -> usize {
        self.counts().all
    }

    fn counts(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more from `address`, what is going on there, and word of when it has to give way; none when
    /// there are too many that wait for an answer.
    fn one_more(&self, address: IpAddr) -> Option<(Place, Arc<Talk>, oneshot::Receiver<()>)> {
        let mut counts = self.counts();
        let Counts { all, by_address, came } = &mut *counts;
        let of_one = by_address.get(&address).map_or(0, BTreeMap::len);
        let has_its_share = OF_ONE <= of_one && !is_own(address);
        if IN_ALL <= *all || has_its_share {
            // The new one gets the place of one on which nothing is going on, never of one that waits for its answer:
            // of its own address where that has its share, else of whichever has the most of them.
            let from = if has_its_share { address } else { most_silent(by_address)? };
            let mine = by_address.get_mut(&from)?;
            let turns = mine.iter().filter_map(|(number, line)| Some((line.talk.turn()?, *number)));
            let (_, first) = turns.min()?;
            // One that has ended by itself meanwhile hears it no more.
            let _ = mine.remove(&first)?.tell.send(());
            if mine.is_empty() {
                by_address.remove(&from);
            }
        } else {
            *all += 1;
        }
        *came += 1;
        let (number, (tell, told)) = (*came, oneshot::channel());
        let talk = Arc::new(Talk::default());
        let line = Line { talk: Arc::clone(&talk), tell };
        by_address.entry(address).or_default().insert(number, line);
        drop(counts);
        Some((Place { gate: self.clone(), address, number }, talk, told))
    }
}

/// The address with the most lines on which nothing is going on.
fn most_silent(by_address: &HashMap<IpAddr, BTreeMap<u64, Line>>) -> Option<IpAddr> {
    let silent =
        |lines: &BTreeMap<u64, Line>| lines.values().filter(|line| line.talk.is_silent()).count();
    let most = by_address.iter().max_by_key(|(_, lines)| silent(lines));
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

/// What answers on one line, and notes from when to when: from when the whole head of a request has come until the last
/// of its answer is handed over.
#[derive(Clone)]
pub struct Asking<S> {
    service: S,
    talk: Arc<Talk>,
}

impl<S> Asking<S> {
    /// Another that answers on the same line.
    pub fn instead<T>(self, service: T) -> Asking<T> {
        Asking { service, talk: self.talk }
    }
}

impl<S, R, B> Service<R> for Asking<S>
where
    S: Service<R, Response = Response<B>>,
    S::Future: Send + 'static,
    S::Error: 'static,
{
    type Response = Response<Answer<B>>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: R) -> Self::Future {
        self.talk.begins();
        let answered = Answered(Arc::clone(&self.talk));
        let answer = self.service.call(request);
        Box::pin(async move {
            let response = answer.await?;
            Ok(response.map(|body| Answer { body, _answered: answered }))
        })
    }
}

/// An answer; while there is more of it to come, something is going on on its line.
pub struct Answer<B> {
    body: B,
    _answered: Answered,
}

/// Notes the end of an answer.
struct Answered(Arc<Talk>);

impl Drop for Answered {
    fn drop(&mut self) {
        self.0.ends();
    }
}

impl<B: HttpBody + Unpin> HttpBody for Answer<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl<S> Accept<TcpStream, S> for Gate {
    type Stream = Held<TcpStream>;
    type Service = Asking<S>;
    type Future = Ready<io::Result<(Held<TcpStream>, Asking<S>)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        ready(stream.peer_addr().and_then(|peer| {
            let one_more = self.one_more(peer.ip().to_canonical());
            let (place, talk, told) =
                one_more.ok_or_else(|| io::Error::other("too many connections"))?;
            let asking = Asking { service, talk: Arc::clone(&talk) };
            Ok((Held::new(stream, (told, talk), place), asking))
        }))
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a line that is not there should stop the test")]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;
    use tokio::sync::oneshot::error::TryRecvError;

    fn address(last: u8) -> IpAddr {
        IpAddr::V4(Ipv4Addr::new(192, 168, 8, last))
    }

    /// A line that waits for an answer.
    fn asked(gate: &Gate, address: IpAddr) -> Option<Place> {
        let (place, talk, _told) = gate.one_more(address)?;
        talk.begins();
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
        let (mut places, mut told): (Vec<_>, Vec<_>) =
            others.map(|(place, _, told)| (place, told)).unzip();
        let another = gate.one_more(address(8)).unwrap();
        for turn in 0..3 {
            let (place, _, tells) = gate.one_more(address(7)).unwrap();
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
    fn answered_lines_give_way_after_the_silent_ones_and_whoever_waits_for_an_answer_never() {
        let gate = Gate::default();
        let lines = (0..OF_ONE).map_while(|_| gate.one_more(address(7)));
        let mut lines: Vec<_> = lines.collect();
        // The first waits for its answer, the last has not asked; the others were answered, the youngest first.
        lines[0].1.begins();
        for (_, talk, _) in lines[1..OF_ONE - 1].iter().rev() {
            talk.begins();
            talk.ends();
        }
        let mut newer = Vec::new();
        for gone in [OF_ONE - 1, OF_ONE - 2, OF_ONE - 3] {
            let one = gate.one_more(address(7)).unwrap();
            one.1.begins();
            newer.push(one);
            let told: Vec<_> = (0..OF_ONE).filter(|at| lines[*at].2.try_recv().is_ok()).collect();
            assert_eq!(told, [gone]);
        }
        for (_, talk, _) in &lines {
            talk.begins();
        }
        assert!(gate.one_more(address(7)).is_none(), "each waits for an answer");
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
        let gone = silent.iter_mut().filter_map(|(_, _, told)| told.try_recv().ok()).count();
        assert_eq!((gone, gate.open()), (1, IN_ALL));
        assert!(
            silent[3 * OF_ONE].2.try_recv().is_err_and(|err| err == TryRecvError::Empty),
            "the only one of another"
        );
        drop((silent, asked, phone));
        assert_eq!(gate.open(), 0);
        assert!(gate.counts().by_address.is_empty());
    }
}
