//! What a focal has answered, what came after it, and what was taken back or sent twice.
#![allow(clippy::unwrap_used, reason = "a room that cannot be read should stop the test")]

use std::collections::BTreeSet;

use axum::http::StatusCode;
use outreach_kit::acts::export;
use outreach_kit::acts::follow::Known;
use outreach_kit::domain::ids::ChildId;
use outreach_kit::domain::safeguarding::{Level, Sign, What};
use outreach_kit::store::{StoreError, followed};

use crate::clock;
use crate::harness::{Browser, FOCAL, attributes, behind, file, valued};
use crate::room::{act, begin, children, done, kit, noted, opened, said, seen, staff};
use crate::room_keys::secret_of;
use crate::telling::{grown_up, young};

/// The rows of the list whose clock runs or who are followed.
async fn due(focal: &mut Browser<'_>) -> Vec<(String, String)> {
    let page = focal.get("/room").await.text;
    let part = behind(&page, "id=\"due\"").split("</ul>").next().unwrap();
    let rows = part.split("<li class=\"row\"").skip(1);
    rows.map(|row| (valued(row, "data-followed"), row.to_owned())).collect()
}

async fn row_of(focal: &mut Browser<'_>, child: ChildId) -> Option<String> {
    let rows = due(focal).await;
    rows.into_iter().find(|(id, _)| *id == child.to_string()).map(|(_, row)| row)
}

