//! The register book that stands ready: counted in the morning, then the one written in, then the next.
#![allow(clippy::unwrap_used, reason = "a page without a family should stop the test")]

use axum::http::StatusCode;

use crate::days::{look, open_day, serve};
use crate::harness::{Browser, Kit, attribute, attributes, file, looked, mother_of_two};

/// Book, year and number as the desk proposes them for the first open child.
fn proposed(page: &str) -> [String; 3] {
    let form = page.split("id=\"decide-").nth(1).unwrap();
    ["book", "year", "number"].map(|name| {
        let field = form.split(&format!("name=\"{name}\"")).nth(1).unwrap();
        attribute(field, "value").unwrap()
    })
}

/// Enters the first open child as proposed, or into the book that is typed; the page after it.
async fn enter(officer: &mut Browser<'_>, family: &str, typed: Option<[&str; 3]>) -> String {
    let path = format!("/desk/family/{family}");
    let page = officer.get(&path).await.text;
    let form = page.split("id=\"decide-").nth(1).unwrap();
    let (action, version) = (attribute(form, "action").unwrap(), {
        attribute(form.split("name=\"version\"").nth(1).unwrap(), "value").unwrap()
    });
    let ready = proposed(&page);
    let [book, year, number] =
        typed.unwrap_or([ready[0].as_str(), ready[1].as_str(), ready[2].as_str()]);
    let mut pairs = vec![
        ("step", "enter"),
        ("version", version.as_str()),
        ("book", book),
        ("year", year),
        ("number", number),
    ];
    // The same two children come with every family of these tests.
    let others = looked(form);
    pairs.extend(others.iter().map(|other| ("looked", other.as_str())));
    let answer = officer.post(&action, &pairs).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    officer.get(&path).await.text
}

#[tokio::test]
async fn the_first_entry_of_the_day_is_proposed_as_it_was_counted() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let counted = [("book_1", "០៣"), ("book_1_next", "១២"), ("book_1_left", "2"), ("low", "1")];
    open_day(&mut admin, &counted).await;
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await.text;
    assert_eq!(proposed(&page), ["៣", "២០២៦", "១២"]);
    let family = attribute(&page, "data-family").unwrap();
    let page = enter(&mut officer, &family, None).await;
    assert_eq!(proposed(&page), ["៣", "២០២៦", "១៣"]);
    assert!(!page.contains("data-full"));
    // The second entry fills the book: the next family's officer is asked for the next one.
    enter(&mut officer, &family, None).await;
    officer.post("/desk/ticket/1/finish", &[]).await;
    let page = officer.seat_next().await.text;
    assert_eq!(attribute(&page, "data-full").as_deref(), Some("3"));
    assert_eq!(proposed(&page), ["", "២០២៦", ""]);
    assert!(!page.contains("href=\"/day/count\""), "counting is the administrator's");
    // What is typed stands ready from then on.
    let family = attribute(&page, "data-family").unwrap();
    let page = enter(&mut officer, &family, Some(["4", "2026", "1"])).await;
    assert!(!page.contains("data-full"));
    assert_eq!(proposed(&page), ["៤", "២០២៦", "២"]);
    // The next morning proposes the book begun in the afternoon, not the one that is full.
    enter(&mut officer, &family, None).await;
    officer.post("/desk/ticket/2/finish", &[]).await;
    let (_, seen) = look(&mut admin, &[]).await;
    let why = [("explanation", "receipts are written tomorrow")];
    let closed = crate::days::close(&mut admin, "1", &seen, &why).await;
    assert_eq!(closed.location(), "/day?said=closed", "{}", closed.text);
    let page = admin.get("/day/open").await.text;
    let row = |name: &str| {
        attribute(page.split(&format!("name=\"{name}\"")).nth(1).unwrap(), "value").unwrap()
    };
    assert_eq!([row("book_1"), row("book_1_next"), row("book_1_left")], ["4", "3", ""]);
    assert_eq!(row("book_2"), "");
}

