//! Who opens the sealed room: focals with their passphrases, the recovery sheet, and nobody else.
#![allow(clippy::unwrap_used, reason = "a room that cannot be read should stop the test")]

use axum::http::StatusCode;
use outreach_kit::acts::focals::RoomKeys;
use outreach_kit::i18n::{self, Lang};
use outreach_kit::seal::Cost;
use outreach_kit::seal::sealed::FocalSecret;
use outreach_kit::store::staff;

use crate::harness::{
    FOCAL, Kit, PASSPHRASE, PIN, Page, SECOND, attribute, file, founding, mother_of_two,
};
use crate::keys::recovery_code;
use crate::telling::room;

/// The event's secret with what somebody typed; none if nothing opens with it.
pub(crate) async fn opens(kit: &Kit, typed: &str) -> Option<FocalSecret> {
    let open = kit.open();
    let event = open.event().unwrap().id;
    let keys = open.store.read(move |conn| RoomKeys::of(conn, event)).await.unwrap();
    keys.open(typed, None, Cost::test()).ok().map(|opened| opened.secret().clone())
}

/// The same, which has to open.
pub(crate) async fn secret_of(kit: &Kit, typed: &str) -> FocalSecret {
    opens(kit, typed).await.unwrap()
}

const NEW: &str = "seven wooden oars drifting";
const OTHER: &str = "paper kite over temples";

async fn focals(kit: &Kit, who: &str, path: &str, fields: &[(&str, &str)]) -> Page {
    kit.signed_in(who).await.post(path, fields).await
}

/// Adds the helper as a second focal, with what somebody typed who opens the room.
async fn add_helper(kit: &Kit, present: &str) -> Page {
    let id = id_of(kit, "Helper").await;
    let fields = [("staff", &*id), ("current", present), ("new", NEW), ("passphrase_again", NEW)];
    focals(kit, "Admin", "/focals/add", &fields).await
}

async fn id_of(kit: &Kit, name: &str) -> String {
    let members = kit.open().store.read(|conn| staff::all(conn, None)).await.unwrap();
    members.into_iter().find(|member| member.name == name).unwrap().id.to_string()
}

/// Somebody tells something about the first family in the line.
async fn tell(kit: &Kit) {
    let form = kit.signed_in("Officer One").await.get("/tell?number=1").await;
    let family =
        form.text.split("name=\"family\"").nth(1).and_then(|rest| attribute(rest, "value"));
    let sent = [("family", &*family.unwrap()), ("child", "all"), ("sign", "worry")];
    let told = kit.signed_in("Officer One").await.post("/tell", &sent).await;
    assert_eq!(told.status, StatusCode::OK);
}

async fn notes(kit: &Kit, typed: &str) -> (usize, usize) {
    let opened = room(kit, &secret_of(kit, typed).await).await;
    (opened.notes.len(), opened.shut)
}

#[tokio::test]
async fn nobodys_pin_and_no_keyholder_opens_the_room_but_a_focal_and_the_sheet_do() {
    let kit = Kit::fresh();
    let code = kit.app.found(founding(false)).await.unwrap().text();
    file(&mut kit.phone(), &mother_of_two()).await;
    tell(&kit).await;
    for typed in [PIN, PASSPHRASE, SECOND, ""] {
        assert!(opens(&kit, typed).await.is_none(), "{typed}");
    }
    assert_eq!(notes(&kit, FOCAL).await, (1, 0));
    assert_eq!(notes(&kit, &code.to_lowercase()).await, (1, 0));
}

#[tokio::test]
async fn a_focal_lets_a_second_one_in_and_nobody_else_can() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    tell(&kit).await;
    for wrong in [PASSPHRASE, PIN, "", NEW] {
        let refused = add_helper(&kit, wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let id = id_of(&kit, "Helper").await;
    let differing =
        [("staff", &*id), ("current", FOCAL), ("new", NEW), ("passphrase_again", OTHER)];
    let refused = focals(&kit, "Admin", "/focals/add", &differing).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.text.contains(NEW), "no passphrase goes back into a page");
    assert!(opens(&kit, NEW).await.is_none());
    assert_eq!(add_helper(&kit, FOCAL).await.status, StatusCode::OK);
    assert_eq!(notes(&kit, NEW).await, (1, 0), "also what was told before");
    for (name, allowed) in [("Officer One", false), ("Helper", true), ("Focal", true)] {
        let page = kit.signed_in(name).await.get("/focals").await;
        assert_eq!(page.status == StatusCode::OK, allowed, "{name}");
    }
}

