//! The board: read from afar, never cut, and honest when the laptop is gone.

use serde_json::json;

use crate::chrome::Driver;
use crate::crowd;
use crate::kit::Kit;
use crate::look::eye;
use crate::window::{Lang, Screen, Script, Window};

/// How much of the screen's height the newest number's digits take, per cent.
async fn newest(window: &Window) -> u64 {
    let ink = "const e = document.querySelector('.board-newest .board-number'), s = getComputedStyle(e); \
        const pen = document.createElement('canvas').getContext('2d'); pen.font = `${s.fontWeight} ${s.fontSize} ${s.fontFamily}`; \
        const size = pen.measureText(e.firstChild.data.trim()); \
        return Math.floor(100 * (size.actualBoundingBoxAscent + size.actualBoundingBoxDescent) / innerHeight)";
    window.ask(ink, &[]).await.as_u64().unwrap_or_default()
}

/// Where the called number or its desk is not wholly within its box, sentence by sentence.
const CUT: &str = "
const box = document.querySelector('.board-newest').getBoundingClientRect();
return Array.from(document.querySelectorAll('.board-newest *')).flatMap((e) => {
  const line = document.createRange();
  line.selectNodeContents(e);
  const [own, ink] = [e.getBoundingClientRect(), line.getBoundingClientRect()];
  const out = Math.max(box.left - own.left, own.right - box.right, box.left - ink.left, ink.right - box.right, box.top - own.top, own.bottom - box.bottom);
  return out <= 1 ? [] : [`${e.className} stands ${Math.round(out)} out of its box`];
});
";

/// Gives the numbers on the board four digits, as a paper form's number has.
const FOUR_DIGITS: &str = "
const other = (text) => text.replace(/[\u{17e0}-\u{17e9}]/g, (c) => c.charCodeAt(0) - 0x17e0);
document.querySelectorAll('.board-number, .board-number .other').forEach((e) => {
  const now = e.firstChild.data, latin = String(9000 + +other(now)), khmer = latin.replace(/[0-9]/g, (c) => String.fromCharCode(0x17e0 + +c));
  e.firstChild.data = other(now) === now ? latin + ' ' : khmer + ' ';
});
document.querySelectorAll('[data-digits]').forEach((e) => { e.dataset.digits = '4'; });
";

/// Sizes of boards: laptops, televisions, tablets lying and standing, phones.
const BOARDS: [(u32, u32); 10] = [
    (1366, 768),
    (1920, 1080),
    (1280, 800),
    (1024, 768),
    (1080, 810),
    (800, 1280),
    (820, 1180),
    (1024, 1366),
    (412, 915),
    (360, 640),
];

#[tokio::test]
async fn the_called_number_and_its_desk_are_never_cut() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    let window = Window::open(&driver, Script::On).await;
    crowd::fill(&window, &kit).await;
    for lang in [Lang::Khmer, Lang::English] {
        window.prefer("lang", lang.code()).await;
        for four in [false, true] {
            window.go(&kit.staff("/board")).await;
            let served = "return document.querySelectorAll('.board-now .board-number').length";
            assert_eq!(window.ask(served, &[]).await, json!(6), "six numbers are served");
            // What the stream brings would take the digits back.
            window.ask(if four { FOUR_DIGITS } else { "" }, &[]).await;
            for (width, height) in BOARDS {
                window.resize(Screen { width, height }).await;
                for scheme in ["dark", "sun"] {
                    let light = "document.documentElement.dataset.scheme = arguments[0]";
                    window.ask(light, &[json!(scheme)]).await;
                    let mut found = eye(&window).await;
                    let cut = window.ask(CUT, &[]).await;
                    found.extend(serde_json::from_value::<Vec<String>>(cut).unwrap());
                    let at = format!("{lang:?}, {width}x{height}, {scheme}, four digits: {four}");
                    assert_eq!(found, Vec::<String>::new(), "{at}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_board_whose_laptop_is_gone_says_so() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    let window = Window::open(&driver, Script::On).await;
    window.go(&kit.family("/board")).await;
    window.prefer("lang", "en").await;
    window.go(&kit.family("/board")).await;
    assert!(!window.shows(".board-lost").await && window.shows(".board-clock").await);
    let away = |is| json!({ "offline": is, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    window.protocol("Network.enable", json!({})).await;
    window.protocol("Network.emulateNetworkConditions", away(true)).await;
    // Coming back to the page asks at once; else it asks every 20 seconds.
    window.ask("document.dispatchEvent(new Event('visibilitychange'))", &[]).await;
    window.until("the board says so", async || window.shows(".board-lost").await).await;
    assert!(window.text(".board-lost").await.starts_with("Not up to date since "));
    assert!(!window.shows(".board-clock").await, "no clock makes an old number look current");
    assert_eq!(eye(&window).await, Vec::<String>::new());
    window.protocol("Network.emulateNetworkConditions", away(false)).await;
    window.ask("document.dispatchEvent(new Event('visibilitychange'))", &[]).await;
    window.until("it is back", async || !window.shows(".board-lost").await).await;
    assert!(window.shows(".board-clock").await);
}

#[tokio::test]
async fn the_board_is_read_from_afar() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    let window = Window::open(&driver, Script::On).await;
    crowd::fill(&window, &kit).await;
    for lang in [Lang::Khmer, Lang::English] {
        window.prefer("lang", lang.code()).await;
        window.go(&kit.staff("/board")).await;
        for (width, height) in [(1366, 768), (1920, 1080), (1280, 800)] {
            window.resize(Screen { width, height }).await;
            let share = newest(&window).await;
            assert!(20 <= share, "{lang:?}, {width}x{height}: {share} % of the height");
            assert_eq!(eye(&window).await, Vec::<String>::new());
        }
    }
}
