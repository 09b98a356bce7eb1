//! What this laptop's browser asks for goes to the kit, and the answer comes back, both as they flow.
//!
//! The browser names this laptop in `Host`, `Origin` and `Referer`; that was checked. The kit hears its own name
//! instead, and by which laptop it is asked. The browser never learns by what this laptop is let in.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response as Answer, StatusCode, Uri, header};
use axum::response::Response;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::TokioExecutor;
use jiff::Timestamp;

use super::reach::{Reach, ReachError};
use crate::web::joined::{self, Trouble};

/// Longer than the kit allows a request to take.
const PATIENCE: Duration = Duration::from_secs(40);

/// Headers that are about one connection and go no further.
const OF_ONE_CONNECTION: [HeaderName; 8] = [
    header::CONNECTION,
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    HeaderName::from_static("keep-alive"),
];

/// The way to the kit, with connections that are used again.
pub(super) struct Relay {
    client: Client<Reach, Body>,
    reach: Reach,
    /// The name by which the kit knows itself wherever it is.
    host: String,
    /// How this laptop's own pages begin.
    here: String,
    now: fn() -> Timestamp,
    /// What somebody types to join anew.
    command: String,
    /// Whether the kit said last that this laptop is not let in.
    taken_off: AtomicBool,
}

impl Relay {
    pub(super) fn new(reach: Reach, port: u16, now: fn() -> Timestamp, command: String) -> Self {
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(Duration::from_secs(20))
            .build(reach.clone());
        let host = format!("localhost:{}", reach.known().port);
        let (here, taken_off) = (format!("http://127.0.0.1:{port}"), AtomicBool::new(false));
        Self { client, reach, host, here, now, command, taken_off }
    }

    /// Whether the kit lets this laptop in no longer.
    pub(super) fn is_taken_off(&self) -> bool {
        self.taken_off.load(Ordering::Relaxed)
    }

    /// One request of this laptop's browser.
    pub(super) async fn relay(&self, request: Request) -> Response {
        let prefs = joined::prefs_of(request.headers());
        let (request, sent) = match joined::sent(request).await {
            Ok(taken) => taken,
            Err(page) => return page,
        };
        match self.ask(request).await {
            Ok(answer) => {
                let (mut parts, body) = answer.into_parts();
                joined::for_the_browser(&mut parts.headers);
                without(&mut parts.headers);
                Response::from_parts(parts, Body::new(body))
            }
            Err(trouble) => joined::trouble(trouble, prefs, sent, &self.command).await,
        }
    }

    async fn ask(
        &self,
        request: Request,
    ) -> Result<
        Answer<
            impl axum::body::HttpBody<Data = axum::body::Bytes, Error: Into<axum::BoxError>>
            + Send
            + use<>,
        >,
        Trouble,
    > {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let uri = format!("https://{}{path}", self.host);
        parts.uri = uri.parse::<Uri>().map_err(|_| Trouble::Away)?;
        without(&mut parts.headers);
        let theirs = format!("https://{}", self.host);
        self.name(&mut parts.headers, &theirs);
        joined::for_the_kit(&mut parts.headers, &self.reach.known().token);
        let asking = self.client.request(Request::from_parts(parts, body));
        let answer = match tokio::time::timeout(PATIENCE, asking).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(err)) => return Err(why(&err)),
            Err(_) => return Err(Trouble::Away),
        };
        let is_sent_away = joined::is_sent_away(answer.headers());
        self.taken_off.store(is_sent_away, Ordering::Relaxed);
        if is_sent_away {
            return Err(Trouble::TakenOff);
        }
        Ok(answer)
    }

    /// The kit hears its own name where this laptop's stood.
    fn name(&self, headers: &mut HeaderMap, theirs: &str) {
        for name in [header::ORIGIN, header::REFERER] {
            let Some(value) = headers.remove(&name) else { continue };
            let after = value.to_str().ok().and_then(|value| rest_of(value, &self.here));
            let renamed = after.map(|after| format!("{theirs}{after}"));
            if let Some(value) = renamed.and_then(|value| HeaderValue::from_str(&value).ok()) {
                headers.insert(name, value);
            }
        }
        if let Ok(host) = HeaderValue::from_str(&self.host) {
            headers.insert(header::HOST, host);
        }
    }

    /// Asks the kit where it is found, for the day when it moves.
    pub(super) async fn ask_where(&self) {
        let Ok(request) = Request::get("/joined/addresses").body(Body::empty()) else { return };
        let Ok(answer) = self.ask(request).await else { return };
        if answer.status() != StatusCode::OK {
            return;
        }
        let Ok(bytes) = axum::body::to_bytes(Body::new(answer.into_body()), 4096).await else {
            return;
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let now_at = self.reach.known().addresses.first().copied();
        let told = text.lines().filter_map(|line| line.parse().ok());
        let all: Vec<_> = told.filter(|ip| Some(*ip) != now_at).chain(now_at).collect();
        self.reach.found_at(&all);
        tracing::debug!(at = %(self.now)(), count = all.len(), "the kit said where it is");
    }
}

/// What follows this laptop's own name in an `Origin` or `Referer`.
fn rest_of<'a>(value: &'a str, here: &str) -> Option<&'a str> {
    let port = here.rsplit(':').next()?;
    let names =
        [here.to_owned(), format!("http://localhost:{port}"), format!("http://[::1]:{port}")];
    let rest = names.iter().find_map(|name| value.strip_prefix(name.as_str()))?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

fn without(headers: &mut HeaderMap) {
    for name in &OF_ONE_CONNECTION {
        headers.remove(name);
    }
}

fn why(err: &Error) -> Trouble {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(err);
    while let Some(err) = cause {
        if let Some(ReachError::AnotherKit) = err.downcast_ref() {
            return Trouble::AnotherKit;
        }
        cause = err.source();
    }
    Trouble::Away
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_laptops_own_name_is_changed() {
        let here = "http://127.0.0.1:8082";
        assert_eq!(rest_of("http://127.0.0.1:8082", here), Some(""));
        assert_eq!(rest_of("http://localhost:8082/desk", here), Some("/desk"));
        for foreign in
            ["null", "http://127.0.0.1:80821", "http://evil.example", "http://127.0.0.1:8082.evil/"]
        {
            assert_eq!(rest_of(foreign, here), None, "{foreign}");
        }
    }
}
