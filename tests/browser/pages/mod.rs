//! Every page, looked at in both languages, on every screen, in every light, at twice the size of text: nothing
//! stands out of the screen or is cut off, what takes a finger is large enough, axe-core finds nothing serious,
//! and the browser does not complain. A new page is a new line in the tables.

mod tables;

use serde_json::json;

use crate::chrome::Driver;
use crate::crowd::{self, World};
use crate::days::{BEFORE_THE_DAY, DAY, PLACES, open_a_day};
use crate::kit::{ADMINISTRATOR, HELPER, Kit, OFFICER};
use crate::look::{eye, picture, serious};
use crate::mother;
use crate::officer::{sign_in, take_desk};
use crate::people::{Answers, MOTHER};
use crate::window::{Lang, Screen, Script, TAB, Window};
use tables::{ADMINISTRATION, DESK, EMPTY, EMPTY_OFFICER, FRESH, HELPERS, LOCKED, YARD};

use Act::{Press, Tick, Type, Unfold};
use Door::Family;
pub(crate) use tables::{Act, Door, Page, after, page};

/// The light that falls on a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Light {
    Day,
    Night,
    Sun,
}

/// One way of looking at a page.
struct View {
    name: &'static str,
    lang: Lang,
    screen: Screen,
    light: Light,
    /// Size of text, per cent.
    text: u16,
    /// Whether axe-core looks too.
    axe: bool,
}

const fn view(
    name: &'static str,
    lang: Lang,
    screen: Screen,
    light: Light,
    text: u16,
    axe: bool,
) -> View {
    View { name, lang, screen, light, text, axe }
}

/// Language by language, so that each page is opened twice only.
const VIEWS: [View; 8] = [
    view("km-phone", Lang::Khmer, Screen::PHONE, Light::Day, 100, true),
    view("km-sun", Lang::Khmer, Screen::PHONE, Light::Sun, 100, true),
    view("km-laptop-night", Lang::Khmer, Screen::LAPTOP, Light::Night, 100, true),
    view("km-narrow-large", Lang::Khmer, Screen::NARROW, Light::Day, 200, false),
    view("en-laptop", Lang::English, Screen::LAPTOP, Light::Day, 100, true),
    view("en-tablet-sun", Lang::English, Screen::TABLET, Light::Sun, 100, false),
    view("en-phone-night", Lang::English, Screen::PHONE, Light::Night, 100, false),
    view("en-narrow-large", Lang::English, Screen::NARROW, Light::Day, 200, false),
];

impl View {
    /// Looks at what is open in this way.
    async fn of(&self, window: &Window, page: &str) -> Vec<String> {
        window.resize(self.screen).await;
        let scheme = if self.light == Light::Night { "dark" } else { "light" };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        window.protocol("Emulation.setEmulatedMedia", media).await;
        let size = 16 * u32::from(self.text) / 100;
        let sizes = json!({ "fontSizes": { "standard": size, "fixed": size } });
        window.protocol("Page.setFontSizes", sizes).await;
        // The board chooses its own light, and a page that answers a form cannot be asked for again.
        let sun = "const r = document.documentElement; if (arguments[0]) { r.dataset.was = r.dataset.scheme || ''; r.dataset.scheme = 'sun'; } \
            else if (r.dataset.was !== undefined) { if (r.dataset.was) r.dataset.scheme = r.dataset.was; else delete r.dataset.scheme; delete r.dataset.was; } \
            scrollTo(0, 0)";
        window.ask(sun, &[json!(self.light == Light::Sun)]).await;
        let mut found = eye(window).await;
        if self.axe {
            found.extend(serious(window).await);
        }
        picture(window, &format!("{page}-{}", self.name), self.screen).await;
        found.into_iter().map(|what| format!("{page}, {}: {what}", self.name)).collect()
    }
}

