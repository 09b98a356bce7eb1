//! What the focal's room tells to nobody else: no page, no row, no line of the journal.
#![allow(clippy::unwrap_used, reason = "a room that cannot be read should stop the test")]

use axum::http::StatusCode;
use outreach_kit::acts::{FocalKey, NextEvent, open_next, prepare_next};
use outreach_kit::domain::event;
use outreach_kit::domain::safeguarding::Sign;
use outreach_kit::domain::staff::Role;
use outreach_kit::seal::Cost;
use outreach_kit::store::{StoreError, events, staff as people};

use crate::harness::{FOCAL, Kit, event_answers, now};
use crate::roles::same;
use crate::room::{CANARY, OTHER, act, children, kit, noted, opened, seen, staff};

#[tokio::test]
async fn for_everybody_else_there_is_no_room() {
    let kit = kit().await;
    let child = children(&kit).await[0].1;
    let ways = ["/room".to_owned(), "/room/views".to_owned(), format!("/room/child/{child}")];
    for name in ["", "Helper", "Officer One", "Admin"] {
        let mut browser = if name.is_empty() { kit.laptop() } else { kit.signed_in(name).await };
        for way in &ways {
            let nowhere = browser.get("/no-such-page").await;
            assert!(same(&browser.get(way).await, &nowhere), "{name} GET {way}");
            let words = [("do", "words"), ("own_words", CANARY), ("passphrase", FOCAL)];
            let nowhere = browser.post("/no-such-page", &words).await;
            assert!(same(&browser.post(way, &words).await, &nowhere), "{name} POST {way}");
            // As large as no form may be, and no form at all.
            let large = "x".repeat(600 * 1024);
            let large = [("own_words", large.as_str())];
            let nowhere = browser.post("/no-such-page", &large).await;
            assert!(same(&browser.post(way, &large).await, &nowhere), "{name} large {way}");
            let nowhere = browser.upload("/no-such-page", &[], ("photo", b"x")).await;
            assert!(same(&browser.upload(way, &[], ("photo", b"x")).await, &nowhere), "{name}");
        }
        let start = browser.get("/").await.text;
        assert!(!start.contains("\"/room"), "{name}: no way there");
    }
    assert!(opened(&kit, "Focal", FOCAL).await.get("/room").await.text.contains("href=\"/room\""));
}

#[tokio::test]
async fn a_colleague_who_is_kept_out_finds_nothing() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::HurtOrIll, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let mut other = opened(&kit, "Second Focal", OTHER).await;
    let id = all[0].1.to_string();
    assert!(other.get("/room").await.text.contains(&id));
    let who = staff(&kit, "Second Focal").await.to_string();
    let kept_out = [("do", "exclude"), ("exclude_staff", who.as_str())];
    assert_eq!(act(&mut focal, all[0].1, &kept_out).await.status, StatusCode::SEE_OTHER);
    // Then nobody but this one could read it: nobody may keep the last one out.
    let me = staff(&kit, "Focal").await.to_string();
    let last = [("do", "exclude"), ("exclude_staff", me.as_str())];
    assert_eq!(act(&mut focal, all[0].1, &last).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sibling = all[1].1.to_string();
    for child in [&id, &sibling] {
        let nowhere = other.get("/no-such-page").await;
        assert!(same(&other.get(&format!("/room/child/{child}")).await, &nowhere), "{child}");
        let words = [("do", "words"), ("own_words", "x")];
        let nowhere = other.post("/no-such-page", &words).await;
        assert!(same(&other.post(&format!("/room/child/{child}"), &words).await, &nowhere));
        for page in ["/room", "/room/views", "/room/due"] {
            assert!(!other.get(page).await.text.contains(child), "{page}");
        }
        assert!(!other.post("/room/find", &[("q", "1")]).await.text.contains(child));
    }
    let admitted = [("do", "admit"), ("admit_staff", who.as_str())];
    assert_eq!(act(&mut focal, all[0].1, &admitted).await.status, StatusCode::SEE_OTHER);
    assert!(other.get("/room").await.text.contains(&id));
}

#[tokio::test]
async fn each_opening_of_a_record_leaves_exactly_one_entry() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::HurtOrIll, false)).await;
    let boxes = async || {
        let store = kit.open().store.clone();
        let read = store.read(|conn| {
            let sql = "SELECT (SELECT count(*) FROM sealed_room), (SELECT count(*) FROM journal WHERE act = 'sealed')";
            Ok::<(i64, i64), StoreError>(conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
        });
        read.await.unwrap()
    };
    let path = format!("/room/child/{}", all[0].1);
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let before = boxes().await;
    focal.get("/room").await;
    focal.get("/room/due").await;
    assert_eq!(boxes().await, before, "a list is no record");
    focal.get(&path).await;
    let once = boxes().await;
    assert_eq!(once, (before.0 + 1, before.1 + 1));
    focal.get(&path).await;
    assert_eq!(boxes().await, once, "the same opening");
    focal.post("/room/lock", &[]).await;
    focal.post("/room", &[("passphrase", FOCAL)]).await;
    focal.get(&path).await;
    let mut other = opened(&kit, "Second Focal", OTHER).await;
    other.get(&path).await;
    assert_eq!(boxes().await, (once.0 + 2, once.1 + 2), "opened anew, and by somebody else");
}

