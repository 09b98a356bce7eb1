//! One device goes from hand to hand: few names, a PIN, the desk stays, and nothing of the one before is left.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use axum::http::StatusCode;
use jiff::Timestamp;
use outreach_kit::domain::ids::StaffId;
use outreach_kit::store::{StoreError, signed_in, staff};

use crate::harness::{Browser, Kit, PIN, attributes, file, mother_of_two, staff_id};
use crate::journal::acts;
use crate::network::{Tablet, open_kit};

/// Names as the sign-in page offers them: those of this device, then all others, and whether these are folded away.
fn offered(page: &str) -> (Vec<&str>, Vec<&str>, bool) {
    let (here, others) =
        page.split_once("<details class=\"more\" id=\"others\"").unwrap_or((page, ""));
    let people = ["Admin", "Officer One", "Officer Two", "Focal", "Helper"];
    let of = |part: &str| {
        let mut found: Vec<_> = people
            .into_iter()
            .filter_map(|name| Some((part.find(&format!("<span>{name} "))?, name)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    (of(here), of(others), !others.starts_with(" open"))
}

async fn sign_in(browser: &mut Browser<'_>, name: &str) -> String {
    sign_in_with(browser, name, PIN).await
}

/// Signs somebody in; where they are led.
pub(crate) async fn sign_in_with(browser: &mut Browser<'_>, name: &str, pin: &str) -> String {
    let page = browser.get("/sign-in").await.text;
    let id = staff_id(&page, name);
    browser.post("/sign-in", &[("staff", &id), ("pin", pin)]).await.location().to_owned()
}

#[tokio::test]
async fn whoever_signed_in_here_today_is_offered_first_and_who_went_last() {
    let kit = open_kit().await;
    let mut tablet = Tablet::paired(&kit).await;
    let fresh = tablet.get("/sign-in").await.body;
    let (all, none, _) = offered(&fresh);
    assert_eq!((all.len(), none.len()), (5, 0), "nobody was here: everybody is offered alike");
    for name in ["Officer One", "Helper", "Officer Two"] {
        assert_eq!(tablet.sign_in(name, PIN).await.status, 303);
    }
    let page = tablet.get("/sign-in").await.body;
    let (here, others, folded) = offered(&page);
    assert_eq!(here, ["Officer Two", "Helper", "Officer One"]);
    assert_eq!(others, ["Admin", "Focal"]);
    assert!(folded);
    assert_eq!(tablet.post("/next-person", &[]).await.header("location"), "/sign-in");
    let page = tablet.get("/sign-in").await.body;
    assert_eq!(offered(&page).0, ["Helper", "Officer One", "Officer Two"]);
    // Another device has its own list.
    let mut other = Tablet::paired(&kit).await;
    let page = other.get("/sign-in").await.body;
    assert_eq!(offered(&page).0.len(), 5);
}

#[tokio::test]
async fn a_device_on_which_only_one_worked_offers_everybody_when_they_hand_it_over() {
    let kit = open_kit().await;
    let mut tablet = Tablet::signed_in(&kit, "Officer One").await;
    let page = tablet.get("/sign-in").await.body;
    assert!(offered(&page).2, "left alone it is theirs");
    tablet.post("/next-person", &[]).await;
    let page = tablet.get("/sign-in").await.body;
    let (here, others, folded) = offered(&page);
    assert_eq!((here, others.len(), folded), (vec!["Officer One"], 4, false));
}

#[tokio::test]
async fn the_desk_stays_and_nothing_of_the_one_before_does() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut screen = kit.officer("Officer One", "3").await;
    screen.cookies.insert("lang".to_owned(), "en".to_owned());
    let before = screen.clone();
    let seated = screen.seat_next().await.text;
    let family =
        attributes(&seated, "action").into_iter().find(|to| to.ends_with("/papers")).unwrap();
    let family = family.trim_end_matches("/papers").to_owned();
    assert!(screen.get("/desk").await.text.contains("action=\"/next-person\""), "one tap");
    assert_eq!(screen.post("/next-person", &[]).await.location(), "/sign-in");
    assert!(!screen.cookies.contains_key("staff"));

    // Between the two nobody is there: no page that was open answers, with the cookie or without.
    for path in ["/desk", family.as_str(), "/search", "/entry"] {
        for mut browser in [screen.clone(), before.clone()] {
            let page = browser.get(path).await;
            assert_eq!(page.location(), "/sign-in", "{path}");
            assert_eq!(page.headers["cache-control"], "no-store", "{path}");
        }
    }
    let page = screen.get("/sign-in").await.text;
    assert!(!page.contains("Desk 3") && !page.contains(&family), "{page}");

    // The next officer sits where the first one sat, with the family that is there; a helper gets none of it.
    assert_eq!(sign_in(&mut screen, "Helper").await, "/entry");
    let page = screen.get("/entry").await.text;
    assert!(!page.contains("Officer") && !page.contains("Desk 3"), "{page}");
    assert_eq!(screen.get(&family).await.status, StatusCode::NOT_FOUND);
    screen.post("/next-person", &[]).await;
    assert_eq!(sign_in(&mut screen, "Officer Two").await, "/desk");
    let page = screen.get("/desk").await.text;
    let bar = page.split("class=\"who\"").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(bar.contains("Two") && !bar.contains("One") && bar.contains("Desk 3"), "{bar}");
    assert_eq!(
        before.clone().get("/desk").await.location(),
        "/sign-in",
        "the old cookie is worth nothing"
    );

    let acts = acts(&kit).await;
    assert_eq!(acts.iter().filter(|act| *act == "hand_on").count(), 2, "{acts:?}");
}

#[tokio::test]
async fn a_desk_that_somebody_took_meanwhile_is_not_taken_from_them() {
    let kit = Kit::start().await;
    let mut screen = kit.officer("Officer One", "2").await;
    screen.post("/next-person", &[]).await;
    let mut other = kit.officer("Officer Two", "2").await;
    assert_eq!(sign_in(&mut screen, "Officer One").await, "/desk");
    for (browser, sits) in [(&mut screen, false), (&mut other, true)] {
        browser.cookies.insert("lang".to_owned(), "en".to_owned());
        let page = browser.get("/desk").await.text;
        let bar = page.split("class=\"who\"").nth(1).unwrap().split("</form>").next().unwrap();
        assert_eq!(bar.contains("Desk 2"), sits, "{bar}");
    }
}

/// A desk is left to whoever comes next; where that is written down late, after somebody came, nobody gets it.
#[tokio::test]
async fn a_desk_that_is_left_too_late_is_nobodys() {
    let kit = Kit::start().await;
    let members = kit.open().store.read(|conn| staff::all(conn, None)).await.unwrap();
    let (one, two) = (members[0].id, members[1].id);
    let at = |second| Timestamp::from_second(1_800_000_000 + second).unwrap();
    let open = kit.open();
    let left = async |came: Option<(StaffId, i64)>| {
        let written = open.store.write(move |sp| {
            signed_in::note(sp, None, one, at(0), at(0))?;
            if let Some((who, second)) = came {
                signed_in::note(sp, None, who, at(second), at(0))?;
            }
            signed_in::handed_on_at(sp, None, one, Some(3), at(10))?;
            signed_in::take_up(sp, None, at(0))
        });
        written.await.map_err(|err: StoreError| err).unwrap()
    };
    assert_eq!(left(None).await, Some(3));
    assert_eq!(left(Some((two, 5))).await, Some(3), "who came before is no news");
    assert_eq!(left(Some((two, 11))).await, None);
    assert_eq!(left(Some((one, 11))).await, None, "the same person again");
}
