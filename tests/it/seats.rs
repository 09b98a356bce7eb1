//! Who sits at which desk: the morning's list seats people, and nobody sits down beside somebody without knowing.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use axum::http::StatusCode;

use crate::days::open_day;
use crate::harness::{Browser, Kit, PIN, attribute};

/// The field of the opening page that gives `name` a desk.
async fn desk_field(admin: &mut Browser<'_>, path: &str, name: &str) -> String {
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = admin.get(path).await.text;
    attribute(page.split(&format!("Desk of {name}")).nth(1).unwrap(), "name").unwrap()
}

/// The desk that the bar of somebody's page names.
async fn desk_of(officer: &mut Browser<'_>) -> Option<char> {
    officer.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = officer.get("/desk").await.text;
    let bar = page.split("class=\"who\"").nth(1).unwrap().split("</form>").next().unwrap();
    bar.split("Desk ").nth(1).and_then(|rest| rest.chars().next())
}

#[tokio::test]
async fn whoever_signs_in_sits_at_the_desk_the_morning_gave_them() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let one = desk_field(&mut admin, "/day/open", "Officer One").await;
    let two = desk_field(&mut admin, "/day/open", "Officer Two").await;
    // One of them has signed in before the day is opened.
    let mut early = kit.signed_in("Officer One").await;
    assert_eq!(desk_of(&mut early).await, None);
    open_day(&mut admin, &[(&one, "2"), (&two, "3")]).await;
    assert_eq!(desk_of(&mut early).await, Some('2'));
    let mut late = kit.signed_in("Officer Two").await;
    assert_eq!(desk_of(&mut late).await, Some('3'));
    assert_eq!(late.post("/desk/next", &[]).await.location(), "/desk?nobody=1", "ready to call");
    // They sit down elsewhere and come back after the page has locked itself: to where they were.
    late.post("/desk/take", &[("desk", "5")]).await;
    assert_eq!(desk_of(&mut kit.signed_in("Officer Two").await).await, Some('5'));
    // The list is changed: both change places.
    let again = [("day", "1"), (one.as_str(), "3"), (two.as_str(), "2")];
    let changed = admin.post("/day/count", &again).await;
    assert_eq!(changed.location(), "/day?said=recounted", "{}", changed.text);
    assert_eq!(desk_of(&mut early).await, Some('3'));
    assert_eq!(desk_of(&mut late).await, Some('2'));
}

#[tokio::test]
async fn a_desk_where_somebody_sits_is_taken_only_by_who_says_yes_to_that() {
    let kit = Kit::start().await;
    let mut one = kit.officer("Officer One", "1").await;
    let mut two = kit.signed_in("Officer Two").await;
    let page = two.get("/desk").await;
    let button = page.text.split("value=\"1\"").nth(1).unwrap().split("</button>").next().unwrap();
    assert!(button.contains("Officer One"), "the button says who sits there");
    let asked = two.post("/desk/take", &[("desk", "1")]).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    let ask = asked.text.split("data-occupied=\"1\"").nth(1).unwrap();
    assert!(ask.split("</div>").next().unwrap().contains("Officer"), "and who it is: {ask}");
    assert_eq!(desk_of(&mut two).await, None, "nothing was taken yet");
    assert!(!one.get("/desk").await.text.contains("data-beside"));

    two.post("/desk/take", &[("desk", "1"), ("beside", "yes")]).await;
    assert_eq!(desk_of(&mut two).await, Some('1'));
    let seen = one.get("/desk").await.text;
    let note = seen.split("data-beside").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(note.contains("Officer Two"), "the first one sees it: {note}");
    // Once: signing in again asks neither of them.
    assert_eq!(desk_of(&mut kit.signed_in("Officer Two").await).await, Some('1'));
    // Two windows of one person are no two people.
    let mut window = kit.signed_in("Officer One").await;
    let taken = window.post("/desk/take", &[("desk", "4")]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(one.post("/desk/take", &[("desk", "4")]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_desk_of_the_morning_where_somebody_else_sits_is_offered_with_their_name() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let two = desk_field(&mut admin, "/day/open", "Officer Two").await;
    let mut one = kit.officer("Officer One", "2").await;
    open_day(&mut admin, &[(&two, "2")]).await;
    let mut late = kit.signed_in("Officer Two").await;
    assert_eq!(desk_of(&mut late).await, None);
    let page = late.get("/desk").await.text;
    let ask = page.split("data-occupied=\"2\"").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(ask.contains("Officer") && ask.contains("One"), "{ask}");
    // The first one goes home: the desk is free for whoever signs in.
    one.post("/sign-out", &[]).await;
    let page = late.get("/sign-in").await.text;
    let before = page.split("Officer Two").next().unwrap();
    let id = attribute(before.rsplit("name=\"staff\"").next().unwrap(), "value").unwrap();
    late.post("/sign-in", &[("staff", &id), ("pin", PIN)]).await;
    assert_eq!(desk_of(&mut late).await, Some('2'));
}
