//! Opening and closing a day and an event, talks, the sheet: as an administrator, an officer, a helper and a family
//! meet them.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use axum::http::StatusCode;
use outreach_kit::domain::event;
use outreach_kit::store::{days, events, staff, tickets};

use crate::harness::{
    Browser, FOCAL, Kit, Page, attribute, attributes, event_answers, file, looked, mother_of_two,
};

/// Opens a day that the clock tells right.
pub(crate) async fn open_day(admin: &mut Browser<'_>, more: &[(&str, &str)]) -> Page {
    let page = admin.get("/day/open").await;
    let shown = attribute(page.text.split("name=\"shown\"").nth(1).unwrap(), "value").unwrap();
    let mut pairs = vec![("shown", shown.as_str()), ("clock", "right")];
    pairs.extend(more);
    admin.post("/day/open", &pairs).await
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
    let typo = admin.post("/day/open", &[("clock", "other"), ("date", "21 Nov")]).await;
    assert_eq!(typo.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(typo.text.contains("21 Nov"), "what was typed is kept");
    admin.post("/day/open", &[("clock", "other"), ("date", "២០២៦-១១-២២")]).await;
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
    let late = file(&mut kit.phone(), &mother_of_two()).await;
    assert!(late.starts_with("/ticket/"), "a form sent in the evening is kept");
    // A second tap on close does no harm.
    assert_eq!(close(&mut admin, "1", &seen, &[]).await.location(), "/day");
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

#[tokio::test]
async fn the_second_day_goes_on_where_the_first_ended_and_closed_figures_stay() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(
        &mut admin,
        &[("forms", "50"), ("book_1", "3"), ("book_1_next", "1"), ("book_1_left", "40")],
    )
    .await;
    for _ in 0..3 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let mut officer = kit.officer("Officer One", "1").await;
    serve(&mut officer, "3", 1).await;
    let (_, seen) = look(&mut admin, &[("used", "0"), ("left", "50")]).await;
    close(&mut admin, "1", &seen, &[("used", "0"), ("left", "50")]).await;
    // In the evening somebody types one more form.
    file(&mut kit.phone(), &mother_of_two()).await;
    let first = admin.post("/day/sheet", &[("day", "1")]).await;
    assert!(first.bytes.starts_with(b"%PDF-"));

    // The kit's clock stands still in a test: the second day is the one a person types.
    let page = admin.get("/day/open").await;
    assert!(page.text.contains("value=\"3\""), "the open book of yesterday stands ready");
    let opened = admin
        .post(
            "/day/open",
            &[
                ("clock", "other"),
                ("date", "2026-11-22"),
                ("forms", "50"),
                ("book_1", "3"),
                ("book_1_next", "3"),
                ("book_1_left", "38"),
            ],
        )
        .await;
    assert_eq!(opened.location(), "/day?said=opened");
    let same = admin.post("/day/open", &[("clock", "other"), ("date", "2026-11-21")]).await;
    assert_eq!(same.location(), "/day", "a day is open");
    serve(&mut officer, "3", 3).await;
    let event = kit.open().event().unwrap().id;
    let (one, figures) = kit
        .open()
        .store
        .read(move |conn| {
            let on = "2026-11-22".parse().unwrap();
            let one = days::by_number(conn, event, 1)?.unwrap().closed.unwrap().figures;
            Ok::<_, outreach_kit::store::StoreError>((one, days::so_far(conn, event, on)?))
        })
        .await
        .unwrap();
    assert_eq!((one.tickets.given, one.tickets.done, one.tickets.open()), (3, 1, 2));
    let tickets = &figures.tickets;
    assert_eq!((tickets.carried, tickets.given, tickets.done, tickets.open()), (2, 1, 1, 2));
    assert_eq!(tickets.came_back(), 0);
    assert_eq!((figures.receipts.bound, figures.receipts.bound_total), (2, 4));
    assert_eq!(figures.children.registered().all, 2);
    assert_eq!(figures.children.registered_so_far().all, 4);
    assert_eq!(figures.books.first().map(|book| (book.first, book.last)), Some((3, 4)));
}

#[tokio::test]
async fn what_was_explained_once_is_not_asked_again_the_next_day() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    serve(&mut officer, "3", 1).await;
    // A receipt of the first child is issued anew after a correction, and the printer is out of paper.
    let event = kit.open().event().unwrap().id;
    kit.open()
        .store
        .write(move |sp| {
            sp.execute("DELETE FROM prints WHERE id = 1", [])?;
            Ok::<_, outreach_kit::store::StoreError>(())
        })
        .await
        .unwrap();
    let (found, seen) = look(&mut admin, &[]).await;
    assert_eq!(found, ["unprinted"]);
    close(&mut admin, "1", &seen, &[("explanation", "no paper")]).await;
    admin.post("/day/open", &[("clock", "other"), ("date", "2026-11-22")]).await;
    let (found, _) = look_at(&mut admin, "2", &[]).await;
    assert!(found.is_empty(), "{found:?}");
    let days = kit.open().store.read(move |conn| days::all(conn, event)).await.unwrap();
    assert_eq!(days.len(), 2);
}