#[tokio::test]
async fn a_focal_changes_their_passphrase() {
    let kit = Kit::start().await;
    let wrong = [("old", SECOND), ("new", NEW), ("passphrase_again", NEW)];
    let refused = focals(&kit, "Focal", "/focals/change", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let weak = [("old", FOCAL), ("new", "1234"), ("passphrase_again", "1234")];
    let refused = focals(&kit, "Focal", "/focals/change", &weak).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = [("old", FOCAL), ("new", NEW), ("passphrase_again", NEW)];
    let changed = focals(&kit, "Focal", "/focals/change", &right).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert!(opens(&kit, NEW).await.is_some() && opens(&kit, FOCAL).await.is_none());
}

#[tokio::test]
async fn whoever_is_taken_off_reads_nothing_more_and_nobody_else_types_anything() {
    let kit = Kit::fresh();
    let code = kit.app.found(founding(false)).await.unwrap().text();
    file(&mut kit.phone(), &mother_of_two()).await;
    // The only focal can be taken off with the sheet alone: the page asks for nothing else.
    let page = kit.signed_in("Admin").await.get("/focals").await.text;
    let form = page.split("/remove\"").nth(1).unwrap().split("</form>").next().unwrap();
    let asks = |key: &str| form.contains(&i18n::text(Lang::Km, key));
    assert!(asks("focals-present-sheet") && !asks("focals-present-focal"), "{form}");
    assert_eq!(add_helper(&kit, FOCAL).await.status, StatusCode::OK);
    tell(&kit).await;
    let copied = secret_of(&kit, FOCAL).await;
    let remove = format!("/focals/{}/remove", id_of(&kit, "Focal").await);
    for theirs in [FOCAL, PASSPHRASE] {
        let refused = focals(&kit, "Admin", &remove, &[("current", theirs)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "not with their own");
    }
    let mut leaving = kit.signed_in("Focal").await;
    let removed = focals(&kit, "Admin", &remove, &[("current", NEW)]).await;
    assert_eq!(removed.status, StatusCode::OK);
    assert!(!leaving.get("/").await.text.contains("/sign-out"), "signed out everywhere");
    assert!(opens(&kit, FOCAL).await.is_none());
    tell(&kit).await;
    assert_eq!(room(&kit, &copied).await.notes.len(), 0, "a copied key opens no box any more");
    assert_eq!(notes(&kit, NEW).await, (2, 0), "the other focal reads old and new");
    assert_eq!(notes(&kit, &code).await, (2, 0), "so does the sheet");
}

#[tokio::test]
async fn a_new_recovery_sheet_opens_the_room_once_a_focal_typed_and_the_last_one_stays_until_then()
{
    let kit = Kit::fresh();
    let last = kit.app.found(founding(false)).await.unwrap().text();
    let mut admin = kit.signed_in("Admin").await;
    let sheet = admin.post("/keys/recovery", &[("current", PASSPHRASE)]).await;
    assert_eq!(attribute(&sheet.text, "data-room").as_deref(), Some("recovery-room-waits"));
    let code = recovery_code(&sheet.text);
    let groups: Vec<&str> = code.split('-').collect();
    let asked = attribute(&sheet.text, "data-groups").unwrap();
    let asked: Vec<usize> = asked.split(' ').map(|group| group.parse().unwrap()).collect();
    let typed = [("first", groups[asked[0] - 1]), ("second", groups[asked[1] - 1])];
    assert_eq!(admin.post("/keys/recovery/confirm", &typed).await.location(), "/keys");
    assert!(admin.get("/keys").await.text.contains("data-sheet-waits"), "it is said");
    assert!(opens(&kit, &code).await.is_none());
    assert!(opens(&kit, &last).await.is_some(), "nothing is lost meanwhile");
    let done = focals(&kit, "Focal", "/focals/open", &[("current", FOCAL)]).await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(!done.text.contains("data-sheet-waits"));
    assert!(opens(&kit, &code).await.is_some());
    assert!(opens(&kit, &last).await.is_none(), "the sheet before it has ended");
    // A focal who is there when it is made makes it open at once.
    let fields = [("current", PASSPHRASE), ("focal_passphrase", FOCAL)];
    let sheet = admin.post("/keys/recovery", &fields).await;
    assert_eq!(attribute(&sheet.text, "data-room").as_deref(), Some("recovery-room-opens"));
    assert!(opens(&kit, &recovery_code(&sheet.text)).await.is_some());
}

#[tokio::test]
async fn when_a_focal_is_taken_off_every_open_room_is_shut_and_opens_with_the_new_key_only() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    assert_eq!(add_helper(&kit, FOCAL).await.status, StatusCode::OK);
    let mut stays = kit.signed_in("Helper").await;
    let mut leaves = kit.signed_in("Focal").await;
    stays.post("/room", &[("passphrase", NEW)]).await;
    leaves.post("/room", &[("passphrase", FOCAL)]).await;
    let event = kit.open().event().unwrap().id;
    let copied = secret_of(&kit, FOCAL).await;
    assert_eq!(kit.app.rooms.count(), 2);
    let remove = format!("/focals/{}/remove", id_of(&kit, "Focal").await);
    let removed = focals(&kit, "Admin", &remove, &[("current", NEW)]).await;
    assert_eq!((removed.status, kit.app.rooms.count()), (StatusCode::OK, 0));
    assert!(stays.get("/room").await.text.contains("name=\"passphrase\""));
    stays.post("/room", &[("passphrase", NEW)]).await;
    assert!(!stays.get("/room").await.text.contains("name=\"passphrase\""));
    // One that was being opened with the last key meanwhile opens nothing either.
    let token = stays.cookies.get("staff").unwrap();
    let token = outreach_kit::seal::token::Token::parse(token).unwrap().hash();
    kit.app.rooms.open(token, event, copied, (kit.app.now)());
    assert!(stays.get("/room").await.text.contains("name=\"passphrase\""));
}

#[tokio::test]
async fn tries_at_a_passphrase_run_out_wherever_one_is_asked() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let event = kit.open().event().unwrap().id.to_string();
    let wipe = [("event", &*event), ("mark", ""), ("current", "not the words at all")];
    for _ in 0..10 {
        let refused = admin.post("/forget", &wipe).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let right = [("event", &*event), ("mark", ""), ("current", PASSPHRASE)];
    let slowed = admin.post("/forget", &right).await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS, "also the right one");
    // The same passphrase is asked for there, so it is no way round.
    let add = [("holder", "third"), ("new", NEW), ("current", PASSPHRASE)];
    let slowed = admin.post("/keys/add", &add).await;
    assert_eq!(slowed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!admin.get("/keys").await.text.contains("third"));
    let mut focal = kit.signed_in("Focal").await;
    let open = focal.post("/room", &[("passphrase", FOCAL)]).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER, "nobody else is slowed");
}

#[tokio::test]
async fn a_focal_is_asked_before_a_new_sheet_opens_the_room() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let sheet = admin.post("/keys/recovery", &[("current", PASSPHRASE)]).await;
    let code = recovery_code(&sheet.text);
    assert_eq!(add_helper(&kit, FOCAL).await.status, StatusCode::OK);
    let mut focal = kit.signed_in("Focal").await;
    focal.post("/room", &[("passphrase", FOCAL)]).await;
    assert!(opens(&kit, &code).await.is_none(), "typing alone lets nobody in");
    assert!(focal.get("/room").await.text.contains("data-sheet-waits"));
    focal.post("/room/sheet", &[("do", "later")]).await;
    assert!(!focal.get("/room").await.text.contains("data-sheet-waits"), "not asked again now");
    assert!(opens(&kit, &code).await.is_none());
    focal.post("/room/lock", &[]).await;
    focal.post("/room", &[("passphrase", FOCAL)]).await;
    assert!(focal.get("/room").await.text.contains("data-sheet-waits"), "but the next time");
    focal.post("/room/sheet", &[("do", "yes")]).await;
    assert!(opens(&kit, &code).await.is_some());
    assert!(!focal.get("/room").await.text.contains("data-sheet-waits"));
}
