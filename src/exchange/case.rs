//! One child's record as it leaves: what every target takes from, put together once.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::clock;
use crate::domain::birth::Birth;
use crate::domain::case::State;
use crate::domain::event::Event;
use crate::domain::ids::ChildId;
use crate::domain::place::VillageCode;
use crate::domain::safeguarding::{
    Agreed, Concern, Followed, Ground, Held, Help, Level, LivesWith, Note, What, may_share,
    standing,
};
use crate::i18n::{self, Lang};
use crate::seal::receipt_code::EventCode;
use crate::seal::token::{hyphenated, uuid_of};
use crate::store::families::Family;
use crate::store::people::ChildRow;
use crate::store::places::About;

/// What is known of a child, where it is kept.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The event.
    pub event: &'a Event,
    /// The family.
    pub family: &'a Family,
    /// The child.
    pub child: &'a ChildRow,
    /// Number of the family's ticket.
    pub ticket: u32,
    /// What the focals noted about the child.
    pub followed: &'a Followed,
    /// Notes of the event: at least those about the child and about its whole family.
    pub notes: &'a [Note],
    /// Whether nobody of the family said that its phone may not be rung: [`safe_to_call`].
    ///
    /// [`safe_to_call`]: crate::domain::safeguarding::safe_to_call
    pub may_ring: bool,
    /// The level that counts; the focal's own where nothing is new.
    pub level: Level,
    /// Rules that fired: code and reason in English.
    pub fired: &'a [(String, String)],
    /// Name and version of the rules; empty where none were used.
    pub rule_set: &'a str,
    /// By when the family is or was to be contacted.
    pub due: Option<Timestamp>,
}

/// A child's record that may leave.
#[derive(Clone, PartialEq, Eq)]
pub struct Case {
    /// The child.
    pub child: ChildId,
    /// The record's name everywhere: the child's own id, lower-case, in five groups.
    pub id: String,
    /// The number by which people speak of it: event, ticket, child.
    pub number: String,
    /// Given name: Khmer, with Latin letters in brackets.
    pub given: String,
    /// Family name, likewise.
    pub family: String,
    /// Code of the sex; empty if it was left to the officer.
    pub sex: String,
    /// The birthday, only if it is known to the day.
    pub born: Option<Date>,
    /// Age in whole years, as far as it is known.
    pub age: Option<i64>,
    /// The village on the list.
    pub village: Option<VillageCode>,
    /// Where the family lives, in words.
    pub address: String,
    /// On which day the family came.
    pub registered: Date,
    /// Code of what the reporter is to the child.
    pub reporter: String,
    /// With whom the child lives, if it was said.
    pub lives_with: Option<LivesWith>,
    /// The confirmed level.
    pub level: Level,
    /// What the focal said it is about; none where it is shared without agreement.
    pub concerns: Vec<Concern>,
    /// By when the family is to be contacted.
    pub due: Option<Timestamp>,
    /// When a focal confirmed the level.
    pub confirmed_at: Timestamp,
    /// What was agreed to.
    pub agreed: Vec<Agreed>,
    /// Why it may leave.
    pub ground: Ground,
    /// The phone as dialled in the country, only if calling was said to be safe.
    pub phone: String,
    /// Rules that fired: code and reason in English.
    pub fired: Vec<(String, String)>,
    /// Name and version of the rules.
    pub rule_set: String,
    /// Help that was given or is planned, each kind once.
    pub help: Vec<Help>,
    /// Whether the certificate was handed over.
    pub certificate: bool,
}

impl Case {
    /// The record for a target that needs `needed` to be agreed to, or why it stays.
    pub fn of(known: &Known<'_>, needed: &[Agreed]) -> Result<Self, Held> {
        let Known { event, family, child, followed, notes, due, .. } = *known;
        let (level, ground) = may_share(followed, known.level, notes, needed)?;
        // Without agreement the least: nothing but what the vital reason needs.
        let least = !ground.is_agreed();
        let is_named = |code: &str| match &ground {
            Ground::Agreed => true,
            Ground::Vital { rules, .. } => rules.iter().any(|rule| rule.code() == code),
        };
        let fired = known.fired.iter().filter(|(code, _)| is_named(code)).cloned().collect();
        let registered = clock::civil_day(family.filed_at);
        let birth = child.birth();
        let safe = followed.agreed.contains(&Agreed::SafeToCall) && known.may_ring;
        let mut help: Vec<Help> = followed.done.iter().map(|done| done.help).collect();
        help.extend(followed.plans.iter().map(|plan| plan.help));
        help.sort_unstable();
        help.dedup();
        Ok(Self {
            child: child.id,
            id: hyphenated(child.id.0),
            number: number(event.code, known.ticket, child.position),
            given: both(&child.name.given_km, &child.name.given_lat),
            family: both(&child.name.family_km, &child.name.family_lat),
            sex: child.sex.clone(),
            born: match birth {
                Some(Birth::Exact(day)) => Some(day),
                _ => None,
            },
            age: birth.as_ref().and_then(|birth| age(birth, registered)),
            village: village(family),
            address: address(event, family),
            registered,
            reporter: family.relation.clone(),
            lives_with: followed.support.lives_with.filter(|_| !least),
            level,
            concerns: if least { Vec::new() } else { followed.concerns.clone() },
            due,
            confirmed_at: confirmed(known).unwrap_or(family.filed_at),
            agreed: followed.agreed.clone(),
            ground,
            phone: if safe { dialled(&family.phone) } else { String::new() },
            fired,
            rule_set: known.rule_set.to_owned(),
            help,
            certificate: matches!(child.state, State::Collected { .. }),
        })
    }

