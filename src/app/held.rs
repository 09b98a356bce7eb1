//! One connection that came through a gate: it ends when its reader stands still, or when it has to give way.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::{Instant, Sleep, sleep_until};

use super::gate::{Place, Talk};

/// How long an answer may wait for its reader to take [`SOME`] more of it.
const READER_TIME: Duration = Duration::from_secs(20);

/// What a reader has to take in [`READER_TIME`], in bytes: the slowest phone network takes a hundred times as much.
const SOME: usize = 4096;

/// A connection that ends when its reader stands still while there is something to take.
///
/// Whoever sends too slowly is ended elsewhere: the server's time for headers, the doors' time for a request.
pub struct Held<T> {
    stream: T,
    waits: Waits,
    ways: Ways,
    _place: Option<Place>,
}

/// Whether a connection has to give way to another.
enum Ways {
    /// It may be told to, while nothing is going on on it.
    May(oneshot::Receiver<()>, Arc<Talk>),
    /// It stays as long as it likes.
    Stays,
    /// It was told to. What is asked for meanwhile is still answered; then nothing more is heard from it.
    Gives(Arc<Talk>),
}

impl Ways {
    /// Whether it gives way now.
    fn poll_gives(&mut self, cx: &mut Context<'_>) -> bool {
        if let Self::May(told, talk) = self
            && let Poll::Ready(told) = Pin::new(told).poll(cx)
        {
            *self = if told.is_ok() { Self::Gives(Arc::clone(talk)) } else { Self::Stays };
        }
        matches!(self, Self::Gives(talk) if talk.is_silent())
    }
}

impl Held<TcpStream> {
    /// A connection with its place, that ends when it is told to give way.
    pub(super) fn new(
        stream: TcpStream,
        (told, talk): (oneshot::Receiver<()>, Arc<Talk>),
        place: Place,
    ) -> Self {
        let (waits, ways) = (Waits::default(), Ways::May(told, talk));
        Self { stream, waits, ways, _place: Some(place) }
    }

    /// Looks at the first bytes without taking them.
    pub async fn peek(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Self { stream, ways, .. } = self;
        let told = poll_fn(|cx| if ways.poll_gives(cx) { Poll::Ready(()) } else { Poll::Pending });
        tokio::select! {
            peeked = stream.peek(into) => peeked,
            () = told => Err(io::ErrorKind::ConnectionAborted.into()),
        }
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
        // The end of an answer may still be on its way.
        if self.ways.poll_gives(cx) && self.waits.until.is_none() {
            // As if the other side had ended it.
            return Poll::Ready(Ok(()));
        }
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

    /// What a reader takes of an answer that is larger than what lies between, with the time that passes meanwhile.
    async fn reads(bytes: usize, every: Duration) -> io::Result<()> {
        let (near, mut far) = tokio::io::duplex(64);
        let mut held =
            Held { stream: near, waits: Waits::default(), ways: Ways::Stays, _place: None };
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
