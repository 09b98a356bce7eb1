//! The administrator: opens the day before the first family comes, closes it after the last certificate is handed
//! over, and holds the kit's own count against what happened here.

use super::desk::{field, usable};
use super::http::{Client, HttpError, Pairs};
use super::page;
use super::stage::Stage;

/// Certificate forms that are brought.
const FORMS: u32 = 100_000;

/// What may differ in a rehearsal: two officers who write at the same time leave numbers of the book out.
const MAY_DIFFER: [&str; 1] = ["book-gap"];

/// Whoever opens and closes.
pub(super) struct Administrator<'a> {
    /// The stage.
    pub(super) stage: &'a Stage,
    /// Name to sign in by.
    pub(super) name: &'static str,
    /// PIN.
    pub(super) pin: String,
    /// The laptop's browser.
    pub(super) browser: Client,
}

impl Administrator<'_> {
    /// Opens the day: the clock is right, the forms are counted, the book is not.
    pub(super) async fn open_day(&mut self) -> Result<(), HttpError> {
        self.sign_in().await?;
        let html = usable(self.browser.open("/day/open").await?)?.text();
        let shown = page::standing(&html, "shown").into_iter().next();
        let mut pairs = vec![field("clock", "right"), field("forms", FORMS.to_string())];
        pairs.extend(shown);
        let answer = self.post("/day/open", &pairs).await?;
        self.expect(answer.leads_below("/day"), "the day could not be opened");
        // A second tap changes nothing.
        let again = self.post("/day/open", &pairs).await?;
        self.expect(again.status == 303, "a second tap on opening the day was answered oddly");
        Ok(())
    }

    /// Closes the day: counts the forms as the kit counts them, looks, and says a word about what differs.
    pub(super) async fn close_day(&mut self) -> Result<(), HttpError> {
        self.sign_in().await?;
        let html = usable(self.browser.open("/day/close").await?)?.text();
        let standing = |name: &str| page::standing(&html, name).into_iter().next();
        let used = standing("used").and_then(|(_, used)| used.parse::<u32>().ok()).unwrap_or(0);
        let left = FORMS.saturating_sub(used).to_string();
        let mut counted: Pairs = vec![field("used", used.to_string()), field("left", left)];
        counted.extend(standing("day"));
        let mut look = counted.clone();
        look.push(field("do", "look"));
        let html = self.post("/day/close", &look).await?.text();
        for code in differences(&html) {
            if !MAY_DIFFER.contains(&code.as_str()) {
                self.stage.ledger.mistake(format!("the day does not add up: {code}"));
            }
        }
        counted.extend(page::standing(&html, "seen"));
        counted.extend([field("do", "close"), field("explanation", "rehearsed")]);
        let answer = self.post("/day/close", &counted).await?;
        self.expect(answer.leads_below("/day"), "the day could not be closed");
        self.compare().await?;
        for (day, name) in [("1", "day-sheet.pdf"), ("event", "event-sheet.pdf")] {
            let sheet = self.post("/day/sheet", &[field("day", day)]).await?;
            let paper = sheet.status == 200 && sheet.body.starts_with(b"%PDF-");
            self.expect(paper, "a sheet is no PDF");
            self.stage.ledger.keep(name, &sheet.body);
        }
        Ok(())
    }

    /// Holds the closed day's figures against the rehearsal's own book.
    async fn compare(&mut self) -> Result<(), HttpError> {
        let html = usable(self.browser.open("/day?day=1").await?)?.text();
        let figure = |name| page::data(&html, name).and_then(|figure| figure.parse::<usize>().ok());
        let (filed, receipts) =
            (self.stage.ledger.all_filed().len(), self.stage.ledger.receipts().len());
        for (name, ours) in
            [("data-families", filed), ("data-receipts", receipts), ("data-unserved", 0)]
        {
            let theirs = figure(name);
            if theirs != Some(ours) {
                let theirs = theirs.map_or("nothing".to_owned(), |theirs| theirs.to_string());
                self.stage
                    .ledger
                    .mistake(format!("the day's {name} is {theirs}, the rehearsal counted {ours}"));
            }
        }
        Ok(())
    }

    async fn sign_in(&mut self) -> Result<(), HttpError> {
        let page = self.browser.open("/sign-in").await?;
        let Some(id) = page::id_before(&page.text(), self.name) else {
            return Err(HttpError::Odd("the sign-in page does not list the administrator"));
        };
        let pairs = [field("staff", id), field("pin", &*self.pin)];
        let answer = self.browser.post("/sign-in", &pairs).await?;
        if answer.status == 303 { Ok(()) } else { Err(HttpError::Odd("the PIN was refused")) }
    }

    async fn post(
        &mut self,
        path: &str,
        pairs: &[(String, String)],
    ) -> Result<super::answer::Answer, HttpError> {
        usable(self.browser.post(path, pairs).await?)
    }

    fn expect(&self, right: bool, what: &str) {
        self.stage.ledger.expect(right, what);
    }
}

/// Codes of the differences that the page lists.
fn differences(html: &str) -> Vec<String> {
    html.split("data-difference=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_difference_on_the_page_is_read() {
        let html = r#"<li data-difference="book-gap">x</li><li data-difference="unprinted">y</li>"#;
        assert_eq!(differences(html), ["book-gap", "unprinted"]);
    }
}
