//! A request's head, its first line included, has 8 kB and no byte more, at every door.
#![allow(clippy::unwrap_used, reason = "a socket that cannot be opened should stop the test")]

use std::net::{IpAddr, Ipv4Addr};

use outreach_kit::web::limits::HEAD_BYTES;
use tokio::net::TcpStream;

use crate::edge::serve;
use crate::network::{Tablet, exchange, open_kit};

/// A request whose head is so many bytes long.
fn of_length(path: &str, host: &str, bytes: usize) -> String {
    let begins = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nCookie: a=");
    let ends = "\r\n\r\n";
    begins.clone() + &"b".repeat(bytes - begins.len() - ends.len()) + ends
}

/// What is heard of heads that are just small enough, one byte too large, and far too large to be read at all.
async fn heard<F: Future<Output = String>>(ask: impl Fn(usize) -> F) -> [String; 3] {
    assert_eq!(HEAD_BYTES, 8192);
    [ask(8192).await, ask(8193).await, ask(60_000).await]
}

/// The second and the third are refused; the first answer is `first`.
fn is_refused(heard: &[String; 3], first: &str, door: &str) {
    let statuses = heard.each_ref().map(|said| said.split(' ').nth(1).unwrap_or_default());
    assert_eq!(statuses, [first, "431", "431"], "{door}");
    if first == "200" {
        let [_, refused, _] = heard;
        assert!(refused.contains("<h1>") && refused.contains("default-src 'none'"), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_of_more_than_eight_kilobytes_is_refused_on_the_laptop_and_to_phones() {
    let served = serve().await;
    let host = served.host();
    let at_family = async |path: &str| {
        heard(|bytes| {
            let (served, request) = (&served, of_length(path, &host, bytes));
            async move { served.say(9, &request).await }
        })
        .await
    };
    is_refused(&at_family("/why").await, "200", "family");
    is_refused(&at_family("/generate_204").await, "204", "probes");
    let own = format!("localhost:{}", served.staff);
    let at_staff = heard(|bytes| {
        let (port, request) = (served.staff, of_length("/why", &own, bytes));
        async move {
            let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
            String::from_utf8_lossy(&exchange(stream, request.as_bytes()).await).into_owned()
        }
    });
    is_refused(&at_staff.await, "200", "staff");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn and_to_devices_on_the_network_in_either_half() {
    let kit = open_kit().await;
    let tablet = Tablet::trusting(&kit).await;
    let host = tablet.host();
    let behind_tls = heard(|bytes| {
        let (tablet, request) = (&tablet, of_length("/why", &host, bytes));
        async move {
            let line = tablet.shake(IpAddr::V4(tablet.at)).await.unwrap();
            String::from_utf8_lossy(&exchange(line, request.as_bytes()).await).into_owned()
        }
    });
    // A stranger's page, where the head is small enough.
    is_refused(&behind_tls.await, "403", "TLS");
    let plainly = heard(|bytes| {
        let (at, request) = ((tablet.at, tablet.port), of_length("/", &host, bytes));
        async move {
            let line = TcpStream::connect(at).await.unwrap();
            String::from_utf8_lossy(&exchange(line, request.as_bytes()).await).into_owned()
        }
    });
    is_refused(&plainly.await, "200", "plain");
}
