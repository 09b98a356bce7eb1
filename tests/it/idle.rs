//! Pages that are left alone, clocks that go back under somebody who is signed in, and the own PIN before what matters.
#![allow(clippy::unwrap_used, reason = "a kit that cannot be set up should stop the test")]

use std::collections::BTreeSet;

use axum::http::StatusCode;
use outreach_kit::domain::ids::StaffId;
use outreach_kit::i18n::{Lang, text};
use outreach_kit::seal::{Cost, pin};
use outreach_kit::store::staff;

use crate::clock::{kit, pass, set};
use crate::harness::{Browser, Kit, PIN, Page, attribute, field, file, mother_of_two};
use crate::journal::acts;
use crate::kept::{kept, send_again};
use crate::malformed::{ROUTES, routes};

const SIGN_IN: &str = "/sign-in";

fn says(page: &Page, key: &str) -> bool {
    page.text.contains(&text(Lang::Km, key))
}

/// Who is offered under that name when one signs in.
async fn id_of(kit: &Kit, name: &'static str) -> String {
    crate::room::staff(kit, name).await.to_string()
}

/// An administrator who is an officer, too.
async fn both(kit: &Kit) -> (Browser<'_>, String) {
    let mut admin = kit.signed_in("Admin").await;
    let id = id_of(kit, "Admin").await;
    let given = admin.post(&format!("/staff/{id}/roles"), &[("role", "officer")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
    (admin, id)
}

#[tokio::test]
async fn what_is_sent_from_a_desk_left_alone_waits_for_the_pin() {
    let kit = kit().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let child = attribute(&page.text, "data-child").unwrap();
    let version = attribute(&page.text, "data-family-version").unwrap();
    let path = format!("/desk/child/{child}/name");
    let typed = [("version", version.as_str()), ("c1_khmer_given", "ដារ៉ា")];
    // Whoever is seen now and then goes on.
    set("2026-11-21T02:14:00Z");
    assert_eq!(officer.get("/desk").await.status, StatusCode::OK);
    set("2026-11-21T02:29:30Z");
    let waits = officer.post(&path, &typed).await;
    assert_eq!(waits.status, StatusCode::FORBIDDEN);
    assert!(kept(&waits).iter().any(|(_, value)| value == "ដារ៉ា"));
    // Neither that nor anything else brought the session back.
    assert_eq!(officer.post("/search", &[("find", "x")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(officer.get("/desk").await.location(), SIGN_IN);
    officer.cookies = kit.signed_in("Officer One").await.cookies;
    assert_eq!(send_again(&mut officer, &path, &waits).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn typing_keeps_a_page_and_nobody_is_signed_in_longer_than_a_working_day() {
    let kit = kit().await;
    let mut officer = kit.signed_in("Officer One").await;
    for minutes in (10..480).step_by(10) {
        set(&format!("2026-11-21T{:02}:{:02}:00Z", 2 + minutes / 60, minutes % 60));
        assert_eq!(officer.post("/here", &[]).await.status, StatusCode::NO_CONTENT, "{minutes}");
    }
    assert_eq!(officer.get("/desk").await.status, StatusCode::OK);
    set("2026-11-21T10:00:00Z");
    assert_eq!(officer.get("/desk").await.location(), SIGN_IN);
}

#[tokio::test]
async fn administration_left_alone_asks_for_the_pin_sooner_and_no_other_page_opens_it() {
    let kit = kit().await;
    let (mut admin, id) = both(&kit).await;
    set("2026-11-21T02:04:30Z");
    assert_eq!(admin.get("/event").await.status, StatusCode::OK);
    set("2026-11-21T02:09:31Z");
    assert_eq!(admin.get("/desk").await.status, StatusCode::OK, "the desk waits longer");
    set("2026-11-21T02:10:00Z");
    assert_eq!(admin.get("/event").await.location(), SIGN_IN);
    let path = format!("/staff/{id}/roles");
    let waits = admin.post(&path, &[("role", "helper")]).await;
    assert_eq!(waits.status, StatusCode::FORBIDDEN);
    // So does one with secrets, which no page holds.
    let secret = admin.post("/staff", &[("name", "New Helper"), ("pin", "7306")]).await;
    assert!(asks(&secret));
    let waits = admin.post(&path, &[("role", "helper")]).await;
    // Whoever may not enter is told nothing of it.
    let mut officer = kit.signed_in("Officer One").await;
    set("2026-11-21T02:16:00Z");
    assert_eq!(officer.get("/event").await.status, StatusCode::NOT_FOUND);
    assert_eq!(type_pin(&mut admin, &path, &waits, PIN).await.location(), "/staff");
    assert_eq!(admin.get("/event").await.status, StatusCode::OK);
}

#[tokio::test]
async fn after_the_clock_went_back_nobody_is_thrown_out_and_sessions_end_as_ever() {
    let kit = kit().await;
    let mut officer = kit.signed_in("Officer One").await;
    let mut other = kit.signed_in("Officer Two").await;
    set("2025-11-21T02:00:00Z");
    assert_eq!(officer.get("/desk").await.status, StatusCode::OK);
    set("2025-11-21T02:14:00Z");
    assert_eq!(officer.get("/desk").await.status, StatusCode::OK);
    // Who was not there when it went back is not let in for a year.
    set("2025-11-21T02:16:00Z");
    assert_eq!(other.get("/desk").await.location(), SIGN_IN);
    set("2025-11-21T02:30:00Z");
    assert_eq!(officer.get("/desk").await.location(), SIGN_IN);
}

#[tokio::test]
async fn tries_come_back_after_the_clock_went_back() {
    let kit = kit().await;
    let id = id_of(&kit, "Officer One").await;
    let mut laptop = kit.laptop();
    let right = [("staff", id.as_str()), ("pin", PIN)];
    for _ in 0..9 {
        laptop.post(SIGN_IN, &[("staff", &id), ("pin", "0000")]).await;
    }
    set("2026-11-20T02:00:00Z");
    assert!(says(&laptop.post(SIGN_IN, &right).await, "sign-in-slow"));
    set("2026-11-20T02:00:20Z");
    assert_eq!(laptop.post(SIGN_IN, &right).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn invented_names_lock_nobody_out_and_fill_no_journal() {
    let kit = kit().await;
    let mut stranger = kit.laptop();
    let mut slowed = 0;
    for name in 0..5000 {
        let id = format!("{name:032x}");
        let answer = stranger.post(SIGN_IN, &[("staff", &id), ("pin", "0000")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(says(&answer, "sign-in-wrong") || says(&answer, "sign-in-slow"));
        slowed += u32::from(says(&answer, "sign-in-slow"));
    }
    assert!(slowed > 4980, "all invented names try together, {slowed}");
    kit.signed_in("Officer One").await;
    kit.signed_in("Officer Two").await;
    let noted = acts(&kit).await.into_iter().filter(|act| act == "wrong_pin").count();
    assert_eq!(noted, 1);
    // It is worth a line again later.
    set("2026-11-21T02:10:00Z");
    let id = format!("{:032x}", 7);
    stranger.post(SIGN_IN, &[("staff", &id), ("pin", "0000")]).await;
    let noted = acts(&kit).await.into_iter().filter(|act| act == "wrong_pin").count();
    assert_eq!(noted, 2);
}

/// The form that waits for the PIN.
fn waiting(page: &Page) -> String {
    field(&page.text, "own_pin_for")
}

/// Whether a page asks for the own PIN.
fn asks(page: &Page) -> bool {
    page.status == StatusCode::FORBIDDEN && !waiting(page).is_empty()
}

async fn type_pin(browser: &mut Browser<'_>, path: &str, page: &Page, pin: &str) -> Page {
    browser.post(path, &[("own_pin_for", &waiting(page)), ("own_pin", pin)]).await
}

#[tokio::test]
async fn who_works_here_changes_only_after_the_own_pin_and_what_was_typed_waits() {
    let kit = kit().await;
    let (mut admin, _) = both(&kit).await;
    for time in ["2026-11-21T02:04:00Z", "2026-11-21T02:08:00Z"] {
        set(time);
        assert_eq!(admin.get("/staff").await.status, StatusCode::OK, "pages are read without");
    }
    let person = [("name", "New Helper"), ("role", "helper"), ("pin", "7306")];
    let asked = admin.post("/staff", &person).await;
    assert!(asks(&asked) && !asked.text.contains("7306"));
    let wrong = type_pin(&mut admin, "/staff", &asked, "0000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        says(&wrong, "own-pin-wrong") && says(&kit.laptop().get(SIGN_IN).await, "sign-in-title")
    );
    assert!(!kit.laptop().get(SIGN_IN).await.text.contains("New Helper"), "not added yet");
    let elsewhere = type_pin(&mut admin, "/devices/door", &asked, PIN).await;
    assert_eq!(elsewhere.status, StatusCode::CONFLICT, "it goes where it was sent");
    assert_eq!(type_pin(&mut admin, "/staff", &wrong, PIN).await.location(), "/staff");
    let again = type_pin(&mut admin, "/staff", &wrong, PIN).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "once");
    // For a while that is enough.
    let new = id_of(&kit, "New Helper").await;
    let role = admin.post(&format!("/staff/{new}/roles"), &[("role", "officer")]).await;
    assert_eq!(role.location(), "/staff");
    let mut helper = kit.laptop();
    let signed = helper.post(SIGN_IN, &[("staff", &new), ("pin", "7306")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "the PIN that waited is theirs");
    // Who may not do it is told what they are always told.
    assert_eq!(helper.post("/staff", &person).await.status, StatusCode::NOT_FOUND);
}

/// Everything that is done only after the own PIN, and one who may not do it at all. What changes who works here comes
/// last, since it ends somebody's sign-in.
const AFTER_THE_PIN: [(&str, &str); 14] = [
    ("/register/csv", "Helper"),
    ("/devices/door", "Officer Two"),
    ("/devices/code", "Officer Two"),
    ("/devices/asking/{id}", "Officer Two"),
    ("/devices/{id}/name", "Officer Two"),
    ("/devices/{id}/off", "Officer Two"),
    ("/event/next", "Officer Two"),
    ("/staff", "Officer Two"),
    ("/staff/{id}/roles", "Officer Two"),
    ("/staff/{id}/roles/off", "Officer Two"),
    ("/staff/{id}/pin", "Officer Two"),
    ("/staff/{id}/tries", "Officer Two"),
    ("/staff/{id}/leave", "Officer Two"),
    ("/staff/{id}/back", "Officer Two"),
];

#[tokio::test]
async fn everything_behind_the_second_step_waits_for_the_pin_and_then_goes_on() {
    let behind_it = ["by_own_pin", "devices_by_own_pin"].into_iter().flat_map(routes);
    let there: BTreeSet<String> =
        behind_it.filter(|(.., post)| *post).map(|(template, ..)| template).collect();
    let listed: BTreeSet<String> =
        AFTER_THE_PIN.iter().map(|(template, _)| (*template).to_owned()).collect();
    assert_eq!(listed, there, "a line here for each route behind the second step");
    assert_eq!(ROUTES.matches("own_pin::ask").count(), 2, "those two parts stand behind it");

    let kit = kit().await;
    let (mut admin, _) = both(&kit).await;
    let helper = id_of(&kit, "Helper").await;
    for (template, other) in AFTER_THE_PIN {
        // What was typed for the one before is not fresh any more.
        pass(330);
        let path = template.replace("{id}", &helper);
        let before = acts(&kit).await;
        let asked = admin.post(&path, &[]).await;
        assert!(asks(&asked), "{template}: {}", asked.status);
        assert_eq!(acts(&kit).await, before, "{template}: nothing is done yet");
        let done = type_pin(&mut admin, &path, &asked, PIN).await;
        assert!(!done.text.contains("own_pin_for"), "{template}: {}", done.status);
        assert_ne!(done.status, StatusCode::FORBIDDEN, "{template}");
        let refused = kit.signed_in(other).await.post(&path, &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{template} as {other}");
    }
}

#[tokio::test]
async fn a_whole_register_leaves_only_after_the_own_pin() {
    let kit = kit().await;
    let mut officer = kit.officer("Officer One", "1").await;
    let which = [("which", "all")];
    assert_eq!(officer.post("/register/csv", &which).await.status, StatusCode::OK);
    set("2026-11-21T02:05:00Z");
    let asked = officer.post("/register/csv", &which).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    let file = type_pin(&mut officer, "/register/csv", &asked, PIN).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.headers.get("content-type").unwrap().to_str().unwrap().starts_with("text/csv"));
}

#[tokio::test]
async fn a_role_is_taken_off_and_somebody_always_administers() {
    let kit = kit().await;
    let (mut admin, own) = both(&kit).await;
    let officer_id = id_of(&kit, "Officer One").await;
    let mut officer = kit.signed_in("Officer One").await;
    let off = |id: &str| format!("/staff/{id}/roles/off");
    let taken = admin.post(&off(&officer_id), &[("role", "officer")]).await;
    assert_eq!(taken.location(), "/staff");
    assert_eq!(officer.get("/desk").await.status, StatusCode::NOT_FOUND);
    let last = admin.post(&off(&own), &[("role", "administrator")]).await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(says(&last, "staff-last-administrator"));
    let to_add = last.text.split("action=\"/staff\"").nth(1).unwrap();
    assert!(!to_add.contains("class=\"mistake\""), "nothing is wrong with somebody new");
    let focal = id_of(&kit, "Focal").await;
    let kept = admin.post(&off(&focal), &[("role", "focal")]).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY, "a focal goes with the key");
    admin.post(&format!("/staff/{officer_id}/roles"), &[("role", "administrator")]).await;
    assert_eq!(admin.post(&off(&own), &[("role", "administrator")]).await.location(), "/");
    assert_eq!(admin.get("/staff").await.status, StatusCode::NOT_FOUND);
    assert_eq!(admin.get("/desk").await.status, StatusCode::OK);
    assert_eq!(acts(&kit).await.into_iter().filter(|act| act == "take_role").count(), 2);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let kit = kit().await;
    let mut officer = kit.officer("Officer One", "1").await;
    let mut before = officer.clone();
    let id = id_of(&kit, "Officer One").await;
    officer.post_on(SIGN_IN, &[("staff", &id), ("pin", PIN)]).await;
    assert_eq!(before.get("/desk").await.location(), SIGN_IN);
    assert_eq!(officer.get("/desk").await.status, StatusCode::OK);
    // Whoever signs in over somebody else signs them out.
    let mut before = officer.clone();
    let other = id_of(&kit, "Officer Two").await;
    officer.post_on(SIGN_IN, &[("staff", &other), ("pin", PIN)]).await;
    assert_eq!(before.get("/desk").await.location(), SIGN_IN);
    assert_eq!(acts(&kit).await.into_iter().filter(|act| act == "sign_out").count(), 1);
}

#[tokio::test]
async fn a_pin_of_an_earlier_program_is_stored_at_todays_cost_once_it_was_right() {
    let kit = kit().await;
    let id = id_of(&kit, "Officer One").await;
    let dearer: Cost = serde_json::from_str("{\"m\":64,\"t\":2,\"p\":1}").unwrap();
    let (member, earlier) = (StaffId::parse(&id).unwrap(), pin::hash(PIN, dearer).unwrap());
    let stored = earlier.clone();
    let open = kit.open();
    open.store.write(move |sp| staff::set_pin(sp, member, &stored)).await.unwrap();
    let pin_of = async || open.store.read(move |conn| staff::pin_of(conn, member)).await.unwrap();
    let wrong = [("staff", id.as_str()), ("pin", "7306")];
    assert_eq!(kit.laptop().post(SIGN_IN, &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(pin_of().await, Some(earlier), "a wrong one says nothing");
    let right = [("staff", id.as_str()), ("pin", PIN)];
    for _ in 0..2 {
        assert_eq!(kit.laptop().post(SIGN_IN, &right).await.status, StatusCode::SEE_OTHER);
        let now = pin_of().await.unwrap();
        assert!(pin::verify(PIN, &now) && !pin::is_of_another_cost(&now, Cost::test()));
    }
}
