//! Handing a certificate to somebody: what they show, what is asked, who vouches, where their thumb is.
//!
//! A receipt that is whole proves itself. A worn one that still shows its number needs one fact more; without any
//! receipt two facts, somebody who vouches and a thumbprint. Nobody is turned away for want of a fact that the
//! register itself does not know.

use super::documents::coded;

/// What the person at the table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The receipt, read by scan, photo or hand.
    Receipt,
    /// The receipt, so wet or torn that only its number can be read.
    Worn,
    /// No receipt.
    Nothing,
}

coded!(Shown {
    Receipt = "receipt", "shown-receipt";
    Worn = "worn", "shown-worn";
    Nothing = "nothing", "shown-nothing";
});

/// Something the register knows and the right person can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The mother's name.
    Mother,
    /// When the child was born.
    Birth,
    /// The village the family lives in.
    Village,
    /// The phone number given.
    Phone,
    /// Who reported the birth.
    Reporter,
    /// The receipt of a brother or sister, in the person's hand.
    Sibling,
}

coded!(Fact {
    Mother = "mother", "fact-mother";
    Birth = "birth", "fact-birth";
    Village = "village", "fact-village";
    Phone = "phone", "fact-phone";
    Reporter = "reporter", "fact-reporter";
    Sibling = "sibling", "fact-sibling";
});

/// What somebody who vouches is to the village.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Chief, deputy or member of the village.
    VillageChief,
    /// Member of the commune council.
    Council,
    /// A neighbour.
    Neighbour,
    /// A teacher.
    Teacher,
    /// Midwife, nurse or health volunteer.
    HealthWorker,
    /// Somebody else known to the officer.
    Other,
}

coded!(Standing {
    VillageChief = "village_chief", "standing-village-chief";
    Council = "council", "standing-council";
    Neighbour = "neighbour", "standing-neighbour";
    Teacher = "teacher", "standing-teacher";
    HealthWorker = "health_worker", "standing-health-worker";
    Other = "other", "standing-other";
});

/// Where the person put their thumb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thumb {
    /// On a printed collection list.
    List,
    /// In the book of hand-overs.
    Book,
    /// On the counterfoil kept at the office.
    Counterfoil,
}

coded!(Thumb {
    List = "list", "thumb-list";
    Book = "book", "thumb-book";
    Counterfoil = "counterfoil", "thumb-counterfoil";
});

/// How it was known that this person may take the certificate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// What was shown; none where the certificate was written and handed over at once, at the desk, and where a
    /// village chief handed it out from a list.
    pub shown: Option<Shown>,
    /// What was asked and answered right.
    pub facts: Vec<Fact>,
    /// What the person who vouched is.
    pub standing: Option<Standing>,
    /// Where the thumbprint is.
    pub thumb: Option<Thumb>,
    /// Number of the list with the thumbprint.
    pub list: Option<u32>,
}

/// What a hand-over still lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Nobody said whether there is a receipt.
    Shown,
    /// Fewer facts were confirmed than are needed.
    Facts,
    /// Nobody vouched.
    Voucher,
    /// Who vouched, but not what they are.
    Standing,
    /// No thumbprint.
    Thumb,
    /// A thumbprint on a list without the list's number.
    ListNumber,
}

impl Lack {
    /// Text key of what to do.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Shown => "lack-shown",
            Self::Facts => "lack-facts",
            Self::Voucher => "collect-vouched-blank",
            Self::Standing => "lack-standing",
            Self::Thumb => "lack-thumb",
            Self::ListNumber => "lack-list-number",
        }
    }
}

