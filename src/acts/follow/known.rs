//! What is known in an opened room: its notes, and how each child stands by them and by its form. Held in memory while
//! the room is open, and brought up to date by what came since.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::namesakes::Namesakes;
use crate::acts::{form_setting, seal};
use crate::clock;
use crate::domain::attention::{Attention, Form};
use crate::domain::event::Event;
use crate::domain::ids::{ChildId, EventId, FamilyId, StaffId};
use crate::domain::intake::{self, Answers};
use crate::domain::risk::RuleSet;
use crate::domain::safeguarding::{Level, Moment, Note, Planned, Stage, What, safe_to_call};
use crate::domain::tally::Referred;
use crate::seal::sealed::FocalSecret;
use crate::store::followed::{self, Filed};
use crate::store::{Reading, StoreError, events};

/// Everything that was read so far.
#[derive(Default)]
pub struct Known {
    mark: Option<(i64, i64)>,
    last: i64,
    shut: usize,
    notes: BTreeMap<FamilyId, Vec<Note>>,
    families: BTreeMap<FamilyId, Seen>,
    namesakes: Namesakes,
}

/// A family as it was when it was looked at last.
struct Seen {
    version: i64,
    notes: usize,
    standing: Vec<Standing>,
}

/// How a child stands, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own on the list")]
pub struct Standing {
    /// The family.
    pub family: FamilyId,
    /// The child.
    pub child: ChildId,
    /// Its place on the form, from 1.
    pub position: u8,
    /// The family's number.
    pub ticket: u32,
    /// The level that counts.
    pub level: Level,
    /// Whether a focal set it.
    pub is_set: bool,
    /// By when the family is to be contacted.
    pub moment: Option<Moment>,
    /// Whether the family was contacted within the level's clock.
    pub in_time: bool,
    /// Whether it was referred to somebody.
    pub is_referred: bool,
    /// How far it is.
    pub stage: Stage,
    /// When somebody said that the child is here, unless the family was spoken with since. It holds for that day.
    pub here: Option<Timestamp>,
    /// Since when something is known that came after the focal had answered what was known before.
    pub fresh: Option<Timestamp>,
    /// Whether nobody follows it any more, and nothing is new since.
    pub is_closed: bool,
    /// Whether help was given.
    pub is_helped: bool,
    /// Only points speak for it.
    pub support_only: bool,
    /// Whether it is on the list at all.
    pub is_listed: bool,
    /// Plans that are open.
    pub plans: Vec<Planned>,
    /// Who is kept out, as it was noted.
    excluded: Vec<StaffId>,
}

/// One child's record.
pub struct Record {
    /// The family's form.
    pub filed: Filed,
    /// The child's place on it, from 1.
    pub position: u8,
    /// How it stands.
    pub attention: Attention,
    /// Every note about it and about its family, in the order in which they were saved.
    pub notes: Vec<Note>,
    /// Everybody here who is kept out of it: whom the notes name, and whoever here has the name of one who was kept out
    /// on another laptop.
    pub kept_out: Vec<StaffId>,
    /// Whether nobody of the family said that its phone may not be rung.
    pub may_ring: bool,
    /// How many notes about the family but views there are: a page that knows fewer is out of date.
    pub seen: usize,
    /// Of each of `notes`, how many but views there were with it.
    numbers: Vec<usize>,
    /// The first day on which anything can have been done for the family: the event's, or that of the form if it was
    /// filed before.
    pub begins: Date,
    /// Number of the last box that was read.
    pub last: i64,
}

impl Known {
    /// Reads what came since the last time.
    pub fn read(
        &mut self,
        conn: &Reading,
        event: EventId,
        secret: &FocalSecret,
    ) -> Result<(), StoreError> {
        let mark = followed::mark(conn, event)?;
        if self.mark == Some(mark) {
            return Ok(());
        }
        let opened = seal::open_room(conn, event, secret, self.last)?;
        self.last = opened.last;
        self.shut += opened.shut;
        for note in opened.notes {
            self.notes.entry(note.about.family).or_default().push(note);
        }
        let of_event = events::by_id(conn, event)?;
        let mut versions: BTreeMap<FamilyId, i64> =
            followed::versions(conn, event)?.into_iter().collect();
        // A note may be about a family of an earlier event that came to the desk again.
        for family in self.notes.keys() {
            if !versions.contains_key(family)
                && let Some(filed) = followed::filed(conn, *family)?
            {
                versions.insert(*family, filed.version);
            }
        }
        self.families.retain(|family, _| versions.contains_key(family));
        for (family, version) in versions {
            let notes = self.notes.get(&family).map(Vec::as_slice).unwrap_or_default();
            let is_new = self
                .families
                .get(&family)
                .is_none_or(|seen| seen.version != version || seen.notes != notes.len());
            if is_new {
                let standing = look_at(conn, of_event.as_ref(), family, notes)?;
                self.families.insert(family, Seen { version, notes: notes.len(), standing });
            }
        }
        self.namesakes = Namesakes::read(conn)?;
        self.mark = Some(mark);
        Ok(())
    }

