//! A birth by the Khmer calendar: what is asked, which days it may mean, and which of them
//! the family chose.

use jiff::civil::{Date, Weekday};

use super::answers::Answers;
use super::fields::{Choice, Field, FieldKind, Step};
use super::setting::FormSetting;
use super::steps::Way;
use crate::domain::birth::{Birth, BirthAnswers, FIRST_DAY};
use crate::domain::lunar::{
    ANIMALS, LunarMonth, Name, PHASES, Phase, Possible, SAKS, Said, weekday_name,
};
use crate::khmer;

/// The answer "none of these days".
const NONE: &str = "none";
/// The answer "I am not sure which".
const UNSURE: &str = "unsure";
/// What the legend over these boxes is called.
const GROUP: &str = "intake-group-lunar";
/// Mothers and fathers of this age and older are looked for first; it bounds what is shown, and
/// whoever is younger writes the date.
const YOUNGEST_PARENT: i16 = 10;

/// How the day was found among those that the Khmer date may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// The day itself was written; whether what was said fits it.
    Written(bool),
    /// Nothing has been chosen yet, or something else was said since.
    Open,
    /// One of the days, or stretches of days.
    One(Possible),
    /// The family is not sure which.
    Unsure,
    /// The family says that it is none of them.
    NoneOfThem,
}

/// What was said of a birth by the Khmer calendar.
#[derive(Clone)]
pub struct Moon {
    /// What was chosen from lists.
    pub said: Said,
    /// The days it may mean, the latest first, at most a page of them.
    pub possible: Vec<Possible>,
    /// Whether there are more than those.
    pub more: bool,
    /// Which of them was chosen.
    pub chosen: Chosen,
}

impl Moon {
    /// What was chosen from lists about the birth whose fields begin with `prefix`; nothing, if
    /// nothing was.
    pub fn of(answers: &Answers, setting: &FormSetting, prefix: &str) -> Option<Self> {
        let typed = Birth::parse(&typed(answers, prefix), setting.today).ok().flatten();
        let mut said = said(answers, prefix);
        if said.is_empty() {
            return None;
        }
        let days = |birth: &Birth| Some((birth.earliest()?, birth.latest()?));
        said.age = typed.as_ref().and_then(days);
        // Who writes the day itself is not asked for it again.
        if let Some(Birth::Exact(day)) = typed {
            let chosen = Chosen::Written(said.fits(day));
            return Some(Self { said, possible: Vec::new(), more: false, chosen });
        }
        let mut possible = said.possible(&bounds(prefix, setting.today));
        let more = Said::PAGE < possible.len();
        possible.truncate(Said::PAGE);
        let chosen = match answers.get(&field(prefix, "chosen")) {
            NONE => Chosen::NoneOfThem,
            UNSURE => Chosen::Unsure,
            code => possible
                .iter()
                .find(|one| one.code() == code)
                .map_or(Chosen::Open, |one| Chosen::One(*one)),
        };
        Some(Self { said, possible, more, chosen })
    }

    /// Whether a day has still to be chosen, or said that none can be.
    pub(super) fn is_open(&self) -> bool {
        !self.possible.is_empty() && self.chosen == Chosen::Open
    }

    /// Whether no month has the day that was said, in any year: 15 waning of a short one.
    pub(super) fn names_no_day(&self) -> bool {
        let Said { month, phase, day, .. } = self.said;
        let any = Said { month, phase, day, ..Said::default() };
        let years = FIRST_DAY..=FIRST_DAY.saturating_add(jiff::Span::new().years(200));
        month.is_some() && day.is_some() && any.possible(&years).is_empty()
    }

    /// The birth that was chosen, with `words` where it is not a day; if the family is not sure,
    /// all the days that it may be.
    pub(super) fn birth(&self, words: &str) -> Option<Birth> {
        let stretch = |first, last| Birth::Lunar { words: words.into(), days: Some((first, last)) };
        match self.chosen {
            Chosen::One(day) if day.is_day() => Some(Birth::Exact(day.first)),
            Chosen::One(days) => Some(stretch(days.first, days.last)),
            Chosen::Unsure if !self.more => {
                let first = self.possible.iter().map(|one| one.first).min()?;
                let last = self.possible.iter().map(|one| one.last).max()?;
                Some(stretch(first, last))
            }
            Chosen::Unsure | Chosen::NoneOfThem | Chosen::Open | Chosen::Written(_) => None,
        }
    }

    /// Text key of how the birth is known and how sure that is.
    pub fn text_key(&self) -> &'static str {
        match self.chosen {
            Chosen::One(_) => "card-moon-chosen",
            Chosen::Unsure => "card-moon-unsure",
            Chosen::NoneOfThem => "card-moon-none",
            Chosen::Open => "card-moon-open",
            Chosen::Written(true) => "card-moon-fits",
            Chosen::Written(false) => "card-moon-differs",
        }
    }
}

/// The boxes of a birth as they were typed.
pub(super) fn typed<'a>(answers: &'a Answers, prefix: &str) -> BirthAnswers<'a> {
    let get = |part: &str| answers.get(&field(prefix, part));
    BirthAnswers {
        day: get("day"),
        month: get("month"),
        year: get("year"),
        about: get("about"),
        lunar: get("lunar"),
    }
}

