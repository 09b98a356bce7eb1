//! A receipt that is used twice: at two desks at once, after the clock moved, on a kit that goes on from a backup.
#![allow(clippy::unwrap_used, reason = "a kit that cannot be set up should stop the test")]

use axum::http::StatusCode;
use outreach_kit::store::StoreError;

use crate::clock;
use crate::collect::{entered, verdict};
use crate::harness::{Browser, Kit, Page, attribute};
use crate::restored::{backed_up, restored};

/// A certificate that is ready, with the officer at the first desk, child and code.
async fn ready(kit: &Kit) -> (Browser<'_>, String, String) {
    let (mut officer, child, code) = entered(kit).await;
    officer.post("/collect/ready", &[("code", &code)]).await;
    (officer, child, code)
}

/// Scans and hands over to `taker` in one go, as an officer who read the page.
async fn hand_over(
    officer: &mut Browser<'_>,
    child: &str,
    code: &str,
    version: &str,
    taker: &str,
) -> Page {
    let said = [
        ("version", version),
        ("code", code),
        ("taker", taker),
        ("relation", "grandmother"),
        ("paper", "certificate"),
    ];
    officer.post(&format!("/collect/child/{child}/hand-over"), &said).await
}

async fn collections(kit: &Kit) -> i64 {
    let open = kit.open();
    let count = open.store.read(|conn| {
        Ok::<i64, StoreError>(
            conn.query_row("SELECT count(*) FROM collections", [], |row| row.get(0))?,
        )
    });
    count.await.unwrap()
}

#[tokio::test]
async fn of_two_desks_at_once_one_hands_over_and_the_other_is_told_to_whom() {
    let kit = Kit::start().await;
    let (mut one, child, code) = ready(&kit).await;
    let mut two = kit.officer("Officer Two", "2").await;
    // Both have scanned and see that it is ready.
    let (first, second) = (
        one.post("/collect", &[("code", &code)]).await,
        two.post("/collect", &[("code", &code)]).await,
    );
    assert_eq!((verdict(&first), verdict(&second)), ("ready".to_owned(), "ready".to_owned()));
    let version = attribute(&first.text, "data-version").unwrap();
    let (first, second) = tokio::join!(
        hand_over(&mut one, &child, &code, &version, "ជា សុខុម"),
        hand_over(&mut two, &child, &code, &version, "គង់ សុភា"),
    );
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    let (late, taker) = if first.status == StatusCode::CONFLICT {
        (first, "សុភា")
    } else {
        (second, "សុខុម")
    };
    assert_eq!(verdict(&late), "collected");
    assert!(late.text.contains(taker), "it says to whom");
    assert_eq!(collections(&kit).await, 1);
}

#[tokio::test]
async fn a_clock_that_moved_gives_no_second_certificate() {
    let kit = clock::kit().await;
    let (mut officer, child, code) = ready(&kit).await;
    let scanned = officer.post("/collect", &[("code", &code)]).await;
    let version = attribute(&scanned.text, "data-version").unwrap();
    let done = hand_over(&mut officer, &child, &code, &version, "ជា សុខុម").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    for time in ["2026-11-20T02:00:00Z", "1970-01-01T00:01:00Z", "2031-01-01T00:00:00Z"] {
        clock::set(time);
        let mut officer = kit.officer("Officer Two", "2").await;
        let scanned = officer.post("/collect", &[("code", &code)]).await;
        assert_eq!(verdict(&scanned), "collected", "{time}");
        let again = hand_over(&mut officer, &child, &code, &version, "គង់ សុភា").await;
        assert_eq!(again.status, StatusCode::CONFLICT, "{time}");
    }
    assert_eq!(collections(&kit).await, 1);
}

#[tokio::test]
async fn a_restored_kit_still_knows_who_took_the_certificate() {
    let kit = Kit::start().await;
    let (mut officer, child, code) = ready(&kit).await;
    let scanned = officer.post("/collect", &[("code", &code)]).await;
    let version = attribute(&scanned.text, "data-version").unwrap();
    hand_over(&mut officer, &child, &code, &version, "ជា សុខុម").await;
    let kit = restored(&kit, &backed_up(&kit)).await;
    let mut officer = kit.officer("Officer Two", "2").await;
    let scanned = officer.post("/collect", &[("code", &code)]).await;
    assert_eq!(verdict(&scanned), "collected");
    assert!(scanned.text.contains("សុខុម"), "to whom");
    let again = hand_over(&mut officer, &child, &code, &version, "គង់ សុភា").await;
    assert_eq!((again.status, collections(&kit).await), (StatusCode::CONFLICT, 1));
}
