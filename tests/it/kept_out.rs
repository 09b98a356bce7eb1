//! A focal who is kept out of a family does not carry it out of the room, and stays kept out where the room goes on.
#![allow(clippy::unwrap_used, reason = "a room that cannot be read should stop the test")]

use axum::http::StatusCode;
use outreach_kit::acts::{hand_over, leaving};
use outreach_kit::domain::ids::ChildId;
use outreach_kit::domain::safeguarding::Sign;

use crate::harness::{Browser, FOCAL, Kit, now};
use crate::room::{OTHER, act, children, kit, noted, opened, seen, staff};
use crate::room_hand_over::{FILE, PAGE, made, offered, said, saved};

const ROOM: [(&str, &str); 2] = [("do", "room"), ("current", FOCAL)];
const SECOND: [(&str, &str); 2] = [("do", "room"), ("current", OTHER)];
const ANOTHER: &str = "Another focal of this event has to make this file.";

/// A kit whose second focal is kept out of the family of this child.
async fn first() -> (Kit, ChildId) {
    let kit = kit().await;
    let one = children(&kit).await.remove(0);
    noted(&kit, one, seen(Sign::Worry, false)).await;
    let who = staff(&kit, "Second Focal").await.to_string();
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let kept_out = [("do", "exclude"), ("exclude_staff", who.as_str())];
    assert_eq!(act(&mut focal, one.1, &kept_out).await.status, StatusCode::SEE_OTHER);
    (kit, one.1)
}

/// Whether the file was refused with the sentence that names nothing.
async fn is_refused(focal: &mut Browser<'_>, fields: &[(&str, &str)]) -> bool {
    let refused = focal.post(PAGE, fields).await;
    refused.status == StatusCode::UNPROCESSABLE_ENTITY && said(&refused) == ANOTHER
}

#[tokio::test]
async fn who_is_kept_out_makes_no_file_of_the_room_by_a_page_or_a_command() {
    let (kit, child) = first().await;
    let mut second = opened(&kit, "Second Focal", OTHER).await;
    assert!(is_refused(&mut second, &SECOND).await);
    assert_eq!(offered(&mut second).await, None, "there is no file");
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    made(&mut focal, &ROOM).await;

    // As the command does it: by the passphrase alone.
    let event = kit.open().event().unwrap().id;
    for (typed, hidden) in [(FOCAL, 0), (OTHER, 1)] {
        let store = kit.open().store.clone();
        let read = store.read(move |conn| {
            let (secret, whose) = hand_over::unlock(conn, event, typed)?;
            let room = (event, &secret);
            let but = leaving::kept_from(conn, room, whose)?;
            let made = leaving::room(conn, room, &[], whose, now());
            Ok::<_, hand_over::HandOverError>((but.len(), made.err().map(|err| err.text_key())))
        });
        let refused = (hidden == 1).then_some("hand-by-another");
        assert_eq!(read.await.unwrap(), (hidden, refused), "{typed}");
    }

    let who = staff(&kit, "Second Focal").await.to_string();
    act(&mut focal, child, &[("do", "admit"), ("admit_staff", &who)]).await;
    made(&mut second, &SECOND).await;
}

#[tokio::test]
async fn who_is_kept_out_on_one_laptop_is_kept_out_on_another_by_their_name() {
    let (first, child) = first().await;
    let mut focal = opened(&first, "Focal", FOCAL).await;
    made(&mut focal, &ROOM).await;
    let (_, sealed) = saved(&mut focal).await;
    let event = first.open().event().unwrap().id.to_string();

    // Both follow it on the other laptop, where they work under the same names.
    let second = kit().await;
    let mut here = taken_in(&second, &event, &sealed, ("Focal", FOCAL)).await;
    let who = staff(&second, "Second Focal").await.to_string();
    let added = [
        ("event", event.as_str()),
        ("staff", &who),
        ("current", FOCAL),
        ("new", OTHER),
        ("passphrase_again", OTHER),
    ];
    assert_eq!(here.post("/focals/add", &added).await.status, StatusCode::OK);
    let mut other = taken_in(&second, &event, &sealed, ("Second Focal", OTHER)).await;
    let path = format!("/room/child/{child}");
    let id = child.to_string();
    let page = here.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Not shown to: <b>Second Focal</b>"), "as on the first laptop");
    let nowhere = other.get("/no-such-page").await;
    let hidden = other.get(&path).await;
    assert_eq!((hidden.status, &hidden.text), (nowhere.status, &nowhere.text));
    for page in ["/room", "/room/views", "/room/due"] {
        assert!(!other.get(page).await.text.contains(&id), "{page}");
    }
    assert!(is_refused(&mut other, &SECOND).await, "nor do they carry it further");
    // Then nobody but the one who is kept out could read it.
    let me = staff(&second, "Focal").await.to_string();
    let last = [("do", "exclude"), ("exclude_staff", me.as_str())];
    assert_eq!(act(&mut here, child, &last).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    // It was somebody else of that name: whoever reads it lets them in.
    let theirs = staff(&first, "Second Focal").await.to_string();
    assert!(page.text.contains(&format!("name=\"admit_staff\" value=\"{theirs}\"")));
    let admitted = [("do", "admit"), ("admit_staff", theirs.as_str())];
    assert_eq!(act(&mut here, child, &admitted).await.status, StatusCode::SEE_OTHER);
    assert!(other.get("/room").await.text.contains(&id));
    assert_eq!(other.get(&path).await.status, StatusCode::OK);
}

/// Somebody who takes a room in and opens it.
async fn taken_in<'a>(
    kit: &'a Kit,
    event: &str,
    sealed: &[u8],
    (name, passphrase): (&str, &str),
) -> Browser<'a> {
    let mut focal = opened(kit, name, passphrase).await;
    let fields = [("do", "room"), ("file_passphrase", FOCAL), ("current", passphrase)];
    let taken = focal.upload(FILE, &fields, ("file", sealed)).await;
    assert_eq!(taken.location(), PAGE, "{}", said(&taken));
    focal.post("/room/lock", &[("next", event)]).await;
    focal.post("/room", &[("passphrase", passphrase), ("event", event)]).await;
    focal
}
