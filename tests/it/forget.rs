//! Forgetting: what is due, what stays and why, and that what was wiped is in no decrypted page any more.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a kit that cannot be set up should stop the test"
)]

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use outreach_kit::acts::hand_over::ROOM;
use outreach_kit::acts::{self, By};
use outreach_kit::domain::ids::{EventId, RowId};
use outreach_kit::seal::parcel::AckKey;
use outreach_kit::store::backup::DATABASE;
use outreach_kit::store::hand_overs::{self, HandOver};
use outreach_kit::store::{Savepoint, StoreError, followed};

use crate::decrypted::{hits, pages};
use crate::harness::{
    Browser, Kit, PASSPHRASE, Page, attribute, attributes, file, fill, founding, looked,
    mother_of_two, now, valued,
};

/// Names that stand nowhere else, each where the kit keeps words of another kind.
const MOTHER: &str = "ZEBRAQUILLA";
const CHILD: &str = "QUOKKAJUNIOR";
const SIBLING: &str = "WOMBATMINOR";
const VILLAGE: &str = "ភូមិអូរកាណារី";
const COLLECTOR: &str = "ម៉ៅ កាណារី";
const UNSENT: &str = "DRAFTYCANARY";
const CORRECTED: &str = "CORRECTEDAWAY";
const PHONE: &str = "0963334447";

/// The story's family under names of their own.
fn family(
    mark: &'static str,
    names: [&'static str; 3],
) -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let [mother, child, sibling] = names;
    let change = |name: &'static str, value: &'static str| match (name, value) {
        ("latin_given", _) => mother,
        ("c1_latin_given", _) => child,
        ("c2_latin_given", _) => sibling,
        ("phone", _) if mark == "first" => PHONE,
        ("home_village", _) if mark == "first" => VILLAGE,
        ("collect_1_name", _) if mark == "first" => COLLECTOR,
        (_, value) => value,
    };
    let steps = mother_of_two().into_iter();
    steps
        .map(|(step, fields)| {
            (step, fields.into_iter().map(|(name, value)| (name, change(name, value))).collect())
        })
        .collect()
}

/// Writes down that another laptop has an event's room as it stands.
fn room_arrived(sp: &Savepoint<'_>, event: EventId) -> Result<bool, StoreError> {
    let file = HandOver {
        id: RowId([7; 16]),
        event,
        kind: ROOM.to_owned(),
        at: now(),
        manifest: "00".repeat(32),
        ack_key: AckKey::from_bytes([7; 32]),
        read_at: None,
        reach: followed::mark(sp, event)?,
    };
    hand_overs::keep(sp, &file)?;
    hand_overs::acknowledge(sp, file.id, now(), now())
}

fn version_of(page: &Page, child: &str) -> String {
    let at = page.text.find(&format!("data-child=\"{child}\"")).unwrap();
    attribute(page.text.get(at..).unwrap(), "data-version").unwrap()
}

async fn decide(
    officer: &mut Browser<'_>,
    page: &Page,
    child: &str,
    step: &[(&str, &str)],
) -> Page {
    let version = version_of(page, child);
    // Whoever is likely to be the same child was looked at: the families of this event are much alike.
    let card = page.text.split(&format!("data-child=\"{child}\"")).nth(1).unwrap();
    let looked = looked(card);
    let mut fields = [step, &[("version", version.as_str())]].concat();
    fields.extend(looked.iter().map(|id| ("looked", id.as_str())));
    officer.post_on(&format!("/desk/child/{child}/decide"), &fields).await
}

/// What a kit holds after a small event: the first family is through, the second waits for one certificate.
struct Held<'k> {
    admin: Browser<'k>,
    officer: Browser<'k>,
    /// The receipt of the first family's first child, whose certificate was fetched.
    fetched: String,
    /// The receipt of the second family's first child, whose certificate was not.
    waiting: String,
    waiting_child: String,
}

