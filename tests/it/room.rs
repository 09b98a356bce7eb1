//! The focal's room through its door: opened, left, listed, followed.
#![allow(clippy::unwrap_used, reason = "a room that cannot be read should stop the test")]

use axum::http::StatusCode;
use outreach_kit::acts::{By, NewMember, seal};
use outreach_kit::domain::ids::{ChildId, FamilyId, StaffId};
use outreach_kit::domain::safeguarding::{About, Sign, What};
use outreach_kit::domain::staff::Role;
use outreach_kit::store::StoreError;

use crate::clock::{self, pass};
use crate::harness::{
    Browser, FOCAL, Kit, PIN, Page, attribute, behind, field, file, founding, mother_of_two, valued,
};

/// Words that nothing but the room may ever show.
pub(crate) const CANARY: &str = "zzcanaryផ្អែមzz";

/// The second focal's passphrase.
pub(crate) const OTHER: &str = "orange kettle window thunder";

/// A kit with two focals and two families of two children each.
pub(crate) async fn kit() -> Kit {
    let kit = Kit::fresh();
    begin(&kit).await;
    kit
}

pub(crate) async fn begin(kit: &Kit) {
    let mut founding = founding(false);
    founding.members.push(NewMember {
        name: "Second Focal".to_owned(),
        pin: PIN.to_owned(),
        roles: vec![Role::Focal],
        passphrase: OTHER.to_owned(),
    });
    kit.app.found(founding).await.unwrap();
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
}

/// A focal who is signed in and has opened the room.
pub(crate) async fn opened<'a>(kit: &'a Kit, name: &str, passphrase: &str) -> Browser<'a> {
    let mut focal = kit.signed_in(name).await;
    let answer = focal.post("/room", &[("passphrase", passphrase)]).await;
    let shown = (answer.status, answer.location());
    assert_eq!(shown, (StatusCode::SEE_OTHER, "/room"), "{}", answer.text);
    focal.post("/prefs", &[("lang", "en")]).await;
    focal
}

/// Families and children in the order in which they came.
pub(crate) async fn children(kit: &Kit) -> Vec<(FamilyId, ChildId)> {
    let store = kit.open().store.clone();
    let read = store.read(|conn| {
        let sql = "SELECT f.id, c.id FROM children c JOIN families f ON f.id = c.family ORDER BY f.arrival, c.position";
        let mut statement = conn.prepare(sql)?;
        let all = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok::<_, StoreError>(all.collect::<Result<Vec<_>, _>>()?)
    });
    read.await.unwrap()
}

pub(crate) async fn staff(kit: &Kit, name: &'static str) -> StaffId {
    let sql = "SELECT id FROM staff WHERE name = ?1";
    let store = kit.open().store.clone();
    let id = store.read(move |conn| {
        Ok::<_, StoreError>(conn.query_row(sql, [name], |row| row.get::<_, StaffId>(0))?)
    });
    id.await.unwrap()
}

/// What an officer noted at a desk.
pub(crate) async fn noted(kit: &Kit, whom: (FamilyId, ChildId), what: What) {
    let event = kit.open().event().unwrap().id;
    let by = By { staff: Some(staff(kit, "Officer One").await), at: (kit.app.now)() };
    let about = About { family: whom.0, child: Some(whom.1) };
    let store = kit.open().store.clone();
    store.write(move |sp| seal::note(sp, event, about, what, by)).await.unwrap();
}

pub(crate) fn seen(sign: Sign, here_now: bool) -> What {
    What::Observed { signs: vec![sign], here_now }
}

/// Sends a form of a child's page as the page would.
pub(crate) async fn act(focal: &mut Browser<'_>, child: ChildId, fields: &[(&str, &str)]) -> Page {
    let path = format!("/room/child/{child}");
    let page = focal.get(&path).await;
    // A page that first asks what it is looked at for knows of nothing yet.
    let seen = attribute(&page.text, "data-seen").unwrap_or_default();
    focal.post(&path, &[fields, &[("seen", seen.as_str())]].concat()).await
}

