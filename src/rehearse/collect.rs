//! Months later: receipts are scanned, certificates marked ready and handed over, once each.

use super::desk::{Officer, field, usable};
use super::http::HttpError;
use super::ledger::Receipt;
use super::page;

/// How many certificates are handed over in a rehearsal.
const HANDED_OVER: usize = 8;

impl Officer {
    /// Hands some certificates over and tries what must not work.
    pub(super) async fn collect(&mut self) {
        let receipts = self.stage.ledger.receipts();
        let entered: Vec<&Receipt> =
            receipts.iter().filter(|receipt| receipt.state == "entered").collect();
        self.expect(!entered.is_empty(), "no child was entered, so nothing can be collected");
        for receipt in entered.iter().take(HANDED_OVER) {
            if let Err(err) = self.hand_over(&receipt.code).await {
                self.wrong(&format!("handing over: {err}"));
            }
        }
        let waiting = receipts.iter().find(|receipt| receipt.state == "awaiting_papers");
        let mut tries = vec![("HELLO".to_owned(), &["not-ours", "damaged"][..])];
        if let Some(receipt) = waiting {
            tries.push((receipt.code.clone(), &["not-ready"]));
        }
        if let Some(receipt) = entered.first() {
            tries.push((spoilt(&receipt.code, 3), &["damaged", "other-event", "unknown"]));
            // One slip that the check character and the MAC tell apart from every other code is mended.
            tries.push((spoilt(&receipt.code, 1), &["collected", "damaged"]));
        }
        for (code, expected) in tries {
            match self.scan(&code).await {
                Ok((verdict, _)) if expected.contains(&verdict.as_str()) => {}
                Ok((verdict, _)) => self
                    .wrong(&format!("a code was called {verdict}, not {}", expected.join(" or "))),
                Err(err) => self.wrong(&format!("scanning: {err}")),
            }
        }
    }

    /// Scans a code; gives the verdict and the child's id, where the page has one.
    async fn scan(&mut self, code: &str) -> Result<(String, Option<String>), HttpError> {
        let answer = self.post("/collect", &[field("code", code)]).await?;
        let answer = usable(self.browser.follow(answer).await?)?;
        let html = answer.text();
        // Links on the page lead to brothers and sisters; the page itself says which child it is.
        let id = page::data(&html, "data-child");
        Ok((page::data(&html, "data-verdict").unwrap_or_default(), id))
    }

    /// One certificate: not ready, ready, handed to the grandmother, and not a second time.
    pub(super) async fn hand_over(&mut self, code: &str) -> Result<(), HttpError> {
        let typed = grouped(code);
        let (verdict, _) = self.scan(&typed).await?;
        self.expect(
            verdict == "not-ready",
            "a child that was only entered is not called not-ready",
        );
        let marked =
            self.post("/collect/ready", &[field("code", code), field("unique_code", "")]).await?;
        self.expect(matches!(marked.status, 200 | 303), "a certificate could not be marked ready");
        let (verdict, id) = self.scan(code).await?;
        self.expect(verdict == "ready", "a certificate marked ready is not called ready");
        let Some(id) = id else {
            self.wrong("the page of a scanned receipt leads to no child");
            return Ok(());
        };
        let path = format!("/collect/child/{id}");
        let html = self.open(&path).await?.text();
        let version = page::data(&html, "data-version").unwrap_or_default();
        let pairs = [
            field("version", &*version),
            field("code", code),
            field("taker", "ជា ស្រីមុំ"),
            field("relation", "grandmother"),
            field("paper", "certificate"),
            field("vouched", ""),
        ];
        let target = format!("{path}/hand-over");
        let first = self.post(&target, &pairs).await?;
        self.expect(first.leads_below(&path), "a certificate could not be handed over");
        let second = self.post(&target, &pairs).await?;
        let verdict = page::data(&second.text(), "data-verdict").unwrap_or_default();
        self.expect(
            second.status == 409 && verdict == "collected",
            "a second hand-over was not told that the certificate is collected",
        );
        let (verdict, _) = self.scan(code).await?;
        self.expect(verdict == "collected", "a collected certificate is not called collected");
        Ok(())
    }
}

/// A code as it is read aloud and typed: in groups, in small letters.
fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.to_lowercase().chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// A code with so many of its last characters changed.
fn spoilt(code: &str, characters: usize) -> String {
    let from = code.len().saturating_sub(characters);
    code.char_indices()
        .map(|(at, c)| {
            if at < from {
                c
            } else if c == '7' {
                '8'
            } else {
                '7'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_typed_in_groups_and_spoilt_at_its_end() {
        assert_eq!(grouped("KB1E2345"), "kb1e 2345");
        assert_eq!(spoilt("KB1E2347", 3), "KB1E2778");
        assert_ne!(spoilt("KB1E2345", 1), "KB1E2345");
    }
}
