//! Streams of the staff end at once when what they were opened with is taken away.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use http_body_util::BodyExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::harness::{Browser, Kit, attributes};
use crate::network::{Tablet, open_kit};

/// Longer than a stream needs to end, far shorter than it would last by itself.
const SOON: Duration = Duration::from_secs(10);

type Line = tokio_rustls::client::TlsStream<TcpStream>;

/// A stream that a tablet's page listens at, after it was let in.
async fn listen(tablet: &Tablet, path: &str) -> Line {
    let mut line = tablet.shake(tablet.at.into()).await.unwrap();
    let cookies: Vec<_> =
        tablet.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncookie: {}\r\n\r\n",
        tablet.host(),
        cookies.join("; ")
    );
    line.write_all(request.as_bytes()).await.unwrap();
    let mut head = String::new();
    while !head.contains("\r\n\r\n") {
        head.push(char::from(line.read_u8().await.unwrap()));
    }
    assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
    line
}

/// Whether a stream ends soon; what it still said.
async fn ends(line: &mut Line) -> Option<String> {
    let mut said = Vec::new();
    tokio::time::timeout(SOON, line.read_to_end(&mut said)).await.ok()?.ok()?;
    Some(String::from_utf8_lossy(&said).into_owned())
}

#[tokio::test]
async fn the_streams_of_a_device_that_is_taken_off_end_at_once() {
    let kit = open_kit().await;
    let tablet = Tablet::signed_in(&kit, "Officer One").await;
    let other = Tablet::signed_in(&kit, "Officer Two").await;
    let (mut desk, mut board) =
        (listen(&tablet, "/desk/live").await, listen(&tablet, "/board/live").await);
    let mut stays = listen(&other, "/desk/live").await;
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/devices").await.text;
    let off: Vec<_> =
        attributes(&page, "action").into_iter().filter(|to| to.ends_with("/off")).collect();
    assert_eq!(admin.post(off.get(1).unwrap(), &[]).await.status, StatusCode::SEE_OTHER);
    // From now on nothing of the line reaches it, however much happens there.
    for stream in [&mut desk, &mut board] {
        let said = ends(stream).await.expect("the stream goes on");
        assert!(said.ends_with("0\r\n\r\n"), "it is ended, not torn: {said}");
    }
    kit.app.line_changed();
    let mut some = [0; 256];
    let count = tokio::time::timeout(SOON, stays.read(&mut some)).await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(some.get(..count).unwrap()).contains("reload"));
}

/// Whether a stream on the laptop ends soon.
async fn is_over(mut body: Body) -> bool {
    let end = async { while body.frame().await.is_some() {} };
    tokio::time::timeout(SOON, end).await.is_ok()
}

/// What an administrator sends to change something about a person.
async fn about(admin: &mut Browser<'_>, name: &str, end: &str) -> String {
    let page = admin.get("/staff").await.text;
    let card = page.split(&format!(">{name}</span>")).nth(1).unwrap();
    attributes(card, "action").into_iter().find(|to| to.ends_with(end)).unwrap()
}

#[tokio::test]
async fn the_stream_of_somebody_who_may_no_longer_end_at_once() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let stays = kit.officer("Officer Two", "2").await;
    let stays = stays.listen("/desk/live").await;
    for (how, fields) in [
        ("/sign-out", Vec::new()),
        ("/next-person", Vec::new()),
        ("/roles", vec![("role", "helper")]),
        ("/pin", vec![("pin", "8264")]),
        ("/leave", Vec::new()),
    ] {
        let pin = if how == "/leave" { "8264" } else { crate::harness::PIN };
        let mut officer = kit.laptop();
        crate::hands::sign_in_with(&mut officer, "Officer One", pin).await;
        let stream = officer.listen("/desk/live").await;
        let changed = if fields.is_empty() && how != "/leave" {
            officer.clone().post(how, &[]).await
        } else {
            let to = about(&mut admin, "One", how).await;
            admin.post(&to, &fields).await
        };
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{how}: {}", changed.text);
        assert!(is_over(stream).await, "{how}: the stream goes on");
    }
    kit.app.line_changed();
    let mut stays = stays;
    let frame = tokio::time::timeout(SOON, stays.frame()).await.unwrap().unwrap().unwrap();
    let said = frame.into_data().unwrap();
    assert!(String::from_utf8_lossy(&said).contains("reload"), "another's goes on");
}
