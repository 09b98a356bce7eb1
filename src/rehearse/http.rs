//! A phone's browser, as much of it as a rehearsal needs: HTTP/1.1 over one kept connection, cookies, forms.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::answer::{Answer, body_of, head_of};

/// A kept connection is not trusted longer than this; the program closes idle ones after ten seconds.
const KEPT: Duration = Duration::from_secs(4);

/// Longer than the program itself allows a request to take.
const PATIENCE: Duration = Duration::from_secs(40);

/// Most redirects in a row; the longest real way has three.
const REDIRECTS: usize = 6;

/// Pause between the pieces of a slow phone's request.
const PIECE_PAUSE: Duration = Duration::from_millis(4);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    /// The connection could not be made or broke.
    #[error("the connection broke")]
    Broken(#[from] std::io::Error),
    /// Something was answered that is not HTTP as we know it.
    #[error("the answer cannot be read: {0}")]
    Odd(&'static str),
    /// Nothing came for a long time.
    #[error("no answer came in time")]
    Slow,
}

/// Fields of a form as they are sent.
pub(super) type Pairs = Vec<(String, String)>;

/// How much of a request leaves the phone before its connection is gone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gone {
    /// Half of it.
    HalfWay,
    /// All of it, but nobody waits for the answer.
    BeforeTheAnswer,
}

struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
    used_at: Instant,
}

/// One browser with its cookies.
pub(super) struct Client {
    port: u16,
    up: watch::Receiver<bool>,
    cookies: Vec<(String, String)>,
    connection: Option<Connection>,
    page: String,
}

impl Client {
    /// A new browser for the door on this port. It waits whenever `up` says that the program is down, so that
    /// nothing of ours sits on the port when the program comes back.
    pub(super) fn new(port: u16, up: watch::Receiver<bool>) -> Self {
        Self { port, up, cookies: Vec::new(), connection: None, page: "/".to_owned() }
    }

    /// Another window of the same browser: the same cookies, a connection of its own.
    pub(super) fn window(&self) -> Self {
        Self {
            cookies: self.cookies.clone(),
            page: self.page.clone(),
            ..Self::new(self.port, self.up.clone())
        }
    }

    /// A page, without following where it leads.
    pub(super) async fn get(&mut self, path: &str) -> Result<Answer, HttpError> {
        let request = self.head("GET", path, None);
        self.ask(path, request.as_bytes(), false).await
    }

    /// A page, with every redirect followed.
    pub(super) async fn open(&mut self, path: &str) -> Result<Answer, HttpError> {
        let answer = self.get(path).await?;
        self.follow(answer).await
    }

    /// Follows an answer to where it leads.
    pub(super) async fn follow(&mut self, mut answer: Answer) -> Result<Answer, HttpError> {
        for _ in 0..REDIRECTS {
            let Some(to) = answer.leads_to() else {
                self.page.clone_from(&answer.path);
                return Ok(answer);
            };
            answer = self.get(&to).await?;
        }
        Err(HttpError::Odd("redirected in a circle"))
    }

    /// Sends a form, without following where it leads.
    pub(super) async fn post(
        &mut self,
        path: &str,
        pairs: &[(String, String)],
    ) -> Result<Answer, HttpError> {
        let request = self.form(path, pairs);
        self.ask(path, request.as_bytes(), false).await
    }

    /// Sends a form in small pieces, as over a bad network.
    pub(super) async fn post_slowly(
        &mut self,
        path: &str,
        pairs: &[(String, String)],
    ) -> Result<Answer, HttpError> {
        let request = self.form(path, pairs);
        self.ask(path, request.as_bytes(), true).await
    }

    /// Sends a form and is gone: the battery, the signal, a child that pulls the phone away.
    pub(super) async fn post_and_vanish(
        &mut self,
        path: &str,
        pairs: &[(String, String)],
        gone: Gone,
    ) -> Result<(), HttpError> {
        let request = self.form(path, pairs);
        let bytes = request.as_bytes();
        let sent = match gone {
            Gone::HalfWay => bytes.get(..bytes.len() / 2).unwrap_or(bytes),
            Gone::BeforeTheAnswer => bytes,
        };
        let mut connection = self.connect().await?;
        connection.stream.write_all(sent).await?;
        connection.stream.flush().await?;
        Ok(())
    }

    fn form(&self, path: &str, pairs: &[(String, String)]) -> String {
        let body = encode(pairs);
        let head = self.head("POST", path, Some(body.len()));
        head + &body
    }

