//! A room that was taken in is looked after where it lies: another focal there, one less, and a file under another key.
#![allow(clippy::unwrap_used, reason = "a room that cannot be read should stop the test")]

use std::collections::BTreeSet;

use axum::http::StatusCode;
use outreach_kit::acts::arrive;
use outreach_kit::acts::hand_over::HandOverError;
use outreach_kit::acts::leaving;
use outreach_kit::domain::ids::EventId;
use outreach_kit::domain::retention::Kind;
use outreach_kit::domain::safeguarding::{Level, What};
use outreach_kit::seal::Cost;
use outreach_kit::seal::parcel::{Opener, ParcelError};
use outreach_kit::store::{Reading, StoreError, forget, take_away};

use crate::hand_over::{
    first, level, made, note, notes, taken_in, taken_in_knowing, there, unlocked,
};
use crate::harness::{Browser, FOCAL, Kit, SECOND, file, mother_of_two, now};
use crate::room::staff;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
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
    // For whoever does not open it, it is not there. Who administers the kit looks after its keys, with the sheet's code
    // when everybody is lost, and opens nothing.
    let mut admin = second.signed_in("Admin").await;
    assert_eq!(admin.get(&page).await.status, StatusCode::OK);
    assert_eq!(add(&mut admin, &event, &two, "nothing opens with this").await, REFUSED);
    assert_eq!(admin.get("/room").await.status, StatusCode::NOT_FOUND);
    for other in ["Officer Two", "Helper"] {
        let mut other = second.signed_in(other).await;
        assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND);
        assert_eq!(add(&mut other, &event, &two, SECOND).await, StatusCode::NOT_FOUND);
    }
    assert_eq!(add(&mut focal, &event, &two, FOCAL).await, REFUSED);
    assert!(!opens(&second, "Officer Two", &event, NEW).await);
    assert_eq!(add(&mut focal, &event, &two, SECOND).await, StatusCode::OK);
    assert!(opens(&second, "Officer Two", &event, NEW).await);
    let own = there(&second).await.0.to_string();
    assert!(!opens(&second, "Officer Two", &own, NEW).await, "and no other one");
    let mut officer = second.signed_in("Officer Two").await;
    assert_eq!(officer.get("/focals").await.status, StatusCode::NOT_FOUND, "nor its keys");
    assert_eq!(officer.get(&page).await.status, StatusCode::OK);
    // Nobody sets another one's passphrase.
    let own_id = staff(&second, "Focal").await.to_string();
    assert_eq!(add(&mut officer, &event, &own_id, NEW).await, REFUSED);
    assert!(opens(&second, "Focal", &event, SECOND).await);
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
        let made = store.read(move |conn| leaving::room(conn, (event, &secret), &[], None, now()));
        let made = made.await.map_err(|err| err.to_string()).unwrap();
        made.bytes
    };
    let opens = |file: &[u8], typed| arrive::open(file, Opener::Typed(typed)).is_ok();
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

#[tokio::test]
async fn an_old_file_lets_nobody_into_a_room_that_somebody_follows() {
    let (first, _) = first().await;
    let second = Kit::start().await;
    let old = made(&first).await;
    taken_in(&second, &old, FOCAL).await.unwrap();
    let two = staff(&second, "Officer Two").await;
    let opened = arrive::open(&old, Opener::Typed(FOCAL)).unwrap();
    let store = second.open().store.clone();
    let kept = store.read(move |conn| {
        let lies = opened.lies(conn, two, true)?;
        opened.keeper(two, NEW, lies.as_ref(), Cost::test()).map(drop)
    });
    let kept = kept.await;
    assert!(matches!(kept, Err(HandOverError::FollowedHere)), "{kept:?}");
}