/// Looks at what is open in every way of one language.
async fn look(window: &Window, lang: Lang, page: &str) -> Vec<String> {
    // A page that asks for itself again after a while shall not do so under our eyes.
    window.ask("window.stop()", &[]).await;
    let mut found = Vec::new();
    for view in VIEWS.iter().filter(|view| view.lang == lang) {
        found.extend(view.of(window, page).await);
    }
    window
        .protocol("Page.setFontSizes", json!({ "fontSizes": { "standard": 16, "fixed": 16 } }))
        .await;
    window.resize(Screen::LAPTOP).await;
    found
}

/// The path with the world's words in it.
fn path_of(path: &str, world: Option<&World>) -> String {
    let mut path = path.to_owned();
    let Some(world) = world else { return path };
    for (word, value) in world.words() {
        path = path.replace(&format!("{{{word}}}"), &value);
    }
    path
}

/// Opens each page of a table and looks at it.
async fn walk(window: &Window, kit: &Kit, pages: &[Page], world: Option<&World>) -> Vec<String> {
    let mut found = Vec::new();
    // While one page is worked on, only those whose names begin so.
    let only = std::env::var("OUTREACH_KIT_PAGES").unwrap_or_default();
    for page in pages.iter().filter(|page| page.name.starts_with(&only)) {
        for lang in [Lang::Khmer, Lang::English] {
            let path = path_of(page.path, world);
            let url = if page.door == Family { kit.family(&path) } else { kit.staff(&path) };
            window.prefer("lang", lang.code()).await;
            window.go(&url).await;
            for act in page.acts {
                match act {
                    Type(css, words) => window.type_in(css, words).await,
                    Tick(css) => window.tick(css).await,
                    Press(css) => window.press(css).await,
                    Unfold(css) => {
                        if window.has(css).await {
                            window.click(css).await;
                        }
                    }
                }
            }
            let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
            let status = window.ask(status, &[]).await;
            if status != json!(page.status) {
                found.push(format!("{}: answered with {status}, not {}", page.name, page.status));
            }
            found.extend(look(window, lang, page.name).await);
            let complaints = window.complaints(&[page.status]).await;
            found.extend(complaints.into_iter().map(|what| format!("{}: {what}", page.name)));
        }
    }
    found
}

/// Every question of the form, the page with mistakes, the photos and what is read back.
async fn form(phone: &Window, kit: &Kit, answers: Answers) -> Vec<String> {
    let mut found = Vec::new();
    mother::begin(phone, kit).await;
    phone.press("#step button.wide").await;
    for lang in [Lang::Khmer, Lang::English] {
        phone.prefer("lang", lang.code()).await;
        phone.go(&kit.family("/form/who")).await;
        phone.press("#step button.wide").await;
        found.extend(look(phone, lang, "form-mistakes").await);
    }
    let mut last = String::new();
    for _ in 0..60 {
        let path = phone.path().await;
        if path == last {
            phone.stop("the form does not go on").await;
        }
        let name = if path == "/check" {
            "read-back".to_owned()
        } else {
            path.trim_start_matches('/').replace('/', "-")
        };
        for lang in [Lang::Khmer, Lang::English] {
            phone.prefer("lang", lang.code()).await;
            phone.go(&kit.family(&path)).await;
            found.extend(look(phone, lang, &name).await);
        }
        last.clone_from(&path);
        match path.as_str() {
            "/check" => return found,
            "/photos" => phone.press("a.button.wide[href='/check']").await,
            _ => {
                mother::answer(phone, answers).await;
                phone.press("#step button.wide").await;
            }
        }
    }
    found
}

