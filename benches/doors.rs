//! What TLS, and everything else that stands around a page, costs at the staff's doors: the board asked for again and
//! again through the plain door and the TLS door, over connections that are kept and over fresh ones, in one run.
//!
//! `cargo bench --bench doors`; `OUTREACH_KIT_SECONDS=10` measures each way so long in each of three rounds. Both ends
//! run on this machine, so that a handshake costs what it costs a kit and a tablet together. Ratios are what counts:
//! how many a second there are hangs on the machine.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a harness: what cannot be set up should stop it, and its figures go to the screen"
)]

#[allow(dead_code, unused_imports, reason = "most of it is for the tests")]
#[path = "../tests/it/harness/mod.rs"]
mod harness;
#[allow(dead_code, unused_imports, reason = "most of it is for the tests")]
#[path = "../tests/it/network.rs"]
mod network;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use outreach_kit::app::{self, Listeners, net_door};
use rustls::client::Resumption;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use harness::Kit;
use network::{Tablet, open_kit};

/// So many ask at once: a desk's screens and a few tablets.
const ASKING: usize = 8;

/// Each way is measured so often, in turn, and the middle of them counts: a machine has moods.
const ROUNDS: usize = 3;

/// One way to the page.
#[derive(Clone)]
struct Way {
    name: &'static str,
    at: SocketAddr,
    host: String,
    cookie: String,
    tls: Option<TlsConnector>,
    kept: bool,
}

/// Asks once; how many bytes the page has.
async fn ask(line: &mut (impl AsyncRead + AsyncWrite + Unpin), way: &Way) -> usize {
    let request =
        format!("GET /board HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\n\r\n", way.host, way.cookie);
    line.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::with_capacity(16 * 1024);
    loop {
        assert_ne!(line.read_buf(&mut bytes).await.unwrap(), 0, "{}: closed", way.name);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(bytes.get(..end).unwrap()).to_lowercase();
        assert!(head.starts_with("http/1.1 200"), "{}: {head}", way.name);
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let whole = end + 4 + length.unwrap().parse::<usize>().unwrap();
        while bytes.len() < whole {
            assert_ne!(line.read_buf(&mut bytes).await.unwrap(), 0, "{}: closed", way.name);
        }
        return whole;
    }
}

/// Asks until the time is over, once on each connection or again and again on one.
async fn asking(way: Way, until: Instant) -> usize {
    let mut done = 0;
    while Instant::now() < until {
        let tcp = TcpStream::connect(way.at).await.unwrap();
        tcp.set_nodelay(true).unwrap();
        let most = if way.kept { usize::MAX } else { 1 };
        done += match &way.tls {
            None => on(tcp, &way, until, most).await,
            Some(tls) => {
                let name = ServerName::from(IpAddr::V4(Ipv4Addr::LOCALHOST));
                on(tls.connect(name, tcp).await.unwrap(), &way, until, most).await
            }
        };
    }
    done
}

async fn on(
    mut line: impl AsyncRead + AsyncWrite + Unpin,
    way: &Way,
    until: Instant,
    most: usize,
) -> usize {
    let mut done = 0;
    while done < most && Instant::now() < until {
        ask(&mut line, way).await;
        done += 1;
    }
    done
}

/// Pages a second.
async fn measure(way: &Way, time: Duration) -> f64 {
    let begun = Instant::now();
    let all: Vec<_> =
        (0..ASKING).map(|_| tokio::spawn(asking(way.clone(), begun + time))).collect();
    let mut done = 0_u32;
    for one in all {
        done += u32::try_from(one.await.unwrap()).unwrap();
    }
    f64::from(done) / begun.elapsed().as_secs_f64()
}

/// How a tablet connects that knows the kit's authority; `again` if it takes a handshake up from the one before.
fn connector(tablet: &Tablet, again: bool) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    for authority in &tablet.trusts {
        roots.add(CertificateDer::from(authority.clone())).unwrap();
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    if !again {
        config.resumption = Resumption::disabled();
    }
    TlsConnector::from(Arc::new(config))
}

/// The same bytes with nothing around them: no guard, no headers, no limits, no database.
async fn bare(page: String) -> SocketAddr {
    let page = axum::body::Bytes::from(page);
    let router = Router::new().route("/board", get(move || std::future::ready(page.clone())));
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    at
}

async fn ways(kit: &Kit) -> Vec<Way> {
    net_door::look(&kit.app).await;
    let tablet = Tablet::paired(kit).await;
    let page = kit.laptop().get("/board").await.text;
    let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let listeners = Listeners { family: vec![listen()], staff: listen() };
    let ports = listeners.ports().unwrap();
    kit.app.set_ports(ports.clone());
    tokio::spawn(app::run(kit.app.clone(), listeners, std::future::pending()));
    let here = |port: u16| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let plain = |name, at: SocketAddr, kept| Way {
        name,
        at,
        host: format!("localhost:{}", at.port()),
        cookie: String::new(),
        tls: None,
        kept,
    };
    let cookies = tablet.cookies.iter().map(|(name, value)| format!("{name}={value}"));
    let cookie = cookies.collect::<Vec<_>>().join("; ");
    let tls = |name, again, kept| Way {
        name,
        at: here(tablet.port),
        host: tablet.host(),
        cookie: cookie.clone(),
        tls: Some(connector(&tablet, again)),
        kept,
    };
    let bare = bare(page).await;
    vec![
        plain("plain door, kept", here(ports.staff), true),
        plain("plain door, fresh", here(ports.staff), false),
        tls("TLS door, kept", true, true),
        tls("TLS door, fresh, taken up again", true, false),
        tls("TLS door, fresh, whole handshake", false, false),
        plain("nothing around the same bytes, kept", bare, true),
        plain("nothing around the same bytes, fresh", bare, false),
    ]
}

#[tokio::main]
async fn main() {
    let seconds = std::env::var("OUTREACH_KIT_SECONDS").ok().and_then(|text| text.parse().ok());
    let time = Duration::from_secs(seconds.unwrap_or(3));
    let kit = open_kit().await;
    let ways = ways(&kit).await;
    let mut found = vec![Vec::new(); ways.len()];
    for _ in 0..ROUNDS {
        for (way, rates) in ways.iter().zip(&mut found) {
            rates.push(measure(way, time).await);
        }
    }
    for rates in &mut found {
        rates.sort_by(f64::total_cmp);
    }
    let middle: Vec<f64> = found.iter().map(|rates| *rates.get(ROUNDS / 2).unwrap()).collect();
    // Of its own kind: kept ones beside the kept plain door, fresh ones beside the fresh.
    println!("{:<38} {:>9} {:>17} {:>8}", "way", "a second", "between", "ratio");
    for ((way, rates), rate) in ways.iter().zip(&found).zip(&middle) {
        let beside = middle.get(usize::from(!way.kept)).unwrap();
        let (least, most) = (rates.first().unwrap(), rates.last().unwrap());
        let span = format!("{least:.0} – {most:.0}");
        println!("{:<38} {rate:>9.0} {span:>17} {:>8.2}", way.name, rate / beside);
    }
}
