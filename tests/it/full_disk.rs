//! A disk that is full, and one that has room again.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a folder that cannot be read should stop the test"
)]

use axum::http::StatusCode;
use outreach_kit::acts::{self, Outside};
use outreach_kit::store::journal::By;
use outreach_kit::store::{StoreError, tally};

use crate::clock;
use crate::faults::one_more;
use crate::harness::{
    Browser, Kit, PIN, Page, attribute, fill, looked, mother_of_two, now, staff_id,
};
use crate::journal::acts;

/// The laptop's disk is full after so many pages; `None` gives the room back.
pub(crate) async fn full_disk(kit: &Kit, full: bool) {
    let open = kit.open();
    open.store
        .write(move |sp| {
            let pages: u32 = sp
                .query_row("PRAGMA page_count", [], |row| row.get(0))
                .map_err(StoreError::from)?;
            let most = if full { pages } else { u32::MAX / 2 };
            sp.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))
                .map_err(StoreError::from)
        })
        .await
        .unwrap();
}

/// Fills what is left of the pages that are there already, so that the next word has no room, and no act has room for
/// its line in the journal.
pub(crate) async fn fill_up(kit: &Kit) {
    full_disk(kit, true).await;
    let open = kit.open();
    let begun = open.store.read(tally::row_counts).await.unwrap();
    let before: i64 = begun.iter().map(|(_, rows)| rows).sum();
    for size in [3000, 300, 30] {
        for number in 0..2000 {
            let filled = open
                .store
                .write(move |sp| {
                    sp.execute(
                        "INSERT INTO settings (name, value) VALUES (?1, ?2)",
                        (format!("filler-{before}-{size}-{number}"), "x".repeat(size)),
                    )
                    .map_err(StoreError::from)
                })
                .await;
            if let Err(err) = filled {
                assert!(matches!(err, StoreError::Full), "{err:?}");
                break;
            }
        }
    }
    // The shortest line that there is.
    let by = By { staff: None, at: now() };
    while open.store.write(move |sp| acts::noted(sp, Outside::Unlocked, by)).await.is_ok() {}
}

async fn rows(kit: &Kit) -> Vec<(&'static str, i64)> {
    kit.open().store.read(tally::row_counts).await.unwrap()
}

