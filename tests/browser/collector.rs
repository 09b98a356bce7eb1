//! The collector's way, weeks later: certificates are ready, a receipt is checked, somebody takes the paper, once.

use crate::kit::Kit;
use crate::window::Window;

/// Marks the certificate of a receipt as ready.
pub(crate) async fn mark_ready(laptop: &Window, kit: &Kit, code: &str) {
    laptop.go(&kit.staff("/collect/ready")).await;
    laptop.type_in("#code", code).await;
    laptop.press("form.scan button").await;
    laptop.find(".band.good").await;
}

/// Types a code as somebody reads it from the paper; gives what the page says of it.
pub(crate) async fn look_up(laptop: &Window, kit: &Kit, code: &str) -> String {
    laptop.go(&kit.staff("/collect")).await;
    laptop.type_in("#code", code).await;
    laptop.press("form.scan button").await;
    laptop.attribute("main[data-verdict]", "data-verdict").await
}

/// Hands the certificate over to somebody with that name.
pub(crate) async fn hand_over(laptop: &Window, taker: &str) {
    laptop.type_in("#taker", taker).await;
    laptop.click("#relation option[value=grandmother]").await;
    laptop.press("form[action$='/hand-over'] button").await;
    assert_eq!(laptop.attribute("main[data-verdict]", "data-verdict").await, "collected");
}
