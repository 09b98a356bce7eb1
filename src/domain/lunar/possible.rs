//! The dates that a parent's words may mean, and how well each of them fits.

use super::said::Said;
use super::{LunarDate, LunarMonth, NewYear, Phase};
use jiff::Span;
use jiff::civil::{Date, Weekday};
use std::ops::RangeInclusive;

/// One day, or one stretch of days, that the words may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Possible {
    /// The first day; the only one if the day of the month was said.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Which of the things said fit.
    pub fits: Fits,
    /// Whether the day lies in a New Year's feast, whose days families count to either year.
    pub new_year: bool,
    /// First or second Asadh, where only Asadh was said and the year had two.
    pub asadh: Option<LunarMonth>,
    /// Which end of the year it lies at, where the same words come back at the other end.
    pub twin: Option<Twin>,
}

/// How well one thing that was said fits a date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fit {
    /// It was not said, or a stretch of days holds it anyway.
    #[default]
    NotSaid,
    /// It is the same.
    Fits,
    /// It is next to it: a weekday one day off, as of a birth before dawn; an age or a
    /// Buddhist year one off, as people count them; the days beside an animal's year.
    Near,
    /// It is another.
    Differs,
}

/// How well each thing that was said fits. Month, half of the month and day always do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fits {
    /// The animal of the year.
    pub animal: Fit,
    /// The sak.
    pub sak: Fit,
    /// The Buddhist Era.
    pub era: Fit,
    /// The day of the week.
    pub weekday: Fit,
    /// The age.
    pub age: Fit,
    /// The civil year or month.
    pub year: Fit,
}

/// An end of an animal's year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twin {
    /// Soon after New Year.
    After,
    /// Soon before the next New Year.
    Before,
}

impl Possible {
    /// Days of which nothing was said by the Khmer calendar.
    pub fn of(first: Date, last: Date) -> Self {
        let new_year = first == last && NewYear::of(first.year()).holds(first);
        Self { first, last, fits: Fits::default(), new_year, asadh: None, twin: None }
    }

    /// Whether it is one day.
    pub fn is_day(&self) -> bool {
        self.first == self.last
    }

    /// `2023-05-09`, or `2023-04-14..2024-04-13`.
    pub fn code(&self) -> String {
        if self.is_day() {
            self.first.to_string()
        } else {
            format!("{}..{}", self.first, self.last)
        }
    }

    /// Whether nothing that was said speaks against it.
    pub fn fits_all(&self) -> bool {
        let Fits { animal, sak, era, weekday, age, year } = self.fits;
        [animal, sak, era, weekday, age, year]
            .iter()
            .all(|fit| matches!(fit, Fit::Fits | Fit::NotSaid))
    }
}

/// How far from an animal's year a date may lie to be the nearest there is, in days: words
/// of ចេត្រ that fit no day miss it by less than a lunar month.
const BESIDE: i32 = 30;

/// The dates within `bounds` that `said` may mean, the latest first. Nothing, if too little
/// was said to tell one year from another and one day from the next.
///
/// Where things contradict each other, the sak gives way first, then the Buddhist Era, then the
/// age or the year, and never the animal; each date says what does not fit it. Where the day of the week
/// fits some dates, only those and the ones a day off are given, and where no date fits the age or
/// the year, only the nearest before and after it.
pub(super) fn possible(said: &Said, bounds: &RangeInclusive<Date>) -> Vec<Possible> {
    let mut all: Vec<(Possible, Option<i16>)> = spans(said, bounds)
        .into_iter()
        .map(|days| days_of_animal(said, days))
        .filter(|days| days.first <= *bounds.end() && *bounds.start() <= days.last)
        .map(|days| {
            let (fits, year) = fits(said, &days);
            let (first, last) = (days.first.max(*bounds.start()), days.last.min(*bounds.end()));
            let asadh = days.asadh;
            (Possible { fits, asadh, ..Possible::of(first, last) }, year)
        })
        .filter(|(one, _)| one.fits.animal != Fit::Differs)
        .collect();
    // Dates beside an animal's year are of use only if none lies in it.
    let inside: Vec<Option<i16>> =
        all.iter().filter(|(one, _)| one.fits.animal == Fit::Fits).map(|(_, year)| *year).collect();
    all.retain(|(one, year)| one.fits.animal != Fit::Near || !inside.contains(year));
    let all: Vec<Possible> = all.into_iter().map(|(one, _)| one).collect();
    let mut found = nearest(said, agreeing(&all));
    found.sort_by_key(|one| std::cmp::Reverse((one.first, one.last)));
    found.dedup_by_key(|one| (one.first, one.last));
    if found.iter().any(|one| one.fits.weekday == Fit::Fits) {
        found.retain(|one| matches!(one.fits.weekday, Fit::Fits | Fit::Near));
    }
    if said.animal.is_some() {
        mark_twins(&mut found);
    }
    found
}

