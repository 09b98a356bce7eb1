//! Two families on one phone, one in each tab: neither tab turns into the other's form.

use axum::http::StatusCode;

use crate::harness::{Browser, Kit, attribute, behind, fill, mother_of_two};

/// Begins a form and answers its first questions; gives the token that its pages carry.
async fn begun(phone: &mut Browser<'_>, name: &'static str) -> String {
    phone.post_on("/start", &[]).await;
    let answers = mother_of_two();
    fill(phone, answers.get(..1).unwrap_or_default()).await;
    phone.post("/form/name", &[("khmer_family", "ជា"), ("khmer_given", name)]).await;
    phone.cookies.get("draft").cloned().unwrap_or_default()
}

#[tokio::test]
async fn the_page_after_continue_asks_about_the_same_family() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    let first = begun(&mut phone, "សុភា").await;
    let second = begun(&mut phone, "ដារា").await;
    assert_ne!(first, second);
    // Back in the first tab, whose page carries its own form.
    let to = phone.post("/form/who", &[("draft", &first), ("relation", "mother")]).await;
    assert_eq!(to.status, StatusCode::SEE_OTHER);
    let next = phone.get(to.location()).await;
    assert_eq!(attribute(behind(&next.text, "name=\"draft\""), "value"), Some(first));
    assert!(next.text.contains("សុភា") && !next.text.contains("ដារា"));
}

#[tokio::test]
async fn sending_one_form_leaves_the_other_where_it_is() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    fill(&mut phone, &mother_of_two()).await;
    let first = phone.cookies.get("draft").cloned().unwrap_or_default();
    let second = begun(&mut phone, "ដារា").await;
    let sent = phone.post("/send", &[("draft", &first)]).await;
    assert_eq!(sent.location(), format!("/ticket/{first}"));
    assert_eq!(phone.cookies.get("draft"), Some(&second), "the other family's form is still held");
    assert!(phone.get("/form/name").await.text.contains("ដារា"));
}
