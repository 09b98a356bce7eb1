//! What every request passes before a handler sees it, and what every answer carries.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::error::{self, Failed, Reader, WebError};
use super::kept::{self, First, Kept, Sent};
use super::lang::Prefs;
use super::limits;
use super::session::SignInFirst;
use crate::app::{App, Phase};
use crate::lan;
use crate::store::StoreError;

/// The peer of a request; requests made in tests have none.
pub(crate) fn peer(request: &Request) -> Option<SocketAddr> {
    request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0)
}

const CONTENT_SECURITY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; font-src 'self'; object-src 'self'; frame-src 'self'; form-action 'self'; \
    frame-ancestors 'self'; base-uri 'none'";

/// The same for families: no page of theirs shows another inside it, nor a PDF, nor is shown so.
const CONTENT_SECURITY_FAMILY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

/// Headers of every answer.
const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", CONTENT_SECURITY),
    ("x-content-type-options", "nosniff"),
    // Not `no-referrer`: with it a form of our own would carry `Origin: null`.
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];

/// What a staff page may use besides.
const PERMISSIONS_WITH_CAMERA: &str =
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";

/// From where a page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A family's phone.
    Family,
    /// The laptop itself.
    Laptop,
    /// A device of the staff, behind TLS.
    Network,
    /// A device of the staff that speaks plainly at the port for TLS.
    Plain,
}

/// A door's guard: what it guards, and who comes through.
#[derive(Clone)]
pub(crate) struct Gate(pub(crate) Arc<App>, pub(crate) Reach);

impl Gate {
    /// Whether a `Host` header names this laptop at this door.
    fn allows(&self, host: &str) -> bool {
        let Self(app, reach) = self;
        if matches!(reach, Reach::Family | Reach::Laptop) {
            let ports = app.ports();
            let own: Vec<_> = app.addresses().iter().map(|address| address.ip).collect();
            // Each door answers at its own port and at no other.
            let known: Vec<u16> =
                if *reach == Reach::Family { ports.family.clone() } else { vec![ports.staff] };
            return lan::allowed_host(host, &known, &own, None);
        }
        let Some(port) = app.net.port() else { return false };
        let named = host.strip_suffix(&format!(":{port}")).unwrap_or(host);
        let named = Some(named).filter(|name| app.net.presented.is_given_for(name));
        lan::allowed_host(host, &[port], &app.net_addresses(), named)
    }

    /// How addresses of this door begin.
    fn scheme(&self) -> &'static str {
        if self.1 == Reach::Network { "https" } else { "http" }
    }
}

/// Refuses foreign hosts and origins, writes error pages in the reader's language, adds the headers.
pub(crate) async fn door(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let prefs = Prefs::from_headers(request.headers());
    let refused = refuse(&gate, &request);
    let reader = Reader { prefs, training: gate.0.training, is_staff: gate.1 != Reach::Family };
    let response = match refused {
        Some(err) => error::page(&err, reader),
        None => next.run(request).await,
    };
    let mut response = finish(response, reader);
    if gate.1 == Reach::Family {
        narrow(&mut response);
    }
    if matches!(gate.1, Reach::Laptop | Reach::Network) {
        // Receipts are scanned with the camera where the browser lets a page use it.
        let camera = HeaderValue::from_static(PERMISSIONS_WITH_CAMERA);
        response.headers_mut().insert("permissions-policy", camera);
    }
    response
}

