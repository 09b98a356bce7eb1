//! What an officer does for each child: correct a spelling, decide, print the receipt.

use std::time::Instant;

use super::desk::{Officer, field, usable};
use super::http::{HttpError, Pairs};
use super::page::{self, ChildOnPage};

/// A spelling as the family says it is right.
const RIGHT: &str = "ដារ៉ាវីរៈ";

/// Most decisions for one family; the largest brings fifteen children.
const MOST: usize = 60;

/// Receipts kept as files, so that a large rehearsal does not fill the disk.
const KEPT: usize = 200;

/// What is to be done with a child.
fn plan(officer: &Officer, nameless: bool, visits: u32) -> (&'static str, Pairs) {
    if nameless || visits % 11 == 5 {
        return (
            "await_papers",
            vec![field("missing", "birth_letter"), field("missing", "id_cards")],
        );
    }
    if visits % 17 == 7 {
        return ("send_to_district", Pairs::new());
    }
    if visits % 50 == 31 {
        return ("close", vec![field("reason", "other_commune")]);
    }
    let mut pairs = vec![
        field("book", "1"),
        field("year", officer.stage.today.year().to_string()),
        field("number", officer.next_entry()),
    ];
    if visits % 19 == 10 {
        pairs.extend([
            field("taker", "ចាន់ ស្រីមុំ"),
            field("relation", "mother"),
            field("paper", "certificate"),
        ]);
        return ("enter_and_hand_over", pairs);
    }
    ("enter", pairs)
}

impl Officer {
    /// Decides for every child that nobody has decided about yet.
    pub(super) async fn decide_all(
        &mut self,
        path: &str,
        visits: u32,
        sure: bool,
    ) -> Result<(), HttpError> {
        let mut corrected = !sure || visits % 5 != 2;
        let mut nameless_id = None;
        for _ in 0..MOST {
            let html = self.open(path).await?.text();
            let children = page::children(&html);
            self.expect(!children.is_empty(), "a family's page shows no child");
            let open = children.iter().zip(1_u8..).find(|(child, _)| child.state == "filed");
            let Some((child, number)) = open else { return Ok(()) };
            if !corrected {
                corrected = true;
                self.correct(path, &html, child, number).await?;
                continue;
            }
            let nameless = nameless_id.as_ref() == Some(&child.id) || has_no_name(&html, number);
            let (step, mut pairs) = plan(self, nameless, visits);
            pairs.extend([field("version", &*child.version), field("step", step)]);
            // Namesakes are invented by chance: the officer looked, and it is another child.
            pairs.extend(page::ticks(&html, "looked"));
            // What nobody knows stays blank, and the officer says so.
            pairs.extend(child.blank.iter().map(|blank| field("blank", &**blank)));
            let target = format!("/desk/child/{}/decide", child.id);
            let rival = self.rival.take();
            let status = match rival {
                Some(mut rival) => {
                    let mut other = pairs.clone();
                    for (_, value) in other.iter_mut().filter(|(name, _)| name == "number") {
                        *value = self.next_entry();
                    }
                    let (mine, theirs) = tokio::join!(
                        self.browser.post(&target, &pairs),
                        rival.post(&target, &other)
                    );
                    let (mine, theirs) = (usable(mine?)?.status, usable(theirs?)?.status);
                    let one = matches!((mine, theirs), (303, 409) | (409, 303));
                    self.expect(
                        one,
                        "two officers decided about one child and not exactly one won",
                    );
                    303
                }
                None => self.post(&target, &pairs).await?.status,
            };
            match status {
                303 => {}
                409 | 422 if step.starts_with("enter") && !nameless => {
                    // A child that was found has no name yet and waits; anything else shows on the next page.
                    nameless_id = Some(child.id.clone());
                    self.expect(
                        !sure || has_no_name(&html, number),
                        "a child with a name could not be entered",
                    );
                }
                status if sure => {
                    self.wrong(&format!("the step {step} was answered with {status}"));
                }
                _ => {}
            }
        }
        self.wrong("the decisions about a family have no end");
        Ok(())
    }