async fn held(kit: &Kit) -> Held<'_> {
    let mut phone = kit.phone();
    file(&mut phone, &family("first", [MOTHER, CHILD, SIBLING])).await;
    file(&mut kit.phone(), &family("second", ["SECONDMOTHER", "STAYSCHILD", "GOESCHILD"])).await;
    let mut unsent = kit.phone();
    unsent.post_on("/start", &[]).await;
    let begun = family("third", [UNSENT, "X", "Y"]);
    fill(&mut unsent, begun.get(..2).unwrap()).await;

    let mut officer = kit.officer("Officer One", "1").await;
    let mut page = officer.seat_next().await;
    let family = attribute(&page.text, "data-family").unwrap();
    correct(&mut officer, &family).await;
    page = officer.get(&format!("/desk/family/{family}")).await;
    let children = attributes(&page.text, "data-child");
    let [first, second] = [children.first().unwrap(), children.get(1).unwrap()];
    let entry = [("step", "enter"), ("book", "3"), ("year", "2026"), ("number", "41")];
    page = decide(&mut officer, &page, first, &entry).await;
    let preview = officer.post_on(&format!("/desk/child/{first}/receipt"), &[]).await;
    let fetched = attribute(&preview.text, "data-code").unwrap();
    let closed = [("step", "close"), ("reason", "family_withdrew")];
    decide(&mut officer, &page, second, &closed).await;
    let ready = officer.post("/collect/ready", &[("code", &fetched)]).await;
    assert_eq!(ready.status, StatusCode::OK, "{}", ready.text);
    let scanned = officer.post("/collect", &[("code", &fetched)]).await;
    let version = attribute(&scanned.text, "data-version").unwrap();
    let taken = [
        ("version", version.as_str()),
        ("code", &fetched),
        ("taker", COLLECTOR),
        ("relation", "grandmother"),
        ("paper", "certificate"),
    ];
    officer.post_on(&format!("/collect/child/{first}/hand-over"), &taken).await;

    let page = officer.seat_next().await;
    let children = attributes(&page.text, "data-child");
    let [first, second] = [children.first().unwrap(), children.get(1).unwrap()];
    let entry = [("step", "enter"), ("book", "3"), ("year", "2026"), ("number", "42")];
    let page = decide(&mut officer, &page, first, &entry).await;
    let preview = officer.post_on(&format!("/desk/child/{first}/receipt"), &[]).await;
    let waiting = attribute(&preview.text, "data-code").unwrap();
    decide(&mut officer, &page, second, &closed).await;
    let waiting_child = first.clone();

    let admin = kit.signed_in("Admin").await;
    Held { admin, officer, fetched, waiting, waiting_child }
}

/// An officer writes another name for the second child, and back: the name that stood between is kept as a revision.
async fn correct(officer: &mut Browser<'_>, family: &str) {
    let path = format!("/desk/family/{family}/correct");
    for name in [CORRECTED, SIBLING] {
        let page = officer.get(&path).await;
        let mut fields: Vec<(String, String)> = form_of(&page.text);
        for (field, value) in &mut fields {
            if field == "c2_latin_given" {
                name.clone_into(value);
            }
        }
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
        let saved = officer.post(&path, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    }
}

/// The fields of a page's main form with what stands in them.
pub(crate) fn form_of(page: &str) -> Vec<(String, String)> {
    let form = page.split("<main").nth(1).unwrap();
    let mut fields = Vec::new();
    for tag in form.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let (Some(name), kind) = (attribute(tag, "name"), attribute(tag, "type")) else { continue };
        let ticked =
            !matches!(kind.as_deref(), Some("radio" | "checkbox")) || tag.contains(" checked");
        if ticked {
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        }
    }
    for select in form.split("<select").skip(1) {
        let select = select.split("</select").next().unwrap();
        let chosen = select.split("<option").skip(1).find(|option| option.contains(" selected"));
        if let (Some(name), Some(chosen)) = (attribute(select, "name"), chosen) {
            fields.push((name, attribute(chosen, "value").unwrap_or_default()));
        }
    }
    fields
}