#[tokio::test]
async fn numbers_of_paper_forms_do_not_hide_the_tickets_of_phones() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    // A form on paper was typed in on the first day: its ticket has a number above nine thousand.
    kit.open()
        .store
        .write(|sp| {
            sp.execute("UPDATE tickets SET number = 9001 WHERE number = 1", [])?;
            sp.execute("UPDATE families SET channel = 'paper'", [])?;
            sp.execute("UPDATE events SET next_ticket = 1", [])?;
            Ok::<_, outreach_kit::store::StoreError>(())
        })
        .await
        .unwrap();
    let (_, seen) = look(&mut admin, &[]).await;
    close(&mut admin, "1", &seen, &[]).await;
    admin.post("/day/open", &[("clock", "other"), ("date", "2026-11-22")]).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let event = kit.open().event().unwrap().id;
    let figures = kit
        .open()
        .store
        .read(move |conn| days::so_far(conn, event, "2026-11-22".parse().unwrap()))
        .await
        .unwrap();
    assert_eq!((figures.tickets.given, figures.tickets.numbers.as_str()), (1, "1"));
    assert_eq!((figures.tickets.total, figures.tickets.skipped), (2, 0));
}

#[tokio::test]
async fn a_day_closed_too_early_is_opened_again_and_only_the_last_one() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    let (_, seen) = look(&mut admin, &[]).await;
    close(&mut admin, "1", &seen, &[]).await;
    // The same date is not opened a second time as another day.
    let again = open_day(&mut admin, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reopened = admin.post("/day/reopen", &[("day", "1")]).await;
    assert_eq!(reopened.location(), "/day?said=reopened");
    let twice = admin.post("/day/reopen", &[("day", "1")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let (_, seen) = look(&mut admin, &[]).await;
    close(&mut admin, "1", &seen, &[]).await;
    admin.post("/day/open", &[("clock", "other"), ("date", "2026-11-22")]).await;
    let behind = admin.post("/day/reopen", &[("day", "1")]).await;
    assert_eq!(behind.status, StatusCode::CONFLICT);
    let acts: Vec<String> = acts_of(&kit).await.into_iter().map(|(act, _)| act).collect();
    let of_days: Vec<&str> =
        acts.iter().map(String::as_str).filter(|act| act.ends_with("_day")).collect();
    assert_eq!(of_days, ["open_day", "close_day", "reopen_day", "close_day", "open_day"]);
}

#[tokio::test]
async fn talks_are_noted_corrected_and_taken_off_and_a_closed_day_keeps_its_own() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let mut helper = kit.signed_in("Helper").await;
    open_day(&mut admin, &[]).await;
    let talk = |women| [("held_at", "៨:៣០"), ("topic", "why"), ("women", women), ("men", "7")];
    let wrong =
        helper.post("/day/talks", &[("held_at", "soon"), ("topic", "why"), ("women", "៤")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("value=\"soon\""));
    helper.post("/day/talks", &talk("23")).await;
    let page = helper.get("/day").await;
    let id = attribute(&page.text, "data-talk").unwrap();
    let path = format!("/day/talks/{id}");
    let mut correction = talk("24").to_vec();
    correction.push(("version", "1"));
    assert_eq!(helper.post(&path, &correction).await.status, StatusCode::SEE_OTHER);
    // A page that does not know the correction overwrites nothing.
    assert_eq!(helper.post(&path, &correction).await.status, StatusCode::CONFLICT);
    let removed = helper.post(&format!("{path}/remove"), &[]).await;
    let page = helper.get(removed.location().split('#').next().unwrap()).await;
    assert!(page.text.contains(&format!("{path}/back")), "taking off can be taken back");
    helper.post(&format!("{path}/back"), &[]).await;
    let (_, seen) = look(&mut admin, &[]).await;
    close(&mut admin, "1", &seen, &[]).await;
    let frozen = helper.post(&format!("{path}/remove"), &[]).await;
    assert_eq!(frozen.status, StatusCode::CONFLICT);
    let event = kit.open().event().unwrap().id;
    let day = kit.open().store.read(move |conn| days::last(conn, event)).await.unwrap().unwrap();
    let talks = day.closed.unwrap().figures.talks;
    assert_eq!(talks.iter().map(|talk| (talk.women, talk.men)).collect::<Vec<_>>(), [(24, 7)]);
}

#[tokio::test]
async fn a_closed_event_hands_over_and_begins_nothing_new() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    let ticket = file(&mut kit.phone(), &mother_of_two()).await;
    let early = admin.post("/event/close", &[]).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "a day is open");
    let (_, seen) = look(&mut admin, &[]).await;
    close(&mut admin, "1", &seen, &[]).await;
    let page = admin.get("/event/close").await;
    assert!(page.text.contains("១ គ្រួសារមិនទាន់បានបម្រើ"), "{}", page.text);
    assert_eq!(admin.post("/event/close", &[]).await.location(), "/day?said=event-closed");

    let mut phone = kit.phone();
    assert!(phone.get("/").await.text.contains("ការចុះបញ្ជីនៅទីនេះបានចប់ហើយ"));
    assert_eq!(phone.post("/start", &[]).await.status, StatusCode::GONE);
    assert!(phone.get(&ticket).await.text.contains("សាលាឃុំក្រពើពីរ"));
    let mut helper = kit.signed_in("Helper").await;
    assert_eq!(helper.post("/entry", &[]).await.status, StatusCode::GONE);
    let mut officer = kit.officer("Officer One", "1").await;
    assert!(officer.get("/desk").await.text.contains("ព្រឹត្តិការណ៍នេះបិទហើយ"));
    assert_eq!(officer.post("/desk/next", &[]).await.location(), "/desk");
    assert_eq!(officer.get("/collect").await.status, StatusCode::OK);
    let found = officer.post("/search", &[("q", "1")]).await;
    assert!(found.text.contains("/desk/family/"), "search goes on");
    let reopened = admin.post("/event/reopen", &[]).await;
    assert_eq!(reopened.location(), "/day?said=event-reopened");
    assert_eq!(phone.post("/start", &[]).await.status, StatusCode::SEE_OTHER);
}

