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

/// What phones load: the stylesheet without its comments and indentation, the script likewise. A phone pays for every
/// byte, a reader of the tree wants the reasons.
fn served() -> &'static (String, String) {
    static SERVED: OnceLock<(String, String)> = OnceLock::new();
    SERVED.get_or_init(|| (bare(&without_comments(CSS)), bare(JS)))
}

/// Lines without indentation, blank ones and whole lines of comment left out.
fn bare(source: &str) -> String {
    let lines = source.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A stylesheet without its comments.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once("*/")).fold(first, |all, (_, rest)| all + rest)
}

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
        "kit.css" => ("text/css; charset=utf-8", served().0.as_str()),
        "kit.js" => ("text/javascript; charset=utf-8", served().1.as_str()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_served_says_the_same_in_fewer_bytes() {
        let (css, js) = served();
        assert!(css.len() < CSS.len() && js.len() < JS.len());
        assert!(!css.contains("/*") && !css.contains("*/"));
        let braces = |text: &str| (text.matches('{').count(), text.matches('}').count());
        assert_eq!(braces(css), braces(&without_comments(CSS)));
        assert_eq!(bare("a {\n  // why\n\n  b: c;\n}"), "a {\nb: c;\n}\n");
        assert_eq!(without_comments("a/* x */b /* y */ c"), "ab  c");
    }
}
