//! Opening and closing a day and an event, talks, the sheet: as an administrator, an officer, a helper and a family
//! meet them.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

mod closed_event;
mod numbers;

use axum::http::StatusCode;
use outreach_kit::i18n::{self, Lang};
use outreach_kit::store::{days, tickets};

use crate::harness::{Browser, Kit, Page, attribute, attributes, file, looked, mother_of_two};

pub(crate) use closed_event::next_answers;

/// Opens a day that the clock tells right.
pub(crate) async fn open_day(admin: &mut Browser<'_>, more: &[(&str, &str)]) -> Page {
    let page = admin.get("/day/open").await;
    let shown = attribute(page.text.split("name=\"shown\"").nth(1).unwrap(), "value").unwrap();
    let since = attribute(page.text.split("name=\"since\"").nth(1).unwrap(), "value").unwrap();
    let mut pairs = vec![("shown", shown.as_str()), ("since", &since), ("clock", "right")];
    pairs.extend(more);
    admin.post("/day/open", &pairs).await
}

/// An open day whose only family sits at desk 1: the administrator, the officer and the family's page.
pub(crate) async fn one_seated(kit: &Kit) -> (Browser<'_>, Browser<'_>, Page) {
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    (admin, officer, page)
}

/// What the page found, and the mark of having seen it.
pub(crate) async fn look(
    admin: &mut Browser<'_>,
    counted: &[(&str, &str)],
) -> (Vec<String>, String) {
    look_at(admin, "1", counted).await
}

pub(crate) async fn look_at(
    admin: &mut Browser<'_>,
    day: &str,
    counted: &[(&str, &str)],
) -> (Vec<String>, String) {
    let mut pairs = vec![("day", day), ("do", "look")];
    pairs.extend(counted);
    let page = admin.post("/day/close", &pairs).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let seen = attribute(page.text.split("name=\"seen\"").nth(1).unwrap(), "value").unwrap();
    (attributes(&page.text, "data-difference"), seen)
}

pub(crate) async fn close(
    admin: &mut Browser<'_>,
    day: &str,
    seen: &str,
    more: &[(&str, &str)],
) -> Page {
    let mut pairs = vec![("day", day), ("do", "close"), ("seen", seen)];
    pairs.extend(more);
    admin.post("/day/close", &pairs).await
}

/// Serves the next family to the end: every child entered, every receipt printed.
pub(crate) async fn serve(officer: &mut Browser<'_>, book: &str, first: u32) {
    let called = officer.post("/desk/next", &[]).await;
    let path = called.location().to_owned();
    assert!(path.starts_with("/desk/family/"), "nobody was called: {path}");
    let page = officer.get(&path).await;
    let ticket = attribute(&page.text, "data-ticket").unwrap();
    officer.post(&format!("/desk/ticket/{ticket}/seat"), &[]).await;
    for (place, child) in attributes(&page.text, "data-child").iter().enumerate() {
        let number = (first as usize + place).to_string();
        let page = officer.get(&path).await;
        let card = page.text.split(&format!("data-child=\"{child}\"")).nth(1).unwrap();
        let version = attribute(card, "data-version").unwrap();
        let mut pairs = vec![
            ("step", "enter"),
            ("version", version.as_str()),
            ("book", book),
            ("year", "2026"),
            ("number", number.as_str()),
        ];
        let others = looked(card);
        pairs.extend(others.iter().map(|other| ("looked", other.as_str())));
        let entered = officer.post(&format!("/desk/child/{child}/decide"), &pairs).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
        let issued = officer.post(&format!("/desk/child/{child}/receipt"), &[]).await;
        officer.post(&format!("{}/printed", issued.location()), &[]).await;
    }
    let finished = officer.post(&format!("/desk/ticket/{ticket}/finish"), &[]).await;
    assert_eq!(finished.status, StatusCode::SEE_OTHER);
}

