//! Bad phones among the good ones: slow sockets, giant bodies, garbage, foreign names, guessed tokens, repeated Sends,
//! pictures and forms like bombs. None of them may be let in, and no family may notice.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use super::bombs;
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

/// So many tries of one trick without the right answer are no chance.
const OFTEN: usize = 8;

/// What the bad phones did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Hostile {
    /// How many there were.
    pub phones: u32,
    /// What they tried.
    pub tries: usize,
    /// How often they got the refusal that they should get.
    pub refused: usize,
    /// How often the kit had too much to do to look at it, was being opened, or closed the line.
    pub busy: usize,
    /// How often they were led to a page that everybody has, and nothing came of it: the start, or the ticket that a
    /// form sent again has already.
    pub led: usize,
    /// Sockets that they held open without saying anything whole.
    pub held: usize,
}

/// Counts that grow while they play.
#[derive(Default)]
pub(super) struct Tally {
    tries: AtomicUsize,
    refused: AtomicUsize,
    busy: AtomicUsize,
    led: AtomicUsize,
    held: AtomicUsize,
    /// Of each trick how often it was tried, and how often it got what it must.
    tricks: Mutex<BTreeMap<&'static str, [usize; 2]>>,
}

impl Tally {
    /// What came of it.
    pub(super) fn of(&self, phones: u32) -> Hostile {
        let [tries, refused, busy, led, held] =
            [&self.tries, &self.refused, &self.busy, &self.led, &self.held]
                .map(|count| count.load(Ordering::Relaxed));
        Hostile { phones, tries, refused, busy, led, held }
    }

    fn tried(&self, name: &'static str, rightly: bool) {
        let mut tricks = self.tricks.lock().unwrap_or_else(PoisonError::into_inner);
        let [tries, right] = tricks.entry(name).or_default();
        *tries += 1;
        *right += usize::from(rightly);
    }

    /// The tricks that were tried often and never got what they must: a kit that is always busy shows nothing.
    pub(super) fn never_right(&self) -> Vec<&'static str> {
        let tricks = self.tricks.lock().unwrap_or_else(PoisonError::into_inner);
        let never = tricks.iter().filter(|(_, [tries, right])| OFTEN <= *tries && *right == 0);
        never.map(|(name, _)| *name).collect()
    }
}

/// One thing a bad phone tries, and what it must get.
struct Trick {
    name: &'static str,
    request: fn(&str, &mut Random) -> Vec<u8>,
    must: Must<'static>,
}

/// The answers to a trick that are right.
#[derive(Clone, Copy)]
struct Must<'a> {
    /// It is refused with one of these statuses.
    refuse: &'a [&'static str],
    /// Or it is led to this address; nowhere where that is empty.
    lead: &'a str,
}

/// While the kit is being opened, or has too much to do, it says so.
const BUSY: &str = "503";

const TRICKS: [Trick; 11] = [
    Trick {
        name: "a body of ten gigabytes",
        request: |host, _| {
            let head = form_head("/start", host, host, 10_000_000_000);
            [head.into_bytes(), vec![b'x'; POURED]].concat()
        },
        must: Must { refuse: &["413"], lead: "" },
    },
    Trick {
        name: "garbage",
        request: |_, random| {
            let noise: String = (0..200).map(|_| char::from(random.noise())).collect();
            (noise + "\r\n\r\n").into_bytes()
        },
        must: Must { refuse: &["400", "414", "431", "505"], lead: "" },
    },
    Trick {
        name: "a foreign name",
        request: |_, _| get("/", "evil.example"),
        must: Must { refuse: &["421"], lead: "" },
    },
    Trick {
        name: "a whole address instead of a path",
        request: |host, _| get("http://evil.example/", host),
        must: Must { refuse: &["421"], lead: "" },
    },
    Trick {
        name: "a guessed ticket",
        request: |host, random| get(&format!("/ticket/{}", token(random)), host),
        must: Must { refuse: &["404"], lead: "" },
    },
    Trick {
        name: "a page of the staff",
        request: |host, _| get("/journal", host),
        must: Must { refuse: &["404"], lead: "" },
    },
    Trick {
        name: "a form from a foreign page",
        request: |host, _| form_head("/start", host, "evil.example", 0).into_bytes(),
        must: Must { refuse: &["403"], lead: "" },
    },
    Trick {
        name: "a Send of nothing",
        request: |host, random| form("/send", host, &format!("draft={}", token(random))),
        must: Must { refuse: &[], lead: "/" },
    },
    Trick {
        name: "a form like a bomb",
        request: |host, random| form("/form/name", host, &("a=&".repeat(20_000) + &token(random))),
        must: Must { refuse: &["413"], lead: "" },
    },
    Trick {
        name: "a form larger than any page",
        request: |host, _| form("/form/name", host, &"a=&".repeat(30_000)),
        must: Must { refuse: &["413"], lead: "" },
    },
    Trick {
        name: "a packed form of 32 megabytes",
        request: |host, _| {
            let kind = "application/x-www-form-urlencoded\r\nContent-Encoding: gzip";
            let head = head_of("/form/name", host, host, kind, bombs::FORM.len());
            [head.into_bytes(), bombs::FORM.clone()].concat()
        },
        must: Must { refuse: &["403"], lead: "" },
    },
];

