//! One child's record: looked at, contacted, its level confirmed, raised or lowered, something planned and done, and now
//! and then closed.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use super::super::answer::Answer;
use super::super::desk::{field, usable};
use super::super::http::{HttpError, Pairs};
use super::super::page;
use super::{Focal, SHUT};

/// What is left to do for a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Todo {
    /// The family was contacted; to go on from there.
    GoOn,
    /// Nothing for now.
    Nothing,
}

/// Levels from the least urgent.
const LEVELS: [&str; 4] = ["no_action", "low", "medium", "high"];

/// The level above or below.
fn beside(level: &str, up: bool) -> Option<&'static str> {
    let at = LEVELS.iter().position(|known| *known == level)?;
    LEVELS.get(if up { at + 1 } else { at.checked_sub(1)? }).copied()
}

/// A child's page as it was read.
struct Record {
    html: String,
    level: String,
}

impl Focal {
    /// Does the next thing for a child of the list.
    pub(super) async fn work_on(&mut self, child: &str, is_past: bool) -> Result<(), HttpError> {
        let record = self.record(child).await?;
        let today = self.stage.today.to_string();
        if !self.stage.followed.is_contacted(child) {
            let words = self.stage.followed.words();
            let said = [field("contact_on", &*today), field("contact_words", &*words)];
            self.save(child, &record, "contact", &said, Some(&words)).await?;
            self.stage.followed.contacted(child, !is_past);
            self.done.insert(child.to_owned(), Todo::GoOn);
            return Ok(());
        }
        let others = self.done.values().filter(|todo| **todo == Todo::Nothing).count();
        match others % 4 {
            0 => self.raise(child, &record).await?,
            1 => self.lower(child, &record).await?,
            2 => self.confirm(child, &record).await?,
            _ => self.close(child, &record).await?,
        }
        self.done.insert(child.to_owned(), Todo::Nothing);
        Ok(())
    }

    /// Raising takes effect at once; a visit is planned for it.
    async fn raise(&mut self, child: &str, record: &Record) -> Result<(), HttpError> {
        if let Some(up) = beside(&record.level, true) {
            self.save(child, record, "level", &[field("level", up)], None).await?;
            let now = self.record(child).await?;
            self.expect(now.level == up, "a raised level is not the one that counts");
        }
        let record = self.record(child).await?;
        let words = self.stage.followed.words();
        let on = self.stage.today.tomorrow().unwrap_or(self.stage.today).to_string();
        let said = [
            field("plan_help", "follow_up_visit"),
            field("plan_on", on),
            field("plan_who", &*words),
        ];
        self.save(child, &record, "plan", &said, Some(&words)).await
    }

    /// Lowering needs a reason.
    async fn lower(&mut self, child: &str, record: &Record) -> Result<(), HttpError> {
        let Some(down) = beside(&record.level, false) else { return Ok(()) };
        let bare = self.send(child, record, "level", &[field("level", down)]).await?;
        self.expect(bare.status == 422, "a level was lowered without a reason");
        let words = self.stage.followed.words();
        let said = [field("level", down), field("level_reason", &*words)];
        self.save(child, record, "level", &said, Some(&words)).await
    }

    /// The level stands, and something was done.
    async fn confirm(&mut self, child: &str, record: &Record) -> Result<(), HttpError> {
        let level = field("level", &*record.level);
        self.save(child, record, "level", &[level], None).await?;
        let record = self.record(child).await?;
        let words = self.stage.followed.words();
        let said = [
            field("done_help", "food_package"),
            field("done_on", self.stage.today.to_string()),
            field("done_result", &*words),
        ];
        self.save(child, &record, "done", &said, Some(&words)).await
    }

    /// One of the highest level is closed only with whom it was handed to.
    async fn close(&mut self, child: &str, record: &Record) -> Result<(), HttpError> {
        let outcome = field("outcome", "handed_over");
        if record.level == "high" {
            let bare = self.send(child, record, "close", std::slice::from_ref(&outcome)).await?;
            self.expect(bare.status == 422, "a child was closed without a hand-over");
        }
        let words = self.stage.followed.words();
        let said = [outcome, field("handed_to", &*words)];
        self.save(child, record, "close", &said, Some(&words)).await?;
        self.stage.followed.closed();
        let list = self.open("/room").await?;
        let is_due = super::rows(&list).iter().any(|(due, _)| due == child);
        self.expect(!is_due, "who is closed is still due");
        Ok(())
    }

