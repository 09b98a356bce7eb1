//! The second step: whoever changes who works here, or takes a whole register out of the kit, types their own PIN again,
//! unless they did so just now. What was sent waits meanwhile in memory, since it may hold secrets.

use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use zeroize::Zeroizing;

use super::error::{self, WebError};
use super::kept::{Kept, fields_of, is_of_fields};
use super::lang::Ui;
use super::limits;
use super::session::Signed;
use super::spelling::is_secret;
use super::staff::sign_in::{Typed, type_pin};
use super::staff::value;
use super::{StaffDoor, assets};
use crate::app::own_pins;
use crate::domain::staff::Room;
use crate::store::StoreError;
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
        Ok(Step::On(request, None)) => next.run(request).await,
        Ok(Step::On(request, Some(held))) => {
            let response = next.run(request).await;
            if error::is_of_a_full_disk(&response) { held.wait(&door, response) } else { response }
        }
        Ok(Step::Asked(response)) => response,
        Err(err) => err.into_response(),
    }
}

enum Step {
    /// The form goes on; what is held of it meanwhile.
    On(Request, Option<Held>),
    Asked(Response),
}

/// A form on its way. If the disk has no room for what it does, it waits in memory: it may hold secrets, which go into
/// no page.
struct Held {
    session: [u8; 32],
    path: String,
    body: Zeroizing<Vec<u8>>,
}

impl Held {
    /// Lets the form wait; the page that says why sends nothing but its key.
    fn wait(self, door: &StaffDoor, mut response: Response) -> Response {
        let pins = &door.app().own_pins;
        let key = pins.hold(&self.session, &self.path, self.body, own_pins::FOR_ROOM, door.now());
        response.extensions_mut().insert(Kept::Waits(key));
        response
    }
}

/// The field that names a form that waits.
pub(crate) const WAITING: &str = "own_pin_for";

async fn step(door: &StaffDoor, room: Room, request: Request) -> Result<Step, WebError> {
    let is_form = is_of_fields(&request);
    let (mut parts, body) = request.into_parts();
    let me = match Signed::from_request_parts(&mut parts, door).await {
        Ok(me) if me.may(room) => me,
        Ok(_) | Err(_) => return Ok(Step::On(Request::from_parts(parts, body), None)),
    };
    let bytes = to_bytes(body, limits::ENTRY_BYTES).await.map_err(|_| WebError::TooLarge)?;
    let fields = if is_form { fields_of(bytes.clone()).await } else { None };
    let fields = fields.ok_or(WebError::BadForm)?;
    let (path, now) = (parts.uri.path().to_owned(), door.now());
    let pins = &door.app().own_pins;
    let waiting = value(&fields, WAITING).to_owned();
    let is_asked = me.is_shut_out_of(room) || !pins.is_fresh(&me.token, now);
    let session = me.token;
    let body = if waiting.is_empty() {
        let body = Zeroizing::new(bytes.to_vec());
        if is_asked {
            let waiting = pins.hold(&session, &path, body, own_pins::FOR_A_PIN, now);
            return show(door, &me, &path, waiting, "").map(Step::Asked);
        }
        if !fields.iter().any(|(name, _)| is_secret(name)) {
            // The page itself holds such a form where it has to.
            return Ok(Step::On(with_body(parts, &body), None));
        }
        body
    } else {
        if !pins.holds(&session, &path, &waiting, now) {
            return Err(WebError::Stale);
        }
        let is_typed = fields.iter().any(|(name, _)| name == "own_pin");
        if is_asked && !is_typed {
            return show(door, &me, &path, waiting, "").map(Step::Asked);
        }
        let release = || pins.release(&session, &path, &waiting, now).ok_or(WebError::Stale);
        if is_typed {
            let Session { staff, device, .. } = me.session;
            let mistake = match type_pin(door, staff, device, value(&fields, "own_pin")).await {
                Ok(Typed::Right) => "",
                Ok(Typed::Wrong) => "own-pin-wrong",
                Ok(Typed::TooOften) => "sign-in-slow",
                // Not even the try could be noted.
                Err(err @ WebError::Store(StoreError::Full)) => {
                    let held = Held { session, path: path.clone(), body: release()? };
                    return Ok(Step::Asked(held.wait(door, err.into_response())));
                }
                Err(err) => return Err(err),
            };
            if !mistake.is_empty() {
                return show(door, &me, &path, waiting, mistake).map(Step::Asked);
            }
            pins.given(&session, now);
        }
        release()?
    };
    Ok(Step::On(with_body(parts, &body), Some(Held { session, path, body })))
}

fn with_body(mut parts: Parts, body: &[u8]) -> Request {
    parts.headers.remove(header::CONTENT_LENGTH);
    Request::from_parts(parts, Body::from(body.to_vec()))
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
