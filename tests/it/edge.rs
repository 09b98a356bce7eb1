//! Bad phones among the good ones, over real sockets: slow ones, silent ones, endless bodies, crowds behind one address.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a socket that cannot be opened should stop the test"
)]

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use outreach_kit::app::gate::{IN_ALL, OF_ONE};
use outreach_kit::app::{self, Listeners};
use outreach_kit::lan::Address;
use outreach_kit::web::limits::{FIELDS, FORM_BYTES, HEADER_TIME, PHOTO_BYTES, STREAMS};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::harness::{Browser, Kit, encode, fill, founding, mother_of_two};

/// A kit that serves at real ports until it is dropped.
pub(crate) struct Served {
    pub(crate) kit: Kit,
    family: u16,
    pub(crate) staff: u16,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.stop.take().map(|stop| stop.send(()));
    }
}

pub(crate) async fn serve() -> Served {
    let kit = Kit::start_with(founding(true)).await;
    let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let listeners = Listeners { family: vec![listen()], staff: listen() };
    let ports = listeners.ports().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    kit.app.set_ports(ports.clone());
    tokio::spawn(app::run(kit.app.clone(), listeners, async move {
        let _ = stopped.await;
    }));
    Served { kit, family: ports.family[0], staff: ports.staff, stop: Some(stop) }
}

impl Served {
    pub(crate) fn host(&self) -> String {
        format!("localhost:{}", self.family)
    }

    /// A connection from one of the laptop's own addresses; only 127.0.0.1 is taken for the laptop itself.
    pub(crate) async fn connect_from(&self, last: u8) -> std::io::Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, last], 0)))?;
        socket.connect(SocketAddr::from((Ipv4Addr::LOCALHOST, self.family))).await
    }

    pub(crate) async fn say(&self, last: u8, request: &str) -> String {
        let mut stream = self.connect_from(last).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        all_of(&mut stream).await
    }

    pub(crate) async fn get(&self, last: u8, path: &str) -> String {
        let host = self.host();
        self.say(last, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
            .await
    }

    /// A phone that has filled everything in and has only to press *Send*: the request it then makes.
    async fn ready_to_send(&self) -> String {
        let host = self.host();
        let mut phone: Browser<'_> = self.kit.phone();
        phone.host = host.clone().leak();
        phone.post_on("/start", &[]).await;
        fill(&mut phone, &mother_of_two()).await;
        let held: Vec<_> =
            phone.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!(
            "POST /send HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            held.join("; ")
        )
    }
}

