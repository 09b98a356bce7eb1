//! Pages that follow the line: a small stream that says "look again", nothing else.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::BroadcastStream;

use super::error::WebError;
use super::limits::Share;
use crate::app::App;

/// A stream of "reload", one whenever the line changes. Too many streams: the page's own refresh serves instead.
pub(crate) fn stream(app: &Arc<App>, share: &Share) -> Result<Response, WebError> {
    let counted = share.one_more().ok_or(WebError::TooMany)?;
    let changes = BroadcastStream::new(app.follow()).map(move |_| {
        let _held = &counted;
        Ok::<_, Infallible>(Event::default().data("reload"))
    });
    let alive = KeepAlive::new().interval(Duration::from_secs(20));
    Ok(Sse::new(changes).keep_alive(alive).into_response())
}
