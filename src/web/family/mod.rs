//! The family door: everything a phone in the yard can reach, and nothing else.

pub(crate) mod board;
pub(crate) mod draft;
pub(crate) mod photos;
pub(crate) mod probes;
pub(crate) mod read_back;
mod shown;
pub(crate) mod start;
pub(crate) mod ticket;
pub(crate) mod why;

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, header};
use jiff::civil::Date;

use super::FamilyDoor;
use super::bar::{self, DayState};
use super::error::WebError;
use super::lang::cookie;
use crate::acts;
use crate::app::Kit;
use crate::domain::event::Event;
use crate::seal::token::Token;
use crate::store::drafts::{self, Draft};
use crate::store::tickets;

/// A form and the secret by which this phone holds it.
pub(crate) struct Held {
    pub(crate) draft: Draft,
    pub(crate) token: Token,
}

/// The form this phone holds: by the hidden field of the page, which survives a lost cookie and tells two
/// tabs apart, or else by the cookie.
pub(crate) async fn held(
    kit: &Kit,
    headers: &HeaderMap,
    hidden: Option<&str>,
) -> Result<Option<Held>, WebError> {
    let typed = hidden.filter(|token| !token.is_empty()).or_else(|| cookie(headers, "draft"));
    let Some(token) = typed.and_then(Token::parse) else {
        return Ok(None);
    };
    let hash = token.hash();
    let draft = kit.store.read(move |conn| drafts::by_token(conn, &hash)).await?;
    let open = kit.open_event().map(|event| event.id);
    Ok(draft
        .filter(|draft| Some(draft.event) == open || draft.family.is_some())
        .map(|draft| Held { draft, token }))
}

/// The cookie by which a phone finds its form again.
pub(crate) fn hold(token: &Token) -> (header::HeaderName, HeaderValue) {
    let month = 2_592_000;
    set_cookie(&format!("draft={token}; Path=/; Max-Age={month}; HttpOnly; SameSite=Lax"))
}

/// The number of the form this phone sent last, and the secret by which it finds it again.
pub(crate) async fn held_ticket(
    kit: &Kit,
    headers: &HeaderMap,
) -> Result<Option<(Token, u32)>, WebError> {
    let Some(token) = cookie(headers, "ticket").and_then(Token::parse) else {
        return Ok(None);
    };
    let (hash, open) = (token.hash(), kit.event().map(|event| event.id));
    let ticket = kit
        .store
        .read(move |conn| {
            let draft = drafts::by_token(conn, &hash)?.filter(|draft| Some(draft.event) == open);
            match draft.and_then(|draft| draft.family) {
                Some(family) => tickets::of_family(conn, family),
                None => Ok(None),
            }
        })
        .await?;
    Ok(ticket.map(|ticket| (token, ticket.number)))
}

/// After *Send*: this phone holds a number and that form no more, so that it starts clean for whoever uses it next. A
/// form that was begun beside it stays.
pub(crate) fn hold_ticket(
    token: &Token,
    headers: &HeaderMap,
) -> axum::response::AppendHeaders<Vec<(header::HeaderName, HeaderValue)>> {
    // As long as the line of an event may run.
    let days = 3 * 86_400;
    let ticket = format!("ticket={token}; Path=/; Max-Age={days}; HttpOnly; SameSite=Lax");
    let mut cookies = vec![set_cookie(&ticket)];
    let another = cookie(headers, "draft").is_some_and(|held| held != token.to_string());
    if !another {
        cookies.push(let_go());
    }
    axum::response::AppendHeaders(cookies)
}

/// Takes the cookie away, so that the phone starts clean for whoever uses it next.
fn let_go() -> (header::HeaderName, HeaderValue) {
    set_cookie("draft=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
}

fn set_cookie(text: &str) -> (header::HeaderName, HeaderValue) {
    (header::SET_COOKIE, HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("")))
}

/// The value of one field of a posted form.
pub(crate) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

/// What families read when nobody is served today.
pub(crate) struct DeskClosed {
    /// The event has ended; certificates are collected at its place from its day on.
    pub(crate) over: Option<Arc<Event>>,
    /// When it goes on, if the event has a day for it.
    pub(crate) next: Option<Date>,
}

/// Whether nobody is served today: the last day was closed and none is open, or the event has ended. Before the very
/// first day nothing is said: the team is setting up.
pub(crate) async fn desk_closed(kit: &Kit) -> Result<Option<DeskClosed>, WebError> {
    let Some(event) = kit.event() else { return Ok(None) };
    Ok(match bar::day_state(kit).await? {
        DayState::NoEvent | DayState::NotOpened | DayState::Open(_) => None,
        DayState::EventClosed => Some(DeskClosed { over: Some(event), next: None }),
        DayState::Closed(day) => {
            Some(DeskClosed { over: None, next: acts::day::next_day(&event, day) })
        }
    })
}

impl FamilyDoor {
    /// The open event; without one the door says that registration here has ended, or that it is being opened.
    pub(crate) fn event(&self, kit: &Kit) -> Result<Arc<Event>, WebError> {
        kit.open_event().ok_or_else(|| match kit.event() {
            Some(_) => WebError::Over,
            None => WebError::Locked,
        })
    }
}
