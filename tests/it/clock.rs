//! A laptop that wakes in 1970, lags or leaps: it is said, what is written meanwhile is marked, and order stays.
#![allow(clippy::unwrap_used, reason = "a kit that cannot be set up should stop the test")]

use std::cell::Cell;
use std::time::Duration;

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use outreach_kit::app::App;
use outreach_kit::store::clock_doubt;

use crate::harness::{
    Browser, Kit, NOW, PASSPHRASE, Page, attribute, config, file, founding, mother_of_two,
};

thread_local! {
    /// What the laptop's clock shows to the kits of this test; each test has a thread of its own.
    static CLOCK: Cell<Timestamp> = const { Cell::new(Timestamp::UNIX_EPOCH) };
}

pub(crate) fn set(to: &str) {
    CLOCK.set(to.parse().unwrap());
}

/// So many seconds go by.
pub(crate) fn pass(seconds: i64) {
    CLOCK.set(CLOCK.get() + SignedDuration::from_secs(seconds));
}

fn clock() -> Timestamp {
    CLOCK.get()
}

/// A kit that nobody has set up, whose clock the test sets; it shows [`NOW`].
pub(crate) fn fresh() -> Kit {
    set(NOW);
    let folder = tempfile::tempdir().unwrap();
    let app = App::new(config(folder.path()), clock);
    Kit::with(app, folder)
}

/// The same, set up.
pub(crate) async fn kit() -> Kit {
    let kit = fresh();
    kit.app.found(founding(false)).await.unwrap();
    kit
}

/// The program was closed; the laptop wakes and shows this time.
pub(crate) async fn wakes_at(kit: Kit, time: &str) -> Kit {
    set(time);
    again(kit).await
}

/// The program was closed and started again.
pub(crate) async fn again(kit: Kit) -> Kit {
    let kit = kit.restart_by(clock);
    let opened = kit.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(opened.location(), "/", "{}", opened.text);
    kit
}

fn doubt(page: &Page) -> String {
    attribute(&page.text, "data-doubt").unwrap_or_default()
}

pub(crate) async fn say_right(admin: &mut Browser<'_>) -> Page {
    let page = admin.get("/").await;
    let shown = attribute(page.text.split("name=\"shown\"").nth(1).unwrap(), "value").unwrap();
    admin.post_on("/clock", &[("shown", &shown)]).await
}

#[tokio::test]
async fn a_laptop_that_wakes_in_1970_says_so_until_an_administrator_confirms_the_date() {
    let kit = wakes_at(kit().await, "1970-01-01T00:03:00Z").await;
    assert_eq!(doubt(&kit.laptop().get("/").await), "forgotten", "before anybody signs in");
    let mut helper = kit.signed_in("Helper").await;
    let seen = helper.get("/entry").await.text;
    assert!(seen.contains("ម៉ោងមិនប្រាកដ"), "the bar of every page");
    assert!(!helper.get("/").await.text.contains("action=\"/clock\""));
    assert_eq!(helper.post("/clock", &[("shown", "0")]).await.status, StatusCode::NOT_FOUND);
    let mut admin = kit.signed_in("Admin").await;
    // What was read before the clock was set is no answer.
    let stale =
        attribute(admin.get("/").await.text.split("name=\"shown\"").nth(1).unwrap(), "value");
    set("2026-11-22T01:00:00Z");
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.post_on("/clock", &[("shown", &stale.unwrap())]).await;
    assert_eq!(doubt(&page), "forgotten");
    let after = say_right(&mut admin).await;
    assert_eq!(doubt(&after), "");
    assert!(!admin.get("/event").await.text.contains("ម៉ោងមិនប្រាកដ"));
    // It stays so, also after the next start.
    let kit = wakes_at(kit, "2026-11-22T01:10:00Z").await;
    assert_eq!(doubt(&kit.laptop().get("/").await), "");
}

