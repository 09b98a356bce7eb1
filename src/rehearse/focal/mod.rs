//! The focal at work while families come: opens the room with the passphrase, works through what is due, and is cut off
//! by every power cut like everybody else. What the program said was saved has to be there afterwards.

mod child;
mod tally;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::desk::{field, usable};
use super::http::{Client, HttpError, Pairs};
use super::page;
use super::random::Random;
use super::server::Memory;
use super::stage::{Stage, pause};
use child::Todo;

pub use tally::Followed;
pub(super) use tally::Tally;

/// The kit is locked, or the room is: it has to be opened again.
const SHUT: &str = "the room is shut";

/// How long a focal looks again and again before it is a mistake that something is still due.
const PATIENCE: Duration = Duration::from_mins(3);

/// Most openings while families come: each takes about a second of work, which a thousand kills need not rehearse.
const OPENINGS: u32 = 12;

/// A focal at the laptop.
pub(super) struct Focal {
    pub(super) stage: Arc<Stage>,
    /// Name to sign in by.
    pub(super) name: &'static str,
    pub(super) pin: String,
    pub(super) passphrase: String,
    pub(super) browser: Client,
    pub(super) memory: Arc<Memory>,
    pub(super) random: Random,
    /// What is done for whom, by the child's id.
    pub(super) done: BTreeMap<String, Todo>,
    /// How often the room was opened.
    pub(super) openings: u32,
}

impl Focal {
    /// Works until the event is over.
    pub(super) async fn play(mut self, over: Arc<AtomicBool>) -> Self {
        let mut is_open = false;
        while !over.load(Ordering::Relaxed) {
            let turn = match is_open {
                true => self.turn().await.map(drop),
                false if OPENINGS <= self.openings => return self,
                false => self.open_room().await,
            };
            is_open = match turn {
                Ok(()) => true,
                // A page or a form broke off; whether the room is still open, the next page says.
                Err(HttpError::Broken(_) | HttpError::Slow) => is_open,
                Err(HttpError::Odd(_)) => false,
            };
            pause(&mut self.random, 60).await;
        }
        self
    }

    /// After the last power cut: works through what is left, prints the sheet, and looks for everything that was saved.
    pub(super) async fn finish(&mut self) {
        let until = Instant::now() + PATIENCE;
        let mut is_open = false;
        loop {
            let turn =
                if is_open { self.turn().await } else { self.open_room().await.map(|()| true) };
            match turn {
                Ok(more) => {
                    is_open = true;
                    if !more {
                        break;
                    }
                }
                Err(_) if Instant::now() < until => is_open = false,
                Err(err) => return self.wrong(&format!("following: {err}")),
            }
            if until < Instant::now() {
                return self.wrong("what is due is never done");
            }
            pause(&mut self.random, 60).await;
        }
        if let Err(err) = self.look_back().await {
            self.wrong(&format!("looking back: {err}"));
        }
    }

    fn wrong(&self, what: &str) {
        self.stage.ledger.mistake(format!("focal: {what}"));
    }

    fn expect(&self, right: bool, what: &str) {
        if !right {
            self.wrong(what);
        }
    }

    /// Signs in where that is needed and opens the room.
    async fn open_room(&mut self) -> Result<(), HttpError> {
        let mut page = self.browser.open("/room").await?;
        if page.status == 404 || page.path == "/sign-in" {
            self.sign_in().await?;
            page = self.browser.open("/room").await?;
        }
        let html = usable(page)?.text();
        if !html.contains("name=\"passphrase\"") {
            return Ok(());
        }
        let mut pairs = page::standing(&html, "back");
        pairs.extend(page::standing(&html, "event"));
        let wrong = [pairs.as_slice(), &[field("passphrase", "not this one at all")]].concat();
        let memory = Arc::clone(&self.memory);
        if self.openings == 0 {
            let tried = memory.unwatched(self.browser.post("/room", &wrong)).await;
            let answer = usable(tried?)?;
            self.expect(answer.status == 422, "a wrong passphrase was not refused");
        }
        self.openings += 1;
        let begun = Instant::now();
        pairs.push(field("passphrase", &*self.passphrase));
        let opened = memory.unwatched(self.browser.post("/room", &pairs)).await;
        let answer = usable(opened?)?;
        if !answer.leads_below("/room") {
            self.wrong("the own passphrase did not open the room");
            return Err(HttpError::Odd(SHUT));
        }
        self.open("/room").await?;
        self.stage.followed.opening_took(begun.elapsed());
        Ok(())
    }

