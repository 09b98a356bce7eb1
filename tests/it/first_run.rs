//! The first-run page after a mistake, and how it asks for days.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use axum::http::StatusCode;

use crate::harness::{Kit, attribute, attributes};
use crate::keys::first_run;

/// The tag of the box with this id.
fn tag<'a>(page: &'a str, id: &str) -> &'a str {
    let at = page.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("{id}"));
    let start = page[..at].rfind('<').unwrap();
    page[start..].split('>').next().unwrap()
}

#[tokio::test]
async fn after_a_mistake_no_secret_stands_readable_and_the_suggestions_are_the_same() {
    let kit = Kit::fresh();
    let mut laptop = kit.laptop();
    let page = laptop.get("/setup").await.text;
    assert!(
        tag(&page, "keyholder_1_passphrase").contains("type=\"text\""),
        "one sees what one types"
    );
    let suggested = |page: &str| -> Vec<String> {
        let parts = page.split("name=\"suggestion_").skip(1);
        parts.map(|part| attribute(part, "value").unwrap()).collect()
    };
    let first = suggested(&page);
    assert_eq!(first.len(), 3);
    let mut typed = first_run();
    typed.retain(|(name, _)| *name != "name_km" && *name != "name_en");
    let kept =
        [("suggestion_1", &*first[0]), ("suggestion_2", &*first[1]), ("suggestion_3", &*first[2])];
    typed.extend(kept);
    let wrong = laptop.post("/setup", &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(suggested(&wrong.text), first);
    for field in
        ["keyholder_1_passphrase", "keyholder_2_passphrase", "staff_1_pin", "staff_4_passphrase"]
    {
        let tag = tag(&wrong.text, field);
        assert!(tag.contains("type=\"password\""), "{field}");
        assert!(!tag.contains("value=\"\""), "what was typed stays: {field}");
    }
    typed.retain(|(name, _)| !name.starts_with("suggestion_"));
    typed.push(("suggestion_1", "<b>"));
    let again = laptop.post("/setup", &typed).await.text;
    assert!(!suggested(&again).contains(&first[0]) && !again.contains("<b>"));
}

#[tokio::test]
async fn the_rule_for_a_pin_stands_at_its_box() {
    let kit = Kit::fresh();
    let mut laptop = kit.laptop();
    laptop.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = laptop.get("/setup").await.text;
    assert_eq!(page.matches("Four to eight digits; not a run such as 1234").count(), 6);
}

#[tokio::test]
async fn days_are_asked_in_three_boxes_day_first_and_read_in_khmer_digits() {
    let kit = Kit::fresh();
    let mut laptop = kit.laptop();
    let page = laptop.get("/setup").await.text;
    assert!(!page.contains("type=\"date\""), "a browser shows such a box in its own order");
    let day = page.find("name=\"starts_on_day\"").unwrap();
    let month = page.find("name=\"starts_on_month\"").unwrap();
    assert!(day < month && month < page.find("name=\"starts_on_year\"").unwrap());
    let mut typed = first_run();
    typed.retain(|(name, _)| !name.ends_with("_on"));
    let days = [("starts_on_day", "៣១"), ("starts_on_month", "11"), ("starts_on_year", "២០២៦")];
    let ends = [("ends_on_day", "2"), ("ends_on_month", "12"), ("ends_on_year", "2026")];
    typed.extend(days);
    typed.extend(ends);
    let wrong = laptop.post("/setup", &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        attributes(&wrong.text, "id").contains(&"starts_on-m".to_owned()),
        "there is no 31 November"
    );
    assert!(wrong.text.contains("value=\"៣១\""), "and it stays in its box");
    typed.retain(|(name, _)| *name != "starts_on_day");
    typed.push(("starts_on_day", "៣០"));
    let founded = laptop.post("/setup", &typed).await;
    assert_eq!(founded.status, StatusCode::OK, "{}", founded.text);
    let event = kit.open().event().unwrap();
    assert_eq!(
        (event.starts_on.to_string(), event.ends_on.to_string()),
        ("2026-11-30".to_owned(), "2026-12-02".to_owned())
    );
}

#[tokio::test]
async fn an_english_box_that_was_left_blank_stays_blank_and_khmer_is_shown_instead() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let mut typed: Vec<(&str, &str)> = crate::harness::event_answers().into_iter().collect();
    typed.retain(|(name, _)| *name != "name_en");
    assert!(admin.post("/event", &typed).await.status.is_redirection());
    let page = admin.get("/event").await.text;
    assert!(tag(&page, "name_en").contains("value=\"\""), "{}", tag(&page, "name_en"));
    assert!(tag(&page, "name_km").contains("ចុះបញ្ជីកំណើតឃុំក្រពើពីរ"));
    assert!(page.contains("Where English is blank, the Khmer text is shown in its place."));
    assert!(admin.get("/").await.text.contains("ចុះបញ្ជីកំណើតឃុំក្រពើពីរ"));
}

#[tokio::test]
async fn each_day_that_is_missing_is_named() {
    let kit = Kit::fresh();
    let mut laptop = kit.laptop();
    laptop.cookies.insert("lang".to_owned(), "en".to_owned());
    let mut typed = first_run();
    let days = ["starts_on", "ends_on", "collect_from"];
    typed.retain(|(name, _)| !days.iter().any(|day| name.starts_with(day)));
    let wrong = laptop.post("/setup", &typed).await.text;
    let above = wrong.split("class=\"mistakes\"").nth(1).unwrap().split("</div>").next().unwrap();
    for day in ["First day: ", "Last day: ", "From which day: "] {
        let said = format!("{day}Write the day, the month and the year");
        assert_eq!(above.matches(&said).count(), 1, "{day} {above}");
    }
}
