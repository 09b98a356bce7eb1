//! A form of more fields than any page has: sixty kilobytes of them are some megabytes once each is a text of its own.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body::{Frame, SizeHint};

use super::error::WebError;
use super::kept::is_of_fields;
use super::limits;

/// Refuses a form of more than [`limits::FIELDS`] fields as soon as so many have come.
pub(super) async fn refuse(request: Request, next: Next) -> Response {
    if *request.method() != Method::POST || !is_of_fields(&request) {
        return next.run(request).await;
    }
    let too_many = Arc::new(AtomicBool::new(false));
    let counted = Arc::clone(&too_many);
    let request =
        request.map(|body| Body::new(Counted { body, left: limits::FIELDS, too_many: counted }));
    let response = next.run(request).await;
    // Who read it cannot know why it broke off.
    if too_many.load(Ordering::Relaxed) { WebError::TooLarge.into_response() } else { response }
}

/// A form that breaks off at one field too many.
struct Counted {
    body: Body,
    left: usize,
    too_many: Arc<AtomicBool>,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if let Some(Ok(frame)) = &frame
            && let Some(bytes) = frame.data_ref()
        {
            let ends = bytes.split(|byte| *byte == b'&').count() - 1;
            let Some(left) = self.left.checked_sub(ends) else {
                self.too_many.store(true, Ordering::Relaxed);
                return Poll::Ready(Some(Err(axum::Error::new(WebError::TooLarge))));
            };
            self.left = left;
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
