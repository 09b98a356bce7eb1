//! Devices on the network, over real sockets on the loopback address: they speak plainly or TLS, keep cookies, and
//! trust what a browser would trust.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up should stop"
)]

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::http::StatusCode;
use outreach_kit::app::{App, net_door};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::harness::{Browser, Kit, PIN, encode, founding};

/// A kit whose administrator has let devices in.
pub(crate) async fn open_kit() -> Kit {
    let kit = Kit::start().await;
    open_door(&kit).await;
    kit
}

/// The administrator lets devices in.
pub(crate) async fn open_door(kit: &Kit) {
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.post_on("/devices/door", &[("door", "open")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(kit.app.net.port().is_some(), "{}", page.text);
}

/// A kit over `app`, with an event, whose administrator has let devices in.
pub(crate) async fn founded(app: Arc<App>, folder: tempfile::TempDir) -> Kit {
    app.found(founding(false)).await.unwrap();
    let kit = Kit::with(app, folder);
    open_door(&kit).await;
    kit
}

/// What a person reads of an answer: status, headers, page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    fn read(raw: &[u8]) -> Self {
        let text = String::from_utf8_lossy(raw);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Self {
            status: status.unwrap_or_default(),
            // Of two answers one may come in the next second.
            head: head
                .to_ascii_lowercase()
                .lines()
                .filter(|line| !line.starts_with("date: "))
                .fold(String::new(), |head, line| head + line + "\r\n"),
            body: body.to_owned(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let line = self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_default()
    }

    /// The cookies that are set, with what they say of themselves.
    pub(crate) fn set_cookies(&self) -> Vec<&str> {
        self.head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")).collect()
    }
}

/// A tablet with its browser.
pub(crate) struct Tablet {
    pub(crate) at: Ipv4Addr,
    pub(crate) port: u16,
    /// The authorities it trusts, DER.
    pub(crate) trusts: Vec<Vec<u8>>,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Tablet {
    /// A tablet that knows nothing yet.
    pub(crate) fn new(kit: &Kit) -> Self {
        let at = kit.app.config.net_at.unwrap();
        let port = kit.app.net.port().unwrap();
        Self { at, port, trusts: Vec::new(), cookies: BTreeMap::new() }
    }

    /// A tablet with the kit's authority installed, as it came through the plain half.
    pub(crate) async fn trusting(kit: &Kit) -> Self {
        let mut tablet = Self::new(kit);
        let raw = tablet.plain("GET", "/outreach-kit.crt", &tablet.host()).await;
        let at = raw.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        tablet.trusts.push(raw[at + 4..].to_vec());
        tablet
    }

    /// A tablet that was let in.
    pub(crate) async fn paired(kit: &Kit) -> Self {
        let mut tablet = Self::trusting(kit).await;
        let code = code_on_screen(kit, "Tablet of the second desk").await;
        let answer = tablet.post(&code, &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        tablet
    }

    /// A tablet that was let in, on which somebody signed in.
    pub(crate) async fn signed_in(kit: &Kit, name: &str) -> Self {
        let mut tablet = Self::paired(kit).await;
        assert_eq!(tablet.sign_in(name, PIN).await.status, 303);
        tablet
    }

    pub(crate) async fn sign_in(&mut self, name: &str, pin: &str) -> Answer {
        let page = self.get("/sign-in").await;
        let before = page.body.split(name).next().unwrap();
        let choice = before.rsplit("name=\"staff\"").next().unwrap();
        let id = crate::harness::attribute(choice, "value").unwrap();
        self.post("/sign-in", &[("staff", &id), ("pin", pin)]).await
    }

    pub(crate) fn host(&self) -> String {
        format!("{}:{}", self.at, self.port)
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, &self.host(), "", "").await
    }

    pub(crate) async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let origin = format!("origin: https://{}\r\n", self.host());
        self.ask("POST", path, &self.host(), &origin, &encode(pairs)).await
    }

    /// Anything over TLS; what is not trusted ends the test.
    pub(crate) async fn ask(
        &mut self,
        method: &str,
        path: &str,
        host: &str,
        more: &str,
        body: &str,
    ) -> Answer {
        let stream = self.shake(IpAddr::V4(self.at)).await.unwrap();
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncookie: {}\r\n{more}content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            cookies.join("; "),
            body.len()
        );
        let answer = Answer::read(&exchange(stream, request.as_bytes()).await);
        for cookie in answer.set_cookies() {
            let (name, rest) = cookie.split_once('=').unwrap();
            // Heads are read in small letters; the prefix is not.
            let name = name.replace("__host-", "__Host-");
            self.cookies.insert(name, rest.split(';').next().unwrap().to_owned());
        }
        answer
    }

    /// Shakes hands as a browser does: only with who is certified for `name` by an authority that is trusted.
    pub(crate) async fn shake(
        &self,
        name: IpAddr,
    ) -> std::io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
        self.shake_with(ServerName::from(name)).await
    }

    pub(crate) async fn shake_with(
        &self,
        name: ServerName<'static>,
    ) -> std::io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        for authority in &self.trusts {
            roots.add(CertificateDer::from(authority.clone())).unwrap();
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let tcp = TcpStream::connect((self.at, self.port)).await?;
        TlsConnector::from(Arc::new(config)).connect(name, tcp).await
    }

    /// Plain HTTP at the same port; the whole answer.
    pub(crate) async fn plain(&self, method: &str, path: &str, host: &str) -> Vec<u8> {
        let tcp = TcpStream::connect((self.at, self.port)).await.unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        );
        exchange(tcp, request.as_bytes()).await
    }

    pub(crate) async fn plainly(&self, method: &str, path: &str) -> Answer {
        Answer::read(&self.plain(method, path, &self.host()).await)
    }
}

/// Sends a request and reads until the other side has said everything.
pub(crate) async fn exchange(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    request: &[u8],
) -> Vec<u8> {
    stream.write_all(request).await.unwrap();
    let mut raw = Vec::new();
    // A kit that closes without a farewell has said everything, too.
    let _ = stream.read_to_end(&mut raw).await;
    raw
}

/// The path of a new pairing code on the laptop's screen.
pub(crate) async fn code_on_screen(kit: &Kit, name: &str) -> String {
    let mut admin = kit.signed_in("Admin").await;
    shown_code(&mut admin, name).await
}

pub(crate) async fn shown_code(admin: &mut Browser<'_>, name: &str) -> String {
    let page = admin.post("/devices/code", &[("name", name)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let at = page.text.find("/pair/").unwrap();
    page.text[at..].chars().take("/pair/".len() + 26).collect()
}

/// The same folder after the program was closed and the kit opened again.
pub(crate) async fn reopened(kit: Kit) -> Kit {
    kit.app.net.shut().await;
    let kit = kit.restart();
    let app = Arc::clone(&kit.app);
    let opened =
        tokio::task::spawn_blocking(move || app.unlock(crate::harness::PASSPHRASE, None)).await;
    opened.unwrap().unwrap();
    net_door::look(&kit.app).await;
    kit
}
