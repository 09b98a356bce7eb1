//! The weights of evidence. They were fixed on a reference set of invented pairs; a
//! change keeps what it finds there, lowers its false alarms, and can be explained to an
//! officer in one sentence.

use super::alike::ReadyName;
use super::{
    Beside, BirthDate, Finding, Known, Likeness, POSSIBLE, PROBABLE, Reason, Sex, Verdict,
    VillageCode,
};
use jiff::civil::Date;

/// Names less alike than this speak against, more alike for.
const NAME_LINE: f64 = 0.75;
/// What the same name of the child weighs.
const SAME_CHILD: f64 = 7.0;
/// What the same name of the mother weighs.
const SAME_MOTHER: f64 = 6.0;
/// Given names less alike than this may be those of two children born together.
const TWINS_BELOW: f64 = 0.80;
/// Where a score that is not to reach a line stops below it.
const BELOW: f64 = 0.1;

/// A record made ready to be compared with many others: its names are folded once.
#[derive(Clone)]
pub struct Ready {
    child: ReadyName,
    mother: ReadyName,
    beside: Beside,
}

impl Ready {
    /// Makes `known` ready.
    pub fn of(known: &Known) -> Self {
        Self {
            child: ReadyName::of(&known.child),
            mother: known.mother.as_ref().map(ReadyName::of).unwrap_or_default(),
            beside: known.beside(),
        }
    }

    /// How alike the two records are.
    pub fn compare(&self, other: &Self) -> Likeness {
        let mut reasons = Vec::with_capacity(7);
        let given = self.child.given_likeness(&other.child);
        let mother = self.mother.likeness(&other.mother);
        reasons.extend(self.child.likeness(&other.child).map(child_name));
        reasons.extend(given.and_then(given_name));
        reasons.extend(mother.map(mother_name));
        reasons.extend(self.beside_names(other.beside));

        let mut score: f64 = reasons.iter().map(|reason| reason.weight).sum();
        let same_mother = mother.is_some_and(|likeness| likeness >= NAME_LINE);
        let other_name = given.is_none_or(|likeness| likeness < TWINS_BELOW);
        if same_mother && other_name && self.born_beside(other) {
            // Without a common script for the names the pair may be one child all the same.
            let stop = if given.is_some() { POSSIBLE } else { PROBABLE } - BELOW;
            let weight = (stop - score).min(0.0);
            reasons.push(Reason { finding: Finding::Twins, weight });
            score += weight;
        }
        let verdict = match score {
            _ if score >= PROBABLE => Verdict::Probable,
            _ if score >= POSSIBLE => Verdict::Possible,
            _ => Verdict::Unlikely,
        };
        Likeness { score, verdict, reasons }
    }

    /// Whether the two may be worth a question if their names are the same: what else is known of them is compared in no
    /// time, and most children that share a name are years apart. Never `false` where [`Ready::compare`] gives a question:
    /// names weigh no more than [`SAME_CHILD`] and [`SAME_MOTHER`], and twins are born beside each other.
    pub fn may_be_alike(&self, other: Beside) -> bool {
        let rest: f64 = self.beside_names(other).map(|reason| reason.weight).sum();
        // Sums of parts may differ in the last bit.
        POSSIBLE <= SAME_CHILD + SAME_MOTHER + rest + 1e-9
    }

    /// What speaks for and against beside the names.
    fn beside_names(&self, other: Beside) -> impl Iterator<Item = Reason> {
        let mine = self.beside;
        let birth = mine.birth.zip(other.birth).and_then(|(one, another)| birth(one, another));
        let sex = mine.sex.zip(other.sex).map(|(one, another)| sex(one, another));
        let village = mine.village.zip(other.village).map(|(one, another)| village(one, another));
        [birth, sex, village].into_iter().flatten()
    }

    /// Born within a day of each other, to families of one commune.
    fn born_beside(&self, other: &Self) -> bool {
        let day = |one: &Self| one.beside.birth.and_then(BirthDate::day);
        let days = day(self).zip(day(other));
        let communes = self.beside.village.zip(other.beside.village);
        days.is_some_and(|(one, another)| days_apart(one, another) <= 1)
            && communes.is_some_and(|(one, another)| one.commune() == another.commune())
    }
}

fn child_name(likeness: f64) -> Reason {
    let (finding, weight) = if likeness >= NAME_LINE {
        let weight = SAME_CHILD * (likeness - NAME_LINE) / (1.0 - NAME_LINE);
        (if is_equal(likeness) { Finding::SameChildName } else { Finding::ChildNameAlike }, weight)
    } else {
        (Finding::ChildNameDiffers, (-16.0 * (NAME_LINE - likeness) / NAME_LINE).max(-8.0))
    };
    Reason { finding, weight }
}

