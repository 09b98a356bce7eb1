//! Pages that follow the line: a small stream that says "look again", nothing else.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::BroadcastStream;

use super::error::WebError;
use super::limits::STREAMS;
use crate::app::App;

static OPEN: AtomicUsize = AtomicUsize::new(0);

/// Counts a stream while it is open, so that a crowd of boards cannot hold every connection.
struct Counted;

impl Counted {
    fn one_more() -> Option<Self> {
        let open = OPEN.fetch_add(1, Ordering::Relaxed);
        let counted = Self;
        (open < STREAMS).then_some(counted)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        OPEN.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A stream of "reload", one whenever the line changes. Too many streams: the page's own refresh serves instead.
pub(crate) fn stream(app: &Arc<App>) -> Result<Response, WebError> {
    let counted = Counted::one_more().ok_or(WebError::TooMany)?;
    let changes = BroadcastStream::new(app.follow()).map(move |_| {
        let _held = &counted;
        Ok::<_, Infallible>(Event::default().data("reload"))
    });
    let alive = KeepAlive::new().interval(Duration::from_secs(20));
    Ok(Sse::new(changes).keep_alive(alive).into_response())
}
