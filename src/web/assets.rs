//! The stylesheet, the script and the page's own font for the laptop.

use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::error::WebError;
use crate::seal::chain;

/// The one stylesheet, kept in parts of a readable length; their order is the cascade's.
const CSS: &str = concat!(
    include_str!("../../templates/static/css/ground.css"),
    include_str!("../../templates/static/css/family.css"),
    include_str!("../../templates/static/css/desk.css"),
    include_str!("../../templates/static/css/rooms.css"),
    include_str!("../../templates/static/css/paper.css"),
);
const JS: &str = include_str!("../../templates/static/kit.js");

/// A mark that changes with the files, so that a phone may keep them for ever.
pub(crate) fn mark() -> &'static str {
    static MARK: OnceLock<String> = OnceLock::new();
    MARK.get_or_init(|| {
        use std::fmt::Write as _;
        let hash = chain::hash(format!("{CSS}{JS}").as_bytes());
        hash.iter().take(4).fold(String::new(), |mut mark, byte| {
            let _ = write!(mark, "{byte:02x}");
            mark
        })
    })
}

/// `GET /static/{mark}/{file}`.
pub(crate) async fn asset(Path((_, file)): Path<(String, String)>) -> Result<Response, WebError> {
    let (kind, body) = match file.as_str() {
        "kit.css" => ("text/css; charset=utf-8", CSS),
        "kit.js" => ("text/javascript; charset=utf-8", JS),
        _ => return Err(WebError::NotFound),
    };
    Ok((
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        ],
        body,
    )
        .into_response())
}
