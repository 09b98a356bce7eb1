//! Memory stays bounded while a crowd of bad phones stands at the door: the real program, its own count of pages.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a program that cannot be started should stop the test, and what was measured is worth a line"
)]

use std::io::BufRead as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use outreach_kit::photo::MOST_MEMORY;
use outreach_kit::web::limits::{FORM_BYTES, PHOTO_BYTES, READ_BYTES};
use outreach_kit::web::waiting::AT_ONCE;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::harness::pictures::{Stored, plain_png, red_jpeg};
use crate::harness::{Kit, PASSPHRASE, founding, multipart};

/// Sockets that begin something and never go on.
const SLOW: usize = 500;

/// Phones that pour a body without an end at once.
const POURING: usize = 6;

/// Photos that the kit receives at once; others wait for their turn with nothing read.
const RECEIVED: usize = AT_ONCE;

const FORM: &str = "application/x-www-form-urlencoded";

/// How long each of them pours.
const TIME: Duration = Duration::from_secs(8);

/// What the crowd may cost, in bytes: for each slow socket its headers, the task that serves it and a quarter of a form,
/// since one in four sends one; for each photo that is received its largest size twice, as it grows into a larger place;
/// and a quarter more, since what was given back to the allocator need not go back to the system. 130 MB; a debug build
/// took 95.
const BOUND: usize =
    (SLOW * (READ_BYTES + FORM_BYTES / 4 + 16 * 1024) + RECEIVED * 2 * PHOTO_BYTES) * 5 / 4;

/// What the heaviest pictures may cost, in bytes: one of them unpacked, what it is made small in, and the small uploads
/// of all who stand in the line.
#[expect(clippy::cast_possible_truncation, reason = "52 MB are few on every machine")]
const PICTURES: usize = MOST_MEMORY as usize + (24 << 20);

/// What of it may stay: what was given back to the allocator in small pieces.
const STAYS: usize = 24 << 20;

/// The program over the data of a kit, opened; killed when dropped.
struct Program(
    Child,
    u16,
    #[expect(dead_code, reason = "the folder lasts as long")] tempfile::TempDir,
);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn start() -> Program {
    let kit = Kit::start_with(founding(true)).await;
    let Kit { app, folder, .. } = kit;
    drop(app);
    let mut child = Command::new(env!("CARGO_BIN_EXE_outreach-kit"))
        .args(["serve", "--no-open", "--family-port", "0", "--staff-port", "0", "--data"])
        .arg(folder.path().join("kit-data"))
        .env("OUTREACH_KIT_PASSPHRASE", PASSPHRASE)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    let (tell, told) = std::sync::mpsc::channel();
    // Somebody goes on reading, so that the program never speaks to nobody.
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok).filter(|line| line.contains("families http://")) {
            let _ = tell.send(line);
        }
    });
    let line = told.recv().unwrap();
    let port = line.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    Program(child, port, folder)
}

/// A line of the system's account of a process, in bytes.
fn memory(process: u32, name: &str) -> Option<usize> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? * 1024)
}

impl Program {
    fn host(&self) -> String {
        format!("localhost:{}", self.1)
    }

