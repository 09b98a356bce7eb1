//! A tablet is let in: it scans a code from the laptop's screen, somebody presses a button, and it keeps a cookie.

use askama::Template;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use std::net::SocketAddr;

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::limits::{Trying, source};
use super::super::{StaffDoor, assets};
use super::{DEVICE, gate};
use crate::acts;
use crate::domain::ids::RowId;
use crate::seal::token::{Token, uuid7};
use crate::store::devices::Kind;
use crate::store::journal::By;

/// How long a device stays known, in seconds; browsers keep no cookie longer than 400 days.
const KNOWN_FOR: u32 = 400 * 24 * 3600;

/// Says that a device needs no code: the end of a text key.
const KNOWN: &str = "known";

#[derive(Template)]
#[template(path = "net/pair.html")]
struct PairPage {
    ui: Ui,
    mark: &'static str,
    /// What is said: the end of a text key.
    says: &'static str,
    /// The code to send back; empty where there is no button.
    code: String,
    /// Whether words were sent, which went nowhere.
    is_unsaved: bool,
}

fn show(door: &StaffDoor, prefs: Prefs, says: &'static str, code: &str) -> Response {
    answer(door, prefs, says, code, false)
}

fn answer(
    door: &StaffDoor,
    prefs: Prefs,
    says: &'static str,
    code: &str,
    is_unsaved: bool,
) -> Response {
    let ui = Ui::new(prefs, door.app().training);
    let page = PairPage { ui, mark: assets::mark(), says, code: code.to_owned(), is_unsaved };
    let is_let_in = !code.is_empty() || says == KNOWN;
    let status = if is_let_in { StatusCode::OK } else { StatusCode::FORBIDDEN };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(err) => WebError::from(err).into_response(),
    }
}

/// The only page of a device that is not on the list, or was taken off it.
/// `sent`: a form came, and nothing of it was kept.
pub(super) fn unknown(door: &StaffDoor, prefs: Prefs, was_known: bool, sent: bool) -> Response {
    answer(door, prefs, if was_known { "taken-off" } else { "unknown" }, "", was_known && sent)
}

/// `GET /pair/{code}`: what the picture code leads to. Looking uses nothing up.
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, WebError> {
    if is_known(&door, &headers).await? {
        return Ok(show(&door, prefs, KNOWN, ""));
    }
    let good = Token::parse(&code).is_some_and(|code| is_good(&door, &code));
    Ok(if good { show(&door, prefs, "ready", &code) } else { show(&door, prefs, "old", "") })
}

fn is_good(door: &StaffDoor, code: &Token) -> bool {
    door.app().net.pairing.is_good(code, door.now())
}

async fn is_known(door: &StaffDoor, headers: &HeaderMap) -> Result<bool, WebError> {
    let known = gate::who(door, headers).await?;
    Ok(known.is_some_and(|device| device.revoked_at.is_none()))
}

/// `POST /pair/{code}`: the code is used up, and this browser is let in.
pub(crate) async fn pair(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, WebError> {
    // A second tap comes from a device that is on the list already.
    if is_known(&door, &headers).await? {
        return Ok(Redirect::to("/").into_response());
    }
    let now = door.now();
    let kit = door.kit()?;
    // Nobody guesses a code of 128 bits: whoever has the right one is let in, whatever others try from the same address.
    let pairing = &door.app().net.pairing;
    let found = Token::parse(&code).and_then(|code| Some((pairing.take(&code, now)?, code)));
    let Some((pass, code)) = found else {
        let from = peer.map_or_else(String::new, |peer| source(peer.0.0.ip()));
        if !door.app().limits.take(Trying::Pair, &from, now) {
            return Err(WebError::TooMany);
        }
        return Ok(show(&door, prefs, "old", ""));
    };
    let token = Token::random();
    let (hash, id) = (token.hash(), RowId(uuid7(now.as_millisecond().unsigned_abs())));
    let by = By { staff: Some(pass.by), at: now };
    let given = pass.clone();
    let written = kit
        .store
        .write(move |sp| acts::may_join(sp, id, Kind::Tablet, &given.name, &hash, given.by, by))
        .await;
    if let Err(err) = written {
        pairing.put_back(&code, pass, now);
        return Err(err.into());
    }
    pairing.came_in(&code, now);
    let cookie =
        format!("{DEVICE}={token}; Path=/; Max-Age={KNOWN_FOR}; HttpOnly; SameSite=Strict");
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| WebError::Broken("a cookie"))?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/sign-in")).into_response())
}
