//! One window of the browser, with the few verbs that a person has: go, look, type, tick, press.

use std::cell::Cell;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{Cookie, LoggingPrefsLogLevel};

use crate::chrome::Driver;

/// Longer than any page may take, on a machine that does other things beside.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often a condition is looked at again.
const AGAIN: Duration = Duration::from_millis(10);

/// Keys as the driver's protocol writes them.
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const DOWN: &str = "\u{e015}";

/// A key that leads to another page.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    Enter,
    ControlEnter,
    Letter(char),
}

/// Whether pages may run scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Script {
    On,
    Off,
}

/// Language of the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lang {
    Khmer,
    English,
}

impl Lang {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Khmer => "km",
            Self::English => "en",
        }
    }
}

/// Size of a screen; the narrow ones behave like a phone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Screen {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Screen {
    pub(crate) const NARROW: Self = Self { width: 320, height: 640 };
    pub(crate) const PHONE: Self = Self { width: 360, height: 640 };
    pub(crate) const TABLET: Self = Self { width: 768, height: 1024 };
    pub(crate) const LAPTOP: Self = Self { width: 1366, height: 768 };
}

/// A window with cookies of its own.
pub(crate) struct Window {
    /// Never dropped: that would wait for the browser, and the driver ends it anyway.
    pub(crate) driver: ManuallyDrop<WebDriver>,
    pub(crate) script: Script,
    screen: Cell<Screen>,
}

impl Window {
    /// Opens a window of 360x640.
    pub(crate) async fn open(driver: &Driver, script: Script) -> Self {
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(&driver.chromium.to_string_lossy()).unwrap();
        for arg in [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
        ] {
            wanted.add_arg(arg).unwrap();
        }
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        if script == Script::Off {
            // As a person switches it off; the driver's own scripts still run.
            let blocked = json!({ "profile.managed_default_content_settings.javascript": 2 });
            wanted.add_experimental_option("prefs", blocked).unwrap();
        }
        let session = WebDriver::new(driver.url(), wanted).await;
        let session = session.unwrap_or_else(|err| panic!("the browser did not start: {err}"));
        let window =
            Self { driver: ManuallyDrop::new(session), script, screen: Cell::new(Screen::PHONE) };
        window.resize(Screen::PHONE).await;
        window
    }

    /// Gives the window another size.
    pub(crate) async fn resize(&self, screen: Screen) {
        let mobile = screen.width < 1000;
        let Screen { width, height } = screen;
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.protocol("Emulation.setDeviceMetricsOverride", size).await;
        self.screen.set(screen);
    }

    /// A command of the browser's own protocol.
    pub(crate) async fn protocol(&self, method: &str, params: Value) -> Value {
        let done = self.driver.cdp().send_raw(method, params).await;
        done.unwrap_or_else(|err| panic!("{method}: {err}"))
    }

    /// Runs a function's body in the page and gives what it returns.
    pub(crate) async fn ask(&self, body: &str, args: &[Value]) -> Value {
        match self.driver.execute(body, args.to_vec()).await {
            Ok(answer) => answer.json().clone(),
            Err(err) => self.stop(&format!("the page did not answer: {err}")).await,
        }
    }

    /// Ends the test with a picture of the page as it is.
    pub(crate) async fn stop(&self, why: &str) -> ! {
        let url =
            self.driver.current_url().await.map_or_else(|_| "?".to_owned(), |url| url.to_string());
        let text = self
            .driver
            .execute(
                "return document.body ? document.body.innerText.slice(0, 600) : ''",
                Vec::new(),
            )
            .await
            .map_or_else(|_| String::new(), |answer| answer.json().to_string());
        if let Some(folder) = pictures() {
            let name = format!(
                "stopped-{}.png",
                std::thread::current().name().unwrap_or("test").replace("::", "-")
            );
            // The words say enough where there is no picture.
            let _ = self.driver.screenshot(&folder.join(name)).await;
        }
        panic!("{why}\n  at {url} ({:?}, script {:?})\n  {text}", self.screen.get(), self.script);
    }

