//! Who is let in from the network: devices on the list, nobody else.

use axum::extract::{Request, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;

use super::super::StaffDoor;
use super::super::error::WebError;
use super::super::lang::{Prefs, cookie};
use super::{DEVICE, pair};
use crate::acts;
use crate::domain::ids::RowId;
use crate::seal::token::Token;
use crate::store::devices::{self, Device};
use crate::store::journal::By;

/// The device from which a page is asked for; the laptop itself has none.
#[derive(Clone, Copy)]
pub(crate) struct Here(pub(crate) RowId);

/// The device that a request came from, if it came through the network door.
pub(crate) fn device(extensions: &Extensions) -> Option<RowId> {
    extensions.get::<Here>().map(|here| here.0)
}

/// By this a joined laptop learns that it is not let in (any more), without reading a page.
pub(crate) const LET_IN: &str = "x-kit-let-in";

/// What devices that nobody knows may ask for: to be let in, and what such a page looks like.
const OUTSIDE: [&str; 3] = ["/pair/", "/join/", "/static/"];

/// How often "still there" is written down.
const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Lets devices on the list through. All others get one page, whatever they ask for.
pub(crate) async fn let_in(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    mut request: Request,
    next: Next,
) -> Response {
    let asked = request.uri().path();
    if OUTSIDE.iter().any(|start| asked.starts_with(start)) {
        return next.run(request).await;
    }
    let known = match who(&door, request.headers()).await {
        Ok(known) => known,
        Err(err) => return err.into_response(),
    };
    let Some(device) = known.as_ref().filter(|device| device.revoked_at.is_none()) else {
        let sent = *request.method() == Method::POST;
        let mut response = pair::unknown(&door, prefs, known.is_some(), sent).into_response();
        response.headers_mut().insert(LET_IN, HeaderValue::from_static("no"));
        return response;
    };
    let (id, now) = (device.id, door.now());
    // Also after the clock was put back.
    if SEEN_EVERY <= now.duration_since(device.seen_at).abs()
        && let Ok(kit) = door.kit()
    {
        let by = By { staff: None, at: now };
        // A full disk must not keep devices out of the pages that say so.
        if let Err(err) = kit.store.write(move |sp| acts::device_seen(sp, id, by)).await {
            tracing::warn!(error = crate::telemetry::chain(&err), "a device was not noted");
        }
    }
    request.extensions_mut().insert(Here(id));
    next.run(request).await
}

/// The device that shows itself, also one that was taken off.
pub(crate) async fn who(door: &StaffDoor, headers: &HeaderMap) -> Result<Option<Device>, WebError> {
    let Some(token) = cookie(headers, DEVICE).and_then(Token::parse) else { return Ok(None) };
    let hash = token.hash();
    Ok(door.kit()?.store.read(move |conn| devices::by_token(conn, &hash)).await?)
}