/// Those with which the most things agree; see [`possible`] for what gives way.
fn agreeing(all: &[Possible]) -> Vec<Possible> {
    let agrees = |fit: Fit| fit != Fit::Differs;
    (0..=3)
        .map(|given_way| {
            let holds = |one: &&Possible| {
                (0 < given_way || agrees(one.fits.sak))
                    && (1 < given_way || agrees(one.fits.era))
                    && (2 < given_way || agrees(one.fits.age) && agrees(one.fits.year))
            };
            all.iter().filter(holds).copied().collect::<Vec<_>>()
        })
        .find(|some| !some.is_empty())
        .unwrap_or_default()
}

/// Of dates that fit neither the age nor the year that was said, the nearest on either side: somebody who is wrong about
/// the age is not wrong by decades. What lies within a year of the nearest stays beside it, as the same words come back
/// a lunar year later.
fn nearest(said: &Said, all: Vec<Possible>) -> Vec<Possible> {
    let Some((from, to)) = said.age.or(said.year) else { return all };
    if all.iter().any(|one| ![one.fits.age, one.fits.year].contains(&Fit::Differs)) {
        return all;
    }
    let year = Span::new().years(1);
    let before = all.iter().filter(|one| one.last < from).map(|one| one.last).max();
    let after = all.iter().filter(|one| to < one.first).map(|one| one.first).min();
    let is_near = |one: &Possible| {
        before.is_some_and(|last| one.last < from && last.saturating_sub(year) <= one.last)
            || after.is_some_and(|first| to < one.first && one.first <= first.saturating_add(year))
    };
    all.into_iter().filter(is_near).collect()
}

/// A stretch of days.
struct Stretch {
    first: Date,
    last: Date,
    /// First or second Asadh, if it lies in one that was not told apart.
    asadh: Option<LunarMonth>,
    /// The civil year in whose April it begins, if it is the year of an animal, and whether it
    /// is only the feast of it.
    animal_year: Option<(i16, bool)>,
}

/// Every stretch of days that month, half and day name, or every animal's year.
fn spans(said: &Said, bounds: &RangeInclusive<Date>) -> Vec<Stretch> {
    let years = bounds.start().year().saturating_sub(1)..=bounds.end().year().saturating_add(1);
    let Some(month) = said.month else {
        if said.animal.is_none() && said.sak.is_none() && said.era.is_none() {
            return Vec::new();
        }
        let year = |year: i16| {
            let (begins, ends) = (NewYear::of(year), NewYear::of(year + 1));
            // The feast's first days have the new animal and still the sak before: the only
            // ones of which a parent can say both.
            let feast = said.animal.is_some() && said.sak == Some(sak_from(year - 1));
            let last = match said.animal {
                Some(_) if feast => begins.lerng_sak,
                Some(_) => ends.day,
                None => ends.lerng_sak,
            };
            Stretch { first: begins.day, last, asadh: None, animal_year: Some((year, feast)) }
        };
        return years.map(year).collect();
    };
    let halves: &[Phase] = match said.phase {
        Some(Phase::Waxing) => &[Phase::Waxing],
        Some(Phase::Waning) => &[Phase::Waning],
        None => &[Phase::Waxing, Phase::Waning],
    };
    let mut spans = Vec::new();
    for year in years {
        for month in meant(month) {
            let asadh = (said.month == Some(LunarMonth::Asadh) && month != LunarMonth::Asadh)
                .then_some(month);
            let day = |phase, day| LunarDate::new(year, month, phase, day);
            if let Some(number) = said.day {
                let days = halves.iter().filter_map(|phase| day(*phase, number));
                spans.extend(days.map(|day| stretch(&day, &day, asadh)));
            } else if let [from, ..] = halves
                && let [.., to] = halves
                && let Some(first) = day(*from, 1)
                && let Some(last) = day(*to, 15).or_else(|| day(*to, 14))
            {
                spans.push(stretch(&first, &last, asadh));
            }
        }
    }
    spans
}

fn stretch(first: &LunarDate, last: &LunarDate, asadh: Option<LunarMonth>) -> Stretch {
    let (first, last) = (first.to_gregorian(), last.to_gregorian());
    Stretch { first, last, asadh, animal_year: None }
}

/// Asadh means both of its halves where the year had two.
fn meant(month: LunarMonth) -> impl Iterator<Item = LunarMonth> {
    let halves = [LunarMonth::Pathamasadh, LunarMonth::Tutiyasadh];
    let others = if month == LunarMonth::Asadh { &halves[..] } else { &[] };
    std::iter::once(month).chain(others.to_vec())
}

