//! Invents families. No real person is in here: names are drawn from a list of name parts.

mod form;
mod hard;
mod ordinary;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::names::Pool;
use super::random::Random;
use form::Form;

/// Families of one round; the story this kit comes from registered 105 children.
const ROUND: u32 = 53;

/// Children of one round.
const CHILDREN: u32 = 105;

/// Children that the hard cases of one round bring.
const HARD_CHILDREN: u32 = 41;

/// Most children an ordinary family brings in one form.
const MANY: u8 = 5;

/// Shortest name in letters that is looked for on the disk; a shorter one turns up by chance.
const TELLING: usize = 6;

/// One invented family: what it would answer to each question.
pub(super) struct Family {
    /// What is particular about it; `ordinary` for most.
    pub(super) case: &'static str,
    /// Answers by field.
    pub(super) answers: BTreeMap<String, String>,
    /// How many children.
    pub(super) children: u8,
}

impl Family {
    /// The answer to one question, or nothing.
    pub(super) fn answer(&self, field: &str) -> &str {
        self.answers.get(field).map_or("", String::as_str)
    }

    /// The informant's name as somebody at the desk would type it into the search.
    pub(super) fn spoken(&self) -> String {
        let script = if self.answer("khmer_given").is_empty() { "latin" } else { "khmer" };
        let parts =
            [self.answer(&format!("{script}_family")), self.answer(&format!("{script}_given"))];
        parts.join(" ").trim().to_owned()
    }

    /// Words that must not stand in clear on the disk or in the log: names and the phone number.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &str> {
        const ENDS: [&str; 4] = ["khmer_family", "khmer_given", "latin_family", "latin_given"];
        self.answers.iter().filter_map(|(field, value)| {
            let name =
                ENDS.iter().any(|end| field.ends_with(end)) && TELLING <= value.chars().count();
            (name || field == "phone").then_some(value.as_str())
        })
    }
}

/// Invents families as they would come on `today`; the same seed and day give the same families.
pub(super) fn invent(seed: u64, families: u32, today: Date) -> Vec<Family> {
    let pool = Pool::load();
    let mut random = Random::new(seed);
    let mut invented = Vec::new();
    let mut left = families;
    while 0 < left {
        let round = left.min(ROUND);
        left -= round;
        let cases: Vec<_> = hard::CASES.iter().take(usize::try_from(round).unwrap_or(0)).collect();
        let ordinary = round - u32::try_from(cases.len()).unwrap_or(round);
        for (case, fill) in cases {
            let mut form = Form::new(apart(seed, invented.len()), &pool, today);
            fill(&mut form);
            invented.push(form.finish(case));
        }
        for children in sizes(ordinary, &mut random) {
            let mut form = Form::new(apart(seed, invented.len()), &pool, today);
            ordinary::fill(&mut form, children);
            invented.push(form.finish("ordinary"));
        }
    }
    random.shuffle(&mut invented);
    invented
}

fn apart(seed: u64, thing: usize) -> Random {
    Random::apart(seed, u64::try_from(thing).unwrap_or(u64::MAX))
}

/// How many children each of so many ordinary families has, so that a whole round has [`CHILDREN`].
fn sizes(families: u32, random: &mut Random) -> Vec<u8> {
    let whole = ROUND - u32::try_from(hard::CASES.len()).unwrap_or(0);
    let children = (CHILDREN - HARD_CHILDREN) * families / whole;
    let mut sizes = vec![1_u8; usize::try_from(families).unwrap_or(0)];
    let mut more = children.saturating_sub(families);
    while 0 < more {
        let at = usize::try_from(random.below(families)).unwrap_or(0);
        if let Some(size) = sizes.get_mut(at)
            && *size < MANY
        {
            *size += 1;
            more -= 1;
        }
    }
    sizes
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::intake::{Answers, FormSetting, PlaceName, parse};

    const TODAY: Date = date(2026, 11, 21);

    fn children(families: &[Family]) -> u32 {
        families.iter().map(|family| u32::from(family.children)).sum()
    }

    #[test]
    fn fifty_three_families_bring_a_hundred_and_five_children() {
        for seed in [105, 1, 2, 3] {
            let families = invent(seed, 53, TODAY);
            assert_eq!((families.len(), children(&families)), (53, 105), "seed {seed}");
        }
        assert_eq!(children(&invent(105, 530, TODAY)), 1050);
        assert_eq!(invent(105, 1, TODAY).len(), 1);
        assert_eq!(invent(105, 60, TODAY).len(), 60);
    }

    #[test]
    fn the_same_seed_invents_the_same_families() {
        let forms = |seed| {
            invent(seed, 53, TODAY).into_iter().map(|family| family.answers).collect::<Vec<_>>()
        };
        assert_eq!(forms(105), forms(105));
        assert_ne!(forms(105), forms(106));
    }

    /// Invented families stand for real ones: a question about their spelling would come up for good names.
    #[test]
    fn nobody_s_spelling_is_doubted() {
        for family in invent(105, 53, TODAY) {
            for (field, answer) in &family.answers {
                let text = crate::khmer::normalize(answer);
                assert_eq!(crate::typeset::doubt::doubtful(&text), None, "{field}: {text}");
            }
        }
    }

    #[test]
    fn every_family_passes_the_form_and_nothing_it_says_is_dropped() {
        let place = PlaceName {
            khmer: "ក្រពើពីរ".to_owned(), latin: "Krapeu Pir".to_owned()
        };
        for (seed, today) in
            [(105, TODAY), (7, date(2027, 1, 1)), (8, date(2028, 2, 29)), (9, date(2026, 12, 31))]
        {
            for family in invent(seed, 106, today) {
                let answers = Answers::from_pairs(&family.answers);
                assert_eq!(answers.len(), family.answers.len(), "{}", family.case);
                let filed = parse(&answers, &FormSetting::new(place.clone(), today));
                let application =
                    filed.unwrap_or_else(|mistakes| panic!("{}: {mistakes:?}", family.case));
                assert_eq!(
                    application.children.len(),
                    usize::from(family.children),
                    "{}",
                    family.case
                );
                assert!(!family.spoken().is_empty());
            }
        }
    }

    #[test]
    fn every_hard_case_comes_in_a_round() {
        let families = invent(105, 53, TODAY);
        for (case, _) in hard::CASES {
            assert_eq!(families.iter().filter(|family| family.case == case).count(), 1, "{case}");
        }
        let hard: Vec<_> =
            families.into_iter().filter(|family| family.case != "ordinary").collect();
        assert_eq!(children(&hard), HARD_CHILDREN);
    }
}
