//! A second laptop joins: digits on two screens, then the kit's staff pages on its own loopback address.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up should stop")]

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use outreach_kit::app::{App, net_door};
use outreach_kit::i18n::{self, Lang};
use outreach_kit::join::{self, Joining};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use crate::harness::{Kit, PASSPHRASE, PIN, attribute, attributes, config, encode, now};
use crate::network::{Tablet, exchange, founded, open_kit};

/// Longer than anything here takes; a test that hangs says so.
const PATIENCE: Duration = Duration::from_mins(1);

/// What somebody types there to join anew.
const AGAIN: &str = "outreach-kit join 192.168.8.5 --again --port 9443";

/// The program on the second laptop, and that laptop's browser.
struct Laptop {
    port: u16,
    cookies: Vec<(String, String)>,
    folder: PathBuf,
    stop: Option<oneshot::Sender<()>>,
    running: Option<tokio::task::JoinHandle<anyhow::Result<()>>>,
}

impl Laptop {
    fn start(folder: &Path, at: Ipv4Addr, port: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let own = listener.local_addr().unwrap().port();
        let (stop, stopped) = oneshot::channel();
        let data = folder.join("kit-joined");
        let joining = Joining {
            address: at,
            port,
            data: data.clone(),
            again: false,
            now,
            say: |said| SAID.lock().unwrap().push(said.to_owned()),
            command: AGAIN.to_owned(),
        };
        let running = tokio::spawn(join::run(joining, listener, async {
            let _ = stopped.await;
        }));
        let (stop, running) = (Some(stop), Some(running));
        Self { port: own, cookies: Vec::new(), folder: data, stop, running }
    }

    fn at(kit: &Kit, folder: &Path) -> Self {
        Self::start(folder, Ipv4Addr::LOCALHOST, kit.app.net.port().unwrap())
    }

    /// A laptop that an administrator let in.
    async fn joined(kit: &Kit, folder: &Path) -> Self {
        let mut laptop = Self::at(kit, folder);
        laptop.digits().await;
        answer(kit, "accept").await;
        laptop.until(|page| page.contains("/sign-in") || page.contains("name=\"staff\"")).await;
        laptop
    }

