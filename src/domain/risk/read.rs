//! Reads a file of rules, and refuses one that would do harm.

use std::sync::OnceLock;

use toml::Table;

use super::age::MotherAges;
use super::condition::{Condition, NAMES};
use super::rule_set::{Also, Band, Cap, Effect, Raised, Rule, RuleSet, SignOff, Status};
use super::table::Part;
use super::{Level, Reason, RuleSetError};
use crate::domain::safeguarding::Concern;

/// The rules the program comes with.
const EMBEDDED: &str = include_str!("data/kh-outreach-screening.toml");

impl RuleSet {
    /// The rules the program comes with.
    ///
    /// # Panics
    /// Never in a program that passed its tests: they read the file.
    #[expect(clippy::expect_used, reason = "a test reads the same bytes")]
    pub fn embedded() -> &'static Self {
        static SET: OnceLock<RuleSet> = OnceLock::new();
        SET.get_or_init(|| Self::parse(EMBEDDED).expect("the embedded rules are whole"))
    }

    /// Reads the rules of a file.
    pub fn parse(text: &str) -> Result<Self, RuleSetError> {
        let table: Table = text
            .parse()
            .map_err(|err: toml::de::Error| RuleSetError::NotToml(err.message().to_owned()))?;
        let mut file = Part::new("file", &table);
        let id = file.said("id")?.to_owned();
        let version = file.said("version")?.to_owned();
        let status = match file.said("status")? {
            "draft" => Status::Draft,
            "signed" => Status::Signed,
            _ => return Err(file.wrong("status")),
        };
        let signed_off =
            file.parts("signed_off")?.into_iter().map(sign_off).collect::<Result<Vec<_>, _>>()?;
        if status == Status::Signed && signed_off.is_empty() {
            return Err(RuleSetError::SignedByNobody);
        }
        let hours = hours(file.needed("hours")?)?;
        let bands = bands(file.parts("bands")?)?;
        let rules = file.parts("rule")?.into_iter().map(rule).collect::<Result<Vec<_>, _>>()?;
        let caps = file.parts("caps")?.into_iter().map(cap).collect::<Result<Vec<_>, _>>()?;
        file.end()?;
        let set = Self { id, version, status, signed_off, hours, bands, caps, rules };
        set.fits_together()?;
        Ok(set)
    }

    /// What no rule can say of itself.
    fn fits_together(&self) -> Result<(), RuleSetError> {
        for (at, rule) in self.rules.iter().enumerate() {
            if self.rules.iter().take(at).any(|other| other.code == rule.code) {
                return Err(RuleSetError::Repeated(rule.code.clone()));
            }
        }
        for cap in &self.caps {
            for code in &cap.only {
                self.points_of("caps", code)?;
            }
        }
        for rule in &self.rules {
            for code in rule.when.iter().flat_map(Condition::leans_on) {
                self.points_of(&rule.code, code)?;
                // No rule leans on one that leans on others, or they might lean on each other in a ring.
                let leans = self.rule(code).is_some_and(|it| {
                    it.when.iter().any(|condition| !condition.leans_on().is_empty())
                });
                if leans {
                    return Err(unknown_rule(&rule.code, code));
                }
            }
            self.replaces_less(rule)?;
        }
        Ok(())
    }

    /// Whoever stands in for others counts for at least as much, or knowing more would count for less.
    fn replaces_less(&self, rule: &Rule) -> Result<(), RuleSetError> {
        let mut replaced: u32 = 0;
        for code in &rule.replaces {
            replaced = replaced.saturating_add(self.points_of(&rule.code, code)?);
        }
        let enough = match rule.effect {
            Effect::Points(points) => replaced <= points,
            Effect::Level(level) => {
                rule.replaces.is_empty() || self.bands.iter().all(|band| band.level <= level)
            }
        };
        if enough { Ok(()) } else { Err(RuleSetError::ReplacesMore(rule.code.clone())) }
    }

    /// How many points the rule gives that `of` names.
    fn points_of(&self, of: &str, code: &str) -> Result<u32, RuleSetError> {
        match self.rule(code).map(|rule| rule.effect) {
            Some(Effect::Points(points)) => Ok(points),
            Some(Effect::Level(_)) | None => Err(unknown_rule(of, code)),
        }
    }
}

fn unknown_rule(of: &str, code: &str) -> RuleSetError {
    RuleSetError::UnknownRule { of: of.to_owned(), code: code.to_owned() }
}

fn sign_off(mut part: Part<'_>) -> Result<SignOff, RuleSetError> {
    let who = part.said("who")?.to_owned();
    let role = part.said("role")?.to_owned();
    let organisation = part.said("organisation")?.to_owned();
    let date = part.said("date")?.parse().map_err(|_| part.wrong("date"))?;
    part.end()?;
    Ok(SignOff { who, role, organisation, date })
}

fn hours(mut part: Part<'_>) -> Result<[u16; 3], RuleSetError> {
    let hours = [part.counted("high")?, part.counted("medium")?, part.counted("low")?];
    part.end()?;
    let rises = hours.is_sorted_by(|one: &u16, next| one < next);
    if rises && hours.first() != Some(&0) {
        Ok(hours)
    } else {
        Err(RuleSetError::HoursNotAscending)
    }
}

fn level(part: &mut Part<'_>, key: &'static str) -> Result<Option<Level>, RuleSetError> {
    let Some(code) = part.words(key)? else { return Ok(None) };
    Level::from_code(code).map(Some).ok_or_else(|| part.wrong(key))
}

