//! A note as words, and back: what is sealed is text, so that an older note still opens in a newer program.

use std::collections::BTreeMap;
use std::fmt::Display;

use jiff::civil::Date;

use super::{
    Agreed, Away, Concern, Disclosure, Done, Help, IdPoor, Level, LivesWith, Needs, Outcome,
    Referral, SafeNow, School, Sign, Support, Told, Vital, Volunteered, What,
};
use crate::domain::ids::{RowId, StaffId};

/// Why words are not a note: made by a newer program, or damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a note that this program knows")]
pub struct NotANote;

/// What a note says, by name.
type Said = BTreeMap<String, String>;

impl What {
    /// Stable name of the kind of note.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Support(_) => "support",
            Self::Observed { .. } => "observed",
            Self::WrongChild { .. } => "wrong_child",
            Self::Disclosed(_) => "disclosed",
            Self::Viewed { .. } => "viewed",
            Self::Level { .. } => "level",
            Self::Concerns(_) => "concerns",
            Self::Excluded { .. } => "excluded",
            Self::Admitted { .. } => "admitted",
            Self::Contacted { .. } => "contacted",
            Self::Planned { .. } => "planned",
            Self::Dropped { .. } => "dropped",
            Self::Done { .. } => "done",
            Self::Conference { .. } => "conference",
            Self::Referred(_) => "referred",
            Self::Consent { .. } => "consent",
            Self::Words(_) => "words",
            Self::Closed { .. } => "closed",
            Self::Reopened { .. } => "reopened",
        }
    }

    /// What it says, as names and texts. [`What::from_said`] reads it back.
    pub fn said(&self) -> BTreeMap<String, String> {
        let mut said = Saying::default();
        match self {
            Self::Support(support) => said.support(support),
            Self::Observed { signs, here_now } => {
                said.codes("signs", signs, Sign::code).yes("here_now", Some(*here_now));
            }
            Self::WrongChild { note, reason } => {
                said.put("note", note).put("reason", reason);
            }
            Self::Disclosed(Disclosure { safe_now, told }) => {
                said.put("safe_now", safe_now.code()).codes("told", told, Told::code);
            }
            Self::Viewed { reason } | Self::Reopened { reason } => {
                said.put("reason", reason);
            }
            Self::Level { to, reason } => {
                said.put("to", to.code()).put("reason", reason);
            }
            Self::Concerns(concerns) => {
                said.codes("concerns", concerns, Concern::code);
            }
            Self::Excluded { staff } | Self::Admitted { staff } => {
                said.put("staff", staff);
            }
            Self::Contacted { on, words } => {
                said.put("on", on).put("words", words);
            }
            Self::Planned { help, on, who } => {
                said.put("help", help.code()).put("on", on).put("who", who);
            }
            Self::Dropped { plan } => {
                said.put("plan", plan);
            }
            Self::Done { done, plan } => said.done(done, *plan),
            Self::Conference { on, who, words } => {
                said.put("on", on).put("who", who).put("words", words);
            }
            Self::Referred(Referral { to, rules, vital }) => {
                said.put("to", to).codes("rules", rules, Vital::code).put("vital", vital);
            }
            Self::Consent { to, given, who, wording } => {
                said.put("to", to.code()).yes("given", Some(*given));
                said.put("who", who).put("wording", wording);
            }
            Self::Words(words) => {
                said.put("words", words);
            }
            Self::Closed { outcome, handed_to } => {
                said.put("outcome", outcome.code()).put("handed_to", handed_to);
            }
        }
        said.0
    }

    /// Reads what [`What::said`] wrote.
    ///
    /// # Errors
    /// [`NotANote`] for a kind or a code that this program does not know.
    pub fn from_said(kind: &str, said: &BTreeMap<String, String>) -> Result<Self, NotANote> {
        let said = Reading(said);
        Ok(match kind {
            "support" => Self::Support(said.support()?),
            "observed" => Self::Observed {
                signs: said.codes("signs", Sign::from_code)?,
                here_now: said.yes("here_now")?.unwrap_or(false),
            },
            "wrong_child" => {
                Self::WrongChild { note: said.row("note")?, reason: said.words("reason") }
            }
            "disclosed" => Self::Disclosed(Disclosure {
                safe_now: said.code("safe_now", SafeNow::from_code)?.ok_or(NotANote)?,
                told: said.codes("told", Told::from_code)?,
            }),
            "viewed" => Self::Viewed { reason: said.words("reason") },
            "level" => Self::Level {
                to: said.code("to", Level::from_code)?.ok_or(NotANote)?,
                reason: said.words("reason"),
            },
            "concerns" => Self::Concerns(said.codes("concerns", Concern::from_code)?),
            "excluded" => Self::Excluded { staff: said.staff()? },
            "admitted" => Self::Admitted { staff: said.staff()? },
            "contacted" => Self::Contacted { on: said.on()?, words: said.words("words") },
            "planned" => {
                Self::Planned { help: said.help()?, on: said.on()?, who: said.words("who") }
            }
            "dropped" => Self::Dropped { plan: said.row("plan")? },
            "done" => Self::Done {
                done: Done {
                    help: said.help()?,
                    on: said.on()?,
                    who: said.words("who"),
                    result: said.words("result"),
                    next: said.words("next"),
                },
                plan: if said.words("plan").is_empty() { None } else { Some(said.row("plan")?) },
            },
            "conference" => Self::Conference {
                on: said.on()?,
                who: said.words("who"),
                words: said.words("words"),
            },
            "referred" => Self::Referred(Referral {
                to: said.words("to"),
                rules: said.codes("rules", Vital::from_code)?,
                vital: said.words("vital"),
            }),
            "consent" => Self::Consent {
                to: said.code("to", Agreed::from_code)?.ok_or(NotANote)?,
                given: said.yes("given")?.ok_or(NotANote)?,
                who: said.words("who"),
                wording: said.words("wording"),
            },
            "words" => Self::Words(said.words("words")),
            "closed" => Self::Closed {
                outcome: said.code("outcome", Outcome::from_code)?.ok_or(NotANote)?,
                handed_to: said.words("handed_to"),
            },
            "reopened" => Self::Reopened { reason: said.words("reason") },
            _ => return Err(NotANote),
        })
    }
}