/// The guard that keeps twins and siblings apart, whose names agree but for this part.
fn given_name(likeness: f64) -> Option<Reason> {
    let weight = match likeness {
        _ if likeness < 0.55 => -9.0,
        _ if likeness < 0.72 => -6.0,
        _ if likeness < 0.86 => -3.0,
        _ => return None,
    };
    Some(Reason { finding: Finding::GivenNameDiffers, weight })
}

fn mother_name(likeness: f64) -> Reason {
    let (finding, weight) = if likeness >= NAME_LINE {
        let weight = SAME_MOTHER * (likeness - NAME_LINE) / (1.0 - NAME_LINE);
        (if is_equal(likeness) { Finding::SameMother } else { Finding::MotherAlike }, weight)
    } else {
        (Finding::MotherDiffers, (-12.0 * (NAME_LINE - likeness) / NAME_LINE).max(-6.0))
    };
    Reason { finding, weight }
}

/// Likeness 1 is a sum of parts of one, which need not be 1 to the last bit.
fn is_equal(likeness: f64) -> bool {
    likeness > 1.0 - 1e-9
}

/// Two births at the precision of the coarser one. A neighbouring year says nothing.
fn birth(one: BirthDate, other: BirthDate) -> Option<Reason> {
    let years = one.year().abs_diff(other.year());
    let (finding, weight) = match (one, other) {
        (BirthDate::Day(day), BirthDate::Day(another)) => birth_day(day, another),
        (BirthDate::Year(_), _) | (_, BirthDate::Year(_)) => match years {
            0 => (Finding::SameBirthYear, 1.0),
            1 => return None,
            _ => (Finding::BirthFarApart, -8.0),
        },
        (BirthDate::Month(..) | BirthDate::Day(_), BirthDate::Month(..) | BirthDate::Day(_)) => {
            match months(one).abs_diff(months(other)) {
                0 => (Finding::SameBirthMonth, 2.0),
                1 => (Finding::BirthWeeksApart, 1.0),
                2..=4 => (Finding::BirthMonthsApart, -3.0),
                12 => return None,
                _ => (Finding::BirthFarApart, -8.0),
            }
        }
    };
    Some(Reason { finding, weight })
}

fn months(birth: BirthDate) -> i32 {
    12 * i32::from(birth.year()) + i32::from(birth.month().unwrap_or(1))
}

/// The first that fits counts.
fn birth_day(one: Date, other: Date) -> (Finding, f64) {
    let apart = days_apart(one, other);
    let same_year = one.year() == other.year();
    let (day, month) = (one.day() == other.day(), one.month() == other.month());
    match apart {
        0 => (Finding::SameBirthDay, 6.0),
        1..=2 => (Finding::BirthDaysApart, 4.0),
        _ if same_year && one.day() == other.month() && one.month() == other.day() => {
            (Finding::DayAndMonthSwapped, 3.5)
        }
        _ if same_year && month => (Finding::SameBirthMonth, 2.0),
        _ if day && month && one.year().abs_diff(other.year()) == 1 => {
            (Finding::SameDayOtherYear, 2.0)
        }
        3..=31 => (Finding::BirthWeeksApart, 1.0),
        32..=120 => (Finding::BirthMonthsApart, -3.0),
        _ => (Finding::BirthFarApart, -8.0),
    }
}

fn days_apart(one: Date, other: Date) -> u32 {
    (one - other).get_days().unsigned_abs()
}

/// A wrong tick is a common slip; most other children of the same name have the same sex.
fn sex(one: Sex, other: Sex) -> Reason {
    if one == other {
        Reason { finding: Finding::SameSex, weight: 0.8 }
    } else {
        Reason { finding: Finding::SexDiffers, weight: -4.5 }
    }
}

fn village(one: VillageCode, other: VillageCode) -> Reason {
    let (finding, weight) = if one == other {
        (Finding::SameVillage, 4.0)
    } else if one.commune() == other.commune() {
        (Finding::SameCommune, 2.5)
    } else if one.district() == other.district() {
        (Finding::SameDistrict, 1.0)
    } else if one.province() == other.province() {
        (Finding::SameProvince, -1.0)
    } else {
        (Finding::ProvinceDiffers, -2.5)
    };
    Reason { finding, weight }
}
