//! A page could not be made. Only this file knows status codes; family-facing words come from the texts.

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::kept::{First, Kept};
use super::lang::{Prefs, Ui};
use super::own_pin;
use super::session::SignInFirst;
use crate::store::StoreError;
use crate::telemetry;

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WebError {
    /// No such page, or none for this reader: the same answer for both.
    #[error("there is no such page")]
    NotFound,
    /// The request is not one of our forms.
    #[error("the request is not one of our forms")]
    BadForm,
    /// What the browser said before it sent anything is too large.
    #[error("the head of the request is too large")]
    HeadTooLarge,
    /// What was sent is too large.
    #[error("what was sent is too large")]
    TooLarge,
    /// The request came from another page than ours.
    #[error("the request came from another page than ours")]
    Foreign,
    /// The name or address in the request is not this laptop's.
    #[error("the request was for another machine")]
    Misdirected,
    /// Too many tries.
    #[error("too many tries")]
    TooMany,
    /// The kit is not open.
    #[error("the kit is locked")]
    Locked,
    /// The kit is not open, and cannot be before somebody repaired its data.
    #[error("the data is damaged")]
    Damaged,
    /// Nobody is signed in any more.
    #[error("nobody is signed in")]
    SignedOut,
    /// Somebody is signed in, but has to type the PIN again for this room.
    #[error("the PIN comes first")]
    PinFirst,
    /// The kit that this laptop joined does not answer.
    #[error("the kit does not answer")]
    Away,
    /// Another kit answers where the one was that this laptop joined.
    #[error("another kit answers")]
    AnotherKit,
    /// This laptop was taken off the kit's list; what is typed to join anew.
    #[error("this laptop was taken off the list")]
    TakenOff(String),
    /// Somebody else was faster.
    #[error("the page is out of date")]
    Stale,
    /// The event is closed: nothing new can be begun.
    #[error("the event is closed")]
    Over,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// A template failed.
    #[error("a page could not be rendered")]
    Page(#[from] askama::Error),
    /// Work beside the page failed.
    #[error("work beside the page failed: {0}")]
    Broken(&'static str),
}

impl WebError {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadForm => StatusCode::BAD_REQUEST,
            Self::HeadTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Foreign | Self::SignedOut | Self::PinFirst | Self::TakenOff(_) => {
                StatusCode::FORBIDDEN
            }
            Self::Away | Self::AnotherKit => StatusCode::BAD_GATEWAY,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Stale => StatusCode::CONFLICT,
            Self::Over => StatusCode::GONE,
            Self::Locked | Self::Damaged | Self::Store(StoreError::Busy | StoreError::Full) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Store(_) | Self::Page(_) | Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Which words the page says: `says-…-title`, `says-…-next`.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::BadForm => "bad-form",
            Self::HeadTooLarge => "head-too-large",
            Self::TooLarge => "too-large",
            Self::Foreign => "foreign",
            Self::Misdirected => "misdirected",
            Self::TooMany => "too-many",
            Self::Away => "away",
            Self::AnotherKit => "another-kit",
            Self::TakenOff(_) => "taken-off",
            Self::Stale => "stale",
            Self::Over => "over",
            Self::Locked => "locked",
            Self::Damaged => "damaged",
            Self::SignedOut | Self::PinFirst => "signed-out",
            Self::Store(StoreError::Busy) => "busy",
            Self::Store(StoreError::Full) => "disk-full",
            Self::Store(_) | Self::Page(_) | Self::Broken(_) => "trouble",
        }
    }

    /// Whether it happened between a joined laptop and its kit.
    fn is_of_a_joined_laptop(&self) -> bool {
        matches!(self, Self::Away | Self::AnotherKit | Self::TakenOff(_))
    }

    /// Seconds after which it is worth trying again.
    fn retry_after(&self) -> Option<&'static str> {
        match self {
            Self::Locked => Some("15"),
            Self::Away => Some("5"),
            Self::Store(StoreError::Busy) => Some("2"),
            Self::Damaged | Self::Store(StoreError::Full) => Some("60"),
            Self::TooMany => Some("20"),
            _ => None,
        }
    }
}

