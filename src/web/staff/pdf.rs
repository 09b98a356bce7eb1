//! Papers as answers: composed off the threads that answer phones, shown by the browser.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use std::sync::mpsc::{Sender, channel};

use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use tokio::sync::oneshot;

use super::super::error::WebError;
use crate::typeset::pdf::PdfError;

type Job = Box<dyn FnOnce() + Send>;

/// The one thread that composes papers. A paper takes megabytes for some milliseconds, and every thread keeps what it
/// once needed: on the blocking threads in turn that was a fifth of the server's memory. A laptop with two desks
/// prints no faster with more.
static PRESS: LazyLock<Sender<Job>> = LazyLock::new(|| {
    let (press, jobs) = channel::<Job>();
    std::thread::Builder::new()
        .name("press".to_owned())
        .spawn(move || {
            // A paper that cannot be composed must not take the next ones with it; who waits is told by silence.
            for job in jobs {
                drop(catch_unwind(AssertUnwindSafe(job)));
            }
        })
        .map_or_else(|err| tracing::error!(%err, "the press did not start"), drop);
    press
});

/// Composes a paper; `what` says in the log which paper it was.
pub(crate) async fn compose(
    what: &'static str,
    job: impl FnOnce() -> Result<Vec<u8>, PdfError> + Send + 'static,
) -> Result<Vec<u8>, WebError> {
    let (tell, told) = oneshot::channel();
    // Who asked may have gone meanwhile; nobody misses the paper then.
    let job: Job = Box::new(move || drop(tell.send(job())));
    PRESS.send(job).map_err(|_| WebError::Broken(what))?;
    told.await.map_err(|_| WebError::Broken(what))?.map_err(|_| WebError::Broken(what))
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
