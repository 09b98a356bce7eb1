//! The focal's room. For everybody but a focal of this event its addresses do not exist.
//!
//! It is opened with the focal's own passphrase for one sign-in, shuts itself when nobody touches it, and what was
//! typed meanwhile goes back into the page sealed, so that whoever finds the screen can read none of it.

pub(crate) mod arrive;
mod came;
pub(crate) mod child;
pub(crate) mod due;
pub(crate) mod find;
pub(crate) mod follow;
pub(crate) mod hand_over;
mod history;
pub(crate) mod list;
mod mistake;
pub(crate) mod report;
pub(super) mod shut;
pub(crate) mod slip;
pub(crate) mod views;
mod words;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Form, FromRequestParts as _, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::kept::{First, Kept, fields_of, holding, is_of_fields};
use super::super::limits;
use super::super::session::{self, NotSigned, Signed};
use super::super::spelling::is_secret;
use super::{Pairs, value};
use crate::acts::follow::Known;
use crate::app::Phase;
use crate::app::room::OpenRoom;
use crate::domain::ids::EventId;
use crate::domain::staff::Room;
use crate::store::{Reading, events};

/// Whoever is in the room, and the room.
pub(crate) struct Inside {
    pub(crate) me: Signed,
    pub(crate) room: Arc<OpenRoom>,
}

/// What a handler of the room is given by its guard.
pub(crate) type In = Extension<Arc<Inside>>;

/// A form's fields in their order.
type Fields = Vec<(String, String)>;

/// Lets a focal into the room they have opened. Nobody else learns that there is one.
pub(crate) async fn guard(State(door): State<StaffDoor>, request: Request, next: Next) -> Response {
    match enter(&door, request).await {
        Ok(Entered::In(request)) => next.run(request).await,
        Ok(Entered::Answered(response)) => response,
        Err(err) => err.into_response(),
    }
}

/// What becomes of a request at the room's door.
enum Entered {
    In(Request),
    Answered(Response),
}

async fn enter(door: &StaffDoor, request: Request) -> Result<Entered, WebError> {
    let (mut parts, body) = request.into_parts();
    match door.app().phase() {
        Phase::Open(_) => {}
        Phase::Fresh => return Err(WebError::NotFound),
        Phase::Locked => return later(door, parts, body, WebError::Locked, "/unlock").await,
    }
    let me = match Signed::from_request_parts(&mut parts, door).await {
        Ok(me) => me.enter(Room::Follow)?,
        Err(NotSigned::Failed(err)) => return Err(err),
        Err(NotSigned::First(_)) => {
            if !session::has_lapsed(&parts, door, Room::Follow).await? {
                return Err(WebError::NotFound);
            }
            return later(door, parts, body, WebError::SignedOut, "/sign-in").await;
        }
    };
    let by_hand = !parts.headers.contains_key("x-kit-live");
    let room = door.app().rooms.of(&me.token, door.now(), by_hand);
    let room = match room {
        Some(room) if !has_the_key(door, &room).await? => {
            door.app().rooms.shut(&me.token);
            None
        }
        room => room,
    };
    if parts.method != Method::POST {
        return Ok(match room {
            Some(room) => inside(parts, body, me, room),
            None => Entered::Answered(shut::page(door, &me, shut::Asked::page(&parts)).await?),
        });
    }
    if is_a_file(&parts) {
        return Ok(match room {
            Some(room) => inside(parts, body, me, room),
            None => Entered::Answered(shut::page(door, &me, shut::Asked::file()).await?),
        });
    }
    let fields = fields(&parts, body).await?;
    // What a page of the shut room held is what was sent.
    let held = held(door, &fields)?;
    let is_held = held.is_some();
    let sent = held.unwrap_or_else(|| fields.clone());
    let asked = shut::Asked::form(&parts, &fields, &sent);
    if !value(&fields, "passphrase").is_empty() {
        return match shut::open(door, &me, &fields).await? {
            shut::Tried::Open => {
                let room = door.app().rooms.of(&me.token, door.now(), true);
                let room = room.ok_or(WebError::Broken("a room that was opened"))?;
                Ok(if is_held {
                    inside(parts, form(&sent), me, room)
                } else {
                    Entered::Answered(Redirect::to(&asked.back).into_response())
                })
            }
            shut::Tried::Not(mistake) => {
                let held = if is_held { hold(door, &sent)? } else { String::new() };
                let asked = shut::Asked { held, mistake, ..asked };
                Ok(Entered::Answered(shut::page(door, &me, asked).await?))
            }
        };
    }
    // A form of another event's room waits until that one is opened.
    let event = value(&sent, "event");
    let room = room.filter(|room| event.is_empty() || event == room.event.to_string());
    let is_left = !is_held && value(&sent, "hold") == "now";
    match room {
        Some(room) if !is_left => Ok(inside(parts, form(&sent), me, room)),
        Some(_) | None => {
            if is_left {
                door.app().rooms.shut(&me.token);
            }
            let held = if shut::is_button(&sent) { String::new() } else { hold(door, &sent)? };
            let asked = shut::Asked { held, ..asked };
            Ok(Entered::Answered(shut::page(door, &me, asked).await?))
        }
    }
}