#[tokio::test]
async fn a_file_made_by_hand_writes_over_nothing_that_was_registered_here() {
    let (first, _) = first().await;
    let second = Kit::start().await;
    file(&mut second.phone(), &mother_of_two()).await;
    let (own, families) = there(&second).await;
    let elsewhere = there(&first).await.0;
    let key = unlocked(&first, elsewhere, FOCAL).await.public();
    let store = second.open().store.clone();
    let all: BTreeSet<_> = families.iter().copied().collect();
    let rows = store.read(move |conn| take_away::rows_of(conn, own, &all, &all, &BTreeSet::new()));
    let rows = serde_json::to_string(&rows.await.unwrap()).unwrap();
    // The same children under the name of another event, and later than they are here.
    let rows = rows
        .replace(&own.to_string(), &elsewhere.to_string())
        .replace("\"version\":1", "\"version\":9")
        .replace("ដារា", "ZZNEW")
        .replace("DARA", "ZZNEW");
    assert!(rows.contains("ZZNEW") && rows.contains("\"version\":9"));
    let rows: take_away::Rows = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows.event().unwrap(), elsewhere);
    // A proper family of its own event, and one row that is not.
    let family = there(&first).await.1[0];
    let theirs = first.open().store.clone();
    let some = BTreeSet::from([family]);
    let proper = theirs
        .read(move |conn| take_away::rows_of(conn, elsewhere, &some, &some, &BTreeSet::new()));
    let proper = serde_json::to_value(proper.await.unwrap()).unwrap();
    let draft = store.read(|conn| {
        let sql = "SELECT lower(hex(id)) FROM drafts LIMIT 1";
        Ok::<_, StoreError>(conn.query_row(sql, (), |row| row.get::<_, String>(0))?)
    });
    let draft = draft.await.unwrap();
    let child = store.read(|conn| {
        let sql = "SELECT lower(hex(id)) FROM children LIMIT 1";
        Ok::<_, StoreError>(conn.query_row(sql, (), |row| row.get::<_, String>(0))?)
    });
    let child = child.await.unwrap();
    let id = |hex: &str| serde_json::json!({ "hex": hex });
    let made = [
        ("tickets", "event", id(&own.to_string())),
        ("tickets", "number", serde_json::json!(1_i64 << 40)),
        ("families", "draft", id(&draft)),
        ("children", "id", id(&child)),
        ("persons", "family", id(&families[0].to_string())),
    ];
    for (table, column, value) in made {
        let mut rows = proper.clone();
        rows[table][0][column] = value;
        let rows: take_away::Rows = serde_json::from_value(rows).unwrap();
        let put = store.write(move |sp| {
            take_away::put(sp, &take_away::Arriving { rows: &rows, key, at: now() }).map(drop)
        });
        let put = put.await;
        assert!(matches!(put, Err(StoreError::BadRow(_))), "{table}.{column}: {put:?}");
    }
    let before = outreach_kit::store::families::by_id;
    let family = families[0];
    let stood = store.read(move |conn| before(conn, family)).await.unwrap().unwrap();
    let put = store.write(move |sp| {
        take_away::put(sp, &take_away::Arriving { rows: &rows, key, at: now() }).map(drop)
    });
    let put = put.await;
    assert!(matches!(put, Err(StoreError::BadRow(_))), "{put:?}");
    let stands = store.read(move |conn| before(conn, family)).await.unwrap().unwrap();
    let names = |it: &outreach_kit::store::families::Family| {
        let all = it.children.iter().map(|child| &child.name);
        all.map(|name| (name.given_km.clone(), name.given_lat.clone())).collect::<Vec<_>>()
    };
    assert_eq!(format!("{:?}", stands.answers), format!("{:?}", stood.answers));
    assert_eq!((stands.version, names(&stands)), (stood.version, names(&stood)));
    // As it was made, it is put down.
    let proper: take_away::Rows = serde_json::from_value(proper).unwrap();
    let put = store.write(move |sp| {
        take_away::put(sp, &take_away::Arriving { rows: &proper, key, at: now() }).map(drop)
    });
    put.await.unwrap();
}

#[tokio::test]
async fn no_focal_is_left_alone_where_no_sheet_opens_the_room() {
    let (kit, _) = first().await;
    let (event, families) = there(&kit).await;
    let [one, two] = [staff(&kit, "Focal").await, staff(&kit, "Officer Two").await];
    let mut focal = kit.signed_in("Focal").await;
    assert_eq!(add(&mut focal, "", &two.to_string(), FOCAL).await, StatusCode::OK);
    let store = kit.open().store.clone();
    let without = store.write(|sp| {
        sp.execute("DELETE FROM focal_keys WHERE staff IS NULL", ())?;
        Ok::<_, StoreError>(())
    });
    without.await.unwrap();
    let mut admin = kit.signed_in("Admin").await;
    let path = format!("/focals/{one}/remove");
    let plain = admin.post(&path, &[("current", NEW)]).await;
    assert_eq!(plain.status, REFUSED);
    assert!(opens(&kit, "Focal", &event.to_string(), FOCAL).await);
    // Whether somebody is kept out of something changes no word of it.
    note(&kit, families[0], None, What::Excluded { staff: two }).await;
    let same = admin.post(&path, &[("current", NEW)]).await;
    let words = |page: &crate::harness::Page| {
        let said = page.text.split("role=\"alert\"").nth(1).unwrap();
        said.split("</div>").next().unwrap().to_owned()
    };
    assert_eq!(words(&same), words(&plain));
}

