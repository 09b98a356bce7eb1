//! The room at its edges: what leads to it, what it does not tell, what a file brings and what an answer is not.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a room that cannot be read should stop the test"
)]

use axum::http::StatusCode;
use outreach_kit::domain::retention::Kind;
use outreach_kit::domain::safeguarding::{Agreed, Level, Sign, Vital, What, standing};
use outreach_kit::store::{families, forget};

use crate::forget::form_of;
use crate::hand_over::{agreed, first, level, made, made_of, note, notes, taken_in, there};
use crate::harness::{FOCAL, Kit, Page, SECOND, now};
use crate::room::{OTHER, act, children, kit, noted, opened, seen, staff};

#[tokio::test]
async fn the_start_page_leads_a_focal_to_their_list_and_nobody_else() {
    let kit = kit().await;
    let of = async |name: &str| kit.signed_in(name).await.get("/").await.text;
    let focal = of("Focal").await;
    assert!(focal.contains("href=\"/room\"") && !focal.contains("href=\"/day/open\""));
    assert!(!focal.contains("notice screen-only\" role=\"status\"><p>"));
    for other in ["Officer One", "Admin"] {
        assert!(!of(other).await.contains("href=\"/room\""), "{other}");
    }
    assert!(!kit.signed_in("Officer One").await.get("/").await.text.contains("/day/open"));
    assert!(!kit.laptop().get("/").await.text.contains("href=\"/room\""));
}