pub(crate) async fn done(focal: &mut Browser<'_>, child: ChildId, fields: &[(&str, &str)]) -> Page {
    let answer = act(focal, child, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", said(&answer));
    focal.get(answer.location()).await
}

/// The sentence in which a page says what was wrong.
pub(crate) fn said(page: &Page) -> String {
    // For what a test says when it fails: there may be none.
    let after = page.text.split("role=\"alert\"").nth(1).unwrap_or_default();
    after.chars().take(200).collect()
}

#[tokio::test]
async fn only_the_own_passphrase_opens_it_and_many_wrong_ones_slow_down() {
    let kit = kit().await;
    let mut focal = kit.signed_in("Focal").await;
    assert_eq!(focal.get("/sign-in").await.status, StatusCode::OK);
    let shut = focal.get("/room/due").await;
    assert!(shut.text.contains("name=\"passphrase\"") && shut.text.contains("value=\"/room/due\""));
    for wrong in [OTHER, PIN, "rice field morning kettle"] {
        let answer = focal.post("/room", &[("passphrase", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(!answer.text.contains(wrong), "a secret goes into no page");
    }
    let open = focal.post("/room", &[("passphrase", FOCAL), ("back", "/room/due")]).await;
    assert_eq!((open.status, open.location()), (StatusCode::SEE_OTHER, "/room/due"));
    assert!(!focal.get("/room/due").await.text.contains("name=\"passphrase\""));
    // Another sign-in of the same person is another room.
    let mut elsewhere = kit.signed_in("Focal").await;
    assert!(elsewhere.get("/room").await.text.contains("name=\"passphrase\""));
    for _ in 0..10 {
        elsewhere.post("/room", &[("passphrase", "x")]).await;
    }
    let slowed = elsewhere.post("/room", &[("passphrase", FOCAL)]).await;
    assert_eq!(slowed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = kit.signed_in("Second Focal").await.post("/room", &[("passphrase", OTHER)]).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "nobody else is slowed");
    // An address of somebody else's to go back to is not gone to.
    let away = [("passphrase", OTHER), ("back", "//evil.example/room")];
    let led = kit.signed_in("Second Focal").await.post("/room", &away).await;
    assert_eq!(led.location(), "/room");
}

#[tokio::test]
async fn it_is_shut_by_its_button_by_signing_out_and_with_the_program() {
    let kit = kit().await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    assert_eq!(kit.app.rooms.count(), 1);
    focal.post("/room/lock", &[]).await;
    assert_eq!(kit.app.rooms.count(), 0);
    assert!(focal.get("/room").await.text.contains("name=\"passphrase\""));
    focal.post("/room", &[("passphrase", FOCAL)]).await;
    focal.post("/sign-out", &[]).await;
    assert_eq!(kit.app.rooms.count(), 0);
}

#[tokio::test]
async fn left_alone_it_shuts_itself_and_what_was_typed_waits_unread() {
    let kit = clock::fresh();
    begin(&kit).await;
    let all = children(&kit).await;
    let child = all[0].1;
    noted(&kit, all[0], seen(Sign::Worry, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    pass(119);
    assert!(!focal.get("/room").await.text.contains("name=\"passphrase\""), "by hand");
    pass(119);
    assert_eq!(focal.post("/room/here", &[]).await.status, StatusCode::NO_CONTENT, "typing");
    pass(121);
    let path = format!("/room/child/{child}");
    let event = kit.open().event().unwrap().id.to_string();
    let words = [("do", "words"), ("event", event.as_str()), ("own_words", CANARY)];
    let shut = focal.post(&path, &words).await;
    assert_eq!(shut.status, StatusCode::FORBIDDEN);
    assert!(!shut.text.contains("canary"), "nobody at the screen reads it");
    assert_eq!(kit.app.rooms.count(), 0, "the secret is gone");
    let held = |page: &Page| field(&page.text, "held");
    let wrong = focal.post(&path, &[("held", &held(&shut)), ("passphrase", "wrong one")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again =
        [("held", held(&wrong)), ("passphrase", FOCAL.to_owned()), ("event", event.clone())];
    let again: Vec<_> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let saved = focal.post(&path, &again).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", said(&saved));
    assert!(focal.get(&path).await.text.contains(CANARY));
    // A page that was left alone sends what stands in its boxes; nothing of it is noted until somebody does.
    let left = [("do", "words"), ("own_words", "half a sentence"), ("hold", "now")];
    let shut = focal.post(&path, &left).await;
    assert_eq!((shut.status, kit.app.rooms.count()), (StatusCode::FORBIDDEN, 0));
    let back = focal.post(&path, &[("held", &held(&shut)), ("passphrase", FOCAL)]).await;
    assert_eq!(back.status, StatusCode::OK, "{}", said(&back));
    let boxed = behind(&back.text, "name=\"own_words\"");
    assert!(boxed.split("</textarea>").next().unwrap().contains("half a sentence"));
    assert_eq!(back.text.matches("half a sentence").count(), 1, "it is not in the history");
    // Signing in ran out: the same, without a word of it in the page.
    pass(16 * 60);
    assert_eq!(focal.get("/room").await.location(), "/sign-in");
    pass(60 * 60);
    let out = focal.post(&path, &words).await;
    assert_eq!(out.status, StatusCode::FORBIDDEN);
    assert!(out.text.contains("name=\"held\"") && !out.text.contains("canary"));
}

#[tokio::test]
async fn the_list_is_by_due_time_and_says_nothing_to_a_passer_by() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[3], seen(Sign::HurtOrIll, false)).await;
    noted(&kit, all[2], seen(Sign::Worry, true)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let page = focal.get("/room").await;
    let order = crate::harness::attributes(&page.text, "data-followed");
    assert_eq!(order[..2], [all[2].1.to_string(), all[3].1.to_string()], "who is here comes first");
    assert!(page.text.contains("data-draft") && page.text.contains("kh-outreach-screening"));
    assert!(page.text.contains("in 24 h"), "{}", page.text);
    let list = behind(&page.text, "<ul class=\"rows\" id=\"due\"");
    for word in ["High", "Medium", "Low", "risk", "hurt", "concern", "safeguard", "class=\"stop"] {
        assert!(!list.contains(word), "{word}");
    }
    // Answers at the table: a family that only has points has no clock.
    let poor = [("do", "support"), ("idpoor", "1"), ("school", "no"), ("support_for", "child")];
    let support = act(&mut focal, all[1].1, &poor).await;
    assert_eq!(support.status, StatusCode::SEE_OTHER, "{}", said(&support));
    let page = focal.get("/room").await;
    let part = behind(&page.text, "id=\"support\"");
    assert!(part.contains(&all[1].1.to_string()) && !part.contains("data-due"), "{part}");
}

#[tokio::test]
async fn every_step_is_noted_shown_and_can_be_taken_back() {
    let kit = kit().await;
    let all = children(&kit).await;
    let child = all[0].1;
    noted(&kit, all[0], seen(Sign::HurtOrIll, true)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let path = format!("/room/child/{child}");
    let page = focal.get(&path).await;
    assert!(page.text.contains("data-rule=\"R02\""), "{}", page.text);
    assert!(page.text.contains("Badly hurt, or very ill") && page.text.contains("Officer One"));
    // Lowering wants a reason, and what was typed stays.
    let low = [("do", "level"), ("level", "low"), ("level_reason", "")];
    let refused = act(&mut focal, child, &low).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"low\" checked"));
    done(&mut focal, child, &[("do", "level"), ("level", "high")]).await;
    done(&mut focal, child, &[("do", "contact"), ("contact_on", "2026-11-21")]).await;
    let plan = [("do", "plan"), ("plan_help", "follow_up_visit"), ("plan_on", "2026-11-25")];
    let planned = done(&mut focal, child, &plan).await;
    let plan = field(&planned.text, "plan");
    let given = [("do", "done"), ("done_help", "food_package"), ("done_on", "2026-11-21")];
    done(&mut focal, child, &given).await;
    let talk = [("conference_on", "2026-11-21"), ("conference_words", "stays at home")];
    done(&mut focal, child, &[&[("do", "conference")], &talk[..]].concat()).await;
    let without = act(&mut focal, child, &[("do", "refer"), ("refer_to", "DoSVY")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody agreed");
    assert!(without.text.contains("value=\"DoSVY\""));
    let agree = [("agree_to", "share_ministry"), ("agree_to", "safe_to_call")];
    let agree = [&[("do", "agree"), ("agree_given", "yes"), ("agree_who", "aunt")], &agree[..]];
    let agreed = done(&mut focal, child, &agree.concat()).await;
    assert!(agreed.text.contains("draft-1"), "the version of the words");
    done(&mut focal, child, &[("do", "refer"), ("refer_to", "DoSVY")]).await;
    done(&mut focal, child, &[("do", "told"), ("safe_now", "no"), ("told", "police")]).await;
    let words = done(&mut focal, child, &[("do", "words"), ("own_words", CANARY)]).await;
    assert!(words.text.contains(CANARY));
    // Taken back: it stays in the history as what it was.
    let note = field(behind(&words.text, "class=\"undo\""), "note");
    let back = done(&mut focal, child, &[("do", "mistake"), ("note", &note)]).await;
    assert!(back.text.contains("taken back"));
    done(&mut focal, child, &[("do", "drop"), ("plan", &plan)]).await;
    let gone = act(&mut focal, child, &[("do", "drop"), ("plan", &plan)]).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The highest level ends only when somebody follows on.
    let closing = act(&mut focal, child, &[("do", "close"), ("outcome", "safe")]).await;
    assert_eq!(closing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let closed = [("do", "close"), ("outcome", "handed_over"), ("handed_to", "DoSVY Pursat")];
    assert!(done(&mut focal, child, &closed).await.text.contains("DoSVY Pursat"));
    assert!(focal.get("/room").await.text.contains("id=\"closed\""));
    // Once the room was shut, a closed record is opened for a reason only.
    focal.post("/room/lock", &[]).await;
    focal.post("/room", &[("passphrase", FOCAL)]).await;
    let asked = focal.get(&path).await;
    assert!(asked.text.contains("name=\"view_for\"") && !asked.text.contains("DoSVY"));
    let blank = focal.post(&path, &[("do", "view")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    focal.post(&path, &[("do", "view"), ("view_words", "the aunt came back")]).await;
    done(&mut focal, child, &[("do", "reopen"), ("reopen_reason", "moved back")]).await;
    let views = focal.get("/room/views").await.text;
    assert!(views.contains("the aunt came back") && views.contains("Focal"));
}

#[tokio::test]
async fn whoever_is_slower_sees_first_what_was_noted_meanwhile() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::Worry, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let path = format!("/room/child/{}", all[0].1);
    let seen_first = valued(&focal.get(&path).await.text, "data-seen");
    noted(&kit, all[0], seen(Sign::Alone, false)).await;
    let level = [("do", "level"), ("level", "medium"), ("level_reason", "an aunt is here")];
    let late = focal.post(&path, &[&level[..], &[("seen", &seen_first)]].concat()).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("value=\"an aunt is here\"") && late.text.contains("R03"));
    let again = act(&mut focal, all[0].1, &level).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", said(&again));
}

#[tokio::test]
async fn visits_go_on_a_sheet_among_other_homes() {
    let kit = kit().await;
    let all = children(&kit).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    assert_eq!(focal.get("/room/due/sheet").await.status, StatusCode::NOT_FOUND);
    let found = focal.post("/room/find", &[("q", "1")]).await;
    assert!(found.text.contains(&all[1].1.to_string()), "any family can be reached");
    let path = format!("/room/child/{}", all[1].1);
    assert!(focal.get(&path).await.text.contains("name=\"view_for\""), "it is on no list");
    focal.post(&path, &[("do", "view"), ("view_for", "visit")]).await;
    let plan = [("do", "plan"), ("plan_help", "follow_up_visit"), ("plan_on", "2026-11-25")];
    done(&mut focal, all[1].1, &plan).await;
    assert!(focal.get("/room/due").await.text.contains("25 November 2026"));
    let sealed =
        async || crate::journal::acts(&kit).await.iter().filter(|act| *act == "sealed").count();
    let before = sealed().await;
    let sheet = focal.get("/room/due/sheet").await;
    assert_eq!(sealed().await, before + 1, "a sheet that leaves is in the journal");
    assert_eq!(sheet.status, StatusCode::OK);
    assert!(sheet.bytes.starts_with(b"%PDF"));
}