    /// A name for something inside the record, the same each time.
    pub fn part_id(&self, part: &str) -> String {
        hyphenated(uuid_of(&[self.id.as_bytes(), part.as_bytes()]))
    }

    /// The note that goes with the record, in English: level, reasons, by when. It names nobody.
    pub fn note(&self) -> String {
        let level = self.level.code().to_uppercase();
        let reasons: Vec<String> =
            self.fired.iter().map(|(code, reason)| format!("{code} {reason}")).collect();
        let mut note = format!("Priority {level}.");
        if !reasons.is_empty() {
            let _ = write!(note, " Reasons: {}.", reasons.join("; "));
        }
        note.push_str(" Confirmed by: safeguarding focal.");
        if let Some(due) = self.due {
            let due = clock::local(due).strftime("%Y-%m-%d %H:%M");
            let _ = write!(note, " Act by {due} +07:00.");
        }
        if !self.ground.is_agreed() {
            let _ = write!(
                note,
                " Shared without consent in the child's vital interest, recorded by the safeguarding focal: {}.",
                self.ground.reason()
            );
        }
        if !self.rule_set.is_empty() {
            let _ = write!(note, " Rules {}.", self.rule_set);
        }
        note
    }
}

/// Event, ticket and child as people say them.
pub fn number(event: u32, ticket: u32, position: u8) -> String {
    let event = EventCode::from_number(event).map(|code| code.to_string()).unwrap_or_default();
    format!("{event}-{ticket:04}-{position:02}")
}

/// Khmer with Latin letters in brackets; either alone where there is but one.
fn both(khmer: &str, latin: &str) -> String {
    match (khmer.is_empty(), latin.is_empty()) {
        (false, false) => format!("{khmer} ({latin})"),
        _ => format!("{khmer}{latin}"),
    }
}

/// Whole years on a day, if every day that the birth may be gives the same or it was said as an age.
fn age(birth: &Birth, on: Date) -> Option<i64> {
    let earliest = birth.earliest()?;
    let years = earliest.until((jiff::Unit::Year, on)).ok()?.get_years();
    Some(i64::from(years).max(0))
}

fn village(family: &Family) -> Option<VillageCode> {
    let home = family.places.iter().find(|(about, _)| *about == About::Home);
    home.filter(|(_, kept)| kept.is_listed)
        .and_then(|(_, kept)| VillageCode::parse(&kept.code).ok())
}

fn address(event: &Event, family: &Family) -> String {
    let wider = match family.home.as_str() {
        "here" => event.commune.km.as_str(),
        _ => &family.home_words,
    };
    [family.village.as_str(), wider]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// As dialled in the country: a number of another one keeps its digits.
fn dialled(e164: &str) -> String {
    e164.strip_prefix("+855")
        .map_or_else(|| e164.trim_start_matches('+').to_owned(), |rest| format!("0{rest}"))
}

fn confirmed(known: &Known<'_>) -> Option<Timestamp> {
    let about = standing(known.notes).rev().filter(|note| {
        note.about.family == known.family.id
            && note.about.child.is_none_or(|child| child == known.child.id)
    });
    about
        .filter(
            |note| matches!(note.what, What::Level { to, .. } if Some(to) == known.followed.level),
        )
        .map(|note| note.at)
        .next()
}

/// The level in both languages, as the ministry's forms say it.
pub fn level_words(level: Level) -> [String; 2] {
    Lang::ALL.map(|lang| i18n::text(lang, level.text_key()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_age_is_counted_on_the_day() {
        let on = date(2026, 2, 14);
        assert_eq!(age(&Birth::Exact(date(2019, 7, 2)), on), Some(6));
        assert_eq!(age(&Birth::Exact(date(2019, 2, 14)), on), Some(7));
        assert_eq!(age(&Birth::Exact(date(2026, 2, 13)), on), Some(0));
    }

    #[test]
    fn names_and_phones_are_written_as_other_programs_have_them() {
        assert_eq!(both("ស្រីណា", "Srey Na"), "ស្រីណា (Srey Na)");
        assert_eq!(both("", "Srey Na"), "Srey Na");
        assert_eq!(dialled("+85512345678"), "012345678");
        assert_eq!(dialled(""), "");
        assert_eq!(number(0, 42, 1), "0000-0042-01");
    }
}