    /// Asks again and again until something is so.
    pub(crate) async fn until<F>(&self, what: &str, mut so: F)
    where
        F: AsyncFnMut() -> bool,
    {
        let last = Instant::now() + PATIENCE;
        while !so().await {
            if last < Instant::now() {
                self.stop(&format!("waited in vain until {what}")).await;
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Opens an address.
    pub(crate) async fn go(&self, url: &str) {
        if let Err(err) = self.driver.goto(url).await {
            self.stop(&format!("{url} did not open: {err}")).await;
        }
    }

    /// The path of the page.
    pub(crate) async fn path(&self) -> String {
        self.driver.current_url().await.unwrap().path().to_owned()
    }

    /// Whether the page has such an element.
    pub(crate) async fn has(&self, css: &str) -> bool {
        self.driver.find(By::Css(css)).await.is_ok()
    }

    /// Whether such an element is there and can be seen.
    pub(crate) async fn shows(&self, css: &str) -> bool {
        match self.driver.find(By::Css(css)).await {
            Ok(element) => element.is_displayed().await.unwrap_or(false),
            Err(_) => false,
        }
    }

    /// An element that must be there.
    pub(crate) async fn find(&self, css: &str) -> WebElement {
        self.until(&format!("{css} is there"), async || self.has(css).await).await;
        match self.driver.find(By::Css(css)).await {
            Ok(element) => element,
            Err(err) => self.stop(&format!("{css}: {err}")).await,
        }
    }

    /// The words of an element.
    pub(crate) async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap_or_default()
    }

    /// An attribute of an element.
    pub(crate) async fn attribute(&self, css: &str, name: &str) -> String {
        self.find(css).await.attr(name).await.unwrap_or_default().unwrap_or_default()
    }

    /// What stands in a box.
    pub(crate) async fn value(&self, css: &str) -> String {
        self.find(css).await.prop("value").await.unwrap_or_default().unwrap_or_default()
    }

    /// Types into a box, over what stood there.
    pub(crate) async fn type_in(&self, css: &str, words: &str) {
        let field = self.find(css).await;
        // An empty box needs no clearing, and a file's box has none.
        let typed =
            if field.prop("value").await.unwrap_or_default().is_some_and(|old| !old.is_empty()) {
                field.clear().await
            } else {
                Ok(())
            };
        let typed = match typed {
            Ok(()) => field.send_keys(words).await,
            Err(err) => Err(err),
        };
        if let Err(err) = typed {
            self.stop(&format!("{css} takes no words: {err}")).await;
        }
    }

    /// Clicks, without waiting for anything.
    pub(crate) async fn click(&self, css: &str) {
        let element = self.find(css).await;
        // Out from under the bar that keeps to the bottom, as a person would scroll.
        let middle = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.ask(middle, &[element.to_json().unwrap()]).await;
        if let Err(err) = element.click().await {
            self.stop(&format!("{css} cannot be clicked: {err}")).await;
        }
    }

    /// Ticks a box or picks a choice.
    pub(crate) async fn tick(&self, css: &str) {
        if !self.find(css).await.is_selected().await.unwrap_or(false) {
            self.click(css).await;
        }
    }

    /// Ticks every such box, where there are any.
    pub(crate) async fn tick_all(&self, css: &str) {
        for found in self.driver.find_all(By::Css(css)).await.unwrap_or_default() {
            if !found.is_selected().await.unwrap_or(true) {
                let _ = found.click().await;
            }
        }
    }

    /// Clicks and waits for the page that comes of it.
    pub(crate) async fn press(&self, css: &str) {
        self.onward(async || self.click(css).await).await;
    }

    /// Presses one key, wherever the focus is, and waits for the page that comes of it.
    pub(crate) async fn press_key(&self, key: Key) {
        self.onward(async || self.stroke(key).await).await;
    }

    /// One key down and up, by the browser's own protocol: the driver strikes a key again if a page comes of it.
    pub(crate) async fn stroke(&self, key: Key) {
        let (name, code, number, text, held) = match key {
            Key::Enter => ("Enter".to_owned(), "Enter".to_owned(), 13, "\r".to_owned(), 0),
            Key::ControlEnter => ("Enter".to_owned(), "Enter".to_owned(), 13, "\r".to_owned(), 2),
            Key::Letter(letter) => {
                let upper = letter.to_ascii_uppercase();
                (letter.to_string(), format!("Key{upper}"), u32::from(upper), letter.to_string(), 0)
            }
        };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({
                "type": kind, "key": name, "code": code, "windowsVirtualKeyCode": number, "modifiers": held,
            });
            if kind == "keyDown" {
                event["text"] = json!(text);
            }
            self.protocol("Input.dispatchKeyEvent", event).await;
        }
    }

    /// Types keys, wherever the focus is.
    pub(crate) async fn keys(&self, keys: &str) {
        let done = self
            .driver
            .action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
            .send_keys(keys)
            .perform()
            .await;
        if let Err(err) = done {
            self.stop(&format!("no keys could be typed: {err}")).await;
        }
    }

    /// Does something and waits until another page is there as a whole.
    pub(crate) async fn onward<F>(&self, act: F)
    where
        F: AsyncFnOnce(),
    {
        let old = self.driver.find(By::Css("html")).await.unwrap();
        act().await;
        self.until("another page came", async || old.tag_name().await.is_err()).await;
        self.until("the page is whole", async || {
            let state = self.driver.execute("return document.readyState", Vec::new()).await;
            state.is_ok_and(|state| state.json() == "complete")
        })
        .await;
    }

    /// Presses the button with that shortcut: by its key where scripts run, else by a click.
    pub(crate) async fn shortcut(&self, key: char) {
        let button = format!("[data-key={key}]");
        match self.script {
            Script::On => {
                self.find(&button).await;
                self.press_key(Key::Letter(key)).await;
            }
            Script::Off => self.press(&button).await,
        }
    }

    /// Sets a reader's preference as the toggles do.
    pub(crate) async fn prefer(&self, name: &str, value: &str) {
        let mut cookie = Cookie::new(name, value);
        cookie.path = Some("/".to_owned());
        self.driver.add_cookie(cookie).await.unwrap();
    }

    /// Everything that the browser complained about since it was last asked, but the statuses that were expected.
    pub(crate) async fn complaints(&self, expected: &[u16]) -> Vec<String> {
        let log = self.driver.browser_log().await.unwrap_or_default();
        log.into_iter()
            .filter(|entry| {
                entry.level == "SEVERE" || entry.message.contains("Content Security Policy")
            })
            .map(|entry| entry.message)
            .filter(|message| {
                !expected.iter().any(|status| {
                    message.contains(&format!("the server responded with a status of {status}"))
                })
            })
            .collect()
    }

    /// Stops if the browser complained.
    pub(crate) async fn quiet(&self, expected: &[u16]) {
        let complaints = self.complaints(expected).await;
        if !complaints.is_empty() {
            self.stop(&format!("the browser complains: {}", complaints.join("\n"))).await;
        }
    }
}

/// The folder for pictures, if there is one.
pub(crate) fn pictures() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("OUTREACH_KIT_PICTURES")?);
    std::fs::create_dir_all(&folder).unwrap();
    Some(folder)
}
