//! A child that stands in the register: where many tests begin.

use axum::http::StatusCode;

use crate::harness::{Browser, Page, attribute};

/// Enters the first child of the family whose page is open in book 3 of 2026 as number 41; gives the child's id.
pub(crate) async fn enter_first(officer: &mut Browser<'_>, page: &Page) -> String {
    let child = attribute(&page.text, "data-child").unwrap_or_default();
    let version = attribute(&page.text, "data-version").unwrap_or_default();
    let entry = [
        ("step", "enter"),
        ("book", "3"),
        ("year", "2026"),
        ("number", "41"),
        ("version", &version),
    ];
    let done = officer.post(&format!("/desk/child/{child}/decide"), &entry).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    child
}