pub(crate) fn next_answers<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs: Vec<(&str, &str)> = event_answers().into_iter().collect();
    for (name, value) in &mut pairs {
        match *name {
            "name_km" => *value = "ចុះបញ្ជីកំណើតឃុំរំលេច",
            "commune_code" => *value = "150106",
            "starts_on" | "ends_on" => *value = "2026-11-28",
            "collect_from" => *value = "2026-12-12",
            _ => {}
        }
    }
    pairs.extend(more);
    pairs
}

#[tokio::test]
async fn the_next_event_has_its_own_numbers_and_keys_and_the_same_people() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    file(&mut kit.phone(), &mother_of_two()).await;
    assert_eq!(admin.get("/event/next").await.location(), "/day", "an event is open");
    admin.post("/event/close", &[]).await;
    let page = admin.get("/event/next").await;
    let stays = attributes(page.text.split("name=\"stays\"").nth(1).unwrap(), "value");
    assert!(!stays.is_empty());
    let ids: Vec<String> = page
        .text
        .split("name=\"stays\"")
        .skip(1)
        .map(|rest| attribute(rest, "value").unwrap())
        .collect();
    let before = kit.open().event().unwrap().id;
    let members = kit.open().store.read(move |conn| staff::all(conn, Some(before))).await.unwrap();
    let id_of =
        |name: &str| members.iter().find(|member| member.name == name).unwrap().id.to_string();
    let (focal, helper) = (format!("focal_{}", id_of("Focal")), id_of("Helper"));

    let mut wrong: Vec<(&str, &str)> = ids.iter().map(|id| ("stays", id.as_str())).collect();
    wrong.push((&focal, "not the passphrase of the focal"));
    let refused = admin.post("/event/next", &next_answers(&wrong)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert!(refused.text.contains("150106"), "what was typed is kept");

    let mut right: Vec<(&str, &str)> =
        ids.iter().filter(|id| **id != helper).map(|id| ("stays", id.as_str())).collect();
    right.push((&focal, FOCAL));
    let opened = admin.post("/event/next", &next_answers(&right)).await;
    assert_eq!(opened.location(), "/day?said=next", "{}", opened.text);
    let again = admin.post("/event/next", &next_answers(&right)).await;
    assert_eq!(again.location(), "/day", "a second tap opens no third event");

    let now = kit.open().event().unwrap();
    assert_eq!(now.commune_code, "150106");
    let id = now.id;
    let (members, keys, focals) = kit
        .open()
        .store
        .read(move |conn| {
            let focal =
                staff::all(conn, Some(id))?.into_iter().find(|one| one.name == "Focal").unwrap();
            Ok::<_, outreach_kit::store::StoreError>((
                staff::all(conn, Some(id))?,
                events::receipt_keys(conn)?.len(),
                (
                    staff::focal_key_of(conn, id, Some(focal.id))?,
                    staff::focal_key_of(conn, before, Some(focal.id))?,
                    events::focal_key(conn, id)? == events::focal_key(conn, before)?,
                ),
            ))
        })
        .await
        .unwrap();
    let roles = |name: &str| members.iter().find(|member| member.name == name).unwrap().roles.len();
    assert_eq!(
        (roles("Admin"), roles("Officer One"), roles("Focal"), roles("Helper")),
        (1, 1, 1, 0)
    );
    assert_eq!(keys, 2, "receipts of the last event are still checked");
    assert!(focals.0.is_some() && focals.0 != focals.1 && !focals.2);
    // Tickets begin at one again, and the family of before is still found.
    let ticket = file(&mut kit.phone(), &mother_of_two()).await;
    assert!(kit.phone().get(&ticket).await.text.contains("១ <span"));
    let mut officer = kit.officer("Officer One", "1").await;
    let found = officer.post("/search", &[("q", "ជា ស្រីមុំ")]).await;
    assert_eq!(
        attributes(&found.text, "href").iter().filter(|to| to.contains("/desk/family/")).count(),
        4
    );
}

