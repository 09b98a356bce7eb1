//! A birth by the Khmer calendar: what is asked, which days it may mean, and which of them
//! the family chose.

use jiff::civil::Date;

use super::answers::Answers;
use super::asks::{Boxes, Way};
use super::fields::{Choice, Field, FieldKind, Step};
use super::setting::FormSetting;
use crate::domain::birth::{Birth, BirthAnswers, FIRST_DAY};
use crate::domain::lunar::{
    ANIMALS, LunarMonth, Name, PHASES, Phase, Possible, SAKS, Said, read, weekday, weekday_name,
};
use crate::khmer;

/// The answer "none of these days".
const NONE: &str = "none";
/// The answer "I am not sure which".
const UNSURE: &str = "unsure";
/// The answer "the child is older": the days before those are shown as well.
const OLDER: &str = "older";
/// The answer "I am not sure which" where the days of the older ones are shown as well.
const UNSURE_OLDER: &str = "unsure_older";
/// What the legend over these boxes is called.
const GROUP: &str = "intake-group-lunar";
/// The boxes of a Khmer date beside the words for it.
const LISTS: [&str; 7] =
    ["animal", "sak", "era", "lunar_month", "lunar_phase", "lunar_day", "weekday"];
/// Mothers and fathers of this age and older are looked for first; it bounds what is shown, and
/// whoever is younger writes the date.
const YOUNGEST_PARENT: i16 = 10;
/// Whoever is younger is looked for first where the form says "child" (article 1 of the Convention on the Rights of the
/// Child). A grown-up who is registered late is found behind [`OLDER`], or by an age or a year.
const GROWN_UP: i16 = 18;

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
    /// There are only words, and none of them was understood.
    Unread,
}

/// What was said of a birth by the Khmer calendar.
#[derive(Clone)]
pub struct Moon {
    /// What was chosen from lists, and what the words beside them add.
    pub said: Said,
    /// The days it may mean, the latest first, at most a page of them.
    pub possible: Vec<Possible>,
    /// Whether there are more than those.
    pub more: bool,
    /// Which of them was chosen.
    pub chosen: Chosen,
    /// Whether a child's page leaves out the days of grown-ups.
    older: bool,
    /// Whether a child's page shows the days of grown-ups as well, since somebody asked for them or chose one.
    asked_on: bool,
    /// The first and the last of all the days that it may be; none where they tell nothing.
    days: Option<(Date, Date)>,
    /// The family's own words where they say something that `said` does not.
    own: String,
}

impl Moon {
    /// What was said of the birth whose fields begin with `prefix`, from lists or in words; nothing, if
    /// nothing was.
    pub fn of(answers: &Answers, setting: &FormSetting, prefix: &str) -> Option<Self> {
        if nothing_said(answers, prefix) {
            return None;
        }
        let known = Birth::parse(&typed(answers, prefix), setting.today).ok().flatten();
        let own = khmer::normalize(answers.get(&field(prefix, "lunar")));
        let (words, lists) = (read(&own), said(answers, prefix));
        let mut said = lists.or(words.said);
        // Words that the lists say as well are not said twice.
        let own = if words.is_whole && said == words.said.or(lists) { String::new() } else { own };
        let exact = match known {
            Some(Birth::Exact(day)) => Some(day),
            _ => None,
        };
        let chosen = match exact {
            // Who writes the day itself is not asked for it again.
            Some(day) if !said.is_empty() => Chosen::Written(said.fits(day)),
            None if said.is_empty() && !own.is_empty() => Chosen::Unread,
            None if !said.is_empty() => Chosen::Open,
            _ => return None,
        };
        let nothing = Self {
            said,
            possible: Vec::new(),
            more: false,
            chosen,
            older: false,
            asked_on: false,
            days: None,
            own,
        };
        if chosen != Chosen::Open {
            return Some(nothing);
        }
        let days = known.as_ref().and_then(|birth| Some((birth.earliest()?, birth.latest()?)));
        if matches!(known, Some(Birth::Year(_) | Birth::Month { .. })) {
            said.year = days;
        } else {
            said.age = days;
        }
        Some(Self { said, ..nothing }.among_days(
            answers.get(&field(prefix, "chosen")),
            prefix,
            setting.today,
        ))
    }