/// Everything handed over, every term over.
async fn all_due(kit: &Kit, admin: &mut Browser<'_>) -> String {
    let closed = admin.post("/event/close", &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text);
    let event = kit.open().event().unwrap().id;
    let by = By { staff: None, at: now() };
    let store = &kit.open().store;
    store.write(move |sp| acts::confirm_hand_over(sp, event, by)).await.unwrap();
    store.write(move |sp| room_arrived(sp, event)).await.unwrap();
    let event = event.to_string();
    let kinds = ["registration", "phones", "as_typed", "photos", "drafts", "sealed"];
    let mut terms: Vec<(&str, &str)> = kinds.iter().map(|kind| (*kind, "0")).collect();
    terms.push(("event", &event));
    admin.post_on("/forget/terms", &terms).await;
    event
}

async fn wipe(admin: &mut Browser<'_>, event: &str) -> Page {
    let page = admin.get("/forget").await;
    let mark = attribute(&page.text, "data-mark").unwrap();
    admin.post_on("/forget", &[("event", event), ("mark", &mark), ("current", PASSPHRASE)]).await
}

/// Every database below a folder: the kit's own and those in backups.
fn databases(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            databases(&path, found);
        } else if path.file_name().is_some_and(|name| name == DATABASE) {
            found.push(path);
        }
    }
}

