//! The helper's way: a whole family on one page, with nothing but the keyboard.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::chrome::Driver;
use crate::kit::{HELPER, Kit};
use crate::officer::sign_in;
use crate::people::GRANDMOTHER;
use crate::window::{DOWN, ENTER, Key, Lang, Screen, Script, TAB, Window};

/// What has the focus: its name and its kind.
async fn focus(window: &Window) -> (String, String) {
    let at = "const e = document.activeElement; return [e.name || '', e.type || e.nodeName]";
    let at = window.ask(at, &[]).await;
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (word(&at[0]), word(&at[1]))
}

/// Goes through the page by keys alone: types, picks with the arrows, and goes on with `next`.
async fn type_family(window: &Window, next: &str) {
    let mut answers: BTreeMap<&str, &str> = GRANDMOTHER.iter().copied().collect();
    for _ in 0..250 {
        let (name, kind) = focus(window).await;
        let answer = answers.remove(name.as_str());
        match (kind.as_str(), answer) {
            // Other buttons, for the language or for an offered spelling, are passed by.
            ("submit", _) if name == "do" => return,
            ("radio", Some(value)) => {
                window.keys(" ").await;
                pick(window, &name, value).await;
            }
            ("select-one", Some(value)) => pick(window, &name, value).await,
            ("checkbox", Some(_)) => window.keys(" ").await,
            (_, Some(value)) => window.keys(value).await,
            (_, None) => {}
        }
        window.keys(next).await;
    }
    window.stop("the keyboard found no end of the form").await;
}

/// The arrow goes on from choice to choice, to the one that is meant.
async fn pick(window: &Window, name: &str, value: &str) {
    let picked = "const e = document.querySelector(`input[name='${arguments[0]}']:checked, select[name='${arguments[0]}']`); \
        return e && e.value";
    for _ in 0..20 {
        if window.ask(picked, &[json!(name)]).await == json!(value) {
            return;
        }
        window.keys(DOWN).await;
    }
    window.stop(&format!("{name} has no {value}")).await;
}

async fn a_family_is_typed(window: &Window, kit: &Kit) {
    window.go(&kit.staff("/entry")).await;
    // The one button of the page has the focus already.
    window.press_key(Key::Enter).await;
    if window.script == Script::On {
        // The first box has the focus.
        type_family(window, ENTER).await;
        window.press_key(Key::ControlEnter).await;
    } else {
        tab_until(window, "document.activeElement.closest('form.entry')").await;
        type_family(window, TAB).await;
        window.press_key(Key::Enter).await;
    }
    if window.has(".mistakes").await {
        let why = window.text(".mistakes").await;
        window.stop(&format!("what was typed was not taken: {why}")).await;
    }
    // The names stand in big letters before anything is filed; the same key says that they are right.
    assert!(window.has("[data-read-back]").await, "names are read back");
    if window.script == Script::On {
        window.press_key(Key::ControlEnter).await;
    } else {
        tab_until(window, "document.activeElement.matches('[data-read-back] button')").await;
        window.press_key(Key::Enter).await;
    }
    assert!(!window.attribute("[data-ticket]", "data-ticket").await.is_empty());
}

/// Presses Tab until this is true.
async fn tab_until(window: &Window, there: &str) {
    while window.ask(&format!("return !({there})"), &[]).await == json!(true) {
        window.keys(TAB).await;
    }
}

#[tokio::test]
async fn a_helper_types_a_family_with_the_keyboard_alone() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    for (script, lang, screen) in
        [(Script::On, Lang::Khmer, Screen::LAPTOP), (Script::Off, Lang::English, Screen::PHONE)]
    {
        let window = Window::open(&driver, script).await;
        window.resize(screen).await;
        sign_in(&window, &kit, HELPER).await;
        window.prefer("lang", lang.code()).await;
        a_family_is_typed(&window, &kit).await;
        window.quiet(&[]).await;
    }
}
