//! What share of the invented families each rule and each level catches: a rule set that flags most of a village helps
//! nobody, and whoever writes one must see it.

use std::fmt::Write as _;

use jiff::civil::Date;
use toml::Table;

use super::families::Family;
use super::random::Random;
use crate::domain::intake::{Answers, FormSetting, PlaceName, parse};
use crate::domain::risk::{Facts, Finding, Level, RuleSet, assess};
use crate::domain::safeguarding::{Away, IdPoor, LivesWith, Needs, School, Support, Volunteered};

/// How often the families answer what.
const ANSWERS: &str = include_str!("answers.toml");

/// What a family draws here moves nothing else in a rehearsal.
const APART: u64 = 0x5AFE;

/// How many families each rule and each level catches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shares {
    /// Families that were assessed.
    pub families: u32,
    /// The rule set, with its version.
    pub rule_set: String,
    /// Families by the highest level of their children, the most urgent first.
    pub levels: Vec<(Level, u32)>,
    /// Families of these levels with a clock that runs.
    pub clock: u32,
    /// Families that only points put on the list for support, without a clock.
    pub support_list: u32,
    /// Families with a child that a rule fires for, in the rules' order.
    pub rules: Vec<(String, u32)>,
    /// Families with a child for whom a rule cannot tell.
    pub cannot_tell: u32,
}

impl Shares {
    /// What the embedded rules say of these families.
    pub(super) fn of(families: &[Family], today: Date, seed: u64) -> Self {
        let rules = RuleSet::embedded();
        let answers: Table = ANSWERS.parse().unwrap_or_default();
        let setting =
            FormSetting::new(PlaceName { khmer: String::new(), latin: String::new() }, today);
        let mut found: Vec<Vec<Finding>> = Vec::new();
        for (at, family) in families.iter().enumerate() {
            let thing = u64::try_from(at).unwrap_or(u64::MAX);
            let mut random = Random::apart(seed ^ APART, thing);
            let Ok(filed) = parse(&Answers::from_pairs(&family.answers), &setting) else {
                continue;
            };
            let shared = drawn(&answers, "family", &mut random);
            found.push(
                (0..filed.children.len())
                    .map(|child| {
                        let support = drawn(&answers, "child", &mut random).over(&shared);
                        assess(rules, &Facts::of(&filed, child, today, &support, &[], false))
                    })
                    .collect(),
            );
        }
        let count = |is: &dyn Fn(&[Finding]) -> bool| {
            u32::try_from(found.iter().filter(|family| is(family)).count()).unwrap_or(u32::MAX)
        };
        let highest = |family: &[Finding]| family.iter().map(|it| it.level).max();
        let by_level = Level::ALL.iter().rev();
        let fires = |code: &str, family: &[Finding]| {
            family.iter().flat_map(|it| &it.fired).any(|fired| fired.code == code)
        };
        Self {
            families: u32::try_from(found.len()).unwrap_or(u32::MAX),
            rule_set: format!("{} {}", rules.id(), rules.version()),
            levels: by_level
                .map(|level| (*level, count(&|family| highest(family) == Some(*level))))
                .collect(),
            clock: count(&|family| family.iter().any(|it| it.clock.is_some())),
            support_list: count(&|family| {
                family.iter().all(|it| it.clock.is_none())
                    && family.iter().any(|it| it.support_list)
            }),
            rules: rules
                .rules()
                .iter()
                .map(|rule| (rule.code().to_owned(), count(&|family| fires(rule.code(), family))))
                .collect(),
            cannot_tell: count(&|family| family.iter().any(|it| !it.cannot_tell.is_empty())),
        }
    }

    /// A few lines for whoever writes the rules; nothing where nobody was assessed.
    pub fn summary(&self) -> String {
        if self.families == 0 {
            return String::new();
        }
        let share = |count: u32| {
            format!("{count} ({} %)", u64::from(count) * 100 / u64::from(self.families))
        };
        let listed = |items: Vec<String>| items.join(", ");
        let levels =
            self.levels.iter().map(|(level, count)| format!("{} {}", level.code(), share(*count)));
        let fired = self.rules.iter().filter(|(_, count)| 0 < *count);
        let never =
            self.rules.iter().filter(|(_, count)| *count == 0).map(|(code, _)| code.clone());
        let mut text = format!(
            "Rules {} on {} invented families with invented answers, by their highest level: {}.\n\
             With a clock {}, on the support list {}, cannot tell {}.\n\
             Families a rule fires for: {}.\n",
            self.rule_set,
            self.families,
            listed(levels.collect()),
            share(self.clock),
            share(self.support_list),
            share(self.cannot_tell),
            listed(fired.map(|(code, count)| format!("{code} {}", share(*count))).collect()),
        );
        // Writing into a text cannot fail.
        let _ = writeln!(text, "For none: {}.", listed(never.collect()));
        text
    }
}

