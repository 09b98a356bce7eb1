//! A ring that comes late, because the power went or nothing could be written down, beside a button that is pressed then.

use axum::http::StatusCode;
use outreach_kit::store::StoreError;

use super::day::{Over, Played, Twin, copy_of, founded, play};
use super::log::Log;
use super::{compare_all, grown, young};
use crate::harness::{Kit, PASSPHRASE, attributes};
use crate::telling::rings;

async fn run(kit: &Kit, sql: &'static str) {
    let store = kit.open().store.clone();
    let done = store.write(move |sp| Ok::<_, StoreError>(sp.execute_batch(sql)?));
    done.await.unwrap();
}

/// Plays the day of a twin; then the power goes, and when it is back no ring can be written down.
async fn cut(folder: &std::path::Path, twin: &Twin) -> (Kit, Over) {
    let kit = copy_of(folder).await;
    let over = play(&kit, twin).await.over();
    let kit = kit.restart();
    kit.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    let mut bell = kit.laptop();
    for call in attributes(&bell.get("/lead").await.text, "data-call") {
        bell.post_on(&format!("/lead/{call}/coming"), &[]).await;
    }
    let refuse =
        "CREATE TRIGGER no_ring BEFORE INSERT ON calls BEGIN SELECT RAISE(ABORT, 'full'); END";
    run(&kit, refuse).await;
    (kit, over)
}

#[tokio::test]
async fn a_ring_that_comes_late_and_a_button_that_is_pressed_then() {
    let begun = founded().await;
    let (one, other) = (young(), grown());
    let (first, over) = cut(begun.path(), &one).await;
    let (second, others_over) = cut(begun.path(), &other).await;
    let (log, other_log) = (Log::default(), Log::default());
    let before = rings(&first).await;
    for (kit, log) in [(&first, &log), (&second, &other_log)] {
        log.of(kit.app.ring_if_due()).await;
        // The look itself is said by no line; a page that is asked for shows that the log was listened to.
        log.of(kit.laptop().get("/board")).await;
    }
    assert!(!log.lines().is_empty(), "the log was not listened to");
    assert_eq!(log.lines(), other_log.lines(), "the log knows that one waits");
    assert_eq!((rings(&first).await, rings(&second).await), (before, before), "none was written");

    let (played, mut again) = (Played::again(&first, over), Played::again(&second, others_over));
    for kit in [&first, &second] {
        run(kit, "DROP TRIGGER no_ring").await;
        kit.app.ring_if_due().await;
    }
    assert_eq!((rings(&first).await, rings(&second).await), (before + 1, before), "it was lost");
    assert_eq!(again.of("Helper").post("/call", &[]).await.status, StatusCode::OK);
    compare_all((&first, &one, played), (&second, &other, again), true).await;
}
