//! A child that was filed twice gets one entry, and nobody is decided about who still waits in the yard.

use axum::http::StatusCode;
use outreach_kit::store::StoreError;

use crate::harness::{
    Browser, Kit, Page, attribute, attributes, behind, file, looked, mother_of_two,
};

/// The same family filed twice; the first sits at desk 1.
async fn filed_twice(kit: &Kit) -> (Browser<'_>, Page) {
    file(&mut kit.phone(), &mother_of_two()).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    (officer, page)
}

/// The first child's card, its id and version.
fn first(page: &Page) -> (String, String, String) {
    let card = behind(&page.text, "<article").to_owned();
    let of = |name| attribute(&card, name).unwrap_or_default();
    (of("data-child"), of("data-version"), card)
}

async fn enter(officer: &mut Browser<'_>, page: &Page, number: &str, others: &[String]) -> Page {
    let (child, version, _) = first(page);
    let mut pairs = vec![
        ("step", "enter"),
        ("version", version.as_str()),
        ("book", "3"),
        ("year", "2026"),
        ("number", number),
    ];
    pairs.extend(others.iter().map(|other| ("looked", other.as_str())));
    officer.post(&format!("/desk/child/{child}/decide"), &pairs).await
}

/// The card's other child, as its first question names it.
fn other_of(card: &str) -> String {
    attribute(card.split("/pair\"").nth(1).unwrap_or_default(), "value").unwrap_or_default()
}