    fn head(&self, method: &str, path: &str, length: Option<usize>) -> String {
        let host = format!("{}:{}", Ipv4Addr::LOCALHOST, self.port);
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nReferer: http://{host}{}\r\nAccept: text/html\r\n",
            self.page
        );
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            head.extend(["Cookie: ", &cookies.join("; "), "\r\n"]);
        }
        if let Some(length) = length {
            let kind = "application/x-www-form-urlencoded";
            let told = format!(
                "Origin: http://{host}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n"
            );
            head.push_str(&told);
        }
        head + "\r\n"
    }

    async fn connect(&mut self) -> Result<Connection, HttpError> {
        let up = tokio::time::timeout(PATIENCE, self.up.wait_for(|up| *up)).await;
        up.map_err(|_| HttpError::Slow)?.map_err(|_| HttpError::Odd("the rehearsal is over"))?;
        let stream = TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))).await?;
        // While the program is down its port may be handed to this very connection: it would talk to itself.
        if stream.local_addr()? == stream.peer_addr()? {
            return Err(HttpError::Slow);
        }
        stream.set_nodelay(true)?;
        Ok(Connection { stream, read: Vec::new(), used_at: Instant::now() })
    }

    async fn ask(&mut self, path: &str, request: &[u8], slowly: bool) -> Result<Answer, HttpError> {
        let kept = self.connection.take().filter(|connection| connection.used_at.elapsed() < KEPT);
        let mut connection = match kept {
            Some(connection) => connection,
            None => self.connect().await?,
        };
        let exchange = tokio::time::timeout(PATIENCE, async {
            if slowly {
                for piece in request.chunks(request.len() / 6 + 1) {
                    connection.stream.write_all(piece).await?;
                    tokio::time::sleep(PIECE_PAUSE).await;
                }
            } else {
                connection.stream.write_all(request).await?;
            }
            connection.answer(path).await
        });
        let (answer, cookies, keep) = exchange.await.map_err(|_| HttpError::Slow)??;
        for cookie in cookies {
            self.keep_cookie(&cookie);
        }
        if keep {
            connection.used_at = Instant::now();
            self.connection = Some(connection);
        }
        Ok(answer)
    }

    fn keep_cookie(&mut self, cookie: &str) {
        let mut parts = cookie.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        self.cookies.retain(|(known, _)| known != name);
        if !parts.any(|part| part.eq_ignore_ascii_case("max-age=0")) {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}

impl Connection {
    /// Reads one answer: its page, the cookies it sets, and whether the connection may be used again.
    async fn answer(&mut self, path: &str) -> Result<(Answer, Vec<String>, bool), HttpError> {
        let head = loop {
            if let Some(head) = head_of(&mut self.read)? {
                break head;
            }
            self.more().await?;
        };
        let body = loop {
            if let Some(body) = body_of(&mut self.read, &head)? {
                break body;
            }
            self.more().await?;
        };
        let answer =
            Answer { path: path.to_owned(), status: head.status, location: head.location, body };
        Ok((answer, head.cookies, head.keep))
    }

    async fn more(&mut self) -> Result<(), HttpError> {
        let count = self.stream.read_buf(&mut self.read).await?;
        if count == 0 {
            return Err(HttpError::Broken(std::io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(())
    }
}

/// A form's fields as a browser writes them.
fn encode(pairs: &[(String, String)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        escape(name, &mut text);
        text.push('=');
        escape(value, &mut text);
    }
    text
}

fn escape(value: &str, into: &mut String) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => {
                into.push(char::from(byte));
            }
            b' ' => into.push('+'),
            _ => {
                // Writing into a text cannot fail.
                let _ = write!(into, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_written_as_a_browser_writes_it() {
        let pairs = [("q".to_owned(), "ដា រ".to_owned()), ("x-y".to_owned(), "a&b=c".to_owned())];
        assert_eq!(encode(&pairs), "q=%E1%9E%8A%E1%9E%B6+%E1%9E%9A&x-y=a%26b%3Dc");
    }

    #[test]
    fn a_cookie_with_no_age_left_is_thrown_away() {
        let mut client = Client::new(1, watch::channel(true).1);
        client.keep_cookie("draft=abc; Path=/; HttpOnly");
        client.keep_cookie("lang=km");
        assert!(client.head("GET", "/", None).contains("Cookie: draft=abc; lang=km\r\n"));
        client.keep_cookie("draft=; Path=/; Max-Age=0");
        assert!(client.head("GET", "/", None).contains("Cookie: lang=km\r\n"));
    }
}
