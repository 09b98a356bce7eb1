//! The first page on a phone: begin, or take a form up again.

use askama::Template;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::{Extension, Form};

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::limits::{self, Trying};
use super::super::{FamilyDoor, assets};
use super::{DeskClosed, Held, desk_closed, held, held_ticket, hold, hold_ticket, value};
use crate::acts;
use crate::domain::event::Event;
use crate::seal::token::{ShortCode, Token};
use crate::store::drafts;

#[derive(Template)]
#[template(path = "family/start.html")]
struct StartPage<'a> {
    ui: Ui,
    mark: &'static str,
    event: &'a Event,
    /// Whether this phone holds a form that was begun.
    begun: bool,
    /// The number of the form this phone sent, and the token of its page.
    ticket: Option<(u32, String)>,
    wrong_code: &'static str,
    in_app: bool,
    closed: Option<DeskClosed>,
}

impl StartPage<'_> {
    /// Whether the event has ended: nothing new can be begun.
    fn is_over(&self) -> bool {
        self.closed.as_ref().is_some_and(|closed| closed.over.is_some())
    }
}

/// `GET /`
pub(crate) async fn page(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    show(&door, prefs, &headers, "").await
}

async fn show(
    door: &FamilyDoor,
    prefs: Prefs,
    headers: &HeaderMap,
    wrong_code: &'static str,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    // After the event has ended the page still stands, and says so.
    let event = kit.event().ok_or(WebError::Locked)?;
    let begun = held(&kit, headers, None).await?.is_some_and(|held| held.draft.family.is_none());
    let ticket = held_ticket(&kit, headers).await?;
    let agent = headers.get("user-agent").and_then(|agent| agent.to_str().ok()).unwrap_or("");
    let page = StartPage {
        ui: Ui::new(prefs, kit.training),
        mark: assets::mark(),
        event: &event,
        begun,
        ticket: ticket.map(|(token, number)| (number, token.to_string())),
        wrong_code,
        // Browsers inside chat apps lose pages and uploads.
        in_app: ["FBAN", "FBAV", "Telegram", "Opera Mini"].iter().any(|app| agent.contains(app)),
        closed: desk_closed(&kit).await?,
    };
    let status =
        if wrong_code.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render()?)).into_response())
}

/// Takes one try of a phone; the laptop itself is not limited.
pub(crate) fn try_once(
    door: &FamilyDoor,
    trying: Trying,
    peer: Option<Extension<ConnectInfo<std::net::SocketAddr>>>,
) -> Result<(), WebError> {
    let Some(Extension(ConnectInfo(peer))) = peer else {
        return Ok(());
    };
    let free = limits::is_own(peer.ip())
        || door.app().limits.take(trying, &limits::source(peer.ip()), door.now());
    free.then_some(()).ok_or(WebError::TooMany)
}

/// `POST /start`: a new form for this phone.
pub(crate) async fn begin(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
    peer: Option<Extension<ConnectInfo<std::net::SocketAddr>>>,
) -> Result<Response, WebError> {
    try_once(&door, Trying::Begin, peer)?;
    let kit = door.kit()?;
    let event = door.event(&kit)?;
    let (lang, now) = (prefs.lang, door.now());
    let begun =
        kit.store.write(move |sp| acts::begin_draft(sp, &event, lang, "phone", now)).await?;
    Ok(([hold(&begun.token)], Redirect::to("/form")).into_response())
}

/// `POST /resume`: takes a form up by the short code that stands on its pages. Guesses are limited.
pub(crate) async fn resume(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
    headers: HeaderMap,
    peer: Option<Extension<ConnectInfo<std::net::SocketAddr>>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let source =
        peer.map(|Extension(ConnectInfo(peer))| limits::source(peer.ip())).unwrap_or_default();
    if !door.app().limits.take(Trying::ShortCode, &source, door.now()) {
        return Err(WebError::TooMany);
    }
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::Locked)?;
    let Some(code) = ShortCode::parse(value(&pairs, "code")) else {
        return show(&door, prefs, &headers, "start-code-wrong").await;
    };
    let code = code.to_string();
    let found = kit.store.read(move |conn| drafts::by_short_code(conn, event.id, &code)).await?;
    let Some(draft) = found else {
        return show(&door, prefs, &headers, "start-code-unknown").await;
    };
    if draft.family.is_none() && kit.open_event().is_none() {
        return Err(WebError::Over);
    }
    let token = Token::random();
    let (id, hash) = (draft.id, token.hash());
    kit.store.write(move |sp| acts::add_phone(sp, id, &hash)).await?;
    if draft.family.is_some() {
        let to = Redirect::to(&format!("/ticket/{token}"));
        return Ok((hold_ticket(&token, &headers), to).into_response());
    }
    Ok(([hold(&token)], Redirect::to("/form")).into_response())
}

/// `POST /prefs`: language, size or contrast, on pages without a form of their own.
pub(crate) async fn prefs(
    prefs: Prefs,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let prefs = prefs.toggled(&pairs).unwrap_or(prefs);
    (prefs, Redirect::to(&back_to(&headers))).into_response()
}

/// Addresses that a page may be shown at after a POST, and that a browser cannot ask for again.
const POST_ONLY: [&str; 6] =
    ["/resume", "/send", "/start", "/prefs", "/collect/photo", "/collect/find"];

/// The page a form was on, as a path of our own; the guard has made sure that the Referer is ours.
pub(crate) fn back_to(headers: &HeaderMap) -> String {
    let referer = headers.get("referer").and_then(|referer| referer.to_str().ok()).unwrap_or("");
    let path = referer
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
    match path {
        // Pages that answer a POST only have no address to go back to.
        Some(path) if !path.starts_with("//") && !POST_ONLY.contains(&path) => path.to_owned(),
        _ => "/".to_owned(),
    }
}

/// What a handler does when the phone holds no form (any more).
pub(crate) fn nothing_held(held: Option<Held>) -> Result<Held, Redirect> {
    held.ok_or_else(|| Redirect::to("/"))
}