fn nothing(found: &[String]) {
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[tokio::test]
async fn nothing_is_wrong_with_the_pages_of_a_kit_that_waits() {
    let Some(driver) = Driver::start() else { return };
    let window = Window::open(&driver, Script::On).await;
    let kit = Kit::fresh();
    window.go(&kit.staff("/setup")).await;
    let mut found = walk(&window, &kit, FRESH, None).await;
    found.extend(walk(&window, &kit, PLACES, None).await);
    let kit = Kit::locked();
    found.extend(walk(&window, &kit, LOCKED, None).await);
    let kit = Kit::open();
    found.extend(walk(&window, &kit, EMPTY, None).await);
    sign_in(&window, &kit, OFFICER).await;
    window.go(&kit.staff("/desk")).await;
    found.extend(look(&window, Lang::English, "desk-take").await);
    take_desk(&window, &kit).await;
    found.extend(walk(&window, &kit, EMPTY_OFFICER, None).await);
    sign_in(&window, &kit, HELPER).await;
    found.extend(walk(&window, &kit, HELPERS, None).await);
    nothing(&found);
}

#[tokio::test]
async fn nothing_is_wrong_with_the_pages_of_a_full_day() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    let window = Window::open(&driver, Script::On).await;
    let world = crowd::fill(&window, &kit).await;
    let mut found = walk(&window, &kit, DESK, Some(&world)).await;
    found.extend(walk(&window, &kit, YARD, Some(&world)).await);
    sign_in(&window, &kit, ADMINISTRATOR).await;
    found.extend(walk(&window, &kit, ADMINISTRATION, Some(&world)).await);
    found.extend(walk(&window, &kit, BEFORE_THE_DAY, Some(&world)).await);
    open_a_day(&window, &kit).await;
    found.extend(walk(&window, &kit, DAY, Some(&world)).await);
    nothing(&found);
}

/// What is wrong with the focus where it is now: none to see, or under something else.
const FOCUS: &str = r"
const e = document.activeElement;
if (!e || e === document.body) return null;
const shown = e.matches('.choice input') ? e.nextElementSibling : e, style = getComputedStyle(shown);
const rgb = (text) => (text.match(/[\d.]+/g) || []).map(Number);
const light = (colour) => rgb(colour).slice(0, 3).map((p) => (p /= 255) <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4)
  .reduce((sum, p, i) => sum + p * [0.2126, 0.7152, 0.0722][i], 0);
let ground = parseFloat(style.outlineOffset) < 0 ? shown : shown.parentElement;
while (ground && rgb(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
const [one, other] = [light(style.outlineColor), light(getComputedStyle(ground || document.documentElement).backgroundColor)];
const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
const name = e.nodeName + '#' + e.id + ' ' + (e.name || '') + ' ' + (e.innerText || e.value || '').slice(0, 30);
if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 'nothing shows the focus: ' + name;
if (contrast < 3) return `the focus is hard to see (${contrast.toFixed(1)}): ` + name;
const box = shown.getBoundingClientRect(), top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
if (!top || !(top === shown || shown.contains(top) || top.contains(e) && !top.matches('.decide'))) return 'the focus is under something: ' + name;
return '';
";

#[tokio::test]
async fn the_focus_is_seen_in_every_light() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    let window = Window::open(&driver, Script::On).await;
    let world = crowd::fill(&window, &kit).await;
    mother::begin(&window, &kit).await;
    window.resize(Screen::LAPTOP).await;
    let pages = [
        kit.family("/form/who"),
        kit.family("/form/name"),
        kit.family(&world.tickets[6]),
        kit.staff("/sign-in"),
        kit.staff(&format!("/desk/family/{}", world.family)),
        kit.staff(&path_of("/collect/child/{child-ready}", Some(&world))),
    ];
    let mut found = Vec::new();
    for url in &pages {
        for scheme in ["device", "dark", "sun"] {
            window.prefer("scheme", scheme).await;
            window.go(url).await;
            let mut stops = 0;
            for _ in 0..90 {
                window.keys(TAB).await;
                match window.ask(FOCUS, &[]).await.as_str() {
                    Some("") => stops += 1,
                    Some(wrong) => found.push(format!("{url}, {scheme}: {wrong}")),
                    None => break,
                }
            }
            assert!(3 <= stops, "{url} has {stops} stops");
        }
    }
    nothing(&found);
}

#[tokio::test]
async fn nothing_is_wrong_with_any_question_of_the_form() {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    let phone = Window::open(&driver, Script::On).await;
    nothing(&form(&phone, &kit, MOTHER).await);
}
