//! Bad phones among the good ones: slow sockets, giant bodies, garbage, foreign names, guessed tokens, repeated Sends
//! and forms like bombs. None of them may be let in, and no family may notice.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde::Serialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::random::Random;
use super::stage::{Stage, pause};

/// Longer than the program allows a request to take.
const PATIENCE: Duration = Duration::from_secs(40);

/// A bad phone rests for less than so many milliseconds between two tricks: a script in a pocket, not a person.
const TURN: u32 = 40;

/// How many slow sockets one bad phone holds at once.
const HELD: usize = 20;

/// What a bad phone pours into the kit at once, of the ten gigabytes that it announces.
const POURED: usize = 1 << 20;

/// What the bad phones did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Hostile {
    /// How many there were.
    pub phones: u32,
    /// What they tried.
    pub tries: usize,
    /// How often they were refused in words, or by a closed line.
    pub refused: usize,
    /// Sockets that they held open without saying anything whole.
    pub held: usize,
}

/// Counts that grow while they play.
#[derive(Default)]
pub(super) struct Tally {
    tries: AtomicUsize,
    refused: AtomicUsize,
    held: AtomicUsize,
}

impl Tally {
    /// What came of it.
    pub(super) fn of(&self, phones: u32) -> Hostile {
        let [tries, refused, held] =
            [&self.tries, &self.refused, &self.held].map(|count| count.load(Ordering::Relaxed));
        Hostile { phones, tries, refused, held }
    }
}

/// One thing a bad phone tries, and the answers that are right; a closed line always is.
struct Trick {
    name: &'static str,
    request: fn(&str, &mut Random) -> String,
    right: &'static [&'static str],
}

/// While the kit is being opened, or has too much to do, it says so.
const BUSY: &str = "503";

const TRICKS: [Trick; 9] = [
    Trick {
        name: "a body of ten gigabytes",
        request: |host, _| {
            let head = form_head("/start", host, host, 10_000_000_000);
            head + &"x".repeat(POURED)
        },
        right: &["413"],
    },
    Trick {
        name: "garbage",
        request: |_, random| {
            let noise: String = (0..200).map(|_| char::from(random.noise())).collect();
            noise + "\r\n\r\n"
        },
        right: &["400", "414", "431", "505"],
    },
    Trick { name: "a foreign name", request: |_, _| get("/", "evil.example"), right: &["421"] },
    Trick {
        name: "a whole address instead of a path",
        request: |host, _| get("http://evil.example/", host),
        right: &["421"],
    },
    Trick {
        name: "a guessed ticket",
        request: |host, random| get(&format!("/ticket/{}", token(random)), host),
        right: &["404"],
    },
    Trick {
        name: "a page of the staff",
        request: |host, _| get("/journal", host),
        right: &["404"],
    },
    Trick {
        name: "a form from a foreign page",
        request: |host, _| form_head("/start", host, "evil.example", 0),
        right: &["403"],
    },
    Trick {
        name: "a Send of nothing",
        request: |host, random| {
            let held = format!("draft={}", token(random));
            form_head("/send", host, host, held.len()) + &held
        },
        right: &["303", "404"],
    },
    Trick {
        name: "a form like a bomb",
        request: |host, random| {
            let fields = "a=&".repeat(20_000) + &token(random);
            form_head("/form/name", host, host, fields.len()) + &fields
        },
        // Without a form in hand it begins one and is asked for the name.
        right: &["303", "404", "413", "422", "429"],
    },
];

fn get(path: &str, host: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
}

fn form_head(path: &str, host: &str, origin: &str, length: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{origin}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
    )
}

/// A token such as a family's ticket has, but drawn at random.
fn token(random: &mut Random) -> String {
    let words: Vec<String> = (0..8).map(|_| format!("{:04x}", random.below(0x1_0000))).collect();
    words.concat()
}

/// Plays one bad phone until no good one is left.
pub(super) async fn play(stage: Arc<Stage>, tally: Arc<Tally>, number: u32) {
    let mut random = stage.random(0xBAD_0000 + u64::from(number));
    let mut slow: Vec<TcpStream> = Vec::new();
    let mut at = usize::try_from(number).unwrap_or(0);
    while !stage.phones_are_done() {
        pause(&mut random, TURN).await;
        let host = format!("localhost:{}", stage.family_port());
        if let Ok(stream) = hold(&stage, &host).await {
            tally.held.fetch_add(1, Ordering::Relaxed);
            if HELD <= slow.len() {
                slow.remove(0);
            }
            slow.push(stream);
        }
        let Some(trick) = TRICKS.get(at % TRICKS.len()) else { return };
        at += 1;
        let request = (trick.request)(&host, &mut random);
        // While the program is down nobody answers.
        let Ok(status) = ask(&stage, request).await else { continue };
        tally.tries.fetch_add(1, Ordering::Relaxed);
        if status.is_empty() || status != "200" {
            tally.refused.fetch_add(1, Ordering::Relaxed);
        }
        let right = status.is_empty() || status == BUSY || trick.right.contains(&status.as_str());
        if !right {
            stage.ledger.mistake(format!("a bad phone tried {} and got {status}", trick.name));
        }
    }
}

async fn connect(stage: &Stage) -> std::io::Result<TcpStream> {
    TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, stage.family_port()))).await
}

/// A socket that says half of something and then nothing.
async fn hold(stage: &Stage, host: &str) -> std::io::Result<TcpStream> {
    let mut stream = connect(stage).await?;
    stream.write_all(format!("GET /board HTTP/1.1\r\nHost: {host}\r\nX-Slow: ").as_bytes()).await?;
    Ok(stream)
}

/// The status of the answer; empty where the line was closed without one.
async fn ask(stage: &Stage, request: String) -> std::io::Result<String> {
    let mut stream = connect(stage).await?;
    let (mut read, mut write) = stream.split();
    let asking = async {
        // A door that has heard enough closes before the end.
        let _ = write.write_all(request.as_bytes()).await;
    };
    let hearing = async {
        let (mut said, mut some) = (Vec::new(), [0; 4096]);
        while let Ok(count @ 1..) = read.read(&mut some).await {
            said.extend_from_slice(some.get(..count).unwrap_or_default());
        }
        said
    };
    let both = async { tokio::join!(asking, hearing).1 };
    let said = tokio::time::timeout(PATIENCE, both).await.map_err(std::io::Error::other)?;
    let head = String::from_utf8_lossy(said.get(..12).unwrap_or_default()).into_owned();
    Ok(head.strip_prefix("HTTP/1.1 ").map(str::to_owned).unwrap_or_default())
}
