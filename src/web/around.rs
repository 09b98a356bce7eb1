//! What stands around the routes of every door: what is answered where no route is, limits, and one line of log.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use super::above;
use super::error::WebError;
use super::guard::{self, Gate};
use super::limits;
use super::many;

/// What every door has around its routes.
pub(super) fn finish(router: Router, gate: Gate) -> Router {
    guarded(or_nowhere(router, gate.clone()), gate)
}

/// What is answered where no route is, or none with this method.
pub(super) fn or_nowhere(router: Router, gate: Gate) -> Router {
    router
        .fallback(|| async { WebError::NotFound })
        .method_not_allowed_fallback(move |request| above::instead(gate.clone(), request))
}

/// What stands around a whole door, once nothing is added to it: a head is weighed as it came, and no answer tells
/// methods. Routes say by themselves which ones they have, outside every layer of theirs, and so that they are there.
pub(super) fn whole(router: Router) -> Router {
    let whole = Router::new().fallback_service(router).layer(from_fn(guard::weigh_head));
    whole.layer(map_response(|mut response: Response| async {
        response.headers_mut().remove(header::ALLOW);
        response
    }))
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
        .layer(from_fn(many::refuse))
        .layer(from_fn(watch))
        .layer(from_fn_with_state(gate, guard::door))
        .layer(CompressionLayer::new().gzip(true))
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
