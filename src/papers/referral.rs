//! The referral slip: what whoever takes a child's case over has to know first, in the order in which the ministry's
//! first information form and its initial response form ask: date, place and code, who refers and to whom, the child,
//! the family, how soon, what was done, on what ground. No form number stands on it.

use jiff::Timestamp;

use super::Bilingual;
use super::sheet::{Blank, Part, Sheet};
use crate::typeset::pdf::About;

/// Something and what it is.
pub type Fact = (Bilingual, Bilingual);

/// Everything on the slip, already formatted. What may not be shared is left out by whoever makes it.
#[derive(Clone)]
pub struct Referral {
    /// The date as the form has it, ddmmyy.
    pub date: String,
    /// The village's code of eight digits; empty where it is not on the list.
    pub village: String,
    /// By which number this laptop speaks of the child.
    pub number: String,
    /// The office's code of the child, four digits; empty until the office gave one.
    pub child_code: String,
    /// To whom, who refers (or that they are not named), organisation, phone.
    pub parties: Vec<Fact>,
    /// The child.
    pub child: Vec<Fact>,
    /// The family.
    pub family: Vec<Fact>,
    /// Level, by when, and why.
    pub level: Vec<Fact>,
    /// What was done and is planned; empty where it is not shared.
    pub help: Vec<Bilingual>,
    /// On what ground it is shared.
    pub ground: Vec<Fact>,
    /// Whether the kit is used for training.
    pub training: bool,
    /// When it was made.
    pub foot: Bilingual,
    /// Tells this slip from every other; no person's name.
    pub id: String,
    /// When it was made.
    pub at: Timestamp,
}

/// The paper.
pub fn sheet(slip: &Referral) -> Sheet {
    let mut parts = vec![
        Part::Abreast(vec![
            (Bilingual::of("slip-date"), Bilingual::number(&slip.date)),
            (Bilingual::of("slip-village"), number_or_line(&slip.village)),
            (Bilingual::of("slip-number"), Bilingual::new(&slip.number, "")),
        ]),
        code(slip),
    ];
    for (heading, facts) in [
        ("slip-part-parties", &slip.parties),
        ("slip-part-child", &slip.child),
        ("slip-part-family", &slip.family),
        ("slip-part-level", &slip.level),
    ] {
        parts.extend(block(heading, facts));
    }
    if !slip.help.is_empty() {
        let mut help = vec![Part::Heading(Bilingual::of("slip-part-help"))];
        help.extend(slip.help.iter().cloned().map(Part::Words));
        parts.push(Part::Together(help));
    }
    parts.extend(block("slip-part-ground", &slip.ground));
    parts.push(Part::Together(vec![
        Part::Heading(Bilingual::of("slip-part-received")),
        Part::Signatures(vec![
            Bilingual::of("slip-sign-referrer"),
            Bilingual::of("slip-sign-receiver"),
        ]),
    ]));
    Sheet {
        title: Bilingual::of("slip-title"),
        lines: vec![Bilingual::of("slip-confidential")],
        parts: vec![Part::Tight(parts)],
        training: slip.training,
        foot: slip.foot.clone(),
        about: About { title: "referral".to_owned(), id: slip.id.clone(), issued: slip.at },
        wide: false,
    }
}

fn block(heading: &str, facts: &[Fact]) -> Option<Part> {
    let facts: Vec<Fact> = facts.iter().filter(|(_, value)| !value.is_empty()).cloned().collect();
    (!facts.is_empty())
        .then(|| Part::Together(vec![Part::Heading(Bilingual::of(heading)), Part::Facts(facts)]))
}

fn number_or_line(digits: &str) -> Bilingual {
    if digits.is_empty() { Bilingual::new("–", "") } else { Bilingual::number(digits) }
}

/// The office's code: printed where it is known, else four boxes to write it in.
fn code(slip: &Referral) -> Part {
    let label = Bilingual::of("slip-child-code");
    if slip.child_code.is_empty() {
        let boxes = Blank::Boxes { label, groups: vec![4], between: "" };
        return Part::Fill(Bilingual::default(), vec![boxes]);
    }
    Part::Abreast(vec![(label, Bilingual::number(&slip.child_code))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::sheet::pages;

    #[test]
    fn a_slip_is_one_page_and_leaves_out_what_is_not_shared() {
        let fact = |key: &str, words: &str| (Bilingual::of(key), Bilingual::new(words, words));
        let slip = Referral {
            date: "211126".to_owned(),
            village: "02020202".to_owned(),
            number: "K3QX-0042-01".to_owned(),
            child_code: String::new(),
            parties: vec![fact("slip-to", "x"), fact("slip-referrer", "")],
            child: vec![fact("slip-name", "x")],
            family: Vec::new(),
            level: vec![fact("slip-level", "x")],
            help: Vec::new(),
            ground: vec![fact("slip-ground", "x")],
            training: false,
            foot: Bilingual::default(),
            id: "slip".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        assert_eq!(pages(&sheet(&slip)).len(), 1);
        assert!(block("slip-part-family", &slip.family).is_none());
        assert!(block("slip-part-parties", &slip.parties).is_some());
    }
}