    /// At the focal's table: a family nobody was worried about is asked the questions. Whether there was one.
    pub(super) async fn ask_somebody(&mut self) -> Result<bool, HttpError> {
        if self.stage.followed.has_asked() {
            return Ok(false);
        }
        let found = usable(self.browser.post("/room/find", &[field("q", "1")]).await?)?.text();
        let child_of = |path: &String| path.rsplit('/').next().unwrap_or_default().to_owned();
        let links = page::links(&found, "/room/child/");
        let Some(path) = links.into_iter().find(|path| !self.done.contains_key(&child_of(path)))
        else {
            return Ok(false);
        };
        let child = child_of(&path);
        self.say_why(&child).await?;
        let record = self.record(&child).await?;
        let said = [
            field("lives_with", "relative"),
            field("away", "both"),
            field("needs", "some"),
            field("talk", "yes"),
            field("support_for", "child"),
        ];
        self.save(&child, &record, "support", &said, None).await?;
        self.stage.followed.asked();
        // Somebody who asked to talk is on the list now.
        Ok(true)
    }

    /// Says why a record is opened that nobody asked the focal to open, or that is closed.
    pub(super) async fn say_why(&mut self, child: &str) -> Result<(), HttpError> {
        let path = format!("/room/child/{child}");
        let html = self.open(&path).await?;
        let mut view = page::standing(&html, "event");
        view.extend([field("do", "view"), field("view_for", "table")]);
        let answer = usable(self.browser.post(&path, &view).await?)?;
        self.expect(answer.leads_below(&path), "a record could not be opened for a reason");
        Ok(())
    }

    /// A child's page.
    async fn record(&mut self, child: &str) -> Result<Record, HttpError> {
        let begun = Instant::now();
        let html = self.open(&format!("/room/child/{child}")).await?;
        self.stage.followed.opened(child, begun.elapsed());
        let stands = page::fill(&html, &BTreeMap::new());
        let level = stands.into_iter().find(|(name, _)| name == "level");
        Ok(Record { html, level: level.map(|(_, level)| level).unwrap_or_default() })
    }

    async fn send(
        &mut self,
        child: &str,
        record: &Record,
        what: &str,
        said: &[(String, String)],
    ) -> Result<Answer, HttpError> {
        let mut pairs: Pairs = page::standing(&record.html, "event");
        let seen = page::data(&record.html, "data-seen").unwrap_or_default();
        pairs.extend([field("seen", seen), field("do", what)]);
        pairs.extend_from_slice(said);
        let path = format!("/room/child/{child}");
        let answer = self.browser.post(&path, &pairs).await?;
        if answer.status != 403 {
            return usable(answer);
        }
        // The room was shut by a power cut: the page holds the words, and the passphrase sends them.
        let html = answer.text();
        let held = page::standing(&html, "held");
        self.expect(!held.is_empty(), "a shut room did not hold what was typed");
        let mut again = held;
        again.extend(page::standing(&html, "event"));
        again.push(field("passphrase", &*self.passphrase));
        self.openings += 1;
        let memory = Arc::clone(&self.memory);
        let sent = memory.unwatched(self.browser.post(&path, &again)).await;
        usable(sent?)
    }

    /// Sends a form that has to be saved. `words` stand in it and have to be there ever after.
    async fn save(
        &mut self,
        child: &str,
        record: &Record,
        what: &str,
        said: &[(String, String)],
        words: Option<&str>,
    ) -> Result<(), HttpError> {
        let answer = self.send(child, record, what, said).await?;
        if answer.status == 409 {
            // Saved before the power cut, unheard: the page is read again.
            return Err(HttpError::Odd(SHUT));
        }
        let is_saved = answer.leads_below(&format!("/room/child/{child}"));
        self.expect(is_saved, &format!("{what} was not saved"));
        if is_saved && let Some(words) = words {
            self.stage.followed.was_saved(child, words);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_level_has_one_above_and_one_below() {
        assert_eq!(beside("medium", true), Some("high"));
        assert_eq!(beside("medium", false), Some("low"));
        assert_eq!(beside("high", true), None);
        assert_eq!(beside("no_action", false), None);
    }
}
