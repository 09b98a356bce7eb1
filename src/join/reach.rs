//! Finding the kit: where it was, else among the neighbours on the same networks, always by its key.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::http::Uri;
use hyper_util::client::legacy::connect::{Connected as Told, Connection};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tower::Service;

use super::known::Known;
use crate::lan;
use crate::seal::tls::{self, Connected, TlsError};

/// How long an address where the kit was may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a neighbour may take to answer; on one network they answer within milliseconds or never.
const NEIGHBOUR: Duration = Duration::from_millis(400);

/// How long a handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(5);

/// Neighbours asked at once.
const AT_ONCE: usize = 64;

/// Networks searched at most, of 254 neighbours each.
const MOST_NETWORKS: usize = 4;

/// The neighbours are not asked again sooner.
const SEARCH_AGAIN: Duration = Duration::from_secs(10);

/// Why the kit is not reached.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReachError {
    /// Nothing answers.
    #[error("the kit does not answer")]
    Away,
    /// Only others answer.
    #[error("another kit answers")]
    AnotherKit,
}

/// The way to one kit.
#[derive(Clone)]
pub(super) struct Reach(Arc<Inner>);

struct Inner {
    known: RwLock<Known>,
    /// Where to write down that the kit has moved; nowhere while a laptop joins.
    folder: Option<PathBuf>,
    /// When the neighbours were asked last. Held while they are asked, so that one search serves all.
    searched: Mutex<Option<Instant>>,
}

impl Reach {
    pub(super) fn new(known: Known, folder: Option<PathBuf>) -> Self {
        Self(Arc::new(Inner { known: RwLock::new(known), folder, searched: Mutex::default() }))
    }

    /// What is known of the kit now.
    pub(super) fn known(&self) -> Known {
        self.0.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The kit was found at these addresses, the last of them surely.
    pub(super) fn found_at(&self, addresses: &[Ipv4Addr]) {
        let mut known = self.0.known.write().unwrap_or_else(PoisonError::into_inner);
        let news = addresses.iter().filter(|ip| known.found_at(**ip)).count() > 0;
        if let (true, Some(folder)) = (news, &self.0.folder)
            && let Err(err) = known.save(folder)
        {
            tracing::warn!(error = crate::telemetry::chain(&err), "the kit's place was not noted");
        }
    }

    /// A connection with the kit, wherever it is.
    async fn connect(&self) -> Result<Connected, ReachError> {
        let known = self.known();
        // Where it was last, then wherever it ever was: most of a dead network's silence is waited for once.
        let (last, before) = known.addresses.split_at(known.addresses.len().min(1));
        let mut others = false;
        for addresses in [last, before] {
            let (found, strangers) = any_of(addresses.iter().copied(), &known, PATIENCE).await;
            others |= strangers;
            if let Some((address, stream)) = found {
                self.found_at(&[address]);
                return Ok(stream);
            }
        }
        let mut searched = self.0.searched.lock().await;
        // Whoever waited for a search looks where it found the kit.
        let moved = self.known().addresses.first().copied();
        if let Some(moved) = moved.filter(|moved| known.addresses.first() != Some(moved))
            && let Ok(stream) = shake(moved, &known, PATIENCE).await
        {
            return Ok(stream);
        }
        if searched.is_none_or(|at| SEARCH_AGAIN <= at.elapsed()) {
            *searched = Some(Instant::now());
            if let Some((address, stream)) = search(&known).await {
                self.found_at(&[address]);
                return Ok(stream);
            }
        }
        Err(if others { ReachError::AnotherKit } else { ReachError::Away })
    }
}

/// Connects to one address and shakes hands with the kit there, and with no other.
async fn shake(
    address: Ipv4Addr,
    known: &Known,
    patience: Duration,
) -> Result<Connected, TlsError> {
    let late = |_| TlsError::Broken(std::io::ErrorKind::TimedOut.into());
    let connecting = TcpStream::connect(SocketAddr::from((address, known.port)));
    let tcp = tokio::time::timeout(patience, connecting).await.map_err(late)??;
    tcp.set_nodelay(true)?;
    let shaking = tls::connect(tcp, Some(known.pin));
    Ok(tokio::time::timeout(HANDSHAKE, shaking).await.map_err(late)??.0)
}

/// Asks the neighbours on this laptop's networks, and on those where the kit was, whether one of them is the kit.
async fn search(known: &Known) -> Option<(Ipv4Addr, Connected)> {
    let own = tokio::task::spawn_blocking(lan::candidates).await.unwrap_or_default();
    let own = own.into_iter().map(|address| address.ip);
    let mut networks = BTreeSet::new();
    for [a, b, c, _] in own.chain(known.addresses.iter().copied()).map(|ip| ip.octets()) {
        if networks.len() < MOST_NETWORKS {
            networks.insert([a, b, c]);
        }
    }
    let neighbours =
        networks.into_iter().flat_map(|[a, b, c]| (1..255).map(move |d| Ipv4Addr::new(a, b, c, d)));
    any_of(neighbours, known, NEIGHBOUR).await.0
}

/// The first of many addresses at which the kit answers, and whether others answered in its place. So many are asked
/// at once, and no more is said to any of them than a greeting.
async fn any_of(
    addresses: impl Iterator<Item = Ipv4Addr>,
    known: &Known,
    patience: Duration,
) -> (Option<(Ipv4Addr, Connected)>, bool) {
    let (mut asked, mut others) = (JoinSet::new(), false);
    let mut addresses = addresses.fuse();
    loop {
        while asked.len() < AT_ONCE
            && let Some(address) = addresses.next()
        {
            let known = known.clone();
            asked.spawn(async move { (address, shake(address, &known, patience).await) });
        }
        match asked.join_next().await {
            None => return (None, others),
            Some(Ok((address, Ok(stream)))) => return (Some((address, stream)), others),
            Some(Ok((_, Err(TlsError::AnotherKit)))) => others = true,
            Some(Ok((_, Err(_))) | Err(_)) => {}
        }
    }
}

impl Service<Uri> for Reach {
    type Response = TokioIo<Line>;
    type Error = ReachError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, ReachError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ReachError>> {
        Poll::Ready(Ok(()))
    }

    /// The address in the request is no place; the kit is where it is found.
    fn call(&mut self, _: Uri) -> Self::Future {
        let reach = self.clone();
        Box::pin(async move { Ok(TokioIo::new(Line(reach.connect().await?))) })
    }
}

/// A connection with the kit, as the client wants it.
pub(super) struct Line(Connected);

impl Connection for Line {
    fn connected(&self) -> Told {
        Told::new()
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, into)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
