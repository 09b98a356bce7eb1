//! What stands on a child's referral slip: only what was agreed to, or the least that a vital reason needs.

use jiff::Timestamp;
use jiff::civil::Date;

use super::register::Words;
use crate::clock;
use crate::domain::event::Event;
use crate::domain::risk::{Rule, RuleSet};
use crate::domain::safeguarding::{Agreed, Followed, Ground, LivesWith};
use crate::exchange::case::{Case, Known};
use crate::i18n::{self, Arg, Lang, dates};
use crate::papers::Bilingual;
use crate::papers::referral::{Fact, Referral};

/// Who refers, as it is to stand on the slip.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Referrer {
    /// To which office or organisation.
    pub to: String,
    /// Their name; empty if they are not to be named.
    pub name: String,
    /// Their organisation.
    pub organisation: String,
    /// Their phone.
    pub phone: String,
    /// The focal's name, needed where it is shared without agreement.
    pub focal: String,
}

/// The slip of a case that may be shared.
pub fn slip(
    case: &Case,
    known: &Known<'_>,
    who: &Referrer,
    training: bool,
    at: Timestamp,
) -> Referral {
    let least = case.ground != Ground::Agreed;
    Referral {
        date: ddmmyy(clock::civil_day(at)),
        village: case.village.map(|code| code.to_string()).unwrap_or_default(),
        number: case.number.clone(),
        child_code: String::new(),
        parties: parties(who),
        child: child(case, known),
        family: family(case, known, least),
        level: level(case),
        help: if least { Vec::new() } else { help(known.followed) },
        ground: ground(case, who),
        training,
        foot: foot(&case.number, at),
        id: case.part_id("slip"),
        at,
    }
}

/// A day as the ministry's forms have it.
fn ddmmyy(day: Date) -> String {
    format!("{:02}{:02}{:02}", day.day(), day.month(), day.year() % 100)
}

/// On each side, so that the sheets of two slips are told apart: the number, and when it was made.
fn foot(number: &str, at: Timestamp) -> Bilingual {
    let made = |lang| {
        let made = dates::in_words(lang, clock::civil_day(at));
        let made = i18n::text_with(lang, "slip-foot", &[("made", Arg::Text(&made))]);
        format!("{number} · {made}")
    };
    Bilingual::new(made(Lang::Km), made(Lang::En))
}

fn fact(key: &str, value: Bilingual) -> Fact {
    (Bilingual::of(key), value)
}

fn own(words: &str) -> Bilingual {
    Bilingual::new(words, "")
}

fn parties(who: &Referrer) -> Vec<Fact> {
    let name =
        if who.name.trim().is_empty() { Bilingual::of("slip-not-named") } else { own(&who.name) };
    vec![
        fact("slip-to", own(&who.to)),
        fact("slip-referrer", name),
        fact("slip-organisation", own(&who.organisation)),
        fact("slip-referrer-phone", own(&who.phone)),
    ]
}

fn child(case: &Case, known: &Known<'_>) -> Vec<Fact> {
    let name = &known.child.name;
    let words = |lang| Words { lang, event: known.event };
    let sex = |lang| if case.sex.is_empty() { String::new() } else { words(lang).sex(&case.sex) };
    let birth = |lang| {
        let code = &known.child.birth;
        if code.is_empty() { String::new() } else { words(lang).birth(code) }
    };
    let age = case.age.map_or_else(Bilingual::default, |age| Bilingual::number(&age.to_string()));
    vec![
        fact("slip-name", Bilingual::new(name.khmer(), name.latin())),
        fact("slip-sex", Bilingual::new(sex(Lang::Km), sex(Lang::En))),
        fact("slip-birth", Bilingual::new(birth(Lang::Km), birth(Lang::En))),
        fact("slip-age", age),
    ]
}

fn family(case: &Case, known: &Known<'_>, least: bool) -> Vec<Fact> {
    let mut facts = vec![fact("slip-address", address(case, known.event))];
    if !least {
        let lives = case.lives_with.map(LivesWith::text_key);
        facts.push(fact("slip-lives-with", lives.map(Bilingual::of).unwrap_or_default()));
        let reporter = Bilingual::of(&format!("relation-{}", case.reporter.replace('_', "-")));
        facts.push(fact("slip-reporter", reporter));
    }
    facts.push(fact("slip-phone", own(&case.phone)));
    facts
}

fn address(case: &Case, event: &Event) -> Bilingual {
    let around = &event.around;
    let wider = [&around.district.km, &around.province.km];
    let wider = wider.into_iter().filter(|words| !words.is_empty() && case.village.is_some());
    let words: Vec<&str> =
        std::iter::once(case.address.as_str()).chain(wider.map(String::as_str)).collect();
    own(&words.join(", "))
}

fn level(case: &Case) -> Vec<Fact> {
    let due = |lang| {
        let Some(due) = case.due else { return String::new() };
        let local = clock::local(due);
        let time = i18n::digits(lang, &format!("{:02}:{:02}", local.hour(), local.minute()));
        format!("{} {time}", dates::in_words(lang, local.date()))
    };
    let reasons: Vec<&str> = case.fired.iter().map(|(_, reason)| reason.as_str()).collect();
    let rules = RuleSet::embedded();
    let in_khmer: Vec<&str> = case
        .fired
        .iter()
        .filter_map(|(code, _)| rules.rule(code).map(|rule| rule.text().km.as_str()))
        .collect();
    let concerns = |lang| {
        let words = case.concerns.iter().map(|one| i18n::text(lang, one.text_key()));
        words.collect::<Vec<_>>().join("; ")
    };
    vec![
        fact("slip-level", Bilingual::of(case.level.text_key())),
        fact("slip-concerns", Bilingual::new(concerns(Lang::Km), concerns(Lang::En))),
        fact("slip-due", Bilingual::new(due(Lang::Km), due(Lang::En))),
        fact("slip-reasons", Bilingual::new(in_khmer.join("; "), reasons.join("; "))),
    ]
}

fn help(followed: &Followed) -> Vec<Bilingual> {
    let of = |key: &str, on: jiff::civil::Date| {
        let say = |lang| format!("{} · {}", i18n::text(lang, key), dates::in_words(lang, on));
        Bilingual::new(say(Lang::Km), say(Lang::En))
    };
    let done = followed.done.iter().map(|done| of(done.help.text_key(), done.on));
    done.chain(followed.plans.iter().map(|plan| of(plan.help.text_key(), plan.on))).collect()
}

fn ground(case: &Case, who: &Referrer) -> Vec<Fact> {
    match &case.ground {
        Ground::Agreed => {
            let say = |lang| {
                let words = |one: &Agreed| i18n::text(lang, one.text_key());
                case.agreed.iter().map(words).collect::<Vec<_>>().join("; ")
            };
            vec![fact("slip-agreed", Bilingual::new(say(Lang::Km), say(Lang::En)))]
        }
        Ground::Vital { rules, words } => {
            let mut facts = vec![fact("slip-ground", Bilingual::of("slip-ground-vital"))];
            for rule in rules {
                let text = RuleSet::embedded().rule(rule.code()).map(Rule::text);
                let said = text.map(|text| Bilingual::new(text.km.as_str(), text.en.as_str()));
                facts.push(fact("slip-vital-rule", said.unwrap_or_else(|| own(rule.code()))));
            }
            if !words.is_empty() {
                facts.push(fact("slip-vital", own(words)));
            }
            facts.push(fact("slip-focal", own(&who.focal)));
            facts
        }
    }
}
