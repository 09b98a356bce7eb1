//! What leaves the focal's room and what comes in, by its pages alone.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a room that cannot be read should stop the test"
)]

use axum::http::{StatusCode, header};
use outreach_kit::acts::seal;
use outreach_kit::domain::ids::{ChildId, FamilyId};
use outreach_kit::domain::safeguarding::{About, Agreed, Concern, Level, Sign, What};
use outreach_kit::exchange::bundle;
use outreach_kit::seal::parcel::{self, Opener};
use outreach_kit::store::StoreError;
use outreach_kit::store::forget::{self, What as Handed};

use crate::hand_over::{agreed, by, level, note};
use crate::harness::mother_of_two;
use crate::harness::{Browser, FOCAL, Kit, PASSPHRASE, Page, attribute, attributes, behind, file};
use crate::room::{CANARY, OTHER, act, children, kit, noted, opened, seen, staff};

pub(crate) const PAGE: &str = "/room/hand-over";
pub(crate) const FILE: &str = "/room/hand-over/file";
const WORDS: &str = "seven quiet boats at noon";

/// A kit with a family of which something is noted, and its focal in the room.
async fn first() -> (Kit, (FamilyId, ChildId)) {
    let kit = kit().await;
    let one = children(&kit).await[0];
    noted(&kit, one, seen(Sign::Worry, false)).await;
    (kit, one)
}

/// Where the page has the file that was made last; nowhere if there is none.
pub(crate) async fn offered(focal: &mut Browser<'_>) -> Option<String> {
    let page = focal.get(PAGE).await.text;
    let mut links = attributes(&page, "href").into_iter();
    links.find(|link| link.starts_with("/room/hand-over/file/"))
}

/// The file that was made last: its name and what is in it.
pub(crate) async fn saved(focal: &mut Browser<'_>) -> (String, Vec<u8>) {
    let link = offered(focal).await.unwrap();
    file_at(focal, &link).await
}

async fn file_at(focal: &mut Browser<'_>, link: &str) -> (String, Vec<u8>) {
    let file = focal.get(link).await;
    assert_eq!(file.status, StatusCode::OK);
    let name = file.headers.get(header::CONTENT_DISPOSITION).unwrap().to_str().unwrap();
    (attribute(name, "filename").unwrap(), file.bytes)
}

pub(crate) async fn made(focal: &mut Browser<'_>, fields: &[(&str, &str)]) -> Page {
    let answer = focal.post(PAGE, fields).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, PAGE), "{fields:?}");
    focal.get(PAGE).await
}

/// The sentence in which a page says what was wrong.
pub(crate) fn said(page: &Page) -> String {
    // For what a test says when it fails, too: there may be none.
    let after = page.text.split("role=\"alert\"").nth(1).unwrap_or_default();
    after.split("<p>").nth(1).unwrap_or_default().split("</p>").next().unwrap().to_owned()
}

async fn is_handed(kit: &Kit) -> bool {
    let event = kit.open().event().unwrap().id;
    let read = kit.open().store.read(move |conn| forget::handed_over(conn, event)).await.unwrap();
    read.iter().any(|handed| handed.what == Handed::Safeguarding)
}