#[tokio::test]
async fn an_unanswered_question_is_not_passed_by_one_press() {
    let kit = Kit::start().await;
    let (mut officer, page) = filed_twice(&kit).await;
    let refused = enter(&mut officer, &page, "41", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(attributes(&refused.text, "data-state"), ["filed", "filed"]);
    assert!(refused.text.contains("៤១"), "what was typed is kept");
    let (_, _, card) = first(&page);
    let entered = enter(&mut officer, &page, "41", &looked(&card)).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    let page = officer.get(entered.location().split('#').next().unwrap_or_default()).await;
    assert_eq!(attributes(&page.text, "data-state"), ["entered", "filed"]);
    assert_eq!(attribute(&first(&page).2, "data-pair").as_deref(), Some("different"));
}

#[tokio::test]
async fn the_same_child_is_entered_once_and_the_answer_stands_on_both_cards() {
    let kit = Kit::start().await;
    let (mut officer, page) = filed_twice(&kit).await;
    let (child, _, card) = first(&page);
    let others = looked(&card);
    let same = [("other", other_of(&card)), ("answer", "same".to_owned())];
    let same: Vec<(&str, &str)> = same.iter().map(|(name, value)| (*name, &**value)).collect();
    let page = officer.post_on(&format!("/desk/child/{child}/pair"), &same).await;
    assert_eq!(attribute(&first(&page).2, "data-pair").as_deref(), Some("same"));
    assert!(page.text.contains("Officer One"), "who said so");
    // No tick passes a standing answer.
    let refused = enter(&mut officer, &page, "41", &others).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(attributes(&refused.text, "data-state"), ["filed", "filed"]);
    // The other card says so too, and is closed there although its family still waits.
    let link = attributes(&first(&page).2, "href").into_iter().find(|to| to.contains("#child-"));
    let other = officer.get(link.unwrap_or_default().split('#').next().unwrap_or_default()).await;
    let (twin, version, card) = first(&other);
    assert_eq!(attribute(&card, "data-pair").as_deref(), Some("same"));
    let close = [("step", "close"), ("reason", "filed_twice"), ("version", version.as_str())];
    let closed = officer.post_on(&format!("/desk/child/{twin}/decide"), &close).await;
    assert_eq!(attributes(&closed.text, "data-state").first().map(String::as_str), Some("closed"));
    let entered = enter(&mut officer, &page, "41", &others).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_is_taken_back_and_asked_again() {
    let kit = Kit::start().await;
    let (mut officer, page) = filed_twice(&kit).await;
    let (child, _, card) = first(&page);
    let other = other_of(&card);
    let path = format!("/desk/child/{child}/pair");
    officer.post(&path, &[("other", &other), ("answer", "same")]).await;
    let page = officer.post_on(&format!("{path}/undo"), &[("other", &other)]).await;
    assert!(attribute(&first(&page).2, "data-pair").is_none());
    assert_eq!(other_of(&first(&page).2), other, "the question stands again");
}

#[tokio::test]
async fn nobody_is_decided_about_who_still_waits_in_the_yard() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let found = officer.post("/search", &[("q", "1")]).await;
    let family = attributes(&found.text, "href")
        .into_iter()
        .find(|href| href.starts_with("/desk/family/"))
        .unwrap_or_default();
    let family = family.split('#').next().unwrap_or_default();
    let page = officer.get(family).await;
    assert!(!page.text.contains("data-key=\"e\"") && page.text.contains("data-not-seated"));
    assert_eq!(enter(&mut officer, &page, "41", &[]).await.status, StatusCode::CONFLICT);
    let called = officer.post_on("/desk/ticket/1/call", &[]).await;
    assert_eq!(enter(&mut officer, &called, "41", &[]).await.status, StatusCode::CONFLICT);
    let seated = officer.post_on("/desk/ticket/1/seat", &[]).await;
    assert!(seated.text.contains("data-key=\"e\"") && !seated.text.contains("data-not-seated"));
    // Who was finished may still be decided about.
    officer.post("/desk/ticket/1/finish", &[("reason", "other")]).await;
    assert_eq!(enter(&mut officer, &seated, "41", &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn pairs_that_are_as_likely_stand_in_the_order_in_which_they_were_filed() {
    let kit = Kit::start().await;
    for _ in 0..4 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let (_, page) = filed_twice(&kit).await;
    let store = kit.open().store.clone();
    let read = store.read(|conn| {
        let sql = "SELECT lower(hex(id)) FROM children WHERE position = 1 ORDER BY rowid";
        let mut all = conn.prepare(sql)?;
        let all = all.query_map([], |row| row.get::<_, String>(0))?;
        Ok::<_, StoreError>(all.collect::<Result<Vec<_>, _>>()?)
    });
    let filed = read.await.unwrap_or_default();
    let (child, _, card) = first(&page);
    assert_eq!(filed.first(), Some(&child));
    let asked: Vec<String> = card
        .split("/pair\"")
        .skip(1)
        .filter_map(|rest| attribute(rest, "value"))
        .filter(|other| filed.contains(other))
        .collect();
    let mut in_order = asked.clone();
    in_order.dedup();
    assert_eq!(Some(in_order.as_slice()), filed.get(1..), "{asked:?}");
}

#[tokio::test]
async fn what_was_said_of_two_children_is_found_under_both_numbers() {
    let kit = Kit::start().await;
    let (mut officer, page) = filed_twice(&kit).await;
    let (child, _, card) = first(&page);
    let (path, other) = (format!("/desk/child/{child}/pair"), other_of(&card));
    officer.post(&path, &[("other", &other), ("answer", "twins")]).await;
    officer.post(&format!("{path}/undo"), &[("other", &other)]).await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    for (number, is_told_as) in [
        ("1", "number 1,"),
        ("2", "number 2,"),
        ("1/1", "number 1,"),
        ("2/1", "number 2,"),
        (child.as_str(), "number 1,"),
        (other.as_str(), "number 2,"),
    ] {
        let page = admin.get(&format!("/journal?number={number}")).await.text;
        for act in ["pair", "undo_pair"] {
            let line = page.split(&format!("data-act=\"{act}\"")).nth(1);
            let line = line.and_then(|rest| rest.split("</li>").next()).unwrap_or_default();
            assert!(line.contains(is_told_as), "{number} {act}: {line}");
        }
    }
    let elsewhere = admin.get("/journal?number=1/2").await.text;
    assert!(!elsewhere.contains("data-act=\"pair\""), "it is about the first child");
}