/// What comes until the other side ends the connection, however it ends it.
pub(crate) async fn all_of(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut some = [0; 8192];
    while let Ok(count @ 1..) = stream.read(&mut some).await {
        bytes.extend_from_slice(&some[..count]);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_normal_phone_gets_its_ticket_within_a_second_among_500_slow_ones() {
    let served = serve().await;
    let send = served.ready_to_send().await;
    let (head, host) = ("POST /start HTTP/1.1\r\nHost: ", served.host());
    let form =
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nname=";
    let mut slow = Vec::new();
    for number in 0..500_usize {
        let mut stream =
            served.connect_from(2 + u8::try_from(number / 250).unwrap()).await.unwrap();
        let begun = match number % 4 {
            // Nothing at all, half a line, headers without an end, a form that never goes on.
            0 => String::new(),
            1 => head.to_owned(),
            2 => format!("{head}{host}\r\nX-Slow: "),
            _ => format!("{head}{host}\r\nOrigin: http://{host}\r\n{form}"),
        };
        stream.write_all(begun.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    let begun = Instant::now();
    let answer = served.say(9, &send).await;
    assert!(
        answer.starts_with("HTTP/1.1 303") && answer.contains("location: /ticket/"),
        "{answer}"
    );
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(served.get(9, "/board").await.starts_with("HTTP/1.1 200"));
    // Those that never finish their headers are let go; so is one that asked once and then keeps its line.
    let mut kept = served.connect_from(9).await.unwrap();
    kept.write_all(format!("GET /why HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).await.unwrap();
    let waits = HEADER_TIME + Duration::from_secs(8);
    for number in [0, 1, 2, 496, 497, 498] {
        let ended = tokio::time::timeout(waits, all_of(&mut slow[number])).await;
        assert!(ended.is_ok(), "slow phone {number} still holds its line");
    }
    let ended =
        tokio::time::timeout(waits, all_of(&mut kept)).await.expect("an idle line is let go");
    assert!(ended.starts_with("HTTP/1.1 200"), "{ended}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_takes_no_more_lines_than_its_share() {
    let served = serve().await;
    let host = served.host();
    let sends = format!(
        "POST /prefs HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nExpect: 100-continue\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\n"
    );
    let mut held = Vec::new();
    for _ in 0..OF_ONE {
        let mut stream = served.connect_from(2).await.unwrap();
        stream.write_all(sends.as_bytes()).await.unwrap();
        // Asked to go on: it surely is inside, and waits for its answer.
        assert_ne!(stream.read(&mut [0; 64]).await.unwrap(), 0);
        held.push(stream);
    }
    assert_eq!(served.get(2, "/why").await, "", "one too many is not answered");
    assert!(served.get(3, "/why").await.starts_with("HTTP/1.1 200"), "another phone is");
    const { assert!(2 * OF_ONE < IN_ALL) };
    drop(held);
    // As soon as the door has seen that they are gone.
    let mut tries = 0;
    while !served.get(2, "/why").await.starts_with("HTTP/1.1 200") {
        tries += 1;
        assert!(tries < 10_000, "the share comes back");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_of_more_fields_than_any_page_has_is_too_large_before_it_is_read() {
    let served = serve().await;
    let host = served.host();
    let form = async |fields: usize| {
        let body = "a=&".repeat(fields);
        let head = format!(
            "POST /form/name HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        served.say(2, &(head + &body)).await
    };
    let taken = form(FIELDS).await;
    assert!(taken.starts_with("HTTP/1.1 422"), "read, and nothing of it is a name: {taken}");
    let refused = form(FIELDS + 1).await;
    assert!(refused.starts_with("HTTP/1.1 413"), "{refused}");
    assert!(form(FORM_BYTES / 3 - 1).await.starts_with("HTTP/1.1 413"));
}

/// Sends as much as it is let; how much that was, and what came back.
async fn pour(served: &Served, request: String, most: usize) -> (usize, String) {
    let mut stream = served.connect_from(4).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let (mut read, mut write) = stream.split();
    let pouring = async {
        let mut poured = 0;
        let chunk = format!("8000\r\n{}\r\n", "x".repeat(0x8000));
        while poured < most && write.write_all(chunk.as_bytes()).await.is_ok() {
            poured += chunk.len();
        }
        poured
    };
    let hearing = async {
        let (mut said, mut some) = (Vec::new(), [0; 4096]);
        while let Ok(count @ 1..) = read.read(&mut some).await {
            said.extend_from_slice(&some[..count]);
        }
        String::from_utf8_lossy(&said).into_owned()
    };
    tokio::join!(pouring, hearing)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endless_body_is_cut_off_long_before_its_end() {
    let served = serve().await;
    let host = served.host();
    let ten_gigabytes = 10_000_000_000_usize;
    for (path, kind, limit) in [
        ("/start", "application/x-www-form-urlencoded", FORM_BYTES),
        ("/photos", "multipart/form-data; boundary=x", PHOTO_BYTES),
    ] {
        for length in
            [format!("Content-Length: {ten_gigabytes}"), "Transfer-Encoding: chunked".to_owned()]
        {
            let request = format!(
                "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: {kind}\r\n{length}\r\n\r\n"
            );
            let (poured, said) = pour(&served, request, ten_gigabytes).await;
            // What lies in the sockets' own buffers on the way is a few megabytes more.
            assert!(
                poured < limit + 16 * 1024 * 1024,
                "{path} {length}: {poured} bytes were taken"
            );
            assert!(!said.contains("HTTP/1.1 500"), "{path} {length}: {said}");
            // Said before anything is begun or read: beginning a form reads no body at all.
            if length.starts_with("Content-Length") {
                assert!(said.starts_with("HTTP/1.1 413"), "{path}: {said}");
                assert!(!said.contains("set-cookie: draft"), "{path}: {said}");
            }
        }
    }
    assert!(served.get(9, "/").await.starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn photos_that_come_drop_by_drop_give_their_turn_back() {
    let served = serve().await;
    let host = served.host();
    let mut phone = served.kit.phone();
    phone.host = host.clone().leak();
    phone.post_on("/start", &[]).await;
    let draft = phone.cookies.get("draft").unwrap();
    let drip = format!(
        "POST /photos HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: 900000\r\n\
         Cookie: draft={draft}\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\ncontent-disposition: form-data; name=\"photo\"\r\n\r\n"
    );
    let mut slow = Vec::new();
    // Two addresses have all turns between them.
    for number in 0..8 {
        let mut stream = served.connect_from(6 + number % 2).await.unwrap();
        stream.write_all(drip.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    let begun = Instant::now();
    let picture = include_bytes!("../pictures/board.png");
    let kept = phone.upload("/photos", &[("paper", "family_book")], ("photo", picture)).await;
    assert_eq!((kept.status, kept.location()), (StatusCode::SEE_OTHER, "/photos"), "{}", kept.text);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    for stream in &mut slow[..4] {
        let said = all_of(stream).await;
        assert!(said.starts_with("HTTP/1.1 503"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn garbage_and_a_thousand_questions_at_once_disturb_nobody() {
    let served = serve().await;
    let host = served.host();
    let one = format!("GET /why/yard HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let mut stream = served.connect_from(5).await.unwrap();
    let last = format!("GET /why HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let many = one.repeat(1000) + &last;
    let (mut read, mut write) = stream.split();
    let (_, said) = tokio::join!(write.write_all(many.as_bytes()), async {
        let mut said = Vec::new();
        let _ = read.read_to_end(&mut said).await;
        String::from_utf8_lossy(&said).into_owned()
    });
    assert_eq!(said.matches("HTTP/1.1 200").count(), 1001, "each is answered, in its turn");
    for garbage in [
        "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}",
        "GET / HTTP/9.9\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\0\0\0\0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost\r\n\r\n",
        "POST /start HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    ] {
        let said = served.say(5, garbage).await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 4"), "{garbage:?}: {said}");
    }
    let long = format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "y".repeat(1 << 20));
    assert!(!served.say(5, &long).await.contains("HTTP/1.1 200"));
    assert!(served.get(9, "/").await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn phones_that_follow_the_line_never_take_the_desks_own_streams() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    let followed: Vec<_> = (0..=STREAMS).map(|_| kit.app.streams.families.one_more()).collect();
    assert_eq!(followed.iter().flatten().count(), STREAMS);
    assert_eq!(kit.phone().get("/board/live").await.status, StatusCode::TOO_MANY_REQUESTS);
    for path in ["/board/live", "/desk/live"] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let cookies = officer.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let (mut parts, body) = request.into_parts();
        let held = cookies.collect::<Vec<_>>().join("; ");
        parts.headers.insert(header::COOKIE, held.parse().unwrap());
        parts.headers.insert(header::HOST, officer.host.parse().unwrap());
        let router = outreach_kit::web::staff_router(&kit.app);
        let answer =
            tower::ServiceExt::oneshot(router, Request::from_parts(parts, body)).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
    }
    drop(followed);
    assert!(kit.app.streams.families.one_more().is_some());
    assert_eq!(officer.get("/desk").await.status, StatusCode::OK);
}

/// A *Send* by the phone from an address.
async fn send_from(phone: &mut Browser<'_>, address: [u8; 4]) -> crate::harness::Page {
    let request = Request::post("/send")
        .extension(ConnectInfo(SocketAddr::from((address, 40_000))))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, format!("http://{}", phone.host));
    phone.send(request, Body::from(encode(&[]))).await
}

#[tokio::test]
async fn two_hundred_phones_behind_one_address_send_and_a_flood_does_not() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    phone.cookies.insert("lang".to_owned(), "en".to_owned());
    let (yard, other) = ([192, 168, 8, 20], [192, 168, 8, 21]);
    let mut statuses = BTreeMap::<StatusCode, usize>::new();
    // Nothing is filled in: each time the page says what is missing.
    for _ in 0..620 {
        *statuses.entry(send_from(&mut phone, yard).await.status).or_default() += 1;
    }
    let (said, full) = (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(statuses, BTreeMap::from([(said, 600), (full, 20)]));
    let page = send_from(&mut phone, yard).await;
    assert!(page.text.contains("Wait a moment, then press the button again"), "{}", page.text);
    assert!(page.text.contains("action=\"/send\""), "the button stays");
    assert_eq!(send_from(&mut phone, other).await.status, said, "another address is heard");
}

#[tokio::test]
async fn the_names_answered_follow_the_laptops_addresses() {
    let kit = Kit::start().await;
    let asked = async |host: &str| {
        kit.phone().send(Request::get("/").header(header::HOST, host), Body::empty()).await.status
    };
    let (before, after) = (Ipv4Addr::new(10, 20, 30, 40), Ipv4Addr::new(10, 20, 31, 7));
    for (ip, left) in [(before, after), (after, before)] {
        let here = Address { name: "wlan0".to_owned(), ip, score: 1, up: true };
        kit.app.set_addresses(vec![here]);
        assert_eq!(asked(&format!("{ip}:8080")).await, StatusCode::OK);
        assert_eq!(asked(&format!("{left}:8080")).await, StatusCode::MISDIRECTED_REQUEST);
    }
}