/// A note being put into words. What is empty is left out.
#[derive(Default)]
struct Saying(Said);

impl Saying {
    fn put(&mut self, name: &str, value: impl Display + Copy) -> &mut Self {
        let value = value.to_string();
        if !value.is_empty() {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    fn yes(&mut self, name: &str, value: Option<bool>) -> &mut Self {
        self.put(name, value.map_or("", |yes| if yes { "yes" } else { "no" }))
    }

    fn codes<T: Copy>(&mut self, name: &str, all: &[T], code: fn(T) -> &'static str) -> &mut Self {
        self.put(name, all.iter().map(|one| code(*one)).collect::<Vec<_>>().join(" ").as_str())
    }

    fn support(&mut self, support: &Support) {
        self.put("lives_with", support.lives_with.map_or("", LivesWith::code))
            .put("away", support.away.map_or("", Away::code))
            .put("school", support.school.map_or("", School::code))
            .put("needs", support.needs.map_or("", Needs::code))
            .put("idpoor", support.idpoor.map_or("", IdPoor::code))
            .yes("talk", support.talk)
            .codes("also", &support.also, Volunteered::code);
    }

    fn done(&mut self, done: &Done, plan: Option<RowId>) {
        let Done { help, on, who, result, next } = done;
        self.put("help", help.code()).put("on", on).put("who", who);
        self.put("result", result).put("next", next);
        self.put("plan", plan.map(|plan| plan.to_string()).unwrap_or_default().as_str());
    }
}

/// A note's words being read.
struct Reading<'a>(&'a Said);

impl Reading<'_> {
    fn words(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_default()
    }

    fn code<T>(&self, name: &str, from: fn(&str) -> Option<T>) -> Result<Option<T>, NotANote> {
        self.0.get(name).map(|code| from(code).ok_or(NotANote)).transpose()
    }

    fn codes<T>(&self, name: &str, from: fn(&str) -> Option<T>) -> Result<Vec<T>, NotANote> {
        let codes = self.words(name);
        codes.split_whitespace().map(|code| from(code).ok_or(NotANote)).collect()
    }