/// Every value of every table, as text or as bytes read as text.
async fn everything(kit: &Kit) -> String {
    let store = kit.open().store.clone();
    let read = store.read(|conn| {
        let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
        let tables = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut all = String::new();
        for table in tables {
            let mut statement = conn.prepare(&format!("SELECT * FROM \"{}\"", table?))?;
            let columns = statement.column_count();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    let value = row.get_ref(column)?;
                    let bytes = value.as_bytes_or_null().ok().flatten().unwrap_or_default();
                    all.push_str(&String::from_utf8_lossy(bytes));
                    all.push('\n');
                }
            }
        }
        Ok::<_, StoreError>(all)
    });
    read.await.unwrap()
}

#[tokio::test]
async fn no_word_of_it_is_anywhere_in_clear() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::Worry, false)).await;
    let child = all[0].1;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    // Khmer that is put in order on its way in: what was typed is kept beside it everywhere but here.
    let typed = format!("{CANARY} \u{179F}\u{17BB}\u{17B8}\u{1798}");
    let on = "2026-11-21";
    let boxes: [&[(&str, &str)]; 8] = [
        &[("do", "words"), ("own_words", &typed)],
        &[("do", "contact"), ("contact_on", on), ("contact_words", &typed)],
        &[("do", "plan"), ("plan_help", "counselling"), ("plan_on", on), ("plan_who", &typed)],
        &[("do", "done"), ("done_help", "counselling"), ("done_on", on), ("done_result", &typed)],
        &[("do", "conference"), ("conference_on", on), ("conference_words", &typed)],
        &[("do", "refer"), ("refer_to", &typed), ("refer_rule", "R01"), ("refer_vital", &typed)],
        &[("do", "level"), ("level", "no_action"), ("level_reason", &typed)],
        &[
            ("do", "agree"),
            ("agree_to", "statistics"),
            ("agree_given", "yes"),
            ("agree_who", &typed),
        ],
    ];
    for fields in boxes {
        let answer = act(&mut focal, child, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}");
    }
    focal.post("/room/find", &[("q", &typed)]).await;
    focal.post("/room/lock", &[]).await;
    focal.post(&format!("/room/child/{child}"), boxes[0]).await;
    let clear = everything(&kit).await;
    assert!(clear.contains("file\n"), "the tables were read");
    assert!(!clear.contains("canary"), "in the decrypted tables");
    let mut folders = vec![kit.folder.path().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                assert!(!bytes.windows(6).any(|part| part == b"canary"), "{}", path.display());
            }
        }
    }
    let store = kit.open().store.clone();
    let journal = store.read(|conn| {
        let mut statement = conn
            .prepare("SELECT staff IS NULL, subject, detail FROM journal WHERE act = 'sealed'")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, bool>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })?;
        Ok::<_, StoreError>(rows.collect::<Result<Vec<_>, _>>()?)
    });
    let journal = journal.await.unwrap();
    assert!(8 < journal.len(), "a view and eight notes");
    assert!(journal.iter().all(|line| *line == (true, String::new(), String::new())));
    let mut others = Vec::new();
    for (name, pages) in [
        ("Admin", &["/journal", "/", "/day"][..]),
        ("Officer One", &["/desk", "/search", "/register"][..]),
        ("Helper", &["/entry"][..]),
    ] {
        let mut browser = kit.signed_in(name).await;
        for page in pages {
            others.push(browser.get(page).await.text);
        }
    }
    assert!(others.iter().all(|page| !page.contains("canary")));
}

#[tokio::test]
async fn an_earlier_events_room_opens_with_the_same_passphrase() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::Worry, false)).await;
    let first = kit.open().event().unwrap().id;
    let who = staff(&kit, "Focal").await;
    let store = kit.open().store.clone();
    let wrapped = store.read(move |conn| people::focal_key_of(conn, first, Some(who))).await;
    let known = wrapped.unwrap().map(|wrapped| (first, wrapped));
    let answers = event_answers();
    let get = |name: &str| answers.get(name).map(ToString::to_string).unwrap_or_default();
    let next = NextEvent {
        event: event::parse(get, &[]).unwrap_or_else(|_| unreachable!("it was one before")),
        members: vec![(who, vec![Role::Focal])],
        focals: vec![FocalKey { staff: Some(who), typed: FOCAL.to_owned(), known }],
    };
    let rows = prepare_next(next, Cost::test(), now()).unwrap();
    let by = outreach_kit::acts::By { staff: None, at: now() };
    store.write(move |sp| events::close(sp, first, "{}", None, now())).await.unwrap();
    store.write(move |sp| open_next(sp, &rows, by)).await.unwrap();
    kit.open().event_changed().await.unwrap();
    let mut focal = kit.signed_in("Focal").await;
    let shut = focal.get("/room").await.text;
    assert_eq!(shut.matches("type=\"radio\" name=\"event\"").count(), 2, "which one is asked");
    let open = [("passphrase", FOCAL), ("event", &first.to_string())];
    assert_eq!(focal.post("/room", &open).await.status, StatusCode::SEE_OTHER);
    assert!(focal.get("/room").await.text.contains(&all[0].1.to_string()));
    // Who was a focal then and is none now does not find it.
    let mut second = kit.signed_in("Second Focal").await;
    assert_eq!(second.get("/room").await.status, StatusCode::NOT_FOUND);
}
