//! A family at the desk, and a child that stands in the register: where many tests begin.
#![allow(clippy::unwrap_used, reason = "a page that shows no child should stop the test")]

use axum::http::StatusCode;

use crate::harness::{Browser, Kit, Page, attributes, file, mother_of_two, valued};

/// An officer with a family at the desk, and its page.
pub(crate) async fn at_desk(kit: &Kit) -> (Browser<'_>, Page) {
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    (officer, page)
}

/// A child on a family's page, by its place, with its version.
pub(crate) fn child(page: &Page, place: usize) -> (String, String) {
    let at = |name| attributes(&page.text, name).get(place).cloned().unwrap();
    (at("data-child"), at("data-version"))
}

/// Enters the first child of the family whose page is open in book 3 of 2026 as number 41; gives the child's id.
pub(crate) async fn enter_first(officer: &mut Browser<'_>, page: &Page) -> String {
    let child = valued(&page.text, "data-child");
    let version = valued(&page.text, "data-version");
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