#[tokio::test]
async fn an_event_that_is_none_is_answered_as_one_of_somebody_elses() {
    let (elsewhere, _) = first().await;
    let kit = kit().await;
    let event = there(&elsewhere).await.0.to_string();
    // The room that came belongs to whoever took it in.
    taken_in(&kit, &made(&elsewhere).await, FOCAL).await.unwrap();
    let none = "f".repeat(32);
    let mut other = kit.signed_in("Second Focal").await;
    let whole = |page: Page, asked: &str| {
        (page.status, page.headers, page.text.replace(asked, "the event"))
    };
    for typed in [OTHER, SECOND] {
        let mut answers = Vec::new();
        for asked in [&event, &none] {
            let answer = other.post("/room", &[("passphrase", typed), ("event", asked)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{asked}");
            answers.push(whole(answer, asked));
        }
        assert_eq!(answers[0], answers[1], "with {typed}");
    }
    for path in ["/room?event=", "/room/due?event="] {
        let there = other.get(&format!("{path}{event}")).await;
        let nowhere = other.get(&format!("{path}{none}")).await;
        assert_eq!(whole(there, &event), whole(nowhere, &none), "{path}");
    }
    assert_eq!(kit.app.rooms.count(), 0);
    let mut own = kit.signed_in("Focal").await;
    let opened = own.post("/room", &[("passphrase", SECOND), ("event", &event)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "whose it is opens it");
}

#[tokio::test]
async fn a_vital_reason_is_ticked_and_stands_with_the_rules_words() {
    let kit = kit().await;
    let (family, child) = children(&kit).await[0];
    noted(&kit, (family, child), seen(Sign::AskedForHelp, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    note(&kit, family, Some(0), level(Level::High)).await;
    let page = focal.get(&format!("/room/child/{child}")).await.text;
    for rule in Vital::ALL {
        assert!(page.contains(&format!("name=\"refer_rule\" value=\"{}\"", rule.code())));
    }
    let words = [("do", "refer"), ("refer_to", "DoSVY"), ("refer_vital", "R01 afraid tonight")];
    let refused = act(&mut focal, child, &words).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "words alone are no ground");
    assert!(refused.text.contains("R01 afraid tonight"), "and are kept");
    let ticked = [&words[..], &[("refer_rule", "R01")]].concat();
    assert_eq!(act(&mut focal, child, &ticked).await.status, StatusCode::SEE_OTHER);
    let slip = [("do", "slip"), ("slip_for", "share_ministry"), ("slip_to", "DoSVY")];
    let slip = act(&mut focal, child, &[&slip[..], &[("current", FOCAL)]].concat()).await;
    assert_eq!(slip.status, StatusCode::SEE_OTHER, "{}", slip.text);
    // A program that takes every record for agreed to gets none on that ground.
    let fields = [
        ("do", "records"),
        ("program", "oscar"),
        ("organisation", "M"),
        ("referrer", "F"),
        ("phone", "012"),
        ("file_passphrase", "seven quiet boats at noon"),
        ("current", FOCAL),
    ];
    focal.post("/room/hand-over", &fields).await;
    let page = focal.get("/room/hand-over").await.text;
    assert!(page.contains("No record may leave yet") && page.contains("takes every record"));
    let primero = [fields[0], ("program", "mosvy-kh"), fields[5], fields[6]];
    focal.post("/room/hand-over", &primero).await;
    assert!(focal.get("/room/hand-over").await.text.contains("One record leaves"));
    assert!(focal.get("/room/views").await.text.contains("The record left in a file"));
}

#[tokio::test]
async fn find_says_the_same_of_a_hidden_number_and_of_none() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::HurtOrIll, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let who = staff(&kit, "Second Focal").await.to_string();
    act(&mut focal, all[0].1, &[("do", "exclude"), ("exclude_staff", &who)]).await;
    let mut other = opened(&kit, "Second Focal", OTHER).await;
    let hidden = other.post("/room/find", &[("q", "1")]).await.text;
    let none = other.post("/room/find", &[("q", "9")]).await.text;
    assert!(hidden.contains("No record to open here."));
    assert_eq!(hidden.replace("value=\"1\"", "value=\"9\""), none);
}

#[tokio::test]
async fn a_list_from_elsewhere_prints_no_tour() {
    let (first, _) = first().await;
    let visit = What::Planned {
        help: outreach_kit::domain::safeguarding::Help::FollowUpVisit,
        on: jiff::civil::date(2026, 11, 25),
        who: String::new(),
    };
    let (event, families) = there(&first).await;
    note(&first, families[0], Some(0), visit).await;
    let second = Kit::start().await;
    taken_in(&second, &made(&first).await, FOCAL).await.unwrap();
    let mut focal = second.signed_in("Focal").await;
    let event = event.to_string();
    focal.post("/room", &[("passphrase", SECOND), ("event", &event)]).await;
    focal.post("/prefs", &[("lang", "en")]).await;
    let page = focal.get("/room/due").await.text;
    assert!(page.contains("came from another laptop") && !page.contains("/room/due/sheet"));
    assert_eq!(focal.get("/room/due/sheet").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_later_file_brings_what_changed_and_an_older_one_takes_nothing_back() {
    let (first, _) = first().await;
    let second = Kit::start().await;
    let family = there(&first).await.1[0];
    let old = made(&first).await;
    taken_in(&second, &old, FOCAL).await.unwrap();
    let there_now = async || {
        let store = second.open().store.clone();
        let read = store.read(move |conn| families::by_id(conn, family)).await.unwrap().unwrap();
        let names = read.children.iter().map(|child| child.name.given_lat.clone());
        let persons = read.persons.iter().map(|one| one.name.given_lat.clone());
        (read.phone, names.collect::<Vec<_>>(), persons.collect::<Vec<_>>())
    };
    let (phone, names, persons) = there_now().await;
    assert_eq!(phone, "");
    note(&first, family, None, agreed(Agreed::SafeToCall, true)).await;
    let mut officer = first.signed_in("Officer One").await;
    let path = format!("/desk/family/{family}/correct");
    let mut fields = form_of(&officer.get(&path).await.text);
    for (name, value) in &mut fields {
        match name.as_str() {
            "c2_latin_given" => "ZZNEW".clone_into(value),
            "phone" => "012 345 679".clone_into(value),
            _ => {}
        }
    }
    let fields: Vec<_> = fields.iter().map(|(name, it)| (name.as_str(), it.as_str())).collect();
    assert_eq!(officer.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let safe = made(&first).await;
    taken_in(&second, &safe, FOCAL).await.unwrap();
    let brought = there_now().await;
    assert_eq!(
        brought,
        ("+85512345679".to_owned(), vec![names[0].clone(), "ZZNEW".to_owned()], persons)
    );
    let again = taken_in(&second, &old, FOCAL).await.unwrap();
    assert_eq!((again.new.changed, again.notes), (0, 0));
    assert_eq!(there_now().await, brought, "an older file takes nothing back");
    // When it was corrected came along: what that brought to light is known since then.
    let corrected = async |kit: &Kit| {
        let read = kit.open().store.read(move |conn| families::revisions_of(conn, family)).await;
        let all = read.unwrap().into_iter();
        all.map(|one| (one.field, one.before, one.after, one.at)).collect::<Vec<_>>()
    };
    assert!(!corrected(&first).await.is_empty());
    assert_eq!(corrected(&second).await, corrected(&first).await);
    // Called a mistake, it was never said.
    let event = there(&first).await.0;
    let said = notes(&first, event, FOCAL).await;
    let said = standing(&said).find(|note| matches!(note.what, What::Consent { .. })).unwrap().id;
    note(&first, family, None, What::WrongChild { note: said, reason: String::new() }).await;
    taken_in(&second, &made(&first).await, FOCAL).await.unwrap();
    assert_eq!(there_now().await.0, "");
    let fields: Vec<String> =
        corrected(&second).await.into_iter().map(|(field, ..)| field).collect();
    assert!(!fields.is_empty() && !fields.iter().any(|field| field == "phone"), "{fields:?}");
    taken_in(&second, &safe, FOCAL).await.unwrap();
    assert_eq!(there_now().await.0, "", "by all that is noted, and not by the file");
    // What the first laptop forgot is no correction.
    let kept = there_now().await;
    let store = first.open().store.clone();
    let wiped = store.write(move |sp| {
        sp.execute("UPDATE children SET state = 'sent_to_district' WHERE position = 1", ())?;
        forget::wipe(sp, event, &[Kind::Registration], now())
    });
    wiped.await.unwrap();
    note(&first, family, None, level(Level::Medium)).await;
    taken_in(&second, &made_of(&first, (1, 1)).await, FOCAL).await.unwrap();
    assert_eq!(there_now().await, kept);
}

#[tokio::test]
async fn what_was_wiped_here_no_later_file_brings_back() {
    let (first, _) = first().await;
    let second = Kit::start().await;
    let (event, family) = (there(&first).await.0, there(&first).await.1[0]);
    note(&first, family, None, agreed(Agreed::SafeToCall, true)).await;
    taken_in(&second, &made(&first).await, FOCAL).await.unwrap();
    let store = second.open().store.clone();
    let wiped = store.write(move |sp| {
        sp.execute("UPDATE children SET state = 'sent_to_district' WHERE position = 1", ())?;
        forget::wipe(sp, event, &[Kind::Registration], now())
    });
    wiped.await.unwrap();
    // A correction there makes as much of a version as the wipe here.
    let mut officer = first.signed_in("Officer One").await;
    let path = format!("/desk/family/{family}/correct");
    let fields = form_of(&officer.get(&path).await.text);
    let mut fields: Vec<_> = fields.iter().map(|(name, it)| (name.as_str(), it.as_str())).collect();
    fields.iter_mut().filter(|(name, _)| *name == "c1_latin_given").for_each(|it| it.1 = "ZZNEW");
    assert_eq!(officer.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    taken_in(&second, &made(&first).await, FOCAL).await.unwrap();
    let read = store.read(move |conn| families::by_id(conn, family)).await.unwrap().unwrap();
    assert_eq!((read.phone.as_str(), read.answers.get("phone")), ("", ""));
    assert_eq!(read.children.len(), 1);
}

#[tokio::test]
async fn a_second_tap_notes_nothing_twice_and_a_text_too_long_is_said_and_kept() {
    let kit = kit().await;
    let one = children(&kit).await[0];
    noted(&kit, one, seen(Sign::Worry, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let path = format!("/room/child/{}", one.1);
    let page = focal.get(&path).await;
    assert!(page.text.contains("Came with the child:") && page.text.contains("ស្រីមុំ"));
    let before = crate::harness::attribute(&page.text, "data-seen").unwrap();
    let plan = [
        ("do", "plan"),
        ("plan_help", "counselling"),
        ("plan_on", "2026-11-25"),
        ("seen", before.as_str()),
    ];
    for _ in 0..2 {
        assert_eq!(focal.post(&path, &plan).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(focal.get(&path).await.text.matches("value=\"drop\"").count(), 1);
    let long = "ក".repeat(4001);
    let answer = act(&mut focal, one.1, &[("do", "words"), ("own_words", &long)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains(&long) && answer.text.contains("longer than a note holds"));
}