#[tokio::test]
async fn a_room_goes_on_elsewhere_and_its_answer_comes_back_without_a_command() {
    let (first, (family, child)) = first().await;
    note(&first, family, Some(0), What::Words(CANARY.to_owned())).await;
    let mut focal = opened(&first, "Focal", FOCAL).await;
    for (typed, status) in [("", 422), (OTHER, 422), (PASSPHRASE, 422)] {
        let refused = focal.post(PAGE, &[("do", "room"), ("current", typed)]).await;
        assert_eq!(refused.status.as_u16(), status, "{typed}");
        assert!(!said(&refused).is_empty() && !refused.text.contains("data-ready"), "{typed}");
    }
    let page = made(&mut focal, &[("do", "room"), ("current", FOCAL)]).await;
    assert!(page.text.contains("data-ready=\"room\"") && page.text.contains("Second Focal"));
    let (name, sealed) = saved(&mut focal).await;
    assert!(name.ends_with(".sealed") && name.len() == 39, "{name}");
    assert!(page.text.contains(&name), "where it lies");

    let second = kit_of_their_own().await;
    let mut keeper = opened(&second, "Focal", FOCAL).await;
    let fields = [("do", "room"), ("file_passphrase", FOCAL), ("current", FOCAL)];
    let taken = keeper.upload(FILE, &fields, ("file", &sealed)).await;
    assert_eq!((taken.status, taken.location()), (StatusCode::SEE_OTHER, PAGE), "{}", said(&taken));
    let page = keeper.get(PAGE).await;
    assert!(page.text.contains("data-ready=\"receipt\""));
    let (name, answer) = saved(&mut keeper).await;
    assert!(name.ends_with(".received"), "{name}");
    // The room stands in the list, and goes on there.
    let event = first.open().event().unwrap().id.to_string();
    assert!(attributes(&page.text, "data-room").contains(&event));
    let led = keeper.post("/room/lock", &[("next", &event)]).await;
    assert_eq!(led.location(), format!("/room?event={event}"));
    let shut = keeper.get(led.location()).await;
    assert!(shut.text.contains(&format!("name=\"event\" value=\"{event}\"")));
    keeper.post("/room", &[("passphrase", FOCAL), ("event", &event)]).await;
    assert!(keeper.get("/room").await.text.contains(&child.to_string()));
    let words = [("do", "words"), ("own_words", "she is well")];
    assert_eq!(act(&mut keeper, child, &words).await.status, StatusCode::SEE_OTHER);
    assert!(keeper.get(&format!("/room/child/{child}")).await.text.contains("she is well"));

    // The answer: the room counts as handed over, but not where something was noted since.
    let at_hand = first.open().event().unwrap().id;
    let about = About { family, child: Some(child) };
    let what = What::Words("later".to_owned());
    let store = first.open().store.clone();
    let sealed_note = store.write(move |sp| seal::note(sp, at_hand, about, what, by())).await;
    sealed_note.map_err(|err: StoreError| err.to_string()).unwrap();
    let read = focal.upload(FILE, &[("do", "answer")], ("file", &answer)).await;
    assert_eq!(read.location(), format!("{PAGE}?said=hand-received-since"));
    assert!(!is_handed(&first).await, "something would be missing there");
    // A file of now has it all, until a box is sealed, be it an empty one.
    made(&mut focal, &[("do", "room"), ("current", FOCAL)]).await;
    let (_, sealed) = saved(&mut focal).await;
    keeper.upload(FILE, &fields, ("file", &sealed)).await;
    let (_, answer) = saved(&mut keeper).await;
    let read = focal.upload(FILE, &[("do", "answer")], ("file", &answer)).await;
    assert_eq!(read.location(), format!("{PAGE}?said=hand-received"));
    assert!(is_handed(&first).await);
    let covered = store.write(move |sp| seal::cover_one(sp, at_hand, by())).await;
    covered.map_err(|err: StoreError| err.to_string()).unwrap();
    assert!(!is_handed(&first).await, "nobody without the key knows that it is empty");
}

async fn kit_of_their_own() -> Kit {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    kit
}

#[tokio::test]
async fn the_answer_of_the_other_laptop_lets_this_one_forget() {
    let (first, _) = first().await;
    let mut focal = opened(&first, "Focal", FOCAL).await;
    made(&mut focal, &[("do", "room"), ("current", FOCAL)]).await;
    let (_, sealed) = saved(&mut focal).await;
    assert!(focal.get(PAGE).await.text.contains("no answer yet"));
    let second = kit_of_their_own().await;
    let mut keeper = opened(&second, "Focal", FOCAL).await;
    let fields = [("do", "room"), ("file_passphrase", FOCAL), ("current", FOCAL)];
    keeper.upload(FILE, &fields, ("file", &sealed)).await;
    let (_, answer) = saved(&mut keeper).await;
    assert!(!is_handed(&first).await);
    let read = focal.upload(FILE, &[("do", "answer")], ("file", &answer)).await;
    assert_eq!(read.location(), format!("{PAGE}?said=hand-received"));
    let page = focal.get(read.location()).await;
    assert!(page.text.contains("The other laptop has everything") && page.text.contains("arrived"));
    assert!(is_handed(&first).await);
}

