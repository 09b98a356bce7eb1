//! A form on paper that somebody has begun to type: taken up again, or let go.

use axum::http::StatusCode;

use crate::blanks::{one_page, print, type_in};
use crate::clerks::known;
use crate::harness::{Browser, Kit, attribute, file, mother_of_two, valued};

/// The order in which the desk calls so many.
async fn called(officer: &mut Browser<'_>, count: usize) -> Vec<String> {
    let mut called = Vec::new();
    for _ in 0..count {
        let page = officer.post_on("/desk/next", &[]).await;
        called.push(valued(&page.text, "data-ticket"));
    }
    called
}

#[tokio::test]
async fn a_form_taken_up_again_by_its_number_keeps_its_place() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "forms", "2").await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut helper = kit.signed_in("Helper").await;
    // Handed in after the first phone, half typed, and taken up again an hour later by its number alone.
    let begun = helper.post("/entry/paper", &[("number", "9001"), ("after", "1")]).await;
    helper.post_on(begun.location(), &[("do", "save"), ("khmer_given", "ស្រីមុំ")]).await;
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let page = helper.get("/entry").await.text;
    let after = page.split("name=\"after\"").nth(1).unwrap_or_default();
    assert_eq!(attribute(after, "value").as_deref(), Some(""), "nothing is said for somebody");
    let again = helper.post("/entry/paper", &[("number", "9001"), ("after", "")]).await;
    assert_eq!(again.location(), begun.location());
    let saved = known(&helper.get(again.location()).await);
    let whole = [&one_page()[..], &[("saved", &saved)]].concat();
    helper.post_on(again.location(), &whole).await;
    // Without a word about its place a form that nobody has begun comes last.
    type_in(&mut helper, "9002", "").await;
    assert_eq!(called(&mut officer, 5).await, ["1", "9001", "2", "3", "9002"]);
}

#[tokio::test]
async fn a_form_begun_by_mistake_is_let_go_while_nothing_is_typed() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "forms", "2").await;
    let mut helper = kit.signed_in("Helper").await;
    let begun = helper.post("/entry/paper", &[("number", "9001"), ("after", "0")]).await;
    let draft = begun.location().to_owned();
    assert!(helper.get("/entry").await.text.contains("action=\"/entry/paper/release\""));
    helper.cookies.insert("lang".to_owned(), "en".to_owned());
    helper.post_on(&draft, &[("do", "save"), ("khmer_given", "ស្រីមុំ")]).await;
    // What somebody has typed is not let go.
    let page = helper.get("/entry").await.text;
    assert!(page.contains(&draft) && !page.contains("action=\"/entry/paper/release\""));
    let kept = helper.post("/entry/paper/release", &[("number", "9001")]).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(kept.text.contains(&draft));
    let saved = known(&helper.get(&draft).await);
    helper.post_on(&draft, &[("do", "save"), ("saved", &saved), ("khmer_given", "")]).await;
    let free = helper.post_on("/entry/paper/release", &[("number", "9001")]).await;
    assert!(!free.text.contains(&draft), "nobody types it now: {}", free.text);
    // A second tap finds nothing to do; a number nobody begun or printed does no harm.
    for number in ["9001", "9002", "9900", "x"] {
        let again = helper.post("/entry/paper/release", &[("number", number)]).await;
        assert_eq!(again.location(), "/entry", "{number}: {}", again.text);
    }
    let spoilt = officer.post("/papers/forms/spoil", &[("number", "9001")]).await;
    assert_eq!(spoilt.location(), "/papers?form=9001");
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let journal = admin.get("/journal").await.text;
    assert_eq!(
        journal.matches("let go of a form begun by mistake: Paper form 9001").count(),
        1,
        "{journal}"
    );
}