    /// How the children stand whom `reader` may know of: listed, or followed with a plan.
    pub fn standing(&self, reader: StaffId) -> impl Iterator<Item = &Standing> {
        let all = self.families.values().flat_map(|seen| &seen.standing);
        all.filter(move |one| !self.namesakes.hold(&one.excluded, reader))
    }

    /// Families that `reader` may know nothing of.
    pub fn kept_from(&self, reader: StaffId) -> impl Iterator<Item = FamilyId> {
        let hidden = move |one: &Standing| self.namesakes.hold(&one.excluded, reader);
        let all = self.families.iter();
        all.filter(move |(_, seen)| seen.standing.iter().any(hidden)).map(|(family, _)| *family)
    }

    /// Notes of the event about families that `reader` may know of, the newest first.
    pub fn notes(&self, reader: StaffId) -> Vec<&Note> {
        let hidden: BTreeSet<FamilyId> = self.kept_from(reader).collect();
        let about = self.notes.iter().filter(|(family, _)| !hidden.contains(family));
        let mut all: Vec<&Note> = about.flat_map(|(_, notes)| notes).collect();
        all.sort_by_key(|note| std::cmp::Reverse((note.at, note.id)));
        all
    }

    /// Children who were referred, by level, for the event's report: those that `reader` may know of.
    pub fn referred(&self, reader: StaffId) -> Vec<Referred> {
        let referred = self.standing(reader).filter(|one| one.is_referred);
        let count = |one: &Standing| Referred {
            level: one.level,
            children: 1,
            in_time: u32::from(one.in_time),
        };
        referred.map(count).collect()
    }

    /// Whether a child of the family would be less urgent with these notes called a mistake, or off the list although
    /// somebody told of it.
    pub fn would_ease(
        &self,
        conn: &Reading,
        family: FamilyId,
        mistakes: &[What],
    ) -> Result<bool, StoreError> {
        let notes = self.notes.get(&family).map(Vec::as_slice).unwrap_or_default();
        let is_mistaken = |note: &&Note| {
            let calls =
                |what: &What| matches!(what, What::WrongChild { note: id, .. } if *id == note.id);
            mistakes.iter().any(calls)
        };
        let is_told = |what: &What| matches!(what, What::Observed { .. } | What::Disclosed(_));
        let was_told = notes.iter().filter(is_mistaken).any(|note| is_told(&note.what));
        let left: Vec<Note> = notes.iter().filter(|note| !is_mistaken(note)).cloned().collect();
        let (before, after) =
            (children_of(conn, None, family, notes)?, children_of(conn, None, family, &left)?);
        let mut both = before.iter().zip(&after);
        Ok(both.any(|((.., before), (.., after))| is_eased(before, after, was_told)))
    }

    /// Boxes that did not open: sealed to another key, or damaged.
    pub fn shut(&self) -> usize {
        self.shut
    }

    /// One child's record, unless `reader` is kept out of it or there is no such child.
    pub fn record(
        &self,
        conn: &Reading,
        family: FamilyId,
        child: ChildId,
        reader: StaffId,
    ) -> Result<Option<Record>, StoreError> {
        let notes = self.notes.get(&family).map(Vec::as_slice).unwrap_or_default();
        let Some(filed) = followed::filed(conn, family)? else { return Ok(None) };
        let Some(event) = events::by_id(conn, filed.event)? else { return Ok(None) };
        let found = filed.children.iter().find(|(id, _)| *id == child);
        let Some((_, position)) = found.copied() else { return Ok(None) };
        let all = attention(conn, &event, family, &filed, notes)?;
        let is_hidden = |it: &Attention| self.namesakes.hold(&it.followed.excluded, reader);
        if all.iter().any(|(_, _, attention)| is_hidden(attention)) {
            return Ok(None);
        }
        let Some((_, _, attention)) = all.into_iter().find(|(id, ..)| *id == child) else {
            return Ok(None);
        };
        let may_ring = safe_to_call(notes).contains(&family);
        let kept_out = self.namesakes.of(&attention.followed.excluded);
        let begins = event.starts_on.min(clock::civil_day(filed.filed_at));
        let mut seen = 0;
        let (mut about, mut numbers) = (Vec::new(), Vec::new());
        for note in notes {
            seen += usize::from(!matches!(note.what, What::Viewed { .. }));
            if note.about.child.is_none_or(|it| it == child) {
                about.push(note.clone());
                numbers.push(seen);
            }
        }
        let notes = about;
        let last = self.last;
        Ok(Some(Record {
            filed,
            position,
            attention,
            notes,
            kept_out,
            may_ring,
            seen,
            numbers,
            begins,
            last,
        }))
    }
}

