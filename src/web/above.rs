//! Addresses that only take forms, asked for as pages: a browser reopens its tabs, and one of them showed what a form
//! came to. Whoever may send the form is led to the page where it stands. For everybody else there is nothing.

use axum::extract::{FromRequestParts as _, Request};
use axum::http::Method;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::StaffDoor;
use super::error::WebError;
use super::guard::{Gate, Reach};
use super::session::Signed;
use crate::domain::staff::Room;
use Room::{Administration, Collect, Desk, Entry, Focals, Papers, Telling};

/// How addresses of the staff's forms begin, the page where such a form stands (the address one step up where none is
/// named), and the room in which it is sent; none where nobody needs to be signed in. What is not listed here is
/// nowhere. More than one beginning may fit: the first counts.
const STAFF: [(&str, &str, Option<Room>); 32] = [
    ("/address", "/", None),
    ("/backup/", "/backup", Some(Administration)),
    ("/call", "/", Some(Telling)),
    ("/check/", "/check", Some(Administration)),
    ("/clock", "/", Some(Administration)),
    ("/collect/lists/", "/collect/lists", Some(Collect)),
    ("/collect/", "", Some(Collect)),
    ("/day/reopen", "/day", Some(Administration)),
    ("/day/sheet", "/day", Some(Papers)),
    ("/day/", "/day", Some(Entry)),
    ("/desk/child/", "/desk", Some(Desk)),
    ("/desk/ticket/", "/desk", Some(Desk)),
    ("/desk/", "", Some(Desk)),
    ("/devices/", "/devices", Some(Administration)),
    ("/entry/", "/entry", Some(Entry)),
    ("/event/", "/event", Some(Administration)),
    ("/focals/", "/focals", Some(Focals)),
    ("/forget/", "/forget", Some(Administration)),
    ("/here", "/", Some(Telling)),
    ("/keys/", "/keys", Some(Administration)),
    ("/lead/", "/lead", None),
    ("/moon", "/", Some(Entry)),
    ("/next-person", "/", None),
    ("/papers/", "/papers", Some(Papers)),
    ("/places", "/", None),
    ("/prefs", "/", None),
    ("/receipts/", "", Some(Desk)),
    ("/register/", "/register", Some(Desk)),
    ("/restored", "/", Some(Administration)),
    ("/sign-out", "/", None),
    ("/staff/", "/staff", Some(Administration)),
    ("/tell/", "/tell", Some(Telling)),
];

/// What is answered where there is an address, but not with this method.
pub(super) async fn instead(gate: Gate, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return WebError::NotFound.into_response();
    }
    let path = request.uri().path().to_owned();
    if gate.1 == Reach::Family {
        return Redirect::to(of_a_family(&path)).into_response();
    }
    let Some((_, page, room)) = STAFF.iter().find(|(form, ..)| path.starts_with(form)) else {
        return WebError::NotFound.into_response();
    };
    let page = if page.is_empty() { one_step_up(&path) } else { page };
    let Some(room) = room else { return Redirect::to(page).into_response() };
    let door = StaffDoor(gate.0, gate.1);
    let (mut parts, _) = request.into_parts();
    match Signed::from_request_parts(&mut parts, &door).await {
        Ok(me) if me.may(*room) => Redirect::to(page).into_response(),
        Ok(_) => WebError::NotFound.into_response(),
        // As every page of the staff is answered to nobody.
        Err(_) => Redirect::to("/sign-in").into_response(),
    }
}

/// Where a family's form stands. Everybody may know all of them.
fn of_a_family(path: &str) -> &str {
    match path {
        "/send" => "/check",
        path if path.starts_with("/photos/") => "/photos",
        path => one_step_up(path),
    }
}

fn one_step_up(path: &str) -> &str {
    path.rsplit_once('/').map_or("/", |(up, _)| if up.is_empty() { "/" } else { up })
}