#[tokio::test]
async fn what_was_wiped_is_in_no_decrypted_page_of_the_file_its_log_or_a_backup() {
    let kit = Kit::start_with(founding(true)).await;
    let mut held = held(&kit).await;
    let stick = kit.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    held.admin.post("/backup", &[]).await;
    held.admin.post_on("/backup/place", &[("place", stick.to_str().unwrap())]).await;
    held.admin.post("/backup", &[]).await;

    let gone = [
        MOTHER,
        CHILD,
        SIBLING,
        VILLAGE,
        COLLECTOR,
        UNSENT,
        CORRECTED,
        PHONE,
        "GOESCHILD",
        // As the index and the search key have them.
        "zebraquilla",
        "quokkajunior",
        "wombatminor",
    ];
    let key = kit.open().key.clone();
    let everything = |kit: &Kit| {
        let mut files = Vec::new();
        databases(kit.folder.path(), &mut files);
        files.iter().flat_map(|file| pages(file, &key)).collect::<Vec<u8>>()
    };
    let before = everything(&kit);
    for word in gone {
        assert!(0 < hits(&before, word), "{word} should stand there before the wipe");
    }

    let event = all_due(&kit, &mut held.admin).await;
    let record = wipe(&mut held.admin, &event).await;
    assert!(record.text.contains("data-whole=\"true\""), "{}", record.text);

    let mut files = Vec::new();
    databases(kit.folder.path(), &mut files);
    assert_eq!(files.len(), 2, "the kit's own file and one new backup: {files:?}");
    for file in &files {
        let pages = pages(file, &key);
        for word in gone {
            assert_eq!(hits(&pages, word), 0, "{word} still stands in {}", file.display());
        }
        assert!(0 < hits(&pages, "STAYSCHILD"), "the child whose certificate waits");
        assert!(0 < hits(&pages, "SECONDMOTHER"), "asked for when somebody fetches it");
    }

    // What was fetched is told by its receipt, and its number goes to nobody else.
    let verdict = |page: &Page| valued(&page.text, "data-verdict");
    let mut officer = held.officer;
    let scanned = officer.post("/collect", &[("code", &held.fetched)]).await;
    assert_eq!(verdict(&scanned), "forgotten", "{}", scanned.text);
    assert!(!scanned.text.contains(CHILD));
    // The certificate that waits is still handed over, to whom the family named.
    let ready = officer.post("/collect/ready", &[("code", &held.waiting)]).await;
    assert_eq!(ready.status, StatusCode::OK, "{}", ready.text);
    let found = officer.post("/collect/find", &[("q", "STAYSCHILD")]).await;
    assert!(found.text.contains(&held.waiting_child), "the index was made anew");
    let scanned = officer.post("/collect", &[("code", &held.waiting)]).await;
    assert_eq!(verdict(&scanned), "ready");
    let version = attribute(&scanned.text, "data-version").unwrap();
    let taken = [
        ("version", version.as_str()),
        ("code", &held.waiting),
        ("taker", "ជា សុខុម"),
        ("relation", "grandmother"),
        ("paper", "certificate"),
    ];
    let path = format!("/collect/child/{}/hand-over", held.waiting_child);
    assert_eq!(verdict(&officer.post_on(&path, &taken).await), "collected");
    // The paper that is signed, and the report that says the same as before.
    let id = record.text.split("/forget/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let paper = held.admin.get(&format!("/forget/{id}/pdf")).await;
    assert!(paper.bytes.starts_with(b"%PDF"));
    let table = held.admin.get("/event/report/csv").await.text;
    for line in
        ["\"filed\",\"all\",\"4\"", "\"collected\",\"all\",\"2\"", "\"families\",\"all\",\"2\""]
    {
        assert!(table.contains(line), "{line}: {table}");
    }
    assert_eq!(officer.get("/register").await.status, StatusCode::OK);
    for page in
        ["/event/report", "/event/report/pdf", "/lost", "/lost/card", "/lost/tickets", "/forget"]
    {
        assert_eq!(held.admin.get(page).await.status, StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn nothing_is_wiped_before_its_term_without_the_passphrase_or_otherwise_than_the_page_said() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut admin = kit.signed_in("Admin").await;
    let event = kit.open().event().unwrap().id.to_string();
    let current = ("current", PASSPHRASE);
    let is_due = |page: &Page| page.text.contains("data-due=\"true\"");
    // The event is open.
    let mark = ("mark", "registration:1:0");
    assert!(!is_due(&admin.get("/forget").await));
    let refused = admin.post("/forget", &[("event", &event), mark, current]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    // Closed and handed over, but the focal's room is in use here.
    admin.post("/event/close", &[]).await;
    let unsure = admin.post("/forget/handed-over", &[("event", &event)]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    admin.post_on("/forget/handed-over", &[("event", &event), ("sure", "yes")]).await;
    let wrong = admin.post("/forget/terms", &[("event", &event), ("registration", "many")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    admin.post_on("/forget/terms", &[("event", &event), ("registration", "០")]).await;
    let page = admin.get("/forget").await;
    assert!(!is_due(&page), "its cases stay with whoever follows them");
    // The room was handed over: families are due, boxes after their own term.
    let id = kit.open().event().unwrap().id;
    let store = kit.open().store.clone();
    store.write(move |sp| room_arrived(sp, id)).await.unwrap();
    let page = admin.get("/forget").await;
    let mark = attribute(&page.text, "data-mark").unwrap();
    assert_eq!(mark, "registration:1:0");
    let wrong = [("event", event.as_str()), ("mark", &mark), ("current", "not the passphrase")];
    assert_eq!(admin.post("/forget", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(admin.get("/journal").await.text.contains("data-act=\"handed_over\""));
    assert!(!admin.get("/journal").await.text.contains("data-act=\"forget\""));
    let mut officer = kit.signed_in("Officer One").await;
    assert_eq!(officer.get("/forget").await.status, StatusCode::NOT_FOUND);
    let done = wipe(&mut admin, &event).await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(admin.get("/journal").await.text.contains("data-act=\"forget\""));
}

#[tokio::test]
async fn what_stays_says_why_and_no_number_that_goes() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let page = kit.signed_in("Admin").await.get("/forget").await;
    let rows: Vec<&str> = page.text.split("data-kind=\"").skip(1).collect();
    assert!(!rows.is_empty());
    for row in rows {
        let row = row.split("</li>").next().unwrap();
        assert!(!row.contains("class=\"tag"), "the event is open: {row}");
    }
}