fn refuse(gate: &Gate, request: &Request) -> Option<WebError> {
    if request.extensions().get::<LargeHead>().is_some() {
        return Some(WebError::HeadTooLarge);
    }
    // In HTTP/1.1 the target is a path; a whole address there is a proxy's or a trick.
    if request.uri().authority().is_some() {
        return Some(WebError::Misdirected);
    }
    let Some(host) = single(request.headers(), header::HOST) else {
        return Some(WebError::Misdirected);
    };
    if !gate.allows(host) {
        return Some(WebError::Misdirected);
    }
    if let Some(peer) = peer(request)
        && !peer.ip().is_loopback()
        && gate.1 == Reach::Family
    {
        gate.0.seen.note(host, peer.ip());
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    if *request.method() != Method::POST {
        return Some(WebError::NotFound);
    }
    let headers = request.headers();
    // Not every page reads what is sent with it; what is too large for all of them is refused before any does anything.
    if announced(headers).is_some_and(|bytes| MOST_BYTES < bytes) {
        return Some(WebError::TooLarge);
    }
    let ours = format!("{}://{host}", gate.scheme());
    (!from_our_page(headers, &ours) || !is_a_form(headers)).then_some(WebError::Foreign)
}

/// How long the head of a request was on the wire, as browsers write it.
fn bytes_of_head(request: &Request) -> usize {
    let uri = request.uri();
    let target = uri.path_and_query().map_or(0, |path| path.as_str().len())
        + uri.authority().map_or(0, |authority| authority.as_str().len() + "http://".len());
    let first = request.method().as_str().len() + target + "  HTTP/1.1\r\n".len();
    let line = |(name, value): (&header::HeaderName, &HeaderValue)| {
        name.as_str().len() + value.len() + ": \r\n".len()
    };
    first + request.headers().iter().map(line).sum::<usize>() + "\r\n".len()
}

/// Left in a request whose head is too large, so that the guard can say so in words.
#[derive(Clone)]
struct LargeHead;

/// Looks at a head as it came, before anything is taken from it.
pub(crate) async fn weigh_head(mut request: Request, next: Next) -> Response {
    if limits::HEAD_BYTES < bytes_of_head(&request) {
        request.extensions_mut().insert(LargeHead);
    }
    next.run(request).await
}

/// Refuses a head that is too large, for addresses that are answered before this guard.
pub(crate) async fn small_head(request: Request, next: Next) -> Response {
    if request.extensions().get::<LargeHead>().is_some() {
        return StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into_response();
    }
    next.run(request).await
}

/// The most that any page of the kit takes in one request, in bytes.
const MOST_BYTES: u64 = limits::SEALED_BYTES as u64;

// Nothing that a page takes is refused before the page is asked.
const _: () = assert!(
    limits::PHOTO_BYTES <= limits::SEALED_BYTES
        && limits::ENTRY_BYTES <= limits::SEALED_BYTES
        && limits::FORM_BYTES <= limits::SEALED_BYTES
);

/// How long a body says that it is.
fn announced(headers: &HeaderMap) -> Option<u64> {
    single(headers, header::CONTENT_LENGTH)?.parse().ok()
}

/// Whether what was sent says that it is a form, as it is and not packed. Our pages send nothing else; whoever sends
/// anything else is told so before a handler could say whether there is such a page.
fn is_a_form(headers: &HeaderMap) -> bool {
    let kind = single(headers, header::CONTENT_TYPE).and_then(|kind| kind.split(';').next());
    let forms = ["application/x-www-form-urlencoded", "multipart/form-data"];
    let is_packed = headers.contains_key(header::CONTENT_ENCODING);
    !is_packed
        && kind.is_some_and(|kind| forms.iter().any(|form| kind.trim().eq_ignore_ascii_case(form)))
}

/// The only value of a header; none where there are several.
pub(crate) fn single(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Whether a form was sent by a page of `ours`, scheme and host: Origin, or where a browser sends none, Referer.
pub(crate) fn from_our_page(headers: &HeaderMap, ours: &str) -> bool {
    // Several are no answer, and neither is one that cannot be read: a Referer beside them proves nothing.
    if headers.contains_key(header::ORIGIN) {
        return single(headers, header::ORIGIN)
            .is_some_and(|origin| origin.eq_ignore_ascii_case(ours));
    }
    single(headers, header::REFERER).is_some_and(|referer| {
        referer.len() > ours.len()
            && referer.get(..ours.len()).is_some_and(|start| start.eq_ignore_ascii_case(ours))
            && referer.as_bytes().get(ours.len()) == Some(&b'/')
    })
}

/// Writes the page for a failure and the headers for every answer.
pub(crate) fn finish(response: Response, reader: Reader) -> Response {
    let mut response = match response.extensions().get::<Failed>() {
        Some(failed) => {
            let failed = failed.clone();
            let kept = response.extensions().get::<Kept>().cloned();
            let first = response.extensions().get::<First>().copied().unwrap_or(First(""));
            error::page_holding(&failed.0, reader, kept, first)
        }
        None if needs_a_page(&response) => error::page(&meaning(response.status()), reader),
        None => response,
    };
    add_headers(&mut response);
    response
}

/// The headers of every answer, for answers that phones get before this guard.
pub(crate) async fn headers(mut response: Response) -> Response {
    add_headers(&mut response);
    narrow(&mut response);
    response
}

/// What a family's page may do is less than what a page of the staff may.
fn narrow(response: &mut Response) {
    let policy = HeaderValue::from_static(CONTENT_SECURITY_FAMILY);
    response.headers_mut().insert("content-security-policy", policy);
}

fn add_headers(response: &mut Response) {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// The page that says that nothing is here, for a family's addresses that are answered before this guard.
pub(crate) fn nowhere(prefs: Prefs, training: bool) -> Response {
    let reader = Reader { prefs, training, is_staff: false };
    finish(error::page(&WebError::NotFound, reader), reader)
}

/// Whether a layer below answered with a bare status or an English sentence of its own.
fn needs_a_page(response: &Response) -> bool {
    let status = response.status();
    let html = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().starts_with(b"text/html") || kind.as_bytes().starts_with(b"application/")
    });
    (status.is_client_error() || status.is_server_error()) && !html
}

fn meaning(status: StatusCode) -> WebError {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => WebError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => WebError::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => WebError::TooMany,
        // The time of a request ran out: a phone that sent too slowly, or a laptop that has too much to do.
        StatusCode::SERVICE_UNAVAILABLE => WebError::Store(StoreError::Busy),
        status if status.is_client_error() => WebError::BadForm,
        _ => WebError::Broken("a layer below"),
    }
}

