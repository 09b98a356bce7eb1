//! One event after another in the same kit: who works there, and what of the last one goes on.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use axum::http::StatusCode;

use crate::days::{close, look, next_answers, one_seated};
use crate::harness::{Browser, FOCAL, Kit, PIN, Page, attribute};

/// The id under which the page of the next event offers to take somebody along, and whether it does.
fn offered(page: &Page, name: &str) -> (String, bool) {
    let rows = page.text.split("name=\"stays\"").skip(1);
    let row = rows.into_iter().find(|row| {
        row.split("</label>")
            .next()
            .unwrap()
            .replace("</span> <span class=\"name\">", " ")
            .contains(name)
    });
    let row = row.unwrap();
    (attribute(row, "value").unwrap(), row.split('>').next().unwrap().contains(" checked"))
}

/// Closes the event and opens the next one without those who are named.
async fn next_event(admin: &mut Browser<'_>, without: &[&str]) -> Page {
    admin.post("/event/close", &[]).await;
    let page = admin.get("/event/next").await;
    let mut stays = Vec::new();
    for name in ["Officer One", "Officer Two", "Helper"] {
        if !without.contains(&name) {
            stays.push(offered(&page, name).0);
        }
    }
    let stays: Vec<(&str, &str)> = stays.iter().map(|id| ("stays", id.as_str())).collect();
    let opened = admin.post("/event/next", &next_answers(&stays)).await;
    assert_eq!(opened.location(), "/day?said=next", "{}", opened.text);
    page
}

#[tokio::test]
async fn whoever_skipped_an_event_works_at_the_one_after_it() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    next_event(&mut admin, &["Officer Two"]).await;
    let mut idle = kit.signed_in("Officer Two").await;
    assert_eq!(idle.get("/desk").await.status, StatusCode::NOT_FOUND);
    admin.post("/event/close", &[]).await;
    let page = admin.get("/event/next").await;
    assert!(offered(&page, "Officer One").1);
    assert!(
        !offered(&page, "Officer Two").1,
        "who was not there last time is not taken along unasked"
    );
    next_event(&mut admin, &[]).await;
    assert_eq!(idle.get("/desk").await.status, StatusCode::OK);
}