/// Answers drawn for a family or a child.
fn drawn(answers: &Table, whom: &str, random: &mut Random) -> Support {
    let none = Table::new();
    let asked = answers.get(whom).and_then(toml::Value::as_table).unwrap_or(&none);
    let mut one = |question: &str| {
        let mut left = i64::from(random.below(100));
        let shares = asked.get(question)?.as_table()?;
        shares.iter().find_map(|(code, share)| {
            left -= share.as_integer().unwrap_or(0);
            (left < 0).then(|| code.clone())
        })
    };
    let mut support = Support {
        lives_with: one("lives_with").and_then(|code| LivesWith::from_code(&code)),
        away: one("away").and_then(|code| Away::from_code(&code)),
        school: one("school").and_then(|code| School::from_code(&code)),
        needs: one("needs").and_then(|code| Needs::from_code(&code)),
        idpoor: one("idpoor").and_then(|code| IdPoor::from_code(&code)),
        talk: one("talk").map(|code| code == "yes"),
        also: Vec::new(),
    };
    support.also.extend(one("also").and_then(|code| Volunteered::from_code(&code)));
    support
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rehearse::families;

    const TODAY: Date = date(2026, 11, 21);

    #[test]
    fn every_answer_that_is_drawn_is_one_of_the_questions() {
        let answers: Table = ANSWERS.parse().unwrap();
        assert_eq!(answers.get("source").unwrap().as_str(), Some("invented"));
        for (question, shares) in
            ["family", "child"].iter().flat_map(|whom| answers[*whom].as_table().unwrap())
        {
            let shares = shares.as_table().unwrap();
            for code in shares.keys() {
                let known = match question.as_str() {
                    "lives_with" => LivesWith::from_code(code).is_some(),
                    "away" => Away::from_code(code).is_some(),
                    "school" => School::from_code(code).is_some(),
                    "needs" => Needs::from_code(code).is_some(),
                    "idpoor" => IdPoor::from_code(code).is_some(),
                    "talk" => ["yes", "no"].contains(&code.as_str()),
                    "also" => Volunteered::from_code(code).is_some(),
                    _ => false,
                };
                assert!(known, "{question}: {code}");
            }
            assert!(
                shares.values().map(|it| it.as_integer().unwrap()).sum::<i64>() <= 100,
                "{question}"
            );
        }
    }

    #[test]
    fn every_family_is_counted_once_by_level_and_the_foundling_is_seen() {
        let families = families::invent(105, 530, TODAY);
        let shares = Shares::of(&families, TODAY, 105);
        assert_eq!(shares, Shares::of(&families, TODAY, 105));
        assert_eq!(shares.families, 530);
        assert_eq!(shares.levels.iter().map(|(_, count)| count).sum::<u32>(), 530);
        assert_eq!(shares.rules.len(), RuleSet::embedded().rules().len());
        let of = |code: &str| shares.rules.iter().find(|(it, _)| it == code).unwrap().1;
        // Ten rounds, each with a child who was found, and drawn answers that only add.
        assert!(10 <= of("R03"), "{}", shares.summary());
        assert!(shares.clock + shares.support_list <= 530);
        assert!(
            shares.clock + shares.support_list < 530 / 2,
            "a list that names everyone: {}",
            shares.summary()
        );
    }

    #[test]
    fn the_summary_names_the_rules_and_their_version() {
        let shares = Shares::of(&families::invent(105, 53, TODAY), TODAY, 105);
        let text = shares.summary();
        assert!(
            text.starts_with("Rules kh-outreach-screening 0.1.0 on 53 invented families"),
            "{text}"
        );
        assert!(text.contains("R03 ") && text.contains("no_action "), "{text}");
        assert_eq!(Shares::default().summary(), "");
    }
}