async fn to_the_check_page(phone: &mut Browser<'_>) {
    phone.post_on("/start", &[]).await;
    fill(phone, &mother_of_two()).await;
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_half_written_and_it_works_again_when_there_is_room() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let mut phone = kit.phone();
    phone.cookies.insert("lang".to_owned(), "en".to_owned());
    to_the_check_page(&mut phone).await;
    fill_up(&kit).await;
    let before = rows(&kit).await;

    let sent = phone.post("/send", &[]).await;
    assert_eq!(sent.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        sent.text.contains("there is no number yet") && sent.text.contains("Tell the desk"),
        "{}",
        sent.text
    );
    assert!(sent.text.contains("ស្រីមុំ"), "every word is still on the page: {}", sent.text);
    assert!(sent.headers.contains_key("retry-after"));
    assert_eq!(rows(&kit).await, before, "nothing half written");
    // A form just begun is small: a few may still find room between the others.
    let mut started = kit.phone().post("/start", &[]).await;
    for _ in 0..500 {
        if started.status == StatusCode::SERVICE_UNAVAILABLE {
            break;
        }
        started = kit.phone().post("/start", &[]).await;
    }
    assert_eq!(started.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!started.text.is_empty());
    // Reading goes on.
    assert_eq!(kit.phone().get("/board").await.status, StatusCode::OK);

    full_disk(&kit, false).await;
    let sent = phone.post("/send", &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let families =
        |rows: &[(&str, i64)]| rows.iter().find(|(table, _)| *table == "families").unwrap().1;
    assert_eq!(families(&rows(&kit).await), families(&before) + 1);
    let check = outreach_kit::store::backup::check(&kit.open().data, &kit.open().key, now());
    assert!(check.is_ok(), "{:?}", check.err());
}

/// Many send at the same time while the disk is full for some of them: whoever got a number is there, nobody else.
#[tokio::test]
async fn whoever_got_a_number_on_a_disk_that_ran_full_is_in_the_register() {
    let kit = Kit::start().await;
    let mut phones = Vec::new();
    for _ in 0..12 {
        let mut phone = kit.phone();
        to_the_check_page(&mut phone).await;
        phones.push(phone);
    }
    full_disk(&kit, true).await;
    let mut sending = Vec::new();
    for phone in &mut phones {
        sending.push(phone.post("/send", &[]));
    }
    let answers = join_all(sending).await;
    let tickets: Vec<String> = answers
        .iter()
        .filter(|page| page.status == StatusCode::SEE_OTHER)
        .map(|page| page.location().to_owned())
        .collect();
    assert!(answers.iter().all(|page| matches!(
        page.status,
        StatusCode::SEE_OTHER | StatusCode::SERVICE_UNAVAILABLE
    )));
    assert!(tickets.len() < 12, "the disk was never full");
    assert_eq!(
        rows(&kit).await.iter().find(|(table, _)| *table == "families").unwrap().1,
        i64::try_from(tickets.len()).unwrap()
    );
    for ticket in &tickets {
        assert_eq!(kit.phone().get(ticket).await.status, StatusCode::OK);
    }
    full_disk(&kit, false).await;
    for phone in &mut phones {
        let sent = phone.post("/send", &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(rows(&kit).await.iter().find(|(table, _)| *table == "families").unwrap().1, 12);
}

async fn join_all<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut all: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<T>> = all.iter().map(|_| None).collect();
    std::future::poll_fn(|cx| {
        let mut waiting = false;
        for (future, done) in all.iter_mut().zip(&mut done).filter(|(_, done)| done.is_none()) {
            match future.as_mut().poll(cx) {
                std::task::Poll::Ready(answer) => *done = Some(answer),
                std::task::Poll::Pending => waiting = true,
            }
        }
        if waiting { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    done.into_iter().flatten().collect()
}

/// What nobody of the staff finds on such a page: words that send them to themselves, or that nothing is to be done.
const FOR_FAMILIES: [&str; 4] =
    ["Tell the desk", "call a helper", "tries again by itself", "wait a moment"];

fn says_what_to_do(page: &Page, what: &str) {
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{what}: {}", page.text);
    let sentence = ["disk of the kit", "Take files that are not needed off", "administrator"];
    assert!(sentence.iter().all(|part| page.text.contains(part)), "{what}: {}", page.text);
    for words in FOR_FAMILIES {
        assert!(!page.text.contains(words), "{what}: {words}");
    }
}

#[tokio::test]
async fn staff_read_what_to_do_on_a_full_disk() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    one_more(&kit).await;
    let english = |browser: &mut Browser<'_>| {
        browser.cookies.insert("lang".to_owned(), "en".to_owned());
    };
    let mut admin = kit.signed_in("Admin").await;
    let mut officer = kit.officer("Officer One", "1").await;
    let mut helper = kit.signed_in("Helper").await;
    let visit = officer.seat_next().await;
    let child = attribute(&visit.text, "data-child").unwrap();
    let version = attribute(&visit.text, "data-version").unwrap();
    let draft = helper.post("/entry", &[]).await.location().to_owned();
    let (mut comes, id) =
        (kit.laptop(), staff_id(&kit.laptop().get("/sign-in").await.text, "Focal"));
    for browser in [&mut admin, &mut officer, &mut helper, &mut comes] {
        english(browser);
    }
    fill_up(&kit).await;
    let before = rows(&kit).await;

    // Signing in, with the right PIN and with a wrong one.
    for pin in [PIN, "0001"] {
        let answer = comes.post("/sign-in", &[("staff", &id), ("pin", pin)]).await;
        says_what_to_do(&answer, "signing in");
        assert!(!answer.text.contains(pin), "no PIN stands in a page");
        assert!(!comes.cookies.contains_key("staff"));
    }
    // The line, a decision, a form that is begun, one that is typed, settings, a person.
    says_what_to_do(&officer.post("/desk/next", &[]).await, "the line");
    let mut entry = vec![
        ("step", "enter"),
        ("book", "3"),
        ("year", "2026"),
        ("number", "41"),
        ("version", version.as_str()),
    ];
    let looked = looked(visit.text.split("data-child=").nth(1).unwrap());
    entry.extend(looked.iter().map(|one| ("looked", one.as_str())));
    let decided = officer.post(&format!("/desk/child/{child}/decide"), &entry).await;
    says_what_to_do(&decided, "a decision");
    assert!(decided.text.contains("kept in this page"), "{}", decided.text);
    for (name, value) in entry {
        let field = format!("name=\"{name}\" value=\"{value}\"");
        assert!(decided.text.contains(&field), "{field}: {}", decided.text);
    }
    assert_eq!(rows(&kit).await, before, "nothing half written");
    // A form just begun is small: a few may still find room between the others.
    let mut begun = helper.post("/entry", &[]).await;
    for _ in 0..500 {
        if begun.status == StatusCode::SERVICE_UNAVAILABLE {
            break;
        }
        begun = helper.post("/entry", &[]).await;
    }
    says_what_to_do(&begun, "a form that is begun");
    let before = rows(&kit).await;
    let long = "ស្រីមុំ".repeat(300);
    let typed = helper.post(&draft, &[("khmer_given", &long)]).await;
    says_what_to_do(&typed, "a form that is typed");
    assert!(typed.text.contains("still on this page"), "{}", typed.text);
    let contacts = [("lead_who", "A name nobody has"), ("lead_phone", "012 000 000")];
    says_what_to_do(&admin.post("/event/contacts", &contacts).await, "settings");
    let person = [("name", "A name nobody has"), ("role", "helper"), ("pin", "8264")];
    let person = admin.post("/staff", &person).await;
    says_what_to_do(&person, "a person");
    assert!(!person.text.contains("8264"));
    assert_eq!(rows(&kit).await, before, "nothing half written");

    // Reading goes on, and so does signing out, with what is remembered until the session has run out.
    assert_eq!(officer.get("/desk").await.status, StatusCode::OK);
    for (browser, how) in [(&mut officer, "/sign-out"), (&mut helper, "/next-person")] {
        let held = browser.cookies.clone();
        let left = browser.post(how, &[]).await;
        assert_eq!((left.status, left.location()), (StatusCode::SEE_OTHER, "/sign-in"), "{how}");
        assert!(!browser.cookies.contains_key("staff"), "{how}");
        browser.cookies = held;
        assert_eq!(
            browser.get("/entry").await.location(),
            "/sign-in",
            "{how}: the cookie is worth nothing"
        );
    }
    let app = std::sync::Arc::clone(&kit.app);
    app.write_sign_outs().await;
    assert_eq!(app.own_pins.owed().len(), 2, "still no room");
    full_disk(&kit, false).await;
    app.write_sign_outs().await;
    assert!(app.own_pins.owed().is_empty(), "written once there is room");
    let acts = acts(&kit).await;
    for act in ["sign_out", "hand_on"] {
        assert!(acts.iter().any(|written| written == act), "{act}: each as it was done");
    }
    for browser in [&mut officer, &mut helper] {
        assert_eq!(
            browser.get("/entry").await.location(),
            "/sign-in",
            "nothing has to be remembered"
        );
    }
    let again = officer.post("/sign-in", &[("staff", &id), ("pin", PIN)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
}

/// What a form holds that is behind the own PIN, and one with passphrases in it, goes into no page and is not lost.
#[tokio::test]
async fn a_form_with_secrets_waits_in_memory_until_there_is_room() {
    let kit = clock::kit().await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    // Seen now and then, and the PIN was not typed just now.
    for _ in 0..2 {
        clock::pass(200);
        admin.get("/staff").await;
    }
    let held = |page: &Page| {
        says_what_to_do(page, "a form that waits");
        assert!(page.text.contains("waits for one hour"), "{}", page.text);
        assert!(!page.text.contains("8264") && !page.text.contains("Somebody"));
        attribute(&page.text, "name=\"own_pin_for\" value").unwrap()
    };
    let person = [("name", "Somebody"), ("role", "helper"), ("pin", "8264")];
    let asked = admin.post("/staff", &person).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN, "{}", asked.text);
    let key = attribute(&asked.text, "name=\"own_pin_for\" value").unwrap();
    fill_up(&kit).await;

    // A wrong PIN cannot be noted, then the person cannot be.
    let key = held(&admin.post("/staff", &[("own_pin_for", &key), ("own_pin", "0001")]).await);
    let asked = admin.post("/staff", &[("own_pin_for", &key)]).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN, "no PIN was right yet: {}", asked.text);
    let key = held(&admin.post("/staff", &[("own_pin_for", &key), ("own_pin", PIN)]).await);
    full_disk(&kit, false).await;
    let added = admin.post("/staff", &[("own_pin_for", &key)]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    fill_up(&kit).await;
    let another = [("name", "Anybody"), ("role", "helper"), ("pin", "9157")];
    let key = held(&admin.post("/staff", &another).await);
    let key = held(&admin.post("/staff", &[("own_pin_for", &key)]).await);
    full_disk(&kit, false).await;
    let added = admin.post("/staff", &[("own_pin_for", &key)]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "the PIN was typed just now: {}", added.text);
    let people = admin.get("/staff").await;
    for name in ["Somebody", "Anybody"] {
        assert!(people.text.contains(name), "{name}: {}", people.text);
    }
    let again = admin.post("/staff", &[("own_pin_for", &key)]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "once only");
}