#[tokio::test]
async fn a_family_of_an_earlier_event_is_entered_in_its_own_commune_and_moves_no_other_ticket() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    file(&mut kit.phone(), &mother_of_two()).await;
    admin.post("/event/close", &[]).await;
    let page = admin.get("/event/next").await;
    let ids: Vec<String> = page
        .text
        .split("name=\"stays\"")
        .skip(1)
        .map(|rest| attribute(rest, "value").unwrap())
        .collect();
    let stays: Vec<(&str, &str)> = ids.iter().map(|id| ("stays", id.as_str())).collect();
    let opened = admin.post("/event/next", &next_answers(&stays)).await;
    assert_eq!(opened.location(), "/day?said=next", "{}", opened.text);
    // Without a focal's passphrase the first page says every day that nobody looks after it.
    assert!(kit.laptop().get("/").await.text.contains("មិនទាន់មានអ្នកទទួលបន្ទុកការពារកុមារ"));
    let mut officer = kit.officer("Officer One", "1").await;
    let found = officer.post("/search", &[("q", "ជា ស្រីមុំ")]).await;
    let link = attributes(&found.text, "href")
        .into_iter()
        .find(|to| to.contains("/desk/family/"))
        .unwrap();
    let page = officer.get(link.split('#').next().unwrap()).await;
    assert!(!page.text.contains("/desk/ticket/"), "the line of today has other numbers");
    let child = attribute(&page.text, "data-child").unwrap();
    let version = attribute(page.text.split("<article").nth(1).unwrap(), "data-version").unwrap();
    officer
        .post(
            &format!("/desk/child/{child}/decide"),
            &[
                ("step", "enter"),
                ("version", &version),
                ("book", "3"),
                ("year", "2026"),
                ("number", "5"),
            ],
        )
        .await;
    let child = outreach_kit::domain::ids::ChildId::parse(&child).unwrap();
    let entry = kit
        .open()
        .store
        .read(move |conn| outreach_kit::store::people::child(conn, child))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(entry.state.entry().map(|entry| entry.commune.as_str()), Some("150602"));
}