    async fn sign_in(&mut self) -> Result<(), HttpError> {
        let page = self.browser.open("/sign-in").await?;
        let Some(id) = page::id_before(&page.text(), self.name) else {
            return Err(HttpError::Odd("the sign-in page does not list the focal"));
        };
        let pairs = [field("staff", id), field("pin", &*self.pin)];
        let answer = self.browser.post("/sign-in", &pairs).await?;
        if answer.status == 303 { Ok(()) } else { Err(HttpError::Odd("the PIN was refused")) }
    }

    /// One look at the list and one child of it; whether there was anything to do.
    async fn turn(&mut self) -> Result<bool, HttpError> {
        self.answer_bell().await?;
        let begun = Instant::now();
        let list = self.open("/room").await?;
        self.stage.followed.list_took(begun.elapsed());
        let due = rows(&list);
        for (child, _) in &due {
            self.stage.followed.noticed(child);
        }
        let next = due.into_iter().find(|(child, _)| self.done.get(child) != Some(&Todo::Nothing));
        let Some((child, is_past)) = next else {
            return self.ask_somebody().await;
        };
        self.work_on(&child, is_past).await?;
        Ok(true)
    }

    /// Somebody is on the way to whoever pressed the button.
    async fn answer_bell(&mut self) -> Result<(), HttpError> {
        let bell = self.open("/lead").await?;
        if let Some(call) = page::data(&bell, "data-call") {
            let path = format!("/lead/{call}/coming");
            let answer = usable(self.browser.post(&path, &Pairs::new()).await?)?;
            self.expect(answer.status == 303, "a call could not be answered");
            self.stage.followed.answered();
        }
        Ok(())
    }

    /// A page of the room, or an error if it was shut meanwhile.
    async fn open(&mut self, path: &str) -> Result<String, HttpError> {
        let answer = self.browser.open(path).await?;
        // Whoever is not signed in is not told that there is a room.
        if answer.status == 404 {
            return Err(HttpError::Odd(SHUT));
        }
        let answer = usable(answer)?;
        let html = answer.text();
        if html.contains("name=\"passphrase\"") {
            return Err(HttpError::Odd(SHUT));
        }
        self.expect(answer.status == 200, "a page of the room was answered oddly");
        Ok(html)
    }

    /// Everything that the program said was saved stands in its record.
    async fn look_back(&mut self) -> Result<(), HttpError> {
        let saved = self.stage.followed.saved();
        for (child, words) in saved {
            self.say_why(&child).await?;
            let html = self.open(&format!("/room/child/{child}")).await?;
            for words in words {
                self.expect(html.contains(&words), "what the focal saved is lost");
            }
        }
        let due = self.open("/room/due").await?;
        let plans = page::links(&due, "/room/child/").len();
        self.expect(0 < plans, "no plan is in the list of what is due");
        let sheet = self.browser.get("/room/due/sheet").await?;
        let is_paper = sheet.status == 200 && sheet.body.starts_with(b"%PDF-");
        self.expect(is_paper, "the sheet of visits is no PDF");
        self.stage.ledger.keep("route-sheet.pdf", &sheet.body);
        let views = self.open("/room/views").await?;
        self.expect(!views.is_empty(), "nobody's views are listed");
        Ok(())
    }
}

/// Children of the list whose clock runs, in its order, and whether their time is over.
fn rows(html: &str) -> Vec<(String, bool)> {
    let due = html.split("id=\"due\"").nth(1).unwrap_or_default();
    let due = due.split("</section>").next().unwrap_or_default().split("id=\"support\"").next();
    let due = due.unwrap_or_default().split("id=\"closed\"").next();
    let rows = due.unwrap_or_default().split("data-followed=\"").skip(1);
    rows.filter_map(|row| {
        let child = row.split('"').next()?.to_owned();
        Some((child, row.contains("class=\"due past\"")))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn only_those_whose_clock_runs_are_worked_through() {
        let html = r#"<ul id="due"><li data-followed="a"><p class="due past"></li><li data-followed="b"><p class="due">
            </li></ul><section class="block" id="support"><li data-followed="c"></li></section>"#;
        assert_eq!(rows(&html.replace("support", "closed")).len(), 2);
        assert_eq!(rows(html), [("a".to_owned(), true), ("b".to_owned(), false)]);
    }
}
