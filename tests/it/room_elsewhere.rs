//! A room that was taken in is looked after where it lies: another focal there, one less, and a file under another key.
#![allow(clippy::unwrap_used, reason = "a room that cannot be read should stop the test")]

use std::collections::BTreeSet;

use axum::http::StatusCode;
use outreach_kit::acts::hand_over::HandOverError;
use outreach_kit::acts::leaving;
use outreach_kit::domain::safeguarding::{Level, What};
use outreach_kit::seal::parcel::{Opener, ParcelError};

use crate::hand_over::{
    first, level, made, note, notes, taken_in, taken_in_knowing, there, unlocked,
};
use crate::harness::{Browser, FOCAL, Kit, SECOND, now};
use crate::room::staff;

const NEW: &str = "seven wooden oars drifting";

/// Adds somebody by their own new passphrase to the room of an event.
async fn add(focal: &mut Browser<'_>, event: &str, who: &str, present: &str) -> StatusCode {
    let fields = [
        ("event", event),
        ("staff", who),
        ("current", present),
        ("new", NEW),
        ("passphrase_again", NEW),
    ];
    focal.post("/focals/add", &fields).await.status
}

async fn opens(kit: &Kit, name: &str, event: &str, passphrase: &str) -> bool {
    let mut who = kit.signed_in(name).await;
    let typed = [("passphrase", passphrase), ("event", event)];
    who.post("/room", &typed).await.status == StatusCode::SEE_OTHER
}

#[tokio::test]
async fn a_focal_of_a_room_from_elsewhere_lets_others_in_and_takes_them_off() {
    let (first, _) = first().await;
    let second = Kit::start().await;
    taken_in(&second, &made(&first).await, FOCAL).await.unwrap();
    let event = there(&first).await.0.to_string();
    let two = staff(&second, "Officer Two").await.to_string();
    let page = format!("/focals?event={event}");
    let mut focal = second.signed_in("Focal").await;
    let shown = focal.get(&page).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text.contains(&format!("name=\"event\" value=\"{event}\"")));
    assert!(focal.get("/focals").await.text.contains(&format!("href=\"{page}\"")));
    // For whoever does not open it, it is not there, not even for who administers the event at hand.
    for other in ["Admin", "Officer Two", "Helper"] {
        let mut other = second.signed_in(other).await;
        assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND);
        assert_eq!(add(&mut other, &event, &two, SECOND).await, StatusCode::NOT_FOUND);
        assert!(!other.get("/focals").await.text.contains(&event));
    }
    assert_eq!(add(&mut focal, &event, &two, FOCAL).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!opens(&second, "Officer Two", &event, NEW).await);
    assert_eq!(add(&mut focal, &event, &two, SECOND).await, StatusCode::OK);
    assert!(opens(&second, "Officer Two", &event, NEW).await);
    let own = there(&second).await.0.to_string();
    assert!(!opens(&second, "Officer Two", &own, NEW).await, "and no other one");
    assert_eq!(notes(&second, there(&first).await.0, NEW).await.len(), 2);
    let off = [("event", &*event), ("current", SECOND)];
    let taken_off = focal.post(&format!("/focals/{two}/remove"), &off).await;
    assert_eq!(taken_off.status, StatusCode::OK, "{}", taken_off.text);
    assert!(!opens(&second, "Officer Two", &event, NEW).await);
    assert!(opens(&second, "Focal", &event, SECOND).await);
    let page = second.signed_in("Officer Two").await.get("/room").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "once more there is none");
    // The event at hand kept its own.
    assert!(opens(&second, "Focal", &own, FOCAL).await);
}

#[tokio::test]
async fn a_file_under_another_key_is_taken_in_by_whoever_asked_for_it() {
    let (first, _) = first().await;
    let second = Kit::start().await;
    taken_in(&second, &made(&first).await, FOCAL).await.unwrap();
    let (event, families) = there(&first).await;
    let two = staff(&second, "Officer Two").await.to_string();
    let mut focal = second.signed_in("Focal").await;
    let of = event.to_string();
    add(&mut focal, &of, &two, SECOND).await;
    focal.post(&format!("/focals/{two}/remove"), &[("event", &of), ("current", SECOND)]).await;
    note(&first, families[0], None, level(Level::Medium)).await;
    let later = made(&first).await;
    let refused = taken_in(&second, &later, FOCAL).await.err();
    assert!(matches!(refused, Some(HandOverError::OtherKey)), "{refused:?}");
    assert_eq!(notes(&second, event, SECOND).await.len(), 2);
    let taken = taken_in_knowing(&second, &later, FOCAL, true).await.unwrap();
    assert_eq!((taken.new.families, taken.notes), (0, 1));
    assert_eq!(notes(&second, event, SECOND).await.len(), 3);
    let again = taken_in_knowing(&second, &later, FOCAL, true).await.unwrap();
    assert_eq!(again.notes, 0);
    // What it was sealed with there opens nothing here.
    let store = second.open().store.clone();
    let opened =
        store.read(move |conn| outreach_kit::acts::hand_over::unlock(conn, event, FOCAL).map(drop));
    let opened = opened.await;
    assert!(matches!(opened, Err(HandOverError::Parcel(ParcelError::NotForYou))), "{opened:?}");
}

#[tokio::test]
async fn who_is_kept_out_of_a_record_opens_no_file_of_the_room() {
    let (first, _) = first().await;
    let (event, families) = there(&first).await;
    let two = staff(&first, "Officer Two").await;
    let mut focal = first.signed_in("Focal").await;
    assert_eq!(add(&mut focal, &event.to_string(), &two.to_string(), FOCAL).await, StatusCode::OK);
    let made = async || {
        let secret = unlocked(&first, event, FOCAL).await;
        let store = first.open().store.clone();
        let made = store
            .read(move |conn| leaving::room(conn, (event, &secret), &[], &BTreeSet::new(), now()));
        let made = made.await.map_err(|err| err.to_string()).unwrap();
        made.bytes
    };
    let opens =
        |file: &[u8], typed| outreach_kit::acts::arrive::open(file, Opener::Typed(typed)).is_ok();
    let before = made().await;
    assert!(opens(&before, NEW) && opens(&before, FOCAL));
    note(&first, families[0], Some(0), What::Excluded { staff: two }).await;
    let after = made().await;
    assert!(!opens(&after, NEW) && opens(&after, FOCAL));
    let mut focal = crate::room::opened(&first, "Focal", FOCAL).await;
    let page = focal.get("/room/hand-over").await.text;
    let named = page.split("id=\"leave\"").nth(1).unwrap().split("<form").next().unwrap();
    assert!(named.contains("Focal") && !named.contains("Officer Two"), "{named}");
}
