//! What only shows when an event has more than one day: what was there in the evening and in the morning, and a child
//! about whom is decided twice.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use outreach_kit::acts::day;

use crate::days::{close, look_at, one_seated, open_day};
use crate::harness::{Browser, Kit, Page, attribute, attributes, file, looked, mother_of_two};

async fn second_day(admin: &mut Browser<'_>, more: &[(&str, &str)]) -> Page {
    let mut pairs = vec![("clock", "other"), ("date", "2026-11-22")];
    pairs.extend(more);
    admin.post("/day/open", &pairs).await
}

/// Makes this step with every child of the page at `path`, each time with `more` and a number of its own.
async fn decide_all(officer: &mut Browser<'_>, path: &str, step: &str, entry: &[(&str, &str)]) {
    let page = officer.get(path).await;
    for (place, child) in attributes(&page.text, "data-child").iter().enumerate() {
        let number = (place + 1).to_string();
        let page = officer.get(path).await;
        let card = page.text.split(&format!("data-child=\"{child}\"")).nth(1).unwrap();
        let version = attribute(card, "data-version").unwrap();
        let mut pairs = vec![("step", step), ("version", &version), ("number", &number)];
        pairs.extend(entry);
        let others = looked(card);
        pairs.extend(others.iter().map(|other| ("looked", other.as_str())));
        officer.post(&format!("/desk/child/{child}/decide"), &pairs).await;
    }
}

#[tokio::test]
async fn what_vanishes_overnight_is_asked_about() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let book = [("book_1", "3"), ("book_1_next", "1"), ("book_1_left", "40")];
    open_day(&mut admin, &[&[("forms", "50")][..], &book].concat()).await;
    let evening = [("used", "0"), ("left", "50")];
    let (found, seen) = look_at(&mut admin, "1", &evening).await;
    assert!(found.is_empty(), "{found:?}");
    close(&mut admin, "1", &seen, &evening).await;

    let moved = [("book_1", "3"), ("book_1_next", "4"), ("book_1_left", "37")];
    second_day(&mut admin, &[&[("forms", "40")][..], &moved].concat()).await;
    let (found, _) = look_at(&mut admin, "2", &[("used", "0"), ("left", "40")]).await;
    assert_eq!(found, ["night-forms-fewer", "night-book"]);
    let page = admin.get("/day").await;
    assert!(page.text.contains("50 – 40") || page.text.contains("៥០ – ៤០"), "{}", page.text);
}

#[tokio::test]
async fn a_child_decided_on_two_days_is_counted_once() {
    let kit = Kit::start().await;
    let (mut admin, mut officer, page) = one_seated(&kit).await;
    let path = format!("/desk/family/{}", attribute(&page.text, "data-family").unwrap());
    decide_all(&mut officer, &path, "send_to_district", &[]).await;
    officer.post_on("/desk/ticket/1/finish", &[]).await;
    let (_, seen) = look_at(&mut admin, "1", &[]).await;
    close(&mut admin, "1", &seen, &[("explanation", "rain")]).await;
    second_day(&mut admin, &[]).await;
    decide_all(&mut officer, &path, "enter", &[("book", "3"), ("year", "2026")]).await;

    let event = kit.open().event().unwrap();
    let today = "2026-11-22".parse().unwrap();
    let account =
        kit.open().store.read(move |conn| day::event_account(conn, &event, today)).await.unwrap();
    let children = &account.whole.children;
    assert_eq!(children.registered_so_far().all, 2);
    let [in_time, late, unknown] = children.timely;
    assert_eq!(in_time.all + late.all + unknown.all, 2);
}

#[tokio::test]
async fn the_opening_page_tells_who_came_early_from_who_was_left_over() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let said = async |admin: &mut Browser<'_>| {
        let page = admin.get("/day/open").await.text;
        ["sent a form before this day", "sent forms before this day", "waits from before"]
            .map(|words| page.contains(words))
    };
    assert_eq!(said(&mut admin).await, [false; 3], "nobody is there yet");
    file(&mut kit.phone(), &mother_of_two()).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    assert_eq!(said(&mut admin).await, [false, true, false], "the first day has no day before it");
    open_day(&mut admin, &[]).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.seat_next().await;
    officer.post_on("/desk/ticket/1/finish", &[("reason", "gone_home")]).await;
    let (_, seen) = look_at(&mut admin, "1", &[]).await;
    close(&mut admin, "1", &seen, &[("explanation", "rain")]).await;
    assert_eq!(said(&mut admin).await, [false, false, true]);
    file(&mut kit.phone(), &mother_of_two()).await;
    assert_eq!(said(&mut admin).await, [true, false, true]);
}
