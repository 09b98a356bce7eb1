//! Papers as answers: composed off the threads that answer phones, shown by the browser.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use super::super::error::WebError;
use crate::typeset::pdf::PdfError;

/// Composes a paper on a thread that may be busy; `what` says in the log which paper it was.
pub(crate) async fn compose(
    what: &'static str,
    job: impl FnOnce() -> Result<Vec<u8>, PdfError> + Send + 'static,
) -> Result<Vec<u8>, WebError> {
    let made = tokio::task::spawn_blocking(job).await;
    made.map_err(|_| WebError::Broken(what))?.map_err(|_| WebError::Broken(what))
}

/// A paper that the browser shows. Its name, without the ending, is nobody's.
pub(crate) fn shown(name: &str, bytes: Vec<u8>) -> Response {
    file("application/pdf", "inline", &format!("{name}.pdf"), bytes)
}

/// A file of a kind, shown (`inline`) or saved (`attachment`) under a name that is nobody's.
pub(crate) fn file(kind: &str, disposition: &str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("{disposition}; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}