#[tokio::test]
async fn what_cannot_be_taken_in_says_so_in_a_sentence() {
    let (kit, _) = first().await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    made(&mut focal, &[("do", "room"), ("current", FOCAL)]).await;
    let (_, own) = saved(&mut focal).await;
    let mut damaged = own.clone();
    damaged[5000] ^= 1;
    let room = |typed| [("do", "room"), ("file_passphrase", typed), ("current", FOCAL)];
    for (fields, file, begins) in [
        (&room(FOCAL)[..], &b""[..], "No file"),
        (&room(FOCAL), b"a letter", "This is not a file"),
        (&room(FOCAL), &damaged, "The file is damaged"),
        (&room("not the words"), &own, "This passphrase"),
        (&room(FOCAL), &own, "This event is this laptop"),
        (&[("do", "room"), ("file_passphrase", FOCAL)], &own, "Type your own"),
        (&[("do", "answer")], b"{}", "This does not confirm"),
        (&[("do", "else")], b"{}", "Nothing was chosen"),
    ] {
        let refused = focal.upload(FILE, fields, ("file", file)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{begins}");
        assert!(said(&refused).starts_with(begins), "{begins}: {}", said(&refused));
        assert!(!refused.text.contains("not the words"), "no secret goes into a page");
    }
    // A file that comes while the room is shut is chosen again.
    focal.post("/room/lock", &[]).await;
    let shut = focal.upload(FILE, &room(FOCAL), ("file", &own)).await;
    assert_eq!(shut.status, StatusCode::FORBIDDEN);
    assert!(shut.text.contains("name=\"passphrase\"") && !said(&shut).is_empty());
    assert_eq!(focal.get(FILE).await.status, StatusCode::OK, "asks for the passphrase");
}

#[tokio::test]
async fn records_leave_sealed_with_the_kinds_that_the_focal_chose_and_the_rest_says_why_it_stays() {
    let (kit, (family, child)) = first().await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let fields = |program, passphrase| {
        [
            ("do", "records"),
            ("program", program),
            ("file_passphrase", passphrase),
            ("current", FOCAL),
        ]
    };
    let weak = focal.post(PAGE, &fields("mosvy-kh", "1234")).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = made(&mut focal, &fields("mosvy-kh", WORDS)).await;
    assert!(page.text.contains("No record may leave yet"));
    assert!(attributes(&page.text, "data-stays").contains(&child.to_string()));
    assert_eq!(offered(&mut focal).await, None, "there is no file");

    note(&kit, family, Some(0), level(Level::Medium)).await;
    note(&kit, family, Some(0), agreed(Agreed::ShareMinistry, true)).await;
    let none = act(&mut focal, child, &[("do", "concerns")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let chosen = [("do", "concerns"), ("concern", "parents_dead"), ("concern", "migration")];
    assert_eq!(act(&mut focal, child, &chosen).await.status, StatusCode::SEE_OTHER);
    let missing = focal.post(PAGE, &fields("oscar", WORDS)).await;
    assert!(said(&missing).starts_with("OSCaR needs"), "{}", said(&missing));
    let page = made(&mut focal, &fields("mosvy-kh", WORDS)).await;
    assert!(page.text.contains("One record leaves") && page.text.contains("data-stays"));
    let (_, sealed) = saved(&mut focal).await;
    let opened_file = parcel::open(&sealed, Opener::Typed(WORDS)).unwrap();
    assert!(opened_file.secret.is_none());
    let contents = bundle::read(&opened_file.text).unwrap();
    let record: serde_json::Value = serde_json::from_slice(&contents.parts[0].bytes).unwrap();
    let concerns = serde_json::json!(["affected_by_migration_74074", "caafag"]);
    assert_eq!(record["data"]["protection_concerns"], concerns);
    assert!(record["data"].get("protection_concerns_other").is_none());

    // Whoever is kept out of the family gets nothing of it, nor learns that something stays.
    let who = staff(&kit, "Second Focal").await.to_string();
    act(&mut focal, child, &[("do", "exclude"), ("exclude_staff", &who)]).await;
    let mut other = opened(&kit, "Second Focal", OTHER).await;
    let theirs = [&fields("mosvy-kh", WORDS)[..3], &[("current", OTHER)]].concat();
    let page = made(&mut other, &theirs).await;
    assert!(page.text.contains("No record may leave yet") && !page.text.contains("data-stays"));
}

#[tokio::test]
async fn a_slip_is_made_for_whoever_agreed_and_stands_in_the_record() {
    let (kit, (family, child)) = first().await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let slip = [
        ("do", "slip"),
        ("slip_for", "share_ministry"),
        ("slip_to", "DoSVY Pursat"),
        ("slip_phone", "012 345 678"),
    ];
    let with = |typed: &'static str| [&slip[..], &[("current", typed)]].concat();
    note(&kit, family, Some(0), level(Level::High)).await;
    let held = act(&mut focal, child, &with(FOCAL)).await;
    assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(held.text.contains("sharing was not agreed to") && held.text.contains("012 345 678"));
    note(&kit, family, Some(0), agreed(Agreed::ShareMinistry, true)).await;
    let wrong = act(&mut focal, child, &with(OTHER)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = act(&mut focal, child, &with(FOCAL)).await;
    assert_eq!(made.location(), format!("/room/child/{child}#slip"));
    assert!(focal.get(&format!("/room/child/{child}")).await.text.contains("The slip is ready"));
    let paper = format!("/room/child/{child}/slip");
    let (name, pdf) = file_at(&mut focal, &paper).await;
    assert!(pdf.starts_with(b"%PDF") && name == "referral-slip.pdf");
    assert!(focal.get("/room/views").await.text.contains("Referral slip made"));
    let (_, sibling) = children(&kit).await[1];
    let none = focal.get(&format!("/room/child/{sibling}/slip")).await;
    assert_eq!(none.location(), format!("/room/child/{sibling}#slip"), "it is another child's");
    let who = staff(&kit, "Focal").await.to_string();
    act(&mut focal, child, &[("do", "exclude"), ("exclude_staff", &who)]).await;
    assert_eq!(focal.get(&paper).await.status, StatusCode::NOT_FOUND, "kept out since");
    let mut other = opened(&kit, "Second Focal", OTHER).await;
    let theirs = other.get(&paper).await;
    assert_eq!(theirs.location(), format!("/room/child/{child}#slip"), "made in another room");
    focal.post("/room/lock", &[]).await;
    focal.post("/room", &[("passphrase", FOCAL)]).await;
    act(&mut other, child, &[("do", "admit"), ("admit_staff", &who)]).await;
    let gone = focal.get(&paper).await;
    assert_eq!(gone.location(), format!("/room/child/{child}#slip"), "it went with the room");
}

#[tokio::test]
async fn a_file_is_saved_under_its_own_name_whatever_was_made_since() {
    let (kit, (family, child)) = first().await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    note(&kit, family, Some(0), level(Level::High)).await;
    note(&kit, family, Some(0), agreed(Agreed::ShareMinistry, true)).await;
    made(&mut focal, &[("do", "room"), ("current", FOCAL)]).await;
    let link = offered(&mut focal).await.unwrap();
    let (name, sealed) = file_at(&mut focal, &link).await;
    assert!(link.ends_with(&name));
    let slip = [("do", "slip"), ("slip_for", "share_ministry"), ("slip_to", "DoSVY")];
    act(&mut focal, child, &[&slip[..], &[("current", FOCAL)]].concat()).await;
    let again = file_at(&mut focal, &link).await;
    assert!(again == (name, sealed), "a slip takes no file's place");
    // Another file takes its place, and is not saved under its name.
    made(&mut focal, &[("do", "room"), ("current", FOCAL)]).await;
    let led = focal.get(&link).await;
    assert_eq!((led.status, led.location()), (StatusCode::SEE_OTHER, PAGE));
    assert!(offered(&mut focal).await.is_some_and(|next| next != link));
}

#[tokio::test]
async fn the_rooms_report_alone_says_how_many_were_referred() {
    let (kit, (family, child)) = first().await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    note(&kit, family, Some(0), agreed(Agreed::ShareMinistry, true)).await;
    for fields in [
        &[("do", "level"), ("level", "high")][..],
        &[("do", "contact"), ("contact_on", "2026-11-21")],
        &[("do", "refer"), ("refer_to", "DoSVY")],
    ] {
        assert_eq!(act(&mut focal, child, fields).await.status, StatusCode::SEE_OTHER);
    }
    let table = focal.get("/room/report/table").await.text;
    assert!(
        table.contains("\"support_referred_high\",\"all\",\"<5\""),
        "a small number is hidden: {table}"
    );
    assert!(
        table.contains("\"support_referred_low\",\"all\",\"0\"")
            && table.contains("\"families\",\"all\",\"2\"")
    );
    for word in ["DoSVY", "worry", "Krapeu", "hurt"] {
        assert!(!table.contains(word), "no kinds, no places: {word}");
    }
    assert!(focal.get("/room/report").await.bytes.starts_with(b"%PDF"));
    let mut admin = kit.signed_in("Admin").await;
    assert!(!admin.get("/event/report/csv").await.text.contains("support_"));
    let page = admin.get("/event/report").await.text;
    assert!(page.contains("The focal gives these counts") || page.contains("អ្នកទទួលបន្ទុកផ្តល់ចំនួន"));
    let officer = kit.signed_in("Officer One").await.get("/room/report").await;
    assert_eq!(officer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn kinds_that_rules_suggest_are_said_in_the_readers_language() {
    let (kit, (family, child)) = first().await;
    note(&kit, family, Some(0), seen(Sign::Alone, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let path = format!("/room/child/{child}");
    let suggested = |page: &Page| {
        let part = behind(&page.text, "data-concerns>");
        part.split("</span>").next().unwrap_or_default().to_owned()
    };
    let english = suggested(&focal.get(&path).await);
    assert!(english.contains("Nobody grown-up is with the child"), "{english}");
    focal.post("/prefs", &[("lang", "km")]).await;
    let khmer = suggested(&focal.get(&path).await);
    assert!(!khmer.is_empty() && !khmer.chars().any(|sign| sign.is_ascii_alphabetic()), "{khmer}");
    let page = focal.get(&path).await;
    assert_eq!(
        attributes(&page.text, "name").iter().filter(|name| *name == "concern").count(),
        Concern::ALL.len()
    );
}
