//! What is drawn at random stands as what it is: its kind, its length, and which of its kind it was, by when it was
//! first seen. What is left of an answer has to be the same in two kits, letter for letter.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Lengths of what is drawn at random: a ticket's token, an id, a hash. No word and no number that people read is as
/// long.
const LENGTHS: [usize; 3] = [26, 32, 64];

/// Names for what one kit drew at random.
#[derive(Default)]
pub(crate) struct Drawn(BTreeMap<String, usize>);

impl Drawn {
    /// A text without what is drawn at random, and with the family's own words under one name.
    pub(crate) fn mask(&mut self, text: &str, own: &[(&str, &str)]) -> String {
        let text = without_sealed(text);
        // The machine's disk, and good words that a page offers, drawn anew each time.
        let text = without(&text, "<li class=\"state", "</li>");
        let text = without(&text, "<span class=\"code\" lang=\"en\">", "</span>");
        let mut masked = self.runs(&text);
        for (word, name) in own {
            masked = masked.replace(word, name);
        }
        masked
    }

    fn runs(&mut self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut run = String::new();
        for letter in text.chars().chain(['\0']) {
            if letter.is_ascii_alphanumeric() {
                run.push(letter);
                continue;
            }
            if LENGTHS.contains(&run.len()) && run.contains(|c: char| c.is_ascii_digit()) {
                let next = self.0.len();
                let which = self.0.entry(run.to_lowercase()).or_insert(next);
                // Writing to a string cannot fail.
                let _ = write!(masked, "‹{} {which}›", run.len());
            } else {
                masked.push_str(&run);
            }
            run.clear();
            if letter != '\0' {
                masked.push(letter);
            }
        }
        masked
    }
}

/// Without everything from each `from` up to the next `to`.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut parts = text.split(from);
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once(to).map_or(part, |(_, rest)| rest));
    rest.fold(first, |all, part| all + part)
}

/// The journal without what covers and notes leave in it: how many of them there are is drawn for each family, and
/// that an entry of theirs says nothing else is held by a test of its own. The numbers and hashes of the others, which
/// count on from them, go with them, and so do the places where pages and sheets count entries or boxes.
fn without_sealed(text: &str) -> String {
    let counted = [
        ("    <li data-act=\"sealed\">", "</li>\n    \n"),
        ("<small lang=\"en\">", "</small>"),
        ("<code class=\"quiet\" lang=\"en\">", "</code>"),
        ("data-section=\"day-part-journal\"", "</section>"),
        ("data-finding=\"journal\"", "</li>"),
        // Somebody else may fill the disk of the machine that runs the test.
        ("data-finding=\"disk\"", "</li>"),
        ("data-kind=\"sealed\"", "</li>"),
        // The same part of a sheet's words.
        (" Journal\n", "Looked at"),
    ];
    counted.iter().fold(text.to_owned(), |text, (from, to)| without(&text, from, to))
}

#[cfg(test)]
mod tests {
    use super::Drawn;

    #[test]
    fn ids_are_told_apart_by_when_they_were_seen_and_by_nothing_else() {
        let (mut one, mut other) = (Drawn::default(), Drawn::default());
        let [a, b] = ["1".repeat(32), "2".repeat(32)];
        let page = |first: &str, second: &str| format!("<a href=\"/x/{first}\">{second} 2026</a>");
        let masked = one.mask(&page(&a, &b), &[]);
        assert_eq!(masked, other.mask(&page(&b, &a), &[]));
        assert_eq!(masked, "<a href=\"/x/‹32 0›\">‹32 1› 2026</a>");
        assert_ne!(masked, one.mask(&page(&b, &a), &[]), "the same two the other way round");
        assert_ne!(masked, one.mask(&page(&a, &"2".repeat(26)), &[]), "a shorter one");
        assert_eq!(one.mask("born 1999", &[("1999", "‹year›")]), "born ‹year›");
    }
}