    /// Mends one spelling in place.
    async fn correct(
        &mut self,
        path: &str,
        html: &str,
        child: &ChildOnPage,
        number: u8,
    ) -> Result<(), HttpError> {
        let mut pairs = page::standing(html, &format!("c{number}_"));
        let Some(version) = page::data(html, "data-family-version") else {
            self.wrong("a family's page shows no version");
            return Ok(());
        };
        let given = format!("c{number}_khmer_given");
        let Some((_, value)) =
            pairs.iter_mut().find(|(name, value)| *name == given && !value.is_empty())
        else {
            return Ok(());
        };
        RIGHT.clone_into(value);
        pairs.push(field("version", &*version));
        let target = format!("/desk/child/{}/name", child.id);
        let answer = self.post(&target, &pairs).await?;
        self.expect(answer.status == 303, "a spelling could not be corrected");
        let shown = self.open(path).await?.text();
        self.expect(
            shown.contains(&crate::khmer::normalize(RIGHT)),
            "a corrected spelling is not shown",
        );
        // The page of before does not know the correction, so it must not overwrite anything.
        let answer = self.post(&target, &pairs).await?;
        self.expect(answer.status == 409, "a page that is out of date overwrote a correction");
        Ok(())
    }

    /// Prints a receipt for every child whose case is not closed.
    pub(super) async fn print_all(&mut self, path: &str) -> Result<(), HttpError> {
        let html = self.open(path).await?.text();
        for child in page::children(&html).iter().filter(|child| child.state != "closed") {
            let answer = self.post(&format!("/desk/child/{}/receipt", child.id), &[]).await?;
            let Some(receipt) = answer.leads_to().filter(|to| to.starts_with("/receipts/")) else {
                self.wrong("no receipt was issued");
                continue;
            };
            let html = self.open(&receipt).await?.text();
            let Some(code) = page::data(&html, "data-code") else {
                self.wrong("a receipt's page shows no code");
                continue;
            };
            self.print(&receipt, &code).await?;
            self.stage.ledger.receipt(&code, &child.state);
        }
        Ok(())
    }

    async fn print(&mut self, receipt: &str, code: &str) -> Result<(), HttpError> {
        // Event and serial; the rest of a code is a secret.
        let serial = code.get(3..12).unwrap_or_default();
        let [_, _, printed] = self.stage.ledger.counts();
        let begun = Instant::now();
        let paper = self.pdf(receipt, "a5").await?;
        self.stage.ledger.paper_took(begun.elapsed(), paper.len());
        if printed < KEPT {
            self.stage.ledger.keep(&format!("receipt-{serial}.pdf"), &paper);
        }
        if printed % 10 == 0 {
            let again = self.pdf(receipt, "a5").await?;
            self.expect(again == paper, "the same receipt came with other bytes");
            let large = self.pdf(receipt, "a4").await?;
            self.stage.ledger.keep(&format!("receipt-{serial}-a4.pdf"), &large);
        }
        let answer = self.post(&format!("{receipt}/printed"), &[]).await?;
        self.expect(answer.status == 303, "a print could not be noted");
        Ok(())
    }

    async fn pdf(&mut self, receipt: &str, size: &str) -> Result<Vec<u8>, HttpError> {
        let answer = usable(self.browser.get(&format!("{receipt}/pdf?size={size}")).await?)?;
        self.expect(
            answer.status == 200 && answer.body.starts_with(b"%PDF-"),
            "a receipt is no PDF",
        );
        Ok(answer.body)
    }
}

/// Whether the page's boxes show that this child has no given name.
fn has_no_name(html: &str, number: u8) -> bool {
    let names = page::standing(html, &format!("c{number}_"));
    !names.is_empty()
        && names
            .iter()
            .filter(|(name, _)| name.ends_with("_given"))
            .all(|(_, value)| value.is_empty())
}