/// Lets families in only while the kit is open; until then a page says that it is being opened, and holds what was
/// typed.
pub(crate) async fn open_for_families(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    match app.phase() {
        Phase::Open(_) => next.run(request).await,
        Phase::Fresh | Phase::Locked => match Sent::of(request, limits::FORM_BYTES).await {
            Ok((_, sent)) => {
                // Repairing takes somebody who decides, and nobody waits for that with a phone in the hand.
                let is_damaged = app.damage().is_some();
                let err = if is_damaged { WebError::Damaged } else { WebError::Locked };
                kept::holding(err, sent.kept().await, First(""))
            }
            Err(err) => err.into_response(),
        },
    }
}

/// Leads staff to the page that opens the kit, to the first-run page, or to the sign-in. Words that were sent are
/// held in a page meanwhile.
pub(crate) async fn open_for_staff(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let (request, sent) = match Sent::of(request, limits::ENTRY_BYTES).await {
        Ok(taken) => taken,
        Err(err) => return err.into_response(),
    };
    let (led, err, first) = match app.phase() {
        Phase::Open(_) => {
            let mut response = next.run(request).await;
            if response.extensions().get::<SignInFirst>().is_none() {
                // A file is chosen again where it was, and a secret typed again: only fields wait in a page.
                if error::is_of_a_full_disk(&response)
                    && response.extensions().get::<Kept>().is_none()
                    && let Some(kept @ Kept::Fields(_)) = sent.kept().await
                {
                    response.extensions_mut().insert(kept);
                }
                return response;
            }
            (response, WebError::SignedOut, "/sign-in")
        }
        Phase::Locked => (Redirect::to("/unlock").into_response(), WebError::Locked, "/unlock"),
        Phase::Fresh => return Redirect::to("/setup").into_response(),
    };
    match sent.kept().await {
        Some(kept @ Kept::Fields(_)) => kept::holding(err, Some(kept), First(first)),
        Some(Kept::File | Kept::Waits(_)) | None => led,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(header::HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_own_pages_may_send_forms() {
        let host = "http://192.168.8.10:8080";
        let ours = [(header::ORIGIN, "http://192.168.8.10:8080")];
        let referred = [(header::REFERER, "http://192.168.8.10:8080/form/name")];
        assert!(from_our_page(&headers(&ours), host));
        assert!(from_our_page(&headers(&referred), host));
        for foreign in
            ["null", "http://192.168.8.10:8081", "https://192.168.8.10:8080", "http://evil.example"]
        {
            let mut map = HeaderMap::new();
            map.insert(header::ORIGIN, HeaderValue::from_static(foreign));
            assert!(!from_our_page(&map, host), "{foreign}");
        }
        assert!(!from_our_page(&headers(&[]), host));
        // Two Origins, or one that is no text, beside a Referer of ours.
        for second in [b"http://evil.example".as_slice(), b"http://192.168.8.10:8080", b"\xff"] {
            let mut map = headers(&referred);
            map.append(header::ORIGIN, HeaderValue::from_bytes(second).unwrap());
            if second != b"\xff" {
                map.append(header::ORIGIN, HeaderValue::from_static("http://192.168.8.10:8080"));
            }
            assert!(!from_our_page(&map, host), "{second:?}");
        }
        assert!(!from_our_page(
            &headers(&[(header::REFERER, "http://192.168.8.10:80801/x")]),
            host
        ));
        assert!(!from_our_page(
            &headers(&[(header::REFERER, "http://192.168.8.10:8080.evil/x")]),
            host
        ));
    }
}