impl Record {
    /// Notes that a page knew nothing of which knew `seen` of the family's.
    pub fn since(&self, seen: usize) -> impl Iterator<Item = &Note> {
        let numbered = self.notes.iter().zip(&self.numbers);
        numbered.filter(move |(_, number)| seen < **number).map(|(note, _)| note)
    }
}

/// Whether a child is less urgent than it was, by what was taken back.
fn is_eased(before: &Attention, after: &Attention, was_told: bool) -> bool {
    let is_later = match (before.moment, after.moment) {
        (Some(before), Some(after)) => before.due < after.due,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let is_gone =
        before.is_listed() && !after.is_listed() || before.fresh.is_some() && after.fresh.is_none();
    after.level < before.level || is_later || was_told && is_gone
}

/// How a family's children stand.
fn look_at(
    conn: &Reading,
    of_event: Option<&Event>,
    family: FamilyId,
    notes: &[Note],
) -> Result<Vec<Standing>, StoreError> {
    let Some(filed) = followed::filed(conn, family)? else { return Ok(Vec::new()) };
    let all = all_of(conn, of_event, family, &filed, notes)?;
    let standing = all.into_iter().map(|(child, position, attention)| Standing {
        family,
        child,
        position,
        ticket: filed.ticket,
        level: attention.level,
        is_set: attention.is_set(),
        moment: attention.moment,
        in_time: attention.is_contacted_in_time(),
        is_referred: attention.followed.is_referred,
        stage: attention.followed.stage,
        here: attention.here,
        fresh: attention.fresh,
        is_closed: attention.is_closed(),
        is_helped: !attention.followed.done.is_empty(),
        support_only: attention.is_support_only(),
        is_listed: attention.is_listed(),
        plans: attention.followed.plans,
        excluded: attention.followed.excluded,
    });
    Ok(standing.filter(|one| one.is_listed || !one.excluded.is_empty()).collect())
}

/// How the children of a family stand, by the notes of its room: what a page, a slip and a file tell of them comes from
/// here. Nothing for a family that is not known any more.
/// `of_event` is the event that is most likely the family's, so that it is not read for each.
pub fn children_of(
    conn: &Reading,
    of_event: Option<&Event>,
    family: FamilyId,
    notes: &[Note],
) -> Result<Vec<(ChildId, u8, Attention)>, StoreError> {
    let Some(filed) = followed::filed(conn, family)? else { return Ok(Vec::new()) };
    all_of(conn, of_event, family, &filed, notes)
}

fn all_of(
    conn: &Reading,
    of_event: Option<&Event>,
    family: FamilyId,
    filed: &Filed,
    notes: &[Note],
) -> Result<Vec<(ChildId, u8, Attention)>, StoreError> {
    let earlier = match of_event.filter(|event| event.id == filed.event) {
        Some(_) => None,
        None => events::by_id(conn, filed.event)?,
    };
    let Some(event) = earlier.as_ref().or(of_event) else { return Ok(Vec::new()) };
    attention(conn, event, family, filed, notes)
}

/// How each child of a family stands; an open case of the highest level counts for its household.
fn attention(
    conn: &Reading,
    event: &Event,
    family: FamilyId,
    filed: &Filed,
    notes: &[Note],
) -> Result<Vec<(ChildId, u8, Attention)>, StoreError> {
    let setting = form_setting(event, filed.filed_at);
    let read = |answers: &Answers| intake::as_far_as_read(answers, &setting);
    let (mut first, mut corrected) = (read(&filed.answers), Vec::new());
    for (at, before) in followed::before_corrections(conn, family, &filed.answers)? {
        corrected.push((at, std::mem::replace(&mut first, read(&before))));
    }
    corrected.reverse();
    let of = |child, position: u8, household_high| {
        let form = Form {
            filed: &first,
            filed_at: filed.filed_at,
            corrected: &corrected,
            child: usize::from(position).saturating_sub(1),
            day: event.starts_on.max(clock::civil_day(filed.filed_at)),
            household_high,
            civil_day: clock::civil_day,
        };
        Attention::of(RuleSet::embedded(), form, family, child, notes)
    };
    let alone: Vec<(ChildId, u8, Attention)> = filed
        .children
        .iter()
        .map(|(child, position)| (*child, *position, of(*child, *position, None)))
        .collect();
    let high: Vec<(ChildId, Timestamp)> =
        alone.iter().filter_map(|(child, _, it)| Some((*child, it.open_high?))).collect();
    let beside = |child: ChildId| {
        high.iter().filter(|(other, _)| *other != child).map(|(_, since)| *since).min()
    };
    let all = alone.into_iter().map(|(child, position, it)| {
        let it = beside(child).map_or(it, |since| of(child, position, Some(since)));
        (child, position, it)
    });
    Ok(all.collect())
}
