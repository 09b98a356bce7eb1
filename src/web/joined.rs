//! The pages that a joined laptop makes itself, and how requests change on their way between its browser and the kit.
//! `join` calls these; nothing here reaches a kit.

use std::net::Ipv4Addr;

use askama::Template;
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::error::{self, WebError};
use super::kept::{self, First, Sent};
pub(crate) use super::lang::Prefs;
use super::lang::Ui;
use super::net::{DEVICE, cookies, gate};
use super::{assets, guard, limits};
use crate::lan;
use crate::seal::token::Token;

#[derive(Template)]
#[template(path = "join/code.html")]
struct CodePage {
    ui: Ui,
    mark: &'static str,
    digits: String,
    /// What is said: the end of a text key.
    says: &'static str,
    waiting: bool,
}

/// Why a request did not reach the kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It does not answer.
    Away,
    /// Another one answers in its place.
    AnotherKit,
    /// This laptop was taken off its list.
    TakenOff,
}

/// What this laptop's reader prefers.
pub(crate) fn prefs_of(headers: &HeaderMap) -> Prefs {
    Prefs::from_headers(headers)
}

/// Who reads this laptop's own pages.
fn reader(prefs: Prefs) -> error::Reader {
    error::Reader { prefs, training: false, is_staff: true }
}

/// The page for a request that names another machine, or that another page sent; none if it may pass.
pub(crate) fn refuse(request: &Request, port: u16) -> Option<Response> {
    let headers = request.headers();
    let host = guard::single(headers, header::HOST).filter(|_| request.uri().authority().is_none());
    let host = host.filter(|host| lan::allowed_host(host, &[port], &[Ipv4Addr::LOCALHOST], None));
    let err = match host {
        None => WebError::Misdirected,
        Some(host) if *request.method() == Method::POST => {
            if guard::from_our_page(headers, &format!("http://{host}")) {
                return None;
            }
            WebError::Foreign
        }
        Some(_) => return None,
    };
    let reader = reader(Prefs::from_headers(headers));
    Some(guard::finish(error::page(&err, reader), reader))
}

/// The stylesheet and script of this laptop's own pages.
pub(crate) async fn own_asset(path: &str) -> Option<Response> {
    let (mark, file) = path.strip_prefix("/static/")?.split_once('/')?;
    let own = ["now", assets::mark()].contains(&mark);
    let file = (mark.to_owned(), file.to_owned());
    if own { assets::asset(Path(file)).await.ok() } else { None }
}

/// The page with the digits, while the laptop joins.
pub(crate) fn asking(headers: &HeaderMap, digits: &str, says: &'static str) -> Response {
    let prefs = Prefs::from_headers(headers);
    let page = CodePage {
        ui: Ui::new(prefs, false),
        mark: assets::mark(),
        digits: digits.to_owned(),
        says,
        waiting: matches!(says, "looking" | "compare"),
    };
    let response = match page.render() {
        Ok(html) => (StatusCode::OK, Html(html)).into_response(),
        Err(err) => WebError::from(err).into_response(),
    };
    guard::finish(response, reader(prefs))
}

/// Takes a form out of a request, so that its words can be held if the kit does not get them.
pub(crate) async fn sent(request: Request) -> Result<(Request, Sent), Response> {
    let reader = reader(Prefs::from_headers(request.headers()));
    let taken = Sent::of(request, limits::ENTRY_BYTES).await;
    taken.map_err(|err| guard::finish(error::page(&err, reader), reader))
}

/// The page for a request that did not reach the kit, with the words that were sent.
///
/// `command` is what somebody types to join anew.
pub(crate) async fn trouble(trouble: Trouble, prefs: Prefs, sent: Sent, command: &str) -> Response {
    let err = match trouble {
        Trouble::Away => WebError::Away,
        Trouble::AnotherKit => WebError::AnotherKit,
        Trouble::TakenOff => WebError::TakenOff(command.to_owned()),
    };
    let mut response =
        guard::finish(kept::holding(err, sent.kept().await, First("")), reader(prefs));
    if trouble == Trouble::TakenOff {
        // A page that follows the line looks again as its stream ends, and shows nothing any more.
        response.headers_mut().insert(gate::LET_IN, HeaderValue::from_static("no"));
    }
    response
}

/// The cookies as the kit knows them, and this laptop's own.
pub(crate) fn for_the_kit(headers: &mut HeaderMap, token: &Token) {
    cookies::to_the_kit(headers, DEVICE, &token.to_string());
}

/// The cookies as this laptop's browser knows them.
pub(crate) fn for_the_browser(headers: &mut HeaderMap) {
    cookies::to_the_browser(headers, DEVICE);
}

/// Whether the kit said that it does not let this laptop in.
pub(crate) fn is_sent_away(headers: &HeaderMap) -> bool {
    headers.contains_key(gate::LET_IN)
}
