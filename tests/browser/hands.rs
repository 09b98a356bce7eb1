//! A device that goes from hand to hand while words stand on it that were not sent.

use crate::chrome::Driver;
use crate::kit::{HELPER, Kit, OFFICER};
use crate::look::{eye, picture, serious};
use crate::officer::sign_in;
use crate::window::{Key, Screen, Script, Window};

/// Somebody goes, and this person comes, in the window that has the focus.
async fn next_person(window: &Window, kit: &Kit, name: &str) {
    window.go(&kit.staff("/")).await;
    window.press(".who button[formaction='/next-person']").await;
    sign_in(window, kit, name).await;
}

#[tokio::test]
async fn words_not_sent_are_covered_until_their_person_is_back() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    let window = Window::open(&driver, Script::On).await;
    window.resize(Screen::LAPTOP).await;
    sign_in(&window, &kit, HELPER).await;
    window.go(&kit.staff("/entry")).await;
    window.press_key(Key::Enter).await;
    let field = "form.entry input[name='khmer_given']";
    window.type_in(field, "សុភាព").await;
    let entry = window.driver.window().await.unwrap();

    let other = window.driver.new_tab().await.unwrap();
    window.driver.switch_to_window(other.clone()).await.unwrap();
    next_person(&window, &kit, OFFICER).await;

    window.driver.switch_to_window(entry.clone()).await.unwrap();
    window.until("the words are covered", async || window.shows("[data-cover]").await).await;
    assert!(!window.shows(field).await && !window.shows(".bar").await);
    assert!(eye(&window).await.is_empty() && serious(&window).await.is_empty());
    picture(&window, "staff-covered", Screen::LAPTOP).await;
    // A key that sends the page sends nothing for somebody else.
    window.stroke(Key::ControlEnter).await;
    assert!(window.shows("[data-cover]").await && !window.has("[data-read-back]").await);

    window.driver.switch_to_window(other).await.unwrap();
    next_person(&window, &kit, HELPER).await;
    window.driver.switch_to_window(entry).await.unwrap();
    window.until("the words are back", async || window.shows(field).await).await;
    assert!(!window.shows("[data-cover]").await);
    assert_eq!(window.value(field).await, "សុភាព");
    window.quiet(&[]).await;
}