/// A level that points may give.
fn below_high(part: &mut Part<'_>, key: &'static str) -> Result<Level, RuleSetError> {
    match level(part, key)? {
        Some(Level::High) => Err(RuleSetError::PointsReachHigh),
        Some(level) => Ok(level),
        None => part.said(key).and(Err(part.wrong(key))),
    }
}

fn bands(parts: Vec<Part<'_>>) -> Result<Vec<Band>, RuleSetError> {
    let mut bands = Vec::new();
    for mut part in parts {
        bands.push(Band { min: part.counted("min")?, level: below_high(&mut part, "level")? });
        part.end()?;
    }
    let rise = bands.is_sorted_by(|one: &Band, next| one.min < next.min && one.level < next.level);
    if rise && bands.first().is_some_and(|band| band.min == 0) {
        Ok(bands)
    } else {
        Err(RuleSetError::BandsNotAscending)
    }
}

fn cap(mut part: Part<'_>) -> Result<Cap, RuleSetError> {
    let (only, max) = (part.list("only")?, below_high(&mut part, "max")?);
    part.end()?;
    Ok(Cap { only, max })
}

fn rule(mut part: Part<'_>) -> Result<Rule, RuleSetError> {
    let code = part.said("code")?.to_owned();
    part.call(&code);
    let effect = match (level(&mut part, "level")?, part.number("points")?) {
        (Some(level), None) => Effect::Level(level),
        (None, Some(points)) => Effect::Points(points),
        (Some(_), Some(_)) | (None, None) => return Err(RuleSetError::NoEffect(code)),
    };
    let raised = part.part("raised")?.map(|raised| raised_to(raised, effect)).transpose()?;
    let mut also = Vec::new();
    for name in part.list("also")? {
        let known = Also::ALL.into_iter().find(|it| it.code() == name);
        also.push(known.ok_or_else(|| part.wrong("also"))?);
    }
    let mut concerns = Vec::new();
    for code in part.list("concerns")? {
        concerns.push(Concern::from_code(&code).ok_or_else(|| part.wrong("concerns"))?);
    }
    let when = conditions(&mut part)?;
    let rule = Rule {
        effect,
        raised,
        replaces: part.list("replaces")?,
        when,
        also,
        concerns,
        text: reason(&mut part)?,
        source: part.said("source")?.to_owned(),
        sign_off: part.list("sign_off")?,
        code,
    };
    if rule.sign_off.is_empty() {
        return Err(RuleSetError::Missing { of: rule.code, key: "sign_off" });
    }
    part.end()?;
    Ok(rule)
}

/// Only a rule with a level can be raised, and only upwards.
fn raised_to(mut part: Part<'_>, effect: Effect) -> Result<Raised, RuleSetError> {
    let to = level(&mut part, "level")?;
    let child_below = part.counted("child_below")?;
    match (effect, to) {
        (Effect::Level(from), Some(level)) if from < level => {
            part.end()?;
            Ok(Raised { level, child_below })
        }
        (Effect::Points(_), Some(Level::High)) => Err(RuleSetError::PointsReachHigh),
        (Effect::Level(_) | Effect::Points(_), _) => Err(part.wrong("raised")),
    }
}

fn reason(part: &mut Part<'_>) -> Result<Reason, RuleSetError> {
    let code = part.of().to_owned();
    let mut text = part.needed("text")?;
    let mut said = |lang| {
        text.words(lang)?
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .ok_or_else(|| RuleSetError::TextMissing { code: code.clone(), lang })
    };
    let reason = Reason { km: said("km")?, en: said("en")? };
    text.end()?;
    Ok(reason)
}

/// The conditions of a rule with their numbers; a number that none of them takes is refused.
fn conditions(part: &mut Part<'_>) -> Result<Vec<Condition>, RuleSetError> {
    let names = part.list("when")?;
    if names.is_empty() {
        return Err(RuleSetError::Missing { of: part.of().to_owned(), key: "when" });
    }
    let none = Table::new();
    let code = part.of().to_owned();
    let mut params = part.part("params")?.unwrap_or_else(|| Part::new(&code, &none));
    let conditions =
        names.iter().map(|name| condition(name, &mut params)).collect::<Result<Vec<_>, _>>()?;
    params.end()?;
    Ok(conditions)
}

fn condition(name: &str, params: &mut Part<'_>) -> Result<Condition, RuleSetError> {
    if let Some((_, condition)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Ok(condition.clone());
    }
    match name {
        "mother_age_at_birth" => {
            let (from, below) =
                (params.number("mother_age_from")?, params.counted("mother_age_below")?);
            let from = rising(from.unwrap_or(0), below, "mother_age_below", params)?;
            let adult = params.number("adult_from")?;
            let while_below = match (params.words("applies_while")?, adult) {
                (None, None) => None,
                (Some("mother_minor"), Some(adult)) => Some(adult),
                _ => return Err(params.wrong("applies_while")),
            };
            Ok(Condition::MotherAgeAtBirth(MotherAges { from, below, while_below }))
        }
        "not_in_school" => {
            let (from, below) = (params.counted("age_from")?, params.counted("age_below")?);
            let from = rising(from, below, "age_below", params)?;
            Ok(Condition::NotInSchool { from, below })
        }
        "young_with" => {
            let (below, with) = (params.counted("child_below")?, params.list("with")?);
            Ok(Condition::YoungWith { below, with })
        }
        _ => Err(RuleSetError::UnknownCondition {
            code: params.of().to_owned(),
            name: name.to_owned(),
        }),
    }
}

/// The lower age, which is below the upper one.
fn rising(from: i16, below: i16, key: &str, params: &Part<'_>) -> Result<i16, RuleSetError> {
    if from < below { Ok(from) } else { Err(params.wrong(key)) }
}
