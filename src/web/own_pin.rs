//! The second step: whoever changes who works here, or takes a whole register out of the kit, types their own PIN again,
//! unless they did so just now. What was sent waits meanwhile in memory, since it may hold secrets.

use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use super::error::WebError;
use super::kept::{fields_of, is_of_fields};
use super::lang::Ui;
use super::limits;
use super::session::Signed;
use super::staff::sign_in::{Typed, type_pin};
use super::staff::value;
use super::{StaffDoor, assets};
use crate::domain::staff::Room;
use crate::store::sessions::Session;

#[derive(Template)]
#[template(path = "staff/own_pin.html")]
struct OwnPinPage {
    ui: Ui,
    mark: &'static str,
    who: String,
    /// Which form waits.
    waiting: String,
    /// Where the form stands that was sent.
    back: String,
    mistake: &'static str,
}

/// Lets forms of a room through whose sender typed their own PIN just now. Who may not enter the room is told what the
/// room itself tells.
pub(crate) async fn ask(
    State((door, room)): State<(StaffDoor, Room)>,
    request: Request,
    next: Next,
) -> Response {
    if *request.method() != Method::POST {
        return next.run(request).await;
    }
    match step(&door, room, request).await {
        Ok(Step::On(request)) => next.run(request).await,
        Ok(Step::Asked(response)) => response,
        Err(err) => err.into_response(),
    }
}

enum Step {
    On(Request),
    Asked(Response),
}

async fn step(door: &StaffDoor, room: Room, request: Request) -> Result<Step, WebError> {
    let is_form = is_of_fields(&request);
    let (mut parts, body) = request.into_parts();
    let me = match Signed::from_request_parts(&mut parts, door).await {
        Ok(me) if me.may(room) => me,
        Ok(_) | Err(_) => return Ok(Step::On(Request::from_parts(parts, body))),
    };
    let bytes = to_bytes(body, limits::ENTRY_BYTES).await.map_err(|_| WebError::TooLarge)?;
    let fields = if is_form { fields_of(bytes.clone()).await } else { None };
    let fields = fields.ok_or(WebError::BadForm)?;
    let (path, now) = (parts.uri.path().to_owned(), door.now());
    let pins = &door.app().own_pins;
    let waiting = value(&fields, "own_pin_for");
    let body = if waiting.is_empty() {
        if me.is_shut_out_of(room) || !pins.is_fresh(&me.token, now) {
            let waiting = pins.hold(&me.token, &path, bytes.to_vec(), now);
            return show(door, &me, &path, waiting, "").map(Step::Asked);
        }
        Body::from(bytes)
    } else {
        if !pins.holds(&me.token, &path, waiting, now) {
            return Err(WebError::Stale);
        }
        let Session { staff, device, .. } = me.session;
        let mistake = match type_pin(door, staff, device, value(&fields, "own_pin")).await? {
            Typed::Right => "",
            Typed::Wrong => "own-pin-wrong",
            Typed::TooOften => "sign-in-slow",
        };
        if !mistake.is_empty() {
            return show(door, &me, &path, waiting.to_owned(), mistake).map(Step::Asked);
        }
        pins.given(&me.token, now);
        let held = pins.release(&me.token, &path, waiting, now).ok_or(WebError::Stale)?;
        Body::from(held.to_vec())
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Ok(Step::On(Request::from_parts(parts, body)))
}

fn show(
    door: &StaffDoor,
    me: &Signed,
    path: &str,
    waiting: String,
    mistake: &'static str,
) -> Result<Response, WebError> {
    // Every such form stands on the page by whose name its address begins.
    let first = path.split('/').nth(1).unwrap_or_default();
    let back = if path == "/event/next" { path.to_owned() } else { format!("/{first}") };
    let (mark, who) = (assets::mark(), me.session.name.clone());
    let page = OwnPinPage { ui: me.ui(door), mark, who, waiting, back, mistake };
    let status =
        if mistake.is_empty() { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render()?)).into_response())
}