#[tokio::test]
async fn on_the_page_the_tick_counts_for_the_file_that_was_asked_about() {
    let (first, _) = first().await;
    let second = Kit::start().await;
    let sealed = made(&first).await;
    let event = there(&first).await.0.to_string();
    taken_in(&second, &sealed, FOCAL).await.unwrap();
    let two = staff(&second, "Officer Two").await.to_string();
    let mut focal = second.signed_in("Focal").await;
    add(&mut focal, &event, &two, SECOND).await;
    let path = format!("/focals/{two}/remove");
    focal.post(&path, &[("event", &*event), ("current", SECOND)]).await;
    focal.post("/room", &[("passphrase", SECOND), ("event", &event)]).await;
    let typed = [("do", "room"), ("file_passphrase", FOCAL), ("current", SECOND)];
    let send = async |focal: &mut Browser<'_>, more: &[(&str, &str)]| {
        let fields = [&typed[..], more].concat();
        focal.upload("/room/hand-over/file", &fields, ("file", &sealed)).await
    };
    let asked = send(&mut focal, &[]).await;
    assert_eq!(asked.status, REFUSED);
    assert!(asked.text.contains("name=\"key_changed\""));
    let id = asked.text.split("name=\"asked\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap().to_owned();
    for unasked in [vec![("key_changed", "yes")], vec![("key_changed", "yes"), ("asked", "0")]] {
        let again = send(&mut focal, &unasked).await;
        assert_eq!(again.status, REFUSED);
        assert!(again.text.contains("name=\"key_changed\""));
    }
    let taken = send(&mut focal, &[("key_changed", "yes"), ("asked", &id)]).await;
    assert_eq!(taken.location(), "/room/hand-over", "{}", taken.text);
}

/// Children that are looked for and compared here, of the event and of every other one.
async fn indexed(kit: &Kit, event: EventId) -> [(i64, i64, i64); 2] {
    let count = |whose: &str| {
        let of = |table: &str| {
            format!(
                "(SELECT count(DISTINCT i.child) FROM {table} i JOIN children c ON c.id = i.child
                  JOIN families f ON f.id = c.family WHERE f.event {whose} ?1)"
            )
        };
        format!("SELECT {}, {}, {}", of("finding_rows"), of("block_keys"), of("compared"))
    };
    let both = ["=", "<>"].map(count);
    let store = kit.open().store.clone();
    let read = store.read(move |conn| {
        let read = |sql: &String| {
            conn.query_row(sql, [event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        };
        let [here, elsewhere] = both.each_ref().map(read);
        Ok::<_, StoreError>([here?, elsewhere?])
    });
    read.await.unwrap()
}

#[tokio::test]
async fn children_that_came_in_a_file_are_looked_for_where_they_came_from_also_after_a_wipe() {
    let (first, _) = first().await;
    let second = Kit::start().await;
    file(&mut second.phone(), &mother_of_two()).await;
    let own = there(&second).await.0;
    taken_in(&second, &made(&first).await, FOCAL).await.unwrap();
    let came = there(&first).await.0;
    assert_eq!(indexed(&second, own).await, [(2, 2, 2), (0, 0, 0)]);
    assert_eq!(second.open().store.read(move |conn| families_of(conn, came)).await.unwrap(), 1);
    let store = second.open().store.clone();
    let wiped = store.write(move |sp| forget::wipe(sp, own, &[Kind::Drafts], now()));
    wiped.await.unwrap();
    assert_eq!(indexed(&second, own).await, [(2, 2, 2), (0, 0, 0)]);
}

fn families_of(conn: &Reading, event: EventId) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM families WHERE event = ?1";
    Ok(conn.query_row(sql, [event], |row| row.get(0))?)
}
