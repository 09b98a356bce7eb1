//! One event after another in the same kit: who works there, and what of the last one goes on.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use axum::http::StatusCode;

use crate::days::next_answers;
use crate::harness::{Browser, Kit, PIN, Page, attribute};

/// The id under which the page of the next event offers to take somebody along, and whether it does.
fn offered(page: &Page, name: &str) -> (String, bool) {
    let rows = page.text.split("name=\"stays\"").skip(1);
    let row = rows.into_iter().find(|row| {
        row.split("</label>")
            .next()
            .unwrap()
            .replace("</span> <span class=\"name\">", " ")
            .contains(name)
    });
    let row = row.unwrap();
    (attribute(row, "value").unwrap(), row.split('>').next().unwrap().contains(" checked"))
}

/// Closes the event and opens the next one without those who are named.
async fn next_event(admin: &mut Browser<'_>, without: &[&str]) -> Page {
    admin.post("/event/close", &[]).await;
    let page = admin.get("/event/next").await;
    let mut stays = Vec::new();
    for name in ["Officer One", "Officer Two", "Helper"] {
        if !without.contains(&name) {
            stays.push(offered(&page, name).0);
        }
    }
    let stays: Vec<(&str, &str)> = stays.iter().map(|id| ("stays", id.as_str())).collect();
    let opened = admin.post("/event/next", &next_answers(&stays)).await;
    assert_eq!(opened.location(), "/day?said=next", "{}", opened.text);
    page
}

#[tokio::test]
async fn whoever_skipped_an_event_works_at_the_one_after_it() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    next_event(&mut admin, &["Officer Two"]).await;
    let mut idle = kit.signed_in("Officer Two").await;
    assert_eq!(idle.get("/desk").await.status, StatusCode::NOT_FOUND);
    admin.post("/event/close", &[]).await;
    let page = admin.get("/event/next").await;
    assert!(offered(&page, "Officer One").1);
    assert!(
        !offered(&page, "Officer Two").1,
        "who was not there last time is not taken along unasked"
    );
    next_event(&mut admin, &[]).await;
    assert_eq!(idle.get("/desk").await.status, StatusCode::OK);
}

#[tokio::test]
async fn somebody_who_is_known_gets_a_role_under_their_own_name() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    next_event(&mut admin, &["Officer Two"]).await;
    let mut idle = kit.signed_in("Officer Two").await;
    let again =
        admin.post("/staff", &[("name", "Officer Two"), ("role", "officer"), ("pin", PIN)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "one name is one person");
    let page = admin.get("/staff").await;
    let id = page
        .text
        .split("/roles\"")
        .find_map(|form| {
            let form = form.rsplit("<li").next()?;
            form.contains("Two").then(|| form.rsplit("/staff/").next().unwrap().to_owned())
        })
        .unwrap();
    let path = format!("/staff/{id}/roles");
    let nothing = admin.post(&path, &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let focal = admin.post(&path, &[("role", "focal")]).await;
    assert_eq!(focal.status, StatusCode::UNPROCESSABLE_ENTITY, "a focal needs a key of their own");
    admin.post_on(&path, &[("role", "officer")]).await;
    assert_eq!(idle.get("/desk").await.status, StatusCode::OK);
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let journal = admin.get("/journal").await.text;
    assert!(journal.contains("gave somebody a role: Officer Two, Officer"), "{journal}");
    let nobody =
        admin.post(&format!("/staff/{}/roles", "0".repeat(32)), &[("role", "helper")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}
