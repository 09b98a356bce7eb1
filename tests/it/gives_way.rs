//! Phones behind a router share one address: those of them that say nothing keep no other out.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a socket that cannot be opened should stop the test"
)]

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use outreach_kit::app::gate::OF_ONE;
use outreach_kit::web::limits::HEADER_TIME;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

use crate::edge::{all_of, serve};
use crate::network::{Tablet, exchange, open_kit};

/// Far longer than an answer takes, and less than a silent line is held by itself.
const AT_ONCE: Duration = Duration::from_secs(5);

const _: () = assert!(AT_ONCE.as_secs() < HEADER_TIME.as_secs());

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asks_is_answered_at_once_beside_256_silent_lines_of_the_same_address() {
    let served = serve().await;
    let host = served.host();
    // One that has been answered is not the first to give way, one whose request goes on never does.
    let mut answered = served.connect_from(2).await.unwrap();
    let asks = format!("GET /generate_204 HTTP/1.1\r\nHost: {host}\r\n\r\n");
    answered.write_all(asks.as_bytes()).await.unwrap();
    assert_ne!(answered.read(&mut [0; 1024]).await.unwrap(), 0);
    let mut sends = served.connect_from(2).await.unwrap();
    let head = format!(
        "POST /prefs HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\nContent-Length: 7\r\n\r\n"
    );
    sends.write_all(head.as_bytes()).await.unwrap();
    // Asked to go on: its head has been read.
    let mut some = [0; 64];
    let count = sends.read(&mut some).await.unwrap();
    assert!(some[..count].starts_with(b"HTTP/1.1 100"), "{:?}", &some[..count]);

    let begun = Instant::now();
    let mut silent = Vec::new();
    for number in 0..OF_ONE {
        let mut stream = served.connect_from(2).await.unwrap();
        if number % 2 == 1 {
            stream.write_all(b"GET /why HTTP/1.1\r\nX-Slow: ").await.unwrap();
        }
        silent.push(stream);
    }
    for _ in 0..20 {
        assert!(served.get(2, "/why").await.starts_with("HTTP/1.1 200"));
    }
    // Of the first to come one is gone; the last one is still there.
    let mut last = silent.pop().unwrap();
    let mut ended = JoinSet::new();
    for mut stream in silent {
        ended.spawn(async move { all_of(&mut stream).await });
    }
    let gone = tokio::time::timeout(AT_ONCE, ended.join_next()).await.unwrap();
    assert_eq!(gone.unwrap().unwrap(), "");
    assert!(begun.elapsed() < HEADER_TIME, "{:?}", begun.elapsed());
    last.write_all(format!("x\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
        .await
        .unwrap();
    assert!(all_of(&mut last).await.starts_with("HTTP/1.1 200"));
    sends.write_all(b"lang=en").await.unwrap();
    assert!(all_of(&mut sends).await.contains("HTTP/1.1 303"));
    answered.write_all(asks.as_bytes()).await.unwrap();
    assert_ne!(answered.read(&mut [0; 1024]).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_kept_open_after_an_answer_give_way_and_one_that_is_told_the_line_does_not() {
    let served = serve().await;
    let host = served.host();
    let asks = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let mut follows = served.connect_from(2).await.unwrap();
    follows.write_all(asks("/board/live").as_bytes()).await.unwrap();
    let mut some = [0; 64];
    let count = follows.read(&mut some).await.unwrap();
    assert!(some[..count].starts_with(b"HTTP/1.1 200"), "{:?}", &some[..count]);
    let begun = Instant::now();
    let mut kept = Vec::new();
    for _ in 1..OF_ONE {
        let mut stream = served.connect_from(2).await.unwrap();
        stream.write_all(asks("/generate_204").as_bytes()).await.unwrap();
        assert_ne!(stream.read(&mut [0; 1024]).await.unwrap(), 0);
        kept.push(stream);
    }
    for _ in 0..20 {
        assert!(served.get(2, "/why").await.starts_with("HTTP/1.1 200"));
    }
    // The one whose answer is the longest ago is gone, the others are there.
    assert_eq!(kept[0].read(&mut [0; 64]).await.unwrap(), 0);
    let last = kept.last_mut().unwrap();
    last.write_all(asks("/generate_204").as_bytes()).await.unwrap();
    assert_ne!(last.read(&mut [0; 1024]).await.unwrap(), 0);
    assert!(begun.elapsed() < HEADER_TIME, "{:?}", begun.elapsed());
    // Whoever follows the line goes on: once all that was said is taken, more is said when it moves.
    while follows.try_read(&mut some).is_ok_and(|count| count != 0) {}
    served.kit.app.line_changed();
    assert_ne!(follows.read(&mut some).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nor_do_silent_lines_keep_a_device_of_the_staff_out() {
    let kit = open_kit().await;
    let tablet = Tablet::trusting(&kit).await;
    let from_the_yard = async || -> std::io::Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, 2], 0)))?;
        socket.connect(SocketAddr::from((tablet.at, tablet.port))).await
    };
    let begun = Instant::now();
    let mut silent = Vec::new();
    for number in 0..OF_ONE {
        let mut stream = from_the_yard().await.unwrap();
        if number % 2 == 1 {
            // The beginning of a handshake that never comes.
            stream.write_all(&[22, 3, 1]).await.unwrap();
        }
        silent.push(stream);
    }
    let asks = format!("GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", tablet.host());
    for _ in 0..20 {
        let said = exchange(from_the_yard().await.unwrap(), asks.as_bytes()).await;
        assert!(said.starts_with(b"HTTP/1.1 200"));
    }
    // As many as that more, and two that stand in the handshake and before it give way.
    for _ in 0..3 {
        silent.push(from_the_yard().await.unwrap());
    }
    // Which is the oldest is told where they come in, and not where they set out.
    let mut ended = JoinSet::new();
    for mut stream in silent {
        ended.spawn(async move { all_of(&mut stream).await });
    }
    for _ in 0..3 {
        let gone = tokio::time::timeout(AT_ONCE, ended.join_next()).await.unwrap();
        assert_eq!(gone.unwrap().unwrap(), "");
    }
    assert!(begun.elapsed() < HEADER_TIME, "{:?}", begun.elapsed());
}
