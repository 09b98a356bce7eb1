//! A form that could not be taken: its words go back into the page, in a form that sends them again.
//!
//! A kit is locked after a power cut, and somebody who talked for long is signed out; whoever pressed a button then
//! has typed something, and no phone shows it again after a redirect.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Form, FromRequest as _, Request};
use axum::http::{Method, header};
use axum::response::{IntoResponse as _, Response};

use super::error::WebError;
use super::spelling::is_secret;

/// A form as it was sent, until it is known whether its words have to go back.
pub(crate) enum Sent {
    /// No form.
    Nothing,
    /// A form of fields, unread.
    Form(Bytes),
    /// One with a file, which no page can hold.
    File,
}

/// What a page holds of the form that it answers.
#[derive(Clone)]
pub(crate) enum Kept {
    /// Its fields, in their order.
    Fields(Arc<Vec<(String, String)>>),
    /// A form that waits in memory for an hour, under this key: it holds secrets.
    Waits(String),
    /// Nothing: a file has to be chosen again.
    File,
}

/// Where somebody has to go first, in another window, before the form can be sent again; empty where one only waits.
#[derive(Clone, Copy)]
pub(crate) struct First(pub(crate) &'static str);

impl Sent {
    /// Takes a form of at most `most` bytes out of a request, and gives a request that still has it.
    pub(crate) async fn of(request: Request, most: usize) -> Result<(Request, Self), WebError> {
        if *request.method() != Method::POST {
            return Ok((request, Self::Nothing));
        }
        if !is_of_fields(&request) {
            return Ok((request, Self::File));
        }
        let (parts, body) = request.into_parts();
        let bytes = to_bytes(body, most).await.map_err(|_| WebError::TooLarge)?;
        let request = Request::from_parts(parts, Body::from(bytes.clone()));
        Ok((request, Self::Form(bytes)))
    }

    /// What a page may hold of it. A secret goes into no page, and a button alone is pressed again where it stands.
    pub(crate) async fn kept(self) -> Option<Kept> {
        let bytes = match self {
            Self::Nothing => return None,
            Self::File => return Some(Kept::File),
            Self::Form(bytes) => bytes,
        };
        let fields = fields_of(bytes).await?;
        let is_plain = !fields.is_empty() && !fields.iter().any(|(name, _)| is_secret(name));
        is_plain.then(|| Kept::Fields(Arc::new(fields)))
    }
}

/// The fields of a posted form, in their order; none if it is no such form.
pub(crate) async fn fields_of(bytes: Bytes) -> Option<Vec<(String, String)>> {
    let request =
        Request::post("/").header(header::CONTENT_TYPE, OF_FIELDS).body(Body::from(bytes)).ok()?;
    Form::from_request(request, &()).await.ok().map(|Form(fields)| fields)
}

/// What a form says that has no file in it.
pub(crate) const OF_FIELDS: &str = "application/x-www-form-urlencoded";

/// Whether a request says that it is a form of fields; one that says nothing is read as one.
pub(crate) fn is_of_fields(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).map(header::HeaderValue::as_bytes);
    kind.is_none_or(|kind| kind.starts_with(OF_FIELDS.as_bytes()))
}

/// The failure with what was sent, for the page that says it.
pub(crate) fn holding(err: WebError, kept: Option<Kept>, first: First) -> Response {
    let mut response = err.into_response();
    response.extensions_mut().insert(first);
    if let Some(kept) = kept {
        response.extensions_mut().insert(kept);
    }
    response
}