#[derive(Template)]
#[template(path = "says.html")]
struct Says {
    ui: Ui,
    title: String,
    next: String,
    wait: bool,
    /// Fields of the form that could not be taken, to be sent again.
    kept: Option<Arc<Vec<(String, String)>>>,
    /// Where to go first, in another window; empty where one only waits.
    first: &'static str,
    /// The same in the other language: the pages that a joined laptop makes itself have no buttons for it.
    second: Option<(String, String)>,
    /// What somebody types to join anew; none where that is not what helps.
    command: Option<String>,
}

/// Whom a page tells what happened.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    pub(crate) prefs: Prefs,
    pub(crate) training: bool,
    /// Whether it is one of the staff, who can do something about it.
    pub(crate) is_staff: bool,
}

/// A whole page that says what happened and what to do next.
pub(crate) fn page(err: &WebError, reader: Reader) -> Response {
    page_holding(err, reader, None, First(""))
}

/// The same with what was sent: such a page stays as it is until somebody presses its button.
pub(crate) fn page_holding(
    err: &WebError,
    Reader { prefs, training, is_staff }: Reader,
    kept: Option<Kept>,
    First(first): First,
) -> Response {
    let ui = Ui::new(prefs, training);
    // Families tell the desk; the staff make room, and nothing changes by waiting.
    let full = is_staff && matches!(err, WebError::Store(StoreError::Full));
    let next = match &kept {
        None if full => "says-disk-full-staff".to_owned(),
        Some(Kept::Fields(_)) if full => "says-disk-full-kept".to_owned(),
        Some(Kept::Waits(_)) => "says-disk-full-held".to_owned(),
        None => format!("says-{}-next", err.key()),
        Some(Kept::File) => "says-file-again".to_owned(),
        Some(Kept::Fields(_)) if matches!(err, WebError::Damaged) => "says-damaged-kept".to_owned(),
        Some(Kept::Fields(_)) if first.is_empty() && !err.is_of_a_joined_laptop() => {
            "says-kept".to_owned()
        }
        Some(Kept::Fields(_)) => format!("says-{}-kept", err.key()),
    };
    let second = err
        .is_of_a_joined_laptop()
        .then(|| (ui.o(&format!("says-{}-title", err.key())), ui.o(&next)));
    let says = Says {
        second,
        command: match err {
            WebError::TakenOff(command) => Some(command.clone()),
            _ => None,
        },
        title: ui.t(&format!("says-{}-title", err.key())),
        next: ui.t(&next),
        wait: kept.is_none() && !full && err.retry_after().is_some(),
        kept: match kept {
            Some(Kept::Fields(fields)) => Some(fields),
            Some(Kept::Waits(key)) => Some(Arc::new(vec![(own_pin::WAITING.to_owned(), key)])),
            Some(Kept::File) | None => None,
        },
        first,
        ui,
    };
    let body = says.render().unwrap_or_else(|_| says.next.clone());
    let mut response = (err.status(), Html(body)).into_response();
    if let Some(seconds) = err.retry_after() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
    }
    response
}

/// Left in the response so that the guard can write the page in the reader's language.
#[derive(Clone)]
pub(crate) struct Failed(pub(crate) Arc<WebError>);

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        if matches!(self, Self::PinFirst) {
            return SignInFirst.into_response();
        }
        if self.status().is_server_error() && !matches!(self, Self::Locked | Self::Damaged) {
            tracing::error!(error = telemetry::chain(&self), "a page could not be made");
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}

/// Whether what was sent did not find room.
pub(crate) fn is_of_a_full_disk(response: &Response) -> bool {
    let failed = response.extensions().get::<Failed>();
    failed.is_some_and(|failed| matches!(*failed.0, WebError::Store(StoreError::Full)))
}
