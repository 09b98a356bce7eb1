//! What the register book asks for and is blank is asked about once before a child is entered.

use axum::http::StatusCode;

use crate::entered::{self, at_desk};
use crate::harness::{Kit, Page, attribute, behind, file, mother_of_two, valued};

/// The first child of the mother of two, of whom neither the sex nor the place of birth is said.
async fn seated(kit: &Kit) -> (crate::harness::Browser<'_>, Page) {
    let mut family = mother_of_two();
    for (step, fields) in &mut family {
        match *step {
            "c1-sex" => *fields = vec![("c1_sex", "officer")],
            "c1-place" => fields.clear(),
            _ => {}
        }
    }
    file(&mut kit.phone(), &family).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = officer.seat_next().await;
    (officer, page)
}

fn entry<'a>(version: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let entry = [("step", "enter"), ("book", "3"), ("year", "2026"), ("number", "41")];
    entry.into_iter().chain([("version", version)]).chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn a_blank_place_of_birth_is_asked_about_once_and_what_was_decided_is_kept() {
    let kit = Kit::start().await;
    let (mut officer, page) = seated(&kit).await;
    let child = valued(&page.text, "data-child");
    let version = valued(&page.text, "data-version");
    let decide = format!("/desk/child/{child}/decide");
    assert!(!page.text.contains("Still blank"), "nobody is asked before they enter the child");

    let asked = officer.post(&decide, &entry(&version, &[])).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let bar = behind(&asked.text, "class=\"decide\"");
    assert!(bar.contains("Still blank: Sex, Place of birth."), "{bar}");
    assert!(bar.contains("/correct\">Fill it in</a>"), "{bar}");
    assert!(bar.contains("value=\"41\""), "what was typed stays: {bar}");
    assert_eq!(bar.matches("name=\"blank\"").count(), 2);
    assert_eq!(attribute(&asked.text, "data-state").as_deref(), Some("filed"));

    // One of the two alone is not the answer to both.
    let half = officer.post(&decide, &entry(&version, &[("blank", "sex")])).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    let both = [("blank", "sex"), ("blank", "birth_place")];
    let page = officer.post_on(&decide, &entry(&version, &both)).await;
    assert_eq!(attribute(&page.text, "data-state").as_deref(), Some("entered"));
    assert!(page.text.contains("Left blank: Sex, Place of birth."), "{}", page.text);
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let journal = admin.get("/journal").await.text;
    assert!(
        journal
            .contains("entered with something left blank: number 1, Child 1, Sex, Place of birth")
    );

    // Taken back and entered anew, it is not asked again.
    let version = valued(&page.text, "data-version");
    let page =
        officer.post_on(&format!("/desk/child/{child}/undo"), &[("version", &version)]).await;
    let version = valued(&page.text, "data-version");
    let again = officer.post_on(&decide, &entry(&version, &[])).await;
    assert_eq!(attribute(&again.text, "data-state").as_deref(), Some("entered"));
}

#[tokio::test]
async fn a_child_of_whom_all_is_said_is_entered_without_a_question() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    let (child, version) = entered::child(&page, 0);
    let page = officer.post_on(&format!("/desk/child/{child}/decide"), &entry(&version, &[])).await;
    assert_eq!(attribute(&page.text, "data-state").as_deref(), Some("entered"));
    assert!(!page.text.contains("data-left-blank"));
}