fn get(path: &str, host: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").into_bytes()
}

fn head_of(path: &str, host: &str, origin: &str, kind: &str, length: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{origin}\r\nConnection: close\r\n\
         Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
    )
}

fn form_head(path: &str, host: &str, origin: &str, length: usize) -> String {
    head_of(path, host, origin, "application/x-www-form-urlencoded", length)
}

fn form(path: &str, host: &str, fields: &str) -> Vec<u8> {
    (form_head(path, host, host, fields.len()) + fields).into_bytes()
}

/// A photo for the form that a phone holds by `draft`.
fn photo(host: &str, draft: &str, picture: &[u8]) -> Vec<u8> {
    let field =
        |name: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
    let before = [field("draft"), draft.to_owned(), "\r\n".to_owned(), field("paper")].concat();
    let before = before + "family_book\r\n" + &field("photo");
    let body = [before.as_bytes(), picture, b"\r\n--x--\r\n"].concat();
    let head = head_of("/photos", host, host, "multipart/form-data; boundary=x", body.len());
    [head.into_bytes(), body].concat()
}

/// A token of the very shape that a family's ticket has, but drawn at random: it is looked up, and found nowhere.
fn token(random: &mut Random) -> String {
    const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    // 26 signs of five bits: the first two of those bits are empty.
    let mut sign = |most| {
        let at = usize::try_from(random.below(most)).unwrap_or(0);
        char::from(SIGNS.get(at).copied().unwrap_or(b'0'))
    };
    let first = sign(8);
    std::iter::once(first).chain((1..26).map(|_| sign(32))).collect()
}

/// Plays one bad phone until no good one is left.
pub(super) async fn play(stage: Arc<Stage>, tally: Arc<Tally>, number: u32) {
    let mut random = stage.random(0xBAD_0000 + u64::from(number));
    let mut slow: Vec<TcpStream> = Vec::new();
    let mut at = usize::try_from(number).unwrap_or(0);
    let mut draft = None;
    while !stage.phones_are_done() {
        pause(&mut random, TURN).await;
        let host = format!("localhost:{}", stage.family_port());
        // By turns half a head, and a whole head with half a body.
        let half = if at % 2 == 0 { half_a_head(&host) } else { half_a_body(&host) };
        if let Ok(stream) = hold(&stage, number, half).await {
            tally.held.fetch_add(1, Ordering::Relaxed);
            if HELD <= slow.len() {
                slow.remove(0);
            }
            slow.push(stream);
        }
        at += 1;
        if let Some(ticket) = stage.last_sent().filter(|_| at % (TRICKS.len() + 1) == 0) {
            let sent = ticket.rsplit('/').next().unwrap_or_default();
            let again = form("/send", &host, &format!("draft={sent}"));
            try_it(
                &stage,
                (&tally, number),
                "a Send of a family's form again",
                again,
                Must { refuse: &[], lead: &ticket },
            )
            .await;
        }
        if at % (TRICKS.len() + 2) == 0 {
            // A form of its own, begun once: so a photo is looked at, and not only sent back.
            if draft.is_none() {
                draft = begin(&stage, number, &host).await;
            }
            if let Some(draft) = &draft {
                let sent = photo(&host, draft, &bombs::PICTURE);
                let must = Must { refuse: &["422"], lead: "" };
                try_it(&stage, (&tally, number), "a photo of 50,000 by 50,000 pixels", sent, must)
                    .await;
            }
        }
        let Some(trick) = TRICKS.get(at % TRICKS.len()) else { return };
        let request = (trick.request)(&host, &mut random);
        try_it(&stage, (&tally, number), trick.name, request, trick.must).await;
    }
}

