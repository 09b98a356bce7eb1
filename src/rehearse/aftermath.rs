//! After the last kill: is everybody who was told so in the register, and did no name get out?

use std::collections::BTreeSet;
use std::path::Path;

use super::desk::{Officer, field};
use super::families::Family;
use super::http::HttpError;
use super::ledger::Filed;
use super::page;
use crate::khmer;

/// Numbers tried beyond the last known ticket, to find families that were filed twice.
const BEYOND: usize = 5;

/// Where a family's page at the desk is.
const FAMILY: &str = "/desk/family/";

/// As many children as one search shows at most.
const MOST_FOUND: usize = 40;

impl Officer {
    /// Looks every family up that was told its form is filed. Gives how many are lost.
    pub(super) async fn look_up(&mut self) -> usize {
        let filed = self.stage.ledger.all_filed();
        let mut phone = self.stage.phone();
        let (mut lost, mut numbers) = (0, BTreeSet::new());
        for one in &filed {
            let number = match phone.get(&one.ticket).await {
                Ok(page) if page.status == 200 => number_of(&page.text()),
                Ok(_) | Err(_) => None,
            };
            let found = match number {
                Some(number) => self.is_in_register(one, number).await.unwrap_or(false),
                None => false,
            };
            if !found {
                lost += 1;
                self.wrong(&format!(
                    "an acknowledged family is not in the register: {}",
                    self.case_of(one)
                ));
            }
            numbers.extend(number);
        }
        self.expect(numbers.len() == filed.len(), "two families were told the same number");
        match self.count_register(filed.len() + BEYOND).await {
            Ok(count) => self.expect(
                count == filed.len(),
                &format!("{count} families in the register, {} filed", filed.len()),
            ),
            Err(err) => self.wrong(&format!("counting the register: {err}")),
        }
        lost
    }

    fn case_of(&self, filed: &Filed) -> &'static str {
        self.stage.families.get(filed.family).map_or("", |family| family.case)
    }

    /// Pages of the families that are found, and whether there are so many that not all are shown.
    async fn search(&mut self, typed: &str) -> Result<(Vec<String>, bool), HttpError> {
        let answer = self.post("/search", &[field("q", typed)]).await?;
        let html = self.browser.follow(answer).await?.text();
        let links = page::links(&html, FAMILY);
        Ok((links, MOST_FOUND <= html.matches(&format!("href=\"{FAMILY}")).count()))
    }

    /// Whether the family with this number is the one that filed, and can be found by its informant's name.
    async fn is_in_register(&mut self, filed: &Filed, number: u32) -> Result<bool, HttpError> {
        let stage = std::sync::Arc::clone(&self.stage);
        let Some(family) = stage.families.get(filed.family) else { return Ok(false) };
        let Some((link, html)) = self.with_ticket(number).await? else { return Ok(false) };
        let children = page::children(&html).len();
        if children != usize::from(family.children) || !shows(&html, family) {
            return Ok(false);
        }
        let (by_name, full) = self.search(&family.spoken()).await?;
        // Where very many are found the page says so, and asks for more words.
        if !full && !by_name.contains(&link) {
            self.wrong(&format!("not found by the informant's name: {}", family.case));
        }
        Ok(true)
    }

    /// The page of the family with this number. The number may also be part of others' phone numbers.
    async fn with_ticket(&mut self, number: u32) -> Result<Option<(String, String)>, HttpError> {
        // Of all that is found the ticket comes first.
        let (found, _) = self.search(&number.to_string()).await?;
        let Some(link) = found.into_iter().next() else { return Ok(None) };
        let html = self.open(&link).await?.text();
        let theirs =
            page::data(&html, "data-ticket").is_some_and(|ticket| ticket == number.to_string());
        Ok(theirs.then_some((link, html)))
    }

    /// How many different families of this event the register has behind the numbers up to `last`.
    async fn count_register(&mut self, last: usize) -> Result<usize, HttpError> {
        let mut families = BTreeSet::new();
        for number in (1..).take(last) {
            families.extend(self.with_ticket(number).await?.map(|(link, _)| link));
        }
        Ok(families.len())
    }
}

/// Whether a page at the desk shows this family's informant.
fn shows(html: &str, family: &Family) -> bool {
    family.spoken().split(' ').all(|part| html.contains(&khmer::normalize(part)))
}

/// The number on a ticket's page.
fn number_of(html: &str) -> Option<u32> {
    page::number(html.split("class=\"ticket-number\">").nth(1)?)
}

/// How many files below `folder` hold one of these families' names or numbers in clear.
pub(super) fn files_with_names(folder: &Path, families: &[Family]) -> std::io::Result<Vec<String>> {
    let mut secrets = BTreeSet::new();
    for family in families {
        for secret in family.secrets() {
            secrets.extend([
                secret.to_owned(),
                khmer::normalize(secret),
                secret.to_uppercase(),
                secret.to_lowercase(),
            ]);
        }
    }
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if holds_one(&std::fs::read(entry.path())?, &secrets) {
                found.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
    }
    Ok(found)
}

/// Whether one of the secrets stands in the bytes.
fn holds_one(bytes: &[u8], secrets: &BTreeSet<String>) -> bool {
    /// Bytes by which secrets are looked up, so that a large file is read once and not once for each name.
    const START: usize = 4;
    let starts: BTreeSet<&[u8]> =
        secrets.iter().filter_map(|secret| secret.as_bytes().get(..START)).collect();
    bytes.windows(START).enumerate().any(|(at, window)| {
        starts.contains(window)
            && secrets.range(starting_with(window)..).any(|secret| {
                let rest = bytes.get(at..).unwrap_or_default();
                rest.starts_with(secret.as_bytes())
            })
    })
}

/// The first text that can begin with these bytes.
fn starting_with(window: &[u8]) -> String {
    let valid = match std::str::from_utf8(window) {
        Ok(text) => text,
        Err(err) => std::str::from_utf8(window.get(..err.valid_up_to()).unwrap_or_default())
            .unwrap_or_default(),
    };
    valid.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_ticket_is_read_in_either_digits() {
        let page =
            |digits| format!("<p class=\"ticket-number\">{digits} <span class=\"other\">9</span>");
        assert_eq!(number_of(&page("47")), Some(47));
        assert_eq!(number_of(&page("៤៧")), Some(47));
        assert_eq!(number_of("nothing"), None);
    }

    #[test]
    fn a_name_in_clear_is_found_wherever_it_stands() {
        let secrets: BTreeSet<String> =
            ["សុវណ្ណារី", "SOPHEAP", "012 345678"].map(str::to_owned).into();
        assert!(holds_one("xxសុវណ្ណារីyy".as_bytes(), &secrets));
        assert!(holds_one(b"\x00\xffSOPHEAP", &secrets));
        assert!(holds_one(b"call 012 345678", &secrets));
        assert!(!holds_one("សុវណ្ SOPHEA 012 34567".as_bytes(), &secrets));
    }
}
