//! Pages that are lost in the middle, buttons that are tapped twice, an address that changes under a phone.

use serde_json::json;

use crate::chrome::Driver;
use crate::kit::Kit;
use crate::mother;
use crate::people::MOTHER;
use crate::window::{Script, Window};

/// Begins a form and stops at the question with that path, its answers typed but not sent.
async fn stop_at(phone: &Window, kit: &Kit, question: &str) {
    mother::begin(phone, kit).await;
    for _ in 0..60 {
        mother::answer(phone, MOTHER).await;
        if phone.path().await == question {
            return;
        }
        phone.press("#step button.wide").await;
    }
    phone.stop(&format!("the form never asks {question}")).await;
}

#[tokio::test]
async fn a_page_that_is_lost_in_the_middle_is_found_again() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    for script in [Script::On, Script::Off] {
        let phone = Window::open(&driver, script).await;
        stop_at(&phone, &kit, "/form/phone").await;

        // The tab is closed, the phone is put away, the address is scanned again.
        let old = phone.driver.window().await.unwrap();
        let new = phone.driver.new_tab().await.unwrap();
        phone.driver.switch_to_window(old).await.unwrap();
        phone.driver.close_window().await.unwrap();
        phone.driver.switch_to_window(new).await.unwrap();
        phone.go(&kit.family("/")).await;
        phone.press("a.button[href='/form']").await;
        let path = phone.path().await;
        phone.go(&kit.family("/form/name")).await;
        assert_eq!(phone.value("#khmer_given").await, "ស្រីមុំ", "what was sent on is kept");

        // Another language keeps what stands in the boxes and was not sent on yet.
        phone.go(&kit.family(&path)).await;
        mother::answer(&phone, MOTHER).await;
        let typed = phone.value("#phone").await;
        phone.press("button[name=lang][value=en]").await;
        assert_eq!(phone.value("#phone").await, typed);
        assert!(phone.find("html[lang=en]").await.is_present().await.unwrap());
        phone.quiet(&[]).await;
    }
}

#[tokio::test]
async fn two_taps_on_send_and_a_way_back_make_one_ticket() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    let mut numbers = Vec::new();
    for script in [Script::On, Script::Off] {
        let phone = Window::open(&driver, script).await;
        mother::begin(&phone, &kit).await;
        mother::fill(&phone, MOTHER).await;
        // Both taps before the first is answered, as an impatient thumb does.
        let button = phone.find("form[action='/send'] button.wide").await;
        let twice = "arguments[0].scrollIntoView({ block: 'center' }); arguments[0].click(); arguments[0].click()";
        phone.onward(async || drop(phone.ask(twice, &[button.to_json().unwrap()]).await)).await;
        let number = mother::number(&phone).await;

        // Back after Send: whatever is shown, Send again leads to the same ticket.
        phone.driver.back().await.unwrap();
        phone.until("something is shown", async || phone.has("main").await).await;
        if phone.has("form[action='/send'] button.wide").await {
            phone.press("form[action='/send'] button.wide").await;
        } else {
            phone.go(&kit.family("/")).await;
            phone.press("a[href^='/ticket/']").await;
        }
        assert_eq!(mother::number(&phone).await, number, "the first ticket stands");
        numbers.push(number);
        phone.quiet(&[]).await;
    }
    assert_eq!(numbers, ["១", "២"], "no number was given twice, and none was left out");
}

#[tokio::test]
async fn a_form_goes_on_when_the_laptop_has_another_address() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    for script in [Script::On, Script::Off] {
        let phone = Window::open(&driver, script).await;
        stop_at(&phone, &kit, "/form/count").await;
        phone.press("#step button.wide").await;
        let code = phone.text(".code-line .code").await;

        // The old address is gone; under the new one the browser holds none of our cookies.
        phone.go(&kit.family_elsewhere("/form")).await;
        assert_eq!(phone.path().await, "/", "a phone that holds no form begins at the start");
        assert!(!phone.has("a.button[href='/form']").await);
        phone.type_in("#code", &code.to_lowercase()).await;
        phone.press("form[action='/resume'] button").await;
        assert!(phone.driver.current_url().await.unwrap().as_str().contains("localhost"));
        assert!(phone.path().await.starts_with("/form/c1-"), "it goes on where it stopped");
        mother::fill(&phone, MOTHER).await;
        assert!(phone.text(".readback").await.contains("ស្រីមុំ"), "what was answered before is there");
        mother::send(&phone).await;
        // Only a code that nobody has is refused, with a page that says so.
        phone.go(&kit.family_elsewhere("/")).await;
        phone.type_in("#code", "000000").await;
        phone.press("form[action='/resume'] button").await;
        phone.find(".mistakes").await;
        let focused = phone.ask("return document.activeElement.className", &[]).await;
        assert!(
            script == Script::Off || focused == json!("mistakes"),
            "the focus is where the mistake is said"
        );
        phone.quiet(&[422]).await;
    }
}
