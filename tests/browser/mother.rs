//! The mother's way: from the first page to her number, and the page when she is called.

use serde_json::json;

use crate::kit::Kit;
use crate::people::Answers;
use crate::window::Window;

/// Begins a form; the first question is shown.
pub(crate) async fn begin(phone: &Window, kit: &Kit) {
    phone.go(&kit.family("/")).await;
    phone.press("form[action='/start'] button").await;
}

/// Which fields the page has, in its own order.
pub(crate) async fn fields(window: &Window) -> Vec<String> {
    let names = window
        .ask(
            "return Array.from(new Set(Array.from(document.querySelectorAll('main input[name], main select[name]')) \
             .filter(e => e.type !== 'hidden').map(e => e.name)))",
            &[],
        )
        .await;
    serde_json::from_value(names).unwrap_or_default()
}

/// Answers whatever of the page there is an answer to, as a hand would.
pub(crate) async fn answer(phone: &Window, answers: Answers) {
    let names = fields(phone).await;
    for (name, value) in answers.iter().filter(|(name, _)| names.iter().any(|field| field == name))
    {
        put(phone, name, value).await;
    }
}

/// Puts one answer into the field of that name.
pub(crate) async fn put(window: &Window, name: &str, value: &str) {
    let kind = window
        .ask("const e = document.getElementsByName(arguments[0])[0]; return e.type", &[json!(name)])
        .await;
    match kind.as_str().unwrap_or_default() {
        "radio" | "checkbox" => {
            window.tick(&format!("input[name='{name}'][value='{value}']")).await;
        }
        "select-one" => {
            window.click(&format!("select[name='{name}'] option[value='{value}']")).await;
        }
        _ => window.type_in(&format!("[name='{name}']"), value).await,
    }
}

/// Goes on from page to page until everything is read back.
pub(crate) async fn fill(phone: &Window, answers: Answers) {
    for _ in 0..60 {
        let path = phone.path().await;
        if path == "/check" {
            return;
        }
        if path == "/photos" {
            phone.press("a.button.wide[href='/check']").await;
            continue;
        }
        answer(phone, answers).await;
        phone.press("#step button.wide").await;
        if phone.has(".mistakes").await {
            phone.stop("an answer was not taken").await;
        }
    }
    phone.stop("the form has no end").await;
}

/// Sends what was read back; gives the number.
pub(crate) async fn send(phone: &Window) -> String {
    phone.press("form[action='/send'] button.wide").await;
    if !phone.path().await.starts_with("/ticket/") {
        phone.stop("no ticket came of Send").await;
    }
    number(phone).await
}

/// The number on the ticket, in the reader's digits.
pub(crate) async fn number(phone: &Window) -> String {
    let shown = phone.text(".ticket-number").await;
    shown.split_whitespace().next().unwrap_or_default().to_owned()
}