    /// A connection from one of the laptop's own addresses; only 127.0.0.1 is taken for the laptop itself.
    async fn connect(&self, last: u8) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::from(([127, 0, 0, last], 0))).unwrap();
        socket.connect(SocketAddr::from((Ipv4Addr::LOCALHOST, self.1))).await.unwrap()
    }

    /// Says something and hears the whole answer.
    async fn ask(&self, request: &str) -> String {
        let mut stream = self.connect(9).await;
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut said = Vec::new();
        let _ = stream.read_to_end(&mut said).await;
        String::from_utf8_lossy(&said).into_owned()
    }

    /// The head of a form or a photo.
    fn head(&self, path: &str, kind: &str, more: &str) -> String {
        let host = self.host();
        format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: {kind}\r\n{more}\r\n\r\n"
        )
    }

    /// Begins a form once the kit is open; its cookie.
    async fn begin(&self) -> String {
        let request = self.head("/start", FORM, "Content-Length: 0\r\nConnection: close");
        let (mut begun, since) = (self.ask(&request).await, Instant::now());
        // The doors answer before the kit is opened.
        while !begun.starts_with("HTTP/1.1 303") && since.elapsed() < Duration::from_mins(1) {
            begun = self.ask(&request).await;
        }
        assert!(begun.starts_with("HTTP/1.1 303"), "{begun}");
        begun.split("set-cookie: ").nth(1).unwrap().split(';').next().unwrap().to_owned()
    }

    /// Sends a photo from one of the laptop's own addresses; what is said first.
    async fn send_photo(&self, cookie: &str, last: u8, picture: &[u8]) -> String {
        let body = multipart(&[("paper", "family_book")], ("photo", picture));
        let more = format!(
            "Cookie: {cookie}; lang=en\r\nContent-Length: {}\r\nConnection: close",
            body.len()
        );
        let head = self.head("/photos", "multipart/form-data; boundary=x", &more);
        let mut stream = self.connect(last).await;
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&body).await.unwrap();
        let mut said = Vec::new();
        stream.read_to_end(&mut said).await.unwrap();
        String::from_utf8_lossy(&said).lines().next().unwrap_or_default().to_owned()
    }

    /// Sends a photo until it is taken: where others come before it for too long it is to be sent again.
    async fn photo_is_taken(&self, cookie: &str, last: u8, picture: &[u8]) {
        let since = Instant::now();
        loop {
            let said = self.send_photo(cookie, last, picture).await;
            if said == "HTTP/1.1 303 See Other" {
                return;
            }
            assert!(said.starts_with("HTTP/1.1 503"), "{said}");
            assert!(since.elapsed() < Duration::from_mins(2), "{said}");
        }
    }

    /// Pours a photo of ten gigabytes again and again, for as long as the time lasts; how much was taken.
    async fn pour(&self, cookie: &str, last: u8) -> usize {
        let begun = Instant::now();
        let chunk = format!("8000\r\n{}\r\n", "x".repeat(0x8000));
        let mut poured = 0;
        while begun.elapsed() < TIME {
            let mut stream = self.connect(last).await;
            let more = format!("Cookie: {cookie}\r\nTransfer-Encoding: chunked");
            let head = self.head("/photos", "multipart/form-data; boundary=x", &more);
            let part =
                "--x\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"p.jpg\"\r\n\r\n";
            let first = format!("{head}{:x}\r\n{part}\r\n", part.len());
            if stream.write_all(first.as_bytes()).await.is_err() {
                continue;
            }
            let mut left = 10_000_000_000_usize;
            while 0 < left && begun.elapsed() < TIME {
                // A turn that does not come leaves the sockets full; then the next one is tried.
                let one = stream.write_all(chunk.as_bytes());
                if !matches!(tokio::time::timeout(Duration::from_secs(1), one).await, Ok(Ok(()))) {
                    break;
                }
                poured += chunk.len();
                left -= chunk.len();
            }
        }
        poured
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn memory_stays_bounded_under_500_slow_sockets_and_bodies_of_ten_gigabytes() {
    let kit = start().await;
    let process = kit.0.id();
    let host = kit.host();
    // Everything that is made once is there before the crowd comes.
    let cookie = kit.begin().await;
    let Some(before) = memory(process, "VmHWM:") else {
        println!("skipped: this system does not say how much memory a process has");
        return;
    };
    let mut slow = Vec::new();
    for number in 0..SLOW {
        let mut stream = kit.connect(2 + u8::try_from(number / 250).unwrap()).await;
        let said = match number % 4 {
            0 => String::new(),
            1 => format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {}", "y".repeat(READ_BYTES / 2)),
            2 => "POST /start HTTP/1.1\r\nHost: ".to_owned(),
            _ => {
                let more = format!("Cookie: {cookie}\r\nContent-Length: {}", FORM_BYTES - 1);
                kit.head("/form/name", FORM, &more) + &"x".repeat(FORM_BYTES - 2)
            }
        };
        stream.write_all(said.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    let pours = (0..POURING).map(|number| kit.pour(&cookie, 5 + u8::try_from(number).unwrap()));
    let mut poured = 0;
    // All at once, in one task.
    let mut all: Vec<_> = pours.map(Box::pin).collect();
    std::future::poll_fn(|cx| {
        all.retain_mut(|pour| match pour.as_mut().poll(cx) {
            std::task::Poll::Ready(count) => {
                poured += count;
                false
            }
            std::task::Poll::Pending => true,
        });
        if all.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    let peak = memory(process, "VmHWM:").unwrap();
    let mb = |bytes: usize| bytes / (1 << 20);
    println!(
        "before {} MB, at most {} MB (bound {} MB more), {} MB poured",
        mb(before),
        mb(peak),
        mb(BOUND),
        mb(poured)
    );
    assert!(RECEIVED * PHOTO_BYTES < poured, "the door took nearly nothing: {poured} bytes");
    assert!(peak < before + BOUND, "{} MB, then {} MB", mb(before), mb(peak));
    assert!(
        kit.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
            .await
            .starts_with("HTTP/1.1 200")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_heaviest_pictures_that_are_taken_cost_one_of_them_and_leave_nothing_behind() {
    let kit = start().await;
    let process = kit.0.id();
    let mut cookie = kit.begin().await;
    // In passes, without its colours; line by line, with them; and as PNG: each takes nearly all that a picture may. What
    // has fifty million pixels takes no more, and a debug build half a minute.
    let heavy = [
        red_jpeg(3024, 4032, Stored::Passes, (2, 2)),
        red_jpeg(4160, 4160, Stored::Lines, (1, 1)),
        plain_png(4160, 4160),
        red_jpeg(4160, 4160, Stored::Lines, (2, 2)),
    ];
    kit.photo_is_taken(&cookie, 9, &plain_png(400, 300)).await;
    let Some(before) = memory(process, "VmHWM:") else {
        println!("skipped: this system does not say how much memory a process has");
        return;
    };
    let rests = memory(process, "VmRSS:").unwrap();
    // Two rounds, two at once, from as many addresses.
    for pair in heavy.chunks(2).chain(heavy.chunks(2)) {
        let [one, two] = pair else { panic!("the pictures come in pairs") };
        tokio::join!(kit.photo_is_taken(&cookie, 10, one), kit.photo_is_taken(&cookie, 11, two));
        // No more than eight of one form.
        cookie = kit.begin().await;
    }
    let (peak, after) = (memory(process, "VmHWM:").unwrap(), memory(process, "VmRSS:").unwrap());
    let mb = |bytes: usize| bytes / (1 << 20);
    println!(
        "before {} MB, at most {} MB (bound {} MB more); at rest {} MB, then {} MB",
        mb(before),
        mb(peak),
        mb(PICTURES),
        mb(rests),
        mb(after)
    );
    assert!(peak < before + PICTURES, "{} MB, then {} MB", mb(before), mb(peak));
    assert!(after < rests + STAYS, "at rest {} MB, then {} MB", mb(rests), mb(after));
}