async fn acts_of(kit: &Kit) -> Vec<(String, String)> {
    let open = kit.open();
    open.store
        .read(|conn| {
            let mut lines = conn.prepare("SELECT act, detail FROM journal ORDER BY seq")?;
            let lines = lines.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok::<_, outreach_kit::store::StoreError>(lines.collect::<Result<Vec<_>, _>>()?)
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn a_day_is_opened_by_a_person_who_confirms_the_date() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/day/open").await;
    assert!(page.text.contains("ថ្ងៃសៅរ៍") && page.text.contains("Saturday"), "{}", page.text);
    assert!(!page.text.contains("checked"), "nobody confirms by not looking");

    let silent = admin.post("/day/open", &[("shown", "2026-11-21")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let counted = [
        ("forms", "១២០"),
        ("low", "20"),
        ("book_1", "3"),
        ("book_1_next", "12"),
        ("book_1_left", "40"),
    ];
    let opened = open_day(&mut admin, &counted).await;
    assert_eq!(opened.location(), "/day?said=opened");
    // A second tap finds the day open and does nothing.
    let again = admin
        .post("/day/open", &[("shown", "2026-11-21"), ("clock", "right"), ("forms", "1")])
        .await;
    assert_eq!(again.location(), "/day");
    let event = kit.open().event().unwrap().id;
    let day = kit.open().store.read(move |conn| days::last(conn, event)).await.unwrap().unwrap();
    assert_eq!((day.number, day.stock.forms, day.clock_differs()), (1, Some(120), false));
    assert_eq!(day.stock.books.first().map(|book| (book.next, book.left)), Some((12, 40)));
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_marked_and_the_real_day_counts() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let boxes = |day: &'static str, month: &'static str| {
        [("clock", "other"), ("date_day", day), ("date_month", month), ("date_year", "២០២៦")]
    };
    let typo = admin.post("/day/open", &boxes("៣១", "2")).await;
    assert_eq!(typo.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(typo.text.contains("value=\"៣១\""), "what was typed is kept");
    assert!(typo.text.contains(&i18n::text(Lang::Km, "mistake-event-no-day")), "{}", typo.text);
    let fields = |year| [("date_day", "២២"), ("date_month", "11"), ("date_year", year)];
    for (year, key) in [("២៥៧០", "mistake-event-year"), ("", "mistake-event-date")] {
        let pairs = [[("clock", "other")].as_slice(), &fields(year)].concat();
        let typo = admin.post("/day/open", &pairs).await;
        assert!(typo.text.contains(&i18n::text(Lang::Km, key)), "{key}: {}", typo.text);
    }
    let nothing = admin.post("/day/open", &[("clock", "other")]).await;
    assert!(
        nothing.text.contains(&i18n::text(Lang::Km, "mistake-day-date")),
        "the clock may be right"
    );
    admin.post("/day/open", &boxes("២២", "11")).await;
    let event = kit.open().event().unwrap().id;
    let day = kit.open().store.read(move |conn| days::last(conn, event)).await.unwrap().unwrap();
    assert_eq!(day.day.to_string(), "2026-11-22");
    assert!(day.clock_differs());
    admin.post("/prefs", &[("lang", "en")]).await;
    let page = admin.get("/day").await;
    assert!(page.text.contains("The laptop&#39;s clock said another day"), "{}", page.text);
    assert!(page.text.contains("Saturday 21 November 2026"));
}

#[tokio::test]
async fn without_a_day_families_file_and_are_called_and_every_page_says_so() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    let ticket = file(&mut phone, &mother_of_two()).await;
    let page = phone.get(&ticket).await;
    assert!(!page.text.contains("ថ្ងៃនេះតុបិទហើយ"), "before the first day nothing is closed");
    let mut officer = kit.officer("Officer One", "1").await;
    let desk = officer.get("/desk").await;
    assert!(desk.text.contains("មិនទាន់បើកថ្ងៃធ្វើការទេ"));
    assert!(!desk.text.contains("href=\"/day/open\""), "an officer does not open a day");
    let called = officer.post("/desk/next", &[]).await;
    assert!(called.location().starts_with("/desk/family/"));
    let home = kit.laptop().get("/").await;
    assert!(home.text.contains("មិនទាន់បើកថ្ងៃធ្វើការទេ") && home.text.contains("href=\"/day/open\""));
    let mut helper = kit.signed_in("Helper").await;
    assert_eq!(helper.get("/day/open").await.status, StatusCode::NOT_FOUND);
    assert_eq!(helper.post("/day/close", &[("day", "1")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(helper.post("/day/sheet", &[("day", "event")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_day_closes_when_everything_adds_up() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let counted = [("forms", "50"), ("book_1", "3"), ("book_1_next", "12"), ("book_1_left", "40")];
    open_day(&mut admin, &counted).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let second = file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    serve(&mut officer, "3", 12).await;
    // The second family was called when the sun went down.
    officer.post("/desk/next", &[]).await;

    let (found, seen) = look(&mut admin, &[("used", "0"), ("left", "50")]).await;
    assert!(found.is_empty(), "{found:?}");
    let closed = close(&mut admin, "1", &seen, &[("used", "0"), ("left", "50")]).await;
    assert_eq!(closed.location(), "/day?said=closed");
    let event = kit.open().event().unwrap().id;
    let (day, waiting) = kit
        .open()
        .store
        .read(move |conn| {
            Ok::<_, outreach_kit::store::StoreError>((
                days::last(conn, event)?.unwrap(),
                tickets::next_waiting(conn, event)?.map(|ticket| ticket.number),
            ))
        })
        .await
        .unwrap();
    let closed = day.closed.unwrap();
    assert_eq!(closed.closing.returned, [2]);
    assert_eq!(waiting, Some(2), "who was called and not served is first tomorrow");
    let figures = &closed.figures;
    assert_eq!((figures.tickets.given, figures.tickets.done), (2, 1));
    assert_eq!(figures.tickets.unserved, [2]);
    let registered = figures.children.registered();
    assert_eq!((registered.all, registered.girls), (2, 1));
    // One child was born on a known day long ago, of the other only the year is known.
    let timely: Vec<u32> = figures.children.timely.iter().map(|count| count.all).collect();
    assert_eq!(timely, [0, 1, 1]);
    assert_eq!(
        (figures.receipts.minted, figures.receipts.bound, figures.receipts.printed),
        (2, 2, 2)
    );
    let book = figures.books.first().unwrap();
    assert_eq!((book.first, book.last, book.count), (12, 13, 2));
    assert!(acts_of(&kit).await.iter().any(|(act, _)| act == "close_day"));

    // Families read it, on the first page, on their ticket and on the board; nobody is turned away.
    let mut phone = kit.phone();
    for path in ["/", second.as_str(), "/board"] {
        let page = phone.get(path).await;
        assert!(page.text.contains("ថ្ងៃនេះតុបិទហើយ"), "{path}: {}", page.text);
        assert!(page.text.contains("វិច្ឆិកា"), "{path} says when it goes on");
    }
    nothing_else_is_said(&kit, &second).await;
    let late = file(&mut kit.phone(), &mother_of_two()).await;
    assert!(late.starts_with("/ticket/"), "a form sent in the evening is kept");
    // A second tap on close does no harm.
    assert_eq!(close(&mut admin, "1", &seen, &[]).await.location(), "/day");
}

/// While the desk is closed no page of a family says that a line goes on: no "now serving", nobody next, nothing to hold
/// ready, no staying in the line.
pub(super) async fn nothing_else_is_said(kit: &Kit, ticket: &str) {
    let mut phone = kit.phone();
    let board = phone.get("/board").await.text;
    assert!(!board.contains("board-next") && !board.contains("កំពុងបម្រើលេខ"), "{board}");
    assert!(!board.contains("ជួរ"), "the board asks nobody to stay in the line: {board}");
    let ticket = phone.get(ticket).await.text;
    assert!(!ticket.contains("class=\"bring\""), "{ticket}");
    let start = phone.get("/").await.text;
    assert!(!start.contains("មើលថា"), "there is no turn to look for: {start}");
}

#[tokio::test]
async fn what_does_not_add_up_needs_a_word_and_never_blocks() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let counted = [("forms", "50"), ("book_1", "3"), ("book_1_next", "10"), ("book_1_left", "40")];
    open_day(&mut admin, &counted).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    serve(&mut officer, "3", 12).await;
    let hand = [("used", "3"), ("spoilt", "1"), ("left", "44")];
    let (found, seen) = look(&mut admin, &hand).await;
    assert_eq!(found, ["book-start", "forms-more-used", "forms-missing"]);

    let silent = close(&mut admin, "1", &seen, &hand).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text.contains("value=\"44\""), "what was counted is kept");
    // Somebody else changed something meanwhile: a word about old differences is not a word about new ones.
    let old = close(&mut admin, "1", "0000", &[("explanation", "rain"), ("left", "44")]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut said = hand.to_vec();
    said.push(("explanation", "ខ្យល់បក់សំបុត្រពីរសន្លឹក"));
    let closed = close(&mut admin, "1", &seen, &said).await;
    assert_eq!(closed.location(), "/day?said=closed");
    let page = admin.get("/day").await;
    assert!(page.text.contains("ខ្យល់បក់សំបុត្រពីរសន្លឹក"));
    assert!(page.text.contains("data-differences=\"3\""));
}
