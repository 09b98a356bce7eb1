//! Answers for phones that ask whether there is internet. A redirect would open a browser that traps people.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// Android and Chrome.
pub(crate) async fn no_content() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Apple.
pub(crate) async fn apple() -> Html<&'static str> {
    Html("<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>")
}

/// Windows 10 and later.
pub(crate) async fn windows() -> Response {
    plain("Microsoft Connect Test")
}

/// Older Windows.
pub(crate) async fn ncsi() -> Response {
    plain("Microsoft NCSI")
}

/// Firefox.
pub(crate) async fn firefox() -> Response {
    plain("success\n")
}

fn plain(text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "text/plain")], text).into_response()
}