impl Proof {
    /// The first thing that is missing before a certificate may be handed over. `known`: the facts that the
    /// register has of this child; `vouched`: who vouches.
    pub fn lacks(&self, known: &[Fact], vouched: &str) -> Option<Lack> {
        let Some(shown) = self.shown else { return Some(Lack::Shown) };
        if self.facts.len() < facts_needed(shown, known.len()) {
            return Some(Lack::Facts);
        }
        if shown == Shown::Nothing {
            if vouched.is_empty() {
                return Some(Lack::Voucher);
            }
            if self.standing.is_none() {
                return Some(Lack::Standing);
            }
            if self.thumb.is_none() {
                return Some(Lack::Thumb);
            }
        }
        (self.thumb == Some(Thumb::List) && self.list.is_none()).then_some(Lack::ListNumber)
    }

    /// What the journal keeps of it: codes and numbers, never a name.
    pub fn for_journal(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.shown.map(|shown| shown.code().to_owned()));
        words.extend(self.facts.iter().map(|fact| fact.code().to_owned()));
        words.extend(self.standing.map(|standing| format!("vouched by {}", standing.code())));
        words.extend(self.thumb.map(|thumb| format!("thumb {}", thumb.code())));
        words.extend(self.list.map(|list| list.to_string()));
        words.join(" ")
    }
}

/// How many facts have to be right, of as many as the register knows.
pub fn facts_needed(shown: Shown, known: usize) -> usize {
    let asked = match shown {
        Shown::Receipt => 0,
        Shown::Worn => 1,
        Shown::Nothing => 2,
    };
    known.min(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without() -> Proof {
        Proof {
            shown: Some(Shown::Nothing),
            facts: vec![Fact::Mother, Fact::Village],
            standing: Some(Standing::Neighbour),
            thumb: Some(Thumb::Book),
            list: None,
        }
    }

    #[test]
    fn a_whole_receipt_needs_nothing_more() {
        let proof = Proof { shown: Some(Shown::Receipt), ..Proof::default() };
        assert_eq!(proof.lacks(Fact::ALL, ""), None);
    }

    #[test]
    fn a_worn_receipt_needs_one_fact_and_nobody_who_vouches() {
        let proof = Proof { shown: Some(Shown::Worn), ..Proof::default() };
        assert_eq!(proof.lacks(Fact::ALL, ""), Some(Lack::Facts));
        let proof = Proof { facts: vec![Fact::Phone], ..proof };
        assert_eq!(proof.lacks(Fact::ALL, ""), None);
    }

    #[test]
    fn without_a_receipt_everything_is_asked_in_turn() {
        let lacks = |proof: Proof, vouched| proof.lacks(Fact::ALL, vouched);
        assert_eq!(lacks(without(), "ម៉ៅ"), None);
        assert_eq!(lacks(Proof { shown: None, ..without() }, "ម៉ៅ"), Some(Lack::Shown));
        let one = Proof { facts: vec![Fact::Birth], ..without() };
        assert_eq!(lacks(one, "ម៉ៅ"), Some(Lack::Facts));
        assert_eq!(lacks(without(), ""), Some(Lack::Voucher));
        assert_eq!(lacks(Proof { standing: None, ..without() }, "ម៉ៅ"), Some(Lack::Standing));
        assert_eq!(lacks(Proof { thumb: None, ..without() }, "ម៉ៅ"), Some(Lack::Thumb));
        let on_a_list = Proof { thumb: Some(Thumb::List), ..without() };
        assert_eq!(lacks(on_a_list.clone(), "ម៉ៅ"), Some(Lack::ListNumber));
        assert_eq!(lacks(Proof { list: Some(3), ..on_a_list }, "ម៉ៅ"), None);
    }

    #[test]
    fn nobody_is_asked_for_more_than_the_register_knows() {
        let proof = Proof { facts: vec![Fact::Birth], ..without() };
        assert_eq!(proof.lacks(&[Fact::Birth], "ម៉ៅ"), None);
        assert_eq!(Proof { facts: Vec::new(), ..without() }.lacks(&[], "ម៉ៅ"), None);
    }

    #[test]
    fn the_journal_learns_codes_only() {
        assert_eq!(
            without().for_journal(),
            "nothing mother village vouched by neighbour thumb book"
        );
    }
}