    /// The days that what was said may mean, and which of them the answer `code` is.
    fn among_days(self, code: &str, prefix: &str, today: Date) -> Self {
        let all = self.said.possible(&bounds(prefix, today));
        let dated = self.said.age.or(self.said.year).is_some();
        let first = today.saturating_sub(jiff::Span::new().years(GROWN_UP));
        let young = if is_parent(prefix) || dated {
            Vec::new()
        } else {
            self.said.possible(&(first..=today))
        };
        let is_of = |some: &[Possible]| some.iter().any(|one| one.code() == code);
        let is_older = [OLDER, UNSURE_OLDER].contains(&code) || is_of(&all) && !is_of(&young);
        let asked_on = is_older && !young.is_empty();
        let is_young = !is_older && !young.is_empty();
        let older = is_young && all.iter().any(|one| one.last < first);
        let (mut possible, most) = if is_young {
            (young, Said::PAGE)
        } else {
            (all, Said::PAGE * if dated { 1 } else { 2 })
        };
        let more = most < possible.len();
        let days = possible.last().zip(possible.iter().map(|one| one.last).max());
        // More than a page of days of grown-ups is most of a century.
        let days = days.filter(|_| is_young || !more).map(|(first, last)| (first.first, last));
        possible.truncate(most);
        let chosen = match code {
            NONE => Chosen::NoneOfThem,
            UNSURE | UNSURE_OLDER => Chosen::Unsure,
            code => possible
                .iter()
                .find(|one| one.code() == code)
                .map_or(Chosen::Open, |one| Chosen::One(*one)),
        };
        Self { possible, more, chosen, older, asked_on, days, ..self }
    }

    /// What was said in one line: the words of the calendar, and the family's own where these say more.
    pub(super) fn words(&self) -> String {
        match (self.said.in_khmer(), self.own.as_str()) {
            (said, "") => said,
            (said, own) if said.is_empty() => own.to_owned(),
            (said, own) => format!("{said} – {own}"),
        }
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
            Chosen::Unsure => self.days.map(|(first, last)| stretch(first, last)),
            Chosen::NoneOfThem | Chosen::Open | Chosen::Written(_) | Chosen::Unread => None,
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
            Chosen::Unread => "card-moon-unread",
        }
    }
}

/// Whether neither a list nor the words beside the lists hold anything, as of nearly every birth: asked of each of them for
/// every page.
fn nothing_said(answers: &Answers, prefix: &str) -> bool {
    let birth = format!("{prefix}birth_");
    !answers.beginning(&birth).any(|(name, _)| {
        let part = name.strip_prefix(&birth);
        part.is_some_and(|part| part == "lunar" || LISTS.contains(&part))
    })
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
    Choice::new(value.to_string(), label).of(name.khmer, Some(name.latin))
}

/// The page that asks which of the days it was, if there are any to choose from; the fields of the birth begin with
/// `prefix`.
pub fn step(prefix: &str, answers: &Answers, setting: &FormSetting) -> Option<Step> {
    step_with(Boxes::OfAll, prefix, answers, setting)
}

/// The same page, with its boxes if it gets them.
pub(super) fn step_with(
    boxes: Boxes<'_>,
    prefix: &str,
    answers: &Answers,
    setting: &FormSetting,
) -> Option<Step> {
    let moon = Moon::of(answers, setting, prefix).filter(|moon| !moon.possible.is_empty())?;
    let hint = if moon.more { "intake-hint-which-more" } else { "intake-hint-which" };
    let fields = || vec![day_field(&moon, prefix, setting)];
    Some(boxes.step(&step_id(prefix), "intake-step-which", fields).hint(hint))
}

fn day_field(moon: &Moon, prefix: &str, setting: &FormSetting) -> Field {
    let mut choices: Vec<Choice> =
        moon.possible.iter().map(|one| Choice::day(*one, setting.today)).collect();
    if moon.older {
        choices.push(Choice::new(OLDER, "intake-choice-day-older"));
    }
    let unsure = if moon.asked_on { UNSURE_OLDER } else { UNSURE };
    choices.push(Choice::new(unsure, "intake-choice-day-unsure"));
    choices.push(Choice::new(NONE, "intake-choice-day-none"));
    Field::choice(field(prefix, "chosen"), "intake-label-day-chosen", choices).required()
}

/// Whether the answer to a page's question which day it was asks for the days of older ones: the same page shows them.
pub fn asks_for_older(step: &Step, answers: &Answers) -> bool {
    let is_asked = |name: &str| name.ends_with("birth_chosen") && answers.get(name) == OLDER;
    step.fields.iter().any(|field| is_asked(&field.name))
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
    let are_read = [
        said.animal.is_some(),
        said.sak.is_some(),
        said.era.is_some(),
        said.month.is_some(),
        said.phase.is_some(),
        said.day.is_some(),
        said.weekday.is_some(),
    ];
    LISTS
        .into_iter()
        .zip(are_read)
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
        ..Said::default()
    }
}

/// Whether a birth is that of a mother or a father.
fn is_parent(prefix: &str) -> bool {
    prefix == "own_" || prefix.contains("ther_")
}

/// The days on which whoever it is may have been born.
fn bounds(prefix: &str, today: Date) -> std::ops::RangeInclusive<Date> {
    let years = |years: i16| today.saturating_sub(jiff::Span::new().years(years));
    let last = if is_parent(prefix) { years(YOUNGEST_PARENT) } else { today };
    years(i16::from(Birth::MAX_AGE) + 1).max(FIRST_DAY)..=last
}