    fn yes(&self, name: &str) -> Result<Option<bool>, NotANote> {
        self.code(name, |code| match code {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        })
    }

    fn row(&self, name: &str) -> Result<RowId, NotANote> {
        RowId::parse(&self.words(name)).map_err(|_| NotANote)
    }

    fn staff(&self) -> Result<StaffId, NotANote> {
        StaffId::parse(&self.words("staff")).map_err(|_| NotANote)
    }

    fn on(&self) -> Result<Date, NotANote> {
        self.words("on").parse().map_err(|_| NotANote)
    }

    fn help(&self) -> Result<Help, NotANote> {
        self.code("help", Help::from_code)?.ok_or(NotANote)
    }

    fn support(&self) -> Result<Support, NotANote> {
        Ok(Support {
            lives_with: self.code("lives_with", LivesWith::from_code)?,
            away: self.code("away", Away::from_code)?,
            school: self.code("school", School::from_code)?,
            needs: self.code("needs", Needs::from_code)?,
            idpoor: self.code("idpoor", IdPoor::from_code)?,
            talk: self.yes("talk")?,
            also: self.codes("also", Volunteered::from_code)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn one_of_each() -> Vec<What> {
        let on = date(2026, 2, 14);
        let (row, staff) = (RowId([7; 16]), StaffId([9; 16]));
        vec![
            What::Support(Support::default()),
            What::Support(Support {
                lives_with: Some(LivesWith::Relative),
                away: Some(Away::Both),
                school: Some(School::NotStarted),
                needs: Some(Needs::Much),
                idpoor: Some(IdPoor::Two),
                talk: Some(false),
                also: vec![Volunteered::Works, Volunteered::OldCaregiver],
            }),
            What::Observed { signs: Sign::ALL.to_vec(), here_now: true },
            What::Observed { signs: Vec::new(), here_now: false },
            What::WrongChild { note: row, reason: String::new() },
            What::WrongChild { note: row, reason: "the other twin".to_owned() },
            What::Disclosed(Disclosure { safe_now: SafeNow::Unknown, told: Told::ALL.to_vec() }),
            What::Viewed { reason: String::new() },
            What::Level {
                to: Level::Low, reason: "អ្នកជិតខាងមើលថែ = ល្អ".to_owned()
            },
            What::Concerns(Concern::ALL.to_vec()),
            What::Excluded { staff },
            What::Admitted { staff },
            What::Contacted { on, words: "line\nnext".to_owned() },
            What::Planned { help: Help::FoodPackage, on, who: "Chan".to_owned() },
            What::Dropped { plan: row },
            What::Done {
                done: Done {
                    help: Help::SchoolReenrol,
                    on,
                    who: "Chan".to_owned(),
                    result: "back in grade 3".to_owned(),
                    next: String::new(),
                },
                plan: Some(row),
            },
            What::Conference { on, who: "three".to_owned(), words: "stays at home".to_owned() },
            What::Referred(Referral {
                to: "DoSVY".to_owned(),
                rules: Vital::ALL.to_vec(),
                vital: "afraid".to_owned(),
            }),
            What::Consent {
                to: Agreed::SafeToCall,
                given: false,
                who: "grandmother".to_owned(),
                wording: "1".to_owned(),
            },
            What::Words("ឃ្លាន".to_owned()),
            What::Closed { outcome: Outcome::HandedOver, handed_to: "DoSVY".to_owned() },
            What::Reopened { reason: "moved back".to_owned() },
        ]
    }

    #[test]
    fn every_note_reads_back_as_itself() {
        for what in one_of_each() {
            assert_eq!(What::from_said(what.kind(), &what.said()), Ok(what));
        }
    }

    #[test]
    fn an_unknown_kind_or_code_is_no_note() {
        let said = What::Level { to: Level::High, reason: String::new() }.said();
        assert_eq!(What::from_said("verdict", &said), Err(NotANote));
        let said = BTreeMap::from([("to".to_owned(), "grave".to_owned())]);
        assert_eq!(What::from_said("level", &said), Err(NotANote));
    }
}