#[tokio::test]
async fn every_sheet_is_a_paper_and_each_print_is_written_down() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[("forms", "10")]).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    serve(&mut officer, "3", 1).await;
    for pairs in [[("day", "1")], [("day", "event")]] {
        let sheet = officer.post("/day/sheet", &pairs).await;
        assert_eq!(sheet.status, StatusCode::OK);
        assert!(sheet.bytes.starts_with(b"%PDF-"));
    }
    assert_eq!(admin.post("/day/sheet", &[("day", "7")]).await.status, StatusCode::NOT_FOUND);
    let acts: Vec<String> = acts_of(&kit).await.into_iter().map(|(act, _)| act).collect();
    assert!(acts.contains(&"day_sheet".to_owned()) && acts.contains(&"event_sheet".to_owned()));
}

#[tokio::test]
async fn rubbish_in_the_forms_of_the_day_is_answered_in_words() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let long = "9".repeat(500);
    for pairs in [
        vec![("clock", "right"), ("shown", "yesterday"), ("forms", "many")],
        vec![("clock", "other"), ("date", "9999-12-31")],
        vec![("clock", "other"), ("date", "2026-11-21"), ("forms", long.as_str())],
        vec![("clock", "other"), ("date", "2026-11-21"), ("book_1", "<b>"), ("book_1_next", "-4")],
    ] {
        let answer = admin.post("/day/open", &pairs).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{pairs:?}");
    }
    open_day(&mut admin, &[]).await;
    for (path, pairs, status) in [
        ("/day/close", vec![("day", "1"), ("left", "some")], 422),
        ("/day/close", vec![("day", "x")], 400),
        ("/day/close", vec![("day", "77"), ("do", "close")], 303),
        ("/day/talks", vec![("women", "-1"), ("men", long.as_str())], 422),
        (
            "/day/talks/99",
            vec![("held_at", "8"), ("topic", "why"), ("women", "1"), ("men", "0")],
            409,
        ),
        ("/day/talks/99/remove", vec![], 409),
        ("/day/reopen", vec![("day", "12")], 409),
        ("/day/sheet", vec![("day", "99999999999")], 200),
    ] {
        let answer = admin.post(path, &pairs).await;
        assert_eq!(answer.status.as_u16(), status, "{path} {pairs:?}");
    }
    let answer = admin.get("/day?day=notanumber").await;
    assert!(answer.status.is_client_error());
    assert!(event::parse(|_| String::new(), &[]).is_err());
}