#[tokio::test]
async fn what_is_written_while_the_clock_is_in_doubt_is_marked() {
    let kit = kit().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let kit = wakes_at(kit, "2026-11-20T22:00:00Z").await;
    assert_eq!(doubt(&kit.laptop().get("/").await), "behind");
    file(&mut kit.phone(), &mother_of_two()).await;
    set("2026-11-21T05:00:00Z");
    let mut admin = kit.signed_in("Admin").await;
    say_right(&mut admin).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let page = admin.get("/journal").await.text;
    let marked: Vec<bool> = page
        .split("<li data-act=\"file\">")
        .skip(1)
        .map(|rest| rest.split("</li>").next().unwrap().contains("ម៉ោងមិនប្រាកដ"))
        .collect();
    assert_eq!(marked, [false, true, false], "the newest first");
    let at = |text: &str| -> Timestamp { text.parse().unwrap() };
    for (time, doubtful) in [
        (NOW, true),
        ("2026-11-20T22:00:00Z", true),
        ("2026-11-20T20:00:00Z", false),
        ("2026-11-21T05:00:01Z", false),
    ] {
        let time_of_row = at(time);
        let found =
            kit.open().store.read(move |conn| clock_doubt::is_doubtful(conn, time_of_row)).await;
        // Whatever lies between the wrong times of that stretch is in doubt, also what was right.
        assert_eq!(found.unwrap(), doubtful, "{time}");
    }
}

#[tokio::test]
async fn a_clock_that_is_set_while_the_kit_is_open_is_noticed() {
    let kit = kit().await;
    let open = kit.open();
    let begun: Timestamp = NOW.parse().unwrap();
    let look = async |wall: SignedDuration, truly: u64| {
        open.look_at_clock(begun + wall, Duration::from_secs(truly)).await.unwrap();
        open.store
            .read(clock_doubt::standing)
            .await
            .unwrap()
            .map(outreach_kit::domain::clock_doubt::Doubt::code)
    };
    let seconds = SignedDuration::from_secs;
    assert_eq!(look(seconds(0), 10).await, None);
    assert_eq!(look(seconds(5), 15).await, None);
    assert_eq!(look(seconds(5 - 3600), 16).await, Some("back"));
    assert_eq!(look(seconds(6 - 3600), 17).await, Some("back"), "until somebody says it is right");
    let acts = crate::journal::acts(&kit).await;
    assert_eq!(acts.iter().filter(|act| *act == "doubt_clock").count(), 1);
}

#[tokio::test]
async fn the_order_of_line_board_and_tickets_never_hangs_on_the_clock() {
    let kit = kit().await;
    for time in ["2026-11-21T02:00:00Z", "1970-01-01T00:01:00Z", "2031-01-01T00:00:00Z"] {
        set(time);
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    set("2026-11-21T02:10:00Z");
    let mut one = kit.officer("Officer One", "1").await;
    one.post_on("/desk/next", &[]).await;
    set("2026-11-21T02:05:00Z");
    let mut two = kit.officer("Officer Two", "2").await;
    two.post_on("/desk/next", &[]).await;
    let open = kit.open();
    let event = open.event().unwrap().id;
    let serving = open
        .store
        .read(move |conn| outreach_kit::store::tickets::now_serving(conn, event, 6))
        .await
        .unwrap();
    let numbers: Vec<u32> = serving.iter().map(|(number, ..)| *number).collect();
    assert_eq!(numbers, [2, 1], "the newest call first, though the clock went back");
    let coming = open
        .store
        .read(move |conn| outreach_kit::store::tickets::coming_next(conn, event, 6))
        .await;
    assert_eq!(coming.unwrap(), [3], "the third, though its clock was ahead");
}

#[tokio::test]
async fn who_was_seen_last_and_finished_last_never_hangs_on_the_clock() {
    let kit = kit().await;
    let desk_of = async |officer: &mut Browser<'_>| {
        officer.cookies.insert("lang".to_owned(), "en".to_owned());
        let page = officer.get("/desk").await.text;
        let bar = page.split("class=\"who\"").nth(1).unwrap().split("</form>").next().unwrap();
        bar.split("Desk ").nth(1).and_then(|rest| rest.chars().next())
    };
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    set("2026-11-21T02:30:00Z");
    let mut one = kit.officer("Officer One", "2").await;
    one.seat_next().await;
    one.post_on("/desk/ticket/1/finish", &[("reason", "gone_home")]).await;
    // The clock goes back, and they sit down elsewhere on a further screen.
    set("2026-11-21T02:10:00Z");
    let mut again = kit.officer("Officer One", "4").await;
    again.seat_next().await;
    again.post_on("/desk/ticket/2/finish", &[("reason", "gone_home")]).await;
    set("2026-11-21T02:31:00Z");
    let mut third = kit.signed_in("Officer One").await;
    assert_eq!(desk_of(&mut third).await, Some('4'), "where they sat last");
    let open = kit.open();
    let event = open.event().unwrap().id;
    let done =
        open.store.read(move |conn| outreach_kit::store::tickets::list(conn, event, "done", 9));
    let numbers: Vec<u32> = done.await.unwrap().iter().map(|listed| listed.ticket.number).collect();
    assert_eq!(numbers, [2, 1], "the newest first");
}
