//! Ages of people whose birth is known to lie between two days, and what can be said of them for certain.

use jiff::civil::Date;

use crate::domain::age::{Days, years};

/// Whether something holds for all that a date may be, for some of it, or for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    /// For none, or nobody said anything about it.
    No,
    /// For some: whoever looks has to find out.
    CannotTell,
    /// For all.
    Yes,
}

impl Holds {
    /// Both have to hold.
    pub(super) fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// One of them is enough.
    pub(super) fn or(self, other: Self) -> Self {
        self.max(other)
    }

    fn of(all: bool, some: bool) -> Self {
        match (all, some) {
            (true, _) => Self::Yes,
            (false, true) => Self::CannotTell,
            (false, false) => Self::No,
        }
    }
}

impl From<bool> for Holds {
    fn from(so: bool) -> Self {
        if so { Self::Yes } else { Self::No }
    }
}

/// Whether somebody born on one of these days is at least `from` and not yet `below` years old on `day`. Days after
/// `day` are no births yet.
pub(super) fn aged(birth: Days, day: Date, from: i16, below: i16) -> Holds {
    let Some(born) = birth.until(day) else { return Holds::No };
    let (youngest, oldest) = (years(born.last(), day), years(born.first(), day));
    let all = from <= youngest && oldest < below;
    // Every age between the two occurs.
    Holds::of(all, from <= oldest && youngest < below)
}

/// Ages of a mother that an age rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MotherAges {
    /// At least so old at the birth.
    pub(super) from: i16,
    /// Not yet so old at the birth.
    pub(super) below: i16,
    /// Only as long as she herself is not yet so old on the day of the event.
    pub(super) while_below: Option<i16>,
}

/// Whether a mother born on one of `mother` was of these ages when the child was born on one of `child`. A birth before
/// the mother's own is a slip of the pen and counts as not possible.
pub(super) fn mother_aged(mother: Days, child: Days, day: Date, ages: MotherAges) -> Holds {
    let minor = match ages.while_below {
        None => Some(mother),
        // Born so late that the birthday of that age is still to come.
        Some(below) => came_of_age_after(day, below).and_then(|first| mother.since(first)),
    };
    let some = minor.is_some_and(|mother| {
        let Some(child) = child.since(mother.first()) else { return false };
        let youngest = years(mother.last(), child.first()).max(0);
        let oldest = years(mother.first(), child.last());
        ages.from <= oldest && youngest < ages.below
    });
    let all = minor == Some(mother)
        && mother.last() <= child.first()
        && ages.from <= years(mother.last(), child.first())
        && years(mother.first(), child.last()) < ages.below;
    Holds::of(all, some)
}

/// The first birthday of those who are not yet `age` on `day`.
fn came_of_age_after(day: Date, age: i16) -> Option<Date> {
    let year = day.year().checked_sub(age)?;
    // 29 February counts as the day before 1 March in years without one.
    let that_day = Date::new(year, day.month(), day.day())
        .or_else(|_| Date::new(year, day.month(), day.day() - 1))
        .ok()?;
    that_day.tomorrow().ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DAY: Date = date(2026, 11, 21);
    const MINOR: MotherAges = MotherAges { from: 15, below: 18, while_below: Some(18) };

    fn days(first: Date, last: Date) -> Days {
        Days::new(first, last).unwrap()
    }

    #[test]
    fn an_age_holds_for_certain_only_over_the_whole_interval() {
        let under_five = |days| aged(days, DAY, 0, 5);
        assert_eq!(under_five(days(date(2021, 11, 22), date(2022, 3, 1))), Holds::Yes);
        assert_eq!(under_five(days(date(2021, 1, 1), date(2021, 12, 31))), Holds::CannotTell);
        assert_eq!(under_five(days(date(2020, 1, 1), date(2021, 11, 21))), Holds::No);
        assert_eq!(under_five(days(date(2027, 1, 1), date(2027, 2, 1))), Holds::No);
    }

    /// Every pair of days is tried one by one, and must say the same as the arithmetic on the ends.
    #[test]
    fn the_ends_of_the_intervals_say_what_all_their_days_say() {
        let ages = [
            MINOR,
            MotherAges { from: 0, below: 15, while_below: None },
            MotherAges { from: 0, ..MINOR },
        ];
        let starts = [date(2008, 11, 19), date(2008, 2, 27), date(2010, 6, 1), date(2012, 2, 28)];
        let births = [
            date(2012, 2, 27),
            date(2023, 2, 27),
            date(2024, 2, 28),
            date(2026, 11, 18),
            date(2025, 6, 1),
        ];
        let whole = [date(2026, 11, 21), date(2026, 2, 28), date(2028, 2, 29)];
        for (day, first, born) in whole.into_iter().flat_map(|day| {
            starts.into_iter().flat_map(move |first| births.map(move |born| (day, first, born)))
        }) {
            for (ages, length) in ages.into_iter().flat_map(|it| [0, 1, 3, 4].map(|n| (it, n))) {
                let mother: Vec<Date> =
                    first.series(jiff::Span::new().days(1)).take(length + 1).collect();
                let child: Vec<Date> =
                    born.series(jiff::Span::new().days(1)).take(5 - length).collect();
                let each: Vec<bool> = mother
                    .iter()
                    .flat_map(|m| child.iter().map(|c| (*m, *c)))
                    .map(|(m, c)| {
                        let age = years(m, c);
                        let minor = ages.while_below.is_none_or(|below| years(m, day) < below);
                        m <= c && minor && ages.from <= age && age < ages.below
                    })
                    .collect();
                let expected = Holds::of(each.iter().all(|it| *it), each.iter().any(|it| *it));
                let mother = days(first, *mother.last().unwrap());
                let child = days(born, *child.last().unwrap());
                assert_eq!(
                    mother_aged(mother, child, day, ages),
                    expected,
                    "{mother:?} {child:?} {day} {ages:?}"
                );
            }
        }
    }
}
