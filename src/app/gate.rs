//! How many connections a door holds and how long one may stand still, before anything of a request is read.
//!
//! A yard's phones may all come from one address, so an address gets many; a phone that opens sockets and says nothing
//! takes none from the others.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

/// Most connections from one address: a hotspot may hide 200 phones behind its own.
pub const OF_ONE: usize = 256;

/// Most connections of one door.
pub const IN_ALL: usize = 1024;

/// How long an answer may wait for its reader to take [`SOME`] more of it.
const READER_TIME: Duration = Duration::from_secs(20);

/// What a reader has to take in [`READER_TIME`], in bytes: the slowest phone network takes a hundred times as much.
const SOME: usize = 4096;

/// Lets connections through a door. Clones count together.
#[derive(Clone, Default)]
pub struct Gate(Arc<Mutex<Counts>>);

#[derive(Default)]
struct Counts {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

impl Gate {
    /// How many connections are open.
    pub fn open(&self) -> usize {
        self.counts().all
    }

    fn counts(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more from `address`; none when there are too many.
    fn one_more(&self, address: IpAddr) -> Option<Place> {
        let mut counts = self.counts();
        let of_one = counts.by_address.get(&address).copied().unwrap_or(0);
        // The laptop's own programs are not a crowd: the board in its browser, a rehearsal.
        let is_own = address == IpAddr::V4(Ipv4Addr::LOCALHOST);
        if IN_ALL <= counts.all || (OF_ONE <= of_one && !is_own) {
            return None;
        }
        counts.all += 1;
        counts.by_address.insert(address, of_one + 1);
        drop(counts);
        Some(Place { gate: self.clone(), address })
    }
}

/// One connection's place, given back when it ends.
struct Place {
    gate: Gate,
    address: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.gate.counts();
        counts.all = counts.all.saturating_sub(1);
        let left = counts.by_address.get(&self.address).map_or(0, |count| count.saturating_sub(1));
        if left == 0 {
            counts.by_address.remove(&self.address);
        } else {
            counts.by_address.insert(self.address, left);
        }
    }
}

impl<S> Accept<TcpStream, S> for Gate {
    type Stream = Held<TcpStream>;
    type Service = S;
    type Future = Ready<io::Result<(Held<TcpStream>, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let held = stream.peer_addr().and_then(|peer| {
            let place = self.one_more(peer.ip().to_canonical());
            let place = place.ok_or_else(|| io::Error::other("too many connections"))?;
            Ok(Held { stream, waits: Waits::default(), _place: Some(place) })
        });
        ready(held.map(|held| (held, service)))
    }
}

/// A connection that ends when its reader stands still while there is something to take.
///
/// Whoever sends too slowly is ended elsewhere: the server's time for headers, the doors' time for a request.
pub struct Held<T> {
    stream: T,
    waits: Waits,
    _place: Option<Place>,
}

impl Held<TcpStream> {
    /// Looks at the first bytes without taking them.
    pub async fn peek(&self, into: &mut [u8]) -> io::Result<usize> {
        self.stream.peek(into).await
    }
}

/// Since when an answer waits, and how much of it was taken meanwhile.
#[derive(Default)]
struct Waits {
    until: Option<Pin<Box<Sleep>>>,
    taken: usize,
}

impl Waits {
    /// Notes what became of one write of `wanted` bytes, and ends a wait that took too long.
    fn note(
        &mut self,
        cx: &mut Context<'_>,
        wanted: usize,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(Ok(count)) => {
                self.taken = self.taken.saturating_add(count);
                if count == wanted || SOME <= self.taken {
                    *self = Self::default();
                }
                Poll::Ready(Ok(count))
            }
            Poll::Pending => {
                let end = Instant::now() + READER_TIME;
                let until = self.until.get_or_insert_with(|| Box::pin(sleep_until(end)));
                match until.as_mut().poll(cx) {
                    Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
                    Poll::Pending => Poll::Pending,
                }
            }
            failed @ Poll::Ready(Err(_)) => failed,
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Held<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Held<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.waits.note(cx, buf.len(), written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let wanted = bufs.iter().map(|buf| buf.len()).sum();
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.waits.note(cx, wanted, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    fn address(last: u8) -> IpAddr {
        IpAddr::V4(Ipv4Addr::new(192, 168, 8, last))
    }

    #[test]
    fn one_address_takes_no_more_than_its_share_and_gives_it_back() {
        let gate = Gate::default();
        let mut held: Vec<_> = (0..OF_ONE).map_while(|_| gate.one_more(address(7))).collect();
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
        let held: Vec<_> = (0..2 * IN_ALL).map_while(|_| gate.one_more(own)).collect();
        assert_eq!((held.len(), gate.open()), (IN_ALL, IN_ALL));
        assert!(gate.one_more(address(9)).is_none());
        drop(held);
        assert_eq!(gate.open(), 0);
        assert!(gate.counts().by_address.is_empty());
    }

    /// What a reader takes of an answer that is larger than what lies between, with the time that passes meanwhile.
    async fn reads(bytes: usize, every: Duration) -> io::Result<()> {
        let (near, mut far) = tokio::io::duplex(64);
        let mut held = Held { stream: near, waits: Waits::default(), _place: None };
        let reader = tokio::spawn(async move {
            let mut some = vec![0; bytes];
            loop {
                tokio::time::sleep(every).await;
                if far.read_exact(&mut some).await.is_err() {
                    break;
                }
            }
        });
        let written = held.write_all(&vec![1; 64 * 1024]).await;
        reader.abort();
        written
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_that_stands_still_or_drips_is_let_go_and_a_slow_one_is_not() {
        let minute = Duration::from_mins(1);
        for (bytes, every) in [(1, minute), (8, Duration::from_secs(1))] {
            let ended = reads(bytes, every).await;
            assert_eq!(
                ended.unwrap_err().kind(),
                io::ErrorKind::TimedOut,
                "{bytes} each {every:?}"
            );
        }
        // 640 bytes a second: a phone far from the laptop.
        assert!(reads(64, Duration::from_millis(100)).await.is_ok());
    }
}
