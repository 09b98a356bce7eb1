//! A second laptop asks to join. What is answered here is read by the same program there, not by people.

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::super::StaffDoor;
use super::super::error::WebError;
use super::super::limits::{Trying, source};
use crate::app::pairing::Answer;
use crate::seal::spoken;

type Pairs = Form<Vec<(String, String)>>;

/// The words of a program: kind and body, so that nothing makes a page of them.
fn plain(words: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}

fn number(pairs: &[(String, String)], name: &str) -> Result<[u8; 32], WebError> {
    let text = pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    spoken::from_text(text).ok_or(WebError::BadForm)
}

/// `POST /join/knock`: the promise of a laptop. Answers with the name of its asking and the kit's number.
pub(crate) async fn knock(
    State(door): State<StaffDoor>,
    Extension(ConnectInfo(peer)): Extension<ConnectInfo<SocketAddr>>,
    Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let (app, now) = (door.app(), door.now());
    let promise = number(&pairs, "promise")?;
    if !app.limits.take(Trying::Knock, &source(peer.ip()), now) {
        return Err(WebError::TooMany);
    }
    let asked = app.net.pairing.knock(peer.ip(), promise, now).ok_or(WebError::TooMany)?;
    Ok(plain(format!("{} {}", asked.0, spoken::to_text(&asked.1))))
}

/// `POST /join/show`: the laptop keeps its promise. From now on both screens show the digits.
pub(crate) async fn show(
    State(door): State<StaffDoor>,
    Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let app = door.app();
    let (nonce, device) = (number(&pairs, "nonce")?, number(&pairs, "device")?);
    let id = pairs.iter().find(|(key, _)| key == "id").map_or("", |(_, value)| value.as_str());
    let identity = app.net.identity().ok_or(WebError::Locked)?;
    if !app.net.pairing.keep_promise(id, &nonce, &device, &identity.pin, door.now()) {
        return Err(WebError::Stale);
    }
    // The administrator's page follows the same changes as the boards.
    app.line_changed();
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /join/answer/{id}`: what the administrator said, in one word.
pub(crate) async fn answer(State(door): State<StaffDoor>, Path(id): Path<String>) -> Response {
    let word = match door.app().net.pairing.answer_to(&id, door.now()) {
        Answer::Waiting => "waiting",
        Answer::Accepted => "accepted",
        Answer::Refused => "refused",
        Answer::Gone => "gone",
    };
    plain(word.to_owned())
}

/// `GET /joined/addresses`: where the kit is found now, one address a line. Only for devices on the list.
pub(crate) async fn addresses(State(door): State<StaffDoor>) -> Response {
    let all = door.app().net_addresses();
    let lines: Vec<String> = all.iter().map(ToString::to_string).collect();
    plain(lines.join("\n"))
}