/// Whether a room was opened with the event's present key. It changes when a focal is taken off, also while another one
/// is just opening the room.
async fn has_the_key(door: &StaffDoor, room: &OpenRoom) -> Result<bool, WebError> {
    let event = room.event;
    let public = door.kit()?.store.read(move |conn| events::focal_key(conn, event)).await?;
    Ok(public == room.secret.public())
}

fn inside(mut parts: Parts, body: Body, me: Signed, room: Arc<OpenRoom>) -> Entered {
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.extensions.insert(Arc::new(Inside { me, room }));
    Entered::In(Request::from_parts(parts, body))
}

fn form(fields: &[(String, String)]) -> Body {
    Form(fields).into_response().into_body()
}

/// Whoever has to go elsewhere first: a page is asked for again from there, and words wait, sealed, in the answer.
async fn later(
    door: &StaffDoor,
    parts: Parts,
    body: Body,
    err: WebError,
    first: &'static str,
) -> Result<Entered, WebError> {
    if parts.method != Method::POST {
        return Ok(Entered::Answered(Redirect::to(first).into_response()));
    }
    if is_a_file(&parts) {
        return Ok(Entered::Answered(holding(err, Some(Kept::File), First(first))));
    }
    let fields = fields(&parts, body).await?;
    let held = match value(&fields, "held") {
        "" => hold(door, &fields)?,
        held => held.to_owned(),
    };
    let kept = Kept::Fields(Arc::new(vec![("held".to_owned(), held)]));
    Ok(Entered::Answered(holding(err, Some(kept), First(first))))
}

/// Whether a form says that it has a file in it. Such a form is read by its own page.
fn is_a_file(parts: &Parts) -> bool {
    let kind = parts.headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

async fn fields(parts: &Parts, body: Body) -> Result<Fields, WebError> {
    let bytes = to_bytes(body, limits::ENTRY_BYTES).await.map_err(|_| WebError::TooLarge)?;
    let mut like = Request::new(Body::empty());
    like.headers_mut().clone_from(&parts.headers);
    if !is_of_fields(&like) {
        return Err(WebError::BadForm);
    }
    fields_of(bytes).await.ok_or(WebError::BadForm)
}

/// Fields sealed for a page of the shut room. Secrets are typed once more: no page carries one, sealed or not.
fn hold(door: &StaffDoor, fields: &Fields) -> Result<String, WebError> {
    let fields: Vec<_> = fields.iter().filter(|(name, _)| !is_secret(name)).collect();
    let words = serde_json::to_vec(&fields).map_err(|_| WebError::Broken("words to hold"))?;
    let sealed = door.app().rooms.hold(&words).ok_or(WebError::TooLarge)?;
    Ok(crate::seal::token::to_hex(&sealed))
}

/// The fields that a page of the shut room held; none if it held nothing.
fn held(door: &StaffDoor, fields: &Fields) -> Result<Option<Fields>, WebError> {
    let held = value(fields, "held");
    if held.is_empty() {
        return Ok(None);
    }
    let words = crate::seal::token::bytes_of(held).and_then(|bytes| door.app().rooms.held(&bytes));
    let fields = words.and_then(|words| serde_json::from_slice(&words).ok());
    fields.map(Some).ok_or(WebError::BadForm)
}

impl Inside {
    /// The bar of the room's pages.
    pub(crate) async fn shell(&self, door: &StaffDoor) -> Result<Shell, WebError> {
        bar::shell(door, &self.me, "follow").await
    }

    /// Reads what came since the last page, and gives what `job` makes of it; on a reader.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        door: &StaffDoor,
        job: impl FnOnce(&Reading, &Known) -> Result<T, WebError> + Send + 'static,
    ) -> Result<T, WebError> {
        let room = Arc::clone(&self.room);
        door.kit()?
            .store
            .read(move |conn| {
                let mut known =
                    room.known.lock().map_err(|_| WebError::Broken("what a room knows"))?;
                known.read(conn, room.event, &room.secret)?;
                job(conn, &known)
            })
            .await
    }

    /// The event of the room.
    pub(crate) fn event(&self) -> EventId {
        self.room.event
    }
}

/// Whether the laptop's clock can be trusted, and with it the times at which something is due.
pub(crate) async fn is_clock_trusted(door: &StaffDoor) -> Result<bool, WebError> {
    let doubt = door.kit()?.store.read(crate::store::clock_doubt::standing).await?;
    Ok(doubt.is_none())
}

/// Every address of the room that has no page of its own, and the room itself once it was opened.
pub(crate) async fn back() -> Redirect {
    Redirect::to("/room")
}

/// `POST /room/lock`; with `next` another event's room is asked for.
pub(crate) async fn lock(
    State(door): State<StaffDoor>,
    Extension(inside): In,
    Form(pairs): Pairs,
) -> Redirect {
    door.app().rooms.shut(&inside.me.token);
    match EventId::parse(value(&pairs, "next")) {
        Ok(event) => Redirect::to(&format!("/room?event={event}")),
        Err(_) => Redirect::to("/room"),
    }
}

/// `POST /room/here`: somebody is typing.
pub(crate) async fn here() -> StatusCode {
    StatusCode::NO_CONTENT
}