    async fn stop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
        self.running.take().unwrap().await.unwrap().unwrap();
    }

    fn request(&self, method: &str, path: &str, host: &str, origin: &str, body: &str) -> String {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncookie: {}\r\n{origin}content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            cookies.join("; "),
            body.len()
        )
    }

    async fn raw(&mut self, request: &str) -> String {
        let tcp = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.unwrap();
        let raw = tokio::time::timeout(PATIENCE, exchange(tcp, request.as_bytes())).await.unwrap();
        let text = String::from_utf8_lossy(&raw).into_owned();
        let head = text.split("\r\n\r\n").next().unwrap();
        for line in head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")) {
            let (name, rest) = line.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), rest.split(';').next().unwrap().to_owned()));
        }
        text
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    async fn get(&mut self, path: &str) -> String {
        let request = self.request("GET", path, &self.host(), "", "");
        self.raw(&request).await
    }

    async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> String {
        let origin = format!("origin: http://{}\r\n", self.host());
        let request = self.request("POST", path, &self.host(), &origin, &encode(pairs));
        self.raw(&request).await
    }

    /// Looks again until the page is as it should be.
    async fn until(&mut self, good: impl Fn(&str) -> bool) -> String {
        let looking = async {
            loop {
                let page = self.get("/sign-in").await;
                if good(&page) {
                    return page;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, looking).await.unwrap()
    }

    /// The digits on this laptop's screen.
    async fn digits(&mut self) -> String {
        let page = self.until(|page| page.contains("class=\"hero\"")).await;
        hero(&page)
    }

    async fn sign_in(&mut self, name: &str) -> String {
        let page = self.get("/sign-in").await;
        let before = page.split(name).next().unwrap();
        let id = attribute(before.rsplit("name=\"staff\"").next().unwrap(), "value").unwrap();
        self.post("/sign-in", &[("staff", &id), ("pin", PIN)]).await
    }
}

fn hero(page: &str) -> String {
    let at = page.find("class=\"hero\"").unwrap();
    let rest = page[at..].split_once('>').unwrap().1;
    rest.split('<').next().unwrap().to_owned()
}

/// The administrator answers the one laptop that asks; gives the digits on the first laptop's screen.
async fn answer(kit: &Kit, what: &str) -> String {
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/devices").await.text;
    let asking: Vec<String> = attributes(&page, "action");
    let asking = asking.iter().find(|to| to.starts_with("/devices/asking/")).unwrap().clone();
    admin.post_on(&asking, &[("do", what), ("name", "Second laptop")]).await;
    hero(&page)
}

fn status(page: &str) -> &str {
    page.split(' ').nth(1).unwrap_or_default()
}

/// A text as pages say it.
pub(crate) fn text(key: &str) -> String {
    outreach_kit::i18n::text(outreach_kit::i18n::Lang::Km, key)
}

#[tokio::test]
async fn a_second_laptop_joins_and_works_as_a_desk() {
    let (kit, folder) = (open_kit().await, tempfile::tempdir().unwrap());
    let mut laptop = Laptop::at(&kit, folder.path());
    let digits = laptop.digits().await;
    assert_eq!(digits.len(), 7);
    assert_eq!(answer(&kit, "accept").await, digits, "the same on both screens");
    laptop.until(|page| page.contains("name=\"staff\"")).await;

    assert_eq!(status(&laptop.sign_in("Officer One").await), "303");
    assert!(laptop.cookies.iter().any(|(name, _)| name == "staff"), "{:?}", laptop.cookies);
    assert!(!laptop.cookies.iter().any(|(name, _)| name.contains("device")));
    assert_eq!(status(&laptop.post("/desk/take", &[("desk", "2")]).await), "303");
    assert_eq!(status(&laptop.get("/desk").await), "200");
    assert_eq!(status(&laptop.get("/keys").await), "404", "the keys stay where they are");

    let kept: Vec<_> = std::fs::read_dir(&laptop.folder).unwrap().collect();
    assert_eq!(kept.len(), 1, "one small file and nothing of what was shown");
    let file = kept.into_iter().next().unwrap().unwrap();
    assert!(file.metadata().unwrap().len() < 1000);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    laptop.stop().await;

    // Started again it goes on without asking anybody.
    let mut laptop = Laptop::at(&kit, folder.path());
    laptop.until(|page| page.contains("name=\"staff\"")).await;
}

#[tokio::test]
async fn the_line_moves_on_the_second_laptop_too() {
    let (kit, folder) = (open_kit().await, tempfile::tempdir().unwrap());
    let laptop = Laptop::joined(&kit, folder.path()).await;
    let mut tcp = TcpStream::connect((Ipv4Addr::LOCALHOST, laptop.port)).await.unwrap();
    let request = laptop.request("GET", "/board/live", &laptop.host(), "", "");
    tcp.write_all(request.as_bytes()).await.unwrap();
    let mut heard = Vec::new();
    let listening = async {
        while !String::from_utf8_lossy(&heard).contains("text/event-stream") {
            tcp.read_buf(&mut heard).await.unwrap();
        }
        kit.app.line_changed();
        while !String::from_utf8_lossy(&heard).contains("data: reload") {
            assert!(tcp.read_buf(&mut heard).await.unwrap() > 0, "the stream ended");
        }
    };
    tokio::time::timeout(PATIENCE, listening).await.unwrap();
}

#[tokio::test]
async fn a_laptop_that_is_sent_away_shows_nothing_and_may_ask_again() {
    let (kit, folder) = (open_kit().await, tempfile::tempdir().unwrap());
    let mut laptop = Laptop::at(&kit, folder.path());
    let first = laptop.digits().await;
    answer(&kit, "refuse").await;
    laptop.until(|page| page.contains(&text("join-refused"))).await;
    assert!(!laptop.folder.exists(), "nothing is remembered");
    // Looking changes nothing: another page may lead here.
    let looked = laptop.get("/join-again").await;
    assert_eq!(status(&looked), "200");
    assert!(looked.contains(&text("join-refused")), "{looked}");
    assert_eq!(status(&laptop.post("/join-again", &[]).await), "303");
    assert_ne!(laptop.digits().await, first);
}

#[tokio::test]
async fn a_laptop_that_is_taken_off_says_so_and_holds_what_was_typed() {
    let (kit, folder) = (open_kit().await, tempfile::tempdir().unwrap());
    let mut laptop = Laptop::joined(&kit, folder.path()).await;
    laptop.sign_in("Officer One").await;
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/devices").await.text;
    let off = attributes(&page, "action").into_iter().find(|to| to.ends_with("/off")).unwrap();
    admin.post_on(&off, &[]).await;
    let page = laptop.get("/desk").await;
    assert_eq!(status(&page), "403");
    assert!(page.contains(&text("says-taken-off-title")));
    // A page that follows the line learns it from the head, and leaves what it showed.
    assert!(page.to_ascii_lowercase().contains("x-kit-let-in: no"), "{page}");
    let english = i18n::text(Lang::En, "says-taken-off-next");
    assert!(page.contains(&english), "in both languages: {page}");
    assert!(page.contains(AGAIN), "the whole command: {page}");
    assert!(!page.contains("href=\"/\""), "no button that leads back here: {page}");
    let page = laptop.post("/search", &[("q", "words that took long")]).await;
    assert!(page.contains("words that took long"), "{page}");
    // The button asks anew, without the program being closed.
    assert!(page.contains("action=\"/join-again\""), "{page}");
    assert_eq!(status(&laptop.post("/join-again", &[]).await), "303");
    let digits = laptop.digits().await;
    assert_eq!(answer(&kit, "accept").await, digits);
    laptop.until(|page| page.contains("name=\"staff\"")).await;
}

#[tokio::test]
async fn a_laptop_that_is_let_in_asks_for_nothing_anew() {
    let (kit, folder) = (open_kit().await, tempfile::tempdir().unwrap());
    let mut laptop = Laptop::joined(&kit, folder.path()).await;
    assert_eq!(status(&laptop.post("/join-again", &[]).await), "404");
    assert_eq!(status(&laptop.get("/sign-in").await), "200");
}

/// What laptops said in their terminals.
static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[tokio::test]
async fn a_wrong_address_is_said_in_the_terminal_too() {
    let folder = tempfile::tempdir().unwrap();
    let nobody = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = nobody.local_addr().unwrap().port();
    drop(nobody);
    let mut laptop = Laptop::start(folder.path(), Ipv4Addr::LOCALHOST, port);
    laptop.until(|page| page.contains(&text("join-away"))).await;
    laptop.stop().await;
    let said = SAID.lock().unwrap().clone();
    assert!(said.contains(&i18n::text(Lang::En, "join-away")), "{said:?}");
}

#[tokio::test]
async fn only_this_laptops_own_pages_are_answered() {
    let (kit, folder) = (open_kit().await, tempfile::tempdir().unwrap());
    let mut laptop = Laptop::joined(&kit, folder.path()).await;
    let port = laptop.port;
    for host in [
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil:{port}"),
        "127.0.0.1".to_owned(),
        format!("192.168.1.5:{port}"),
    ] {
        let request = laptop.request("GET", "/", &host, "", "");
        assert_eq!(status(&laptop.raw(&request).await), "421", "{host}");
    }
    for origin in [
        "",
        "origin: null\r\n",
        "origin: http://evil.example\r\n",
        "origin: https://localhost:1\r\n",
    ] {
        let request = laptop.request("POST", "/sign-in", &laptop.host(), origin, "staff=x");
        assert_eq!(status(&laptop.raw(&request).await), "403", "{origin}");
    }
    let referred = format!("referer: http://localhost:{port}/sign-in\r\n");
    let request =
        laptop.request("POST", "/sign-in", &format!("localhost:{port}"), &referred, "staff=x");
    assert_eq!(status(&laptop.raw(&request).await), "422", "a form of our own, by Referer");
}

/// The same kit, closed and opened again at an address and a port.
pub(crate) async fn moved(kit: Kit, to: Ipv4Addr, port: u16) -> Kit {
    kit.app.net.shut().await;
    let folder = kit.folder;
    drop(kit.app);
    let config =
        outreach_kit::config::Config { net_at: Some(to), net_port: port, ..config(folder.path()) };
    let app = App::new(config, now);
    let opening = Arc::clone(&app);
    let opened = tokio::task::spawn_blocking(move || opening.unlock(PASSPHRASE, None)).await;
    opened.unwrap().unwrap();
    net_door::look(&app).await;
    assert_eq!(app.net.port(), Some(port));
    Kit::with(app, folder)
}

#[tokio::test]
async fn it_finds_the_kit_again_after_a_restart() {
    let (kit, folder) = (open_kit().await, tempfile::tempdir().unwrap());
    let mut laptop = Laptop::joined(&kit, folder.path()).await;
    let port = kit.app.net.port().unwrap();
    kit.app.net.shut().await;
    let page = laptop.post("/search", &[("q", "words that took long")]).await;
    assert_eq!(status(&page), "502");
    assert!(page.contains(&text("says-away-kept")) && page.contains("words that took long"));
    let page = laptop.get("/desk").await;
    assert!(page.contains(&text("says-away-title")), "{page}");
    let kit = moved(kit, Ipv4Addr::LOCALHOST, port).await;
    laptop.until(|page| page.contains("name=\"staff\"")).await;
    drop(kit);
}

#[cfg(target_os = "linux")] // Elsewhere the loopback has one address only.
#[tokio::test]
async fn it_finds_the_kit_again_when_its_address_changed() {
    let (kit, folder) = (open_kit().await, tempfile::tempdir().unwrap());
    let mut laptop = Laptop::joined(&kit, folder.path()).await;
    let port = kit.app.net.port().unwrap();
    let to = Ipv4Addr::new(127, 0, 0, 77);
    let kit = moved(kit, to, port).await;
    laptop.until(|page| page.contains("name=\"staff\"")).await;
    let file = std::fs::read_to_string(laptop.folder.join("joined-kit.json")).unwrap();
    assert!(file.contains("127.0.0.77"), "the next start looks there first: {file}");
    drop(kit);
}

#[tokio::test]
async fn another_kit_at_the_same_address_is_not_spoken_to() {
    let (kit, folder) = (open_kit().await, tempfile::tempdir().unwrap());
    let mut laptop = Laptop::joined(&kit, folder.path()).await;
    let port = kit.app.net.port().unwrap();
    kit.app.net.shut().await;
    let other = tempfile::tempdir().unwrap();
    let config = outreach_kit::config::Config { net_port: port, ..config(other.path()) };
    let other = founded(App::new(config, now), other).await;
    assert_eq!(other.app.net.port(), Some(port));
    let page = laptop.post("/sign-in", &[("staff", "x"), ("other", "y")]).await;
    assert!(page.contains(&text("says-another-kit-title")), "{page}");
    let journal = other.signed_in("Admin").await.get("/journal").await.text;
    assert!(!journal.contains(&text("act-wrong_pin")), "nothing was sent");
}

#[tokio::test]
async fn who_stands_between_the_two_shows_other_digits() {
    // Somebody answers at the kit's address with a key of their own and asks the kit in the laptop's name.
    let (kit, between, folder) = (open_kit().await, open_kit().await, tempfile::tempdir().unwrap());
    let mut laptop = Laptop::at(&between, folder.path());
    let shown = laptop.digits().await;
    let mut stranger = Tablet::trusting(&kit).await;
    let (nonce, device) = ([1; 32], [2; 32]);
    let promise = outreach_kit::seal::spoken::promise(&nonce, &device);
    let text = outreach_kit::seal::spoken::to_text;
    let said = stranger.post("/join/knock", &[("promise", &text(&promise))]).await;
    let id = said.body.split_whitespace().find(|word| word.len() == 26).unwrap().to_owned();
    let kept = [("id", id.as_str()), ("nonce", &text(&nonce)), ("device", &text(&device))];
    assert_eq!(stranger.post("/join/show", &kept).await.status, 204);
    assert_ne!(answer(&kit, "refuse").await, shown);
    assert!(stranger.get(&format!("/join/answer/{id}")).await.body.contains("refused"));
    assert_eq!(stranger.post("/join/show", &kept).await.status, 409, "one try for each promise");
}
