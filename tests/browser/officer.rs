//! The officer's way: sign in, take a desk, call, see the papers, decide for each child, print, finish.

use serde_json::json;

use crate::kit::{Kit, PIN};
use crate::window::Window;

/// Signs somebody in by name and PIN.
pub(crate) async fn sign_in(laptop: &Window, kit: &Kit, name: &str) {
    laptop.go(&kit.staff("/sign-in")).await;
    let id = laptop
        .ask(
            "const rows = Array.from(document.querySelectorAll('label.choice')); \
             const row = rows.find(r => r.textContent.trim().startsWith(arguments[0] + ' ')); \
             return row ? row.querySelector('input').value : ''",
            &[json!(name)],
        )
        .await;
    // Who was not here today lies behind one more press.
    let lies = "return !!document.querySelector('#others:not([open])')";
    if laptop.ask(lies, &[]).await == json!(true) {
        laptop.click("#others > summary").await;
    }
    laptop.tick(&format!("input[name=staff][value='{}']", id.as_str().unwrap_or_default())).await;
    laptop.type_in("#pin", PIN).await;
    laptop.press("form[action='/sign-in'] button").await;
    if laptop.path().await == "/sign-in" {
        laptop.stop("the PIN was not taken").await;
    }
}

/// Takes desk 1, if none is taken yet.
pub(crate) async fn take_desk(laptop: &Window, kit: &Kit) {
    laptop.go(&kit.staff("/desk")).await;
    if laptop.has(".empty form[action='/desk/take']").await {
        laptop.press(".empty form[action='/desk/take'] button[value='1']").await;
    }
}

/// Calls whoever is next; gives the number as the page counts it.
pub(crate) async fn call_next(laptop: &Window) -> String {
    laptop.shortcut('n').await;
    let place = laptop.attribute(".visit[data-ticket]", "data-place").await;
    assert_eq!(place, "called");
    laptop.attribute(".visit[data-ticket]", "data-ticket").await
}

/// The family sits down, its papers are seen, the first child is entered, every other waits for papers.
/// Gives the receipt code of the first child.
pub(crate) async fn serve(laptop: &Window, entry: u32) -> String {
    laptop.shortcut('h').await;
    laptop.tick("#papers input[name=seen]").await;
    laptop.shortcut('s').await;
    assert!(
        laptop.find("#papers input[name=seen]").await.is_selected().await.unwrap(),
        "a paper seen is kept"
    );
    laptop.type_in(".decide input[name=book]", "12").await;
    laptop.type_in(".decide input[name=number]", &entry.to_string()).await;
    // Another family of the same names may be there: the officer looked, and these are other children.
    laptop.tick_all(".decide input[name=looked]").await;
    decide(laptop, 'e').await;
    while laptop.has(".decide [data-key=w]").await {
        decide(laptop, 'w').await;
    }
    laptop.shortcut('r').await;
    paper(laptop).await
}

/// One decision by its key; the focus is taken out of the boxes first, as Escape or a click beside does.
async fn decide(laptop: &Window, key: char) {
    laptop.ask("if (document.activeElement) document.activeElement.blur()", &[]).await;
    laptop.shortcut(key).await;
    if laptop.shows(".notice.stop").await {
        laptop.stop("the decision was refused").await;
    }
}

/// On the page of a receipt: the paper opens, and it is a PDF. Gives the code.
async fn paper(laptop: &Window) -> String {
    let code = laptop.attribute("main[data-code]", "data-code").await;
    let file = laptop.attribute("a[data-print-frame]", "href").await;
    assert_eq!(
        laptop.attribute("iframe#paper", "src").await,
        file,
        "what is shown is what is printed"
    );
    let head = laptop
        .driver
        .execute_async(
            "const done = arguments[1]; fetch(arguments[0]).then(async a => { \
             const bytes = new Uint8Array(await a.arrayBuffer()); \
             done([a.status, a.headers.get('content-type'), String.fromCharCode(...bytes.slice(0, 5)), bytes.length]); })",
            vec![json!(file)],
        )
        .await
        .unwrap();
    let head = head.json();
    assert_eq!(
        (&head[0], &head[1], &head[2]),
        (&json!(200), &json!("application/pdf"), &json!("%PDF-"))
    );
    // The paper in a tab of its own, as the browser shows it.
    let page = laptop.driver.window().await.unwrap();
    let url = laptop.driver.current_url().await.unwrap().join(&file).unwrap();
    let tab = laptop.driver.new_tab().await.unwrap();
    laptop.driver.switch_to_window(tab).await.unwrap();
    laptop.go(url.as_str()).await;
    laptop
        .until("the paper is shown", async || {
            laptop.ask("return document.contentType", &[]).await == json!("application/pdf")
        })
        .await;
    laptop.driver.close_window().await.unwrap();
    laptop.driver.switch_to_window(page).await.unwrap();
    code
}

/// The paper came out; the family is done.
pub(crate) async fn finish(laptop: &Window, kit: &Kit, family: &str) {
    laptop.shortcut('o').await;
    laptop.go(&kit.staff(&format!("/desk/family/{family}"))).await;
    laptop.shortcut('f').await;
}