#[tokio::test]
async fn somebody_who_is_known_gets_a_role_under_their_own_name() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    next_event(&mut admin, &["Officer Two"]).await;
    let mut idle = kit.signed_in("Officer Two").await;
    let again =
        admin.post("/staff", &[("name", "Officer Two"), ("role", "officer"), ("pin", PIN)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "one name is one person");
    let ticked = "value=\"officer\" checked";
    assert_eq!(again.text.matches(ticked).count(), 1, "the role that was ticked stays ticked");
    let page = admin.get("/staff").await;
    let id = page
        .text
        .split("/roles\"")
        .find_map(|form| {
            let form = form.rsplit("<li").next()?;
            form.contains("Two").then(|| form.rsplit("/staff/").next().unwrap().to_owned())
        })
        .unwrap();
    let path = format!("/staff/{id}/roles");
    let nothing = admin.post(&path, &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let focal = admin.post(&path, &[("role", "focal")]).await;
    assert_eq!(focal.status, StatusCode::UNPROCESSABLE_ENTITY, "a focal needs a key of their own");
    admin.post_on(&path, &[("role", "officer")]).await;
    assert_eq!(idle.get("/desk").await.status, StatusCode::OK);
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let journal = admin.get("/journal").await.text;
    assert!(journal.contains("gave somebody a role: Officer Two, Officer"), "{journal}");
    let nobody =
        admin.post(&format!("/staff/{}/roles", "0".repeat(32)), &[("role", "helper")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_earlier_event_keeps_its_register_its_lists_and_its_days() {
    let kit = Kit::start().await;
    let (mut admin, mut officer, page) = one_seated(&kit).await;
    let child = attribute(&page.text, "data-child").unwrap();
    let version = attribute(&page.text, "data-version").unwrap();
    let sent = [("step", "send_to_district"), ("version", version.as_str())];
    officer.post(&format!("/desk/child/{child}/decide"), &sent).await;
    let older = officer.get("/register").await;
    let (_, seen) = look(&mut admin, &[]).await;
    let closed = close(&mut admin, "1", &seen, &[("explanation", "evening")]).await;
    assert_eq!(closed.location(), "/day?said=closed");
    let first = kit.open().event().unwrap().id.to_string();
    next_event(&mut admin, &[]).await;

    // What is at hand is the new event; the one before it is one tap away.
    let page = officer.get("/register").await;
    assert!(!page.text.contains(&child));
    assert!(page.text.contains(&format!("event={first}")), "the earlier event is offered");
    let page = officer.get(&format!("/register?which=all&event={first}")).await;
    assert!(page.text.contains(&format!("data-child=\"{child}\"")));
    // A page that was left open writes into the book of the child's own commune, and stays with its event.
    let article = older.text.split(&format!("data-child=\"{child}\"")).nth(1).unwrap();
    let version = attribute(article, "data-version").unwrap();
    let event = attribute(older.text.split("name=\"event\"").nth(1).unwrap(), "value").unwrap();
    let entry = [
        ("version", version.as_str()),
        ("book", "3"),
        ("year", "2026"),
        ("number", "41"),
        ("event", event.as_str()),
    ];
    let page = officer.post_on(&format!("/register/child/{child}/copied"), &entry).await;
    assert!(page.text.contains("role=\"status\"") && page.text.contains("៤១"), "{}", page.text);
    let csv = officer.post("/register/csv", &[("which", "all"), ("event", &first)]).await;
    let line = csv.text.lines().nth(1).unwrap();
    assert!(line.contains("\"150602\"") && line.contains("\"41\""), "{line}");
    assert!(officer.post("/register/sheet", &[("event", &first)]).await.bytes.starts_with(b"%PDF"));

    // Certificates are fetched weeks later.
    officer.post("/collect/ready", &[("child", &child)]).await;
    assert!(!officer.get("/collect/lists").await.text.contains("data-ready"));
    let lists = officer.get(&format!("/collect/lists?event={first}")).await;
    assert_eq!(attribute(&lists.text, "data-ready").as_deref(), Some("1"));
    let made = officer.post_on("/collect/lists", &[("which", "all"), ("event", &first)]).await;
    assert!(made.text.contains("data-list=\"1\""), "{}", made.text);

    // Its days can be read and printed, and not changed.
    let path = format!("/day?day=1&event={first}");
    let day = admin.get(&path).await;
    assert_eq!(attribute(&day.text, "data-families").as_deref(), Some("1"));
    for change in
        ["/day/close", "/day/count", "/day/reopen", "/event/close", "/event/reopen", "/day/talks\""]
    {
        assert!(!day.text.contains(change), "{change}");
    }
    let printed = admin.post("/day/sheet", &[("day", "1"), ("event", &first)]).await;
    assert!(printed.bytes.starts_with(b"%PDF"), "{}", printed.status);
    for path in ["/register", "/day", "/collect/lists"] {
        for nobody in ["x".to_owned(), "0".repeat(32)] {
            let mut one = if path == "/day" { admin.clone() } else { officer.clone() };
            let page = one.get(&format!("{path}?event={nobody}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path} {nobody}");
        }
    }
}

const NEW: &str = "seven wooden oars drifting";

#[tokio::test]
async fn a_focal_of_the_event_before_opens_its_room_while_the_next_one_runs() {
    let kit = Kit::start().await;
    let before = kit.open().event().unwrap().id;
    let mut admin = kit.signed_in("Admin").await;
    // Nobody types a focal's passphrase.
    next_event(&mut admin, &[]).await;
    let mut focal = kit.signed_in("Focal").await;
    let home = focal.get("/").await.text;
    assert!(home.contains("href=\"/room\""), "a due time may be running: {home}");
    let old = before.to_string();
    assert!(focal.get("/room").await.text.contains(&format!("name=\"event\" value=\"{old}\"")));
    let opened = focal.post("/room", &[("passphrase", FOCAL), ("event", &old)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    assert!(focal.get("/room").await.text.contains("id=\"lock-form\""));
    // Their own passphrase is changed where it belongs, and nothing of the event at hand is theirs.
    let keys = focal.get(&format!("/focals?event={old}")).await;
    assert_eq!(keys.status, StatusCode::OK);
    assert!(keys.text.contains(&format!("name=\"event\" value=\"{old}\"")));
    assert!(keys.text.contains("href=\"/room\">←"), "and back");
    let at_hand = kit.open().event().unwrap().id;
    assert_ne!(at_hand, before);
    for other in ["/focals", &format!("/focals?event={at_hand}")] {
        assert_eq!(focal.get(other).await.status, StatusCode::NOT_FOUND, "{other}");
    }
    for page in ["/room", "/focals"] {
        let others = kit.signed_in("Officer One").await.get(page).await;
        assert_eq!(others.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn the_page_of_keys_names_an_earlier_event_and_asks_only_for_what_opens() {
    let kit = Kit::start().await;
    let before = kit.open().event().unwrap().id.to_string();
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let earlier = format!("/focals?event={before}");
    assert!(!admin.get("/focals").await.text.contains("class=\"of-event\""), "there is no other");
    next_event(&mut admin, &[]).await;
    let page = admin.get(&earlier).await.text;
    let main = page.split("id=\"main\"").nth(1).unwrap();
    let heading = main.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
    assert!(heading.contains("class=\"of-event\">") && heading.contains("2026"), "{heading}");
    assert!(page.contains("href=\"/focals\">←"), "and back");
    assert!(page.contains("or the code of the recovery sheet<"), "{page}");

    // Nobody opens the notes of the event at hand yet: there is no passphrase that could be typed.
    let first = admin.get("/focals").await.text;
    assert!(first.contains("data-first") && !first.contains("name=\"current\""), "{first}");
    let focal = crate::room::staff(&kit, "Focal").await.to_string();
    let typed = [("staff", &*focal), ("new", NEW), ("passphrase_again", NEW)];
    let added = admin.post("/focals/add", &typed).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text);
    assert!(added.text.contains("name=\"current\"") && !added.text.contains("data-first"));
    assert!(added.text.contains("The passphrase of a focal who is here<"), "no sheet opens it");
}

#[tokio::test]
async fn a_new_pin_is_confirmed_and_a_refused_one_says_whose_and_stays_open() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let id = crate::room::staff(&kit, "Officer Two").await;
    let path = format!("/staff/{id}/pin");
    let form = |page: &Page| -> String {
        let at = page.text.find(&format!("id=\"pin-{id}\"")).unwrap();
        page.text[at..].split("</form>").next().unwrap().to_owned()
    };
    let refused = admin.post(&path, &[("pin", "1234")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Officer Two keeps the PIN they had."), "{}", refused.text);
    assert!(form(&refused).contains("class=\"mistake\""), "{}", form(&refused));
    assert_eq!(refused.text.matches("class=\"correct\" id=\"pin-").count(), 5);
    assert_eq!(refused.text.matches("\" open><summary>").count(), 1, "this one only");
    let page = admin.post_on(&path, &[("pin", "7306")]).await;
    assert!(page.text.contains("Officer Two has a new PIN."), "{}", page.text);
    assert!(!page.text.contains("\" open><summary>"));
}
