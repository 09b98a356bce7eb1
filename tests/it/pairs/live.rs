//! A page that follows the line, listened to.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use axum::body::Body;
use http_body_util::BodyExt as _;

use crate::harness::Browser;

/// A stream that says when to look again.
pub(crate) struct Live(Body);

impl Live {
    /// Begins to listen.
    pub(crate) async fn open(browser: &Browser<'_>, path: &str) -> Self {
        Self(browser.listen(path).await)
    }

    /// How often it has said so since the last time; what has not been said yet is not waited for.
    pub(crate) fn times(&mut self) -> usize {
        let mut times = 0;
        loop {
            let frame = pin!(self.0.frame());
            match frame.poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(Some(Ok(_))) => times += 1,
                Poll::Ready(_) | Poll::Pending => return times,
            }
        }
    }
}
