//! Looks at a page as an eye would, and as axe-core does.

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::window::{Screen, Window, pictures};

/// What an eye finds.
const EYE: &str = include_str!("look.js");

/// axe-core's script, where `OUTREACH_KIT_AXE` says that it lies.
fn axe() -> Option<&'static str> {
    static ONCE: OnceLock<Option<String>> = OnceLock::new();
    let script = ONCE.get_or_init(|| {
        let Some(path) = std::env::var_os("OUTREACH_KIT_AXE") else {
            eprintln!("SKIPPED: OUTREACH_KIT_AXE does not say where axe.min.js lies; pages are looked at without it");
            return None;
        };
        Some(std::fs::read_to_string(path).unwrap())
    });
    script.as_deref()
}

/// What is wrong with the page as it is shown now: out of the screen, cut off, too small, too low.
pub(crate) async fn eye(window: &Window) -> Vec<String> {
    let found = window.ask(EYE, &[]).await;
    serde_json::from_value(found).unwrap_or_default()
}

/// What axe-core calls serious or critical.
pub(crate) async fn serious(window: &Window) -> Vec<String> {
    let Some(script) = axe() else { return Vec::new() };
    if window.ask("return !window.axe", &[]).await == json!(true) {
        window.ask(script, &[]).await;
    }
    let run = "const done = arguments[0]; \
        axe.run(document, { resultTypes: ['violations'], iframes: false, preload: false }).then( \
            (said) => done(said.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical') \
                .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`))), \
            (reason) => done([String(reason)]))";
    match window.driver.execute_async(run, Vec::<Value>::new()).await {
        Ok(said) => serde_json::from_value(said.json().clone()).unwrap_or_default(),
        Err(err) => window.stop(&format!("axe-core did not end: {err}")).await,
    }
}

/// Keeps a picture of the whole page, where pictures are wanted.
pub(crate) async fn picture(window: &Window, name: &str, screen: Screen) {
    let Some(folder) = pictures() else { return };
    let height =
        "return Math.min(6000, Math.max(document.documentElement.scrollHeight, innerHeight))";
    let height =
        window.ask(height, &[]).await.as_u64().and_then(|height| u32::try_from(height).ok());
    // A higher screen rather than a picture beyond it: such a picture sets the size of text back.
    window.resize(Screen { height: height.unwrap_or(screen.height), ..screen }).await;
    let shot = window.protocol("Page.captureScreenshot", json!({ "format": "png" })).await;
    window.resize(screen).await;
    let bytes = decode(shot["data"].as_str().unwrap_or_default());
    std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
}

/// Reads base64, as the browser's protocol sends pictures.
fn decode(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes().filter_map(|byte| DIGITS.iter().position(|each| *each == byte)) {
        held = (held << 6) | u32::try_from(digit).unwrap();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xFF).unwrap());
        }
    }
    bytes
}
