//! What is said to whoever speaks plainly at the port for TLS: how an officer's own tablet learns to know the kit.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::{StaffDoor, assets, guard};

#[derive(Template)]
#[template(path = "net/plain.html")]
struct PlainPage {
    ui: Ui,
    mark: &'static str,
    words: Vec<&'static str>,
    fingerprint: String,
    /// Whether the steps are shown.
    install: bool,
    /// Where to go afterwards.
    then: String,
}

fn show(
    door: &StaffDoor,
    prefs: Prefs,
    headers: &HeaderMap,
    install: bool,
) -> Result<Response, WebError> {
    let identity = door.app().net.identity().ok_or(WebError::Locked)?;
    // The guard has looked at it.
    let host = guard::single(headers, header::HOST).unwrap_or_default();
    let page = PlainPage {
        ui: Ui::new(prefs, door.app().training),
        mark: assets::mark(),
        words: identity.words.clone(),
        fingerprint: in_pairs(&identity.fingerprint),
        install,
        then: format!("https://{host}/"),
    };
    Ok(Html(page.render()?).into_response())
}

/// A fingerprint as tablets show it: two digits and a colon.
pub(crate) fn in_pairs(fingerprint: &str) -> String {
    let digits: Vec<char> = fingerprint.chars().collect();
    let pairs: Vec<String> = digits.chunks(2).map(|pair| pair.iter().collect()).collect();
    pairs.join(":")
}

/// `GET /` in plain: the one fixed page.
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    show(&door, prefs, &headers, false)
}

/// `GET /install` in plain: the steps, for one kind of tablet after the other.
pub(crate) async fn install(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    show(&door, prefs, &headers, true)
}

/// `GET /outreach-kit.crt` in plain: the authority's certificate.
pub(crate) async fn certificate(State(door): State<StaffDoor>) -> Result<Response, WebError> {
    let identity = door.app().net.identity().ok_or(WebError::Locked)?;
    let kind = [
        (header::CONTENT_TYPE, "application/x-x509-ca-cert"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"outreach-kit.crt\""),
    ];
    Ok((kind, identity.certificate.clone()).into_response())
}
