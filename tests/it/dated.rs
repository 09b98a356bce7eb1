//! A day that was opened under a wrong date, put right while it is open.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use axum::http::StatusCode;
use outreach_kit::khmer::digits;
use outreach_kit::store::days;

use crate::days::{close, look_at, open_day};
use crate::harness::{Browser, Kit, field};

/// The date of each day of the event, in their order.
async fn dates(kit: &Kit) -> Vec<String> {
    let event = kit.open().event().unwrap().id;
    let days = kit.open().store.read(move |conn| days::all(conn, event)).await.unwrap();
    days.iter().map(|day| day.day.to_string()).collect()
}

/// What the page of the open day's count says the date is.
async fn shown(admin: &mut Browser<'_>) -> String {
    let page = admin.get("/day/count").await.text;
    let month =
        page.split("id=\"date_month\"").nth(1).and_then(|rest| rest.split("\" selected").next());
    let month = month.and_then(|options| options.rsplit('"').next()).unwrap_or_default();
    [&*field(&page, "date_year"), month, &*field(&page, "date_day")].join("-")
}

/// A date as its three boxes send it.
fn boxes<'a>(day: &'a str, month: &'a str, year: &'a str) -> [(&'a str, &'a str); 4] {
    [("day", "1"), ("date_day", day), ("date_month", month), ("date_year", year)]
}

#[tokio::test]
async fn a_day_opened_under_a_wrong_date_is_put_right_while_it_is_open() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    admin.post("/day/open", &[("clock", "other"), ("date", "2026-11-22")]).await;
    assert_eq!(digits::to_ascii(&shown(&mut admin).await), "2026-11-22");
    for wrong in [["21", "11", ""], ["21", "11", "1926"], ["31", "11", "2026"]] {
        let [day, month, year] = wrong;
        let kept = admin.post("/day/count", &boxes(day, month, year)).await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        for typed in [("date_day", day), ("date_year", year)] {
            assert_eq!(
                digits::to_ascii(&field(&kept.text, typed.0)),
                typed.1,
                "what was typed is kept"
            );
        }
    }
    let mut right = boxes("២១", "11", "២០២៦").to_vec();
    right.push(("forms", "40"));
    assert_eq!(admin.post("/day/count", &right).await.location(), "/day?said=recounted");
    assert_eq!(dates(&kit).await, ["2026-11-21"]);
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    assert!(!admin.get("/day").await.text.contains("clock said another day"));
    let journal = admin.get("/journal").await.text;
    let told = "changed the date of the day: 22 November 2026 → 21 November 2026";
    assert!(journal.contains(told), "{journal}");
    // Nothing typed, or three boxes that were emptied, leaves the date alone and says nothing of it.
    admin.post("/day/count", &[("day", "1"), ("forms", "41")]).await;
    admin.post("/day/count", &boxes("", "", "")).await;
    assert_eq!(dates(&kit).await, ["2026-11-21"]);
    let journal = admin.get("/journal").await.text;
    assert_eq!(journal.matches("changed the date of the day").count(), 1);
}

#[tokio::test]
async fn no_two_days_have_one_date_and_a_closed_day_keeps_its_own() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    let (_, seen) = look_at(&mut admin, "1", &[]).await;
    close(&mut admin, "1", &seen, &[]).await;
    admin.post("/day/open", &[("clock", "other"), ("date", "2026-11-22")]).await;
    let taken = admin.post("/day/count", &[("day", "2"), ("date", "2026-11-21")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", taken.text);
    assert!(
        taken.text.contains("href=\"#date\"")
            && digits::to_ascii(&field(&taken.text, "date_day")) == "21"
    );
    let closed = admin.post("/day/count", &[("day", "1"), ("date", "2026-11-20")]).await;
    assert_eq!(closed.location(), "/day", "it was closed");
    assert_eq!(dates(&kit).await, ["2026-11-21", "2026-11-22"]);
}
