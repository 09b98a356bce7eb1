//! What stands around the routes of every door: what is answered where no route is, limits, and one line of log.

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use super::error::WebError;
use super::guard::{self, Gate};
use super::limits;

/// What every door has around its routes.
pub(super) fn finish(router: Router, gate: Gate) -> Router {
    guarded(or_nowhere(router), gate)
}

/// What is answered where no route is.
pub(super) fn or_nowhere(router: Router) -> Router {
    router.fallback(|| async { WebError::NotFound }).method_not_allowed_fallback(elsewhere)
}

/// The layers that doors share, the outermost last.
pub(super) fn guarded(router: Router, gate: Gate) -> Router {
    router
        .layer(CatchPanicLayer::custom(|_| {
            axum::response::IntoResponse::into_response(WebError::Broken("a handler"))
        }))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            limits::REQUEST_TIME,
        ))
        .layer(from_fn(watch))
        .layer(from_fn_with_state(gate, guard::door))
        .layer(CompressionLayer::new().gzip(true))
}

/// A page that only takes forms was asked for, as by a browser that reopens its tabs: the page above it, where the
/// form stands. Anything else is no page of ours.
async fn elsewhere(request: axum::extract::Request) -> axum::response::Response {
    use axum::response::{IntoResponse as _, Redirect};
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return WebError::NotFound.into_response();
    }
    Redirect::to(page_above(request.uri().path())).into_response()
}

/// Where the form of an address stands, when that is not the address one step up.
const ABOVE: [(&str, &str); 14] = [
    ("/devices/", "/devices"),
    ("/focals/", "/focals"),
    ("/lead/", "/lead"),
    ("/papers/", "/papers"),
    ("/forget/", "/forget"),
    ("/day/talks", "/day"),
    ("/collect/lists/", "/collect/lists"),
    ("/register/", "/register"),
    ("/send", "/check"),
    ("/desk/ticket/", "/desk"),
    ("/desk/child/", "/desk"),
    ("/keys/", "/keys"),
    ("/staff/", "/staff"),
    ("/photos/", "/photos"),
];

fn page_above(path: &str) -> &str {
    let known = ABOVE.iter().find(|(form, _)| path.starts_with(form)).map(|(_, page)| *page);
    let up = path.rsplit_once('/').map_or("/", |(up, _)| if up.is_empty() { "/" } else { up });
    known.unwrap_or(up)
}

/// Rooms of which no line is written: that one was entered would tell when somebody was worried.
const UNWATCHED: [&str; 4] = ["/tell", "/call", "/lead", "/room"];

/// One line for each request: route template, status, time. Never the path, which may hold a token.
async fn watch(
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> axum::response::Response {
    let path = request.uri().path();
    let is_in = |room: &str| {
        path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if UNWATCHED.iter().any(|room| is_in(room)) {
        return next.run(request).await;
    }
    let route = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let method = request.method().clone();
    let begun = std::time::Instant::now();
    let response = next.run(request).await;
    tracing::info!(
        route = route.as_deref().unwrap_or("-"),
        %method,
        status = response.status().as_u16(),
        micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}