#[tokio::test]
async fn what_is_told_after_the_decision_the_contact_or_the_closing_comes_up() {
    let kit = kit().await;
    let all = children(&kit).await;
    let (whom, child) = (all[0], all[0].1);
    noted(&kit, whom, seen(Sign::HurtOrIll, true)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let low = [("do", "level"), ("level", "low"), ("level_reason", "a bruise")];
    done(&mut focal, child, &low).await;
    let row = row_of(&mut focal, child).await.unwrap();
    assert!(row.contains("5 days") && !row.contains("data-new") && row.contains("Here now"));
    noted(&kit, whom, seen(Sign::AskedForHelp, false)).await;
    let row = row_of(&mut focal, child).await.unwrap();
    assert!(row.contains("data-new") && row.contains("in 24 h"), "{row}");
    assert!(!row.contains('✓'), "nobody set this level: {row}");
    // Help says nothing of how the child is: the clock goes on, and the help stands beside it.
    let given = [("do", "done"), ("done_help", "food_package"), ("done_on", "2026-11-21")];
    done(&mut focal, child, &given).await;
    let row = row_of(&mut focal, child).await.unwrap();
    assert!(row.contains("in 24 h") && row.contains("Help given"), "{row}");
    noted(&kit, whom, seen(Sign::Worry, true)).await;
    done(&mut focal, child, &[("do", "contact"), ("contact_on", "2026-11-21")]).await;
    let row = row_of(&mut focal, child).await.unwrap();
    assert!(!row.contains("data-due") && !row.contains("data-new") && !row.contains("Here now"));
    let close = [("do", "close"), ("outcome", "safe"), ("handed_to", "the aunt")];
    done(&mut focal, child, &close).await;
    assert!(row_of(&mut focal, child).await.is_none(), "it is among the closed");
    noted(&kit, whom, seen(Sign::HurtOrIll, false)).await;
    let row = row_of(&mut focal, child).await.unwrap();
    assert!(row.contains("data-new") && row.contains("in 24 h"), "{row}");
    let page = focal.get(&format!("/room/child/{child}")).await;
    assert!(page.text.contains("data-new") && !page.text.contains("name=\"view_for\""));
}

#[tokio::test]
async fn taking_back_what_makes_a_child_urgent_wants_a_reason_and_says_who_did_it() {
    let kit = kit().await;
    let all = children(&kit).await;
    let child = all[0].1;
    noted(&kit, all[0], seen(Sign::HurtOrIll, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let page = focal.get(&format!("/room/child/{child}")).await;
    let note = |page: &str, kind: &str| {
        let lines = page.split("data-note=\"").skip(1);
        let mut of_kind = lines.filter(|line| line.contains(&format!("<b>{kind}</b>")));
        of_kind.next().and_then(|line| line.split('"').next()).unwrap().to_owned()
    };
    let hurt = note(&page.text, "Seen");
    let refused = act(&mut focal, child, &[("do", "mistake"), ("note", &hurt)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (form, _) = refused.text.split_once("name=\"mistake_reason\"").unwrap();
    assert!(form.contains(&format!("name=\"note\" value=\"{hurt}\"")), "{}", said(&refused));
    assert!(row_of(&mut focal, child).await.is_some(), "it stays on the list");
    let why = [("do", "mistake"), ("note", &*hurt), ("mistake_reason", "it was the twin")];
    let page = done(&mut focal, child, &why).await;
    let told: String = behind(&page.text, "data-taken-back").chars().take(200).collect();
    assert!(told.contains("Focal") && told.contains("2026"), "{told}");
    assert!(page.text.contains("it was the twin"));
    // What makes nobody less urgent is taken back at once.
    let words = done(&mut focal, child, &[("do", "words"), ("own_words", "came again")]).await;
    let words = note(&words.text, "Own words");
    done(&mut focal, child, &[("do", "mistake"), ("note", &words)]).await;
    // A closing and a refusal have forms of their own.
    let no = [("do", "agree"), ("agree_to", "statistics"), ("agree_given", "no")];
    let page = done(&mut focal, child, &[&no[..], &[("agree_who", "aunt")]].concat()).await;
    let refusal = note(&page.text, "Agreement");
    let page = done(&mut focal, child, &[("do", "close"), ("outcome", "safe")]).await;
    let closing = note(&page.text, "Closed");
    for fixed in [refusal, closing] {
        assert!(!page.text.contains(&format!("name=\"note\" value=\"{fixed}\"")));
        let why = [("do", "mistake"), ("note", &*fixed), ("mistake_reason", "because")];
        let refused = act(&mut focal, child, &why).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fixed}");
    }
}

#[tokio::test]
async fn a_day_of_a_contact_lies_within_the_event_and_today() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::HurtOrIll, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    for (day, is_taken) in [
        ("0001-01-01", false),
        ("2020-11-21", false),
        ("9999-12-31", false),
        ("2026-11-24", false),
        ("2026-11-21", true),
    ] {
        let contact = [("do", "contact"), ("contact_on", day), ("contact_words", "at home")];
        let answer = act(&mut focal, all[0].1, &contact).await;
        assert_eq!(answer.status == StatusCode::SEE_OTHER, is_taken, "{day}: {}", said(&answer));
        assert!(is_taken || answer.text.contains("at home"), "nothing typed is lost");
    }
}

#[tokio::test]
async fn a_plan_that_is_sent_twice_stands_once() {
    let kit = kit().await;
    let all = children(&kit).await;
    let child = all[0].1;
    noted(&kit, all[0], seen(Sign::Worry, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let path = format!("/room/child/{child}");
    let plan = [("do", "plan"), ("plan_help", "follow_up_visit"), ("plan_on", "2026-11-25")];
    let known = valued(&focal.get(&path).await.text, "data-seen");
    let sent = [&plan[..], &[("seen", &*known)]].concat();
    let first = focal.post(&path, &sent).await;
    let second = focal.post(&path, &sent).await;
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(first.location(), second.location(), "the second tap sees the first");
    let plans = |page: &str| attributes(page, "name").iter().filter(|it| *it == "plan").count();
    assert_eq!(plans(&focal.get(&path).await.text), 1);
    // Who plans the same once more from the page that shows the first, means it.
    done(&mut focal, child, &plan).await;
    assert_eq!(plans(&focal.get(&path).await.text), 2);
}

#[tokio::test]
async fn a_file_tells_the_same_clock_and_reasons_as_the_list() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::Worry, false)).await;
    noted(&kit, all[2], seen(Sign::KeptFromSpeaking, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    // Raised by hand; and the other child of the household counts by rule R06.
    done(&mut focal, all[0].1, &[("do", "level"), ("level", "high")]).await;
    let secret = secret_of(&kit, FOCAL).await;
    let (event, reader) = (kit.open().event().unwrap().id, staff(&kit, "Focal").await);
    let store = kit.open().store.clone();
    let read = store.read(move |conn| {
        let mut known = Known::default();
        known.read(conn, event, &secret)?;
        let all: Vec<_> = known.notes(reader).into_iter().rev().cloned().collect();
        let listed: Vec<_> = known.standing(reader).cloned().collect();
        Ok::<_, StoreError>((listed, export::found(conn, event, &all)?.0))
    });
    let (listed, findings) = read.await.unwrap();
    let known: BTreeSet<ChildId> = listed.iter().map(|one| one.child).collect();
    assert_eq!(known, all[..3].iter().map(|(_, child)| *child).collect());
    let told = |child: ChildId| {
        let found = findings.of.get(&child);
        let fired = found.iter().flat_map(|it| &it.fired);
        let codes: Vec<String> = fired.map(|(code, _)| code.clone()).collect();
        (found.and_then(|it| it.clock), codes)
    };
    // Of the fourth nothing was noted: whoever looks says what for.
    done(&mut focal, all[3].1, &[("do", "view"), ("view_for", "support")]).await;
    for (_, child) in &all {
        // The reasons as a focal reads them.
        let page = focal.get(&format!("/room/child/{child}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(told(*child).1, attributes(&page.text, "data-rule"), "{child}");
    }
    for one in &listed {
        assert_eq!(told(one.child).0, one.moment, "child {}", one.position);
        let level = findings.of.get(&one.child).map(|found| found.level);
        assert_eq!(level.unwrap_or(Level::NoAction), one.level, "child {}", one.position);
    }
    assert!(told(all[0].1).0.is_some(), "raised by hand");
    assert!(told(all[1].1).1.contains(&"R06".to_owned()));
}

#[tokio::test]
async fn a_correction_that_makes_a_rule_fire_rings_and_its_clock_starts_with_it() {
    let kit = clock::fresh();
    begin(&kit).await;
    file(&mut kit.phone(), &grown_up()).await;
    let (family, child) = *children(&kit).await.last().unwrap();
    clock::pass(30 * 3600);
    let mut officer = kit.officer("Officer One", "2").await;
    let form: Vec<(&str, &str)> = young().into_iter().flat_map(|(_, fields)| fields).collect();
    let answer = officer
        .post(&format!("/desk/family/{family}/correct"), &[&form[..], &[("version", "1")]].concat())
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let row = row_of(&mut focal, child).await.unwrap();
    assert!(row.contains("in 24 h"), "since the correction, not since the form: {row}");
    let rings = async || {
        kit.app.ring_due().await.unwrap();
        kit.laptop().get("/lead").await.text.contains("data-call")
    };
    assert!(!rings().await, "not while the family is at the desk");
    clock::pass(600);
    assert!(rings().await);
    let store = kit.open().store.clone();
    let before = store.read(move |conn| {
        let filed = followed::filed(conn, family)?.unwrap();
        followed::before_corrections(conn, family, &filed.answers)
    });
    let before = before.await.unwrap();
    assert_eq!(before.len(), 1);
    assert_eq!(before[0].1.get("own_birth_year"), "1999");
}

#[tokio::test]
async fn who_is_here_is_so_for_that_day() {
    let kit = clock::fresh();
    begin(&kit).await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::Worry, true)).await;
    noted(&kit, all[2], What::Observed { signs: vec![Sign::HurtOrIll], here_now: false }).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let first = due(&mut focal).await.remove(0);
    assert_eq!(first.0, all[0].1.to_string(), "who is here comes first");
    assert!(first.1.contains("Here now"));
    clock::pass(24 * 3600);
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let rows = due(&mut focal).await;
    assert_eq!(rows[0].0, all[2].1.to_string(), "by due time again");
    assert!(rows.iter().all(|(_, row)| !row.contains("Here now")));
}