#[tokio::test]
async fn a_full_book_gives_way_to_the_next_one_counted_unless_there_is_room_in_it() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let counted = [
        ("book_1", "3"),
        ("book_1_next", "12"),
        ("book_1_left", "2"),
        ("book_2", "4"),
        ("book_2_next", "1"),
        ("book_2_left", "100"),
    ];
    open_day(&mut admin, &counted).await;
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let mut officer = kit.officer("Officer One", "1").await;
    serve(&mut officer, "3", 12).await;
    let page = officer.seat_next().await.text;
    assert_eq!(attribute(&page, "data-full").as_deref(), Some("3"));
    assert_eq!(proposed(&page), ["៤", "២០២៦", "១"]);
    // The count was wrong: there is a line left in it, and nobody is asked again.
    let family = attribute(&page, "data-family").unwrap();
    let page = enter(&mut officer, &family, Some(["3", "2026", "14"])).await;
    assert_eq!(proposed(&page), ["៣", "២០២៦", "១៥"]);
    assert!(!page.contains("data-full"));
    // Taken back, the book is full again.
    let child = attributes(&page, "data-child").first().cloned().unwrap();
    let version = attributes(&page, "data-version").first().cloned().unwrap();
    officer.post(&format!("/desk/child/{child}/undo"), &[("version", &version)]).await;
    let page = officer.get(&format!("/desk/family/{family}")).await.text;
    assert_eq!(attribute(&page, "data-full").as_deref(), Some("3"));
}

#[tokio::test]
async fn a_count_made_late_in_the_morning_is_of_what_is_left_then() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let mut officer = kit.officer("Officer One", "1").await;
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    // Two entries were made before somebody thought of opening the day.
    serve(&mut officer, "2", 40).await;
    let page = admin.get("/day/open").await.text;
    assert!(page.contains("២ កន្លែង"), "it says what was entered before: {page}");
    let counted = [("forms", "50"), ("book_1", "2"), ("book_1_next", "42"), ("book_1_left", "2")];
    open_day(&mut admin, &counted).await;
    // An entry that is taken back and made again stands on the line it stood on.
    let first = crate::hand_over::there(&kit).await.1.first().unwrap().to_string();
    let page = officer.get(&format!("/desk/family/{first}")).await.text;
    let child = attributes(&page, "data-child").last().cloned().unwrap();
    let version = attributes(&page, "data-version").last().cloned().unwrap();
    let undone = officer.post(&format!("/desk/child/{child}/undo"), &[("version", &version)]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text);
    enter(&mut officer, &first, Some(["2", "2026", "41"])).await;
    let page = officer.seat_next().await.text;
    assert_eq!(proposed(&page), ["២", "២០២៦", "៤២"]);
    assert!(!page.contains("data-full"), "there are two lines left");
    let family = attribute(&page, "data-family").unwrap();
    enter(&mut officer, &family, None).await;
    let page = enter(&mut officer, &family, None).await;
    let (found, _) = look(&mut admin, &[("used", "0"), ("left", "50")]).await;
    assert!(found.iter().all(|found| !found.starts_with("book")), "{found:?} {page}");
    // Counted again, it is still what was left when the day was opened.
    let again = [("day", "1"), ("book_1", "2"), ("book_1_next", "42"), ("book_1_left", "1")];
    assert_eq!(admin.post("/day/count", &again).await.location(), "/day?said=recounted");
    let (found, _) = look(&mut admin, &[]).await;
    assert!(found.iter().any(|found| found == "book-over"), "{found:?}");
    assert!(found.iter().all(|found| found != "book-start"), "{found:?}");
}

#[tokio::test]
async fn a_book_written_in_before_the_count_gives_way_to_the_one_counted() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let mut officer = kit.officer("Officer One", "1").await;
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    serve(&mut officer, "2", 40).await;
    open_day(&mut admin, &[("book_1", "3"), ("book_1_next", "7"), ("book_1_left", "90")]).await;
    let page = officer.seat_next().await.text;
    assert_eq!(proposed(&page), ["៣", "២០២៦", "៧"]);
    // Whoever goes on in the earlier one means it.
    let family = attribute(&page, "data-family").unwrap();
    let page = enter(&mut officer, &family, Some(["2", "2026", "42"])).await;
    assert_eq!(proposed(&page), ["២", "២០២៦", "៤៣"]);
    let (found, _) = look(&mut admin, &[]).await;
    assert!(found.iter().any(|found| found == "book-unknown"), "{found:?}");
    // Counted in the afternoon, it has what it has left then; the one counted in the morning is counted from there.
    let counted = [
        ("day", "1"),
        ("book_1", "3"),
        ("book_1_next", "7"),
        ("book_1_left", "90"),
        ("book_2", "2"),
        ("book_2_next", "43"),
        ("book_2_left", "1"),
    ];
    assert_eq!(admin.post("/day/count", &counted).await.location(), "/day?said=recounted");
    enter(&mut officer, &family, None).await;
    let (found, _) = look(&mut admin, &[]).await;
    assert!(found.iter().all(|found| !found.starts_with("book-")), "{found:?}");
}