/// How well everything fits, and the year in whose April the animal's year began.
fn fits(said: &Said, days: &Stretch) -> (Fits, Option<i16>) {
    let (first, last) = (days.first, days.last);
    let (animal, year) = said
        .animal
        .map_or((Fit::NotSaid, None), |animal| of_cycle(|year| animal_from(year) == animal, days));
    let sak = said.sak.map_or(Fit::NotSaid, |sak| {
        let in_feast = matches!(days.animal_year, Some((_, true)));
        // Nobody counts the days beside a sak to it, but those of the feast.
        let fits = in_feast || of_cycle(|year| sak_from(year) == sak, days).0 == Fit::Fits;
        if fits { Fit::Fits } else { Fit::Differs }
    });
    let era = said.era.map_or(Fit::NotSaid, |era| {
        let of = |day| LunarDate::from_gregorian(day).buddhist_era();
        let (first, last) = (of(first), of(last));
        if (first..=last).contains(&era) {
            Fit::Fits
        } else if (first - 1..=last + 1).contains(&era) {
            Fit::Near
        } else {
            Fit::Differs
        }
    });
    let weekday = match said.weekday {
        Some(said) if first == last => weekday_fit(said, first),
        _ => Fit::NotSaid,
    };
    let within = |(from, to): (Date, Date)| {
        let year = Span::new().years(1);
        if first <= to && from <= last {
            Fit::Fits
        } else if first <= to.saturating_add(year) && from.saturating_sub(year) <= last {
            Fit::Near
        } else {
            Fit::Differs
        }
    };
    let age = said.age.map_or(Fit::NotSaid, within);
    let written = said.year.map_or(Fit::NotSaid, within);
    (Fits { animal, sak, era, weekday, age, year: written }, year)
}

/// A stretch across New Year holds days of two animals: only those of the one that was said, with the feast at its end,
/// which families count to either.
fn days_of_animal(said: &Said, days: Stretch) -> Stretch {
    let is_of = |year| said.animal == Some(animal_from(year));
    match of_cycle(is_of, &days) {
        (Fit::Fits, Some(year)) if days.animal_year.is_none() => {
            let (begins, ends) = (NewYear::of(year).day, NewYear::of(year + 1).lerng_sak);
            Stretch { first: days.first.max(begins), last: days.last.min(ends), ..days }
        }
        _ => days,
    }
}

/// The animal from the New Year of a civil year on.
fn animal_from(year: i16) -> u8 {
    super::remainder(i32::from(year) + 8, 12)
}

/// The sak from Lerng Sak of a civil year on.
fn sak_from(year: i16) -> u8 {
    super::remainder(i32::from(year) - 638, 10)
}

/// How days fit a label that goes from New Year to New Year. The days of the feast at the end
/// count to either year: families use both.
fn of_cycle(is_of: impl Fn(i16) -> bool, days: &Stretch) -> (Fit, Option<i16>) {
    if let Some((year, _)) = days.animal_year {
        return if is_of(year) { (Fit::Fits, Some(year)) } else { (Fit::Differs, None) };
    }
    let mut best = (Fit::Differs, None);
    for year in (days.first.year() - 1..=days.last.year() + 1).filter(|year| is_of(*year)) {
        let (begins, ends) = (NewYear::of(year).day, NewYear::of(year + 1).lerng_sak);
        let beside = Span::new().days(BESIDE);
        if days.first <= ends && begins <= days.last {
            return (Fit::Fits, Some(year));
        }
        if days.first <= ends.saturating_add(beside) && begins.saturating_sub(beside) <= days.last {
            best = (Fit::Near, Some(year));
        }
    }
    best
}

fn weekday_fit(said: Weekday, day: Date) -> Fit {
    match said.since(day.weekday()) {
        0 => Fit::Fits,
        1 | 6 => Fit::Near,
        _ => Fit::Differs,
    }
}

/// Marks days of one animal's year that have the same words about a lunar year apart.
fn mark_twins(found: &mut [Possible]) {
    let days: Vec<Date> = found.iter().filter(|one| one.is_day()).map(|one| one.first).collect();
    let apart = |earlier: Date, later: Date| matches!((later - earlier).get_days(), 354 | 355);
    for one in found.iter_mut().filter(|one| one.is_day()) {
        if days.iter().any(|other| apart(one.first, *other)) {
            one.twin = Some(Twin::After);
        } else if days.iter().any(|other| apart(*other, one.first)) {
            one.twin = Some(Twin::Before);
        }
    }
}
