//! An event that is over, the next one, and the sheets of both.

use axum::http::StatusCode;
use outreach_kit::domain::event;
use outreach_kit::store::{events, staff};

use super::{acts_of, close, look, nothing_else_is_said, open_day, serve};
use crate::harness::{FOCAL, Kit, attribute, attributes, event_answers, file, mother_of_two};

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
    nothing_else_is_said(&kit, &ticket).await;
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

#[tokio::test]
async fn a_call_that_stood_when_the_event_ended_calls_nobody_any_more() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    let ticket = file(&mut phone, &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.post("/desk/next", &[]).await;
    assert!(phone.get(&ticket).await.text.contains("ticket-call"));
    let board = phone.get("/board").await.text;
    assert_eq!(attribute(&board, "data-digits").as_deref(), Some("1"), "{board}");
    // No day was opened, so that no closing of one took the call back.
    let mut admin = kit.signed_in("Admin").await;
    assert_eq!(admin.post("/event/close", &[]).await.location(), "/day?said=event-closed");
    assert!(!phone.get(&ticket).await.text.contains("ticket-call"));
    nothing_else_is_said(&kit, &ticket).await;
    let held = phone.get("/").await.text;
    assert!(held.contains("data-held-ticket=\"1\"") && !held.contains("មើលថា"), "{held}");
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