/// The lists of the Khmer date; `prefix` stands before each field's name.
pub(super) fn fields(prefix: &str, way: Way) -> Vec<Field> {
    if way == Way::Paper {
        return Vec::new();
    }
    let all = |names: &[Name], label: &'static str| -> Vec<Choice> {
        (0..).zip(names).map(|(value, name)| named(value, label, name)).collect()
    };
    let months: Vec<Choice> = LunarMonth::ALL
        .iter()
        .map(|month| named(month.index(), "intake-choice-lunar-month", month.name()))
        .collect();
    let days = (1..=15_u8)
        .map(|day| Choice::new(day.to_string(), "intake-choice-number").of(day.to_string(), None));
    let weekdays = (0..7_u8).filter_map(|day| {
        let name = weekday_name(weekday(day)?);
        Some(named(day, "intake-choice-weekday", name))
    });
    let list = |part, label, choices| Field::select(field(prefix, part), label, choices);
    let mut fields = vec![
        list("animal", "intake-label-animal", all(&ANIMALS, "intake-choice-animal")),
        list("lunar_month", "intake-label-lunar-month", months),
        list("lunar_day", "intake-label-lunar-day", days.collect()),
        list("lunar_phase", "intake-label-lunar-phase", all(&PHASES, "intake-choice-phase")),
        list("weekday", "intake-label-weekday", weekdays.collect()),
    ];
    // Few know them by heart; a phone's page stays short.
    if way == Way::Desk {
        fields.push(list("sak", "intake-label-sak", all(&SAKS, "intake-choice-lunar-month")));
        let era = Field::new(field(prefix, "era"), "intake-label-era", FieldKind::Digits);
        fields.push(era);
    }
    fields.into_iter().map(|field| field.group(GROUP)).collect()
}

fn named(value: u8, label: &'static str, name: &Name) -> Choice {
    Choice::new(value.to_string(), label).of(name.khmer.to_owned(), Some(name.latin.to_owned()))
}

/// The page that asks which of the days it was, if there are any to choose from; the fields of the birth begin with
/// `prefix`.
pub fn step(prefix: &str, answers: &Answers, setting: &FormSetting) -> Option<Step> {
    let moon = Moon::of(answers, setting, prefix).filter(|moon| !moon.possible.is_empty())?;
    let mut choices: Vec<Choice> =
        moon.possible.iter().map(|one| Choice::day(*one, setting.today)).collect();
    choices.push(Choice::new(UNSURE, "intake-choice-day-unsure"));
    choices.push(Choice::new(NONE, "intake-choice-day-none"));
    let field = Field::choice(field(prefix, "chosen"), "intake-label-day-chosen", choices);
    let hint = if moon.more { "intake-hint-which-more" } else { "intake-hint-which" };
    let id = step_id(prefix);
    Some(Step::new(&id, "intake-step-which", vec![field.required()]).hint(hint))
}

/// The id of the page that asks which day it was: `c1-which`, `c1-mother-which`, `own-which`.
pub(super) fn step_id(prefix: &str) -> String {
    format!("{}which", prefix.replace('_', "-"))
}

/// The name of a birth's field.
pub(super) fn field(prefix: &str, part: &str) -> String {
    format!("{prefix}birth_{part}")
}

/// The boxes chosen from lists whose value is none of theirs, for a mistake.
pub(super) fn unreadable<'a>(
    answers: &'a Answers,
    prefix: &'a str,
) -> impl Iterator<Item = String> + 'a {
    let said = said(answers, prefix);
    let parts = [
        ("animal", said.animal.is_some()),
        ("sak", said.sak.is_some()),
        ("era", said.era.is_some()),
        ("lunar_month", said.month.is_some()),
        ("lunar_phase", said.phase.is_some()),
        ("lunar_day", said.day.is_some()),
        ("weekday", said.weekday.is_some()),
    ];
    parts
        .into_iter()
        .filter(|(_, is_read)| !is_read)
        .map(|(part, _)| field(prefix, part))
        .filter(|name| !answers.is_blank(name))
}

fn said(answers: &Answers, prefix: &str) -> Said {
    let number = |part: &str, last: i32| -> Option<i32> {
        let typed = khmer::digits::to_ascii(&khmer::normalize(answers.get(&field(prefix, part))));
        typed.parse().ok().filter(|number| (0..=last).contains(number))
    };
    let place = |part, last| number(part, last).and_then(|number| u8::try_from(number).ok());
    Said {
        animal: place("animal", 11),
        sak: place("sak", 9),
        era: number("era", 2700).filter(|era| 2443 <= *era),
        month: place("lunar_month", 13).and_then(LunarMonth::from_index),
        phase: place("lunar_phase", 1).and_then(Phase::from_index),
        day: place("lunar_day", 15).filter(|day| 1 <= *day),
        weekday: place("weekday", 6).and_then(weekday),
        age: None,
    }
}

/// 0 is Sunday, the first day of a printed Khmer calendar.
fn weekday(number: u8) -> Option<Weekday> {
    Weekday::from_sunday_zero_offset(i8::try_from(number).ok()?).ok()
}

/// The days on which whoever it is may have been born.
fn bounds(prefix: &str, today: Date) -> std::ops::RangeInclusive<Date> {
    let years = |years: i16| today.saturating_sub(jiff::Span::new().years(years));
    let is_parent = prefix == "own_" || prefix.contains("ther_");
    let last = if is_parent { years(YOUNGEST_PARENT) } else { today };
    years(i16::from(Birth::MAX_AGE) + 1).max(FIRST_DAY)..=last
}