/// Begins a form; what holds it.
async fn begin(stage: &Stage, number: u32, host: &str) -> Option<String> {
    let begun = ask(stage, number, form("/start", host, "")).await.ok()?;
    let (_, held) = begun.cookie.split_once("draft=")?;
    held.split(';').next().map(str::to_owned)
}

/// Tries one thing and counts what it got: what it must, or a mistake of the program.
async fn try_it(
    stage: &Stage,
    (tally, number): (&Tally, u32),
    name: &'static str,
    request: Vec<u8>,
    must: Must<'_>,
) {
    // While the program is down nobody answers.
    let Ok(Heard { status, to, .. }) = ask(stage, number, request).await else { return };
    tally.tries.fetch_add(1, Ordering::Relaxed);
    let is_led = status == "303" && !must.lead.is_empty() && to == must.lead;
    let is_refused = must.refuse.contains(&status.as_str());
    // A line may always be closed, and a kit that is being opened or has too much to do says so.
    let is_busy = status.is_empty() || status == BUSY;
    tally.tried(name, is_led || is_refused);
    let count = match (is_led, is_refused, is_busy) {
        (true, ..) => &tally.led,
        (_, true, _) => &tally.refused,
        (.., true) => &tally.busy,
        _ => {
            return stage.ledger.mistake(format!("a bad phone tried {name} and got {status} {to}"));
        }
    };
    count.fetch_add(1, Ordering::Relaxed);
}

/// A bad phone has an address of its own, as in a yard, where the system gives one; the laptop's own has no share.
async fn connect(stage: &Stage, number: u32) -> std::io::Result<TcpStream> {
    let kit = SocketAddr::from((Ipv4Addr::LOCALHOST, stage.family_port()));
    let socket = TcpSocket::new_v4()?;
    let last = 2 + u8::try_from(number % 250).unwrap_or(0);
    if socket.bind(SocketAddr::from((Ipv4Addr::new(127, 0, 0, last), 0))).is_err() {
        return TcpStream::connect(kit).await;
    }
    socket.connect(kit).await
}

/// Half of a request's head.
fn half_a_head(host: &str) -> String {
    format!("GET /board HTTP/1.1\r\nHost: {host}\r\nX-Slow: ")
}

/// A whole head, and less of the body than it announces.
fn half_a_body(host: &str) -> String {
    form_head("/start", host, host, 1000) + "lang=km&"
}

/// A socket that says half of something and then nothing.
async fn hold(stage: &Stage, number: u32, half: String) -> std::io::Result<TcpStream> {
    let mut stream = connect(stage, number).await?;
    stream.write_all(half.as_bytes()).await?;
    Ok(stream)
}

/// What is heard of an answer.
struct Heard {
    /// Empty where the line was closed without one.
    status: String,
    /// Where it leads to, if it does.
    to: String,
    /// The cookie that it sets, if it does.
    cookie: String,
}

async fn ask(stage: &Stage, number: u32, request: Vec<u8>) -> std::io::Result<Heard> {
    let mut stream = connect(stage, number).await?;
    let (mut read, mut write) = stream.split();
    let asking = async {
        // A door that has heard enough closes before the end.
        let _ = write.write_all(&request).await;
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
    let said = String::from_utf8_lossy(&said);
    let head = said.split("\r\n\r\n").next().unwrap_or_default();
    let status = head.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).unwrap_or_default();
    let header = |name: &str| {
        head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned()
    };
    Ok(Heard {
        status: status.to_owned(),
        to: header("location: "),
        cookie: header("set-cookie: "),
    })
}
