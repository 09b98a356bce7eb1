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
async fn each_mistake_of_a_first_run_says_once_where_it_is_and_which_it_is() {
    let kit = Kit::fresh();
    let mut laptop = kit.laptop();
    laptop.cookies.insert("lang".to_owned(), "en".to_owned());
    let mut typed = first_run();
    typed.retain(|(name, _)| !matches!(*name, "ends_on" | "wifi_name" | "wifi_password"));
    typed.retain(|(name, _)| !matches!(*name, "staff_2_pin" | "staff_3_pin" | "staff_3_name"));
    typed.retain(|(name, _)| !matches!(*name, "keyholder_1_name" | "keyholder_2_name"));
    typed.extend([("ends_on_day", "31"), ("ends_on_month", "2"), ("ends_on_year", "2027")]);
    typed.extend([("wifi_name", "ការចុះបញ្ជីកំណើតឃុំ"), ("wifi_password", "1234567")]);
    typed.extend([("staff_2_pin", "1"), ("staff_3_pin", "2"), ("staff_3_name", "Officer 2")]);
    typed.extend([("keyholder_1_name", "Both"), ("keyholder_2_name", "Both")]);
    let wrong = laptop.post("/setup", &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let list: Vec<String> = links_of(&wrong.text);
    for said in [
        "Last day: There is no such day. Look at the day and the month",
        "The name of a Wi-Fi is at most 32 letters long, a Khmer one at most 10",
        "The password of a Wi-Fi has 8 to 63 Latin letters, digits or signs. Leave it blank where there is none",
    ] {
        assert!(list.iter().any(|line| line == said), "{said}: {list:?}");
    }
    for start in ["Keyholder 2: ", "Officer 1: ", "Officer 2: "] {
        assert_eq!(
            list.iter().filter(|line| line.starts_with(start)).count(),
            1,
            "{start}: {list:?}"
        );
    }
    assert!(wrong.text.contains(">There is no such day. Look at the day and the month</p>"));
    assert!(!wrong.text.contains("The last day is before"), "one sentence for one day");
}

/// What the list of mistakes on top of a page says, line by line.
fn links_of(html: &str) -> Vec<String> {
    let list = html.split("class=\"mistakes\"").nth(1).unwrap().split("</ul>").next().unwrap();
    let lines = list.split("<li><a href=").skip(1);
    lines
        .map(|line| line.split_once('>').unwrap().1.split('<').next().unwrap().to_owned())
        .collect()
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
